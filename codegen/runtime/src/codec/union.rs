//! Unions (`oneOf`, `anyOf`): which variant a JSON value is.
//!
//! The value is set aside as text. A discriminator that names a variant decides; otherwise the variants whose [`Shape`] the value
//! has are tried, those first that declare most of its keys. The first that can be read wins if it keeps nothing as unknown,
//! at any depth. If it does, the others are read as well, and the variant wins that leaves least of the text unknown: what it
//! keeps so, and properties that it does not declare. Thus a value that is newer than the document stays with the variant
//! that says most of it, and does not fall to one that takes anything. Among equals, the first wins.
//!
//! A value of no variant's shape is kept as the unknown variant. A value that has a variant's shape and still cannot be read
//! is an error, and the error says for each variant tried what was wrong. So is a value that is nested deeper than `serde_json`
//! reads, and one whose variants could only be told apart by reading it over and over: see `bounds.rs`.

use super::adapters::{Codec, Decode};
use super::bounds::{self, TooDeep};
use super::error::{DecodeError, TOO_DEEP};
use super::kept;
use super::object::name;
use super::shape::{Field, Shape};
use serde::de::{Deserialize, DeserializeOwned, Deserializer};
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::marker::PhantomData;

/// A value that may be one of several types.
pub trait OneOf: Sized {
    /// The discriminator: the property that names the variant.
    const TAG: Option<&'static str> = None;
    /// The variants, in the document's order.
    const VARIANTS: &'static [Variant];

    /// Reads the value as the variant of this index; any other index stands for the unknown variant.
    ///
    /// # Errors
    /// The value does not fit.
    fn read(variant: usize, json: &Json) -> Result<Self, serde_json::Error>;
}

/// A variant of a union.
#[derive(Clone, Copy, Debug)]
pub struct Variant {
    /// Its name, for error messages.
    pub name: &'static str,
    /// Values of the discriminator that choose it.
    pub tags: &'static [&'static str],
    /// What the JSON must look like.
    pub shape: Shape,
}

/// A JSON value that has not been read yet, as text.
#[derive(Debug)]
pub struct Json(Box<RawValue>);

impl Json {
    /// Reads the value as a type.
    ///
    /// # Errors
    /// The value does not fit.
    pub fn decode<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_str(self.0.get())
    }

    /// The value, to be read by an adapter.
    #[must_use]
    pub fn by<C>(&self) -> JsonBy<'_, C> {
        JsonBy(self, PhantomData)
    }
}

/// A JSON value that an adapter reads.
#[derive(Debug)]
pub struct JsonBy<'a, C>(&'a Json, PhantomData<C>);

impl<C> JsonBy<'_, C> {
    /// Reads the value.
    ///
    /// # Errors
    /// The value does not fit.
    pub fn decode<T>(&self) -> Result<T, serde_json::Error>
    where
        C: Codec<T>,
    {
        self.0.decode::<Decode<C, T>>().map(|value| value.0)
    }
}

/// Whether the count has come down to zero; else it goes on. So a list of `if`s finds its item without numbers.
pub fn count_down(count: &mut usize) -> bool {
    match count.checked_sub(1) {
        Some(less) => {
            *count = less;
            false
        }
        None => true,
    }
}

/// Reads a [`OneOf`].
///
/// # Errors
/// The value has the shape of some variant, but none of these can be read. It is nested too deep, or too ambiguous.
pub fn one_of<'de, T: OneOf, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let json = Json(Box::<RawValue>::deserialize(deserializer)?);
    let text = json.0.get();
    let _outermost = bounds::begin(text).map_err(|TooDeep| DecodeError::set_aside(text, TOO_DEEP))?;
    let keys: Keys = serde_json::from_str(text).unwrap_or_default();
    let candidates = candidates(text, &keys, T::TAG, T::VARIANTS);
    let read = match candidates[..] {
        [] => {
            kept::keep(text.len());
            return T::read(T::VARIANTS.len(), &json).map_err(|error| DecodeError::set_aside(text, error));
        }
        [only] => T::read(only, &json).map_err(|error| vec![(only, error)]),
        _ => fullest(&json, &keys, &candidates),
    };
    read.map_err(|failures| DecodeError::set_aside(text, explained::<T>(text, &failures)))
}

/// What is wrong with each variant that was tried.
type Failures = Vec<(usize, serde_json::Error)>;

/// An explanation ends after so many bytes. Each one holds those of the unions within, so their lengths multiply as well.
const LONGEST: usize = 4_000;

/// Why no variant was taken.
#[cold]
fn explained<T: OneOf>(text: &str, failures: &Failures) -> String {
    if bounds::is_spent() {
        return format!("no variant of `{}` can be told: the value is too ambiguous", name::<T>());
    }
    let mut message = format!("no variant of `{}` fits", name::<T>());
    for (index, error) in failures {
        let error = DecodeError::in_json(text.as_bytes(), error);
        message.push_str(&format!("; {}: {error}", T::VARIANTS[*index].name));
        if message.len() > LONGEST {
            message.truncate(message.floor_char_boundary(LONGEST));
            message.push('…');
            break;
        }
    }
    message
}

/// The properties of the value, none unless it is an object.
type Keys<'a> = BTreeMap<String, &'a RawValue>;

/// The first variant that can be read and keeps nothing as unknown, else the one that leaves least of the text unknown.
/// Deep inside other comparisons, the first that can be read. Once nothing may be read any more, none: not to have looked at
/// the others is no reason to take one.
fn fullest<T: OneOf>(json: &Json, keys: &Keys, candidates: &[usize]) -> Result<T, Failures> {
    let mut failures = Failures::new();
    let mut best: Option<Reading<T>> = None;
    for &index in candidates {
        let undeclared = || unsaid(T::VARIANTS[index].shape, json.0.get(), keys);
        // Whatever it reads of the rest, it would not be better.
        if best.as_ref().is_some_and(|best| best.unknown <= undeclared()) {
            continue;
        }
        // The first is what every union reads.
        if index != candidates[0] {
            bounds::spend(json.0.get().len());
        }
        let reading = kept::during(|| T::read(index, json));
        if bounds::is_spent() {
            return Err(failures);
        }
        match reading {
            (Err(error), _) => failures.push((index, error)),
            (Ok(value), kept) if best.is_none() && (kept == 0 || kept::is_deep()) => {
                kept::keep(kept);
                return Ok(value);
            }
            (Ok(value), kept) => {
                let unknown = kept + undeclared();
                if best.as_ref().is_none_or(|best| unknown < best.unknown) {
                    best = Some(Reading { value, kept, unknown });
                }
            }
        }
    }
    let best = best.ok_or(failures)?;
    kept::keep(best.kept);
    Ok(best.value)
}

/// A value as one of its variants has read it.
struct Reading<T> {
    value: T,
    /// Bytes that are kept as unknown within.
    kept: usize,
    /// These, and the bytes of properties that the variant does not declare.
    unknown: usize,
}

/// Indices of the variants to try, in order.
fn candidates(json: &str, keys: &Keys, tag: Option<&str>, variants: &[Variant]) -> Vec<usize> {
    let tag: Option<String> = tag.and_then(|tag| serde_json::from_str(keys.get(tag)?.get()).ok());
    if let Some(tag) = tag {
        let tagged: Vec<usize> = (0..variants.len()).filter(|index| variants[*index].tags.contains(&&*tag)).collect();
        if !tagged.is_empty() {
            return tagged;
        }
    }
    let mut shaped: Vec<usize> = (0..variants.len()).filter(|index| fits(variants[*index].shape, json, keys)).collect();
    // Stable: among equals, the document's order.
    shaped.sort_by_key(|index| undeclared(variants[*index].shape, keys));
    shaped
}

/// Whether a value has a shape; `keys` are the value's own, empty unless it is an object.
fn fits(shape: Shape, json: &str, keys: &Keys) -> bool {
    let first = json.bytes().next().unwrap_or_default();
    let is_number = first == b'-' || first.is_ascii_digit();
    match shape {
        Shape::Any => true,
        Shape::Null => json == "null",
        Shape::Bool => json == "true" || json == "false",
        Shape::Integer => is_number && !json.contains(['.', 'e', 'E']),
        Shape::Number => is_number,
        Shape::String => first == b'"',
        Shape::Texts(texts) => is_text_of(json, texts),
        Shape::OneOf(values) => is_one_of(json, values),
        Shape::Array => first == b'[',
        Shape::Object { fields, closed } => {
            let stands = |field: &Field| match keys.get(field.key) {
                // A constant is compared as it stands; what it might hold is of no interest.
                Some(json) => fits(field.shape, json.get(), &BTreeMap::new()),
                None => !field.required,
            };
            first == b'{' && fields.iter().all(stands) && (!closed || keys.keys().all(|key| declares(fields, key)))
        }
        Shape::Either(shapes) => shapes.iter().any(|shape| fits(*shape, json, keys)),
    }
}

fn declares(fields: &[Field], key: &str) -> bool {
    fields.iter().any(|field| field.key == key)
}

/// Whether a value is one of these strings; `"a"` can also be written with escapes.
fn is_text_of(json: &str, texts: &[&str]) -> bool {
    let bare = json.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    match bare {
        Some(bare) if !bare.contains('\\') => texts.contains(&bare),
        Some(_) => serde_json::from_str::<String>(json).is_ok_and(|text| texts.contains(&text.as_str())),
        None => false,
    }
}

/// Whether a value is one of these; equal as JSON, since `"a"` can also be written with escapes.
fn is_one_of(json: &str, values: &[&str]) -> bool {
    let parse = |text: &str| serde_json::from_str::<serde_json::Value>(text).ok();
    values.contains(&json)
        || parse(json).is_some_and(|value| values.iter().any(|text| parse(text).as_ref() == Some(&value)))
}

/// How many of the value's keys a variant would not know.
fn undeclared(shape: Shape, keys: &Keys) -> usize {
    match shape {
        Shape::Object { fields, .. } => keys.keys().filter(|key| !declares(fields, key)).count(),
        Shape::Either(shapes) => shapes.iter().map(|shape| undeclared(*shape, keys)).min().unwrap_or(keys.len()),
        _ => keys.len(),
    }
}

/// How many bytes of a value that has this shape the shape says nothing of.
fn unsaid(shape: Shape, json: &str, keys: &Keys) -> usize {
    match shape {
        Shape::Any => json.len(),
        Shape::Object { fields, .. } => {
            let undeclared = keys.iter().filter(|(key, _)| !declares(fields, key));
            undeclared.map(|(key, value)| key.len() + value.get().len()).sum()
        }
        Shape::Either(shapes) => {
            let had = shapes.iter().filter(|shape| fits(**shape, json, keys));
            had.map(|shape| unsaid(*shape, json, keys)).min().unwrap_or(json.len())
        }
        _ => 0,
    }
}

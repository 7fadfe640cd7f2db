//! Objects: the loop over properties that every struct's reader runs, and the writer of properties.
//!
//! A struct names its properties in [`Object::FIELDS`] and has a slot for each. What does not depend on the struct's types is
//! done here, once: matching keys, refusing those that stand twice, skipping or refusing unknown ones.

use super::adapters::{Codec, Encode};
use super::read::{Filled, Slot};
use super::shape::Field;
use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::fmt;
use std::marker::PhantomData;

/// A struct that is read from a JSON object.
pub trait Object: Sized {
    /// Its name, for error messages.
    const NAME: &'static str;
    /// Its properties, in the document's order.
    const FIELDS: &'static [Field];
    /// Properties that are not declared are refused (`additionalProperties: false`); else they are skipped or kept.
    const CLOSED: bool;

    /// Reads the properties.
    ///
    /// # Errors
    /// A property is missing, stands twice or does not fit its type.
    fn read<'de, A: MapAccess<'de>>(fields: Fields<A>) -> Result<Self, A::Error>;
}

/// What a table may say of undeclared properties.
pub mod mode {
    /// They are refused.
    #[allow(non_upper_case_globals)] // As the table has it.
    pub const closed: bool = true;
}

/// Reads an [`Object`].
///
/// # Errors
/// The JSON is not an object, or [`Object::read`] fails.
pub fn object<'de, T: Object, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_map(ObjectVisitor(PhantomData))
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Object> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object for `{}`", T::NAME)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::read(Fields { map, declared: T::FIELDS, closed: T::CLOSED })
    }
}

/// The properties of an object, one after the other.
#[derive(Debug)]
pub struct Fields<A> {
    map: A,
    declared: &'static [Field],
    closed: bool,
}

/// Which declared properties have stood already; the first 64 without an allocation.
#[derive(Debug, Default)]
struct Seen {
    low: u64,
    high: Vec<bool>,
}

impl Seen {
    /// Whether this is the first time.
    #[inline]
    fn insert(&mut self, index: usize) -> bool {
        if index >= 64 {
            return self.insert_high(index);
        }
        let bit = 1 << index;
        let is_first = self.low & bit == 0;
        self.low |= bit;
        is_first
    }

    #[cold]
    fn insert_high(&mut self, index: usize) -> bool {
        if self.high.len() <= index {
            self.high.resize(index + 1, false);
        }
        !std::mem::replace(&mut self.high[index], true)
    }
}

impl<'de, A: MapAccess<'de>> Fields<A> {
    /// Reads all properties into slots: one for each of [`Object::FIELDS`], and one more if others are kept.
    ///
    /// # Errors
    /// A property stands twice, is refused or does not fit its type.
    pub fn fill(self, slots: &mut [&mut dyn Slot<'de, A>]) -> Result<Found, A::Error> {
        let Self { mut map, declared, closed } = self;
        let (mut seen, mut other) = (Seen::default(), String::new());
        // Servers mostly write properties in the order of the document.
        let mut guess = 0;
        while let Some(index) = map.next_key_seed(KeySeed { declared, guess, other: &mut other })? {
            match slots.get_mut(index) {
                Some(slot) if index < declared.len() => {
                    let key = declared[index].key;
                    if !seen.insert(index) {
                        return Err(de::Error::duplicate_field(key));
                    }
                    guess = index + 1;
                    slot.read(&mut map, key)?;
                }
                Some(rest) => rest.read(&mut map, &other)?,
                None if closed => return Err(de::Error::custom(format_args!("unknown field `{other}`"))),
                None => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(Found { declared, next: 0 })
    }
}

/// What has been found: the slots' values are taken out in the order of their keys.
#[derive(Debug)]
pub struct Found {
    declared: &'static [Field],
    next: usize,
}

impl Found {
    /// The value of the next slot.
    ///
    /// # Errors
    /// The property is required and missing.
    pub fn take<S: Filled, E: de::Error>(&mut self, slot: S) -> Result<S::Value, E> {
        let index = self.next;
        self.next += 1;
        slot.value().ok_or_else(|| E::missing_field(self.declared.get(index).map_or("", |field| field.key)))
    }
}

/// Matches a key: gives its index, and that after the last one for any other key, which goes into `other`.
struct KeySeed<'a> {
    declared: &'static [Field],
    guess: usize,
    other: &'a mut String,
}

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = usize;

    // The loop over properties is its only caller, and every property of every object passes here.
    #[inline(always)]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for KeySeed<'_> {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a property name")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<usize, E> {
        let Self { declared, guess, other } = self;
        let is_next = declared.get(guess).is_some_and(|field| field.key == text);
        Ok(if is_next { guess } else { search(declared, text, other) })
    }
}

/// The index of a key that is not where it was expected.
#[inline(never)]
fn search(declared: &[Field], text: &str, other: &mut String) -> usize {
    declared.iter().position(|field| field.key == text).unwrap_or_else(|| {
        text.clone_into(other);
        declared.len()
    })
}

/// Writes an object, property by property.
#[derive(Debug)]
pub struct ObjectWriter<S: Serializer> {
    map: S::SerializeMap,
}

impl<S: Serializer> ObjectWriter<S> {
    /// Begins an object.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn new(serializer: S) -> Result<Self, S::Error> {
        Ok(Self { map: serializer.serialize_map(None)? })
    }

    /// Writes a property.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn field<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), S::Error> {
        self.map.serialize_entry(name, value)
    }

    /// Writes a property by an adapter.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn field_as<C: Codec<T>, T>(&mut self, name: &str, value: &T) -> Result<(), S::Error> {
        self.map.serialize_entry(name, &Encode::<C, T>::new(value))
    }

    /// Writes a property, if it is there.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn optional<T: Serialize>(&mut self, name: &str, value: &Option<T>) -> Result<(), S::Error> {
        value.as_ref().map_or(Ok(()), |value| self.field(name, value))
    }

    /// Writes a property by an adapter, if it is there.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn optional_as<C: Codec<T>, T>(&mut self, name: &str, value: &Option<T>) -> Result<(), S::Error> {
        value.as_ref().map_or(Ok(()), |value| self.field_as::<C, T>(name, value))
    }

    /// Ends the object.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn end(self) -> Result<S::Ok, S::Error> {
        self.map.end()
    }
}

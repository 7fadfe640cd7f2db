//! Objects: how the properties of every struct are read.
//!
//! A struct names its properties in [`Object::KEYS`] and has a slot for each. Matching keys, and skipping, keeping or refusing
//! undeclared ones, is written here, and compiled into the one loop of each struct: the loop is most of what reading costs.
//! Servers mostly write properties in the order of the document, so a key of many is first compared with the one that is next
//! there.

use serde::de::{self, DeserializeOwned, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use std::fmt;
use std::marker::PhantomData;

/// A struct that is read from a JSON object.
pub trait Object: Sized {
    /// The keys of its properties, in the document's order.
    const KEYS: &'static [&'static str];
    /// Properties that are not declared are refused (`additionalProperties: false`); else they are skipped or kept.
    const CLOSED: bool = false;
    /// Properties that are not declared are kept: after the slots of [`Object::KEYS`] there is one for them.
    const KEEPS: bool = false;

    /// Its name, for error messages.
    #[must_use]
    fn name() -> &'static str {
        name::<Self>()
    }

    /// Reads the properties.
    ///
    /// # Errors
    /// A property is missing, stands twice or does not fit its type.
    fn read<R: Reader>(reader: R) -> Result<Self, R::Error>;
}

/// The name of a type without its module. A constant of each type would be one more thing to compile.
pub(super) fn name<T>() -> &'static str {
    let path = std::any::type_name::<T>();
    path.rsplit("::").next().unwrap_or(path)
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
        write!(f, "an object for `{}`", T::name())
    }

    // Inlined into the deserializer, whose functions the loop calls: else these stay calls.
    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::read(Properties { map, other: String::new(), from: PhantomData })
    }
}

/// The properties of an object, one after the other. It hides the input's lifetime: see [`Slots`](super::Slots).
pub trait Reader {
    /// What may go wrong.
    type Error: de::Error;

    /// Goes to the next property that has a slot, and gives the slot's index. It is expected to be `guess`.
    ///
    /// # Errors
    /// A property is refused.
    fn next<T: Object>(&mut self, guess: usize) -> Result<Option<usize>, Self::Error>;

    /// The value of the property.
    ///
    /// # Errors
    /// It does not fit the type.
    fn value<T: DeserializeOwned>(&mut self) -> Result<T, Self::Error>;

    /// The key of the property, if it is not declared.
    fn name(&self) -> &str;
}

struct Properties<'de, A> {
    map: A,
    /// The last key that is not declared, if it is of interest.
    other: String,
    from: PhantomData<&'de ()>,
}

impl<'de, A: MapAccess<'de>> Reader for Properties<'de, A> {
    type Error = A::Error;

    #[inline]
    fn next<T: Object>(&mut self, guess: usize) -> Result<Option<usize>, A::Error> {
        loop {
            let key = Key::<T> { guess, other: &mut self.other, object: PhantomData };
            match self.map.next_key_seed(key)? {
                Some(slot) if slot >= T::KEYS.len() && !T::KEEPS => {
                    if T::CLOSED {
                        return Err(de::Error::custom(format_args!("unknown field `{}`", self.other)));
                    }
                    self.map.next_value::<IgnoredAny>()?;
                }
                slot => return Ok(slot),
            }
        }
    }

    #[inline]
    fn value<T: DeserializeOwned>(&mut self) -> Result<T, A::Error> {
        self.map.next_value()
    }

    fn name(&self) -> &str {
        &self.other
    }
}

/// So many keys are compared with all of them, by code that has each as a constant; that is less than to keep to an order.
const FEW: usize = 8;

/// Matches a key: gives the number of its slot.
struct Key<'a, T> {
    guess: usize,
    other: &'a mut String,
    object: PhantomData<T>,
}

impl<'de, T: Object> DeserializeSeed<'de> for Key<'_, T> {
    type Value = usize;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<T: Object> Visitor<'_> for Key<'_, T> {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a property name")
    }

    #[inline]
    fn visit_str<E: de::Error>(self, text: &str) -> Result<usize, E> {
        let known = if T::KEYS.len() <= FEW {
            T::KEYS.iter().position(|key| *key == text)
        } else {
            let next = T::KEYS.get(self.guess);
            next.filter(|next| is_same(next.as_bytes(), text.as_bytes())).map(|_| self.guess)
        };
        let other = (T::CLOSED || T::KEEPS).then_some(self.other);
        Ok(known.unwrap_or_else(|| search(T::KEYS, text, other)))
    }
}

/// The slot of a key that is not where it was expected. One that is not declared goes into `other`, if it is of interest.
#[inline(never)]
fn search(keys: &[&str], text: &str, other: Option<&mut String>) -> usize {
    keys.iter().position(|key| *key == text).unwrap_or_else(|| {
        if let Some(other) = other {
            text.clone_into(other);
        }
        keys.len()
    })
}

/// Whether two keys are equal. They mostly are, and mostly have 2 to 16 bytes, which are two words that may overlap: comparing
/// these takes less than a call.
#[inline]
fn is_same(left: &[u8], right: &[u8]) -> bool {
    fn ends<const N: usize>(text: &[u8]) -> Option<([u8; N], [u8; N])> {
        Some((*text.first_chunk()?, *text.last_chunk()?))
    }
    left.len() == right.len()
        && match left.len() {
            2..4 => ends::<2>(left) == ends::<2>(right),
            4..8 => ends::<4>(left) == ends::<4>(right),
            8..=16 => ends::<8>(left) == ends::<8>(right),
            _ => left == right,
        }
}

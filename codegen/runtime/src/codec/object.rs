//! Objects: the loop over properties that every struct's reader runs, and the writer of properties.
//!
//! A struct names its properties in [`Object::FIELDS`] and has a slot for each. What does not depend on the struct's types is
//! done here, once: matching keys, refusing those that stand twice, skipping or refusing unknown ones.

use super::adapters::{Codec, Encode};
use super::read::{Filled, Slot};
use super::shape::Field;
use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::collections::BTreeSet;
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
        T::read(Fields { map, declared: T::FIELDS, closed: T::CLOSED, current: None, seen: Seen::default() })
    }
}

/// The properties of an object, one after the other.
#[derive(Debug)]
pub struct Fields<A> {
    map: A,
    declared: &'static [Field],
    closed: bool,
    current: Option<usize>,
    seen: Seen,
}

/// Which declared properties have stood already; the first 128 without an allocation.
#[derive(Debug, Default)]
struct Seen {
    low: u128,
    high: BTreeSet<usize>,
}

impl Seen {
    /// Whether this is the first time.
    fn insert(&mut self, index: usize) -> bool {
        let bit = u32::try_from(index).ok().and_then(|index| 1u128.checked_shl(index));
        let Some(bit) = bit else { return self.high.insert(index) };
        let first = self.low & bit == 0;
        self.low |= bit;
        first
    }
}

/// A property's name.
enum Key {
    /// Index into [`Object::FIELDS`].
    Known(usize),
    /// Any other name.
    Other(String),
}

impl<'de, A: MapAccess<'de>> Fields<A> {
    /// Reads all properties into slots: one for each of [`Object::FIELDS`], and one more if others are kept.
    ///
    /// # Errors
    /// A property stands twice, is refused or does not fit its type.
    pub fn fill(mut self, slots: &mut [&mut dyn Slot<'de, A>]) -> Result<Found, A::Error> {
        let others = self.declared.len();
        while let Some(key) = self.next_key()? {
            match key {
                Key::Known(index) => {
                    if let Some(slot) = slots.get_mut(index) {
                        slot.read(&mut self.map, self.declared[index].key)?;
                    }
                }
                Key::Other(name) => match slots.get_mut(others) {
                    Some(slot) => slot.read(&mut self.map, &name)?,
                    None if self.closed => return Err(de::Error::custom(format_args!("unknown field `{name}`"))),
                    None => drop(self.map.next_value::<IgnoredAny>()?),
                },
            }
        }
        Ok(Found { declared: self.declared.iter() })
    }

    /// The next property, declared or not.
    fn next_key(&mut self) -> Result<Option<Key>, A::Error> {
        // Servers mostly write properties in the order of the document.
        let guess = self.current.map_or(0, |index| index + 1);
        let key = self.map.next_key_seed(KeySeed { declared: self.declared, guess })?;
        if let Some(Key::Known(index)) = key {
            if !self.seen.insert(index) {
                return Err(de::Error::duplicate_field(self.declared[index].key));
            }
            self.current = Some(index);
        }
        Ok(key)
    }
}

/// What has been found: the slots' values are taken out in the order of their keys.
#[derive(Debug)]
pub struct Found {
    declared: std::slice::Iter<'static, Field>,
}

impl Found {
    /// The value of the next slot.
    ///
    /// # Errors
    /// The property is required and missing.
    pub fn take<S: Filled, E: de::Error>(&mut self, slot: S) -> Result<S::Value, E> {
        let key = self.declared.next().map_or("", |field| field.key);
        slot.value().ok_or_else(|| E::missing_field(key))
    }
}

/// Matches a key without keeping it, unless it is unknown.
struct KeySeed {
    declared: &'static [Field],
    guess: usize,
}

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for KeySeed {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a property name")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Key, E> {
        if self.declared.get(self.guess).is_some_and(|field| field.key == text) {
            return Ok(Key::Known(self.guess));
        }
        let index = self.declared.iter().position(|field| field.key == text);
        Ok(index.map_or_else(|| Key::Other(text.to_owned()), Key::Known))
    }
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

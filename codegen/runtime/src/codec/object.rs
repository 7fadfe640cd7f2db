//! Objects: the loop over properties that every struct's reader runs, and the writer of properties.
//!
//! A struct names its properties in [`Object::KEYS`] and fills one slot for each. What does not depend on the struct's types is
//! done here, once: matching keys, refusing those that stand twice, skipping or refusing unknown ones.

use super::adapters::{Codec, Decode, Encode, Maybe};
use serde::de::{self, Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::marker::PhantomData;

/// What a reader does with a property that the struct does not declare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// Leaves it out.
    Skip,
    /// Fails: `additionalProperties: false`.
    Refuse,
}

/// A struct that is read from a JSON object.
pub trait Object<'de>: Sized {
    /// Its name, for error messages.
    const NAME: &'static str;
    /// Its properties, as JSON names them.
    const KEYS: &'static [&'static str];
    /// What becomes of other properties.
    const UNKNOWN: Unknown = Unknown::Skip;

    /// Reads the properties.
    ///
    /// # Errors
    /// A property is missing, stands twice or does not fit its type.
    fn read<A: MapAccess<'de>>(fields: Fields<A>) -> Result<Self, A::Error>;
}

/// Reads an [`Object`].
///
/// # Errors
/// The JSON is not an object, or [`Object::read`] fails.
pub fn object<'de, T: Object<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_map(ObjectVisitor(PhantomData))
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Object<'de>> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object for `{}`", T::NAME)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::read(Fields { map, keys: T::KEYS, unknown: T::UNKNOWN, current: None, seen: Seen::default() })
    }
}

/// The properties of an object, one after the other.
#[derive(Debug)]
pub struct Fields<A> {
    map: A,
    keys: &'static [&'static str],
    unknown: Unknown,
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// Index into [`Object::KEYS`].
    Known(usize),
    /// Any other name.
    Other(String),
}

impl<'de, A: MapAccess<'de>> Fields<A> {
    /// The index of the next declared property; others are skipped or refused.
    ///
    /// # Errors
    /// A property stands twice or is refused, or the text is not JSON.
    pub fn next_key(&mut self) -> Result<Option<usize>, A::Error> {
        loop {
            match self.next_entry()? {
                None => return Ok(None),
                Some(Key::Known(index)) => return Ok(Some(index)),
                Some(Key::Other(name)) if self.unknown == Unknown::Refuse => {
                    return Err(de::Error::custom(format_args!("unknown field `{name}`")));
                }
                Some(Key::Other(_)) => drop(self.map.next_value::<IgnoredAny>()?),
            }
        }
    }

    /// The next property, declared or not.
    ///
    /// # Errors
    /// A declared property stands twice, or the text is not JSON.
    pub fn next_entry(&mut self) -> Result<Option<Key>, A::Error> {
        // Servers mostly write properties in the order of the document.
        let guess = self.current.map_or(0, |index| index + 1);
        let key = self.map.next_key_seed(KeySeed { keys: self.keys, guess })?;
        if let Some(Key::Known(index)) = key {
            if !self.seen.insert(index) {
                return Err(de::Error::duplicate_field(self.keys[index]));
            }
            self.current = Some(index);
        }
        Ok(key)
    }

    /// Reads the current property.
    ///
    /// # Errors
    /// The value does not fit its type.
    pub fn read<T: Deserialize<'de>>(&mut self, slot: &mut Option<T>) -> Result<(), A::Error> {
        *slot = Some(self.map.next_value()?);
        Ok(())
    }

    /// Reads the current property by an adapter.
    ///
    /// # Errors
    /// The value does not fit its type.
    pub fn read_as<C: Codec<T>, T>(&mut self, slot: &mut Option<T>) -> Result<(), A::Error> {
        let mut value: Option<Decode<C, T>> = None;
        self.read(&mut value)?;
        *slot = value.map(|value| value.0);
        Ok(())
    }

    /// Reads the current property; `null` is the same as absent.
    ///
    /// # Errors
    /// The value does not fit its type.
    pub fn read_optional<T: Deserialize<'de>>(&mut self, slot: &mut Option<T>) -> Result<(), A::Error> {
        let mut value: Option<Option<T>> = None;
        self.read(&mut value)?;
        *slot = value.flatten();
        Ok(())
    }

    /// Reads the current property by an adapter; `null` is the same as absent.
    ///
    /// # Errors
    /// The value does not fit its type.
    pub fn read_optional_as<C: Codec<T>, T>(&mut self, slot: &mut Option<T>) -> Result<(), A::Error> {
        let mut value = None;
        self.read_as::<Maybe<C>, _>(&mut value)?;
        *slot = value.flatten();
        Ok(())
    }

    /// Reads the current property into a map of undeclared ones.
    ///
    /// # Errors
    /// The property stands twice, or its value does not fit the type.
    pub fn insert<T: Deserialize<'de>>(&mut self, name: String, map: &mut BTreeMap<String, T>) -> Result<(), A::Error> {
        let value = self.map.next_value()?;
        if map.contains_key(&name) {
            return Err(de::Error::custom(format_args!("duplicate field `{name}`")));
        }
        map.insert(name, value);
        Ok(())
    }

    /// Reads the current property into a map of undeclared ones, by an adapter.
    ///
    /// # Errors
    /// The property stands twice, or its value does not fit the type.
    pub fn insert_as<C: Codec<T>, T>(&mut self, name: String, map: &mut BTreeMap<String, T>) -> Result<(), A::Error> {
        let value: Decode<C, T> = self.map.next_value()?;
        if map.contains_key(&name) {
            return Err(de::Error::custom(format_args!("duplicate field `{name}`")));
        }
        map.insert(name, value.0);
        Ok(())
    }

    /// The value of a slot that must have been filled; `index` is that of its key.
    ///
    /// # Errors
    /// The property is missing.
    pub fn required<T>(&self, slot: Option<T>, index: usize) -> Result<T, A::Error> {
        slot.ok_or_else(|| de::Error::missing_field(self.keys[index]))
    }
}

/// Matches a key without keeping it, unless it is unknown.
struct KeySeed {
    keys: &'static [&'static str],
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
        if self.keys.get(self.guess) == Some(&text) {
            return Ok(Key::Known(self.guess));
        }
        let index = self.keys.iter().position(|key| *key == text);
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

    /// Writes the undeclared properties.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn entries<T: Serialize>(&mut self, map: &BTreeMap<String, T>) -> Result<(), S::Error> {
        map.iter().try_for_each(|(name, value)| self.field(name, value))
    }

    /// Writes the undeclared properties by an adapter.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn entries_as<C: Codec<T>, T>(&mut self, map: &BTreeMap<String, T>) -> Result<(), S::Error> {
        map.iter().try_for_each(|(name, value)| self.field_as::<C, T>(name, value))
    }

    /// Ends the object.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn end(self) -> Result<S::Ok, S::Error> {
        self.map.end()
    }
}

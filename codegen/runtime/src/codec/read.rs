//! Slots: what a struct's reader fills, one for each property, by the presence that the document gives it.
//!
//! [`Fields::put`](super::Fields::put) fills them; how often a property has stood is the slot's to know.

use super::adapters::{Codec, Decode};
use super::null::null;
use serde::de::{self, Deserialize, MapAccess};
use std::collections::BTreeMap;

/// Takes the value of a property.
pub trait Slot<'de, A: MapAccess<'de>> {
    /// Whether the property has stood already.
    fn is_filled(&self) -> bool;

    /// Reads the value that comes next.
    ///
    /// # Errors
    /// It does not fit its type.
    fn read(&mut self, map: &mut A) -> Result<(), A::Error>;
}

/// Takes the values of properties that are not declared.
pub trait Keep<'de, A: MapAccess<'de>> {
    /// Reads the value that comes next; `name` is its property.
    ///
    /// # Errors
    /// It does not fit its type, or the property has stood already.
    fn read(&mut self, map: &mut A, name: &str) -> Result<(), A::Error>;
}

/// A slot after all properties have been read.
pub trait Filled {
    /// The field's type.
    type Value;

    /// The field's value; `None` is a required property that did not stand there.
    fn value(self) -> Option<Self::Value>;
}

/// A property that must be there.
#[derive(Debug)]
pub struct Required<T>(Option<T>);

/// A property that may be absent. `null` is the same, unless its type reads `null` itself; that it stood there is known all the
/// same.
#[derive(Debug)]
pub struct Optional<T>(Option<Option<T>>);

/// Properties that are not declared.
#[derive(Debug)]
pub struct Rest<T>(BTreeMap<String, T>);

/// A slot whose values an adapter reads.
#[derive(Debug)]
pub struct By<S>(S);

/// An empty slot.
#[must_use]
pub fn required<T>() -> Required<T> {
    Required(None)
}

/// An empty slot.
#[must_use]
pub fn optional<T>() -> Optional<T> {
    Optional(None)
}

/// An empty map.
#[must_use]
pub fn rest<T>() -> Rest<T> {
    Rest(BTreeMap::new())
}

impl<'de, T: Deserialize<'de>, A: MapAccess<'de>> Slot<'de, A> for Required<T> {
    #[inline]
    fn is_filled(&self) -> bool {
        self.0.is_some()
    }

    #[inline]
    fn read(&mut self, map: &mut A) -> Result<(), A::Error> {
        self.0 = Some(map.next_value()?);
        Ok(())
    }
}

impl<'de, T: Deserialize<'de>, A: MapAccess<'de>> Slot<'de, A> for Optional<T> {
    #[inline]
    fn is_filled(&self) -> bool {
        self.0.is_some()
    }

    #[inline]
    fn read(&mut self, map: &mut A) -> Result<(), A::Error> {
        self.0 = Some(map.next_value::<Option<T>>()?.or_else(null));
        Ok(())
    }
}

impl<'de, T: Deserialize<'de>, A: MapAccess<'de>> Keep<'de, A> for Rest<T> {
    fn read(&mut self, map: &mut A, name: &str) -> Result<(), A::Error> {
        let value = map.next_value()?;
        if self.0.contains_key(name) {
            return Err(de::Error::custom(format_args!("duplicate field `{name}`")));
        }
        self.0.insert(name.to_owned(), value);
        Ok(())
    }
}

impl<'de, S: Slot<'de, A>, A: MapAccess<'de>> Slot<'de, A> for By<S> {
    #[inline]
    fn is_filled(&self) -> bool {
        self.0.is_filled()
    }

    #[inline]
    fn read(&mut self, map: &mut A) -> Result<(), A::Error> {
        self.0.read(map)
    }
}

impl<'de, S: Keep<'de, A>, A: MapAccess<'de>> Keep<'de, A> for By<S> {
    fn read(&mut self, map: &mut A, name: &str) -> Result<(), A::Error> {
        self.0.read(map, name)
    }
}

impl<T> Filled for Required<T> {
    type Value = T;

    fn value(self) -> Option<T> {
        self.0
    }
}

impl<T> Filled for Optional<T> {
    type Value = Option<T>;

    fn value(self) -> Option<Option<T>> {
        Some(self.0.flatten())
    }
}

impl<T> Filled for Rest<T> {
    type Value = BTreeMap<String, T>;

    fn value(self) -> Option<BTreeMap<String, T>> {
        Some(self.0)
    }
}

impl<C, T> Filled for By<Required<Decode<C, T>>> {
    type Value = T;

    fn value(self) -> Option<T> {
        self.0.0.map(|value| value.0)
    }
}

impl<C, T> Filled for By<Optional<Decode<C, T>>> {
    type Value = Option<T>;

    fn value(self) -> Option<Option<T>> {
        Some(self.0.0.flatten().map(|value| value.0))
    }
}

impl<C, T> Filled for By<Rest<Decode<C, T>>> {
    type Value = BTreeMap<String, T>;

    fn value(self) -> Option<BTreeMap<String, T>> {
        Some(self.0.0.into_iter().map(|(name, value)| (name, value.0)).collect())
    }
}

impl<T> Required<T> {
    /// Read by an adapter.
    #[must_use]
    pub fn by<C: Codec<T>>(self) -> By<Required<Decode<C, T>>> {
        By(required())
    }
}

impl<T> Optional<T> {
    /// Read by an adapter.
    #[must_use]
    pub fn by<C: Codec<T>>(self) -> By<Optional<Decode<C, T>>> {
        By(optional())
    }
}

impl<T> Rest<T> {
    /// Read by an adapter.
    #[must_use]
    pub fn by<C: Codec<T>>(self) -> By<Rest<Decode<C, T>>> {
        By(rest())
    }
}

//! Slots: what stands for a property of a struct while it is read and written, by the presence that the document gives it.
//!
//! A slot holds a value, knows whether the property has stood already, and says how it travels: by an adapter, or by its type's
//! own serde traits ([`Plain`]). Tables name no slots: they ask [`Of`](super::Of) the type of each field.

use super::adapters::{Codec, Decode, Encode, Plain};
use super::null::null;
use super::object::Reader;
use serde::de;
use serde::ser::SerializeMap;
use std::collections::BTreeMap;
use std::marker::PhantomData;

/// A property of a struct.
pub trait Slot {
    /// The field's type.
    type Value;

    /// Whether the property has stood already.
    fn is_filled(&self) -> bool;

    /// Reads the value that comes next.
    ///
    /// # Errors
    /// It does not fit its type.
    fn read<R: Reader>(&mut self, reader: &mut R) -> Result<(), R::Error>;

    /// The field's value; `None` is a required property that did not stand there.
    fn value(self) -> Option<Self::Value>;

    /// Writes a field under its key, if it is there.
    ///
    /// # Errors
    /// Those of the serializer.
    fn write<M: SerializeMap>(value: &Self::Value, key: &str, map: &mut M) -> Result<(), M::Error>;
}

/// A property that must be there.
#[derive(Debug)]
pub struct Required<T, C = Plain>(Option<T>, PhantomData<C>);

/// A property that may be absent. `null` is the same, unless its type reads `null` itself; that it stood there is known all the
/// same.
#[derive(Debug)]
pub struct Optional<T, C = Plain>(Option<Option<T>>, PhantomData<C>);

/// Properties that are not declared.
#[derive(Debug)]
pub struct Rest<T, C = Plain>(BTreeMap<String, T>, PhantomData<C>);

impl<T> Required<T> {
    /// An empty slot.
    pub const EMPTY: Self = Self(None, PhantomData);

    /// Read and written by an adapter.
    #[must_use]
    pub fn by<C: Codec<T>>(self) -> Required<T, C> {
        Required(self.0, PhantomData)
    }
}

impl<T> Optional<T> {
    /// An empty slot.
    pub const EMPTY: Self = Self(None, PhantomData);

    /// Read and written by an adapter.
    #[must_use]
    pub fn by<C: Codec<T>>(self) -> Optional<T, C> {
        Optional(self.0, PhantomData)
    }
}

impl<T> Rest<T> {
    /// No properties.
    pub const EMPTY: Self = Self(BTreeMap::new(), PhantomData);

    /// Read and written by an adapter.
    #[must_use]
    pub fn by<C: Codec<T>>(self) -> Rest<T, C> {
        Rest(self.0, PhantomData)
    }
}

impl<T, C: Codec<T>> Slot for Required<T, C> {
    type Value = T;

    #[inline]
    fn is_filled(&self) -> bool {
        self.0.is_some()
    }

    #[inline]
    fn read<R: Reader>(&mut self, reader: &mut R) -> Result<(), R::Error> {
        self.0 = Some(reader.value::<Decode<C, T>>()?.0);
        Ok(())
    }

    #[inline]
    fn value(self) -> Option<T> {
        self.0
    }

    fn write<M: SerializeMap>(value: &T, key: &str, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry(key, &Encode::<C, T>::new(value))
    }
}

impl<T, C: Codec<T>> Slot for Optional<T, C> {
    type Value = Option<T>;

    #[inline]
    fn is_filled(&self) -> bool {
        self.0.is_some()
    }

    #[inline]
    fn read<R: Reader>(&mut self, reader: &mut R) -> Result<(), R::Error> {
        let value = reader.value::<Option<Decode<C, T>>>()?.or_else(null);
        self.0 = Some(value.map(|value| value.0));
        Ok(())
    }

    #[inline]
    fn value(self) -> Option<Option<T>> {
        Some(self.0.flatten())
    }

    fn write<M: SerializeMap>(value: &Option<T>, key: &str, map: &mut M) -> Result<(), M::Error> {
        value.as_ref().map_or(Ok(()), |value| map.serialize_entry(key, &Encode::<C, T>::new(value)))
    }
}

impl<T, C: Codec<T>> Slot for Rest<T, C> {
    type Value = BTreeMap<String, T>;

    // One that stands twice is told by its name.
    fn is_filled(&self) -> bool {
        false
    }

    fn read<R: Reader>(&mut self, reader: &mut R) -> Result<(), R::Error> {
        let value = reader.value::<Decode<C, T>>()?.0;
        let name = reader.name();
        if self.0.contains_key(name) {
            return Err(de::Error::custom(format_args!("duplicate field `{name}`")));
        }
        self.0.insert(name.to_owned(), value);
        Ok(())
    }

    fn value(self) -> Option<BTreeMap<String, T>> {
        Some(self.0)
    }

    fn write<M: SerializeMap>(value: &BTreeMap<String, T>, _: &str, map: &mut M) -> Result<(), M::Error> {
        value.iter().try_for_each(|(name, value)| map.serialize_entry(name, &Encode::<C, T>::new(value)))
    }
}

//! Parts: what a struct writes, one for each property, by the presence that the document gives it.

use super::adapters::{Codec, Encode};
use super::shape::Field;
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::collections::BTreeMap;
use std::marker::PhantomData;

/// Writes a property, if it is there.
pub trait Part<M: SerializeMap> {
    /// Writes it under its name.
    ///
    /// # Errors
    /// Those of the serializer.
    fn write(&self, name: &str, map: &mut M) -> Result<(), M::Error>;
}

/// Writes an object: parts in the order of its fields, undeclared properties last.
///
/// # Errors
/// Those of the serializer.
pub fn object<S: Serializer>(
    serializer: S,
    fields: &[Field],
    parts: &[&dyn Part<S::SerializeMap>],
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    for (index, part) in parts.iter().enumerate() {
        part.write(fields.get(index).map_or("", |field| field.key), &mut map)?;
    }
    map.end()
}

/// A property that may be absent.
#[derive(Debug)]
pub struct Property<'a, T>(Option<&'a T>);

/// Undeclared properties.
#[derive(Debug)]
pub struct Rest<'a, T>(&'a BTreeMap<String, T>);

/// A part whose values an adapter writes.
#[derive(Debug)]
pub struct By<C, P>(P, PhantomData<C>);

/// A property that is always there.
pub fn required<T>(value: &T) -> Property<'_, T> {
    Property(Some(value))
}

/// A property that may be absent.
pub fn optional<T>(value: &Option<T>) -> Property<'_, T> {
    Property(value.as_ref())
}

/// Undeclared properties.
pub fn rest<T>(map: &BTreeMap<String, T>) -> Rest<'_, T> {
    Rest(map)
}

impl<T> Property<'_, T> {
    /// Written by an adapter.
    pub fn by<C: Codec<T>>(self) -> By<C, Self> {
        By(self, PhantomData)
    }
}

impl<T> Rest<'_, T> {
    /// Written by an adapter.
    pub fn by<C: Codec<T>>(self) -> By<C, Self> {
        By(self, PhantomData)
    }
}

impl<T: Serialize, M: SerializeMap> Part<M> for Property<'_, T> {
    fn write(&self, name: &str, map: &mut M) -> Result<(), M::Error> {
        self.0.map_or(Ok(()), |value| map.serialize_entry(name, value))
    }
}

impl<C: Codec<T>, T, M: SerializeMap> Part<M> for By<C, Property<'_, T>> {
    fn write(&self, name: &str, map: &mut M) -> Result<(), M::Error> {
        self.0.0.map_or(Ok(()), |value| map.serialize_entry(name, &Encode::<C, T>::new(value)))
    }
}

impl<T: Serialize, M: SerializeMap> Part<M> for Rest<'_, T> {
    fn write(&self, _: &str, map: &mut M) -> Result<(), M::Error> {
        self.0.iter().try_for_each(|(name, value)| map.serialize_entry(name, value))
    }
}

impl<C: Codec<T>, T, M: SerializeMap> Part<M> for By<C, Rest<'_, T>> {
    fn write(&self, _: &str, map: &mut M) -> Result<(), M::Error> {
        self.0.0.iter().try_for_each(|(name, value)| map.serialize_entry(name, &Encode::<C, T>::new(value)))
    }
}

//! Adapters: how a value stands in JSON where its own serde traits do not say so.
//!
//! `Decimal` in a list that may hold `null` is read and written by `List<Maybe<Number>>`. An adapter is a type without
//! values: it is only named, as in `prices: Vec<Decimal> as codec::List<codec::Number>`.

use serde::de::{Deserialize, DeserializeOwned, Deserializer};
use serde::ser::{Serialize, Serializer};
use std::collections::{BTreeMap, BTreeSet};
use std::marker::PhantomData;

/// A way to read and write a `T`.
pub trait Codec<T> {
    /// Writes a value.
    ///
    /// # Errors
    /// Those of the serializer.
    fn encode<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error>;

    /// Reads a value.
    ///
    /// # Errors
    /// Those of the deserializer, and what the value itself refuses.
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error>;
}

/// Writes a value by an adapter.
///
/// # Errors
/// Those of the serializer.
pub fn encode<C: Codec<T>, T, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    C::encode(value, serializer)
}

/// A reference that is written by an adapter.
#[derive(Debug)]
pub struct Encode<'a, C, T>(&'a T, PhantomData<C>);

impl<'a, C, T> Encode<'a, C, T> {
    /// Wraps a reference.
    pub fn new(value: &'a T) -> Self {
        Self(value, PhantomData)
    }
}

impl<C: Codec<T>, T> Serialize for Encode<'_, C, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        C::encode(self.0, serializer)
    }
}

/// A value that is read by an adapter.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decode<C, T>(pub T, PhantomData<C>);

impl<'de, C: Codec<T>, T> Deserialize<'de> for Decode<C, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        C::decode(deserializer).map(|value| Self(value, PhantomData))
    }
}

/// By the type's own serde traits.
#[derive(Debug)]
pub enum Plain {}

impl<T: Serialize + DeserializeOwned> Codec<T> for Plain {
    fn encode<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        value.serialize(serializer)
    }

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        T::deserialize(deserializer)
    }
}

/// An array, each item by `C`.
#[derive(Debug)]
pub struct List<C>(PhantomData<C>);

impl<T, C: Codec<T>> Codec<Vec<T>> for List<C> {
    fn encode<S: Serializer>(value: &Vec<T>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(value.iter().map(Encode::<C, T>::new))
    }

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
        Ok(Vec::<Decode<C, T>>::deserialize(deserializer)?.into_iter().map(|item| item.0).collect())
    }
}

/// An array of unique items, each by `C`.
#[derive(Debug)]
pub struct Set<C>(PhantomData<C>);

impl<T: Ord, C: Codec<T>> Codec<BTreeSet<T>> for Set<C> {
    fn encode<S: Serializer>(value: &BTreeSet<T>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(value.iter().map(Encode::<C, T>::new))
    }

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeSet<T>, D::Error> {
        Ok(Vec::<Decode<C, T>>::deserialize(deserializer)?.into_iter().map(|item| item.0).collect())
    }
}

/// An object with free keys, each value by `C`.
#[derive(Debug)]
pub struct Map<C>(PhantomData<C>);

impl<T, C: Codec<T>> Codec<BTreeMap<String, T>> for Map<C> {
    fn encode<S: Serializer>(value: &BTreeMap<String, T>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(value.iter().map(|(key, value)| (key, Encode::<C, T>::new(value))))
    }

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<String, T>, D::Error> {
        let map = BTreeMap::<String, Decode<C, T>>::deserialize(deserializer)?;
        Ok(map.into_iter().map(|(key, value)| (key, value.0)).collect())
    }
}

/// `null`, or a value by `C`.
#[derive(Debug)]
pub struct Maybe<C>(PhantomData<C>);

impl<T, C: Codec<T>> Codec<Option<T>> for Maybe<C> {
    fn encode<S: Serializer>(value: &Option<T>, serializer: S) -> Result<S::Ok, S::Error> {
        value.as_ref().map(Encode::<C, T>::new).serialize(serializer)
    }

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
        Ok(Option::<Decode<C, T>>::deserialize(deserializer)?.map(|value| value.0))
    }
}

/// A value on the heap, by `C`.
#[derive(Debug)]
pub struct Boxed<C>(PhantomData<C>);

impl<T, C: Codec<T>> Codec<Box<T>> for Boxed<C> {
    fn encode<S: Serializer>(value: &Box<T>, serializer: S) -> Result<S::Ok, S::Error> {
        C::encode(value, serializer)
    }

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Box<T>, D::Error> {
        C::decode(deserializer).map(Box::new)
    }
}

//! `null` for types that read it: an optional property that is an `Option<Option<T>>`, any JSON or nothing but `null` knows
//! absent and `null` apart.

use serde::de::{self, Deserialize, Deserializer, Visitor};
use serde::forward_to_deserialize_any;
use std::fmt;

/// What a type makes of `null`; nothing if it has no such value.
pub(super) fn null<'de, T: Deserialize<'de>>() -> Option<T> {
    T::deserialize(Null).ok()
}

/// Holds `null`.
struct Null;

impl<'de> Deserializer<'de> for Null {
    type Error = NoNull;

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NoNull> {
        visitor.visit_none()
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NoNull> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct newtype_struct
        seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// The type has no `null`.
#[derive(Debug)]
struct NoNull;

impl fmt::Display for NoNull {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no null")
    }
}

impl std::error::Error for NoNull {}

impl de::Error for NoNull {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

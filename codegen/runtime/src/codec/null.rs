//! `null` for types that read it: of an optional property, `Option<Option<T>>` knows absent and `null` apart.

use serde::de::{self, Deserialize, Deserializer, Visitor};
use serde::forward_to_deserialize_any;
use std::fmt;

/// What a type makes of `null` by being an `Option`; nothing if it is none.
pub(super) fn null<'de, T: Deserialize<'de>>() -> Option<T> {
    T::deserialize(Null).ok()
}

/// Holds `null`, for whoever asks for an option.
struct Null;

impl<'de> Deserializer<'de> for Null {
    type Error = NotAnOption;

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotAnOption> {
        visitor.visit_none()
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, NotAnOption> {
        Err(NotAnOption)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct newtype_struct
        seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// The type does not ask for an option.
#[derive(Debug)]
struct NotAnOption;

impl fmt::Display for NotAnOption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an option")
    }
}

impl std::error::Error for NotAnOption {}

impl de::Error for NotAnOption {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

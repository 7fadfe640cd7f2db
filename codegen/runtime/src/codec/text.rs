//! Enums whose values are strings, and enums whose values are integers. Unknown values are kept, never refused.

use super::kept;
use super::object::name;
use serde::de::{self, Deserializer, Visitor};
use std::fmt;
use std::marker::PhantomData;

/// A text that no document lists: it is a character that Unicode never assigns.
const UNKNOWN_TEXT: &str = "\u{ffff}";

/// An integer that no document lists.
const UNKNOWN_CODE: i64 = i64::MIN;

/// An enum over strings, with a variant that keeps an unknown one.
pub trait Text: Sized {
    /// The strings that it lists.
    const TEXTS: &'static [&'static str];

    /// The variant that stands for a string.
    fn from_text(text: &str) -> Self;
}

/// Reads a [`Text`] from a JSON string.
///
/// # Errors
/// The value is not a string.
pub fn text<'de, T: Text, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_str(TextVisitor(PhantomData))
}

struct TextVisitor<T>(PhantomData<T>);

impl<T: Text> Visitor<'_> for TextVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a string for `{}`", name::<T>())
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        Ok(kept::listed(T::from_text(text), || T::from_text(UNKNOWN_TEXT), |_| text.len() + 2))
    }
}

/// An enum over integers, with a variant that keeps an unknown one.
pub trait Code: Sized {
    /// The integer that a variant stands for.
    fn code(&self) -> i64;

    /// The variant that stands for an integer.
    fn from_code(code: i64) -> Self;
}

/// Reads a [`Code`] from a JSON integer.
///
/// # Errors
/// The value is not an integer, or does not fit an `i64`.
pub fn code<'de, T: Code, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_i64(CodeVisitor(PhantomData))
}

struct CodeVisitor<T>(PhantomData<T>);

impl<T: Code> Visitor<'_> for CodeVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an integer for `{}`", name::<T>())
    }

    fn visit_i64<E: de::Error>(self, code: i64) -> Result<T, E> {
        Ok(kept::listed(T::from_code(code), || T::from_code(UNKNOWN_CODE), |_| code.to_string().len()))
    }

    fn visit_u64<E: de::Error>(self, code: u64) -> Result<T, E> {
        match i64::try_from(code) {
            Ok(code) => self.visit_i64(code),
            Err(_) => Err(E::invalid_value(de::Unexpected::Unsigned(code), &self)),
        }
    }
}

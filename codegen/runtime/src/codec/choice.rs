//! Enums whose values are of several JSON types.

use super::kept;
use serde::de::{Deserialize, Deserializer};
use serde_json::Value;

/// An enum over JSON values, with a variant that keeps an unknown one.
pub trait Choice: Sized {
    /// The value that a variant stands for.
    fn to_json(&self) -> Value;

    /// The variant that stands for a value.
    fn from_json(value: Value) -> Self;
}

/// Reads a [`Choice`].
///
/// # Errors
/// Those of the deserializer; every JSON value is accepted.
pub fn choice<'de, T: Choice, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let value = T::from_json(Value::deserialize(deserializer)?);
    Ok(kept::listed(value, || T::from_json(Value::from("\u{ffff}")), |value| value.to_json().to_string().len()))
}

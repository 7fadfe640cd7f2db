//! Durations in ISO 8601 (`format: duration`): `P1DT12H` stays a day and twelve hours.

use super::adapters::Codec;
use jiff::{Span, SpanFieldwise};
use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

/// A [`SpanFieldwise`] as a string.
#[derive(Debug)]
pub enum Duration {}

impl Codec<SpanFieldwise> for Duration {
    fn encode<S: Serializer>(value: &SpanFieldwise, serializer: S) -> Result<S::Ok, S::Error> {
        value.0.serialize(serializer)
    }

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<SpanFieldwise, D::Error> {
        Span::deserialize(deserializer).map(SpanFieldwise)
    }
}

//! Decimals that never pass through a float.
//!
//! `{"amount":12.50}` becomes `12.50`, both digits kept, and is written as `12.50` again: the number's text is taken from the
//! JSON as it stands (`RawValue`). A number with more digits than a [`Decimal`] holds is refused, not rounded.

use super::adapters::Codec;
use super::error::DecodeError;
use rust_decimal::Decimal;
use serde::de::{self, Deserialize, Deserializer, Visitor};
use serde::ser::{self, Serialize, Serializer};
use serde_json::value::RawValue;
use std::fmt;

/// A [`Decimal`] as a JSON number.
#[derive(Debug)]
pub enum Number {}

impl Codec<Decimal> for Number {
    fn encode<S: Serializer>(value: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
        RawValue::from_string(value.to_string()).map_err(ser::Error::custom)?.serialize(serializer)
    }

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        parse(raw.get()).map_err(|error| DecodeError::set_aside(raw.get(), error))
    }
}

/// A [`Decimal`] as a JSON string.
#[derive(Debug)]
pub enum Quoted {}

impl Codec<Decimal> for Quoted {
    fn encode<S: Serializer>(value: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(value)
    }

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
        deserializer.deserialize_str(QuotedVisitor)
    }
}

struct QuotedVisitor;

impl Visitor<'_> for QuotedVisitor {
    type Value = Decimal;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a decimal number in a string")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Decimal, E> {
        parse(text).map_err(E::custom)
    }
}

/// Scale that a [`Decimal`] can have.
const MAX_SCALE: i64 = Decimal::MAX_SCALE as i64;

/// A decimal from the text of a JSON number. Trailing zeros are kept as long as there is room for them.
fn parse(text: &str) -> Result<Decimal, String> {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (negative, digits) = mantissa.strip_prefix('-').map_or((false, mantissa), |rest| (true, rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let exponent_digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    if !is_number(whole) || !is_number(fraction) || !is_number(exponent_digits) {
        let shown: String = text.chars().take(40).collect();
        return Err(format!("`{shown}` is not a decimal number"));
    }
    let fraction = if digits.contains('.') { fraction } else { "" };
    let too_long = || format!("`{}` has more digits than a decimal holds", text.chars().take(40).collect::<String>());
    // An exponent beyond i32 is beyond every decimal; the digits of a text never reach it.
    let exponent: i64 = exponent.parse::<i32>().map_err(|_| too_long())?.into();
    let mut scale = i64::try_from(fraction.len()).map_err(|_| too_long())? - exponent;
    let mut digits = format!("{whole}{fraction}").trim_start_matches('0').to_owned();
    while scale > MAX_SCALE && digits.ends_with('0') {
        digits.pop();
        scale -= 1;
    }
    if digits.is_empty() {
        scale = scale.clamp(0, MAX_SCALE);
    }
    if scale < 0 {
        // 29 digits are the most that can fit.
        let zeros = usize::try_from(-scale).ok().filter(|zeros| *zeros < 30).ok_or_else(too_long)?;
        digits.push_str(&"0".repeat(zeros));
        scale = 0;
    }
    let value: i128 = if digits.is_empty() { 0 } else { digits.parse().map_err(|_| too_long())? };
    let scale = u32::try_from(scale).map_err(|_| too_long())?;
    Decimal::try_from_i128_with_scale(if negative { -value } else { value }, scale).map_err(|_| too_long())
}

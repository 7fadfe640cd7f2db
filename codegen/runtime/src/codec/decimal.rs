//! Decimals that never pass through a float.
//!
//! `{"amount":12.50}` becomes `12.50`, both digits kept, and is written as `12.50` again: the number's text is taken from the
//! JSON as it stands (`RawValue`). A number with more digits than a [`Decimal`] holds is refused, not rounded.

use super::adapters::Codec;
use super::error::DecodeError;
use rust_decimal::Decimal;
use serde::de::{self, Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
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
        deserializer.deserialize_newtype_struct(RAW, NumberVisitor)
    }
}

/// What `serde_json` calls a [`RawValue`] when it reads one. Asked for by this name it lends the text of a value; where the name
/// means nothing, the text is taken as a [`RawValue`], which costs an allocation for each number.
const RAW: &str = "$serde_json::private::RawValue";

struct NumberVisitor;

impl<'de> Visitor<'de> for NumberVisitor {
    type Value = Decimal;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a decimal number")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Decimal, A::Error> {
        map.next_key::<IgnoredAny>()?;
        map.next_value::<Digits>().map(|digits| digits.0)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Decimal, D::Error> {
        number(Box::<RawValue>::deserialize(deserializer)?.get())
    }
}

/// A decimal whose JSON is lent as a string.
struct Digits(Decimal);

impl<'de> Deserialize<'de> for Digits {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(DigitsVisitor)
    }
}

struct DigitsVisitor;

impl Visitor<'_> for DigitsVisitor {
    type Value = Digits;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a decimal number")
    }

    fn visit_str<E: de::Error>(self, json: &str) -> Result<Digits, E> {
        number(json).map(Digits)
    }
}

/// A decimal from its JSON.
#[inline]
fn number<E: de::Error>(json: &str) -> Result<Decimal, E> {
    // JSON that `short` takes is a number: all else begins with something other than a digit or a minus.
    match short(json) {
        Some(value) => Ok(value),
        None => other(json),
    }
}

/// A decimal from JSON that may be anything.
#[inline(never)]
fn other<E: de::Error>(json: &str) -> Result<Decimal, E> {
    let wrong = |kind| DecodeError::set_aside(json, format_args!("invalid type: {kind}, expected a decimal number"));
    match json.as_bytes().first() {
        Some(b'"') => Err(wrong("string")),
        Some(b'[') => Err(wrong("sequence")),
        Some(b'{') => Err(wrong("map")),
        Some(b't' | b'f') => Err(wrong("boolean")),
        Some(b'n') => Err(wrong("null")),
        _ => long(json).map_err(|error| DecodeError::set_aside(json, error)),
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
fn parse(text: &str) -> Result<Decimal, &'static str> {
    short(text).map_or_else(|| long(text), Ok)
}

/// A decimal of at most 18 digits and without exponent, as amounts are; anything else is left to [`long`].
fn short(text: &str) -> Option<Decimal> {
    let (negative, digits) = match text.as_bytes() {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    if digits.len() > 19 || !digits.last()?.is_ascii_digit() {
        return None;
    }
    // 19 digits are never more than a `u64` holds.
    let (mut value, mut point) = (0_u64, None);
    for (at, byte) in digits.iter().enumerate() {
        let digit = byte.wrapping_sub(b'0');
        if digit < 10 {
            value = value * 10 + u64::from(digit);
        } else if *byte == b'.' && point.is_none() && at > 0 {
            point = Some(at);
        } else {
            return None;
        }
    }
    let scale = point.map_or(0, |at| digits.len() - 1 - at);
    let value = i64::try_from(value).ok()?;
    Some(Decimal::new(if negative { -value } else { value }, u32::try_from(scale).ok()?))
}

/// A decimal of any length.
fn long(text: &str) -> Result<Decimal, &'static str> {
    const NO_NUMBER: &str = "this is not a decimal number";
    const TOO_LONG: &str = "this has more digits than a decimal holds";
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (negative, digits) = mantissa.strip_prefix('-').map_or((false, mantissa), |rest| (true, rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let exponent_digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    if !is_number(whole) || !is_number(fraction) || !is_number(exponent_digits) {
        return Err(NO_NUMBER);
    }
    let fraction = if digits.contains('.') { fraction } else { "" };
    // An exponent beyond i32 is beyond every decimal; the digits of a text never reach it.
    let exponent: i64 = exponent.parse::<i32>().map_err(|_| TOO_LONG)?.into();
    let mut scale = i64::try_from(fraction.len()).map_err(|_| TOO_LONG)? - exponent;
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
        let zeros = usize::try_from(-scale).ok().filter(|zeros| *zeros < 30).ok_or(TOO_LONG)?;
        digits.push_str(&"0".repeat(zeros));
        scale = 0;
    }
    let value: i128 = if digits.is_empty() { 0 } else { digits.parse().map_err(|_| TOO_LONG)? };
    let scale = u32::try_from(scale).map_err(|_| TOO_LONG)?;
    Decimal::try_from_i128_with_scale(if negative { -value } else { value }, scale).map_err(|_| TOO_LONG)
}

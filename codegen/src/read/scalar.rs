//! What a plain YAML scalar stands for: the core schema of YAML 1.2, with one exception.
//!
//! `yes` and `on` are strings, `0x1F` is 31. The exception: a number with leading zeros stays a string, because a phone
//! number, a date or a product code that loses its zeros is a worse surprise than a number that has quotes.

use serde_json::{Number, Value};

/// A plain scalar's value, and whether it is a number that JSON's numbers cannot hold exactly.
pub(super) struct Resolved {
    pub(super) value: Value,
    pub(super) inexact: bool,
}

impl Resolved {
    fn exact(value: Value) -> Self {
        Self { value, inexact: false }
    }

    fn text(text: &str) -> Self {
        Self::exact(Value::String(text.to_owned()))
    }
}

/// Resolves a plain scalar.
pub(super) fn plain(text: &str) -> Resolved {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Resolved::exact(Value::Null),
        "true" | "True" | "TRUE" => Resolved::exact(Value::Bool(true)),
        "false" | "False" | "FALSE" => Resolved::exact(Value::Bool(false)),
        _ if text.starts_with(|first: char| first.is_ascii_digit() || "+-.".contains(first)) => number(text),
        _ => Resolved::text(text),
    }
}

/// Resolves a scalar that a tag calls `int` or `float`; `None` if it is none.
pub(super) fn tagged_number(text: &str) -> Option<Resolved> {
    Some(number(text.trim())).filter(|resolved| resolved.value.is_number() || is_special(text))
}

fn number(text: &str) -> Resolved {
    if let Some(value) = based(text, "0x", 16).or_else(|| based(text, "0o", 8)) {
        return value;
    }
    let (negative, digits) = match text.as_bytes().first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, text),
    };
    if is_special(text) {
        // Infinities and "not a number" have no place in JSON; they stay as they are written.
        return Resolved { value: Value::String(text.to_owned()), inexact: true };
    }
    if !is_decimal(digits) {
        return Resolved::text(text);
    }
    let integer = digits.bytes().all(|byte| byte.is_ascii_digit());
    let exact = match (integer, negative) {
        (true, false) => digits.parse::<u64>().ok().map(Number::from),
        // -0 is not an integer: the sign would be lost.
        (true, true) => text.parse::<i64>().ok().filter(|value| *value != 0).map(Number::from),
        (false, _) => None,
    };
    match exact {
        Some(number) => Resolved::exact(Value::Number(number)),
        None => float(text.strip_prefix('+').unwrap_or(text)),
    }
}

fn is_special(text: &str) -> bool {
    let text = text.strip_prefix(['-', '+']).unwrap_or(text);
    matches!(text, ".inf" | ".Inf" | ".INF" | ".nan" | ".NaN" | ".NAN")
}

/// `0x` and `0o` numbers. Those beyond 64 bits are taken as the nearest float.
fn based(text: &str, prefix: &str, radix: u32) -> Option<Resolved> {
    let digits = text.strip_prefix(prefix)?;
    if digits.is_empty() || !digits.chars().all(|digit| digit.is_digit(radix)) {
        return None;
    }
    Some(match u64::from_str_radix(digits, radix) {
        Ok(value) => Resolved::exact(Value::from(value)),
        Err(_) => {
            let value = digits
                .chars()
                .fold(0.0, |sum, digit| sum * f64::from(radix) + f64::from(digit.to_digit(radix).unwrap_or_default()));
            Resolved { value: Value::from(value), inexact: true }
        }
    })
}

/// `12`, `1.5`, `.5`, `1.`, `1e3`: digits with at most one point and one exponent, and no leading zero before a digit.
fn is_decimal(text: &str) -> bool {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let leading_zero = whole.len() > 1 && whole.starts_with('0');
    digits(whole)
        && digits(fraction)
        && !leading_zero
        && !(whole.is_empty() && fraction.is_empty())
        && exponent.is_none_or(|exponent| {
            let exponent = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
            !exponent.is_empty() && digits(exponent)
        })
}

/// A literal as the nearest float.
fn float(text: &str) -> Resolved {
    match text.parse::<f64>().ok().and_then(Number::from_f64) {
        Some(number) => {
            let inexact = significant(text) != significant(&number.to_string());
            Resolved { value: Value::Number(number), inexact }
        }
        None => Resolved { value: Value::String(text.to_owned()), inexact: true },
    }
}

/// The digits that count, and the power of ten of the last one: equal for literals of equal value.
fn significant(literal: &str) -> (String, i64) {
    let (mantissa, exponent) = literal.split_once(['e', 'E']).unwrap_or((literal, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits: String = whole.chars().chain(fraction.chars()).filter(char::is_ascii_digit).collect();
    let kept = digits.trim_end_matches('0');
    let dropped = count(digits.len()) - count(kept.len());
    let kept = kept.trim_start_matches('0');
    if kept.is_empty() {
        return (String::new(), 0);
    }
    // An exponent beyond i64 has made the float zero or infinite already.
    let exponent: i64 = exponent.parse().unwrap_or(0);
    (kept.to_owned(), exponent.saturating_add(dropped - count(fraction.len())))
}

/// A length as a signed number; no text in memory is longer than `i64` can say.
fn count(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}

/// Whether a float from JSON may have lost digits of its literal. Seventeen digits identify a float, and only literals with
/// at least sixteen can be changed visibly by it.
pub(super) fn may_be_inexact(value: f64) -> bool {
    value.abs() >= 9_007_199_254_740_992.0 || significant(&Value::from(value).to_string()).0.len() >= 16
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn core_schema() {
        let cases = [
            ("yes", json!("yes")),
            ("on", json!("on")),
            ("True", json!(true)),
            ("~", json!(null)),
            ("007", json!("007")),
            ("00.5", json!("00.5")),
            ("0", json!(0)),
            ("0.50", json!(0.5)),
            ("-17", json!(-17)),
            ("+17", json!(17)),
            ("0o17", json!(15)),
            ("0x1F", json!(31)),
            ("1e3", json!(1000.0)),
            ("1.", json!(1.0)),
            (".5", json!(0.5)),
            (".", json!(".")),
            ("1.2.3", json!("1.2.3")),
            ("2020-01-02", json!("2020-01-02")),
            ("12:30", json!("12:30")),
            ("1_000", json!("1_000")),
            ("-", json!("-")),
            ("+-1", json!("+-1")),
            ("1e", json!("1e")),
            ("-.inf", json!("-.inf")),
            ("18446744073709551615", json!(18_446_744_073_709_551_615_u64)),
            ("-9223372036854775808", json!(i64::MIN)),
        ];
        for (text, value) in cases {
            assert_eq!(plain(text).value, value, "{text}");
        }
    }

    #[test]
    fn lost_digits_are_noticed() {
        for text in ["18446744073709551616", "-9223372036854775809", "0.12345678901234567890", "1e400", ".nan"] {
            assert!(plain(text).inexact, "{text}");
        }
        for text in ["0.1", "-0", "-0.0", "1e400x", "100000000000000000000", "1.50e-7", "9223372036854775807"] {
            assert!(!plain(text).inexact, "{text}");
        }
        assert!(may_be_inexact(0.123_456_789_012_345_68));
        assert!(!may_be_inexact(0.125));
    }
}

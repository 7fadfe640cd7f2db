//! Whether what a type writes is what it has read: equality of JSON values, numbers by value, formatted strings by what
//! their format means.
//!
//! `"2024-02-29T14:30:00+02:00"` and `"2024-02-29T12:30:00Z"` are one `date-time`; as plain strings they differ. A list whose
//! items are unique is a set: its order says nothing.

use super::rules::Meanings;
use serde_json::{Map, Number, Value};
use std::cmp::Ordering;

/// What a place of a value means beyond its JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Meaning {
    /// `format: time`: what a clock shows, with its offset.
    Clock,
    /// `format: date-time`: a moment.
    Moment,
    /// `format: uuid`: 128 bits.
    Uuid,
    /// `format: byte`: octets.
    Base64,
    /// `format: ipv6`: an address.
    Address,
    /// `format: float`: a number of single precision.
    Single,
    /// `uniqueItems: true`: a set.
    Set,
    /// `readOnly`: only answers have it, and the type of what is sent does not.
    ReadOnly,
    /// `writeOnly`: only what is sent has it, and the type of answers does not.
    WriteOnly,
}

impl Meaning {
    /// What a schema's own keywords make of a value that satisfies it.
    pub(super) fn of(schema: &Map<String, Value>, value: &Value) -> Option<Self> {
        let format = schema.get("format").and_then(Value::as_str);
        match (value, format) {
            _ if schema.contains_key("enum") => None,
            (Value::String(_), Some("date-time")) => Some(Self::Moment),
            (Value::String(_), Some("time")) => Some(Self::Clock),
            (Value::String(_), Some("uuid")) => Some(Self::Uuid),
            (Value::String(_), Some("byte" | "binary")) => Some(Self::Base64),
            (Value::String(_), Some("ipv6")) => Some(Self::Address),
            (Value::Number(_), Some("float")) => Some(Self::Single),
            (Value::Array(_), _) if schema.get("uniqueItems") == Some(&Value::Bool(true)) => Some(Self::Set),
            _ => None,
        }
    }

    /// Whether two values mean the same; lists are compared item by item elsewhere.
    fn equal(self, left: &Value, right: &Value) -> bool {
        match (self, left, right) {
            (Self::Single, Value::Number(left), Value::Number(right)) => single(left) == single(right),
            (Self::Moment, Value::String(left), Value::String(right)) => {
                moment(left).is_some_and(|left| moment(right) == Some(left))
            }
            (Self::Clock, Value::String(left), Value::String(right)) => {
                clock(left).is_some_and(|left| clock(right) == Some(left))
            }
            (Self::Uuid, Value::String(left), Value::String(right)) => left.eq_ignore_ascii_case(right),
            (Self::Base64, Value::String(left), Value::String(right)) => {
                left.trim_end_matches('=') == right.trim_end_matches('=')
            }
            (Self::Address, Value::String(left), Value::String(right)) => {
                let address = |text: &str| text.parse::<std::net::Ipv6Addr>().ok();
                address(left).is_some_and(|left| address(right) == Some(left))
            }
            _ => false,
        }
    }
}

/// The first place, as a pointer, where a value is not the one expected.
pub(super) fn difference(expected: &Value, found: &Value, meanings: &Meanings) -> Option<String> {
    differ(expected, found, meanings, String::new())
}

fn differ(expected: &Value, found: &Value, meanings: &Meanings, at: String) -> Option<String> {
    let below = |key: &str| format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
    let means = |meaning| meanings.get(&at).is_some_and(|all| all.contains(&meaning));
    match (expected, found) {
        (Value::Object(left), Value::Object(right)) => {
            if let Some(key) = right.keys().find(|key| !left.contains_key(*key)) {
                return Some(below(key));
            }
            let one_way = |meaning: &Meaning| matches!(meaning, Meaning::ReadOnly | Meaning::WriteOnly);
            left.iter().find_map(|(key, left)| match (below(key), right.get(key)) {
                (at, Some(right)) => differ(left, right, meanings, at),
                (at, None) => (!meanings.get(&at).is_some_and(|all| all.iter().any(one_way))).then_some(at),
            })
        }
        (Value::Array(left), Value::Array(right)) if left.len() != right.len() => Some(at),
        (Value::Array(left), Value::Array(right)) if means(Meaning::Set) => {
            let same =
                |index: usize, item: &Value| differ(&left[index], item, meanings, below(&index.to_string())).is_none();
            (0..left.len())
                .find(|index| !right.iter().any(|item| same(*index, item)))
                .map(|index| below(&index.to_string()))
        }
        (Value::Array(left), Value::Array(right)) => {
            let mut pairs = left.iter().zip(right).enumerate();
            pairs.find_map(|(index, (left, right))| differ(left, right, meanings, below(&index.to_string())))
        }
        _ if equal(expected, found) => None,
        _ => {
            let alike = meanings.get(&at).is_some_and(|all| all.iter().any(|meaning| meaning.equal(expected, found)));
            (!alike).then_some(at)
        }
    }
}

/// Equality as JSON Schema has it: numbers by value.
pub(super) fn equal(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(_), Value::Number(_)) => order(left, right) == Some(Ordering::Equal),
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| equal(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            left.len() == right.len()
                && left.iter().all(|(key, left)| right.get(key).is_some_and(|right| equal(left, right)))
        }
        _ => left == right,
    }
}

/// The order of two numbers: exact where both are integers.
pub(super) fn order(left: &Value, right: &Value) -> Option<Ordering> {
    let integer = |value: &Value| value.as_i64().map(i128::from).or_else(|| value.as_u64().map(i128::from));
    match (integer(left), integer(right)) {
        (Some(left), Some(right)) => Some(left.cmp(&right)),
        _ => left.as_f64()?.partial_cmp(&right.as_f64()?),
    }
}

/// A number as single precision holds it.
fn single(number: &Number) -> Option<u32> {
    // The cast rounds to the nearest, which is what reading as single precision does.
    number.as_f64().map(|number| (number as f32).to_bits())
}

/// Nanoseconds since the year 0 of an RFC 3339 date and time.
fn moment(text: &str) -> Option<i128> {
    let (date, rest) = text.split_once(['T', 't', ' '])?;
    let mut parts = date.splitn(3, '-').map(str::parse::<i128>);
    let (year, month, day) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    let end = rest.find(['Z', 'z', '+', '-'])?;
    let (time, offset) = rest.split_at(end);
    let mut parts = time.splitn(3, ':');
    let (hour, minute, seconds) = (parts.next()?, parts.next()?, parts.next()?);
    let (second, fraction) = seconds.split_once('.').unwrap_or((seconds, "0"));
    let nanoseconds: i128 = format!("{fraction:0<9}").get(..9)?.parse().ok()?;
    let number = |text: &str| text.parse::<i128>().ok();
    let minutes = match offset {
        "Z" | "z" => 0,
        _ => {
            let (hours, minutes) = offset.get(1..)?.split_once(':')?;
            let minutes = number(hours)? * 60 + number(minutes)?;
            if offset.starts_with('-') { -minutes } else { minutes }
        }
    };
    // Days by the proleptic Gregorian calendar, years beginning in March.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days =
        365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + (153 * month + 2) / 5 + day;
    let seconds = ((days * 24 + number(hour)?) * 60 + number(minute)? - minutes) * 60 + number(second)?;
    Some(seconds * 1_000_000_000 + nanoseconds)
}

/// What a clock shows, and its offset from UTC if that is stated.
fn clock(text: &str) -> Option<(i128, Option<i128>)> {
    let end = text.find(['Z', 'z', '+', '-']).unwrap_or(text.len());
    let shown = moment(&format!("0000-01-01T{}Z", &text[..end]))?;
    let stated = moment(&format!("0000-01-01T{text}"));
    Some((shown, stated.map(|stated| shown - stated)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use std::collections::BTreeSet;

    #[test]
    fn strings_are_compared_by_what_they_mean() {
        for (meaning, left, right, same) in [
            (Meaning::Moment, json!("2024-03-01T00:30:00+02:00"), json!("2024-02-29T22:30:00Z"), true),
            (Meaning::Moment, json!("2024-02-29T12:30:45.120Z"), json!("2024-02-29T12:30:45.12Z"), true),
            (Meaning::Moment, json!("2024-02-29T12:30:45.120Z"), json!("2024-02-29T12:30:45Z"), false),
            (Meaning::Clock, json!("06:40:00.50+00:00"), json!("06:40:00.5Z"), true),
            (Meaning::Clock, json!("06:40:00"), json!("06:40:00Z"), false),
            (Meaning::Clock, json!("06:40:00Z"), json!("08:40:00+02:00"), false),
            (Meaning::Uuid, json!("A0"), json!("a0"), true),
            (Meaning::Base64, json!("aGk="), json!("aGk"), true),
            (Meaning::Base64, json!("aGk="), json!("aGK="), false),
            (Meaning::Address, json!("2001:DB8:0:0::1"), json!("2001:db8::1"), true),
            (Meaning::Single, json!(0.1), json!(0.10000000149011612), true),
            (Meaning::Single, json!(0.1), json!(0.11), false),
            (Meaning::Set, json!(["b", "a"]), json!(["a", "b"]), true),
            (Meaning::Set, json!(["b", "a"]), json!(["a", "c"]), false),
        ] {
            let meanings = Meanings::from([(String::new(), BTreeSet::from([meaning]))]);
            assert_eq!(difference(&left, &right, &meanings).is_none(), same, "{left} {right}");
        }
    }

    #[test]
    fn a_difference_is_named_by_its_place() {
        let differ = |left, right| difference(&left, &right, &Meanings::new());
        assert_eq!(differ(json!({"a": [1, 2.0]}), json!({"a": [1.0, 2]})), None);
        assert_eq!(differ(json!({"a/b": [1, 2]}), json!({"a/b": [1, 3]})), Some(String::from("/a~1b/1")));
        assert_eq!(differ(json!({}), json!({"a": null})), Some(String::from("/a")));
        assert_eq!(differ(json!({"a": null}), json!({})), Some(String::from("/a")));
        let one_way = Meanings::from([(String::from("/a"), BTreeSet::from([Meaning::ReadOnly]))]);
        assert_eq!(difference(&json!({"a": 1}), &json!({}), &one_way), None);
        assert_eq!(difference(&json!({"a": 1}), &json!({"a": 2}), &one_way), Some(String::from("/a")));
        assert_eq!(differ(json!(9007199254740993_i64), json!(9007199254740992_i64)), Some(String::new()));
    }
}

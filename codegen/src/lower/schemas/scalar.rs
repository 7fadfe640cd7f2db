//! `type` and `format` to a scalar type.

use super::facts::{Facts, Kind, Note};
use crate::diagnostics::Place;
use crate::ir::{Constraints, Float, Integer, Type, Wire};
use crate::lower::given;

/// The type of a string, number, integer or boolean, with what it cannot say.
pub(super) fn scalar(kind: Kind, facts: &Facts, place: &Place) -> (Type, Option<Note>) {
    let format = facts.format.as_deref().unwrap_or_default();
    if let Some(own) = own(kind, facts) {
        return (own, None);
    }
    let (ty, note) = of_format(kind, format, facts, place);
    match (&facts.minor, &ty) {
        (None, _) => (ty, note),
        (Some(_), Type::Integer(width)) if *width != Integer::U64 => (Type::Integer(Integer::Minor), note),
        (Some(at), _) => {
            let why = "`x-unit: minor` asks for a signed integer of at most 64 bits; nothing keeps this from being mixed with other units";
            (ty, note.or_else(|| Some(Note::untyped(at.clone(), why))))
        }
    }
}

fn of_format(kind: Kind, format: &str, facts: &Facts, place: &Place) -> (Type, Option<Note>) {
    match kind {
        Kind::Bool => (Type::Bool, None),
        Kind::String => (string(format, facts), None),
        Kind::Integer => integer(format, &facts.constraints, place),
        Kind::Number => match format {
            "int32" | "int64" | "uint32" | "uint64" => integer(format, &facts.constraints, place),
            "decimal" => (Type::Decimal(Wire::Number), None),
            "float" => (Type::Float(Float::F32), None),
            _ => (Type::Float(Float::F64), None),
        },
        Kind::Null => (Type::Null, None),
        Kind::Array | Kind::Object => (Type::Json, None),
    }
}

/// The user's own type for the format. What is secret stays so: no type of the user's is known to hide it.
fn own(kind: Kind, facts: &Facts) -> Option<Type> {
    let has_format = matches!(kind, Kind::String | Kind::Integer | Kind::Number) && !facts.secret;
    let path = facts.own.as_ref().filter(|_| has_format)?;
    Some(given::own(path, facts.json(), facts.format.as_deref()))
}

fn string(format: &str, facts: &Facts) -> Type {
    if facts.secret {
        return Type::Secret;
    }
    match format {
        "decimal" => Type::Decimal(Wire::Text),
        "date" => Type::Date,
        "date-time" => Type::DateTime,
        "time" => Type::Time,
        "duration" => Type::Duration,
        "uuid" => Type::Uuid,
        "ipv4" => Type::Ipv4,
        "ipv6" => Type::Ipv6,
        "byte" => Type::Base64,
        "binary" => Type::Binary,
        "password" => Type::Secret,
        _ if facts.encoding.as_deref() == Some("base64") => Type::Base64,
        _ => Type::String,
    }
}

/// The narrowest type that format and bounds together ask for. Bounds wider than the format widen it: `int32` with a maximum
/// of 4294967295 is read as 64 bits, because values within the stated bounds must decode.
fn integer(format: &str, bounds: &Constraints, place: &Place) -> (Type, Option<Note>) {
    let least = bound(bounds.minimum.as_deref());
    let most = bound(bounds.maximum.as_deref());
    let fits = |low: i128, high: i128| least.is_none_or(|least| least >= low) && most.is_none_or(|most| most <= high);
    let beyond = most.is_some_and(|most| most > i128::from(i64::MAX));
    let width = match format {
        "int8" | "int16" | "int32" if fits(i32::MIN.into(), i32::MAX.into()) => Integer::I32,
        "uint8" | "uint16" | "uint32" if fits(0, u32::MAX.into()) => Integer::U32,
        "uint64" if least.is_none_or(|least| least >= 0) => Integer::U64,
        _ if beyond && least.is_none_or(|least| least >= 0) => Integer::U64,
        _ => Integer::I64,
    };
    let held = match width {
        Integer::U64 => fits(0, u64::MAX.into()),
        _ => fits(i64::MIN.into(), i64::MAX.into()),
    };
    let keyword = if beyond { "maximum" } else { "minimum" };
    let note = Note::untyped(place.child(keyword), "no integer type of 64 bits holds every value within the bounds");
    (Type::Integer(width), (!held).then_some(note))
}

/// A bound as an integer, saturating: `1e30` is beyond every width either way.
fn bound(text: Option<&str>) -> Option<i128> {
    let text = text?;
    // A float to integer cast saturates and takes the integer part, which is all that a width depends on.
    text.parse::<i128>().ok().or_else(|| text.parse::<f64>().ok().map(|value| value as i128))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn width(format: &str, minimum: &str, maximum: &str) -> (Type, bool) {
        let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let bounds = Constraints { minimum: given(minimum), maximum: given(maximum), ..Constraints::default() };
        let (ty, note) = integer(format, &bounds, &Place::new("/x"));
        (ty, note.is_some())
    }

    #[test]
    fn bounds_widen_what_the_format_says() {
        for (format, minimum, maximum, expected, weak) in [
            ("", "", "", Integer::I64, false),
            ("int32", "", "", Integer::I32, false),
            ("int32", "0", "4294967295", Integer::I64, false),
            ("uint32", "", "", Integer::U32, false),
            ("uint64", "", "18446744073709551615", Integer::U64, false),
            ("", "0", "18446744073709551615", Integer::U64, false),
            ("int64", "0", "18446744073709551615", Integer::U64, false),
            ("", "-1", "18446744073709551615", Integer::I64, true),
            ("", "-9223372036854775808", "9223372036854775807", Integer::I64, false),
            ("", "-1e30", "", Integer::I64, true),
            ("", "0", "1e30", Integer::U64, true),
        ] {
            assert_eq!(
                width(format, minimum, maximum),
                (Type::Integer(expected), weak),
                "{format} {minimum} {maximum}"
            );
        }
    }
}

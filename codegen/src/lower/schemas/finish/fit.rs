//! Whether a JSON value is one that a type reads: what examples and defaults are held against.

use super::visit;
use crate::diagnostics::Place;
use crate::ir::{EnumBase, Float, Integer, Struct, Type, TypeKind, Types};
use serde_json::Value;

/// Where a value does not fit, and what was expected there.
pub(super) struct Misfit {
    pub(super) place: Place,
    pub(super) expected: &'static str,
}

/// Holds a value against a type; `place` is where the value stands.
pub(super) fn misfit(types: &Types, ty: &Type, value: &Value, place: &Place) -> Option<Misfit> {
    let ty = visit::resolved(types, ty);
    let expected = |fits: bool, expected| (!fits).then(|| Misfit { place: place.clone(), expected });
    let text = |test: fn(&str) -> bool| value.as_str().is_some_and(test);
    match ty {
        Type::Json | Type::External(_) | Type::Binary | Type::Upload => None,
        Type::Null => expected(value.is_null(), "null"),
        Type::Bool => expected(value.is_boolean(), "a boolean"),
        Type::Integer(width) => expected(holds(*width, value), "an integer of its type"),
        Type::Float(Float::F32 | Float::F64) | Type::Decimal(crate::ir::Wire::Number) => {
            expected(value.is_number(), "a number")
        }
        Type::Decimal(crate::ir::Wire::Text) => expected(text(is_decimal), "a decimal number as a string"),
        Type::String | Type::Secret | Type::Base64 | Type::Duration | Type::Time => {
            expected(value.is_string(), "a string")
        }
        Type::Date => expected(text(|text| has_form(text, "0000-00-00")), "a date (RFC 3339)"),
        Type::DateTime => expected(text(is_date_time), "a date and time with an offset (RFC 3339)"),
        Type::Uuid => expected(text(is_uuid), "a UUID"),
        Type::Ipv4 => expected(text(|text| text.parse::<std::net::Ipv4Addr>().is_ok()), "an IPv4 address"),
        Type::Ipv6 => expected(text(|text| text.parse::<std::net::Ipv6Addr>().is_ok()), "an IPv6 address"),
        Type::List(item) | Type::Set(item) => match value {
            Value::Array(items) => {
                items.iter().enumerate().find_map(|(index, value)| misfit(types, item, value, &place.child(index)))
            }
            _ => expected(false, "an array"),
        },
        Type::Map(item) => match value {
            Value::Object(map) => map.iter().find_map(|(key, value)| misfit(types, item, value, &place.child(key))),
            _ => expected(false, "an object"),
        },
        Type::Tuple(items) => match value {
            Value::Array(values) if values.len() == items.len() => {
                let mut pairs = items.iter().zip(values).enumerate();
                pairs.find_map(|(index, (item, value))| misfit(types, item, value, &place.child(index)))
            }
            _ => expected(false, "an array with one item for each place"),
        },
        Type::Nullable(_) if value.is_null() => None,
        Type::Nullable(inner) | Type::Boxed(inner) => misfit(types, inner, value, place),
        Type::Named(id) => match &types[*id].kind {
            TypeKind::Struct(object) => misfit_object(types, object, value, place),
            TypeKind::Enum(list) => match list.base {
                EnumBase::String | EnumBase::Integer => {
                    expected(list.values.iter().any(|listed| listed.value == *value), "one of the listed values")
                }
                EnumBase::Mixed => None,
            },
            // A union keeps what fits no variant.
            TypeKind::Union(_) | TypeKind::Alias(_) => None,
        },
    }
}

fn misfit_object(types: &Types, object: &Struct, value: &Value, place: &Place) -> Option<Misfit> {
    let Value::Object(map) = value else { return Some(Misfit { place: place.clone(), expected: "an object" }) };
    object.fields.iter().find_map(|field| match map.get(&field.wire) {
        // `null` is read as absent where a property may be absent.
        Some(Value::Null) if field.nullable || !field.required => None,
        Some(value) => misfit(types, &field.ty, value, &place.child(&field.wire)),
        None if field.required && !field.write_only && !field.read_only => {
            Some(Misfit { place: place.clone(), expected: "an object with every required property" })
        }
        None => None,
    })
}

fn holds(width: Integer, value: &Value) -> bool {
    match width {
        Integer::I32 => value.as_i64().is_some_and(|value| i32::try_from(value).is_ok()),
        Integer::I64 | Integer::Minor => value.is_i64(),
        Integer::U32 => value.as_u64().is_some_and(|value| u32::try_from(value).is_ok()),
        Integer::U64 => value.is_u64(),
    }
}

/// Whether a text begins like a form in which `0` stands for any digit, and is no longer than it.
fn has_form(text: &str, form: &str) -> bool {
    text.len() == form.len() && starts_with_form(text, form)
}

fn starts_with_form(text: &str, form: &str) -> bool {
    text.len() >= form.len()
        && text
            .bytes()
            .zip(form.bytes())
            .all(|(byte, form)| if form == b'0' { byte.is_ascii_digit() } else { byte == form })
}

fn is_date_time(text: &str) -> bool {
    let separated = text.replacen(['t', ' '], "T", 1);
    let offset = text.ends_with(['Z', 'z']) || text.get(19..).is_some_and(|rest| rest.contains(['+', '-']));
    starts_with_form(&separated, "0000-00-00T00:00:00") && offset
}

fn is_uuid(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_hexdigit).count();
    digits == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}

fn is_decimal(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
        && text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte))
}

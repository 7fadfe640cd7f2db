//! Whether a value of the document is an example of a type. The document's examples are not trusted: a wrong one teaches a
//! wrong call, so only what the type accepts is shown as an example.

use crate::ir::{EnumBase, Type, TypeKind, Types};
use serde_json::Value;

/// Deeper than this a value is taken on trust.
const DEPTH: usize = 16;

/// Whether the value has the type's JSON shape, all required fields, and no undeclared ones.
pub(super) fn fits(types: &Types, ty: &Type, value: &Value, depth: usize) -> bool {
    if depth > DEPTH {
        return true;
    }
    let deeper = |ty: &Type, value: &Value| fits(types, ty, value, depth + 1);
    match ty {
        Type::Json | Type::External(_) => true,
        Type::Null => value.is_null(),
        Type::Bool => value.is_boolean(),
        Type::Integer(_) => value.is_i64() || value.is_u64(),
        Type::Float(_) | Type::Decimal(crate::ir::Wire::Number) => value.is_number(),
        Type::List(inner) | Type::Set(inner) => {
            value.as_array().is_some_and(|items| items.iter().all(|item| deeper(inner, item)))
        }
        Type::Map(inner) => value.as_object().is_some_and(|entries| entries.values().all(|entry| deeper(inner, entry))),
        Type::Tuple(slots) => value.as_array().is_some_and(|items| {
            items.len() == slots.len() && slots.iter().zip(items).all(|(slot, item)| deeper(slot, item))
        }),
        Type::Nullable(inner) => value.is_null() || deeper(inner, value),
        Type::Boxed(inner) => deeper(inner, value),
        Type::Named(id) => kind(types, &types[*id].kind, value, depth),
        _ => value.is_string(),
    }
}

fn kind(types: &Types, kind: &TypeKind, value: &Value, depth: usize) -> bool {
    let deeper = |ty: &Type, value: &Value| fits(types, ty, value, depth + 1);
    match kind {
        TypeKind::Struct(object) => value.as_object().is_some_and(|entries| {
            let declared = |key: &String| object.fields.iter().find(|field| field.wire == *key);
            object.fields.iter().all(|field| !field.required || entries.contains_key(&field.wire))
                && entries.iter().all(|(key, entry)| match (declared(key), &object.additional) {
                    (Some(field), _) => {
                        entry.is_null() && (field.nullable || !field.required) || deeper(&field.ty, entry)
                    }
                    (None, crate::ir::Additional::Kept(_, ty)) => deeper(ty, entry),
                    (None, _) => false,
                })
        }),
        TypeKind::Enum(list) if list.values.iter().any(|known| known.value == *value) => true,
        TypeKind::Enum(list) => match list.base {
            EnumBase::String => value.is_string() && list.values.is_empty(),
            EnumBase::Integer => value.is_i64() && list.values.is_empty(),
            EnumBase::Mixed => false,
        },
        TypeKind::Union(union) => union.variants.iter().any(|variant| deeper(&variant.ty, value)),
        TypeKind::Alias(inner) => deeper(inner, value),
    }
}

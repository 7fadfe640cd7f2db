//! Shapes of variants: most follow from the variant's type, as the runtime's `Shaped` has it; the others are spelled out.

use super::resolved;
use crate::ir::{Additional, EnumBase, Field, Shape, Struct, Type, TypeId, TypeKind, Types};
use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;
use std::collections::BTreeSet;

/// Whether a type's own shape is this one.
pub(super) fn implied(types: &Types, of: &Type, shape: &Shape) -> bool {
    match (resolved(types, of), shape) {
        (Type::Null, Shape::OneOf(values)) => values[..] == [Value::Null],
        (Type::Null, Shape::Null)
        | (Type::Json, Shape::Any)
        | (Type::Bool, Shape::Bool)
        | (Type::Integer(_), Shape::Integer)
        | (Type::Float(_), Shape::Number)
        | (Type::String, Shape::String)
        | (Type::List(_) | Type::Set(_), Shape::Array) => true,
        (Type::Map(_), Shape::Object { required, constants, known, closed }) => {
            required.is_empty() && constants.is_empty() && known.is_empty() && !closed
        }
        (Type::Boxed(inner), shape) => implied(types, inner, shape),
        (Type::Named(id), shape) => match (&types[*id].kind, shape) {
            (TypeKind::Enum(list), Shape::OneOf(values)) => {
                list.base == EnumBase::String && list.values.iter().map(|value| &value.value).eq(values)
            }
            (TypeKind::Struct(body), shape) => same_object(types, body, shape),
            _ => false,
        },
        _ => false,
    }
}

/// The struct that a variant is known by, if its own fields say all.
pub(super) fn of_struct(types: &Types, of: &Type, shape: &Shape) -> Option<TypeId> {
    match resolved(types, of) {
        Type::Boxed(inner) => of_struct(types, inner, shape),
        Type::Named(id) => {
            matches!(&types[*id].kind, TypeKind::Struct(body) if same_object(types, body, shape)).then_some(*id)
        }
        _ => None,
    }
}

/// Whether a struct's fields say the same: which keys there are, which must be, which values some of them have.
fn same_object(types: &Types, body: &Struct, shape: &Shape) -> bool {
    let Shape::Object { required, constants, known, closed } = shape else { return false };
    let keys = |keep: &dyn Fn(&Field) -> bool| -> BTreeSet<&str> {
        body.fields.iter().filter(|field| keep(field)).map(|field| field.wire.as_str()).collect()
    };
    let told = body.fields.iter().filter_map(|field| Some((field.wire.as_str(), texts(types, &field.ty)?)));
    let told: BTreeSet<_> = told.collect();
    let stated = constants.iter().map(|(key, values)| (key.as_str(), values.iter().map(ToString::to_string).collect()));
    *closed == matches!(body.additional, Additional::Closed)
        && keys(&|_| true) == known.iter().map(String::as_str).collect()
        && keys(&|field| field.required) == required.iter().map(String::as_str).collect()
        && told == stated.collect()
}

/// The values of an enum over strings, as JSON.
fn texts(types: &Types, of: &Type) -> Option<Vec<String>> {
    let Type::Named(id) = resolved(types, of) else { return None };
    match &types[*id].kind {
        TypeKind::Enum(list) if list.base == EnumBase::String => {
            Some(list.values.iter().map(|value| value.value.to_string()).collect())
        }
        _ => None,
    }
}

/// The constant that describes a shape to the runtime. Constants in it are JSON texts.
pub(super) fn stated(of: &Shape) -> TokenStream {
    let texts = |values: &[Value]| {
        let texts = values.iter().map(ToString::to_string);
        quote!(&[#(#texts),*])
    };
    match of {
        Shape::Any => quote!(Any),
        Shape::Null => quote!(Null),
        Shape::Bool => quote!(Bool),
        Shape::Integer => quote!(Integer),
        Shape::Number => quote!(Number),
        Shape::String => quote!(String),
        Shape::Array => quote!(Array),
        Shape::OneOf(values) => {
            let texts = texts(values);
            quote!(OneOf(#texts))
        }
        Shape::Object { required, constants, known, closed } => {
            let undeclared = required.iter().filter(|key| !known.contains(key));
            let fields = known.iter().chain(undeclared).map(|key| {
                let values = constants.iter().find(|(constant, _)| constant == key).map(|(_, values)| texts(values));
                let values = values.map(|values| quote!(.of(#values)));
                if required.contains(key) { quote!(must(#key)#values) } else { quote!(may(#key)#values) }
            });
            if *closed { quote!(closed(&[#(#fields),*])) } else { quote!(open(&[#(#fields),*])) }
        }
        Shape::Either(shapes) => {
            let shapes = shapes.iter().map(stated);
            quote!(Either(&[#(#shapes),*]))
        }
    }
}

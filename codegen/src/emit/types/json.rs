//! JSON values as Rust expressions that make them or compare with them.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::{Number, Value};

/// An expression of type `serde_json::Value`.
pub(super) fn value(of: &Value) -> TokenStream {
    match of {
        Value::Null => quote!(Value::Null),
        Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            let scalar = literal(of);
            quote!(Value::from(#scalar))
        }
        Value::Array(_) | Value::Object(_) => {
            let tree = literal(of);
            quote!(serde_json::json!(#tree))
        }
    }
}

/// Whether the place, of type `serde_json::Value`, holds this value.
pub(super) fn equals(place: &TokenStream, expected: &Value) -> TokenStream {
    match expected {
        Value::Null => quote!(#place.is_null()),
        Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            let scalar = literal(expected);
            quote!(#place == #scalar)
        }
        Value::Array(_) | Value::Object(_) => {
            let tree = value(expected);
            quote!(#place == #tree)
        }
    }
}

/// The value as it stands in Rust or in `json!`.
fn literal(of: &Value) -> TokenStream {
    match of {
        Value::Null => quote!(null),
        Value::Bool(value) => quote!(#value),
        Value::Number(number) => self::number(number),
        Value::String(text) => quote!(#text),
        Value::Array(items) => {
            let items = items.iter().map(literal);
            quote!([#(#items),*])
        }
        Value::Object(entries) => {
            let (keys, values) = (entries.keys(), entries.values().map(literal));
            quote!({ #(#keys: #values),* })
        }
    }
}

/// Integers that an `i32` holds need no suffix.
fn number(number: &Number) -> TokenStream {
    let small = number.as_i64().filter(|value| i32::try_from(*value).is_ok());
    let literal = match (small, number.as_i64(), number.as_u64()) {
        (Some(small), ..) => Literal::i64_unsuffixed(small),
        (None, Some(value), _) => Literal::i64_suffixed(value),
        (None, None, Some(value)) => Literal::u64_suffixed(value),
        // JSON has no infinities, so what is left is a finite float.
        (None, None, None) => Literal::f64_unsuffixed(number.as_f64().unwrap_or_default()),
    };
    quote!(#literal)
}

//! Lists of allowed values: an enum with one variant a value and one that keeps values the document does not list.

use super::{derive, deserialize, docs, json, serialize};
use crate::emit::rust::{Doc, code, ident};
use crate::ir::{Enum, EnumBase, TypeDef};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use serde_json::Value;

/// The enum and its codecs.
pub(super) fn items(def: &TypeDef, body: &Enum) -> Vec<TokenStream> {
    let name = ident(&def.name);
    let mut items = vec![definition(def, body, &name)];
    match body.base {
        EnumBase::String | EnumBase::Integer => items.push(table(body, &name)),
        EnumBase::Mixed => items.extend(mixed(body, &name)),
    }
    items
}

fn definition(def: &TypeDef, body: &Enum, name: &Ident) -> TokenStream {
    let (docs, derive, unknown) = (docs(def), derive(def.traits), ident(&body.unknown));
    let variants = body.values.iter().map(|value| {
        let shown = match &value.value {
            Value::String(text) if body.base == EnumBase::String => code(text),
            other => code(&other.to_string()),
        };
        let docs = match &value.docs {
            Some(text) => Doc::default().text(text),
            None => Doc::default().ours(&shown),
        };
        let name = ident(&value.name);
        quote!(#docs #name)
    });
    let payload = match body.base {
        EnumBase::String => quote!(String),
        EnumBase::Integer => quote!(i64),
        EnumBase::Mixed => quote!(Value),
    };
    quote! {
        #docs
        #derive
        pub enum #name {
            #(#variants,)*
            #[doc = " A value this crate does not know."]
            #unknown(#payload),
        }
    }
}

/// The table of values that are strings or integers.
fn table(body: &Enum, name: &Ident) -> TokenStream {
    let unknown = ident(&body.unknown);
    let entries = body.values.iter().filter_map(|value| {
        let variant = ident(&value.name);
        match &value.value {
            Value::String(text) => Some(quote!(#variant = #text)),
            other => other.as_i64().map(Literal::i64_unsuffixed).map(|code| quote!(#variant = #code)),
        }
    });
    match body.base {
        EnumBase::String => quote!(codec::text_enum! { #name { #(#entries,)* ..#unknown } }),
        _ => quote!(codec::int_enum! { #name { #(#entries,)* ..#unknown } }),
    }
}

fn mixed(body: &Enum, name: &Ident) -> [TokenStream; 3] {
    let unknown = ident(&body.unknown);
    let variants: Vec<_> = body.values.iter().map(|value| ident(&value.name)).collect();
    let values = body.values.iter().map(|value| json::value(&value.value));
    let mut chosen = quote!({ Self::#unknown(value) });
    for (variant, value) in variants.iter().zip(&body.values).rev() {
        let condition = json::equals(&quote!(value), &value.value);
        chosen = quote!(if #condition { Self::#variant } else #chosen);
    }
    let codec = quote! {
        impl codec::Choice for #name {
            fn to_json(&self) -> Value {
                match self { #(Self::#variants => #values,)* Self::#unknown(value) => value.clone() }
            }

            fn from_json(value: Value) -> Self {
                #chosen
            }
        }
    };
    let write = serialize(name, &quote!(codec::Choice::to_json(self).serialize(serializer)));
    [codec, deserialize(name, quote!(choice)), write]
}

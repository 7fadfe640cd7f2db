//! Lists of allowed values: an enum with one variant a value and one that keeps values the document does not list.

use super::{deserialize, json, serialize};
use crate::emit::rust::{Doc, code, ident};
use crate::ir::{Enum, EnumBase, TypeDef};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use serde_json::Value;

/// The enum and its codecs.
pub(super) fn items(def: &TypeDef, docs: &Doc, body: &Enum) -> Vec<TokenStream> {
    match body.base {
        EnumBase::String | EnumBase::Integer => vec![table(def, docs, body)],
        EnumBase::Mixed => {
            let name = ident(&def.name);
            let mut items = vec![definition(docs, body, &name)];
            items.extend(mixed(body, &name));
            items
        }
    }
}

/// The table of values that are strings or integers. It shows each value beside its name, so that only the document's own
/// words are left to say.
fn table(def: &TypeDef, docs: &Doc, body: &Enum) -> TokenStream {
    let (name, unknown) = (ident(&def.name), ident(&body.unknown));
    let entries = body.values.iter().filter_map(|value| {
        let (docs, variant) = (value.docs.iter().fold(Doc::default(), Doc::text), ident(&value.name));
        match &value.value {
            Value::String(text) => Some(quote!(#docs #variant = #text)),
            other => other.as_i64().map(Literal::i64_unsuffixed).map(|code| quote!(#docs #variant = #code)),
        }
    });
    match body.base {
        EnumBase::String => quote!(codec::text_enum! { #docs pub enum #name { #(#entries,)* ..#unknown } }),
        _ => quote!(codec::int_enum! { #docs pub enum #name { #(#entries,)* ..#unknown } }),
    }
}

/// An enum over values of several types.
fn definition(docs: &Doc, body: &Enum, name: &Ident) -> TokenStream {
    let unknown = ident(&body.unknown);
    let variants = body.values.iter().map(|value| {
        let docs = match &value.docs {
            Some(text) => Doc::default().text(text),
            None => Doc::default().ours(&code(&value.value.to_string())),
        };
        let name = ident(&value.name);
        quote!(#docs #name)
    });
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        pub enum #name {
            #(#variants,)*
            #[doc = " A value this crate does not know."]
            #unknown(Value),
        }
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

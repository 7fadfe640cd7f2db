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
        EnumBase::String => items.extend(text(def, body, &name)),
        EnumBase::Integer => items.extend(integer(def, body, &name)),
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

fn text(def: &TypeDef, body: &Enum, name: &Ident) -> [TokenStream; 5] {
    let (shown, unknown) = (def.name.as_str(), ident(&body.unknown));
    let variants: Vec<_> = body.values.iter().map(|value| ident(&value.name)).collect();
    let texts: Vec<_> = body.values.iter().filter_map(|value| value.value.as_str()).collect();
    let codec = quote! {
        impl codec::Text for #name {
            const NAME: &'static str = #shown;

            fn as_str(&self) -> &str {
                match self { #(Self::#variants => #texts,)* Self::#unknown(text) => text }
            }

            fn from_text(text: &str) -> Self {
                match text { #(#texts => Self::#variants,)* _ => Self::#unknown(text.to_owned()) }
            }
        }
    };
    let display = quote! {
        impl fmt::Display for #name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(codec::Text::as_str(self))
            }
        }
    };
    let from = quote! {
        impl From<&str> for #name {
            fn from(text: &str) -> Self {
                codec::Text::from_text(text)
            }
        }
    };
    let write = serialize(name, &quote!(serializer.serialize_str(codec::Text::as_str(self))));
    [codec, display, from, deserialize(name, quote!(text)), write]
}

fn integer(def: &TypeDef, body: &Enum, name: &Ident) -> [TokenStream; 3] {
    let (shown, unknown) = (def.name.as_str(), ident(&body.unknown));
    let variants: Vec<_> = body.values.iter().map(|value| ident(&value.name)).collect();
    let codes: Vec<_> =
        body.values.iter().filter_map(|value| value.value.as_i64()).map(Literal::i64_unsuffixed).collect();
    let codec = quote! {
        impl codec::Code for #name {
            const NAME: &'static str = #shown;

            fn code(&self) -> i64 {
                match self { #(Self::#variants => #codes,)* Self::#unknown(code) => *code }
            }

            fn from_code(code: i64) -> Self {
                match code { #(#codes => Self::#variants,)* _ => Self::#unknown(code) }
            }
        }
    };
    let write = serialize(name, &quote!(serializer.serialize_i64(codec::Code::code(self))));
    [codec, deserialize(name, quote!(code)), write]
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

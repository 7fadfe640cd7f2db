//! `oneOf` and `anyOf`: an enum over the branches, told apart by discriminator or by the outward shape of the JSON.

use super::said::beyond;
use super::shapes::{implied, stated};
use super::{codec, ty};
use crate::emit::rust::{Doc, ident};
use crate::ir::{Type, TypeDef, Types, Union};
use proc_macro2::TokenStream;
use quote::quote;

/// The enum with its table. A branch that is only `null` carries nothing.
pub(super) fn item(types: &Types, def: &TypeDef, docs: &Doc, body: &Union) -> TokenStream {
    let (name, unknown) = (ident(&def.name), ident(&body.unknown));
    let tag = body.discriminator.as_ref().map(|tag| quote!(by #tag));
    let variants = body.variants.iter().map(|variant| {
        let (docs, name) = (Doc::of(&beyond(types, &variant.name, &variant.docs, &variant.ty)), ident(&variant.name));
        let payload = (variant.ty != Type::Null).then(|| {
            let (ty, adapter) = (ty(types, &variant.ty), codec(types, &variant.ty));
            let adapter = adapter.map(|adapter| quote!(as #adapter));
            quote!((#ty #adapter))
        });
        let tags = &variant.tags;
        let tags = (!tags.is_empty()).then(|| quote!(= #(#tags)|*));
        let shape = (!implied(types, &variant.ty, &variant.shape)).then(|| stated(&variant.shape));
        let shape = shape.map(|shape| quote!(: #shape));
        quote!(#docs #name #payload #tags #shape)
    });
    quote!(codec::union! { #docs pub enum #name #tag { #(#variants,)* ..#unknown } })
}

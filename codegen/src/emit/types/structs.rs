//! Object schemas: a table of fields, by which the struct is defined, read and written in document order.

use super::said::beyond;
use super::{codec, optional, resolved, ty, value};
use crate::emit::rust::{Doc, ident};
use crate::ir::{Additional, Field, Struct, Type, TypeDef, TypeKind, Types};
use proc_macro2::TokenStream;
use quote::quote;

/// Parameters that a constructor may have before clippy, and people, find them too many.
const MOST_ARGUMENTS: usize = 7;

/// The struct with its table, and `new` where it is worth having.
///
/// `is_variant` says whether a union knows it by its fields.
pub(super) fn item(types: &Types, def: &TypeDef, docs: &Doc, body: &Struct, is_variant: bool) -> TokenStream {
    let emitter = Emitter { types, def, body };
    let table = if is_variant { quote!(variant) } else { quote!(object) };
    let (name, default) = (ident(&def.name), def.traits.default.then(|| quote!(: Default)));
    let closed = matches!(body.additional, Additional::Closed).then(|| quote!(, closed));
    let entries = body.fields.iter().map(|field| emitter.entry(field)).chain(emitter.rest());
    let new = emitter.constructor();
    quote!(codec::#table! { #docs pub struct #name #default #closed { #(#entries),* } #new })
}

/// Whether a struct has a field that must be there: what can be absent is an `Option`, which the runtime knows by itself.
pub(super) fn requires(kind: &TypeKind) -> bool {
    matches!(kind, TypeKind::Struct(body) if body.fields.iter().any(|field| field.required))
}

struct Emitter<'a> {
    types: &'a Types,
    def: &'a TypeDef,
    body: &'a Struct,
}

impl Emitter<'_> {
    /// A field: its type says whether it may be absent, but for an `Option` that stands for `null` only.
    fn entry(&self, field: &Field) -> TokenStream {
        let (docs, name, wire) = (self.docs(field), ident(&field.name), &field.wire);
        let ty = optional(self.types, &field.ty, field.required, field.nullable);
        let deprecated = field.docs.deprecated.then(|| quote!(#[deprecated]));
        let stated = field.required && (field.nullable || may_be_option(self.types, &field.ty));
        let presence = stated.then(|| quote!(: Required));
        let adapter = self.adapter(field).map(|adapter| quote!(as #adapter));
        let wire = (name != wire.as_str()).then(|| quote!(= #wire));
        quote!(#docs #deprecated #name: #ty #presence #adapter #wire)
    }

    fn docs(&self, field: &Field) -> Doc {
        let says = beyond(self.types, &field.name, &field.docs, &field.ty);
        let doc = Doc::of(&says).constraints(&field.constraints).default_value(field.default.as_ref());
        let both_ways = self.def.usage.request && self.def.usage.response;
        match (field.read_only, field.write_only) {
            (true, false) if both_ways => doc.fact("Only in responses."),
            (false, true) if both_ways => doc.fact("Only in requests."),
            _ => doc,
        }
    }

    /// `fn new(required…)`, for types that callers make: those sent in requests, with something to leave out.
    fn constructor(&self) -> Option<TokenStream> {
        let required: Vec<_> = self.body.fields.iter().filter(|field| field.required).collect();
        let kept = matches!(self.body.additional, Additional::Kept(..));
        let left_out = required.len() < self.body.fields.len() || kept;
        if !self.def.usage.request || !left_out || required.is_empty() || required.len() > MOST_ARGUMENTS {
            return None;
        }
        let parameters = required.into_iter().map(|field| {
            let name = ident(&field.name);
            let ty = match field.nullable {
                false => value(self.types, &field.ty, &name).0,
                true => optional(self.types, &field.ty, true, true),
            };
            quote!(#name: #ty)
        });
        Some(quote!(fn new(#(#parameters),*)))
    }

    /// The adapter of a field's value, `null` included where it is one.
    fn adapter(&self, field: &Field) -> Option<TokenStream> {
        let adapter = codec(self.types, &field.ty)?;
        Some(if field.nullable { quote!(codec::Maybe<#adapter>) } else { adapter })
    }

    /// What keeps undeclared properties: the field's name and the type of its values.
    fn rest(&self) -> Option<TokenStream> {
        match &self.body.additional {
            Additional::Kept(name, of) => {
                let (name, values) = (ident(name), ty(self.types, of));
                let adapter = codec(self.types, of).map(|adapter| quote!(as #adapter));
                Some(quote!(..#name: #values #adapter))
            }
            Additional::Ignored | Additional::Closed => None,
        }
    }
}

/// Whether the type itself is an `Option`, or could be.
fn may_be_option(types: &Types, of: &Type) -> bool {
    matches!(resolved(types, of), Type::Nullable(_) | Type::External(_))
}

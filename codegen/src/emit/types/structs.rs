//! Object schemas: a struct with public fields, and the table by which it is read and written in document order.

use super::expression::has_null;
use super::{codec, derive, docs, optional, ty, value};
use crate::emit::rust::{Doc, ident};
use crate::ir::{Additional, Docs, Field, Struct, Text, TypeDef, Types};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// Parameters that a constructor may have before clippy, and people, find them too many.
const MOST_ARGUMENTS: usize = 7;

/// The struct, `new` where it is worth having, and its codecs.
pub(super) fn items(types: &Types, def: &TypeDef, body: &Struct) -> Vec<TokenStream> {
    let emitter = Emitter { types, def, body, name: ident(&def.name) };
    let mut items = vec![emitter.definition()];
    items.extend(emitter.constructor());
    items.push(emitter.table());
    items
}

struct Emitter<'a> {
    types: &'a Types,
    def: &'a TypeDef,
    body: &'a Struct,
    name: Ident,
}

impl Emitter<'_> {
    fn definition(&self) -> TokenStream {
        let (docs, derive, name) = (docs(self.def), derive(self.def.traits), &self.name);
        let fields = self.body.fields.iter().map(|field| {
            let (docs, name) = (field_docs(self.def, field), ident(&field.name));
            let ty = optional(self.types, &field.ty, field.required, field.nullable);
            let deprecated = field.docs.deprecated.then(|| quote!(#[deprecated]));
            quote!(#docs #deprecated pub #name: #ty)
        });
        let kept = self.kept().map(|(name, values, _)| {
            quote! {
                #[doc = " Undeclared properties."]
                pub #name: BTreeMap<String, #values>
            }
        });
        let fields = fields.chain(kept);
        quote!(#docs #derive pub struct #name { #(#fields),* })
    }

    /// `new(required…)`, for types that callers make: those sent in requests, with something to leave out.
    fn constructor(&self) -> Option<TokenStream> {
        let required: Vec<_> = self.body.fields.iter().filter(|field| field.required).collect();
        let left_out = required.len() < self.body.fields.len() || self.kept().is_some();
        if !self.def.usage.request || !left_out || required.is_empty() || required.len() > MOST_ARGUMENTS {
            return None;
        }
        let (name, allow) = (&self.name, self.allow_deprecated());
        let (mut parameters, mut values) = (Vec::new(), Vec::new());
        for field in &self.body.fields {
            let name = ident(&field.name);
            if !field.required {
                values.push(quote!(#name: None));
                continue;
            }
            let (parameter, value) = match field.nullable {
                false => value(self.types, &field.ty, &name),
                true => (optional(self.types, &field.ty, true, true), quote!(#name)),
            };
            parameters.push(quote!(#name: #parameter));
            values.push(if name == value.to_string() { value } else { quote!(#name: #value) });
        }
        values.extend(self.kept().map(|(name, ..)| quote!(#name: BTreeMap::new())));
        Some(quote! {
            #allow
            impl #name {
                #[doc = " A value with its required fields; the others are absent."]
                #[must_use]
                pub fn new(#(#parameters),*) -> Self {
                    Self { #(#values),* }
                }
            }
        })
    }

    /// The table of its properties.
    fn table(&self) -> TokenStream {
        let name = &self.name;
        let mode = matches!(self.body.additional, Additional::Closed).then(|| quote!(: closed));
        let fields = self.body.fields.iter().map(|field| {
            let (name, wire) = (ident(&field.name), &field.wire);
            let presence = match (field.required, field.nullable) {
                (true, _) => quote!(required),
                (false, true) => quote!(nullable),
                // Any JSON may be `null`, which then is a value, not the same as absent.
                (false, false) if has_null(self.types, &field.ty) => quote!(nullable),
                (false, false) => quote!(optional),
            };
            let adapter = self.adapter(field).map(|adapter| quote!(as #adapter));
            let wire = (name != wire.as_str()).then(|| quote!(= #wire));
            quote!(#name: #presence #adapter #wire)
        });
        let kept = self.kept().map(|(name, _, adapter)| {
            let adapter = adapter.map(|adapter| quote!(as #adapter));
            quote!(..#name #adapter)
        });
        let entries = fields.chain(kept);
        quote!(codec::object! { #name #mode { #(#entries),* } })
    }

    /// The adapter of a field's value, `null` included where it is one.
    fn adapter(&self, field: &Field) -> Option<TokenStream> {
        let adapter = codec(self.types, &field.ty)?;
        Some(if field.nullable { quote!(codec::Maybe<#adapter>) } else { adapter })
    }

    /// The field of undeclared properties: its name, the type of its values and their adapter.
    fn kept(&self) -> Option<(Ident, TokenStream, Option<TokenStream>)> {
        match &self.body.additional {
            Additional::Kept(name, of) => Some((ident(name), ty(self.types, of), codec(self.types, of))),
            Additional::Ignored | Additional::Closed => None,
        }
    }

    fn allow_deprecated(&self) -> Option<TokenStream> {
        let any = self.body.fields.iter().any(|field| field.docs.deprecated);
        any.then(|| quote!(#[allow(deprecated)]))
    }
}

fn field_docs(def: &TypeDef, field: &Field) -> Doc {
    // "The id" on a field `id` says what the reader has just read.
    let name = letters(field.name.as_str());
    let tells = |text: &Text| letters(text.0.trim_start().trim_start_matches("The ")) != name;
    let says = Docs {
        summary: field.docs.summary.clone().filter(tells),
        description: field.docs.description.clone().filter(tells),
        ..field.docs.clone()
    };
    let doc = Doc::of(&says).constraints(&field.constraints).default_value(field.default.as_ref());
    let both_ways = def.usage.request && def.usage.response;
    match (field.read_only, field.write_only) {
        (true, false) if both_ways => doc.ours("Only in responses."),
        (false, true) if both_ways => doc.ours("Only in requests."),
        _ => doc,
    }
}

/// Letters and digits of a text, in lower case.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

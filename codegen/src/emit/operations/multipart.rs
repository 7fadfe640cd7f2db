//! Multipart bodies: a part for each property, files as bytes, everything else as text or JSON.
//!
//! OpenAPI 3.0.4, "Encoding Object": without a stated content type, plain values are text, bytes are `application/octet-stream`,
//! objects are JSON, and an array is one part an item.

use super::View;
use crate::emit::rust::ident;
use crate::emit::server::plan;
use crate::emit::types;
use crate::ir::{Content, Field, Struct, Type, TypeKind};
use proc_macro2::TokenStream;
use quote::quote;

/// `request.multipart(|form| form.files("file", None, [&self.body.file]))`; `body` is where the fields are.
pub(crate) fn write(view: View<'_>, content: &Content, body: &TokenStream) -> TokenStream {
    let fields = object(view, &content.ty).map(|object| object.fields.as_slice()).unwrap_or_default();
    let mut steps: Vec<_> = fields.iter().map(|field| part(view, content, field, body)).collect();
    let closure = match (steps.pop(), steps.is_empty()) {
        (None, _) => quote!(|_| Ok(())),
        (Some(only), true) => quote!(|form| #only),
        (Some(last), false) => quote!(|form| { #(#steps?;)* #last }),
    };
    quote!(request.multipart(#closure))
}

fn part(view: View<'_>, content: &Content, field: &Field, body: &TokenStream) -> TokenStream {
    let (name, wire) = (ident(&field.name), &field.wire);
    let stated = content.parts.iter().find(|part| part.wire == *wire).and_then(|part| part.content_type.as_deref());
    // A list or a range of types says what is allowed, not what this part is.
    let stated = match stated.filter(|stated| !stated.contains([',', '*'])) {
        Some(stated) => quote!(Some(#stated)),
        None => quote!(None),
    };
    let optional = !field.required || field.nullable;
    match (carried(view, &field.ty), optional) {
        (Carried::File, false) => quote!(form.files(#wire, #stated, [&#body.#name])),
        (Carried::File, true) => quote!(form.files(#wire, #stated, &#body.#name)),
        (Carried::Files, false) => quote!(form.files(#wire, #stated, &#body.#name)),
        (Carried::Files, true) => quote!(form.files(#wire, #stated, #body.#name.iter().flatten())),
        (Carried::Value, _) => match codec(view, field) {
            None => quote!(form.field(#wire, #stated, &#body.#name)),
            Some(codec) => quote!(form.field_as::<#codec, _>(#wire, #stated, &#body.#name)),
        },
    }
}

/// `request.multipart().and_then(|form| Ok(Upload { file: form.file("file")? }))`.
pub(crate) fn read(view: View<'_>, content: &Content) -> TokenStream {
    let ty = types::ty(&view.api.types, &content.ty);
    let fields = object(view, &content.ty).map(|object| object.fields.as_slice()).unwrap_or_default();
    let fields = fields.iter().map(|field| {
        let (name, wire) = (ident(&field.name), &field.wire);
        let optional = !field.required || field.nullable;
        let value = match (carried(view, &field.ty), optional) {
            (Carried::File, false) => quote!(form.file(#wire)?),
            (Carried::File, true) => quote!(form.optional_file(#wire)?),
            (Carried::Files, false) => quote!(form.files(#wire)),
            (Carried::Files, true) => quote!(Some(form.files(#wire)).filter(|files| !files.is_empty())),
            (Carried::Value, _) => {
                let plan = plan::plan(view.api, &field.ty);
                match codec(view, field) {
                    None => quote!(form.field(#wire, &#plan)?),
                    Some(codec) => quote!(form.field_as::<#codec, _>(#wire, &#plan)?),
                }
            }
        };
        quote!(#name: #value)
    });
    quote!(request.multipart().and_then(|form| Ok(#ty { #(#fields),* })))
}

/// The adapter of a field, within as many `Option`s as the field has.
fn codec(view: View<'_>, field: &Field) -> Option<TokenStream> {
    let options = usize::from(!field.required) + usize::from(field.nullable);
    let codec = view.codec(&field.ty)?;
    Some((0..options).fold(codec, |codec, _| quote!(codec::Maybe<#codec>)))
}

/// What a part holds.
enum Carried {
    /// A file.
    File,
    /// Several files under one name.
    Files,
    /// Anything else.
    Value,
}

fn carried(view: View<'_>, ty: &Type) -> Carried {
    match resolved(view, ty) {
        Type::Binary => Carried::File,
        Type::List(item) if *resolved(view, item) == Type::Binary => Carried::Files,
        _ => Carried::Value,
    }
}

/// The struct whose fields are the parts.
fn object<'a>(view: View<'a>, ty: &'a Type) -> Option<&'a Struct> {
    match resolved(view, ty) {
        Type::Named(id) => match &view.api.types[*id].kind {
            TypeKind::Struct(object) => Some(object),
            _ => None,
        },
        _ => None,
    }
}

/// The type with aliases followed, as far as chains of them go in earnest.
fn resolved<'a>(view: View<'a>, ty: &'a Type) -> &'a Type {
    let mut ty = ty;
    for _ in 0..8 {
        match ty {
            Type::Named(id) => match &view.api.types[*id].kind {
                TypeKind::Alias(target) => ty = target,
                _ => break,
            },
            Type::Boxed(inner) => ty = inner,
            _ => break,
        }
    }
    ty
}

//! Multipart bodies: a part for each property, files as bytes, everything else as text or JSON.
//!
//! OpenAPI 3.0.4, "Encoding Object": without a stated content type, plain values are text, bytes are `application/octet-stream`,
//! objects are JSON, and an array is one part an item.

use super::View;
use crate::emit::rust::ident;
use crate::emit::server::plan;
use crate::emit::types;
use crate::ir::{Content, Field, Struct, Type, TypeKind};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// `operation::parts! { UploadRequest: Upload { file: file, note: field } }`.
pub(crate) fn table(view: View<'_>, content: &Content, owner: &Ident, server: bool) -> TokenStream {
    let ty = types::ty(&view.api.types, &content.ty);
    let fields = object(view, &content.ty).map(|object| object.fields.as_slice()).unwrap_or_default();
    let parts = fields.iter().map(|field| part(view, content, field, server));
    quote!(operation::parts! { #owner: #ty { #(#parts),* } })
}

fn part(view: View<'_>, content: &Content, field: &Field, server: bool) -> TokenStream {
    let (name, wire) = (ident(&field.name), &field.wire);
    let stated = content.parts.iter().find(|part| part.wire == *wire).and_then(|part| part.content_type.as_deref());
    // A list or a range of types says what is allowed, not what this part is.
    let stated = stated.filter(|stated| !stated.contains([',', '*'])).map(|stated| quote!(: #stated));
    let wire = (name != wire).then(|| quote!(= #wire));
    if is_file(view, &field.ty) {
        return quote!(#name: file #wire #stated);
    }
    let adapter = codec(view, field).map(|codec| quote!(as #codec));
    let plan = server.then(|| plan::arrow(view.api, &field.ty)).flatten();
    quote!(#name: field #adapter #wire #stated #plan)
}

/// How many `Option`s a field's value is in.
fn options(field: &Field) -> usize {
    usize::from(!field.required) + usize::from(field.nullable)
}

/// The adapter of a field, within as many `Option`s.
fn codec(view: View<'_>, field: &Field) -> Option<TokenStream> {
    let codec = view.codec(&field.ty)?;
    Some((0..options(field)).fold(codec, |codec, _| quote!(codec::Maybe<#codec>)))
}

/// Whether a part is a file, or several under one name; all others are text or JSON.
fn is_file(view: View<'_>, ty: &Type) -> bool {
    match resolved(view, ty) {
        Type::Binary => true,
        Type::List(item) => *resolved(view, item) == Type::Binary,
        _ => false,
    }
}

/// The struct whose fields are the parts.
pub(super) fn object<'a>(view: View<'a>, ty: &'a Type) -> Option<&'a Struct> {
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

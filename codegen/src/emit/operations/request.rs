//! The request struct of an operation: what client calls hold and server methods take.
//!
//! ```text
//! POST /v1/account/topup    ->  pub struct TopupRequest { pub amount_usd: Decimal, pub return_url: Option<String> }
//! GET /v1/account           ->  pub struct GetRequest;
//! ```
//!
//! A request of optional fields only has `Default`; the table below it makes its `new`.

use super::view::View;
use crate::emit::rust::{Doc, ident};
use crate::emit::types;
use crate::ir::{RequestField, Type, TypeKind};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

/// The struct.
pub(super) struct Request<'a>(pub(super) View<'a>);

impl ToTokens for Request<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let view = self.0;
        let name = view.request();
        // Of a webhook there is more to say, and it is said above.
        let is_called = !view.operation.comes_from_api();
        let doc = is_called.then(|| Doc::default().ours(&format!("Arguments of {}.", view.line())));
        let default = view.fields().iter().all(|field| !field.required).then(|| quote!(Default,));
        let fields = view.fields().iter().map(|field| {
            let (doc, name, ty) = (docs(field), ident(&field.name), optional(view, field));
            quote!(#doc pub #name: #ty)
        });
        let body = if view.fields().is_empty() { quote!(;) } else { quote!({ #(#fields,)* }) };
        tokens.extend(quote!(#doc #[derive(Clone, Debug, #default PartialEq)] pub struct #name #body));
    }
}

/// What a field's doc comment says.
fn docs(field: &RequestField) -> Doc {
    let doc = Doc::of(&field.docs).constraints(&field.constraints).default_value(field.default.as_ref());
    if field.docs.deprecated { doc.ours("Deprecated.") } else { doc }
}

/// `T`, `Option<T>` or `Option<Option<T>>`: see the table on [`Field`](crate::ir::Field).
fn optional(view: View<'_>, field: &RequestField) -> TokenStream {
    let ty = view.bare(field);
    match (field.required, field.nullable) {
        (true, false) => ty,
        (false, true) => quote!(Option<Option<#ty>>),
        _ => quote!(Option<#ty>),
    }
}

/// How a function takes a field's present value.
pub(crate) struct Argument {
    /// Whether it takes whatever holds the items of a list.
    pub(crate) each: bool,
    /// `impl Into<Decimal>`.
    pub(crate) ty: TokenStream,
}

/// How a function takes a field's present value. One that may be `null` is taken as anything that is an `Option` or goes into
/// one.
pub(crate) fn argument(view: View<'_>, field: &RequestField) -> Argument {
    let types = &view.api.types;
    let (each, ty) = match view.field(field) {
        Some(ty) if !field.nullable => match items(view, &ty) {
            Some(item) => {
                let item = types::value(types, item, &ident(&field.name)).0;
                (true, quote!(impl IntoIterator<Item = #item>))
            }
            None => (false, types::value(types, &ty, &ident(&field.name)).0),
        },
        None if !field.nullable => (false, view.bare(field)),
        _ => {
            let ty = view.bare(field);
            (false, quote!(impl Into<Option<#ty>>))
        }
    };
    Argument { each, ty }
}

/// The type of a list's items. An alias is its target, as far as chains of them go in earnest.
fn items<'a>(view: View<'a>, ty: &'a Type) -> Option<&'a Type> {
    let mut ty = ty;
    for _ in 0..8 {
        match ty {
            Type::List(item) | Type::Set(item) => return Some(item),
            Type::Named(id) => match &view.api.types[*id].kind {
                TypeKind::Alias(target) => ty = target,
                _ => return None,
            },
            _ => return None,
        }
    }
    None
}

//! The request struct of an operation: what client calls hold and server methods take.
//!
//! ```text
//! POST /v1/account/topup    ->  pub struct TopupRequest { pub amount_usd: Decimal, pub return_url: Option<String> }
//!   amount_usd, return_url?     impl TopupRequest { pub fn new(amount_usd: impl Into<Decimal>) -> Self }
//! GET /v1/account           ->  pub struct GetRequest;
//! ```
//!
//! `new` exists where there is something to leave out; a request of optional fields only has `Default`.

use super::view::{View, value};
use crate::emit::rust::{Doc, code, ident};
use crate::emit::types;
use crate::ir::{Body, Content, RequestField, Type};
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};

/// Arguments of a function before clippy objects.
const MOST_ARGUMENTS: usize = 7;

/// The items that an operation's request needs.
pub(super) struct Request<'a>(pub(super) View<'a>);

impl ToTokens for Request<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let view = self.0;
        let name = view.request();
        let doc = Doc::default().ours(&format!("Arguments of {}.", view.line()));
        let default = view.fields().iter().all(|field| !field.required).then(|| quote!(Default,));
        let fields = view.fields().iter().map(|field| {
            let (doc, name, ty) = (docs(field), ident(&field.name), optional(view, field));
            quote!(#doc pub #name: #ty)
        });
        let body = if view.fields().is_empty() { quote!(;) } else { quote!({ #(#fields,)* }) };
        tokens.extend(quote!(#doc #[derive(Clone, Debug, #default PartialEq)] pub struct #name #body));
        if has_new(view) {
            let Arguments { parameters, fields } = arguments(view);
            tokens.extend(quote! {
                impl #name {
                    /// The required values, and nothing else.
                    pub fn new(#(#parameters),*) -> Self {
                        Self { #(#fields),* }
                    }
                }
            });
        }
        if let Some(body) = &view.operation.request.body {
            tokens.extend(media_types(view, body));
        }
    }
}

/// The enum over a body's media types, where there are several.
fn media_types(view: View<'_>, body: &Body) -> Option<TokenStream> {
    let name = ident(body.name.as_ref()?);
    let doc = Doc::default().ours(&format!("Body of {}, by media type.", view.line()));
    let variants = variants(view, &body.contents, value);
    Some(quote!(#doc #[derive(Clone, Debug, PartialEq)] pub enum #name { #(#variants,)* }))
}

/// A variant for each media type.
pub(super) fn variants(view: View<'_>, contents: &[Content], value: fn(&Content) -> Type) -> Vec<TokenStream> {
    let variant = |content: &Content| {
        let (doc, name) = (Doc::default().ours(&code(&content.media_type)), ident(&content.name));
        let ty = view.ty(&view.variant(value(content)));
        quote!(#doc #name(#ty))
    };
    contents.iter().map(variant).collect()
}

/// What a field's doc comment says.
pub(crate) fn docs(field: &RequestField) -> Doc {
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

/// Whether the request struct has a function `new`.
pub(crate) fn has_new(view: View<'_>) -> bool {
    let required = view.fields().iter().filter(|field| field.required).count();
    (1..=MOST_ARGUMENTS).contains(&required) && required < view.fields().len()
}

/// A function's parameters for the required values of a request, and the request's fields made of them.
pub(crate) struct Arguments {
    /// `amount_usd: impl Into<Decimal>`.
    pub(crate) parameters: Vec<TokenStream>,
    /// `amount_usd: amount_usd.into()`, `return_url: None`.
    pub(crate) fields: Vec<TokenStream>,
}

/// The required values as arguments.
pub(crate) fn arguments(view: View<'_>) -> Arguments {
    let mut found = Arguments { parameters: Vec::new(), fields: Vec::new() };
    for field in view.fields() {
        let name = ident(&field.name);
        if !field.required {
            found.fields.push(quote!(#name: None));
            continue;
        }
        let (ty, value) = argument(view, field, &name);
        found.parameters.push(quote!(#name: #ty));
        // `name: name` is written `name`.
        let is_name = name == value.to_string().as_str();
        found.fields.push(if is_name { value } else { quote!(#name: #value) });
    }
    found
}

/// How a function takes a field's present value, and the expression that makes the value of the argument. One that may be
/// `null` is taken as anything that is an `Option` or goes into one.
pub(crate) fn argument(view: View<'_>, field: &RequestField, name: &Ident) -> (TokenStream, TokenStream) {
    match view.field(field) {
        Some(ty) if !field.nullable => types::value(&view.api.types, &ty, name),
        None if !field.nullable => (view.bare(field), quote!(#name)),
        _ => {
            let ty = view.bare(field);
            (quote!(impl Into<Option<#ty>>), quote!(#name.into()))
        }
    }
}

//! `const META` of an operation: what the runtime knows of it without its types.

use super::View;
use crate::ir::{Effect, Operation, UnknownOutcome};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

/// Methods for which the runtime has a constant.
const KNOWN: &[&str] = &["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "QUERY", "TRACE"];

/// The constant as a client needs it: with credentials, effect and server where they are not the usual ones.
pub(crate) fn full(view: View<'_>) -> TokenStream {
    let operation = view.operation;
    let server = super::server::own(view.api, operation).map(|url| quote!(server: Some(#url),));
    let alternatives = operation.security.iter().map(|requirement| {
        let schemes = requirement.schemes.iter().map(|(scheme, _)| &view.api.security_schemes[*scheme].wire);
        quote!(&[#(#schemes),*])
    });
    let security = (!operation.security.is_empty()).then(|| quote!(security: &[#(#alternatives),*],));
    let effect = (operation.effect != implied(&operation.method.0)).then(|| {
        let effect = match operation.effect {
            Effect::Read => quote!(Read),
            Effect::Keyed => quote!(Keyed),
            Effect::Once => quote!(Once),
            Effect::Money => quote!(Money),
        };
        quote!(effect: Effect::#effect,)
    });
    let (plain, policy) = (new(view), policy(operation));
    if server.is_none() && security.is_none() && effect.is_none() && policy.is_empty() {
        return quote!(const META: Meta = #plain;);
    }
    quote!(const META: Meta = Meta { #server #security #effect #policy ..#plain };)
}

/// What a client does when it fails.
fn policy(operation: &Operation) -> TokenStream {
    let key = operation.idempotency.as_ref().map(|_| quote!(has_key: true,));
    let retry = operation.retry.as_ref().map(|statuses| {
        let statuses = statuses.iter().map(|status| Literal::u16_unsuffixed(*status));
        quote!(retry: Some(&[#(#statuses),*]),)
    });
    let unknown = operation.unknown.iter().map(|UnknownOutcome { status, code }| {
        let code = code.as_ref().map_or_else(|| quote!(None), |code| quote!(Some(#code)));
        let status = Literal::u16_unsuffixed(*status);
        quote!((#status, #code))
    });
    let unknown = (!operation.unknown.is_empty()).then(|| quote!(unknown: &[#(#unknown),*],));
    let reconcile = operation.reconcile.as_ref().map(|id| quote!(reconcile: Some(#id),));
    quote!(#key #retry #unknown #reconcile)
}

/// The constant as a server needs it.
pub(crate) fn route(view: View<'_>) -> TokenStream {
    let plain = new(view);
    quote!(const META: Meta = #plain;)
}

fn new(view: View<'_>) -> TokenStream {
    let (id, path, method) = (&view.operation.id, view.operation.path.route(), &view.operation.method.0);
    if !KNOWN.contains(&method.as_str()) {
        return quote!(Meta::new(#id, Method::new(#method), #path));
    }
    let method = Ident::new(method, Span::call_site());
    quote!(Meta::new(#id, Method::#method, #path))
}

/// What the method alone says (RFC 9110 section 9.2), and `Meta::new` knows.
fn implied(method: &str) -> Effect {
    match method {
        "GET" | "HEAD" | "OPTIONS" | "TRACE" | "QUERY" => Effect::Read,
        "PUT" | "DELETE" => Effect::Keyed,
        _ => Effect::Once,
    }
}

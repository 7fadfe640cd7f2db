//! `const META` of an operation: what the runtime knows of it without its types.

use super::View;
use crate::ir::{Accepts, At, Condition, Effect, Operation, Routing, UnknownOutcome};
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
    let policy = policy(operation);
    constant(view, quote!(#server #security #effect #policy))
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
    let conditions = match &view.operation.routing {
        Routing::When(conditions) if !conditions.is_empty() => conditions.iter().map(condition).collect::<Vec<_>>(),
        _ => return constant(view, TokenStream::new()),
    };
    constant(view, quote!(when: &[#(#conditions),*],))
}

/// The constant, with what both sides need to know and these fields beside.
fn constant(view: View<'_>, more: TokenStream) -> TokenStream {
    let (headers, query) = (pairs(view.operation, At::Header), pairs(view.operation, At::Query));
    let headers = headers.map(|pairs| quote!(headers: #pairs,));
    let query = query.map(|pairs| quote!(query: #pairs,));
    let (plain, fields) = (new(view), quote!(#more #headers #query));
    if fields.is_empty() {
        return quote!(const META: Meta = #plain;);
    }
    quote!(const META: Meta = Meta { #fields ..#plain };)
}

/// Names and values of the constants in one place.
fn pairs(operation: &Operation, at: At) -> Option<TokenStream> {
    let constants = operation.request.constants.iter().filter(|constant| constant.at == at);
    let pairs: Vec<_> = constants
        .map(|constant| {
            let (wire, value) = (&constant.wire, &constant.value);
            quote!((#wire, #value))
        })
        .collect();
    (!pairs.is_empty()).then(|| quote!(&[#(#pairs),*]))
}

fn condition(condition: &Condition) -> TokenStream {
    let wire = &condition.wire;
    let accepts = match &condition.accepts {
        Accepts::Anything => quote!(Anything),
        Accepts::Number => quote!(Number),
        Accepts::Integer => quote!(Integer),
        Accepts::Boolean => quote!(Boolean),
        Accepts::Uuid => quote!(Uuid),
        Accepts::Date => quote!(Date),
        Accepts::DateTime => quote!(DateTime),
        Accepts::OneOf(values) => quote!(OneOf(&[#(#values),*])),
    };
    let at = match condition.at {
        At::Path => quote!(path),
        At::Query => quote!(query),
        At::Header => quote!(header),
    };
    quote!(meta::Condition::#at(#wire, meta::Accepts::#accepts))
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

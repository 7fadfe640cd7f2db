//! The head of an operation's table: what the runtime knows of it without its types.

use super::View;
use super::common::Common;
use crate::emit::rust::ident;
use crate::ir::{Accepts, At, Condition, Effect, Operation, Routing, UnknownOutcome};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, quote};

/// Methods for which the runtime has a constant.
const KNOWN: &[&str] = &["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "QUERY", "TRACE"];

/// `POST "/v1/account/topup" as "account.topup", effect: Effect::Money`.
pub(super) fn head(view: View<'_>, common: &Common<'_>) -> TokenStream {
    let operation = view.operation;
    let (id, path, method) = (&operation.id, operation.path.route(), &operation.method.0);
    let method = if KNOWN.contains(&method.as_str()) {
        Ident::new(method, Span::call_site()).into_token_stream()
    } else {
        quote!(new(#method))
    };
    let effect = (operation.effect != implied(&operation.method.0)).then(|| {
        let effect = match operation.effect {
            Effect::Read => quote!(Read),
            Effect::Keyed => quote!(Keyed),
            Effect::Once => quote!(Once),
            Effect::Money => quote!(Money),
        };
        quote!(, effect: Effect::#effect)
    });
    let accept = accept(view).map(|media_types| quote!(, accept: Some(#media_types)));
    let (key, common) = (key(view), common.unless_common(view));
    let (policy, routing) = (policy(operation), routing(operation));
    quote!(#method #path as #id #key #common #effect #accept #policy #routing)
}

/// The field that holds the idempotency key, which a client makes up if its caller gave none.
fn key(view: View<'_>) -> Option<TokenStream> {
    let key = view.operation.idempotency.as_ref()?;
    let field = ident(&view.fields().get(key.field)?.name);
    let property = key.property.iter().map(ident);
    Some(quote!(key(#field #(.#property)*)))
}

/// What a client does when it fails.
fn policy(operation: &Operation) -> TokenStream {
    let retry = operation.retry.as_ref().map(|statuses| {
        let statuses = statuses.iter().map(|status| Literal::u16_unsuffixed(*status));
        quote!(, retry: Some(&[#(#statuses),*]))
    });
    let unknown = operation.unknown.iter().map(|UnknownOutcome { status, code }| {
        let code = code.as_ref().map_or_else(|| quote!(None), |code| quote!(Some(#code)));
        let status = Literal::u16_unsuffixed(*status);
        quote!((#status, #code))
    });
    let unknown = (!operation.unknown.is_empty()).then(|| quote!(, unknown: &[#(#unknown),*]));
    let reconcile = operation.reconcile.as_ref().map(|id| quote!(, reconcile: Some(#id)));
    quote!(#retry #unknown #reconcile)
}

/// What every request has, and what tells it from those of other operations.
fn routing(operation: &Operation) -> TokenStream {
    let headers = pairs(operation, At::Header).map(|pairs| quote!(, headers: #pairs));
    let query = pairs(operation, At::Query).map(|pairs| quote!(, query: #pairs));
    let when = match &operation.routing {
        Routing::When(conditions) if !conditions.is_empty() => {
            let conditions = conditions.iter().map(condition);
            Some(quote!(, when: &[#(#conditions),*]))
        }
        Routing::When(_) | Routing::Shadowed(_) => None,
    };
    quote!(#headers #query #when)
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

/// The media types of the successes, unless they are all plain JSON or none.
fn accept(view: View<'_>) -> Option<String> {
    let responses = view.operation.responses.success.responses.iter();
    let mut media_types: Vec<&str> = Vec::new();
    for content in responses.flat_map(|response| view.contents(response)) {
        if !media_types.contains(&content.media_type.as_str()) {
            media_types.push(&content.media_type);
        }
    }
    let plain = media_types.iter().all(|media_type| *media_type == "application/json");
    (!plain).then(|| media_types.join(", "))
}

/// What the method alone says (RFC 9110 section 9.2), and `Meta::new` knows.
fn implied(method: &str) -> Effect {
    match method {
        "GET" | "HEAD" | "OPTIONS" | "TRACE" | "QUERY" => Effect::Read,
        "PUT" | "DELETE" => Effect::Keyed,
        _ => Effect::Once,
    }
}

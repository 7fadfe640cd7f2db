//! The head of an operation's table: what the runtime knows of it without its types.

use super::View;
use crate::ir::Effect;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};

/// Methods for which the runtime has a constant.
const KNOWN: &[&str] = &["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "QUERY", "TRACE"];

/// `POST "/v1/account/topup" as "account.topup", effect: Effect::Money`.
pub(super) fn head(view: View<'_>) -> TokenStream {
    let operation = view.operation;
    let (id, path, method) = (&operation.id, operation.path.route(), &operation.method.0);
    let method = if KNOWN.contains(&method.as_str()) {
        Ident::new(method, Span::call_site()).into_token_stream()
    } else {
        quote!(new(#method))
    };
    let server = super::server::own(view.api, operation).map(|url| quote!(, server: Some(#url)));
    let alternatives = operation.security.iter().map(|requirement| {
        let schemes = requirement.schemes.iter().map(|(scheme, _)| &view.api.security_schemes[*scheme].wire);
        quote!(&[#(#schemes),*])
    });
    let security = (!operation.security.is_empty()).then(|| quote!(, security: &[#(#alternatives),*]));
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
    quote!(#method #path as #id #server #security #effect #accept)
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

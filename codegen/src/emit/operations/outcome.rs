//! What comes back: enums over the documented statuses and structs of body and headers. Client and server share them.
//!
//! ```text
//! 200 Pet                              ->  Pet, no item of its own
//! 200 Pet, 202 without a body          ->  pub enum FindOutput { Ok(Pet), Accepted }
//! 402 Problem, 429 with headers, 4XX   ->  pub enum FindError { PaymentRequired(Problem), TooManyRequests(FindTooManyRequests),
//!                                            ClientError(StatusCode, Problem) }
//! ```

use super::reason::reason;
use super::request::variants;
use super::view::{View, carries_status, reply};
use crate::emit::rust::{Doc, code, ident};
use crate::emit::types;
use crate::ir::{Outcome, Response, Status, Text};
use crate::names::Name;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

/// The items that an operation's replies need.
pub(super) struct Replies<'a>(pub(super) View<'a>);

impl ToTokens for Replies<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let view = self.0;
        let responses = &view.operation.responses;
        if let Some(name) = &responses.success.name {
            tokens.extend(outcome(view, name, &responses.success, "outputs"));
        }
        if let Some(name) = &responses.failure.name {
            tokens.extend(outcome(view, name, &responses.failure, "failures"));
            tokens.extend(error(name, &responses.failure, view));
        }
        for response in responses.all() {
            tokens.extend(with_headers(view, response));
            tokens.extend(media_types(view, response));
        }
    }
}

/// The enum over the responses of one side.
fn outcome(view: View<'_>, name: &Name, outcome: &Outcome, what: &str) -> TokenStream {
    let (name, doc) = (ident(name), Doc::default().ours(&format!("Documented {what} of {}.", view.line())));
    let variants = outcome.responses.iter().map(|response| {
        let (doc, name) = (said(response), ident(&response.variant));
        let status = carries_status(response.status).then(|| quote!(StatusCode));
        let payload = view.payload(response).map(|ty| if view.is_boxed(response) { quote!(Box<#ty>) } else { ty });
        let held: Vec<_> = status.into_iter().chain(payload).collect();
        if held.is_empty() { quote!(#doc #name) } else { quote!(#doc #name(#(#held),*)) }
    });
    quote!(#doc #[derive(Clone, Debug, PartialEq)] pub enum #name { #(#variants,)* })
}

/// `402`, `4XX`.
fn label(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Range(digit) => format!("{digit}XX"),
        Status::Default => String::from("any other"),
    }
}

/// `402: No credit is left.`
fn said(response: &Response) -> Doc {
    let status = match response.status {
        Status::Default => String::from("Any other status"),
        status => label(status),
    };
    let mut docs = response.docs.clone();
    let text = if docs.summary.is_some() { docs.summary.as_mut() } else { docs.description.as_mut() };
    match text.filter(|text| text.0.trim_start().starts_with(char::is_alphabetic)) {
        Some(Text(text)) => text.insert_str(0, &format!("{status}: ")),
        // A heading or a list, or nothing at all.
        None => docs.summary = Some(Text(format!("{status}."))),
    }
    Doc::of(&docs)
}

/// `Display` and `Error` of an enum of failures: the status, with its reason phrase.
fn error(name: &Name, outcome: &Outcome, view: View<'_>) -> TokenStream {
    let name = ident(name);
    let pattern = |response: &Response| {
        let (variant, held) = (ident(&response.variant), view.payload(response).map(|_| quote!(_)));
        match (carries_status(response.status), held) {
            (true, held) => {
                let held = held.map(|held| quote!(, #held));
                quote!(Self::#variant(status #held))
            }
            (false, Some(held)) => quote!(Self::#variant(#held)),
            (false, None) => quote!(Self::#variant),
        }
    };
    let exact = outcome.responses.iter().filter_map(|response| match response.status {
        Status::Code(code) => {
            let (pattern, text) = (pattern(response), format!("{code} {}", reason(code)));
            let text = text.trim_end();
            Some(quote!(#pattern => f.write_str(#text)))
        }
        Status::Range(_) | Status::Default => None,
    });
    let others: Vec<_> = outcome.responses.iter().filter(|it| carries_status(it.status)).map(pattern).collect();
    let body = match outcome.responses.as_slice() {
        // A match with one arm is a `let`.
        [only] if carries_status(only.status) => {
            let pattern = pattern(only);
            quote!(let #pattern = self; write!(f, "{status}"))
        }
        [Response { status: Status::Code(code), .. }] => {
            let text = format!("{code} {}", reason(*code));
            let text = text.trim_end();
            quote!(f.write_str(#text))
        }
        _ => {
            let others = (!others.is_empty()).then(|| quote!(#(#others)|* => write!(f, "{status}"),));
            quote!(match self { #(#exact,)* #others })
        }
    };
    quote! {
        impl fmt::Display for #name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                #body
            }
        }

        impl std::error::Error for #name {}
    }
}

/// The struct of a response's body and headers, where headers are documented.
fn with_headers(view: View<'_>, response: &Response) -> Option<TokenStream> {
    let name = ident(response.name.as_ref()?);
    let doc = Doc::default().ours(&format!(
        "Response of {} with status {}, and its headers.",
        view.line(),
        label(response.status)
    ));
    let body = view.body(response).map(|ty| quote!(#[doc = " The body."] pub body: #ty,));
    let headers = response.headers.iter().map(|header| {
        let ty = types::optional(&view.api.types, &header.ty, header.required, false);
        let name = ident(&header.name);
        let doc = Doc::of(&header.docs).constraints(&header.constraints);
        let doc = if doc.is_empty() { doc.ours(&format!("{}.", code(&header.wire))) } else { doc };
        quote!(#doc pub #name: #ty)
    });
    Some(quote!(#doc #[derive(Clone, Debug, PartialEq)] pub struct #name { #body #(#headers,)* }))
}

/// The enum over a response's media types, where there are several.
fn media_types(view: View<'_>, response: &Response) -> Option<TokenStream> {
    let name = ident(response.body_name.as_ref().filter(|_| !view.contents(response).is_empty())?);
    let doc = Doc::default().ours(&format!(
        "Body of a response of {} with status {}, by media type.",
        view.line(),
        label(response.status)
    ));
    let variants = variants(view, &response.contents, reply);
    Some(quote!(#doc #[derive(Clone, Debug, PartialEq)] pub enum #name { #(#variants,)* }))
}

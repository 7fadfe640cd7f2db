//! `fn read`: a reply to the output or the documented error, by its status.
//!
//! Exact statuses stand first, then ranges, then the default, so that the more precise statement of the document counts.

use crate::emit::operations::{View, carries_status, header, reply};
use crate::emit::rust::ident;
use crate::emit::server::plan;
use crate::ir::{BodyKind, Content, Header, Outcome, Response, Status, Type};
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

/// The function.
pub(super) fn read(view: View<'_>) -> TokenStream {
    let responses = &view.operation.responses;
    let successes = responses.success.responses.iter().map(|response| (response, true));
    let failures = responses.failure.responses.iter().map(|response| (response, false));
    let mut known: Vec<_> = successes.chain(failures).collect();
    known.sort_by_key(|(response, _)| precision(response.status));
    let codes: Vec<u16> = known.iter().filter_map(|(response, _)| code(response.status)).collect();
    let mut arms: Vec<_> = known
        .iter()
        .map(|(response, is_success)| {
            let pattern = pattern(response.status, *is_success, &codes);
            let answer = answer(view, response, *is_success);
            quote!(#pattern => #answer)
        })
        .collect();
    if responses.success.responses.is_empty() {
        arms.insert(0, quote!(200..=299 => Answer::Output(())));
    }
    // A default failure leaves nothing undocumented.
    if !responses.failure.responses.iter().any(|response| response.status == Status::Default) {
        arms.push(quote!(_ => Answer::Undocumented));
    }
    quote! {
        fn read(response: &Reply) -> Result<Answer<Self>, DecodeError> {
            Ok(match response.status().as_u16() {
                #(#arms,)*
            })
        }
    }
}

fn precision(status: Status) -> u8 {
    match status {
        Status::Code(_) => 0,
        Status::Range(_) => 1,
        Status::Default => 2,
    }
}

fn code(status: Status) -> Option<u16> {
    match status {
        Status::Code(code) => Some(code),
        Status::Range(_) | Status::Default => None,
    }
}

fn pattern(status: Status, is_success: bool, codes: &[u16]) -> TokenStream {
    let (first, last) = match status {
        Status::Code(code) => return Literal::u16_unsuffixed(code).into_token_stream(),
        Status::Range(digit) => (u16::from(digit) * 100, u16::from(digit) * 100 + 99),
        // A default that is all the document says still describes successes only.
        Status::Default if is_success => (200, 399),
        Status::Default => return quote!(_),
    };
    let (start, end) = (Literal::u16_unsuffixed(first), Literal::u16_unsuffixed(last));
    // Overlapping patterns would read as a mistake; a guard says that this arm is for the others.
    if codes.iter().any(|code| (first..=last).contains(code)) {
        quote!(status if (#start..=#end).contains(&status))
    } else {
        quote!(#start..=#end)
    }
}

/// `Answer::Error(TopupError::PaymentRequired(response.json()?))`.
fn answer(view: View<'_>, response: &Response, is_success: bool) -> TokenStream {
    let responses = &view.operation.responses;
    let (side, outcome): (_, &Outcome) =
        if is_success { (quote!(Output), &responses.success) } else { (quote!(Error), &responses.failure) };
    let payload = payload(view, response);
    let Some(name) = &outcome.name else {
        let payload = payload.unwrap_or_else(|| quote!(()));
        return quote!(Answer::#side(#payload));
    };
    let (name, variant) = (ident(name), ident(&response.variant));
    let status = carries_status(response.status).then(|| quote!(response.status()));
    let payload = payload.map(|value| if view.is_boxed(response) { quote!(Box::new(#value)) } else { value });
    let held: Vec<_> = status.into_iter().chain(payload).collect();
    if held.is_empty() {
        quote!(Answer::#side(#name::#variant))
    } else {
        quote!(Answer::#side(#name::#variant(#(#held),*)))
    }
}

/// The struct of body and headers, or the body.
fn payload(view: View<'_>, response: &Response) -> Option<TokenStream> {
    let body = body(view, response);
    let Some(name) = &response.name else { return body };
    let name = ident(name);
    let body = body.map(|body| quote!(body: #body,));
    let headers = response.headers.iter().map(|header| documented(view, header));
    Some(quote!(#name { #body #(#headers,)* }))
}

/// `retry_after: response.header(&Parameter::simple("Retry-After"), &Plan::Json)?`.
fn documented(view: View<'_>, of: &Header) -> TokenStream {
    let (name, written, plan) = (ident(&of.name), header(of), plan::plan(view.api, &of.ty));
    match view.codec(&of.ty) {
        None => quote!(#name: response.header(&#written, &#plan)?),
        Some(codec) => {
            let codec = if of.required { codec } else { quote!(codec::Maybe<#codec>) };
            quote!(#name: response.header_as::<#codec, _>(&#written, &#plan)?)
        }
    }
}

/// The body: read as the only media type, or as the one that the reply says it has.
fn body(view: View<'_>, response: &Response) -> Option<TokenStream> {
    let (contents, name) = (view.contents(response), response.body_name.as_ref().map(ident));
    match (contents, name) {
        ([], _) => None,
        ([rest @ .., last], Some(name)) => {
            // What has no media type of the document is read as the last one, which then says what is wrong with it.
            let variant = |content: &Content| {
                let (variant, ty) = (ident(&content.name), view.variant(reply(content)));
                let value = decode(view, content, &ty);
                quote!(#name::#variant(#value))
            };
            let tests = rest.iter().map(|content| {
                let (media_type, value) = (&content.media_type, variant(content));
                quote!(if response.is(#media_type) { #value } else)
            });
            let last = variant(last);
            Some(quote!(#(#tests)* { #last }))
        }
        ([content, ..], None) => Some(decode(view, content, &reply(content))),
    }
}

fn decode(view: View<'_>, content: &Content, ty: &Type) -> TokenStream {
    let codec = match content.kind {
        BodyKind::JsonLines => view.codec(&content.ty),
        _ => view.codec(ty),
    };
    match (content.kind, codec) {
        (BodyKind::Text | BodyKind::Events | BodyKind::Form, _) => quote!(response.text()?),
        (BodyKind::Binary | BodyKind::Multipart, _) => quote!(response.bytes()),
        (BodyKind::JsonLines, None) => quote!(response.json_lines()?),
        (BodyKind::JsonLines, Some(codec)) => quote!(response.json_lines_as::<#codec, _>()?),
        (BodyKind::Json, None) => quote!(response.json()?),
        (BodyKind::Json, Some(codec)) => quote!(response.json_as::<#codec, _>()?),
    }
}

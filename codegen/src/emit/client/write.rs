//! `fn write`: a request's fields to path, query, headers, cookies and body.
//!
//! Each field is one expression of type `Result<(), EncodeError>`; the last one is the function's value.

use super::body;
use crate::emit::operations::{View, parameter};
use crate::emit::rust::ident;
use crate::ir::{BodyKind, Place, RequestField};
use proc_macro2::TokenStream;
use quote::quote;

/// The function, if there is anything to write.
pub(super) fn write(view: View<'_>) -> Option<TokenStream> {
    let mut steps: Vec<_> = view.fields().iter().filter_map(|field| step(view, field)).collect();
    steps.extend(flattened(view));
    let accept = accept(view);
    if accept.is_some() && steps.is_empty() {
        steps.push(quote!(Ok(())));
    }
    if steps.is_empty() {
        return None;
    }
    let steps = sequence(steps);
    Some(quote! {
        fn write(&self, request: &mut Outgoing) -> Result<(), EncodeError> {
            #accept
            #steps
        }
    })
}

/// Asks for the media types of the successes, unless they are all plain JSON or none.
fn accept(view: View<'_>) -> Option<TokenStream> {
    let responses = view.operation.responses.success.responses.iter();
    let mut media_types: Vec<&str> = Vec::new();
    for content in responses.flat_map(|response| view.contents(response)) {
        if !media_types.contains(&content.media_type.as_str()) {
            media_types.push(&content.media_type);
        }
    }
    let plain = media_types.iter().all(|media_type| *media_type == "application/json");
    let media_types = media_types.join(", ");
    (!plain).then(|| quote!(request.accept(#media_types);))
}

/// Expressions one after the other, each but the last with `?`.
pub(super) fn sequence(mut steps: Vec<TokenStream>) -> TokenStream {
    let last = steps.pop();
    quote!(#(#steps?;)* #last)
}

/// How a field that is not a property of a flattened body travels.
fn step(view: View<'_>, field: &RequestField) -> Option<TokenStream> {
    let name = ident(&field.name);
    let (method, adapted, written) = match &field.place {
        Place::Path(written) => (quote!(path), quote!(path_as), written),
        Place::Query(written) => (quote!(query), quote!(query_as), written),
        Place::Header(written) => (quote!(header), quote!(header_as), written),
        Place::Cookie(written) => (quote!(cookie), quote!(cookie_as), written),
        Place::Property(_) => return None,
        Place::Body => return body::whole(view, field),
    };
    let written = parameter(written);
    Some(match view.codec(&field.ty) {
        None => quote!(request.#method(&#written, &self.#name)),
        Some(codec) => {
            let codec = maybe(codec, usize::from(!field.required) + usize::from(field.nullable));
            quote!(request.#adapted::<#codec, _>(&#written, &self.#name))
        }
    })
}

/// The adapter within as many `Option`s.
fn maybe(codec: TokenStream, options: usize) -> TokenStream {
    (0..options).fold(codec, |codec, _| quote!(codec::Maybe<#codec>))
}

/// The body whose properties are fields of the request.
fn flattened(view: View<'_>) -> Option<TokenStream> {
    let body = view.operation.request.body.as_ref().filter(|body| body.flattened)?;
    let properties = view.fields().iter().filter_map(|field| match &field.place {
        Place::Property(wire) => Some(property(view, field, wire)),
        _ => None,
    });
    let properties: Vec<_> = properties.collect();
    let closure = match properties.as_slice() {
        [] => quote!(|_| Ok(())),
        [only] => quote!(|object| #only),
        _ => {
            let steps = sequence(properties);
            quote!(|object| { #steps })
        }
    };
    let content = body.contents.first()?;
    let written = match content.kind {
        BodyKind::Form => quote!(request.form_object(&[], #closure)),
        _ => quote!(request.json_object(#closure)),
    };
    Some(match body::media_type(content) {
        Some(media_type) => quote!(#written.and_then(|()| #media_type)),
        None => written,
    })
}

fn property(view: View<'_>, field: &RequestField, wire: &str) -> TokenStream {
    let name = ident(&field.name);
    let codec = view.codec(&field.ty).map(|codec| maybe(codec, usize::from(field.nullable)));
    match (field.required, codec) {
        (true, None) => quote!(object.field(#wire, &self.#name)),
        (true, Some(codec)) => quote!(object.field_as::<#codec, _>(#wire, &self.#name)),
        (false, None) => quote!(object.optional(#wire, &self.#name)),
        (false, Some(codec)) => quote!(object.optional_as::<#codec, _>(#wire, &self.#name)),
    }
}

//! A whole body, by its media type: `request.json(&self.body)`.

use crate::emit::operations::{self, View, multipart, parameter};
use crate::emit::rust::ident;
use crate::ir::{BodyKind, Content, RequestField, Type};
use proc_macro2::TokenStream;
use quote::quote;

/// Media types that the runtime's methods write without being told.
fn is_usual(content: &Content) -> bool {
    match content.kind {
        BodyKind::Json => content.media_type == "application/json",
        BodyKind::Form => content.media_type == "application/x-www-form-urlencoded",
        BodyKind::JsonLines => content.media_type == "application/x-ndjson",
        BodyKind::Multipart | BodyKind::Text | BodyKind::Binary | BodyKind::Events => true,
    }
}

/// Sets the media type of the body that was just written, where it is not the usual one of its kind.
pub(super) fn media_type(content: &Content) -> Option<TokenStream> {
    let media_type = &content.media_type;
    (!is_usual(content)).then(|| quote!(request.content_type(#media_type)))
}

/// A value: where it is, as a reference, and owned.
struct Value {
    place: TokenStream,
    by_ref: TokenStream,
    owned: TokenStream,
}

/// The expression that writes the body's field.
pub(super) fn whole(view: View<'_>, field: &RequestField) -> Option<TokenStream> {
    let body = view.operation.request.body.as_ref()?;
    let name = ident(&field.name);
    let bound = || Value { place: quote!(body), by_ref: quote!(body), owned: quote!(body.clone()) };
    let value = if field.required {
        Value { place: quote!(self.#name), by_ref: quote!(&self.#name), owned: quote!(self.#name.clone()) }
    } else {
        bound()
    };
    let absent = (!field.required).then(|| quote!(None => Ok(()),));
    Some(match (&body.name, body.contents.as_slice()) {
        (Some(several), contents) => {
            let several = ident(several);
            let arms = contents.iter().map(|content| {
                let variant = ident(&content.name);
                let write = write(view, content, &view.variant(operations::value(content)), &bound());
                let pattern = quote!(#several::#variant(body));
                let pattern = if field.required { pattern } else { quote!(Some(#pattern)) };
                quote!(#pattern => #write)
            });
            quote!(match &self.#name { #(#arms,)* #absent })
        }
        (None, [content, ..]) => {
            let written = write(view, content, &operations::value(content), &value);
            if field.required { written } else { quote!(match &self.#name { Some(body) => #written, #absent }) }
        }
        (None, []) => return None,
    })
}

/// Writes a value of one media type.
fn write(view: View<'_>, content: &Content, ty: &Type, value: &Value) -> TokenStream {
    let (media, Value { place, by_ref, owned }) = (&content.media_type, value);
    let codec = match content.kind {
        BodyKind::JsonLines => view.codec(&content.ty),
        _ => view.codec(ty),
    };
    let written = match (content.kind, codec) {
        (BodyKind::Json, None) => quote!(request.json(#by_ref)),
        (BodyKind::Json, Some(codec)) => quote!(request.json_as::<#codec, _>(#by_ref)),
        (BodyKind::JsonLines, None) => quote!(request.json_lines(#by_ref)),
        (BodyKind::JsonLines, Some(codec)) => quote!(request.json_lines_as::<#codec, _>(#by_ref)),
        (BodyKind::Form, _) => {
            let parameters = content.parts.iter().filter_map(|part| part.style.as_ref()).map(parameter);
            quote!(request.form(&[#(#parameters),*], #by_ref))
        }
        (BodyKind::Multipart, _) => multipart::write(view, content, place),
        (BodyKind::Text | BodyKind::Events, _) => quote!(request.text(#media, #by_ref)),
        (BodyKind::Binary, _) => quote!(request.binary(#media, #owned)),
    };
    match media_type(content) {
        Some(media_type) => quote!(#written.and_then(|()| #media_type)),
        None => written,
    }
}

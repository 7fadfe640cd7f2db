//! A whole body, by the media type it arrives in: `request.json()?`.

use super::plan;
use crate::emit::operations::{View, multipart, parameter, value};
use crate::emit::rust::ident;
use crate::ir::{BodyKind, Content, RequestField, Type};
use proc_macro2::TokenStream;
use quote::quote;

/// The expression for the body's field.
pub(super) fn whole(view: View<'_>, field: &RequestField) -> TokenStream {
    let Some(body) = &view.operation.request.body else { return quote!(request.json()?) };
    match (&body.name, body.contents.as_slice()) {
        (Some(name), contents) => {
            let name = ident(name);
            let tests = contents.iter().map(|content| {
                let (media_type, variant) = (&content.media_type, ident(&content.name));
                let read = read(view, content, &view.variant(value(content)));
                let value = quote!(#name::#variant(#read?));
                let value = if field.required { value } else { quote!(Some(#value)) };
                quote!(if request.is(#media_type) { #value } else)
            });
            let absent = (!field.required).then(|| quote!(if !request.has_body() { None } else));
            let expected = contents.iter().map(|content| &content.media_type);
            quote!(#absent #(#tests)* { return Err(request.unsupported(&[#(#expected),*])); })
        }
        (None, [content, ..]) => {
            let read = read(view, content, &value(content));
            if field.required { quote!(#read?) } else { quote!(request.has_body().then(|| #read).transpose()?) }
        }
        (None, []) => quote!(request.json()?),
    }
}

/// Reads a value of one media type.
fn read(view: View<'_>, content: &Content, ty: &Type) -> TokenStream {
    let media_type = &content.media_type;
    let codec = match content.kind {
        BodyKind::JsonLines => view.codec(&content.ty),
        _ => view.codec(ty),
    };
    match (content.kind, codec) {
        (BodyKind::Json, None) => quote!(request.json()),
        (BodyKind::Json, Some(codec)) => quote!(request.json_as::<#codec, _>()),
        (BodyKind::JsonLines, None) => quote!(request.json_lines(&[#media_type])),
        (BodyKind::JsonLines, Some(codec)) => quote!(request.json_lines_as::<#codec, _>(&[#media_type])),
        (BodyKind::Form, _) => {
            let parameters = content.parts.iter().filter_map(|part| part.style.as_ref()).map(parameter);
            let plan = plan::plan(view.api, &content.ty);
            quote!(request.form(&[#(#parameters),*], &#plan))
        }
        (BodyKind::Multipart, _) => multipart::read(view, content),
        (BodyKind::Text | BodyKind::Events, _) => quote!(request.text(&[#media_type])),
        // Bytes of no stated kind may be of any.
        (BodyKind::Binary, _) if media_type == "application/octet-stream" => quote!(request.binary(&["*/*"])),
        (BodyKind::Binary, _) => quote!(request.binary(&[#media_type])),
    }
}

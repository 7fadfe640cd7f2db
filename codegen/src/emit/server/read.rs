//! `fn read`: a request's path, query, headers, cookies and body to the request struct.
//!
//! What does not fit becomes a problem before any handler runs.

use super::{body, plan};
use crate::emit::operations::{View, multipart, parameter};
use crate::emit::rust::ident;
use crate::ir::{BodyKind, Place, RequestField};
use proc_macro2::TokenStream;
use quote::quote;

/// The function.
pub(super) fn read(view: View<'_>) -> TokenStream {
    if view.fields().is_empty() {
        return quote! {
            fn read(_request: &Incoming) -> Result<Self, Problem> {
                Ok(Self)
            }
        };
    }
    let body = object(view);
    let fields = view.fields().iter().map(|field| {
        let (name, value) = (ident(&field.name), value(view, field));
        quote!(#name: #value)
    });
    let allow = multipart::allow(view);
    quote! {
        #allow
        fn read(request: &Incoming) -> Result<Self, Problem> {
            #body
            Ok(Self { #(#fields),* })
        }
    }
}

/// `let body = request.json_object()?;` for a body whose properties are fields.
fn object(view: View<'_>) -> Option<TokenStream> {
    let body = view.operation.request.body.as_ref().filter(|body| body.flattened)?;
    let properties = view.fields().iter().filter_map(|field| match &field.place {
        Place::Property(wire) => Some((wire.as_str(), &field.ty)),
        _ => None,
    });
    let refuse = body.closed.then(|| {
        let known = properties.clone().map(|(wire, _)| wire);
        quote!(body.refuse_unknown(&[#(#known),*])?;)
    });
    let used = body.closed || properties.clone().next().is_some();
    let read = match body.contents.first()?.kind {
        BodyKind::Form => {
            let plan = plan::object(view.api, properties);
            quote!(form_object(&[], &#plan))
        }
        _ => quote!(json_object()),
    };
    Some(if used { quote!(let body = request.#read?; #refuse) } else { quote!(request.#read?;) })
}

fn value(view: View<'_>, field: &RequestField) -> TokenStream {
    let (method, adapted, written) = match &field.place {
        Place::Path(written) => (quote!(path), quote!(path_as), written),
        Place::Query(written) => (quote!(query), quote!(query_as), written),
        Place::Header(written) => (quote!(header), quote!(header_as), written),
        Place::Cookie(written) => (quote!(cookie), quote!(cookie_as), written),
        Place::Property(wire) => return property(view, field, wire),
        Place::Body => return body::whole(view, field),
    };
    let (written, plan) = (parameter(written), plan::plan(view.api, &field.ty));
    match view.codec(&field.ty) {
        None => quote!(request.#method(&#written, &#plan)?),
        Some(codec) => {
            let options = usize::from(!field.required) + usize::from(field.nullable);
            let codec = (0..options).fold(codec, |codec, _| quote!(codec::Maybe<#codec>));
            quote!(request.#adapted::<#codec, _>(&#written, &#plan)?)
        }
    }
}

fn property(view: View<'_>, field: &RequestField, wire: &str) -> TokenStream {
    let codec = view.codec(&field.ty);
    let codec = codec.map(|codec| if field.nullable { quote!(codec::Maybe<#codec>) } else { codec });
    match (field.required, codec) {
        (true, None) => quote!(body.required(#wire)?),
        (true, Some(codec)) => quote!(body.required_as::<#codec, _>(#wire)?),
        (false, None) => quote!(body.optional(#wire)?),
        (false, Some(codec)) => quote!(body.optional_as::<#codec, _>(#wire)?),
    }
}

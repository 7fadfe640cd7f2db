//! How a body travels, as a table says it: `json`, `text [media("text/csv")]`, `form [parts(&[Parameter::deep("filter")])]`.

use super::message::speaks;
use super::parameter;
use super::view::View;
use crate::emit::server::plan;
use crate::ir::{BodyKind, Content, EventData, Parameter, Style, Type};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

/// A kind and what is particular about it.
pub(super) struct Kind {
    /// `json`.
    pub(super) word: Ident,
    /// `as codec::Number`.
    pub(super) adapter: Option<TokenStream>,
    /// `[media("text/csv")]`.
    pub(super) settings: Option<TokenStream>,
}

impl Kind {
    fn new(word: &str) -> Self {
        Self { word: Ident::new(word, Span::call_site()), adapter: None, settings: None }
    }

    /// The value's type has a table of its own.
    pub(super) fn own() -> Self {
        Self::new("own")
    }

    /// The status itself.
    pub(super) fn status() -> Self {
        Self::new("status")
    }

    /// No body.
    pub(super) fn empty() -> Self {
        Self::new("empty")
    }

    fn by(self, adapter: Option<TokenStream>) -> Self {
        Self { adapter: adapter.map(|adapter| quote!(as #adapter)), ..self }
    }

    /// Of this content's media type, where that is not the usual one.
    fn of(self, content: &Content, usual: &str) -> Self {
        let media = &content.media_type;
        Self { settings: (media != usual).then(|| quote!([media(#media)])), ..self }
    }

    /// Of a media type that is said elsewhere.
    pub(super) fn without_media(self) -> Self {
        let is_media = |settings: &TokenStream| settings.to_string().contains("media (");
        Self { settings: self.settings.filter(|settings| !is_media(settings)), ..self }
    }
}

/// The media type of a flattened body, where it is not the usual one of its kind.
pub(super) fn unusual(content: &Content) -> Option<&str> {
    let usual = match content.kind {
        BodyKind::Form => "application/x-www-form-urlencoded",
        _ => "application/json",
    };
    (content.media_type != usual).then_some(content.media_type.as_str())
}

/// How a request's body of this type is written. `owner` has the table of parts, if there is one.
pub(super) fn of_request(view: View<'_>, content: &Content, ty: &Type, owner: &Ident, server: bool) -> Kind {
    match content.kind {
        BodyKind::Json => Kind::new("json").by(view.codec(ty)).of(content, "application/json"),
        BodyKind::JsonLines => Kind::new("lines").by(view.codec(&content.ty)).of(content, "application/x-ndjson"),
        BodyKind::Form => {
            let styled = content.parts.iter().filter_map(|part| part.style.as_ref());
            let is_deep = |part: &&Parameter| part.style == Style::DeepObject && part.content.is_none();
            let (deep, parts): (Vec<_>, Vec<_>) = styled.partition(is_deep);
            let deep: Vec<_> = deep.iter().map(|part| &part.wire).collect();
            let parts: Vec<_> = parts.into_iter().map(parameter).collect();
            let deep = (!deep.is_empty()).then(|| quote!(deep(&[#(#deep),*])));
            let parts = (!parts.is_empty()).then(|| quote!(parts(&[#(#parts),*])));
            let plan = server.then(|| {
                let plan = plan::plan(view.api, &content.ty);
                quote!(plan(#plan))
            });
            let said: Vec<_> = deep.into_iter().chain(parts).chain(plan).collect();
            Kind { settings: (!said.is_empty()).then(|| quote!([#(#said),*])), ..Kind::new("form") }
        }
        BodyKind::Multipart => Kind::new("multipart").by(Some(quote!(#owner))),
        BodyKind::Text | BodyKind::Events(_) => Kind::new("text").of(content, "text/plain"),
        BodyKind::Binary => Kind::new("binary").of(content, "application/octet-stream"),
    }
}

/// How a reply's body of this type is written; forms are text there, and parts are bytes. A failure may say what went wrong.
pub(super) fn of_reply(view: View<'_>, content: &Content, ty: &Type, fails: bool) -> Kind {
    match content.kind {
        BodyKind::Json => {
            // What answers a webhook is nobody's error.
            let fails = fails && !view.operation.comes_from_api();
            let word = if fails && speaks(&view.api.types, ty) { "problem" } else { "json" };
            Kind::new(word).by(view.codec(ty)).of(content, "application/json")
        }
        BodyKind::JsonLines => Kind::new("lines").by(view.codec(&content.ty)).of(content, "application/x-ndjson"),
        BodyKind::Events(data) => {
            let word = match data {
                EventData::Json => "events",
                EventData::Text => "text_events",
                EventData::Whole => "whole_events",
            };
            Kind::new(word).by(view.codec(&content.ty)).of(content, "text/event-stream")
        }
        BodyKind::Text | BodyKind::Form => Kind::new("text").of(content, "text/plain"),
        BodyKind::Binary | BodyKind::Multipart => Kind::new("binary").of(content, "application/octet-stream"),
    }
}

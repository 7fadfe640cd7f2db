//! An operation as its emitters see it: the Rust types of its two sides, and what its replies carry.
//!
//! Request structs, client and server ask the same questions (what is the output called, does the `429` variant hold a struct,
//! is its payload boxed); the answers are here, so the three files that come of them agree.

use super::{multipart, size};
use crate::emit::rust::{code, ident};
use crate::emit::types;
use crate::ir::{Api, BodyKind, Content, Operation, Outcome, Place, RequestField, Response, Status, Type};
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};

/// An operation and the API around it.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub(crate) api: &'a Api,
    pub(crate) operation: &'a Operation,
}

impl<'a> View<'a> {
    /// The operations of a tag, in document order.
    pub(crate) fn of_tag(api: &'a Api, tag: usize) -> impl Iterator<Item = View<'a>> + Clone {
        let operations = api.operations.iter().filter(move |operation| operation.tag == tag);
        operations.map(move |operation| View { api, operation })
    }

    /// Name of the request struct.
    pub(crate) fn request(self) -> Ident {
        ident(&self.operation.request.name)
    }

    /// The request's fields.
    pub(crate) fn fields(self) -> &'a [RequestField] {
        &self.operation.request.fields
    }

    /// `` `POST /v1/account/topup` ``, for docs.
    pub(crate) fn line(self) -> String {
        code(&format!("{} {}", self.operation.method.0, self.operation.path.text))
    }

    /// A type expression.
    pub(crate) fn ty(self, ty: &Type) -> TokenStream {
        types::ty(&self.api.types, ty)
    }

    /// The adapter that reads and writes a type, if it needs one.
    pub(crate) fn codec(self, ty: &Type) -> Option<TokenStream> {
        types::codec(&self.api.types, ty)
    }

    /// Type of a request field before it is wrapped for being optional or nullable; `None` for a body of several media
    /// types, whose type is the enum over them.
    pub(crate) fn field(self, field: &RequestField) -> Option<Type> {
        match (&field.place, &self.operation.request.body) {
            (Place::Body, Some(body)) if body.name.is_some() => None,
            (Place::Body, Some(body)) => Some(body.contents.first().map_or_else(|| field.ty.clone(), value)),
            _ => Some(field.ty.clone()),
        }
    }

    /// The same, as tokens.
    pub(crate) fn bare(self, field: &RequestField) -> TokenStream {
        let several = self.operation.request.body.as_ref().and_then(|body| body.name.as_ref());
        match (self.field(field), several) {
            (None, Some(name)) => ident(name).into_token_stream(),
            (ty, _) => self.ty(&ty.unwrap_or(Type::Json)),
        }
    }

    /// Type of the documented success.
    pub(crate) fn output(self) -> TokenStream {
        self.outcome(&self.operation.responses.success).unwrap_or_else(|| quote!(()))
    }

    /// Type of the documented failures.
    pub(crate) fn error(self) -> TokenStream {
        self.outcome(&self.operation.responses.failure).unwrap_or_else(|| quote!(Infallible))
    }

    fn outcome(self, outcome: &Outcome) -> Option<TokenStream> {
        match (&outcome.name, outcome.responses.first()) {
            (Some(name), _) => Some(ident(name).into_token_stream()),
            (None, Some(response)) => self.payload(response),
            (None, None) => None,
        }
    }

    /// What a response carries: its struct of body and headers, or its body.
    pub(crate) fn payload(self, response: &Response) -> Option<TokenStream> {
        match &response.name {
            Some(name) => Some(ident(name).into_token_stream()),
            None => self.body(response),
        }
    }

    /// The body of a response: the enum over its media types, or the type of the only one.
    pub(crate) fn body(self, response: &Response) -> Option<TokenStream> {
        match (self.contents(response), &response.body_name) {
            ([], _) => None,
            (_, Some(name)) => Some(ident(name).into_token_stream()),
            ([content, ..], None) => Some(self.answered(content, &reply(content))),
        }
    }

    /// The media types of a reply's body that are read whole; an answer to HEAD has none (RFC 9110 section 9.3.2).
    pub(crate) fn contents(self, response: &Response) -> &[Content] {
        if self.operation.method.0 == "HEAD" { &[] } else { &response.contents[..response.whole] }
    }

    /// Type of a reply's body: [`reply`], perhaps boxed, or a list of events.
    pub(crate) fn answered(self, content: &Content, ty: &Type) -> TokenStream {
        let is_stream = matches!(content.kind, BodyKind::Events(_));
        if is_stream { self.item(content).map_or_else(|| self.ty(ty), |item| quote!(Vec<#item>)) } else { self.ty(ty) }
    }

    /// Type of an item of a stream.
    pub(crate) fn item(self, content: &Content) -> Option<TokenStream> {
        let ty = self.ty(&content.ty);
        match content.kind {
            BodyKind::JsonLines => Some(ty),
            BodyKind::Events(_) => Some(quote!(operation::Event<#ty>)),
            _ => None,
        }
    }

    /// Whether a success can come bit by bit.
    pub(crate) fn is_streamed(self) -> bool {
        let responses = &self.operation.responses;
        self.operation.method.0 != "HEAD" && (responses.stream().is_some() || responses.download().is_some())
    }

    /// The property of the request that asks for a stream: `body.stream`.
    pub(crate) fn stream_flag(self) -> Option<TokenStream> {
        const NAME: &str = "stream";
        let of_request = |field: &&RequestField| {
            matches!(&field.place, Place::Property(wire) if wire == NAME) && field.ty == Type::Bool
        };
        if let Some(field) = self.fields().iter().find(of_request) {
            return Some(ident(&field.name).into_token_stream());
        }
        let body = self.operation.request.body.as_ref().filter(|body| body.required && body.name.is_none())?;
        let holder = self.fields().iter().find(|field| matches!(field.place, Place::Body) && !field.nullable)?;
        let object = multipart::object(self, &body.contents.first()?.ty)?;
        let field = object.fields.iter().find(|field| field.wire == NAME && field.ty == Type::Bool)?;
        let (holder, field) = (ident(&holder.name), ident(&field.name));
        Some(quote!(#holder.#field))
    }

    /// Whether a variant of an outcome's enum holds the response's payload in a box.
    pub(crate) fn is_boxed(self, response: &Response) -> bool {
        // An enum over media types has boxed its own large payloads.
        let body = self.contents(response).first().filter(|_| response.body_name.is_none()).map(reply);
        size::is_large(&self.api.types, body.iter().chain(response.headers.iter().map(|header| &header.ty)))
    }

    /// The value of a media type's variant: boxed if it is large.
    pub(crate) fn variant(self, value: Type) -> Type {
        if size::is_large(&self.api.types, [&value]) { Type::Boxed(Box::new(value)) } else { value }
    }
}

/// The type of a request's body: the content's own, but a list of it where each line is one. Events, which no request has, are as large as a
/// text.
pub(crate) fn value(content: &Content) -> Type {
    match content.kind {
        BodyKind::JsonLines => Type::List(Box::new(content.ty.clone())),
        BodyKind::Events(_) => Type::String,
        _ => content.ty.clone(),
    }
}

/// The type of a reply's body: as in requests, but forms are text and parts are bytes, since nobody replies with them in
/// earnest.
pub(crate) fn reply(content: &Content) -> Type {
    match content.kind {
        BodyKind::Form => Type::String,
        BodyKind::Multipart => Type::Binary,
        _ => value(content),
    }
}

/// Whether a variant also holds the actual status, because its key stands for several.
pub(crate) fn carries_status(status: Status) -> bool {
    !matches!(status, Status::Code(_))
}

//! `fn write`: an outcome to a response, an arm for each documented status.
//!
//! The match is exhaustive over the enums that the document's responses became, so a server cannot answer what is not
//! documented other than by a problem.

use crate::emit::operations::{View, carries_status, header, reply};
use crate::emit::rust::ident;
use crate::ir::{BodyKind, Content, Header, Response, Status, Type};
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

/// The function.
pub(super) fn write(view: View<'_>) -> TokenStream {
    let responses = &view.operation.responses;
    let mut arms = Vec::new();
    for (side, outcome) in [(quote!(Ok), &responses.success), (quote!(Err), &responses.failure)] {
        let name = outcome.name.as_ref().map(ident);
        for response in &outcome.responses {
            arms.extend(Arm { view, response, name: name.as_ref(), side: &side }.arms());
        }
    }
    if responses.success.responses.is_empty() {
        arms.insert(0, quote!(Ok(()) => Ok(Answer::empty(204))));
    }
    if responses.failure.responses.is_empty() {
        arms.push(quote!(Err(never) => match never {}));
    }
    quote! {
        fn write(outcome: Result<Self::Output, Self::Error>) -> Result<Answer, EncodeError> {
            match outcome {
                #(#arms,)*
            }
        }
    }
}

/// A response and where it stands.
struct Arm<'a> {
    view: View<'a>,
    response: &'a Response,
    /// The enum of its side, if there is one.
    name: Option<&'a proc_macro2::Ident>,
    /// `Ok` or `Err`.
    side: &'a TokenStream,
}

impl Arm<'_> {
    /// One arm, or one for each media type.
    fn arms(&self) -> Vec<TokenStream> {
        let contents = self.view.contents(self.response);
        let body_name = self.response.body_name.as_ref().map(ident);
        if self.response.name.is_some() {
            let (pattern, answer) = (self.pattern(quote!(response)), self.with_headers());
            return vec![quote!(#pattern => #answer)];
        }
        let arm = |pattern: TokenStream, content: &Content, ty: Type| {
            let (pattern, answer) = (self.pattern(pattern), self.answer(content, &ty, &quote!(body)).finish());
            quote!(#pattern => #answer)
        };
        match (contents, body_name) {
            ([], _) => {
                let pattern =
                    if self.name.is_some() { self.pattern(TokenStream::new()) } else { self.pattern(quote!(())) };
                let status = self.status();
                vec![quote!(#pattern => Ok(Answer::empty(#status)))]
            }
            (contents, Some(name)) => {
                let arm = |content: &Content| {
                    let variant = ident(&content.name);
                    arm(quote!(#name::#variant(body)), content, self.view.variant(reply(content)))
                };
                contents.iter().map(arm).collect()
            }
            ([content, ..], None) => {
                let boxed = self.name.is_some() && self.view.is_boxed(self.response);
                let ty = if boxed { Type::Boxed(Box::new(reply(content))) } else { reply(content) };
                vec![arm(quote!(body), content, ty)]
            }
        }
    }

    /// `Err(TopupError::ClientError(status, body))`.
    fn pattern(&self, payload: TokenStream) -> TokenStream {
        let side = self.side;
        let Some(name) = self.name else { return quote!(#side(#payload)) };
        let variant = ident(&self.response.variant);
        let status = carries_status(self.response.status).then(|| quote!(status));
        let held: Vec<_> = status.into_iter().chain((!payload.is_empty()).then_some(payload)).collect();
        if held.is_empty() { quote!(#side(#name::#variant)) } else { quote!(#side(#name::#variant(#(#held),*))) }
    }

    /// The status: the documented one, the actual one where the variant holds it, else the plainest of its range.
    fn status(&self) -> TokenStream {
        match self.response.status {
            Status::Code(code) => Literal::u16_unsuffixed(code).into_token_stream(),
            _ if self.name.is_some() => quote!(status.as_u16()),
            Status::Range(digit) => Literal::u16_unsuffixed(u16::from(digit) * 100).into_token_stream(),
            Status::Default => quote!(200),
        }
    }

    /// A body of one media type.
    fn answer(&self, content: &Content, ty: &Type, body: &TokenStream) -> Answer {
        let (status, media_type) = (self.status(), &content.media_type);
        let codec = match content.kind {
            BodyKind::JsonLines => self.view.codec(&content.ty),
            _ => self.view.codec(ty),
        };
        let usual = |written: TokenStream, usual: &str| {
            let answer = Answer { written, fallible: true };
            if media_type == usual { answer } else { answer.then(quote!(.media_type(#media_type)), false) }
        };
        match (content.kind, codec) {
            (BodyKind::Text | BodyKind::Events | BodyKind::Form, _) => {
                Answer::plain(quote!(Answer::text(#status, #media_type, #body)))
            }
            (BodyKind::Binary | BodyKind::Multipart, _) => {
                Answer::plain(quote!(Answer::binary(#status, #media_type, #body)))
            }
            (BodyKind::JsonLines, None) => usual(quote!(Answer::json_lines(#status, &#body)), "application/x-ndjson"),
            (BodyKind::JsonLines, Some(codec)) => {
                usual(quote!(Answer::json_lines_as::<#codec, _>(#status, &#body)), "application/x-ndjson")
            }
            (BodyKind::Json, None) => usual(quote!(Answer::json(#status, &#body)), "application/json"),
            (BodyKind::Json, Some(codec)) => {
                usual(quote!(Answer::json_as::<#codec, _>(#status, &#body)), "application/json")
            }
        }
    }

    /// A struct of body and headers, bound to `response`.
    fn with_headers(&self) -> TokenStream {
        let (status, body) = (self.status(), quote!(response.body));
        let contents = self.view.contents(self.response);
        let name = self.response.body_name.as_ref().map(ident);
        let headers =
            |answer: Answer| self.response.headers.iter().fold(answer, |answer, of| answer.then(self.header(of), true));
        match (contents, name) {
            ([], _) => headers(Answer::plain(quote!(Answer::empty(#status)))).finish(),
            (contents, Some(name)) => {
                let arms = contents.iter().map(|content| {
                    let variant = ident(&content.name);
                    let answer = self.answer(content, &self.view.variant(reply(content)), &quote!(body)).unwrapped();
                    quote!(#name::#variant(body) => #answer)
                });
                let answer = headers(Answer::plain(quote!(answer))).finish();
                quote!({ let answer = match response.body { #(#arms,)* }; #answer })
            }
            ([content, ..], None) => headers(self.answer(content, &reply(content), &body)).finish(),
        }
    }

    /// `.header(&Parameter::simple("Retry-After"), &response.retry_after)`.
    fn header(&self, of: &Header) -> TokenStream {
        let (name, written) = (ident(&of.name), header(of));
        match self.view.codec(&of.ty) {
            None => quote!(.header(&#written, &response.#name)),
            Some(codec) => {
                let codec = if of.required { codec } else { quote!(codec::Maybe<#codec>) };
                quote!(.header_as::<#codec, _>(&#written, &response.#name))
            }
        }
    }
}

/// An expression of type `Answer`, or of `Result<Answer, EncodeError>` where writing can fail.
struct Answer {
    written: TokenStream,
    fallible: bool,
}

impl Answer {
    fn plain(written: TokenStream) -> Self {
        Self { written, fallible: false }
    }

    /// Calls a method on it.
    fn then(self, method: TokenStream, fallible: bool) -> Self {
        let before = self.unwrapped();
        Self { written: quote!(#before #method), fallible }
    }

    /// As an `Answer`.
    fn unwrapped(self) -> TokenStream {
        let written = self.written;
        if self.fallible { quote!(#written?) } else { written }
    }

    /// As a `Result`.
    fn finish(self) -> TokenStream {
        let written = self.written;
        if self.fallible { written } else { quote!(Ok(#written)) }
    }
}

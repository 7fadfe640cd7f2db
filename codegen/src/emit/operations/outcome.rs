//! What comes back: the sections of a table for outputs and failures, and structs of body and headers.
//!
//! ```text
//! 200 Pet                              ->  200 -> Pet: json;
//! 200 Pet, 202 without a body          ->  -> enum FindOutput { 200 Ok(json Pet), 202 Accepted }
//! 404 Problem, as elsewhere            ->  else super::failures::NotFoundError as FindError;
//! 402 Problem, 429 with headers, 4XX   ->  else enum FindError { 402 PaymentRequired(problem Problem),
//!                                            429 TooManyRequests(own FindTooManyRequests), 400..=499 ClientError(status StatusCode) }
//! ```

use super::failures::Failures;
use super::kind::{Kind, of_reply};
use super::replies::Bodies;
use super::table::exploded;
use super::view::{View, carries_status, reply};
use super::words::Words;
use crate::emit::rust::{Doc, ident};
use crate::emit::server::plan;
use crate::ir::{BodyKind, Content, Header, Outcome, Response, Status, Text, Type};
use crate::names::Name;
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

/// What an operation's replies come to.
pub(super) struct Replies<'a>(pub(super) View<'a>);

impl Replies<'_> {
    /// `200 -> Pet: json;` or an enum of outputs.
    pub(super) fn success(&self, words: &Words<'_>) -> TokenStream {
        let outcome = &self.0.operation.responses.success;
        let Some(name) = &outcome.name else {
            let Some(response) = outcome.responses.first() else { return quote!(200..=299 -> (): nothing;) };
            let status = pattern(response.status, 200, 399);
            let ty = self.0.payload(response).unwrap_or_else(|| quote!(()));
            let Kind { word, adapter, settings } = self.kind(response, false);
            return quote!(#status -> #ty: #word #adapter #settings;);
        };
        let (name, variants) = (ident(name), self.variants(outcome, false, words));
        quote!(-> enum #name { #(#variants),* })
    }

    /// `else enum FindError { … }`, or the failures that others have as well.
    pub(super) fn failure(&self, words: &Words<'_>, shared: &Failures) -> TokenStream {
        let Some(name) = &self.0.operation.responses.failure.name else { return quote!(else Infallible;) };
        let (name, variants) = (ident(name), self.failures(words));
        match shared.find(&variants).map(ident) {
            Some(shared) => quote!(else super::failures::#shared as #name;),
            None => quote!(else enum #name { #variants }),
        }
    }

    /// The variants of all failures.
    pub(super) fn failures(&self, words: &Words<'_>) -> TokenStream {
        let variants = self.variants(&self.0.operation.responses.failure, true, words);
        quote!(#(#variants),*)
    }

    /// Exact statuses first, then ranges, then the default: the more precise statement of the document counts.
    fn variants(&self, outcome: &Outcome, fails: bool, words: &Words<'_>) -> Vec<TokenStream> {
        let mut responses: Vec<_> = outcome.responses.iter().collect();
        responses.sort_by_key(|response| match response.status {
            Status::Code(_) => 0,
            Status::Range(_) => 1,
            Status::Default => 2,
        });
        let variant = |response: &Response| {
            let (lines, name) = (words.of_variant(response), ident(&response.variant));
            let pattern = pattern(response.status, 100, 999);
            let status = carries_status(response.status).then(|| {
                let status = Kind::status().word;
                quote!(#status StatusCode)
            });
            let payload = self.held(response, fails);
            let held: Vec<_> = status.into_iter().chain(payload).collect();
            let held = (!held.is_empty()).then(|| quote!((#(#held),*)));
            // One line stands behind the variant, if there is room.
            match lines.as_slice() {
                [line] => quote!(#pattern #name #held #line),
                _ => {
                    let doc = Doc::default().ours(&lines.join("\n"));
                    quote!(#doc #pattern #name #held)
                }
            }
        };
        responses.into_iter().map(variant).collect()
    }

    /// What a variant holds beside the status.
    fn held(&self, response: &Response, fails: bool) -> Option<TokenStream> {
        let view = self.0;
        let boxed = |ty: TokenStream| if view.is_boxed(response) { quote!(Box<#ty>) } else { ty };
        if response.name.is_some() || (response.body_name.is_some() && !view.contents(response).is_empty()) {
            let (word, ty) = (Kind::own().word, boxed(view.payload(response)?));
            return Some(quote!(#word #ty));
        }
        let content = view.contents(response).first()?;
        let ty = if view.is_boxed(response) { Type::Boxed(Box::new(reply(content))) } else { reply(content) };
        Some(self.of(content, &of_reply(view, content, &ty, fails), &ty))
    }

    /// `json Pet as codec::Number`: the kind and type of a body.
    fn of(&self, content: &Content, Kind { word, adapter, settings }: &Kind, ty: &Type) -> TokenStream {
        let ty = self.0.answered(content, ty);
        quote!(#word #ty #adapter #settings)
    }

    /// `operation::stream! { FindRequest: 200 -> Pet: lines }`, and the same for bytes.
    fn bit_by_bit(&self) -> Vec<TokenStream> {
        let (view, request) = (self.0, self.0.request());
        if !view.is_streamed() {
            return Vec::new();
        }
        let stream = view.operation.responses.stream().and_then(|(response, content)| {
            let (status, item) = (pattern(response.status, 200, 399), view.item(content)?);
            let Kind { word, adapter, settings } = of_reply(view, content, &reply(content), false);
            let flag = view.stream_flag().map(|flag| quote!(, #flag));
            Some(quote!(operation::stream! { #request: #status -> #item: #word #adapter #settings #flag }))
        });
        let download = view.operation.responses.download().map(|(response, content)| {
            let (status, media) = (pattern(response.status, 200, 399), &content.media_type);
            let others = response.contents.iter().filter(|other| other.kind != BodyKind::Binary);
            let others = others.map(|other| &other.media_type);
            quote!(operation::download! { #request: #status -> #media #(, not #others)* })
        });
        stream.into_iter().chain(download).collect()
    }

    /// How the only success travels.
    fn kind(&self, response: &Response, fails: bool) -> Kind {
        match (self.0.contents(response), &response.name, &response.body_name) {
            (_, Some(_), _) => Kind::own(),
            ([], ..) => Kind::empty(),
            (_, _, Some(_)) => Kind::own(),
            ([content, ..], None, None) => of_reply(self.0, content, &reply(content), fails),
        }
    }

    /// Structs of body and headers, and enums over media types.
    pub(super) fn items(&self, bodies: &Bodies<'_>) -> Vec<TokenStream> {
        let stands = |response: &Response| bodies.stands_with(self.0.operation, response);
        self.both()
            .flat_map(|(response, fails)| {
                let several = self.media_types(response, fails).filter(|_| stands(response));
                self.with_headers(response, fails).into_iter().chain(several).collect::<Vec<_>>()
            })
            .chain(self.bit_by_bit())
            .collect()
    }

    /// The enum over media types that has this name.
    pub(super) fn body(&self, name: &Name) -> Option<TokenStream> {
        let (response, fails) = self.both().find(|(response, _)| response.body_name.as_ref() == Some(name))?;
        self.media_types(response, fails)
    }

    /// All responses, and whether they are failures.
    fn both(&self) -> impl Iterator<Item = (&Response, bool)> {
        let responses = &self.0.operation.responses;
        let successes = responses.success.responses.iter().map(|response| (response, false));
        successes.chain(responses.failure.responses.iter().map(|response| (response, true)))
    }

    /// The table of a response's body and headers, where headers are documented.
    fn with_headers(&self, response: &Response, fails: bool) -> Option<TokenStream> {
        let view = self.0;
        let name = ident(response.name.as_ref()?);
        let (required, optional): (Vec<_>, Vec<_>) = response.headers.iter().partition(|header| header.required);
        let [required, optional] = [required, optional].map(|headers| {
            let headers: Vec<_> = headers.into_iter().map(|of| self.header(of)).collect();
            (!headers.is_empty()).then(|| quote!(#(#headers),*))
        });
        let (required, optional) = (required.map(|it| quote!((#it))), optional.map(|it| quote!({ #it })));
        let content = view.contents(response).first().map(|content| match &response.body_name {
            Some(_) => Kind::own(),
            None => of_reply(view, content, &reply(content), fails),
        });
        let content = content.zip(view.body(response));
        let content = content.map(|(Kind { word, adapter, settings }, ty)| quote!((#word #ty #adapter #settings)));
        Some(quote!(operation::response! { #name #content: #required #optional }))
    }

    /// The types of what responses with headers hold.
    pub(super) fn held_types(&self) -> Vec<TokenStream> {
        let with_headers = self.0.operation.responses.all().filter(|response| response.name.is_some());
        let types = with_headers.flat_map(|response| {
            let headers = response.headers.iter().map(|header| self.0.ty(&header.ty));
            headers.chain(self.0.body(response))
        });
        types.collect()
    }

    /// `retry_after: i64 = "Retry-After" => Json`.
    fn header(&self, of: &Header) -> TokenStream {
        let (name, wire) = (ident(&of.name), &of.wire);
        let adapter = self.0.codec(&of.ty).map(|codec| quote!(as #codec));
        let (style, plan) = (exploded(of.explode), plan::arrow(self.0.api, &of.ty));
        let (doc, ty) = (Doc::of(&of.docs).constraints(&of.constraints), self.0.ty(&of.ty));
        quote!(#doc #name: #ty #adapter = #wire #style #plan)
    }

    /// The enum over a response's media types, where there are several.
    fn media_types(&self, response: &Response, fails: bool) -> Option<TokenStream> {
        let view = self.0;
        let (last, rest) = view.contents(response).split_last()?;
        let name = ident(response.body_name.as_ref()?);
        let variant = |content: &Content| {
            let (variant, media, ty) = (ident(&content.name), &content.media_type, view.variant(reply(content)));
            let held = self.of(content, &of_reply(view, content, &ty, fails).without_media(), &ty);
            quote!(#media #variant(#held))
        };
        let (rest, last) = (rest.iter().map(variant), variant(last));
        Some(quote!(operation::replies! { #name { #(#rest,)* else #last } }))
    }
}

/// `402`, `400..=499`; the default stands for the statuses from `first` to `last`.
fn pattern(status: Status, first: u16, last: u16) -> TokenStream {
    let (first, last) = match status {
        Status::Code(code) => return Literal::u16_unsuffixed(code).into_token_stream(),
        Status::Range(digit) => (u16::from(digit) * 100, u16::from(digit) * 100 + 99),
        Status::Default => (first, last),
    };
    let (first, last) = (Literal::u16_unsuffixed(first), Literal::u16_unsuffixed(last));
    quote!(#first..=#last)
}

/// `402`, `4XX`.
fn label(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Range(digit) => format!("{digit}XX"),
        Status::Default => String::from("any other"),
    }
}

/// What the document says of a response beyond its status, which stands in the table, and its name.
pub(super) fn said(response: &Response) -> Doc {
    let mut docs = response.docs.clone();
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let name = letters(response.variant.as_str());
    for text in [&mut docs.summary, &mut docs.description] {
        text.take_if(|text| letters(&text.0) == name || letters(&text.0) == label(response.status).to_lowercase());
    }
    let text = if docs.summary.is_some() { docs.summary.as_mut() } else { docs.description.as_mut() };
    if let (Status::Default, Some(Text(text))) = (response.status, text)
        && text.trim_start().starts_with(char::is_alphabetic)
    {
        text.insert_str(0, "Otherwise: ");
    }
    Doc::of(&docs)
}

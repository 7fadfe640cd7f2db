//! The table of an operation: what its request, client and server have in common, said once.
//!
//! ```text
//! operation! { "Start a top-up":
//!     TopupRequest = Account.topup, POST "/v1/topup" as "topup", effect: Effect::Money;
//!     json(amount into<Decimal> as codec::Number) { return_url into<String> };
//!     200 -> TopupRecord: json; else enum TopupError { 402 PaymentRequired(problem ErrorBody) }
//! }
//! ```
//!
//! The runtime's `operation` module says what each part means. What the text of a parameter stands for is only said where there
//! is a server to read it.

use super::common::Common;
use super::failures::Failures;
use super::kind::{Kind, of_request};
use super::links::linked;
use super::multipart;
use super::outcome::Replies;
use super::replies::Bodies;
use super::request::{DEPRECATED, taken};
use super::view::{View, value};
use super::words::Words;
use crate::emit::rust::{Doc, ident};
use crate::emit::server::plan;
use crate::ir::{ArgumentStyle, BodyKind, Parameter, Place, RequestField, Style, Type};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};

/// The table of one operation and those that go with it.
pub(super) struct Table<'a> {
    pub(super) view: View<'a>,
    /// What is said above it.
    pub(super) docs: Doc,
    /// What tables need not say.
    pub(super) shared: &'a Shared<'a>,
}

/// What the tables of an API share.
pub(super) struct Shared<'a> {
    pub(super) words: Words<'a>,
    pub(super) common: Common<'a>,
    /// Where enums over media types of answers stand.
    pub(super) bodies: Bodies<'a>,
    /// Failures that several operations have.
    pub(super) failures: Failures,
    /// Whether a client is written.
    pub(super) client: bool,
    /// Whether a server is written.
    pub(super) server: bool,
}

impl ToTokens for Table<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let (view, name) = (self.view, self.name());
        let (head, replies) = (super::meta::head(view, &self.shared.common), Replies(view));
        let (groups, body) = (self.groups(), self.body());
        let groups = (!groups.is_empty() || body.is_some()).then(|| quote!(#(#groups)* #body;));
        let (success, failure) = (replies.success(&self.shared.words), self.failure(&replies));
        let pages = super::pages::clause(view).filter(|_| self.shared.client);
        let (parts, bodies, items) = (self.parts(), self.bodies(), replies.items(&self.shared.bodies));
        tokens.extend(quote! {
            operation! { #name, #head; #groups #success #failure #pages }
            #(#parts)*
            #bodies
            #(#items)*
        });
    }
}

/// Most characters of a title: as many as stand on a line behind `operation! {`.
const TITLE: usize = 84;

/// What `on_unknown` is for.
const CHOICE: &str = "It moves money and takes no idempotency key, so it is never sent twice. When nobody knows whether it was \
    carried out, `on_unknown` decides what happens.";

/// What a client's method says.
pub(super) fn docs(view: View<'_>) -> Doc {
    let doc = linked(view, Doc::of(&view.operation.docs));
    if view.operation.needs_choice() { doc.ours(CHOICE) } else { doc }
}

impl Table<'_> {
    /// `"Start a top-up":` and the docs below it; docs alone, where their first paragraph is more than a short line.
    fn titled(&self) -> TokenStream {
        let lines = self.docs.lines();
        let (title, rest) = match lines.as_slice() {
            [title] => (title, Doc::default()),
            [title, blank, rest @ ..] if blank.is_empty() => (title, Doc::default().ours(&rest.join("\n"))),
            _ => return self.docs.to_token_stream(),
        };
        // A string would show its escapes.
        if title.chars().count() > TITLE || title.contains(['"', '\\']) {
            return self.docs.to_token_stream();
        }
        quote!(#title: #rest)
    }

    /// The request's name, and the client's method with its docs.
    fn name(&self) -> TokenStream {
        let (view, operation) = (self.view, self.view.operation);
        let request = view.request();
        let doc = self.titled();
        let default = view.fields().iter().all(|field| !field.required).then(|| quote!(: Default));
        let Some(tag) = view.api.tags.get(operation.tag).filter(|_| self.shared.client) else {
            return quote!(#doc #request #default);
        };
        let deprecated = operation.docs.deprecated.then(|| quote!(#[deprecated = #DEPRECATED]));
        let whole = matches!(operation.request.arguments, ArgumentStyle::Struct).then(|| quote!(request));
        let choice = operation.needs_choice().then(|| quote!(on_unknown));
        let takes: Vec<_> = whole.into_iter().chain(choice).collect();
        let takes = (!takes.is_empty()).then(|| quote!((#(#takes),*)));
        let (of, method) = (ident(&tag.client_name), ident(&operation.name));
        quote!(#doc #deprecated #request #default = #of.#method #takes)
    }
}

/// A group of fields of one place.
#[derive(Default)]
struct Group {
    /// What `new` takes.
    required: Vec<TokenStream>,
    /// What a call sets.
    optional: Vec<TokenStream>,
    /// What a call sets by a method of another name.
    renamed: Vec<TokenStream>,
}

impl Table<'_> {
    /// `path(…) query { … }`: the places in which values travel.
    fn groups(&self) -> Vec<TokenStream> {
        let mut groups: Vec<(&str, Group)> = Vec::new();
        let flattened = self.view.operation.request.body.as_ref().filter(|body| body.flattened);
        let object = flattened.and_then(|body| {
            Some(match (body.contents.first()?.kind, body.closed) {
                (BodyKind::Form, false) => "form",
                (BodyKind::Form, true) => "closed_form",
                (_, false) => "json",
                (_, true) => "closed_json",
            })
        });
        for field in self.view.fields() {
            let place = match &field.place {
                Place::Path(_) => "path",
                Place::Query(_) => "query",
                Place::Header(_) => "header",
                Place::Cookie(_) => "cookie",
                Place::Property(_) => object.unwrap_or("json"),
                Place::Body => continue,
            };
            self.add(group(&mut groups, place), field);
        }
        // A body all of whose properties are only read is still sent.
        if let Some(place) = object {
            group(&mut groups, place);
        }
        let media = flattened.and_then(|body| body.contents.first()).and_then(super::kind::unusual);
        let written = groups.into_iter().map(|(place, Group { required, optional, renamed })| {
            let media = media.filter(|_| Some(place) == object).map(|media| quote!(: #media));
            let place = Ident::new(place, Span::call_site());
            let required = (!required.is_empty()).then(|| quote!((#(#required),*)));
            let renamed = (!renamed.is_empty()).then(|| quote!([#(#renamed),*]));
            let bare = required.is_none() && renamed.is_none();
            let optional = (!optional.is_empty() || bare).then(|| quote!({ #(#optional),* }));
            quote!(#place #media #required #optional #renamed)
        });
        written.collect()
    }

    fn add(&self, group: &mut Group, field: &RequestField) {
        let view = self.view;
        let (name, setter) = (ident(&field.name), ident(&field.setter));
        let (about, taken, adapter) = (self.about(field), taken(view, field), adapter(view, field));
        let (wire, style) = match &field.place {
            Place::Path(parameter) => (&parameter.wire, style(parameter, Style::Simple)),
            Place::Header(parameter) => (&parameter.wire, style(parameter, Style::Simple)),
            Place::Query(parameter) | Place::Cookie(parameter) => (&parameter.wire, style(parameter, Style::Form)),
            Place::Property(wire) => (wire, None),
            Place::Body => return,
        };
        let wire = (name != wire).then(|| quote!(= #wire));
        let plan = self.plan(field);
        if field.required {
            group.required.push(quote!(#about #name #taken #adapter #wire #style #plan));
            return;
        }
        if field.setter == field.name {
            group.optional.push(quote!(#about #name #taken #adapter #wire #style #plan));
        } else {
            group.renamed.push(quote!(#about #name as #setter #taken #adapter #wire #style #plan));
        }
    }

    /// What is said above a field.
    fn about(&self, field: &RequestField) -> TokenStream {
        let doc = self.shared.words.about(field);
        let deprecated = field.docs.deprecated.then(|| quote!(#[deprecated = #DEPRECATED]));
        quote!(#doc #deprecated)
    }

    /// What a field's text stands for, where that is not just text.
    fn plan(&self, field: &RequestField) -> Option<TokenStream> {
        let is_json = matches!(field.place, Place::Property(_)) && !self.is_form();
        if !self.shared.server || is_json {
            return None;
        }
        plan::arrow(self.view.api, &field.ty)
    }

    fn is_form(&self) -> bool {
        let body = self.view.operation.request.body.as_ref().filter(|body| body.flattened);
        body.and_then(|body| body.contents.first()).is_some_and(|content| content.kind == BodyKind::Form)
    }

    /// `<- json(body: Pet)`.
    fn body(&self) -> Option<TokenStream> {
        let view = self.view;
        let field = view.fields().iter().find(|field| matches!(field.place, Place::Body))?;
        let body = view.operation.request.body.as_ref()?;
        let (about, name, taken) = (self.about(field), ident(&field.name), taken(view, field));
        let Kind { word, adapter, settings } = match (&body.name, body.contents.as_slice()) {
            (None, [content, ..]) => of_request(view, content, &value(content), &view.request(), self.shared.server),
            _ => Kind::own(),
        };
        let described = quote!(#about #name #taken #adapter #settings);
        Some(if field.required { quote!(<- #word(#described)) } else { quote!(<- #word { #described }) })
    }
}

impl Table<'_> {
    fn failure(&self, replies: &Replies<'_>) -> TokenStream {
        replies.failure(&self.shared.words, &self.shared.failures)
    }

    /// The enum over a body's media types, where there are several.
    fn bodies(&self) -> Option<TokenStream> {
        let (view, body) = (self.view, self.view.operation.request.body.as_ref()?);
        let name = ident(body.name.as_ref()?);
        let variants = body.contents.iter().map(|content| {
            let (variant, media, ty) = (ident(&content.name), &content.media_type, view.variant(value(content)));
            let kind = of_request(view, content, &ty, &name, self.shared.server).without_media();
            let held = held(view, &kind, &ty);
            quote!(#media #variant(#held))
        });
        Some(quote!(operation::bodies! { #name { #(#variants),* } }))
    }

    /// The tables of multipart bodies.
    fn parts(&self) -> Vec<TokenStream> {
        let view = self.view;
        let Some(body) = &view.operation.request.body else { return Vec::new() };
        let owner = body.name.as_ref().map_or_else(|| view.request(), ident);
        let contents = body.contents.iter().filter(|content| content.kind == BodyKind::Multipart);
        contents.map(|content| multipart::table(view, content, &owner, self.shared.server)).collect()
    }

    /// What the tables define and mention, for imports: they hold names where an import would not look for them.
    pub(super) fn mentions(&self) -> Vec<TokenStream> {
        let (view, replies) = (self.view, Replies(self.view));
        let (request, head) = (view.request(), super::meta::head(view, &self.shared.common));
        let (groups, body) = (self.groups(), self.body());
        let (success, failure, output) = (replies.success(&self.shared.words), self.failure(&replies), view.output());
        let responses = || view.operation.responses.all();
        let structs = responses().filter_map(|response| response.name.as_ref()).map(ident);
        let standing = responses().filter(|response| self.shared.bodies.stands_with(view.operation, response));
        let several = standing.filter_map(|response| response.body_name.as_ref());
        let several = view.operation.request.body.iter().filter_map(|body| body.name.as_ref()).chain(several);
        let several = several.map(ident);
        let others = self.parts().into_iter().chain(self.bodies()).chain(replies.items(&self.shared.bodies));
        let within = others.map(|table| table.into_iter().last().into_token_stream());
        let tokens = quote! {
            operation::of #head #(#groups)* #body #success #failure
            struct #request {} #(struct #structs {})* #(enum #several {})*
        };
        let item = view.operation.pagination.iter().map(|pages| view.ty(&pages.item));
        [tokens, output].into_iter().chain(within).chain(item).chain(replies.held_types()).collect()
    }
}

/// The group of a place, which begins where its first field stands.
fn group<'a>(groups: &'a mut Vec<(&'static str, Group)>, place: &'static str) -> &'a mut Group {
    let at = groups.iter().position(|(known, _)| *known == place).unwrap_or_else(|| {
        groups.push((place, Group::default()));
        groups.len() - 1
    });
    &mut groups[at].1
}

/// `as codec::Number`, within an `Option` where the value may be `null`.
fn adapter(view: View<'_>, field: &RequestField) -> Option<TokenStream> {
    let codec = view.codec(&field.ty)?;
    Some(if field.nullable { quote!(as codec::Maybe<#codec>) } else { quote!(as #codec) })
}

/// `[deep]`, `[explode(false)]`: how a parameter is written, where not as parameters of its place usually are.
fn style(parameter: &Parameter, usual: Style) -> Option<TokenStream> {
    if parameter.content.is_some() {
        return Some(quote!([json]));
    }
    let mut said = Vec::new();
    if parameter.style != usual {
        said.push(match parameter.style {
            Style::Simple => quote!(simple),
            Style::Label => quote!(label),
            Style::Matrix => quote!(matrix),
            Style::Form => quote!(form),
            Style::SpaceDelimited => quote!(space),
            Style::PipeDelimited => quote!(pipe),
            Style::DeepObject => quote!(deep),
        });
    }
    let (explode, implied) = (parameter.explode, parameter.style == Style::Form);
    if explode != implied && parameter.style != Style::DeepObject {
        said.push(quote!(explode(#explode)));
    }
    if parameter.allow_reserved {
        said.push(quote!(reserved));
    }
    (!said.is_empty()).then(|| quote!([#(#said),*]))
}

/// The style of a header of an answer, which is always `simple`.
pub(super) fn exploded(explode: bool) -> Option<TokenStream> {
    explode.then(|| quote!([explode(true)]))
}

/// `json Pet as codec::Number [media("text/json")]`: what a variant holds.
pub(super) fn held(view: View<'_>, word: &Kind, ty: &Type) -> TokenStream {
    let (Kind { word, adapter, settings }, ty) = (word, view.ty(ty));
    quote!(#word #ty #adapter #settings)
}

//! The table of an operation: what client and server share beyond the request struct, said once.
//!
//! ```text
//! operation! {
//!     TopupRequest: POST "/v1/topup" as "topup", effect: Effect::Money;
//!     json(amount: impl Into<Decimal> as codec::Number) { return_url: impl Into<String> };
//!     200 -> TopupRecord: json;
//!     else enum TopupError { 402 PaymentRequired(problem ErrorBody) }
//! }
//! ```
//!
//! The runtime's `operation` module says what each part means. What the text of a parameter stands for is only said where there
//! is a server to read it.

use super::kind::{Kind, of_request};
use super::outcome::Replies;
use super::request::Argument;
use super::view::{View, value};
use super::{argument, multipart};
use crate::emit::rust::ident;
use crate::emit::server::plan;
use crate::ir::{BodyKind, Parameter, Place, RequestField, Style, Type};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};

/// The table of one operation and those that go with it.
pub(super) struct Table<'a> {
    pub(super) view: View<'a>,
    /// Whether a server is written as well.
    pub(super) server: bool,
}

impl ToTokens for Table<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let (view, request) = (self.view, self.view.request());
        let (head, replies) = (super::meta::head(view), Replies(view));
        let (groups, body) = (self.groups(), self.body());
        let groups = (!groups.is_empty() || body.is_some()).then(|| quote!(#(#groups)* #body;));
        let (success, failure) = (replies.success(), replies.failure());
        let (parts, bodies, items) = (self.parts(), self.bodies(), replies.items());
        tokens.extend(quote! {
            operation! { #request: #head; #groups #success #failure }
            #(#parts)*
            #bodies
            #(#items)*
        });
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
        let Argument { each, ty } = argument(view, field);
        let each = each.then(|| quote!(each));
        let adapter = adapter(view, field);
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
            group.required.push(quote!(#name #each: #ty #adapter #wire #style #plan));
            return;
        }
        let deprecated = field.docs.deprecated.then(|| quote!(#[deprecated]));
        if field.setter == field.name {
            group.optional.push(quote!(#deprecated #name #each: #ty #adapter #wire #style #plan));
        } else {
            group.renamed.push(quote!(#deprecated #name as #setter #each: #ty #adapter #wire #style #plan));
        }
    }

    /// What a field's text stands for, where that is not just text.
    fn plan(&self, field: &RequestField) -> Option<TokenStream> {
        let is_json = matches!(field.place, Place::Property(_)) && !self.is_form();
        if !self.server || is_json {
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
        let (name, Argument { each, ty }) = (ident(&field.name), argument(view, field));
        let each = each.then(|| quote!(each));
        let Kind { word, adapter, settings } = match (&body.name, body.contents.as_slice()) {
            (None, [content, ..]) => of_request(view, content, &value(content), &view.request(), self.server),
            _ => Kind::own(),
        };
        let described = quote!(#name #each: #ty #adapter #settings);
        Some(if field.required { quote!(<- #word(#described)) } else { quote!(<- #word { #described }) })
    }
}

impl Table<'_> {
    /// The enum over a body's media types, where there are several.
    fn bodies(&self) -> Option<TokenStream> {
        let (view, body) = (self.view, self.view.operation.request.body.as_ref()?);
        let name = ident(body.name.as_ref()?);
        let variants = body.contents.iter().map(|content| {
            let (variant, media, ty) = (ident(&content.name), &content.media_type, view.variant(value(content)));
            let kind = of_request(view, content, &ty, &name, self.server).without_media();
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
        contents.map(|content| multipart::table(view, content, &owner, self.server)).collect()
    }

    /// What the tables mention, for imports: they hold names where an import would not look for them.
    pub(super) fn mentions(&self) -> Vec<TokenStream> {
        let (view, replies) = (self.view, Replies(self.view));
        let (head, groups, body) = (super::meta::head(view), self.groups(), self.body());
        let (success, failure, output) = (replies.success(), replies.failure(), view.output());
        let responses = view.operation.responses.all().filter_map(|response| response.body_name.as_ref());
        let several = view.operation.request.body.iter().filter_map(|body| body.name.as_ref()).chain(responses);
        let several = several.map(ident);
        let others = self.parts().into_iter().chain(self.bodies()).chain(replies.items());
        let within = others.map(|table| table.into_iter().last().into_token_stream());
        let tokens = quote!(operation::of #head #(#groups)* #body #success #failure #(enum #several {})*);
        [tokens, output].into_iter().chain(within).collect()
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

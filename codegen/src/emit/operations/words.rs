//! Words that tables leave out: what three or more operations say of a field of one name, or of a status, stands once, in
//! `words!`.
//!
//! ```text
//! operation::words! {
//!     /// There is none.
//!     NotFound,
//!     /// Most entries on one page.
//!     limit,
//! }
//! ```
//!
//! Documents describe the same parameter, and the same failure, at hundreds of operations. The docs of every field and variant have the words all the same.

use super::outcome::said;
use super::request::docs;
use crate::emit::rust::{Doc, ident};
use crate::ir::{Api, RequestField, Response};
use crate::names::Name;
use indexmap::IndexMap;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

/// From how many of a name on the words are worth a place of their own.
const OFTEN: usize = 3;

/// What is said of the fields of a name, and of the variants of one, unless their table says something else.
#[derive(Default)]
pub(super) struct Words<'a> {
    variants: IndexMap<&'a Name, Doc>,
    fields: IndexMap<&'a Name, Doc>,
}

impl<'a> Words<'a> {
    pub(super) fn of(api: &'a Api) -> Self {
        let (mut variants, mut fields) = (Said::default(), Said::default());
        for operation in &api.operations {
            let outcomes = [&operation.responses.success, &operation.responses.failure];
            for outcome in outcomes.into_iter().filter(|outcome| outcome.name.is_some()) {
                outcome.responses.iter().for_each(|response| variants.add(&response.variant, said(response)));
            }
            // A field without words has an empty line, which is shorter than the words of others.
            let described = operation.request.fields.iter().filter(|field| !field.docs.deprecated);
            let described = described.map(|field| (&field.name, docs(field))).filter(|(_, doc)| !doc.is_empty());
            described.for_each(|(name, doc)| fields.add(name, doc));
        }
        Self { variants: variants.often(), fields: fields.often() }
    }

    /// What a variant's table says of it; an empty line where it means nothing of what others of its name mean.
    pub(super) fn of_variant(&self, response: &Response) -> Vec<String> {
        let lines = said(response).lines();
        match self.variants.get(&response.variant) {
            Some(words) if words.lines() == lines => Vec::new(),
            Some(_) if lines.is_empty() => vec![String::new()],
            _ => lines,
        }
    }

    /// The docs that a field has in its table.
    pub(super) fn about(&self, field: &RequestField) -> TokenStream {
        let doc = docs(field);
        match self.fields.get(&field.name).filter(|_| !field.docs.deprecated) {
            Some(words) if words.lines() == doc.lines() => TokenStream::new(),
            // Words of other fields are not said of one that the document says nothing of.
            Some(_) if doc.is_empty() => quote!(#[doc = ""]),
            _ => quote!(#doc),
        }
    }
}

/// What is said of each name, and how often.
#[derive(Default)]
struct Said<'a>(IndexMap<&'a Name, IndexMap<Vec<String>, (usize, Doc)>>);

impl<'a> Said<'a> {
    fn add(&mut self, name: &'a Name, doc: Doc) {
        self.0.entry(name).or_default().entry(doc.lines()).or_insert((0, doc)).0 += 1;
    }

    /// The most frequent words of each name; of equally frequent ones the first.
    fn often(self) -> IndexMap<&'a Name, Doc> {
        let often = self.0.into_iter().filter_map(|(name, texts)| {
            let most = texts.values().map(|(times, _)| *times).max().filter(|most| *most >= OFTEN)?;
            let (_, doc) = texts.into_values().find(|(times, _)| *times == most)?;
            Some((name, doc)).filter(|(_, doc)| !doc.is_empty())
        });
        often.collect()
    }
}

/// `operation::words! { … }`.
impl ToTokens for Words<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let entries = self.variants.iter().chain(&self.fields).map(|(name, doc)| {
            let name = ident(name);
            quote!(#doc #name)
        });
        tokens.extend(quote!(operation::words! { #(#entries),* }));
    }
}

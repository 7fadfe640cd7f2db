//! Words that tables leave out: what three or more operations say of a field of one name stands once, in `words!`.
//!
//! ```text
//! operation::words! {
//!     /// Most entries on one page.
//!     limit,
//! }
//! ```
//!
//! Documents describe the same parameter at hundreds of operations. The docs of every field have the words all the same.

use super::request::docs;
use crate::emit::rust::{Doc, ident};
use crate::ir::{Api, RequestField};
use crate::names::Name;
use indexmap::IndexMap;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

/// From how many fields on the words are worth a place of their own.
const OFTEN: usize = 3;

/// What is said of the fields of a name, unless their table says something else.
#[derive(Default)]
pub(super) struct Words<'a>(IndexMap<&'a Name, Doc>);

impl<'a> Words<'a> {
    /// The most frequent words of each name; of equally frequent ones the first.
    pub(super) fn of(api: &'a Api) -> Self {
        let mut said: IndexMap<&Name, IndexMap<Vec<String>, (usize, Doc)>> = IndexMap::new();
        let fields = api.operations.iter().flat_map(|operation| &operation.request.fields);
        for field in fields.filter(|field| !field.docs.deprecated) {
            let doc = docs(field);
            if !doc.is_empty() {
                said.entry(&field.name).or_default().entry(doc.lines()).or_insert((0, doc)).0 += 1;
            }
        }
        let often = said.into_iter().filter_map(|(name, texts)| {
            let most = texts.values().map(|(times, _)| *times).max().filter(|most| *most >= OFTEN)?;
            let (_, doc) = texts.into_values().find(|(times, _)| *times == most)?;
            Some((name, doc))
        });
        Self(often.collect())
    }

    /// The docs that a field has in its table.
    pub(super) fn about(&self, field: &RequestField) -> TokenStream {
        let doc = docs(field);
        match self.0.get(&field.name).filter(|_| !field.docs.deprecated) {
            Some(words) if words.lines() == doc.lines() => TokenStream::new(),
            // Words of other fields are not said of one that the document says nothing of.
            Some(_) if doc.is_empty() => quote!(#[doc = ""]),
            _ => quote!(#doc),
        }
    }
}

/// `operation::words! { … }`.
impl ToTokens for Words<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let entries = self.0.iter().map(|(name, doc)| {
            let name = ident(name);
            quote!(#doc #name)
        });
        tokens.extend(quote!(operation::words! { #(#entries),* }));
    }
}

//! Where the enums over media types of answers stand: with their operation, or above all tables if operations of several tags
//! have the same one.
//!
//! ```text
//! operation::replies! { BadRequestBody { "application/json" Json(problem Problem), else "text/plain" Plain(text String) } }
//! ```
//!
//! Operations that refer to the same response of `components` answer with the same enum. Tags can be left out of a crate, so one
//! that belongs to two of them belongs to none.

use super::outcome::Replies;
use super::view::View;
use crate::emit::rust::ident;
use crate::ir::{Api, Operation, Response};
use crate::names::Name;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use std::collections::BTreeMap;

/// Where such an enum stands.
#[derive(Clone, Copy)]
struct Home<'a> {
    /// The first operation that has it.
    first: &'a Operation,
    /// Whether an operation of another tag has it too.
    above: bool,
}

/// The enums of an API, by name.
#[derive(Default)]
pub(super) struct Bodies<'a>(BTreeMap<&'a Name, Home<'a>>);

impl<'a> Bodies<'a> {
    pub(super) fn of(api: &'a Api) -> Self {
        let mut homes: BTreeMap<&Name, Home<'_>> = BTreeMap::new();
        for operation in &api.operations {
            for name in operation.responses.all().filter_map(|response| response.body_name.as_ref()) {
                let home = homes.entry(name).or_insert(Home { first: operation, above: false });
                home.above |= home.first.tag != operation.tag;
            }
        }
        Self(homes)
    }

    /// Whether the enum of a response stands with this operation.
    pub(super) fn stands_with(&self, operation: &Operation, response: &Response) -> bool {
        let home = response.body_name.as_ref().and_then(|name| self.0.get(name));
        home.is_none_or(|home| !home.above && home.first.place == operation.place)
    }

    /// What the enums are called.
    pub(super) fn names(&self) -> impl Iterator<Item = &'a Name> {
        self.0.keys().copied()
    }

    /// Whether the enum of this name stands above all tables.
    pub(super) fn is_above(&self, name: &Name) -> bool {
        self.0.get(name).is_some_and(|home| home.above)
    }

    /// What stands above all tables: the enums, and what they define and mention.
    pub(super) fn above(&self, api: &Api) -> Vec<(TokenStream, TokenStream)> {
        let above = self.0.iter().filter(|(_, home)| home.above);
        let written = above.filter_map(|(name, home)| {
            let table = Replies(View { api, operation: home.first }).body(name)?;
            let (name, within) = (ident(name), table.clone().into_iter().last().into_token_stream());
            Some((quote!(enum #name {} #within), table))
        });
        written.collect()
    }
}

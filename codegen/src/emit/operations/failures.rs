//! Failures that several operations have: one enum for all of them, which each operation calls by a name of its own.
//!
//! ```text
//! else super::failures::UnauthorizedNotFoundError as FindError;
//!
//! operation::failures! { UnauthorizedNotFoundError { 401 Unauthorized(problem ErrorBody), 404 NotFound } }
//! ```
//!
//! Failures are the same if their tables are, word for word. So `?` takes the error of one operation to another, and a crate of a
//! thousand operations has some dozens of enums. Tags can be left out of a crate, so failures whose types belong to one of them
//! stay with their operations.

use super::outcome::Replies;
use super::replies::Bodies;
use super::view::{View, reply};
use super::words::Words;
use crate::emit::rust::ident;
use crate::ir::{Api, Response, Type, Types};
use crate::names::{Name, Scope};
use indexmap::IndexMap;
use proc_macro2::TokenStream;
use quote::quote;

/// The module of these enums.
pub(super) const MODULE: &str = "failures";

/// Most letters of a name that says all variants.
const LONGEST: usize = 48;

/// The enums, by the text of their variants.
#[derive(Default)]
pub(super) struct Failures(IndexMap<String, (Name, TokenStream)>);

impl Failures {
    pub(super) fn of(api: &Api, words: &Words<'_>, bodies: &Bodies<'_>) -> Self {
        let mut found: IndexMap<String, (usize, &[Response], TokenStream)> = IndexMap::new();
        for operation in &api.operations {
            let view = View { api, operation };
            let failure = &operation.responses.failure;
            if failure.name.is_some() && failure.responses.iter().all(|response| is_free(view, response, bodies)) {
                let variants = Replies(view).failures(words);
                found.entry(variants.to_string()).or_insert((0, &failure.responses, variants)).0 += 1;
            }
        }
        let types = Scope::beside(api.types.iter().map(|(_, def)| &def.name).chain(bodies.names()));
        let mut scope = types.clone();
        let several = found.into_iter().filter(|(_, (times, ..))| *times > 1);
        let named = several
            .map(|(text, (_, responses, variants))| (text, (scope.pascal(&called(&types, responses)), variants)));
        Self(named.collect())
    }

    /// The enum that has these variants.
    pub(super) fn find(&self, variants: &TokenStream) -> Option<&Name> {
        self.0.get(&variants.to_string()).map(|(name, _)| name)
    }

    /// The tables, each with what it defines and mentions.
    pub(super) fn tables(&self) -> impl Iterator<Item = (TokenStream, TokenStream)> {
        self.0.values().map(|(name, variants)| {
            let name = ident(name);
            (quote!(operation::of #variants enum #name {}), quote!(operation::failures! { #name { #variants } }))
        })
    }
}

/// Whether nothing in a response belongs to one tag, or one operation, alone.
fn is_free(view: View<'_>, response: &Response, bodies: &Bodies<'_>) -> bool {
    response.name.is_none()
        && response.body_name.as_ref().is_none_or(|name| bodies.is_above(name))
        && view.contents(response).iter().all(|content| is_everywhere(&view.api.types, &reply(content)))
}

/// Whether no type within belongs to a tag or to webhooks.
fn is_everywhere(types: &Types, ty: &Type) -> bool {
    ty.named().into_iter().all(|id| types[id].tag.is_none() && !types[id].of_hooks)
}

/// `UnauthorizedNotFoundError`, or `UnauthorizedToServiceUnavailableError` where that would be too long. A type of the API that
/// is called so makes it a `…Failure`.
fn called(types: &Scope, responses: &[Response]) -> String {
    let names: Vec<&str> = responses.iter().map(|response| response.variant.as_str()).collect();
    let called = match (names.as_slice(), names.join(" ")) {
        ([first, .., last], all) if all.len() > LONGEST => format!("{first} to {last}"),
        (_, all) => all,
    };
    let (error, failure) = (format!("{called} error"), format!("{called} failure"));
    if types.has(Scope::default().pascal(&error).as_str()) { failure } else { error }
}

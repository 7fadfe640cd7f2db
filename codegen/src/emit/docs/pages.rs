//! Which HTML page everything is on, if the reference is more than one: a page for each tag and for the models of each initial
//! letter, and several where one would be too large.
//!
//! A tag whose operations are on pages of their own keeps its page, with a table of them.

use super::anchors::mint;
use super::shelves::{Item, Shelf, shelves};
use super::weights;
use crate::ir::{Api, Operation, TypeId, TypeOrigin};
use std::collections::{BTreeMap, BTreeSet};

/// A page with a part of a group.
#[derive(Debug)]
pub(super) struct Page {
    /// The name of the file, without its ending.
    pub(super) name: String,
    /// How the names on it begin; empty if it has the whole group.
    pub(super) label: String,
}

/// The pages of an API.
#[derive(Debug, Default)]
pub(super) struct Pages {
    /// The page of each operation.
    operations: BTreeMap<usize, String>,
    /// The page of each webhook and callback.
    hooks: BTreeMap<usize, String>,
    /// Pages with a part of a tag, of those that have more than one.
    tags: BTreeMap<usize, Vec<Page>>,
    /// The same for webhooks and callbacks.
    of_hooks: Vec<Page>,
    models: Vec<Page>,
    /// Which of these a component is on.
    shelved: BTreeMap<TypeId, usize>,
}

impl Pages {
    /// Pages whose names are not `taken`; those of tags and of webhooks have their names already.
    pub(super) fn new(api: &Api, tags: &[String], hooks: &str, taken: &mut BTreeSet<String>) -> Self {
        let mut pages = Self::default();
        let item =
            |(index, found): (usize, &Operation)| Item::new(&found.id, index, weights::operation(&api.types, found));
        for (tag, name) in tags.iter().enumerate() {
            let own = api.operations.iter().enumerate().filter(|(_, operation)| operation.tag == tag);
            let parts = divide(name, own.map(item).collect(), &mut pages.operations, taken);
            pages.tags.insert(tag, parts);
        }
        let items = api.hooks.iter().map(|hook| &hook.operation).enumerate().map(item).collect();
        pages.of_hooks = divide(hooks, items, &mut pages.hooks, taken);
        pages.shelve(api, taken);
        pages
    }

    /// Puts the models on their pages.
    fn shelve(&mut self, api: &Api, taken: &mut BTreeSet<String>) {
        let mut letters: BTreeMap<Option<char>, Vec<Item>> = BTreeMap::new();
        for (id, def) in api.types.iter() {
            if let TypeOrigin::Component(key) = &def.origin {
                let item = Item::new(key, id.0, weights::model(&api.types, id));
                letters.entry(item.initial()).or_default().push(item);
            }
        }
        for (letter, items) in letters {
            for shelf in shelves(letter.map(String::from).unwrap_or_default(), items) {
                let begin = if shelf.first.is_empty() { "other" } else { &shelf.first };
                let name = mint(&format!("models-{begin}"), taken);
                let label = if shelf.label().len() == 1 { shelf.label().to_uppercase() } else { shelf.label() };
                self.shelved.extend(shelf.items.iter().map(|id| (TypeId(*id), self.models.len())));
                self.models.push(Page { name, label });
            }
        }
    }

    /// The page of an operation, by its index.
    pub(super) fn operation(&self, index: usize) -> Option<&str> {
        self.operations.get(&index).map(String::as_str)
    }

    /// The page of a webhook or callback, by its index.
    pub(super) fn hook(&self, index: usize) -> Option<&str> {
        self.hooks.get(&index).map(String::as_str)
    }

    /// Pages with a part of a tag; none if it has one page.
    pub(super) fn of_tag(&self, tag: usize) -> &[Page] {
        self.tags.get(&tag).map_or(&[], Vec::as_slice)
    }

    /// Pages with a part of the webhooks and callbacks; none if they have one page.
    pub(super) fn of_hooks(&self) -> &[Page] {
        &self.of_hooks
    }

    /// Pages of models.
    pub(super) fn models(&self) -> &[Page] {
        &self.models
    }

    /// Which page of models a component is on.
    pub(super) fn of_model(&self, id: TypeId) -> Option<usize> {
        self.shelved.get(&id).copied()
    }
}

/// Puts the members of a group on its page, or on several that are named after it. Says what these are.
fn divide(
    group: &str,
    items: Vec<Item>,
    placed: &mut BTreeMap<usize, String>,
    taken: &mut BTreeSet<String>,
) -> Vec<Page> {
    let shelves = shelves(String::new(), items);
    if let [whole] = shelves.as_slice() {
        placed.extend(whole.items.iter().map(|index| (*index, group.to_owned())));
        return Vec::new();
    }
    let page = |shelf: Shelf| {
        // `repos/c` of the tag `repos` is `repos-c`.
        let begin = shelf.first.trim_start_matches(group).trim_start_matches(|c: char| !c.is_alphanumeric());
        let name = mint(&format!("{group}-{begin}"), taken);
        placed.extend(shelf.items.iter().map(|index| (*index, name.clone())));
        Page { name, label: shelf.label() }
    };
    shelves.into_iter().map(page).collect()
}

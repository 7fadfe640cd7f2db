//! Where things stand: anchors within a page, and links between the pages of one language.
//!
//! The HTML reference is one page, or, of a large API, an overview and the pages of [`Pages`]. The Markdown reference is `README.md`, one page per tag and `models.md`, all with the same
//! anchors. An operation's anchor is its id, which does not change when others come or go.

use super::dialect::Dialect;
use super::pages::Pages;
use crate::ir::{Api, TypeId, TypeOrigin};
use std::collections::{BTreeMap, BTreeSet};

/// Anchors of the page's own sections.
const SECTIONS: &[&str] = &[
    "content",
    "section-base",
    "section-authentication",
    "section-setup",
    "section-operations",
    "section-errors",
    "section-models",
    "section-shelf",
    "section-webhooks",
    "section-undocumented",
    "section-skipped",
    "section-discrepancies",
];

/// Operations and models that one HTML page holds. With twice as many, browsers take seconds to show it.
const WHOLE: usize = 200;

/// Anchors and page names of one API.
#[derive(Debug)]
pub(super) struct Anchors {
    operations: Vec<String>,
    hooks: Vec<String>,
    tags: Vec<String>,
    /// The Markdown page of webhooks and callbacks, without its ending.
    hooks_page: String,
    pages: Vec<String>,
    types: BTreeMap<usize, String>,
    /// The pages of the HTML reference; none if it is one page.
    split: Option<Pages>,
    /// Tag and index of each operation, by its id.
    ids: BTreeMap<String, (usize, usize)>,
    /// Index of each tag, by its name.
    names: BTreeMap<String, usize>,
}

impl Anchors {
    /// Mints every anchor. Operations choose first, so that theirs are their ids.
    pub(super) fn new(api: &Api) -> Self {
        let mut taken: BTreeSet<_> = SECTIONS.iter().map(|section| (*section).to_owned()).collect();
        let operations = api.operations.iter().map(|operation| mint(&operation.id, &mut taken)).collect();
        let hooks = api.hooks.iter().map(|hook| mint(&hook.operation.id, &mut taken)).collect();
        let tags = api.tags.iter().map(|tag| mint(&format!("tag-{}", tag.text.0), &mut taken)).collect();
        let types = api.types.iter().filter_map(|(id, def)| match &def.origin {
            TypeOrigin::Component(key) => Some((id.0, mint(&format!("type-{key}"), &mut taken))),
            TypeOrigin::Input(_) | TypeOrigin::Inline => None,
        });
        let types: BTreeMap<_, _> = types.collect();
        let mut files = BTreeSet::from(["readme".to_owned(), "models".to_owned(), "index".to_owned()]);
        let pages: Vec<_> = api.tags.iter().map(|tag| mint(&tag.name.as_str().replace('_', "-"), &mut files)).collect();
        let hooks_page = mint("webhooks", &mut files);
        let split = api.operations.len() + types.len() > WHOLE;
        let split = split.then(|| Pages::new(api, &pages, &hooks_page, &mut files));
        let ids = api.operations.iter().enumerate().map(|(index, found)| (found.id.clone(), (found.tag, index)));
        let names = api.tags.iter().enumerate().map(|(index, tag)| (tag.text.0.clone(), index));
        let (ids, names) = (ids.collect(), names.collect());
        Self { operations, hooks, tags, hooks_page, pages, types, split, ids, names }
    }

    /// The pages of the HTML reference; none if it is one page.
    pub(super) fn split(&self) -> Option<&Pages> {
        self.split.as_ref()
    }

    /// Anchor of an operation, by its index.
    pub(super) fn operation(&self, index: usize) -> &str {
        &self.operations[index]
    }

    /// Anchor of a webhook or callback, by its index.
    pub(super) fn hook(&self, index: usize) -> &str {
        &self.hooks[index]
    }

    /// Name of the Markdown page of webhooks and callbacks, without its ending.
    pub(super) fn hooks_page(&self) -> &str {
        &self.hooks_page
    }

    /// Link to a webhook or callback from any page of the dialect.
    pub(super) fn to_hook(&self, dialect: Dialect, index: usize) -> String {
        let anchor = encode(self.hook(index));
        match dialect {
            Dialect::Html => match &self.split {
                Some(pages) => {
                    format!("{}.html#{anchor}", encode(pages.hook(index).unwrap_or(&self.hooks_page)))
                }
                None => format!("#{anchor}"),
            },
            Dialect::Markdown => format!("{}.md#{anchor}", encode(&self.hooks_page)),
        }
    }

    /// Link to the section or page of webhooks and callbacks.
    pub(super) fn to_hooks(&self, dialect: Dialect) -> String {
        match dialect {
            Dialect::Html if self.split.is_some() => format!("{}.html", encode(&self.hooks_page)),
            Dialect::Html => String::from("#section-webhooks"),
            Dialect::Markdown => format!("{}.md", encode(&self.hooks_page)),
        }
    }

    /// Anchor of a tag, by its index.
    pub(super) fn tag(&self, index: usize) -> &str {
        &self.tags[index]
    }

    /// Anchor of a component type; inline types have none.
    pub(super) fn type_of(&self, id: TypeId) -> Option<&str> {
        self.types.get(&id.0).map(String::as_str)
    }

    /// Name of a tag's Markdown page, without its ending.
    pub(super) fn page(&self, tag: usize) -> &str {
        &self.pages[tag]
    }

    /// Link to a place that a description names: an operation by its id, a tag by its name (with a dash for each space, as
    /// common renderers have it).
    pub(super) fn find(&self, dialect: Dialect, place: &str) -> Option<String> {
        let id = place.strip_prefix("operation/").unwrap_or(place);
        if let Some((tag, index)) = self.ids.get(id) {
            return Some(self.to_operation(dialect, *tag, *index));
        }
        let name = place.strip_prefix("tag/")?;
        let (_, index) = self.names.iter().find(|(text, _)| *text == name || text.replace(' ', "-") == name)?;
        Some(self.to_tag(dialect, *index))
    }

    /// Link to an operation from any page of the dialect.
    pub(super) fn to_operation(&self, dialect: Dialect, tag: usize, index: usize) -> String {
        let anchor = encode(self.operation(index));
        match dialect {
            Dialect::Html => match &self.split {
                Some(pages) => {
                    format!("{}.html#{anchor}", encode(pages.operation(index).unwrap_or(self.page(tag))))
                }
                None => format!("#{anchor}"),
            },
            Dialect::Markdown => format!("{}.md#{anchor}", encode(self.page(tag))),
        }
    }

    /// Link to a tag.
    pub(super) fn to_tag(&self, dialect: Dialect, index: usize) -> String {
        match dialect {
            Dialect::Html if self.split.is_some() => format!("{}.html", encode(self.page(index))),
            Dialect::Html => format!("#{}", encode(self.tag(index))),
            Dialect::Markdown => format!("{}.md", encode(self.page(index))),
        }
    }

    /// Link to a component type.
    pub(super) fn to_type(&self, dialect: Dialect, id: TypeId) -> Option<String> {
        let anchor = encode(self.type_of(id)?);
        Some(match dialect {
            Dialect::Html => match &self.split {
                Some(pages) => format!("{}.html#{anchor}", encode(&pages.models().get(pages.of_model(id)?)?.name)),
                None => format!("#{anchor}"),
            },
            Dialect::Markdown => format!("models.md#{anchor}"),
        })
    }
}

/// A name of letters, digits, dots, dashes and underscores that is not taken yet, whatever its case.
pub(super) fn mint(text: &str, taken: &mut BTreeSet<String>) -> String {
    let wanted: String =
        text.chars().map(|c| if c.is_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '-' }).collect();
    let wanted = if wanted.is_empty() { "-".to_owned() } else { wanted };
    let mut name = wanted.clone();
    let mut number = 2;
    while !taken.insert(name.to_lowercase()) {
        name = format!("{wanted}-{number}");
        number += 1;
    }
    name
}

/// A minted name within an address: letters beyond ASCII are percent-encoded.
pub(super) fn encode(name: &str) -> String {
    let mut out = String::new();
    for byte in name.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-' | b'_' | b'~' => out.push(char::from(byte)),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_the_ids_and_never_clash() {
        let mut taken = BTreeSet::new();
        assert_eq!(mint("account.keys.list", &mut taken), "account.keys.list");
        assert_eq!(mint("a b\"><script>", &mut taken), "a-b---script-");
        assert_eq!(mint("A.b", &mut taken), "A.b");
        assert_eq!(mint("a.B", &mut taken), "a.B-2");
        assert_eq!(mint("", &mut taken), "-");
        assert_eq!(encode("查询"), "%E6%9F%A5%E8%AF%A2");
    }
}

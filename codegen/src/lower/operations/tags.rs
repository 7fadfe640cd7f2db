//! Groups of operations: the first tag counts; an operation without tags goes by the first literal segment of its path.
//!
//! Tags that differ only in letter case or punctuation (`Pets`, `pets`) are one group: as two they would be told apart by a
//! number that means nothing to a reader.

use super::collect::Found;
use super::names;
use super::view::Node;
use crate::ir::{SegmentPart, Tag, Text};
use crate::lower::context::Context;
use crate::names::Scope;
use serde_json::Value;

/// Methods that the generated client has anyway, and module names that its files have.
const RESERVED: &[&str] = &[
    "base_url",
    "borrow",
    "builder",
    "call",
    "client",
    "clone",
    "from",
    "from_env",
    "into",
    "mod",
    "new",
    "operations",
    "routes",
    "router",
    "runtime",
    "server",
    "types",
];

/// The group of each operation, by index, and the groups.
pub(super) fn tags<'a>(context: &mut Context<'a>, root: &Node<'a>, found: &[Found<'a>]) -> (Vec<usize>, Vec<Tag>) {
    let mut groups: Vec<Group> = declared(context, root);
    let mut chosen = Vec::new();
    for operation in found {
        let text = first_tag(context, operation);
        let key = key(&text);
        let index = groups.iter().position(|group| group.key == key).unwrap_or_else(|| {
            groups.push(Group { key, text, description: None, used: false });
            groups.len() - 1
        });
        groups[index].used = true;
        chosen.push(index);
    }
    // A declared tag without operations would be an empty client and an empty trait.
    let mut kept = vec![0; groups.len()];
    let mut tags = Vec::new();
    let mut scope = Scope::reserving(RESERVED);
    for (group, kept) in groups.into_iter().zip(&mut kept).filter(|(group, _)| group.used) {
        *kept = tags.len();
        tags.push(group.tag(context, &mut scope));
    }
    (chosen.into_iter().map(|index| kept[index]).collect(), tags)
}

struct Group {
    key: String,
    text: String,
    description: Option<Text>,
    used: bool,
}

impl Group {
    fn tag(self, context: &mut Context<'_>, scope: &mut Scope) -> Tag {
        let text = &self.text;
        let types = &mut context.names;
        Tag {
            name: names::first_free(scope, Scope::module, &[text, &format!("{text} group")]),
            client_name: names::first_free(types, Scope::pascal, &[text, &format!("{text} client")]),
            trait_name: names::first_free(types, Scope::pascal, &[&format!("{text} api"), &format!("{text} server")]),
            text: Text(self.text),
            description: self.description,
        }
    }
}

fn declared<'a>(context: &mut Context<'a>, root: &Node<'a>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for node in root.items(context, "tags") {
        let Some(text) = node.needed(context, "name") else { continue };
        let (key, description) = (key(text), node.prose(context, "description"));
        match groups.iter_mut().find(|group| group.key == key) {
            Some(group) => group.description = group.description.take().or(description),
            None => groups.push(Group { key, text: text.to_owned(), description, used: false }),
        }
    }
    groups
}

fn key(text: &str) -> String {
    Scope::default().snake(text).as_str().to_owned()
}

fn first_tag(context: &mut Context<'_>, operation: &Found<'_>) -> String {
    let tag = match operation.node.get("tags") {
        Some(Value::Array(tags)) => tags.iter().find_map(Value::as_str).filter(|tag| !tag.trim().is_empty()),
        Some(_) => {
            super::view::ignored(context, &operation.node.place.child("tags"), "a list");
            None
        }
        None => None,
    };
    let segment = || {
        let parts = operation.path.segments.iter().flat_map(|segment| &segment.0);
        let mut literals = parts.filter_map(|part| match part {
            SegmentPart::Literal(text) => Some(text.as_str()),
            SegmentPart::Parameter(_) => None,
        });
        literals.find(|text| text.chars().any(char::is_alphanumeric))
    };
    tag.or_else(segment).unwrap_or("root").to_owned()
}

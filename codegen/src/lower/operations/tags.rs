//! Groups of operations: the first tag counts; an operation without tags goes by the first literal segment of its path that
//! says what it is about. `api`, `v1`, `v2.0`, `v1beta1` and `2010-04-01` say it of no operation: `/v1/customers/{id}` is in the
//! group `customers`. Where a path has nothing else, as `/api` and `/v1/{id}`, the first of these is the group.
//!
//! Tags that differ only in letter case or punctuation (`Pets`, `pets`) are one group: as two they would be told apart by a
//! number that means nothing to a reader.

use super::collect::Found;
use super::names;
use super::view::Node;
use crate::ir::{Path, SegmentPart, Tag, Text};
use crate::lower::context::Context;
use crate::names::Scope;
use serde_json::Value;

/// Methods that the generated client has anyway, and module names that its files have.
const RESERVED: &[&str] = &[
    "base_url",
    "borrow",
    "builder",
    "call",
    "call_with_choice",
    "client",
    "clone",
    "failures",
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

/// The group of each operation, by index, and the groups. A group of which nothing is written is none.
pub(super) fn tags<'a>(
    context: &mut Context<'a>,
    root: &Node<'a>,
    found: &[Found<'a>],
) -> (Vec<Option<usize>>, Vec<Tag>) {
    let mut groups: Vec<Group> = declared(context, root);
    let mut chosen = Vec::new();
    for operation in found {
        let text = first_tag(context, operation);
        let key = key(&text);
        let index = groups.iter().position(|group| group.key == key).unwrap_or_else(|| {
            groups.push(Group { key, text, description: None, used: false, chosen: false });
            groups.len() - 1
        });
        groups[index].used = true;
        groups[index].chosen |= operation.chosen;
        chosen.push(index);
    }
    // A declared tag without operations would be an empty client and an empty trait.
    let mut kept = vec![None; groups.len()];
    let mut tags = Vec::new();
    let mut scope = Scope::reserving(RESERVED);
    for (group, kept) in groups.into_iter().zip(&mut kept).filter(|(group, _)| group.used) {
        let (chosen, tag) = (group.chosen, group.tag(context, &mut scope));
        if chosen {
            *kept = Some(tags.len());
            tags.push(tag);
        }
    }
    (chosen.into_iter().map(|index| kept[index]).collect(), tags)
}

struct Group {
    key: String,
    text: String,
    description: Option<Text>,
    /// An operation belongs to it.
    used: bool,
    /// One that is written belongs to it. Otherwise its names are only kept from others.
    chosen: bool,
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
            None => groups.push(Group { key, text: text.to_owned(), description, used: false, chosen: false }),
        }
    }
    groups
}

/// What two spellings of one tag have in common.
pub(super) fn key(text: &str) -> String {
    Scope::default().snake(text).as_str().to_owned()
}

fn first_tag(context: &mut Context<'_>, operation: &Found<'_>) -> String {
    let tag = match operation.node.get("tags") {
        Some(Value::Array(tags)) => tags.iter().find_map(Value::as_str).filter(|tag| !tag.trim().is_empty()),
        Some(_) => {
            if operation.chosen {
                super::view::ignored(context, &operation.node.place.child("tags"), "a list");
            }
            None
        }
        None => None,
    };
    tag.map_or_else(|| of_path(&operation.path), str::to_owned)
}

/// Whether an operation goes by its path, because it has no tag.
pub(super) fn goes_by_path(operation: &Found<'_>) -> bool {
    let listed = operation.node.get("tags").and_then(Value::as_array).into_iter().flatten();
    listed.filter_map(Value::as_str).next().is_none_or(|tag| tag.trim().is_empty())
}

/// The group of an operation without tags.
pub(super) fn of_path(path: &Path) -> String {
    let parts = path.segments.iter().flat_map(|segment| &segment.0);
    let literals = parts.filter_map(|part| match part {
        SegmentPart::Literal(text) => Some(text.as_str()),
        SegmentPart::Parameter(_) => None,
    });
    let mut named = literals.filter(|text| text.chars().any(char::is_alphanumeric)).peekable();
    let first = named.peek().copied();
    named.find(|text| !is_version(text)).or(first).unwrap_or("root").to_owned()
}

/// Whether a segment of a path names an interface or its version, and not a thing: `api`, `v1`, `V2.0`, `v1beta1`, `2010-04-01`,
/// and the `v` of `v{version}`.
fn is_version(segment: &str) -> bool {
    let text = segment.to_ascii_lowercase();
    let number = text.strip_prefix('v').unwrap_or(&text);
    let rest = number.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '_'));
    // Digits first, then nothing more or the word of a release that is not final.
    let is_number = number.starts_with(|c: char| c.is_ascii_digit())
        && (rest.is_empty() || ["alpha", "beta", "rc"].iter().any(|word| rest.starts_with(word)));
    is_number || matches!(text.as_str(), "api" | "v")
}

#[cfg(test)]
mod tests {
    use super::is_version;

    #[test]
    fn versions_are_no_groups() {
        for text in ["api", "v1", "V2.0", "v1beta1", "v1alpha", "2010-04-01", "1", "v"] {
            assert!(is_version(text), "{text}");
        }
        for text in ["apis", "video", "v2ray", "vats", "2fa", "beta", "1password"] {
            assert!(!is_version(text), "{text}");
        }
    }
}

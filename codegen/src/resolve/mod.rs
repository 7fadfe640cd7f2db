//! References: every `$ref` of the run leads to a place, or is a diagnostic.
//!
//! `{"$ref": "pets.yaml#/Pet"}` at `#/components/schemas/Pet` of the root document becomes the place `#/Pet` of file 1. Values
//! are not copied: lowering asks [`Tree::follow`] where a node really stands, so each error and each type knows its one
//! place, and recursive schemas cost nothing.

mod files;
mod reference;
mod unused;
mod walk;

use crate::diagnostics::{Code, Diagnostic, FileId, Place, Sink, nearest};
use crate::source::Sources;
use reference::Reference;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

pub(crate) use walk::Trail;

/// The documents of a run, normalised, by file.
#[derive(Debug)]
pub(crate) struct Tree {
    files: BTreeMap<FileId, Value>,
    /// What the file part of a reference means in the file that it stands in.
    links: BTreeMap<(FileId, String), Result<FileId, Refusal>>,
}

/// Why a reference leads nowhere.
#[derive(Clone, Debug)]
struct Refusal {
    code: Code,
    message: String,
    help: String,
}

impl Refusal {
    fn new(code: Code, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { code, message: message.into(), help: help.into() }
    }
}

impl Tree {
    /// The value at a place, references not followed.
    pub(crate) fn get(&self, place: &Place) -> Option<&Value> {
        descend(self.files.get(&place.file)?, &place.pointer)
    }

    /// Where a node really stands: the place itself, or, if the node is a reference, the end of the chain of references.
    /// A reference that leads nowhere is a diagnostic at its `$ref`.
    pub(crate) fn follow(&self, place: &Place) -> Result<Place, Box<Diagnostic>> {
        let mut at = place.clone();
        let mut passed: Vec<Place> = Vec::new();
        while let Some(text) = self.get(&at).and_then(|node| node.get("$ref")).and_then(Value::as_str) {
            let next = self.target(&at.child("$ref"), text)?;
            passed.push(at);
            if passed.contains(&next) {
                return Err(Box::new(cycle(&passed, &next)));
            }
            at = next;
        }
        Ok(at)
    }

    /// The place that a reference names, which may itself be a reference. `at` is the place of the reference's text.
    pub(crate) fn target(&self, at: &Place, text: &str) -> Result<Place, Box<Diagnostic>> {
        let found = Reference::parse(text).and_then(|reference| {
            let file = self.file(at.file, reference.file)?;
            let place = Place { file, pointer: reference.pointer };
            if self.get(&place).is_some() { Ok(place) } else { Err(self.missing(text, &place)) }
        });
        found.map_err(|refusal| Box::new(Diagnostic::new(refusal.code, at.clone(), refusal.message).help(refusal.help)))
    }

    /// Calls `visit` for each object of every file whose keys are OpenAPI's; payload such as examples is not entered.
    pub(crate) fn objects<'a>(&'a self, visit: &mut dyn FnMut(&Trail<'a>, &'a Map<String, Value>)) {
        for (file, document) in &self.files {
            walk::objects(document, *file, visit);
        }
    }

    fn file(&self, from: FileId, name: &str) -> Result<FileId, Refusal> {
        if name.is_empty() {
            return Ok(from);
        }
        self.links.get(&(from, name.to_owned())).cloned().unwrap_or_else(|| {
            Err(Refusal::new(Code::UnresolvedRef, format!("the file `{name}` was not read"), "refer to it by a `$ref`"))
        })
    }

    /// A component that has the name at the end of a pointer which leads nowhere.
    fn namesake(&self, place: &Place) -> Option<Place> {
        let name = place.last()?;
        let components = Place::root(place.file).child("components");
        let sections = self.get(&components)?.as_object()?.keys();
        sections.map(|section| components.child(section).child(&name)).find(|other| self.get(other).is_some())
    }

    /// Says how far a pointer reaches and what stands there instead.
    fn missing(&self, text: &str, place: &Place) -> Refusal {
        let message = format!("`{text}` leads nowhere");
        let mut reached = Place::root(place.file);
        for key in place.keys() {
            let next = reached.child(&key);
            if self.get(&next).is_some() {
                reached = next;
                continue;
            }
            let help = match self.get(&reached) {
                Some(Value::Object(map)) if map.get("$ref").is_some_and(Value::is_string) => {
                    format!("`{reached}` is itself a reference; refer to a place within what it names")
                }
                Some(Value::Object(map)) => match nearest(&key, map.keys().map(String::as_str)) {
                    Some(near) => format!("did you mean `{}`?", reached.child(near)),
                    None => match self.namesake(place) {
                        Some(other) => format!("did you mean `{other}`?"),
                        None => format!("`{reached}` has no `{key}`"),
                    },
                },
                Some(Value::Array(items)) => format!("`{reached}` has {} items, counted from 0", items.len()),
                _ => format!("`{reached}` has nothing within it"),
            };
            return Refusal::new(Code::UnresolvedRef, message, help);
        }
        Refusal::new(Code::UnresolvedRef, message, "the file is empty")
    }
}

/// The value that a pointer leads to. What `Value::pointer` does, without an allocation for each key: lowering asks this of every
/// node, most of them several times.
fn descend<'v>(value: &'v Value, pointer: &str) -> Option<&'v Value> {
    if pointer.is_empty() {
        return Some(value);
    }
    pointer.strip_prefix('/')?.split('/').try_fold(value, |value, key| match value {
        Value::Object(map) if key.contains('~') => map.get(&key.replace("~1", "/").replace("~0", "~")),
        Value::Object(map) => map.get(key),
        // An index has no sign and no zeros before it (RFC 6901, section 4).
        Value::Array(items) if key == "0" || !key.starts_with(['+', '0']) => items.get(key.parse::<usize>().ok()?),
        _ => None,
    })
}

/// The finding for a chain of references that comes back.
fn cycle(passed: &[Place], back: &Place) -> Diagnostic {
    let start = passed.last().unwrap_or(back);
    let chain: Vec<String> = passed.iter().chain([back]).map(|place| format!("`{place}`")).collect();
    Diagnostic::new(Code::RefCycle, start.child("$ref"), format!("references go in a circle: {}", chain.join(" to ")))
        .help("write a definition in one of these places")
}

/// Gathers the files that the root refers to, and reports every reference that leads nowhere.
pub(crate) fn resolve(root: Value, sources: &mut Sources, sink: &mut Sink) -> Tree {
    let mut tree = Tree { files: BTreeMap::from([(FileId(0), root)]), links: BTreeMap::new() };
    files::load(&mut tree, sources, sink);
    tree.objects(&mut |trail, map| {
        if map.get("$ref").is_some_and(Value::is_string)
            && let Err(diagnostic) = tree.follow(&trail.place())
        {
            sink.push(*diagnostic);
        }
    });
    unused::note(&tree, sink);
    tree
}

#[cfg(test)]
mod tests;

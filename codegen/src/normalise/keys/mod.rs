//! Every key of a document is read, or somebody is told: a walk over the document as its author wrote it.
//!
//! `propertys:` in a schema is a warning (`did you mean properties?`), `xml:` a line of the report with the reason. What a key
//! means, and where, is a [`table`]; [`judge`] looks it up, and here is the walk. Payload (examples, defaults) and extensions
//! are not OpenAPI's and not looked at.

#[cfg(test)]
mod held;
mod judge;
mod schema;
mod table;

use super::dialect::Dialect;
use super::kinds::{Holds, Kind};
use super::walk::{Run, Trail};
use crate::diagnostics::{Code, Diagnostic, Place};
use judge::{Judgement, Wrong, held, judge};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use table::Fate;

/// What is told of the walk.
trait Visitor {
    /// An object, before its keys.
    fn object(&mut self, kind: Kind, map: &Map<String, Value>, at: &Trail<'_>);
    /// A key of an object.
    fn key(&mut self, kind: Kind, key: &str, judgement: Judgement, at: &Trail<'_>);
}

/// Calls the visitor for an object, its keys, and all that stands in those that are read.
fn walk(dialect: Dialect, kind: Kind, value: &Value, at: &Trail<'_>, visitor: &mut dyn Visitor) {
    let Some(map) = value.as_object() else { return };
    visitor.object(kind, map, at);
    let referring = map.get("$ref").is_some_and(Value::is_string);
    for (key, value) in map.iter().filter(|(key, _)| !key.starts_with("x-")) {
        let (here, judgement) = (at.key(key), judge(dialect, kind, key, referring));
        visitor.key(kind, key, judgement, &here);
        if judgement != Judgement::Known(Fate::Read) {
            continue;
        }
        match (held(dialect, kind, key), value) {
            (Some(Holds::One(kind) | Holds::List(kind)), Value::Array(items)) => {
                items
                    .iter()
                    .enumerate()
                    .for_each(|(index, item)| walk(dialect, kind, item, &here.index(index), visitor));
            }
            (Some(Holds::Map(kind)), Value::Object(entries)) => {
                let extended = matches!(kind, Kind::PathItem | Kind::Response) && key != "pathItems";
                // A `schema` directly below `content` is reported as the media type it is not.
                let foreign = |name: &str| match key.as_str() {
                    "content" => !name.contains('/'),
                    _ => extended && name.starts_with("x-"),
                };
                let own = entries.iter().filter(|(name, _)| !foreign(name));
                own.for_each(|(name, value)| walk(dialect, kind, value, &here.key(name), visitor));
            }
            (Some(Holds::One(kind)), value) => walk(dialect, kind, value, &here, visitor),
            _ => {}
        }
    }
}

/// Looks at the keys of a value and of all that stands in it.
pub(super) fn examine(run: &mut Run<'_>, keys: &mut Keys, kind: Kind, value: &Value, at: &Trail<'_>) {
    let dialect = run.dialect;
    walk(dialect, kind, value, at, &mut Examination { run, keys });
}

/// Keys that have no meaning where they stand, each where it stands first, and how often in all.
#[derive(Default)]
pub(super) struct Keys(BTreeMap<(Kind, String, Wrong), (usize, Place)>);

struct Examination<'e, 's> {
    run: &'e mut Run<'s>,
    keys: &'e mut Keys,
}

impl Visitor for Examination<'_, '_> {
    fn object(&mut self, kind: Kind, map: &Map<String, Value>, at: &Trail<'_>) {
        if let Some(Value::String(target)) = map.get("$ref") {
            self.mismatch(kind, target, at);
        }
        self.incomplete(kind, map, at);
        for (_, versions, key) in table::REQUIRED.iter().filter(|(of, ..)| *of == kind) {
            let missing = map.get(*key).is_none_or(Value::is_null) && !map.contains_key("$ref");
            let stated = || judge::has_misspelt(self.run.dialect, kind, map, key);
            if missing && (versions.since..=versions.until).contains(&self.run.dialect) && !stated() {
                let message = format!("{} has no `{key}`", table::called(kind));
                let finding = Diagnostic::new(Code::MissingKey, at.place(), message).at_key();
                self.run.report(finding.help("OpenAPI demands it; until it is there, it is taken to be empty"));
            }
        }
    }

    fn key(&mut self, kind: Kind, key: &str, judgement: Judgement, at: &Trail<'_>) {
        match judgement {
            Judgement::Known(Fate::Read) => self.run.reading().read += 1,
            Judgement::Known(Fate::Reported) => self.run.reading().reported += 1,
            Judgement::Known(Fate::Unread(why)) => {
                self.run.unread(&format!("`{key}` of {}", table::called(kind)), why, at);
            }
            Judgement::Ignored(why) => self.run.unread(&format!("`{key}` beside a `$ref`"), why, at),
            Judgement::Wrong(wrong) => {
                self.run.reading().unknown += 1;
                if let Some(meant) = judge::meant(self.run.dialect, kind, key, wrong) {
                    self.run.misspelt(at, meant);
                }
                let entry = self.keys.0.entry((kind, key.to_owned(), wrong));
                entry.or_insert_with(|| (0, at.place())).0 += 1;
            }
        }
    }
}

impl Examination<'_, '_> {
    /// Reports what an object lacks of which OpenAPI demands one or the other, or demands it beside another key.
    fn incomplete(&mut self, kind: Kind, map: &Map<String, Value>, at: &Trail<'_>) {
        let has = |key: &str| map.get(key).is_some_and(|value| !value.is_null());
        let array = kind == Kind::Schema && map.get("type").is_some_and(|name| name == "array");
        let (message, help) = if array && !has("items") && !has("prefixItems") && self.run.dialect < Dialect::V31 {
            ("an array has no `items`", "until they are there, its items are any JSON")
        } else if kind == Kind::Parameter && !has("schema") && !has("content") && self.run.dialect >= Dialect::V30 {
            ("a parameter has neither `schema` nor `content`", "until one is there, its value is any text")
        } else {
            return;
        };
        let wanted: &[&str] = if array { &["items"] } else { &["schema", "content"] };
        let stated = wanted.iter().any(|key| judge::has_misspelt(self.run.dialect, kind, map, key));
        if !has("$ref") && !stated {
            self.run.report(Diagnostic::new(Code::MissingKey, at.place(), message).at_key().help(help));
        }
    }

    /// Reports a reference to a component of another kind than belongs here.
    fn mismatch(&mut self, kind: Kind, target: &str, at: &Trail<'_>) {
        let Some(found) = component(target).filter(|found| *found != kind) else { return };
        // A header is a parameter without a name and a place, and so some documents share them.
        if matches!((kind, found), (Kind::Header, Kind::Parameter)) {
            return;
        }
        let message = format!("`{target}` is {}, where {} belongs", table::called(found), table::called(kind));
        let finding = Diagnostic::new(Code::MismatchedRef, at.key("$ref").place(), message);
        self.run.report(finding.help("what it says is read as far as it has a meaning here"));
    }
}

/// The kind of what a reference names, if it names a component of this document.
fn component(target: &str) -> Option<Kind> {
    let (section, name) = match target.strip_prefix("#/components/") {
        Some(rest) => rest.split_once('/')?,
        None => return None,
    };
    match held(Dialect::V32, Kind::Components, section)? {
        Holds::Map(kind) if !name.contains('/') => Some(kind),
        _ => None,
    }
}

impl Keys {
    /// Reports each key once, however often it occurs.
    pub(super) fn report(self, run: &mut Run<'_>) {
        for ((kind, key, wrong), (count, place)) in self.0 {
            let what = table::called(kind);
            let message = match wrong {
                Wrong::Unknown => format!("`{key}` is not a key of {what}, so it is not read"),
                Wrong::Version => format!("`{key}` is not a key of {what} in this version, so it is not read"),
                Wrong::BesideReference => format!("`{key}` of {what} stands beside a `$ref`, so it is not read"),
            };
            let more = match count {
                1 => String::new(),
                2 => String::from(", here and in one other place"),
                count => format!(", here and in {} other places", count - 1),
            };
            let help = judge::help(run.dialect, kind, &key, wrong);
            run.report(Diagnostic::new(Code::UnreadKey, place, message + &more).at_key().help(help));
        }
    }
}

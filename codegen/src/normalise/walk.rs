//! The walk of a document, each object before what stands in it, so that a step sees where its object finally stands.

use super::dialect::Dialect;
use super::kinds::{Holds, Kind, holds};
use super::references::References;
use super::{forms, querystring, rename, schema};
use crate::diagnostics::{Code, Diagnostic, FileId, Place, Reading, Sink};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Findings of one code are listed up to here.
const MAX_FINDINGS: usize = 100;
/// Values that may be copied.
const MAX_COPIED: usize = 1_000_000;

/// What all steps of normalising share.
pub(super) struct Run<'s> {
    pub(super) dialect: Dialect,
    file: FileId,
    sink: &'s mut Sink,
    findings: BTreeMap<Code, usize>,
    /// Values that were copied.
    copied: usize,
    references: References,
}

/// Where the walk stands; the place is only made when asked for.
#[derive(Clone, Copy)]
pub(super) struct Trail<'t> {
    parent: Option<&'t Trail<'t>>,
    step: Step<'t>,
}

#[derive(Clone, Copy)]
enum Step<'t> {
    Top(FileId),
    Key(&'t str),
    Index(usize),
}

impl<'t> Trail<'t> {
    pub(super) fn top(file: FileId) -> Self {
        Self { parent: None, step: Step::Top(file) }
    }

    pub(super) fn key(&'t self, key: &'t str) -> Self {
        Self { parent: Some(self), step: Step::Key(key) }
    }

    pub(super) fn index(&'t self, index: usize) -> Self {
        Self { parent: Some(self), step: Step::Index(index) }
    }

    /// The key that leads here; `None` at the top and in lists.
    pub(super) fn last(&self) -> Option<&'t str> {
        match self.step {
            Step::Key(key) => Some(key),
            _ => None,
        }
    }

    pub(super) fn place(&self) -> Place {
        let parent = self.parent.map_or_else(Place::default, Trail::place);
        match self.step {
            Step::Top(file) => Place::root(file),
            Step::Key(key) => parent.child(key),
            Step::Index(index) => parent.child(index),
        }
    }
}

impl<'s> Run<'s> {
    pub(super) fn new(dialect: Dialect, file: FileId, sink: &'s mut Sink) -> Self {
        Self { dialect, file, sink, findings: BTreeMap::new(), copied: 0, references: References::default() }
    }

    pub(super) fn top(&self) -> Trail<'static> {
        Trail::top(self.file)
    }

    /// Reports, up to a number that still helps.
    pub(super) fn report(&mut self, finding: Diagnostic) {
        let count = self.findings.entry(finding.code).or_default();
        *count += 1;
        if *count < MAX_FINDINGS {
            self.sink.push(finding);
        } else if *count == MAX_FINDINGS {
            let message = format!("{}; more of these in this file are not listed", finding.message);
            self.sink.push(Diagnostic { message, ..finding });
        }
    }

    /// Counts of the keys.
    pub(super) fn reading(&mut self) -> &mut Reading {
        self.sink.reading_mut()
    }

    /// Notes a key that has a meaning and is not read.
    pub(super) fn unread(&mut self, what: &str, reason: &str, at: &Trail<'_>) {
        self.sink.reading_mut().unread(what, reason, &|| at.place());
    }

    /// Notes that the key that stands here is another one of the same object, misspelt.
    pub(super) fn misspelt(&mut self, at: &Trail<'_>, meant: &str) {
        self.sink.note_misspelt(at.place().parent().child(meant));
    }

    /// Reports that something is read as it was meant.
    pub(super) fn repaired(&mut self, at: &Trail<'_>, message: impl Into<String>) {
        self.report(Diagnostic::new(Code::Repaired, at.place(), message));
    }

    /// Notes that what stood at `from` stands at `to` now. Both are places as they are at this moment of the walk.
    pub(super) fn moved(&mut self, from: &Place, to: Place) {
        let original = self.sink.origin(from);
        self.rebuilt(&original, to);
    }

    /// Notes that what the text has at `original` stands at `to` now. Of several copies the first one counts for references.
    pub(super) fn rebuilt(&mut self, original: &Place, to: Place) {
        self.references.moved(&original.pointer, &to.pointer);
        self.sink.moved(to, original.pointer.clone());
    }

    /// Notes what a name of JSON Schema (`$anchor`, `$id`) stands for.
    pub(super) fn named(&mut self, name: String, at: &Trail<'_>) {
        self.references.named(name, &at.place());
    }

    /// Notes the definitions that a schema brings.
    pub(super) fn defined(&mut self, section: &str, names: &Map<String, Value>, at: &Trail<'_>) {
        let place = at.place();
        names.keys().for_each(|name| self.references.defined(section, name, &place));
    }

    /// Asks to copy so many values. What operations share is copied into each of them, and a document of a few megabytes can
    /// have a hundred thousand operations.
    pub(super) fn may_copy(&mut self, values: usize, from: &Place) -> bool {
        let before = self.copied;
        self.copied = self.copied.saturating_add(values);
        if before <= MAX_COPIED && self.copied > MAX_COPIED {
            let message = format!("operations share so much that more than {MAX_COPIED} values would be copied");
            self.sink.push(Diagnostic::new(Code::Budget, from.clone(), message));
        }
        self.copied <= MAX_COPIED
    }

    /// Gives every reference of a value the target that it has now.
    pub(super) fn redirect(&self, kind: Kind, value: &mut Value, at: &Trail<'_>) {
        if self.references.is_empty() {
            return;
        }
        let mut found = Vec::new();
        redirect(kind, value, at, &mut |text, at| {
            found.push((text.clone(), at.place()));
        });
        let stands = |pointer: &str| value.pointer(pointer).is_some();
        let targets: Vec<_> = found.iter().map(|(text, place)| self.references.target(text, place, &stands)).collect();
        let mut targets = targets.into_iter();
        redirect(kind, value, at, &mut |text, _| {
            if let Some(target) = targets.next().flatten() {
                *text = target;
            }
        });
    }
}

/// Normalises an object and all that stands in it.
pub(super) fn walk(run: &mut Run<'_>, kind: Kind, value: &mut Value, at: &Trail<'_>) {
    if kind == Kind::Schema {
        schema::whole(value, at);
    }
    let Some(map) = value.as_object_mut() else { return };
    forms::repair(run, kind, map, at);
    rename::rename(run, kind, map, at);
    if kind == Kind::Parameter {
        querystring::rewrite(run, map, at);
    }
    if kind == Kind::Schema {
        schema::rewrite(run, map, at);
    }
    within(kind, map, at, &mut |kind, value, at| walk(run, kind, value, at));
}

/// Calls `visit` for each object that stands in an object, with its kind.
pub(super) fn within(
    kind: Kind,
    map: &mut Map<String, Value>,
    at: &Trail<'_>,
    visit: &mut dyn FnMut(Kind, &mut Value, &Trail<'_>),
) {
    for (key, value) in map.iter_mut() {
        let here = at.key(key);
        match (holds(kind, key), value) {
            (Some(Holds::One(Kind::PathItem)), _) if key.starts_with("x-") => {}
            (Some(Holds::One(kind) | Holds::List(kind)), Value::Array(items)) => {
                items.iter_mut().enumerate().for_each(|(index, item)| visit(kind, item, &here.index(index)));
            }
            (Some(Holds::Map(kind)), Value::Object(entries)) => {
                // In these maps the author's names are paths and statuses, and the others are extensions.
                let extended = matches!(kind, Kind::PathItem | Kind::Response) && key != "pathItems";
                let own = entries.iter_mut().filter(|(name, _)| !(extended && name.starts_with("x-")));
                own.for_each(|(name, value)| visit(kind, value, &here.key(name)));
            }
            (Some(Holds::One(kind)), value) => visit(kind, value, &here),
            _ => {}
        }
    }
}

/// Calls `visit` for the text of each reference in a value.
fn redirect(kind: Kind, value: &mut Value, at: &Trail<'_>, visit: &mut dyn FnMut(&mut String, &Trail<'_>)) {
    let Some(map) = value.as_object_mut() else { return };
    if let Some(Value::String(text)) = map.get_mut("$ref") {
        visit(text, at);
    }
    if let (Kind::Link, Some(Value::String(text))) = (kind, map.get_mut("operationRef")) {
        visit(text, at);
    }
    if let (Kind::Discriminator, Some(Value::Object(mapping))) = (kind, map.get_mut("mapping")) {
        for target in mapping.values_mut() {
            if let Value::String(text) = target {
                visit(text, at);
            }
        }
    }
    within(kind, map, at, &mut |kind, value, at| redirect(kind, value, at, visit));
}

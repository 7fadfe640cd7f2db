//! The walk of a document, each object before what stands in it, so that a step sees where its object finally stands.

use super::dialect::Dialect;
use super::kinds::{Holds, Kind, holds};
use super::{forms, rename, schema};
use crate::diagnostics::{Code, Diagnostic, FileId, Place, Sink};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, HashMap};

/// Findings of one code are listed up to here.
const MAX_FINDINGS: usize = 100;

/// What all steps of normalising share.
pub(super) struct Run<'s> {
    pub(super) dialect: Dialect,
    file: FileId,
    sink: &'s mut Sink,
    findings: BTreeMap<Code, usize>,
    /// Pointers in the text and where they lead now.
    moved: HashMap<String, String>,
    /// `$anchor` and `$id` and the pointers they name.
    anchors: HashMap<String, String>,
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
        let (findings, moved, anchors) = (BTreeMap::new(), HashMap::new(), HashMap::new());
        Self { dialect, file, sink, findings, moved, anchors }
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

    /// Reports that something is read as it was meant.
    pub(super) fn repaired(&mut self, at: &Trail<'_>, message: impl Into<String>) {
        self.report(Diagnostic::new(Code::Repaired, at.place(), message));
    }

    /// Notes that what stood at `from` stands at `to` now. Both are places as they are at this moment of the walk.
    pub(super) fn moved(&mut self, from: &Place, to: Place) {
        let original = self.sink.origin(from);
        self.rebuilt(&original, to);
    }

    /// Notes that what the text has at the pointer `original` stands at `to` now. Of several copies the first one counts
    /// for references.
    pub(super) fn rebuilt(&mut self, original: &Place, to: Place) {
        self.moved.entry(original.pointer.clone()).or_insert_with(|| to.pointer.clone());
        self.sink.moved(to, original.pointer.clone());
    }

    /// Notes what a name of JSON Schema (`$anchor`, `$id`) stands for.
    pub(super) fn named(&mut self, name: String, at: &Trail<'_>) {
        self.anchors.entry(name).or_insert_with(|| at.place().pointer);
    }

    /// Where a reference of the text leads now, if not where it did.
    pub(super) fn target(&self, reference: &str) -> Option<String> {
        if let Some(pointer) = self.anchors.get(reference) {
            return Some(format!("#{}", encode(pointer)));
        }
        let pointer = decode(reference.strip_prefix('#').filter(|pointer| pointer.starts_with('/'))?)?;
        let mut end = pointer.len();
        while end > 0 {
            let (head, rest) = pointer.split_at(end);
            if let Some(now) = self.moved.get(head) {
                return Some(format!("#{}", encode(&format!("{now}{rest}"))));
            }
            end = head.rfind('/')?;
        }
        None
    }

    /// Whether any reference may need another target.
    pub(super) fn has_moves(&self) -> bool {
        !self.moved.is_empty() || !self.anchors.is_empty()
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

/// Gives every reference of an object, and of all that stands in it, the target that it has now.
pub(super) fn redirect(run: &Run<'_>, kind: Kind, value: &mut Value, at: &Trail<'_>) {
    let Some(map) = value.as_object_mut() else { return };
    let keys: &[&str] = match kind {
        Kind::Link => &["$ref", "operationRef"],
        _ => &["$ref"],
    };
    for key in keys {
        redirect_text(run, map.get_mut(*key));
    }
    if kind == Kind::Discriminator
        && let Some(Value::Object(mapping)) = map.get_mut("mapping")
    {
        mapping.values_mut().for_each(|target| redirect_text(run, Some(target)));
    }
    within(kind, map, at, &mut |kind, value, at| redirect(run, kind, value, at));
}

fn redirect_text(run: &Run<'_>, value: Option<&mut Value>) {
    if let Some(Value::String(text)) = value
        && let Some(target) = run.target(text)
    {
        *text = target;
    }
}

/// A pointer from a URI fragment: percent escapes resolved.
fn decode(fragment: &str) -> Option<String> {
    if !fragment.contains('%') {
        return Some(fragment.to_owned());
    }
    let bytes = fragment.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let escaped = (*byte == b'%').then(|| fragment.get(at + 1..at + 3)).flatten();
        match escaped.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                decoded.push(byte);
                at += 3;
            }
            None => {
                decoded.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).ok()
}

/// A pointer as a URI fragment: only what a reader would take for an escape is escaped.
fn encode(pointer: &str) -> String {
    pointer.replace('%', "%25")
}

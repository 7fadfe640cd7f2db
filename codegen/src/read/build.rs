//! Events to a `serde_json::Value` tree, within a budget.
//!
//! `a: &x [1]\nb: *x` becomes `{"a": [1], "b": [1]}`. The stack of open collections is our own, so depth is a number that
//! can be checked. Everything is counted after aliases are expanded: nodes, bytes of text and depth, because a few hundred
//! bytes of aliases of aliases can stand for any amount of each.

use super::budget::{self, Budget, Weight};
use super::scalar::{self, Resolved};
use crate::diagnostics::{Code, Diagnostic, FileId, Place, Sink};
use crate::syntax::{Event, Properties, Step, SyntaxError, Tag};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// Findings of one code are listed up to here.
const MAX_FINDINGS: usize = 100;

/// A tree is not finished; why is in the sink.
#[derive(Debug)]
pub(super) struct Stopped;

/// Builds the tree of a text's first document; further documents are an error.
pub(super) fn build<'a>(
    steps: impl Iterator<Item = Step<'a>>,
    file: FileId,
    sink: &mut Sink,
) -> Result<Option<Value>, Stopped> {
    let mut builder = Builder::new(file, sink);
    for step in steps {
        let (event, span) = step.map_err(|error| builder.syntax(error))?;
        builder.step(event, span)?;
    }
    Ok(builder.root)
}

/// A collection whose end has not come.
struct Open {
    content: Content,
    anchor: usize,
    /// What the text had cost when it began.
    before: Budget,
    /// Levels below it.
    height: usize,
}

enum Content {
    Object { entries: Map<String, Value>, key: Option<Key> },
    Array(Vec<Value>),
}

/// The key whose value comes next.
struct Key {
    text: String,
    span: Range<usize>,
}

struct Builder<'s> {
    file: FileId,
    sink: &'s mut Sink,
    stack: Vec<Open>,
    anchors: HashMap<usize, (Value, Weight)>,
    spent: Budget,
    root: Option<Value>,
    findings: BTreeMap<Code, usize>,
    documents: usize,
}

impl<'s> Builder<'s> {
    fn new(file: FileId, sink: &'s mut Sink) -> Self {
        Self {
            file,
            sink,
            stack: Vec::new(),
            anchors: HashMap::new(),
            spent: Budget::default(),
            root: None,
            findings: BTreeMap::new(),
            documents: 0,
        }
    }

    fn step(&mut self, event: Event<'_>, span: Range<usize>) -> Result<(), Stopped> {
        if self.documents > 0 && self.stack.is_empty() && !event.is_empty() {
            return Err(self.stop(Code::Syntax, "the text holds more than one YAML document", span));
        }
        match event {
            Event::Object(properties) => {
                self.open(Content::Object { entries: Map::new(), key: None }, properties, span)
            }
            Event::Array(properties) => self.open(Content::Array(Vec::new()), properties, span),
            Event::End => self.close(span),
            Event::Scalar { text, plain, properties } => {
                if self.wants_key() {
                    return self.key(text.into_owned(), plain, span);
                }
                self.count(Weight { nodes: 1, bytes: text.len(), height: 0 }, &span)?;
                let value = self.scalar(text.into_owned(), plain, properties.tag, &span);
                let weight = Weight { nodes: 1, bytes: value.as_str().map_or(0, str::len), height: 0 };
                self.anchor(properties.anchor, &value, weight, &span)?;
                self.place(value);
                Ok(())
            }
            Event::Alias(anchor) => self.alias(anchor, span),
            Event::DocumentEnd => {
                self.documents += 1;
                Ok(())
            }
        }
    }

    /// Whether the next node is a key.
    fn wants_key(&self) -> bool {
        matches!(self.stack.last(), Some(Open { content: Content::Object { key: None, .. }, .. }))
    }

    fn open(&mut self, content: Content, properties: Properties, span: Range<usize>) -> Result<(), Stopped> {
        if self.wants_key() {
            let message = "a key is a list or a mapping; only scalars can be keys";
            return Err(self.stop(Code::Syntax, message, span));
        }
        self.tag_of_collection(&content, properties.tag, &span);
        let before = self.spent;
        self.count(Weight { nodes: 1, bytes: 0, height: 1 }, &span)?;
        self.stack.push(Open { content, anchor: properties.anchor, before, height: 0 });
        Ok(())
    }

    fn close(&mut self, span: Range<usize>) -> Result<(), Stopped> {
        // Parsers pair the ends; a stray one would say nothing about values.
        let Some(open) = self.stack.pop() else { return Ok(()) };
        let value = match open.content {
            Content::Object { entries, .. } => Value::Object(entries),
            Content::Array(items) => Value::Array(items),
        };
        let height = open.height + 1;
        let weight = self.spent.since(&open.before, height);
        self.anchor(open.anchor, &value, weight, &span)?;
        self.raise(height);
        self.place(value);
        Ok(())
    }

    /// Tells the innermost open collection how deep its new child is.
    fn raise(&mut self, height: usize) {
        if let Some(parent) = self.stack.last_mut() {
            parent.height = parent.height.max(height);
        }
    }

    fn key(&mut self, text: String, plain: bool, span: Range<usize>) -> Result<(), Stopped> {
        self.count(Weight { nodes: 0, bytes: text.len(), height: 0 }, &span)?;
        if plain && text == "<<" {
            let finding = Diagnostic::new(Code::MergeKey, self.here().child("<<"), "`<<` is read as a plain key")
                .help("YAML 1.2 has no merge key; write the merged properties out, or use `allOf`")
                .at_key();
            self.report(finding.span(span.clone()));
        }
        if let Some(Open { content: Content::Object { key, .. }, .. }) = self.stack.last_mut() {
            *key = Some(Key { text, span });
        }
        Ok(())
    }

    /// Puts a finished value where it belongs.
    fn place(&mut self, value: Value) {
        match self.stack.last_mut().map(|open| &mut open.content) {
            Some(Content::Array(items)) => items.push(value),
            Some(Content::Object { entries, key }) => {
                // A value only ever follows its key.
                let Some(key) = key.take() else { return };
                if entries.contains_key(&key.text) {
                    self.duplicate(key);
                } else {
                    entries.insert(key.text, value);
                }
            }
            None => self.root = self.root.take().or(Some(value)),
        }
    }

    fn duplicate(&mut self, key: Key) {
        let place = self.here().child(&key.text);
        let finding =
            Diagnostic::new(Code::DuplicateKey, place.clone(), format!("the key `{}` stands twice", key.text))
                .help("remove or rename one of the two")
                .at_key()
                .span(key.span)
                .related(place, "it stands here first");
        self.report(finding);
    }

    fn alias(&mut self, anchor: usize, span: Range<usize>) -> Result<(), Stopped> {
        let Some((value, weight)) = self.anchors.get(&anchor) else {
            return Err(self.stop(Code::Syntax, "an alias stands within the value that it names", span));
        };
        let weight = *weight;
        if self.wants_key() {
            let text = match value {
                Value::String(text) => text.clone(),
                Value::Array(_) | Value::Object(_) => {
                    let message = "a key is an alias of a list or a mapping; only scalars can be keys";
                    return Err(self.stop(Code::Syntax, message, span));
                }
                scalar => scalar.to_string(),
            };
            return self.key(text, false, span);
        }
        self.count(weight, &span)?;
        let value = self.anchors.get(&anchor).map_or(Value::Null, |(value, _)| value.clone());
        self.raise(weight.height);
        self.place(value);
        Ok(())
    }

    /// Keeps a copy of an anchored value. The copy counts, else a big text in many nested anchors would be many big trees.
    fn anchor(&mut self, anchor: usize, value: &Value, weight: Weight, span: &Range<usize>) -> Result<(), Stopped> {
        if anchor != 0 {
            self.spent.copy(weight).map_err(|message| self.stop(Code::Budget, message, span.clone()))?;
            self.anchors.insert(anchor, (value.clone(), weight));
        }
        Ok(())
    }

    fn scalar(&mut self, text: String, plain: bool, tag: Option<Tag>, span: &Range<usize>) -> Value {
        let resolved = match tag {
            None if plain => scalar::plain(&text),
            None | Some(Tag::NonSpecific) => return Value::String(text),
            Some(Tag::Core(name)) => match (name.as_str(), scalar::tagged_number(&text)) {
                ("str", _) => return Value::String(text),
                ("int" | "float", Some(resolved)) => resolved,
                ("bool" | "null", _) => scalar::plain(&text),
                _ => {
                    self.unread_tag(&format!("!!{name}"), span);
                    return Value::String(text);
                }
            },
            Some(Tag::Other(name)) => {
                self.unread_tag(&name, span);
                return if plain { scalar::plain(&text).value } else { Value::String(text) };
            }
        };
        self.number(resolved, &text, span)
    }

    fn number(&mut self, resolved: Resolved, text: &str, span: &Range<usize>) -> Value {
        if resolved.inexact {
            let read = match &resolved.value {
                Value::String(_) => String::from("it is read as a string"),
                number => format!("it is read as {number}"),
            };
            let message = format!("the number `{text}` cannot be held exactly, {read}");
            let finding = Diagnostic::new(Code::InexactNumber, self.place_of_value(), message)
                .help("quote it if its digits matter")
                .span(span.clone());
            self.report(finding);
        }
        resolved.value
    }

    fn tag_of_collection(&mut self, content: &Content, tag: Option<Tag>, span: &Range<usize>) {
        match (tag, content) {
            (None | Some(Tag::NonSpecific), _) => {}
            (Some(Tag::Core(name)), Content::Object { .. }) if name == "map" => {}
            (Some(Tag::Core(name)), Content::Array(_)) if name == "seq" => {}
            (Some(Tag::Core(name)), _) => self.unread_tag(&format!("!!{name}"), span),
            (Some(Tag::Other(name)), _) => self.unread_tag(&name, span),
        }
    }

    fn unread_tag(&mut self, tag: &str, span: &Range<usize>) {
        let message = format!("the tag `{tag}` is ignored and its value read as it stands");
        let finding = Diagnostic::new(Code::UnreadTag, self.place_of_value(), message)
            .help("OpenAPI documents use no YAML tags but those of JSON's types");
        self.report(finding.span(span.clone()));
    }

    fn count(&mut self, weight: Weight, span: &Range<usize>) -> Result<(), Stopped> {
        let outcome = self.spent.spend(weight, self.stack.len());
        outcome.map_err(|message| self.stop(Code::Budget, message, span.clone()))
    }

    /// The innermost open collection.
    fn here(&self) -> Place {
        let inner = self.stack.len().saturating_sub(1);
        self.stack.iter().take(inner).fold(Place::root(self.file), |place, open| step_down(&place, open))
    }

    /// Where the value goes that comes next.
    fn place_of_value(&self) -> Place {
        self.stack.iter().fold(Place::root(self.file), |place, open| step_down(&place, open))
    }

    fn report(&mut self, finding: Diagnostic) {
        let count = self.findings.entry(finding.code).or_default();
        *count += 1;
        if *count < MAX_FINDINGS {
            self.sink.push(finding);
        } else if *count == MAX_FINDINGS {
            let message = format!("{}; more of these in this file are not listed", finding.message);
            self.sink.push(Diagnostic { message, ..finding });
        }
    }

    fn stop(&mut self, code: Code, message: impl Into<String>, span: Range<usize>) -> Stopped {
        self.sink.push(Diagnostic::new(code, self.place_of_value(), message).span(span));
        Stopped
    }

    fn syntax(&mut self, error: SyntaxError) -> Stopped {
        if error.too_deep {
            return self.stop(Code::Budget, budget::too_deep(), error.span);
        }
        let finding = Diagnostic::new(Code::Syntax, self.place_of_value(), error.message).span(error.span);
        self.sink.push(Diagnostic { help: error.help, ..finding });
        Stopped
    }
}

/// From a collection to the entry that is being read in it.
fn step_down(place: &Place, open: &Open) -> Place {
    match &open.content {
        Content::Object { key: Some(key), .. } => place.child(&key.text),
        Content::Object { key: None, .. } => place.clone(),
        Content::Array(items) => place.child(items.len()),
    }
}

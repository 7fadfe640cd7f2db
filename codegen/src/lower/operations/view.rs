//! A typed look at one object of the document: `node.text("summary")` is the text, or nothing and a finding.
//!
//! Parameters, responses and path items are read through this view and not through openapiv3: it takes a reference in every
//! place, reads one key at a time, so that one wrong value costs one finding and not the whole node, and knows the pointer
//! of each of them. A key whose value is `null` is read as absent: that is what an empty YAML value means.

use crate::diagnostics::{Code, Diagnostic, Place, Severity, nearest};
use crate::ir::{Discrepancy, Example, Text};
use crate::lower::context::Context;
use crate::lower::schemas;
use serde_json::{Map, Value};

/// An object of the document and where it really stands.
#[derive(Clone, Debug)]
pub(super) struct Node<'a> {
    /// Its place, references followed.
    pub(super) place: Place,
    /// The object.
    pub(super) map: &'a Map<String, Value>,
}

impl<'a> Node<'a> {
    /// The object at a place, references followed. Nothing, and a finding, if it is none.
    pub(super) fn at(context: &mut Context<'a>, place: &Place) -> Option<Self> {
        let place = match context.tree.follow(place) {
            Ok(place) => place,
            Err(diagnostic) => {
                context.sink.push(*diagnostic);
                return None;
            }
        };
        match context.tree.get(&place) {
            Some(Value::Object(map)) => Some(Self { place, map }),
            _ => {
                wrong(context, &place, "an object");
                None
            }
        }
    }

    /// The value of a key; `null` counts as absent.
    pub(super) fn get(&self, key: &str) -> Option<&'a Value> {
        self.map.get(key).filter(|value| !value.is_null())
    }

    /// The object under a key, references followed.
    pub(super) fn child(&self, context: &mut Context<'a>, key: &str) -> Option<Self> {
        self.get(key)?;
        Self::at(context, &self.place.child(key))
    }

    /// The objects in the list under a key, references followed.
    pub(super) fn items(&self, context: &mut Context<'a>, key: &str) -> Vec<Self> {
        self.listed(context, key).into_iter().map(|(_, item)| item).collect()
    }

    /// The same, each with its place in the list.
    pub(super) fn listed(&self, context: &mut Context<'a>, key: &str) -> Vec<(Place, Self)> {
        let place = self.place.child(key);
        match self.get(key) {
            None => Vec::new(),
            Some(Value::Array(items)) => {
                let places = (0..items.len()).map(|index| place.child(index));
                places.filter_map(|place| Some((place.clone(), Self::at(context, &place)?))).collect()
            }
            Some(_) => {
                wrong(context, &place, "a list");
                Vec::new()
            }
        }
    }

    /// The objects in the map under a key, by name, references followed. In `paths` and `responses`, `x-` begins an extension;
    /// elsewhere it may begin a name, above all a header's.
    pub(super) fn entries(&self, context: &mut Context<'a>, key: &str) -> Vec<(&'a str, Self)> {
        let Some(map) = self.map_of(context, key) else { return Vec::new() };
        let place = self.place.child(key);
        let extensible = matches!(key, "paths" | "responses");
        let is_extension = |name: &str| extensible && name.starts_with("x-");
        map.iter()
            .filter(|(name, value)| !value.is_null() && !is_extension(name))
            .filter_map(|(name, _)| Some((name.as_str(), Self::at(context, &place.child(name))?)))
            .collect()
    }

    /// The objects in this one, by name, references followed: for a callback, whose every key is an expression.
    pub(super) fn all(&self, context: &mut Context<'a>) -> Vec<(&'a str, Self)> {
        let own = self.map.iter().filter(|(name, value)| !value.is_null() && !name.starts_with("x-"));
        own.filter_map(|(name, _)| Some((name.as_str(), Self::at(context, &self.place.child(name))?))).collect()
    }

    /// The map under a key, its values as they are.
    pub(super) fn map_of(&self, context: &mut Context<'_>, key: &str) -> Option<&'a Map<String, Value>> {
        match self.get(key)? {
            Value::Object(map) => Some(map),
            _ => {
                wrong(context, &self.place.child(key), "an object");
                None
            }
        }
    }

    /// The text under a key. Anything else there is ignored with a warning.
    pub(super) fn text(&self, context: &mut Context<'_>, key: &str) -> Option<&'a str> {
        match self.get(key)? {
            Value::String(text) => Some(text),
            _ => {
                ignored(context, &self.place.child(key), "text");
                None
            }
        }
    }

    /// The text under a key, for readers.
    pub(super) fn prose(&self, context: &mut Context<'_>, key: &str) -> Option<Text> {
        self.text(context, key).map(|text| Text(text.to_owned())).filter(|text| !text.is_empty())
    }

    /// The text under a key that has to be there.
    pub(super) fn needed(&self, context: &mut Context<'_>, key: &str) -> Option<&'a str> {
        match self.get(key) {
            Some(Value::String(text)) => Some(text),
            Some(_) => {
                wrong(context, &self.place.child(key), "text");
                None
            }
            None => {
                let message = format!("`{key}` is missing");
                context.sink.push(Diagnostic::new(Code::Malformed, self.place.clone(), message));
                None
            }
        }
    }

    /// Whether the value under a key is `true`.
    pub(super) fn flag(&self, context: &mut Context<'_>, key: &str) -> Option<bool> {
        match self.get(key)? {
            Value::Bool(flag) => Some(*flag),
            _ => {
                ignored(context, &self.place.child(key), "`true` or `false`");
                None
            }
        }
    }

    /// `x-discrepancy`.
    pub(super) fn discrepancies(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        context.tree.get(&self.place).and_then(Value::as_object).map(schemas::discrepancies).unwrap_or_default()
    }

    /// `example` and `examples` of a media type or parameter, references followed. An `externalValue` is not fetched.
    pub(super) fn examples(&self, context: &mut Context<'a>) -> Vec<Example> {
        let single = self.get("example").map(|value| Example { name: None, summary: None, value: value.clone() });
        let named = self.entries(context, "examples").into_iter().filter_map(|(name, node)| {
            let value = node.get("value")?.clone();
            Some(Example { name: Some(name.to_owned()), summary: node.prose(context, "summary"), value })
        });
        single.into_iter().chain(named).collect()
    }
}

/// Reports a value that makes its node unusable. What is `expected` lists in backticks, if anything, is what it may be.
pub(super) fn wrong(context: &mut Context<'_>, place: &Place, expected: &str) {
    let message = format!("expected {expected}, found `{}`", context.shown(place));
    let found = context.tree.get(place).and_then(Value::as_str);
    let near = found.and_then(|found| nearest(found, expected.split('`').skip(1).step_by(2)));
    let help = near.map(|near| format!("did you mean `{near}`?"));
    context.sink.push(Diagnostic { help, ..Diagnostic::new(Code::Malformed, place.clone(), message) });
}

/// Reports a value that can be done without.
pub(super) fn ignored(context: &mut Context<'_>, place: &Place, expected: &str) {
    let message = format!("expected {expected}, found `{}`; it is ignored", context.shown(place));
    let mut diagnostic = Diagnostic::new(Code::Malformed, place.clone(), message);
    diagnostic.severity = Severity::Warning;
    context.sink.push(diagnostic);
}

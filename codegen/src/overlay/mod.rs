//! OpenAPI Overlay 1.0 and 1.1: repairs and translations of a document, applied to its tree before anything else reads it.
//!
//! ```yaml
//! overlay: 1.0.0
//! info: { title: Repairs, version: 1.0.0 }
//! actions:
//!   - target: $.paths['/pets'].get
//!     update: { operationId: listPets }   # objects merge, arrays grow, scalars are replaced
//!   - target: $.paths.*.get.parameters[?@.name == 'debug']
//!     remove: true
//! ```
//!
//! Targets are a subset of JSONPath (RFC 9535): `$`, `.name`, `['name']`, `["name"]`, `[0]`, `[-1]`, `.*`, `[*]`, several
//! of these in one bracket, `..` before any of them, and filters `[?@.name == 'x']` or `[?(@.name == 'x')]` with `==`,
//! `!=` and bare existence, joined by `&&` and `||`. Slices, functions, parentheses within a filter and filters within
//! filters are refused. Both versions are read by the rules of 1.1 (targets may be scalars, an array is concatenated to an
//! array, `copy`), which give every 1.0 overlay its meaning. One rule is stricter than the standard's: an action that
//! matches nothing is an error, because the repair it stands for is not made.

mod merge;
mod query;
mod select;

use crate::diagnostics::{Additions, Code, Diagnostic, FileId, Place, Sink};
use crate::syntax::MAX_DEPTH;
use query::Query;
use select::Location;
use serde_json::{Map, Value};
use std::path::Path;

/// Values that all actions together may add: an overlay that copies the document into itself doubles it each time.
const MAX_ADDED: usize = 1_000_000;

/// Applies an overlay to a document and notes what it puts there. Findings point into the overlay, which is the given file.
pub(crate) fn apply(document: &mut Value, overlay: &Value, file: FileId, additions: &mut Additions, sink: &mut Sink) {
    let mut run = Run { document, additions, sink, added: 0 };
    let root = Place::root(file);
    match run.actions(overlay, &root) {
        Ok(actions) => {
            for (index, action) in actions.iter().enumerate() {
                let place = root.child("actions").child(index);
                if let Err(finding) = run.action(action, &place) {
                    let spent = finding.code == Code::Budget;
                    run.sink.push(*finding);
                    if spent {
                        break;
                    }
                }
            }
        }
        Err(finding) => run.sink.push(*finding),
    }
}

/// The finding for an overlay file that cannot be read. It is about no place in any text.
pub(crate) fn unreadable(path: &Path, error: &std::io::Error) -> Diagnostic {
    let message = format!("the overlay {} cannot be read: {error}", path.display());
    Diagnostic::new(Code::OverlayForm, Place::nowhere(), message)
}

type Outcome<T> = Result<T, Box<Diagnostic>>;

fn wrong(place: Place, message: impl Into<String>) -> Box<Diagnostic> {
    Box::new(Diagnostic::new(Code::OverlayForm, place, message))
}

struct Run<'a> {
    document: &'a mut Value,
    additions: &'a mut Additions,
    sink: &'a mut Sink,
    added: usize,
}

impl Run<'_> {
    /// The actions of a well-formed overlay.
    fn actions<'v>(&self, overlay: &'v Value, root: &Place) -> Outcome<&'v [Value]> {
        let Some(fields) = overlay.as_object() else {
            return Err(wrong(root.clone(), "an overlay is an object with `overlay`, `info` and `actions`"));
        };
        known_keys(fields, &["overlay", "info", "extends", "actions"], root)?;
        let version = fields.get("overlay").and_then(Value::as_str);
        if !version.is_some_and(|version| matches!(version, "1.0" | "1.1") || is_patch(version)) {
            let finding = wrong(root.child("overlay"), "`overlay` names no version that is read");
            return Err(Box::new(finding.help("versions 1.0 and 1.1 are read, written as a string such as `1.0.0`")));
        }
        match fields.get("actions").and_then(Value::as_array) {
            Some(actions) if !actions.is_empty() => Ok(actions),
            _ => Err(wrong(root.child("actions"), "`actions` is a list of at least one action")),
        }
    }

    fn action(&mut self, action: &Value, place: &Place) -> Outcome<()> {
        let Some(fields) = action.as_object() else {
            return Err(wrong(place.clone(), "an action is an object with `target` and `update`, `copy` or `remove`"));
        };
        known_keys(fields, &["target", "description", "update", "copy", "remove"], place)?;
        let targets = self.select(fields, "target", place)?;
        if targets.is_empty() {
            let finding = Diagnostic::new(Code::OverlayTarget, place.child("target"), "the target matches nothing");
            return Err(Box::new(
                finding.help("correct the target, or remove the action if the document needs it no more"),
            ));
        }
        match (fields.get("remove"), fields.get("update"), fields.contains_key("copy")) {
            (Some(Value::Bool(true)), _, _) => self.remove(targets, place),
            (Some(remove), _, _) if !remove.is_boolean() => {
                Err(wrong(place.child("remove"), "`remove` is `true` or `false`"))
            }
            (_, Some(update), false) => {
                let place = place.child("update");
                self.added = self.pay(update, &targets, &place)?;
                self.update(&targets, update, &place)
            }
            (_, None, true) => {
                let source = self.select(fields, "copy", place)?;
                let place = place.child("copy");
                let [source] = source.as_slice() else {
                    let message = format!("`copy` selects {} values; it takes exactly one", source.len());
                    return Err(wrong(place, message));
                };
                let value = select::get(self.document, source).unwrap_or(&Value::Null);
                let added = self.pay(value, &targets, &place)?;
                let value = value.clone();
                self.added = added;
                self.update(&targets, &value, &place)
            }
            (_, Some(_), true) => Err(wrong(place.clone(), "an action has `update` or `copy`, not both")),
            (_, None, false) => Err(wrong(place.clone(), "the action has no `update`, `copy` or `remove: true`")),
        }
    }

    /// What the query under a key selects.
    fn select(&self, fields: &Map<String, Value>, key: &str, place: &Place) -> Outcome<Vec<Location>> {
        let place = place.child(key);
        let Some(text) = fields.get(key).and_then(Value::as_str) else {
            return Err(wrong(place, format!("`{key}` is a JSONPath such as `$.info`")));
        };
        let query = Query::parse(text).map_err(|fault| {
            let message = format!("the path cannot be read at character {}: {}", fault.at + 1, fault.message);
            Box::new(wrong(place.clone(), message).help("`explain D0602` lists what of JSONPath is read"))
        })?;
        select::select(&query, self.document).map_err(|message| wrong(place, message))
    }

    /// The values added so far and by putting this one at the targets.
    fn pay(&self, value: &Value, targets: &[Location], place: &Place) -> Outcome<usize> {
        let added = self.added.saturating_add(count(value).saturating_mul(targets.len()));
        let deepest = targets.iter().map(Vec::len).max().unwrap_or(0) + height(value);
        let message = if added > MAX_ADDED {
            format!("the overlay adds more than {MAX_ADDED} values")
        } else if deepest > MAX_DEPTH {
            format!("the overlay nests collections deeper than {MAX_DEPTH} levels")
        } else {
            return Ok(added);
        };
        Err(Box::new(Diagnostic::new(Code::Budget, place.clone(), message)))
    }

    fn update(&mut self, targets: &[Location], update: &Value, place: &Place) -> Outcome<()> {
        for target in targets {
            // A target can vanish only by a merge above it, which removes nothing.
            let Some(value) = select::get_mut(self.document, target) else { continue };
            let (top, additions) = (select::pointer(target), &mut *self.additions);
            let outcome = merge::update(value, update, &mut |at, from| {
                let written = Place { file: place.file, pointer: format!("{}{}", place.pointer, from.pointer) };
                additions.add(format!("{top}{}", at.pointer), written);
            });
            if let Err(clash) = outcome {
                let path = top + &clash.path;
                let message = format!("at `#{path}`, {} cannot be merged into {}", clash.update, clash.target);
                return Err(wrong(place.clone(), message));
            }
        }
        Ok(())
    }

    /// Removes the targets from the last to the first, so that indices stay true.
    fn remove(&mut self, mut targets: Vec<Location>, place: &Place) -> Outcome<()> {
        targets.sort();
        for target in targets.iter().rev() {
            let Some((last, parent)) = target.split_last() else {
                return Err(wrong(place.child("target"), "the whole document cannot be removed"));
            };
            let pointer = select::pointer(parent);
            let Some(parent) = select::get_mut(self.document, parent) else { continue };
            match (parent, last) {
                // Order of keys is the document's, so the gap is closed by shifting.
                (Value::Object(entries), select::Key::Name(name)) => {
                    self.additions.forget(&select::pointer(target));
                    entries.shift_remove(name);
                }
                (Value::Array(items), select::Key::Index(index)) if *index < items.len() => {
                    self.additions.forget(&pointer);
                    items.remove(*index);
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// `1.0.<n>` or `1.1.<n>`.
fn is_patch(version: &str) -> bool {
    let patch = version.strip_prefix("1.0.").or_else(|| version.strip_prefix("1.1."));
    patch.is_some_and(|patch| !patch.is_empty() && patch.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A misspelt key would be an action that silently does nothing.
fn known_keys(fields: &Map<String, Value>, known: &[&str], place: &Place) -> Outcome<()> {
    match fields.keys().find(|key| !known.contains(&key.as_str()) && !key.starts_with("x-")) {
        Some(key) => {
            let message = format!("`{key}` is not a key of an overlay here; known are `{}`", known.join("`, `"));
            Err(Box::new(wrong(place.child(key), message).at_key()))
        }
        None => Ok(()),
    }
}

/// Levels of collections.
fn height(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(height).max().unwrap_or(0),
        Value::Object(entries) => 1 + entries.values().map(height).max().unwrap_or(0),
        _ => 0,
    }
}

/// Values of a tree.
fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(count).sum::<usize>(),
        Value::Object(entries) => entries.values().map(count).sum(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests;

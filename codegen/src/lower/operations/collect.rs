//! Which operations a document has: the methods of its path items, references followed, in document order.
//!
//! `/pets: {$ref: "pets.yaml#/item"}` is the item of that file. Methods that stand beside such a `$ref` have no defined meaning
//! (OpenAPI 3.0.4, "Path Item Object"); they are counted and skipped, as are methods that no router knows.

use super::view::{Node, wrong};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::ir::{OmissionKind, Path};
use crate::lower::context::Context;
use serde_json::Value;

/// Fixed methods of OpenAPI 3.0.
const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// Key of a path item that holds an operation of a method that is not written yet (OpenAPI 3.2).
const UNWRITTEN: &str = "query";

/// Key of a path item that holds operations by method (OpenAPI 3.2).
const ADDITIONAL: &str = "additionalOperations";

/// An operation, not yet read.
#[derive(Debug)]
pub(super) struct Found<'a> {
    /// In capitals.
    pub(super) method: String,
    /// The template.
    pub(super) path: Path,
    /// The path item.
    pub(super) item: Node<'a>,
    /// The operation.
    pub(super) node: Node<'a>,
}

/// The operations that can be written, and how many the document has.
pub(super) fn collect<'a>(context: &mut Context<'a>, root: &Node<'a>) -> (Vec<Found<'a>>, usize) {
    let mut found = Vec::new();
    let mut count = 0;
    for (path, item) in root.entries(context, "paths") {
        let template = super::path::parse(path);
        for (method, place) in operations(context, &item) {
            count += 1;
            match &template {
                Err(why) => skip(context, place, &method, path, why),
                Ok(_) if !METHODS.contains(&method.to_ascii_lowercase().as_str()) => {
                    skip(context, place, &method, path, "servers and clients have no such method yet");
                }
                Ok(template) => match Node::at(context, &place) {
                    Some(node) => found.push(Found { method, path: template.clone(), item: item.clone(), node }),
                    None => skip(context, place, &method, path, "it is not an object"),
                },
            }
        }
        if path.contains('#') && template.is_ok() {
            let message = format!("the fragment of `{path}` is not sent; requests go to what stands before it");
            let diagnostic = Diagnostic::new(Code::WeakenedOperation, item.place.clone(), message).at_key();
            context.omit(OmissionKind::Untyped, diagnostic);
        }
        count += siblings(context, root, path, &item);
    }
    (found, count)
}

/// Methods and places of a path item's operations.
fn operations(context: &mut Context<'_>, item: &Node<'_>) -> Vec<(String, Place)> {
    let mut found = Vec::new();
    for (key, value) in item.map {
        let place = item.place.child(key);
        if value.is_null() {
            continue;
        }
        if METHODS.contains(&key.as_str()) {
            found.push((key.to_ascii_uppercase(), place));
        } else if key == UNWRITTEN {
            found.push((String::from("QUERY"), place));
        } else if key == ADDITIONAL {
            match value {
                Value::Object(more) => found.extend(more.keys().map(|method| (method.clone(), place.child(method)))),
                _ => wrong(context, &place, "an object"),
            }
        }
    }
    found
}

/// Skips the operations that stand beside a path item's `$ref`, and counts them.
fn siblings<'a>(context: &mut Context<'a>, root: &Node<'a>, path: &str, item: &Node<'a>) -> usize {
    let own = root.place.child("paths").child(path);
    let Some(Value::Object(map)) = context.tree.get(&own) else { return 0 };
    if item.place == own {
        return 0;
    }
    let beside = operations(context, &Node { place: own, map });
    for (method, place) in &beside {
        skip(context, place.clone(), method, path, "it stands beside a `$ref`, where it has no defined meaning");
    }
    beside.len()
}

/// Records an operation that is not written.
fn skip(context: &mut Context<'_>, place: Place, method: &str, path: &str, why: &str) {
    let message = format!("`{method} {path}` is skipped: {why}");
    context.omit(OmissionKind::Skipped, Diagnostic::new(Code::SkippedOperation, place, message).at_key());
}

//! Which operations a document has: the methods of its path items, references followed, in document order.
//!
//! `/pets: {$ref: "pets.yaml#/item"}` is the item of that file. Methods that stand beside such a `$ref` have no defined meaning
//! (OpenAPI 3.0.4, "Path Item Object"); they are counted and skipped. OpenAPI 3.2 has the method `query`, and any other one in
//! `additionalOperations`.

use super::view::{Node, wrong};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::ir::{OmissionKind, Path};
use crate::lower::context::Context;
use serde_json::Value;

/// Keys of a path item that hold an operation each.
pub(super) const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

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
                Ok(_) if !is_token(&method) => skip(context, place, &method, path, "HTTP allows no such method"),
                Ok(template) => match Node::at(context, &place) {
                    Some(node) if has_whole_query(context, &item) || has_whole_query(context, &node) => {
                        skip(
                            context,
                            place,
                            &method,
                            path,
                            "its query is one value of a media type other than a form's",
                        );
                    }
                    Some(node) => {
                        found.push(Found { method, path: template.clone(), item: item.clone(), node });
                    }
                    None => skip(context, place, &method, path, "it is not an object"),
                },
            }
        }
        if let Some([first, second]) = template.as_ref().ok().and_then(Path::adjacent) {
            let message = format!("nothing separates the parameters `{first}` and `{second}` of `{path}`");
            let help =
                format!("a client writes one after the other; to a server, `{second}` begins at the last `.` or `;`");
            let diagnostic = Diagnostic::new(Code::WeakenedOperation, item.place.clone(), message).at_key().help(help);
            context.omit(OmissionKind::Untyped, diagnostic);
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

/// Whether a text can be a method (RFC 9110, section 5.6.2).
fn is_token(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c))
}

/// Whether a parameter stands for the whole query (OpenAPI 3.2, `in: querystring`). Those that are a form are read as ordinary
/// parameters before.
fn has_whole_query(context: &Context<'_>, holder: &Node<'_>) -> bool {
    let Some(Value::Array(parameters)) = holder.get("parameters") else { return false };
    let place = holder.place.child("parameters");
    (0..parameters.len()).any(|index| {
        let parameter = context.tree.follow(&place.child(index)).ok();
        let stated = parameter.and_then(|place| context.tree.get(&place)).and_then(|node| node.get("in"));
        stated.and_then(Value::as_str) == Some("querystring")
    })
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

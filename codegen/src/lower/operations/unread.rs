//! Keys that OpenAPI does not know, where one misspelt word would lose an operation: `path:` for `paths:`, `pots:` for `post:`,
//! `response:` for `responses:`. Each is a warning with the word that was probably meant.
//!
//! Extensions (`x-`) are the author's own and pass.

use super::collect::METHODS;
use super::view::Node;
use crate::diagnostics::{Code, Diagnostic, nearest};
use crate::lower::context::Context;

/// Keys of the document (OpenAPI 3.2.0, "OpenAPI Object").
const ROOT: &[&str] = &[
    "openapi",
    "$self",
    "info",
    "jsonSchemaDialect",
    "servers",
    "paths",
    "webhooks",
    "components",
    "security",
    "tags",
    "externalDocs",
];

/// Keys of a path item beside its methods (OpenAPI 3.2.0, "Path Item Object").
const ITEM: &[&str] = &["$ref", "summary", "description", "servers", "parameters", "additionalOperations"];

/// Keys of an operation (OpenAPI 3.2.0, "Operation Object").
const OPERATION: &[&str] = &[
    "tags",
    "summary",
    "description",
    "externalDocs",
    "operationId",
    "parameters",
    "requestBody",
    "responses",
    "callbacks",
    "deprecated",
    "security",
    "servers",
];

/// Looks at the document's own keys.
pub(super) fn root(context: &mut Context<'_>, node: &Node<'_>) {
    examine(context, node, &[ROOT], "a document");
}

/// Looks at the keys of a path item.
pub(super) fn item(context: &mut Context<'_>, node: &Node<'_>) {
    examine(context, node, &[ITEM, METHODS], "a path item");
}

/// Looks at the keys of an operation.
pub(super) fn operation(context: &mut Context<'_>, node: &Node<'_>) {
    examine(context, node, &[OPERATION], "an operation");
}

fn examine(context: &mut Context<'_>, node: &Node<'_>, known: &[&[&str]], what: &str) {
    let known = || known.iter().copied().flatten().copied();
    for key in node.map.keys().filter(|key| !key.starts_with("x-") && !known().any(|known| known == *key)) {
        let message = format!("`{key}` is not a key of {what}, so it is not read");
        let help = match nearest(key, known()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => String::from("remove it, or give it the prefix `x-`"),
        };
        context.sink.push(Diagnostic::new(Code::UnreadKey, node.place.child(key), message).at_key().help(help));
    }
}

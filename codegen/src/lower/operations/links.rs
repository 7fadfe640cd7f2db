//! Links of a response, for readers: which operation may follow, and which of its arguments this answer has.
//!
//! `links.GetUserById: {operationId: getUser, parameters: {userId: "$response.body#/id"}}` says that `id` of the answer feeds
//! `userId` of `getUser`. Nothing is called for it: what a caller does next is the caller's affair.

use super::view::{Node, wrong};
use super::{Document, Known};
use crate::diagnostics::{Code, Diagnostic, Place, Severity, nearest};
use crate::ir::{Feed, Link};
use crate::lower::context::Context;
use serde_json::Value;

/// What an answer's body is in an expression.
const BODY: &str = "$response.body#";

/// The links of a response.
pub(super) fn links<'a>(context: &mut Context<'a>, document: &Document<'a>, response: &Node<'a>) -> Vec<Link> {
    let nodes = response.entries(context, "links");
    nodes.into_iter().filter_map(|(name, node)| link(context, document, name, &node)).collect()
}

fn link<'a>(context: &mut Context<'a>, document: &Document<'a>, name: &str, node: &Node<'a>) -> Option<Link> {
    let operation = target(context, document, name, node)?;
    let parameters = node.map_of(context, "parameters").into_iter().flatten();
    let parameters = parameters.map(|(name, value)| (name.clone(), feed(value))).collect();
    let body = node.get("requestBody").map(feed);
    Some(Link { name: name.to_owned(), operation, parameters, body, description: node.prose(context, "description") })
}

/// The id of the operation that a link leads to. Nothing for one that settings leave out.
fn target<'a>(context: &mut Context<'a>, document: &Document<'a>, name: &str, node: &Node<'a>) -> Option<String> {
    let (key, text) = match (node.text(context, "operationId"), node.text(context, "operationRef")) {
        (Some(id), _) => ("operationId", id),
        (None, Some(reference)) => ("operationRef", reference),
        (None, None) => {
            wrong(context, &node.place, "an object with `operationId` or `operationRef`");
            return None;
        }
    };
    let by_id = |known: &&Known| known.id == text;
    let by_place = |known: &&Known| {
        // Relative to the file that the link stands in, as references are.
        let pointer = text.strip_prefix('#').unwrap_or_default();
        !pointer.is_empty()
            && [&known.stated, &known.place].contains(&&Place { file: node.place.file, pointer: pointer.to_owned() })
    };
    let found = match key {
        "operationId" => document.known.iter().find(by_id),
        _ => document.known.iter().find(by_place),
    };
    if let Some(known) = found {
        return known.chosen.then(|| known.id.clone());
    }
    let message = format!("the link `{name}` leads to no operation of the document: `{text}`; it is left out");
    let near = nearest(text, document.known.iter().map(|known| known.id.as_str()));
    let mut diagnostic = Diagnostic::new(Code::WeakenedOperation, node.place.child(key), message);
    diagnostic.help = near.filter(|_| key == "operationId").map(|near| format!("did you mean `{near}`?"));
    diagnostic.severity = Severity::Warning;
    context.omit(crate::ir::OmissionKind::Skipped, diagnostic);
    None
}

fn feed(value: &Value) -> Feed {
    match value {
        Value::String(text) => match text.strip_prefix(BODY) {
            Some(pointer) if pointer.starts_with('/') => Feed::Answer(pointer.to_owned()),
            _ => Feed::Text(text.clone()),
        },
        other => Feed::Text(other.to_string()),
    }
}

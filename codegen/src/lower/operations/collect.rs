//! Which operations a document has: the methods of its path items, references followed, in document order.
//!
//! `/pets: {$ref: "pets.yaml#/item"}` is the item of that file. Methods that stand beside such a `$ref` have no defined meaning
//! (OpenAPI 3.0.4, "Path Item Object"); they are counted and skipped. OpenAPI 3.2 has the method `query`, and any other one in
//! `additionalOperations`.

use super::hooks::{self, Announced};
use super::path;
use super::select::Selection;
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
    /// It is to be written. The others are here because names are decided over all, so that a selection renames nothing.
    pub(super) chosen: bool,
}

/// How many operations a document has.
#[derive(Debug, Default)]
pub(super) struct Counts {
    /// All of them.
    pub(super) all: usize,
    /// Those that settings leave out.
    pub(super) left_out: usize,
    /// Webhooks that settings leave out.
    pub(super) hooks_left_out: usize,
}

/// The operations that can be written, the webhooks, and how many operations the document has.
pub(super) fn collect<'a>(context: &mut Context<'a>, root: &Node<'a>) -> (Vec<Found<'a>>, Vec<Announced<'a>>, Counts) {
    let mut found = Vec::new();
    let mut counts = Counts::default();
    let mut selection = Selection::new(&context.settings.choices);
    for (path, item) in root.entries(context, "paths") {
        let template = path::parse(path);
        siblings(context, root, path, &item, &mut selection, &mut counts);
        let mut any = selection.is_whole();
        for (method, place) in operations(context, &item) {
            counts.all += 1;
            if !selection.has(context, &method, path, &place) {
                counts.left_out += 1;
                found.extend(left_out(context, method, template.as_ref().ok(), &item, &place));
                continue;
            }
            any = true;
            match &template {
                Err(why) => {
                    let help = path::help(path);
                    let diagnostic = skipped(root.place.child("paths").child(path), &method, path, why);
                    context.omit_at(OmissionKind::Skipped, place, Diagnostic { help, ..diagnostic });
                }
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
                        found.push(Found { method, path: template.clone(), item: item.clone(), node, chosen: true });
                    }
                    None => skip(context, place, &method, path, "it is not an object"),
                },
            }
        }
        if !any {
            continue;
        }
        if let Some([first, second]) = template.as_ref().ok().and_then(Path::adjacent) {
            let message = format!("nothing separates the parameters `{first}` and `{second}` of `{path}`");
            let help =
                format!("a client writes one after the other; to a server, `{second}` begins at the last `.` or `;`");
            let diagnostic = Diagnostic::new(Code::WeakenedOperation, item.place.clone(), message).at_key().help(help);
            context.omit(OmissionKind::Untyped, diagnostic);
        }
    }
    let (webhooks, left_out) = hooks::webhooks(context, root, &mut selection);
    counts.hooks_left_out = left_out;
    selection.report(context);
    (found, webhooks, counts)
}

/// An operation that settings leave out, as far as names depend on it; nothing is said about what is wrong with it.
fn left_out<'a>(
    context: &Context<'a>,
    method: String,
    template: Option<&Path>,
    item: &Node<'a>,
    place: &Place,
) -> Option<Found<'a>> {
    let path = template.filter(|_| is_token(&method))?.clone();
    let place = context.tree.follow(place).ok()?;
    let map = context.tree.get(&place)?.as_object()?;
    Some(Found { method, path, item: item.clone(), node: Node { place, map }, chosen: false })
}

/// Whether a text can be a method (RFC 9110, section 5.6.2).
pub(super) fn is_token(text: &str) -> bool {
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
pub(super) fn operations(context: &mut Context<'_>, item: &Node<'_>) -> Vec<(String, Place)> {
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
fn siblings<'a>(
    context: &mut Context<'a>,
    root: &Node<'a>,
    path: &str,
    item: &Node<'a>,
    selection: &mut Selection<'_>,
    counts: &mut Counts,
) {
    let own = root.place.child("paths").child(path);
    let Some(Value::Object(map)) = context.tree.get(&own).filter(|_| item.place != own) else { return };
    for (method, place) in operations(context, &Node { place: own, map }) {
        counts.all += 1;
        if selection.has(context, &method, path, &place) {
            skip(context, place, &method, path, "it stands beside a `$ref`, where it has no defined meaning");
        } else {
            counts.left_out += 1;
        }
    }
}

/// Records an operation that is not written.
fn skip(context: &mut Context<'_>, place: Place, method: &str, path: &str, why: &str) {
    context.omit(OmissionKind::Skipped, skipped(place, method, path, why));
}

fn skipped(place: Place, method: &str, path: &str, why: &str) -> Diagnostic {
    Diagnostic::new(Code::SkippedOperation, place, format!("`{method} {path}` is skipped: {why}")).at_key()
}

//! Documented headers of responses and of multipart parts.

use super::style;
use super::view::Node;
use super::{info, parameters};
use crate::diagnostics::{Code, Diagnostic};
use crate::ir::{Header, OmissionKind, Type};
use crate::lower::context::Context;
use crate::lower::schemas;
use crate::names::Scope;

/// Fields that a struct with headers has anyway.
const FIELDS: &[&str] = &["body", "status"];

/// The headers of a response or part, in document order. `Content-Type` is stated by `content`, and OpenAPI tells to ignore it
/// here.
pub(super) fn headers<'a>(context: &mut Context<'a>, holder: &Node<'a>, owner: &str) -> Vec<Header> {
    let mut scope = Scope::reserving(FIELDS);
    let mut headers = Vec::new();
    for (wire, node) in holder.entries(context, "headers") {
        if wire.eq_ignore_ascii_case("content-type") {
            let reason = "`content` states the media type, and OpenAPI tells to ignore it here";
            context.sink.reading_mut().unread("the header `Content-Type`", reason, &|| node.place.clone());
            continue;
        }
        let owner = parameters::owner(&node.place, "headers").unwrap_or_else(|| format!("{owner} {wire}"));
        let carried = style::carried(context, &node, &owner);
        let schema = carried.schema.as_ref();
        let ty = if carried.content.is_some() { as_text(context, &node) } else { carried.lowered.ty };
        headers.push(Header {
            name: scope.snake(wire),
            wire: wire.to_owned(),
            ty,
            required: node.flag(context, "required").unwrap_or(false),
            explode: node.flag(context, "explode").unwrap_or(false),
            docs: info::docs_with_schema(context, &node, schema),
            constraints: schema.map(|schema| schemas::constraints(context, schema)).unwrap_or_default(),
        });
    }
    headers
}

fn as_text(context: &mut Context<'_>, node: &Node<'_>) -> Type {
    let message = "a header that holds JSON is passed as text";
    let diagnostic = Diagnostic::new(Code::WeakenedOperation, node.place.child("content"), message);
    context.omit(OmissionKind::Untyped, diagnostic);
    Type::String
}

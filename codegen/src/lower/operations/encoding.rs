//! `encoding` of form fields and multipart parts (OpenAPI 3.0.4, "Encoding Object").

use super::headers;
use super::style::{self, Carrier};
use super::view::Node;
use crate::ir::Part;
use crate::lower::context::Context;

/// The parts that need more than the default encoding, in document order.
pub(super) fn parts<'a>(context: &mut Context<'a>, media_type: &Node<'a>, owner: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    for (wire, node) in media_type.entries(context, "encoding") {
        let styled = ["style", "explode", "allowReserved"].iter().any(|key| node.get(key).is_some());
        parts.push(Part {
            wire: wire.to_owned(),
            content_type: node.text(context, "contentType").map(str::to_owned),
            // Fields of a form are written as query parameters are.
            style: styled.then(|| style::written(context, &node, Carrier::Query, wire)),
            headers: headers::headers(context, &node, &format!("{owner} {wire}")),
        });
    }
    parts
}

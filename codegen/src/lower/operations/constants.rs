//! Required parameters that allow one value: `{name: Action, in: query, required: true, schema: {enum: [ListQueues]}}`.
//!
//! Such a parameter says which operation is meant or which version is spoken, and nobody has a choice: the client sends it
//! unasked. In a path the value would be literal text; there the parameter stays, because readers see it in the template.

use super::info;
use super::style::Carrier;
use super::view::Node;
use crate::ir::{At, Constant, Float, Integer, Type};
use crate::lower::context::Context;
use serde_json::Value;

/// The constant that a parameter object states, if it is one.
pub(super) fn constant<'a>(
    context: &mut Context<'a>,
    carrier: Carrier,
    wire: &str,
    node: &Node<'a>,
) -> Option<Constant> {
    let at = match carrier {
        Carrier::Query => At::Query,
        Carrier::Header => At::Header,
        Carrier::Path | Carrier::Cookie => return None,
    };
    if node.get("required") != Some(&Value::Bool(true)) || node.get("style").is_some_and(|style| style == "deepObject")
    {
        return None;
    }
    node.get("schema")?;
    let schema = context.tree.follow(&node.place.child("schema")).ok()?;
    let (ty, value) = only_value(context.tree.get(&schema)?)?;
    if at == At::Header && !fits_header(&value) {
        return None;
    }
    let docs = info::docs_with_schema(context, node, Some(&schema));
    Some(Constant { at, wire: wire.to_owned(), ty, value, docs })
}

/// Type and text of the one value that a schema allows. A `null` beside it would be a second one.
fn only_value(schema: &Value) -> Option<(Type, String)> {
    if schema.get("nullable") == Some(&Value::Bool(true)) {
        return None;
    }
    match schema.get("enum")?.as_array()?.as_slice() {
        [Value::String(text)] => Some((Type::String, text.clone())),
        [Value::Bool(value)] => Some((Type::Bool, value.to_string())),
        [Value::Number(number)] => {
            let ty = if number.is_f64() { Type::Float(Float::F64) } else { Type::Integer(Integer::I64) };
            Some((ty, number.to_string()))
        }
        _ => None,
    }
}

/// Whether a text arrives in a header as it was sent (RFC 9110, section 5.5).
fn fits_header(text: &str) -> bool {
    !text.is_empty() && text.trim() == text && text.chars().all(|c| c == ' ' || c.is_ascii_graphic())
}

//! Parameters and headers: what describes the value goes into `schema`, how a list is written into `style` and `explode`.

use super::Run;
use crate::diagnostics::{Code, Diagnostic, Place};
use serde_json::{Map, Value};

/// Keys that describe the value.
const OF_SCHEMA: &[&str] = &[
    "type",
    "format",
    "items",
    "default",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "enum",
    "multipleOf",
    "x-nullable",
    "properties",
    "additionalProperties",
    "$ref",
];

/// Converts a parameter in path, query or header. `from` is where the text has it, `at` where it will stand.
pub(super) fn parameter(run: &mut Run<'_>, mut map: Map<String, Value>, from: &Place, at: &Place) -> Value {
    if map.get("$ref").is_some_and(Value::is_string) {
        return Value::Object(map);
    }
    let schema = schema(run, &mut map, from, &at.child("schema"));
    let list = schema.get("type").and_then(Value::as_str) == Some("array");
    let format = map.shift_remove("collectionFormat");
    if list {
        let in_query = map.get("in").and_then(Value::as_str) == Some("query");
        style(run, &mut map, format, in_query, at);
    } else if let Some(format) = format {
        map.insert(String::from("x-oas20-collectionFormat"), format);
    }
    map.entry("schema").or_insert(Value::Object(schema));
    Value::Object(map)
}

/// Converts a response header.
pub(super) fn header(run: &mut Run<'_>, header: Value, from: &Place, at: &Place) -> Value {
    match header {
        Value::Object(map) => parameter(run, map, from, at),
        other => other,
    }
}

/// Takes what describes the value out of a parameter. A wild `schema` beside it stays where it is, and counts.
pub(super) fn schema(run: &mut Run<'_>, map: &mut Map<String, Value>, from: &Place, at: &Place) -> Map<String, Value> {
    let mut schema = Map::new();
    for key in OF_SCHEMA {
        let Some(value) = map.shift_remove(*key) else { continue };
        if value.is_object() || value.is_array() {
            run.rebuilt(&from.child(key), at.child(key));
        }
        schema.insert((*key).to_owned(), value);
    }
    schema
}

/// `collectionFormat` of a list as `style` and `explode`; `csv` is what a list without it has.
fn style(run: &mut Run<'_>, map: &mut Map<String, Value>, format: Option<Value>, in_query: bool, at: &Place) {
    let text = format.as_ref().and_then(Value::as_str).unwrap_or("csv");
    let (style, explode) = match (text, in_query) {
        ("multi", true) => ("form", true),
        ("ssv", true) => ("spaceDelimited", false),
        ("pipes", true) => ("pipeDelimited", false),
        ("csv", true) => ("form", false),
        ("csv", false) => ("simple", false),
        (other, _) => {
            let message = format!("a list with `collectionFormat: {other}` is written with commas");
            let finding = Diagnostic::new(Code::WeakenedOperation, at.clone(), message);
            run.report(
                finding.help("OpenAPI 3.0 has no way to write it; the original stays in `x-oas20-collectionFormat`"),
            );
            map.insert(String::from("x-oas20-collectionFormat"), Value::from(other));
            if in_query { ("form", false) } else { ("simple", false) }
        }
    };
    map.insert(String::from("style"), Value::from(style));
    map.insert(String::from("explode"), Value::from(explode));
}

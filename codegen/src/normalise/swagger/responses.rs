//! Responses: `schema`, `examples` and the media types of `produces` to `content`.

use super::{Run, content, parameters};
use crate::diagnostics::Place;
use serde_json::{Map, Value, json};

/// Converts a map of responses.
pub(super) fn map(run: &mut Run<'_>, entries: Value, produces: &[String], from: &Place, at: &Place) -> Value {
    let Value::Object(entries) = entries else { return entries };
    let mut converted = Map::new();
    for (name, response) in entries {
        let (from, at) = (from.child(&name), at.child(&name));
        let response = match response {
            Value::Object(map) if !name.starts_with("x-") => response_object(run, map, produces, &from, &at),
            other => other,
        };
        converted.insert(name, response);
    }
    Value::Object(converted)
}

fn response_object(
    run: &mut Run<'_>,
    mut map: Map<String, Value>,
    produces: &[String],
    from: &Place,
    at: &Place,
) -> Value {
    if map.get("$ref").is_some_and(Value::is_string) {
        return Value::Object(map);
    }
    map.entry("description").or_insert_with(|| Value::from(""));
    if let Some(Value::Object(headers)) = map.get_mut("headers") {
        for (name, header) in headers.iter_mut() {
            let (from, at) = (from.child("headers").child(name), at.child("headers").child(name));
            *header = parameters::header(run, header.take(), &from, &at);
        }
    }
    let examples = map.shift_remove("examples");
    let mut contents = match map.shift_remove("schema") {
        Some(schema) if !schema.is_null() => {
            let file = schema.get("type").and_then(Value::as_str) == Some("file");
            let usual = [String::from(if file { "application/octet-stream" } else { "application/json" })];
            let media_types = if produces.is_empty() { &usual } else { produces };
            content(run, media_types, schema, &from.child("schema"), &at.child("content"))
        }
        _ => Map::new(),
    };
    match examples {
        Some(Value::Object(examples)) => add_examples(&mut contents, examples),
        Some(other) if !other.is_null() => drop(map.insert(String::from("x-oas20-examples"), other)),
        _ => {}
    }
    if !contents.is_empty() {
        map.insert(String::from("content"), Value::Object(contents));
    }
    Value::Object(map)
}

/// Examples by media type. A key that is none belongs to the media type that the response has anyway.
fn add_examples(contents: &mut Map<String, Value>, examples: Map<String, Value>) {
    let schema = contents.values().next().and_then(|content| content.get("schema")).cloned();
    for (name, example) in examples {
        let media_type = if name.contains('/') {
            name.clone()
        } else {
            contents.keys().next().cloned().unwrap_or_else(|| String::from("application/json"))
        };
        let content = contents.entry(media_type).or_insert_with(|| match &schema {
            // An inline schema is not repeated for what is only an example.
            Some(schema) if schema.get("$ref").is_some() => json!({ "schema": schema }),
            _ => json!({}),
        });
        if content.get("example").is_none() && content.get("examples").is_none() {
            content["example"] = example;
            continue;
        }
        // Several at one media type need names.
        if let Some(first) = content.as_object_mut().and_then(|content| content.shift_remove("example")) {
            content["examples"] = json!({ "default": { "value": first } });
        }
        content["examples"][&name] = json!({ "value": example });
    }
}

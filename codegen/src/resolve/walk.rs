//! A walk over everything in a document that OpenAPI gives a meaning, and over nothing that is payload.
//!
//! In `properties: {example: {$ref: …}}` the key `example` is a property's name and its value a schema; in a schema,
//! `example: {$ref: …}` is somebody's JSON. So the walk knows which keys hold maps of names and which hold payload, and a
//! `$ref` in an example is never followed.

use crate::diagnostics::{FileId, Place};
use serde_json::{Map, Value};

/// Keys whose value is arbitrary JSON.
const PAYLOADS: &[&str] = &["example", "default", "enum", "const", "value"];

/// Keys whose value is a map from names that the document's author chose.
const NAME_MAPS: &[&str] = &[
    "properties",
    "patternProperties",
    "dependentSchemas",
    "definitions",
    "$defs",
    "schemas",
    "responses",
    "parameters",
    "examples",
    "requestBodies",
    "headers",
    "securitySchemes",
    "securityDefinitions",
    "links",
    "callbacks",
    "pathItems",
    "webhooks",
    "additionalOperations",
    "mediaTypes",
    "content",
    "encoding",
    "mapping",
    "variables",
    "scopes",
];

/// Where the walk stands; the place is only made when asked for.
pub(crate) struct Trail<'a> {
    file: FileId,
    keys: Vec<Key<'a>>,
}

enum Key<'a> {
    Name(&'a str),
    Index(usize),
}

impl Trail<'_> {
    /// The place of the object that is visited.
    pub(crate) fn place(&self) -> Place {
        self.keys.iter().fold(Place::root(self.file), |place, key| match key {
            Key::Name(name) => place.child(name),
            Key::Index(index) => place.child(index),
        })
    }
}

/// Calls `visit` for each object whose keys are OpenAPI's, in document order.
pub(super) fn objects<'a>(value: &'a Value, file: FileId, visit: &mut dyn FnMut(&Trail<'a>, &'a Map<String, Value>)) {
    let mut trail = Trail { file, keys: Vec::new() };
    enter(value, false, &mut trail, visit);
}

fn enter<'a>(
    value: &'a Value,
    names: bool,
    trail: &mut Trail<'a>,
    visit: &mut dyn FnMut(&Trail<'a>, &'a Map<String, Value>),
) {
    match value {
        Value::Object(map) => {
            if !names {
                visit(trail, map);
            }
            for (key, child) in map {
                if !names && is_payload(key, child) {
                    continue;
                }
                trail.keys.push(Key::Name(key));
                enter(child, !names && NAME_MAPS.contains(&plain(key)), trail, visit);
                trail.keys.pop();
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                trail.keys.push(Key::Index(index));
                enter(item, false, trail, visit);
                trail.keys.pop();
            }
        }
        _ => {}
    }
}

/// A key without the prefix under which keys of newer versions travel.
fn plain(key: &str) -> &str {
    key.strip_prefix("x-oas31-").or_else(|| key.strip_prefix("x-oas32-")).unwrap_or(key)
}

/// Whether the value is not OpenAPI's to interpret: payload, or somebody's extension.
fn is_payload(key: &str, value: &Value) -> bool {
    let key = plain(key);
    PAYLOADS.contains(&key)
        || key.starts_with("x-")
        // A list of JSON Schema examples; the map of that name holds Example Objects.
        || (key == "examples" && value.is_array())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn references(document: &Value) -> Vec<String> {
        let mut found = Vec::new();
        objects(document, FileId(0), &mut |trail, map| {
            if map.get("$ref").is_some_and(Value::is_string) {
                found.push(trail.place().pointer);
            }
        });
        found
    }

    #[test]
    fn payload_is_not_entered_but_properties_of_that_name_are() {
        let document = json!({
            "example": {"$ref": "no"},
            "properties": {"example": {"$ref": "yes"}, "x-a": {"$ref": "yes"}, "properties": {"default": {"$ref": "no"}}},
            "examples": {"a": {"$ref": "yes"}, "b": {"value": {"$ref": "no"}}},
            "allOf": [{"$ref": "yes"}, {"x-oas31-examples": [{"$ref": "no"}]}],
            "x-vendor": {"$ref": "no"},
            "x-oas31-webhooks": {"a/b": {"$ref": "yes"}, "default": {"$ref": "yes"}},
            "x-oas31-patternProperties": {"example": {"$ref": "yes"}},
            "x-oas31-dependentSchemas": {"x-a": {"$ref": "yes"}},
        });
        assert_eq!(
            references(&document),
            [
                "/properties/example",
                "/properties/x-a",
                "/examples/a",
                "/allOf/0",
                "/x-oas31-webhooks/a~1b",
                "/x-oas31-webhooks/default",
                "/x-oas31-patternProperties/example",
                "/x-oas31-dependentSchemas/x-a",
            ]
        );
    }

    #[test]
    fn a_property_called_ref_is_not_a_reference() {
        assert!(references(&json!({"properties": {"$ref": "text"}})).is_empty());
    }
}

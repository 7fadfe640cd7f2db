//! What a file holds that is no document: a schema, a response, a map of parameters.
//!
//! Nothing in such a file says what it is, so it is told by its keys. A map of things (`shared/headers.yml#/ratelimit-limit`)
//! has keys of its author's; then each of its values is asked.

use super::kinds::{Kind, METHODS};
use super::walk::Trail;
use serde_json::{Map, Value};

/// Calls `visit` for each outermost object of a known kind.
pub(super) fn each(value: &mut Value, at: &Trail<'_>, visit: &mut dyn FnMut(Kind, &mut Value, &Trail<'_>)) {
    match value {
        Value::Object(map) => match kind(map) {
            Some(kind) => visit(kind, value, at),
            None => map.iter_mut().for_each(|(key, value)| each(value, &at.key(key), visit)),
        },
        Value::Array(items) => {
            items.iter_mut().enumerate().for_each(|(index, item)| each(item, &at.index(index), visit));
        }
        _ => {}
    }
}

/// Keys of headers and media types. A map of parameters can have one called `schema`, but hardly only these.
const BESIDE_SCHEMA: &[&str] =
    &["schema", "example", "examples", "encoding", "description", "required", "deprecated", "style", "explode"];

/// The kind of object that has such keys.
fn kind(map: &Map<String, Value>) -> Option<Kind> {
    let text = |key: &str| map.get(key).is_some_and(Value::is_string);
    let object = |key: &str| map.get(key).is_some_and(Value::is_object);
    let list = |key: &str| map.get(key).is_some_and(Value::is_array);
    let methods = || METHODS.iter().any(|method| map.get(*method).is_some_and(Value::is_object));
    if text("openapi") || text("swagger") || object("paths") {
        Some(Kind::Document)
    } else if is_example(map) {
        Some(Kind::Example)
    } else if object("schemas") || object("securitySchemes") || object("requestBodies") {
        Some(Kind::Components)
    } else if object("responses") {
        Some(Kind::Operation)
    } else if text("name") && text("in") {
        Some(Kind::Parameter)
    } else if is_schema(map) {
        Some(Kind::Schema)
    } else if object("schema") && map.keys().all(|key| BESIDE_SCHEMA.contains(&key.as_str()) || key.starts_with("x-")) {
        Some(if text("description") || map.contains_key("style") { Kind::Header } else { Kind::MediaType })
    } else if object("content") || (text("description") && (object("headers") || object("links"))) {
        Some(Kind::Response)
    } else if methods() && !list("required") {
        Some(Kind::PathItem)
    } else {
        None
    }
}

/// Whether it is an Example Object, whose value is payload; a map of schemas may have one called `value`.
fn is_example(map: &Map<String, Value>) -> bool {
    const KEYS: &[&str] = &["summary", "description", "value", "externalValue", "dataValue", "serializedValue"];
    let texts = ["summary", "description"].iter().all(|key| map.get(*key).is_none_or(Value::is_string));
    let schema = map.len() == 1 && map.get("value").and_then(Value::as_object).is_some_and(is_schema);
    let payload = map.contains_key("value") || map.contains_key("dataValue");
    payload && texts && !schema && map.keys().all(|key| KEYS.contains(&key.as_str()) || key.starts_with("x-"))
}

fn is_schema(map: &Map<String, Value>) -> bool {
    let lists = ["allOf", "oneOf", "anyOf", "enum", "prefixItems"];
    let type_stated = map.get("type").is_some_and(|value| value.is_string() || value.is_array());
    type_stated
        || lists.iter().any(|key| map.get(*key).is_some_and(Value::is_array))
        || ["$ref", "format"].iter().any(|key| map.get(*key).is_some_and(Value::is_string))
        || map.contains_key("const")
        || (map.get("properties").is_some_and(Value::is_object) && map.get("properties").is_some_and(has_only_schemas))
}

/// Whether all values could be schemas: a map of author's names may have one called `properties`.
fn has_only_schemas(value: &Value) -> bool {
    value
        .as_object()
        .is_some_and(|map| map.values().all(|value| value.is_object() || value.is_boolean() || value.is_null()))
}

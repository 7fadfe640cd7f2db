//! Swagger 2.0 to OpenAPI 3.0.
//!
//! | 2.0 | 3.0 |
//! |---|---|
//! | `host`, `basePath`, `schemes` | `servers` |
//! | `definitions`, `responses`, `securityDefinitions` | `components` |
//! | parameters `in: body` and `in: formData` | `requestBody` |
//! | `consumes`, `produces`, a response's `schema` and `examples` | `content` |
//! | a parameter's `type`, `items`, `enum`, … | its `schema` |
//! | `collectionFormat` | `style` and `explode` |
//!
//! What has no counterpart is kept under `x-oas20-…`. Schemas are left to the walk that all versions share.

mod body;
mod operations;
mod parameters;
mod responses;
mod security;
mod servers;

use super::references::fragment;
use super::walk::Run;
use crate::diagnostics::Place;
use serde_json::{Map, Value, json};

/// What operations inherit from the document.
struct Globals {
    consumes: Vec<String>,
    produces: Vec<String>,
    /// `parameters`, as the text has them.
    parameters: Map<String, Value>,
    servers: servers::Parts,
}

/// Rebuilds a Swagger 2.0 document.
pub(super) fn convert(run: &mut Run<'_>, document: Value) -> Value {
    let Value::Object(mut old) = document else { return document };
    let top = run.top().place();
    let mut take = |key: &str| old.shift_remove(key);
    let servers = servers::Parts::new(take("schemes"), take("host"), take("basePath"));
    let (consumes, produces) = (texts(take("consumes").as_ref()), texts(take("produces").as_ref()));
    let parameters = take("parameters").and_then(into_object).unwrap_or_default();
    let globals = Globals { consumes, produces, parameters, servers };

    let mut new = Map::new();
    new.insert(String::from("openapi"), Value::from("3.0.3"));
    let mut components = Map::new();
    for (key, value) in old {
        let place = top.child(&key);
        match (key.as_str(), value) {
            ("swagger", value) => drop(new.insert(String::from("x-oas20-swagger"), value)),
            ("definitions", value) => {
                run.rebuilt(&place, top.child("components").child("schemas"));
                components.insert(String::from("schemas"), value);
            }
            ("responses", value) => {
                let target = top.child("components").child("responses");
                run.rebuilt(&place, target.clone());
                components.insert(key, responses::map(run, value, &globals.produces, &place, &target));
            }
            ("securityDefinitions", Value::Object(entries)) => {
                run.rebuilt(&place, top.child("components").child("securitySchemes"));
                components.insert(String::from("securitySchemes"), security::schemes(entries));
            }
            ("paths", Value::Object(paths)) => {
                let convert = |(path, item): (String, Value)| {
                    let item = operations::path_item(run, item, &globals, &place.child(&path));
                    (path, item)
                };
                new.insert(key, paths.into_iter().map(convert).collect::<Map<_, _>>().into());
            }
            (_, value) => drop(new.insert(key, value)),
        }
    }
    shared_parameters(run, &globals, &mut components, &top);
    if !components.is_empty() {
        new.insert(String::from("components"), Value::Object(components));
    }
    if let Some(servers) = globals.servers.list() {
        new.insert(String::from("servers"), servers.clone());
    }
    Value::Object(new)
}

/// `parameters` of the document. Bodies become request bodies; form fields have no counterpart that could be referred to, and
/// operations have taken what they use.
fn shared_parameters(run: &mut Run<'_>, globals: &Globals, components: &mut Map<String, Value>, top: &Place) {
    for (name, parameter) in &globals.parameters {
        let place = top.child("parameters").child(name);
        let section = match parameter.get("in").and_then(Value::as_str) {
            Some("body") => "requestBodies",
            Some("formData") => "x-oas20-parameters",
            _ => "parameters",
        };
        let target = top.child("components").child(section).child(name);
        run.rebuilt(&place, target.clone());
        let parameter = match (section, parameter) {
            ("requestBodies", Value::Object(map)) => {
                body::from_body(run, map.clone(), &globals.consumes, &place, &target)
            }
            ("parameters", Value::Object(map)) => parameters::parameter(run, map.clone(), &place, &target),
            (_, parameter) => parameter.clone(),
        };
        let entries = components.entry(section).or_insert_with(|| json!({}));
        entries[name] = parameter;
    }
}

/// A list of texts; a single text is a list of one, as many documents write it.
fn texts(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(text)) => vec![text.clone()],
        Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

/// Values of a tree.
fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(count).sum::<usize>(),
        Value::Object(entries) => entries.values().map(count).sum(),
        _ => 0,
    }
}

fn into_object(value: Value) -> Option<Map<String, Value>> {
    match value {
        Value::Object(map) => Some(map),
        _ => None,
    }
}

/// A schema under each of several media types. Only the first one is a copy; the others refer to it, so that neither the
/// document grows with their number nor the types that are made of it.
fn content(run: &mut Run<'_>, media_types: &[String], schema: Value, from: &Place, at: &Place) -> Map<String, Value> {
    let mut content = Map::new();
    // The lists of media types are shared too: each operation has an entry for each.
    let media_types = if run.may_copy(media_types.len(), at) { media_types } else { &[] };
    let mut shared: Option<Value> = None;
    for media_type in media_types {
        let target = at.child(media_type).child("schema");
        let schema = shared.clone().unwrap_or_else(|| schema.clone());
        if shared.is_none() {
            run.rebuilt(from, target.clone());
            let referred = schema.get("$ref").is_some_and(Value::is_string);
            shared = Some(if referred { schema.clone() } else { json!({ "$ref": fragment(&target.pointer) }) });
        }
        content.insert(media_type.clone(), json!({ "schema": schema }));
    }
    content
}

#[cfg(test)]
mod compared;
#[cfg(test)]
mod tests;

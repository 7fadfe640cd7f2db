//! Parameters `in: body` and `in: formData` to a request body.

use super::{Globals, Run, content, parameters};
use crate::diagnostics::Place;
use crate::normalise::references::fragment;
use serde_json::{Map, Value, json};

/// A parameter of an operation, reference followed, and where the text has it.
pub(super) struct Found {
    pub(super) map: Map<String, Value>,
    pub(super) place: Place,
}

/// A request body of a parameter `in: body`.
pub(super) fn from_body(
    run: &mut Run<'_>,
    mut map: Map<String, Value>,
    consumes: &[String],
    from: &Place,
    at: &Place,
) -> Value {
    map.shift_remove("in");
    if let Some(name) = map.shift_remove("name") {
        map.insert(String::from("x-oas20-name"), name);
    }
    let schema = map.shift_remove("schema").unwrap_or_else(|| {
        // Without a schema the parameter itself may say what it is, wrongly but clearly.
        Value::Object(parameters::schema(run, &mut map, from, &at.child("content")))
    });
    let usual = [String::from("application/json")];
    let media_types = if consumes.is_empty() { &usual } else { consumes };
    let content = content(run, media_types, schema, &from.child("schema"), &at.child("content"));
    map.insert(String::from("content"), Value::Object(content));
    Value::Object(map)
}

/// A request body of form fields.
pub(super) fn from_form(run: &mut Run<'_>, fields: Vec<Found>, consumes: &[String], at: &Place) -> Value {
    let has_file = fields.iter().any(|field| field.map.get("type").and_then(Value::as_str) == Some("file"));
    let form = |media_type: &&String| {
        let lower = media_type.to_ascii_lowercase();
        lower.starts_with("multipart/") || (!has_file && lower.starts_with("application/x-www-form-urlencoded"))
    };
    let mut media_types: Vec<String> = consumes.iter().filter(form).cloned().collect();
    if media_types.is_empty() {
        let usual = if has_file { "multipart/form-data" } else { "application/x-www-form-urlencoded" };
        media_types.push(usual.to_owned());
    }
    let first = at.child("content").child(&media_types[0]).child("schema");
    let mut properties = Map::new();
    let mut required = Vec::new();
    let mut encoding = Map::new();
    let mut any_place = at.clone();
    for Found { mut map, place } in fields {
        let Some(Value::String(name)) = map.shift_remove("name") else { continue };
        let target = first.child("properties").child(&name);
        run.rebuilt(&place, target.clone());
        if map.shift_remove("required") == Some(Value::Bool(true)) {
            required.push(Value::from(name.as_str()));
        }
        map.shift_remove("in");
        let format = map.shift_remove("collectionFormat");
        if map.get("type").and_then(Value::as_str) == Some("array") {
            let explode = format.as_ref().and_then(Value::as_str) == Some("multi");
            let style = match format.as_ref().and_then(Value::as_str) {
                Some("ssv") => "spaceDelimited",
                Some("pipes") => "pipeDelimited",
                _ => "form",
            };
            encoding.insert(name.clone(), json!({ "style": style, "explode": explode }));
        }
        if let Some(format) = format {
            map.insert(String::from("x-oas20-collectionFormat"), format);
        }
        any_place = place;
        properties.insert(name, Value::Object(map));
    }
    let mut schema = Map::from_iter([
        (String::from("type"), Value::from("object")),
        (String::from("properties"), Value::Object(properties)),
    ]);
    let needed = !required.is_empty();
    if needed {
        schema.insert(String::from("required"), Value::Array(required));
    }
    // The schema itself stands nowhere in the text; the list of parameters is where its author would look.
    let list = any_place.parent();
    let mut content = content(run, &media_types, Value::Object(schema), &list.child("-"), &at.child("content"));
    if !encoding.is_empty() {
        content.values_mut().for_each(|media_type| media_type["encoding"] = Value::Object(encoding.clone()));
    }
    json!({ "required": needed, "content": content })
}

/// The request body of an operation: of its body parameter, or of its form fields.
pub(super) fn request_body(
    run: &mut Run<'_>,
    body: Option<(Found, Option<String>)>,
    fields: Vec<Found>,
    consumes: &[String],
    globals: &Globals,
    at: &Place,
) -> Option<Value> {
    match body {
        // A body that operations share stays shared, unless its media types are this operation's own.
        Some((_, Some(name))) if consumes == globals.consumes => {
            let place = Place::root(at.file).child("components").child("requestBodies").child(name);
            Some(json!({ "$ref": fragment(&place.pointer) }))
        }
        Some((Found { map, place }, _)) => {
            run.rebuilt(&place, at.clone());
            Some(from_body(run, map, consumes, &place, at))
        }
        None if fields.is_empty() => None,
        None => Some(from_form(run, fields, consumes, at)),
    }
}

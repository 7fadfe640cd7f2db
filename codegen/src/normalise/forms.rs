//! Wild habits: values of the wrong form whose meaning is clear.
//!
//! `maxLength: 10.0`, `required: "true"`, `version: 1.0`, `type: int`, `tags: pets`, `properties:` without a value. Each is
//! read as it was meant, with a warning where it was not merely another spelling of the same value.

use super::dialect::Dialect;
use super::kinds::Kind;
use super::walk::{Run, Trail};
use crate::diagnostics::{Code, Diagnostic};
use serde_json::{Map, Value, json};

/// The form that OpenAPI gives a value.
#[derive(Clone, Copy)]
enum Form {
    Text,
    Flag,
    /// A whole number.
    Count,
    Number,
    TextList,
    /// A list of objects.
    List,
}

/// Repairs the values of one object.
pub(super) fn repair(run: &mut Run<'_>, kind: Kind, map: &mut Map<String, Value>, at: &Trail<'_>) {
    absent(run, kind, map, at);
    if kind == Kind::Schema {
        type_name(run, map, at);
        required_properties(run, map, at);
        discriminator(run, map, at);
        enumeration(run, map, at);
    }
    for (key, value) in map.iter_mut() {
        if key == "parameters" && matches!(kind, Kind::PathItem | Kind::Operation) {
            parameters(run, value, &at.key(key));
        }
        if let Some(form) = form(kind, key) {
            fit(run, form, value, key, &at.key(key));
        }
    }
}

/// `enum` with something else than a list: one value, or a mapping whose keys the values are most likely.
fn enumeration(run: &mut Run<'_>, map: &mut Map<String, Value>, at: &Trail<'_>) {
    let Some(value) = map.get_mut("enum").filter(|value| !value.is_array()) else { return };
    let meant = match value {
        Value::Object(entries) => entries.keys().cloned().map(Value::from).collect(),
        _ => json!([value.take()]),
    };
    let finding =
        Diagnostic::new(Code::Repaired, at.key("enum").place(), format!("`enum` is read as {}", shown(&meant)));
    run.report(finding.help("write a list: `enum: [a, b]`"));
    *value = meant;
}

/// A key without a value, which YAML reads as `null`, is a key that is not there; but `null` can be an example, and a
/// reference to nothing is a slip.
fn absent(run: &mut Run<'_>, kind: Kind, map: &mut Map<String, Value>, at: &Trail<'_>) {
    if matches!(kind, Kind::Callback) || !map.values().any(Value::is_null) {
        return;
    }
    if kind != Kind::Example && map.get("$ref").is_some_and(Value::is_null) {
        let finding = Diagnostic::new(Code::Malformed, at.key("$ref").place(), "`$ref` has no value").at_key();
        run.report(finding.help("put the reference in quotes: without them, `#` begins a comment"));
    }
    let meant =
        |key: &str| matches!(key, "default" | "example" | "const" | "value" | "dataValue") || key.starts_with("x-");
    map.retain(|key, value| !value.is_null() || meant(key));
}

/// The form of a key's value, if it has one of these forms.
fn form(kind: Kind, key: &str) -> Option<Form> {
    use Kind::{Document, Header, Info, Operation, Parameter, PathItem, RequestBody, Response, Schema, Server, Tag};
    Some(match (kind, key) {
        (Info, "title" | "version" | "description" | "termsOfService")
        | (Server, "url" | "description")
        | (Tag, "name" | "description")
        | (PathItem, "summary" | "description")
        | (Operation, "summary" | "description" | "operationId")
        | (Parameter | Header, "name" | "in" | "description" | "style")
        | (RequestBody | Response, "description")
        | (Schema, "title" | "description" | "format" | "pattern") => Form::Text,
        (Operation, "deprecated")
        | (Parameter | Header, "required" | "deprecated" | "allowEmptyValue" | "explode" | "allowReserved")
        | (RequestBody, "required")
        | (Schema, "nullable" | "readOnly" | "writeOnly" | "deprecated" | "uniqueItems") => Form::Flag,
        (Schema, "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties" | "maxProperties") => {
            Form::Count
        }
        (Schema, "minimum" | "maximum" | "multipleOf") => Form::Number,
        (Schema, "required") | (Operation, "tags") => Form::TextList,
        (Document, "servers" | "security" | "tags")
        | (PathItem, "servers" | "parameters")
        | (Operation, "servers" | "security" | "parameters") => Form::List,
        _ => return None,
    })
}

/// Parameters by name, as components have them, where a list belongs.
fn parameters(run: &mut Run<'_>, value: &mut Value, at: &Trail<'_>) {
    let Some(entries) = value.as_object_mut() else { return };
    let is_one = ["name", "in", "$ref"].iter().any(|key| entries.contains_key(*key));
    if is_one || entries.is_empty() || !entries.values().all(Value::is_object) {
        return;
    }
    let finding =
        Diagnostic::new(Code::Repaired, at.place(), "`parameters` is read as the list of its entries").at_key();
    run.report(finding.help("write a list: `parameters: [{name: limit, in: query}]`"));
    let place = at.place();
    let mut list = Vec::new();
    for (index, (name, mut parameter)) in std::mem::take(entries).into_iter().enumerate() {
        run.moved(&place.child(&name), place.child(index));
        if let Some(map) = parameter.as_object_mut().filter(|map| !map.contains_key("$ref")) {
            map.entry("name").or_insert(Value::from(name));
        }
        list.push(parameter);
    }
    *value = Value::Array(list);
}

/// Gives a value its form, if there is one way to do so.
fn fit(run: &mut Run<'_>, form: Form, value: &mut Value, key: &str, at: &Trail<'_>) {
    let meant = match form {
        Form::Text => scalar_text(value).map(Value::String),
        Form::Flag => value.as_str().and_then(flag).map(Value::Bool),
        Form::Count => return count(run, value, key, at),
        Form::Number => value.as_str().and_then(|text| serde_json::from_str(text).ok()).filter(Value::is_number),
        Form::TextList => match value {
            Value::String(text) => Some(json!([text])),
            Value::Array(items) if items.iter().any(|item| scalar_text(item).is_some()) => {
                let text = |item: &Value| scalar_text(item).map_or_else(|| item.clone(), Value::String);
                Some(items.iter().map(text).collect())
            }
            _ => None,
        },
        Form::List => value.is_object().then(|| json!([value.clone()])),
    };
    if let Some(meant) = meant {
        run.repaired(at, format!("`{key}` is read as {}", shown(&meant)));
        *value = meant;
    }
}

/// A boolean in quotes, or as YAML 1.1 had it.
fn flag(text: &str) -> Option<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" => Some(true),
        "false" | "no" | "off" => Some(false),
        _ => None,
    }
}

/// A whole number, which some write as `10.0`: the same value, so nobody is told.
fn count(run: &mut Run<'_>, value: &mut Value, key: &str, at: &Trail<'_>) {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) if number.is_f64() => number.to_string(),
        _ => return,
    };
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let Some(meant) = whole.parse::<u64>().ok().filter(|_| fraction.bytes().all(|digit| digit == b'0')) else { return };
    if value.is_string() {
        run.repaired(at, format!("`{key}` is read as {meant}"));
    }
    *value = Value::from(meant);
}

/// The text that a number or boolean stands for where text belongs.
fn scalar_text(value: &Value) -> Option<String> {
    match value {
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        _ => None,
    }
}

fn shown(value: &Value) -> String {
    let text = value.to_string();
    if text.chars().count() <= 60 { format!("`{text}`") } else { String::from("a list of one") }
}

/// Names of types that are not JSON Schema's, with the type and the format that they mean.
const TYPE_NAMES: &[(&str, &str, &str)] = &[
    ("int", "integer", ""),
    ("int32", "integer", "int32"),
    ("int64", "integer", "int64"),
    ("long", "integer", "int64"),
    ("float", "number", "float"),
    ("double", "number", "double"),
    ("numeric", "number", ""),
    ("decimal", "number", ""),
    ("bool", "boolean", ""),
    ("str", "string", ""),
    ("text", "string", ""),
    ("date", "string", "date"),
    ("datetime", "string", "date-time"),
    ("date-time", "string", "date-time"),
    ("timestamp", "string", "date-time"),
    ("uuid", "string", "uuid"),
    ("file", "string", "binary"),
    ("binary", "string", "binary"),
    ("dict", "object", ""),
    ("map", "object", ""),
    ("hash", "object", ""),
    ("list", "array", ""),
    ("any", "", ""),
    ("mixed", "", ""),
];

/// A type's name in another language or in capitals.
fn type_name(run: &mut Run<'_>, map: &mut Map<String, Value>, at: &Trail<'_>) {
    const KNOWN: &[&str] = &["string", "number", "integer", "boolean", "array", "object", "null"];
    let Some(Value::String(name)) = map.get("type") else { return };
    let lower = name.trim().to_ascii_lowercase();
    if KNOWN.contains(&name.as_str()) {
        return;
    }
    let known = KNOWN.iter().find(|known| **known == lower).map(|known| (*known, ""));
    let meant = || TYPE_NAMES.iter().find(|row| row.0 == lower).map(|row| (row.1, row.2));
    let Some((meant, format)) = known.or_else(meant) else { return };
    let message = match meant {
        "" => format!("`type: {name}` is read as a schema without a type"),
        _ => format!("`type: {name}` is read as `{meant}`"),
    };
    // Swagger 2.0 has a type of this name.
    if lower != "file" {
        run.repaired(&at.key("type"), message);
    }
    match meant {
        "" => drop(map.shift_remove("type")),
        _ => drop(map.insert(String::from("type"), Value::from(meant))),
    }
    if !format.is_empty() {
        map.entry("format").or_insert_with(|| Value::from(format));
    }
}

/// `required: true` on a property, as JSON Schema had it before draft 4: the object's list names the property.
fn required_properties(run: &mut Run<'_>, map: &mut Map<String, Value>, at: &Trail<'_>) {
    if map.get("required").is_some_and(Value::is_boolean) {
        // Properties have lost theirs to the object around them by now.
        map.shift_remove("required");
        let message = "`required` names no property here and is ignored";
        let finding = Diagnostic::new(Code::Repaired, at.key("required").place(), message);
        run.report(finding.help("the object's list names its required properties: `required: [name]`"));
    }
    let Some(Value::Object(properties)) = map.get_mut("properties") else { return };
    let mut required = Vec::new();
    for (name, property) in properties.iter_mut() {
        let Some(Value::Bool(flag)) = property.get("required") else { continue };
        let properties = at.key("properties");
        run.repaired(
            &properties.key(name).key("required"),
            format!("`required: {flag}` belongs in the list of the object"),
        );
        if *flag {
            required.push(name.clone());
        }
        if let Some(property) = property.as_object_mut() {
            property.shift_remove("required");
        }
    }
    if !required.is_empty()
        && let Value::Array(list) = map.entry("required").or_insert_with(|| json!([]))
    {
        required.retain(|name| !list.iter().any(|known| known == name));
        list.extend(required.into_iter().map(Value::String));
    }
}

/// A discriminator that is only a name: Swagger 2.0's form.
fn discriminator(run: &mut Run<'_>, map: &mut Map<String, Value>, at: &Trail<'_>) {
    let Some(Value::String(name)) = map.get("discriminator") else { return };
    let meant = json!({ "propertyName": name });
    if run.dialect != Dialect::Swagger {
        run.repaired(&at.key("discriminator"), format!("`discriminator` is read as {}", shown(&meant)));
    }
    map.insert(String::from("discriminator"), meant);
}

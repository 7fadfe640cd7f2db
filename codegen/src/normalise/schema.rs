//! JSON Schema 2020-12, as OpenAPI 3.1 has it, to the schemas of 3.0.
//!
//! | 3.1 | 3.0 |
//! |---|---|
//! | `true`, `false` | `{}`, `{not: {}}` |
//! | `type: [T, "null"]` | `type: T, nullable: true` |
//! | `type: [A, B]` | `anyOf` of both (see [`types`](super::types)) |
//! | `const: v` | `enum: [v]` |
//! | `exclusiveMinimum: 5` | `minimum: 5, exclusiveMinimum: true` |
//! | `contentEncoding: base64` | `format: byte` |
//! | `prefixItems: [A, B], items: false` | `x-oas31-prefixItems: [A, B], maxItems: 2` |
//! | `examples: [v, …]` | `example: v`, and all of them in `x-oas31-examples` |
//! | `$ref` beside keywords that constrain | `allOf: [$ref]` beside these |
//! | any other newer keyword | `x-oas31-<keyword>` |
//!
//! Annotations stay beside a `$ref`, where lowering and docs look for them. The rules hold for documents of every version:
//! many a 3.0 document says `type: [string, "null"]`, and there is only one thing that it can mean.

use super::dialect::Dialect;
use super::rename::{move_key, to_extension};
use super::types;
use super::walk::{Run, Trail};
use serde_json::{Map, Value, json};

/// Keywords without a counterpart.
const NEWER: &[&str] = &[
    "prefixItems",
    "patternProperties",
    "propertyNames",
    "contains",
    "minContains",
    "maxContains",
    "if",
    "then",
    "else",
    "dependentSchemas",
    "dependentRequired",
    "dependencies",
    "unevaluatedProperties",
    "unevaluatedItems",
    "contentSchema",
    "contentMediaType",
    "$id",
    "$schema",
    "$anchor",
    "$dynamicAnchor",
    "$vocabulary",
    "$comment",
];

/// Keywords that say something about a schema rather than about its values.
const ANNOTATIONS: &[&str] = &[
    "$ref",
    "title",
    "summary",
    "description",
    "deprecated",
    "readOnly",
    "writeOnly",
    "nullable",
    "default",
    "example",
    "examples",
    "externalDocs",
    "xml",
    "$comment",
    "$defs",
    "definitions",
    "$schema",
    "$id",
    "$anchor",
    "$dynamicAnchor",
];

/// Whether a keyword says something about a schema rather than about its values, so that it counts beside a reference.
pub(super) fn annotates(key: &str) -> bool {
    ANNOTATIONS.contains(&key) || key.starts_with("x-")
}

/// Schemas that are no objects: `true`, `false` and the empty value that YAML makes of a key without one.
pub(super) fn whole(value: &mut Value, at: &Trail<'_>) {
    // 3.0 has booleans here too, and lowering reads them.
    let open = matches!(
        at.last(),
        Some("additionalProperties" | "x-oas31-unevaluatedProperties" | "x-oas31-unevaluatedItems")
    );
    match value {
        Value::Bool(true) if !open => *value = json!({}),
        Value::Bool(false) if !open => *value = json!({"not": {}}),
        Value::Null => *value = json!({}),
        _ => {}
    }
}

/// Rewrites one schema; those within it come later.
pub(super) fn rewrite(run: &mut Run<'_>, map: &mut Map<String, Value>, at: &Trail<'_>) {
    if map.get("x-nullable") == Some(&Value::Bool(true)) {
        // Swagger 2.0 has no keyword for it, and everybody writes this one.
        move_key(run, map, "x-nullable", "nullable", at);
    }
    if map.contains_key("collectionFormat") {
        to_extension(run, map, "collectionFormat", "x-oas20-", at);
    }
    names(run, map, at);
    dynamic_reference(run, map, at);
    constant(map);
    bound(map, "minimum", "exclusiveMinimum", |exclusive, inclusive| exclusive >= inclusive);
    bound(map, "maximum", "exclusiveMaximum", |exclusive, inclusive| exclusive <= inclusive);
    content(run, map, at);
    examples(run, map, at);
    tuple(run, map, at);
    let newer: Vec<&str> = map.keys().filter_map(|key| NEWER.iter().find(|newer| *newer == key).copied()).collect();
    for key in newer {
        to_extension(run, map, key, "x-oas31-", at);
    }
    closed_tuple(map);
    types::rewrite(run, map, at);
    if run.dialect >= Dialect::V31 {
        reference(run, map, at);
    }
}

/// Notes `$anchor`, `$id` and definitions of its own, so that references by them can be followed.
fn names(run: &mut Run<'_>, map: &Map<String, Value>, at: &Trail<'_>) {
    for key in ["$anchor", "$dynamicAnchor"] {
        if let Some(Value::String(name)) = map.get(key) {
            run.named(format!("#{name}"), at);
        }
    }
    if let Some(Value::String(id)) = map.get("$id") {
        run.named(id.clone(), at);
    }
    for section in ["$defs", "definitions"] {
        if let Some(Value::Object(names)) = map.get(section) {
            run.defined(section, names, at);
        }
    }
}

/// `$dynamicRef` as the `$ref` that it is wherever nothing overrides its anchor.
fn dynamic_reference(run: &mut Run<'_>, map: &mut Map<String, Value>, at: &Trail<'_>) {
    if map.contains_key("$dynamicRef") && !map.contains_key("$ref") {
        move_key(run, map, "$dynamicRef", "$ref", at);
        map.insert(String::from("x-oas31-$dynamicRef"), Value::Bool(true));
    }
}

/// `const`, which wins over an `enum` beside it.
fn constant(map: &mut Map<String, Value>) {
    let index = map.keys().take_while(|key| *key != "const").count();
    if let Some(value) = map.shift_remove("const") {
        map.shift_remove("enum");
        map.shift_insert(index.min(map.len()), String::from("enum"), Value::Array(vec![value]));
    }
}

/// A numeric exclusive bound. Of two bounds the tighter one counts.
fn bound(map: &mut Map<String, Value>, inclusive: &str, exclusive: &str, tighter: fn(f64, f64) -> bool) {
    let Some(limit) = map.get(exclusive).filter(|limit| limit.is_number()).cloned() else { return };
    let other = map.get(inclusive).and_then(Value::as_f64);
    let wins = limit.as_f64().zip(other).is_none_or(|(limit, other)| tighter(limit, other));
    if wins {
        map.insert(inclusive.to_owned(), limit);
        map.insert(exclusive.to_owned(), Value::Bool(true));
    } else {
        map.shift_remove(exclusive);
    }
}

/// `contentEncoding` and `contentMediaType` as formats, where 3.0 has one.
fn content(run: &mut Run<'_>, map: &mut Map<String, Value>, at: &Trail<'_>) {
    let binary = map.get("contentMediaType").and_then(Value::as_str) == Some("application/octet-stream");
    let encoding = map.get("contentEncoding").and_then(Value::as_str).map(str::to_ascii_lowercase);
    let format = match encoding.as_deref() {
        Some("base64") => Some("byte"),
        None | Some("binary") if binary => Some("binary"),
        _ => None,
    };
    if let Some(format) = format
        && !map.contains_key("format")
    {
        map.shift_remove("contentEncoding");
        map.insert(String::from("format"), Value::from(format));
        map.entry("type").or_insert_with(|| Value::from("string"));
    }
    if map.contains_key("contentEncoding") {
        to_extension(run, map, "contentEncoding", "x-oas31-", at);
    }
}

/// A list of examples.
fn examples(run: &mut Run<'_>, map: &mut Map<String, Value>, at: &Trail<'_>) {
    let Some(Value::Array(examples)) = map.get("examples") else { return };
    let first = examples.first().cloned();
    to_extension(run, map, "examples", "x-oas31-", at);
    if let Some(first) = first {
        map.entry("example").or_insert(first);
    }
}

/// A list of schemas under `items`: a tuple, as drafts before 2020-12 wrote it.
fn tuple(run: &mut Run<'_>, map: &mut Map<String, Value>, at: &Trail<'_>) {
    if map.get("items").is_some_and(Value::is_array) && !map.contains_key("prefixItems") {
        move_key(run, map, "items", "x-oas31-prefixItems", at);
        move_key(run, map, "additionalItems", "items", at);
    } else if map.contains_key("additionalItems") {
        to_extension(run, map, "additionalItems", "x-oas31-", at);
    }
}

/// `items: false` behind the items of a tuple says how long it is at most, for which 3.0 has a keyword.
fn closed_tuple(map: &mut Map<String, Value>) {
    let Some(Value::Array(items)) = map.get("x-oas31-prefixItems") else { return };
    let length = u64::try_from(items.len()).unwrap_or(u64::MAX);
    if map.get("items") == Some(&Value::Bool(false)) {
        map.shift_remove("items");
        let most = map.get("maxItems").and_then(Value::as_u64).map_or(length, |most| most.min(length));
        map.insert(String::from("maxItems"), Value::from(most));
    }
}

/// A `$ref` beside keywords that constrain: both hold.
fn reference(run: &mut Run<'_>, map: &mut Map<String, Value>, at: &Trail<'_>) {
    if !map.get("$ref").is_some_and(Value::is_string) || map.keys().all(|key| annotates(key)) {
        return;
    }
    let Some(target) = map.shift_remove("$ref") else { return };
    let all = map.entry("allOf").or_insert_with(|| json!([]));
    if let Value::Array(all) = all {
        let place = at.place();
        run.moved(&place.child("$ref"), place.child("allOf").child(all.len()).child("$ref"));
        all.push(json!({ "$ref": target }));
    }
}

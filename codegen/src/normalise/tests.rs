//! Normalising: each rewrite, and that nothing is lost over real and damaged documents.

use super::*;
use crate::diagnostics::{Code, Diagnostic, json_lines};
use crate::read;
use crate::source::{Source, Sources, documents};
use serde_json::{Map, json};
use std::collections::BTreeSet;

/// A document's components/schemas after normalising, with the codes and places of the findings.
fn schemas(version: &str, schemas: Value) -> (Value, Vec<(Code, String)>) {
    let mut sink = Sink::new();
    let document = json!({"openapi": version, "paths": {}, "components": {"schemas": schemas}});
    let document = normalise(document, FileId(0), &mut sink);
    (document["components"]["schemas"].clone(), places(&sink))
}

/// The findings, but for what these small documents lack.
fn places(sink: &Sink) -> Vec<(Code, String)> {
    let found = sink.found().iter().filter(|found| found.code != Code::MissingKey);
    found.map(|found| (found.code, found.place.pointer.clone())).collect()
}

/// One schema, from 3.1 to 3.0.
fn rewritten(schema: Value) -> Value {
    let (result, findings) = schemas("3.1.0", json!({ "S": schema }));
    assert_eq!(findings, []);
    result["S"].clone()
}

#[test]
fn a_version_that_is_not_read_is_an_error() {
    let mut sink = Sink::new();
    normalise(json!({"openapi": "4.0.0"}), FileId(0), &mut sink);
    assert_eq!(places(&sink), [(Code::Version, String::from("/openapi"))]);
    assert!(sink.has_errors());
}

#[test]
fn types_and_null() {
    assert_eq!(rewritten(json!({"type": ["string", "null"]})), json!({"type": "string", "nullable": true}));
    assert_eq!(rewritten(json!({"type": ["null"]})), json!({"type": "null"}));
    assert_eq!(rewritten(json!({"type": ["integer", "number"]})), json!({"type": "number"}));
    assert_eq!(
        rewritten(json!({"type": ["string", "integer", "null"], "minLength": 1, "format": "int64", "title": "t"})),
        json!({
            "title": "t", "nullable": true,
            "anyOf": [{"type": "string", "minLength": 1}, {"type": "integer", "format": "int64"}]
        })
    );
    assert_eq!(
        rewritten(json!({"type": ["string", "integer"], "enum": ["a", 1]})),
        json!({"enum": ["a", 1], "x-oas31-type": ["string", "integer"]})
    );
}

#[test]
fn constants_bounds_booleans_and_content() {
    assert_eq!(rewritten(json!({"const": null, "title": "t"})), json!({"enum": [null], "title": "t"}));
    let bound =
        rewritten(json!({"type": "number", "exclusiveMinimum": 1, "minimum": 0, "exclusiveMaximum": 9, "maximum": 5}));
    assert_eq!(bound, json!({"type": "number", "exclusiveMinimum": true, "minimum": 1, "maximum": 5}));
    let schema = json!({"properties": {"a": true, "b": false}, "items": true, "additionalProperties": false});
    let expected = json!({"properties": {"a": {}, "b": {"not": {}}}, "items": {}, "additionalProperties": false});
    assert_eq!(rewritten(schema), expected);
    let bytes = rewritten(json!({"type": "string", "contentEncoding": "base64", "contentMediaType": "image/png"}));
    assert_eq!(bytes, json!({"type": "string", "format": "byte", "x-oas31-contentMediaType": "image/png"}));
    let raw = rewritten(json!({"contentMediaType": "application/octet-stream"}));
    assert_eq!(raw["format"], "binary");
    assert_eq!(rewritten(json!({"examples": [1, 2]})), json!({"x-oas31-examples": [1, 2], "example": 1}));
}

#[test]
fn newer_keywords_become_extensions_and_are_rewritten_within() {
    let schema = json!({
        "prefixItems": [{"type": ["string", "null"]}],
        "patternProperties": {"^x-": {"const": 1}},
        "if": {"const": 1}, "then": true, "$id": "urn:a", "unevaluatedProperties": false
    });
    let expected = json!({
        "x-oas31-prefixItems": [{"type": "string", "nullable": true}],
        "x-oas31-patternProperties": {"^x-": {"enum": [1]}},
        "x-oas31-if": {"enum": [1]}, "x-oas31-then": {}, "x-oas31-$id": "urn:a", "x-oas31-unevaluatedProperties": false
    });
    assert_eq!(rewritten(schema), expected);
}

#[test]
fn tuples_say_how_long_they_are() {
    let closed = rewritten(json!({"prefixItems": [{}, {}], "items": false, "maxItems": 5}));
    assert_eq!(closed, json!({"x-oas31-prefixItems": [{}, {}], "maxItems": 2}));
    let draft_4 = rewritten(json!({"items": [{}], "additionalItems": false}));
    assert_eq!(draft_4, json!({"x-oas31-prefixItems": [{}], "maxItems": 1}));
    let open = rewritten(json!({"prefixItems": [{}], "items": true}));
    assert_eq!(open, json!({"x-oas31-prefixItems": [{}], "items": {}}));
}

#[test]
fn newer_keys_of_3_2_are_kept() {
    let mut sink = Sink::new();
    let operation = json!({
        "security": [{"#/components/securitySchemes/a~1b": ["s"]}],
        "responses": {"200": {"summary": "s", "content": {"a/b": {
            "itemSchema": {"const": 1}, "examples": {"e": {"dataValue": 2, "serializedValue": "2"}}
        }}}},
    });
    let document = json!({"openapi": "3.2.0", "$self": "u", "paths": {"/a": {
        "query": operation, "additionalOperations": {"COPY": {"responses": {}}}
    }}});
    let document = normalise(document, FileId(0), &mut sink);
    assert_eq!(places(&sink), []);
    assert_eq!(document["x-oas32-$self"], "u");
    let item = &document["paths"]["/a"];
    assert_eq!(item["query"]["security"], json!([{"a/b": ["s"]}]));
    assert!(item["additionalOperations"]["COPY"].is_object());
    let response = &item["query"]["responses"]["200"];
    assert_eq!(response["x-oas32-summary"], "s");
    let media_type = &response["content"]["a/b"];
    assert_eq!(media_type["x-oas32-itemSchema"], json!({"enum": [1]}));
    assert_eq!(media_type["examples"]["e"], json!({"value": 2, "x-oas32-serializedValue": "2"}));
}

#[test]
fn a_query_that_is_a_form_is_an_exploded_object() {
    let mut sink = Sink::new();
    let whole =
        |media_type: &str| json!({"name": "q", "in": "querystring", "content": {media_type: {"schema": {"const": 1}}}});
    let form = whole("application/x-www-form-urlencoded");
    let parameters = json!([form, whole("application/json")]);
    let document = json!({"openapi": "3.2.0", "paths": {"/a": {"parameters": parameters}}});
    let document = normalise(document, FileId(0), &mut sink);
    let expected = json!({"name": "q", "in": "query", "style": "form", "explode": true, "schema": {"enum": [1]}});
    assert_eq!(document["paths"]["/a"]["parameters"][0], expected);
    assert_eq!(document["paths"]["/a"]["parameters"][1]["in"], "querystring");
}

#[test]
fn siblings_of_a_reference() {
    let (result, _) = schemas(
        "3.1.0",
        json!({
            "A": {"type": "object"},
            "B": {"$ref": "#/components/schemas/A", "description": "d", "deprecated": true},
            "C": {"$ref": "#/components/schemas/A", "required": ["x"]},
        }),
    );
    assert_eq!(result["B"]["$ref"], "#/components/schemas/A");
    assert_eq!(result["C"], json!({"required": ["x"], "allOf": [{"$ref": "#/components/schemas/A"}]}));
    let (old, _) = schemas("3.0.3", json!({"C": {"$ref": "#/components/schemas/C", "required": ["x"]}}));
    assert_eq!(old["C"]["$ref"], "#/components/schemas/C");
}

#[test]
fn references_into_what_moved_still_lead_there() {
    let (result, _) = schemas(
        "3.1.0",
        json!({
            "T": {"prefixItems": [{"type": ["object", "string"], "properties": {"a b": {"$anchor": "here"}}}]},
            "R": {"$ref": "#/components/schemas/T/prefixItems/0/properties/a%20b"},
            "N": {"$ref": "#here"},
        }),
    );
    let moved = "#/components/schemas/T/x-oas31-prefixItems/0/anyOf/0/properties/a b";
    assert_eq!((&result["R"]["$ref"], &result["N"]["$ref"]), (&json!(moved), &json!(moved)));
}

#[test]
fn a_schemas_own_definitions_answer_for_it() {
    let (result, _) = schemas(
        "3.1.0",
        json!({
            "S": {"$defs": {"D": {"type": "string"}}, "properties": {"d": {"$ref": "#/$defs/D"}}},
        }),
    );
    assert_eq!(result["S"]["properties"]["d"]["$ref"], "#/components/schemas/S/$defs/D");
}

#[test]
fn later_findings_are_taken_back_to_the_text() {
    let mut sink = Sink::new();
    let document = json!({"openapi": "3.1.0", "webhooks": {"w": {"post": {}}}, "components": {"schemas": {
        "T": {"prefixItems": [{"type": ["object", "string"], "properties": {"a": {}}}]}
    }}});
    normalise(document, FileId(0), &mut sink);
    for pointer in ["/x-oas31-webhooks/w/post", "/components/schemas/T/x-oas31-prefixItems/0/anyOf/0/properties/a/b"] {
        sink.push(Diagnostic::new(Code::Malformed, Place::new(pointer), "m"));
    }
    let found: Vec<_> = places(&sink).into_iter().map(|(_, pointer)| pointer).collect();
    assert_eq!(found, ["/webhooks/w/post", "/components/schemas/T/prefixItems/0/properties/a/b"]);
}

#[test]
fn wild_habits_are_read_as_they_were_meant() {
    let (result, findings) = schemas(
        "3.0.0",
        json!({
            "A": {"type": "Object", "maxProperties": 10.0, "properties": {"p": {"type": "int", "required": true}, "q": null}},
            "B": {"type": "array", "items": [{"type": "string"}], "minItems": "2", "description": null, "default": null},
            "C": {"type": "string", "enum": "x", "nullable": "true", "discriminator": "kind", "required": "a"},
        }),
    );
    let expected = json!({
        "A": {"type": "object", "maxProperties": 10, "properties": {"p": {"type": "integer"}, "q": {}}, "required": ["p"]},
        "B": {"type": "array", "x-oas31-prefixItems": [{"type": "string"}], "minItems": 2, "default": null},
        "C": {"type": "string", "enum": ["x"], "nullable": true, "discriminator": {"propertyName": "kind"}, "required": ["a"]},
    });
    assert_eq!(result, expected);
    let found: Vec<_> =
        findings.iter().map(|(code, pointer)| (*code, pointer.trim_start_matches("/components/schemas"))).collect();
    let repaired = [
        "/A/type",
        "/A/properties/p/required",
        "/A/properties/p/type",
        "/B/minItems",
        "/C/discriminator",
        "/C/enum",
        "/C/nullable",
        "/C/required",
    ];
    assert_eq!(found, repaired.map(|pointer| (Code::Repaired, pointer)));
}

#[test]
fn parts_are_told_by_their_keys() {
    let root = json!({"openapi": "3.1.0"});
    let part = |value: Value| normalise_part(value, &root, FileId(1), &mut Sink::new());
    let nullable = json!({"type": "string", "nullable": true});
    assert_eq!(part(json!({"type": ["string", "null"]})), nullable);
    assert_eq!(part(json!({"a": {"b": {"type": ["string", "null"]}}}))["a"]["b"], nullable);
    let operation = json!({"get": {"responses": {"200": {"content": {"a/b": {"schema": {"const": 1}}}}}}});
    assert_eq!(part(operation)["get"]["responses"]["200"]["content"]["a/b"]["schema"], json!({"enum": [1]}));
    let example = json!({"content": {"a/b": {"example": {"type": ["string", "null"]}}}});
    assert_eq!(part(example.clone()), example);
}

/// Local references of a value.
fn references<'v>(value: &'v Value, found: &mut BTreeSet<&'v str>) {
    match value {
        Value::Object(map) => {
            found.extend(map.get("$ref").and_then(Value::as_str).filter(|text| text.starts_with("#/")));
            map.values().for_each(|value| references(value, found));
        }
        Value::Array(items) => items.iter().for_each(|value| references(value, found)),
        _ => {}
    }
}

/// Local references of a document that lead nowhere.
fn dead(document: &Value) -> Vec<&str> {
    let mut found = BTreeSet::new();
    references(document, &mut found);
    let pointer =
        |text: &str| text[1..].replace("%7B", "{").replace("%7D", "}").replace("%20", " ").replace("%25", "%");
    found.into_iter().filter(|text| document.pointer(&pointer(text)).is_none()).collect()
}

fn operations(document: &Value) -> usize {
    let items = document["paths"].as_object().into_iter().flat_map(Map::values).filter_map(Value::as_object);
    items.map(|item| kinds::METHODS.iter().filter(|method| item.contains_key(**method)).count()).sum()
}

/// Over the project's documents and the public collection beside the checkout, where there is one: nothing is refused, no
/// operation and no schema is lost, and no reference dies.
#[test]
fn real_documents_keep_their_operations_and_references() {
    for path in documents() {
        let source = Source::file(&path).expect("documents are readable UTF-8");
        let mut sink = Sink::new();
        let original = read::read(&source, FileId(0), &mut sink);
        if Dialect::of(&original).is_none() {
            continue;
        }
        let document = normalise(original.clone(), FileId(0), &mut sink);
        assert!(!sink.has_errors(), "{}: {:?}", source.name, sink.found());
        assert_eq!(operations(&original), operations(&document), "{}", source.name);
        let schemas = original.pointer("/components/schemas").or(original.get("definitions"));
        let after = document.pointer("/components/schemas");
        assert_eq!(schemas.and_then(Value::as_object).map(Map::len), after.and_then(Value::as_object).map(Map::len));
        let (before, after) = (dead(&original), dead(&document));
        assert!(after.len() <= before.len(), "{}: {:?}", source.name, &after[..after.len().min(5)]);
    }
}

/// Whatever is cut off or changed in a text, reading and normalising end with a tree or with an error that has a place.
#[test]
fn damaged_texts_are_refused_with_a_place() {
    let texts = [
        "openapi: 3.1.0\ninfo: {title: a, version: '1'}\npaths:\n  /a/{b}:\n    get: &x\n      responses: {200: {description: >-\n          é\n          ö}}\n    put: *x\n",
        "{\"swagger\": \"2.0\", \"paths\": {\"/a\": {\"post\": {\"parameters\": [{\"in\": \"body\", \"schema\": {\"enum\": [1.5, null]}}]}}}}",
    ];
    for text in texts {
        for at in (0..text.len()).filter(|at| text.is_char_boundary(*at)) {
            for damage in ["", "\t", "{", "]", "'", ": ", "\u{0}", "- ", "9", "*x"] {
                let (head, tail) = text.split_at(at);
                let damaged = [head, damage, if damage.is_empty() { "" } else { tail }].concat();
                let mut sink = Sink::new();
                let value = read::read(&Source::inline("document", damaged.clone()), FileId(0), &mut sink);
                if sink.has_errors() {
                    assert!(sink.found().iter().all(|found| found.span.is_some()), "{damaged}");
                    assert!(json_lines(&sink, &Sources::new(Source::inline("d", damaged))).contains("\"line\":"));
                } else {
                    normalise(value, FileId(0), &mut sink);
                }
            }
        }
    }
}

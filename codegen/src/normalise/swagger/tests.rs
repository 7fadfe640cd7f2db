//! Swagger 2.0: each construct and what it becomes.

use crate::diagnostics::{Code, Diagnostic, FileId, Place, Sink};
use crate::normalise::normalise;
use serde_json::{Value, json};

/// A Swagger document with these top-level keys beside the version, normalised.
fn converted(keys: Value) -> (Value, Sink) {
    let mut document = json!({"swagger": "2.0", "info": {"title": "t", "version": "1"}});
    for (key, value) in keys.as_object().expect("keys") {
        document[key] = value.clone();
    }
    let mut sink = Sink::new();
    let document = normalise(document, FileId(0), &mut sink);
    assert_eq!(codes(&sink), []);
    (document, sink)
}

/// The codes of the findings, but for what these small documents lack.
fn codes(sink: &Sink) -> Vec<Code> {
    sink.found().iter().map(|found| found.code).filter(|code| *code != Code::MissingKey).collect()
}

fn operation(operation: Value) -> Value {
    converted(json!({"paths": {"/a": {"post": operation}}})).0["paths"]["/a"]["post"].clone()
}

#[test]
fn servers() {
    let list = |keys: Value| converted(keys).0["servers"].clone();
    assert_eq!(
        list(json!({"host": "h", "basePath": "/v1/", "schemes": ["http", "https"]})),
        json!([{"url": "https://h/v1"}, {"url": "http://h/v1"}])
    );
    assert_eq!(list(json!({"host": "h"})), json!([{"url": "https://h"}]));
    assert_eq!(list(json!({"basePath": "/v1"})), json!([{"url": "/v1"}]));
    assert_eq!(list(json!({})), Value::Null);
    let keys = json!({"host": "h", "paths": {"/a": {"get": {"schemes": ["wss"]}}}});
    assert_eq!(converted(keys).0["paths"]["/a"]["get"]["servers"], json!([{"url": "wss://h"}]));
}

#[test]
fn definitions_and_references() {
    let (document, sink) = converted(json!({
        "definitions": {"A/b": {"properties": {"c": {"$ref": "#/definitions/A~1b", "x-nullable": true}}, "discriminator": "kind"}},
        "responses": {"R": {"description": "d", "schema": {"$ref": "#/definitions/A~1b"}}},
        "paths": {"/a": {"get": {"responses": {"200": {"$ref": "#/responses/R"}}}}},
    }));
    let schema = &document["components"]["schemas"]["A/b"];
    assert_eq!(schema["properties"]["c"], json!({"$ref": "#/components/schemas/A~1b", "nullable": true}));
    assert_eq!(schema["discriminator"], json!({"propertyName": "kind"}));
    assert_eq!(document["paths"]["/a"]["get"]["responses"]["200"]["$ref"], "#/components/responses/R");
    let content = &document["components"]["responses"]["R"]["content"];
    assert_eq!(*content, json!({"application/json": {"schema": {"$ref": "#/components/schemas/A~1b"}}}));
    assert_eq!(sink.origin(&Place::new("/components/schemas/A~1b/properties")).pointer, "/definitions/A~1b/properties");
}

#[test]
fn parameters() {
    let result = operation(json!({"parameters": [
        {"name": "a", "in": "query", "type": "array", "items": {"type": "integer"}, "collectionFormat": "multi"},
        {"name": "b", "in": "path", "required": true, "type": "array", "items": {"type": "string"}},
        {"name": "c", "in": "query", "type": "array", "items": {"type": "string"}, "collectionFormat": "pipes", "x-y": 1},
        {"name": "d", "in": "header", "type": "string", "enum": ["x"], "default": "x", "description": "D"},
    ]}));
    assert_eq!(
        result["parameters"],
        json!([
            {"name": "a", "in": "query", "style": "form", "explode": true, "schema": {"type": "array", "items": {"type": "integer"}}},
            {"name": "b", "in": "path", "required": true, "style": "simple", "explode": false, "schema": {"type": "array", "items": {"type": "string"}}},
            {"name": "c", "in": "query", "x-y": 1, "style": "pipeDelimited", "explode": false, "schema": {"type": "array", "items": {"type": "string"}}},
            {"name": "d", "in": "header", "description": "D", "schema": {"type": "string", "default": "x", "enum": ["x"]}},
        ])
    );
}

#[test]
fn a_list_that_no_style_writes_is_reported() {
    let mut sink = Sink::new();
    let parameter = json!({"name": "a", "in": "query", "type": "array", "items": {}, "collectionFormat": "tsv"});
    normalise(json!({"swagger": "2.0", "paths": {"/a": {"get": {"parameters": [parameter]}}}}), FileId(0), &mut sink);
    assert_eq!(codes(&sink), [Code::WeakenedOperation]);
    assert_eq!(sink.found().last().map(|found| found.place.pointer.as_str()), Some("/paths/~1a/get/parameters/0"));
}

#[test]
fn bodies_and_their_places() {
    let (document, mut sink) = converted(json!({
        "consumes": ["application/json", "application/xml"],
        "parameters": {"Shared": {"name": "s", "in": "body", "schema": {"type": "object"}}},
        "paths": {"/a": {
            "post": {"parameters": [
                {"name": "b", "in": "body", "required": true, "schema": {"type": "object", "properties": {"x": {}}}},
                {"name": "q", "in": "query", "type": "string"},
            ]},
            "put": {"parameters": [{"$ref": "#/parameters/Shared"}]},
            "patch": {"consumes": ["text/plain"], "parameters": [{"$ref": "#/parameters/Shared"}]},
        }},
    }));
    let item = &document["paths"]["/a"];
    let body = "#/paths/~1a/post/requestBody/content/application~1json/schema";
    assert_eq!(
        item["post"]["requestBody"],
        json!({"required": true, "x-oas20-name": "b", "content": {
            "application/json": {"schema": {"type": "object", "properties": {"x": {}}}},
            "application/xml": {"schema": {"$ref": body}},
        }})
    );
    assert_eq!(item["post"]["parameters"], json!([{"name": "q", "in": "query", "schema": {"type": "string"}}]));
    assert_eq!(item["put"]["requestBody"], json!({"$ref": "#/components/requestBodies/Shared"}));
    assert_eq!(item["patch"]["requestBody"]["content"], json!({"text/plain": {"schema": {"type": "object"}}}));
    let wanted =
        [(&body[1..], "/parameters/0/schema"), ("/paths/~1a/post/parameters/0/schema", "/parameters/1/schema")];
    for (now, then) in wanted {
        sink.push(Diagnostic::new(Code::Malformed, Place::new(now), now));
        let place = &sink.found().last().expect("just pushed").place;
        assert_eq!(place.pointer, format!("/paths/~1a/post{then}"));
    }
}

#[test]
fn form_fields() {
    let field = |name: &str, kind: &str| json!({"name": name, "in": "formData", "type": kind});
    let mut list = field("l", "array");
    list["items"] = json!({"type": "string"});
    list["collectionFormat"] = json!("multi");
    let mut needed = field("n", "string");
    needed["required"] = json!(true);
    let result = operation(json!({"parameters": [list, needed]}));
    assert_eq!(
        result["requestBody"],
        json!({"required": true, "content": {"application/x-www-form-urlencoded": {
            "schema": {
                "type": "object",
                "properties": {
                    "l": {"type": "array", "items": {"type": "string"}, "x-oas20-collectionFormat": "multi"},
                    "n": {"type": "string"},
                },
                "required": ["n"],
            },
            "encoding": {"l": {"style": "form", "explode": true}},
        }}})
    );
    assert_eq!(result.get("parameters"), None);
    let result = operation(json!({"parameters": [field("f", "file")]}));
    assert_eq!(
        result["requestBody"]["content"]["multipart/form-data"]["schema"]["properties"]["f"],
        json!({"type": "string", "format": "binary"})
    );
}

#[test]
fn a_path_items_body_is_its_operations() {
    let (document, _) = converted(json!({"paths": {"/a": {
        "parameters": [{"name": "b", "in": "body", "schema": {"type": "string"}}, {"name": "q", "in": "query", "type": "string"}],
        "put": {}, "post": {"parameters": [{"name": "f", "in": "formData", "type": "string"}]},
    }}}));
    let item = &document["paths"]["/a"];
    assert_eq!(item["put"]["requestBody"]["content"]["application/json"]["schema"], json!({"type": "string"}));
    assert!(item["post"]["requestBody"]["content"]["application/x-www-form-urlencoded"].is_object());
    assert_eq!(item["parameters"].as_array().map(Vec::len), Some(1));
}

#[test]
fn responses_headers_and_examples() {
    let result = operation(json!({"produces": ["application/json", "text/csv"], "responses": {
        "200": {"description": "d", "schema": {"type": "object"}, "examples": {"application/json": {"a": 1}, "response": 2},
            "headers": {"X": {"type": "integer", "description": "h"}}},
        "201": {"description": "e", "schema": {"type": "file"}},
        "default": {"x-z": 1},
    }}));
    let schema = "#/paths/~1a/post/responses/200/content/application~1json/schema";
    assert_eq!(
        result["responses"]["200"],
        json!({
            "description": "d",
            "headers": {"X": {"description": "h", "schema": {"type": "integer"}}},
            "content": {
                "application/json": {
                    "schema": {"type": "object"},
                    "examples": {"default": {"value": {"a": 1}}, "response": {"value": 2}},
                },
                "text/csv": {"schema": {"$ref": schema}},
            },
        })
    );
    assert_eq!(
        result["responses"]["201"]["content"]["application/json"]["schema"],
        json!({"type": "string", "format": "binary"})
    );
    assert_eq!(result["responses"]["default"], json!({"x-z": 1, "description": ""}));
}

#[test]
fn security() {
    let (document, _) = converted(json!({"securityDefinitions": {
        "b": {"type": "basic"},
        "k": {"type": "apiKey", "in": "header", "name": "X"},
        "o": {"type": "oauth2", "flow": "accessCode", "authorizationUrl": "a", "tokenUrl": "t", "scopes": {"s": "S"}},
    }}));
    assert_eq!(
        document["components"]["securitySchemes"],
        json!({
            "b": {"type": "http", "scheme": "basic"},
            "k": {"type": "apiKey", "in": "header", "name": "X"},
            "o": {"type": "oauth2", "flows": {"authorizationCode": {"authorizationUrl": "a", "tokenUrl": "t", "scopes": {"s": "S"}}}},
        })
    );
}

#[test]
fn what_operations_share_is_copied_within_a_budget() {
    let schema = json!({"type": "object", "enum": vec![0; 3_000]});
    let operation = json!({"consumes": ["text/plain"], "parameters": [{"$ref": "#/parameters/B"}]});
    let paths: serde_json::Map<_, _> =
        (0..1_000).map(|index| (format!("/{index}"), json!({ "post": operation }))).collect();
    let document =
        json!({"swagger": "2.0", "parameters": {"B": {"name": "b", "in": "body", "schema": schema}}, "paths": paths});
    let mut sink = Sink::new();
    normalise(document, FileId(0), &mut sink);
    assert_eq!(codes(&sink), [Code::Budget]);
}

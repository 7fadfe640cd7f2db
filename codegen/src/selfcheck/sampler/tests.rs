//! Small schemas to their instances.

use super::*;
use crate::diagnostics::Sink;
use crate::resolve::resolve;
use crate::source::{Source, Sources};

/// The instances of component `A` among these, and the reasons of its gaps.
fn sampled(schemas: Value) -> (Vec<Value>, Vec<String>) {
    let document = json!({"openapi": "3.0.3", "components": {"schemas": schemas}});
    let tree = resolve(document, &mut Sources::new(Source::inline("api.json", "")), &mut Sink::new());
    let (values, gaps) = Sampler::new(&tree).instances(&Place::new("/components/schemas/A"));
    (values, gaps.into_iter().map(|gap| format!("{}: {}", gap.place, gap.reason)).collect())
}

#[track_caller]
fn assert_samples(schemas: Value, expected: Value) {
    let (values, gaps) = sampled(schemas);
    assert_eq!(Value::Array(values), expected);
    assert_eq!(gaps, [""; 0]);
}

#[test]
fn every_property_value_and_null_is_shown() {
    let schemas = json!({"A": {"type": "object", "required": ["id"], "properties": {
        "id": {"type": "boolean"},
        "kind": {"type": "string", "enum": ["x", "y", "z"]},
        "note": {"type": "boolean", "nullable": true},
    }}});
    assert_samples(
        schemas,
        json!([
            {"id": true, "kind": "x", "note": true},
            {"id": false, "kind": "y", "note": false},
            {"id": true, "kind": "z", "note": null},
            {"id": true},
        ]),
    );
}

#[test]
fn all_of_is_merged_and_bounds_are_kept() {
    let schemas = json!({
        "A": {"allOf": [{"$ref": "#/components/schemas/B"}, {"properties": {"b": {"minimum": 5}}, "required": ["b"]}]},
        "B": {"type": "object", "properties": {"b": {"type": "integer", "maximum": 6}}},
    });
    assert_samples(schemas, json!([{"b": 5}, {"b": 6}]));
}

#[test]
fn alternatives_that_no_value_tells_apart_are_gaps() {
    let schemas = json!({"A": {"oneOf": [
        {"type": "object", "required": ["a"], "properties": {"a": {"type": "boolean"}}, "additionalProperties": false},
        {"type": "object", "properties": {"b": {"type": "boolean"}}},
        {"type": "object", "properties": {"c": {"type": "boolean"}}},
    ]}});
    let (values, gaps) = sampled(schemas);
    assert_eq!(values, [] as [Value; 0]);
    let reason = "every instance of this alternative that was tried is refused by the whole";
    let at = |index: usize| format!("#/components/schemas/A/oneOf/{index}: {reason}");
    assert_eq!(gaps, [at(0), at(1), at(2)]);
}

#[test]
fn discriminators_name_the_schema() {
    let schemas = json!({
        "A": {
            "oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}],
            "discriminator": {"propertyName": "kind", "mapping": {"meow": "#/components/schemas/Cat"}},
        },
        "Cat": {"type": "object", "required": ["kind", "cat"], "properties": {"kind": {"type": "string"}, "cat": {"enum": [1]}}},
        "Dog": {"type": "object", "required": ["kind", "dog"], "properties": {"kind": {"type": "string"}, "dog": {"enum": [1]}}},
    });
    assert_samples(schemas, json!([{"kind": "meow", "cat": 1}, {"kind": "Dog", "dog": 1}]));
}

#[test]
fn a_base_that_lists_its_subtypes_is_shown_as_these() {
    let schemas = json!({
        "A": {
            "type": "object",
            "required": ["kind"],
            "properties": {"kind": {"type": "string", "enum": ["Sub", "Sub2", "Sub3", "other"]}},
            "discriminator": {"propertyName": "kind"},
        },
        "Sub": {"allOf": [{"$ref": "#/components/schemas/A"}, {"required": ["x"], "properties": {"x": {"enum": [1]}}}]},
        "Sub2": {},
        "Sub3": {},
    });
    assert_samples(schemas, json!([{"kind": "other"}, {"kind": "Sub", "x": 1}]));
}

#[test]
fn recursion_ends() {
    let list = json!({"A": {"type": "object", "required": ["next"], "properties": {
        "next": {"type": "array", "items": {"$ref": "#/components/schemas/A"}},
    }}});
    assert_samples(list, json!([{"next": [{"next": [{"next": []}]}]}, {"next": []}]));
    let endless = json!({"A": {"type": "object", "required": ["next"], "properties": {
        "next": {"$ref": "#/components/schemas/A"},
    }}});
    assert_eq!(sampled(endless), (vec![], vec![String::from("#/components/schemas/A: no value satisfies the schema")]));
}

#[test]
fn what_the_schema_leaves_open_is_closed_or_contradicts_itself() {
    let open = json!({"A": {"type": "object", "additionalProperties": {"type": "boolean"}}});
    assert_samples(open, json!([{"x-extra": true}, {"x-extra": false}, {}]));
    let closed = json!({"A": {"allOf": [
        {"type": "object", "properties": {"a": {"type": "boolean"}}, "additionalProperties": false},
        {"type": "object", "required": ["b"], "properties": {"b": {"type": "boolean"}}},
    ]}});
    assert!(sampled(closed).0.is_empty());
}

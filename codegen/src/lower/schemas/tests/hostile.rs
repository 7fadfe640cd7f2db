//! Documents that are made to cost: each must end soon, with types and a reason.

use super::*;
use std::time::{Duration, Instant};

/// Generous for a debug build on a busy machine; what these documents cost without budgets is hours.
const SOON: Duration = Duration::from_secs(20);

#[track_caller]
fn assert_soon(schemas: Value) -> String {
    let start = Instant::now();
    let dump = lowered(schemas);
    assert!(start.elapsed() < SOON, "took {:?}", start.elapsed());
    dump
}

#[test]
fn deep_nesting_ends() {
    let mut schema = json!({"type": "string"});
    for _ in 0..120 {
        schema = json!({"type": "object", "properties": {"a": {"type": "array", "items": schema}}});
    }
    assert!(assert_soon(json!({"A": schema})).contains("inline schemas nest too deep"));
}

#[test]
fn long_inheritance_ends() {
    let mut schemas = serde_json::Map::new();
    for level in 0..300 {
        let base = format!("#/components/schemas/S{}", level + 1);
        schemas
            .insert(format!("S{level}"), json!({"allOf": [{"$ref": base}], "properties": {format!("p{level}"): {}}}));
    }
    assert!(assert_soon(Value::Object(schemas)).contains("the chain of references"));
}

#[test]
fn unions_beside_unions_do_not_multiply() {
    let mut groups = Vec::new();
    for group in 0..20 {
        let branch = |side: &str| json!({"properties": {format!("p{group}{side}"): {"type": "string"}}});
        groups.push(json!({"oneOf": [branch("a"), branch("b")]}));
    }
    assert_soon(json!({"A": {"properties": {"x": {}}, "allOf": groups}}));
}

#[test]
fn unions_that_refer_to_one_another_end() {
    let mut schemas = serde_json::Map::new();
    for own in 0..12 {
        let branches: Vec<Value> =
            (0..12).map(|other| json!({"$ref": format!("#/components/schemas/S{other}")})).collect();
        schemas.insert(format!("S{own}"), json!({"properties": {format!("p{own}"): {}}, "oneOf": branches}));
    }
    assert_soon(Value::Object(schemas));
}

#[test]
fn structs_within_structs_do_not_fill_the_stack() {
    let mut schemas = serde_json::Map::new();
    for level in 0..8 {
        let inner = match level {
            0 => json!({"type": "string"}),
            _ => json!({"$ref": format!("#/components/schemas/S{}", level - 1)}),
        };
        let fields: serde_json::Map<String, Value> =
            (0..10).map(|index| (format!("f{index}"), inner.clone())).collect();
        schemas.insert(format!("S{level}"), json!({"type": "object", "properties": fields}));
    }
    let dump = assert_soon(Value::Object(schemas));
    let boxed = |level: usize| dump.contains(&format!("f0: Box<S{level}>?"));
    let all: Vec<bool> = (0..7).map(boxed).collect();
    // S1 has 3 kB, S2 30 kB; S3 is small again, since it holds S2 in boxes.
    assert_eq!(all, [false, false, true, false, false, true, false], "{dump}");
}

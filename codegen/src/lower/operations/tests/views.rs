//! Types that travel both ways and differ by direction.

use super::*;
use crate::ir::dump_types;

/// The dump of the types of a document with one operation, which sends and answers these schemas.
fn types(sent: Value, answered: Value, schemas: Value) -> String {
    let content = |schema: Value| json!({"application/json": {"schema": {"type": "array", "items": schema}}});
    let (api, sink) = api(json!({
        "paths": {"/pets": {"put": {
            "operationId": "pets.put",
            "requestBody": {"required": true, "content": content(sent)},
            "responses": {"200": {"description": "ok", "content": content(answered)}}
        }}},
        "components": {"schemas": schemas}
    }));
    assert!(codes(&sink).is_empty(), "{:?}", sink.found());
    dump_types(&api.types)
}

fn r(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

#[test]
fn a_type_that_travels_both_ways_has_a_view_for_each() {
    let schemas = json!({
        "Owner": {"properties": {"pets": {"type": "array", "items": r("Pet")}, "code": {"type": "string"}}},
        "Pet": {
            "required": ["id", "name", "pin"],
            "properties": {
                "id": {"type": "string", "readOnly": true},
                "name": {"type": "string"},
                "pin": {"type": "string", "writeOnly": true},
                "house": r("House")
            }
        },
        "House": {"properties": {"street": {"type": "string"}}}
    });
    let dump = types(r("Owner"), r("Owner"), schemas);
    let heads: Vec<&str> = dump.lines().filter(|line| !line.starts_with(' ')).collect();
    let names: Vec<&str> = heads.iter().filter_map(|head| head.split(' ').nth(1)).collect();
    assert_eq!(names, ["Owner", "OwnerInput", "Pet", "PetInput", "House"], "a type that both views share stays one");
    let fields = |name: &str| -> Vec<String> {
        let body = dump.split(&format!("struct {name} ")).nth(1).unwrap_or_default();
        body.lines().skip(1).take_while(|line| line.starts_with(' ')).map(|line| line.trim().to_owned()).collect()
    };
    assert_eq!(fields("Pet"), ["id: String read-only", "name: String", "house: House?"]);
    assert_eq!(fields("PetInput"), ["name: String", "pin: String write-only", "house: House?"]);
    assert_eq!(fields("Owner"), ["pets: List<Pet>?", "code: String?"]);
    assert_eq!(fields("OwnerInput"), ["pets: List<PetInput>?", "code: String?"]);
}

#[test]
fn one_direction_needs_one_view() {
    let schemas = json!({
        "Sent": {"required": ["id"], "properties": {"id": {"type": "string", "readOnly": true}, "name": {"type": "string"}}},
        "Answered": {"required": ["pin"], "properties": {"pin": {"type": "string", "writeOnly": true}, "name": {"type": "string"}}}
    });
    let dump = types(r("Sent"), r("Answered"), schemas);
    assert!(!dump.contains("Input"), "{dump}");
    assert!(!dump.contains("read-only") && !dump.contains("write-only"), "{dump}");
}

#[test]
fn what_nobody_must_send_needs_no_view() {
    let pet = json!({"required": ["name"], "properties": {"id": {"type": "string", "readOnly": true}, "name": {"type": "string"}}});
    let dump = types(r("Pet"), r("Pet"), json!({"Pet": pet}));
    assert!(!dump.contains("Input") && dump.contains("id: String? read-only"), "{dump}");
}

#[test]
fn a_union_no_longer_tests_for_what_a_view_lacks() {
    let schemas = json!({
        "Pet": {"oneOf": [r("Cat"), r("Dog")]},
        "Cat": {"required": ["id", "lives"], "properties": {"id": {"type": "string", "readOnly": true}, "lives": {"type": "integer"}}},
        "Dog": {"required": ["id", "tricks"], "properties": {"id": {"type": "string", "readOnly": true}, "tricks": {"type": "integer"}}}
    });
    let dump = types(r("Pet"), r("Pet"), schemas);
    let input = dump.split("union PetInput ").nth(1).unwrap_or_default();
    assert!(input.contains("CatInput"), "{dump}");
    assert!(!input.lines().take(3).any(|line| line.contains("id")), "{input}");
}

//! Which types go by which tag.

use super::*;
use crate::ir::TypeDef;

/// Two tags, each with an operation that answers with `mine`, and many types that nothing mentions, for the files to be split.
fn grouped(unreached: Value) -> Api {
    let sends = |schema: &str| {
        let schema = json!({"$ref": format!("#/components/schemas/{schema}")});
        json!({"200": {"description": "", "content": {"application/json": {"schema": schema}}}})
    };
    let holds = |schema: &str| json!({"type": "object", "properties": {"held": {"$ref": format!("#/components/schemas/{schema}")}}});
    let mut schemas = json!({
        "Pet": holds("Kind"), "Owner": holds("Shared"), "Kind": holds("Shared"), "Shared": {"type": "object"}, "Event": unreached,
    });
    schemas["Shared"]["properties"] = json!({"a": {"type": "string"}});
    for index in 0..120 {
        schemas[format!("Filler{index}")] = json!({"type": "object", "properties": {"a": {"type": "string"}}});
    }
    let (api, _) = api(json!({
        "paths": {
            "/pets": {"get": {"operationId": "a", "tags": ["pets"], "responses": sends("Pet")}},
            "/owners": {"get": {"operationId": "b", "tags": ["owners"], "responses": sends("Owner")}},
        },
        "components": {"schemas": schemas},
    }));
    api
}

fn module<'a>(api: &'a Api, name: &str) -> Option<&'a str> {
    let is = |def: &&TypeDef| def.name.as_str() == name;
    api.types.iter().map(|(_, def)| def).find(is).and_then(|def| def.module.as_ref()).map(crate::names::Name::as_str)
}

#[test]
fn what_one_tag_alone_needs_goes_by_that_tag() {
    let api = grouped(json!({"type": "object", "properties": {"a": {"type": "string"}}}));
    let files = ["Pet", "Kind", "Owner", "Shared", "Event"].map(|name| module(&api, name));
    assert_eq!(files, [Some("pets"), Some("pets"), Some("owners"), None, None]);
}

#[test]
fn what_a_type_without_a_tag_holds_has_no_tag() {
    let api = grouped(json!({"type": "object", "properties": {"a": {"$ref": "#/components/schemas/Kind"}}}));
    let files = ["Pet", "Kind", "Owner", "Shared", "Event"].map(|name| module(&api, name));
    assert_eq!(files, [Some("pets"), None, Some("owners"), None, None]);
}

/// The methods of a document without tags, each with its group.
fn methods(paths: Value) -> Vec<String> {
    let (api, _) = api(json!({"paths": paths}));
    api.operations.iter().map(|found| format!("{}.{}", api.tags[found.tag].name, found.name)).collect()
}

#[test]
fn without_tags_a_method_does_not_repeat_its_path() {
    let none = || json!({"responses": {}});
    let named = |id: &str| json!({"operationId": id, "responses": {}});
    assert_eq!(
        methods(json!({"/bin": {"get": named("bin")}, "/bin/{id}": {"get": none()}})),
        ["bin.get", "bin.get_by_id"]
    );
    // What another method is called already is left to it.
    assert_eq!(
        methods(json!({"/bin": {"get": named("bin")}, "/bin/a": {"get": named("get")}})),
        ["bin.bin", "bin.get"]
    );
    let versions =
        json!({"/v1/pets": {"get": none()}, "/v2/pets": {"get": none()}, "/v2/pets/{id}/toys": {"put": none()}});
    assert_eq!(methods(versions), ["pets.get_v1_pets", "pets.get_v2_pets", "pets.put_by_id_toys"]);
    let tagged = json!({"/bin": {"get": {"operationId": "bin", "tags": ["bin"], "responses": {}}}});
    assert_eq!(methods(tagged), ["bin.bin"]);
}

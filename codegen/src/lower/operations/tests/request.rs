//! What is sent: parameters, bodies, and the extensions that name fields of them.

use super::*;

#[test]
fn parameters_are_merged_sorted_and_told_apart() {
    let (api, sink) = api(json!({
        "paths": {"/pets/{id}/{kind}": {
            "parameters": [
                {"name": "X-Trace", "in": "header", "schema": {"type": "string"}},
                {"name": "id", "in": "path", "required": true, "schema": {"type": "string"}},
                {"name": "page", "in": "query", "schema": {"type": "string"}},
            ],
            "get": {
                "operationId": "get",
                "parameters": [
                    {"name": "sid", "in": "cookie", "schema": {"type": "string"}},
                    {"name": "page", "in": "query", "required": true, "schema": {"type": "integer"}},
                    {"$ref": "#/components/parameters/Id"},
                    {"name": "send", "in": "query", "style": "spaceDelimited", "schema": {"type": "string"}},
                    {"name": "kidn", "in": "path", "required": true, "schema": {"type": "string"}},
                    {"name": "authorization", "in": "header", "required": true, "schema": {"type": "string"}},
                ],
                "responses": {},
            },
        }},
        "components": {"parameters": {"Id": {"name": "id", "in": "query", "schema": {"type": "string"}}}},
    }));
    let operation = &api.operations[0];
    assert_eq!(
        fields(operation),
        [
            field("id", "path id", true),
            field("kind", "path kind", true),
            field("page", "query page", true),
            field("query_id", "query id", false),
            field("send", "query send", false),
            field("x_trace", "header X-Trace", false),
            field("sid", "cookie sid", false),
        ]
    );
    let send = &operation.request.fields[4];
    assert_eq!(send.setter.as_str(), "set_send");
    assert!(matches!(&send.place, Place::Query(how) if how.style == Style::SpaceDelimited && !how.explode));
    assert!(matches!(&operation.request.fields[2].place, Place::Query(how) if how.explode));
    // That `kidn` is in no path is the same mistake.
    assert_eq!(codes(&sink), ["D0403"]);
    assert!(sink.found()[0].help.as_deref().is_some_and(|help| help.contains("`kidn`")));
}

#[test]
fn a_required_parameter_of_one_value_is_no_field() {
    let only = |name: &str, at: &str, value: Value| json!({"name": name, "in": at, "required": true, "schema": {"enum": [value]}});
    let with = |mut parameter: Value, key: &str, value: Value| {
        parameter[key] = value;
        parameter
    };
    let schema = |more: Value| json!({"enum": ["a"], "nullable": more});
    let (operation, sink) = operation(json!({
        "operationId": "a",
        "parameters": [
            only("Action", "query", json!("send it")),
            only("Version", "query", json!(1.5)),
            only("acl", "query", json!(true)),
            with(only("X-Target", "header", json!("Make")), "description", json!("What is meant.")),
            with(only("optional", "query", json!("a")), "required", json!(false)),
            with(only("null", "query", json!("a")), "schema", schema(json!(true))),
            only("list", "query", json!(["a"])),
            only("X-Strange", "header", json!("a\nb")),
            only("cookie", "cookie", json!("a")),
        ],
        "responses": {},
    }));
    let constants = operation.request.constants.iter().map(|found| (found.wire.as_str(), found.value.as_str()));
    assert_eq!(
        constants.collect::<Vec<_>>(),
        [("Action", "send it"), ("Version", "1.5"), ("acl", "true"), ("X-Target", "Make")]
    );
    let described = operation.request.constants[3].docs.description.as_ref().map(|text| text.0.as_str());
    assert_eq!(described, Some("What is meant."));
    let fields: Vec<_> = operation.request.fields.iter().map(|field| field.name.as_str()).collect();
    assert_eq!(fields, ["optional", "null", "list", "x_strange", "cookie"]);
    // They have types of their own; the constants have none.
    assert!(sink.found().is_empty(), "{:?}", sink.found());
}

#[test]
fn a_malformed_parameter_is_reported_where_it_stands() {
    let (_, sink) = operation(json!({
        "operationId": "a",
        "parameters": [{"name": "x", "in": "body"}, {"in": "query"}, 7, {"$ref": "#/components/parameters/Gone"}],
        "responses": {},
    }));
    let places: Vec<_> = sink.found().iter().map(|found| (found.code.text(), found.place.pointer.as_str())).collect();
    let at = "/paths/~1pets/post/parameters";
    assert_eq!(
        places,
        [
            ("D0201", format!("{at}/3/$ref").as_str()),
            ("D0301", format!("{at}/2").as_str()),
            ("D0301", format!("{at}/0/in").as_str()),
            ("D0301", format!("{at}/1").as_str()),
        ]
    );
}

/// `POST /pets` with a query parameter `id` and an object body with these required and optional properties.
fn with_body(required: &[&str], optional: &[&str], body_required: bool, media_type: &str) -> Operation {
    let names = required.iter().chain(optional);
    let properties: serde_json::Map<String, Value> =
        names.map(|name| ((*name).to_owned(), json!({"type": "string"}))).collect();
    let schema = json!({"type": "object", "required": required, "properties": properties});
    let (operation, sink) = operation(json!({
        "operationId": "add",
        "parameters": [{"name": "id", "in": "query", "schema": {"type": "string"}}],
        "requestBody": {"required": body_required, "content": {media_type: {"schema": schema}}},
        "responses": {},
    }));
    assert!(sink.found().is_empty(), "{:?}", sink.found());
    operation
}

#[test]
fn small_objects_are_flattened_into_the_call() {
    let flat = with_body(&["id", "name"], &["note"], true, "application/json");
    assert_eq!(
        fields(&flat),
        [
            field("id", "query id", false),
            field("body_id", "property id", true),
            field("name", "property name", true),
            field("note", "property note", false),
        ]
    );
    let form = with_body(&["name"], &[], true, "application/x-www-form-urlencoded");
    let kind = form.request.body.as_ref().map(|body| (body.flattened, body.contents[0].kind));
    assert_eq!(kind, Some((true, BodyKind::Form)));
}

#[test]
fn other_bodies_are_one_argument() {
    let whole = |operation: &Operation| fields(operation).last().cloned();
    let large = with_body(&["a", "b", "c", "d", "e"], &[], true, "application/json");
    assert_eq!(whole(&large), Some(field("body", "body", true)));
    let omissible = with_body(&["a"], &[], false, "application/json");
    assert_eq!(whole(&omissible), Some(field("body", "body", false)));
    let parts = with_body(&["a"], &[], true, "multipart/form-data");
    assert_eq!(whole(&parts), Some(field("body", "body", true)));
    assert_eq!(parts.request.body.map(|body| body.contents[0].kind), Some(BodyKind::Multipart));
}

#[test]
fn more_than_four_required_values_come_as_a_struct() {
    use crate::ir::ArgumentStyle::{Positional, Struct};
    let with = |count: usize| {
        let parameter = |index| json!({"name": format!("p{index}"), "in": "query", "required": true, "schema": {}});
        let parameters: Vec<Value> = (0..count).map(parameter).collect();
        operation(json!({"operationId": "a", "parameters": parameters, "responses": {}})).0.request.arguments
    };
    assert_eq!((with(4), with(5)), (Positional, Struct));
}

#[test]
fn extensions_steer_effect_and_key() {
    let key = json!([{"name": "Idempotency-Key", "in": "header", "schema": {"type": "string"}}]);
    let with = |effect: Option<&str>, key_name: &str| {
        let mut node = json!({"operationId": "a", "parameters": key, "responses": {},
            "x-idempotency": {"in": "header", "name": key_name}});
        if let Some(effect) = effect {
            node["x-effect"] = json!(effect);
        }
        operation(node)
    };
    let (keyed, sink) = with(None, "idempotency-key");
    let place = keyed.idempotency.as_ref().map(|key| (key.place, key.field));
    assert_eq!((keyed.effect, place), (Effect::Keyed, Some((KeyPlace::Header, 0))));
    assert!(sink.found().is_empty());
    let (money, _) = with(Some("money"), "Idempotency-Key");
    assert_eq!(money.effect, Effect::Money);
    let (_, sink) = with(Some("free"), "Idempotency-Ky");
    assert_eq!(codes(&sink), ["D0408", "D0408"]);
    assert_eq!(sink.found()[0].help.as_deref(), Some("did you mean `Idempotency-Key`?"));
    let (plain, _) = operation(json!({"operationId": "a", "responses": {}}));
    assert_eq!(plain.effect, Effect::Once);
}

#[test]
fn keys_are_text_that_a_client_can_put_there() {
    let keyed = |schema: Value| {
        operation(json!({"operationId": "a", "responses": {}, "x-idempotency": {"in": "header", "name": "Key"},
            "parameters": [{"name": "Key", "in": "header", "schema": schema}]}))
    };
    let (fine, sink) = keyed(json!({"type": "string", "maxLength": 64, "nullable": true}));
    assert!(fine.idempotency.is_some() && sink.found().is_empty());
    for schema in [json!({"type": "integer"}), json!({"type": "string", "format": "uuid"})] {
        let (wrong, sink) = keyed(schema);
        assert_eq!((wrong.idempotency, codes(&sink)), (None, vec!["D0408"]));
    }
    let large = json!({"type": "object", "additionalProperties": {"type": "string"}, "properties": {"key": {"type": "string"}}});
    let in_body = |is_required: bool| {
        operation(json!({"operationId": "a", "responses": {}, "x-idempotency": {"in": "body", "name": "key"},
            "requestBody": {"required": is_required, "content": {"application/json": {"schema": large}}}}))
    };
    let (fine, sink) = in_body(true);
    let property = fine.idempotency.and_then(|key| key.property).map(|name| name.to_string());
    assert_eq!((property.as_deref(), codes(&sink)), (Some("key"), Vec::new()));
    assert_eq!(codes(&in_body(false).1), ["D0408"]);
}

#[test]
fn policies_are_checked() {
    let with = |effect: &str, key: &str, value: Value| {
        operation(json!({"operationId": "a", "responses": {}, "x-effect": effect, key: value}))
    };
    let (keyed, sink) = with("keyed", "x-retry", json!([409, 500]));
    assert_eq!((keyed.retry, codes(&sink)), (Some(vec![409, 500]), Vec::new()));
    for value in [json!(429), json!([200]), json!(["429"]), json!([600])] {
        assert_eq!(codes(&with("keyed", "x-retry", value).1), ["D0408"]);
    }
    assert_eq!(codes(&with("once", "x-retry", json!([429])).1), ["D0408"]);
    let (money, sink) = with("money", "x-unknown-outcome", json!(["503:status_unknown", "409", 502]));
    let found: Vec<_> = money.unknown.iter().map(|found| (found.status, found.code.as_deref())).collect();
    assert_eq!(found, [(503, Some("status_unknown")), (409, None), (502, None)]);
    assert!(sink.found().is_empty() && money.needs_choice());
    for value in [json!("503"), json!(["503:"]), json!(["200"]), json!([{}])] {
        assert_eq!(codes(&with("money", "x-unknown-outcome", value).1), ["D0408"]);
    }
    assert_eq!(with("money", "x-reconcile", json!("a")).0.reconcile.as_deref(), Some("a"));
    let (_, sink) = with("money", "x-reconcile", json!("aa"));
    assert_eq!(codes(&sink), ["D0408"]);
    assert_eq!(sink.found()[0].help.as_deref(), Some("did you mean `a`?"));
    assert_eq!(codes(&with("money", "x-reconcile", json!(7)).1), ["D0408"]);
}

#[test]
fn keys_are_found_in_bodies() {
    let text = json!({"type": "string"});
    let large = json!({"type": "object", "required": ["a", "b", "c", "d", "e"], "properties":
        {"a": text, "b": text, "c": text, "d": text, "e": text, "key": text}});
    let (operation, sink) = operation(json!({
        "operationId": "a",
        "x-idempotency": {"in": "body", "name": "key"},
        "requestBody": {"required": true, "content": {"application/json": {"schema": large}}},
        "parameters": [{"name": "cursor", "in": "query", "schema": text}],
        "responses": {},
    }));
    assert!(sink.found().is_empty(), "{:?}", sink.found());
    assert_eq!(operation.idempotency.map(|key| key.field), Some(1));
}

#[test]
fn nested_values_in_a_parameter_are_reported() {
    let with = |items: Value| {
        let schema = json!({"type": "array", "items": items});
        let parameters = json!([{"name": "a", "in": "query", "schema": schema}]);
        let (_, sink) = operation(json!({"operationId": "a", "parameters": parameters, "responses": {}}));
        codes(&sink)
    };
    assert!(with(json!({"type": "string"})).is_empty());
    assert_eq!(with(json!({"type": "array", "items": {}})), ["D0406"]);
    assert_eq!(with(json!({"type": "object", "properties": {"b": {"type": "string"}}})), ["D0406"]);
}

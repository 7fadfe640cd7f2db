//! Webhooks, callbacks and links.

use super::{Value, api, codes, fields, json, only};
use crate::ir::{Api, Feed, Hook, Origin};

fn body(schema: Value) -> Value {
    json!({"required": true, "content": {"application/json": {"schema": schema}}})
}

/// A webhook whose body is an object with one value for `type`.
fn event(kind: &str) -> Value {
    let schema =
        json!({"type": "object", "required": ["type"], "properties": {"type": {"type": "string", "enum": [kind]}}});
    json!({"post": {"requestBody": body(schema), "responses": {"200": {"description": "ok"}}}})
}

fn known(api: &Api) -> Vec<(String, String)> {
    api.hooks.iter().map(|hook| (hook.known_as(), hook.operation.request.name.to_string())).collect()
}

#[test]
fn a_webhook_is_an_operation_whose_body_stays_whole() {
    let (api, sink) = api(json!({
        "x-oas31-webhooks": {
            "order.paid": event("paid"),
            "parcels": {"put": {"operationId": "parcelWebhook", "parameters": [{"name": "X-Id", "in": "header", "required": true, "schema": {}}], "responses": {}}},
        },
    }));
    assert!(sink.found().is_empty(), "{:?}", sink.found());
    let name = |text: &str| text.to_owned();
    assert_eq!(
        known(&api),
        [(name("webhook `order.paid`"), name("OrderPaidWebhook")), (name("webhook `parcels`"), name("ParcelWebhook")),]
    );
    assert_eq!(api.webhook.as_ref().map(|name| name.as_str()), Some("Webhook"));
    let [paid, parcel] = &api.hooks[..] else { panic!("{:?}", api.hooks) };
    assert_eq!(fields(&paid.operation), [(name("body"), name("body"), true)]);
    assert_eq!(paid.tells, [(name("type"), name("paid"))]);
    assert_eq!(fields(&parcel.operation), [(name("x_id"), name("header X-Id"), true)]);
    assert_eq!(api.operations_in_document, 0);
}

#[test]
fn a_webhook_is_read_as_the_api_writes_it() {
    let order = json!({"type": "object", "required": ["id", "secret"], "properties": {
        "id": {"type": "string", "readOnly": true}, "secret": {"type": "string", "writeOnly": true},
    }});
    let (api, _) = api(json!({
        "x-oas31-webhooks": {"paid": {"post": {"requestBody": body(json!({"$ref": "#/components/schemas/Order"})), "responses": {}}}},
        "components": {"schemas": {"Order": order}},
    }));
    let def = &api.types.0[0];
    let crate::ir::TypeKind::Struct(object) = &def.kind else { panic!("{def:?}") };
    assert_eq!(object.fields.iter().map(|field| field.wire.as_str()).collect::<Vec<_>>(), ["id"]);
    assert!(def.usage.response && !def.usage.request && def.of_hooks, "{def:?}");
}

#[test]
fn what_nothing_tells_apart_is_reported() {
    let (api, sink) = api(json!({"x-oas31-webhooks": {"a": event("x"), "b": event("x"), "c": event("y")}}));
    assert_eq!(api.hooks.len(), 3);
    let found = only(&sink);
    assert_eq!((found.code.text(), found.place.pointer.as_str()), ("D0406", "/x-oas31-webhooks/b/post"));
    assert_eq!(api.omissions.len(), 1);
}

#[test]
fn callbacks_go_by_their_operation() {
    let (api, sink) = api(json!({"paths": {"/a": {"get": {
        "operationId": "watch",
        "callbacks": {
            "done": {"{$request.query.url}": {"post": {"requestBody": body(json!({"type": "string"})), "responses": {}}}},
            "gone": {"{$request.query.url}/gone": {"post": {"operationId": "onGone", "responses": {}}}},
        },
        "responses": {},
    }}}}));
    assert!(sink.found().is_empty(), "{:?}", sink.found());
    assert_eq!(api.webhook, None);
    let names: Vec<_> = api.hooks.iter().map(|hook| hook.operation.request.name.as_str()).collect();
    assert_eq!(names, ["WatchDoneCallback", "OnGoneCallback"]);
    let Hook { origin: Origin::Callback { operation, expression, .. }, .. } = &api.hooks[0] else { panic!() };
    assert_eq!((operation.as_str(), expression.as_str()), ("watch", "{$request.query.url}"));
}

#[test]
fn links_name_the_operation_that_they_lead_to() {
    let links = json!({
        "Read": {"operationId": "read", "parameters": {"id": "$response.body#/id", "page": 1}, "description": "Reads it."},
        "Again": {"operationRef": "#/paths/~1a/post", "requestBody": "$request.body"},
        "Lost": {"operationId": "raed"},
    });
    let (api, sink) = api(json!({"paths": {
        "/a": {"post": {"operationId": "add", "responses": {"201": {"description": "", "links": links}}}},
        "/a/{id}": {"get": {"operationId": "read", "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}], "responses": {}}},
    }}));
    let links = &api.operations[0].responses.success.responses[0].links;
    let [read, again] = &links[..] else { panic!("{links:?}") };
    assert_eq!((read.operation.as_str(), again.operation.as_str()), ("read", "add"));
    let fed = [("id".to_owned(), Feed::Answer("/id".to_owned())), ("page".to_owned(), Feed::Text("1".to_owned()))];
    assert_eq!(read.parameters, fed);
    assert_eq!(again.body, Some(Feed::Text("$request.body".to_owned())));
    assert_eq!(codes(&sink), ["D0406"]);
    assert_eq!(only(&sink).help.as_deref(), Some("did you mean `read`?"));
}

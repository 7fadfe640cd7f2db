//! Small documents to operations: what is named how, what is left out, and what is said about it.

use super::super::lower;
use crate::diagnostics::{Diagnostic, Sink};
use crate::ir::{Api, ApiKeyPlace, BodyKind, Effect, KeyPlace, Operation, Place, SchemeKind, Status, Style};
use crate::options::Options;
use crate::resolve;
use crate::source::{Source, Sources};
use serde_json::{Value, json};

fn api(document: Value) -> (Api, Sink) {
    let mut sink = Sink::new();
    let mut sources = Sources::new(Source::inline("api.json", ""));
    let tree = resolve::resolve(document, &mut sources, &mut sink);
    let api = lower(&tree, &Options::default(), &mut sink);
    (api, sink)
}

/// A document with one operation, `POST /pets`.
fn operation(operation: Value) -> (Operation, Sink) {
    let (mut api, sink) = api(json!({"paths": {"/pets": {"post": operation}}}));
    (api.operations.remove(0), sink)
}

fn codes(sink: &Sink) -> Vec<&'static str> {
    sink.found().iter().map(|found| found.code.text()).collect()
}

fn only(sink: &Sink) -> &Diagnostic {
    assert_eq!(sink.found().len(), 1, "{:?}", sink.found());
    &sink.found()[0]
}

fn fields(operation: &Operation) -> Vec<(String, String, bool)> {
    let place = |place: &Place| match place {
        Place::Path(parameter) => format!("path {}", parameter.wire),
        Place::Query(parameter) => format!("query {}", parameter.wire),
        Place::Header(parameter) => format!("header {}", parameter.wire),
        Place::Cookie(parameter) => format!("cookie {}", parameter.wire),
        Place::Property(wire) => format!("property {wire}"),
        Place::Body => "body".to_owned(),
    };
    let field = |field: &crate::ir::RequestField| (field.name.to_string(), place(&field.place), field.required);
    operation.request.fields.iter().map(field).collect()
}

fn field(name: &str, place: &str, required: bool) -> (String, String, bool) {
    (name.to_owned(), place.to_owned(), required)
}

#[test]
fn names_come_from_id_and_tag() {
    let get = |id: &str, tag: &str| json!({"get": {"operationId": id, "tags": [tag, "other"], "responses": {}}});
    let (api, sink) = api(json!({
        "tags": [{"name": "Unused"}, {"name": "Account", "description": "Money."}],
        "paths": {
            "/a": get("account.keys.rotate", "Account"),
            "/b": get("listPets", "pets"),
            "/c": get("account.keys_rotate", "account"),
            "/toys/{id}": {"get": {"responses": {}}, "put": {"operationId": "listPets", "responses": {}}},
        },
    }));
    let named: Vec<_> = api
        .operations
        .iter()
        .map(|found| {
            (found.id.as_str(), api.tags[found.tag].name.as_str(), found.name.as_str(), found.request.name.as_str())
        })
        .collect();
    assert_eq!(
        named,
        [
            ("account.keys.rotate", "account", "keys_rotate", "AccountKeysRotateRequest"),
            ("listPets", "pets", "list_pets", "ListPetsRequest"),
            ("account.keys_rotate", "account", "keys_rotate_2", "AccountKeysRotateArguments"),
            ("get_toys_by_id", "toys", "get_toys_by_id", "GetToysByIdRequest"),
            ("put_toys_by_id", "toys", "put_toys_by_id", "PutToysByIdRequest"),
        ]
    );
    let groups: Vec<_> = api.tags.iter().map(|tag| (tag.client_name.as_str(), tag.trait_name.as_str())).collect();
    assert_eq!(groups, [("Account", "AccountApi"), ("Pets", "PetsApi"), ("Toys", "ToysApi")]);
    assert_eq!(codes(&sink), ["D0402", "D0401", "D0403", "D0403"]);
}

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
    assert_eq!(codes(&sink), ["D0403", "D0404"]);
    assert!(sink.found()[0].help.as_deref().is_some_and(|help| help.contains("`kidn`")));
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

#[test]
fn json_speaks_for_other_media_types_of_its_schema() {
    let same = json!({"schema": {"type": "array", "items": {"type": "string"}}});
    let content =
        json!({"text/json": same, "application/json; charset=utf-8": same, "application/xml": same, "text/csv": {}});
    let (operation, sink) = operation(json!({
        "operationId": "a",
        "requestBody": {"content": content, "required": true},
        "responses": {"200": {"description": "", "content": content}},
    }));
    let body = operation.request.body.as_ref().expect("the operation has a body");
    let written: Vec<_> = body.contents.iter().map(|content| (content.media_type.as_str(), content.kind)).collect();
    assert_eq!(written, [("application/json", BodyKind::Json), ("text/csv", BodyKind::Text)]);
    assert_eq!(body.name.as_ref().map(|name| name.as_str()), Some("ABody"));
    let names: Vec<_> = body.contents.iter().map(|content| content.name.as_str()).collect();
    assert_eq!(names, ["Json", "Csv"]);
    let response = &operation.responses.success.responses[0];
    assert_eq!(response.body_name.as_ref().map(|name| name.as_str()), Some("AOkBody"));
    assert_eq!(codes(&sink), ["D0406", "D0406"]);
}

#[test]
fn wildcards_mean_what_their_schema_implies() {
    let kind = |schema: Value| {
        let (operation, _) = operation(json!({
            "operationId": "a",
            "responses": {"200": {"description": "", "content": {"*/*": {"schema": schema}}}},
        }));
        let content = &operation.responses.success.responses[0].contents[0];
        (content.kind, content.media_type.clone())
    };
    assert_eq!(kind(json!({"type": "object"})), (BodyKind::Json, "application/json".to_owned()));
    assert_eq!(kind(json!({"type": "string"})), (BodyKind::Binary, "application/octet-stream".to_owned()));
}

#[test]
fn responses_are_outputs_or_errors() {
    let empty = json!({"description": "."});
    let (operation, sink) = operation(json!({
        "operationId": "pets.add",
        "responses": {
            "default": empty,
            "404": empty,
            "4xx": empty,
            "201": empty,
            "304": {"description": "", "content": {"application/json": {"schema": {"type": "string"}}}},
            "20": empty,
            "429": {"description": "", "headers": {
                "Retry-After": {"schema": {"type": "integer"}, "required": true},
                "content-type": {"schema": {"type": "string"}},
                "x-left": {"schema": {"type": "integer"}},
            }},
            "x-note": {"description": "not a response"},
        },
    }));
    let named = |outcome: &crate::ir::Outcome| {
        let name = |name: &crate::names::Name| name.to_string();
        let variants: Vec<_> =
            outcome.responses.iter().map(|found| (found.status, found.variant.to_string())).collect();
        (outcome.name.as_ref().map(name), variants)
    };
    let (output, successes) = named(&operation.responses.success);
    assert_eq!(output.as_deref(), Some("PetsAddOutput"));
    assert_eq!(successes, [(Status::Code(201), "Created".to_owned()), (Status::Code(304), "NotModified".to_owned())]);
    let (error, failures) = named(&operation.responses.failure);
    assert_eq!(error.as_deref(), Some("PetsAddError"));
    assert_eq!(
        failures,
        [
            (Status::Default, "Default".to_owned()),
            (Status::Code(404), "NotFound".to_owned()),
            (Status::Range(4), "ClientError".to_owned()),
            (Status::Code(429), "TooManyRequests".to_owned()),
        ]
    );
    let limited = &operation.responses.failure.responses[3];
    assert_eq!(limited.name.as_ref().map(|name| name.as_str()), Some("PetsAddTooManyRequests"));
    let headers: Vec<_> = limited.headers.iter().map(|header| (header.name.as_str(), header.required)).collect();
    assert_eq!(headers, [("retry_after", true), ("x_left", false)]);
    assert_eq!(codes(&sink), ["D0301", "D0406"]);
}

#[test]
fn default_alone_is_the_success() {
    let (operation, _) =
        operation(json!({"operationId": "a", "responses": {"default": {"description": ""}, "500": {}}}));
    assert_eq!(operation.responses.success.responses[0].status, Status::Default);
    assert_eq!(operation.responses.failure.responses.len(), 1);
    assert_eq!(operation.responses.success.name, None);
}

#[test]
fn head_has_no_body_either_way() {
    let content = json!({"application/json": {"schema": {"type": "string"}}});
    let (api, sink) = api(json!({"paths": {"/a": {"head": {
        "operationId": "a",
        "requestBody": {"content": content},
        "responses": {"200": {"description": "", "content": content}},
    }}}}));
    assert!(api.operations[0].request.body.is_none());
    assert!(api.operations[0].responses.success.responses[0].contents.is_empty());
    assert_eq!(codes(&sink), ["D0406"]);
    assert_eq!(api.omissions.len(), 1);
}

#[test]
fn credentials_are_alternatives_of_sets() {
    let (api, sink) = api(json!({
        "components": {"securitySchemes": {
            "bearer": {"type": "apiKey", "in": "header", "name": "X-Key"},
            "oauth": {"type": "oauth2", "flows": {}},
            "digest": {"type": "http", "scheme": "Digest"},
            "second-key": {"type": "apiKey", "in": "query", "name": "key"},
            "login": {"type": "http", "scheme": "BASIC"},
        }},
        "security": [{"oauth": ["read"], "login": []}, {}],
        "paths": {"/a": {
            "get": {"operationId": "a", "responses": {}},
            "put": {"operationId": "b", "responses": {}, "security": []},
            "post": {"operationId": "c", "responses": {}, "security": [{"second-key": []}]},
            "patch": {"operationId": "d", "responses": {}, "security": [{"oauht": []}]},
        }},
    }));
    let schemes: Vec<_> =
        api.security_schemes.iter().map(|scheme| (scheme.name.as_str(), scheme.kind.clone())).collect();
    assert_eq!(
        schemes,
        [
            ("bearer_2", SchemeKind::ApiKey(ApiKeyPlace::Header, "X-Key".to_owned())),
            ("bearer", SchemeKind::Bearer),
            ("digest", SchemeKind::Http("Digest".to_owned())),
            ("second_key", SchemeKind::ApiKey(ApiKeyPlace::Query, "key".to_owned())),
            ("basic", SchemeKind::Basic),
        ]
    );
    let needed = |index: usize| -> Vec<Vec<usize>> {
        let schemes = |needed: &crate::ir::Requirement| needed.schemes.iter().map(|(scheme, _)| *scheme).collect();
        api.operations[index].security.iter().map(schemes).collect()
    };
    assert_eq!(needed(0), [vec![1, 4], vec![]]);
    assert!(needed(1).is_empty());
    assert_eq!(needed(2), [[3]]);
    assert_eq!((only(&sink).code.text(), only(&sink).help.as_deref()), ("D0407", Some("did you mean `oauth`?")));
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
fn pagination_names_have_to_exist() {
    let (operation, sink) = operation(json!({
        "operationId": "a",
        "parameters": [{"name": "cursor", "in": "query", "schema": {"type": "string"}}],
        "x-pagination": {"cursor": "curser", "next": "next", "items": "items"},
        "responses": {},
    }));
    assert_eq!(operation.pagination, None);
    let places: Vec<_> = sink.found().iter().filter_map(|found| found.place.last()).collect();
    assert_eq!(places, ["cursor", "next", "items"]);
    assert_eq!(sink.found()[0].help.as_deref(), Some("did you mean `cursor`?"));
}

#[test]
fn what_is_not_written_is_counted_and_reported() {
    let (api, sink) = api(json!({
        "x-oas31-webhooks": {"paid": {"post": {"responses": {}}}},
        "paths": {
            "/a": {"get": {
                "operationId": "a",
                "callbacks": {"done": {"{$request.body#/url}": {"post": {"responses": {}}}}},
                "responses": {"200": {"description": "", "links": {"next": {"operationId": "a"}}}},
            }},
            "/b": {"$ref": "#/x-items/b", "put": {"responses": {}}},
            "/c?d": {"get": {"responses": {}}},
            "/e": {"query": {"responses": {}}, "get": 7, "additionalOperations": {"COPY": {"responses": {}}}},
        },
        "x-items": {"b": {"get": {"operationId": "b", "responses": {}}}},
    }));
    assert_eq!((api.operations_in_document, api.operations.len()), (7, 2));
    assert_eq!(codes(&sink).iter().filter(|code| **code == "D0405").count(), 5);
    assert_eq!(codes(&sink).iter().filter(|code| **code == "D0406").count(), 3);
    assert_eq!(api.omissions.len(), 8);
}

#[test]
fn unknown_extensions_of_ours_are_noticed_anywhere_but_in_payload() {
    let (_, sink) = api(json!({
        "paths": {},
        "components": {"schemas": {"A": {"x-driftless-secrt": true, "example": {"x-driftless-unit": 1}}}},
    }));
    let found = only(&sink);
    assert_eq!((found.code.text(), found.place.pointer.as_str()), ("D0204", "/components/schemas/A/x-driftless-secrt"));
    assert_eq!(found.help.as_deref(), Some("did you mean `x-secret`?"));
}

#[test]
fn servers_keep_their_variables() {
    let (api, sink) = api(json!({
        "servers": [
            {"url": "https://{region}.a.example:{port}", "variables": {
                "region": {"default": "eu", "enum": ["eu", "us"]}, "port": {"default": 443}, "timeout": {"default": "1"}}},
            {"url": "https://{gone}.a.example"},
        ],
        "paths": {"/a": {"servers": [{"url": "/b"}], "get": {"operationId": "a", "responses": {}}}},
    }));
    assert_eq!(api.servers.len(), 1);
    let variables: Vec<_> =
        api.servers[0].variables.iter().map(|found| (found.name.as_str(), found.default.as_str())).collect();
    assert_eq!(variables, [("region", "eu"), ("port", "443"), ("timeout_value", "1")]);
    assert_eq!(api.operations[0].servers[0].url, "/b");
    assert_eq!(only(&sink).place.pointer, "/servers/1/url");
}

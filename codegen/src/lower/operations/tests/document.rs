//! What concerns the document as a whole: names, credentials, servers, and what is left out.

use super::*;

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
            ("get_toys_by_id", "toys", "get_by_id", "GetToysByIdRequest"),
            ("put_toys_by_id", "toys", "put_by_id", "PutToysByIdRequest"),
        ]
    );
    let groups: Vec<_> = api.tags.iter().map(|tag| (tag.client_name.as_str(), tag.trait_name.as_str())).collect();
    assert_eq!(groups, [("Account", "AccountApi"), ("Pets", "PetsApi"), ("Toys", "ToysApi")]);
    assert_eq!(codes(&sink), ["D0402", "D0401", "D0403", "D0403"]);
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
fn what_is_not_written_is_counted_and_reported() {
    let (api, sink) = api(json!({
        "paths": {
            "/a": {"get": {"operationId": "a", "responses": {}}},
            "/b": {"$ref": "#/x-items/b", "put": {"responses": {}}},
            "/c?d=x{e}": {"get": {"responses": {}}},
            "/e": {"query": {"parameters": [{"name": "q", "in": "querystring"}], "responses": {}}, "get": 7, "additionalOperations": {"C P": {"responses": {}}}},
        },
        "x-items": {"b": {"get": {"operationId": "b", "responses": {}}}},
    }));
    assert_eq!((api.operations_in_document, api.operations.len()), (7, 2));
    assert_eq!(codes(&sink).iter().filter(|code| **code == "D0405").count(), 5);
    assert_eq!(api.omissions.len(), 5);
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
fn discrepancies_are_kept_and_incomplete_ones_reported() {
    let (api, sink) = api(json!({
        "info": {"title": "A", "x-discrepancy": [{"id": "D1", "note": "Odd."}]},
        "servers": [{"url": "/", "x-discrepancy": {"id": "D2", "note": "Both."}}],
        "paths": {},
        "components": {"schemas": {"A": {"x-discrepancy": [{"id": "D3"}]}}},
    }));
    let ids = |found: &[crate::ir::Discrepancy]| found.iter().map(|found| found.id.clone()).collect::<Vec<_>>();
    assert_eq!(
        (ids(&api.info.discrepancies), ids(&api.servers[0].discrepancies)),
        (vec!["D1".into()], vec!["D2".into()])
    );
    let found = only(&sink);
    assert_eq!((found.code.text(), found.place.pointer.as_str()), ("D0408", "/components/schemas/A/x-discrepancy/0"));
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

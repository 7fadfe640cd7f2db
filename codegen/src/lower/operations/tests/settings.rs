//! Settings held against small documents: what is chosen, what is called how, and what is said about entries that fit nothing.

use super::*;
use crate::resolve;
use crate::settings::Settings;

fn with(document: Value, settings: Settings) -> (Api, Sink) {
    let mut sink = Sink::new();
    let mut sources = Sources::new(Source::inline("api.json", ""));
    let mut settings = settings;
    settings.enter(&mut sources);
    let tree = resolve::resolve(document, &mut sources, &mut sink);
    let api = lower(&tree, &settings, true, &mut sink);
    (api, sink)
}

/// Two tags, an operation without tag and id, and a schema for each of them and one for none.
fn pets() -> Value {
    let sends = |name: &str| {
        let schema = json!({"$ref": format!("#/components/schemas/{name}")});
        json!({"200": {"description": "", "content": {"application/json": {"schema": schema}}}})
    };
    json!({
        "tags": [{"name": "Pets"}, {"name": "owners"}],
        "paths": {
            "/v1/pets": {
                "get": {"operationId": "pets.list", "tags": ["Pets"], "responses": sends("Pet")},
                "post": {"operationId": "pets.create", "tags": ["Pets", "admin"], "responses": sends("Pet")},
            },
            "/v1/owners/{id}": {"get": {
                "operationId": "owners.get", "tags": ["owners"],
                "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
                "responses": sends("Owner"),
            }},
            "/v1/health": {"get": {"responses": {}}},
        },
        "components": {"schemas": {
            "Pet": {"type": "object", "properties": {"kind": {"type": "string", "enum": ["cat", "dog"]}}},
            "Owner": {"type": "object", "properties": {"pets": {"type": "array", "items": {"$ref": "#/components/schemas/Pet"}}}},
            "Event": {"type": "object", "properties": {"at": {"type": "string", "format": "unheard", "not": {}}}},
        }},
    })
}

fn ids(api: &Api) -> Vec<&str> {
    api.operations.iter().map(|operation| operation.id.as_str()).collect()
}

fn types(api: &Api) -> Vec<&str> {
    api.types.iter().map(|(_, def)| def.name.as_str()).collect()
}

fn said(sink: &Sink) -> Vec<String> {
    let line = |found: &Diagnostic| {
        let help = found.help.as_deref().map_or_else(String::new, |help| format!("; {help}"));
        format!("{} {}{help}", found.code.text(), found.message)
    };
    sink.found().iter().map(line).collect()
}

#[test]
fn operations_are_chosen_by_tag_path_and_id_together() {
    let chosen = |settings| {
        let (api, sink) = with(pets(), settings);
        assert_eq!(api.operations.len() + api.left_out.operations, api.operations_in_document);
        assert!(said(&sink).iter().all(|line| line.starts_with("D0402")), "{:?}", said(&sink));
        ids(&api).join(" ")
    };
    let settings = Settings::default;
    assert_eq!(chosen(settings().tag("pets")), "pets.list pets.create");
    assert_eq!(chosen(settings().tag("admin")), "pets.create");
    assert_eq!(chosen(settings().tag("health")), "get_v1_health");
    assert_eq!(chosen(settings().path("/v1/pets")), "pets.list pets.create");
    assert_eq!(chosen(settings().path("/v1/o*").operation("pets.list")), "pets.list owners.get");
    assert_eq!(chosen(settings().operation("get_v1_health")), "get_v1_health");
}

#[test]
fn nothing_is_said_about_what_is_left_out() {
    let (api, sink) = with(pets(), Settings::default().tag("Pets"));
    assert!(sink.found().is_empty(), "{:?}", said(&sink));
    assert!(api.omissions.is_empty());
    assert_eq!(api.tags.len(), 1);
    assert_eq!(types(&api), ["Pet", "PetKind"]);
    assert_eq!(api.left_out, crate::ir::LeftOut { operations: 2, hooks: 0, schemas: 2 });
    let (whole, sink) = with(pets(), Settings::default().tag("Pets").prune(false));
    assert_eq!(types(&whole), ["Pet", "PetKind", "Owner", "Event"]);
    assert_eq!((whole.left_out.schemas, codes(&sink)), (0, vec!["D0302"]));
    let (pruned, _) = with(pets(), Settings::default().prune(true));
    assert_eq!(types(&pruned), ["Pet", "PetKind", "Owner"]);
}

#[test]
fn a_selection_renames_nothing() {
    let names = |api: &Api| -> Vec<String> {
        let of = |found: &Operation| format!("{}.{} {}", api.tags[found.tag].name, found.name, found.request.name);
        api.operations.iter().map(of).collect()
    };
    let document = json!({"paths": {
        "/a": {"get": {"operationId": "list", "tags": ["x"], "responses": {}}},
        "/b": {"get": {"operationId": "x list", "tags": ["x"], "responses": {}}},
        "/c": {"get": {"operationId": "list", "tags": ["X!"], "responses": {}}},
    }});
    let (all, _) = with(document.clone(), Settings::default());
    for (index, path) in ["/a", "/b", "/c"].into_iter().enumerate() {
        let (one, _) = with(document.clone(), Settings::default().path(path));
        assert_eq!(names(&one)[0].split(' ').next(), names(&all)[index].split(' ').next(), "{path}");
    }
}

#[test]
fn a_selection_renames_nothing_that_is_shared() {
    let sorted = |id: &str| {
        let schema = json!({"type": "string", "enum": ["asc", "desc"]});
        json!({"get": {"operationId": id, "parameters": [{"name": "order", "in": "query", "schema": schema}], "responses": {}}})
    };
    let document = json!({"paths": {"/a": sorted("a"), "/b": sorted("b"), "/c": sorted("c")}});
    assert_eq!(types(&with(document.clone(), Settings::default()).0), ["Order"]);
    assert_eq!(types(&with(document.clone(), Settings::default().path("/b")).0), ["Order"]);
    let renamed = Settings::default().rename("#/paths/~1c/get/parameters/0/schema", "Direction");
    assert_eq!(types(&with(document, renamed).0), ["Direction"]);
}

#[test]
fn a_choice_that_fits_nothing_is_an_error() {
    let settings = Settings::default().tag("petz").path("/v1/owner/*").path("/v1/pet").operation("pets.lst").tag("zoo");
    let (_, sink) = with(pets(), settings);
    let expected = [
        "D0603 no operation has the tag `petz`; did you mean `Pets`?",
        "D0603 no operation has a path that begins as `/v1/owner/*`; did you mean `/v1/owners/*`?",
        "D0603 no operation has the path `/v1/pet`; did you mean `/v1/pets`?",
        "D0603 no operation has the operationId `pets.lst`; did you mean `pets.list`?",
        "D0603 no operation has the tag `zoo`; there is `Pets`, `admin`, `health`, `owners`",
    ];
    assert_eq!(
        said(&sink).iter().map(|line| line.split("; there is `/").next().unwrap_or_default()).collect::<Vec<_>>(),
        expected
    );
}

#[test]
fn names_are_taken_as_they_stand() {
    let settings = Settings::default()
        .rename("pets.list", "browse")
        .rename("Pet", "Animal")
        .rename("#/components/schemas/Pet/properties/kind", "Species")
        .rename("#/paths/~1v1~1health/get", "ping");
    let (api, sink) = with(pets(), settings);
    assert_eq!(codes(&sink), ["D0302", "D0402"]);
    assert_eq!(types(&api), ["Animal", "Species", "Owner", "Event"]);
    let operation = &api.operations[0];
    assert_eq!((operation.id.as_str(), operation.name.as_str()), ("pets.list", "browse"));
    assert_eq!(operation.request.name.as_str(), "BrowseRequest");
    assert_eq!(api.operations[3].name.as_str(), "ping");
}

#[test]
fn names_that_cannot_be_used_are_errors() {
    let settings = Settings::default()
        .rename("pets.list", "create")
        .rename("pets.create", "createPet")
        .rename("Pet", "Owner")
        .rename("Event", "Option")
        .rename("Pett", "Animal")
        .rename("#/components/schemas/Pet/properties/size", "Size")
        .rename("#/components/schemas/Owner/properties/pets", "Herd");
    let (_, sink) = with(pets(), settings);
    let errors: Vec<String> = said(&sink).into_iter().filter(|line| line.starts_with("D06")).collect();
    let expected = [
        "D0604 `Option` is a name that Rust or the generated modules need; choose another one",
        "D0604 `Owner` is the name of the schema `Owner` already; choose another one, or name that one too",
        "D0604 `createPet` cannot name an operation; small letters, digits and `_` can: `top_up`",
        "D0604 `create` is the name of the operation `pets.create` already; choose another one, or name that one too",
        "D0603 no type is named after `#/components/schemas/Owner/properties/pets`",
        "D0603 nothing stands at `#/components/schemas/Pet/properties/size`",
        "D0603 no operation and no schema is called `Pett`; did you mean `Pet`?",
    ];
    assert_eq!(errors, expected);
}

#[test]
fn a_name_that_means_two_things_is_an_error() {
    let document = json!({
        "paths": {"/a": {"get": {"operationId": "Pet", "responses": {}}}},
        "components": {"schemas": {"Pet": {"type": "object", "properties": {"a": {}}}}},
    });
    let (_, sink) = with(document, Settings::default().rename("Pet", "Animal"));
    let both = "D0604 `Pet` is both a schema and an operation; write the pointer of the one that is meant; that of the \
                operation is `#/paths/~1a/get`";
    assert!(said(&sink).iter().any(|line| line == both), "{:?}", said(&sink));
}

#[test]
fn types_of_the_users_own_stand_in() {
    let document = json!({
        "paths": {"/a": {"post": {
            "operationId": "pay",
            "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Money"}}}},
            "responses": {},
        }}},
        "components": {"schemas": {
            "Money": {"type": "object", "nullable": true, "properties": {"cents": {"type": "integer"}}},
            "Bill": {"type": "object", "required": ["total", "id", "page", "key"], "properties": {
                "total": {"$ref": "#/components/schemas/Money"},
                "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Money"}},
                "id": {"type": "string", "format": "uuid"},
                "page": {"type": "string", "format": "uri"},
                "key": {"type": "string", "format": "uri", "x-secret": true},
            }},
        }},
    });
    let settings = Settings::default()
        .map_type("Money", "money::Money")
        .map_format("uri", "url::Url")
        .map_format("uuid", "String");
    let (api, sink) = with(document, settings);
    assert!(said(&sink).iter().all(|line| !line.starts_with("D06")), "{:?}", said(&sink));
    assert_eq!(types(&api), ["Bill"]);
    assert_eq!(api.mapped[0].path, "money::Money");
    let dump = crate::ir::dump_types(&api.types);
    for line in
        ["total: money::Money|null", "parts: List<money::Money|null>?", "id: String", "page: url::Url", "key: Secret"]
    {
        assert!(dump.contains(line), "{line} in\n{dump}");
    }
    let body = &api.operations[0].request.fields[0];
    let ty = format!("{:?}", body.ty);
    assert!(body.name.as_str() == "body" && ty.starts_with("Nullable(External(Own { path: \"money::Money\""), "{ty}");
}

#[test]
fn types_for_nothing_are_findings() {
    let settings = Settings::default().map_type("Pett", "a::B").map_format("unherd", "a::B");
    let (_, sink) = with(pets(), settings);
    let found: Vec<String> = said(&sink).into_iter().filter(|line| line.starts_with("D06")).collect();
    let expected = [
        "D0603 nothing in the document has the format `unherd`; did you mean `unheard`?",
        "D0603 there is no schema `Pett` in the document's components; did you mean `Pet`?",
    ];
    assert_eq!(found, expected);
}

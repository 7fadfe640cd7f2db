//! Lists that go on: what is stated about them, what their shape shows, and what is wrong with a statement.

use super::*;
use crate::ir::{Pagination, Way};

fn query(name: &str, schema: Value) -> Value {
    json!({"name": name, "in": "query", "schema": schema})
}

fn text() -> Value {
    json!({"type": "string"})
}

fn integer() -> Value {
    json!({"type": "integer"})
}

fn list() -> Value {
    json!({"type": "array", "items": {"type": "object", "required": ["id"], "properties": {"id": text()}}})
}

fn object(properties: Value) -> Value {
    json!({"type": "object", "properties": properties})
}

/// `GET /v1/pets` with these parameters and this answer.
fn get(parameters: Value, answer: Value, stated: Option<Value>) -> (Operation, Sink) {
    let mut operation = json!({
        "operationId": "a",
        "parameters": parameters,
        "responses": {"200": {"description": "", "content": {"application/json": {"schema": answer}}}},
    });
    if let Some(stated) = stated {
        operation["x-pagination"] = stated;
    }
    let (mut api, sink) = api(json!({"paths": {"/v1/pets": {"get": operation}}}));
    (api.operations.remove(0), sink)
}

/// `cursor after = next: items`.
fn shown(pages: Option<Pagination>) -> String {
    let Some(pages) = pages else { return "none".to_owned() };
    let field = pages.way.field().map_or(String::new(), |index| format!(" {index}"));
    let answer = pages.way.answer().map_or(String::new(), |at| format!(" = {}", at.path()));
    let more = pages.more.map_or(String::new(), |at| format!(" while {}", at.path()));
    format!("{}{field}{answer}: {}{more}", pages.way.name(), pages.items.path())
}

fn recognised(parameters: Value, answer: Value) -> String {
    let (operation, sink) = get(parameters, answer, None);
    assert!(sink.found().is_empty(), "{:?}", sink.found());
    shown(operation.pagination)
}

fn stated(parameters: Value, answer: Value, stated: Value) -> (String, Vec<String>) {
    let (operation, sink) = get(parameters, answer, Some(stated));
    let faults = sink.found().iter().map(|found| format!("{}: {}", found.place, found.message)).collect();
    (shown(operation.pagination), faults)
}

#[test]
fn shapes_of_cursors_are_recognised() {
    let cursor = || query("pageToken", text());
    let page = object(json!({"pets": list(), "next_page_token": text()}));
    assert_eq!(recognised(json!([cursor()]), page), "cursor 0 = next_page_token: pets");
    let deep = object(json!({"data": object(json!({"items": list()})), "paging": object(json!({"cursors": object(
        json!({"after": text()}))}))}));
    assert_eq!(recognised(json!([query("after", text())]), deep), "cursor 0 = paging.cursors.after: data.items");
    let last = object(json!({"data": list(), "has_more": {"type": "boolean"}}));
    assert_eq!(recognised(json!([query("starting_after", text())]), last), "cursor 0 = id: data while has_more");
}

#[test]
fn what_does_not_fit_together_is_no_cursor() {
    let page = |next: Value| object(json!({"items": list(), "next": next}));
    let cursor = || query("cursor", text());
    assert_eq!(recognised(json!([cursor()]), page(integer())), "none");
    assert_eq!(recognised(json!([cursor()]), page(json!({"type": "string", "format": "uri"}))), "link = next: items");
    assert_eq!(recognised(json!([]), page(text())), "none");
    assert_eq!(recognised(json!([cursor()]), object(json!({"next": text()}))), "none");
    assert_eq!(recognised(json!([cursor()]), object(json!({"items": list(), "last_id": text()}))), "none");
    let opaque = object(json!({"items": list(), "has_more": {"type": "boolean"}}));
    assert_eq!(recognised(json!([cursor()]), opaque), "none", "only some parameters take an identifier");
    let required = json!({"name": "cursor", "in": "query", "required": true, "schema": text()});
    assert_eq!(recognised(json!([required]), page(text())), "none");
}

#[test]
fn addresses_and_named_pages_are_recognised() {
    let hal = object(json!({"items": list(), "_links": object(json!({"next": object(json!({"href": text()}))}))}));
    assert_eq!(recognised(json!([]), hal), "link = _links.next.href: items");
    let api = object(json!({"data": list(), "included": list(), "links": object(json!({"next": text()}))}));
    assert_eq!(recognised(json!([]), api), "link = links.next: data");
    let search = object(json!({"data": list(), "has_more": {"type": "boolean"}, "next_page": text()}));
    assert_eq!(recognised(json!([query("page", text())]), search), "cursor 0 = next_page: data while has_more");
    let beside = object(json!({"errors": list(), "data": object(json!({"next_cursor": text(), "users": list()}))}));
    assert_eq!(recognised(json!([query("cursor", text())]), beside), "cursor 0 = data.next_cursor: data.users");
}

#[test]
fn of_several_lists_the_named_one_holds_the_items() {
    let page = |first: &str| {
        let mut page = object(json!({first: list(), "places": list(), "next_cursor": text()}));
        page["required"] = json!(["places"]);
        recognised(json!([query("cursor", text())]), page)
    };
    assert_eq!(page("results"), "cursor 0 = next_cursor: results");
    assert_eq!(page("pets"), "cursor 0 = next_cursor: pets");
    assert_eq!(page("others"), "none");
}

#[test]
fn numbers_need_a_limit_or_a_total() {
    let page = object(json!({"items": list()}));
    let offset = || query("offset", integer());
    assert_eq!(recognised(json!([offset()]), page.clone()), "none");
    assert_eq!(recognised(json!([query("limit", integer()), offset()]), page.clone()), "offset 1: items");
    let counted = object(json!({"items": list(), "total": integer()}));
    assert_eq!(recognised(json!([offset()]), counted), "offset 0 = total: items");
    assert_eq!(recognised(json!([query("page", integer()), query("per_page", integer())]), list()), "page 0: ");
    for (schema, expected) in
        [(json!({"type": "integer", "default": 0}), 0), (json!({"type": "integer", "minimum": 0}), 0), (integer(), 1)]
    {
        let (operation, _) = get(json!([query("page", schema), query("size", integer())]), page.clone(), None);
        assert!(
            matches!(operation.pagination, Some(Pagination { way: Way::Number { first, .. }, .. }) if first == expected)
        );
    }
}

#[test]
fn a_statement_names_what_there_is() {
    let parameters = || json!([query("skip", integer()), query("mark", text()), query("n", integer())]);
    let page =
        || object(json!({"found": object(json!({"pets": list(), "next": text(), "all": integer()})), "a.b": text()}));
    let ok = |value: Value| {
        let (shown, faults) = stated(parameters(), page(), value);
        assert!(faults.is_empty(), "{faults:?}");
        shown
    };
    assert_eq!(
        ok(json!({"items": "found.pets", "cursor": "mark", "next": "found.next", "limit": "n"})),
        "cursor 1 = found.next: found.pets"
    );
    assert_eq!(ok(json!({"items": "found.pets", "cursor": "mark", "last": "id"})), "cursor 1 = id: found.pets");
    assert_eq!(
        ok(json!({"items": "found.pets", "offset": "skip", "total": "found.all"})),
        "offset 0 = found.all: found.pets"
    );
    assert_eq!(
        ok(json!({"items": "found.pets", "page": "skip", "pages": "found.all"})),
        "page 0 = found.all: found.pets"
    );
    assert_eq!(ok(json!({"items": "found.pets", "link": "a.b"})), "link = a.b: found.pets");
    assert_eq!(ok(json!({"items": "found.pets", "link": true})), "link: found.pets");
    assert_eq!(ok(json!(false)), "none");
}

#[test]
fn everything_wrong_with_a_statement_is_said_at_once() {
    let page = || object(json!({"items": list(), "next": text(), "more": text()}));
    let faults = |value: Value| {
        let (shown, faults) = stated(json!([query("cursor", text())]), page(), value);
        assert_eq!(shown, "none");
        let start = "#/paths/~1v1~1pets/get/x-pagination";
        faults.iter().map(|fault| fault.replace(start, "")).collect::<Vec<_>>()
    };
    let found = faults(json!({"cursor": "curser", "next": "nxt", "items": "itens", "more": "more"}));
    let unknown = [
        "/items: unknown name `itens`: the successful response has no such property",
        "/cursor: unknown name `curser`: the operation has no such query parameter",
        "/more: `x-pagination` has a wrong value: `more` has to be a truth value",
    ];
    assert_eq!(found, unknown);
    let one = |value: Value| faults(value).join("; ");
    let needs = "needs one of `cursor`, `offset`, `page` and `link`";
    assert!(one(json!({"items": "items"})).ends_with(needs));
    assert!(one(json!({"items": "items", "link": true, "cursor": "cursor"})).ends_with(needs));
    assert!(one(json!({"items": "next", "link": true})).contains("it has to be a list"));
    assert!(one(json!({"items": "items", "cursor": "cursor"})).contains("`next` or `last`"));
    assert!(one(json!({"items": "items", "page": "cursor"})).contains("`cursor` has to be an integer, and optional"));
    assert!(one(json!("cursor")).contains(needs) || one(json!("cursor")).contains("has to be a list"));
}

#[test]
fn an_operation_that_returns_no_page_cannot_state_one() {
    let (operation, sink) = operation(json!({
        "operationId": "a",
        "x-pagination": {"cursor": "cursor", "next": "next", "items": "items"},
        "responses": {"204": {"description": ""}},
    }));
    assert_eq!((operation.pagination, codes(&sink)), (None, vec!["D0408"]));
}

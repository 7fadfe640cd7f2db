//! Small documents to what serves when, and what is reported.

use crate::ir::Routing;
use crate::source::Source;
use crate::{Generated, Options, generate};

fn run(paths: &str) -> Generated {
    let text = format!("{{openapi: 3.0.3, info: {{title: A, version: '1'}}, paths: {{{paths}}}}}");
    generate(Source::inline("a.yaml", text), &Options::default())
}

/// For each operation its id and either its conditions or, after `<`, the id of what serves instead.
fn routing(paths: &str) -> Vec<String> {
    let generated = run(paths);
    let api = generated.api.unwrap_or_else(|| panic!("{:?}", generated.sink.found()));
    let shown = |operation: &crate::ir::Operation| match &operation.routing {
        Routing::Shadowed(index) => format!("{} < {}", operation.id, api.operations[*index].id),
        Routing::When(conditions) => conditions.iter().fold(operation.id.clone(), |text, condition| {
            format!("{text} {:?} {} {:?}", condition.at, condition.wire, condition.accepts)
        }),
    };
    api.operations.iter().map(shown).collect()
}

/// An operation with one required parameter.
fn with(id: &str, parameter: &str) -> String {
    format!("{{operationId: {id}, parameters: [{{required: true, {parameter}}}], responses: {{}}}}")
}

/// Parameters of `GET /x/{…}`, one an operation, called `a`, `b` and so on.
fn siblings(schemas: &[&str]) -> Vec<String> {
    let names = ["a", "b", "c", "d"];
    let paths = names.iter().zip(schemas).map(|(name, schema)| {
        let operation = with(name, &format!("name: {name}, in: path, schema: {schema}"));
        format!("'/x/{{{name}}}': {{get: {operation}}}")
    });
    routing(&paths.collect::<Vec<_>>().join(", "))
}

#[test]
fn only_templates_that_no_request_can_tell_apart_are_reported() {
    let generated = run("'/a/{id}': {get: {operationId: a, responses: {}}, put: {operationId: b, responses: {}}},
        '/a/{name}': {get: {operationId: c, responses: {}}},
        '/a/{id}.json': {get: {operationId: d, responses: {}}},
        '/{x}-{y}': {get: {operationId: e, responses: {}}},
        '/{y}-{x}': {get: {operationId: f, responses: {}}},
        '/a/': {get: {operationId: g, responses: {}}}, '/a': {get: {operationId: h, responses: {}}}");
    let found = generated.sink.found().iter().filter(|found| found.code.text() == "D0501");
    let places: Vec<_> = found.map(|found| found.place.pointer.as_str()).collect();
    assert_eq!(places, ["/paths/~1a~1{name}/get", "/paths/~1{y}-{x}/get"]);
    let report = crate::report(&generated);
    assert_eq!(report["operations"][2]["served_by"], "#/paths/~1a~1{id}/get");
    assert!(report["operations"][2].get("server").is_none() && report["operations"][1].get("served_by").is_none());
    assert_eq!(report["counts"]["untyped"], 2);
}

#[test]
fn path_parameters_are_told_apart_by_what_they_accept() {
    assert_eq!(siblings(&["{type: string}", "{type: integer}"]), ["a", "b Path b Integer"]);
    assert_eq!(
        siblings(&["{type: number}", "{type: string, format: uuid}", "{type: integer}", "{type: string}"]),
        ["a Path a Number", "b Path b Uuid", "c Path c Integer", "d"]
    );
    assert_eq!(
        siblings(&["{type: string, enum: [x, y]}", "{type: string, format: date}", "{type: boolean}"]),
        ["a Path a OneOf([\"x\", \"y\"])", "b Path b Date", "c Path c Boolean"]
    );
}

#[test]
fn what_others_serve_entirely_is_shadowed() {
    assert_eq!(siblings(&["{type: integer}", "{type: integer, format: int32}"]), ["a", "b < a"]);
    assert_eq!(siblings(&["{type: string}", "{type: array, items: {type: string}}"]), ["a", "b < a"]);
    assert_eq!(siblings(&["{enum: [x, y]}", "{enum: [y, x]}", "{enum: [y]}"])[1], "b < a");
    // Each value goes to one of the narrower operations.
    assert_eq!(siblings(&["{enum: [x, y]}", "{enum: [x]}", "{enum: [y]}"])[0], "a < b");
    assert_eq!(
        siblings(&["{enum: [x, y, z]}", "{enum: [x]}", "{enum: [y]}"])[0],
        "a Path a OneOf([\"x\", \"y\", \"z\"])"
    );
}

#[test]
fn constants_and_required_parameters_tell_apart() {
    let target = |value: &str| format!("name: X-Target, in: header, schema: {{type: string, enum: [{value}]}}");
    let paths = format!(
        "/#X-Target=a: {{post: {}}}, '/#x-target=b': {{post: {}}}, /#X-Target=c: {{post: {}}}",
        with("a", &target("a")),
        with("b", &target("b").replace("X-T", "x-t")),
        with("c", &target("a")),
    );
    // A constant is a condition without being listed.
    assert_eq!(routing(&paths), ["a", "b", "c < a"]);
    let paths = format!(
        "/s: {{get: {{operationId: a, parameters: [{{name: tag, in: query, schema: {{type: string}}}}], responses: {{}}}}}},
         /s#tag: {{get: {}}}, /s#at: {{get: {}}}, /s#kind: {{get: {}}}",
        with("b", "name: tag, in: query, schema: {type: string}"),
        with("c", "name: at, in: query, schema: {type: string, format: date}"),
        with("d", "name: kind, in: query, schema: {type: string, enum: [x, y]}"),
    );
    assert_eq!(routing(&paths), ["a", "b Query tag Anything", "c Query at Date", "d Query kind OneOf([\"x\", \"y\"])"]);
}

#[test]
fn a_query_without_a_name_of_its_own_tells_nothing() {
    let object = "schema: {type: object, properties: {a: {type: string}}}";
    let paths = format!(
        "/s: {{get: {}}}, /s#f: {{get: {}}}, /s#g: {{get: {}}}",
        with("a", &format!("name: e, in: query, {object}")),
        with("b", &format!("name: f, in: query, style: deepObject, explode: true, {object}")),
        with("c", &format!("name: g, in: query, explode: false, {object}")),
    );
    assert_eq!(routing(&paths), ["a", "b < a", "c Query g Anything"]);
}

#[test]
fn a_fragment_that_no_parameter_stands_for_is_reported() {
    let generated = run(&format!(
        "/#Action=List: {{get: {{operationId: a, responses: {{}}}}}}, '/s#tag&at=1': {{get: {}}}, /t#tag: {{get: {}}}",
        with("b", "name: tag, in: query, schema: {type: string}"),
        with("c", "name: tag, in: query, schema: {type: string}"),
    ));
    let found = generated.sink.found().iter().filter(|found| found.code.text() == "D0406");
    let places: Vec<_> = found.map(|found| found.place.pointer.as_str()).collect();
    assert_eq!(places, ["/paths/~1#Action=List/get", "/paths/~1s#tag&at=1/get"]);
}

//! Operations that no server can tell apart: `GET /pets/{id}` and `GET /pets/{name}`.
//!
//! The first one in the document serves; the later one is left out of the server and stays in the client. Templates that
//! merely overlap (`/{id}` and `/{id}.json`) are told apart by the router, the one with more literal text first.

use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::ir::Api;

/// Reports each operation that another one shadows.
pub(super) fn check(api: &Api, sink: &mut Sink) {
    for (operation, earlier) in api.operations.iter().zip(api.shadowed()) {
        let Some(earlier) = earlier.map(|index| &api.operations[index]) else { continue };
        let message = format!(
            "`{} {}` matches the same requests as `{}`, which comes first and serves them",
            operation.method.0, operation.path.text, earlier.path.text
        );
        sink.push(
            Diagnostic::new(Code::RouteConflict, operation.place.clone(), message)
                .at_key()
                .help("the generated server leaves this operation out; let the two paths differ in a literal segment")
                .related(earlier.place.clone(), "the operation that serves"),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::source::Source;
    use crate::{Options, generate};

    #[test]
    fn only_templates_that_no_request_can_tell_apart_are_reported() {
        let text = "{openapi: 3.0.3, info: {title: A, version: '1'}, paths: {
            '/a/{id}': {get: {operationId: a, responses: {}}, put: {operationId: b, responses: {}}},
            '/a/{name}': {get: {operationId: c, responses: {}}},
            '/a/{id}.json': {get: {operationId: d, responses: {}}},
            '/{x}-{y}': {get: {operationId: e, responses: {}}},
            '/{y}-{x}': {get: {operationId: f, responses: {}}},
            '/a/': {get: {operationId: g, responses: {}}}, '/a': {get: {operationId: h, responses: {}}}}}";
        let generated = generate(Source::inline("a.yaml", text), &Options::default());
        let found = generated.sink.found().iter().filter(|found| found.code.text() == "D0501");
        let places: Vec<_> = found.map(|found| found.place.pointer.as_str()).collect();
        assert_eq!(places, ["/paths/~1a~1{name}/get", "/paths/~1{y}-{x}/get"]);
    }
}

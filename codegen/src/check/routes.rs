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

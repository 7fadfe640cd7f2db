//! Every rule that could make an emitter fail or a router panic, held before anything is emitted.

mod names;
mod routes;

use crate::diagnostics::Sink;
use crate::ir::Api;

/// Runs the passes.
pub(crate) fn check(api: &mut Api, sink: &mut Sink) {
    names::check(api, sink);
    routes::check(api, sink);
}

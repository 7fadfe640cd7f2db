//! What users see of a client beside its operations: calls without `async`, spans, settings, and errors that keep secrets.

// The other suite uses all of it.
#[allow(dead_code)]
#[path = "../faults/api.rs"]
mod api;
mod blocking;
mod discreet;
mod environment;
mod server;
mod settings;
mod traced;

/// A value that a test knows to be there.
fn ok<T, E: std::fmt::Debug>(result: Result<T, E>) -> T {
    result.expect("this cannot fail")
}

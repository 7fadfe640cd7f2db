//! What the client promises when things fail: which calls are repeated, what each failure says, and when it says so.
//!
//! `script.rs` is a transport that fails as it is told, on a paused clock; `socket.rs` is a server that does the same over a
//! real connection; `ledger.rs` runs random schedules of faults against a model of a server that moves money.

mod api;
mod choice;
mod credentials;
mod headers;
mod kinds;
mod ledger;
mod repeats;
mod script;
mod socket;
mod sockets;
mod transports;

/// A value that a test knows to be there.
fn ok<T, E: std::fmt::Debug>(result: Result<T, E>) -> T {
    result.expect("this cannot fail")
}

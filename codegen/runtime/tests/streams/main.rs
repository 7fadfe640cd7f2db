//! Bodies that travel bit by bit, over sockets: events, lines and downloads one way, uploads the other.
//!
//! `play.rs` is a server that sends what it is told, piece by piece, and keeps what it was asked; `api.rs` are the
//! operations, as a generated crate has them.

#[path = "../../src/mod.rs"]
pub mod runtime;

mod api;
mod downloads;
mod events;
mod lines;
mod play;
mod served;

/// A value that a test knows to be there.
fn ok<T, E: std::fmt::Debug>(result: Result<T, E>) -> T {
    result.expect("this cannot fail")
}

//! A generated crate, written by hand: what the emitters must write for a small API called `pets`, and the suite that runs
//! its client against its server.
//!
//! The runtime is compiled from its sources in the place where a generated crate has its copy, so paths and visibility are
//! the same as there.

#[path = "../../src/mod.rs"]
pub mod runtime;

pub mod client;
#[allow(clippy::empty_docs, reason = "documents say nothing of some fields")]
pub mod operations;
pub mod server;
pub mod types;

mod suite;

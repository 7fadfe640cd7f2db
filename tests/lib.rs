//! What `build.rs` generated from each document of `fixtures/ok`, one module a document.
//!
//! That this crate compiles is the first test of every fixture; the suite then calls what is in here.

include!(concat!(env!("OUT_DIR"), "/fixtures.rs"));

/// The functions through which the self-check feeds samples to these types, one module a document.
pub mod checks {
    include!(concat!(env!("OUT_DIR"), "/checks.rs"));
}

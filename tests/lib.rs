//! What `build.rs` generated from each document of `fixtures/ok`, one module a document.
//!
//! That this crate compiles is the first test of every fixture; the suite then calls what is in here.

include!(concat!(env!("OUT_DIR"), "/fixtures.rs"));

/// Types of the including crate that settings put in the place of generated ones.
pub mod own {
    use serde::{Deserialize, Serialize};

    /// Stands in for the schema `Money` of `fixtures/ok/own-types.yaml`: all that a type of the user's own has to implement.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct Money(pub u64);

    /// Stands in for the format `ip`.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct Host(pub String);
}

/// The functions through which the self-check feeds samples to these types, one module a document.
pub mod checks {
    include!(concat!(env!("OUT_DIR"), "/checks.rs"));
}

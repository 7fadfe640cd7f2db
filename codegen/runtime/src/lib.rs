//! The hand-written half of every crate that driftless generates.
//!
//! Generated code is short because what it shares stands here: codecs for JSON, parameters in every OpenAPI style, the core
//! of a client and of a server. The crate is compiled and tested as any other; its source files are also data
//! (feature `sources`), from which the generator copies those parts that an API uses. A generated crate therefore depends on
//! nothing of ours. For the same reason `mod.rs`, not this file, lists the modules: it is what becomes `crate::runtime` there.

#![forbid(unsafe_code)]
#![warn(missing_docs, unreachable_pub)]

#[cfg(feature = "core")]
#[path = "mod.rs"]
pub mod runtime;

#[cfg(feature = "sources")]
pub mod sources;

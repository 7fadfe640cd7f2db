//! Reads an OpenAPI document and writes Rust: a typed client, server traits with an axum router, and reference docs.
//!
//! The pipeline, one line a stage:
//!
//! ```text
//! text --read--> Value tree --normalise--> 3.0 shape --resolve--> Tree --lower--> ir::Api --check--> ir::Api --emit--> Output
//! ```

pub mod diagnostics;
pub mod ir;
pub mod names;
pub mod source;

mod check;
mod driver;
mod emit;
mod lower;
mod normalise;
mod options;
mod output;
mod overlay;
mod read;
mod resolve;
mod syntax;

pub use driver::{Generated, generate};
pub use options::{Emit, Layout, Options};
pub use output::{Change, Output};

//! Reads an OpenAPI document and writes Rust: a typed client, server traits with an axum router, and reference docs.
//!
//! The pipeline, one line a stage:
//!
//! ```text
//! text --read--> Value tree --normalise--> 3.0 shape --resolve--> Tree --lower--> ir::Api --check--> ir::Api --emit--> Output
//! ```
//!
//! A build script needs one line; see [`build`]:
//!
//! ```no_run
//! driftless::build("openapi.yaml").client().emit();
//! ```
//!
//! Everything else goes through [`generate`], which takes a text and gives files, findings and the model between them:
//!
//! ```
//! use driftless::{Options, generate, source::Source};
//!
//! let text = r#"{"openapi": "3.0.3", "info": {"title": "Pets", "version": "1"}, "paths": {}}"#;
//! let generated = generate(Source::inline("pets.json", text), &Options::default());
//! assert!(generated.output.is_some());
//! ```

#![warn(missing_docs, unreachable_pub)]

#[cfg(feature = "cli")]
pub mod cli;
pub mod diagnostics;
pub mod ir;
pub mod names;
pub mod selfcheck;
pub mod source;

mod build_script;
mod check;
mod driver;
mod emit;
mod lower;
mod normalise;
mod options;
mod output;
mod overlay;
mod read;
mod report;
mod resolve;
mod settings;
mod stack;
mod syntax;

pub use build_script::{Build, build};
pub use driver::{Generated, generate};
pub use options::{Emit, Layout, Options};
pub use output::{Change, MARK, Manifest, Output, Written, unified};
pub use report::report;
pub use settings::Settings;

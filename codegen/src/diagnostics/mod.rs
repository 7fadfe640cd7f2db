//! Findings about a document: data first, text only when printed.
//!
//! A stage pushes [`Diagnostic`]s into the one [`Sink`] and always returns a value; only the driver stops, between stages,
//! when the sink holds an error. A diagnostic knows its place as a JSON Pointer; line and column are found by a second pass
//! over the text when it is printed, so that the common run pays nothing for them.

mod codes;
mod place;
mod render;
mod sink;
mod suggest;

pub use codes::{CODES, Code, Explanation, explain};
pub use place::{FileId, Place};
pub use render::{json_lines, render_all};
pub use sink::{Diagnostic, Severity, Sink};
pub(crate) use suggest::nearest;

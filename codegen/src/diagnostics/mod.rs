//! Findings about a document: data first, text only when printed.
//!
//! A stage pushes [`Diagnostic`]s into the one [`Sink`] and always returns a value; only the driver stops, between stages,
//! when the sink holds an error. A diagnostic knows its place as a JSON Pointer; line and column are found by a second pass
//! over the text when it is printed, so that the common run pays nothing for them.

mod additions;
mod codes;
mod excerpt;
mod json;
mod locate;
mod origins;
mod paint;
mod place;
mod printer;
mod reading;
mod render;
mod sink;
mod suggest;

pub(crate) use additions::Additions;
pub use codes::{CODES, Code, Explanation, explain};
pub use place::{FileId, Place};
#[cfg(feature = "cli")]
pub(crate) use printer::placeless;
pub use printer::{json_lines, render, render_all, to_json};
pub use reading::{Reading, Unread};
pub use sink::{Diagnostic, Severity, Sink};
pub(crate) use suggest::nearest;

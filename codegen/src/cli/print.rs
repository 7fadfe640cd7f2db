//! What all commands print: findings, failures and, on a terminal, what is being worked on.
//!
//! A reader that has heard enough (`driftless check | head`) closes the pipe. That is no failure, so nothing here panics on
//! it, as `println!` would: what cannot be printed is not printed, and the exit code stays the outcome's.

use super::{MessageFormat, Outcome, Spec};
use crate::Generated;
use crate::diagnostics::{self, Code};
use crate::source::Source;
use std::io::{IsTerminal, Write as _, stderr, stdout};
use std::path::Path;

/// Prints what was asked for.
pub(super) fn answer(text: &str) {
    let mut out = stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// Prints what the user should know beside the answer.
pub(super) fn remark(text: &str) {
    let _ = stderr().write_all(text.as_bytes());
}

/// Reads a document.
pub(super) fn source(path: &Path) -> Result<Source, String> {
    let source = if path == Path::new("-") { Source::stdin() } else { Source::file(path) };
    source.map_err(|error| format!("{}: {error}", path.display()))
}

/// A file where the output's folder belongs is better named than found out by the system.
pub(super) fn expect_folder(path: &Path) -> Result<(), String> {
    if path.is_file() { Err(format!("{} is a file; the output needs a folder", path.display())) } else { Ok(()) }
}

/// Prints everything that was found and says how the run ends by it.
pub(super) fn findings(generated: &Generated, spec: &Spec) -> Outcome {
    let text = match spec.message_format {
        MessageFormat::Human => diagnostics::render_all(&generated.sink, &generated.sources, stderr().is_terminal()),
        MessageFormat::Json => diagnostics::json_lines(&generated.sink, &generated.sources),
    };
    remark(&text);
    let skipped = generated.sink.found().iter().any(|found| found.code == Code::SkippedOperation);
    if generated.sink.has_errors() || (spec.strict && skipped) { Outcome::Document } else { Outcome::Fine }
}

/// Prints why a command could not do its work.
pub(super) fn failure(error: &str, format: MessageFormat) -> Outcome {
    problem(error, format);
    Outcome::Usage
}

/// Prints an error that is about no place in a document.
pub(super) fn problem(error: &str, format: MessageFormat) {
    let error = error.trim_end();
    remark(&match format {
        MessageFormat::Human => format!("error: {error}\n"),
        MessageFormat::Json => format!("{}\n", diagnostics::placeless(error)),
    });
}

/// The worse of two ends.
pub(super) fn worse(a: Outcome, b: Outcome) -> Outcome {
    if (b as u8) > (a as u8) { b } else { a }
}

/// A line on a terminal that says what takes so long, gone when it is done.
pub(super) struct Progress {
    shown: bool,
}

impl Progress {
    pub(super) fn start(text: &str) -> Self {
        let shown = stderr().is_terminal();
        if shown {
            remark(&format!("{text} ..."));
        }
        Self { shown }
    }

    pub(super) fn end(self) {
        if self.shown {
            remark("\r\x1b[K");
        }
    }
}

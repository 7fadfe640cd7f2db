//! One run over a damaged document, and what is wrong with how it went.

use driftless::source::Source;
use driftless::{Generated, Options, diagnostics, generate, report};
use serde_json::Value;
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Runs everything up to the emitted files, the report and the printed findings. An answer is what went wrong.
pub fn run(source: Source) -> Result<(), String> {
    catch_unwind(AssertUnwindSafe(|| examine(&generate(source, &Options::default()))))
        .unwrap_or_else(|panic| Err(format!("panic: {}", message(&*panic))))
}

fn message(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("a value that is no text")
}

fn examine(generated: &Generated) -> Result<(), String> {
    let errors = generated.sink.has_errors();
    if generated.output.is_some() == errors {
        return Err(String::from(if errors { "output in spite of errors" } else { "neither output nor an error" }));
    }
    report(generated);
    let text = diagnostics::render_all(&generated.sink, &generated.sources, false);
    if text.is_empty() != generated.sink.found().is_empty() {
        return Err(String::from("findings that are not printed"));
    }
    diagnostics::json_lines(&generated.sink, &generated.sources).lines().try_for_each(placed)
}

/// A finding names file, line and column, and is not printed at the top unless it is about the whole or its first key.
fn placed(line: &str) -> Result<(), String> {
    let finding: Value = serde_json::from_str(line).map_err(|error| format!("a finding is no JSON: {error}"))?;
    let known = |key: &str| !finding[key].is_null();
    let deep = finding["pointer"].as_str().is_some_and(|pointer| pointer.matches('/').count() > 1);
    let at_top = finding["line"] == 1 && finding["column"] == 1 && deep;
    match known("file") && known("line") && known("column") && finding["message"] != "" && !at_top {
        true => Ok(()),
        false => Err(format!("a finding without a place: {}", finding["rendered"].as_str().unwrap_or(line))),
    }
}

//! Text to a `serde_json::Value` tree, YAML and JSON through one front.
//!
//! ```text
//! openapi: 3.0.3        {"openapi": "3.0.3",
//! paths: {}         ->   "paths": {}}
//! ```
//!
//! JSON is read by `serde_json`; YAML 1.2 by a builder of our own over a parser that gives events, because the readers at
//! hand let the last of two equal keys win, expand aliases without bound, or fail on real documents. Both keep the order
//! of keys, refuse duplicate ones, and stay within one budget of bytes, depth and values.

mod budget;
mod build;
mod json;
mod scalar;
#[cfg(test)]
mod tests;

use crate::diagnostics::{Code, Diagnostic, FileId, Place, Sink};
use crate::source::{MAX_TEXT, Source};
use crate::syntax;
use build::Stopped;
use serde_json::Value;

/// Reads a text. On errors, which are in the sink, the value is what could be read, at worst `null`.
pub(crate) fn read(source: &Source, file: FileId, sink: &mut Sink) -> Value {
    let text = source.text.as_str();
    if text.len() > MAX_TEXT {
        let message = format!("the text has {} bytes; the limit is {MAX_TEXT}", text.len());
        sink.push(Diagnostic::new(Code::Budget, Place::root(file), message).span(0..0));
        return Value::Null;
    }
    if !syntax::looks_like_json(text) {
        return yaml(text, file, sink);
    }
    match json::read(text, file, sink) {
        Ok(value) => value,
        Err(failure) => flow_style(source, *failure, file, sink),
    }
}

/// Reads a YAML text.
fn yaml(text: &str, file: FileId, sink: &mut Sink) -> Value {
    match build::build(syntax::yaml(text), file, sink) {
        Ok(Some(value)) => value,
        Ok(None) => {
            sink.push(Diagnostic::new(Code::Syntax, Place::root(file), "the document is empty").span(0..0));
            Value::Null
        }
        Err(Stopped) => Value::Null,
    }
}

/// A text that begins as JSON does and is none: YAML in flow style (`{a: b}`), unless its name says JSON. If it is neither,
/// the reader that came further through the text is the one to believe.
fn flow_style(source: &Source, failure: Diagnostic, file: FileId, sink: &mut Sink) -> Value {
    if failure.code != Code::Syntax || source.name.to_ascii_lowercase().ends_with(".json") {
        sink.push(failure);
        return Value::Null;
    }
    let mut attempt = Sink::new();
    let value = build::build(syntax::yaml(&source.text), file, &mut attempt);
    let reached = |finding: &Diagnostic| finding.span.as_ref().map_or(0, |span| span.start);
    let is_yaml = value.is_ok() || attempt.found().last().is_some_and(|last| reached(last) > reached(&failure));
    if is_yaml {
        attempt.found().iter().for_each(|finding| sink.push(finding.clone()));
    } else {
        sink.push(failure);
    }
    value.ok().flatten().unwrap_or_default()
}

//! Every accepted version to one shape: OpenAPI 3.0.
//!
//! ```text
//! swagger: "2.0"                           openapi: 3.0.3
//! definitions:                             components: { schemas:
//!   Pet: { type: object }             ->     { Pet: { type: object } } }
//! ```
//!
//! First every key is looked at as it was written: what no stage reads is a finding or a line of the report. Swagger 2.0 is
//! rebuilt next; then one walk repairs wild habits, gives newer keys names that 3.0 lets through
//! (`x-oas31-…`, `x-oas32-…`) and rewrites schemas. Nothing is dropped: what 3.0 cannot say travels as an extension. What
//! moved is noted twice, so that references go on to lead where they led, and findings are printed where the author wrote.

mod dialect;
mod forms;
mod keys;
mod kinds;
mod parts;
mod querystring;
mod references;
mod rename;
mod schema;
mod swagger;
mod types;
mod walk;

use crate::diagnostics::{FileId, Place, Sink};
use dialect::Dialect;
use keys::Keys;
use kinds::Kind;
use serde_json::Value;
use walk::{Run, Trail};

/// Rewrites a document to 3.0 shape. `openapi` keeps the version that the document states.
pub(crate) fn normalise(mut document: Value, file: FileId, sink: &mut Sink) -> Value {
    let Some(dialect) = Dialect::of(&document) else {
        sink.push(dialect::unknown(&document, &Place::root(file)));
        return document;
    };
    let mut run = Run::new(dialect, file, sink);
    let mut keys = Keys::default();
    keys::examine(&mut run, &mut keys, Kind::Document, &document, &Trail::top(file));
    keys.report(&mut run);
    if dialect == Dialect::Swagger {
        document = swagger::convert(&mut run, document);
    }
    let top = run.top();
    walk::walk(&mut run, Kind::Document, &mut document, &top);
    run.redirect(Kind::Document, &mut document, &top);
    document
}

/// Rewrites a file that the root document refers to: a whole document, or any part of one. References from other files reach
/// into it by pointers, so nothing is rebuilt here; each object is rewritten where it stands.
pub(crate) fn normalise_part(mut part: Value, root: &Value, file: FileId, sink: &mut Sink) -> Value {
    let dialect = Dialect::of(&part).or_else(|| Dialect::of(root)).unwrap_or(Dialect::V30);
    let mut run = Run::new(dialect, file, sink);
    let mut keys = Keys::default();
    parts::each(&mut part, &run.top(), &mut |kind, value, at| keys::examine(&mut run, &mut keys, kind, value, at));
    keys.report(&mut run);
    parts::each(&mut part, &run.top(), &mut |kind, value, at| walk::walk(&mut run, kind, value, at));
    parts::each(&mut part, &run.top(), &mut |kind, value, at| run.redirect(kind, value, at));
    part
}

#[cfg(test)]
mod tests;

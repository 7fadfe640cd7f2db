//! The pipeline as a table of contents: one line a stage.

use crate::diagnostics::{FileId, Sink};
use crate::ir::Api;
use crate::options::Options;
use crate::output::Output;
use crate::source::{Source, Sources};
use crate::{check, emit, lower, normalise, read, resolve};

/// What a run produced.
#[derive(Debug)]
pub struct Generated {
    /// The files; `None` if the document has errors.
    pub output: Option<Output>,
    /// The model they were written from, for the report.
    pub api: Option<Api>,
    /// All findings.
    pub sink: Sink,
    /// The texts that findings point into.
    pub sources: Sources,
}

/// Runs the whole pipeline over one document.
pub fn generate(source: Source, options: &Options) -> Generated {
    let mut sink = Sink::new();
    let mut sources = Sources::new(source);
    let document = read::read(sources.root(), FileId(0), &mut sink);
    if sink.has_errors() {
        return Generated { output: None, api: None, sink, sources };
    }
    let document = normalise::normalise(document, FileId(0), &mut sink);
    let tree = resolve::resolve(document, &mut sources, &mut sink);
    let mut api = lower::lower(&tree, options, &mut sink);
    check::check(&mut api, &mut sink);
    if sink.has_errors() {
        return Generated { output: None, api: Some(api), sink, sources };
    }
    let output = emit::emit(&api, &[], options);
    Generated { output: Some(output), api: Some(api), sink, sources }
}

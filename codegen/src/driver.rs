//! The pipeline as a table of contents: one line a stage.

use crate::diagnostics::{Additions, Code, Diagnostic, FileId, Place, Severity, Sink};
use crate::ir::Api;
use crate::options::Options;
use crate::output::Output;
use crate::source::{Source, Sources};
use crate::stack::with_room;
use crate::{check, emit, lower, names, normalise, overlay, read, resolve};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// What a run produced.
#[derive(Debug)]
pub struct Generated {
    /// The files; `None` if the document has errors.
    pub output: Option<Output>,
    /// The model they were written from, for the report; `None` if the document could not be read.
    pub api: Option<Api>,
    /// All findings.
    pub sink: Sink,
    /// The texts that findings point into.
    pub sources: Sources,
    /// The choices as they were carried out: an empty name is replaced by one made of the document's title.
    pub options: Options,
}

/// Runs the whole pipeline over one document.
pub fn generate(source: Source, options: &Options) -> Generated {
    with_room(|| pipeline(source, options))
}

/// Stage after stage.
fn pipeline(source: Source, options: &Options) -> Generated {
    let mut sink = Sink::new();
    let mut sources = Sources::new(source);
    let mut options = options.clone();
    options.settings.enter(&mut sources);
    options.settings.examine(options.layout, &mut sink);
    let mut document = read::read(sources.root(), FileId(0), &mut sink);
    let mut additions = Additions::default();
    for path in &options.overlays {
        apply_overlay(path, &mut document, &mut additions, &mut sources, &mut sink);
    }
    if sink.has_errors() {
        return Generated { output: None, api: None, sink, sources, options };
    }
    sink.overlaid(&additions);
    let translations = localise(&document, &additions, &options, &mut sources, &mut sink);
    let api = model(document, &options, &mut sources, &mut sink);
    let localised = accept(translations, &mut sink);
    if options.name.is_empty() {
        options.name = names::package(&api.info.title.0);
    }
    let output = if sink.has_errors() { None } else { Some(emit::emit(&api, &localised, &options)) };
    Generated { output, api: Some(api), sink, sources, options }
}

/// A document that has been read, to the checked model.
fn model(document: Value, options: &Options, sources: &mut Sources, sink: &mut Sink) -> Api {
    let document = normalise::normalise(document, FileId(0), sink);
    let tree = resolve::resolve(document, sources, sink);
    let mut api = lower::lower(&tree, &options.settings, options.emit.knows_webhooks(), sink);
    check::check(&mut api, sink);
    api
}

/// The API in another language of the docs.
struct Translation {
    tag: String,
    /// The overlay that translates it; the document itself if the overlay could not be read.
    overlay: FileId,
    api: Api,
    sink: Sink,
}

/// The same API with its texts in the other languages of the docs. Each has its own sink, because what the document itself
/// gives rise to is found by the main run; the overlays' own findings go there too.
fn localise(
    document: &Value,
    additions: &Additions,
    options: &Options,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Vec<Translation> {
    let locales = options.locales.iter().filter(|_| options.emit.docs);
    let translate = |(tag, path): &(String, PathBuf)| {
        let (mut document, mut additions) = (document.clone(), additions.clone());
        let overlay = apply_overlay(path, &mut document, &mut additions, sources, sink).unwrap_or_default();
        let mut sink = Sink::new();
        sink.overlaid(&additions);
        let api = model(document, options, sources, &mut sink);
        Translation { tag: tag.clone(), overlay, api, sink }
    };
    locales.map(translate).collect()
}

/// The translated models, for the emitters. In a document that is right without an overlay, whatever is wrong with it is the
/// overlay's doing.
fn accept(translations: Vec<Translation>, sink: &mut Sink) -> Vec<(String, Api)> {
    if !sink.has_errors() {
        for Translation { overlay, sink: found, .. } in &translations {
            for error in found.found().iter().filter(|found| found.severity == Severity::Error) {
                let (place, at) = if error.place.file == *overlay {
                    (error.place.clone(), String::new())
                } else {
                    (Place::root(*overlay), format!(" at {}", error.place))
                };
                let message = format!("the overlay makes the document wrong{at}: {}", error.message);
                sink.push(Diagnostic {
                    help: error.help.clone(),
                    ..Diagnostic::new(Code::OverlayForm, place, message)
                });
            }
        }
    }
    translations.into_iter().map(|translation| (translation.tag, translation.api)).collect()
}

/// Applies an overlay and says which file it is; `None` if it cannot be read.
fn apply_overlay(
    path: &Path,
    document: &mut Value,
    additions: &mut Additions,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Option<FileId> {
    let source = match Source::file(path) {
        Ok(source) => source,
        Err(error) => {
            sink.push(overlay::unreadable(path, &error));
            return None;
        }
    };
    let file = sources.add(source);
    if let Some(source) = sources.get(file) {
        let mut reading = Sink::new();
        let overlay = read::read(source, file, &mut reading);
        reading.found().iter().for_each(|finding| sink.push(finding.clone()));
        // What could not be read whole is not judged by what is left of it.
        if !reading.has_errors() {
            overlay::apply(document, &overlay, file, additions, sink);
        }
    }
    Some(file)
}

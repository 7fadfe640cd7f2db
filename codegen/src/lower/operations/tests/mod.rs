//! Small documents to operations: what is named how, what is left out, and what is said about it.

mod document;
mod groups;
mod hooks;
mod pages;
mod request;
mod response;
mod settings;
mod views;

use super::super::lower;
use crate::diagnostics::{Diagnostic, Sink};
use crate::ir::{Api, ApiKeyPlace, BodyKind, Effect, KeyPlace, Operation, Place, SchemeKind, Status, Style};
use crate::resolve;
use crate::settings::Settings;
use crate::source::{Source, Sources};
use serde_json::{Value, json};

fn api(document: Value) -> (Api, Sink) {
    let mut sink = Sink::new();
    let mut sources = Sources::new(Source::inline("api.json", ""));
    let tree = resolve::resolve(document, &mut sources, &mut sink);
    let api = lower(&tree, &Settings::default(), true, &mut sink);
    (api, sink)
}

/// A document with one operation, `POST /pets`.
fn operation(operation: Value) -> (Operation, Sink) {
    let (mut api, sink) = api(json!({"paths": {"/pets": {"post": operation}}}));
    (api.operations.remove(0), sink)
}

fn codes(sink: &Sink) -> Vec<&'static str> {
    sink.found().iter().map(|found| found.code.text()).collect()
}

fn only(sink: &Sink) -> &Diagnostic {
    assert_eq!(sink.found().len(), 1, "{:?}", sink.found());
    &sink.found()[0]
}

fn fields(operation: &Operation) -> Vec<(String, String, bool)> {
    let place = |place: &Place| match place {
        Place::Path(parameter) => format!("path {}", parameter.wire),
        Place::Query(parameter) => format!("query {}", parameter.wire),
        Place::Header(parameter) => format!("header {}", parameter.wire),
        Place::Cookie(parameter) => format!("cookie {}", parameter.wire),
        Place::Property(wire) => format!("property {wire}"),
        Place::Body => "body".to_owned(),
    };
    let field = |field: &crate::ir::RequestField| (field.name.to_string(), place(&field.place), field.required);
    operation.request.fields.iter().map(field).collect()
}

fn field(name: &str, place: &str, required: bool) -> (String, String, bool) {
    (name.to_owned(), place.to_owned(), required)
}

//! The `--report` file: what was generated, under which Rust path, and where that is weaker than the document.
//!
//! `operations` and the operations among `skipped` add up to `counts.operations.in_document`: nothing is dropped in silence.
//! Keys are stable; tools may read them.

use crate::Generated;
use crate::diagnostics::{Place, Severity, Sink};
use crate::ir::{Api, Omission, OmissionKind, Operation, TypeOrigin};
use crate::source::Sources;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The report of a run. Of a document that could not be read there are only the findings.
pub fn report(generated: &Generated) -> Value {
    let mut report = Map::new();
    if let Some(api) = &generated.api {
        let listed = |kind| omissions(api, kind, &generated.sources);
        let (untyped, skipped) = (listed(OmissionKind::Untyped), listed(OmissionKind::Skipped));
        report.insert("document".into(), json!({ "title": api.info.title.0, "version": api.info.version.0 }));
        report.insert("counts".into(), counts(api, untyped.len(), skipped.len()));
        report
            .insert("operations".into(), api.operations.iter().map(|found| operation(found, api, generated)).collect());
        report.insert("schemas".into(), schemas(api, &generated.sources));
        report.insert("untyped".into(), Value::Array(untyped));
        report.insert("skipped".into(), Value::Array(skipped));
    }
    report.insert("findings".into(), findings(&generated.sink));
    Value::Object(report)
}

fn counts(api: &Api, untyped: usize, skipped: usize) -> Value {
    let written = api.operations.len();
    json!({
        "operations": {
            "in_document": api.operations_in_document,
            "written": written,
            "skipped": api.operations_in_document.saturating_sub(written),
        },
        "schemas": components(api).count(),
        "types": api.types.0.len(),
        "fields": { "all": api.fields.all, "untyped": api.fields.untyped },
        "untyped": untyped,
        "skipped": skipped,
    })
}

fn operation(operation: &Operation, api: &Api, generated: &Generated) -> Value {
    let mut entry = Map::new();
    entry.insert("method".into(), json!(operation.method.0));
    entry.insert("path".into(), json!(operation.path.text));
    // Only the document's own id; a made one would look like a fact.
    entry.insert("operationId".into(), operation.id_given.then(|| operation.id.clone()).into());
    stand(&mut entry, &operation.place, &generated.sources);
    if let Some(tag) = api.tags.get(operation.tag) {
        let (module, name) = (&tag.name, &operation.name);
        entry.insert("client".into(), json!(format!("client::{module}::{}::{name}", tag.client_name)));
        entry.insert("server".into(), json!(format!("server::{module}::{}::{name}", tag.trait_name)));
    }
    entry.insert("request".into(), json!(format!("operations::{}", operation.request.name)));
    Value::Object(entry)
}

/// Component schemas: key in the document and Rust path.
fn components(api: &Api) -> impl Iterator<Item = (&str, &Place, String)> {
    api.types.iter().filter_map(|(_, def)| match &def.origin {
        TypeOrigin::Component(key) => Some((key.as_str(), &def.place, format!("types::{}", def.name))),
        TypeOrigin::Inline => None,
    })
}

fn schemas(api: &Api, sources: &Sources) -> Value {
    let entry = |(key, place, path): (&str, &Place, String)| {
        let mut entry = Map::new();
        entry.insert("name".into(), json!(key));
        stand(&mut entry, place, sources);
        entry.insert("type".into(), json!(path));
        Value::Object(entry)
    };
    components(api).map(entry).collect()
}

fn omissions(api: &Api, kind: OmissionKind, sources: &Sources) -> Vec<Value> {
    let of_kind = api.omissions.iter().filter(|omission| omission.kind == kind);
    let entry = |Omission { place, reason, .. }: &Omission| {
        let mut entry = Map::new();
        stand(&mut entry, place, sources);
        entry.insert("reason".into(), json!(reason));
        Value::Object(entry)
    };
    of_kind.map(entry).collect()
}

/// Where an entry stands: the pointer, and the file if it is another than the root document.
fn stand(entry: &mut Map<String, Value>, place: &Place, sources: &Sources) {
    entry.insert("pointer".into(), json!(place.to_string()));
    if place.file.0 != 0
        && let Some(source) = sources.get(place.file)
    {
        entry.insert("file".into(), json!(source.name));
    }
}

fn findings(sink: &Sink) -> Value {
    let count = |severity| sink.found().iter().filter(|found| found.severity == severity).count();
    let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
    for found in sink.found() {
        *codes.entry(found.code.text()).or_default() += 1;
    }
    json!({ "errors": count(Severity::Error), "warnings": count(Severity::Warning), "codes": codes })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Options;
    use crate::source::Source;

    #[test]
    fn operations_written_and_skipped_add_up() {
        let document = json!({
            "openapi": "3.0.3",
            "info": {"title": "Pets", "version": "1"},
            "paths": {
                "/pets/{id}": {"get": {"operationId": "pets.get", "responses": {}}},
                "/odd?query=a{b}": {"get": {"responses": {}}, "post": {"responses": {}}},
            },
        });
        let generated = crate::generate(Source::inline("pets.json", document.to_string()), &Options::default());
        let report = report(&generated);
        assert_eq!(report["counts"]["operations"], json!({"in_document": 3, "written": 1, "skipped": 2}), "{report:#}");
        assert_eq!(report["document"], json!({"title": "Pets", "version": "1"}));
        assert_eq!(report["operations"][0]["client"], "client::pets::Pets::get");
        assert_eq!(report["operations"][0]["server"], "server::pets::PetsApi::get");
        assert_eq!(report["skipped"][0]["pointer"], "#/paths/~1odd?query=a{b}/get");
        assert_eq!(report["findings"]["codes"], json!({"D0403": 1, "D0405": 2}));
    }
}

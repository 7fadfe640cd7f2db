//! The `--report` file: what was generated, under which Rust path, and where that is weaker than the document.
//!
//! `operations`, the operations among `skipped` and those that settings leave out add up to `counts.operations.in_document`:
//! nothing is dropped in silence.
//! Keys are stable; tools may read them.

use crate::Generated;
use crate::diagnostics::{Place, Severity, Sink};
use crate::ir::{
    Api, Hook, Omission, OmissionKind, Operation, Origin, Pagination, RequestField, Routing, TypeOrigin, Way,
};
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
        report.insert("webhooks".into(), webhooks(api, generated));
        report.insert("schemas".into(), schemas(api, &generated.sources));
        report.insert("untyped".into(), Value::Array(untyped));
        report.insert("skipped".into(), Value::Array(skipped));
    }
    report.insert("keys".into(), keys(&generated.sink, &generated.sources));
    report.insert("findings".into(), findings(&generated.sink, &generated.sources));
    Value::Object(report)
}

fn counts(api: &Api, untyped: usize, skipped: usize) -> Value {
    let written = api.operations.len();
    json!({
        "operations": {
            "in_document": api.operations_in_document,
            "written": written,
            "skipped": api.operations_in_document.saturating_sub(written + api.left_out.operations),
            "left_out": api.left_out.operations,
        },
        "webhooks": { "written": api.hooks.len(), "left_out": api.left_out.hooks },
        "schemas": components(api).count(),
        "schemas_left_out": api.left_out.schemas,
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
        entry.insert("client".into(), json!(format!("client::{}::{name}", tag.client_name)));
        // What a server cannot tell from another operation has no method there; the operation that serves is named instead.
        match operation.routing {
            Routing::When(_) => {
                entry.insert("server".into(), json!(format!("server::{module}::{}::{name}", tag.trait_name)));
            }
            Routing::Shadowed(index) => {
                let served = api.operations.get(index).map(|other| other.place.to_string());
                entry.insert("served_by".into(), json!(served));
            }
        }
    }
    entry.insert("request".into(), json!(format!("operations::{}", operation.request.name)));
    if let Some(pages) = &operation.pagination {
        entry.insert("pages".into(), list(operation, pages));
    }
    Value::Object(entry)
}

/// Webhooks and callbacks: where they stand, and their types, if these are written.
fn webhooks(api: &Api, generated: &Generated) -> Value {
    let entry = |hook: &Hook| {
        let operation = &hook.operation;
        let mut entry = Map::new();
        match &hook.origin {
            Origin::Webhook(name) => entry.insert("webhook".into(), json!(name)),
            Origin::Callback { operation, name, expression } => {
                entry.insert("operation".into(), json!(operation));
                entry.insert("expression".into(), json!(expression));
                entry.insert("callback".into(), json!(name))
            }
        };
        entry.insert("method".into(), json!(operation.method.0));
        stand(&mut entry, &operation.place, &generated.sources);
        if generated.options.emit.webhooks {
            entry.insert("request".into(), json!(format!("webhooks::{}", operation.request.name)));
        }
        Value::Object(entry)
    };
    api.hooks.iter().map(entry).collect()
}

/// How a list goes on, in the words of `x-pagination`, and whether that is stated there or recognised by the list's shape.
fn list(operation: &Operation, pages: &Pagination) -> Value {
    let parameter = |index: usize| json!(operation.request.fields.get(index).map(RequestField::wire));
    let mut entry = Map::new();
    entry.insert("known".into(), json!(if pages.stated { "stated" } else { "recognised" }));
    entry.insert("items".into(), json!(pages.items.path()));
    let (way, answer) = match &pages.way {
        Way::Cursor { of_last_item: false, .. } => ("cursor", "next"),
        Way::Cursor { .. } => ("cursor", "last"),
        Way::Offset { .. } => ("offset", "total"),
        Way::Number { .. } => ("page", "pages"),
        Way::Link { .. } => ("link", "link"),
    };
    entry.insert(way.into(), pages.way.field().map_or(json!(true), parameter));
    entry.extend(pages.way.answer().map(|at| (answer.into(), json!(at.path()))));
    if let Way::Number { first, .. } = pages.way {
        entry.insert("first".into(), json!(first));
    }
    entry.extend(pages.limit.map(|index| ("limit".into(), parameter(index))));
    entry.extend(pages.more.as_ref().map(|more| ("more".into(), json!(more.path()))));
    Value::Object(entry)
}

/// Component schemas: key in the document and Rust path, which may be that of a type of the user's own.
fn components(api: &Api) -> impl Iterator<Item = (&str, &Place, String)> {
    let generated = api.types.iter().filter_map(|(_, def)| match &def.origin {
        TypeOrigin::Component(key) => Some((key.as_str(), &def.place, format!("types::{}", def.name))),
        TypeOrigin::Input(_) | TypeOrigin::Inline => None,
    });
    generated.chain(api.mapped.iter().map(|mapped| (mapped.key.as_str(), &mapped.place, mapped.path.clone())))
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

/// What became of each key of the documents, and of what is read and then left out for a reason.
fn keys(sink: &Sink, sources: &Sources) -> Value {
    let reading = sink.reading();
    let unread = reading.unread_keys().map(|unread| {
        let mut entry = Map::new();
        entry.insert("key".into(), json!(unread.what));
        entry.insert("reason".into(), json!(unread.reason));
        entry.insert("count".into(), json!(unread.count));
        stand(&mut entry, &unread.place, sources);
        Value::Object(entry)
    });
    json!({
        "read": reading.read,
        "reported": reading.reported,
        "unknown": reading.unknown,
        "unread": unread.collect::<Vec<_>>(),
    })
}

/// How many of each code, and each of them: what is folded where people read it stands here.
fn findings(sink: &Sink, sources: &Sources) -> Value {
    let count = |severity| sink.found().iter().filter(|found| found.severity == severity).count();
    let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
    for found in sink.found() {
        *codes.entry(found.code.text()).or_default() += 1;
    }
    let all = sink.found().iter().map(|found| {
        let mut entry = Map::new();
        entry.insert("code".into(), json!(found.code.text()));
        entry.insert("message".into(), json!(found.message));
        stand(&mut entry, &found.place, sources);
        Value::Object(entry)
    });
    let all: Vec<Value> = all.collect();
    json!({ "errors": count(Severity::Error), "warnings": count(Severity::Warning), "codes": codes, "all": all })
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
        assert_eq!(
            report["counts"]["operations"],
            json!({"in_document": 3, "written": 1, "skipped": 2, "left_out": 0}),
            "{report:#}"
        );
        assert_eq!(report["document"], json!({"title": "Pets", "version": "1"}));
        assert_eq!(report["operations"][0]["client"], "client::Pets::get");
        assert_eq!(report["operations"][0]["server"], "server::pets::PetsApi::get");
        assert_eq!(report["skipped"][0]["pointer"], "#/paths/~1odd?query=a{b}/get");
        assert_eq!(report["operations"][0].get("pages"), None);
        assert_eq!(report["findings"]["codes"], json!({"D0403": 1, "D0405": 2}));
    }

    #[test]
    fn lists_that_go_on_are_told_with_the_rule() {
        let page = json!({"type": "object", "properties": {
            "items": {"type": "array", "items": {}}, "next_cursor": {"type": "string"},
        }});
        let query = |name: &str| json!({"name": name, "in": "query", "schema": {"type": "string"}});
        let list = json!({"parameters": [query("cursor")], "responses": {
            "200": {"description": "", "content": {"application/json": {"schema": page}}},
        }});
        let mut stated = list.clone();
        stated["x-pagination"] = json!({"link": true, "items": "items"});
        let document = json!({
            "openapi": "3.0.3",
            "info": {"title": "Pets", "version": "1"},
            "paths": {"/a": {"get": list}, "/b": {"get": stated}},
        });
        let generated = crate::generate(Source::inline("pets.json", document.to_string()), &Options::default());
        let report = report(&generated);
        let recognised = json!({"known": "recognised", "items": "items", "cursor": "cursor", "next": "next_cursor"});
        assert_eq!(report["operations"][0]["pages"], recognised, "{report:#}");
        assert_eq!(report["operations"][1]["pages"], json!({"known": "stated", "items": "items", "link": true}));
    }
}

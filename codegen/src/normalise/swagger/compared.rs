//! Each construct of Swagger 2.0, converted here and by the npm package `swagger2openapi`: the same, but for differences that are
//! listed with their reasons.
//!
//! `tests/fixtures/swagger` has a document for each construct, what the package makes of it (`converter/` there writes that), and
//! `differences.json`. A difference that is not listed fails, and so does one that is listed and gone.

use crate::diagnostics::{FileId, Sink};
use crate::normalise::normalise;
use crate::read::read;
use crate::source::{Source, fixtures};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

/// Differences between two trees, as `<file>#<pointer> <what>`.
fn differences(at: &str, ours: &Value, theirs: &Value, found: &mut BTreeSet<String>) {
    match (ours, theirs) {
        (Value::Object(ours), Value::Object(theirs)) => {
            let keys: BTreeSet<&String> = ours.keys().chain(theirs.keys()).collect();
            for key in keys {
                let at = format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
                match (ours.get(key), theirs.get(key)) {
                    (Some(ours), Some(theirs)) => differences(&at, ours, theirs, found),
                    (Some(_), None) => drop(found.insert(format!("{at} only here"))),
                    _ => drop(found.insert(format!("{at} only there"))),
                }
            }
        }
        (Value::Array(ours), Value::Array(theirs)) if ours.len() == theirs.len() => {
            for (index, (ours, theirs)) in ours.iter().zip(theirs).enumerate() {
                differences(&format!("{at}/{index}"), ours, theirs, found);
            }
        }
        _ if ours == theirs => {}
        _ => drop(found.insert(format!("{at} {ours} here, {theirs} there"))),
    }
}

/// A tree without what says nothing: the version, what stands under keys of ours, and values that are the default.
fn canonical(value: &mut Value) {
    if let Value::Object(map) = value {
        let style = match map.get("in").and_then(Value::as_str) {
            Some("query") => "form",
            _ => "simple",
        };
        let form = map.get("style").and_then(Value::as_str).unwrap_or(style) == "form";
        map.retain(|key, value| match key.as_str() {
            "openapi" => false,
            "required" => *value != false,
            "style" => *value != style,
            "explode" => *value != form,
            _ => !key.starts_with("x-oas20-"),
        });
        map.values_mut().for_each(canonical);
    }
    if let Value::Array(items) = value {
        items.iter_mut().for_each(canonical);
    }
}

/// A document of the folder, normalised.
fn normalised(path: &Path) -> Value {
    let source = Source::file(path).expect("a fixture can be read");
    let mut sink = Sink::new();
    let document = read(&source, FileId(0), &mut sink);
    let document = normalise(document, FileId(0), &mut sink);
    assert!(!sink.has_errors(), "{}: {:?}", path.display(), sink.found());
    document
}

fn json(path: &Path) -> Value {
    let source = Source::file(path).expect("a fixture can be read");
    serde_json::from_str(&source.text).expect("JSON")
}

#[test]
fn every_construct_is_what_swagger2openapi_makes_of_it() {
    let documents = fixtures(&["swagger"]);
    // The package that is published has no fixtures beside it.
    let Some(folder) = documents.first().and_then(|first| first.parent()) else { return };
    assert!(documents.len() >= 38, "{} documents", documents.len());
    let mut found = BTreeSet::new();
    for path in &documents {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let (mut ours, mut theirs) = (normalised(path), json(&path.with_extension("openapi3.json")));
        canonical(&mut ours);
        canonical(&mut theirs);
        differences(&format!("{name}#"), &ours, &theirs, &mut found);
    }
    let listed = json(&folder.join("differences.json"));
    let by_reason = listed.as_object().expect("reasons, each with its differences").values();
    let listed: BTreeSet<String> =
        by_reason.filter_map(Value::as_array).flatten().filter_map(Value::as_str).map(str::to_owned).collect();
    let (new, gone) = (found.difference(&listed), listed.difference(&found));
    let lines: Vec<String> =
        new.map(|line| format!("not listed: {line}")).chain(gone.map(|line| format!("gone: {line}"))).collect();
    assert!(lines.is_empty(), "{}", lines.join("\n"));
}

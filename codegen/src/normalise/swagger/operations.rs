//! Path items and operations: their parameters are sorted into those that stay and those that make the body.

use super::body::{self, Found};
use super::{Globals, Run, count, parameters, responses, texts};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::normalise::kinds::METHODS;
use serde_json::{Map, Value};

/// The parameters of a path item or operation, sorted.
#[derive(Default)]
struct Sorted {
    /// In path, query and header, converted; references too.
    kept: Vec<Value>,
    /// The body, with its name among the document's parameters if it is one of those.
    body: Option<(Found, Option<String>)>,
    fields: Vec<Found>,
}

/// Converts a path item. Where it stands does not change.
pub(super) fn path_item(run: &mut Run<'_>, item: Value, globals: &Globals, at: &Place) -> Value {
    let Value::Object(mut item) = item else { return item };
    let shared = sort(run, item.get("parameters"), globals, &at.child("parameters"));
    for method in METHODS {
        let Some(value) = item.get_mut(*method) else { continue };
        if let Value::Object(operation) = value {
            *value = operation_object(run, std::mem::take(operation), &shared, globals, &at.child(method));
        }
    }
    match item.get_mut("parameters") {
        Some(_) if shared.kept.is_empty() => drop(item.shift_remove("parameters")),
        Some(parameters @ Value::Array(_)) => *parameters = Value::Array(shared.kept),
        _ => {}
    }
    Value::Object(item)
}

fn operation_object(
    run: &mut Run<'_>,
    mut operation: Map<String, Value>,
    shared: &Sorted,
    globals: &Globals,
    at: &Place,
) -> Value {
    let consumes = operation.shift_remove("consumes").map(|value| texts(Some(&value)));
    let consumes = consumes.as_ref().unwrap_or(&globals.consumes);
    let produces = operation.shift_remove("produces").map(|value| texts(Some(&value)));
    let produces = produces.as_ref().unwrap_or(&globals.produces);
    if let Some(schemes) = operation.shift_remove("schemes") {
        let servers = globals.servers.with(&texts(Some(&schemes)));
        if globals.servers.list() != Some(&servers) {
            operation.insert(String::from("servers"), servers);
        }
    }
    let Sorted { kept, body, mut fields } = sort(run, operation.get("parameters"), globals, &at.child("parameters"));
    if body.is_none() {
        let named = |field: &Found| field.map.get("name").cloned();
        let overridden: Vec<_> = fields.iter().map(named).collect();
        let inherited = shared.fields.iter().filter(|field| !overridden.contains(&named(field)));
        fields.extend(inherited.filter_map(|field| copy(run, field)));
    }
    let inherited = shared.body.as_ref().filter(|_| fields.is_empty());
    let body = body.or_else(|| inherited.and_then(|(found, name)| Some((copy(run, found)?, name.clone()))));
    if let (Some(_), Some(field)) = (&body, fields.first()) {
        let message = "form fields beside a body are left out: a request has one body";
        run.report(Diagnostic::new(Code::WeakenedOperation, field.place.clone(), message));
    }
    match operation.get_mut("parameters") {
        Some(_) if kept.is_empty() => drop(operation.shift_remove("parameters")),
        Some(parameters @ Value::Array(_)) => *parameters = Value::Array(kept),
        _ => {}
    }
    if let Some(body) = body::request_body(run, body, fields, consumes, globals, &at.child("requestBody")) {
        operation.insert(String::from("requestBody"), body);
    }
    if let Some(value @ Value::Object(_)) = operation.get_mut("responses") {
        let place = at.child("responses");
        *value = responses::map(run, value.take(), produces, &place, &place);
    }
    Value::Object(operation)
}

/// A path item's parameter for one of its operations.
fn copy(run: &mut Run<'_>, found: &Found) -> Option<Found> {
    let values = found.map.values().map(count).sum();
    run.may_copy(values, &found.place).then(|| Found { map: found.map.clone(), place: found.place.clone() })
}

/// Sorts a list of parameters; those that stay move up where others leave.
fn sort(run: &mut Run<'_>, list: Option<&Value>, globals: &Globals, at: &Place) -> Sorted {
    let mut sorted = Sorted::default();
    let Some(Value::Array(items)) = list else { return sorted };
    for (index, item) in items.iter().enumerate() {
        let place = at.child(index);
        let Value::Object(map) = item else {
            sorted.kept.push(item.clone());
            continue;
        };
        let shared = shared_parameter(map, globals);
        let described = shared.map_or(map, |(_, shared)| shared);
        let kind = described.get("in").and_then(Value::as_str);
        if !matches!((kind, &sorted.body), (Some("formData"), _) | (Some("body"), None)) {
            let target = at.child(sorted.kept.len());
            if target != place {
                run.rebuilt(&place, target.clone());
            }
            sorted.kept.push(parameters::parameter(run, map.clone(), &place, &target));
            continue;
        }
        let place = shared.map_or(place, |(name, _)| Place::root(at.file).child("parameters").child(name));
        if shared.is_some() && !run.may_copy(described.values().map(count).sum(), &place) {
            continue;
        }
        let found = Found { map: described.clone(), place };
        match kind {
            Some("body") => sorted.body = Some((found, shared.map(|(name, _)| name.to_owned()))),
            _ => sorted.fields.push(found),
        }
    }
    sorted
}

/// The document's parameter that a reference names.
fn shared_parameter<'a>(map: &Map<String, Value>, globals: &'a Globals) -> Option<(&'a str, &'a Map<String, Value>)> {
    let name = map.get("$ref")?.as_str()?.strip_prefix("#/parameters/")?;
    let name = name.replace("~1", "/").replace("~0", "~");
    let (name, parameter) = globals.parameters.get_key_value(&name)?;
    Some((name, parameter.as_object()?))
}

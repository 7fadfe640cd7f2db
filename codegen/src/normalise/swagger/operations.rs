//! Path items and operations: their parameters are sorted into those that stay and those that make the body.

use super::body::{self, Found};
use super::{Globals, Run, parameters, responses, texts};
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
        if let Value::Object(operation) = value.take() {
            *value = operation_object(run, operation, &shared, globals, &at.child(method));
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
    let own =
        |value: Option<Value>, usual: &[String]| value.map_or_else(|| usual.to_vec(), |value| texts(Some(&value)));
    let consumes = own(operation.shift_remove("consumes"), &globals.consumes);
    let produces = own(operation.shift_remove("produces"), &globals.produces);
    if let Some(schemes) = operation.shift_remove("schemes") {
        let servers = globals.servers.with(&texts(Some(&schemes)));
        if globals.servers.list().is_none_or(|usual| usual != servers) {
            operation.insert(String::from("servers"), servers);
        }
    }
    let Sorted { kept, body, mut fields } = sort(run, operation.get("parameters"), globals, &at.child("parameters"));
    if body.is_none() {
        let named = |field: &Found| field.map.get("name").cloned();
        let overridden: Vec<_> = fields.iter().map(named).collect();
        let inherited = shared.fields.iter().filter(|field| !overridden.contains(&named(field)));
        fields.extend(inherited.map(copy));
    }
    let inherited = shared.body.as_ref().filter(|_| fields.is_empty());
    let body = body.or_else(|| inherited.map(|(found, name)| (copy(found), name.clone())));
    if let (Some(_), Some(field)) = (&body, fields.first()) {
        let message = "form fields beside a body are left out: a request has one body";
        run.report(Diagnostic::new(Code::WeakenedOperation, field.place.clone(), message));
    }
    match operation.get_mut("parameters") {
        Some(_) if kept.is_empty() => drop(operation.shift_remove("parameters")),
        Some(parameters @ Value::Array(_)) => *parameters = Value::Array(kept),
        _ => {}
    }
    if let Some(body) = body::request_body(run, body, fields, &consumes, globals, &at.child("requestBody")) {
        operation.insert(String::from("requestBody"), body);
    }
    if let Some(Value::Object(entries)) = operation.get_mut("responses").map(Value::take) {
        let place = at.child("responses");
        operation.insert(String::from("responses"), responses::map(run, entries, &produces, &place, &place));
    }
    Value::Object(operation)
}

fn copy(found: &Found) -> Found {
    Found { map: found.map.clone(), place: found.place.clone() }
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
        let (name, found) = match shared_parameter(map, globals) {
            Some((name, shared)) => {
                let place = Place::root(at.file).child("parameters").child(name);
                (Some(name.to_owned()), Found { map: shared.clone(), place })
            }
            None => (None, Found { map: map.clone(), place: place.clone() }),
        };
        match found.map.get("in").and_then(Value::as_str) {
            Some("body") if sorted.body.is_none() => sorted.body = Some((found, name)),
            Some("formData") => sorted.fields.push(found),
            _ => {
                let target = at.child(sorted.kept.len());
                if target != place {
                    run.rebuilt(&place, target.clone());
                }
                sorted.kept.push(parameters::parameter(run, map.clone(), &place, &target));
            }
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

//! The project's own `x-` keys around operations, and those that look like ours and are not.
//!
//! | key | stands at | value |
//! |---|---|---|
//! | `x-effect` | operation | `read`, `keyed`, `once` or `money` |
//! | `x-idempotency` | operation | `{in: header, query or body, name}` |
//! | `x-pagination` | operation | see [`pages`](super::pages) |
//! | `x-retry`, `x-unknown-outcome`, `x-reconcile` | operation | see `policy.rs` |
//! | `x-env` | security scheme | name of an environment variable |
//! | `x-discrepancy` | anywhere | `{id, note, example}`, or a list of such |
//! | `x-unit`, `x-inferred` | parameter, property | text, boolean |
//! | `x-undocumented` | document | list of `{name, group, method}` |
//!
//! An extension steers retries and money, so a wrong value is an error, never a guess.

use super::objects::object;
use super::policy::key_slot;
use super::view::{Node, wrong};
use crate::diagnostics::{Code, Diagnostic, Place, nearest};
use crate::ir::{Effect, Idempotency, KeyPlace, Place as Carrier, RequestField, Text, Type, Undocumented};
use crate::lower::context::Context;
use serde_json::Value;

/// A contradiction that the document records.
const DISCREPANCY: &str = "x-discrepancy";

/// Keys that this program reads, for suggestions.
const KNOWN: &[&str] = &[
    DISCREPANCY,
    "x-effect",
    "x-env",
    "x-idempotency",
    "x-inferred",
    "x-pagination",
    "x-reconcile",
    "x-retry",
    "x-secret",
    "x-undocumented",
    "x-unit",
    "x-unknown-outcome",
];

/// Looks through the documents for extensions that can stand anywhere: keys of our prefix, of which there is none yet, so that
/// each is a misspelling or a hope, and discrepancies that do not say what they are about.
pub(super) fn examine(context: &mut Context<'_>) {
    let (tree, sink) = (context.tree, &mut context.sink);
    tree.objects(&mut |trail, map| {
        for (key, value) in map {
            if let Some(suffix) = key.strip_prefix("x-driftless-") {
                sink.push(unknown(&trail.place().child(key), key, suffix));
            }
            if key == DISCREPANCY {
                let place = trail.place().child(key);
                entries(&place, value).into_iter().filter_map(nameless).for_each(|found| sink.push(found));
            }
        }
    });
}

fn unknown(place: &Place, key: &str, suffix: &str) -> Diagnostic {
    let message = format!("`{key}` is not an extension that is read here");
    let help = match nearest(&format!("x-{suffix}"), KNOWN.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => String::from("remove it, or use a prefix of your own"),
    };
    Diagnostic::new(Code::UnknownExtension, place.clone(), message).at_key().help(help)
}

/// The entries of a discrepancy: one, or a list.
fn entries<'v>(place: &Place, value: &'v Value) -> Vec<(Place, &'v Value)> {
    match value {
        Value::Array(entries) => entries.iter().enumerate().map(|(index, entry)| (place.child(index), entry)).collect(),
        single => vec![(place.clone(), single)],
    }
}

fn nameless((place, entry): (Place, &Value)) -> Option<Diagnostic> {
    let has = |key: &str| entry.get(key).is_some_and(Value::is_string);
    (!has("id") || !has("note")).then(|| wrong_value(&place, "an entry needs the texts `id` and `note`"))
}

/// `x-undocumented` of the document.
pub(super) fn undocumented(context: &mut Context<'_>, root: &Node<'_>) -> Vec<Undocumented> {
    const KEY: &str = "x-undocumented";
    let place = root.place.child(KEY);
    let items = match root.get(KEY) {
        None => return Vec::new(),
        Some(Value::Array(items)) => items,
        Some(_) => {
            wrong(context, &place, "a list");
            return Vec::new();
        }
    };
    let mut found = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let text = |key: &str| item.get(key).and_then(Value::as_str).map(|text| Text(text.to_owned()));
        match text("name") {
            Some(name) => found.push(Undocumented { name, group: text("group"), method: text("method") }),
            None => bad(context, &place.child(index), "it needs a text `name`"),
        }
    }
    found
}

/// `x-env` of a security scheme.
pub(super) fn env(context: &mut Context<'_>, scheme: &Node<'_>) -> Option<String> {
    let value = scheme.get("x-env")?;
    let name = value.as_str().filter(|name| {
        name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
            && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    });
    if name.is_none() {
        bad(context, &scheme.place.child("x-env"), "it has to be the name of an environment variable");
    }
    name.map(str::to_owned)
}

/// `x-effect` of an operation, or what its method and key imply.
pub(super) fn effect(context: &mut Context<'_>, operation: &Node<'_>, method: &str, keyed: bool) -> Effect {
    let implied = match Effect::of(method) {
        Effect::Once if keyed => Effect::Keyed,
        implied => implied,
    };
    match operation.get("x-effect").map(|value| value.as_str()) {
        None => implied,
        Some(Some("read")) => Effect::Read,
        Some(Some("keyed")) => Effect::Keyed,
        Some(Some("once")) => Effect::Once,
        Some(Some("money")) => Effect::Money,
        Some(_) => {
            bad(context, &operation.place.child("x-effect"), "it has to be `read`, `keyed`, `once` or `money`");
            Effect::Once
        }
    }
}

/// `x-idempotency` of an operation.
pub(super) fn idempotency(
    context: &mut Context<'_>,
    operation: &Node<'_>,
    fields: &[RequestField],
) -> Option<Idempotency> {
    let value = operation.get("x-idempotency")?;
    let at = operation.place.child("x-idempotency");
    let place = match value.get("in").and_then(Value::as_str) {
        Some("header") => KeyPlace::Header,
        Some("query") => KeyPlace::Query,
        Some("body") => KeyPlace::Body,
        _ => {
            bad(context, &at, "`in` has to be `header`, `query` or `body`");
            return None;
        }
    };
    let Some(name) = value.get("name").and_then(Value::as_str) else {
        bad(context, &at, "it needs a text `name`");
        return None;
    };
    let field = key_field(context, fields, place, name);
    if let Err(known) = &field {
        let known = known.iter().map(String::as_str);
        unknown_name(context, &at.child("name"), name, known, "the request has no such field there");
    }
    let field = field.ok()?;
    match key_slot(&context.types, &fields[field], name) {
        Ok(property) => Some(Idempotency { place, name: name.to_owned(), field, property }),
        Err(why) => {
            bad(context, &at, why);
            None
        }
    }
}

/// The field that carries a key: the parameter or property of that name, or a whole body with such a property. Otherwise the
/// names that there are.
fn key_field(
    context: &Context<'_>,
    fields: &[RequestField],
    place: KeyPlace,
    name: &str,
) -> Result<usize, Vec<String>> {
    let mut known = Vec::new();
    for (index, field) in fields.iter().enumerate() {
        let names = match (&field.place, place) {
            (Carrier::Header(parameter), KeyPlace::Header) if parameter.wire.eq_ignore_ascii_case(name) => {
                return Ok(index);
            }
            (Carrier::Header(parameter), KeyPlace::Header) | (Carrier::Query(parameter), KeyPlace::Query) => {
                vec![parameter.wire.clone()]
            }
            (Carrier::Property(wire), KeyPlace::Body) => vec![wire.clone()],
            (Carrier::Body, KeyPlace::Body) => properties(context, &field.ty),
            _ => continue,
        };
        if names.iter().any(|known| known == name) {
            return Ok(index);
        }
        known.extend(names);
    }
    Err(known)
}

/// The names of the properties of a type, if it is a struct.
fn properties(context: &Context<'_>, ty: &Type) -> Vec<String> {
    let fields = object(&context.types, ty).map(|object| object.fields.iter());
    fields.into_iter().flatten().map(|field| field.wire.clone()).collect()
}

pub(super) fn bad(context: &mut Context<'_>, place: &Place, why: &str) {
    context.sink.push(wrong_value(place, why));
}

fn wrong_value(place: &Place, why: &str) -> Diagnostic {
    let key = place.keys().filter(|key| key.starts_with("x-")).last().unwrap_or_default();
    Diagnostic::new(Code::BadExtension, place.clone(), format!("`{key}` has a wrong value: {why}"))
}

pub(super) fn unknown_name<'n>(
    context: &mut Context<'_>,
    place: &Place,
    name: &str,
    known: impl Iterator<Item = &'n str>,
    why: &str,
) {
    let diagnostic = Diagnostic::new(Code::BadExtension, place.clone(), format!("unknown name `{name}`: {why}"));
    let help = nearest(name, known).map(|near| format!("did you mean `{near}`?"));
    context.sink.push(Diagnostic { help, ..diagnostic });
}

//! What documentation says of a schema: texts and annotations, as the tree has them.

use super::chain::Chain;
use crate::diagnostics::Place;
use crate::ir::{Discrepancy, Docs, Text};
use crate::lower::context::Context;
use serde_json::{Map, Value};

/// Texts of the schema at a place: its own, or, where a reference has none beside it, those of what it refers to.
pub(super) fn docs(context: &Context<'_>, place: &Place) -> Docs {
    docs_of(&Chain::at(context, place))
}

/// Texts along a chain of references.
pub(super) fn docs_of(chain: &Chain<'_>) -> Docs {
    let own = |keyword: &str| chain.own().and_then(|map| text(map.get(keyword)?));
    let first = |keyword: &str| chain.first(keyword).and_then(text);
    // A title further down the chain would not belong to a description up here.
    let described = own("description").is_some() || own("title").is_some();
    let (summary, description) =
        if described { (own("title"), own("description")) } else { (first("title"), first("description")) };
    Docs {
        summary,
        description,
        deprecated: chain.flag("deprecated"),
        link: chain.first("externalDocs").and_then(|link| text(link.get("url")?)),
        unit: first("x-unit"),
        inferred: chain.own().is_some_and(|map| map.get("x-inferred") == Some(&Value::Bool(true))),
        discrepancies: chain.own().map(discrepancies).unwrap_or_default(),
        example: chain.first("example").cloned(),
    }
}

/// Texts of schemas that hold at once: the last that has a text describes, the others add what it lacks.
pub(super) fn docs_of_all(all: &[Chain<'_>]) -> Docs {
    let mut docs = Docs::default();
    for chain in all.iter().rev() {
        let next = docs_of(chain);
        if docs.summary.is_none() && docs.description.is_none() {
            (docs.summary, docs.description) = (next.summary, next.description);
        }
        docs.deprecated |= next.deprecated;
        docs.inferred |= next.inferred;
        docs.link = docs.link.or(next.link);
        docs.unit = docs.unit.or(next.unit);
        docs.example = docs.example.or(next.example);
        docs.discrepancies.extend(next.discrepancies);
    }
    docs
}

/// Whether a node counts a currency's smallest unit (`x-unit: minor`).
pub(crate) fn is_minor(node: &Map<String, Value>) -> bool {
    node.get("x-unit").and_then(Value::as_str).is_some_and(|unit| unit.trim() == "minor")
}

/// `x-discrepancy` of a node: one entry or a list of `{id, note, example}`.
pub(crate) fn discrepancies(node: &Map<String, Value>) -> Vec<Discrepancy> {
    let entry = |entry: &Value| {
        Some(Discrepancy {
            id: entry.get("id").map(plain).unwrap_or_default(),
            note: text(entry.get("note")?)?,
            example: entry.get("example").cloned(),
        })
    };
    match node.get("x-discrepancy") {
        Some(Value::Array(entries)) => entries.iter().filter_map(entry).collect(),
        Some(single) => entry(single).into_iter().collect(),
        None => Vec::new(),
    }
}

/// What is wrong with the annotations of a schema that this program defines: the key, and what it should be. Recorded
/// contradictions are examined wherever they stand, not here.
pub(super) fn wrong_extensions(map: &Map<String, Value>) -> Vec<(&'static str, &'static str)> {
    let wrong = |key: &str, fits: fn(&Value) -> bool| map.get(key).is_some_and(|value| !fits(value));
    let mut found = Vec::new();
    if wrong("x-unit", |value| text(value).is_some()) {
        found.push(("x-unit", "a text"));
    }
    for key in ["x-inferred", "x-secret"] {
        if wrong(key, Value::is_boolean) {
            found.push((key, "`true` or `false`"));
        }
    }
    found
}

/// Text, unless it is blank.
fn text(value: &Value) -> Option<Text> {
    let text = Text(value.as_str()?.to_owned());
    (!text.is_empty()).then_some(text)
}

/// A value as text: strings without quotes.
pub(super) fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

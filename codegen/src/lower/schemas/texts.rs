//! What documentation says of a schema: texts, annotations and bounds.
//!
//! Read from the tree as it stands, because openapiv3 rounds numbers beyond 53 bits and drops what it does not know.

use crate::diagnostics::Place;
use crate::ir::{Constraints, Discrepancy, Docs, Text};
use crate::lower::context::Context;
use serde_json::{Map, Number, Value};

/// Longest chain of references that is followed.
const DEPTH: usize = 50;

/// Keywords that say nothing about the type.
const ANNOTATIONS: &[&str] = &[
    "description",
    "title",
    "nullable",
    "deprecated",
    "readOnly",
    "writeOnly",
    "example",
    "default",
    "externalDocs",
    "xml",
    "x-oas31-examples",
];

/// A reference, or an `allOf` that only wraps one.
pub(super) struct Referred {
    /// What is referred to.
    pub(super) target: Place,
    /// The reference says `nullable: true` beside or around it.
    pub(super) nullable: bool,
}

/// What the schema at a place refers to, if it is a reference or an `allOf` of one reference and otherwise annotations.
pub(super) fn referred(context: &Context<'_>, place: &Place) -> Option<Referred> {
    let map = context.tree.get(place)?.as_object()?;
    let nullable = |map: &Map<String, Value>| map.get("nullable") == Some(&Value::Bool(true));
    if let Some(Value::String(text)) = map.get("$ref") {
        let target = context.tree.target(&place.child("$ref"), text).ok()?;
        return Some(Referred { target, nullable: nullable(map) });
    }
    let branches = map.get("allOf")?.as_array()?;
    if !map.keys().all(|key| ["allOf", "type"].contains(&key.as_str()) || is_annotation(key)) {
        return None;
    }
    let mut wrapped = None;
    let mut null = nullable(map);
    for (index, branch) in branches.iter().enumerate() {
        let branch = branch.as_object()?;
        null |= nullable(branch);
        if branch.keys().all(|key| is_annotation(key)) {
            continue;
        }
        let text = branch.get("$ref")?.as_str()?;
        let target = context.tree.target(&place.child("allOf").child(index).child("$ref"), text).ok()?;
        if wrapped.replace(target).is_some() {
            return None;
        }
    }
    Some(Referred { target: wrapped?, nullable: null })
}

/// Keywords that say nothing about the type.
fn is_annotation(key: &str) -> bool {
    let extension = key.starts_with("x-") && !key.starts_with("x-oas31-") && key != "x-secret";
    extension || ANNOTATIONS.contains(&key)
}

/// The first value of a keyword along a chain of references, with its place.
pub(super) fn annotation<'a>(context: &Context<'a>, place: &Place, keyword: &str) -> Option<(Place, &'a Value)> {
    let mut place = place.clone();
    for _ in 0..DEPTH {
        if let Some(value) = context.tree.get(&place).and_then(|node| node.get(keyword)) {
            return Some((place.child(keyword), value));
        }
        place = referred(context, &place)?.target;
    }
    None
}

/// Whether a keyword is `true` along a chain of references.
pub(super) fn flag(context: &Context<'_>, place: &Place, keyword: &str) -> bool {
    annotation(context, place, keyword).is_some_and(|(_, value)| *value == Value::Bool(true))
}

/// Texts of the schema at a place: its own, or, where a reference has none beside it, those of what it refers to.
pub(super) fn docs(context: &Context<'_>, place: &Place) -> Docs {
    let text = |keyword: &str| annotation(context, place, keyword).and_then(|(_, value)| text(value));
    let own = |keyword: &str| context.tree.get(place).and_then(|node| node.get(keyword)).and_then(self::text);
    let described = own("description").is_some() || own("title").is_some();
    // A title further down the chain would not belong to a description up here.
    let (summary, description) =
        if described { (own("title"), own("description")) } else { (text("title"), text("description")) };
    Docs {
        summary,
        description,
        deprecated: flag(context, place, "deprecated"),
        link: annotation(context, place, "externalDocs").and_then(|(_, value)| self::text(value.get("url")?)),
        unit: text("x-unit"),
        inferred: context.tree.get(place).and_then(|node| node.get("x-inferred")) == Some(&Value::Bool(true)),
        discrepancies: context.tree.get(place).map(discrepancies).unwrap_or_default(),
        example: annotation(context, place, "example").map(|(_, value)| value.clone()),
    }
}

/// Texts of schemas that hold at once: the last that has a text describes, the others add what it lacks.
pub(super) fn docs_of_all(context: &Context<'_>, places: &[Place]) -> Docs {
    let mut all = Docs::default();
    for place in places.iter().rev() {
        let next = docs(context, place);
        if all.summary.is_none() && all.description.is_none() {
            (all.summary, all.description) = (next.summary, next.description);
        }
        all.deprecated |= next.deprecated;
        all.inferred |= next.inferred;
        all.link = all.link.or(next.link);
        all.unit = all.unit.or(next.unit);
        all.example = all.example.or(next.example);
        all.discrepancies.extend(next.discrepancies);
    }
    all
}

/// `x-discrepancy` of a node: one entry or a list of `{id, note, example}`.
pub(crate) fn discrepancies(node: &Value) -> Vec<Discrepancy> {
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

/// Text, unless it is blank.
fn text(value: &Value) -> Option<Text> {
    let text = Text(value.as_str()?.to_owned());
    (!text.is_empty()).then_some(text)
}

/// A value as text: strings without quotes.
pub(super) fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Bounds of the schema at a place, references and `allOf` followed.
pub(super) fn constraints(context: &Context<'_>, place: &Place) -> Constraints {
    let mut all = Constraints::default();
    let mut seen = Vec::new();
    collect_constraints(context, place, &mut seen, &mut all);
    all
}

fn collect_constraints(context: &Context<'_>, place: &Place, seen: &mut Vec<Place>, all: &mut Constraints) {
    let Some(Value::Object(map)) = context.tree.get(place) else { return };
    if seen.len() > DEPTH || seen.contains(place) {
        return;
    }
    seen.push(place.clone());
    if let Some(Value::String(text)) = map.get("$ref") {
        if let Ok(target) = context.tree.target(&place.child("$ref"), text) {
            collect_constraints(context, &target, seen, all);
        }
        return;
    }
    tighten(all, own_constraints(map));
    if let Some(Value::Array(branches)) = map.get("allOf") {
        let list = place.child("allOf");
        (0..branches.len()).for_each(|index| collect_constraints(context, &list.child(index), seen, all));
    }
}

/// Bounds that a schema itself states.
pub(super) fn own_constraints(map: &Map<String, Value>) -> Constraints {
    let number = |key: &str| map.get(key).and_then(Value::as_number).map(Number::to_string);
    let count = |key: &str| map.get(key).and_then(Value::as_u64);
    let flag = |key: &str| map.get(key) == Some(&Value::Bool(true));
    Constraints {
        minimum: number("minimum"),
        maximum: number("maximum"),
        exclusive_minimum: flag("exclusiveMinimum") && map.contains_key("minimum"),
        exclusive_maximum: flag("exclusiveMaximum") && map.contains_key("maximum"),
        multiple_of: number("multipleOf"),
        min_length: count("minLength"),
        max_length: count("maxLength"),
        pattern: map.get("pattern").and_then(Value::as_str).map(str::to_owned),
        min_items: count("minItems"),
        max_items: count("maxItems"),
        unique_items: flag("uniqueItems"),
        min_properties: count("minProperties"),
        max_properties: count("maxProperties"),
    }
}

/// Keeps the stricter of two bounds; of two patterns or factors, the first.
pub(super) fn tighten(all: &mut Constraints, more: Constraints) {
    let larger = |a: Option<u64>, b: Option<u64>| a.max(b);
    let smaller = |a: Option<u64>, b: Option<u64>| a.into_iter().chain(b).min();
    let value = |text: &Option<String>| text.as_deref().and_then(|text| text.parse::<f64>().ok());
    if more.minimum.is_some() && (all.minimum.is_none() || value(&more.minimum) > value(&all.minimum)) {
        (all.minimum, all.exclusive_minimum) = (more.minimum, more.exclusive_minimum);
    }
    if more.maximum.is_some() && (all.maximum.is_none() || value(&more.maximum) < value(&all.maximum)) {
        (all.maximum, all.exclusive_maximum) = (more.maximum, more.exclusive_maximum);
    }
    all.multiple_of = all.multiple_of.take().or(more.multiple_of);
    all.min_length = larger(all.min_length, more.min_length);
    all.max_length = smaller(all.max_length, more.max_length);
    all.pattern = all.pattern.take().or(more.pattern);
    all.min_items = larger(all.min_items, more.min_items);
    all.max_items = smaller(all.max_items, more.max_items);
    all.unique_items |= more.unique_items;
    all.min_properties = larger(all.min_properties, more.min_properties);
    all.max_properties = smaller(all.max_properties, more.max_properties);
}

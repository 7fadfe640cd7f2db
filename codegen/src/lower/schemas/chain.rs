//! A schema and what it refers to, one after the other: where an annotation is looked up.
//!
//! `{$ref: Price, description: "What you pay"}` has the description beside the reference and everything else from `Price`.

use super::{COMPONENTS, texts};
use crate::diagnostics::Place;
use crate::lower::context::Context;
use serde_json::{Map, Value};

/// Longest chain of references that is followed.
const DEPTH: usize = 50;

/// The objects along a chain of references, the one asked about first.
pub(super) struct Chain<'a>(Vec<(Place, &'a Map<String, Value>)>);

impl<'a> Chain<'a> {
    /// The chain that starts at a place.
    pub(super) fn at(context: &Context<'a>, place: &Place) -> Self {
        let mut links: Vec<(Place, &Map<String, Value>)> = Vec::new();
        let mut next = Some(place.clone());
        while let Some(place) = next.take().filter(|_| links.len() < DEPTH) {
            let Some(Value::Object(map)) = context.tree.get(&place) else { break };
            next = wrapped(context, &place, map).map(|referred| referred.target).or_else(|| only_branch(&place, map));
            links.push((place, map));
        }
        Self(links)
    }

    /// What stands at the place itself.
    pub(super) fn own(&self) -> Option<&'a Map<String, Value>> {
        self.0.first().map(|(_, map)| *map)
    }

    /// The first value of a keyword.
    pub(super) fn first(&self, keyword: &str) -> Option<&'a Value> {
        self.0.iter().find_map(|(_, map)| map.get(keyword))
    }

    /// The first value of a keyword, with its place.
    pub(super) fn placed(&self, keyword: &str) -> Option<(Place, &'a Value)> {
        self.0.iter().find_map(|(place, map)| Some((place.child(keyword), map.get(keyword)?)))
    }

    /// Whether the first value of a keyword is `true`.
    pub(super) fn flag(&self, keyword: &str) -> bool {
        self.first(keyword) == Some(&Value::Bool(true))
    }
}

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
];

/// What keywords newer than 3.0 travel under.
pub(super) const NEWER: &str = "x-oas31-";

/// Newer keywords that say nothing about the type.
const NEWER_ANNOTATIONS: &[&str] = &[
    "examples",
    "contentMediaType",
    "$comment",
    "$schema",
    "$id",
    "$anchor",
    "$dynamicAnchor",
    "$dynamicRef",
    "$vocabulary",
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
    let branches = map.get("allOf").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object);
    // A unit that makes a type of its own is more than an annotation, to the type and to nothing else.
    let is_counted = texts::is_minor(map) || branches.into_iter().any(texts::is_minor);
    if is_counted { None } else { wrapped(context, place, map) }
}

/// The branch of a union that is not `null`, if there is one alone: what it says is said of the whole.
fn only_branch(place: &Place, map: &Map<String, Value>) -> Option<Place> {
    let keyword = ["anyOf", "oneOf"].into_iter().find(|keyword| map.contains_key(*keyword))?;
    let branches = map.get(keyword)?.as_array()?;
    let null = |branch: &Value| branch["type"] == "null" || branch["enum"] == Value::Array(vec![Value::Null]);
    let mut live = (0..branches.len()).filter(|index| !null(&branches[*index]));
    match (live.next(), live.next()) {
        (Some(index), None) => Some(place.child(keyword).child(index)),
        _ => None,
    }
}

/// Whether a schema is the base of others: a discriminator, and no list of branches beside it.
fn is_base(map: &Map<String, Value>) -> bool {
    map.contains_key("discriminator") && !map.contains_key("oneOf") && !map.contains_key("anyOf")
}

fn wrapped(context: &Context<'_>, place: &Place, map: &Map<String, Value>) -> Option<Referred> {
    let nullable = |map: &Map<String, Value>| map.get("nullable") == Some(&Value::Bool(true));
    if let Some(Value::String(text)) = map.get("$ref") {
        // Older versions ignore what constrains beside a reference; what came later, and our own, counts.
        if map.keys().any(|key| (key.starts_with(NEWER) || key == "x-secret") && !is_annotation(key)) {
            return None;
        }
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
    let target = wrapped?;
    // A component that adds nothing to a base is still one of its subtypes, not another name for all of them.
    let subtype = place.parent().pointer == COMPONENTS
        && context.tree.get(&target).and_then(Value::as_object).is_some_and(is_base);
    (!subtype).then_some(Referred { target, nullable: null })
}

/// Keywords that say nothing about the type.
pub(super) fn is_annotation(key: &str) -> bool {
    match key.strip_prefix(NEWER) {
        Some(newer) => NEWER_ANNOTATIONS.contains(&newer),
        None => (key.starts_with("x-") && key != "x-secret") || ANNOTATIONS.contains(&key),
    }
}

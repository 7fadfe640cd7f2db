//! Bounds: what no Rust type says of a value, and documentation does.
//!
//! Read from the tree as it stands, because openapiv3 rounds numbers beyond 53 bits.

use crate::diagnostics::Place;
use crate::ir::Constraints;
use crate::lower::context::Context;
use serde_json::{Map, Number, Value};

/// Longest chain of references that is followed.
const DEPTH: usize = 50;

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

/// Bounds that a schema itself states. Each is about values of one type (JSON Schema, "Validation"): beside another `type` it
/// means nothing, as `uniqueItems` of a string does.
pub(super) fn own_constraints(map: &Map<String, Value>) -> Constraints {
    let about = |types: &'static [&'static str]| {
        let stated = map.get("type").and_then(Value::as_str);
        let counts = stated.is_none_or(|stated| types.contains(&stated));
        move |key: &str| map.get(key).filter(|_| counts)
    };
    let (of_number, of_string) = (about(&["number", "integer"]), about(&["string"]));
    let (of_array, of_object) = (about(&["array"]), about(&["object"]));
    let number = |key: &str| of_number(key).and_then(Value::as_number).map(Number::to_string);
    let count = |found: Option<&Value>| found.and_then(Value::as_u64);
    let flag = |found: Option<&Value>| found == Some(&Value::Bool(true));
    Constraints {
        minimum: number("minimum"),
        maximum: number("maximum"),
        exclusive_minimum: flag(of_number("exclusiveMinimum")) && map.contains_key("minimum"),
        exclusive_maximum: flag(of_number("exclusiveMaximum")) && map.contains_key("maximum"),
        multiple_of: number("multipleOf"),
        min_length: count(of_string("minLength")),
        max_length: count(of_string("maxLength")),
        pattern: of_string("pattern").and_then(Value::as_str).map(str::to_owned),
        min_items: count(of_array("minItems")),
        max_items: count(of_array("maxItems")),
        unique_items: flag(of_array("uniqueItems")),
        min_properties: count(of_object("minProperties")),
        max_properties: count(of_object("maxProperties")),
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

//! The outward shape of a schema's values: what a union can test before it decodes a branch.

use super::choice::BESIDE;
use super::facts::{Facts, Kind, Rest};
use super::gather;
use super::joint::Joint;
use super::union::constants;
use crate::diagnostics::Place;
use crate::ir::Shape;
use crate::lower::context::Context;
use std::collections::HashSet;

/// The shape of a joint's values.
pub(super) fn of(context: &mut Context<'_>, joint: &Joint) -> Shape {
    let mut shapes = Vec::new();
    collect(context, joint, &mut HashSet::new(), &mut shapes);
    match shapes.len() {
        0 => Shape::Any,
        1 => shapes.remove(0),
        _ => Shape::Either(shapes),
    }
}

/// Adds the shapes of a joint's values; a union within itself has no further ones.
fn collect(context: &mut Context<'_>, joint: &Joint, seen: &mut HashSet<Place>, shapes: &mut Vec<Shape>) {
    let facts = gather::facts(context, joint);
    let listed = facts.values.as_ref().filter(|values| !values.is_empty());
    // Unions beyond that number are not told apart, here as in types.
    let group = facts.unions.first().filter(|_| listed.is_none() && joint.chosen.len() < BESIDE);
    if let Some(group) = group {
        if !seen.insert(group.place.clone()) {
            return;
        }
        let base = gather::facts(context, &joint.without(&group.place));
        for branch in &group.branches {
            let joint = if base.is_trivial() { Joint::of(branch) } else { joint.choose(&group.place, branch) };
            collect(context, &joint, seen, shapes);
        }
        return;
    }
    let shape = match listed {
        Some(values) => Shape::OneOf(values.iter().map(|allowed| allowed.value.clone()).collect()),
        None => plain(context, &facts),
    };
    if !shapes.contains(&shape) {
        shapes.push(shape);
    }
}

fn plain(context: &mut Context<'_>, facts: &Facts) -> Shape {
    match facts.kind() {
        None => Shape::Any,
        Some(Kind::Null) => Shape::Null,
        Some(Kind::Bool) => Shape::Bool,
        Some(Kind::Integer) => Shape::Integer,
        Some(Kind::Number) => Shape::Number,
        Some(Kind::String) => Shape::String,
        Some(Kind::Array) => Shape::Array,
        Some(Kind::Object) => object(context, facts),
    }
}

fn object(context: &mut Context<'_>, facts: &Facts) -> Shape {
    let mut listed = Vec::new();
    for name in facts.properties.keys() {
        let values = constants(context, facts, name);
        if !values.is_empty() {
            listed.push((name.clone(), values));
        }
    }
    Shape::Object {
        required: facts.required.keys().cloned().collect(),
        constants: listed,
        known: facts.properties.keys().cloned().collect(),
        closed: facts.rest == Rest::Closed && facts.patterns.is_empty(),
    }
}

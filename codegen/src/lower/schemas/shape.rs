//! The outward shape of a schema's values: what a union can test before it decodes a branch.

use super::facts::{Facts, Kind, Rest};
use super::gather;
use super::joint::Joint;
use super::union::constants;
use crate::ir::Shape;
use crate::lower::context::Context;

/// Unions within unions that are looked into.
const DEPTH: usize = 8;

/// The shape of a joint's values.
pub(super) fn of(context: &mut Context<'_>, joint: &Joint) -> Shape {
    at_depth(context, joint, 0)
}

fn at_depth(context: &mut Context<'_>, joint: &Joint, depth: usize) -> Shape {
    let facts = gather::facts(context, joint);
    if let Some(values) = facts.values.as_ref().filter(|values| !values.is_empty()) {
        return Shape::OneOf(values.iter().map(|allowed| allowed.value.clone()).collect());
    }
    if let Some(group) = facts.unions.first() {
        if depth >= DEPTH {
            return Shape::Any;
        }
        let base = gather::facts(context, &joint.without(&group.place));
        let branches = group.branches.iter().map(|branch| match base.is_trivial() {
            true => at_depth(context, &Joint::of(branch), depth + 1),
            false => at_depth(context, &joint.choose(&group.place, branch), depth + 1),
        });
        return Shape::Either(branches.collect());
    }
    match facts.kind() {
        None => Shape::Any,
        Some(Kind::Null) => Shape::Null,
        Some(Kind::Bool) => Shape::Bool,
        Some(Kind::Integer) => Shape::Integer,
        Some(Kind::Number) => Shape::Number,
        Some(Kind::String) => Shape::String,
        Some(Kind::Array) => Shape::Array,
        Some(Kind::Object) => object(context, &facts),
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

//! Schemas to types.
//!
//! `{"type": "object", "properties": {"id": {"type": "string"}}}` under `components/schemas/Pet` becomes the struct `Pet`
//! with the field `id: String`. A schema goes through four questions: where it really stands ([`place`]), what it says in all,
//! references and `allOf` merged ([`gather`]), what form that takes ([`form`], with [`choice`] for unions), and only then its
//! children ([`build`]). Components are declared first, so that references among them may be recursive; what needs all types
//! at once is done last ([`finish`]).

mod bounds;
mod build;
mod chain;
mod choice;
mod enumeration;
mod facts;
mod finish;
mod form;
mod gather;
mod inheritance;
mod joint;
mod place;
mod scalar;
mod shape;
mod state;
mod structure;
mod texts;
mod union;

#[cfg(test)]
mod tests;

use super::context::Context;
use crate::diagnostics::Place;
use crate::ir::{Constraints, Docs, Struct, Type, TypeId, TypeOrigin};
use joint::Joint;
use serde_json::Value;

pub(crate) use finish::finish;
pub(crate) use state::State;
pub(crate) use texts::discrepancies;

/// Where components stand.
const COMPONENTS: &str = "/components/schemas";

/// A schema's type where it is used.
#[derive(Clone, Debug)]
pub(crate) struct Lowered {
    /// The type of a non-null value; never [`Type::Nullable`] outermost.
    pub(crate) ty: Type,
    /// `null` is allowed too.
    pub(crate) nullable: bool,
}

/// Declares every entry of `components/schemas`, so that references among them can be recursive, then lowers them.
pub(crate) fn components(context: &mut Context<'_>) {
    let parent = Place::new(COMPONENTS);
    let keys: Vec<String> = match context.tree.get(&parent) {
        Some(Value::Object(map)) => map.keys().cloned().collect(),
        _ => Vec::new(),
    };
    let names = context.names.pascal_all(keys.iter().map(String::as_str));
    let mut declared: Vec<(TypeId, Place)> = Vec::new();
    for (key, name) in keys.into_iter().zip(names) {
        let place = parent.child(&key);
        let joint = Joint::of(&place);
        let nullable = build::is_nullable(context, &joint);
        declared.push((build::push(context, &joint, name, TypeOrigin::Component(key), nullable), place));
    }
    inheritance::note(context, declared.iter().map(|(_, place)| place));
    for (id, place) in declared {
        context.types[id].kind = build::component(context, id, &place);
    }
}

/// The type of the schema (or reference to one) at a place. An inline schema that needs a name gets `owner` in pascal case.
pub(crate) fn lower(context: &mut Context<'_>, place: &Place, owner: &str) -> Lowered {
    build::lower(context, &Joint::of(place), owner)
}

/// The properties of the schema at a place, references followed and `allOf` merged, if it is an object with declared
/// properties and nothing else (no union, no kept or patterned properties): what can be flattened into a call.
pub(crate) fn flatten(context: &mut Context<'_>, place: &Place, owner: &str) -> Option<Struct> {
    structure::flatten(context, &Joint::of(place), owner)
}

/// Texts of the schema at a place: its own, or, where a reference has none beside it, those of what it refers to.
pub(crate) fn docs(context: &Context<'_>, place: &Place) -> Docs {
    texts::docs(context, place)
}

/// Bounds of the schema at a place, references and `allOf` followed.
pub(crate) fn constraints(context: &Context<'_>, place: &Place) -> Constraints {
    bounds::constraints(context, place)
}

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
mod components;
mod enumeration;
mod facts;
mod finish;
mod form;
mod formats;
mod gather;
mod inheritance;
mod joint;
mod pattern;
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
use crate::ir::{Constraints, Docs, Operation, Struct, Type, TypeId, Types};
use joint::Joint;
use std::collections::BTreeSet;

pub(crate) use finish::{Shared, finish, share};
pub(crate) use state::State;
pub(crate) use texts::discrepancies;

/// Where components stand.
pub(super) const COMPONENTS: &str = "/components/schemas";

/// A schema's type where it is used.
#[derive(Clone, Debug)]
pub(crate) struct Lowered {
    /// The type of a non-null value; never [`Type::Nullable`] outermost.
    pub(crate) ty: Type,
    /// `null` is allowed too.
    pub(crate) nullable: bool,
}

/// Declares every entry of `components/schemas`, so that references among them can be recursive, then lowers them. Of those
/// that are not wanted only the names are taken, so that leaving them out renames nothing.
pub(crate) fn components(context: &mut Context<'_>, wanted: Option<&BTreeSet<String>>) -> components::Components {
    components::declare(context, wanted)
}

/// The types that operations reach, directly or through other types.
pub(crate) fn reached(types: &Types, operations: &[Operation]) -> BTreeSet<TypeId> {
    finish::reached(types, operations)
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

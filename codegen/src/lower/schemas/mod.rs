//! Schemas to types.

use super::context::Context;
use crate::diagnostics::Place;
use crate::ir::{Constraints, Docs, Operation, Struct, Type};

/// What lowering of schemas remembers between calls.
#[derive(Debug, Default)]
pub(crate) struct State {}

/// A schema's type where it is used.
#[derive(Clone, Debug)]
pub(crate) struct Lowered {
    /// The type of a non-null value; never [`Type::Nullable`] outermost.
    pub(crate) ty: Type,
    /// `null` is allowed too.
    pub(crate) nullable: bool,
}

/// Declares every entry of `components/schemas`, so that references among them can be recursive.
pub(crate) fn components(_context: &mut Context<'_>) {}

/// The type of the schema (or reference to one) at a place. An inline schema that needs a name gets `owner` in pascal case.
pub(crate) fn lower(_context: &mut Context<'_>, _place: &Place, _owner: &str) -> Lowered {
    Lowered { ty: Type::Json, nullable: false }
}

/// The properties of the schema at a place, references followed and `allOf` merged, if it is an object with declared
/// properties and nothing else (no union, no kept or patterned properties): what can be flattened into a call.
pub(crate) fn flatten(_context: &mut Context<'_>, _place: &Place, _owner: &str) -> Option<Struct> {
    None
}

/// Texts of the schema at a place: its own, or, where a reference has none beside it, those of what it refers to.
pub(crate) fn docs(_context: &Context<'_>, _place: &Place) -> Docs {
    Docs::default()
}

/// Bounds of the schema at a place, references followed.
pub(crate) fn constraints(_context: &Context<'_>, _place: &Place) -> Constraints {
    Constraints::default()
}

/// Facts that need all types at once: writing order, boxing of cycles, usage, derivable traits, files. Runs after every
/// operation is lowered; types are renumbered, in the operations as well.
pub(crate) fn finish(_context: &mut Context<'_>, _operations: &mut [Operation]) {}

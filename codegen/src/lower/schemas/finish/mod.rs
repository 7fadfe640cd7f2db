//! Facts that need all types at once, in the order in which they build on one another.

mod aliases;
mod boxing;
mod files;
mod fit;
mod merge;
mod order;
mod tags;
mod traits;
mod typed;
mod usage;
mod values;
mod views;
mod visit;

use crate::ir::{FieldCount, Operation, Tag, TypeId, Types};
use crate::lower::context::Context;
use std::collections::BTreeSet;

/// Facts that need all types at once: writing order, equal types, boxing of cycles, usage, derivable traits, tags, files. Runs
/// after every operation is lowered; types are renumbered, in the operations as well. Says how well the fields are typed.
pub(crate) fn finish(context: &mut Context<'_>, operations: &mut [Operation], tags: &[Tag]) -> FieldCount {
    views::split(context, operations);
    order::sort(context, operations);
    merge::merge(context, operations);
    aliases::break_cycles(context);
    boxing::box_cycles(&mut context.types);
    boxing::box_large_variants(&mut context.types);
    boxing::box_huge_fields(&mut context.types);
    traits::derive(&mut context.types, operations);
    usage::mark(&mut context.types, operations);
    values::check(context, operations);
    tags::mark(&mut context.types, operations);
    files::split(&mut context.types, tags);
    typed::count(context)
}

/// The types that operations reach, directly or through other types.
pub(super) fn reached(types: &Types, operations: &[Operation]) -> BTreeSet<TypeId> {
    usage::reached(
        types,
        operations.iter().flat_map(|operation| [visit::sent(operation), visit::answered(operation)].concat()),
    )
}

//! Facts that need all types at once, in the order in which they build on one another.

mod aliases;
mod alike;
mod boxing;
mod files;
mod fit;
mod merge;
mod order;
mod shared;
mod tags;
mod traits;
mod typed;
mod usage;
mod values;
mod views;
mod visit;

use crate::ir::{FieldCount, Operation, Tag, TypeId, Types};
use crate::lower::context::Context;
use crate::lower::schemas::formats;
use std::collections::BTreeSet;

pub(crate) use shared::Shared;

/// Facts that need all types at once: writing order, equal types, boxing of cycles, usage, derivable traits, tags, files. Runs
/// after every operation is lowered; types are renumbered, in the operations as well. Says how well the fields are typed.
/// `whole` are the names that types share in the whole document, where this is not all of it.
pub(crate) fn finish(
    context: &mut Context<'_>,
    operations: &mut [Operation],
    tags: &[Tag],
    whole: Option<&Shared>,
) -> FieldCount {
    share(context, operations, whole);
    aliases::break_cycles(context);
    boxing::box_cycles(&mut context.types);
    boxing::box_large_variants(&mut context.types);
    boxing::box_huge_fields(&mut context.types);
    traits::derive(&mut context.types, operations);
    usage::mark(&mut context.types, operations);
    values::check(context, operations);
    tags::mark(&mut context.types, operations);
    files::split(&mut context.types, tags);
    formats::report(context);
    typed::count(context)
}

/// Puts types in writing order, and one in the place of those that are the same. Says what these are called.
pub(crate) fn share(context: &mut Context<'_>, operations: &mut [Operation], whole: Option<&Shared>) -> Shared {
    views::split(context, operations);
    let owners = order::sort(context, operations);
    merge::merge(context, operations, &owners, whole)
}

/// The types that operations reach, directly or through other types.
pub(super) fn reached(types: &Types, operations: &[Operation]) -> BTreeSet<TypeId> {
    usage::reached(
        types,
        operations.iter().flat_map(|operation| [visit::sent(operation), visit::answered(operation)].concat()),
    )
}

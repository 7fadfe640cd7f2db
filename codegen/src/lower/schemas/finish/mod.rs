//! Facts that need all types at once, in the order in which they build on one another.

mod aliases;
mod boxing;
mod files;
mod fit;
mod merge;
mod order;
mod traits;
mod usage;
mod values;
mod views;
mod visit;

use crate::ir::Operation;
use crate::lower::context::Context;

/// Facts that need all types at once: writing order, equal types, boxing of cycles, usage, derivable traits, files. Runs after every
/// operation is lowered; types are renumbered, in the operations as well.
pub(crate) fn finish(context: &mut Context<'_>, operations: &mut [Operation]) {
    views::split(context, operations);
    order::sort(context, operations);
    merge::merge(context, operations);
    aliases::break_cycles(context);
    boxing::box_cycles(&mut context.types);
    boxing::box_large_variants(&mut context.types);
    traits::derive(&mut context.types, operations);
    usage::mark(&mut context.types, operations);
    values::check(context, operations);
    files::split(&mut context.types);
}

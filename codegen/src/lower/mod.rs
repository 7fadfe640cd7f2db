//! The resolved document to the IR: schemas become types, operations become calls.
//!
//! Works on one node at a time: [`node`] reads a schema, parameter or response as its openapiv3 type with the children left
//! as references to their own pointers, so that an error knows its place and no input makes reading exponential.

mod context;
mod given;
mod node;
mod operations;
mod schemas;

use crate::diagnostics::Sink;
use crate::ir::{Api, FieldCount, Info, LeftOut, Operation, TypeOrigin, Types};
use crate::resolve::Tree;
use crate::settings::Settings;
use context::Context;
use schemas::Shared;
use std::collections::BTreeSet;

/// Builds the IR. Webhooks and callbacks are in it if they are wanted; else they are counted, and neither read nor named.
pub(crate) fn lower(tree: &Tree, settings: &Settings, with_hooks: bool, sink: &mut Sink) -> Api {
    if !settings.prunes() && settings.choices.is_empty() {
        return whole(tree, settings, &Known::default(), with_hooks, sink);
    }
    // What a type reaches, and what types share, is only known once they are lowered, and what is left out must not be
    // reported: so everything is lowered once for the sake of these questions alone.
    let mut known = beforehand(tree, settings, with_hooks);
    if !settings.choices.is_empty() {
        let mut all = settings.clone();
        all.choices.clear();
        known.shared = beforehand(tree, &all, with_hooks).shared;
    }
    if !settings.prunes() {
        known.reached = None;
    }
    whole(tree, settings, &known, with_hooks, sink)
}

/// What is known of a document before a part of it is written.
#[derive(Default)]
struct Known {
    /// Keys of the component schemas that operations, webhooks and callbacks reach, if these alone are wanted.
    reached: Option<BTreeSet<String>>,
    /// What types are called that stand for several, if not all of these may be there.
    shared: Option<Shared>,
}

fn beforehand(tree: &Tree, settings: &Settings, with_hooks: bool) -> Known {
    let mut sink = Sink::new();
    let mut context = Context::new(tree, settings, &mut sink);
    given::enter(&mut context);
    schemas::components(&mut context, None);
    let api = operations::lower(&mut context, with_hooks).unwrap_or_else(nothing);
    let mut operations: Vec<Operation> =
        api.operations.into_iter().chain(api.hooks.into_iter().map(|hook| hook.operation)).collect();
    let reached = schemas::reached(&context.types, &operations);
    let component = |id| match &context.types[id].origin {
        TypeOrigin::Component(key) => Some(key.clone()),
        TypeOrigin::Input(_) | TypeOrigin::Inline => None,
    };
    let reached = reached.into_iter().filter_map(component).collect();
    Known { reached: Some(reached), shared: Some(schemas::share(&mut context, &mut operations, None)) }
}

/// The whole document, of its component schemas only those that are wanted.
fn whole(tree: &Tree, settings: &Settings, known: &Known, with_hooks: bool, sink: &mut Sink) -> Api {
    let mut context = Context::new(tree, settings, sink);
    given::enter(&mut context);
    let components = schemas::components(&mut context, known.reached.as_ref());
    let mut api = operations::lower(&mut context, with_hooks).unwrap_or_else(nothing);
    // Types are final only when all that mentions them has a say.
    let mut all = std::mem::take(&mut api.operations);
    let operations = all.len();
    all.extend(api.hooks.iter().map(|hook| hook.operation.clone()));
    api.fields = schemas::finish(&mut context, &mut all, &api.tags, known.shared.as_ref());
    for (hook, operation) in api.hooks.iter_mut().zip(all.split_off(operations)) {
        hook.operation = operation;
    }
    api.operations = all;
    operations::hooks::tell(&mut context, &mut api.hooks);
    operations::paginate(&mut context, &mut api.operations);
    given::finish(&mut context);
    api.mapped = components.mapped;
    api.left_out.schemas = components.left_out;
    api.types = context.types;
    api.omissions = context.omissions;
    api
}

/// The API of a document that is none; the sink says why.
pub(crate) fn nothing() -> Api {
    Api {
        info: Info::default(),
        servers: Vec::new(),
        security_schemes: Vec::new(),
        security: Vec::new(),
        tags: Vec::new(),
        operations: Vec::new(),
        hooks: Vec::new(),
        webhook: None,
        types: Types::default(),
        undocumented: Vec::new(),
        omissions: Vec::new(),
        operations_in_document: 0,
        left_out: LeftOut::default(),
        mapped: Vec::new(),
        fields: FieldCount::default(),
    }
}

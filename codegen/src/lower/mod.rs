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
use std::collections::BTreeSet;

/// Builds the IR. Webhooks and callbacks are in it if they are wanted; else they are counted, and neither read nor named.
pub(crate) fn lower(tree: &Tree, settings: &Settings, with_hooks: bool, sink: &mut Sink) -> Api {
    if !settings.prunes() {
        return whole(tree, settings, None, with_hooks, sink);
    }
    // What a type reaches is only known once it is lowered, and what is left out must not be reported: so everything is
    // lowered once for the sake of that question alone.
    let reached = reached(tree, settings, with_hooks);
    whole(tree, settings, Some(&reached), with_hooks, sink)
}

/// Keys of the component schemas that operations, webhooks and callbacks reach.
fn reached(tree: &Tree, settings: &Settings, with_hooks: bool) -> BTreeSet<String> {
    let mut sink = Sink::new();
    let mut context = Context::new(tree, settings, &mut sink);
    given::enter(&mut context);
    schemas::components(&mut context, None);
    let api = operations::lower(&mut context, with_hooks).unwrap_or_else(nothing);
    let operations: Vec<Operation> =
        api.operations.into_iter().chain(api.hooks.into_iter().map(|hook| hook.operation)).collect();
    let reached = schemas::reached(&context.types, &operations);
    let component = |id| match &context.types[id].origin {
        TypeOrigin::Component(key) => Some(key.clone()),
        TypeOrigin::Input(_) | TypeOrigin::Inline => None,
    };
    reached.into_iter().filter_map(component).collect()
}

/// The whole document, of its component schemas only those that are wanted.
fn whole(
    tree: &Tree,
    settings: &Settings,
    wanted: Option<&BTreeSet<String>>,
    with_hooks: bool,
    sink: &mut Sink,
) -> Api {
    let mut context = Context::new(tree, settings, sink);
    given::enter(&mut context);
    let components = schemas::components(&mut context, wanted);
    let mut api = operations::lower(&mut context, with_hooks).unwrap_or_else(nothing);
    // Types are final only when all that mentions them has a say.
    let mut all = std::mem::take(&mut api.operations);
    let operations = all.len();
    all.extend(api.hooks.iter().map(|hook| hook.operation.clone()));
    api.fields = schemas::finish(&mut context, &mut all, &api.tags);
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

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
use crate::ir::{Api, FieldCount, Info, LeftOut, TypeOrigin, Types};
use crate::resolve::Tree;
use crate::settings::Settings;
use context::Context;
use std::collections::BTreeSet;

/// Builds the IR.
pub(crate) fn lower(tree: &Tree, settings: &Settings, sink: &mut Sink) -> Api {
    if !settings.prunes() {
        return whole(tree, settings, None, sink);
    }
    // What a type reaches is only known once it is lowered, and what is left out must not be reported: so everything is
    // lowered once for the sake of that question alone.
    let reached = reached(tree, settings);
    whole(tree, settings, Some(&reached), sink)
}

/// Keys of the component schemas that operations reach.
fn reached(tree: &Tree, settings: &Settings) -> BTreeSet<String> {
    let mut sink = Sink::new();
    let mut context = Context::new(tree, settings, &mut sink);
    given::enter(&mut context);
    schemas::components(&mut context, None);
    let operations = operations::lower(&mut context).map(|api| api.operations).unwrap_or_default();
    let reached = schemas::reached(&context.types, &operations);
    let component = |id| match &context.types[id].origin {
        TypeOrigin::Component(key) => Some(key.clone()),
        TypeOrigin::Inline => None,
    };
    reached.into_iter().filter_map(component).collect()
}

/// The whole document, of its component schemas only those that are wanted.
fn whole(tree: &Tree, settings: &Settings, wanted: Option<&BTreeSet<String>>, sink: &mut Sink) -> Api {
    let mut context = Context::new(tree, settings, sink);
    given::enter(&mut context);
    let components = schemas::components(&mut context, wanted);
    let mut api = operations::lower(&mut context).unwrap_or_else(nothing);
    operations::uploads(&mut context.types, &mut api.operations);
    api.fields = schemas::finish(&mut context, &mut api.operations, &api.tags);
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
        types: Types::default(),
        undocumented: Vec::new(),
        omissions: Vec::new(),
        operations_in_document: 0,
        left_out: LeftOut::default(),
        mapped: Vec::new(),
        fields: FieldCount::default(),
    }
}

//! The resolved document to the IR: schemas become types, operations become calls.
//!
//! Works on one node at a time: [`node`] reads a schema, parameter or response as its openapiv3 type with the children left
//! as references to their own pointers, so that an error knows its place and no input makes reading exponential.

mod context;
mod node;
mod operations;
mod schemas;

use crate::diagnostics::Sink;
use crate::ir::{Api, FieldCount, Info, Types};
use crate::resolve::Tree;
use context::Context;

/// Builds the IR.
pub(crate) fn lower(tree: &Tree, sink: &mut Sink) -> Api {
    let mut context = Context::new(tree, sink);
    schemas::components(&mut context);
    let mut api = operations::lower(&mut context).unwrap_or_else(nothing);
    api.fields = schemas::finish(&mut context, &mut api.operations);
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
        fields: FieldCount::default(),
    }
}

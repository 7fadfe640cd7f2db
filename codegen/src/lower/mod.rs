//! The resolved document to the IR: schemas become types, operations become calls.
//!
//! Works on one node at a time: [`node`] reads a schema, parameter or response as its openapiv3 type with the children left
//! as references to their own pointers, so that an error knows its place and no input makes reading exponential.

mod context;
mod node;
mod operations;
mod schemas;

use crate::diagnostics::Sink;
use crate::ir::{Api, Info, Types};
use crate::options::Options;
use crate::resolve::Tree;

/// Builds the IR.
pub(crate) fn lower(_tree: &Tree, _options: &Options, _sink: &mut Sink) -> Api {
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
    }
}

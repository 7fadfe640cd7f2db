//! Which operations return a list page by page, and how each goes on.
//!
//! `x-pagination` of an operation states it ([`stated`]); where nothing is stated, the shape of a GET may show it ([`shapes`]).
//! `x-pagination: false` says that a list is complete, whatever it looks like. Runs when the types are final, since it names
//! their fields.

mod body;
mod shapes;
mod stated;

use super::fields;
use crate::ir::Operation;
use crate::lower::context::Context;
use body::Body;
use serde_json::Value;

/// Methods that the calls of such operations have.
const METHODS: &[&str] = &["items", "pages"];

/// Finds how lists go on.
pub(in crate::lower) fn paginate(context: &mut Context<'_>, operations: &mut [Operation]) {
    for operation in operations {
        let place = operation.place.child("x-pagination");
        let tree = context.tree;
        operation.pagination = match tree.get(&place) {
            Some(Value::Bool(false)) => None,
            Some(value) if !value.is_null() => stated::read(context, operation, &place, value),
            _ => Body::of(tree, &context.types, operation).and_then(|body| shapes::recognise(&body, operation)),
        };
        let pages = if operation.pagination.is_some() { METHODS } else { &[] };
        let stream = operation.responses.stream().map(|_| "stream");
        let download = operation.responses.download().map(|_| "download");
        let methods: Vec<_> = pages.iter().copied().chain(stream).chain(download).collect();
        if !methods.is_empty() {
            fields::rename_setters(&mut operation.request.fields, &methods);
        }
    }
}

//! Path items and operations to [`ir::Operation`](crate::ir::Operation).
//!
//! `paths./pets/{id}.get` with its parameters, body, responses and credentials becomes one value that client, server and docs
//! render. In order: [`collect`] finds the operations, [`names`] and [`tags`] decide what they are called, and each is then
//! lowered by itself. What cannot be written is left out alone and reported; operations written and skipped add up to
//! those of the document.

mod body;
mod collect;
mod content;
mod encoding;
mod extensions;
mod fields;
mod headers;
mod info;
mod media;
mod names;
mod objects;
mod parameters;
mod path;
mod responses;
mod security;
mod servers;
mod status;
mod style;
mod tags;
mod unread;
mod view;

use super::context::Context;
use crate::diagnostics::{Code, Diagnostic, FileId, Place};
use crate::ir::{self, Api, FieldCount, OmissionKind, Operation, Request, Types};
use crate::names::{Name, Scope};
use collect::Found;
use view::Node;

/// What every operation is lowered against.
struct Document<'a> {
    root: Node<'a>,
    builder: Scope,
    schemes: Vec<ir::SecurityScheme>,
    security: Vec<ir::Requirement>,
}

/// Lowers everything but the schemas, whose types and omissions the caller moves in afterwards. `None` if the document is no
/// object.
pub(crate) fn lower(context: &mut Context<'_>) -> Option<Api> {
    let root = Node::at(context, &Place::root(FileId(0)))?;
    extensions::examine(context);
    let mut builder = security::builder();
    let schemes = security::schemes(context, &root, &mut builder);
    let security = security::requirements(context, &root, &schemes).unwrap_or_default();
    let document = Document { root, builder, schemes, security };
    let root = &document.root;
    unread::root(context, root);
    let (found, operations_in_document) = collect::collect(context, root);
    let ids = names::ids(context, &found);
    let (groups, tags) = tags::tags(context, root, &found);
    let mut methods: Vec<Scope> = tags.iter().map(|_| names::methods()).collect();
    let mut operations = Vec::new();
    for ((found, id), tag) in found.iter().zip(ids).zip(groups) {
        let method = names::method(&mut methods[tag], &id.0, &tags[tag].text.0);
        operations.push(operation(context, &document, found, id, tag, method));
    }
    report_webhooks(context, root);
    Some(Api {
        info: info::info(context, root),
        servers: servers::servers(context, root, &document.builder),
        undocumented: extensions::undocumented(context, root),
        security_schemes: document.schemes,
        security: document.security,
        tags,
        operations,
        types: Types::default(),
        omissions: Vec::new(),
        operations_in_document,
        fields: FieldCount::default(),
    })
}

fn operation<'a>(
    context: &mut Context<'a>,
    document: &Document<'a>,
    found: &Found<'a>,
    (id, id_given): names::Id,
    tag: usize,
    name: Name,
) -> Operation {
    let Found { method, path, item, node } = found;
    let request = request(context, found, &id);
    let responses = responses::responses(context, node, &id, method);
    let idempotency = extensions::idempotency(context, node, &request.fields);
    report_callbacks(context, node);
    let security = security::requirements(context, node, &document.schemes);
    Operation {
        method: ir::Method(method.clone()),
        path: path.clone(),
        tag,
        name,
        docs: info::docs(context, node),
        security: security.unwrap_or_else(|| document.security.clone()),
        servers: servers::own_servers(context, &document.root, item, node, &document.builder),
        effect: extensions::effect(context, node, method, idempotency.is_some()),
        idempotency,
        pagination: extensions::pagination(context, node, &request.fields, &responses),
        request,
        responses,
        place: node.place.clone(),
        id,
        id_given,
    }
}

fn request<'a>(context: &mut Context<'a>, found: &Found<'a>, id: &str) -> Request {
    let wanted = [format!("{id} request"), format!("{id} arguments")];
    let name = names::first_free(&mut context.names, Scope::pascal, &[&wanted[0], &wanted[1]]);
    let mut fields = fields::Fields::new(id);
    parameters::parameters(context, &found.item, &found.node, &found.path, &mut fields);
    let body = body::body(context, &found.node, &found.method, &mut fields);
    let (fields, arguments) = fields.finish();
    Request { name, fields, arguments, body }
}

/// Callbacks are requests that the API sends; nothing answers them yet.
fn report_callbacks<'a>(context: &mut Context<'a>, operation: &Node<'a>) {
    for (name, node) in operation.entries(context, "callbacks") {
        report_unwritten(context, node.place, &format!("the callback `{name}` is not generated"));
    }
}

/// Webhooks are callbacks that no operation asks for (OpenAPI 3.1, "OpenAPI Object").
fn report_webhooks<'a>(context: &mut Context<'a>, root: &Node<'a>) {
    for (name, node) in root.entries(context, "x-oas31-webhooks") {
        report_unwritten(context, node.place, &format!("the webhook `{name}` is not generated"));
    }
}

fn report_unwritten(context: &mut Context<'_>, place: Place, message: &str) {
    context.omit(OmissionKind::Skipped, Diagnostic::new(Code::WeakenedOperation, place, message).at_key());
}

#[cfg(test)]
mod tests;

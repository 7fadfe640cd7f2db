//! Path items and operations to [`ir::Operation`](crate::ir::Operation).
//!
//! `paths./pets/{id}.get` with its parameters, body, responses and credentials becomes one value that client, server and docs
//! render. In order: [`collect`] finds the operations, [`select`] those that are wanted, [`names`] and [`tags`] decide what they are called ([`called`] with what settings say), and each is then
//! lowered by itself. What cannot be written is left out alone and reported; operations written and skipped add up to
//! those of the document.

mod body;
mod called;
mod collect;
mod constants;
mod content;
mod encoding;
mod extensions;
mod fields;
mod headers;
pub(super) mod hooks;
mod info;
mod links;
mod media;
mod names;
mod objects;
mod pages;
mod parameters;
mod path;
mod policy;
mod responses;
mod security;
mod select;
mod servers;
mod status;
mod stream;
mod style;
mod tags;
mod view;

use super::context::Context;
use crate::diagnostics::{FileId, Place};
use crate::ir::{self, Api, FieldCount, LeftOut, Operation, Request, Types};
use crate::names::Scope;
use called::Called;
use collect::Found;
pub(super) use pages::paginate;
use view::Node;

/// What every operation is lowered against.
struct Document<'a> {
    root: Node<'a>,
    builder: Scope,
    schemes: Vec<ir::SecurityScheme>,
    security: Vec<ir::Requirement>,
    /// Every operation, for links to find.
    known: Vec<Known>,
}

/// Where an operation stands, and what it is called.
struct Known {
    id: String,
    /// Its place, references followed.
    place: Place,
    /// Its place below `paths`, as a link may name it.
    stated: Place,
    chosen: bool,
}

/// Lowers everything but the schemas, whose types and omissions the caller moves in afterwards; webhooks and callbacks only
/// where they are wanted. `None` if the document is no object.
pub(crate) fn lower(context: &mut Context<'_>, with_hooks: bool) -> Option<Api> {
    let root = Node::at(context, &Place::root(FileId(0)))?;
    extensions::examine(context);
    let mut builder = security::builder();
    let schemes = security::schemes(context, &root, &mut builder);
    let security = security::requirements(context, &root, &schemes).unwrap_or_default();
    let (found, mut announced, counts) = collect::collect(context, &root);
    let ids = names::ids(context, &found);
    let document = Document { root, builder, schemes, security, known: known(&found, &ids) };
    let root = &document.root;
    announced.extend(hooks::callbacks(context, &found, &ids));
    let (groups, tags) = tags::tags(context, root, &found);
    let called = called::called(context, &found, &ids, &groups, &tags);
    let mut operations = Vec::new();
    for (((found, id), tag), called) in found.iter().zip(ids).zip(groups).zip(called) {
        if let (true, Some(tag), Some(called)) = (found.chosen, tag, called) {
            operations.push(operation(context, &document, found, id, tag, called));
        }
    }
    let (unwanted, announced) = if with_hooks { (0, announced) } else { (announced.len(), Vec::new()) };
    let (hooks, webhook) = hooks::lower(context, &document, announced);
    policy::known(context, &operations);
    Some(Api {
        info: info::info(context, root),
        servers: servers::servers(context, root, &document.builder),
        undocumented: extensions::undocumented(context, root),
        security_schemes: document.schemes,
        security: document.security,
        tags,
        operations,
        hooks,
        webhook,
        types: Types::default(),
        omissions: Vec::new(),
        operations_in_document: counts.all,
        left_out: LeftOut { operations: counts.left_out, hooks: counts.hooks_left_out + unwanted, schemas: 0 },
        mapped: Vec::new(),
        fields: FieldCount::default(),
    })
}

fn operation<'a>(
    context: &mut Context<'a>,
    document: &Document<'a>,
    found: &Found<'a>,
    (id, id_given): names::Id,
    tag: usize,
    called: Called,
) -> Operation {
    let Found { method, path, item, node, .. } = found;
    let request = request(context, found, &called.words);
    let responses = responses::responses(context, document, node, &called.words, method);
    let idempotency = extensions::idempotency(context, node, &request.fields);
    let security = security::requirements(context, node, &document.schemes);
    let effect = extensions::effect(context, node, method, idempotency.is_some());
    Operation {
        method: ir::Method(method.clone()),
        path: path.clone(),
        tag,
        name: called.method,
        docs: info::docs(context, node),
        security: security.unwrap_or_else(|| document.security.clone()),
        servers: servers::own_servers(context, &document.root, item, node, &document.builder),
        effect,
        retry: policy::retry(context, node, effect, idempotency.is_some()),
        unknown: policy::unknown(context, node),
        reconcile: policy::reconcile(context, node),
        idempotency,
        // Found once the types are final.
        pagination: None,
        routing: ir::Routing::When(Vec::new()),
        request,
        responses,
        place: node.place.clone(),
        id,
        id_given,
    }
}

fn request<'a>(context: &mut Context<'a>, found: &Found<'a>, words: &str) -> Request {
    let wanted = [format!("{words} request"), format!("{words} arguments")];
    let name = names::first_free(&mut context.names, Scope::pascal, &[&wanted[0], &wanted[1]]);
    let mut fields = fields::Fields::new(words);
    parameters::parameters(context, &found.item, &found.node, &found.path, &mut fields);
    let body = body::body(context, &found.node, &found.method, &mut fields);
    let (fields, arguments, constants) = fields.finish();
    Request { name, fields, constants, arguments, body }
}

fn known(found: &[Found<'_>], ids: &[names::Id]) -> Vec<Known> {
    let known = |(found, (id, _)): (&Found<'_>, &names::Id)| {
        let stated = Place::default().child("paths").child(&found.path.text).child(found.method.to_ascii_lowercase());
        Known { id: id.clone(), place: found.node.place.clone(), stated, chosen: found.chosen }
    };
    found.iter().zip(ids).map(known).collect()
}

#[cfg(test)]
mod tests;

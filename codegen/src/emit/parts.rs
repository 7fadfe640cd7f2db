//! Which parts of the runtime an API needs. What is left out costs its users neither compile time nor a dependency.

use crate::ir::{Additional, Api, BodyKind, Content, EnumBase, Integer, Operation, SchemeKind, Type, TypeKind};
use crate::options::{Emit, Layout};
use std::collections::BTreeSet;

/// Names of the parts, as the runtime's `driftless:part` lines have them.
pub(super) fn parts(api: &Api, emit: Emit, layout: Layout) -> BTreeSet<&'static str> {
    let mut parts = BTreeSet::new();
    if emit.client {
        // Credentials are secrets.
        parts.extend(["client", "secret"]);
        // These are features of a crate, which an included file has not.
        parts.extend((layout == Layout::Crate).then_some(["blocking", "tracing"]).into_iter().flatten());
        let has_basic = api.security_schemes.iter().any(|scheme| scheme.kind == SchemeKind::Basic);
        parts.extend(has_basic.then_some("basic"));
        let obtains_tokens = api.security_schemes.iter().any(|scheme| scheme.client.is_some());
        parts.extend(obtains_tokens.then_some("oauth"));
        let has_pages = api.operations.iter().any(|operation| operation.pagination.is_some());
        parts.extend(has_pages.then_some(["pages", "again"]).into_iter().flatten());
    }
    let webhooks = emit.webhooks && !api.hooks.is_empty();
    parts.extend(emit.server.then_some("server"));
    parts.extend(webhooks.then_some("webhooks"));
    if emit.server || webhooks {
        // Plans say how to read texts, which clients do in headers alone.
        parts.extend(["incoming", "reading"]);
    }
    if emit.client || emit.server || webhooks {
        parts.extend(["meta", "operation", "params"]);
        parts.extend(bodies(api));
    }
    every_type(api, &mut |ty| {
        parts.extend(match ty {
            Type::Decimal(_) => Some("decimal"),
            Type::Base64 | Type::Binary => Some("base64"),
            Type::Upload => Some("uploads"),
            Type::Duration => Some("duration"),
            Type::Secret => Some("secret"),
            Type::Integer(Integer::Minor) => Some("minor"),
            Type::Time => Some("time"),
            Type::Tuple(_) => Some("tuple"),
            _ => None,
        });
    });
    parts.extend(api.types.iter().filter_map(|(_, def)| match &def.kind {
        TypeKind::Union(_) => Some("union"),
        TypeKind::Enum(body) if body.base == EnumBase::Mixed => Some("choice"),
        _ => None,
    }));
    // In JSON, uploads are base64.
    if parts.contains("uploads") {
        parts.insert("base64");
    }
    parts
}

/// The parts that bodies and answers need.
fn bodies(api: &Api) -> BTreeSet<&'static str> {
    let mut parts = BTreeSet::new();
    let operations = operations(api);
    let several = operations.clone().filter_map(|operation| operation.request.body.as_ref()?.name.as_ref());
    parts.extend(several.map(|_| "bodies"));
    for response in operations.flat_map(|operation| operation.responses.all()) {
        parts.extend(response.name.iter().flat_map(|_| ["headers", "reading"]));
        parts.extend(response.body_name.as_ref().map(|_| "replies"));
    }
    for content in contents(api) {
        match content.kind {
            BodyKind::JsonLines => parts.extend(["lines"]),
            // Its parts are uploads.
            BodyKind::Multipart => parts.extend(["multipart", "uploads"]),
            BodyKind::Events(_) => parts.extend(["events"]),
            _ => {}
        }
    }
    // What answers a webhook is never streamed.
    let answered = api.operations.iter().filter(|operation| operation.method.0 != "HEAD");
    for responses in answered.map(|operation| &operation.responses) {
        if responses.stream().is_some() {
            parts.extend(["streams", "streamed", "again"]);
        }
        if responses.download().is_some() {
            parts.extend(["downloads", "streamed"]);
        }
    }
    parts
}

/// Operations, webhooks and callbacks.
fn operations(api: &Api) -> impl Iterator<Item = &Operation> + Clone {
    api.operations.iter().chain(api.hooks.iter().map(|hook| &hook.operation))
}

/// Every media type of a body or response.
fn contents(api: &Api) -> impl Iterator<Item = &Content> {
    operations(api).flat_map(|operation| {
        let bodies = operation.request.body.iter().flat_map(|body| &body.contents);
        bodies.chain(operation.responses.all().flat_map(|response| &response.contents))
    })
}

/// Visits every type expression of the API.
fn every_type(api: &Api, visit: &mut dyn FnMut(&Type)) {
    for (_, def) in api.types.iter() {
        match &def.kind {
            TypeKind::Struct(body) => {
                body.fields.iter().for_each(|field| field.ty.walk(visit));
                if let Additional::Kept(_, values) = &body.additional {
                    values.walk(visit);
                }
            }
            TypeKind::Union(body) => body.variants.iter().for_each(|variant| variant.ty.walk(visit)),
            TypeKind::Alias(target) => target.walk(visit),
            TypeKind::Enum(_) => {}
        }
    }
    operations(api).for_each(|operation| operation_types(operation, visit));
}

fn operation_types(operation: &Operation, visit: &mut dyn FnMut(&Type)) {
    operation.request.fields.iter().for_each(|field| field.ty.walk(visit));
    for content in operation.request.body.iter().flat_map(|body| &body.contents) {
        content.ty.walk(visit);
        content.parts.iter().flat_map(|part| &part.headers).for_each(|header| header.ty.walk(visit));
    }
    for response in operation.responses.all() {
        response.contents.iter().for_each(|content| content.ty.walk(visit));
        response.headers.iter().for_each(|header| header.ty.walk(visit));
    }
}

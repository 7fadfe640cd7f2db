//! Which parts of the runtime an API needs. What is left out costs its users neither compile time nor a dependency.

use crate::ir::{Additional, Api, EnumBase, Operation, Type, TypeKind};
use crate::options::Emit;
use std::collections::BTreeSet;

/// Names of the parts, as the runtime's `driftless:part` lines have them.
pub(super) fn parts(api: &Api, emit: Emit) -> BTreeSet<&'static str> {
    let mut parts = BTreeSet::new();
    if emit.client {
        // Basic credentials are base64, and credentials are secrets.
        parts.extend(["client", "base64", "secret"]);
    }
    if emit.server {
        parts.insert("server");
    }
    if emit.client || emit.server {
        parts.extend(["meta", "params"]);
    }
    every_type(api, &mut |ty| {
        parts.extend(match ty {
            Type::Decimal(_) => Some("decimal"),
            Type::Base64 | Type::Binary => Some("base64"),
            Type::Duration => Some("duration"),
            Type::Secret => Some("secret"),
            Type::Tuple(_) => Some("tuple"),
            _ => None,
        });
    });
    parts.extend(api.types.iter().filter_map(|(_, def)| match &def.kind {
        TypeKind::Union(_) => Some("union"),
        TypeKind::Enum(body) if body.base == EnumBase::Mixed => Some("choice"),
        _ => None,
    }));
    parts
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
    api.operations.iter().for_each(|operation| operation_types(operation, visit));
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

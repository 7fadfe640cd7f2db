//! Every type expression of a named type or of an operation, in document order.

use crate::ir::{Additional, Content, Header, Operation, Type, TypeId, TypeKind, Types};

/// The expressions of a named type.
pub(super) fn parts(kind: &TypeKind) -> Vec<&Type> {
    match kind {
        TypeKind::Struct(object) => {
            let kept = match &object.additional {
                Additional::Kept(_, ty) => Some(ty),
                Additional::Ignored | Additional::Closed => None,
            };
            object.fields.iter().map(|field| &field.ty).chain(kept).collect()
        }
        TypeKind::Union(union) => union.variants.iter().map(|variant| &variant.ty).collect(),
        TypeKind::Alias(ty) => vec![ty],
        TypeKind::Enum(_) => Vec::new(),
    }
}

/// The expressions of a named type that it holds in place: undeclared properties stand in a map.
pub(super) fn members(kind: &TypeKind) -> Vec<&Type> {
    let mut parts = parts(kind);
    if let TypeKind::Struct(object) = kind {
        parts.truncate(object.fields.len());
    }
    parts
}

/// The expressions of a named type, to change.
pub(super) fn parts_mut(kind: &mut TypeKind) -> Vec<&mut Type> {
    match kind {
        TypeKind::Struct(object) => {
            let kept = match &mut object.additional {
                Additional::Kept(_, ty) => Some(ty),
                Additional::Ignored | Additional::Closed => None,
            };
            object.fields.iter_mut().map(|field| &mut field.ty).chain(kept).collect()
        }
        TypeKind::Union(union) => union.variants.iter_mut().map(|variant| &mut variant.ty).collect(),
        TypeKind::Alias(ty) => vec![ty],
        TypeKind::Enum(_) => Vec::new(),
    }
}

/// What clients of the API write: the request of an operation, the answer to a webhook.
pub(super) fn sent(operation: &Operation) -> Vec<&Type> {
    if operation.comes_from_api() { response(operation) } else { request(operation) }
}

/// What the API writes: the answer of an operation, the request of a webhook.
pub(super) fn answered(operation: &Operation) -> Vec<&Type> {
    if operation.comes_from_api() { request(operation) } else { response(operation) }
}

fn request(operation: &Operation) -> Vec<&Type> {
    let fields = operation.request.fields.iter().map(|field| &field.ty);
    fields.chain(operation.request.body.iter().flat_map(|body| contents(&body.contents))).collect()
}

fn response(operation: &Operation) -> Vec<&Type> {
    operation
        .responses
        .all()
        .flat_map(|response| response.headers.iter().map(|header| &header.ty).chain(contents(&response.contents)))
        .collect()
}

fn contents(contents: &[Content]) -> Vec<&Type> {
    let mut all = Vec::new();
    for content in contents {
        all.push(&content.ty);
        all.extend(content.parts.iter().flat_map(|part| &part.headers).map(|header| &header.ty));
    }
    all
}

/// Calls `change` on every expression of an operation, and on those within it.
pub(super) fn change_operation(operation: &mut Operation, change: &mut dyn FnMut(&mut Type)) {
    change_request(operation, change);
    change_response(operation, change);
}

/// The same for what clients of the API write.
pub(super) fn change_sent(operation: &mut Operation, change: &mut dyn FnMut(&mut Type)) {
    if operation.comes_from_api() { change_response(operation, change) } else { change_request(operation, change) }
}

fn change_response(operation: &mut Operation, change: &mut dyn FnMut(&mut Type)) {
    let responses = &mut operation.responses;
    for response in responses.success.responses.iter_mut().chain(&mut responses.failure.responses) {
        change_headers(&mut response.headers, change);
        response.contents.iter_mut().for_each(|content| change_content(content, change));
    }
}

fn change_request(operation: &mut Operation, change: &mut dyn FnMut(&mut Type)) {
    operation.request.fields.iter_mut().for_each(|field| field.ty.walk_mut(change));
    let body = operation.request.body.iter_mut().flat_map(|body| &mut body.contents);
    body.for_each(|content| change_content(content, change));
}

fn change_content(content: &mut Content, change: &mut dyn FnMut(&mut Type)) {
    content.ty.walk_mut(change);
    content.parts.iter_mut().for_each(|part| change_headers(&mut part.headers, change));
}

fn change_headers(headers: &mut [Header], change: &mut dyn FnMut(&mut Type)) {
    headers.iter_mut().for_each(|header| header.ty.walk_mut(change));
}

/// The type that an expression holds in place, aliases followed.
pub(super) fn resolved<'a>(types: &'a Types, ty: &'a Type) -> &'a Type {
    let mut ty = ty;
    // Aliases no longer form cycles; the bound only keeps this total.
    for _ in 0..types.0.len() {
        match ty {
            Type::Named(TypeId(id)) => match &types.0[*id].kind {
                TypeKind::Alias(target) => ty = target,
                _ => return ty,
            },
            _ => return ty,
        }
    }
    ty
}

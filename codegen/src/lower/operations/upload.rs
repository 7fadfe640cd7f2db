//! What requests carry as files: bodies of bytes, and the parts of multipart bodies that are bytes.
//!
//! Elsewhere bytes are just that. Here they may come from a stream or from disk, and have a name and a media type of their own.

use crate::ir::{BodyKind, Operation, Place, Type, TypeId, TypeKind, Types};

/// Marks every type of such bytes.
pub(in crate::lower) fn uploads(types: &mut Types, operations: &mut [Operation]) {
    for operation in operations {
        let Some(body) = &mut operation.request.body else { continue };
        for content in &mut body.contents {
            match content.kind {
                BodyKind::Binary => content.ty = Type::Upload,
                BodyKind::Multipart => {
                    if let Some(object) = object(types, &content.ty) {
                        parts(types, object);
                    }
                }
                _ => {}
            }
        }
        let Some(first) = body.contents.first().filter(|content| content.kind == BodyKind::Binary) else { continue };
        let bodies = operation.request.fields.iter_mut().filter(|field| matches!(field.place, Place::Body));
        bodies.for_each(|field| field.ty = first.ty.clone());
    }
}

/// The struct whose fields are the parts.
fn object(types: &Types, ty: &Type) -> Option<TypeId> {
    match resolved(types, ty) {
        Type::Named(id) => Some(*id),
        _ => None,
    }
}

fn parts(types: &mut Types, object: TypeId) {
    let TypeKind::Struct(object_of) = &types[object].kind else { return };
    let uploads: Vec<Option<Type>> = object_of.fields.iter().map(|field| upload(types, &field.ty)).collect();
    if let TypeKind::Struct(object) = &mut types[object].kind {
        for (field, upload) in object.fields.iter_mut().zip(uploads) {
            field.ty = upload.unwrap_or_else(|| field.ty.clone());
        }
    }
}

/// The type of a part that is a file, or several.
fn upload(types: &Types, ty: &Type) -> Option<Type> {
    match resolved(types, ty) {
        Type::Binary => Some(Type::Upload),
        Type::List(item) if *resolved(types, item) == Type::Binary => Some(Type::List(Box::new(Type::Upload))),
        _ => None,
    }
}

/// The type with aliases followed, as far as chains of them go in earnest.
fn resolved<'a>(types: &'a Types, mut ty: &'a Type) -> &'a Type {
    for _ in 0..8 {
        match ty {
            Type::Named(id) => match &types[*id].kind {
                TypeKind::Alias(target) => ty = target,
                _ => break,
            },
            Type::Boxed(inner) => ty = inner,
            _ => break,
        }
    }
    ty
}

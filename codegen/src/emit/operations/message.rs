//! What the body of a failure says: the property that holds words for people, if it has one.
//!
//! ```text
//! {"message": string}            ->  operation::message! { ErrorBody: message }
//! {"error": {"detail": string}}  ->  operation::message! { ErrorBody: error }, operation::message! { Inner: detail }
//! ```

use super::view::{View, reply};
use crate::emit::rust::{Module, ident};
use crate::ir::{Api, BodyKind, Field, Type, TypeId, TypeKind, Types};
use indexmap::IndexSet;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// Properties that say what went wrong, the most telling first.
const WORDS: &[&str] =
    &["message", "detail", "error_message", "error_description", "error", "title", "description", "code"];

/// Objects within objects that are looked into.
const DEPTH: usize = 2;

/// Whether a body of this type says what went wrong.
pub(super) fn speaks(types: &Types, ty: &Type) -> bool {
    found(types, ty, DEPTH).is_some()
}

/// The struct of a type, and its property that says what went wrong.
fn found<'a>(types: &'a Types, ty: &Type, depth: usize) -> Option<(TypeId, &'a Field)> {
    let depth = depth.checked_sub(1)?;
    let id = match ty {
        Type::Boxed(inner) => return found(types, inner, depth + 1),
        Type::Named(id) => *id,
        _ => return None,
    };
    let object = match &types[id].kind {
        TypeKind::Alias(target) => return found(types, target, depth),
        TypeKind::Struct(object) => object,
        _ => return None,
    };
    WORDS.iter().find_map(|word| {
        let field = object.fields.iter().find(|field| field.wire == *word && !field.docs.deprecated)?;
        let says = field.ty == Type::String || found(types, &field.ty, depth).is_some();
        says.then_some((id, field))
    })
}

/// A type that a failure's body is, or has within.
pub(super) struct Speaking {
    /// The tag that alone needs it: elsewhere it need not exist.
    pub(super) tag: Option<usize>,
    /// Its name.
    pub(super) name: Ident,
    /// The table that says which property has the words.
    pub(super) table: TokenStream,
}

impl Speaking {
    /// Adds the table to a module.
    pub(super) fn push(&self, module: &mut Module) {
        let name = &self.name;
        module.mention(quote!(operation::message #name));
        module.push(self.table.clone());
    }
}

/// The types that a failure's body is, or has within, each with its table.
pub(super) fn tables(api: &Api) -> Vec<Speaking> {
    let mut known = IndexSet::new();
    let mut tables = Vec::new();
    for operation in &api.operations {
        let view = View { api, operation };
        let contents = operation.responses.failure.responses.iter().flat_map(|response| view.contents(response));
        for content in contents.filter(|content| content.kind == BodyKind::Json) {
            let (mut ty, mut depth) = (reply(content), DEPTH);
            while let Some((id, field)) = found(&api.types, &ty, depth) {
                if known.insert(id) {
                    let (def, field) = (&api.types[id], ident(&field.name));
                    let name = ident(&def.name);
                    let table = quote!(operation::message! { #name: #field });
                    tables.push(Speaking { tag: def.tag, name, table });
                }
                (ty, depth) = (field.ty.clone(), depth.saturating_sub(1));
            }
        }
    }
    tables
}

//! The fields of a request as its table says them: what each holds, and how a function takes it.
//!
//! ```text
//! limit: i64                  ->  pub limit: Option<i64>,         fn limit(self, limit: i64)
//! amount into<Decimal>        ->  pub amount: Decimal,            fn new(amount: impl Into<Decimal>)
//! tags each<String>           ->  pub tags: Option<Vec<String>>,  fn tags(self, tags: impl IntoIterator<Item = impl Into<String>>)
//! note into<Option<String>>   ->  pub note: Option<Option<String>>, where `null` is not the same as absent
//! ```

use super::view::View;
use crate::emit::rust::Doc;
use crate::emit::types;
use crate::ir::{RequestField, Type, TypeKind};
use proc_macro2::TokenStream;
use quote::quote;

/// What the attribute `#[deprecated]` says.
pub(super) const DEPRECATED: &str = "by the API";

/// What the document says of a field.
pub(super) fn docs(field: &RequestField) -> Doc {
    Doc::of(&field.docs).constraints(&field.constraints).default_value(field.default.as_ref())
}

/// What follows a field's name: `: i64`, `into<String>`. One that may be `null` is taken as anything that is an `Option` or
/// goes into one.
pub(super) fn taken(view: View<'_>, field: &RequestField) -> TokenStream {
    let types = &view.api.types;
    let bare = view.bare(field);
    match view.field(field) {
        _ if field.nullable => quote!(into<Option<#bare>>),
        None => quote!(: #bare),
        Some(ty) => match items(view, &ty) {
            Some((item, is_set)) => {
                let held = view.ty(item);
                match (is_set, types::converts(types, item)) {
                    (true, _) => quote!(set<#held>),
                    (false, true) => quote!(each<#held>),
                    (false, false) => quote!(list<#held>),
                }
            }
            None if types::converts(types, &ty) => quote!(into<#bare>),
            None => quote!(: #bare),
        },
    }
}

/// The type of a list's items, and whether it is a set. An alias is its target, as far as chains of them go in earnest.
fn items<'a>(view: View<'a>, ty: &'a Type) -> Option<(&'a Type, bool)> {
    let mut ty = ty;
    for _ in 0..8 {
        match ty {
            Type::List(item) => return Some((item, false)),
            Type::Set(item) => return Some((item, true)),
            Type::Named(id) => match &view.api.types[*id].kind {
                TypeKind::Alias(target) => ty = target,
                _ => return None,
            },
            _ => return None,
        }
    }
    None
}

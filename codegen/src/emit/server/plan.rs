//! Plans: from a type, how the text of a parameter becomes the JSON that the type reads.
//!
//! `7` is a number for an `i64` and a string for a `String`; the runtime's `Plan` says which, by its variants alone:
//! `List(&Text)`.

use crate::ir::{Additional, Api, EnumBase, OwnJson, Type, TypeId, TypeKind, Wire};
use proc_macro2::TokenStream;
use quote::quote;

/// Objects within objects before the rest is left to the look of the text. No style of OpenAPI nests deeper than one level.
const DEPTH: usize = 3;

/// The plan of a type.
pub(crate) fn plan(api: &Api, ty: &Type) -> TokenStream {
    nested(api, ty, DEPTH)
}

/// `=> Json`, where the text is not just text.
pub(crate) fn arrow(api: &Api, ty: &Type) -> Option<TokenStream> {
    let plan = plan(api, ty);
    (plan.to_string() != "Text").then(|| quote!(=> #plan))
}

fn nested(api: &Api, ty: &Type, depth: usize) -> TokenStream {
    match ty {
        Type::Null | Type::Bool | Type::Integer(_) | Type::Float(_) | Type::Decimal(Wire::Number) => quote!(Json),
        Type::Json => quote!(Any),
        Type::List(item) | Type::Set(item) => {
            let item = nested(api, item, depth);
            quote!(List(&#item))
        }
        Type::Tuple(items) => {
            let plans: Vec<_> = items.iter().map(|item| nested(api, item, depth)).collect();
            let item = common(&plans);
            quote!(List(&#item))
        }
        Type::Map(value) => {
            let value = nested(api, value, depth);
            quote!(Object(&[], Some(&#value)))
        }
        Type::Nullable(inner) | Type::Boxed(inner) => nested(api, inner, depth),
        Type::Named(id) => named(api, *id, depth),
        Type::External(own) => match own.json {
            OwnJson::Text => quote!(Text),
            OwnJson::Number => quote!(Json),
            OwnJson::Any => quote!(Any),
        },
        _ => quote!(Text),
    }
}

fn named(api: &Api, id: TypeId, depth: usize) -> TokenStream {
    let Some(depth) = depth.checked_sub(1) else { return quote!(Any) };
    match &api.types[id].kind {
        TypeKind::Alias(target) => nested(api, target, depth),
        TypeKind::Enum(values) => match values.base {
            EnumBase::String => quote!(Text),
            EnumBase::Integer => quote!(Json),
            EnumBase::Mixed => quote!(Any),
        },
        TypeKind::Union(union) => {
            let plans: Vec<_> = union.variants.iter().map(|variant| nested(api, &variant.ty, depth)).collect();
            common(&plans)
        }
        TypeKind::Struct(object) => {
            let properties = object.fields.iter().map(|field| {
                let (wire, plan) = (&field.wire, nested(api, &field.ty, depth));
                quote!((#wire, #plan))
            });
            let rest = match &object.additional {
                Additional::Kept(_, value) => {
                    let plan = nested(api, value, depth);
                    quote!(Some(&#plan))
                }
                Additional::Ignored | Additional::Closed => quote!(None),
            };
            quote!(Object(&[#(#properties),*], #rest))
        }
    }
}

/// The plan that all agree on; else the text itself decides. One or a list of the same is a list: of one item, if need be.
fn common(plans: &[TokenStream]) -> TokenStream {
    let mut distinct: Vec<(String, &TokenStream)> = Vec::new();
    for plan in plans {
        let text = plan.to_string();
        if distinct.iter().all(|(known, _)| *known != text) {
            distinct.push((text, plan));
        }
    }
    let list_of = |item: &TokenStream| quote!(List(&#item)).to_string();
    match distinct.as_slice() {
        [(_, only)] => (*only).clone(),
        [(_, one), (list, plan)] | [(list, plan), (_, one)] if *list == list_of(one) => (*plan).clone(),
        _ => quote!(Any),
    }
}

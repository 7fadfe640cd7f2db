//! Type expressions to tokens: the Rust type, and the adapter that reads and writes it where serde's own traits do not.
//!
//! | type | Rust | adapter |
//! |---|---|---|
//! | `Decimal(Number)` | `Decimal` | `codec::Number` |
//! | `List(Decimal(Number))` | `Vec<Decimal>` | `codec::List<codec::Number>` |
//! | `List(String)` | `Vec<String>` | none: serde knows it |
//! | an alias of a decimal | `Price` | `codec::Number` |

use crate::emit::rust::ident;
use crate::ir::{Float, Integer, Type, TypeId, TypeKind, Types, Wire};
use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

/// The Rust type of an expression, in short names.
pub(crate) fn ty(types: &Types, of: &Type) -> TokenStream {
    match of {
        Type::Json => quote!(Value),
        Type::Null => quote!(()),
        Type::Bool => quote!(bool),
        Type::Integer(Integer::I32) => quote!(i32),
        Type::Integer(Integer::I64) => quote!(i64),
        Type::Integer(Integer::U32) => quote!(u32),
        Type::Integer(Integer::U64) => quote!(u64),
        Type::Integer(Integer::Minor) => quote!(MinorUnits),
        Type::Float(Float::F32) => quote!(f32),
        Type::Float(Float::F64) => quote!(f64),
        Type::Decimal(_) => quote!(Decimal),
        Type::String => quote!(String),
        Type::Secret => quote!(Secret),
        Type::Date => quote!(civil::Date),
        Type::DateTime => quote!(Timestamp),
        Type::Time => quote!(TimeOfDay),
        Type::Duration => quote!(SpanFieldwise),
        Type::Uuid => quote!(Uuid),
        Type::Ipv4 => quote!(Ipv4Addr),
        Type::Ipv6 => quote!(Ipv6Addr),
        Type::Base64 | Type::Binary => quote!(Bytes),
        Type::List(item) => within(quote!(Vec), ty(types, item)),
        Type::Set(item) => within(quote!(BTreeSet), ty(types, item)),
        Type::Map(value) => {
            let value = ty(types, value);
            quote!(BTreeMap<String, #value>)
        }
        Type::Tuple(items) => {
            let single = (items.len() == 1).then(|| quote!(,));
            let items = items.iter().map(|item| ty(types, item));
            quote!((#(#items),* #single))
        }
        Type::Nullable(inner) => within(quote!(Option), ty(types, inner)),
        Type::Boxed(inner) => within(quote!(Box), ty(types, inner)),
        Type::Named(id) => {
            let name = ident(&types[*id].name);
            quote!(#name)
        }
        Type::External(theirs) => own(&theirs.path),
    }
}

/// A path of the user's own. Generated code names its own modules from `crate`, and those move in the include layout; what a
/// user calls `crate` stays, and is told apart by the `::` before it.
fn own(path: &str) -> TokenStream {
    // Settings are checked to be paths, which lex.
    let tokens: TokenStream = path.parse().unwrap_or_default();
    let mark = |token: TokenTree| match token {
        TokenTree::Ident(word) if word == "crate" => quote!(::#word),
        token => token.into(),
    };
    tokens.into_iter().map(mark).collect()
}

/// What aliases stand for. One that leads back to itself is no Rust type, and is not followed forever.
pub(super) fn resolved<'a>(types: &'a Types, mut of: &'a Type) -> &'a Type {
    for _ in 0..types.0.len() {
        match of {
            Type::Named(id) => match &types[*id].kind {
                TypeKind::Alias(target) => of = target,
                _ => break,
            },
            _ => break,
        }
    }
    of
}

/// The adapter that reads and writes values of this type; `None` where the type's own serde traits do.
pub(crate) fn codec(types: &Types, of: &Type) -> Option<TokenStream> {
    adapter(types, of, &mut Vec::new())
}

/// The type of a field: wrapped in `Option` once for being optional or nullable, twice for both.
pub(crate) fn optional(types: &Types, of: &Type, required: bool, nullable: bool) -> TokenStream {
    let inner = ty(types, of);
    match (required, nullable) {
        (true, false) => inner,
        (false, true) => quote!(Option<Option<#inner>>),
        _ => within(quote!(Option), inner),
    }
}

/// How a function takes a value of this type, and the expression that makes the value of the argument `name`:
/// `impl Into<String>` where callers have `&str`, the type itself elsewhere.
pub(crate) fn value(types: &Types, of: &Type, name: &proc_macro2::Ident) -> (TokenStream, TokenStream) {
    let plain = ty(types, of);
    if converts(types, of) { (quote!(impl Into<#plain>), quote!(#name.into())) } else { (plain, quote!(#name)) }
}

fn within(outer: TokenStream, inner: TokenStream) -> TokenStream {
    quote!(#outer<#inner>)
}

fn adapter(types: &Types, of: &Type, seen: &mut Vec<TypeId>) -> Option<TokenStream> {
    match of {
        Type::Decimal(Wire::Number) => Some(quote!(codec::Number)),
        Type::Decimal(Wire::Text) => Some(quote!(codec::Quoted)),
        Type::Base64 | Type::Binary => Some(quote!(codec::Base64)),
        Type::Duration => Some(quote!(codec::Duration)),
        Type::List(item) => adapter(types, item, seen).map(|item| within(quote!(codec::List), item)),
        Type::Set(item) => adapter(types, item, seen).map(|item| within(quote!(codec::Set), item)),
        Type::Map(value) => adapter(types, value, seen).map(|value| within(quote!(codec::Map), value)),
        Type::Nullable(inner) => adapter(types, inner, seen).map(|inner| within(quote!(codec::Maybe), inner)),
        Type::Boxed(inner) => adapter(types, inner, seen).map(|inner| within(quote!(codec::Boxed), inner)),
        Type::Tuple(items) => {
            let adapters: Vec<_> = items.iter().map(|item| adapter(types, item, seen)).collect();
            adapters.iter().any(Option::is_some).then(|| {
                let adapters = adapters.into_iter().map(|adapter| adapter.unwrap_or_else(|| quote!(codec::Plain)));
                let single = (items.len() == 1).then(|| quote!(,));
                quote!((#(#adapters),* #single))
            })
        }
        // An alias is its target; one that leads back to itself is no Rust type, and is not followed.
        Type::Named(id) => match &types[*id].kind {
            TypeKind::Alias(target) if !seen.contains(id) => {
                seen.push(*id);
                let found = adapter(types, target, seen);
                seen.pop();
                found
            }
            _ => None,
        },
        _ => None,
    }
}

/// Whether callers usually hold something that converts: text for strings, integers for decimals.
pub(crate) fn converts(types: &Types, of: &Type) -> bool {
    match resolved(types, of) {
        Type::String | Type::Secret | Type::Decimal(_) | Type::Json | Type::Base64 | Type::Binary => true,
        // The clock alone, where there is no offset.
        Type::Time => true,
        Type::Named(id) => match &types[*id].kind {
            TypeKind::Enum(values) => values.base != crate::ir::EnumBase::Mixed,
            _ => false,
        },
        _ => false,
    }
}

//! Named types to Rust: the type, then the code that reads and writes it.
//!
//! serde's derive is most of what users of generated crates wait for, so nothing derives it. A type is a table that says each
//! of its members once (`codec::object! { pub struct Pet { name: String, tag: Option<String> } }`); a macro of the runtime turns
//! it into the type itself, the small trait of `codec` that fits its kind, and serde's own traits in terms of that. Everything
//! that is the same for every type of a kind stands in the runtime once. Enums over several JSON types are rare, and are
//! spelled out.

mod enums;
mod expression;
mod json;
mod said;
mod shapes;
mod structs;
mod unions;

#[cfg(test)]
mod tests;

use expression::resolved;
pub(crate) use expression::{codec, converts, optional, ty, value};

use crate::emit::operations::feature;
use crate::emit::rust::{Doc, Module, code, ident};
use crate::emit::webhooks::FEATURE;
use crate::ir::{Api, TypeDef, TypeId, TypeKind, Types};
use indexmap::IndexMap;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use std::collections::HashSet;

/// `types`, and the modules below it where one file would be too long. `gates_hooks` says whether there is a feature of webhooks.
pub(super) fn modules(api: &Api, gates_hooks: bool) -> Vec<Module> {
    let mut top = Module::new(&["types"])
        .docs(Doc::default().ours("Types of the API, as tables. All fields in them are public."));
    if api.types.iter().any(|(_, def)| is_partly_deprecated(def)) {
        top = top.allow(quote!(deprecated, reason = "tables read and write deprecated fields as well"));
    }
    top.push(quote! {
        #[allow(unused_imports)] // Of use where a struct is.
        pub(crate) use crate::runtime::codec::Stated as _;
    });
    let mut groups: IndexMap<&str, Module> = IndexMap::new();
    let elsewhere = said::elsewhere(api);
    let variants = variants(&api.types);
    for (id, def) in api.types.iter() {
        let docs = docs(def, elsewhere.contains(&id));
        let module = match &def.module {
            None => &mut top,
            Some(group) => groups.entry(group.as_str()).or_insert_with(|| {
                let own = def.tag.and_then(|tag| api.tags.get(tag));
                let about = match own {
                    _ if def.of_hooks => String::from("Types that webhooks and callbacks alone need."),
                    Some(tag) => format!("Types that operations tagged {} alone need.", code(&tag.text.0)),
                    None => format!("Types of the group `{group}`."),
                };
                let module =
                    Module::new(&["types", group.as_str()]).docs(Doc::default().ours(&about)).reexported().globs();
                let module = module.import("crate::types::Stated");
                let gated = own.map(feature).or_else(|| (gates_hooks && def.of_hooks).then(|| FEATURE.to_owned()));
                gated.into_iter().fold(module, Module::feature)
            }),
        };
        // Its table needs the trait, and does not name it.
        if def.module.is_some() && structs::requires(&def.kind) {
            module.mention(quote!(Stated));
        }
        items(&api.types, def, &docs, variants.contains(&id)).into_iter().for_each(|items| module.push(items));
    }
    std::iter::once(top).chain(groups.into_values()).collect()
}

/// Whether the document deprecates a field of the type, or a value.
fn is_partly_deprecated(def: &TypeDef) -> bool {
    match &def.kind {
        TypeKind::Struct(body) => body.fields.iter().any(|field| field.docs.deprecated),
        TypeKind::Enum(_) | TypeKind::Union(_) | TypeKind::Alias(_) => false,
    }
}

/// Structs that a union knows by their fields.
fn variants(types: &Types) -> HashSet<TypeId> {
    let unions = types.iter().filter_map(|(_, def)| match &def.kind {
        TypeKind::Union(body) => Some(body),
        _ => None,
    });
    let all = unions.flat_map(|union| &union.variants);
    all.filter_map(|variant| shapes::of_struct(types, &variant.ty, &variant.shape)).collect()
}

/// The definition of a type and its implementations.
fn items(types: &Types, def: &TypeDef, docs: &Doc, is_variant: bool) -> Vec<TokenStream> {
    match &def.kind {
        TypeKind::Struct(body) => vec![structs::item(types, def, docs, body, is_variant)],
        TypeKind::Enum(body) => enums::items(def, docs, body),
        TypeKind::Union(body) => vec![unions::item(types, def, docs, body)],
        TypeKind::Alias(target) => {
            let (name, target) = (ident(&def.name), ty(types, target));
            vec![quote!(#docs pub type #name = #target;)]
        }
    }
}

/// Doc comment of a type. `#[deprecated]` would put a warning on every item of ours that mentions it, so it is only said.
fn docs(def: &TypeDef, elsewhere: bool) -> Doc {
    let docs = Doc::of(&said::of_type(def, elsewhere));
    if def.docs.deprecated { docs.fact("Deprecated.") } else { docs }
}

/// `impl Deserialize` by a function of the runtime's `codec`.
fn deserialize(name: &Ident, function: TokenStream) -> TokenStream {
    quote! {
        impl<'de> Deserialize<'de> for #name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                codec::#function(deserializer)
            }
        }
    }
}

/// `impl Serialize` with this body, which may use `serializer`.
fn serialize(name: &Ident, body: &TokenStream) -> TokenStream {
    quote! {
        impl Serialize for #name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                #body
            }
        }
    }
}

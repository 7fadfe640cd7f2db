//! Short names to `use` lines: what a module mentions, and nothing else.
//!
//! A short name means, in this order: what the module defines, what it asked for with [`Module::import`], a type that another
//! module of the output defines, an entry of [`COMMON`]. Names are unique among the API's types and operation items, and the
//! scope that mints them reserves those of `COMMON`, so the order never decides in practice.

use super::mentions::{is_type_like, mentions};
use super::{Module, ident, relocate};
use crate::options::Layout;
use proc_macro2::{TokenStream, TokenTree};
use quote::quote;
use std::collections::{BTreeMap, BTreeSet};

/// Paths that generated code may always shorten to their last step.
const COMMON: &[&str] = &[
    "bytes::Bytes",
    "crate::runtime::codec",
    "crate::runtime::money::MinorUnits",
    "crate::runtime::secret::Secret",
    "crate::runtime::time::TimeOfDay",
    "jiff::SpanFieldwise",
    "jiff::Timestamp",
    "jiff::civil",
    "rust_decimal::Decimal",
    "serde::de::Deserialize",
    "serde::de::Deserializer",
    "serde::de::MapAccess",
    "serde::ser::Serialize",
    "serde::ser::Serializer",
    "serde_json::Value",
    "std::collections::BTreeMap",
    "std::collections::BTreeSet",
    "std::fmt",
    // Not in the prelude of edition 2021.
    "std::future::Future",
    "std::net::Ipv4Addr",
    "std::net::Ipv6Addr",
    "uuid::Uuid",
];

/// What every short name stands for, over the whole output.
pub(super) struct Imports {
    paths: BTreeMap<String, String>,
}

impl Imports {
    /// Collects what the modules define on top of the common names.
    pub(super) fn new(modules: &[Module]) -> Self {
        let mut paths: BTreeMap<_, _> = COMMON.iter().map(|path| (last(path), (*path).to_owned())).collect();
        let mut seen = BTreeSet::new();
        for module in modules {
            let home = if module.reexported { module.path.len().saturating_sub(1) } else { module.path.len() };
            let home = std::iter::once("crate").chain(module.path[..home].iter().map(String::as_str));
            let home = home.collect::<Vec<_>>().join("::");
            for name in module.items.iter().chain(&module.mentions).flat_map(|item| mentions(item).defined) {
                if is_type_like(&name) && seen.insert(name.clone()) {
                    paths.insert(name.clone(), format!("{home}::{name}"));
                }
            }
        }
        Self { paths }
    }

    /// The `use` items of a module, sorted; each with the gate it needs. `children` are its submodules' names.
    pub(super) fn of(&self, module: &Module, children: &BTreeSet<String>, layout: Layout) -> Vec<TokenStream> {
        let own: BTreeMap<_, _> = module.imports.iter().map(|path| (last(path), path)).collect();
        let items = module.items.iter().chain(&module.mentions);
        let found: Vec<_> = items.map(|item| (gate(item), mentions(item))).collect();
        let defined: BTreeSet<_> = found.iter().flat_map(|(_, found)| &found.defined).collect();
        let mut wanted: BTreeMap<&str, Option<String>> = BTreeMap::new();
        for (gate, found) in &found {
            for name in found.used.iter().filter(|name| !defined.contains(name) && !children.contains(*name)) {
                let Some(path) = own.get(name).copied().or_else(|| self.paths.get(name)) else { continue };
                let gates = wanted.entry(path).or_insert_with(|| gate.clone());
                if gates != gate {
                    *gates = None;
                }
            }
        }
        lines(wanted, module.path.len(), layout, module.globs)
    }
}

/// One `use` per parent path and gate.
fn lines(wanted: BTreeMap<&str, Option<String>>, depth: usize, layout: Layout, globs: bool) -> Vec<TokenStream> {
    let mut groups: BTreeMap<_, Vec<&str>> = BTreeMap::new();
    for (path, gate) in wanted {
        let (parent, name) = path.rsplit_once("::").unwrap_or(("", path));
        groups.entry((!parent.starts_with("crate"), parent, gate)).or_default().push(name);
    }
    let line = |((_, parent, gate), names): ((bool, &str, Option<String>), Vec<&str>)| {
        let steps = parent.split("::").filter(|step| !step.is_empty()).map(|step| match (step, layout) {
            ("crate", Layout::Include) => relocate::root(depth),
            ("crate", Layout::Crate) => quote!(crate),
            (step, _) => quote::ToTokens::to_token_stream(&ident::word(step)),
        });
        let names = names.into_iter().map(ident::word);
        let gate = gate.filter(|_| layout == Layout::Crate).and_then(|gate| gate.parse::<TokenStream>().ok());
        let gate = gate.map(|gate| quote!(#[#gate]));
        // The API's own names are unique over the whole output.
        if globs && matches!(parent, "crate::types" | "crate::operations") {
            return quote!(#gate use #(#steps::)* *;);
        }
        quote!(#gate use #(#steps::)* { #(#names),* };)
    };
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|((foreign, parent, _), names)| (*foreign, format!("{parent}::{}", names[0])));
    groups.into_iter().map(line).collect()
}

/// The `cfg(…)` among the attributes of an item, if there is one.
fn gate(item: &TokenStream) -> Option<String> {
    let mut tokens = item.clone().into_iter();
    while let (Some(TokenTree::Punct(_)), Some(TokenTree::Group(attribute))) = (tokens.next(), tokens.next()) {
        let text = attribute.stream().to_string();
        if text.starts_with("cfg") {
            return Some(text);
        }
    }
    None
}

fn last(path: &str) -> String {
    path.rsplit("::").next().unwrap_or(path).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emit::rust::print;

    fn uses(module: &Module, others: &[Module], layout: Layout) -> String {
        let lines = Imports::new(others).of(module, &BTreeSet::new(), layout);
        lines.iter().flat_map(print::items).collect()
    }

    #[test]
    fn only_what_is_mentioned_is_imported() {
        let mut types = Module::new(&["types", "pets"]).reexported();
        types.push(quote!(
            pub struct Pet;
            pub struct Dog;
        ));
        let mut module = Module::new(&["client", "pets"]).import("crate::runtime::client::Call");
        module.push(quote!(impl Call<Pet> { fn f(x: Decimal, y: BTreeMap<String, Value>) -> codec::Plain {} }));
        module.push(quote!(
            #[cfg(feature = "server")]
            fn g(x: Uuid, y: Value) {}
        ));
        let others = [types, module.clone()];
        let expected = "use crate::runtime::client::Call;\nuse crate::runtime::codec;\nuse crate::types::Pet;\n\
            use rust_decimal::Decimal;\nuse serde_json::Value;\nuse std::collections::BTreeMap;\n\
            #[cfg(feature = \"server\")]\nuse uuid::Uuid;\n";
        assert_eq!(uses(&module, &others, Layout::Crate).replace("{", "").replace("}", ""), expected);
        assert!(uses(&module, &others, Layout::Include).contains("use super::super::types::Pet;"));
    }
}

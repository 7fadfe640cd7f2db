//! Request structs, outputs and errors of operations: the vocabulary that client and server share, one file a tag.

mod kind;
mod links;
mod message;
mod meta;
mod multipart;
mod outcome;
mod parameter;
mod request;
pub(crate) mod server;
mod size;
mod table;
#[cfg(test)]
pub(crate) mod tests;
mod view;

pub(crate) use links::linked;
pub(crate) use request::{Argument, argument};
pub(crate) use size::is_large;
pub(crate) use view::{View, value};

use super::rust::{Doc, Module, code};
use crate::ir::{Api, Tag};
use parameter::parameter;
use quote::{ToTokens, quote};

/// What the modules use beside the API's own items.
const IMPORTS: &[&str] = &[
    "crate::runtime::meta",
    "crate::runtime::meta::Effect",
    "crate::runtime::operation",
    "crate::runtime::params::Parameter",
    "http::StatusCode",
    "std::convert::Infallible",
];

/// The module `operations` and one below it for each tag, all of them re-exported. `server` says whether one is written.
pub(crate) fn modules(api: &Api, server: bool) -> Vec<Module> {
    let docs = Doc::default().ours("Requests, outputs and errors of the operations: shared by client and server.");
    let mut top = imported(Module::new(&["operations"]).docs(docs).any_feature(&["client", "server"]));
    for (ty, table) in message::tables(api) {
        top.mention(quote!(operation::message #ty));
        top.push(table);
    }
    let mut modules = vec![top];
    for (index, tag) in api.tags.iter().enumerate() {
        let docs = Doc::default().ours(&format!("Operations tagged {}.", code(&tag.text.0)));
        let module = Module::new(&["operations", tag.name.as_str()]).docs(docs).feature(feature(tag)).reexported();
        let mut module = imported(module);
        for view in View::of_tag(api, index) {
            items(view, server, &Doc::default(), &mut module);
        }
        modules.push(module);
    }
    modules
}

/// Adds the request struct of an operation, with these docs above its own, and the tables below it.
pub(crate) fn items(view: View<'_>, server: bool, docs: &Doc, module: &mut Module) {
    let (table, request) = (table::Table { view, server }, request::Request(view));
    module.push(quote!(#docs #request));
    table.mentions().into_iter().for_each(|tokens| module.mention(tokens));
    module.push(table.into_token_stream());
}

fn imported(module: Module) -> Module {
    IMPORTS.iter().fold(module.globs(), |module, path| module.import(path))
}

/// The cargo feature of a tag: `tag-payment-failures`.
pub(crate) fn feature(tag: &Tag) -> String {
    format!("tag-{}", tag.name.as_str().replace('_', "-"))
}

//! Requests, outputs and errors of operations: the vocabulary that client and server share, one file a tag.
//!
//! Every operation is one table, which the runtime's `operation!` expands. What tables need not say, because most of them
//! would, stands in the module above them.

mod common;
mod failures;
mod kind;
mod links;
mod message;
mod meta;
mod multipart;
mod outcome;
mod pages;
mod parameter;
mod replies;
mod request;
pub(crate) mod server;
mod size;
mod table;
#[cfg(test)]
pub(crate) mod tests;
mod view;
mod words;

pub(crate) use links::linked;
pub(crate) use size::is_large;
pub(crate) use view::{View, value};

use super::rust::{Doc, Module, code};
use crate::ir::{Api, Hook, Tag};
use crate::options::Emit;
use common::Common;
use failures::Failures;
use parameter::parameter;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use replies::Bodies;
use table::{Shared, Table};
use words::Words;

/// What the modules use beside the API's own items.
const IMPORTS: &[&str] = &[
    "crate::runtime::meta",
    "crate::runtime::meta::Effect",
    "crate::runtime::operation",
    "crate::runtime::params::Parameter",
    "http::StatusCode",
    "std::convert::Infallible",
];

/// The module `operations` and one below it for each tag, all of them re-exported.
pub(crate) fn modules(api: &Api, emit: Emit) -> Vec<Module> {
    let docs = Doc::default().ours("Requests, outputs and errors of the operations: shared by client and server.");
    let top = Module::new(&["operations"]).docs(docs).any_feature(&["client", "server"]).allow(lints());
    let mut top = imported(top);
    let Emit { client, server, .. } = emit;
    let (words, bodies) = (Words::of(api), Bodies::of(api));
    let failures = Failures::of(api, &words, &bodies);
    let shared = Shared { words, common: Common::of(api), bodies, failures, client, server };
    if client {
        top.push(quote! {
            #[cfg(feature = "client")]
            #[allow(unused_imports)] // Features may leave out all operations.
            use crate::client;
        });
    }
    top.push(shared.common.function());
    top.mention(quote!(operation::words));
    top.push(shared.words.to_token_stream());
    for (mentioned, table) in shared.bodies.above(api) {
        top.mention(mentioned);
        top.push(table);
    }
    let speaking = message::tables(api);
    speaking.iter().filter(|one| one.tag.is_none()).for_each(|one| one.push(&mut top));
    let mut modules = vec![top];
    modules.extend(failing(&shared.failures));
    for (index, tag) in api.tags.iter().enumerate() {
        let docs = Doc::default().ours(&format!("Operations tagged {}.", code(&tag.text.0)));
        let module = Module::new(&["operations", tag.name.as_str()]).docs(docs).feature(feature(tag)).reexported();
        let mut module = imported(module);
        for view in View::of_tag(api, index) {
            let docs = if client { table::docs(view) } else { Doc::default() };
            items(&Table { view, docs, shared: &shared }, &mut module);
        }
        speaking.iter().filter(|one| one.tag == Some(index)).for_each(|one| one.push(&mut module));
        modules.push(module);
    }
    modules
}

/// The module of failures that several operations have.
fn failing(failures: &Failures) -> Option<Module> {
    let docs =
        Doc::default().ours("Failures that several operations have; each operation calls them by a name of its own.");
    let mut module = imported(Module::new(&["operations", failures::MODULE]).docs(docs));
    let mut any = false;
    for (mentioned, table) in failures.tables() {
        module.mention(mentioned);
        module.push(table);
        any = true;
    }
    any.then_some(module)
}

fn items(table: &Table<'_>, module: &mut Module) {
    table.mentions().into_iter().for_each(|tokens| module.mention(tokens));
    module.push(table.into_token_stream());
}

/// The module of requests that the API sends, in which each is the table of an operation, below one that says what tables leave
/// out.
pub(crate) fn received(api: &Api, docs: impl Fn(&Hook) -> Doc, mut top: Module, mut module: Module) -> [Module; 2] {
    let shared = Shared {
        words: Words::default(),
        common: Common::default(),
        bodies: Bodies::default(),
        failures: Failures::default(),
        client: false,
        server: true,
    };
    top.push(shared.common.function());
    top.mention(quote!(operation::words));
    top.push(shared.words.to_token_stream());
    for hook in &api.hooks {
        let (view, docs) = (View { api, operation: &hook.operation }, docs(hook));
        items(&Table { view, docs, shared: &shared }, &mut module);
    }
    [top, module]
}

/// What tables may set off.
pub(crate) fn lints() -> TokenStream {
    const REASON: &str = "the document decides how much a request requires, and says nothing of some fields";
    quote!(clippy::empty_docs, clippy::too_many_arguments, reason = #REASON)
}

fn imported(module: Module) -> Module {
    IMPORTS.iter().fold(module.globs(), |module, path| module.import(path))
}

/// The cargo feature of a tag: `tag-payment-failures`.
pub(crate) fn feature(tag: &Tag) -> String {
    format!("tag-{}", tag.name.as_str().replace('_', "-"))
}

//! The client: `Client` and its builder, and a view of it for each tag.
//!
//! ```text
//! client.account().topup(25).return_url("https://…").await
//!        group.rs  group.rs  the table of the operation, through the runtime's `Call`
//! ```

mod builder;
mod credentials;
mod group;
mod pages;
#[cfg(test)]
mod tests;

use super::operations::{View, feature};
use super::rust::{Doc, Module, code};
use crate::ir::Api;
use quote::ToTokens;

/// What the modules of the client use beside the API's own items.
const IMPORTS: &[&str] = &[
    "crate::client::Client",
    "crate::runtime::client::BuildError",
    "crate::runtime::client::Call",
    "crate::runtime::client::ClientConfig",
    "crate::runtime::client::Core",
    "crate::runtime::client::Credential",
    "crate::runtime::client::OnUnknown",
    "crate::runtime::client::Operation",
    "crate::runtime::client::PageTurn",
    "crate::runtime::client::Paged",
    "crate::runtime::client::Response",
    "std::time::Duration",
];

/// The module `client` and one below it for each tag.
pub(crate) fn modules(api: &Api) -> Vec<Module> {
    let docs = Doc::default().ours("The client: calls by tag.");
    let mut client = imported(Module::new(&["client"]).docs(docs).feature("client"));
    client.push(builder::Client(api).into_token_stream());
    let mut modules = vec![client];
    for (index, tag) in api.tags.iter().enumerate() {
        let docs = Doc::default().ours(&format!("Calls tagged {}.", code(&tag.text.0)));
        let module = Module::new(&["client", tag.name.as_str()]).docs(docs).feature(feature(tag));
        let mut module = imported(module);
        module.push(group::Group { api, index }.into_token_stream());
        for view in View::of_tag(api, index) {
            module.push(pages::Pages(view).into_token_stream());
        }
        modules.push(module);
    }
    modules
}

fn imported(module: Module) -> Module {
    IMPORTS.iter().fold(module.globs(), |module, path| module.import(path))
}

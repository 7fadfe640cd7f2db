//! The client: `Client` and its builder, a view of it for each tag, and for each operation how its request is written and its
//! reply read.
//!
//! ```text
//! client.account().topup(25).return_url("https://…").await
//!        group.rs  group.rs  setters.rs              operation.rs, through the runtime's `Call`
//! ```

mod body;
mod builder;
mod credentials;
mod group;
mod operation;
mod pages;
mod read;
mod setters;
#[cfg(test)]
mod tests;
mod write;

use super::operations::{View, feature};
use super::rust::{Doc, Module, code};
use crate::ir::Api;
use quote::ToTokens;

/// What the modules of the client use beside the API's own items.
const IMPORTS: &[&str] = &[
    "crate::client::Client",
    "crate::runtime::client::Answer",
    "crate::runtime::client::BuildError",
    "crate::runtime::client::Call",
    "crate::runtime::client::ClientConfig",
    "crate::runtime::client::Core",
    "crate::runtime::client::Credential",
    "crate::runtime::client::KeyField",
    "crate::runtime::client::OnUnknown",
    "crate::runtime::client::Operation",
    "crate::runtime::client::Outgoing",
    "crate::runtime::client::PageTurn",
    "crate::runtime::client::Paged",
    "crate::runtime::client::Reply",
    "crate::runtime::client::Response",
    "crate::runtime::codec::DecodeError",
    "crate::runtime::codec::EncodeError",
    "crate::runtime::meta::Effect",
    "crate::runtime::meta::Meta",
    "crate::runtime::meta::Method",
    "crate::runtime::params::Parameter",
    "crate::runtime::params::Plan",
    "std::convert::Infallible",
    "std::time::Duration",
];

/// The module `client` and one below it for each tag.
pub(crate) fn modules(api: &Api) -> Vec<Module> {
    let docs = Doc::default().ours("The client: calls by tag, and how they travel.");
    let mut client = imported(Module::new(&["client"]).docs(docs).feature("client"));
    client.push(builder::Client(api).into_token_stream());
    let mut modules = vec![client];
    for (index, tag) in api.tags.iter().enumerate() {
        let docs = Doc::default().ours(&format!("Calls tagged {}.", code(&tag.text.0)));
        let module = Module::new(&["client", tag.name.as_str()]).docs(docs).feature(feature(tag));
        let mut module = imported(module);
        module.push(group::Group { api, index }.into_token_stream());
        for view in View::of_tag(api, index) {
            module.push(setters::Setters(view).into_token_stream());
            module.push(operation::Operation(view).into_token_stream());
            module.push(pages::Pages(view).into_token_stream());
        }
        modules.push(module);
    }
    modules
}

fn imported(module: Module) -> Module {
    IMPORTS.iter().fold(module, |module, path| module.import(path))
}

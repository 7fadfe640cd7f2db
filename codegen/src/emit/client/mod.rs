//! The client: `Client` and its builder, and a view of it for each tag.
//!
//! ```text
//! client.account().topup(25).return_url("https://…").await
//!        views.rs  the table of the operation
//! ```

mod builder;
mod credentials;
#[cfg(test)]
mod tests;
mod views;

use super::rust::{Doc, Module, ident};
use crate::ir::Api;
use quote::{ToTokens, quote};

/// What the modules of the client use beside the API's own items.
const IMPORTS: &[&str] = &[
    "crate::runtime::client::BuildError",
    "crate::runtime::client::Call",
    "crate::runtime::client::ClientConfig",
    "crate::runtime::client::Core",
    "crate::runtime::client::Credential",
    "crate::runtime::client::OnUnknown",
    "crate::runtime::client::Operation",
    "crate::runtime::operation",
    "std::time::Duration",
];

/// The module `client`.
pub(crate) fn modules(api: &Api) -> Vec<Module> {
    let docs = Doc::default().ours("The client: calls by tag.");
    let mut client = imported(Module::new(&["client"]).docs(docs).feature("client"));
    client.push(builder::Client(api).into_token_stream());
    client.push(views::table(api));
    let defined = api.tags.iter().map(|tag| ident(&tag.client_name));
    client.mention(quote!(operation::views #(struct #defined {})*));
    vec![client]
}

fn imported(module: Module) -> Module {
    IMPORTS.iter().fold(module.globs(), |module, path| module.import(path))
}

//! The server: a trait for each tag, and the routes that lead to it. How requests become its arguments and outcomes become
//! responses is in the tables of the operations.

mod api;
pub(crate) mod plan;
#[cfg(test)]
mod tests;

use super::operations::{View, feature};
use super::rust::{Doc, Module, code, ident};
use crate::ir::{Api, Routing};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

/// What the modules of the server use beside the API's own items.
const IMPORTS: &[&str] = &[
    "axum::Router",
    "crate::runtime::server::Endpoint",
    "crate::runtime::server::Failure",
    "crate::runtime::server::Routes",
    "crate::runtime::server::Streamed",
    "std::convert::Infallible",
    "std::future::Future",
    "std::sync::Arc",
];

/// The module `server` and one below it for each tag.
pub(crate) fn modules(api: &Api) -> Vec<Module> {
    let docs = Doc::default().ours("The server: a trait for each tag, and a router over what implements them.");
    let mut server = imported(Module::new(&["server"]).docs(docs).feature("server"));
    if !api.tags.is_empty() {
        server.push(router(api));
    }
    let mut modules = vec![server];
    for (index, tag) in api.tags.iter().enumerate() {
        let docs = Doc::default().ours(&format!("Server of the operations tagged {}.", code(&tag.text.0)));
        let module = Module::new(&["server", tag.name.as_str()]).docs(docs).feature(feature(tag));
        let mut module = imported(module);
        let views = served(api, index);
        module.push(api::Trait { tag, views: &views }.into_token_stream());
        module.push(api::Routes { tag, views: &views }.into_token_stream());
        modules.push(module);
    }
    modules
}

/// The operations of a tag that a server can tell from others.
fn served(api: &Api, tag: usize) -> Vec<View<'_>> {
    View::of_tag(api, tag).filter(|view| matches!(view.operation.routing, Routing::When(_))).collect()
}

/// One router over every tag, where every tag is there.
fn router(api: &Api) -> TokenStream {
    let features: Vec<_> = api.tags.iter().map(feature).collect();
    let gate = match features.as_slice() {
        [feature] => quote!(#[cfg(feature = #feature)]),
        _ => quote!(#[cfg(all(#(feature = #features),*))]),
    };
    let traits = api.tags.iter().map(|tag| {
        let (module, name) = (ident(&tag.name), ident(&tag.trait_name));
        quote!(#module::#name)
    });
    let mut modules = api.tags.iter().map(|tag| ident(&tag.name));
    let first = modules.next();
    quote! {
        /// Router of every operation.
        ///
        /// To serve some tags only, or each by a type of its own, merge the `routes` of their modules.
        #gate
        pub fn router<A: #(#traits)+*>(api: A) -> Router {
            let api = Arc::new(api);
            #first::routes(&api) #(.merge(#modules::routes(&api)))* .into_router()
        }
    }
}

fn imported(module: Module) -> Module {
    IMPORTS.iter().fold(module.globs(), |module, path| module.import(path))
}

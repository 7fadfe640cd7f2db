//! Request structs, outputs and errors of operations: the vocabulary that client and server share, one file a tag.

pub(crate) mod meta;
pub(crate) mod multipart;
mod outcome;
mod parameter;
mod reason;
mod request;
pub(crate) mod server;
mod size;
#[cfg(test)]
pub(crate) mod tests;
mod view;

pub(crate) use parameter::{header, parameter};
pub(crate) use request::{Arguments, argument, arguments, docs, has_new};
pub(crate) use view::{View, carries_status, reply, value};

use super::rust::{Doc, Module, code};
use crate::ir::{Api, Tag};
use quote::ToTokens;

/// The module `operations` and one below it for each tag, all of them re-exported.
pub(crate) fn modules(api: &Api) -> Vec<Module> {
    let docs = Doc::default().ours("Requests, outputs and errors of the operations: shared by client and server.");
    let mut modules = vec![Module::new(&["operations"]).docs(docs)];
    for (index, tag) in api.tags.iter().enumerate() {
        let docs = Doc::default().ours(&format!("Operations tagged {}.", code(&tag.text.0)));
        let mut module = Module::new(&["operations", tag.name.as_str()])
            .docs(docs)
            .feature(feature(tag))
            .reexported()
            .import("http::StatusCode");
        for view in View::of_tag(api, index) {
            module.push(request::Request(view).into_token_stream());
            module.push(outcome::Replies(view).into_token_stream());
        }
        modules.push(module);
    }
    modules
}

/// The cargo feature of a tag: `tag-payment-failures`.
pub(crate) fn feature(tag: &Tag) -> String {
    format!("tag-{}", tag.name.as_str().replace('_', "-"))
}

//! Requests that the API sends: a request struct and a table for each webhook and callback, and an enum over all webhooks.
//!
//! The tables are those of operations, read by the same macro; `operation` is another module here, in which nothing has a
//! client's half. A feature of its own, because who receives webhooks is mostly a client and serves nothing else: the feature
//! `server` would compile every operation's other half for it.

use super::operations::{self, View};
use super::rust::{Doc, Module, code, ident};
use crate::ir::{Api, Hook, Origin, Type};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use std::cmp::Reverse;

/// The cargo feature, and the module.
pub(super) const FEATURE: &str = "webhooks";

/// What the module uses beside the API's own items.
const IMPORTS: &[&str] = &[
    "crate::runtime::meta",
    "crate::runtime::meta::Effect",
    "crate::runtime::params::Parameter",
    "crate::runtime::webhooks",
    "crate::runtime::webhooks::operation",
    "http::StatusCode",
    "std::convert::Infallible",
];

const EXPLAINED: &str = "Headers and body are all that is needed. They stay the handler's own, which checks who sent them before it reads them:";

/// How a handler begins.
const EXAMPLE: &[&str] = &[
    "```text",
    "async fn hook(headers: HeaderMap, body: Bytes) -> Result<StatusCode, Problem> {",
    "    verify(&headers, &body)?; // by the API's own rules",
];

/// The module `webhooks` and the one of its requests below it, if there is something to receive.
pub(super) fn modules(api: &Api) -> Vec<Module> {
    if api.hooks.is_empty() {
        return Vec::new();
    }
    let mut top = imported(Module::new(&[FEATURE]).docs(docs(api)).feature(FEATURE).allow(operations::lints()));
    top.push(quote!(
        pub use crate::runtime::webhooks::{answer, receive};
    ));
    if let Some(name) = &api.webhook {
        // What more is known of is looked for first: little fits whatever comes.
        let mut hooks: Vec<&Hook> = api.hooks.iter().collect();
        hooks.sort_by_key(|hook| Reverse(hook.tells.len() + hook.operation.request.constants.len()));
        let (name, variants) = (ident(name), hooks.into_iter().filter_map(|hook| variant(api, hook)));
        top.mention(quote!(webhooks::webhooks enum #name {}));
        top.push(quote! {
            webhooks::webhooks! { #name { #(#variants),* } }
        });
    }
    let said = |hook: &Hook| {
        let doc = Doc::of(&hook.operation.docs).ours(&said(hook));
        if hook.operation.docs.deprecated { doc.ours("Deprecated.") } else { doc }
    };
    let requests =
        Module::new(&[FEATURE, "requests"]).docs(Doc::default().ours("A table for each request.")).reexported();
    operations::received(api, said, top, imported(requests)).into()
}

fn imported(module: Module) -> Module {
    IMPORTS.iter().fold(module.globs(), |module, path| module.import(path))
}

/// `Paid(PaidWebhook) { "type": "order.paid" }`.
fn variant(api: &Api, hook: &Hook) -> Option<TokenStream> {
    let (name, view) = (ident(hook.variant.as_ref()?), View { api, operation: &hook.operation });
    let request = view.request().into_token_stream();
    let held = if is_large(view) { quote!(Box<#request>) } else { request };
    let tells = hook.tells.iter().map(|(key, value)| quote!(#key: #value));
    let tells = (!hook.tells.is_empty()).then(|| quote!({ #(#tells),* }));
    Some(quote!(#name(#held) #tells))
}

/// Whether an enum would be as large as few of its values are.
fn is_large(view: View<'_>) -> bool {
    let fields: Vec<Type> = view.fields().iter().map(|field| view.field(field).unwrap_or(Type::Json)).collect();
    operations::is_large(&view.api.types, fields.iter())
}

/// Where the request comes from.
fn said(hook: &Hook) -> String {
    match &hook.origin {
        Origin::Webhook(name) => format!("The webhook {}.", code(name)),
        Origin::Callback { operation, name, expression } => {
            format!("The callback {} that {} asks for, sent to {}.", code(name), code(operation), code(expression))
        }
    }
}

fn docs(api: &Api) -> Doc {
    let docs = Doc::default().ours("Requests that the API sends, and what reads them.");
    let call = match (&api.webhook, api.hooks.first()) {
        (Some(name), _) => format!("    match {name}::receive((headers, body))? {{ … }}"),
        (None, Some(hook)) => format!("    let sent: {} = receive((headers, body))?;", hook.operation.request.name),
        (None, None) => return docs,
    };
    let mut lines: Vec<String> = EXAMPLE.iter().map(|line| (*line).to_owned()).collect();
    lines.extend([call, String::from("    Ok(StatusCode::NO_CONTENT)"), String::from("}"), String::from("```")]);
    docs.ours(EXPLAINED).ours(&lines.join("\n"))
}

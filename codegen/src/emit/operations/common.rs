//! What most operations have in common, so that their tables need not say it.
//!
//! ```text
//! const fn common(meta: operation::Meta) -> operation::Meta {
//!     operation::Meta { security: &[&["bearer"]], ..meta }
//! }
//! ```

use super::server;
use super::view::View;
use crate::ir::{Api, Operation, Requirement};
use indexmap::IndexMap;
use proc_macro2::TokenStream;
use quote::quote;
use std::hash::Hash;

/// Alternatives, each of schemes that go together.
type Security<'a> = Vec<Vec<&'a str>>;

/// What most operations say of their credentials and their server.
#[derive(Default)]
pub(super) struct Common<'a> {
    security: Security<'a>,
    server: Option<String>,
}

impl<'a> Common<'a> {
    /// The most frequent values; of equally frequent ones the first.
    pub(super) fn of(api: &'a Api) -> Self {
        Self {
            security: usual(api.operations.iter().map(|operation| security(api, operation))),
            server: usual(api.operations.iter().map(|operation| server::own(api, operation))),
        }
    }

    /// What an operation says, where that is something else.
    pub(super) fn unless_common(&self, view: View<'_>) -> TokenStream {
        let (own_server, own) = (server::own(view.api, view.operation), security(view.api, view.operation));
        let server = (own_server != self.server).then(|| match own_server {
            Some(url) => quote!(, server: Some(#url)),
            None => quote!(, server: None),
        });
        let security = (own != self.security).then(|| {
            let own = alternatives(&own);
            quote!(, security: #own)
        });
        quote!(#server #security)
    }

    /// The function that completes what a table says.
    pub(super) fn function(&self) -> TokenStream {
        let server = self.server.iter().map(|url| quote!(server: Some(#url),));
        let security = (!self.security.is_empty()).then(|| {
            let alternatives = alternatives(&self.security);
            quote!(security: #alternatives,)
        });
        let said = quote!(#(#server)* #security);
        let completed = if said.is_empty() { quote!(meta) } else { quote!(operation::Meta { #said ..meta }) };
        quote! {
            /// What holds for every operation whose table does not say otherwise.
            #[allow(dead_code)] // Features may leave out all operations.
            const fn common(meta: operation::Meta) -> operation::Meta {
                #completed
            }
        }
    }
}

fn security<'a>(api: &'a Api, operation: &'a Operation) -> Security<'a> {
    let schemes = |requirement: &'a Requirement| {
        requirement.schemes.iter().map(|(scheme, _)| api.security_schemes[*scheme].wire.as_str()).collect()
    };
    operation.security.iter().map(schemes).collect()
}

fn alternatives(security: &Security<'_>) -> TokenStream {
    let alternatives = security.iter().map(|schemes| quote!(&[#(#schemes),*]));
    quote!(&[#(#alternatives),*])
}

fn usual<T: Hash + Eq + Default>(values: impl Iterator<Item = T>) -> T {
    let mut times: IndexMap<T, usize> = IndexMap::new();
    for value in values {
        *times.entry(value).or_default() += 1;
    }
    let most = times.values().copied().max();
    times.into_iter().find(|(_, times)| Some(*times) == most).map(|(value, _)| value).unwrap_or_default()
}

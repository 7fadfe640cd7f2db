//! The views of the client: one for each tag, with the methods that the tables of its operations make.
//!
//! ```text
//! operation::views! { Client {
//!     /// Operations tagged `account`.
//!     #[cfg(feature = "tag-account")] account: Account,
//! } }
//! ```

use crate::emit::operations::feature;
use crate::emit::rust::{Doc, code, ident};
use crate::ir::{Api, Tag};
use proc_macro2::TokenStream;
use quote::quote;

/// The table of all views.
pub(super) fn table(api: &Api) -> TokenStream {
    let views = api.tags.iter().map(|tag| {
        let (doc, name, view, feature) = (docs(tag), ident(&tag.name), ident(&tag.client_name), feature(tag));
        quote!(#doc #[cfg(feature = #feature)] #name: #view)
    });
    quote!(operation::views! { Client { #(#views),* } })
}

fn docs(tag: &Tag) -> Doc {
    let doc = Doc::default().ours(&format!("Operations tagged {}.", code(&tag.text.0)));
    tag.description.iter().fold(doc, Doc::text)
}

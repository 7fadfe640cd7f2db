//! Chained methods for what a call may leave out: `.return_url("https://…")`.
//!
//! A value that may be `null` is taken as anything that goes into an `Option`, so that `.note(None)` sends `null` and a call
//! without `.note(…)` sends nothing.

use crate::emit::operations::{View, argument, docs};
use crate::emit::rust::ident;
use crate::ir::RequestField;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

/// The methods of one operation's call.
pub(super) struct Setters<'a>(pub(super) View<'a>);

impl ToTokens for Setters<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let view = self.0;
        let request = view.request();
        let setters: Vec<_> =
            view.fields().iter().filter(|field| !field.required).map(|field| setter(view, field)).collect();
        if !setters.is_empty() {
            tokens.extend(quote!(impl Call<#request> { #(#setters)* }));
        }
    }
}

fn setter(view: View<'_>, field: &RequestField) -> TokenStream {
    let (name, setter, doc) = (ident(&field.name), ident(&field.setter), docs(field));
    let (ty, value) = argument(view, field, &name);
    let deprecated = field.docs.deprecated.then(|| quote!(#[deprecated]));
    quote! {
        #doc
        #deprecated
        pub fn #setter(mut self, #name: #ty) -> Self {
            self.request.#name = Some(#value);
            self
        }
    }
}

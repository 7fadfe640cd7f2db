//! A tag's view of the client: a method for each operation, which takes what is required and returns the call.
//!
//! ```text
//! pub fn topup(&self, amount_usd: impl Into<Decimal>) -> Call<TopupRequest> {
//!     self.client.call(TopupRequest::new(amount_usd))
//! }
//! ```

use crate::emit::operations::{Argument, View, argument, linked};
use crate::emit::rust::{Doc, code, ident};
use crate::ir::{Api, ArgumentStyle};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

/// The struct of a tag and its methods.
pub(super) struct Group<'a> {
    pub(super) api: &'a Api,
    pub(super) index: usize,
}

impl ToTokens for Group<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let tag = &self.api.tags[self.index];
        let name = ident(&tag.client_name);
        let doc = Doc::default().ours(&format!("Operations tagged {}.", code(&tag.text.0)));
        let doc = tag.description.iter().fold(doc, Doc::text);
        let methods = View::of_tag(self.api, self.index).map(method);
        tokens.extend(quote! {
            #doc
            #[derive(Clone, Copy, Debug)]
            pub struct #name<'a> {
                pub(super) client: &'a Client,
            }

            impl #name<'_> {
                #(#methods)*
            }
        });
    }
}

/// What `on_unknown` is for.
const CHOICE: &str = "It moves money and takes no idempotency key, so it is never sent twice. When nobody knows whether it was \
    carried out, `on_unknown` decides what happens.";

/// Columns of a doc comment of one line.
const MOST: usize = 88;

fn method(view: View<'_>) -> TokenStream {
    let operation = view.operation;
    let (name, request) = (ident(&operation.name), view.request());
    let doc = docs(view);
    let doc = if operation.needs_choice() { doc.ours(CHOICE) } else { doc };
    let deprecated = operation.docs.deprecated.then(|| quote!(#[deprecated]));
    let required: Vec<_> = view.fields().iter().filter(|field| field.required).collect();
    let (parameters, value) = match operation.request.arguments {
        ArgumentStyle::Struct => (quote!(, request: #request), quote!(request)),
        ArgumentStyle::Positional => {
            let names = required.iter().map(|field| ident(&field.name));
            let parameters = required.iter().map(|field| {
                let (name, Argument { ty, .. }) = (ident(&field.name), argument(view, field));
                quote!(#name: #ty)
            });
            (quote!(#(, #parameters)*), quote!(#request::new(#(#names),*)))
        }
    };
    let (choice, call) = match operation.needs_choice() {
        true => (Some(quote!(, on_unknown: OnUnknown)), quote!(call_with_choice(#value, on_unknown))),
        false => (None, quote!(call(#value))),
    };
    quote! {
        #doc
        #deprecated
        pub fn #name(&self #parameters #choice) -> Call<#request> {
            self.client.#call
        }
    }
}

/// What a method says: the document's words, and the request line behind them if both are short.
fn docs(view: View<'_>) -> Doc {
    let docs = linked(view, Doc::of(&view.operation.docs));
    match docs.lines().as_slice() {
        [line] if line.chars().count() + view.line().chars().count() < MOST => {
            let stop = if line.ends_with(['.', '!', '?', ':', ';', ',']) { "" } else { ":" };
            Doc::default().ours(&format!("{line}{stop} {}", view.line()))
        }
        _ => docs.ours(&view.line()),
    }
}

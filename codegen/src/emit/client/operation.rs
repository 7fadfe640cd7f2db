//! `impl Operation`: what an operation is to the runtime's client.

use super::{read, write};
use crate::emit::operations::{View, meta};
use crate::emit::rust::ident;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

/// The implementation for one request struct.
pub(super) struct Operation<'a>(pub(super) View<'a>);

impl ToTokens for Operation<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let view = self.0;
        let (request, output, error) = (view.request(), view.output(), view.error());
        let (meta, write, read) = (meta::full(view), write::write(view), read::read(view));
        let key = key(view);
        tokens.extend(quote! {
            impl Operation for #request {
                type Output = #output;
                type Error = #error;
                #meta
                #write
                #key
                #read
            }
        });
    }
}

/// The idempotency key, which the runtime makes up if the caller gave none.
fn key(view: View<'_>) -> Option<TokenStream> {
    let key = view.operation.idempotency.as_ref()?;
    let field = ident(&view.fields().get(key.field)?.name);
    let property = key.property.iter().map(ident);
    Some(quote! {
        fn key(&mut self) -> Option<String> {
            Some(KeyField::fill(&mut self.#field #(.#property)*))
        }
    })
}

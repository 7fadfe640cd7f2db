//! `impl Operation`: what an operation is to the runtime's client.

use super::{read, write};
use crate::emit::operations::{View, meta};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

/// The implementation for one request struct.
pub(super) struct Operation<'a>(pub(super) View<'a>);

impl ToTokens for Operation<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let view = self.0;
        let (request, output, error) = (view.request(), view.output(), view.error());
        let (meta, write, read) = (meta::full(view), write::write(view), read::read(view));
        tokens.extend(quote! {
            impl Operation for #request {
                type Output = #output;
                type Error = #error;
                #meta
                #write
                #read
            }
        });
    }
}

//! `impl Endpoint`: what an operation is to the runtime's server.

use super::{read, write};
use crate::emit::operations::{View, meta};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

/// The implementation for one request struct.
pub(super) struct Endpoint<'a>(pub(super) View<'a>);

impl ToTokens for Endpoint<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let view = self.0;
        let (request, output, error) = (view.request(), view.output(), view.error());
        let (meta, read, write) = (meta::route(view), read::read(view), write::write(view));
        tokens.extend(quote! {
            impl Endpoint for #request {
                type Output = #output;
                type Error = #error;
                #meta
                #read
                #write
            }
        });
    }
}

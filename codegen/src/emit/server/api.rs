//! The trait that a server implements, and the routes that lead to it.
//!
//! Each method has a body that answers 501, so that a server can grow one operation at a time.

use crate::emit::operations::{View, linked};
use crate::emit::rust::{Doc, code, ident};
use crate::ir::Tag;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

/// `pub trait AccountApi`.
pub(super) struct Trait<'a> {
    pub(super) tag: &'a Tag,
    pub(super) views: &'a [View<'a>],
}

impl ToTokens for Trait<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let name = ident(&self.tag.trait_name);
        let doc = format!("Operations tagged {}, to be implemented by a server.", code(&self.tag.text.0));
        let doc = self.tag.description.iter().fold(Doc::default().ours(&doc), Doc::text);
        let methods = self.views.iter().copied().map(method);
        tokens.extend(quote!(#doc pub trait #name: Send + Sync + 'static { #(#methods)* }));
    }
}

fn method(view: View<'_>) -> TokenStream {
    let operation = view.operation;
    let (name, request, output, error) = (ident(&operation.name), view.request(), view.output(), view.error());
    let (output, otherwise) = match view.is_streamed() {
        true => (quote!(Streamed<#request>), quote!(Streamed)),
        false => (output, quote!(Endpoint)),
    };
    let doc = linked(view, Doc::of(&operation.docs));
    let doc = if operation.docs.deprecated { doc.ours("Deprecated.") } else { doc }.ours(&view.line());
    quote! {
        #doc
        fn #name(&self, request: #request) -> impl Future<Output = Result<#output, Failure<#error>>> + Send {
            #otherwise::not_implemented(request)
        }
    }
}

/// `pub fn routes`.
pub(super) struct Routes<'a> {
    pub(super) tag: &'a Tag,
    pub(super) views: &'a [View<'a>],
}

impl ToTokens for Routes<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let name = ident(&self.tag.trait_name);
        let doc = Doc::default().ours(&format!("Routes of the operations tagged {}.", code(&self.tag.text.0)));
        let routes = self.views.iter().map(|view| {
            let (method, request) = (ident(&view.operation.name), view.request());
            // By path: a method of `Arc` or of the prelude could have the same name.
            let on = if view.is_streamed() { quote!(streamed) } else { quote!(on) };
            quote!(.#on(api, |api, request: #request| async move { A::#method(&api, request).await }))
        });
        let api = if self.views.is_empty() { quote!(_api) } else { quote!(api) };
        tokens.extend(quote! {
            #doc
            pub fn routes<A: #name>(#api: &Arc<A>) -> Routes {
                Routes::new() #(#routes)*
            }
        });
    }
}

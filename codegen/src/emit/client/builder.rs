//! `Client` and `ClientBuilder`: where the API lives, who asks, and a view for each tag.

use super::credentials;
use crate::emit::operations::{feature, server};
use crate::emit::rust::{Doc, code, ident};
use crate::ir::{Api, ServerVariable, Tag};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

/// The two types and their methods.
pub(super) struct Client<'a>(pub(super) &'a Api);

impl ToTokens for Client<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(client(self.0));
        tokens.extend(builder(self.0));
    }
}

fn client(api: &Api) -> TokenStream {
    let title = if api.info.title.is_empty() { String::from("the API") } else { code(&api.info.title.0) };
    let doc = Doc::default().ours(&format!("Client of {title}. Cheap to clone: clones share their connections."));
    let base_url = match server::default(api) {
        Some(server) => {
            let url = &server.url;
            quote!(Some(#url))
        }
        None => quote!(None),
    };
    let begin = match server::default(api) {
        Some(_) => "Starts building a client.",
        None => "Starts building a client. [`ClientBuilder::base_url`] must be set: the document names no server.",
    };
    let begin = Doc::default().ours(begin);
    let (variables, from_env) = (variables(api), credentials::client_from_env(api));
    let accessors = api.tags.iter().map(accessor);
    quote! {
        #doc
        #[derive(Clone, Debug)]
        pub struct Client {
            core: Core,
        }

        impl Client {
            #begin
            #[must_use]
            pub fn builder() -> ClientBuilder {
                ClientBuilder { config: ClientConfig::new(#base_url) #(#variables)* }
            }

            #from_env

            #(#accessors)*

            /// A call of any request, for the ways that the views by tag do not cover.
            pub fn call<O: Operation>(&self, request: O) -> Call<O> {
                Call::new(self.core.clone(), request)
            }
        }
    }
}

/// Says which variables the base URL has.
fn variables(api: &Api) -> Vec<TokenStream> {
    let variables = server::default(api).map(|server| server.variables.as_slice()).unwrap_or_default();
    let declared = variables
        .iter()
        .map(|ServerVariable { wire, default, values, .. }| quote!(.variable(#wire, #default, &[#(#values),*])));
    declared.collect()
}

/// `pub fn account(&self) -> Account<'_>`.
fn accessor(tag: &Tag) -> TokenStream {
    let (name, view, feature) = (ident(&tag.name), ident(&tag.client_name), feature(tag));
    let doc = Doc::default().ours(&format!("Operations tagged {}.", code(&tag.text.0)));
    quote! {
        #doc
        #[cfg(feature = #feature)]
        #[must_use]
        pub fn #name(&self) -> #name::#view<'_> {
            #name::#view { client: self }
        }
    }
}

fn builder(api: &Api) -> TokenStream {
    let credentials = api.security_schemes.iter().map(credentials::method);
    let variables = server::default(api).map(|server| server.variables.as_slice()).unwrap_or_default();
    let variables = variables.iter().map(setter);
    let elsewhere = match server::default(api).map(server::resolved) {
        Some(url) => format!("Base URL. Defaults to {}.", code(&url)),
        None => String::from("Base URL."),
    };
    let (from_env, settings) = (credentials::from_env(api), settings());
    let elsewhere = Doc::default().ours(&elsewhere);
    quote! {
        /// Settings of a [`Client`].
        #[derive(Clone, Debug)]
        pub struct ClientBuilder {
            config: ClientConfig,
        }

        impl ClientBuilder {
            #elsewhere
            #[must_use]
            pub fn base_url(mut self, url: impl Into<String>) -> Self {
                self.config.base_url(url);
                self
            }

            #(#variables)*

            #(#credentials)*

            #from_env

            #settings

            /// The client.
            ///
            /// # Errors
            /// The base URL is missing or is no absolute `http` or `https` URL, a setting cannot stand in a header, or TLS
            /// cannot be set up.
            pub fn build(self) -> Result<Client, BuildError> {
                Ok(Client { core: self.config.build()? })
            }
        }
    }
}

/// The method that chooses a variable of the base URL.
fn setter(variable: &ServerVariable) -> TokenStream {
    let (name, wire) = (ident(&variable.name), &variable.wire);
    let values: Vec<_> = variable.values.iter().map(|value| code(value)).collect();
    let one_of = if values.is_empty() { String::new() } else { format!(" One of {}.", values.join(", ")) };
    let doc = format!("Variable {} of the base URL; else {}.{one_of}", code(wire), code(&variable.default));
    let doc = variable.description.iter().fold(Doc::default().ours(&doc), Doc::text);
    quote! {
        #doc
        #[must_use]
        pub fn #name(mut self, #name: impl Into<String>) -> Self {
            self.config.set_variable(#wire, #name);
            self
        }
    }
}

/// The settings that every client has.
fn settings() -> TokenStream {
    quote! {
        /// The HTTP client to use, instead of one with a connect timeout of 5 seconds and no redirects.
        #[must_use]
        pub fn http(mut self, http: reqwest::Client) -> Self {
            self.config.http(http);
            self
        }

        /// Total time limit of a call, from connecting to the last byte. Defaults to 90 seconds.
        #[must_use]
        pub fn timeout(mut self, timeout: Duration) -> Self {
            self.config.timeout(timeout);
            self
        }

        /// The `User-Agent` header.
        #[must_use]
        pub fn user_agent(mut self, agent: impl Into<String>) -> Self {
            self.config.user_agent(agent);
            self
        }

        /// Largest response body that is accepted, in bytes. Defaults to 16 MiB; error bodies are cut at 64 KiB.
        #[must_use]
        pub fn body_limit(mut self, bytes: usize) -> Self {
            self.config.body_limit(bytes);
            self
        }
    }
}

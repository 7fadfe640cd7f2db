//! `Client` and `ClientBuilder`: where the API lives, and who asks.

use super::credentials;
use crate::emit::operations::server;
use crate::emit::rust::{Doc, code, ident};
use crate::ir::{Api, ServerVariable};
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
    let schemes = credentials::declared(api);
    let choice = api.operations.iter().any(|operation| operation.needs_choice()).then(|| {
        quote! {
            /// The same for requests that move money and take no idempotency key, which [`Client::call`] does not accept.
            pub fn call_with_choice<O: Operation>(&self, request: O, on_unknown: OnUnknown) -> Call<O> {
                Call::with_choice(self.core.clone(), request, on_unknown)
            }
        }
    });
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
                ClientBuilder { config: ClientConfig::new(#base_url) #(#variables)* #schemes }
            }

            #from_env

            /// A call of any request, for the ways that the views by tag do not cover.
            pub fn call<O: Operation>(&self, request: O) -> Call<O> {
                Call::new(self.core.clone(), request)
            }

            #choice
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

fn builder(api: &Api) -> TokenStream {
    let credentials = api.security_schemes.iter().map(credentials::method);
    let by_name = credentials::by_name(api);
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

            #by_name

            #from_env

            #settings

            /// The client.
            ///
            /// # Errors
            /// The base URL is missing, is no absolute `https` URL (or `http`, if that is allowed), a setting cannot stand
            /// in a header, the proxy is no absolute URL, or TLS cannot be set up.
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
    let (carriers, limits) = (carriers(), limits());
    quote!(#carriers #limits)
}

/// How requests travel, and what goes with each.
fn carriers() -> TokenStream {
    quote! {
        /// The HTTP client to use, instead of one with a connect timeout of 5 seconds and no redirects. It should follow none
        /// either: a redirect would take an API key along.
        #[must_use]
        pub fn http(mut self, http: reqwest::Client) -> Self {
            self.config.http(http);
            self
        }

        /// What carries the requests, in place of an HTTP client: a `tower` service, such as the router of a server, or one
        /// with layers around it. They see the `operationId` as an extension of type `&'static str`.
        #[must_use]
        pub fn transport(mut self, transport: impl crate::runtime::client::Transport) -> Self {
            self.config.transport(transport);
            self
        }

        /// Proxy that requests go through, by its URL; else the one that the environment names (`HTTPS_PROXY`). Not for
        /// [`Self::http`] and [`Self::transport`], which have their own.
        #[must_use]
        pub fn proxy(mut self, url: impl Into<String>) -> Self {
            self.config.proxy(url);
            self
        }

        /// Allows plain `http` to other machines than this one.
        #[must_use]
        pub fn allow_http(mut self) -> Self {
            self.config.allow_http();
            self
        }

        /// Lets credentials go to another origin than that of the base URL, for calls that are sent there one by one.
        #[must_use]
        pub fn trust(mut self, url: impl Into<String>) -> Self {
            self.config.trust(url);
            self
        }

        /// Header of every call, in place of any other of that name.
        #[must_use]
        pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
            self.config.header(name, value);
            self
        }
    }
}

/// How often, how long and how much.
fn limits() -> TokenStream {
    quote! {
        /// How often, and after which pauses, calls are repeated where that can do no harm. Defaults to twice.
        #[must_use]
        pub fn retry(mut self, retry: crate::runtime::client::Retry) -> Self {
            self.config.retry(retry);
            self
        }

        /// Time limit of connecting. Defaults to 5 seconds; [`Self::http`] and [`Self::transport`] have their own.
        #[must_use]
        pub fn connect_timeout(mut self, timeout: Duration) -> Self {
            self.config.connect_timeout(timeout);
            self
        }

        /// Time limit of an attempt, from connecting to the last byte. Defaults to 30 seconds.
        #[must_use]
        pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
            self.config.attempt_timeout(timeout);
            self
        }

        /// Time limit of a call, with all attempts and the pauses between them. Defaults to 90 seconds.
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

//! Credentials of the client: a method of the builder for each security scheme, and the environment variables that hold them.

use crate::emit::operations::server;
use crate::emit::rust::{Doc, code, ident};
use crate::ir::{Api, ApiKeyPlace, ClientFlow, SchemeKind, SecurityScheme};
use proc_macro2::TokenStream;
use quote::quote;

/// The method that sets a scheme's credential.
pub(super) fn method(scheme: &SecurityScheme) -> TokenStream {
    let (name, wire) = (ident(&scheme.name), &scheme.wire);
    let (what, parameters, credential) = match &scheme.kind {
        SchemeKind::Bearer => (String::from("a bearer token"), quote!(token: impl Into<Secret>), quote!(bearer(token))),
        SchemeKind::Basic => (
            String::from("user and password"),
            quote!(user: &str, password: impl Into<Secret>),
            quote!(basic(user, password)),
        ),
        SchemeKind::ApiKey(place, key) => {
            let (what, maker) = match place {
                ApiKeyPlace::Header => ("header", quote!(header)),
                ApiKeyPlace::Query => ("query parameter", quote!(query)),
                ApiKeyPlace::Cookie => ("cookie", quote!(cookie)),
            };
            (format!("{what} {}", code(key)), quote!(key: impl Into<Secret>), quote!(#maker(#key, key)))
        }
        SchemeKind::Http(scheme) => (
            format!("{} followed by this", code(&format!("Authorization: {scheme}"))),
            quote!(credential: impl Into<Secret>),
            quote!(http(#scheme, credential)),
        ),
        SchemeKind::MutualTls => {
            let doc = Doc::default().ours(&format!(
                "Credential {}: a client certificate, which the HTTP client given to [`Self::http`] sends.",
                code(wire)
            ));
            return quote! {
                #doc
                #[must_use]
                pub fn #name(mut self) -> Self {
                    self.config.credential(#wire, Credential::transport());
                    self
                }
            };
        }
    };
    let doc = Doc::default().ours(&format!("Credential {}: {what}.", code(wire)));
    let doc = scheme.description.iter().fold(doc, Doc::text);
    let client = scheme.client.as_ref().map(|flow| obtained(wire, flow));
    quote! {
        #doc
        #[must_use]
        pub fn #name(mut self, #parameters) -> Self {
            self.config.credential(#wire, Credential::#credential);
            self
        }

        #client
    }
}

/// The method that lets the client obtain tokens by itself.
fn obtained(wire: &str, flow: &ClientFlow) -> TokenStream {
    let (name, url) = (ident(&flow.name), &flow.token_url);
    let doc = format!(
        "Credential {}: tokens obtained at {} when calls need them, as this client (OAuth2 client credentials).",
        code(wire),
        code(url)
    );
    let doc = Doc::default().ours(&doc);
    quote! {
        #doc
        ///
        /// # Errors
        /// The token URL is neither `https` nor on this machine, or TLS cannot be set up.
        pub fn #name(mut self, id: &str, secret: impl Into<Secret>) -> Result<Self, BuildError> {
            let client = crate::runtime::client::ClientCredentials::new(#url, id, secret)?;
            self.config.credential(#wire, Credential::provided(client));
            Ok(self)
        }
    }
}

/// The method that sets any scheme's credential, whatever it is made of.
pub(super) fn by_name(api: &Api) -> Option<TokenStream> {
    let names: Vec<_> = api.security_schemes.iter().map(|scheme| code(&scheme.wire)).collect();
    let doc = format!(
        "Credential of a security scheme by its name: {}. [`Credential::provided`] makes one that is obtained when a call \
        needs it.",
        names.join(", ")
    );
    let doc = Doc::default().ours(&doc);
    (!names.is_empty()).then(|| {
        quote! {
            #doc
            #[must_use]
            pub fn credential(mut self, scheme: &'static str, credential: Credential) -> Self {
                self.config.credential(scheme, credential);
                self
            }
        }
    })
}

/// Says which security schemes there are.
pub(super) fn declared(api: &Api) -> Option<TokenStream> {
    let names: Vec<_> = api.security_schemes.iter().map(|scheme| scheme.wire.as_str()).collect();
    (!names.is_empty()).then(|| quote!(.schemes(&[#(#names),*])))
}

/// `Client::from_env`, where the document names environment variables and a server.
pub(super) fn client_from_env(api: &Api) -> Option<TokenStream> {
    let (names, _) = in_environment(api)?;
    server::default(api)?;
    let doc = Doc::default().ours(&format!("A client with the credentials that the environment holds: {names}."));
    Some(quote! {
        #doc
        ///
        /// # Errors
        /// As [`ClientBuilder::build`].
        pub fn from_env() -> Result<Self, BuildError> {
            Self::builder().from_env().build()
        }
    })
}

/// The builder's method that reads the variables.
pub(super) fn from_env(api: &Api) -> Option<TokenStream> {
    let (names, steps) = in_environment(api)?;
    let doc = format!("Credentials that the environment holds: {names}. What is not set there is left out.");
    let doc = Doc::default().ours(&doc);
    Some(quote! {
        #doc
        #[must_use]
        pub fn from_env(mut self) -> Self {
            #(#steps)*
            self
        }
    })
}

/// The names of the variables, for docs, and what is done with each.
fn in_environment(api: &Api) -> Option<(String, Vec<TokenStream>)> {
    let named = api.security_schemes.iter().filter_map(|scheme| Some((scheme, scheme.env.as_deref()?)));
    let named: Vec<_> = named.filter(|(scheme, _)| scheme.kind != SchemeKind::MutualTls).collect();
    let names: Vec<_> = named.iter().map(|(_, variable)| code(variable)).collect();
    let steps = named.iter().map(|(scheme, variable)| {
        let name = ident(&scheme.name);
        match scheme.kind {
            SchemeKind::Basic => quote! {
                let value = std::env::var(#variable).unwrap_or_default();
                if let Some((user, password)) = value.split_once(':') {
                    self = self.#name(user, password);
                }
            },
            // Shells leave a variable empty where they mean to unset it.
            _ => quote! {
                if let Some(value) = std::env::var(#variable).ok().filter(|value| !value.is_empty()) {
                    self = self.#name(value);
                }
            },
        }
    });
    (!names.is_empty()).then(|| (names.join(", "), steps.collect()))
}

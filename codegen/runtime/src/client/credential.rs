//! Credentials that a client holds, and where they travel.

use super::super::codec::EncodeError;
use super::super::params::{Parameter, Pieces, write_cookie, write_query};
use super::super::secret::Secret;
use super::error::NotSent;
use super::outgoing::Outgoing;
use super::provider::{CredentialProvider, Provider};
use http::{HeaderName, HeaderValue};
use std::sync::Arc;

/// A credential and where it travels.
#[derive(Clone, Debug)]
pub struct Credential {
    place: Place,
    value: Secret,
}

#[derive(Clone, Debug)]
enum Place {
    Header(String),
    Query(String),
    Cookie(String),
    /// The transport's business: mutual TLS.
    Nowhere,
    /// Wherever the one travels that this gives.
    Provided(Provider),
}

impl Credential {
    /// `Authorization: Bearer …`.
    pub fn bearer(token: impl Into<Secret>) -> Self {
        Self::http("Bearer", token)
    }

    /// `Authorization` with any scheme.
    pub fn http(scheme: &str, credential: impl Into<Secret>) -> Self {
        Self::header("Authorization", format!("{scheme} {}", credential.into().expose()))
    }

    /// A header.
    pub fn header(name: &str, value: impl Into<Secret>) -> Self {
        Self { place: Place::Header(name.to_owned()), value: value.into() }
    }

    /// A query parameter.
    pub fn query(name: &str, value: impl Into<Secret>) -> Self {
        Self { place: Place::Query(name.to_owned()), value: value.into() }
    }

    /// A cookie.
    pub fn cookie(name: &str, value: impl Into<Secret>) -> Self {
        Self { place: Place::Cookie(name.to_owned()), value: value.into() }
    }

    /// Nothing in the request: the HTTP client proves who it is (`mutualTLS`).
    #[must_use]
    pub fn transport() -> Self {
        Self { place: Place::Nowhere, value: Secret::default() }
    }

    /// One that is obtained when a call needs it.
    pub fn provided(provider: impl CredentialProvider) -> Self {
        Self { place: Place::Provided(Provider(Arc::new(provider))), value: Secret::default() }
    }

    /// The credential for a call: itself, or what its provider gives.
    pub(super) async fn obtained(&self) -> Result<Self, NotSent> {
        match &self.place {
            Place::Provided(provider) => provider.credential().await,
            _ => Ok(self.clone()),
        }
    }

    /// Whether it can be sent: what stands in a header has no line breaks, for instance.
    pub(super) fn is_legal(&self) -> bool {
        match &self.place {
            Place::Header(name) => name.parse::<HeaderName>().is_ok() && sensitive(self.value.expose()).is_ok(),
            Place::Query(_) | Place::Cookie(_) | Place::Nowhere | Place::Provided(_) => true,
        }
    }

    /// Writes it into a request.
    pub(super) fn attach(&self, outgoing: &mut Outgoing) -> Result<(), EncodeError> {
        let text = self.value.expose();
        match &self.place {
            Place::Header(name) => {
                let wrong = || EncodeError::new(format!("a credential cannot stand in header `{name}`"));
                outgoing.headers.insert(name.parse::<HeaderName>().map_err(|_| wrong())?, sensitive(text)?);
                Ok(())
            }
            Place::Query(name) => write_query(&Parameter::form(name), &Pieces::of(&text)?, &mut outgoing.query),
            Place::Cookie(name) => write_cookie(&Parameter::form(name), &Pieces::of(&text)?, &mut outgoing.cookies),
            Place::Nowhere => Ok(()),
            Place::Provided(_) => Err(EncodeError::new("a provider of credentials gave another provider")),
        }
    }
}

/// A header value that `Debug` does not show.
pub(super) fn sensitive(text: &str) -> Result<HeaderValue, EncodeError> {
    let mut value =
        HeaderValue::from_str(text).map_err(|_| EncodeError::new("a credential cannot stand in a header"))?;
    value.set_sensitive(true);
    Ok(value)
}

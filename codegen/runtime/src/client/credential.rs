//! Credentials that a client holds, and where they travel.

use super::super::codec::EncodeError;
use super::super::params::{Parameter, Pieces, write_cookie, write_query};
use super::super::secret::Secret;
use super::error::NotSent;
use super::lost::TransportError;
use super::outgoing::Outgoing;
use super::provider::{CredentialProvider, Provider};
use http::{HeaderName, HeaderValue};
use std::sync::Arc;
use tokio::time::{Instant, timeout_at};

/// A credential and where it travels.
#[derive(Clone, Debug)]
pub struct Credential(Place);

#[derive(Clone, Debug)]
enum Place {
    /// As it is sent; `None` is one that cannot be, for a line break in it for instance.
    Header(Option<(HeaderName, HeaderValue)>),
    Query(String, Secret),
    Cookie(String, Secret),
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
        let (name, value) = (name.parse().ok(), sensitive(value.into().expose()).ok());
        Self(Place::Header(name.zip(value)))
    }

    /// A query parameter.
    pub fn query(name: &str, value: impl Into<Secret>) -> Self {
        Self(Place::Query(name.to_owned(), value.into()))
    }

    /// A cookie.
    pub fn cookie(name: &str, value: impl Into<Secret>) -> Self {
        Self(Place::Cookie(name.to_owned(), value.into()))
    }

    /// Nothing in the request: the HTTP client proves who it is (`mutualTLS`).
    #[must_use]
    pub fn transport() -> Self {
        Self(Place::Nowhere)
    }

    /// One that is obtained when a call needs it.
    pub fn provided(provider: impl CredentialProvider) -> Self {
        Self(Place::Provided(Provider(Arc::new(provider))))
    }

    /// Whether it can be sent: what stands in a header has no line breaks, for instance.
    pub(super) fn is_legal(&self) -> bool {
        !matches!(&self.0, Place::Header(None))
    }

    /// Writes it, or what its provider gives by the deadline, into a request.
    pub(super) async fn attach(&self, outgoing: &mut Outgoing, deadline: Instant) -> Result<(), NotSent> {
        let Place::Provided(provider) = &self.0 else { return Ok(self.write(outgoing)?) };
        let late = |_| NotSent::Connect(TransportError::timeout());
        let provided = timeout_at(deadline, provider.credential()).await.map_err(late)??;
        Ok(provided.write(outgoing)?)
    }

    fn write(&self, outgoing: &mut Outgoing) -> Result<(), EncodeError> {
        match &self.0 {
            Place::Header(Some((name, value))) => {
                outgoing.headers.insert(name, value.clone());
                Ok(())
            }
            Place::Header(None) => Err(EncodeError::new("a credential cannot stand in a header")),
            Place::Query(name, text) => {
                write_query(&Parameter::form(name), &Pieces::of(&text.expose())?, &mut outgoing.query)
            }
            Place::Cookie(name, text) => {
                write_cookie(&Parameter::form(name), &Pieces::of(&text.expose())?, &mut outgoing.cookies)
            }
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

//! Credentials: security schemes and the requirements that name them.

use super::{Discrepancy, Text};
use crate::names::Name;

/// An entry of `components/securitySchemes`.
#[derive(Clone, Debug)]
pub struct SecurityScheme {
    /// Builder method that sets the credential: `bearer`, `basic`, `api_key`, or the scheme's own name where several
    /// schemes are of one kind.
    pub name: Name,
    /// Its key in the document.
    pub wire: String,
    /// What kind of credential.
    pub kind: SchemeKind,
    /// How programs obtain tokens for it by themselves.
    pub client: Option<ClientFlow>,
    /// What it is for.
    pub description: Option<Text>,
    /// `x-env`: the environment variable that holds the credential.
    pub env: Option<String>,
    /// `x-inferred: true`: concluded by the document's author.
    pub inferred: bool,
    /// `x-discrepancy` of the scheme.
    pub discrepancies: Vec<Discrepancy>,
}

/// OAuth2 client credentials (`flows.clientCredentials`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientFlow {
    /// Builder method that takes the client's id and secret.
    pub name: Name,
    /// `tokenUrl`, absolute.
    pub token_url: String,
}

/// Kind of credential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    /// `http` with scheme `bearer`; OAuth2 and OpenID Connect access tokens travel the same way.
    Bearer,
    /// `http` with scheme `basic`.
    Basic,
    /// `apiKey`.
    ApiKey(ApiKeyPlace, String),
    /// `http` with another scheme: `Authorization: <scheme> <credential>`.
    Http(String),
    /// `mutualTLS`: nothing is sent in the request.
    MutualTls,
}

/// Where an API key travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ApiKeyPlace {
    /// A header.
    Header,
    /// A query parameter.
    Query,
    /// A cookie.
    Cookie,
}

/// One alternative: all of these schemes together. An empty list means that no credential is needed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Requirement {
    /// Indices into [`Api::security_schemes`](super::Api::security_schemes), with the scopes asked for.
    pub schemes: Vec<(usize, Vec<String>)>,
}

//! Settings of a client, and the credentials that it holds.

use super::super::secret::Secret;
use super::core::Core;
use http::{HeaderName, HeaderValue};
use reqwest::redirect::Policy;
use std::fmt;
use std::time::Duration;

/// How long connecting may take.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// A credential and where it travels.
#[derive(Clone, Debug)]
pub struct Credential {
    pub(super) place: CredentialPlace,
    pub(super) value: Secret,
}

#[derive(Clone, Debug)]
pub(super) enum CredentialPlace {
    Header(String),
    Query(String),
    Cookie(String),
    /// The transport's business: mutual TLS.
    Nowhere,
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
        Self { place: CredentialPlace::Header(name.to_owned()), value: value.into() }
    }

    /// A query parameter.
    pub fn query(name: &str, value: impl Into<Secret>) -> Self {
        Self { place: CredentialPlace::Query(name.to_owned()), value: value.into() }
    }

    /// A cookie.
    pub fn cookie(name: &str, value: impl Into<Secret>) -> Self {
        Self { place: CredentialPlace::Cookie(name.to_owned()), value: value.into() }
    }

    /// Nothing in the request: the HTTP client proves who it is (`mutualTLS`).
    #[must_use]
    pub fn transport() -> Self {
        Self { place: CredentialPlace::Nowhere, value: Secret::default() }
    }
}

/// A variable of the base URL.
#[derive(Clone, Debug)]
struct Variable {
    name: &'static str,
    value: String,
    values: &'static [&'static str],
}

/// Settings of a client.
#[derive(Clone, Debug)]
pub struct ClientConfig {
    base_url: Option<String>,
    /// The user chose where calls go: also those of operations that have a server of their own.
    pub(super) is_elsewhere: bool,
    http: Option<reqwest::Client>,
    user_agent: Option<String>,
    variables: Vec<Variable>,
    pub(super) timeout: Duration,
    pub(super) body_limit: usize,
    pub(super) credentials: Vec<(&'static str, Credential)>,
}

impl ClientConfig {
    /// Settings with the server that the document names first, if any.
    #[must_use]
    pub fn new(base_url: Option<&str>) -> Self {
        Self {
            base_url: base_url.map(str::to_owned),
            is_elsewhere: false,
            http: None,
            user_agent: None,
            variables: Vec::new(),
            timeout: Duration::from_secs(90),
            body_limit: 16 << 20,
            credentials: Vec::new(),
        }
    }

    /// Sets the base URL, also for operations that have a server of their own.
    pub fn base_url(&mut self, url: impl Into<String>) {
        self.base_url = Some(url.into());
        self.is_elsewhere = true;
    }

    /// Declares a variable of the base URL: `{name}` in its text, with its default and the values it may have (any, if none
    /// are listed).
    #[must_use]
    pub fn variable(mut self, name: &'static str, default: &str, values: &'static [&'static str]) -> Self {
        self.variables.push(Variable { name, value: default.to_owned(), values });
        self
    }

    /// Chooses the value of a variable.
    pub fn set_variable(&mut self, name: &str, value: impl Into<String>) {
        if let Some(variable) = self.variables.iter_mut().find(|variable| variable.name == name) {
            variable.value = value.into();
        }
    }

    /// Sets the credential of a security scheme.
    pub fn credential(&mut self, scheme: &'static str, credential: Credential) {
        self.credentials.retain(|(known, _)| *known != scheme);
        self.credentials.push((scheme, credential));
    }

    /// Sets the HTTP client.
    pub fn http(&mut self, http: reqwest::Client) {
        self.http = Some(http);
    }

    /// Sets the greatest duration of a call.
    pub fn timeout(&mut self, timeout: Duration) {
        self.timeout = timeout;
    }

    /// Sets the `User-Agent` header.
    pub fn user_agent(&mut self, agent: impl Into<String>) {
        self.user_agent = Some(agent.into());
    }

    /// Sets the greatest body that is read, in bytes.
    pub fn body_limit(&mut self, bytes: usize) {
        self.body_limit = bytes;
    }

    /// The core of a client.
    ///
    /// # Errors
    /// See [`BuildError`].
    pub fn build(self) -> Result<Core, BuildError> {
        let base_url = self.base_url.as_deref().ok_or_else(|| BuildError::new("no base URL is set"))?;
        let mut base_url = base_url.to_owned();
        for Variable { name, value, values } in &self.variables {
            if !values.is_empty() && !values.contains(&value.as_str()) {
                return Err(BuildError::new(format!("`{name}` of the base URL is none of {}", values.join(", "))));
            }
            base_url = base_url.replace(&format!("{{{name}}}"), value);
        }
        let base_url = check_base_url(&base_url)?;
        for (scheme, credential) in &self.credentials {
            let is_legal = match &credential.place {
                CredentialPlace::Header(name) => {
                    name.parse::<HeaderName>().is_ok() && HeaderValue::from_str(credential.value.expose()).is_ok()
                }
                _ => true,
            };
            if !is_legal {
                return Err(BuildError::new(format!("credential `{scheme}` cannot stand in a header")));
            }
        }
        let agent = self.user_agent.as_deref().map(HeaderValue::from_str).transpose();
        let agent = agent.map_err(|_| BuildError::new("the user agent cannot stand in a header"))?;
        let http = match &self.http {
            Some(http) => http.clone(),
            None => {
                reqwest::Client::builder().connect_timeout(CONNECT_TIMEOUT).redirect(Policy::none()).build().map_err(
                    |error| BuildError { message: String::from("TLS cannot be set up"), source: Some(error.into()) },
                )?
            }
        };
        Ok(Core::new(http, base_url, agent, self))
    }
}

/// The base URL without a slash at its end.
pub(super) fn check_base_url(text: &str) -> Result<String, BuildError> {
    let wrong = |what: &str| BuildError::new(format!("base URL `{text}` {what}"));
    let url = reqwest::Url::parse(text).map_err(|error| wrong(&format!("is not an absolute URL: {error}")))?;
    if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
        return Err(wrong("is neither http nor https"));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(wrong("has a query or a fragment"));
    }
    Ok(url.as_str().trim_end_matches('/').to_owned())
}

/// A client could not be built.
#[derive(Debug)]
pub struct BuildError {
    message: String,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl BuildError {
    /// An error with this text.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), source: None }
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for BuildError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

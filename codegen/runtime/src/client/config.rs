//! Settings of a client.

use super::base_url::BaseUrl;
use super::core::Core;
use super::credential::Credential;
use super::retry::Retry;
use super::transport::{SharedTransport, Transport};
use super::wire::Http;
use http::header::USER_AGENT;
use http::{HeaderMap, HeaderName, HeaderValue};
use std::fmt;
use std::time::Duration;

/// A variable of the base URL.
#[derive(Clone)]
struct Variable {
    name: &'static str,
    value: String,
    values: &'static [&'static str],
}

/// Settings of a client.
#[derive(Clone)]
pub struct ClientConfig {
    base_url: Option<String>,
    /// The user chose where calls go: also those of operations that have a server of their own.
    pub(super) is_elsewhere: bool,
    pub(super) allow_http: bool,
    trusted: Vec<String>,
    transport: Option<SharedTransport>,
    proxy: Option<String>,
    headers: Vec<(String, String)>,
    variables: Vec<Variable>,
    connect_timeout: Duration,
    pub(super) attempt_timeout: Duration,
    pub(super) timeout: Duration,
    pub(super) retry: Retry,
    pub(super) body_limit: usize,
    pub(super) credentials: Vec<(&'static str, Credential)>,
    /// Security schemes of the document, if it was told.
    schemes: Option<&'static [&'static str]>,
}

/// Shows neither URLs nor headers, which may hold secrets.
impl fmt::Debug for ClientConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let schemes: Vec<&str> = self.credentials.iter().map(|(scheme, _)| *scheme).collect();
        f.debug_struct("ClientConfig").field("credentials", &schemes).finish_non_exhaustive()
    }
}

impl ClientConfig {
    /// Settings with the server that the document names first, if any.
    #[must_use]
    pub fn new(base_url: Option<&str>) -> Self {
        Self {
            base_url: base_url.map(str::to_owned),
            is_elsewhere: false,
            allow_http: false,
            trusted: Vec::new(),
            transport: None,
            proxy: None,
            headers: Vec::new(),
            variables: Vec::new(),
            connect_timeout: Duration::from_secs(5),
            attempt_timeout: Duration::from_secs(30),
            timeout: Duration::from_secs(90),
            retry: Retry::default(),
            body_limit: 16 << 20,
            credentials: Vec::new(),
            schemes: None,
        }
    }

    /// Sets the base URL, also for operations that have a server of their own.
    pub fn base_url(&mut self, url: impl Into<String>) {
        self.base_url = Some(url.into());
        self.is_elsewhere = true;
    }

    /// Allows plain `http` to other machines than this one.
    pub fn allow_http(&mut self) {
        self.allow_http = true;
    }

    /// Lets credentials go to another origin than that of the base URL, for calls that are sent there one by one.
    pub fn trust(&mut self, url: impl Into<String>) {
        self.trusted.push(url.into());
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

    /// Declares the security schemes that there are: a credential of any other is then an error.
    #[must_use]
    pub fn schemes(mut self, schemes: &'static [&'static str]) -> Self {
        self.schemes = Some(schemes);
        self
    }

    /// Sets the credential of a security scheme.
    pub fn credential(&mut self, scheme: &'static str, credential: Credential) {
        self.credentials.retain(|(known, _)| *known != scheme);
        self.credentials.push((scheme, credential));
    }

    /// Sets the HTTP client.
    pub fn http(&mut self, http: reqwest::Client) {
        self.transport = Some(Http::from(http).into());
    }

    /// Sets what carries the requests.
    pub fn transport(&mut self, transport: impl Transport) {
        self.transport = Some(transport.into_shared());
    }

    /// Sets the proxy that requests go through, whatever the environment says. A transport of one's own has its own.
    pub fn proxy(&mut self, url: impl Into<String>) {
        self.proxy = Some(url.into());
    }

    /// Sets how long connecting may take. A transport of one's own has its own limit.
    pub fn connect_timeout(&mut self, timeout: Duration) {
        self.connect_timeout = timeout;
    }

    /// Sets how long an attempt may take, from connecting to the last byte.
    pub fn attempt_timeout(&mut self, timeout: Duration) {
        self.attempt_timeout = timeout;
    }

    /// Sets how long a call may take, with all attempts and the pauses between them.
    pub fn timeout(&mut self, timeout: Duration) {
        self.timeout = timeout;
    }

    /// Sets how often, and after which pauses, calls are repeated where that can do no harm.
    pub fn retry(&mut self, retry: Retry) {
        self.retry = retry;
    }

    /// Sets the `User-Agent` header.
    pub fn user_agent(&mut self, agent: impl Into<String>) {
        self.header(USER_AGENT.as_str(), agent);
    }

    /// Sets a header of every call, in place of any other of that name.
    pub fn header(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.headers.push((name.into(), value.into()));
    }

    /// Sets the greatest body that is read, in bytes.
    pub fn body_limit(&mut self, bytes: usize) {
        self.body_limit = bytes;
    }

    /// The core of a client.
    ///
    /// # Errors
    /// See [`BuildError`].
    pub fn build(mut self) -> Result<Core, BuildError> {
        let base_url = BaseUrl::parse(&self.resolved_base_url()?, self.allow_http)?;
        let trusted = self.trusted.iter().map(|url| BaseUrl::parse(url, self.allow_http).map(|url| url.origin));
        let trusted = trusted.chain([Ok(base_url.origin.clone())]).collect::<Result<_, _>>()?;
        if let Some((scheme, _)) = self.credentials.iter().find(|(_, credential)| !credential.is_legal()) {
            return Err(BuildError::new(format!("credential `{scheme}` cannot stand in a header")));
        }
        let unknown = |scheme: &&str| self.schemes.is_some_and(|known| !known.contains(scheme));
        if let Some(scheme) = self.credentials.iter().map(|(scheme, _)| *scheme).find(unknown) {
            return Err(BuildError::new(format!("there is no security scheme `{scheme}`")));
        }
        let headers = self.checked_headers()?;
        let transport = match self.transport.take() {
            Some(transport) => transport,
            None => Http::configured(self.connect_timeout, self.proxy.as_deref())?.into(),
        };
        Ok(Core::new(transport, base_url, trusted, headers, self))
    }

    /// The base URL with the values of its variables.
    fn resolved_base_url(&self) -> Result<String, BuildError> {
        let base_url = self.base_url.clone().ok_or_else(|| BuildError::new("no base URL is set"))?;
        self.variables.iter().try_fold(base_url, |base_url, Variable { name, value, values }| {
            if !values.is_empty() && !values.contains(&value.as_str()) {
                return Err(BuildError::new(format!("`{name}` of the base URL is none of {}", values.join(", "))));
            }
            Ok(base_url.replace(&format!("{{{name}}}"), value))
        })
    }

    fn checked_headers(&self) -> Result<HeaderMap, BuildError> {
        let mut headers = HeaderMap::new();
        for (name, value) in &self.headers {
            let wrong = || BuildError::new(format!("`{name}` is not a header, or cannot hold its value"));
            let header: HeaderName = name.parse().map_err(|_| wrong())?;
            headers.insert(header, HeaderValue::from_str(value).map_err(|_| wrong())?);
        }
        Ok(headers)
    }
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

    /// An error with this text that came of another.
    pub(super) fn caused(message: &str, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self { message: message.to_owned(), source: Some(source.into()) }
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

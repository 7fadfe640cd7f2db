//! OAuth2 client credentials (RFC 6749 section 4.4): a token is obtained when a call first needs one, kept, and replaced before
//! it expires. Many calls that wait at once cause one request.

use super::super::secret::Secret;
use super::attempt::{Attempt, attempt};
use super::base_url::BaseUrl;
use super::config::BuildError;
use super::credential::{Credential, sensitive};
use super::exchange::Exchange;
use super::provider::CredentialProvider;
use super::reply::Reply;
use super::transport::{BoxError, SharedTransport, Transport};
use super::wire::Http;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderValue, Method, StatusCode};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::{Body, Request, Url};
use serde_json::Value;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::time::Instant;

/// How long obtaining a token may take.
const TIMEOUT: Duration = Duration::from_secs(30);

/// Largest answer of a token endpoint that is read, in bytes.
const ANSWER_LIMIT: usize = 64 << 10;

/// How long a token is used whose lifetime the server does not tell.
const UNTOLD: Duration = Duration::from_secs(5 * 60);

/// How long before its end a token is replaced, at most; a short-lived one is used for nine tenths of its life.
const MARGIN: Duration = Duration::from_secs(60);

/// A provider of bearer tokens by OAuth2 client credentials: `Credential::provided(ClientCredentials::new(…)?)`.
pub struct ClientCredentials {
    token_url: Url,
    authorization: HeaderValue,
    scope: Option<String>,
    transport: SharedTransport,
    /// One call at a time obtains a token; the others wait for it.
    turn: Semaphore,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    token: Option<Token>,
    /// How often obtaining a token has failed.
    failures: u64,
    /// Why it failed last.
    failed: Option<OAuthError>,
}

struct Token {
    value: Secret,
    replace_at: Instant,
}

impl ClientCredentials {
    /// Obtains tokens at this address, which has to be `https` unless it is on this machine, as this client.
    ///
    /// # Errors
    /// The address is none of that kind, or TLS cannot be set up.
    pub fn new(token_url: &str, id: &str, secret: impl Into<Secret>) -> Result<Self, BuildError> {
        let url = BaseUrl::parse(token_url, false)?;
        // A slash at the end of an address is part of it.
        let text = if token_url.ends_with('/') { format!("{}/", url.text) } else { url.text };
        let token_url = Url::parse(&text).map_err(|error| BuildError::caused("the token URL is wrong", error))?;
        // Both are encoded as in a form before they are joined (RFC 6749 section 2.3.1).
        let encoded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        let pair = format!("{}:{}", encoded(id), encoded(secret.into().expose()));
        let authorization = sensitive(&format!("Basic {}", STANDARD.encode(pair)))
            .map_err(|error| BuildError::new(error.to_string()))?;
        Ok(Self {
            token_url,
            authorization,
            scope: None,
            transport: Http::new()?.into(),
            turn: Semaphore::new(1),
            state: Mutex::default(),
        })
    }

    /// Asks for these scopes, separated by spaces; what the server grants without being asked, otherwise.
    #[must_use]
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.scope = Some(scope.into());
        self
    }

    /// Sets what carries the requests for tokens. The client's own transport is not used for them.
    #[must_use]
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = transport.into_shared();
        self
    }

    async fn token(&self) -> Result<Secret, OAuthError> {
        if let Some(token) = self.known() {
            return Ok(token);
        }
        let failures = self.state().failures;
        // Never closed, so waiting ends with the turn; a call that is dropped gives it to the next.
        let _turn = self.turn.acquire().await;
        if let Some(token) = self.known() {
            return Ok(token);
        }
        // What failed while this call waited would most likely fail for it as well.
        if let State { failed: Some(error), failures: found, .. } = &*self.state()
            && *found != failures
        {
            return Err(error.clone());
        }
        match self.obtain().await {
            Ok(token) => {
                let value = token.value.clone();
                self.state().token = Some(token);
                Ok(value)
            }
            Err(error) => {
                let mut state = self.state();
                state.failures += 1;
                state.failed = Some(error.clone());
                Err(error)
            }
        }
    }

    fn known(&self) -> Option<Secret> {
        let now = Instant::now();
        self.state().token.as_ref().filter(|token| now < token.replace_at).map(|token| token.value.clone())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing panics while it holds the lock, and every state is a whole one.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn obtain(&self) -> Result<Token, OAuthError> {
        let mut form = String::from("grant_type=client_credentials");
        if let Some(scope) = &self.scope {
            form.push_str(&format!("&scope={}", utf8_percent_encode(scope, NON_ALPHANUMERIC)));
        }
        let mut request = Request::new(Method::POST, self.token_url.clone());
        *request.body_mut() = Some(Body::from(form));
        let headers = request.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert(AUTHORIZATION, self.authorization.clone());
        // The token lives from some moment after this one.
        let began = Instant::now();
        let (mut exchange, deadline) = (Exchange::default(), began + TIMEOUT);
        match attempt(&self.transport, request, ANSWER_LIMIT, deadline, &mut exchange, &mut |_, body| Some(body)).await
        {
            Attempt::Answered(reply) => read(&reply, began),
            Attempt::NotSent(error) | Attempt::Lost(error) => Err(OAuthError::Unanswered(error.to_string())),
        }
    }
}

/// The token of an answer (RFC 6749 section 5).
fn read(reply: &Reply, began: Instant) -> Result<Token, OAuthError> {
    let body: Value = reply.json().unwrap_or_default();
    if reply.status() != StatusCode::OK {
        // A code of the standard is short and plain; anything else could be anything.
        let is_code =
            |code: &&str| code.len() <= 40 && code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        let code = body["error"].as_str().filter(is_code).map(str::to_owned);
        return Err(OAuthError::Refused { status: reply.status(), code });
    }
    let is_bearer = body["token_type"].as_str().is_none_or(|kind| kind.eq_ignore_ascii_case("bearer"));
    let Some(token) = body["access_token"].as_str().filter(|token| is_bearer && !token.is_empty()) else {
        return Err(OAuthError::NoToken);
    };
    let seconds = body["expires_in"].as_u64().or_else(|| body["expires_in"].as_str()?.parse().ok());
    let life = seconds.map_or(UNTOLD, Duration::from_secs);
    // Longer than anybody runs a program, and short enough to be added.
    let life = life.min(Duration::from_secs(365 * 24 * 60 * 60));
    Ok(Token { value: Secret::new(token), replace_at: began + life - MARGIN.min(life / 10) })
}

impl CredentialProvider for ClientCredentials {
    fn credential(&self) -> Pin<Box<dyn Future<Output = Result<Credential, BoxError>> + Send + '_>> {
        Box::pin(async { Ok(Credential::bearer(self.token().await?)) })
    }
}

impl fmt::Debug for ClientCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientCredentials").field("token_url", &self.token_url).finish_non_exhaustive()
    }
}

/// Why there is no token.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum OAuthError {
    /// The token endpoint refused.
    Refused {
        /// HTTP status.
        status: StatusCode,
        /// `error` of RFC 6749 section 5.2, such as `invalid_client`.
        code: Option<String>,
    },
    /// The token endpoint gave an answer without a bearer token.
    NoToken,
    /// The token endpoint gave no answer.
    Unanswered(String),
}

impl fmt::Display for OAuthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused { status, code: Some(code) } => write!(f, "the token endpoint answered {status}: {code}"),
            Self::Refused { status, code: None } => write!(f, "the token endpoint answered {status}"),
            Self::NoToken => f.write_str("the token endpoint answered without a bearer token"),
            Self::Unanswered(error) => write!(f, "the token endpoint gave no answer: {error}"),
        }
    }
}

impl std::error::Error for OAuthError {}

//! Sending: from an [`Outgoing`] to a [`Reply`], the same code for every operation.

use super::super::codec::EncodeError;
use super::super::meta::{Meta, Method};
use super::super::params::{Parameter, Pieces, write_cookie, write_query};
use super::call::Overrides;
use super::config::{ClientConfig, Credential, CredentialPlace, check_base_url};
use super::error::{SendError, TransportError};
use super::outgoing::Outgoing;
use super::reply::Reply;
use bytes::{Bytes, BytesMut};
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, COOKIE, USER_AGENT};
use http::{HeaderName, HeaderValue};
use std::fmt;
use std::sync::Arc;

/// How much of the body of a failure is read, in bytes.
const FAILURE_LIMIT: usize = 64 << 10;

/// What a client shares between its calls. Cheap to clone.
#[derive(Clone)]
pub struct Core(Arc<Inner>);

struct Inner {
    http: reqwest::Client,
    base_url: String,
    user_agent: Option<HeaderValue>,
    config: ClientConfig,
}

impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let schemes: Vec<&str> = self.0.config.credentials.iter().map(|(scheme, _)| *scheme).collect();
        f.debug_struct("Core").field("base_url", &self.0.base_url).field("credentials", &schemes).finish()
    }
}

impl Core {
    pub(super) fn new(
        http: reqwest::Client,
        base_url: String,
        user_agent: Option<HeaderValue>,
        config: ClientConfig,
    ) -> Self {
        Self(Arc::new(Inner { http, base_url, user_agent, config }))
    }

    /// Sends a request and reads the answer, whatever its status.
    pub(super) async fn send(
        &self,
        meta: &'static Meta,
        outgoing: Outgoing,
        overrides: Overrides,
    ) -> Result<Reply, SendError> {
        let request = self.request(meta, outgoing, overrides)?;
        let failed = |error: reqwest::Error| SendError::Transport(TransportError::new(error));
        let mut response = self.0.http.execute(request).await.map_err(failed)?;
        let status = response.status();
        let is_failure = status.is_client_error() || status.is_server_error();
        let limit = if is_failure { FAILURE_LIMIT } else { self.0.config.body_limit };
        let mut body = BytesMut::new();
        while let Some(chunk) = response.chunk().await.map_err(failed)? {
            let room = limit - body.len();
            if chunk.len() > room && is_failure {
                // The status matters more than the rest of the text.
                body.extend_from_slice(&chunk[..room]);
                break;
            }
            if chunk.len() > room {
                return Err(SendError::Transport(TransportError::too_large(limit)));
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Reply::new(status, std::mem::take(response.headers_mut()), body.freeze()))
    }

    fn request(
        &self,
        meta: &'static Meta,
        mut outgoing: Outgoing,
        overrides: Overrides,
    ) -> Result<reqwest::Request, SendError> {
        for credential in self.credentials(meta)? {
            attach(&mut outgoing, credential)?;
        }
        for (name, value) in &overrides.query {
            write_query(&Parameter::form(name), &Pieces::of(value)?, &mut outgoing.query)?;
        }
        // A client that was sent elsewhere, to a mock for instance, must not reach the real server by some of its calls.
        let own_server = meta.server.filter(|_| !self.0.config.is_elsewhere);
        let own_server = overrides.base_url.as_deref().or(own_server).map(check_base_url).transpose();
        let own_server = own_server.map_err(|error| EncodeError::new(error.to_string()))?;
        let base_url = own_server.as_deref().unwrap_or(&self.0.base_url);
        let mut url = format!("{base_url}{}", outgoing.rendered_path()?);
        if !outgoing.query.is_empty() {
            // Some documents write part of the query into the path.
            url.push(if url.contains('?') { '&' } else { '?' });
            url.push_str(&outgoing.query);
        }
        let url = reqwest::Url::parse(&url).map_err(|error| EncodeError::new(format!("the URL is wrong: {error}")))?;
        let method = http::Method::from_bytes(meta.method.as_str().as_bytes())
            .map_err(|error| EncodeError::new(error.to_string()))?;
        let mut request = reqwest::Request::new(method, url);
        *request.timeout_mut() = Some(overrides.timeout.unwrap_or(self.0.config.timeout));
        let headers = request.headers_mut();
        *headers = outgoing.headers;
        headers.extend(self.0.user_agent.clone().map(|agent| (USER_AGENT, agent)));
        if !outgoing.cookies.is_empty() {
            headers.insert(COOKIE, sensitive(&outgoing.cookies)?);
        }
        let body = outgoing.body.map(|(media_type, body)| {
            headers.insert(CONTENT_TYPE, media_type);
            body
        });
        if body.is_none() && matches!(meta.method, Method::POST | Method::PUT | Method::PATCH) {
            // RFC 9110, section 8.6: these say that nothing follows; some servers answer 411 otherwise.
            headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        for (name, value) in overrides.headers {
            let wrong = || EncodeError::new(format!("`{name}` is not a header, or cannot hold its value"));
            let header: HeaderName = name.parse().map_err(|_| wrong())?;
            headers.insert(header, HeaderValue::from_str(&value).map_err(|_| wrong())?);
        }
        *request.body_mut() = body.map(|body: Bytes| body.into());
        Ok(request)
    }

    /// The credentials of the first alternative that is complete; one that asks for nothing counts last.
    fn credentials(&self, meta: &'static Meta) -> Result<Vec<&Credential>, SendError> {
        let known = &self.0.config.credentials;
        let find = |scheme: &&str| known.iter().find(|(name, _)| name == scheme).map(|(_, credential)| credential);
        let complete = |schemes: &&[&str]| schemes.iter().map(find).collect::<Option<Vec<_>>>();
        let mut alternatives = meta.security.iter().filter(|schemes| !schemes.is_empty());
        if let Some(credentials) = alternatives.find_map(complete) {
            return Ok(credentials);
        }
        if meta.security.iter().all(|schemes| !schemes.is_empty()) && !meta.security.is_empty() {
            return Err(SendError::MissingCredential { operation: meta.id, wanted: meta.security });
        }
        Ok(Vec::new())
    }
}

fn attach(outgoing: &mut Outgoing, credential: &Credential) -> Result<(), EncodeError> {
    let text = credential.value.expose();
    match &credential.place {
        CredentialPlace::Header(name) => {
            let wrong = || EncodeError::new(format!("a credential cannot stand in header `{name}`"));
            outgoing.headers.insert(name.parse::<HeaderName>().map_err(|_| wrong())?, sensitive(text)?);
            Ok(())
        }
        CredentialPlace::Query(name) => write_query(&Parameter::form(name), &Pieces::of(&text)?, &mut outgoing.query),
        CredentialPlace::Cookie(name) => {
            write_cookie(&Parameter::form(name), &Pieces::of(&text)?, &mut outgoing.cookies)
        }
        CredentialPlace::Nowhere => Ok(()),
    }
}

/// A header value that `Debug` does not show.
fn sensitive(text: &str) -> Result<HeaderValue, EncodeError> {
    let mut value =
        HeaderValue::from_str(text).map_err(|_| EncodeError::new("a credential cannot stand in a header"))?;
    value.set_sensitive(true);
    Ok(value)
}

//! From what an operation wrote to a request that can be sent, as often as it has to be: the bytes are the same each time.

use super::super::codec::EncodeError;
use super::super::meta::Meta;
use super::super::params::{Parameter, Pieces, write_query};
use super::base_url::BaseUrl;
use super::call::Overrides;
use super::core::Core;
use super::credential::{Credential, sensitive};
use super::error::NotSent;
use super::outgoing::{Outgoing, Payload};
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, COOKIE};
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use reqwest::{Request, Url};
use std::borrow::Cow;
use std::sync::Arc;
use tokio::time::Instant;

/// A request that can be sent.
pub(super) struct Prepared {
    method: Method,
    url: Url,
    headers: HeaderMap,
    body: Option<Arc<dyn Payload>>,
}

impl Prepared {
    /// The request for one attempt.
    pub(super) fn request(&self) -> Request {
        let mut request = Request::new(self.method.clone(), self.url.clone());
        *request.headers_mut() = self.headers.clone();
        *request.body_mut() = self.body.as_ref().map(|body| body.body());
        request
    }

    /// Whether there can be another attempt: a stream that was begun is gone.
    pub(super) fn is_ready(&self) -> bool {
        self.body.as_ref().is_none_or(|body| body.is_ready())
    }
}

impl Core {
    /// The request of a call.
    pub(super) async fn prepare(
        &self,
        meta: &'static Meta,
        mut outgoing: Outgoing,
        overrides: &Overrides,
        deadline: Instant,
    ) -> Result<Prepared, NotSent> {
        let base_url = self.base_url(meta, overrides)?;
        let schemes = self.credentials(meta)?;
        // A server of the document's is trusted, one that a caller names has to be.
        let is_foreign = overrides.base_url.is_some() && !self.trusted().contains(&base_url.origin);
        if is_foreign && !schemes.is_empty() {
            return Err(NotSent::ForeignOrigin { origin: base_url.origin.clone() });
        }
        for credential in schemes.iter().filter_map(|scheme| self.credential(scheme)) {
            credential.attach(&mut outgoing, deadline).await?;
        }
        for (name, value) in &overrides.query {
            write_query(&Parameter::form(name), &Pieces::of(value)?, &mut outgoing.query)?;
        }
        let url = url(&base_url, &outgoing)?;
        let method =
            Method::from_bytes(meta.method.as_str().as_bytes()).map_err(|error| EncodeError::new(error.to_string()))?;
        if !outgoing.cookies.is_empty() {
            outgoing.headers.insert(COOKIE, sensitive(&outgoing.cookies)?);
        }
        let body = outgoing.body.map(|(media_type, body)| {
            outgoing.headers.insert(CONTENT_TYPE, media_type);
            body
        });
        if body.as_ref().is_some_and(|body| !body.is_ready()) {
            return Err(EncodeError::new("the stream of the body was sent already").into());
        }
        if body.is_none() && matches!(meta.method.as_str(), "POST" | "PUT" | "PATCH") {
            // RFC 9110, section 8.6: these say that nothing follows; some servers answer 411 otherwise.
            outgoing.headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        let mut headers = match self.headers() {
            none if none.is_empty() => outgoing.headers,
            general => {
                let mut headers = general.clone();
                headers.extend(outgoing.headers);
                headers
            }
        };
        for (name, value) in &overrides.headers {
            let wrong = || EncodeError::new(format!("`{name}` is not a header, or cannot hold its value"));
            let header: HeaderName = name.parse().map_err(|_| wrong())?;
            headers.insert(header, HeaderValue::from_str(value).map_err(|_| wrong())?);
        }
        Ok(Prepared { method, url, headers, body })
    }

    /// Where a call goes.
    fn base_url(&self, meta: &'static Meta, overrides: &Overrides) -> Result<Cow<'_, BaseUrl>, EncodeError> {
        // A client that was sent elsewhere, to a mock for instance, must not reach the real server by some of its calls.
        let own = meta.server.filter(|_| !self.config().is_elsewhere);
        match overrides.base_url.as_deref().or(own) {
            None => Ok(Cow::Borrowed(self.default_base_url())),
            Some(url) => match BaseUrl::parse(url, self.config().allow_http) {
                Ok(url) => Ok(Cow::Owned(url)),
                Err(error) => Err(EncodeError::new(error.to_string())),
            },
        }
    }

    /// The schemes of the first alternative of which all credentials are known; one that asks for nothing counts last.
    fn credentials(&self, meta: &'static Meta) -> Result<&'static [&'static str], NotSent> {
        let is_known = |schemes: &&&[&str]| schemes.iter().all(|scheme| self.credential(scheme).is_some());
        let mut alternatives = meta.security.iter().filter(|schemes| !schemes.is_empty());
        if let Some(schemes) = alternatives.find(is_known) {
            return Ok(schemes);
        }
        if meta.security.iter().all(|schemes| !schemes.is_empty()) && !meta.security.is_empty() {
            return Err(NotSent::MissingCredential { wanted: meta.security });
        }
        Ok(&[])
    }

    fn credential(&self, scheme: &str) -> Option<&Credential> {
        self.config().credentials.iter().find(|(name, _)| *name == scheme).map(|(_, credential)| credential)
    }
}

/// The longest URL that the types of HTTP can hold.
const MAX_URL: usize = u16::MAX as usize - 1;

fn url(base_url: &BaseUrl, outgoing: &Outgoing) -> Result<Url, EncodeError> {
    // Room for most: what does not fit is moved once.
    let mut url = String::with_capacity(base_url.text.len() + outgoing.query.len() + 128);
    url.push_str(&base_url.text);
    outgoing.write_path(&mut url)?;
    if !outgoing.query.is_empty() {
        // Some documents write part of the query into the path.
        url.push(if url.contains('?') { '&' } else { '?' });
        url.push_str(&outgoing.query);
    }
    // The URL standard escapes what documents write into paths and HTTP would refuse.
    let mut url = Url::parse(&url).map_err(|error| EncodeError::new(format!("the URL is wrong: {error}")))?;
    url.set_fragment(None);
    if url.as_str().len() > MAX_URL {
        return Err(EncodeError::new("the URL is wrong: it is too long"));
    }
    Ok(url)
}

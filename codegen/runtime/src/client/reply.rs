//! An answer as it came, and the readers of its parts.

use super::super::codec::{Codec, DecodeError, from_slice, from_slice_as};
use super::exchange::Exchange;
use super::retry_after::retry_after;
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;
use std::fmt;
use std::time::Duration;

/// An answer as it came. Of the body of a failure at most 64 KiB are kept.
#[derive(Clone)]
pub struct Reply {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    is_whole: bool,
    exchange: Exchange,
}

/// Shows no header and no byte of the body, since they may hold secrets.
impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply")
            .field("status", &self.status)
            .field("body_len", &self.body.len())
            .field("exchange", &self.exchange)
            .finish_non_exhaustive()
    }
}

impl Reply {
    /// An answer of these parts.
    #[must_use]
    pub fn new(status: StatusCode, headers: HeaderMap, body: Bytes) -> Self {
        Self { status, headers, body, is_whole: true, exchange: Exchange::default() }
    }

    /// The same, with a body that went on.
    pub(super) fn cut(self) -> Self {
        Self { is_whole: false, ..self }
    }

    /// The same, as the answer to a call.
    pub(super) fn of(self, exchange: Exchange) -> Self {
        Self { exchange, ..self }
    }

    /// The call that this answers.
    #[must_use]
    pub fn exchange(&self) -> &Exchange {
        &self.exchange
    }

    /// Whether this is all of the body: it may have been too large, or that of a failure may have broken off.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// How long the server wants to be left alone (`Retry-After`, seconds or a date).
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        retry_after(&self.headers)
    }

    /// HTTP status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// All headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body.
    #[must_use]
    pub fn bytes(&self) -> Bytes {
        self.body.clone()
    }

    /// Status, headers, body, and the call that they answer.
    pub(super) fn into_parts(self) -> (StatusCode, HeaderMap, Bytes, Exchange) {
        (self.status, self.headers, self.body, self.exchange)
    }

    /// Whether the body is of this media type, parameters ignored.
    #[must_use]
    pub fn is(&self, media_type: &str) -> bool {
        self::media_type(&self.headers) == essence(media_type)
    }

    /// The body as JSON.
    ///
    /// # Errors
    /// The body is not JSON, or does not fit the type.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        from_slice(&self.body)
    }

    /// The body as JSON, by an adapter.
    ///
    /// # Errors
    /// The body is not JSON, or does not fit the type.
    pub fn json_as<C: Codec<T>, T>(&self) -> Result<T, DecodeError> {
        from_slice_as::<C, T>(&self.body)
    }

    /// The body as text.
    ///
    /// # Errors
    /// The body is not UTF-8.
    pub fn text(&self) -> Result<String, DecodeError> {
        let text = String::from_utf8(self.body.to_vec());
        text.map_err(|_| DecodeError::new("the body is not UTF-8"))
    }
}

/// The media type of a body, without parameters; empty if none is stated.
pub(super) fn media_type(headers: &HeaderMap) -> String {
    essence(headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default())
}

fn essence(text: &str) -> String {
    text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

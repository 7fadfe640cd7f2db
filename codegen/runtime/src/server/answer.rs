//! An answer while it is being written.

use super::super::codec::{Codec, Encode, EncodeError};
use super::super::params::{Parameter, Pieces, write_header};
use axum::body::Body;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde::Serialize;

/// An answer: status, headers and body.
#[derive(Clone, Debug)]
pub struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

impl Answer {
    /// An answer without a body.
    #[must_use]
    pub fn empty(status: u16) -> Self {
        // The document's statuses are checked when the code is written.
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        Self { status, headers: HeaderMap::new(), body: Bytes::new() }
    }

    /// A JSON answer.
    ///
    /// # Errors
    /// The value cannot be written as JSON.
    pub fn json<T: Serialize>(status: u16, body: &T) -> Result<Self, EncodeError> {
        Ok(Self::binary(status, "application/json", serde_json::to_vec(body)?))
    }

    /// A JSON answer by an adapter.
    ///
    /// # Errors
    /// The value cannot be written as JSON.
    pub fn json_as<C: Codec<T>, T>(status: u16, body: &T) -> Result<Self, EncodeError> {
        Self::json(status, &Encode::<C, T>::new(body))
    }

    /// A text answer.
    #[must_use]
    pub fn text(status: u16, media_type: &'static str, body: String) -> Self {
        Self::binary(status, media_type, body)
    }

    /// An answer of bytes.
    #[must_use]
    pub fn binary(status: u16, media_type: &'static str, body: impl Into<Bytes>) -> Self {
        let answer = Self { body: body.into(), ..Self::empty(status) };
        answer.media_type(media_type)
    }

    /// Sets the media type of the body.
    #[must_use]
    pub fn media_type(mut self, media_type: &'static str) -> Self {
        self.headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
        self
    }

    /// Adds a header; null is left out.
    ///
    /// # Errors
    /// The value cannot stand in a header.
    pub fn header<T: Serialize>(mut self, parameter: &Parameter<'_>, value: &T) -> Result<Self, EncodeError> {
        let Some(text) = write_header(parameter, &Pieces::of(value)?)? else { return Ok(self) };
        let wrong = || EncodeError::new(format!("header `{}` cannot be sent", parameter.name));
        let name: HeaderName = parameter.name.parse().map_err(|_| wrong())?;
        self.headers.insert(name, HeaderValue::from_bytes(text.as_bytes()).map_err(|_| wrong())?);
        Ok(self)
    }

    /// Adds a header by an adapter; null is left out.
    ///
    /// # Errors
    /// The value cannot stand in a header.
    pub fn header_as<C: Codec<T>, T>(self, parameter: &Parameter<'_>, value: &T) -> Result<Self, EncodeError> {
        self.header(parameter, &Encode::<C, T>::new(value))
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        response
    }
}

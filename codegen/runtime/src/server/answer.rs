//! An answer while it is being written.

use super::super::codec::{Codec, EncodeError};
use super::super::operation::By;
use super::super::params::{Parameter, Pieces, write_header};
use axum::body::Body;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

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

    /// The same with another status.
    #[must_use]
    pub fn status(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }

    /// The same with a body.
    #[must_use]
    pub fn body(mut self, media_type: &'static str, body: impl Into<Bytes>) -> Self {
        self.headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
        self.body = body.into();
        self
    }

    /// Adds a header by an adapter; null is left out.
    ///
    /// # Errors
    /// The value cannot stand in a header.
    pub fn required<C: Codec<T>, T>(
        mut self,
        parameter: &Parameter<'_>,
        value: &T,
        _: By<C>,
    ) -> Result<Self, EncodeError> {
        let Some(text) = write_header(parameter, &Pieces::new::<C, T>(value)?)? else { return Ok(self) };
        let wrong = || EncodeError::new(format!("header `{}` cannot be sent", parameter.name));
        let name: HeaderName = parameter.name.parse().map_err(|_| wrong())?;
        self.headers.insert(name, HeaderValue::from_bytes(text.as_bytes()).map_err(|_| wrong())?);
        Ok(self)
    }

    /// Adds a header by an adapter, if it is there.
    ///
    /// # Errors
    /// The value cannot stand in a header.
    pub fn optional<C: Codec<T>, T>(
        self,
        parameter: &Parameter<'_>,
        value: &Option<T>,
        by: By<C>,
    ) -> Result<Self, EncodeError> {
        match value {
            Some(value) => self.required(parameter, value, by),
            None => Ok(self),
        }
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

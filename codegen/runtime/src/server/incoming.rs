//! A request's parts, and the readers of its parameters and bodies.

use super::super::codec::{Codec, DecodeError, from_slice, from_slice_as};
// driftless:part webhooks
use super::super::meta::Meta;
use super::super::params::{Parameter, Plan, pairs, read_form, read_headers, read_pairs, read_path};
use super::body::ObjectBody;
// driftless:part webhooks
use super::condition::Evidence;
use super::problem::Problem;
use bytes::Bytes;
use http::header::{CONTENT_TYPE, COOKIE};
use http::request::Parts;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;

/// Where a parameter travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
}

impl Place {
    /// What a parameter there is called.
    fn name(self) -> &'static str {
        match self {
            Self::Path => "path parameter",
            Self::Query => "query parameter",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }
}

/// A request with its body read, not yet typed.
#[derive(Debug)]
pub struct Incoming {
    parts: Parts,
    path: Vec<(&'static str, String)>,
    body: Bytes,
}

impl Incoming {
    /// A request of these parts; `path` holds the path parameters, still percent-encoded.
    #[must_use]
    pub fn new(parts: Parts, path: Vec<(&'static str, String)>, body: Bytes) -> Self {
        Self { parts, path, body }
    }

    /// All headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.parts.headers
    }

    /// A parameter by an adapter. One that is missing counts as null, for types that take it.
    ///
    /// # Errors
    /// 400: the parameter is missing and the type has no place for that, or its text does not fit.
    pub fn parameter<C: Codec<T>, T>(
        &self,
        place: Place,
        parameter: &Parameter<'_>,
        plan: &Plan,
    ) -> Result<T, Problem> {
        let value = match self.parameter_json(place, parameter, plan) {
            Ok(Some(json)) => from_slice_as::<C, T>(json.as_bytes()),
            Ok(None) => from_slice_as::<C, T>(b"null").map_err(|_| DecodeError::new("it is missing")),
            Err(error) => Err(error),
        };
        value.map_err(|error| {
            let detail = format!("{} `{}`", place.name(), parameter.name);
            Problem::new(StatusCode::BAD_REQUEST).detail(detail).parameter(parameter.name, error.to_string())
        })
    }

    fn parameter_json(
        &self,
        place: Place,
        parameter: &Parameter<'_>,
        plan: &Plan,
    ) -> Result<Option<String>, DecodeError> {
        match place {
            Place::Path => {
                let raw = self.path.iter().find(|(name, _)| *name == parameter.name);
                raw.map(|(_, raw)| read_path(parameter, plan, raw)).transpose()
            }
            Place::Query => {
                let query = pairs(self.parts.uri.query().unwrap_or_default(), '&')?;
                read_pairs(parameter, plan, &query)
            }
            Place::Header => read_headers(parameter, plan, &self.parts.headers),
            Place::Cookie => {
                let text = self.parts.headers.get(COOKIE).map(|value| utf8(value.as_bytes())).transpose()?;
                read_pairs(parameter, plan, &pairs(text.unwrap_or_default(), ';')?)
            }
        }
    }

    /// The body.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// Whether the request has a body.
    #[must_use]
    pub fn has_body(&self) -> bool {
        !self.body.is_empty()
    }

    /// Whether the body is of this media type, parameters ignored. `type/*` and `*/*` stand for many.
    #[must_use]
    pub fn is(&self, media_type: &str) -> bool {
        let own = self.media_type();
        match essence(media_type).strip_suffix('*') {
            Some("*/") => true,
            Some(prefix) => own.starts_with(prefix),
            None => own == essence(media_type),
        }
    }

    /// 415: the body is of none of these media types.
    #[must_use]
    pub fn unsupported(&self, media_types: &[&str]) -> Problem {
        let detail = format!("the body must be {}", media_types.join(" or "));
        Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE).detail(detail)
    }

    /// The body as JSON, by an adapter.
    ///
    /// # Errors
    /// 415: it is not called JSON. 400: it is not JSON. 422: it does not fit the type.
    pub fn json_as<C: Codec<T>, T>(&self) -> Result<T, Problem> {
        self.expect_json()?;
        from_slice_as::<C, T>(&self.body).map_err(|error| body_problem(&error))
    }

    /// The body as a JSON object whose properties are read one by one. A request without a body counts as an empty object:
    /// which properties it misses is then for the caller to say.
    ///
    /// # Errors
    /// As [`Incoming::json_as`].
    pub fn json_object(&self) -> Result<ObjectBody, Problem> {
        if self.is_bare() {
            return Ok(ObjectBody::default());
        }
        self.expect_json()?;
        ObjectBody::read(&self.body)
    }

    /// The body as a form; `parameters` are the properties that are not written by default.
    ///
    /// # Errors
    /// 415: it is not called a form. 400: it is none. 422: it does not fit the type.
    pub fn form<T: DeserializeOwned>(&self, parameters: &[Parameter<'_>], plan: &Plan) -> Result<T, Problem> {
        let json = self.form_json(parameters, plan)?;
        from_slice(json.as_bytes()).map_err(|error| body_problem(&error))
    }

    /// The body as a form whose fields are read one by one. A request without a body counts as an empty form.
    ///
    /// # Errors
    /// As [`Incoming::form`].
    pub fn form_object(&self, parameters: &[Parameter<'_>], plan: &Plan) -> Result<ObjectBody, Problem> {
        if self.is_bare() {
            return Ok(ObjectBody::default());
        }
        ObjectBody::read(self.form_json(parameters, plan)?.as_bytes())
    }

    fn form_json(&self, parameters: &[Parameter<'_>], plan: &Plan) -> Result<String, Problem> {
        const FORM: &str = "application/x-www-form-urlencoded";
        if !self.is(FORM) {
            return Err(self.unsupported(&[FORM]));
        }
        let json = utf8(&self.body).and_then(|text| read_form(text, plan, parameters));
        json.map_err(|error| Problem::new(StatusCode::BAD_REQUEST).detail(error.to_string()))
    }

    /// The body as text.
    ///
    /// # Errors
    /// 415: it is of none of these media types. 400: it is not UTF-8.
    pub fn text(&self, media_types: &[&str]) -> Result<String, Problem> {
        let body = self.binary(media_types)?;
        let text = utf8(&body).map_err(|error| Problem::new(StatusCode::BAD_REQUEST).detail(error.to_string()))?;
        Ok(text.to_owned())
    }

    /// The body as it is.
    ///
    /// # Errors
    /// 415: it is of none of these media types.
    pub fn binary(&self, media_types: &[&str]) -> Result<Bytes, Problem> {
        if media_types.iter().any(|media_type| self.is(media_type)) {
            Ok(self.body.clone())
        } else {
            Err(self.unsupported(media_types))
        }
    }

    /// Whether there is neither a body nor a word of what it would be.
    fn is_bare(&self) -> bool {
        self.body.is_empty() && !self.parts.headers.contains_key(CONTENT_TYPE)
    }

    fn expect_json(&self) -> Result<(), Problem> {
        let own = self.media_type();
        if own == "application/json" || own.ends_with("+json") {
            Ok(())
        } else {
            Err(self.unsupported(&["application/json"]))
        }
    }

    fn media_type(&self) -> String {
        let value = self.parts.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        essence(value.unwrap_or_default())
    }
}

// driftless:part webhooks
impl Incoming {
    /// Whether it has the method, the constants and the conditions of an operation.
    #[must_use]
    pub fn is_for(&self, meta: &Meta) -> bool {
        let Parts { method, .. } = &self.parts;
        method.as_str() == meta.method.as_str() && Evidence::new(&self.parts).unmet(meta, &self.path).is_none()
    }
}

fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

fn utf8(bytes: &[u8]) -> Result<&str, DecodeError> {
    std::str::from_utf8(bytes).map_err(|_| DecodeError::new("it is not UTF-8"))
}

/// 400 for what is not JSON, 422 for JSON of another form.
pub(super) fn body_problem(error: &DecodeError) -> Problem {
    let status = if error.syntax { StatusCode::BAD_REQUEST } else { StatusCode::UNPROCESSABLE_ENTITY };
    let pointer = error.pointer.clone().unwrap_or_default();
    Problem::new(status).detail("the body is not what is documented").pointer(pointer, &error.message)
}

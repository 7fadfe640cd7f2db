//! A request while it is being written.

use super::super::codec::{Codec, Encode, EncodeError};
use super::super::meta::Meta;
use super::super::params::{Parameter, Pieces, write_cookie, write_form, write_header, write_path, write_query};
use bytes::Bytes;
use http::header::ACCEPT;
use http::{HeaderMap, HeaderName, HeaderValue};
use reqwest::Body;
use serde::Serialize;
use std::fmt;
use std::sync::Arc;

/// A body that can be sent.
pub(super) trait Payload: fmt::Debug + Send + Sync {
    /// Whether it can be sent, for the first time or again.
    fn is_ready(&self) -> bool;

    /// The body of one attempt.
    fn body(&self) -> Body;
}

impl Payload for Bytes {
    fn is_ready(&self) -> bool {
        true
    }

    fn body(&self) -> Body {
        Body::from(self.clone())
    }
}

/// A request while it is being written: parameters by place, then the body.
#[derive(Debug)]
pub struct Outgoing {
    template: &'static str,
    path: Vec<(String, String)>,
    pub(super) query: String,
    pub(super) headers: HeaderMap,
    pub(super) cookies: String,
    pub(super) body: Option<(HeaderValue, Arc<dyn Payload>)>,
}

impl Outgoing {
    /// A request with this path template.
    #[must_use]
    pub fn new(template: &'static str) -> Self {
        Self {
            template,
            path: Vec::new(),
            query: String::new(),
            headers: HeaderMap::new(),
            cookies: String::new(),
            body: None,
        }
    }

    /// Writes what every request of an operation has.
    ///
    /// # Errors
    /// A constant cannot stand in a header.
    pub(super) fn constants(&mut self, meta: &Meta) -> Result<(), EncodeError> {
        // Which media types are understood, where they are not the usual ones.
        self.headers.extend(meta.accept.map(|media_types| (ACCEPT, HeaderValue::from_static(media_types))));
        meta.query.iter().try_for_each(|(name, value)| self.query(&Parameter::form(name), &Pieces::of(value)?))?;
        meta.headers.iter().try_for_each(|(name, value)| self.header(&Parameter::simple(name), &Pieces::of(value)?))
    }

    pub(super) fn path(&mut self, parameter: &Parameter<'_>, value: &Pieces) -> Result<(), EncodeError> {
        self.path.push((parameter.name.to_owned(), write_path(parameter, value)?));
        Ok(())
    }

    /// Writes a query parameter.
    ///
    /// # Errors
    /// The value cannot be written in its style.
    pub fn query(&mut self, parameter: &Parameter<'_>, value: &Pieces) -> Result<(), EncodeError> {
        write_query(parameter, value, &mut self.query)
    }

    /// Writes a header.
    ///
    /// # Errors
    /// The value cannot stand in a header.
    pub fn header(&mut self, parameter: &Parameter<'_>, value: &Pieces) -> Result<(), EncodeError> {
        let Some(text) = write_header(parameter, value)? else { return Ok(()) };
        let wrong = || EncodeError::new(format!("header `{}` cannot be sent", parameter.name));
        let name: HeaderName = parameter.name.parse().map_err(|_| wrong())?;
        self.headers.insert(name, HeaderValue::from_bytes(text.as_bytes()).map_err(|_| wrong())?);
        Ok(())
    }

    pub(super) fn cookie(&mut self, parameter: &Parameter<'_>, value: &Pieces) -> Result<(), EncodeError> {
        write_cookie(parameter, value, &mut self.cookies)
    }

    /// Writes a JSON body by an adapter.
    ///
    /// # Errors
    /// The value cannot be written as JSON.
    pub fn json<C: Codec<T>, T>(&mut self, media_type: &str, body: &T) -> Result<(), EncodeError> {
        self.binary(media_type, serde_json::to_vec(&Encode::<C, T>::new(body))?)
    }

    /// Writes a form body; `parameters` are the properties that are not written by default.
    ///
    /// # Errors
    /// A property does not fit its style.
    pub fn form<T: Serialize>(&mut self, parameters: &[Parameter<'_>], body: &T) -> Result<(), EncodeError> {
        let json = serde_json::value::to_raw_value(body)?;
        self.binary("application/x-www-form-urlencoded", write_form(json, parameters)?)
    }

    /// Writes a body of bytes.
    ///
    /// # Errors
    /// The media type cannot stand in a header.
    pub fn binary(&mut self, media_type: &str, body: impl Into<Bytes>) -> Result<(), EncodeError> {
        self.payload(media_type, body.into())
    }

    /// Writes a body.
    pub(super) fn payload(&mut self, media_type: &str, body: impl Payload + 'static) -> Result<(), EncodeError> {
        let media_type = HeaderValue::from_str(media_type)
            .map_err(|_| EncodeError::new(format!("media type `{media_type}` cannot be sent")))?;
        self.body = Some((media_type, Arc::new(body)));
        Ok(())
    }

    /// Writes the path with its parameters. A segment that would be taken for `.` or `..` is refused: the request would go
    /// elsewhere.
    pub(super) fn write_path(&self, path: &mut String) -> Result<(), EncodeError> {
        let begin = path.len();
        let mut rest = self.template;
        while let Some((before, after)) = rest.split_once('{') {
            let wrong = || EncodeError::new(format!("path `{}` has an unwritten parameter", self.template));
            let (name, after) = after.split_once('}').ok_or_else(wrong)?;
            let (_, value) = self.path.iter().find(|(known, _)| known == name).ok_or_else(wrong)?;
            path.push_str(before);
            path.push_str(value);
            rest = after;
        }
        path.push_str(rest);
        let path = &path[begin..];
        // Most paths have no dot at all.
        let mut dots = path.split('/').filter(|segment| matches!(*segment, "." | ".."));
        if let Some(segment) = path.as_bytes().contains(&b'.').then(|| dots.next()).flatten() {
            return Err(EncodeError::new(format!("path segment `{segment}` would lead elsewhere")));
        }
        Ok(())
    }
}

//! A request while it is being written.

use super::super::codec::{Codec, Encode, EncodeError, ObjectWriter};
use super::super::meta::Meta;
use super::super::params::{Parameter, Pieces, write_cookie, write_form, write_header, write_path, write_query};
use bytes::Bytes;
use http::header::ACCEPT;
use http::{HeaderMap, HeaderName, HeaderValue};
use serde::Serialize;
use serde_json::value::RawValue;

/// The writer of a flattened body.
pub type JsonObject<'a> = ObjectWriter<&'a mut serde_json::Serializer<Vec<u8>>>;

/// A request while it is being written: parameters by place, then the body.
#[derive(Debug)]
pub struct Outgoing {
    template: &'static str,
    path: Vec<(String, String)>,
    pub(super) query: String,
    pub(super) headers: HeaderMap,
    pub(super) cookies: String,
    pub(super) body: Option<(HeaderValue, Bytes)>,
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
        meta.query.iter().try_for_each(|(name, value)| self.query(&Parameter::form(name), value))?;
        meta.headers.iter().try_for_each(|(name, value)| self.header(&Parameter::simple(name), value))
    }

    /// Writes a path parameter.
    ///
    /// # Errors
    /// The value is null or empty.
    pub fn path<T: Serialize>(&mut self, parameter: &Parameter<'_>, value: &T) -> Result<(), EncodeError> {
        self.path_pieces(parameter, &Pieces::of(value)?)
    }

    /// Writes a path parameter by an adapter.
    ///
    /// # Errors
    /// The value is null or empty.
    pub fn path_as<C: Codec<T>, T>(&mut self, parameter: &Parameter<'_>, value: &T) -> Result<(), EncodeError> {
        self.path_pieces(parameter, &Pieces::new::<C, T>(value)?)
    }

    fn path_pieces(&mut self, parameter: &Parameter<'_>, value: &Pieces) -> Result<(), EncodeError> {
        self.path.push((parameter.name.to_owned(), write_path(parameter, value)?));
        Ok(())
    }

    /// Writes a query parameter; null is left out.
    ///
    /// # Errors
    /// The value does not fit the parameter's style.
    pub fn query<T: Serialize>(&mut self, parameter: &Parameter<'_>, value: &T) -> Result<(), EncodeError> {
        write_query(parameter, &Pieces::of(value)?, &mut self.query)
    }

    /// Writes a query parameter by an adapter; null is left out.
    ///
    /// # Errors
    /// The value does not fit the parameter's style.
    pub fn query_as<C: Codec<T>, T>(&mut self, parameter: &Parameter<'_>, value: &T) -> Result<(), EncodeError> {
        write_query(parameter, &Pieces::new::<C, T>(value)?, &mut self.query)
    }

    /// Writes a header; null is left out.
    ///
    /// # Errors
    /// The value cannot stand in a header.
    pub fn header<T: Serialize>(&mut self, parameter: &Parameter<'_>, value: &T) -> Result<(), EncodeError> {
        self.header_pieces(parameter, &Pieces::of(value)?)
    }

    /// Writes a header by an adapter; null is left out.
    ///
    /// # Errors
    /// The value cannot stand in a header.
    pub fn header_as<C: Codec<T>, T>(&mut self, parameter: &Parameter<'_>, value: &T) -> Result<(), EncodeError> {
        self.header_pieces(parameter, &Pieces::new::<C, T>(value)?)
    }

    fn header_pieces(&mut self, parameter: &Parameter<'_>, value: &Pieces) -> Result<(), EncodeError> {
        let Some(text) = write_header(parameter, value)? else { return Ok(()) };
        let wrong = || EncodeError::new(format!("header `{}` cannot be sent", parameter.name));
        let name: HeaderName = parameter.name.parse().map_err(|_| wrong())?;
        self.headers.insert(name, HeaderValue::from_bytes(text.as_bytes()).map_err(|_| wrong())?);
        Ok(())
    }

    /// Writes a cookie; null is left out.
    ///
    /// # Errors
    /// The value does not fit the parameter's style.
    pub fn cookie<T: Serialize>(&mut self, parameter: &Parameter<'_>, value: &T) -> Result<(), EncodeError> {
        write_cookie(parameter, &Pieces::of(value)?, &mut self.cookies)
    }

    /// Writes a cookie by an adapter; null is left out.
    ///
    /// # Errors
    /// The value does not fit the parameter's style.
    pub fn cookie_as<C: Codec<T>, T>(&mut self, parameter: &Parameter<'_>, value: &T) -> Result<(), EncodeError> {
        write_cookie(parameter, &Pieces::new::<C, T>(value)?, &mut self.cookies)
    }

    /// Says which media types are understood (`Accept`).
    pub fn accept(&mut self, media_types: &'static str) {
        self.headers.insert(ACCEPT, HeaderValue::from_static(media_types));
    }

    /// Writes a JSON body.
    ///
    /// # Errors
    /// The value cannot be written as JSON.
    pub fn json<T: Serialize>(&mut self, body: &T) -> Result<(), EncodeError> {
        self.binary("application/json", serde_json::to_vec(body)?)
    }

    /// Writes a JSON body by an adapter.
    ///
    /// # Errors
    /// The value cannot be written as JSON.
    pub fn json_as<C: Codec<T>, T>(&mut self, body: &T) -> Result<(), EncodeError> {
        self.json(&Encode::<C, T>::new(body))
    }

    /// Writes a JSON object as body, property by property.
    ///
    /// # Errors
    /// A value cannot be written as JSON.
    pub fn json_object(
        &mut self,
        write: impl FnOnce(&mut JsonObject<'_>) -> Result<(), serde_json::Error>,
    ) -> Result<(), EncodeError> {
        self.binary("application/json", object(write)?)
    }

    /// Writes a form body; `parameters` are the properties that are not written by default.
    ///
    /// # Errors
    /// A property does not fit its style.
    pub fn form<T: Serialize>(&mut self, parameters: &[Parameter<'_>], body: &T) -> Result<(), EncodeError> {
        let json = serde_json::value::to_raw_value(body)?;
        self.binary("application/x-www-form-urlencoded", write_form(json, parameters)?)
    }

    /// Writes a form body, property by property.
    ///
    /// # Errors
    /// A property does not fit its style.
    pub fn form_object(
        &mut self,
        parameters: &[Parameter<'_>],
        write: impl FnOnce(&mut JsonObject<'_>) -> Result<(), serde_json::Error>,
    ) -> Result<(), EncodeError> {
        let json: Box<RawValue> = serde_json::from_slice(&object(write)?)?;
        self.binary("application/x-www-form-urlencoded", write_form(json, parameters)?)
    }

    /// Writes a text body.
    ///
    /// # Errors
    /// The media type cannot stand in a header.
    pub fn text(&mut self, media_type: &str, body: &str) -> Result<(), EncodeError> {
        self.binary(media_type, body.to_owned())
    }

    /// Writes a body of bytes.
    ///
    /// # Errors
    /// The media type cannot stand in a header.
    pub fn binary(&mut self, media_type: &str, body: impl Into<Bytes>) -> Result<(), EncodeError> {
        let media_type = HeaderValue::from_str(media_type)
            .map_err(|_| EncodeError::new(format!("media type `{media_type}` cannot be sent")))?;
        self.body = Some((media_type, body.into()));
        Ok(())
    }

    /// Sets the media type of the body, where it is not the one that its kind usually has.
    ///
    /// # Errors
    /// The media type cannot stand in a header.
    pub fn content_type(&mut self, media_type: &str) -> Result<(), EncodeError> {
        let body = self.body.take().map(|(_, body)| body).unwrap_or_default();
        self.binary(media_type, body)
    }

    /// The path with its parameters. A segment that would be taken for `.` or `..` is refused: the request would go elsewhere.
    pub(super) fn rendered_path(&self) -> Result<String, EncodeError> {
        let mut path = String::new();
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
        if let Some(segment) = path.split('/').find(|segment| matches!(*segment, "." | "..")) {
            return Err(EncodeError::new(format!("path segment `{segment}` would lead elsewhere")));
        }
        Ok(path)
    }
}

fn object(write: impl FnOnce(&mut JsonObject<'_>) -> Result<(), serde_json::Error>) -> Result<Vec<u8>, EncodeError> {
    let mut serializer = serde_json::Serializer::new(Vec::new());
    let mut object = ObjectWriter::new(&mut serializer)?;
    write(&mut object)?;
    object.end()?;
    Ok(serializer.into_inner())
}

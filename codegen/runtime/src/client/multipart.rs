//! Multipart bodies (`multipart/form-data`, RFC 7578): one part for each value.

use super::super::codec::{Codec, EncodeError};
use super::super::operation::{By, Files, kind};
use super::super::params::{Pieces, part_texts};
use super::{Outgoing, Sends};
use std::hash::{BuildHasher, RandomState};

/// A multipart body while it is being written.
#[derive(Debug)]
pub struct Multipart {
    boundary: String,
    body: Vec<u8>,
}

/// A table of the parts of a `T`.
pub trait Parts<T> {
    /// Writes each part.
    ///
    /// # Errors
    /// A part cannot be written.
    fn write(form: &mut Multipart, value: &T) -> Result<(), EncodeError>;
}

impl<P: Parts<T>, T> Parts<Box<T>> for P {
    fn write(form: &mut Multipart, value: &Box<T>) -> Result<(), EncodeError> {
        P::write(form, &**value)
    }
}

impl<P: Parts<T>, T> Sends<T> for kind::Multipart<P> {
    fn send(&self, request: &mut Outgoing, value: &T) -> Result<(), EncodeError> {
        // 128 random bits: no content holds them.
        let random = || RandomState::new().hash_one(0);
        let mut form = Multipart { boundary: format!("part-{:016x}{:016x}", random(), random()), body: Vec::new() };
        P::write(&mut form, value)?;
        let Multipart { boundary, mut body } = form;
        body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        request.binary(&format!("multipart/form-data; boundary={boundary}"), body)
    }
}

impl Multipart {
    /// A part of text, or of JSON where the value is an object; a part for each item of an array; none for null.
    ///
    /// # Errors
    /// The value cannot be written, or the media type cannot stand in a header.
    pub fn field<C: Codec<T>, T>(
        &mut self,
        name: &str,
        media_type: Option<&str>,
        value: &T,
        _: By<C>,
    ) -> Result<(), EncodeError> {
        for (text, is_json) in part_texts(&Pieces::new::<C, T>(value)?) {
            let media_type = media_type.or(is_json.then_some("application/json"));
            self.part(name, None, media_type, text.as_bytes())?;
        }
        Ok(())
    }

    /// A part for each file that the value holds. A file is called as its field.
    ///
    /// # Errors
    /// The media type cannot stand in a header.
    pub fn file<T: Files, C>(
        &mut self,
        name: &str,
        media_type: Option<&str>,
        value: &T,
        _: By<C>,
    ) -> Result<(), EncodeError> {
        let media_type = media_type.or(Some("application/octet-stream"));
        value.files().into_iter().try_for_each(|file| self.part(name, Some(name), media_type, file))
    }

    fn part(
        &mut self,
        name: &str,
        file: Option<&str>,
        media_type: Option<&str>,
        content: &[u8],
    ) -> Result<(), EncodeError> {
        let mut head = format!("--{}\r\nContent-Disposition: form-data; name=\"{}\"", self.boundary, escaped(name));
        if let Some(file) = file {
            head.push_str(&format!("; filename=\"{}\"", escaped(file)));
        }
        if let Some(media_type) = media_type {
            if media_type.contains(char::is_control) {
                return Err(EncodeError::new(format!("part `{name}`: its media type cannot be sent")));
            }
            head.push_str(&format!("\r\nContent-Type: {media_type}"));
        }
        self.body.extend_from_slice(head.as_bytes());
        self.body.extend_from_slice(b"\r\n\r\n");
        self.body.extend_from_slice(content);
        self.body.extend_from_slice(b"\r\n");
        Ok(())
    }
}

/// As browsers write names (WHATWG HTML, "multipart/form-data encoding algorithm").
fn escaped(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

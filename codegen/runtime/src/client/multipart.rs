//! Multipart bodies (`multipart/form-data`, RFC 7578): one part for each value.

use super::super::codec::{Codec, Encode, EncodeError};
use super::super::params::{Pieces, part_texts};
use super::Outgoing;
use bytes::Bytes;
use serde::Serialize;
use std::hash::{BuildHasher, RandomState};

/// A multipart body while it is being written.
#[derive(Debug)]
pub struct Multipart {
    boundary: String,
    body: Vec<u8>,
}

impl Outgoing {
    /// Writes a multipart body, part by part.
    ///
    /// # Errors
    /// A part cannot be written.
    pub fn multipart(
        &mut self,
        write: impl FnOnce(&mut Multipart) -> Result<(), EncodeError>,
    ) -> Result<(), EncodeError> {
        // 128 random bits: no content holds them.
        let random = || RandomState::new().hash_one(0);
        let mut form = Multipart { boundary: format!("part-{:016x}{:016x}", random(), random()), body: Vec::new() };
        write(&mut form)?;
        let Multipart { boundary, mut body } = form;
        body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        self.binary(&format!("multipart/form-data; boundary={boundary}"), body)
    }
}

impl Multipart {
    /// A part of text, or of JSON where the value is an object; a part for each item of an array; none for null.
    ///
    /// # Errors
    /// The value cannot be written, or the media type cannot stand in a header.
    pub fn field<T: Serialize>(&mut self, name: &str, media_type: Option<&str>, value: &T) -> Result<(), EncodeError> {
        for (text, is_json) in part_texts(&Pieces::of(value)?) {
            let media_type = media_type.or(is_json.then_some("application/json"));
            self.part(name, None, media_type, text.as_bytes())?;
        }
        Ok(())
    }

    /// As [`Multipart::field`], by an adapter.
    ///
    /// # Errors
    /// As [`Multipart::field`].
    pub fn field_as<C: Codec<T>, T>(
        &mut self,
        name: &str,
        media_type: Option<&str>,
        value: &T,
    ) -> Result<(), EncodeError> {
        self.field(name, media_type, &Encode::<C, T>::new(value))
    }

    /// A part for each of these files: `[&file]`, `&optional` or `&list`. A file is called as its field.
    ///
    /// # Errors
    /// The media type cannot stand in a header.
    pub fn files<'b>(
        &mut self,
        name: &str,
        media_type: Option<&str>,
        files: impl IntoIterator<Item = &'b Bytes>,
    ) -> Result<(), EncodeError> {
        let media_type = media_type.or(Some("application/octet-stream"));
        files.into_iter().try_for_each(|file| self.part(name, Some(name), media_type, file))
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

//! Multipart bodies (`multipart/form-data`, RFC 7578): one part for each value.

use super::super::codec::{Codec, EncodeError, Upload};
use super::super::operation::{By, Files, kind};
use super::super::params::{Pieces, part_texts};
use super::upload::Joined;
use super::{Outgoing, Sends};
use std::hash::{BuildHasher, RandomState};

/// A multipart body while it is being written.
#[derive(Debug)]
pub struct Multipart {
    boundary: String,
    /// What has been written since the last file that is not in memory.
    body: Vec<u8>,
    /// All before that.
    before: Vec<Upload>,
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
        let boundary = format!("part-{:016x}{:016x}", random(), random());
        let mut form = Multipart { boundary, body: Vec::new(), before: Vec::new() };
        P::write(&mut form, value)?;
        let Multipart { boundary, mut body, mut before } = form;
        body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        let media_type = format!("multipart/form-data; boundary={boundary}");
        if before.is_empty() {
            return request.binary(&media_type, body);
        }
        before.push(Upload::from(body));
        request.payload(&media_type, Joined(before))
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
            self.part(name, None, media_type, &Upload::from(text))?;
        }
        Ok(())
    }

    /// A part for each file that the value holds. One without a name of its own is called as its field: servers take a part for
    /// a file by that.
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
        let usual = media_type.unwrap_or("application/octet-stream");
        value.files().into_iter().try_for_each(|file| {
            self.part(name, Some(file.name().unwrap_or(name)), Some(file.media_type().unwrap_or(usual)), file)
        })
    }

    fn part(
        &mut self,
        name: &str,
        file: Option<&str>,
        media_type: Option<&str>,
        content: &Upload,
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
        match content.bytes() {
            Some(bytes) => self.body.extend_from_slice(bytes),
            None => self.before.extend([Upload::from(std::mem::take(&mut self.body)), content.clone()]),
        }
        self.body.extend_from_slice(b"\r\n");
        Ok(())
    }
}

/// As browsers write names (WHATWG HTML, "multipart/form-data encoding algorithm").
fn escaped(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

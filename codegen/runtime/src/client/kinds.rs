//! How each kind of body is sent and read.

use super::super::codec::{Codec, DecodeError, EncodeError};
use super::super::operation::kind::{Binary, Empty, Form, Json, Nothing, Own, Status, Text};
use super::{Outgoing, Reply};
use bytes::Bytes;
use http::StatusCode;
use serde::Serialize;

/// A kind of body that a client can send.
pub trait Sends<T> {
    /// Writes the body.
    ///
    /// # Errors
    /// The value cannot be written as this kind.
    fn send(&self, request: &mut Outgoing, value: &T) -> Result<(), EncodeError>;
}

/// A kind of body that a client can read.
pub trait Reads<T> {
    /// Reads the body.
    ///
    /// # Errors
    /// The body does not fit.
    fn read(&self, response: &Reply) -> Result<T, DecodeError>;
}

/// A type whose own table says how it is sent.
pub trait Sent {
    /// Writes the body.
    ///
    /// # Errors
    /// The value cannot be written.
    fn send(&self, request: &mut Outgoing) -> Result<(), EncodeError>;
}

/// A type whose own table says how it is read.
pub trait Readable: Sized {
    /// Reads the body, and headers if there are any.
    ///
    /// # Errors
    /// The body or a header does not fit.
    fn read(response: &Reply) -> Result<Self, DecodeError>;
}

impl<C: Codec<T>, T> Sends<T> for Json<C> {
    fn send(&self, request: &mut Outgoing, value: &T) -> Result<(), EncodeError> {
        request.json::<C, T>(self.media, value)
    }
}

impl<C: Codec<T>, T> Reads<T> for Json<C> {
    fn read(&self, response: &Reply) -> Result<T, DecodeError> {
        response.json_as::<C, T>()
    }
}

impl Sends<String> for Text {
    fn send(&self, request: &mut Outgoing, value: &String) -> Result<(), EncodeError> {
        request.binary(self.media, value.clone())
    }
}

impl Reads<String> for Text {
    fn read(&self, response: &Reply) -> Result<String, DecodeError> {
        response.text()
    }
}

impl Reads<Bytes> for Binary {
    fn read(&self, response: &Reply) -> Result<Bytes, DecodeError> {
        Ok(response.bytes())
    }
}

impl<T: Serialize> Sends<T> for Form {
    fn send(&self, request: &mut Outgoing, value: &T) -> Result<(), EncodeError> {
        request.form(&self.parameters(), value)
    }
}

impl<T: Sent> Sends<T> for Own {
    fn send(&self, request: &mut Outgoing, value: &T) -> Result<(), EncodeError> {
        value.send(request)
    }
}

impl<T: Readable> Reads<T> for Own {
    fn read(&self, response: &Reply) -> Result<T, DecodeError> {
        T::read(response)
    }
}

impl<T: Readable> Readable for Box<T> {
    fn read(response: &Reply) -> Result<Self, DecodeError> {
        T::read(response).map(Self::new)
    }
}

impl Reads<StatusCode> for Status {
    fn read(&self, response: &Reply) -> Result<StatusCode, DecodeError> {
        Ok(response.status())
    }
}

impl Reads<()> for Empty {
    fn read(&self, _: &Reply) -> Result<(), DecodeError> {
        Ok(())
    }
}

impl Reads<()> for Nothing {
    fn read(&self, _: &Reply) -> Result<(), DecodeError> {
        Ok(())
    }
}

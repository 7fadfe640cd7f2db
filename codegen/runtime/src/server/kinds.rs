//! How each kind of body is received and answered.

// driftless:part uploads
use super::super::codec::Upload;
use super::super::codec::{Codec, Encode, EncodeError};
use super::super::operation::kind::{Binary, Empty, Form, Json, Nothing, Own, Status, Text};
use super::{Answer, Incoming, Problem};
use bytes::Bytes;
use http::StatusCode;
use serde::de::DeserializeOwned;

/// A kind of body that a server can receive.
pub trait Receives<T> {
    /// Reads the body.
    ///
    /// # Errors
    /// 415: it is of another media type. 400: it has not the form of its own. 422: it does not fit the type.
    fn receive(&self, request: &Incoming) -> Result<T, Problem>;
}

/// A kind of body that a server can answer with.
pub trait Answers<T> {
    /// Writes the value into an answer.
    ///
    /// # Errors
    /// The value cannot be written as this kind.
    fn answer(&self, answer: Answer, value: T) -> Result<Answer, EncodeError>;
}

/// A type whose own table says how it is received.
pub trait Receivable: Sized {
    /// Reads the body.
    ///
    /// # Errors
    /// As [`Receives::receive`].
    fn receive(request: &Incoming) -> Result<Self, Problem>;
}

/// A type whose own table says how it is answered.
pub trait Answerable {
    /// Writes the value into an answer.
    ///
    /// # Errors
    /// The value cannot be written.
    fn answer(self, answer: Answer) -> Result<Answer, EncodeError>;
}

impl<C: Codec<T>, T> Receives<T> for Json<C> {
    fn receive(&self, request: &Incoming) -> Result<T, Problem> {
        request.json_as::<C, T>()
    }
}

impl<C: Codec<T>, T> Answers<T> for Json<C> {
    fn answer(&self, answer: Answer, value: T) -> Result<Answer, EncodeError> {
        Ok(answer.body(self.media, serde_json::to_vec(&Encode::<C, T>::new(&value))?))
    }
}

impl Receives<String> for Text {
    fn receive(&self, request: &Incoming) -> Result<String, Problem> {
        request.text(&[self.media])
    }
}

impl Answers<String> for Text {
    fn answer(&self, answer: Answer, value: String) -> Result<Answer, EncodeError> {
        Ok(answer.body(self.media, value))
    }
}

// driftless:part uploads
impl Receives<Upload> for Binary {
    fn receive(&self, request: &Incoming) -> Result<Upload, Problem> {
        // Bytes of no stated kind may be of any.
        let bytes = request.binary(&[if self.media == "application/octet-stream" { "*/*" } else { self.media }])?;
        let own = if request.is(self.media) { None } else { request.content_type() };
        Ok(own.into_iter().fold(Upload::from(bytes), Upload::of_type))
    }
}

impl Answers<Bytes> for Binary {
    fn answer(&self, answer: Answer, value: Bytes) -> Result<Answer, EncodeError> {
        Ok(answer.body(self.media, value))
    }
}

impl<T: DeserializeOwned> Receives<T> for Form {
    fn receive(&self, request: &Incoming) -> Result<T, Problem> {
        request.form(&self.parameters(), &self.plan)
    }
}

impl<T: Receivable> Receives<T> for Own {
    fn receive(&self, request: &Incoming) -> Result<T, Problem> {
        T::receive(request)
    }
}

impl<T: Answerable> Answers<T> for Own {
    fn answer(&self, answer: Answer, value: T) -> Result<Answer, EncodeError> {
        value.answer(answer)
    }
}

impl<T: Answerable> Answerable for Box<T> {
    fn answer(self, answer: Answer) -> Result<Answer, EncodeError> {
        (*self).answer(answer)
    }
}

impl Answers<StatusCode> for Status {
    fn answer(&self, answer: Answer, value: StatusCode) -> Result<Answer, EncodeError> {
        Ok(answer.status(value))
    }
}

impl Answers<()> for Empty {
    fn answer(&self, answer: Answer, (): ()) -> Result<Answer, EncodeError> {
        Ok(answer)
    }
}

impl Answers<()> for Nothing {
    fn answer(&self, answer: Answer, (): ()) -> Result<Answer, EncodeError> {
        Ok(answer.status(StatusCode::NO_CONTENT))
    }
}

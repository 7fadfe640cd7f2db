//! What an operation needs to be served, and how its handler may fail.

use super::super::codec::EncodeError;
use super::super::meta::Meta;
use super::answer::Answer;
use super::incoming::Incoming;
use super::problem::Problem;
use http::StatusCode;
use std::convert::Infallible;
use std::future::Ready;

/// A request that can be read by a server, and whose outcome can be answered.
pub trait Endpoint: Sized + Send + 'static {
    /// What a success carries.
    type Output: Send + 'static;
    /// The documented failures; `Infallible` if there are none.
    type Error: Send + 'static;
    /// The operation.
    const META: Meta;

    /// Reads the parameters and the body.
    ///
    /// # Errors
    /// The request is not what the document asks for.
    fn read(request: &Incoming) -> Result<Self, Problem>;

    /// Writes the outcome.
    ///
    /// # Errors
    /// A value cannot travel where the document wants it.
    fn write(outcome: Result<Self::Output, Self::Error>) -> Result<Answer, EncodeError>;

    /// 501: what the methods of a server trait do until they are implemented.
    fn not_implemented(self) -> Ready<Result<Self::Output, Failure<Self::Error>>> {
        std::future::ready(Err(Failure::not_implemented(Self::META.id)))
    }
}

/// The documented failures of an operation.
pub trait Documented {
    /// Writes one.
    ///
    /// # Errors
    /// A value cannot travel where the document wants it.
    fn answer(self) -> Result<Answer, EncodeError>;
}

impl Documented for Infallible {
    fn answer(self) -> Result<Answer, EncodeError> {
        match self {}
    }
}

/// Why a handler has no output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure<E> {
    /// A failure that the document knows. `?` and `into()` make it of an `E`.
    Documented(E),
    /// Any other.
    Problem(Problem),
}

impl<E> Failure<E> {
    /// 501: the server does not implement the operation.
    #[must_use]
    pub fn not_implemented(operation: &str) -> Self {
        Self::problem(StatusCode::NOT_IMPLEMENTED, format!("`{operation}` is not implemented"))
    }

    /// A problem of this status.
    pub fn problem(status: StatusCode, detail: impl Into<String>) -> Self {
        Self::Problem(Problem::new(status).detail(detail))
    }
}

impl<E> From<E> for Failure<E> {
    fn from(error: E) -> Self {
        Self::Documented(error)
    }
}

//! What can go wrong with a call.

use super::super::codec::{DecodeError, EncodeError};
use super::reply::Reply;
use http::StatusCode;
use std::fmt;

/// Why a call has no output. `E` is the operation's documented failure.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error<E> {
    /// The request could not be written. Nothing was sent.
    Encode(EncodeError),
    /// The client has no credential that the operation takes. Nothing was sent.
    MissingCredential {
        /// The operation.
        operation: &'static str,
        /// Security schemes: alternatives, each a list of schemes that go together.
        wanted: &'static [&'static [&'static str]],
    },
    /// No complete answer came. The request may have been carried out nevertheless, unless connecting failed.
    Transport(TransportError),
    /// A failure that the document knows.
    Api {
        /// The failure.
        error: E,
        /// The answer as it came.
        reply: Box<Reply>,
    },
    /// An answer with a status that the document does not know.
    Undocumented(Box<Reply>),
    /// An answer that is not what the document says.
    Decode {
        /// What is wrong with it, and where.
        error: DecodeError,
        /// The answer as it came.
        reply: Box<Reply>,
    },
}

impl<E> Error<E> {
    /// HTTP status of the answer, if there was one.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.reply().map(Reply::status)
    }

    /// The answer as it came, if there was one.
    #[must_use]
    pub fn reply(&self) -> Option<&Reply> {
        match self {
            Self::Api { reply, .. } | Self::Undocumented(reply) | Self::Decode { reply, .. } => Some(reply),
            Self::Encode(_) | Self::MissingCredential { .. } | Self::Transport(_) => None,
        }
    }

    /// The failure, if it is one that the document knows.
    #[must_use]
    pub fn api(&self) -> Option<&E> {
        if let Self::Api { error, .. } = self { Some(error) } else { None }
    }
}

impl<E: fmt::Display> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Encode(error) => write!(f, "the request cannot be written: {error}"),
            Self::MissingCredential { operation, wanted } => {
                let wanted: Vec<String> = wanted.iter().map(|schemes| schemes.join(" with ")).collect();
                write!(f, "`{operation}` needs a credential: {}", wanted.join(" or "))
            }
            Self::Transport(error) => error.fmt(f),
            Self::Api { error, .. } => error.fmt(f),
            Self::Undocumented(reply) => write!(f, "{}, which is not documented", reply.status()),
            Self::Decode { error, reply } => {
                write!(f, "{}, but the answer is not as documented: {error}", reply.status())
            }
        }
    }
}

impl<E: std::error::Error + 'static> std::error::Error for Error<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Encode(error) => Some(error),
            Self::Transport(error) => error.source(),
            Self::Api { error, .. } => error.source(),
            Self::Decode { error, .. } => Some(error),
            Self::MissingCredential { .. } | Self::Undocumented(_) => None,
        }
    }
}

/// Why there is no answer: the part of [`Error`] that does not depend on the operation.
#[derive(Debug)]
pub enum SendError {
    /// See [`Error::Encode`].
    Encode(EncodeError),
    /// See [`Error::MissingCredential`].
    MissingCredential {
        /// The operation.
        operation: &'static str,
        /// Security schemes: alternatives, each a list of schemes that go together.
        wanted: &'static [&'static [&'static str]],
    },
    /// See [`Error::Transport`].
    Transport(TransportError),
}

impl From<EncodeError> for SendError {
    fn from(error: EncodeError) -> Self {
        Self::Encode(error)
    }
}

impl<E> From<SendError> for Error<E> {
    fn from(error: SendError) -> Self {
        match error {
            SendError::Encode(error) => Self::Encode(error),
            SendError::MissingCredential { operation, wanted } => Self::MissingCredential { operation, wanted },
            SendError::Transport(error) => Self::Transport(error),
        }
    }
}

/// No complete answer came. The text names no URL, since a query may hold a credential.
#[derive(Debug)]
pub struct TransportError {
    kind: Kind,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Timeout,
    Connect,
    TooLarge(usize),
    Other,
}

impl TransportError {
    pub(super) fn new(error: reqwest::Error) -> Self {
        let kind = match () {
            () if error.is_timeout() => Kind::Timeout,
            () if error.is_connect() => Kind::Connect,
            () => Kind::Other,
        };
        Self { kind, source: Some(error.without_url().into()) }
    }

    pub(super) fn too_large(limit: usize) -> Self {
        Self { kind: Kind::TooLarge(limit), source: None }
    }

    /// Whether time ran out.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.kind == Kind::Timeout
    }

    /// Whether there was no connection: the server has not seen the request.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        self.kind == Kind::Connect
    }

    /// Whether the body was larger than the client reads.
    #[must_use]
    pub fn is_too_large(&self) -> bool {
        matches!(self.kind, Kind::TooLarge(_))
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            Kind::Timeout => f.write_str("no complete answer in time"),
            Kind::Connect => f.write_str("no connection to the server"),
            Kind::TooLarge(limit) => write!(f, "the answer is larger than {limit} bytes"),
            Kind::Other => f.write_str("the exchange with the server failed"),
        }
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

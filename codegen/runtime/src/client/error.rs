//! What can go wrong with a call. Each kind answers the one question that matters after a failure: did it happen?

use super::super::codec::{DecodeError, EncodeError};
use super::exchange::Exchange;
use super::lost::TransportError;
use super::reply::Reply;
use super::unknown::{Found, OutcomeUnknown};
use http::StatusCode;
use std::fmt;

/// Why a call has no output. `E` is the operation's documented failure.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error<E> {
    /// The server has not seen the request.
    NotSent {
        /// Why not.
        reason: NotSent,
        /// The call.
        exchange: Box<Exchange>,
    },
    /// No complete answer came, to an operation that changes nothing.
    NoAnswer {
        /// Why not.
        error: TransportError,
        /// The call.
        exchange: Box<Exchange>,
    },
    /// The server turned the request away before it began, by a status that the document does not know: 401 or 429, for
    /// instance.
    Refused(Box<Reply>),
    /// Nobody knows whether the operation was carried out.
    OutcomeUnknown(Box<OutcomeUnknown<E>>),
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
    /// Whether the operation may have been carried out: a call that gives `false` may be made again without harm.
    #[must_use]
    pub fn may_have_happened(&self) -> bool {
        match self {
            Self::NotSent { .. } | Self::NoAnswer { .. } | Self::Refused(_) => false,
            Self::OutcomeUnknown(unknown) => unknown.found != Found::DidNotHappen,
            // A documented 5xx of a write is an `OutcomeUnknown`, unless it says that the server did not begin.
            Self::Api { reply, .. } => reply.exchange().is_write && reply.status().is_redirection(),
            Self::Undocumented(reply) | Self::Decode { reply, .. } => {
                reply.exchange().is_write && !reply.status().is_client_error()
            }
        }
    }

    /// The call: operation, attempts, idempotency key, and the server's name for it.
    #[must_use]
    pub fn exchange(&self) -> &Exchange {
        match self {
            Self::NotSent { exchange, .. } | Self::NoAnswer { exchange, .. } => exchange,
            Self::OutcomeUnknown(unknown) => &unknown.exchange,
            Self::Refused(reply) | Self::Api { reply, .. } | Self::Undocumented(reply) | Self::Decode { reply, .. } => {
                reply.exchange()
            }
        }
    }

    /// The answer as it came, if there was one.
    #[must_use]
    pub fn reply(&self) -> Option<&Reply> {
        match self {
            Self::NotSent { .. } | Self::NoAnswer { .. } => None,
            Self::OutcomeUnknown(unknown) => unknown.reply.as_deref(),
            Self::Refused(reply) | Self::Api { reply, .. } | Self::Undocumented(reply) | Self::Decode { reply, .. } => {
                Some(reply)
            }
        }
    }

    /// HTTP status of the answer, if there was one.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.reply().map(Reply::status)
    }

    /// The failure, if it is one that the document knows.
    #[must_use]
    pub fn api(&self) -> Option<&E> {
        match self {
            Self::Api { error, .. } => Some(error),
            Self::OutcomeUnknown(unknown) => unknown.error.as_ref(),
            _ => None,
        }
    }

    /// The failure by itself, if it is one that the document knows.
    #[must_use]
    pub fn into_api(self) -> Option<E> {
        match self {
            Self::Api { error, .. } => Some(error),
            Self::OutcomeUnknown(unknown) => unknown.error,
            _ => None,
        }
    }

    /// Whether time ran out.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        match self {
            Self::NotSent { reason: NotSent::Connect(error), .. } | Self::NoAnswer { error, .. } => error.is_timeout(),
            Self::OutcomeUnknown(unknown) => unknown.lost.as_ref().is_some_and(TransportError::is_timeout),
            _ => false,
        }
    }
}

impl<E: fmt::Display> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotSent { reason: NotSent::MissingCredential { wanted }, exchange } => {
                let wanted: Vec<String> = wanted.iter().map(|schemes| schemes.join(" with ")).collect();
                write!(f, "`{}` needs a credential: {}", exchange.operation, wanted.join(" or "))
            }
            Self::NotSent { reason, .. } => reason.fmt(f),
            Self::NoAnswer { error, .. } => error.fmt(f),
            Self::OutcomeUnknown(unknown) => unknown.fmt(f),
            Self::Api { error, .. } => error.fmt(f),
            Self::Refused(reply) => write!(f, "{}", reply.status()),
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
            Self::NotSent { reason: NotSent::Encode(error), .. } => Some(error),
            Self::NotSent { reason: NotSent::Credential(error), .. } => Some(error.as_ref()),
            Self::NotSent { reason: NotSent::Connect(error), .. } | Self::NoAnswer { error, .. } => error.source(),
            Self::OutcomeUnknown(unknown) => unknown.lost.as_ref().map(|error| error as _),
            Self::Api { error, .. } => error.source(),
            Self::Decode { error, .. } => Some(error),
            Self::NotSent { .. } | Self::Refused(_) | Self::Undocumented(_) => None,
        }
    }
}

/// Why a request was not sent.
#[derive(Debug)]
#[non_exhaustive]
pub enum NotSent {
    /// It could not be written.
    Encode(EncodeError),
    /// The client has no credential that the operation takes.
    MissingCredential {
        /// Security schemes: alternatives, each a list of schemes that go together.
        wanted: &'static [&'static [&'static str]],
    },
    /// A credential could not be obtained.
    Credential(Box<dyn std::error::Error + Send + Sync>),
    /// A credential was to go to an origin that is neither that of the base URL nor one that the client trusts.
    ForeignOrigin {
        /// The origin.
        origin: String,
    },
    /// There was no connection.
    Connect(TransportError),
    /// The caller cannot wait here for a call, for this reason (feature `blocking`).
    CannotWait(String),
}

impl fmt::Display for NotSent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Encode(error) => write!(f, "the request cannot be written: {error}"),
            Self::MissingCredential { .. } => f.write_str("a credential is missing"),
            Self::Credential(error) => write!(f, "a credential cannot be obtained: {error}"),
            Self::ForeignOrigin { origin } => write!(f, "the client does not trust {origin} with its credentials"),
            Self::Connect(error) => error.fmt(f),
            Self::CannotWait(why) => f.write_str(why),
        }
    }
}

impl From<EncodeError> for NotSent {
    fn from(error: EncodeError) -> Self {
        Self::Encode(error)
    }
}

/// Why there is no answer: the part of [`Error`] that does not depend on the operation.
pub(super) enum Failed {
    /// The server has not seen the request.
    NotSent(NotSent),
    /// The server may have seen the request.
    Lost(TransportError),
}

impl From<EncodeError> for Failed {
    fn from(error: EncodeError) -> Self {
        Self::NotSent(error.into())
    }
}

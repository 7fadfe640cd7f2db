//! No complete answer came: why, and whether the server can have seen the request.

use super::transport::{BoxError, Unsent};
use http::StatusCode;
use std::error::Error;
use std::fmt;
use std::io::ErrorKind;

/// No complete answer came. The text names no URL, since a query may hold a credential.
#[derive(Debug)]
pub struct TransportError {
    kind: Kind,
    /// Status of the answer, where its head came.
    status: Option<StatusCode>,
    source: Option<BoxError>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Timeout,
    Connect,
    Broken,
}

impl TransportError {
    /// Time ran out.
    pub(super) fn timeout() -> Self {
        Self { kind: Kind::Timeout, status: None, source: None }
    }

    /// The answer broke off.
    pub(super) fn broken(source: BoxError) -> Self {
        let kind = if is_timeout(&*source) { Kind::Timeout } else { Kind::Broken };
        Self { kind, status: None, source: Some(source) }
    }

    /// No answer at all.
    pub(super) fn unanswered(unsent: Unsent) -> Self {
        let Unsent { error, is_ready } = unsent;
        if is_ready && !is_connect(&*error) {
            return Self::broken(error);
        }
        Self { kind: Kind::Connect, status: None, source: Some(error) }
    }

    /// The head of the answer had come.
    pub(super) fn after(self, status: StatusCode) -> Self {
        Self { status: Some(status), ..self }
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

    /// HTTP status, if the answer broke off after its head.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.status
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            Kind::Timeout => "no complete answer in time",
            Kind::Connect => "no connection to the server",
            Kind::Broken => "the exchange with the server broke off",
        })?;
        self.status.iter().try_for_each(|status| write!(f, ", after {status}"))
    }
}

impl Error for TransportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

/// Whether an error, or what it came of, says that there was no connection.
fn is_connect(error: &(dyn Error + 'static)) -> bool {
    let refused = |io: &std::io::Error| io.kind() == ErrorKind::ConnectionRefused;
    chain(error).any(|cause| {
        cause.downcast_ref().is_some_and(reqwest::Error::is_connect) || cause.downcast_ref().is_some_and(refused)
    })
}

fn is_timeout(error: &(dyn Error + 'static)) -> bool {
    let late = |io: &std::io::Error| io.kind() == ErrorKind::TimedOut;
    chain(error).any(|cause| {
        cause.downcast_ref().is_some_and(reqwest::Error::is_timeout) || cause.downcast_ref().is_some_and(late)
    })
}

fn chain<'e>(error: &'e (dyn Error + 'static)) -> impl Iterator<Item = &'e (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&error| error.source())
}

//! What every operation makes of everything that can go wrong: the right kind of error, in time, as often as it may be sent, and
//! without the secret.
//!
//! Faults happen twice over. In memory, on a paused clock, a call has its real deadlines: 30 seconds for an attempt, 90 in all.
//! Over a socket, the runtime's own server of faults does what only a connection can do, within a watchdog of 10 seconds.

use super::stage::TOKEN;
use axum::body::Bytes;
use axum::http::{Request, Response};
use http_body::Frame;
use reqwest::Body;
use std::future::{Future, Ready, pending, ready};
use std::io::{Error, ErrorKind};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;
use tower_service::Service;

pub(crate) use super::socket::{Fault as SocketFault, serve};

/// The longest that a call takes.
pub(crate) const DEADLINE: Duration = Duration::from_secs(90);

/// What goes wrong in memory.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Fault {
    /// Nobody listens.
    Refuse,
    /// The connection breaks.
    Lose,
    /// No answer ever comes.
    Stall,
    /// The body breaks off, or stalls.
    Break,
    StallBody,
    /// An answer without a body that anybody can read.
    Status(u16),
}

/// Everything that goes wrong in memory.
pub(crate) fn faults() -> impl Iterator<Item = Fault> {
    let faults = [Fault::Refuse, Fault::Lose, Fault::Stall, Fault::Break, Fault::StallBody];
    faults.into_iter().chain((300..600).map(Fault::Status))
}

/// Everything that goes wrong on a connection; how, and whether after an answer of this status.
pub(crate) fn socket_faults() -> Vec<(SocketFault, Option<u16>)> {
    use SocketFault::*;
    let lost = [
        CloseAtOnce,
        CloseAfterRequest,
        CloseInHead,
        CloseAfterHead,
        HalfBody,
        StallBeforeHead,
        StallInHead,
        StallInBody,
        SlowDrip,
        LengthNoNumber,
        NotHttp,
    ];
    let answered = [(LengthTooSmall, 200), (BadJson, 200), (HugeSuccess, 200)];
    let huge = [401, 402, 500].map(|status| (HugeFailure(status), status));
    let redirects = [301, 302, 303, 307, 308].map(|status| (Redirect(status), status));
    let dates = ["0", "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"];
    let waits = dates.map(|when| (RetryAfter(when), 429));
    let statuses = [400, 408, 429, 502, 503, 504].map(|status| (Status(status), status));
    let answered = answered.into_iter().chain(huge).chain(redirects).chain(waits).chain(statuses);
    let answered = answered.map(|(fault, status)| (fault, Some(status)));
    lost.map(|fault| (fault, None)).into_iter().chain(answered).collect()
}

/// The transport in which a fault happens to every attempt.
#[derive(Clone)]
pub(crate) struct Faulty {
    pub fault: Fault,
    pub sent: Arc<AtomicU32>,
}

impl Service<Request<Body>> for Faulty {
    type Response = Response<Broken>;
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Broken>, Error>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: Request<Body>) -> Self::Future {
        self.sent.fetch_add(1, Ordering::Relaxed);
        let failed = |kind| -> Ready<Result<_, Error>> { ready(Err(Error::new(kind, "a fault"))) };
        let answer = |status, fault| {
            let mut response = Response::new(Broken(fault));
            *response.status_mut() = status;
            ready(Ok(response))
        };
        match self.fault {
            Fault::Refuse => Box::pin(failed(ErrorKind::ConnectionRefused)),
            Fault::Lose => Box::pin(failed(ErrorKind::ConnectionReset)),
            Fault::Stall => Box::pin(pending()),
            Fault::Break | Fault::StallBody => Box::pin(answer(http::StatusCode::OK, self.fault)),
            Fault::Status(status) => {
                Box::pin(answer(http::StatusCode::from_u16(status).expect("a status"), self.fault))
            }
        }
    }
}

/// The body of an answer that goes wrong.
pub(crate) struct Broken(Fault);

impl http_body::Body for Broken {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        match self.0 {
            Fault::Break => Poll::Ready(Some(Err(Error::new(ErrorKind::UnexpectedEof, "a fault")))),
            Fault::StallBody => Poll::Pending,
            _ => Poll::Ready(None),
        }
    }
}

/// How a call went, in the same words for every crate.
#[derive(Debug)]
pub(crate) struct Told {
    pub kind: &'static str,
    pub may_have_happened: bool,
    pub attempts: u32,
    /// All that the error shows.
    pub shown: String,
}

/// What an operation is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Nature {
    pub operation: &'static str,
    pub is_write: bool,
    pub is_repeatable: bool,
}

impl Nature {
    /// Asserts that a call without an answer told so.
    pub(crate) fn assert_lost(self, told: &Told, what: &str) {
        let kind = if self.is_write { "unknown" } else { "no answer" };
        assert_eq!((told.kind, told.may_have_happened), (kind, self.is_write), "{what}: {told:?}");
        self.assert_discreet(told, what);
    }

    /// Asserts that a call told of an answer of this status, which its type takes for `read`.
    pub(crate) fn assert_answered(self, told: &Told, status: u16, read: &'static str, what: &str) {
        // RFC 9110 and 6585: turned away before anything was done.
        let turned_away = matches!(
            status,
            401 | 403 | 405..=408 | 411 | 413..=415 | 417 | 421 | 425 | 426 | 428 | 429 | 431 | 501 | 505 | 511
        );
        let kind = match read {
            _ if self.is_write && status >= 500 && !turned_away => "unknown",
            "undocumented" if turned_away => "refused",
            read => read,
        };
        assert_eq!(told.kind, kind, "{what}: {told:?}");
        let is_certain = !self.is_write || turned_away || (400..500).contains(&status);
        assert_eq!(told.may_have_happened, !is_certain, "{what}: {told:?}");
        self.assert_discreet(told, what);
    }

    /// Asserts that a call without a connection told so.
    pub(crate) fn assert_not_sent(self, told: &Told, what: &str) {
        assert_eq!((told.kind, told.may_have_happened, told.attempts), ("not sent", false, 3), "{what}: {told:?}");
        assert!(!told.shown.contains(TOKEN), "{what}: {told:?}");
    }

    fn assert_discreet(self, told: &Told, what: &str) {
        assert!(!told.shown.contains(TOKEN), "{what}: {told:?}");
        assert!(self.is_repeatable || told.attempts == 1, "{what}: {told:?}");
    }
}

//! One attempt: a request goes out, and what comes back by its deadline is read, up to a limit.

use super::exchange::Exchange;
use super::lost::TransportError;
use super::reply::Reply;
use super::transport::{Incoming, SharedTransport};
use bytes::{Bytes, BytesMut};
use http::response::Parts;
use reqwest::Request;
use std::future::{Future, poll_fn};
use std::mem;
use std::pin::{Pin, pin};
use std::task::Poll;
use tokio::time::{Instant, Sleep, sleep_until};

/// How much of the body of a failure is read, in bytes.
const FAILURE_LIMIT: usize = 64 << 10;

/// How an attempt ended.
pub(super) enum Attempt {
    /// An answer came: a failure with at least its head, anything else whole.
    Answered(Reply),
    /// The server has not seen the request.
    NotSent(TransportError),
    /// The server may have seen the request, and carried it out.
    Lost(TransportError),
}

/// Looks at the head of an answer, and gives its body back unless it takes it over, still unread.
pub(super) type Take<'a> = dyn FnMut(&Parts, Incoming) -> Option<Incoming> + Send + 'a;

/// Sends a request once. Of the body of a success `limit` bytes are read, unless `take` takes it.
pub(super) async fn attempt(
    transport: &SharedTransport,
    request: Request,
    limit: usize,
    deadline: Instant,
    exchange: &mut Exchange,
    take: &mut Take<'_>,
) -> Attempt {
    // One clock for head and body: what is set up once is not set up twice.
    let mut clock = pin!(sleep_until(deadline));
    let response = match in_time(clock.as_mut(), pin!(transport.send(request, exchange.operation))).await {
        None => return Attempt::Lost(TransportError::timeout()),
        Some(Err(unsent)) => {
            let error = TransportError::unanswered(unsent);
            return if error.is_connect() { Attempt::NotSent(error) } else { Attempt::Lost(error) };
        }
        Some(Ok(response)) => response,
    };
    let (parts, incoming) = response.into_parts();
    exchange.note(&parts.headers);
    let status = parts.status;
    let Some(incoming) = take(&parts, incoming) else {
        return Attempt::Answered(Reply::new(status, parts.headers, Bytes::new()));
    };
    let is_failure = status.is_client_error() || status.is_server_error();
    let limit = if is_failure { FAILURE_LIMIT } else { limit };
    let mut body = Gathered::default();
    let read = in_time(clock, pin!(read(incoming, limit, &mut body))).await;
    match read.unwrap_or_else(|| Err(TransportError::timeout())) {
        // The status of a failure matters more than the rest of its text.
        Err(error) if !is_failure => Attempt::Lost(error.after(status)),
        Err(_) => Attempt::Answered(Reply::new(status, parts.headers, body.whole()).cut()),
        Ok(is_whole) => {
            let reply = Reply::new(status, parts.headers, body.whole());
            Attempt::Answered(if is_whole { reply } else { reply.cut() })
        }
    }
}

/// What a future gives before the clock has run down.
async fn in_time<F: Future>(mut clock: Pin<&mut Sleep>, mut future: Pin<&mut F>) -> Option<F::Output> {
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(output) => Poll::Ready(Some(output)),
        Poll::Pending => clock.as_mut().poll(context).map(|()| None),
    })
    .await
}

/// The pieces of a body: a single one stays as it came, several become one.
#[derive(Default)]
struct Gathered {
    only: Bytes,
    several: BytesMut,
}

impl Gathered {
    fn len(&self) -> usize {
        self.only.len() + self.several.len()
    }

    fn push(&mut self, piece: Bytes) {
        if self.len() == 0 {
            self.only = piece;
            return;
        }
        self.several.extend_from_slice(&mem::take(&mut self.only));
        self.several.extend_from_slice(&piece);
    }

    fn whole(self) -> Bytes {
        if self.several.is_empty() { self.only } else { self.several.freeze() }
    }
}

/// Reads a body up to a limit; whether that was all of it.
async fn read(mut incoming: Incoming, limit: usize, body: &mut Gathered) -> Result<bool, TransportError> {
    while let Some(frame) = poll_fn(|context| incoming.as_mut().poll_frame(context)).await {
        let Ok(mut data) = frame.map_err(TransportError::broken)?.into_data() else { continue };
        let room = limit - body.len();
        let is_too_much = data.len() > room;
        data.truncate(room);
        body.push(data);
        if is_too_much {
            return Ok(false);
        }
    }
    Ok(true)
}

//! One attempt: a request goes out, and what comes back by its deadline is read, up to a limit.

use super::exchange::Exchange;
use super::lost::TransportError;
use super::reply::Reply;
use super::transport::{Incoming, SharedTransport};
use bytes::{Bytes, BytesMut};
use http::Request;
use http::response::Parts;
use reqwest::Body;
use std::future::poll_fn;
use tokio::time::{Instant, timeout_at};

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
    request: Request<Body>,
    limit: usize,
    deadline: Instant,
    exchange: &mut Exchange,
    take: &mut Take<'_>,
) -> Attempt {
    let response = match timeout_at(deadline, transport.send(request)).await {
        Err(_) => return Attempt::Lost(TransportError::timeout()),
        Ok(Err(unsent)) => {
            let error = TransportError::unanswered(unsent);
            return if error.is_connect() { Attempt::NotSent(error) } else { Attempt::Lost(error) };
        }
        Ok(Ok(response)) => response,
    };
    let (parts, incoming) = response.into_parts();
    exchange.note(&parts.headers);
    let status = parts.status;
    let Some(incoming) = take(&parts, incoming) else {
        return Attempt::Answered(Reply::new(status, parts.headers, Bytes::new()));
    };
    let is_failure = status.is_client_error() || status.is_server_error();
    let limit = if is_failure { FAILURE_LIMIT } else { limit };
    let mut body = BytesMut::new();
    let read = match timeout_at(deadline, read(incoming, limit, &mut body)).await {
        Ok(read) => read,
        Err(_) => Err(TransportError::timeout()),
    };
    match read {
        // The status of a failure matters more than the rest of its text.
        Err(error) if !is_failure => Attempt::Lost(error.after(status)),
        Err(_) => Attempt::Answered(Reply::new(status, parts.headers, body.freeze()).cut()),
        Ok(is_whole) => {
            let reply = Reply::new(status, parts.headers, body.freeze());
            Attempt::Answered(if is_whole { reply } else { reply.cut() })
        }
    }
}

/// Reads a body up to a limit; whether that was all of it.
async fn read(mut incoming: Incoming, limit: usize, body: &mut BytesMut) -> Result<bool, TransportError> {
    while let Some(frame) = poll_fn(|context| incoming.as_mut().poll_frame(context)).await {
        let Ok(data) = frame.map_err(TransportError::broken)?.into_data() else { continue };
        let data: Bytes = data;
        let room = limit - body.len();
        body.extend_from_slice(&data[..data.len().min(room)]);
        if data.len() > room {
            return Ok(false);
        }
    }
    Ok(true)
}

//! Answers whose body is handed over unread, for streams: the head decides whether it is one.
//!
//! Attempts, retries and failures are those of any call. What becomes of the body afterwards is up to the stream.

use super::super::codec::DecodeError;
use super::call::{Call, Operation, Sent};
use super::error::{Error, Failed};
use super::exchange::Exchange;
use super::lost::TransportError;
use super::outcome::outcome;
use super::reply::{Reply, media_type};
use super::transport::Incoming;
use super::unknown::Found;
use bytes::Bytes;
use http::header::{ACCEPT, HeaderValue};
use http::{HeaderMap, StatusCode};
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::time::{Sleep, sleep};

/// The head of an answer, and its body while it arrives.
pub(super) struct Unread {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) exchange: Exchange,
    body: Incoming,
    /// How long nothing may come, and the clock of it.
    silence: Option<(Duration, Pin<Box<Sleep>>)>,
}

impl Unread {
    /// The next bytes; each piece has as long as the whole body of an ordinary answer, if silence is limited.
    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, TransportError>>> {
        loop {
            let Poll::Ready(frame) = self.body.as_mut().poll_frame(context) else {
                if let Some((_, clock)) = &mut self.silence {
                    ready!(clock.as_mut().poll(context));
                    return Poll::Ready(Some(Err(TransportError::timeout().after(self.status))));
                }
                return Poll::Pending;
            };
            if let Some((most, clock)) = &mut self.silence {
                *clock = Box::pin(sleep(*most));
            }
            match frame.map(|frame| frame.map(http_body::Frame::into_data)) {
                // Trailers say nothing that anybody asked for.
                Some(Ok(Err(_))) => {}
                Some(Ok(Ok(data))) => return Poll::Ready(Some(Ok(data))),
                Some(Err(error)) => {
                    return Poll::Ready(Some(Err(TransportError::broken(error).after(self.status))));
                }
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<O: Operation> Call<O> {
    /// Sends the call, asking for this media type, and hands the body over where status and media type are `wanted`. After that,
    /// no more than `silence` may pass without a byte.
    ///
    /// Any other answer is an error: a documented failure as such, a documented success because it is no stream.
    pub(super) fn unread(
        mut self,
        accept: &'static str,
        silence: Option<Duration>,
        wanted: impl Fn(StatusCode, &str) -> bool + Send + 'static,
    ) -> impl Future<Output = Result<Unread, Error<O::Error>>> + Send + 'static {
        self.overrides.own_headers.insert(ACCEPT, HeaderValue::from_static(accept));
        let taken = Arc::new(Mutex::new(None));
        let slot = Arc::clone(&taken);
        let sent = self.sent(move |head, body| {
            if !wanted(head.status, &media_type(&head.headers)) {
                return Some(body);
            }
            *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(body);
            None
        });
        async move {
            let Sent { answer, exchange, found } = sent.await;
            let body = taken.lock().unwrap_or_else(PoisonError::into_inner).take();
            match (answer, body) {
                (Ok(reply), Some(body)) => {
                    let (status, headers, _, _) = reply.into_parts();
                    let silence = silence.map(|most| (most, Box::pin(sleep(most))));
                    Ok(Unread { status, headers, exchange, body, silence })
                }
                (answer, _) => {
                    let reply = answer.as_ref().ok().cloned();
                    let response = outcome::<O>(answer, exchange.clone(), found)?;
                    let what = media_type(&response.headers);
                    let error = DecodeError::new(match what.as_str() {
                        "" => String::from("it is no stream"),
                        what => format!("it is no stream, but `{what}`"),
                    });
                    // A success has a reply.
                    let reply = reply.unwrap_or_else(|| Reply::new(response.status, response.headers, response.body));
                    Err(Error::Decode { error, reply: Box::new(reply.of(exchange)) })
                }
            }
        }
    }
}

/// The error of a stream that broke off. Nobody knows whether a write was then carried out.
pub(super) fn broke<O: Operation>(error: TransportError, exchange: &Exchange) -> Error<O::Error> {
    let found = exchange.is_write.then_some(Found::Unclear);
    match outcome::<O>(Err(Failed::Lost(error)), exchange.clone(), found) {
        Err(error) => error,
        Ok(response) => {
            let reply = Reply::new(response.status, response.headers, response.body).of(response.exchange);
            Error::Undocumented(Box::new(reply))
        }
    }
}

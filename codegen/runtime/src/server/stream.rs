//! Answers that are written bit by bit, while the handler's stream goes on.
//!
//! A handler gives a [`Streamed`]: the whole output, or a stream of what it would hold. An error of the stream breaks the
//! connection off, so that no client takes what came for all there is.

// driftless:part streams
use super::super::codec::EncodeError;
use super::answer::Answer;
use super::endpoint::{Endpoint, Failure};
use super::routes::{Routes, answered};
use axum::body::Body;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, HeaderName, HeaderValue, header::CONTENT_TYPE};
use std::fmt;
use std::future::{Future, Ready, ready};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready as polled};

/// Any error.
type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// A request that can be answered item by item.
// driftless:part streams
pub trait Streams: Endpoint {
    /// An item of the stream.
    type Item: Send + 'static;
    /// Status of the answer.
    const STATUS: u16;
    /// Its media type.
    const MEDIA: &'static str;

    /// Appends an item to the body.
    ///
    /// # Errors
    /// The item cannot be written.
    fn frame(item: &Self::Item, body: &mut Vec<u8>) -> Result<(), EncodeError>;
}

/// A kind of body that is written item by item.
// driftless:part streams
pub trait Framed<I> {
    /// Appends an item to the body.
    ///
    /// # Errors
    /// The item cannot be written.
    fn frame(&self, item: &I, body: &mut Vec<u8>) -> Result<(), EncodeError>;
}

/// A request that can be answered with bytes.
// driftless:part downloads
pub trait Downloads: Endpoint {
    /// Status of the answer.
    const STATUS: u16;
    /// Its media type.
    const MEDIA: &'static str;
}

/// What a handler answers with: all at once, or bit by bit.
pub struct Streamed<E: Endpoint> {
    headers: HeaderMap,
    content: Content<E>,
}

enum Content<E: Endpoint> {
    Whole(E::Output),
    Stream(u16, Body),
}

impl<E: Endpoint> Streamed<E> {
    /// All at once.
    pub fn whole(output: E::Output) -> Self {
        Self { headers: HeaderMap::new(), content: Content::Whole(output) }
    }

    /// With one more header.
    #[must_use]
    pub fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.append(name, value);
        self
    }

    /// 501: what the methods of a server trait do until they are implemented.
    #[allow(clippy::needless_pass_by_value, reason = "it takes what a handler takes")]
    pub fn not_implemented(_: E) -> Ready<Result<Self, Failure<E::Error>>> {
        ready(Err(Failure::not_implemented(E::META.id)))
    }

    fn of(status: u16, media: &'static str, body: Body) -> Self {
        let headers = HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static(media))]);
        Self { headers, content: Content::Stream(status, body) }
    }
}

impl<E: Endpoint> fmt::Debug for Streamed<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Streamed").finish_non_exhaustive()
    }
}

// driftless:part streams
impl<E: Streams> Streamed<E> {
    /// Item by item.
    pub fn items<X: Into<BoxError>>(items: impl Stream<Item = Result<E::Item, X>> + Send + 'static) -> Self
    where
        X: 'static,
    {
        let framed = Mapped(Box::pin(items), |item: Result<E::Item, X>| {
            let mut frame = Vec::new();
            E::frame(&item.map_err(Into::into)?, &mut frame)?;
            Ok(Bytes::from(frame))
        });
        Self::of(E::STATUS, E::MEDIA, Body::from_stream(framed))
    }
}

// driftless:part downloads
impl<E: Downloads> Streamed<E> {
    /// Bytes as they come.
    pub fn bytes<X: Into<BoxError>>(bytes: impl Stream<Item = Result<Bytes, X>> + Send + 'static) -> Self
    where
        X: 'static,
    {
        let mapped = Mapped(Box::pin(bytes), |piece: Result<Bytes, X>| piece.map_err(Into::into));
        Self::of(E::STATUS, E::MEDIA, Body::from_stream(mapped))
    }
}

/// A stream whose items become bytes.
struct Mapped<S, F>(Pin<Box<S>>, F);

// The stream is boxed, so nothing minds being moved.
impl<S, F> Unpin for Mapped<S, F> {}

impl<S: Stream, F: FnMut(S::Item) -> Result<Bytes, BoxError>> Stream for Mapped<S, F> {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let item = polled!(self.0.as_mut().poll_next(context));
        Poll::Ready(item.map(&mut self.1))
    }
}

impl Routes {
    /// Adds an operation that may be answered bit by bit.
    #[must_use]
    pub fn streamed<A, E, H, F>(self, api: &Arc<A>, handler: H) -> Self
    where
        A: Send + Sync + 'static,
        E: Endpoint,
        H: Fn(Arc<A>, E) -> F + Send + Sync + 'static,
        F: Future<Output = Result<Streamed<E>, Failure<E::Error>>> + Send + 'static,
    {
        self.handle(api, handler, respond::<E>)
    }
}

fn respond<E: Endpoint>(outcome: Result<Streamed<E>, Failure<E::Error>>) -> Response {
    let Streamed { headers, content } = match outcome {
        Ok(streamed) => streamed,
        Err(failure) => return answered::<E>(Err(failure)),
    };
    let mut response = match content {
        Content::Whole(output) => answered::<E>(Ok(output)),
        Content::Stream(status, body) => {
            let mut response = Answer::empty(status).into_response();
            *response.body_mut() = body;
            response
        }
    };
    for (name, value) in &headers {
        response.headers_mut().append(name, value.clone());
    }
    response
}

//! Bytes as they come, without a limit: `client.tiles().read(3, 1, 2).download()`.

use super::call::{Call, Operation};
use super::error::Error;
use super::exchange::Exchange;
use super::unread::{Unread, broke};
use bytes::Bytes;
use futures_core::Stream;
use http::header::CONTENT_LENGTH;
use http::{HeaderMap, StatusCode};
use std::fmt;
use std::future::{Future, poll_fn};
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// A request whose answer is bytes.
pub trait Downloads: Operation {
    /// The media type that asks for them.
    const MEDIA: &'static str;

    /// Whether an answer of this status and media type is these bytes.
    fn fits(status: u16, media_type: &str) -> bool;
}

impl<O: Downloads> Call<O> {
    /// Sends the call and gives the bytes of the answer as they come, however many they are: [`timeout`](Call::timeout) ends
    /// with the head of the answer. Between two pieces no more time may pass than an attempt may take.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn download(self) -> impl Future<Output = Result<Download<O>, Error<O::Error>>> + Send + 'static {
        let silence = self.overrides.attempt_timeout.unwrap_or(self.core.config().attempt_timeout);
        let unread = self.unread(O::MEDIA, Some(silence), |status, media_type| O::fits(status.as_u16(), media_type));
        async move { Ok(Download { unread: unread.await?, is_over: false, operation: PhantomData }) }
    }
}

/// Bytes as they come. Ends after an error; bytes before it may be part of what there is.
#[must_use = "bytes come only when the stream is polled"]
pub struct Download<O> {
    unread: Unread,
    is_over: bool,
    operation: PhantomData<fn() -> O>,
}

impl<O: Downloads> Download<O> {
    /// HTTP status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.unread.status
    }

    /// All headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.unread.headers
    }

    /// How many bytes there are in all, if the server says so.
    #[must_use]
    pub fn size(&self) -> Option<u64> {
        self.unread.headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
    }

    /// The call.
    #[must_use]
    pub fn exchange(&self) -> &Exchange {
        &self.unread.exchange
    }

    /// The next bytes, for loops without a library of stream adapters; `None` after the last ones.
    pub async fn next(&mut self) -> Option<Result<Bytes, Error<O::Error>>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

impl<O: Downloads> Stream for Download<O> {
    type Item = Result<Bytes, Error<O::Error>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.is_over {
            return Poll::Ready(None);
        }
        let next = ready!(self.unread.poll(context));
        self.is_over = !matches!(next, Some(Ok(_)));
        Poll::Ready(next.map(|bytes| bytes.map_err(|error| broke::<O>(error, &self.unread.exchange))))
    }
}

impl<O: Downloads> fmt::Debug for Download<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download").field("status", &self.unread.status).finish_non_exhaustive()
    }
}

//! Answers that come item by item: `client.races().follow(7).stream()`.
//!
//! [`Frames`] cut the body into items; what the kind of body means by that is in `events.rs` and `lines.rs`. An item that does
//! not fit its type is an error with the item's own text, and the stream goes on. Where the connection breaks, a stream of
//! events of an operation that only reads connects anew and goes on after the last event it has.

use super::super::codec::DecodeError;
use super::super::meta::Effect;
use super::call::{Call, Operation};
use super::error::Error;
use super::exchange::Exchange;
use super::lost::TransportError;
use super::reply::Reply;
use super::retry::PATIENCE;
use super::unread::{Unread, broke};
use futures_core::Stream;
use http::header::{HeaderName, HeaderValue};
use http::{HeaderMap, StatusCode};
use std::fmt;
use std::future::{Future, poll_fn};
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::time::sleep;

/// A request whose answer can come item by item.
pub trait Streams: Operation<Error: Send> + Clone + Send {
    /// An item of the stream.
    type Item: Send + 'static;
    /// The media type that asks for a stream.
    const MEDIA: &'static str;

    /// Cuts a body into items of at most this many bytes.
    fn frames(limit: usize) -> Box<dyn Frames<Self::Item>>;

    /// Whether an answer of this status and media type is the stream.
    fn fits(status: u16, media_type: &str) -> bool;

    /// Says in the body that a stream is wanted, where the body has a place for that.
    fn ask(&mut self) {}
}

/// A kind of body that comes item by item.
pub trait Framed<I> {
    /// Cuts a body into items of at most this many bytes.
    fn frames(self, limit: usize) -> Box<dyn Frames<I>>;

    /// Whether what calls itself by this media type can be one.
    fn fits(&self, media_type: &str) -> bool;
}

/// A property that asks for a stream.
pub trait Flag {
    /// Asks for one.
    fn raise(&mut self);
}

impl Flag for bool {
    fn raise(&mut self) {
        *self = true;
    }
}

impl<T: Flag + Default> Flag for Option<T> {
    fn raise(&mut self) {
        self.get_or_insert_default().raise();
    }
}

/// A body on its way to being items.
pub trait Frames<I>: Send {
    /// Takes the next bytes.
    fn push(&mut self, bytes: &[u8]);

    /// The body ended.
    fn end(&mut self);

    /// The next item that is whole.
    fn take(&mut self) -> Option<Frame<I>>;

    /// The body broke off: what to say to go on in another one. `None` if that cannot be said.
    fn resume(&mut self) -> Option<Resume>;
}

/// What a body came to.
#[derive(Debug)]
pub enum Frame<I> {
    /// An item.
    Item(I),
    /// Something that is no item, and its text.
    Wrong(DecodeError, Vec<u8>),
    /// The sign that nothing follows.
    Last,
}

/// How a stream goes on after its connection broke.
#[derive(Clone, Debug, Default)]
pub struct Resume {
    /// The last event that came, by its id.
    pub id: Option<String>,
    /// How long the server wants to be left alone.
    pub pause: Duration,
}

impl<O: Streams> Call<O> {
    /// Sends the call and gives the items of the answer as they come, without a limit to their number or to the time between
    /// them: [`timeout`](Call::timeout) ends with the head of the answer. An item may have as many bytes as the client takes
    /// of a whole body. If [`attempt_timeout`](Call::attempt_timeout) is set for this call, longer silence is a break.
    ///
    /// # Errors
    /// See [`Error`]; an answer that is no stream is [`Error::Decode`].
    pub fn stream(mut self) -> impl Future<Output = Result<Streaming<O>, Error<O::Error>>> + Send + 'static {
        self.request.ask();
        let (call, limit) = (self.again(), self.core.config().body_limit);
        let opened = self.opened();
        async move {
            let (state, head) = begin(opened.await?);
            Ok(Streaming { state, head, frames: O::frames(limit), call, tries: 0 })
        }
    }

    fn opened(self) -> impl Future<Output = Result<Unread, Error<O::Error>>> + Send + 'static {
        let silence = self.overrides.attempt_timeout;
        // 204 ends a stream that was connected anew (WHATWG HTML, section 9.2.3), and is an empty one at first.
        let wanted = |status: StatusCode, media_type: &str| {
            status == StatusCode::NO_CONTENT || O::fits(status.as_u16(), media_type)
        };
        self.unread(O::MEDIA, silence, wanted)
    }
}

/// The connection under way.
type Opening<O> = Pin<Box<dyn Future<Output = Result<Unread, Error<<O as Operation>::Error>>> + Send>>;

/// Items as they come. Ends after an error of the call; an item that does not fit its type is no such error.
#[must_use = "items come only when the stream is polled"]
pub struct Streaming<O: Streams> {
    state: State<O>,
    head: Head,
    frames: Box<dyn Frames<O::Item>>,
    /// What connects anew.
    call: Call<O>,
    /// Connections since the last item.
    tries: u32,
}

enum State<O: Streams> {
    Open(Box<Unread>),
    Opening(Opening<O>),
    /// Nothing more comes, but items may be left.
    Ended,
}

/// The head of the last answer.
struct Head {
    status: StatusCode,
    headers: HeaderMap,
    exchange: Exchange,
}

/// A connection that has just been made.
fn begin<O: Streams>(mut unread: Unread) -> (State<O>, Head) {
    let (headers, exchange) = (mem::take(&mut unread.headers), mem::take(&mut unread.exchange));
    let head = Head { status: unread.status, headers, exchange };
    (State::Open(Box::new(unread)), head)
}

impl<O: Streams> Streaming<O> {
    /// HTTP status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.head.status
    }

    /// All headers; after a new connection, its own.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// The call.
    #[must_use]
    pub fn exchange(&self) -> &Exchange {
        &self.head.exchange
    }

    /// The next item, for loops without a library of stream adapters; `None` after the last one.
    pub async fn next(&mut self) -> Option<Result<O::Item, Error<O::Error>>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// An item, or what is wrong with it.
    fn item(&mut self, frame: Frame<O::Item>) -> Option<Result<O::Item, Error<O::Error>>> {
        self.tries = 0;
        match frame {
            Frame::Item(item) => Some(Ok(item)),
            Frame::Last => {
                self.state = State::Ended;
                self.frames = O::frames(0);
                None
            }
            Frame::Wrong(error, text) => {
                let Head { status, headers, exchange } = &self.head;
                let reply = Reply::new(*status, headers.clone(), text.into()).of(exchange.clone());
                Some(Err(Error::Decode { error, reply: Box::new(reply) }))
            }
        }
    }

    /// The body broke off: connects anew where that can do no harm and may help.
    fn reopen(&mut self, error: TransportError) -> Result<Opening<O>, Error<O::Error>> {
        let policy = self.call.overrides.retry.unwrap_or(self.call.core.config().retry);
        let resume = self.frames.resume();
        let may = O::META.effect == Effect::Read && self.tries < policy.retries;
        let resume = resume.filter(|resume| may && resume.pause <= PATIENCE);
        let Some(Resume { id, pause }) = resume else { return Err(broke::<O>(error, &self.head.exchange)) };
        let mut call = self.call.again();
        let id = id.map(|id| HeaderValue::from_bytes(id.as_bytes())).transpose();
        // An id that no header can hold cannot be gone on from.
        let Ok(id) = id else { return Err(broke::<O>(error, &self.head.exchange)) };
        const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");
        call.overrides.own_headers.extend(id.map(|id| (LAST_EVENT_ID, id)));
        let pause = pause + policy.pause(self.tries);
        self.tries += 1;
        Ok(Box::pin(async move {
            sleep(pause).await;
            call.opened().await
        }))
    }
}

// What is inside is boxed, so nothing minds being moved.
impl<O: Streams> Unpin for Streaming<O> {}

impl<O: Streams> Stream for Streaming<O> {
    type Item = Result<O::Item, Error<O::Error>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(frame) = self.frames.take() {
                return Poll::Ready(self.item(frame));
            }
            match &mut self.state {
                State::Ended => return Poll::Ready(None),
                State::Open(unread) => match ready!(unread.poll(context)) {
                    Some(Ok(bytes)) => self.frames.push(&bytes),
                    None => {
                        self.frames.end();
                        self.state = State::Ended;
                    }
                    Some(Err(error)) => match self.reopen(error) {
                        Ok(opening) => self.state = State::Opening(opening),
                        Err(error) => {
                            self.state = State::Ended;
                            return Poll::Ready(Some(Err(error)));
                        }
                    },
                },
                State::Opening(opening) => match ready!(opening.as_mut().poll(context)) {
                    Ok(unread) => (self.state, self.head) = begin(unread),
                    Err(error) => {
                        self.state = State::Ended;
                        return Poll::Ready(Some(Err(error)));
                    }
                },
            }
        }
    }
}

impl<O: Streams> fmt::Debug for Streaming<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Streaming").field("status", &self.head.status).finish_non_exhaustive()
    }
}

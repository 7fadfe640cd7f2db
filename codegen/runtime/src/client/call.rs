//! Calls: a request with its client, ready to be awaited.

use super::super::codec::{DecodeError, EncodeError};
use super::super::meta::Meta;
use super::core::Core;
use super::error::{Error, Failed};
use super::exchange::Exchange;
use super::kinds::Reads;
use super::outcome::{is_open, outcome};
use super::outgoing::Outgoing;
use super::reply::Reply;
use super::retry::Retry;
use super::transport::Incoming;
use super::unknown::{Found, OnUnknown, assert_free};
use bytes::Bytes;
use http::response::Parts;
use http::{HeaderMap, StatusCode};
use std::convert::Infallible;
use std::fmt;
use std::future::{Future, IntoFuture};
use std::mem;
use std::pin::Pin;
use std::time::Duration;

/// A request that knows how it is sent and what comes back.
pub trait Operation: Sized + 'static {
    /// What a success carries.
    type Output: 'static;
    /// The documented failures; `Infallible` if there are none.
    type Error: 'static;
    /// The operation.
    const META: Meta;

    /// Writes the parameters and the body, if there are any.
    ///
    /// # Errors
    /// A value cannot travel where the document wants it.
    fn write(&self, _request: &mut Outgoing) -> Result<(), EncodeError> {
        Ok(())
    }

    /// The idempotency key, which is made up here if the caller gave none; `None` if the operation takes none.
    fn key(&mut self) -> Option<String> {
        None
    }

    /// Reads an answer.
    ///
    /// # Errors
    /// The answer is documented, but its body or a header does not fit.
    fn read(response: &Reply) -> Result<Answer<Self::Output, Self::Error>, DecodeError>;
}

/// An answer that was understood.
#[derive(Debug)]
pub enum Answer<T, E> {
    /// A success.
    Output(T),
    /// A documented failure.
    Error(E),
    /// The document does not know this status.
    Undocumented,
}

/// The documented failures of an operation.
pub trait Documented: Sized {
    /// Reads an answer; `None` if the document does not know its status.
    ///
    /// # Errors
    /// The answer is documented, but its body or a header does not fit.
    fn read(response: &Reply) -> Result<Option<Self>, DecodeError>;
}

impl Documented for Infallible {
    fn read(_: &Reply) -> Result<Option<Self>, DecodeError> {
        Ok(None)
    }
}

impl<T, E: Documented> Answer<T, E> {
    /// An answer of an operation with one success, of one status or of those up to the last.
    ///
    /// # Errors
    /// The answer is documented, but its body or a header does not fit.
    pub fn one<const N: usize>(
        response: &Reply,
        first: u16,
        last: [u16; N],
        kind: impl Reads<T>,
    ) -> Result<Self, DecodeError> {
        let last = last.first().copied().unwrap_or(first);
        if (first..=last).contains(&response.status().as_u16()) {
            kind.read(response).map(Self::Output)
        } else {
            Self::failed(response)
        }
    }

    /// An answer that is no success.
    ///
    /// # Errors
    /// Those of [`Documented::read`].
    pub fn failed(response: &Reply) -> Result<Self, DecodeError> {
        Ok(E::read(response)?.map_or(Self::Undocumented, Self::Error))
    }
}

/// A success with all that came with it.
#[derive(Clone, Debug)]
pub struct Response<T> {
    /// The output.
    pub value: T,
    /// HTTP status.
    pub status: StatusCode,
    /// Headers.
    pub headers: HeaderMap,
    /// The body as it came.
    pub body: Bytes,
    /// The call: how many attempts it took, its idempotency key, the server's name for it.
    pub exchange: Exchange,
}

/// A call. Nothing is sent until it is awaited. If its future is dropped before it ends, nobody knows whether the operation was
/// carried out.
#[must_use = "a call is sent only when it is awaited"]
pub struct Call<O> {
    pub(super) core: Core,
    pub(crate) request: O,
    pub(super) overrides: Overrides,
    on_unknown: OnUnknown,
}

/// What a caller changes for one call.
#[derive(Clone, Default)]
pub(super) struct Overrides {
    pub(super) headers: Vec<(String, String)>,
    pub(super) query: Vec<(String, String)>,
    /// Stands in place of the query that the request would have.
    pub(super) whole_query: Option<String>,
    pub(super) timeout: Option<Duration>,
    pub(super) attempt_timeout: Option<Duration>,
    pub(super) retry: Option<Retry>,
    pub(super) base_url: Option<String>,
    /// What the client itself sends in place of what the operation says.
    pub(super) own_headers: HeaderMap,
}

impl<O: fmt::Debug> fmt::Debug for Call<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").field("request", &self.request).finish_non_exhaustive()
    }
}

impl<O: Operation> Call<O> {
    /// A call of this request. It does not compile for an operation that moves money and takes no idempotency key:
    /// such a call is made by [`Call::with_choice`].
    pub fn new(core: Core, request: O) -> Self {
        const { assert_free(&O::META) }
        Self::with_choice(core, request, OnUnknown::Fail)
    }

    /// A call of this request, and what happens when nobody knows whether it was carried out.
    pub fn with_choice(core: Core, request: O, on_unknown: OnUnknown) -> Self {
        Self { core, request, overrides: Overrides::default(), on_unknown }
    }

    /// Sends a header, in place of any other of that name.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.overrides.headers.push((name.into(), value.into()));
        self
    }

    /// Sends one more query parameter.
    pub fn query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.overrides.query.push((name.into(), value.into()));
        self
    }

    /// Sets how long this call may take, with all attempts and the pauses between them.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.overrides.timeout = Some(timeout);
        self
    }

    /// Sets how long an attempt of this call may take, from connecting to the last byte.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.overrides.attempt_timeout = Some(timeout);
        self
    }

    /// Sets how often, and after which pauses, this call is repeated where that can do no harm.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.overrides.retry = Some(retry);
        self
    }

    /// Sends this call to another server. Credentials go there only if it has the origin of the client's base URL, or one
    /// that the client was told to trust.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.overrides.base_url = Some(url.into());
        self
    }

    /// Sends the call and keeps status, headers and body beside the output.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn send(self) -> impl Future<Output = Result<Response<O::Output>, Error<O::Error>>> + Send + 'static {
        let sent = self.sent(|_, body| Some(body));
        async move {
            let Sent { answer, exchange, found } = sent.await;
            outcome::<O>(answer, exchange, found)
        }
    }

    /// Sends the call; `take` may take the body of an answer over, still unread.
    pub(super) fn sent(
        self,
        take: impl FnMut(&Parts, Incoming) -> Option<Incoming> + Send + 'static,
    ) -> impl Future<Output = Sent> + Send + 'static {
        self.written().send(meta::<O>(), take)
    }

    /// The call with its request written, so that its future need not hold it.
    fn written(self) -> Written {
        let Self { core, mut request, mut overrides, on_unknown } = self;
        let meta = meta::<O>();
        let exchange = Exchange::new(meta, request.key());
        let mut outgoing = Outgoing::new(meta.path);
        let written = outgoing.constants(meta).and_then(|()| request.write(&mut outgoing));
        if let Some(query) = overrides.whole_query.take() {
            outgoing.query = query;
        }
        outgoing.headers.extend(mem::take(&mut overrides.own_headers));
        Written { core, outgoing: written.map(|()| outgoing), overrides, exchange, on_unknown }
    }
}

/// The operation of a request.
fn meta<O: Operation>() -> &'static Meta {
    const { &O::META }
}

/// A call whose request is written, or cannot be.
struct Written {
    core: Core,
    outgoing: Result<Outgoing, EncodeError>,
    overrides: Overrides,
    exchange: Exchange,
    on_unknown: OnUnknown,
}

impl Written {
    async fn send(
        self,
        meta: &'static Meta,
        mut take: impl FnMut(&Parts, Incoming) -> Option<Incoming> + Send + 'static,
    ) -> Sent {
        let Self { core, outgoing, overrides, mut exchange, on_unknown } = self;
        let answer = match outgoing {
            Ok(outgoing) => core.send(meta, outgoing, &overrides, &mut exchange, &mut take).await,
            Err(error) => Err(error.into()),
        };
        let found = match is_open(meta, &exchange, &answer) {
            true => Some(on_unknown.find(&exchange).await),
            false => None,
        };
        Sent { answer, exchange, found }
    }
}

/// How a call was answered, before the answer is read.
pub(super) struct Sent {
    pub(super) answer: Result<Reply, Failed>,
    pub(super) exchange: Exchange,
    /// What became of the operation, where the answer leaves that open.
    pub(super) found: Option<Found>,
}

// driftless:part again
impl<O: Operation + Clone> Call<O> {
    /// The same call once more, as it was before it was sent.
    pub(super) fn again(&self) -> Self {
        let Self { core, request, overrides, .. } = self;
        // Only calls that change nothing are made again, and these leave nothing unknown.
        let on_unknown = OnUnknown::Fail;
        Self { core: core.clone(), request: request.clone(), overrides: overrides.clone(), on_unknown }
    }
}

impl<O: Operation> IntoFuture for Call<O> {
    type Output = Result<O::Output, Error<O::Error>>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        let written = self.written();
        Box::pin(async move {
            let Sent { answer, exchange, found } = written.send(meta::<O>(), |_, body| Some(body)).await;
            outcome::<O>(answer, exchange, found).map(|response| response.value)
        })
    }
}

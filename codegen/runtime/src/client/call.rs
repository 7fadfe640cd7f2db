//! Calls: a request with its client, ready to be awaited.

use super::super::codec::{DecodeError, EncodeError};
use super::super::meta::Meta;
use super::core::Core;
use super::error::Error;
use super::outgoing::Outgoing;
use super::reply::Reply;
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use std::fmt;
use std::future::{Future, IntoFuture};
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

    /// Reads an answer.
    ///
    /// # Errors
    /// The answer is documented, but its body or a header does not fit.
    fn read(response: &Reply) -> Result<Answer<Self>, DecodeError>;
}

/// An answer that was understood.
#[derive(Debug)]
pub enum Answer<O: Operation> {
    /// A success.
    Output(O::Output),
    /// A documented failure.
    Error(O::Error),
    /// The document does not know this status.
    Undocumented,
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
}

/// A call. Nothing is sent until it is awaited.
#[derive(Clone)]
#[must_use = "a call is sent only when it is awaited"]
pub struct Call<O> {
    core: Core,
    pub(crate) request: O,
    pub(super) overrides: Overrides,
}

/// What a caller changes for one call.
#[derive(Clone, Default)]
pub(super) struct Overrides {
    pub(super) headers: Vec<(String, String)>,
    pub(super) query: Vec<(String, String)>,
    /// Stands in place of the query that the request would have.
    pub(super) whole_query: Option<String>,
    pub(super) timeout: Option<Duration>,
    pub(super) base_url: Option<String>,
}

impl<O: fmt::Debug> fmt::Debug for Call<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").field("request", &self.request).finish_non_exhaustive()
    }
}

impl<O: Operation> Call<O> {
    /// A call of this request.
    pub fn new(core: Core, request: O) -> Self {
        Self { core, request, overrides: Overrides::default() }
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

    /// Sets how long this call may take, from connecting to the last byte.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.overrides.timeout = Some(timeout);
        self
    }

    /// Sends this call to another server.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.overrides.base_url = Some(url.into());
        self
    }

    /// Sends the call and keeps status, headers and body beside the output.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn send(self) -> impl Future<Output = Result<Response<O::Output>, Error<O::Error>>> + Send + 'static {
        let Self { core, request, mut overrides } = self;
        let meta = const { &O::META };
        let mut outgoing = Outgoing::new(meta.path);
        // Written before the future starts, so that the future does not hold the request.
        let written = request.write(&mut outgoing);
        if let Some(query) = overrides.whole_query.take() {
            outgoing.query = query;
        }
        async move {
            written.map_err(Error::Encode)?;
            let reply = core.send(meta, outgoing, overrides).await?;
            match O::read(&reply) {
                Ok(Answer::Output(value)) => {
                    let (status, headers, body) = reply.into_parts();
                    Ok(Response { value, status, headers, body })
                }
                Ok(Answer::Error(error)) => Err(Error::Api { error, reply: Box::new(reply) }),
                Ok(Answer::Undocumented) => Err(Error::Undocumented(Box::new(reply))),
                Err(error) => Err(Error::Decode { error, reply: Box::new(reply) }),
            }
        }
    }
}

impl<O: Operation> IntoFuture for Call<O> {
    type Output = Result<O::Output, Error<O::Error>>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        let sent = self.send();
        Box::pin(async move { sent.await.map(|response| response.value) })
    }
}

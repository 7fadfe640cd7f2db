//! How requests travel: any `tower` service from `http::Request<reqwest::Body>` to an `http::Response`.
//!
//! The traits are public ones, so one transport serves every generated crate, an `axum::Router` is one (a client without a
//! port), and `tower` layers go around one. The request carries its `operationId` as an extension of type `&'static str`,
//! the one type that all generated crates and all layers share.

use super::wire::Http;
use bytes::Bytes;
use http::{Request, Response};
use http_body::Frame;
use reqwest::Body;
use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use tower_service::Service;

/// Any error.
pub(super) type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// A body of an answer while it arrives.
pub(super) type Incoming = Pin<Box<dyn Arriving + Send>>;

/// An [`http_body::Body`] whose errors are boxed.
pub(super) trait Arriving {
    /// The next frame.
    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>>;
}

impl<B> Arriving for B
where
    B: http_body::Body<Data = Bytes>,
    B::Error: Into<BoxError>,
{
    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        http_body::Body::poll_frame(self, context).map(|frame| frame.map(|frame| frame.map_err(Into::into)))
    }
}

type Pending = Pin<Box<dyn Future<Output = Result<Response<Incoming>, Unsent>> + Send>>;

/// What carries requests: every `tower` service of this form is one.
///
/// The client takes an attempt for not sent, and may repeat it whatever it does, if the service is not ready, or fails with
/// an error that has a connect error of `reqwest` or a refused connection of `std::io` among its sources. After any other
/// error the request counts as carried out, perhaps. A transport must not follow redirects or repeat requests by itself.
pub trait Transport: Send + 'static {
    /// The service as the client keeps it.
    fn into_shared(self) -> SharedTransport;
}

impl<S, B> Transport for S
where
    S: Service<Request<Body>, Response = Response<B>> + Clone + Send + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send + 'static,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    fn into_shared(self) -> SharedTransport {
        SharedTransport(Kind::Any(Arc::new(Erased(Mutex::new(self)))))
    }
}

/// A transport whose type is forgotten. Cheap to clone.
#[derive(Clone)]
pub struct SharedTransport(Kind);

#[derive(Clone)]
enum Kind {
    /// What most clients have; it is known by its type, and called without a detour.
    Http(Http),
    Any(Arc<dyn Carry>),
}

impl fmt::Debug for SharedTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SharedTransport")
    }
}

impl From<Http> for SharedTransport {
    fn from(http: Http) -> Self {
        Self(Kind::Http(http))
    }
}

impl SharedTransport {
    /// Sends a request of an operation; an error says whether it may have left.
    pub(super) async fn send(
        &self,
        request: reqwest::Request,
        operation: &'static str,
    ) -> Result<Response<Incoming>, Unsent> {
        match &self.0 {
            Kind::Http(http) => match http.execute(request).await {
                Ok(response) => Ok(response.map(|body| Box::pin(body) as Incoming)),
                // What cannot be built has not been sent.
                Err(error) => Err(Unsent { is_ready: !error.is_builder(), error: error.into() }),
            },
            Kind::Any(transport) => {
                let request: Result<Request<Body>, _> = request.try_into();
                let unsent = |error: reqwest::Error| Unsent { is_ready: false, error: error.without_url().into() };
                let mut request = request.map_err(unsent)?;
                // A request for a token belongs to no operation.
                if !operation.is_empty() {
                    request.extensions_mut().insert(operation);
                }
                transport.carry(request).await
            }
        }
    }
}

/// No answer came.
pub(super) struct Unsent {
    pub(super) error: BoxError,
    /// The transport had taken the request.
    pub(super) is_ready: bool,
}

trait Carry: Send + Sync {
    fn carry(&self, request: Request<Body>) -> Pending;
}

/// Services are called by `&mut`, and need not be `Sync`: each request gets a clone.
struct Erased<S>(Mutex<S>);

impl<S, B> Carry for Erased<S>
where
    S: Service<Request<Body>, Response = Response<B>> + Clone + Send + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send + 'static,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    fn carry(&self, request: Request<Body>) -> Pending {
        // A clone that panicked left the service as it was.
        let mut service = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Box::pin(async move {
            let unsent = |is_ready| move |error: S::Error| Unsent { error: error.into(), is_ready };
            poll_fn(|context| service.poll_ready(context)).await.map_err(unsent(false))?;
            let answer = service.call(request);
            // Places that it holds in a queue are free for others.
            drop(service);
            let response = answer.await.map_err(unsent(true))?;
            Ok(response.map(|body| Box::pin(body) as Incoming))
        })
    }
}

//! The transport that a client has if it is given no other: `reqwest`.

use super::config::BuildError;
use super::transport::BoxError;
use http::{Request, Response};
use reqwest::redirect::Policy;
use reqwest::{Body, Client, Proxy};
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tower_service::Service;

/// Sends by `reqwest`: the default transport, and what layers of one's own go around.
#[derive(Clone, Debug)]
pub struct Http(Client);

impl Http {
    /// As clients have it: connecting takes 5 seconds at most, redirects are not followed, and nothing is repeated.
    ///
    /// # Errors
    /// TLS cannot be set up.
    pub fn new() -> Result<Self, BuildError> {
        Self::with_connect_timeout(Duration::from_secs(5))
    }

    /// The same with another limit of the time that connecting takes.
    ///
    /// # Errors
    /// TLS cannot be set up.
    pub fn with_connect_timeout(timeout: Duration) -> Result<Self, BuildError> {
        Self::configured(timeout, None)
    }

    /// The same through a proxy, if one is named.
    pub(super) fn configured(timeout: Duration, proxy: Option<&str>) -> Result<Self, BuildError> {
        let mut builder =
            Client::builder().connect_timeout(timeout).redirect(Policy::none()).retry(reqwest::retry::never());
        if let Some(url) = proxy {
            // The URL is not shown: it may hold a password.
            builder =
                builder.proxy(Proxy::all(url).map_err(|_| BuildError::new("the proxy is not at an absolute URL"))?);
        }
        builder.build().map(Self).map_err(|error| BuildError::caused("TLS cannot be set up", error))
    }
}

impl Http {
    /// Sends a request. Errors say nothing of the URL, whose query may hold a credential.
    pub(super) async fn execute(&self, request: reqwest::Request) -> Result<Response<Body>, reqwest::Error> {
        self.0.execute(request).await.map(Into::into).map_err(reqwest::Error::without_url)
    }
}

/// A `reqwest` client as it is: with its own proxies, timeouts and redirects.
impl From<Client> for Http {
    fn from(client: Client) -> Self {
        Self(client)
    }
}

impl Service<Request<Body>> for Http {
    type Response = Response<Body>;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, BoxError>> + Send>>;

    fn poll_ready(&mut self, _context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let http = self.clone();
        Box::pin(async move {
            let request = request.try_into().map_err(reqwest::Error::without_url)?;
            Ok(http.execute(request).await?)
        })
    }
}

//! What went over the socket: the generated router behind a listener of its own, with a layer around it that keeps every request
//! and answer as it came, before and after generated code has touched it.

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;

/// A request and its answer.
#[derive(Clone, Debug)]
pub(crate) struct Exchange {
    pub method: Method,
    /// Path and query, still encoded.
    pub target: String,
    pub headers: HeaderMap,
    pub body: Bytes,
    pub answered: Answered,
}

/// An answer.
#[derive(Clone, Debug)]
pub(crate) struct Answered {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Exchange {
    /// A header's text; empty if it was not sent.
    pub(crate) fn header(&self, name: &str) -> &str {
        text(&self.headers, name)
    }
}

impl Answered {
    /// A header's text; empty if it was not sent.
    pub(crate) fn header(&self, name: &str) -> &str {
        text(&self.headers, name)
    }

    /// An answer that was not sent, taken apart.
    pub(crate) async fn of(response: Response) -> Self {
        let (parts, body) = response.into_parts();
        Self { status: parts.status, headers: parts.headers, body: whole(body).await }
    }
}

/// A listener and its exchanges, in their order.
pub(crate) struct Wire {
    /// Where it listens.
    pub url: String,
    exchanges: Exchanges,
}

type Exchanges = Arc<Mutex<Vec<Exchange>>>;

impl Wire {
    /// Serves a router at a free port of the loopback interface, as long as the test runs.
    pub(crate) async fn serve(router: Router) -> Self {
        let exchanges = Exchanges::default();
        let router = router.layer(from_fn_with_state(Arc::clone(&exchanges), record));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("the loopback interface has a free port");
        let address = listener.local_addr().expect("a bound socket has an address");
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { url: format!("http://{address}"), exchanges }
    }

    /// The exchanges since the last look.
    pub(crate) fn all(&self) -> Vec<Exchange> {
        std::mem::take(&mut *self.exchanges.lock().expect("no test panics while it holds the lock"))
    }

    /// The only exchange since the last look.
    pub(crate) fn only(&self) -> Exchange {
        let mut exchanges = self.all();
        assert_eq!(exchanges.len(), 1, "one call is one exchange: {exchanges:?}");
        exchanges.remove(0)
    }
}

async fn record(State(exchanges): State<Exchanges>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let body = whole(body).await;
    let (method, headers) = (parts.method.clone(), parts.headers.clone());
    let target = parts.uri.path_and_query().map_or_else(String::new, ToString::to_string);

    let response = next.run(Request::from_parts(parts, Body::from(body.clone()))).await;
    let answered = Answered::of(response).await;
    let mut response = Response::new(Body::from(answered.body.clone()));
    *response.status_mut() = answered.status;
    response.headers_mut().clone_from(&answered.headers);

    let exchange = Exchange { method, target, headers, body, answered };
    exchanges.lock().expect("no test panics while it holds the lock").push(exchange);
    response
}

async fn whole(body: Body) -> Bytes {
    to_bytes(body, usize::MAX).await.expect("a body arrives whole")
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).map_or("", |value| value.to_str().expect("headers of these tests are text"))
}

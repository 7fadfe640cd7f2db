//! From a request to its operation.

use super::super::meta::Meta;
use super::endpoint::{Endpoint, Failure};
use super::incoming::Incoming;
use super::problem::Problem;
use super::template;
use axum::Router;
use axum::extract::{FromRequest, Request};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use bytes::Bytes;
use http::header::ALLOW;
use http::{HeaderValue, Method, StatusCode};
use std::collections::BTreeMap;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

type Answering = Pin<Box<dyn Future<Output = Response> + Send>>;

/// An operation and what serves it.
#[derive(Clone)]
struct Route {
    meta: Meta,
    serve: Arc<dyn Fn(Incoming) -> Answering + Send + Sync>,
}

/// Operations and their handlers, not yet a router: groups of operations can share paths.
#[derive(Clone, Default)]
pub struct Routes(Vec<Route>);

impl fmt::Debug for Routes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|route| route.meta.id)).finish()
    }
}

impl Routes {
    /// No routes.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an operation.
    #[must_use]
    pub fn on<A, E, H, F>(mut self, api: &Arc<A>, handler: H) -> Self
    where
        A: Send + Sync + 'static,
        E: Endpoint,
        H: Fn(Arc<A>, E) -> F + Send + Sync + 'static,
        F: Future<Output = Result<E::Output, Failure<E::Error>>> + Send + 'static,
    {
        let api = Arc::clone(api);
        let serve = move |incoming: Incoming| -> Answering {
            match E::read(&incoming) {
                Ok(request) => {
                    let outcome = handler(Arc::clone(&api), request);
                    Box::pin(async move { respond::<E>(outcome.await) })
                }
                Err(problem) => Box::pin(std::future::ready(problem.into_response())),
            }
        };
        self.0.push(Route { meta: E::META, serve: Arc::new(serve) });
        self
    }

    /// Adds all routes of another group.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// The router. Unknown paths are answered by 404, unknown methods by 405, both as problems. A body may have 2 MB unless a
    /// layer of [`DefaultBodyLimit`](axum::extract::DefaultBodyLimit) says otherwise.
    pub fn into_router(self) -> Router {
        let mut paths: BTreeMap<String, Vec<Route>> = BTreeMap::new();
        for route in self.0 {
            paths.entry(template::pattern(route.meta.path)).or_default().push(route);
        }
        let mut router = Router::new().without_v07_checks();
        for (pattern, mut routes) in paths {
            routes.sort_by_key(|route| std::cmp::Reverse(template::literal_len(route.meta.path)));
            let routes: Arc<[Route]> = routes.into();
            router = router.route(&pattern, any(move |request: Request| dispatch(Arc::clone(&routes), request)));
        }
        router.fallback(|| std::future::ready(Problem::new(StatusCode::NOT_FOUND)))
    }
}

fn respond<E: Endpoint>(outcome: Result<E::Output, Failure<E::Error>>) -> Response {
    let answer = match outcome {
        Ok(output) => E::write(Ok(output)),
        Err(Failure::Documented(error)) => E::write(Err(error)),
        Err(Failure::Problem(problem)) => return problem.into_response(),
    };
    answer.map_or_else(
        |error| {
            let problem = Problem::new(StatusCode::INTERNAL_SERVER_ERROR);
            problem.detail(format!("the answer cannot be written: {error}")).into_response()
        },
        IntoResponse::into_response,
    )
}

/// Serves a request by the route of its method among those of its path.
async fn dispatch(routes: Arc<[Route]>, request: Request) -> Response {
    let (path, query) = (request.uri().path(), request.uri().query().unwrap_or_default());
    let asked = routes.iter().filter(|route| template::asked(route.meta.path, query));
    let matching: Vec<_> = asked.filter_map(|route| Some((route, template::capture(route.meta.path, path)?))).collect();
    let find = |method: &str| matching.iter().find(|(route, _)| route.meta.method.as_str() == method);
    let found = find(request.method().as_str());
    // RFC 9110, section 9.3.2: HEAD is GET without the body, which the HTTP server leaves out.
    let found = found.or_else(|| find("GET").filter(|_| request.method() == Method::HEAD));
    let Some((route, captures)) = found else { return not_served(matching.iter().map(|(route, _)| route.meta)) };
    let (parts, body) = request.into_parts();
    let bytes = Bytes::from_request(Request::from_parts(parts.clone(), body), &()).await;
    match bytes {
        Ok(body) => (route.serve)(Incoming::new(parts, captures.clone(), body)).await,
        Err(rejection) => Problem::new(rejection.status()).detail(rejection.body_text()).into_response(),
    }
}

fn not_served(matching: impl Iterator<Item = Meta>) -> Response {
    let methods: Vec<&str> = matching.map(|meta| meta.method.as_str()).collect();
    if methods.is_empty() {
        return Problem::new(StatusCode::NOT_FOUND).into_response();
    }
    let mut response = Problem::new(StatusCode::METHOD_NOT_ALLOWED).into_response();
    if let Ok(methods) = HeaderValue::from_str(&methods.join(", ")) {
        response.headers_mut().insert(ALLOW, methods);
    }
    response
}

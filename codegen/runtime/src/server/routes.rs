//! From a request to its operation.

use super::super::meta::Meta;
use super::condition::{self, Evidence, Unmet};
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
use http::request::Parts;
use http::{HeaderValue, StatusCode};
use std::cmp::Reverse;
use std::collections::BTreeSet;
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
    pub fn on<A, E, H, F>(self, api: &Arc<A>, handler: H) -> Self
    where
        A: Send + Sync + 'static,
        E: Endpoint,
        H: Fn(Arc<A>, E) -> F + Send + Sync + 'static,
        F: Future<Output = Result<E::Output, Failure<E::Error>>> + Send + 'static,
    {
        self.handle(api, handler, answered::<E>)
    }

    /// Adds an operation and what makes answers of what its handler gives.
    pub(super) fn handle<A, E, H, F>(self, api: &Arc<A>, handler: H, respond: fn(F::Output) -> Response) -> Self
    where
        A: Send + Sync + 'static,
        E: Endpoint,
        H: Fn(Arc<A>, E) -> F + Send + Sync + 'static,
        F: Future + Send + 'static,
    {
        let api = Arc::clone(api);
        self.add(E::META, move |incoming| -> Answering {
            match E::read(&incoming) {
                Ok(request) => {
                    let outcome = handler(Arc::clone(&api), request);
                    Box::pin(async move { respond(outcome.await) })
                }
                Err(problem) => Box::pin(std::future::ready(problem.into_response())),
            }
        })
    }

    /// Adds an operation that reads and answers its requests by itself. Of the same method and path, what was added first comes
    /// first, unless it demands less.
    #[must_use]
    pub fn raw<H, F>(self, meta: Meta, serve: H) -> Self
    where
        H: Fn(Incoming) -> F + Send + Sync + 'static,
        F: Future<Output = Response> + Send + 'static,
    {
        self.add(meta, move |incoming| -> Answering { Box::pin(serve(incoming)) })
    }

    fn add(mut self, meta: Meta, serve: impl Fn(Incoming) -> Answering + Send + Sync + 'static) -> Self {
        self.0.push(Route { meta, serve: Arc::new(serve) });
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
        let mut routes: Vec<(String, Route)> =
            self.0.into_iter().map(|route| (template::pattern(route.meta.path), route)).collect();
        // HEAD before GET, which serves it otherwise.
        routes.sort_by_cached_key(|(_, Route { meta, .. })| {
            (template::precedence(meta.path), Reverse(condition::specificity(meta)), meta.method.as_str() != "HEAD")
        });
        let patterns: BTreeSet<&String> = routes.iter().map(|(pattern, _)| pattern).collect();
        let mut router = Router::new().without_v07_checks();
        for pattern in patterns {
            // The router gives a path to one pattern; what others match as well may be what is meant.
            let overlapping = routes.iter().filter(|(other, _)| template::overlap(pattern, other));
            let routes: Arc<[Route]> = overlapping.map(|(_, route)| route.clone()).collect();
            router = router.route(pattern, any(move |request: Request| dispatch(Arc::clone(&routes), request)));
        }
        router.fallback(|| std::future::ready(Problem::new(StatusCode::NOT_FOUND)))
    }
}

/// The answer that an outcome comes to.
pub(super) fn answered<E: Endpoint>(outcome: Result<E::Output, Failure<E::Error>>) -> Response {
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

/// Serves a request by the first route that it meets.
async fn dispatch(routes: Arc<[Route]>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let (route, captures) = match find(&routes, &parts) {
        Ok(found) => found,
        Err(problem) => return *problem,
    };
    let bytes = Bytes::from_request(Request::from_parts(parts.clone(), body), &()).await;
    match bytes {
        Ok(body) => (route.serve)(Incoming::new(parts, captures, body)).await,
        Err(rejection) => Problem::new(rejection.status()).detail(rejection.body_text()).into_response(),
    }
}

/// A route and the parameters of the path.
type Found<'a> = (&'a Route, Vec<(&'static str, String)>);

/// The route that serves a request; else what the request lacks.
fn find<'a>(routes: &'a [Route], parts: &Parts) -> Result<Found<'a>, Box<Response>> {
    let (path, query, method) = (parts.uri.path(), parts.uri.query().unwrap_or_default(), parts.method.as_str());
    let evidence = Evidence::new(parts);
    let (mut allowed, mut unmet) = (BTreeSet::new(), None::<Unmet>);
    for route in routes.iter().filter(|route| template::asked(route.meta.path, query)) {
        let Some(captures) = template::capture(route.meta.path, path) else { continue };
        let own = route.meta.method.as_str();
        // RFC 9110, section 9.3.2: HEAD is GET without the body, which the HTTP server leaves out.
        if own != method && (own, method) != ("GET", "HEAD") {
            allowed.insert(own);
            continue;
        }
        match evidence.unmet(&route.meta, &captures) {
            None => return Ok((route, captures)),
            Some(other) => unmet = Some(unmet.map_or(other, |unmet| unmet.nearer(other))),
        }
    }
    Err(Box::new(match unmet {
        Some(unmet) => unmet.problem(&evidence).into_response(),
        None if allowed.is_empty() => Problem::new(StatusCode::NOT_FOUND).into_response(),
        None => not_allowed(allowed),
    }))
}

fn not_allowed(allowed: BTreeSet<&str>) -> Response {
    let mut response = Problem::new(StatusCode::METHOD_NOT_ALLOWED).into_response();
    if let Ok(methods) = HeaderValue::from_str(&allowed.into_iter().collect::<Vec<_>>().join(", ")) {
        response.headers_mut().insert(ALLOW, methods);
    }
    response
}

//! A transport that fails as it is told, and a server behind it that books what it carries out.

use super::api::METAS;
use super::ok;
use bytes::Bytes;
use driftless_runtime::runtime::client::{ClientConfig, Core, Credential};
use driftless_runtime::runtime::meta::Effect;
use http::{Request, Response, StatusCode};
use http_body::Frame;
use reqwest::Body;
use std::collections::{BTreeSet, VecDeque};
use std::future::{Future, pending};
use std::io::{Error, ErrorKind};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard};
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::time::{Sleep, sleep};
use tower_service::Service;

/// What happens to one attempt. `carried_out`: the server does what it is asked for, whatever comes of the answer.
#[derive(Clone, Debug)]
pub enum Step {
    /// The transport takes no request.
    NotReady,
    /// Nobody listens.
    Refuse,
    /// The connection breaks.
    Lose { carried_out: bool },
    /// No answer ever comes.
    Stall { carried_out: bool },
    /// An answer.
    Answer { status: u16, carried_out: bool, headers: Vec<(&'static str, String)>, body: String, end: End },
}

/// How the body of an answer ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum End {
    Whole,
    /// The connection breaks after half of it.
    Broken,
    /// Nothing comes after half of it.
    Stalled,
    /// A byte a second.
    Dripping,
    /// It goes on for ever.
    Endless,
}

impl Step {
    pub fn fine() -> Self {
        Self::answer(200, true, End::Whole)
    }

    pub fn status(status: u16) -> Self {
        Self::answer(status, false, End::Whole)
    }

    pub fn answer(status: u16, carried_out: bool, end: End) -> Self {
        let body = if status < 300 { r#"{"id":"1"}"# } else { r#"{"error":"no"}"# };
        Self::Answer { status, carried_out, headers: Vec::new(), body: body.to_owned(), end }
    }

    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        if let Self::Answer { headers, .. } = &mut self {
            headers.push((name, value.to_string()));
        }
        self
    }

    pub fn saying(mut self, text: &str) -> Self {
        if let Self::Answer { body, .. } = &mut self {
            *body = text.to_owned();
        }
        self
    }
}

/// A request that the server got.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    pub line: String,
    pub headers: Vec<(String, String)>,
    pub body: Bytes,
    pub operation: &'static str,
    /// Since the script began.
    pub at: Duration,
}

impl Seen {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The idempotency key, wherever it is.
    pub fn key(&self) -> Option<String> {
        let body = serde_json::from_slice::<serde_json::Value>(&self.body).unwrap_or_default();
        let in_query = self.line.split_once("idempotency_key=").map(|(_, key)| key);
        let found = self.header("idempotency-key").or(in_query).or(body["idempotency_key"].as_str());
        found.map(str::to_owned)
    }
}

/// The transport. What comes after the script goes well.
#[derive(Clone)]
pub struct Script(Arc<Mutex<State>>);

struct State {
    steps: VecDeque<Step>,
    seen: Vec<Seen>,
    /// Keys that the server has carried out.
    keys: BTreeSet<String>,
    effects: usize,
    begin: tokio::time::Instant,
}

impl Script {
    pub fn new(steps: impl IntoIterator<Item = Step>) -> Self {
        let steps = steps.into_iter().collect();
        let begin = tokio::time::Instant::now();
        Self(Arc::new(Mutex::new(State { steps, seen: Vec::new(), keys: BTreeSet::new(), effects: 0, begin })))
    }

    pub fn config(&self) -> ClientConfig {
        let mut config = ClientConfig::new(Some("https://api.test"));
        config.transport(self.clone());
        config.credential("bearer", Credential::bearer("hunter2"));
        config
    }

    pub fn core(&self) -> Core {
        ok(self.config().build())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        ok(self.0.lock())
    }

    pub fn seen(&self) -> Vec<Seen> {
        self.state().seen.clone()
    }

    /// How often money moved.
    pub fn effects(&self) -> usize {
        self.state().effects
    }
}

impl State {
    /// Does what a request asks for. A key is carried out once, and what is idempotent by its method has one effect at most.
    fn carry_out(&mut self, seen: &Seen) {
        let meta = METAS.iter().find(|meta| meta.id == seen.operation);
        let is_idempotent = meta.is_some_and(|meta| matches!(meta.method.as_str(), "PUT" | "DELETE"));
        match seen.key() {
            _ if meta.is_some_and(|meta| meta.effect == Effect::Read) => {}
            Some(key) => self.effects += usize::from(self.keys.insert(key)),
            None if is_idempotent => self.effects = 1,
            None => self.effects += 1,
        }
    }

    /// A server that has looked the key up gives the answer that it gave before.
    fn replays(&self, seen: &Seen, status: u16) -> bool {
        let is_decision = matches!(status, 400 | 402 | 404 | 422);
        is_decision && seen.key().is_some_and(|key| self.keys.contains(&key))
    }
}

impl Service<Request<Body>> for Script {
    type Response = Response<Chunks>;
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Chunks>, Error>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Error>> {
        let mut state = self.state();
        if !matches!(state.steps.front(), Some(Step::NotReady)) {
            return Poll::Ready(Ok(()));
        }
        state.steps.pop_front();
        Poll::Ready(Err(Error::new(ErrorKind::WouldBlock, "not ready")))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let mut state = self.state();
        let step = state.steps.pop_front().unwrap_or_else(Step::fine);
        if matches!(step, Step::Refuse) {
            return Box::pin(async { Err(Error::new(ErrorKind::ConnectionRefused, "refused")) });
        }
        let text = |value: &http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
        let seen = Seen {
            line: format!("{} {}", request.method(), request.uri()),
            headers: request.headers().iter().map(|(name, value)| (name.to_string(), text(value))).collect(),
            body: Bytes::copy_from_slice(request.body().as_bytes().unwrap_or_default()),
            operation: request.extensions().get::<&'static str>().copied().unwrap_or_default(),
            at: state.begin.elapsed(),
        };
        state.seen.push(seen.clone());
        if let Step::Lose { carried_out: true } | Step::Stall { carried_out: true } = step {
            state.carry_out(&seen);
        }
        match step {
            Step::Stall { .. } => Box::pin(pending()),
            Step::Answer { status, .. } if state.replays(&seen, status) => {
                Box::pin(async { Ok(Response::new(Chunks::new(r#"{"id":"1"}"#, End::Whole))) })
            }
            Step::Answer { status, carried_out, headers, body, end } => {
                if carried_out {
                    state.carry_out(&seen);
                }
                let mut response = Response::builder().status(ok(StatusCode::from_u16(status)));
                for (name, value) in headers {
                    response = response.header(name, value);
                }
                let response = ok(response.body(Chunks::new(&body, end)));
                Box::pin(async { Ok(response) })
            }
            Step::Lose { .. } | Step::NotReady | Step::Refuse => {
                Box::pin(async { Err(Error::new(ErrorKind::ConnectionReset, "reset")) })
            }
        }
    }
}

/// A body that arrives in chunks, or does not.
pub struct Chunks {
    rest: VecDeque<Bytes>,
    end: End,
    pause: Option<Pin<Box<Sleep>>>,
}

impl Chunks {
    fn new(text: &str, end: End) -> Self {
        let bytes = Bytes::copy_from_slice(text.as_bytes());
        let rest = match end {
            End::Whole | End::Endless => VecDeque::from([bytes]),
            End::Broken | End::Stalled => VecDeque::from([bytes.slice(..bytes.len() / 2)]),
            End::Dripping => (0..bytes.len()).map(|index| bytes.slice(index..=index)).collect(),
        };
        Self { rest, end, pause: None }
    }
}

impl http_body::Body for Chunks {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        if self.end == End::Dripping && !self.rest.is_empty() {
            let pause = self.pause.get_or_insert_with(|| Box::pin(sleep(Duration::from_secs(1))));
            ready!(pause.as_mut().poll(context));
            self.pause = None;
        }
        match (self.rest.pop_front(), self.end) {
            (Some(chunk), _) => Poll::Ready(Some(Ok(Frame::data(chunk)))),
            (None, End::Whole | End::Dripping) => Poll::Ready(None),
            (None, End::Broken) => Poll::Ready(Some(Err(Error::new(ErrorKind::ConnectionReset, "reset")))),
            (None, End::Stalled) => Poll::Pending,
            (None, End::Endless) => Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(&[b'x'; 65_536]))))),
        }
    }
}

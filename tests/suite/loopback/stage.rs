//! What a proof needs that is the same for each API: the answer that the server is to give next, the typed requests that reached
//! its handlers, and the assertions on both sides of the socket.

use super::answers::{self, Answer};
use super::documented::Documented;
use super::json::Json;
use super::wire::{Answered, Exchange};
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use std::any::Any;
use std::collections::VecDeque;
use std::fmt::Debug;
use std::sync::{Mutex, MutexGuard};

/// The token of every client.
pub(crate) const TOKEN: &str = "key-of-the-test";

/// The stage of one operation: between its generated client and its generated server.
pub(crate) struct Stage {
    pub api: &'static str,
    pub operation: &'static str,
    /// Answers to come; the last one stays.
    next: Mutex<VecDeque<Answer>>,
    seen: Mutex<Vec<Box<dyn Any + Send>>>,
}

impl Stage {
    pub(crate) fn new(api: &'static str, operation: &'static str) -> Self {
        Self { api, operation, next: Mutex::default(), seen: Mutex::default() }
    }

    /// The first answer of the fixtures: a success.
    pub(crate) fn success(&self) -> Answer {
        let answer = answers::all(self.api, self.operation).swap_remove(0);
        assert!(answer.status.is_success(), "{}: the first answer is a success", self.operation);
        answer
    }

    /// Says what the server answers from now on.
    pub(crate) fn answer_with(&self, answer: Answer) {
        self.answer_in_turn([answer]);
    }

    /// Says what the server answers to one call after the other; the last answer from then on.
    pub(crate) fn answer_in_turn(&self, answers: impl IntoIterator<Item = Answer>) {
        *locked(&self.next) = answers.into_iter().collect();
    }

    /// A handler was called with this request: keeps it, and tells the answer.
    pub(crate) fn called<R: Any + Send>(&self, request: R) -> (StatusCode, HeaderMap, Bytes) {
        locked(&self.seen).push(Box::new(request));
        let mut next = locked(&self.next);
        let answer = if next.len() > 1 { next.pop_front() } else { next.front().cloned() };
        let answer = answer.expect("a proof says what is answered before it calls");
        let bytes = answer.bytes();
        (answer.status, answer.headers, bytes)
    }

    /// Asserts that a handler was called once, with this request; it may have a key that the client made up.
    pub(crate) fn assert_reached<R: Any + Debug + PartialEq>(&self, request: &R, key: Option<&str>) {
        let mut seen = std::mem::take(&mut *locked(&self.seen));
        assert_eq!(seen.len(), 1, "{}: one call reaches one handler once", self.operation);
        let seen = seen.remove(0).downcast::<R>().unwrap_or_else(|_| panic!("{}: another handler", self.operation));
        let wanted = format!("{request:?}");
        match key.map(|key| format!("Some({key:?})")).filter(|key| !wanted.contains(key)) {
            Some(made_up) => assert_eq!(format!("{seen:?}").replace(&made_up, "None"), wanted, "{}", self.operation),
            None => assert_eq!(*seen, *request, "{}: the request that the handler got", self.operation),
        }
    }

    /// Asserts that the request carries the token, or none where the document asks for none.
    pub(crate) fn assert_authorised(&self, sent: &Exchange, secured: bool) {
        let wanted = if secured { format!("Bearer {TOKEN}") } else { String::new() };
        assert_eq!(sent.header("authorization"), wanted, "{}: Authorization", self.operation);
    }

    /// Asserts that the request is the one that the source shows; `discrepancy` is the number under which the source
    /// contradicts itself.
    pub(crate) fn assert_documented(&self, sent: &Exchange, id: &str, discrepancy: Option<&str>) {
        let documented = Documented::of(self.api, self.operation);
        assert_eq!(documented.discrepancy.as_deref(), discrepancy, "{}: known discrepancy", self.operation);
        documented.assert_sent(sent, id, TOKEN);
    }

    /// Asserts method and target (`GET /v1/things?limit=2`) and JSON body; an empty text stands for no body.
    pub(crate) fn assert_sent(&self, sent: &Exchange, line: &str, body: &str) {
        assert_eq!(format!("{} {}", sent.method, sent.target), line, "{}: request line", self.operation);
        if body.is_empty() {
            assert!(sent.body.is_empty(), "{}: {:?} was sent, where no body belongs", self.operation, sent.body);
        } else {
            assert_eq!(sent.header("content-type"), "application/json", "{}: media type", self.operation);
            assert_eq!(Json::of_body(&sent.body), Json::parse(body), "{}: body", self.operation);
        }
    }

    /// Asserts that an answer is the fixture's: status, documented headers, and JSON with each number's text.
    pub(crate) fn assert_answered(&self, answered: &Answered, answer: &Answer, by: &str) {
        let what = format!("{} {} {by}", self.operation, answer.status);
        assert_eq!(answered.status, answer.status, "{what}: status");
        assert_eq!(answered.header("content-type"), "application/json", "{what}: media type");
        for (name, value) in &answer.headers {
            assert_eq!(answered.headers.get(name), Some(value), "{what}: header {name}");
        }
        assert_eq!(Json::of_body(&answered.body), answer.body, "{what}: body");
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().expect("no test panics while it holds a lock")
}

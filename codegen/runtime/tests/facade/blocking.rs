//! Calls without `async`, over sockets.

use super::api::{self, ONCE, READ};
use super::ok;
use super::server::{Log, json, serve};
use driftless_runtime::runtime::client::{
    Answer, Call, ClientConfig, Core, Credential, Error, NotSent, Operation, Outgoing, PageTurn, Paged, PagesError,
    Reply, Response, Retry,
};
use driftless_runtime::runtime::codec::{DecodeError, EncodeError};
use driftless_runtime::runtime::meta::{Meta, Method};
use driftless_runtime::runtime::params::{Parameter, Pieces};
use std::convert::Infallible;
use std::thread;
use std::time::Duration;

fn core(url: &str) -> Core {
    let mut config = ClientConfig::new(Some(url));
    config.credential("bearer", Credential::bearer("t"));
    config.retry(Retry::default().pauses(Duration::ZERO, Duration::ZERO));
    ok(config.build())
}

fn fine() -> (String, Log) {
    serve(|_, _| json(200, "x-request-id: r-1\r\n", r#"{"id":"1"}"#))
}

#[test]
fn a_call_waits_for_its_output() {
    let (url, log) =
        serve(|_, number| json(if number == 0 { 503 } else { 200 }, "x-request-id: r-1\r\n", r#"{"id":"1"}"#));
    let core = core(&url);
    let response = ok(api::call::<READ>(&core).wait_response());
    assert_eq!(
        (response.status.as_u16(), response.exchange.attempts, &response.body[..]),
        (200, 2, &br#"{"id":"1"}"#[..])
    );
    assert_eq!(response.headers["x-request-id"], "r-1");
    assert_eq!(ok(api::call::<READ>(&core).wait())["id"], "1");
    assert_eq!(log.requests().len(), 3);
}

#[test]
fn failures_are_those_of_async_calls() {
    let (url, _) = serve(|_, _| json(402, "", r#"{"error":"no"}"#));
    let error = api::call::<READ>(&core(&url)).wait().expect_err("402");
    assert_eq!(error.api().map(|refusal| refusal.0), Some(402));
    let late = api::call::<READ>(&core("http://127.0.0.1:1")).timeout(Duration::from_secs(5)).wait();
    assert!(matches!(late, Err(Error::NotSent { reason: NotSent::Connect(_), .. })), "{late:?}");
}

/// The server closes each connection a moment after its answer. Nobody waits for a call then, and nevertheless the next one must
/// not go out on it: its outcome would be unknown.
#[test]
fn connections_are_looked_after_between_calls() {
    let (url, log) = fine();
    let core = core(&url);
    for _ in 0..4 {
        ok(api::call::<ONCE>(&core).wait());
        thread::sleep(Duration::from_millis(200));
    }
    assert_eq!(log.requests().len(), 4);
}

#[test]
fn threads_wait_at_the_same_time() {
    let (url, log) = serve(|_, _| {
        thread::sleep(Duration::from_millis(200));
        json(200, "", r#"{"id":"1"}"#)
    });
    let core = core(&url);
    let begin = std::time::Instant::now();
    thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| ok(api::call::<READ>(&core).wait()));
        }
    });
    assert_eq!(log.requests().len(), 16);
    assert!(begin.elapsed() < Duration::from_millis(16 * 200), "one after the other: {:?}", begin.elapsed());
}

async fn refuses_in_async_code() {
    let (url, log) = fine();
    let core = core(&url);
    let error = api::call::<READ>(&core).wait().expect_err("this is async code");
    assert!(matches!(error, Error::NotSent { reason: NotSent::CannotWait(_), .. }), "{error:?}");
    assert_eq!(error.exchange().operation, "balance");
    assert!(error.to_string().contains("await the call"), "{error}");
    let mut items = Call::new(core.clone(), Numbers::default()).items().wait();
    assert!(matches!(items.next(), Some(Err(PagesError::Call(Error::NotSent { .. })))));
    assert!(items.next().is_none());
    assert_eq!(log.requests().len(), 0);
    // Nothing is broken by having asked, and threads for what blocks may wait.
    ok(api::call::<READ>(&core).await);
    let waited = tokio::task::spawn_blocking(move || api::call::<READ>(&core).wait());
    assert_eq!(ok(ok(waited.await))["id"], "1");
}

#[tokio::test]
async fn async_code_on_one_thread_must_await() {
    refuses_in_async_code().await;
    ok(tokio::spawn(refuses_in_async_code()).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn async_code_on_several_threads_must_await() {
    refuses_in_async_code().await;
    ok(tokio::spawn(refuses_in_async_code()).await);
    let (url, _) = fine();
    // This tells the runtime that the thread is going to wait.
    tokio::task::block_in_place(|| ok(api::call::<READ>(&core(&url)).wait()));
}

/// A list of numbers, two to a page.
#[derive(Clone, Debug, Default)]
struct Numbers {
    cursor: Option<String>,
}

impl Operation for Numbers {
    type Output = Vec<i64>;
    type Error = Infallible;
    const META: Meta = Meta::new("numbers", Method::GET, "/numbers");

    fn write(&self, request: &mut Outgoing) -> Result<(), EncodeError> {
        request.query(&Parameter::form("cursor"), &Pieces::of(&self.cursor)?)
    }

    fn read(reply: &Reply) -> Result<Answer<Self::Output, Self::Error>, DecodeError> {
        match reply.status().as_u16() {
            200 => reply.json().map(Answer::Output),
            _ => Ok(Answer::Undocumented),
        }
    }
}

impl Paged for Numbers {
    type Item = i64;

    fn items(page: &mut Vec<i64>) -> Option<&mut Vec<i64>> {
        Some(page)
    }

    fn turn(&mut self, page: &Response<Vec<i64>>, _: usize) -> PageTurn {
        let next = page.headers.get("next").and_then(|next| next.to_str().ok()).map(str::to_owned);
        PageTurn::cursor(&mut self.cursor, next.as_ref())
    }
}

fn numbers(request: &str, _: usize) -> Vec<u8> {
    let from = |cursor: &str| request.starts_with(&format!("GET /numbers?cursor={cursor} "));
    match () {
        () if request.starts_with("GET /numbers ") => json(200, "next: b\r\n", "[1,2]"),
        () if from("b") => json(200, "next: c\r\n", "[3,4]"),
        () if from("c") => json(200, "", "[5]"),
        () => json(404, "", "{}"),
    }
}

#[test]
fn lists_are_iterators() {
    let (url, log) = serve(numbers);
    let core = core(&url);
    let items: Result<Vec<i64>, _> = Call::new(core.clone(), Numbers::default()).items().wait().collect();
    assert_eq!(ok(items), [1, 2, 3, 4, 5]);
    let pages: Result<Vec<Vec<i64>>, _> = Call::new(core.clone(), Numbers::default()).pages().wait().collect();
    assert_eq!(ok(pages), [vec![1, 2], vec![3, 4], vec![5]]);
    assert_eq!(log.requests().len(), 6);
    // A page is asked for when its first item is.
    let first: Vec<_> = Call::new(core, Numbers::default()).items().wait().take(2).map(ok).collect();
    assert_eq!((first, log.requests().len()), (vec![1, 2], 7));
}

#[test]
fn lists_end_after_an_error() {
    let (url, _) = serve(|request, number| if number == 1 { json(500, "", "{}") } else { numbers(request, number) });
    let core = core(&url);
    let mut items = Call::new(core, Numbers::default()).retry(Retry::never()).items().wait();
    assert!(matches!((items.next(), items.next()), (Some(Ok(1)), Some(Ok(2)))));
    assert!(matches!(items.next(), Some(Err(PagesError::Call(Error::Undocumented(_))))));
    assert!(items.next().is_none());
}

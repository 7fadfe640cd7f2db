//! Lists in pages, of servers that come to an end and of some that do not.

use super::ok;
use crate::runtime::client::{
    Answer, Call, ClientConfig, Error, Operation, Outgoing, PageTurn, Paged, PagesError, Reply, Response, Stopped,
};
use crate::runtime::codec::{DecodeError, EncodeError};
use crate::runtime::meta::{Meta, Method};
use crate::runtime::params::{Parameter, Pieces};
use axum::Router;
use axum::http::{HeaderMap, header::LINK};
use axum::response::IntoResponse;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::{Arc, Mutex};

/// How a list of the tests goes on.
#[derive(Clone, Copy, Debug)]
enum Way {
    Cursor,
    Offset,
    Number,
    Link,
}

/// `GET /things`: a list in every way.
#[derive(Clone, Debug)]
struct Things {
    way: Way,
    cursor: Option<String>,
    offset: Option<u32>,
    page: Option<i64>,
}

impl Operation for Things {
    type Output = Value;
    type Error = Infallible;

    const META: Meta = Meta::new("things", Method::GET, "/things");

    fn write(&self, request: &mut Outgoing) -> Result<(), EncodeError> {
        request.query(&Parameter::form("cursor"), &Pieces::of(&self.cursor)?)?;
        request.query(&Parameter::form("offset"), &Pieces::of(&self.offset)?)?;
        request.query(&Parameter::form("page"), &Pieces::of(&self.page)?)
    }

    fn read(response: &Reply) -> Result<Answer<Self::Output, Self::Error>, DecodeError> {
        Ok(match response.status().as_u16() {
            200 => Answer::Output(response.json()?),
            _ => Answer::Undocumented,
        })
    }
}

impl Paged for Things {
    type Item = Value;

    fn items(page: &mut Value) -> Option<&mut Vec<Value>> {
        page.get_mut("items").and_then(Value::as_array_mut)
    }

    fn turn(&mut self, page: &Response<Value>, count: usize) -> PageTurn {
        let number = |key: &str| page.value.get(key).and_then(Value::as_i64);
        let next = match self.way {
            Way::Cursor => {
                let next = page.value.get("next").and_then(Value::as_str).map(str::to_owned);
                PageTurn::cursor(&mut self.cursor, next.as_ref())
            }
            Way::Offset => PageTurn::offset(&mut self.offset, count, number("total")),
            Way::Number => PageTurn::number(&mut self.page, 1, count, number("pages")),
            Way::Link => PageTurn::link_header(&page.headers),
        };
        next.unless_last(page.value.get("more").and_then(Value::as_bool))
    }
}

type Asked = Arc<Mutex<Vec<String>>>;

/// From the parameters of a query to a body and a `Link` header.
type Answers = fn(&BTreeMap<String, String>) -> (Value, Option<String>);

/// A call of the list, at a server that answers by the parameters it gets; and what it was asked.
async fn things(way: Way, answer: Answers) -> (Call<Things>, Asked) {
    let asked = Asked::default();
    let log = Arc::clone(&asked);
    let handler = move |uri: axum::http::Uri| async move {
        let query = uri.query().unwrap_or_default();
        ok(log.lock()).push(query.to_owned());
        let url = ok(reqwest::Url::parse(&format!("http://localhost/?{query}")));
        let (body, link) = answer(&url.query_pairs().into_owned().collect());
        let mut headers = HeaderMap::new();
        headers.extend(link.map(|link| (LINK, ok(link.parse()))));
        (headers, body.to_string()).into_response()
    };
    let router = Router::new().route("/things", axum::routing::get(handler));
    let listener = ok(tokio::net::TcpListener::bind("127.0.0.1:0").await);
    let url = format!("http://{}", ok(listener.local_addr()));
    tokio::spawn(async move { axum::serve(listener, router).await });
    let core = ok(ClientConfig::new(Some(&url)).build());
    (Call::new(core, Things { way, cursor: None, offset: None, page: None }), asked)
}

/// The items, and why there are no more.
async fn walk(call: Call<Things>) -> (Vec<Value>, Option<PagesError<Infallible>>) {
    let mut items = call.items().max_pages(20).max_empty_pages(5);
    let mut found = Vec::new();
    while let Some(item) = items.next().await {
        match item {
            Ok(item) => found.push(item),
            Err(error) => {
                assert!(items.next().await.is_none(), "a walk ends after an error");
                return (found, Some(error));
            }
        }
    }
    (found, None)
}

fn asked(log: &Asked) -> Vec<String> {
    ok(log.lock()).clone()
}

#[track_caller]
fn stopped(error: Option<PagesError<Infallible>>, expected: Stopped) {
    match error {
        Some(PagesError::Stopped(found)) => assert_eq!(found, expected),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn cursors_lead_from_page_to_page() {
    let (call, log) = things(Way::Cursor, |query| match query.get("cursor").map(String::as_str) {
        None => (json!({"items": [1, 2], "next": "a b"}), None),
        Some("a b") => (json!({"items": [], "next": "c"}), None),
        Some(_) => (json!({"items": [3], "next": ""}), None),
    })
    .await;
    let mut pages = call.pages();
    assert!(asked(&log).is_empty(), "nothing is sent before it is asked for");
    let first = ok(pages.next().await.expect("a page"));
    assert_eq!(first, json!({"items": [1, 2], "next": "a b"}), "a page is the whole answer");
    assert_eq!(asked(&log), [""]);
    ok(pages.next().await.expect("a page"));
    ok(pages.next().await.expect("a page"));
    assert!(pages.next().await.is_none());
    assert_eq!(asked(&log), ["", "cursor=a%20b", "cursor=c"]);
}

#[tokio::test]
async fn an_answer_that_says_so_is_the_last() {
    let (call, log) = things(Way::Cursor, |_| (json!({"items": [1], "next": "a", "more": false}), None)).await;
    let (items, error) = walk(call).await;
    assert_eq!((items.len(), error.is_none(), asked(&log).len()), (1, true, 1));
}

#[tokio::test]
async fn offsets_count_what_came() {
    let (call, log) = things(Way::Offset, |query| match query.get("offset").map(String::as_str) {
        None => (json!({"items": [1, 2], "total": 3}), None),
        Some(_) => (json!({"items": [3], "total": 3}), None),
    })
    .await;
    assert_eq!(walk(call).await.0.len(), 3);
    assert_eq!(asked(&log), ["", "offset=2"], "the total says where the list ends");
    let (call, log) = things(Way::Offset, |query| match query.get("offset").map(String::as_str) {
        None => (json!({"items": [1, 2]}), None),
        Some("2") => (json!({"items": [3]}), None),
        Some(_) => (json!({"items": []}), None),
    })
    .await;
    assert_eq!(walk(call).await.0.len(), 3);
    assert_eq!(asked(&log), ["", "offset=2", "offset=3"], "a short page may be followed by another");
}

#[tokio::test]
async fn page_numbers_go_up() {
    let (call, log) = things(Way::Number, |query| match query.get("page").map(String::as_str) {
        None => (json!({"items": [1], "pages": 2}), None),
        Some(_) => (json!({"items": [2], "pages": 2}), None),
    })
    .await;
    assert_eq!(walk(call).await.0.len(), 2);
    assert_eq!(asked(&log), ["", "page=2"]);
}

#[tokio::test]
async fn links_give_the_query_and_nothing_else() {
    let (call, log) = things(Way::Link, |query| match query.get("page").map(String::as_str) {
        None => (json!({"items": [1]}), Some("<https://elsewhere.example/x?page=2&q=1>; rel=\"next\"".to_owned())),
        Some(_) => (json!({"items": [2]}), None),
    })
    .await;
    assert_eq!(walk(call.query("q", "1")).await.0.len(), 2);
    assert_eq!(asked(&log), ["q=1", "page=2&q=1"], "asked at the first page's address, each parameter once");
    let (call, _) = things(Way::Link, |_| (json!({"items": [1]}), Some("</next>; rel=next".to_owned()))).await;
    stopped(walk(call).await.1, Stopped::NoAddress);
}

#[tokio::test]
async fn a_repeated_cursor_stops_the_walk() {
    let (call, log) = things(Way::Cursor, |_| (json!({"items": [1], "next": "a"}), None)).await;
    let (items, error) = walk(call).await;
    stopped(error, Stopped::RepeatedPage);
    assert_eq!((items.len(), asked(&log).len()), (2, 2));
    let (mut call, log) = things(Way::Cursor, |_| (json!({"items": [1], "next": "a"}), None)).await;
    call.request.cursor = Some("a".to_owned());
    stopped(walk(call).await.1, Stopped::RepeatedPage);
    assert_eq!(asked(&log).len(), 1, "a walk that begins in the middle knows where it began");
}

#[tokio::test]
async fn cursors_in_a_circle_stop_the_walk() {
    let (call, log) = things(Way::Cursor, |query| {
        let next = match query.get("cursor").map(String::as_str) {
            None | Some("c") => "a",
            Some("a") => "b",
            Some(_) => "c",
        };
        (json!({"items": [1], "next": next}), None)
    })
    .await;
    let (items, error) = walk(call).await;
    stopped(error, Stopped::RepeatedPage);
    assert_eq!((items.len(), asked(&log).len()), (4, 4));
}

#[tokio::test]
async fn empty_pages_without_an_end_stop_the_walk() {
    let (call, log) = things(Way::Cursor, |query| {
        let number: u32 = query.get("cursor").map_or(0, |text| ok(text.parse()));
        (json!({"items": [], "next": (number + 1).to_string()}), None)
    })
    .await;
    stopped(walk(call).await.1, Stopped::EmptyPages(5));
    assert_eq!(asked(&log).len(), 5);
}

#[tokio::test]
async fn a_list_without_an_end_stops_at_the_cap() {
    for way in [Way::Cursor, Way::Offset, Way::Number, Way::Link] {
        let (call, log) = things(way, |query| {
            let number: u32 = query.get("cursor").map_or(0, |text| ok(text.parse()));
            let next = (number + 1).to_string();
            (json!({"items": [1], "next": next}), Some(format!("<?cursor={next}>; rel=next")))
        })
        .await;
        let (items, error) = walk(call).await;
        stopped(error, Stopped::TooManyPages(20));
        assert_eq!((items.len(), asked(&log).len()), (20, 20), "{way:?}");
    }
}

#[tokio::test]
async fn a_failed_call_ends_the_walk_with_its_error() {
    let (call, _) = things(Way::Cursor, |query| match query.get("cursor") {
        None => (json!({"items": [1], "next": "a"}), None),
        Some(_) => (json!("text"), None),
    })
    .await;
    let (items, error) = walk(call.header("Bad", "\n")).await;
    assert!(matches!(error, Some(PagesError::Call(Error::NotSent { .. }))) && items.is_empty(), "{error:?}");
}

#[test]
fn numbers_that_the_parameter_cannot_hold_are_no_page() {
    let mut offset = Some(u32::MAX);
    assert_eq!(PageTurn::offset(&mut offset, 1, None::<i64>), PageTurn::Lost);
    let mut page = Some(i64::MAX);
    assert_eq!(PageTurn::number(&mut page, 1, 1, None::<i64>), PageTurn::Lost);
    assert_eq!((offset, page), (Some(u32::MAX), Some(i64::MAX)));
    let mut page = None;
    assert_eq!(PageTurn::number(&mut page, 0, 1, Some(1)), PageTurn::End, "page 0 is the only one");
}

#[test]
fn streams_can_be_sent_to_other_threads() {
    fn sent<T: futures_core::Stream + Send + Unpin>() {}
    sent::<crate::runtime::client::Items<Things>>();
    sent::<crate::runtime::client::Pages<Things>>();
}

/// The query of the next page that these `Link` headers name.
fn query_of(lines: &[&'static str]) -> Option<String> {
    let mut headers = HeaderMap::new();
    for line in lines {
        headers.append(LINK, axum::http::HeaderValue::from_static(line));
    }
    if let PageTurn::Link(query) = PageTurn::link_header(&headers) { Some(query) } else { None }
}

#[test]
fn the_next_page_is_found_among_links() {
    for (lines, expected) in [
        (&["<https://a.example/p?page=2>; rel=\"next\", <https://a.example/p?page=9>; rel=\"last\""][..], "page=2"),
        (&["<https://a.example/p?page=9>; rel=last", "</p?page=2&n=5#top>; title=\"a, b; c\"; REL=Next"], "page=2&n=5"),
        (&["<?c=a,b;c>;rel=\"prev next\""], "c=a,b;c"),
        (&["<?c=1>; title=\"say \\\"rel=next\\\", twice\", <?c=2>; rel=next"], "c=2"),
    ] {
        assert_eq!(query_of(lines).as_deref(), Some(expected), "{lines:?}");
    }
}

#[test]
fn other_lines_lead_nowhere() {
    for line in ["<?page=2>; rel=prev; rel=next", "</p>; rel=next", "rel=next", "<?page=2; rel=next", "<?page=2>", ""] {
        assert_eq!(query_of(&[line]), None, "{line}");
    }
}

//! Lists that go on in every way: the client of `fixtures/ok/pagination-ways.yaml` against a server of two pages each.

use axum::Router;
use axum::body::{Bytes, to_bytes};
use axum::extract::Request;
use driftless_tests::pagination_ways::client::Client;
use driftless_tests::pagination_ways::runtime::client::{Call, Paged};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};

/// What was asked for, request by request.
type Asked = Arc<Mutex<Vec<String>>>;

/// A client whose transport is the server itself.
fn client(asked: &Asked) -> Client {
    let asked = Arc::clone(asked);
    let router = Router::new().fallback(async move |request: Request| {
        let uri = request.uri().clone();
        let body = to_bytes(request.into_body(), usize::MAX).await.expect("a body arrives whole");
        let query = uri.query().unwrap_or_default();
        asked.lock().expect("no test panics while it holds the lock").push(format!("{query}{}", text(&body)));
        let url = reqwest::Url::parse(&format!("http://localhost/?{query}")).expect("a query fits a URL");
        let (answer, link) = answer(uri.path(), &url.query_pairs().into_owned().collect(), &body);
        ([("link", link), ("content-type", "application/json")], answer.to_string())
    });
    Client::builder().base_url("https://library.example").transport(router).build().expect("the settings are right")
}

fn text(body: &Bytes) -> String {
    String::from_utf8_lossy(body).into_owned()
}

fn answer(path: &str, query: &BTreeMap<String, String>, body: &Bytes) -> (Value, &'static str) {
    let is_first = query.is_empty() && !text(body).contains("page");
    let page = |first: Value, last: Value| if is_first { first } else { last };
    let author = |id: &str| json!({"id": id});
    let link = if is_first && path == "/readers" { "<https://elsewhere.example/?page=2>; rel=\"next\"" } else { "" };
    let answer = match path {
        "/books" => page(
            json!({"books": [{"title": "a"}], "warnings": ["w"], "pagination": {"next_page_token": "t", "has_next": true}}),
            json!({"books": [{"title": "b"}], "pagination": {"next_page_token": "u", "has_next": false}}),
        ),
        "/authors" => page(
            json!({"data": [author("a"), author("b")], "has_more": true}),
            json!({"data": [author("c")], "has_more": false}),
        ),
        "/loans" => page(json!({"loans": ["a", "b"], "total": 3}), json!({"loans": ["c"], "total": 3})),
        "/shelves" => {
            page(json!({"items": [1], "meta": {"total_pages": 2}}), json!({"items": [2], "meta": {"total_pages": 2}}))
        }
        "/readers" => page(json!([author("a")]), json!([author("b")])),
        "/events" => page(json!({"results": ["a"], "next": "/events?page=2"}), json!({"results": ["b"], "next": null})),
        _ => page(json!({"found": {"hits": ["a"], "more": true}}), json!({"found": {"hits": ["b"], "more": false}})),
    };
    (answer, link)
}

/// Walks the list to its end and compares the number of items and what was asked for.
async fn walks<R: Paged<Item: Debug, Error: Debug>>(call: impl Fn(Client) -> Call<R>, items: usize, wanted: [&str; 2]) {
    let asked = Asked::default();
    let mut walk = call(client(&asked)).items();
    let mut found = 0;
    while let Some(item) = walk.next().await {
        item.expect("an item");
        found += 1;
    }
    let asked = asked.lock().expect("no test panics while it holds the lock").clone();
    assert_eq!((found, asked), (items, wanted.map(str::to_owned).to_vec()));
}

#[tokio::test]
async fn by_what_the_answer_says() {
    walks(|client| client.books().list(), 2, ["", "page_token=t"]).await;
    walks(|client| client.authors().list(), 3, ["", "starting_after=b"]).await;
    walks(|client| client.readers().list(), 2, ["", "page=2"]).await;
    walks(|client| client.events().list(), 2, ["", "page=2"]).await;
}

#[tokio::test]
async fn by_counting() {
    walks(|client| client.loans().list(), 3, ["", "offset=2"]).await;
    walks(|client| client.shelves().list(), 2, ["", "page=1"]).await;
    walks(|client| client.search().post("x"), 2, [r#"{"text":"x"}"#, r#"{"text":"x","page":2}"#]).await;
}

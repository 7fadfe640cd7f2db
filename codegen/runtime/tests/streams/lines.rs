//! JSON lines one by one.

use super::api::{Passages, call, passage};
use super::ok;
use super::play::{Play, Scene};
use crate::runtime::client::{Error, Reply};

#[tokio::test]
async fn lines_come_as_they_are_sent() {
    let pieces = ["{\"bib\":1}\n{\"b", "ib\":2}\r\n\n", "\u{1e}{\"bib\":3}\n", "no\n", "{\"bib\":4}"];
    let play = Play::of([Scene::new("application/jsonl", pieces)]).await;
    let mut stream = ok(call::<Passages>(&play.core()).stream().await);
    for bib in [1, 2, 3] {
        assert_eq!(ok(stream.next().await.expect("a line")), passage(bib));
    }
    let error = stream.next().await.expect("a line").expect_err("it is no JSON");
    assert_eq!(error.reply().map(Reply::bytes).as_deref(), Some(b"no\n".as_slice()));
    // The last line need not end.
    assert_eq!(ok(stream.next().await.expect("a line")), passage(4));
    assert!(stream.next().await.is_none() && stream.next().await.is_none());
}

#[tokio::test]
async fn half_a_line_is_an_error() {
    let play = Play::of([Scene::new("application/x-ndjson", ["{\"bib\":1}\n{\"bib\":"])]).await;
    let mut stream = ok(call::<Passages>(&play.core()).stream().await);
    assert!(matches!(stream.next().await, Some(Ok(_))));
    assert!(matches!(stream.next().await, Some(Err(Error::Decode { .. }))));
    assert!(stream.next().await.is_none());
    // What broke off does not pass for the end, nor the half line for a line.
    let broken = Scene::new("application/x-ndjson", ["{\"bib\":1}\n{\"bib\":2}"]).broken();
    let play = Play::of([broken.clone(), broken]).await;
    let mut stream = ok(call::<Passages>(&play.core()).stream().await);
    assert!(matches!(stream.next().await, Some(Ok(_))));
    assert!(matches!(stream.next().await, Some(Err(Error::NoAnswer { .. }))));
    assert!(stream.next().await.is_none());
    assert_eq!(play.asked().len(), 1, "lines cannot be gone on from");
}

#[tokio::test]
async fn a_giant_line_is_passed_over() {
    let pieces = vec![vec![b'['; 50_000], vec![b'['; 50_000], b"\n{\"bib\":1}\n".to_vec()];
    let play = Play::of([Scene::new("application/x-ndjson", pieces)]).await;
    let mut config = play.config();
    config.body_limit(1000);
    let mut stream = ok(call::<Passages>(&ok(config.build())).stream().await);
    let error = stream.next().await.expect("a line").expect_err("it is too large");
    assert!(error.to_string().contains("a line is larger than 1000 bytes"), "{error}");
    assert_eq!(ok(stream.next().await.expect("a line")), passage(1));
}

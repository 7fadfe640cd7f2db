//! Server-sent events: how they are cut, what is said of those that do not fit, and how a stream goes on.

use super::api::{Chat, Follow, FollowText, FollowWhole, call, passage};
use super::ok;
use super::play::{Play, Scene};
use crate::runtime::client::{Call, Error, Reply, Retry, Streaming, Streams};
use crate::runtime::operation::Event;
use http::StatusCode;
use std::time::Duration;

/// Everything that a stream gives.
async fn all<O: Streams>(mut stream: Streaming<O>) -> Vec<Result<O::Item, Error<O::Error>>> {
    let mut items = Vec::new();
    while let Some(item) = stream.next().await {
        items.push(item);
    }
    items
}

async fn texts(pieces: &[&str]) -> Vec<Event<String>> {
    let play = Play::of([Scene::events(pieces.iter().copied())]).await;
    let stream = ok(call::<FollowText>(&play.core()).stream().await);
    all(stream).await.into_iter().map(ok).collect()
}

fn text(data: &str) -> Event<String> {
    Event::new(data.to_owned())
}

#[tokio::test]
async fn events_are_cut_as_the_standard_says() {
    let cases: &[(&[&str], &[&str])] = &[
        (&["data: a\n\ndata: b\n\n"], &["a", "b"]),
        (&["data: a\r\n\r\ndata: b\r\rdata: c\n\n"], &["a", "b", "c"]),
        (&["data: a\r", "\ndata: b\r", "\n", "\r", "\ndata: c\n\n"], &["a\nb", "c"]),
        (&["da", "ta", ":", " a", "\n", "\n"], &["a"]),
        (&["\u{feff}data: a\n\n\u{feff}data: b\n\n"], &["a"]),
        (&["data:a\ndata:  b\ndata\ndata: c\n\n"], &["a\n b\n\nc"]),
        (&[": comment\n\n:\n\ndata: a\nunknown: b\n\n"], &["a"]),
        (&["event: only\n\ndata\n\n"], &[""]),
        (&["data: the last line has no end"], &["the last line has no end"]),
        (&["\n\n\n"], &[]),
    ];
    for (pieces, expected) in cases {
        let data: Vec<_> = texts(pieces).await.into_iter().map(|event| event.data).collect();
        assert_eq!(&data, expected, "{pieces:?}");
    }
    // A character of several bytes over several pieces.
    let play = Play::of([Scene::events("data: né\n\n".bytes().map(|byte| [byte]))]).await;
    assert_eq!(ok(call::<FollowText>(&play.core()).await), [text("né")]);
    let fields = texts(&["event: lap\nid: 7\nretry: 250\ndata: a\n\nid: \0\nretry: 2s\ndata: b\n\n"]).await;
    let lap = Event {
        event: Some(String::from("lap")),
        id: Some(String::from("7")),
        retry: Some(Duration::from_millis(250)),
        ..text("a")
    };
    assert_eq!(fields, [lap, text("b")]);
}

#[tokio::test]
async fn what_does_not_fit_is_an_error_and_the_stream_goes_on() {
    let pieces =
        ["data: {\"bib\":1}\n\n", "data: soon\n\n", "data: {\"bib\":2}\n\ndata: [DONE]\n\ndata: {\"bib\":3}\n\n"];
    let play = Play::of([Scene::events(pieces)]).await;
    let items = all(ok(call::<Follow>(&play.core()).stream().await)).await;
    assert_eq!(items.len(), 3, "{items:?}");
    assert_eq!((ok(items[0].as_ref()).data.clone(), ok(items[2].as_ref()).data.clone()), (passage(1), passage(2)));
    let error = items[1].as_ref().expect_err("it is no passage");
    assert!(matches!(error, Error::Decode { .. }), "{error:?}");
    assert_eq!(error.reply().map(Reply::bytes).as_deref(), Some(b"soon".as_slice()));
    assert_eq!(error.exchange().operation, "Follow");
}

#[tokio::test]
async fn the_whole_event_can_be_the_type() {
    let play = Play::of([Scene::events(["event: made\nid: 1\ndata: {\"n\":1}\n\ndata: plain\n\n"])]).await;
    let items = all(ok(call::<FollowWhole>(&play.core()).stream().await)).await;
    let shown: Vec<_> = items.into_iter().map(|item| ok(serde_json::to_string(&ok(item).data))).collect();
    // Text is what a type without a say about `data` gets.
    assert_eq!(shown, [r#"{"data":"{\"n\":1}","event":"made","id":"1"}"#, r#"{"data":"plain"}"#]);
}

#[tokio::test]
async fn one_that_is_too_large_is_passed_over() {
    let giant = "x".repeat(100_000);
    let pieces =
        vec![String::from("data: a\n\nid: 9\ndata: "), giant.clone(), giant, String::from("\n: x\n\ndata: b\n\n")];
    let play = Play::of([Scene::events(pieces)]).await;
    let mut config = play.config();
    config.body_limit(1000);
    let items = all(ok(call::<FollowText>(&ok(config.build())).stream().await)).await;
    assert_eq!((ok(items[0].as_ref()), ok(items[2].as_ref()), items.len()), (&text("a"), &text("b"), 3));
    let error = items[1].as_ref().expect_err("it is larger than a body may be");
    assert!(error.to_string().contains("an event is larger than 1000 bytes"), "{error}");
}

#[tokio::test]
async fn a_broken_stream_goes_on_after_its_last_event() {
    let scenes = [
        Scene::events(["retry: 30\nid: 1\ndata: a\n\nid: 2\n\nid: 3\ndata: cut o"]).broken(),
        Scene::events(["data: b\n\nid: caf\u{e9}\ndata: c\n\n"]).broken(),
        Scene::events(["data: d\n\n"]),
    ];
    let play = Play::of(scenes).await;
    let begin = std::time::Instant::now();
    let items = all(ok(call::<FollowText>(&play.core()).header("x-own", "1").stream().await)).await;
    let data: Vec<_> = items.into_iter().map(|item| ok(item).data).collect();
    assert_eq!(data, ["a", "b", "c", "d"]);
    let said = |value: &str| Some(value.to_owned());
    assert_eq!(play.header("last-event-id"), [None, said("2"), said("caf\u{e9}")]);
    assert_eq!(play.header("accept"), vec![said("text/event-stream"); 3]);
    assert_eq!(play.header("x-own"), vec![said("1"); 3]);
    assert!(begin.elapsed() >= Duration::from_millis(60), "`retry` is waited for, twice: {:?}", begin.elapsed());
}

#[tokio::test]
async fn a_stream_that_only_breaks_ends_in_an_error() {
    let broken = Scene::events([": no event\n\n"]).broken();
    let play = Play::of([Scene::events(["data: a\n\n"]).broken(), broken.clone(), broken.clone(), broken]).await;
    let items = all(ok(call::<FollowText>(&play.core()).stream().await)).await;
    // The first break came after an event; two connections without any follow, which is all that the policy has.
    assert_eq!((items.len(), play.asked().len()), (2, 3), "{items:?}");
    let error = items[1].as_ref().expect_err("it broke");
    assert!(matches!(error, Error::NoAnswer { .. }), "{error:?}");
    assert_eq!(error.to_string(), "the exchange with the server broke off, after 200 OK");
    let play = Play::of([Scene::events(["data: a\n\n"]).broken()]).await;
    let items = all(ok(call::<FollowText>(&play.core()).retry(Retry::never()).stream().await)).await;
    assert!(matches!(items.as_slice(), [Ok(_), Err(Error::NoAnswer { .. })]), "{items:?}");
    // A server that asks for more patience than anybody has.
    let play = Play::of([Scene::events(["retry: 99999999\ndata: a\n\n"]).broken()]).await;
    let items = all(ok(call::<FollowText>(&play.core()).stream().await)).await;
    assert!(matches!(items.as_slice(), [Ok(_), Err(Error::NoAnswer { .. })]), "{items:?}");
}

#[tokio::test]
async fn a_new_connection_may_be_refused_in_every_way() {
    let broken = || Scene::events(["data: a\n\n"]).broken();
    let second = |scene: Scene| async {
        let play = Play::of([broken(), scene]).await;
        let items = all(ok(call::<FollowText>(&play.core()).stream().await)).await;
        items.into_iter().nth(1)
    };
    assert!(second(Scene::new("", [""; 0]).status(204)).await.is_none());
    let missing = second(Scene::new("text/plain", ["gone"]).status(404)).await;
    assert!(matches!(missing, Some(Err(Error::Api { .. }))), "{missing:?}");
    let html = second(Scene::new("text/html", ["<p>log in</p>"])).await;
    assert!(matches!(html, Some(Err(Error::Decode { .. }))), "{html:?}");
}

#[tokio::test]
async fn silence_is_a_break_where_a_call_says_so() {
    let play = Play::of([Scene::events(["data: a\n\n"]).silent(), Scene::events(["data: b\n\n"])]).await;
    let stream = call::<FollowText>(&play.core()).attempt_timeout(Duration::from_millis(200)).stream().await;
    let data: Vec<_> = all(ok(stream)).await.into_iter().map(|item| ok(item).data).collect();
    assert_eq!(data, ["a", "b"]);
}

#[tokio::test]
async fn a_body_says_whether_it_wants_a_stream() {
    let json = Scene::new("application/json", [r#"{"bib":1}"#]);
    let events = Scene::events(["data: {\"bib\":2}\n\ndata: [DONE]\n\n"]);
    let play = Play::of([json.clone(), events.clone(), json, events.broken()]).await;
    let core = play.core();
    assert_eq!(ok(call::<Chat>(&core).await), passage(1));
    let stream = ok(call::<Chat>(&core).stream().await);
    assert_eq!(
        (stream.status(), &stream.headers()["content-type"]),
        (StatusCode::OK, &"text/event-stream; charset=utf-8".parse().expect("a value"))
    );
    assert_eq!(all(stream).await.into_iter().map(ok).collect::<Vec<_>>(), [Event::new(passage(2))]);
    let bodies: Vec<_> =
        play.asked().iter().map(|head| head.split_once("\r\n\r\n").map(|(_, body)| body.to_owned())).collect();
    assert_eq!(bodies, [Some(String::new()), Some(String::from(r#"{"stream":true}"#))]);
    // A server that answers as if it had not been asked.
    let error = call::<Chat>(&core).stream().await.expect_err("it is JSON");
    assert!(error.to_string().contains("it is no stream, but `application/json`"), "{error}");
    assert_eq!(error.reply().map(Reply::bytes).as_deref(), Some(br#"{"bib":1}"#.as_slice()));
    // After `[DONE]` a break is no matter.
    assert_eq!(all(ok(call::<Chat>(&core).stream().await)).await.len(), 1);
}

#[tokio::test]
async fn a_write_is_never_sent_again() {
    let play =
        Play::of([Scene::events(["data: {\"bib\":2}\n\n"]).broken(), Scene::events(["data: {\"bib\":3}\n\n"])]).await;
    let items = all(ok(call::<Chat>(&play.core()).stream().await)).await;
    assert!(matches!(items.as_slice(), [Ok(_), Err(Error::OutcomeUnknown(_))]), "{items:?}");
    assert_eq!(play.asked().len(), 1);
}

#[tokio::test]
async fn what_is_wrong_at_first_is_said_before_there_is_a_stream() {
    let play = Play::of([Scene::new("text/plain", ["no such race"]).status(404)]).await;
    let error = call::<Follow>(&play.core()).stream().await.expect_err("there is no race");
    assert!(matches!(error, Error::Api { .. }), "{error:?}");
    let gone = Call::with_choice(play.core(), Follow::default(), Default::default()).retry(Retry::never());
    drop(play);
    let error = gone.stream().await.expect_err("nobody listens");
    assert!(matches!(error, Error::NotSent { .. } | Error::NoAnswer { .. }), "{error:?}");
}

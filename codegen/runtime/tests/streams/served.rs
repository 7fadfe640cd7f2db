//! Handlers that answer bit by bit, over a socket, with the client on the other side.

use super::api::{Chat, Follow, FollowText, FollowWhole, NotFound, Passages, Tile, call, passage};
use super::ok;
use crate::runtime::client::{ClientConfig, Core, Error, Retry};
use crate::runtime::operation::Event;
use crate::runtime::server::{Failure, Routes, Streamed};
use bytes::Bytes;
use futures_core::Stream;
use http::HeaderValue;
use http::header::CONTENT_DISPOSITION;
use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::mpsc::{self, Receiver, Sender};

/// What a test sends, as a stream.
struct Sent<T>(Receiver<Result<T, &'static str>>);

impl<T> Stream for Sent<T> {
    type Item = Result<T, &'static str>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(context)
    }
}

fn sent<T>() -> (Sender<Result<T, &'static str>>, Sent<T>) {
    let (sender, receiver) = mpsc::channel(1);
    (sender, Sent(receiver))
}

async fn serve(routes: Routes) -> Core {
    let listener = ok(TcpListener::bind("127.0.0.1:0").await);
    let url = format!("http://{}", ok(listener.local_addr()));
    tokio::spawn(async move { axum::serve(listener, routes.into_router()).await });
    let mut config = ClientConfig::new(Some(&url));
    config.retry(Retry::never());
    ok(config.build())
}

/// A handler that gives this once.
fn once<T: Send + 'static>(value: T) -> (Arc<Mutex<Option<T>>>, impl Fn(Arc<Mutex<Option<T>>>) -> T + Clone) {
    let take = |slot: Arc<Mutex<Option<T>>>| ok(slot.lock()).take().expect("the first request");
    (Arc::new(Mutex::new(Some(value))), take)
}

#[tokio::test]
async fn events_arrive_while_the_handler_goes_on() {
    let (sender, stream) = sent::<Event<BTreeMap<String, i64>>>();
    let (api, take) = once(stream);
    let routes = Routes::new().streamed(&api, move |api, _: Follow| {
        let stream = take(api);
        async move { Ok(Streamed::items(stream)) }
    });
    let core = serve(routes).await;
    let mut stream = ok(call::<Follow>(&core).stream().await);
    // Each is there before the next one is sent.
    for bib in [1, 2] {
        let id = Some(bib.to_string());
        let event = Event { id, retry: Some(Duration::from_millis(5)), ..Event::new(passage(bib)) };
        ok(sender.send(Ok(event.clone())).await);
        assert_eq!(ok(stream.next().await.expect("an event")), event);
    }
    // An error breaks the answer off.
    ok(sender.send(Err("no power")).await);
    let error = stream.next().await.expect("an end").expect_err("it broke");
    assert!(matches!(error, Error::NoAnswer { .. }), "{error:?}");
}

#[tokio::test]
async fn lines_and_bytes_too() {
    let (line, lines) = sent();
    let (piece, pieces) = sent();
    let (api, take) = once((lines, pieces));
    let (lines, pieces) = take(api);
    let (passages, take_lines) = once(lines);
    let (tile, take_pieces) = once(pieces);
    let routes = Routes::new().streamed(&passages, move |api, _: Passages| {
        let lines = take_lines(api);
        async move { Ok(Streamed::items(lines)) }
    });
    let routes = routes.streamed(&tile, move |api, _: Tile| {
        let pieces = take_pieces(api);
        let name = HeaderValue::from_static("attachment; filename=\"tile.png\"");
        async move { Ok(Streamed::bytes(pieces).header(CONTENT_DISPOSITION, name)) }
    });
    let core = serve(routes).await;
    let mut lines = ok(call::<Passages>(&core).stream().await);
    ok(line.send(Ok(passage(1))).await);
    assert_eq!(ok(lines.next().await.expect("a line")), passage(1));
    drop(line);
    assert!(lines.next().await.is_none());
    let mut tile = ok(call::<Tile>(&core).download().await);
    assert_eq!(tile.headers()["content-type"], "image/png");
    assert_eq!(tile.headers()["content-disposition"], "attachment; filename=\"tile.png\"");
    ok(piece.send(Ok(Bytes::from_static(b"abc"))).await);
    assert_eq!(ok(tile.next().await.expect("bytes")), "abc");
    drop(piece);
    assert!(tile.next().await.is_none());
}

#[tokio::test]
async fn a_handler_may_also_answer_all_at_once() {
    let routes = Routes::new()
        .streamed(&Arc::new(()), |_, request: Chat| async move {
            assert!(request.stream.is_none());
            Ok(Streamed::whole(passage(1)))
        })
        .streamed(&Arc::new(()), |_, _: Follow| async { Err(Failure::Documented(NotFound)) })
        .streamed(&Arc::new(()), |_, request: Passages| Streamed::not_implemented(request));
    let core = serve(routes).await;
    assert_eq!(ok(call::<Chat>(&core).await), passage(1));
    assert!(matches!(call::<Follow>(&core).stream().await, Err(Error::Api { error: NotFound, .. })));
    let error = call::<Passages>(&core).stream().await.expect_err("it is not implemented");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(501));
}

#[tokio::test]
async fn what_is_written_is_what_is_read() {
    let text = |data: &str| Event::new(data.to_owned());
    let named = Event { event: Some(String::from("a: b")), id: Some(String::new()), ..text("") };
    let texts = vec![text("a\nb\n\nc"), text(" x"), text("[DONE]"), named];
    let object = |data: serde_json::Value| {
        let members = [(String::from("event"), "made".into()), (String::from("data"), data)];
        Event { event: Some(String::from("made")), ..Event::new(BTreeMap::from(members)) }
    };
    let whole = vec![object("plain".into()), object("two\nlines".into())];
    let (texts_api, whole_api) = (Arc::new(texts.clone()), Arc::new(whole.clone()));
    let routes = Routes::new()
        .on(&texts_api, |api, _: FollowText| async move { Ok(api.to_vec()) })
        .on(&whole_api, |api, _: FollowWhole| async move { Ok(api.to_vec()) });
    let core = serve(routes).await;
    assert_eq!(ok(call::<FollowText>(&core).await), texts);
    assert_eq!(ok(call::<FollowWhole>(&core).await), whole);
    // What no event can say is not said otherwise.
    let wrong = Arc::new(vec![Event { event: Some(String::from("a\nb")), ..text("") }]);
    let core = serve(Routes::new().on(&wrong, |api, _: FollowText| async move { Ok(api.to_vec()) })).await;
    assert_eq!(
        call::<FollowText>(&core).await.expect_err("it cannot be written").status(),
        Some(http::StatusCode::INTERNAL_SERVER_ERROR)
    );
}

//! Fixtures whose bodies travel bit by bit: what a handler gives piece by piece is what the client gets, and the other way.

use super::ok;
use bytes::Bytes;
use driftless_tests::{binary_and_text, multipart_body, streams};
use futures_core::Stream;
use std::collections::VecDeque;
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use streams::operations::{
    AudioReadError, AudioReadRequest, ChatCreateError, ChatCreateRequest, LogFollowRequest, MessagesListRequest,
    ThreadsRunRequest,
};
use streams::runtime::operation::Event;
use streams::runtime::server::{Failure, Streamed};
use streams::types::{Delta, Message, Run, RunEvent};

/// Items that are there already, as a stream.
struct Given<T>(VecDeque<T>);

impl<T: Unpin> Stream for Given<T> {
    type Item = Result<T, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop_front().map(Ok))
    }
}

fn given<T>(items: impl IntoIterator<Item = T>) -> Given<T> {
    Given(items.into_iter().collect())
}

async fn serve(router: axum::Router) -> String {
    let listener = ok(tokio::net::TcpListener::bind("127.0.0.1:0").await);
    let url = format!("http://{}", ok(listener.local_addr()));
    tokio::spawn(async move { axum::serve(listener, router).await });
    url
}

fn message(text: &str) -> Message {
    Message { text: text.to_owned() }
}

/// Answers as it is asked: by the flag in the body, or by the media type that is accepted.
struct Assistant;

impl streams::server::chat::ChatApi for Assistant {
    async fn create(
        &self,
        request: ChatCreateRequest,
    ) -> Result<Streamed<ChatCreateRequest>, Failure<ChatCreateError>> {
        Ok(match request.stream {
            Some(true) => Streamed::items(given(["a", "b"].map(|delta| Event::new(Delta { delta: delta.to_owned() })))),
            _ => Streamed::whole(message(&request.prompt)),
        })
    }
}

impl streams::server::threads::ThreadsApi for Assistant {
    async fn run(&self, request: ThreadsRunRequest) -> Result<Streamed<ThreadsRunRequest>, Failure<Infallible>> {
        assert_eq!(request.body.stream, Some(Some(true)));
        let json = r#"{"event":"run.message","data":{"text":"hello"}}"#;
        let event: RunEvent = ok(serde_json::from_str(json));
        Ok(Streamed::items(given([Event::new(event)])))
    }
}

impl streams::server::log::LogApi for Assistant {
    async fn follow(&self, _: LogFollowRequest) -> Result<Streamed<LogFollowRequest>, Failure<Infallible>> {
        let second = Event { id: Some(String::from("2")), ..Event::new(String::from("{two}\nlines")) };
        Ok(Streamed::items(given([Event::new(String::from("one")), second])))
    }
}

impl streams::server::messages::MessagesApi for Assistant {
    async fn list(&self, _: MessagesListRequest) -> Result<Streamed<MessagesListRequest>, Failure<Infallible>> {
        Ok(Streamed::items(given(["a", "b"].map(message))))
    }
}

impl streams::server::audio::AudioApi for Assistant {
    async fn read(&self, request: AudioReadRequest) -> Result<Streamed<AudioReadRequest>, Failure<AudioReadError>> {
        match request.id.as_str() {
            "none" => Err(AudioReadError::NotFound)?,
            _ => Ok(Streamed::bytes(given(["so", "und"].map(Bytes::from)))),
        }
    }
}

#[tokio::test]
async fn answers_come_whole_or_item_by_item() {
    let url = serve(streams::server::router(Assistant)).await;
    let client = ok(streams::client::Client::builder().base_url(url).build());
    assert_eq!(ok(client.chat().create("all").await), message("all"));
    let mut deltas = ok(client.chat().create("bits").stream().await);
    let mut text = String::new();
    while let Some(event) = deltas.next().await {
        text += &ok(event).data.delta;
    }
    assert_eq!(text, "ab");

    let run = Run { a: 1, b: 2, c: 3, d: 4, e: 5, stream: None };
    let mut events = ok(client.threads().run("t", run).stream().await);
    let event = ok(events.next().await.expect("an event"));
    assert_eq!(event.event.as_deref(), Some("run.message"));
    assert_eq!(ok(serde_json::to_string(&event.data)), r#"{"event":"run.message","data":{"text":"hello"}}"#);

    let log = ok(client.log().follow().set_stream("x").await);
    let shown: Vec<_> = log.iter().map(|event| (event.data.as_str(), event.id.as_deref())).collect();
    assert_eq!(shown, [("one", None), ("{two}\nlines", Some("2"))]);

    let mut messages = ok(client.messages().list().stream().await);
    assert_eq!(messages.headers()["content-type"], "application/json-seq");
    for text in ["a", "b"] {
        assert_eq!(ok(messages.next().await.expect("a message")), message(text));
    }
    assert!(messages.next().await.is_none());
}

#[tokio::test]
async fn bytes_come_as_they_are_sent() {
    let url = serve(streams::server::router(Assistant)).await;
    let client = ok(streams::client::Client::builder().base_url(url).build());
    let mut sound = ok(client.audio().read("a").set_download(true).download().await);
    let mut bytes = Vec::new();
    while let Some(piece) = sound.next().await {
        bytes.extend(ok(piece));
    }
    assert_eq!(
        (bytes.as_slice(), &sound.headers()["content-type"]),
        (&b"sound"[..], &"audio/mpeg".parse().expect("a value"))
    );
    let error = client.audio().read("none").download().await.expect_err("there is none");
    assert_eq!(error.api(), Some(&AudioReadError::NotFound));
}

/// Keeps what it is sent.
#[derive(Clone)]
struct Kept<T>(Arc<Mutex<Vec<T>>>);

impl binary_and_text::server::tiles::TilesApi for Kept<Bytes> {
    async fn write(
        &self,
        request: binary_and_text::operations::TilesWriteRequest,
    ) -> Result<(), binary_and_text::runtime::server::Failure<Infallible>> {
        ok(self.0.lock()).extend(request.body.bytes().cloned());
        Ok(())
    }
}

#[tokio::test]
async fn a_body_is_sent_from_a_stream() {
    use binary_and_text::runtime::codec::Upload;
    let kept = Kept(Arc::default());
    let routes = binary_and_text::server::tiles::routes(&Arc::new(kept.clone()));
    let url = serve(routes.into_router()).await;
    let client = ok(binary_and_text::client::Client::builder().base_url(url).build());
    ok(client.tiles().write(1, 2, 3, Upload::stream(given(["ti", "le"].map(Bytes::from)))).await);
    ok(client.tiles().write(1, 2, 3, "text").await);
    assert_eq!(*ok(kept.0.lock()), ["tile", "text"]);
}

impl multipart_body::server::claims::ClaimsApi for Kept<multipart_body::types::ClaimsFileBody> {
    async fn file(
        &self,
        request: multipart_body::operations::ClaimsFileRequest,
    ) -> Result<String, multipart_body::runtime::server::Failure<Infallible>> {
        ok(self.0.lock()).push(request.body);
        Ok(String::from("1"))
    }
}

#[tokio::test]
async fn files_keep_their_names() {
    use multipart_body::runtime::codec::Upload;
    use multipart_body::types::ClaimsFileBody;
    let kept = Kept(Arc::default());
    let url = serve(multipart_body::server::router(kept.clone())).await;
    let client = ok(multipart_body::client::Client::builder().base_url(url).build());
    let photo = Upload::from(vec![0, 255]).named("crash.jpg").of_type("image/jpeg");
    let body = ClaimsFileBody { photos: Some(vec![photo, Upload::from("b")]), ..ClaimsFileBody::new("p", "report") };
    ok(client.claims().file(body.clone()).await);
    let streamed = Upload::sized_stream(6, given(["re", "port"].map(Bytes::from))).named("report.pdf");
    ok(client.claims().file(ClaimsFileBody { report: streamed, ..body.clone() }).await);
    let named = ClaimsFileBody { report: Upload::from("report").named("report.pdf"), ..body.clone() };
    assert_eq!(*ok(kept.0.lock()), [body, named]);
}

//! Bodies that are not in memory, and the names of files.

use super::ok;
use crate::runtime::client::{
    Answer, Call, ClientConfig, Core, Error, Multipart, NotSent, OnUnknown, Operation, Outgoing, Parts, Reply, Retry,
    Sends,
};
use crate::runtime::codec::{DecodeError, EncodeError, Plain, Upload};
use crate::runtime::meta::{Meta, Method};
use crate::runtime::operation::{kind, plain};
use crate::runtime::params::Plan;
use crate::runtime::server::Incoming;
use axum::Router;
use axum::extract::Request as Asked;
use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, Request, Response, StatusCode};
use reqwest::Body;
use std::collections::VecDeque;
use std::convert::Infallible;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::net::TcpListener;
use tower_service::Service;

/// An operation that may be repeated, with a body of bytes or of parts.
struct Store<B>(B);

/// Parts: a field and a file.
struct Form;

impl Parts<Upload> for Form {
    fn write(form: &mut Multipart, value: &Upload) -> Result<(), EncodeError> {
        form.field::<Plain, String>("note", None, &String::from("n"), plain())?;
        form.file("file", Some("application/pdf"), value, plain())?;
        form.field::<Plain, i64>("last", None, &7, plain())
    }
}

impl Operation for Store<Upload> {
    type Output = ();
    type Error = Infallible;
    const META: Meta = Meta::new("store", Method::PUT, "/file");

    fn write(&self, request: &mut Outgoing) -> Result<(), EncodeError> {
        kind::binary().send(request, &self.0)
    }

    fn read(reply: &Reply) -> Result<Answer<Self::Output, Self::Error>, DecodeError> {
        Ok(if reply.status().is_success() { Answer::Output(()) } else { Answer::Undocumented })
    }
}

impl Operation for Store<(Upload,)> {
    type Output = ();
    type Error = Infallible;
    const META: Meta = Meta::new("store.form", Method::PUT, "/form");

    fn write(&self, request: &mut Outgoing) -> Result<(), EncodeError> {
        kind::multipart().by::<Form>().send(request, &self.0.0)
    }

    fn read(reply: &Reply) -> Result<Answer<Self::Output, Self::Error>, DecodeError> {
        Ok(if reply.status().is_success() { Answer::Output(()) } else { Answer::Undocumented })
    }
}

/// Pieces, one a poll, and perhaps an error at the end.
struct Given(VecDeque<Result<Bytes, io::Error>>);

impl Given {
    fn of<const N: usize>(pieces: [&'static str; N]) -> Self {
        Self(pieces.into_iter().map(|piece| Ok(Bytes::from(piece))).collect())
    }
}

impl Stream for Given {
    type Item = Result<Bytes, io::Error>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop_front())
    }
}

type Got = Arc<Mutex<Vec<(HeaderMap, Bytes)>>>;

/// A server that keeps what it gets, and answers with these statuses, then with 200.
async fn server(statuses: &[u16]) -> (Core, Got) {
    let got = Got::default();
    let (seen, statuses) = (Arc::clone(&got), Arc::new(Mutex::new(statuses.iter().copied().collect::<VecDeque<_>>())));
    let router = Router::new().fallback(move |request: Asked| {
        let (seen, statuses) = (Arc::clone(&seen), Arc::clone(&statuses));
        async move {
            let (parts, body) = request.into_parts();
            // A body that breaks off never counts.
            if let Ok(body) = axum::body::to_bytes(body, usize::MAX).await {
                ok(seen.lock()).push((parts.headers, body));
            }
            let status = ok(statuses.lock()).pop_front().unwrap_or(200);
            StatusCode::from_u16(status).unwrap_or_default()
        }
    });
    let listener = ok(TcpListener::bind("127.0.0.1:0").await);
    let url = format!("http://{}", ok(listener.local_addr()));
    tokio::spawn(async move { axum::serve(listener, router).await });
    (ok(config(&url).build()), got)
}

fn config(url: &str) -> ClientConfig {
    let mut config = ClientConfig::new(Some(url));
    config.retry(Retry::default().pauses(Duration::from_millis(1), Duration::from_millis(5)));
    config
}

fn store(core: &Core, upload: Upload) -> Call<Store<Upload>> {
    Call::with_choice(core.clone(), Store(upload), OnUnknown::Fail)
}

fn form(core: &Core, upload: Upload) -> Call<Store<(Upload,)>> {
    Call::with_choice(core.clone(), Store((upload,)), OnUnknown::Fail)
}

fn header<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

#[tokio::test]
async fn a_stream_is_sent_as_it_comes() {
    let (core, got) = server(&[]).await;
    ok(store(&core, Upload::stream(Given::of(["ab", "", "c"]))).await);
    ok(store(&core, Upload::sized_stream(3, Given::of(["ab", "c"])).of_type("image/png")).await);
    ok(store(&core, Upload::from("abc")).await);
    let got = ok(got.lock());
    let shown: Vec<_> = got
        .iter()
        .map(|(headers, body)| (header(headers, "content-length"), header(headers, "content-type"), body.as_ref()))
        .collect();
    let octets = Some("application/octet-stream");
    let expected = [(None, octets, &b"abc"[..]), (Some("3"), Some("image/png"), b"abc"), (Some("3"), octets, b"abc")];
    assert_eq!(shown, expected);
}

#[tokio::test]
async fn a_stream_is_sent_once_and_a_file_again() {
    let (core, got) = server(&[503, 503]).await;
    let error = store(&core, Upload::stream(Given::of(["ab"]))).await.expect_err("the server is busy");
    assert_eq!((error.exchange().attempts, ok(got.lock()).len()), (1, 1), "{error:?}");
    let path = std::env::temp_dir().join(format!("driftless-upload-{}.bin", std::process::id()));
    let content = vec![7_u8; 200_000];
    ok(std::fs::write(&path, &content));
    let upload = ok(Upload::file(&path).await);
    assert_eq!((upload.size(), upload.name()), (Some(200_000), path.file_name().and_then(|name| name.to_str())));
    ok(store(&core, upload.clone()).await);
    ok(std::fs::remove_file(&path));
    {
        let got = ok(got.lock());
        assert_eq!(got.len(), 3, "one for the stream, two for the file");
        assert!(
            got[1..]
                .iter()
                .all(|(headers, body)| body == &content && header(headers, "content-length") == Some("200000"))
        );
    }
    // What is no longer there cannot be sent, and half a body is none.
    assert!(Upload::file(&path).await.is_err());
    assert!(store(&core, upload).retry(Retry::never()).await.is_err());
    let broken = Given([Ok(Bytes::from_static(b"ab")), Err(io::Error::other("no power"))].into());
    assert!(store(&core, Upload::stream(broken)).await.is_err());
    assert!(store(&core, Upload::sized_stream(5, Given::of(["ab"]))).await.is_err());
    assert_eq!(ok(got.lock()).len(), 3);
}

#[tokio::test]
async fn a_stream_that_was_sent_is_gone() {
    let (core, got) = server(&[]).await;
    let upload = Upload::stream(Given::of(["ab"]));
    ok(store(&core, upload.clone()).await);
    let error = store(&core, upload).await.expect_err("it was sent");
    assert!(matches!(error, Error::NotSent { reason: NotSent::Encode(_), .. }), "{error:?}");
    assert_eq!(error.to_string(), "the request cannot be written: the stream of the body was sent already");
    assert_eq!(ok(got.lock()).len(), 1);
}

/// A transport without a connection at first.
#[derive(Clone)]
struct Late(Arc<Mutex<u32>>);

impl Service<Request<Body>> for Late {
    type Response = Response<Body>;
    type Error = io::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, io::Error>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), io::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let mut left = ok(self.0.lock());
        let is_there = *left == 0;
        *left = left.saturating_sub(1);
        Box::pin(async move {
            if !is_there {
                return Err(io::Error::new(io::ErrorKind::ConnectionRefused, "refused"));
            }
            let body = axum::body::to_bytes(axum::body::Body::new(request.into_body()), 1000).await;
            assert_eq!(ok(body), "ab");
            Ok(Response::new(Body::default()))
        })
    }
}

#[tokio::test]
async fn a_stream_of_which_nothing_was_sent_is_still_there() {
    let mut config = config("http://api.test");
    config.allow_http();
    config.transport(Late(Arc::new(Mutex::new(2))));
    let response = ok(store(&ok(config.build()), Upload::stream(Given::of(["a", "b"]))).send().await);
    assert_eq!(response.exchange.attempts, 3);
}

#[tokio::test]
async fn files_have_names_and_types() {
    let (core, got) = server(&[]).await;
    let hostile = "a \"b\"\r\nc; é.png";
    ok(form(&core, Upload::from("in memory").named(hostile).of_type("image/png")).await);
    ok(form(&core, Upload::stream(Given::of(["str", "eam"])).named("s.bin")).await);
    ok(form(&core, Upload::sized_stream(6, Given::of(["str", "eam"]))).await);
    let expected = [
        Upload::from("in memory").named(hostile).of_type("image/png"),
        Upload::from("stream").named("s.bin"),
        Upload::from("stream"),
    ];
    let got = ok(got.lock()).clone();
    for ((headers, body), expected) in got.iter().zip(expected) {
        let mut request = Request::new(());
        *request.headers_mut() = headers.clone();
        let form = ok(Incoming::new(request.into_parts().0, Vec::new(), body.clone()).multipart());
        let stated = Some("application/pdf");
        assert_eq!(form.file::<Upload, Plain>("file", stated, &Plan::Text, plain()), Ok(expected));
        assert_eq!(form.field::<Plain, String>("note", None, &Plan::Text, plain()), Ok(String::from("n")));
        assert_eq!(form.field::<Plain, i64>("last", None, &Plan::Json, plain()), Ok(7));
    }
    let lengths: Vec<_> =
        got.iter().map(|(headers, body)| header(headers, "content-length") == Some(&body.len().to_string())).collect();
    assert_eq!(lengths, [true, false, true], "known where every part is");
    let text = String::from_utf8_lossy(&got[2].1).into_owned();
    assert!(
        text.contains("name=\"file\"; filename=\"file\"\r\nContent-Type: application/pdf\r\n\r\nstream\r\n"),
        "{text}"
    );
    // A type that could end the head of its part is refused.
    let error = form(&core, Upload::from("x").of_type("a/b\r\nX: y")).await.expect_err("two lines");
    assert!(matches!(error, Error::NotSent { .. }), "{error:?}");
}

#[test]
fn an_upload_shows_none_of_its_bytes() {
    let shown = format!("{:?}", Upload::from("hunter2").named("a"));
    assert_eq!(shown, "Upload { size: Some(7), name: Some(\"a\"), media_type: None, .. }");
}

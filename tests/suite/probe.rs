//! What the client of `fixtures/ok/probe.json`, a document with one feature per operation, writes to a socket: request line,
//! headers and body, byte for byte, as a server that knows nothing of this project reads them.

use driftless_tests::probe::client::Client;
use driftless_tests::probe::operations::{MultiStatusError, MultiStatusOutput, UnionError};
use driftless_tests::probe::types::{A, B, ErrBody, N, NInput, ParamsF, U, UploadBody};
use std::future::IntoFuture;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const EMPTY: &str = "HTTP/1.1 204 No Content\r\n\r\n";

/// An answer with a body.
fn answer(status: &str, media_type: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nContent-Length: {}\r\n\r\n{body}", body.len())
}

fn json(status: &str, body: &str) -> String {
    answer(status, "application/json", body)
}

/// A request as it came: its line, its headers in name order with lower-case names, its body.
struct Sent {
    line: String,
    headers: Vec<String>,
    body: String,
}

impl Sent {
    /// Line and headers that are not the same for every request, and the body after an empty line.
    fn text(&self) -> String {
        let headers = self.headers.iter().filter(|header| !header.starts_with("host: ") && *header != "accept: */*");
        let head = std::iter::once(&self.line).chain(headers).map(|line| format!("{line}\n"));
        head.chain(std::iter::once(format!("\n{}", self.body))).collect::<String>().trim_end().to_owned()
    }
}

/// Makes one call against a socket that gives one answer, and returns what the call became and what was sent.
async fn exchange<C: IntoFuture>(call: impl FnOnce(Client) -> C, answer: &str) -> (C::Output, Sent) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("the loopback interface has a free port");
    let address = listener.local_addr().expect("a bound socket has an address");
    let client = Client::builder().base_url(format!("http://{address}")).build().expect("the address is a base URL");
    let serve = async {
        let (mut socket, _) = listener.accept().await.expect("the client connects");
        let sent = read(&mut socket).await;
        socket.write_all(answer.as_bytes()).await.expect("the client listens");
        socket.shutdown().await.expect("the connection can be closed");
        sent
    };
    tokio::join!(call(client).into_future(), serve)
}

async fn read(socket: &mut TcpStream) -> Sent {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes);
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let mut lines = head.split("\r\n").map(str::to_owned);
            let line = lines.next().unwrap_or_default();
            let mut headers: Vec<String> = lines.collect();
            headers.sort();
            let length = headers.iter().find_map(|header| header.strip_prefix("content-length: "));
            if body.len() >= length.map_or(0, |length| length.parse().expect("a length is a number")) {
                return Sent { line, headers, body: body.to_owned() };
            }
        }
        let count = socket.read_buf(&mut bytes).await.expect("the client writes");
        assert_ne!(count, 0, "the request ended early: {:?}", String::from_utf8_lossy(&bytes));
    }
}

#[tokio::test]
async fn several_statuses_are_told_apart() {
    let (ok, sent) =
        exchange(|client| client.multi().status(), &json("200 OK", r#"{"kind":"a","x":9007199254740993}"#)).await;
    assert_eq!(sent.text(), "GET /multi HTTP/1.1");
    assert_eq!(ok.ok(), Some(MultiStatusOutput::Ok(A { kind: "a".into(), x: Some(9_007_199_254_740_993) })));
    let (created, _) =
        exchange(|client| client.multi().status(), &json("201 Created", r#"{"kind":"b","y":0.5}"#)).await;
    assert_eq!(created.ok(), Some(MultiStatusOutput::Created(B { kind: "b".into(), y: Some(0.5) })));
    let (missing, _) = exchange(|client| client.multi().status(), &json("404 Not Found", r#"{"msg":"no"}"#)).await;
    let error = missing.expect_err("404 is a failure");
    let body = ErrBody { msg: Some("no".into()) };
    assert_eq!(error.api(), Some(&MultiStatusError::NotFound(body)));
}

#[tokio::test]
async fn a_file_travels_as_a_part() {
    let body = UploadBody { file: Some("\u{1}text\n".into()), n: Some(-3) };
    let (done, sent) = exchange(|client| client.upload().post(body), EMPTY).await;
    done.expect("204 is documented");
    let boundary =
        sent.headers.iter().find_map(|header| header.strip_prefix("content-type: multipart/form-data; boundary="));
    let text =
        sent.text().replace(boundary.expect("a multipart body names its boundary"), "LINE").replace("\r\n", "\n");
    assert_eq!(
        text,
        format!(
            "POST /upload HTTP/1.1\ncontent-length: {}\ncontent-type: multipart/form-data; boundary=LINE\n\n\
             --LINE\nContent-Disposition: form-data; name=\"file\"; filename=\"file\"\nContent-Type: application/octet-stream\n\n\
             \u{1}text\n\n--LINE\nContent-Disposition: form-data; name=\"n\"\n\n-3\n--LINE--",
            sent.body.len()
        )
    );
}

#[tokio::test]
async fn a_form_is_encoded() {
    let (done, sent) = exchange(|client| client.form().post().a("1 + 1 = zwei & mehr ü"), EMPTY).await;
    done.expect("204 is documented");
    let body = "a=1%20%2B%201%20%3D%20zwei%20%26%20mehr%20%C3%BC";
    let head = "POST /form HTTP/1.1\ncontent-length: 48\ncontent-type: application/x-www-form-urlencoded";
    assert_eq!(sent.text(), format!("{head}\n\n{body}"));
    let (done, sent) = exchange(|client| client.form().post(), EMPTY).await;
    done.expect("204 is documented");
    assert_eq!(sent.body, "", "an optional body without values is empty");
}

#[tokio::test]
async fn xml_is_text() {
    let answered = answer("200 OK", "application/xml", "<B/>");
    let (output, sent) = exchange(|client| client.xml().post().body("<A kind=\"a\"/>"), &answered).await;
    assert_eq!(
        sent.text(),
        "POST /xml HTTP/1.1\naccept: application/xml\ncontent-length: 13\ncontent-type: application/xml\n\n<A kind=\"a\"/>"
    );
    assert_eq!(output.ok().as_deref(), Some("<B/>"));
}

#[tokio::test]
async fn bytes_and_text_come_as_they_are() {
    let answered = answer("200 OK", "application/octet-stream", "\u{0}{not json");
    let (output, sent) = exchange(|client| client.bin().get(), &answered).await;
    assert_eq!(sent.text(), "GET /bin HTTP/1.1\naccept: application/octet-stream");
    assert_eq!(output.ok().as_deref(), Some(&b"\0{not json"[..]));
    let (output, sent) = exchange(|client| client.text().get(), &answer("200 OK", "text/plain", "\"quoted\"")).await;
    assert_eq!(sent.text(), "GET /text HTTP/1.1\naccept: text/plain");
    assert_eq!(output.ok().as_deref(), Some("\"quoted\""));
}

#[tokio::test]
async fn parameters_travel_where_and_as_they_are_declared() {
    let f = ParamsF { k: Some("a b".into()) };
    let (done, sent) = exchange(|client| client.params().get("h").ck("c").f(f).ids(vec![3, -1]), EMPTY).await;
    done.expect("204 is documented");
    assert_eq!(sent.text(), "GET /params?f%5Bk%5D=a%20b&ids=3%7C-1 HTTP/1.1\ncookie: ck=c\nx-h: h");
    let (done, sent) = exchange(|client| client.params().get("h"), EMPTY).await;
    done.expect("204 is documented");
    assert_eq!(sent.text(), "GET /params HTTP/1.1\nx-h: h", "what is not set is not sent");
}

#[tokio::test]
async fn every_operation_is_there() {
    let (done, sent) = exchange(|client| client.noid().get(), EMPTY).await;
    done.expect("204 is documented");
    assert_eq!(sent.text(), "GET /noid HTTP/1.1", "an operation without an id");
    let (output, sent) = exchange(|client| client.head().it(), "HTTP/1.1 200 OK\r\nX-Total: 12\r\n\r\n").await;
    assert_eq!(sent.text(), "HEAD /head HTTP/1.1");
    assert_eq!(output.expect("200 is documented").x_total, Some(12));
    let (done, sent) = exchange(|client| client.opt().it(), "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").await;
    done.expect("200 is documented");
    assert_eq!(sent.text(), "OPTIONS /opt HTTP/1.1");
}

#[tokio::test]
async fn a_union_is_read_by_its_discriminator() {
    let union = |body: &str| json("200 OK", body);
    let (output, sent) = exchange(|client| client.u().union(), &union(r#"{"kind":"b","y":1}"#)).await;
    assert_eq!(sent.text(), "GET /u HTTP/1.1");
    assert_eq!(output.ok(), Some(U::B(B { kind: "b".into(), y: Some(1.0) })));
    let (output, _) = exchange(|client| client.u().union(), &union(r#"{"kind":"a"}"#)).await;
    assert_eq!(output.ok(), Some(U::A(A { kind: "a".into(), x: None })));
    let (output, _) = exchange(|client| client.u().union(), &json("418 Teapot", r#"{"msg":"tea"}"#)).await;
    let error = output.expect_err("418 is a failure");
    assert!(matches!(error.api(), Some(UnionError::Default(status, _)) if status.as_u16() == 418), "{error:?}");
}

#[tokio::test]
async fn an_optional_body_is_sent_whole_or_not_at_all() {
    let answered = r#"{"rn":null,"on":null,"ro":"r","d":8,"e":"Z","m":{"k":1},"t":"2026-01-02T03:04:05Z","big":254,"self":{"rn":"x","ro":"s"}}"#;
    let body = NInput { on: Some(None), wo: Some("w".into()), e: Some("".into()), big: Some(254), ..NInput::new(None) };
    let (output, sent) = exchange(|client| client.optbody().opt_body().body(body), &json("200 OK", answered)).await;
    let body = r#"{"rn":null,"on":null,"wo":"w","e":"","big":254}"#;
    let head = format!("POST /optbody HTTP/1.1\ncontent-length: {}\ncontent-type: application/json", body.len());
    assert_eq!(
        sent.text(),
        format!("{head}\n\n{body}"),
        "null is not absent, and what only responses have is not asked for"
    );
    let output: N = output.expect("200 is documented");
    assert_eq!((output.rn, output.on, output.ro.as_str()), (None, Some(None), "r"));
    assert_eq!(output.self_.and_then(|inner| inner.rn).as_deref(), Some("x"));
    let (output, sent) = exchange(|client| client.optbody().opt_body(), &json("200 OK", answered)).await;
    output.expect("200 is documented");
    assert_eq!(sent.text(), "POST /optbody HTTP/1.1\ncontent-length: 0");
}

//! The client against a server that says exactly what a test wants it to say.

use super::ok;
use crate::client::{Client, ClientBuilder};
use crate::runtime::client::{Error, NotSent, Retry};
use rust_decimal::Decimal;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

const RECORD: &str = r#"{"topup_id":"t","amount_usd":1,"labels":{},"kind":null}"#;

fn response(status: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len())
}

/// Serves `answer` to every connection; gives a builder for it and the requests that came.
async fn server(answer: impl Into<Vec<u8>>) -> (ClientBuilder, UnboundedReceiver<String>) {
    let answer = answer.into();
    let listener = ok(TcpListener::bind("127.0.0.1:0").await);
    let url = format!("http://{}", ok(listener.local_addr()));
    let (sender, receiver) = unbounded_channel();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let request = read_request(&mut stream).await;
            let _ = sender.send(request);
            let _ = stream.write_all(&answer).await;
            if answer.is_empty() {
                tokio::time::sleep(Duration::from_secs(60)).await;
            }
        }
    });
    (Client::builder().base_url(url), receiver)
}

async fn read_request(stream: &mut TcpStream) -> String {
    let mut text = Vec::new();
    let mut chunk = [0; 4096];
    loop {
        let count = stream.read(&mut chunk).await.unwrap_or(0);
        text.extend_from_slice(&chunk[..count]);
        let shown = String::from_utf8_lossy(&text).into_owned();
        let length = |head: &str| -> Option<usize> {
            let line = head
                .lines()
                .find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ").map(str::to_owned));
            line?.parse().ok()
        };
        if let Some((head, body)) = shown.split_once("\r\n\r\n")
            && body.len() >= length(head).unwrap_or(0)
        {
            return shown;
        }
        if count == 0 {
            return shown;
        }
    }
}

async fn topup(builder: ClientBuilder) -> Result<crate::types::TopupRecord, Error<crate::operations::TopupError>> {
    ok(builder.bearer("t").build()).account().topup(Decimal::ONE).await
}

#[tokio::test]
async fn requests_are_written_as_documented() {
    let (builder, mut requests) = server(response("200 OK", RECORD)).await;
    let client = ok(builder.bearer("token").user_agent("agent/1").build());
    let call = client.account().topup(Decimal::new(1250, 2)).idempotency_key("k-1");
    ok(call.header("X-More", "m").query("extra", "a b&").await);
    let request = requests.recv().await.expect("a request");
    assert!(request.starts_with("POST /v1/account/topup?extra=a%20b%26 HTTP/1.1\r\n"), "{request}");
    assert!(request.ends_with("\r\n\r\n{\"amount_usd\":12.50}"), "{request}");
    let lower = request.to_ascii_lowercase();
    for line in [
        "authorization: bearer token",
        "user-agent: agent/1",
        "idempotency-key: k-1",
        "x-more: m",
        "content-type: application/json",
    ] {
        assert_eq!(lower.matches(&format!("\r\n{line}\r\n")).count(), 1, "{line} in {request}");
    }
}

#[tokio::test]
async fn paths_lead_nowhere_else() {
    let (builder, mut requests) = server(response("202 Accepted", "")).await;
    let client = ok(builder.api_key("k").build());
    for id in ["", ".", ".."] {
        let error = client.account().line(id, 1).await.expect_err("it would lead elsewhere");
        assert!(matches!(error, Error::NotSent { reason: NotSent::Encode(_), .. }), "{error}");
    }
    for (id, expected) in [
        ("a/b", "a%2Fb"),
        ("%2e", "%252e"),
        ("%2e%2e", "%252e%252e"),
        ("\t", "%09"),
        ("...", "..."),
        ("\\", "%5C"),
        ("a?b#c", "a%3Fb%23c"),
    ] {
        ok(client.account().line(id, 1).await);
        let request = requests.recv().await.expect("a request");
        assert!(request.starts_with(&format!("GET /v1/invoices/{expected}/lines/1.json HTTP/1.1\r\n")), "{request}");
    }
}

#[tokio::test]
async fn credentials_travel_where_the_document_says() {
    let (builder, mut requests) = server(response("202 Accepted", "")).await;
    let ask = async |builder: ClientBuilder| ok(builder.build()).account().line("i", 1).sid("s").await.map(drop);
    ok(ask(builder.clone().api_key("k 1")).await);
    assert!(requests.recv().await.expect("a request").to_ascii_lowercase().contains("\r\nx-api-key: k 1\r\n"));
    ok(ask(builder.clone().query_key("q&1").cookie_key("c;1")).await);
    let request = requests.recv().await.expect("a request");
    assert!(request.contains(".json?key=q%261 HTTP"), "{request}");
    assert!(request.to_ascii_lowercase().contains("\r\ncookie: sid=s; session=c%3b1\r\n"), "{request}");
    let error =
        ask(builder.clone().query_key("q").bearer("t")).await.expect_err("half of an alternative is not enough");
    assert_eq!(error.to_string(), "`account.line` needs a credential: apiKey or queryKey with cookieKey");
    assert!(matches!(error, Error::NotSent { reason: NotSent::MissingCredential { .. }, .. }));
    assert!(requests.try_recv().is_err(), "nothing must be sent without a credential");
    let (builder, mut requests) = server(response("200 OK", RECORD)).await;
    ok(ok(builder.clone().basic("user", "p:w").build()).account().topup(Decimal::ONE).await);
    assert!(requests.recv().await.expect("a request").contains("Basic dXNlcjpwOnc="));
    ok(ok(builder.build()).account().prices(crate::types::Prices::default()).await.map(drop).or_else(|error| {
        // This operation needs no credential; the body above is no price list.
        if matches!(error, Error::Decode { .. }) { Ok(()) } else { Err(error) }
    }));
}

#[tokio::test]
async fn answers_that_are_not_as_documented_are_kept() {
    let (builder, _requests) = server(response("200 OK", r#"{"topup_id":"t","amount_usd":"1"}"#)).await;
    let error = topup(builder).await.expect_err("the amount is a string");
    let Error::Decode { error: fault, reply } = &error else { panic!("{error:?}") };
    assert_eq!(fault.pointer.as_deref(), Some("/amount_usd"));
    assert_eq!(reply.bytes().len(), 33);
    assert_eq!(
        error.to_string(),
        "200 OK, but the answer is not as documented: /amount_usd: invalid type: string, expected a decimal number"
    );
    let (builder, _requests) = server(response("302 Found\r\nLocation: /elsewhere", "x")).await;
    let error = topup(builder).await.expect_err("redirects are not followed");
    assert!(matches!(&error, Error::Undocumented(reply) if reply.headers()["location"] == "/elsewhere"), "{error:?}");
    assert_eq!(error.to_string(), "302 Found, which is not documented");
}

#[tokio::test]
async fn bodies_have_a_limit() {
    let (builder, _requests) = server(response("200 OK", &" ".repeat(2000))).await;
    let error = topup(builder.body_limit(1999)).await.expect_err("the body is too large");
    assert!(matches!(&error, Error::Decode { reply, .. } if !reply.is_whole()), "{error:?}");
    assert!(error.may_have_happened());
    assert!(error.to_string().ends_with("the body is larger than 1999 bytes"), "{error}");
    let long = format!("{{\"message\":\"{}\"}}", "x".repeat(100_000));
    let (builder, _requests) = server(response("500 Internal Server Error", &long)).await;
    let error = topup(builder).await.expect_err("the server failed");
    let Error::OutcomeUnknown(unknown) = &error else { panic!("{error:?}") };
    assert!(unknown.reply.as_deref().is_some_and(|reply| reply.bytes().len() == 64 << 10), "{error:?}");
}

#[tokio::test]
async fn time_has_a_limit() {
    let begin = Instant::now();
    for answer in ["", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{"] {
        // The second server closes the connection in the middle of the body; the first never answers.
        let (builder, _requests) = server(answer).await;
        let error = topup(builder.timeout(Duration::from_millis(200)).retry(Retry::never())).await;
        let error = error.expect_err("no complete answer");
        assert!(matches!(&error, Error::OutcomeUnknown(_)), "{error:?}");
        assert_eq!(error.is_timeout(), answer.is_empty(), "{error:?}");
    }
    let (builder, _requests) = server("").await;
    let client = ok(builder.bearer("t").build());
    let error = client.account().topup(Decimal::ONE).timeout(Duration::from_millis(100)).await.expect_err("no answer");
    assert!(error.is_timeout(), "{error:?}");
    assert!(begin.elapsed() < Duration::from_secs(10));
}

#[tokio::test]
async fn no_connection_is_told_apart_and_names_no_secret() {
    let listener = ok(TcpListener::bind("127.0.0.1:0").await);
    let url = format!("http://{}", ok(listener.local_addr()));
    drop(listener);
    let client = ok(Client::builder().base_url(url).query_key("hunter2").cookie_key("c").build());
    let error = client.account().line("i", 1).await.expect_err("nobody listens");
    assert!(matches!(&error, Error::NotSent { reason: NotSent::Connect(_), .. }), "{error:?}");
    assert_eq!(error.exchange().attempts, 3);
    let shown = format!("{client:?} {error:?} {error} {:?}", client.account().line("i", 1));
    assert!(!shown.contains("hunter2"), "{shown}");
}

#[test]
fn settings_are_checked() {
    let refused = |builder: ClientBuilder| builder.build().expect_err("a wrong setting").to_string();
    for url in ["", "/v1", "api.example", "ftp://x", "https://x?y", "https://x#y", "https://"] {
        assert!(refused(Client::builder().base_url(url)).starts_with("base URL `"), "{url}");
    }
    assert_eq!(refused(Client::builder().bearer("a\nb")), "credential `bearerAuth` cannot stand in a header");
    assert_eq!(refused(Client::builder().user_agent("a\nb")), "`user-agent` is not a header, or cannot hold its value");
    let unencrypted = "http://api.example";
    assert!(refused(Client::builder().base_url(unencrypted)).contains("is not encrypted"));
    assert!(Client::builder().base_url(unencrypted).allow_http().build().is_ok());
    for loopback in ["http://127.0.0.1:1", "http://localhost", "http://[::1]/v1", "http://api.localhost:80"] {
        assert!(Client::builder().base_url(loopback).build().is_ok(), "{loopback}");
    }
    for secret in ["https://user:hunter2@api.example", "http://user:hunter2@", "hunter2@"] {
        let builder = Client::builder().base_url(secret);
        let shown = format!("{builder:?}");
        assert!(!(shown + &refused(builder)).contains("hunter2"), "{secret}");
    }
    assert!(Client::builder().build().is_ok());
}

//! The golden client against the golden server, over loopback: what is sent is what arrives, both ways.

use super::ok;
use crate::client::Client;
use crate::operations::{
    BatchRequest, ImportRequest, LineOutput, LineRequest, LoginRequest, PricesRequest, TopupError, TopupRequest,
    TopupTooManyRequests, UploadRequest,
};
use crate::runtime::client::{Error, Retry};
use crate::runtime::codec::Upload;
use crate::runtime::server::{Failure, Problem};
use crate::server::{AccountApi, router};
use crate::types::{Circle, ErrorBody, ImportBody, Prices, PurchaseKind, TopupRecord};
use bytes::Bytes;
use http::StatusCode;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::{Arc, Mutex};

/// Answers by what it is asked for, and remembers the last request as `Debug` shows it.
#[derive(Clone, Default)]
struct Wallet {
    asked: Arc<Mutex<String>>,
}

impl Wallet {
    fn note(&self, request: &impl std::fmt::Debug) {
        *ok(self.asked.lock()) = format!("{request:?}");
    }
}

/// The bytes of the files, which `Debug` does not show.
fn contents(body: &ImportBody) -> Vec<Option<&Bytes>> {
    std::iter::once(&body.file).chain(body.more.iter().flatten()).map(Upload::bytes).collect()
}

fn record(amount_usd: Decimal) -> TopupRecord {
    TopupRecord {
        topup_id: String::from("t"),
        amount_usd,
        labels: BTreeMap::from([(String::from("é"), String::from("\u{1F600}"))]),
        kind: Some(PurchaseKind::Unknown(String::from("new"))),
        next_action_url: None,
        note: Some(None),
        fees: Some(vec![Decimal::new(100, 2)]),
    }
}

fn error_body(message: &str) -> ErrorBody {
    ErrorBody { message: message.to_owned() }
}

impl AccountApi for Wallet {
    async fn topup(&self, request: TopupRequest) -> Result<TopupRecord, Failure<TopupError>> {
        self.note(&request);
        match request.return_url.as_deref() {
            Some("402") => Err(TopupError::PaymentRequired(error_body("empty")))?,
            Some("429") => Err(TopupError::TooManyRequests(TopupTooManyRequests {
                body: error_body("slow"),
                retry_after: Some(60),
            }))?,
            Some("418") => Err(TopupError::Status4xx(StatusCode::IM_A_TEAPOT, error_body("tea")))?,
            Some("503") => Err(TopupError::ServiceUnavailable)?,
            Some("500") => Err(Failure::Problem(Problem::new(StatusCode::INTERNAL_SERVER_ERROR)))?,
            _ => {}
        }
        Ok(record(request.amount_usd))
    }

    async fn line(&self, request: LineRequest) -> Result<LineOutput, Failure<Infallible>> {
        self.note(&request);
        Ok(if request.line < 0 { LineOutput::Accepted } else { LineOutput::Ok(record(Decimal::ONE)) })
    }

    async fn prices(&self, request: PricesRequest) -> Result<Prices, Failure<Infallible>> {
        Ok(request.body)
    }

    async fn upload(&self, request: UploadRequest) -> Result<String, Failure<Infallible>> {
        Ok(format!("{} {}", request.name, request.body.bytes().map_or(0, Bytes::len)))
    }

    async fn login(&self, request: LoginRequest) -> Result<Bytes, Failure<Infallible>> {
        self.note(&request);
        Ok(Bytes::from_static(b"\0\xff"))
    }

    async fn import(&self, request: ImportRequest) -> Result<(), Failure<Infallible>> {
        self.note(&(&request, contents(&request.body)));
        Ok(())
    }

    async fn batch(&self, request: BatchRequest) -> Result<Vec<Prices>, Failure<Infallible>> {
        Ok(request.body)
    }
}

async fn serve() -> (Wallet, Client) {
    let wallet = Wallet::default();
    let listener = ok(tokio::net::TcpListener::bind("127.0.0.1:0").await);
    let address = ok(listener.local_addr());
    let router = router(wallet.clone());
    tokio::spawn(async move { axum::serve(listener, router).await });
    let builder = Client::builder().base_url(format!("http://{address}/")).bearer("token").api_key("key");
    (wallet, ok(builder.build()))
}

#[tokio::test]
async fn outputs_arrive() {
    let (wallet, client) = serve().await;
    let amount: Decimal = Decimal::new(1250, 2);
    let response = ok(client.account().topup(amount).idempotency_key("k").return_url("u").send().await);
    assert_eq!(response.value, record(amount));
    assert_eq!(response.value.amount_usd.to_string(), "12.50");
    assert_eq!(
        (response.status, response.headers["content-type"].as_bytes()),
        (StatusCode::OK, &b"application/json"[..])
    );
    let expected = TopupRequest { amount_usd: amount, return_url: Some("u".into()), idempotency_key: Some("k".into()) };
    assert_eq!(*ok(wallet.asked.lock()), format!("{expected:?}"));
    let prices = Prices { currency: None, additional: BTreeMap::from([(String::from("a"), amount)]) };
    assert_eq!(ok(client.account().prices(prices.clone()).await), prices);
    assert_eq!(ok(client.account().batch([prices.clone(), prices.clone()]).await), [prices.clone(), prices]);
    assert_eq!(ok(client.account().upload("a/b?c", Bytes::from_static(b"123")).await), "a/b?c 3");
}

#[tokio::test]
async fn parameters_of_every_place_arrive() {
    let (wallet, client) = serve().await;
    for hostile in ["a/b", "%2e", "\t", "é{}?#&;", "..x", "a.json", "+ +"] {
        let expected = LineRequest {
            invoice_id: hostile.into(),
            line: -3,
            kinds: Some(vec![PurchaseKind::OneOff, PurchaseKind::Unknown(hostile.into())]),
            least: Some(Decimal::new(150, 2)),
            filter: Some(BTreeMap::from([(hostile.into(), 1)])),
            trace: Some("t r,a%20ce".into()),
            sid: Some(hostile.into()),
        };
        let call = client.account().line(hostile, -3);
        let call = call.kinds([PurchaseKind::OneOff, PurchaseKind::Unknown(hostile.into())]);
        let call = call.least(Decimal::new(150, 2)).filter([(hostile.to_owned(), 1)]).trace("t r,a%20ce").sid(hostile);
        assert_eq!(ok(call.await), LineOutput::Accepted);
        assert_eq!(*ok(wallet.asked.lock()), format!("{expected:?}"));
    }
    assert!(matches!(ok(client.account().line("i", 1).await), LineOutput::Ok(_)));
}

#[tokio::test]
async fn forms_and_files_arrive() {
    let (wallet, client) = serve().await;
    let output = ok(client.account().login("a&b=c +").scopes(["x y".to_owned(), String::new()]).await);
    assert_eq!(output.as_ref(), b"\0\xff");
    let expected = LoginRequest { user: "a&b=c +".into(), scopes: Some(vec!["x y".into(), String::new()]) };
    assert_eq!(*ok(wallet.asked.lock()), format!("{expected:?}"));
    let file = Bytes::from_static(b"\r\n--\r\n\0\xff--part-");
    let body = ImportBody {
        file: Upload::from(file.clone()).named("a \"b\"\r\nc.png").of_type("image/gif"),
        more: Some(vec![Upload::default(), file.into()]),
        note: Some("a\r\n\u{1F600}".into()),
        fees: Some(vec![Decimal::new(150, 2)]),
        circle: Some(Circle { kind: "k".into(), radius: 2 }),
    };
    for body in [body.clone(), ImportBody { more: None, note: None, fees: None, circle: None, ..body }] {
        ok(client.account().import(body.clone()).await);
        assert_eq!(*ok(wallet.asked.lock()), format!("{:?}", (&ImportRequest { body: body.clone() }, contents(&body))));
    }
}

#[tokio::test]
async fn failures_arrive_typed() {
    let (_, client) = serve().await;
    let fail = async |how: &str| {
        let call = client.account().topup(Decimal::ONE).return_url(how).retry(Retry::never());
        call.await.expect_err("the server was asked to fail")
    };
    let typed = [
        ("402", TopupError::PaymentRequired(error_body("empty"))),
        ("429", TopupError::TooManyRequests(TopupTooManyRequests { body: error_body("slow"), retry_after: Some(60) })),
        ("418", TopupError::Status4xx(StatusCode::IM_A_TEAPOT, error_body("tea"))),
        ("503", TopupError::ServiceUnavailable),
    ];
    for (how, expected) in typed {
        let error = fail(how).await;
        assert_eq!(error.status().map(|status| status.as_u16().to_string()).as_deref(), Some(how));
        assert_eq!(error.api(), Some(&expected));
        assert!(error.to_string().contains(&expected.to_string()), "{error}");
        assert_eq!(error.may_have_happened(), how == "503");
    }
    let error = fail("500").await;
    let Error::OutcomeUnknown(unknown) = &error else { panic!("{error:?}") };
    assert!(unknown.reply.as_deref().is_some_and(|reply| reply.is("application/problem+json")), "{error:?}");
    let error = client.account().close().await.expect_err("it is not implemented");
    assert_eq!(error.status(), Some(StatusCode::NOT_IMPLEMENTED));
}

#[tokio::test]
async fn calls_are_futures_that_can_be_spawned() {
    let (_, client) = serve().await;
    let task = tokio::spawn(async move { client.account().topup(Decimal::TWO).await });
    assert_eq!(ok(ok(task.await)).amount_usd, Decimal::TWO);
}

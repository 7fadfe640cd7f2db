//! What the judge needs of each generated crate, in types that all of them share: `samples!(infrai, client { … })` makes an
//! `Api` of one call to each operation. It is a macro because each crate has types of its own for calls and errors.

use crate::loopback::stage::Stage;
use crate::loopback::wire::Wire;
use axum::http::{HeaderMap, StatusCode};
use serde_json::Value;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

/// A future of any crate.
pub(crate) type Pending<T> = Pin<Box<dyn Future<Output = T>>>;

/// One of the three APIs.
pub(crate) struct Api {
    /// Name of its document, its fixtures and its crate.
    pub name: &'static str,
    /// The calls of a client that sends them to this address.
    pub samples: fn(&str) -> Vec<Sample>,
    /// Starts the generated server, which answers as the stage is told to.
    pub serve: fn() -> Pending<(Arc<Stage>, Wire)>,
}

/// A call that can be made again and again.
pub(crate) struct Sample {
    /// `operationId`.
    pub operation: &'static str,
    /// Makes the call; with a status, it asks prism for the answer of this status.
    pub send: Box<dyn Fn(Option<StatusCode>) -> Pending<Heard>>,
}

/// What a client made of a call.
pub(crate) struct Heard {
    /// Status and headers, if an answer came.
    pub answer: Option<(StatusCode, HeaderMap)>,
    /// What is wrong, unless the answer was one that the document knows.
    pub wrong: Option<String>,
}

impl Heard {
    /// What speaks against an exchange that should have ended with this status.
    pub(crate) fn complaint(self, wanted: StatusCode) -> Option<String> {
        let Some((status, headers)) = self.answer else { return self.wrong };
        let violations = violations(&headers);
        let violations = (!violations.is_empty()).then(|| violations.join(", "));
        violations.or(self.wrong).or_else(|| (status != wanted).then(|| format!("{status} instead of {wanted}")))
    }
}

/// The violations that prism has found in a request or its answer.
fn violations(headers: &HeaderMap) -> Vec<String> {
    let Some(found) = headers.get("sl-violations") else { return Vec::new() };
    let text = String::from_utf8_lossy(found.as_bytes());
    let Ok(Value::Array(mut found)) = serde_json::from_str(&text) else { return vec![text.into_owned()] };
    // As a mock, prism looks for required headers of its own answers by their names in small letters, and does not find the
    // ones that it has written as documented.
    found.retain(|violation| {
        let message = violation["message"].as_str().unwrap_or_default();
        let missing = message.strip_prefix("Response header must have required property '");
        !missing.and_then(|rest| rest.strip_suffix('\'')).is_some_and(|name| headers.contains_key(name))
    });
    found.iter().map(Value::to_string).collect()
}

/// Makes an `Api` of one call to each of its operations.
macro_rules! samples {
    ($api:ident, $client:ident { $($call:expr,)+ }) => {
        use super::sample::{Api, Heard, Sample};
        use crate::loopback::stage::TOKEN;
        use $api::client::Client;
        use $api::runtime::client::{Call, Error, Operation, Response, Retry};

        pub(super) const API: Api = Api {
            name: stringify!($api),
            samples,
            serve: || {
                Box::pin(async {
                    let api = crate::loopback::$api::Loopback::start("whatever prism hands on").await;
                    (api.stage, api.wire)
                })
            },
        };

        fn samples(url: &str) -> Vec<Sample> {
            // Once is enough: a violation stays one.
            let client = Client::builder().base_url(url).bearer(TOKEN).retry(Retry::never());
            let client = client.build().expect("the settings are right");
            vec![$({
                let $client = client.clone();
                sample(move || $call)
            }),+]
        }

        fn sample<R: Operation<Error: std::fmt::Debug>>(call: impl Fn() -> Call<R> + 'static) -> Sample {
            let send = move |status: Option<http::StatusCode>| -> super::sample::Pending<Heard> {
                let call = match status {
                    Some(status) => call().header("prefer", format!("code={}", status.as_u16())),
                    None => call(),
                };
                Box::pin(async { heard(call.send().await) })
            };
            Sample { operation: R::META.id, send: Box::new(send) }
        }

        fn heard<T, E: std::fmt::Debug>(result: Result<Response<T>, Error<E>>) -> Heard {
            match result {
                Ok(response) => Heard { answer: Some((response.status, response.headers)), wrong: None },
                Err(error) => {
                    let body = error.reply().map(|reply| reply.bytes()).unwrap_or_default();
                    let wrong = || format!("{error:?}: {}", String::from_utf8_lossy(&body));
                    Heard {
                        answer: error.reply().map(|reply| (reply.status(), reply.headers().clone())),
                        wrong: error.api().is_none().then(wrong),
                    }
                }
            }
        }
    };
}

pub(super) use samples;

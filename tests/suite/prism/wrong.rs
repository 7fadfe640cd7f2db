//! The judge is judged: of each operation, requests and answers with one wrong value have to be stopped. A schema that prism
//! cannot use, it takes for one that allows everything; without this test, it could be silent because it does not look.

use super::program::{Prism, installed};
use super::{APIS, Verdict};
use crate::loopback::answers::{self, Answer};
use crate::loopback::json::Json;
use crate::loopback::wire::{Exchange, Wire};
use axum::Router;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use std::sync::{Arc, Mutex};

/// Query parameters that are no free text.
const TYPED: [&str; 4] = ["limit", "start", "end", "granularity"];

/// Members of answers, by operation and status, that the document leaves open, so that nothing is wrong there: results whose type
/// no source tells (D40), and what the body of a failure may hold beside the documented members.
const OPEN: [(&str, &[&str]); 9] = [
    ("account.balance 402", &["balance_usd", "retryable", "topup"]),
    ("account.usage 200", &["by_capability", "period"]),
    ("account.usage.forecast 200", &["confidence", "period"]),
    ("account.invoices.get 200", &["line_items", "period"]),
    ("account.tier 200", &["billing_period", "limits"]),
    ("account.tier.upgrade 402", &["balance_usd", "required_usd"]),
    ("account.tier.downgrade 200", &["billing_period", "limits"]),
    ("account.routing.test 200", &["resolved_chain"]),
    ("account.bandwidth.usage 200", &["period"]),
];

fn is_open(operation: &str, status: StatusCode, member: &str) -> bool {
    let place = format!("{operation} {}", status.as_str());
    OPEN.iter().any(|(open, members)| *open == place && members.contains(&member))
}

/// What no documented parameter or property is: a list of lists.
fn nonsense() -> Json {
    Json::List(vec![Json::List(Vec::new())])
}

/// A JSON object with each of its members wrong in turn.
fn wrong_members(body: &Json) -> Vec<(String, Json)> {
    body.members().map(|(name, _)| (name.clone(), body.clone().with(name, nonsense()))).collect()
}

/// The requests that come of one by making one value of it wrong: no token, each member of the body, each typed parameter.
fn wrong_requests(right: &Exchange) -> Vec<(String, Exchange)> {
    let mut wrong = Vec::new();
    if right.headers.contains_key(AUTHORIZATION) {
        let mut headers = right.headers.clone();
        headers.remove(AUTHORIZATION);
        wrong.push(("no token".to_owned(), Exchange { headers, ..right.clone() }));
    }
    if !right.body.is_empty() {
        for (name, body) in wrong_members(&Json::of_body(&right.body)) {
            wrong.push((name, Exchange { body: Bytes::from(body.to_string()), ..right.clone() }));
        }
    }
    let (path, query) = right.target.split_once('?').unwrap_or((&right.target, ""));
    for pair in query.split('&') {
        let name = pair.split('=').next().unwrap_or_default();
        if TYPED.contains(&name) {
            let target = format!("{path}?{}", query.replace(pair, &format!("{name}=wrong")));
            wrong.push((format!("?{name}"), Exchange { target, ..right.clone() }));
        }
    }
    wrong
}

/// A server that answers whatever it is told to.
#[derive(Clone, Default)]
struct Teller(Arc<Mutex<(StatusCode, Bytes)>>);

impl Teller {
    fn tell(&self, status: StatusCode, body: &Json) {
        *self.0.lock().expect("nobody panics while holding the lock") = (status, Bytes::from(body.to_string()));
    }

    async fn serve(&self) -> Wire {
        let told = Arc::clone(&self.0);
        let answer = move || {
            let (status, body) = told.lock().expect("nobody panics while holding the lock").clone();
            async move { (status, [(CONTENT_TYPE, "application/json")], body) }
        };
        Wire::serve(Router::new().fallback(answer)).await
    }
}

/// Sends a request to prism; tells whether prism stopped it, or its answer, with this problem.
async fn stops(http: &reqwest::Client, prism: &Prism, request: &Exchange, problem: &str) -> bool {
    let url = format!("{}{}", prism.url, request.target);
    let mut sent = http.request(request.method.clone(), url).body(request.body.clone());
    for name in [AUTHORIZATION, CONTENT_TYPE] {
        if let Some(value) = request.headers.get(&name) {
            sent = sent.header(name, value);
        }
    }
    let answer = sent.send().await.expect("prism answers");
    let body = answer.text().await.expect("prism answers in text");
    body.contains(&format!("https://stoplight.io/prism/errors#{problem}"))
}

#[tokio::test]
async fn the_proxy_stops_what_is_wrong() {
    let Some(home) = installed() else { return };
    let http = reqwest::Client::new();
    let mut verdict = Verdict::default();
    for api in &APIS {
        let (stage, right) = (api.serve)().await;
        let teller = Teller::default();
        let upstream = teller.serve().await;
        let prism = Prism::proxy(home, api.name, &upstream.url);
        for sample in (api.samples)(&right.url) {
            let answers = answers::all(api.name, sample.operation);
            stage.answer_with(answers[0].clone());
            (sample.send)(None).await;
            let request = right.only();
            for (what, wrong) in wrong_requests(&request) {
                let problem = if what == "no token" { "UNAUTHORIZED" } else { "UNPROCESSABLE_ENTITY" };
                let missed = !stops(&http, &prism, &wrong, problem).await;
                verdict.note(api, &sample, &what, missed.then(|| "let through".to_owned()));
            }
            let handed_on = upstream.all().len();
            verdict.note(api, &sample, "wrong requests", (handed_on > 0).then(|| format!("{handed_on} handed on")));
            for Answer { status, body, .. } in answers {
                let wrong = wrong_members(&body).into_iter().chain([("all".to_owned(), nonsense())]);
                for (what, body) in wrong {
                    teller.tell(status, &body);
                    let stopped = stops(&http, &prism, &request, "VIOLATIONS").await;
                    let complaint = match (stopped, is_open(sample.operation, status, &what)) {
                        (false, false) => Some("let through".to_owned()),
                        (true, true) => Some("stopped, though it is open".to_owned()),
                        _ => None,
                    };
                    verdict.note(api, &sample, &format!("{status} {what}"), complaint);
                }
            }
            upstream.all();
        }
    }
    verdict.pronounce("against wrong values");
}

//! An independent judge: prism, a mock server and validating proxy that knows the three documents and nothing of this project.
//!
//! As a mock it answers every call of the generated clients with every documented status; the client must understand each answer.
//! As a proxy it stands between generated client and generated server and must let every request and every answer of the
//! fixtures through. That it would not let wrong ones through is shown in the same way, for each operation.
//!
//! `program` has prism, `sample` the calls, of which each API has a file.

mod aione;
mod infrai;
mod olostep;
mod program;
mod sample;
mod wrong;

use crate::loopback::answers::{self, Answer};
use crate::loopback::coverage;
use crate::loopback::json::Json;
use program::{Prism, installed, notice};
use sample::{Api, Sample};
use std::collections::BTreeSet;

/// The three APIs.
const APIS: [Api; 3] = [infrai::API, aione::API, olostep::API];

/// What the judge said of each exchange.
#[derive(Default)]
struct Verdict {
    operations: BTreeSet<String>,
    exchanges: usize,
    violations: Vec<String>,
}

impl Verdict {
    /// An exchange, and what speaks against it.
    fn note(&mut self, api: &Api, sample: &Sample, exchange: &str, complaint: Option<String>) {
        let operation = format!("{} {}", api.name, sample.operation);
        self.violations.extend(complaint.map(|complaint| format!("{operation}, {exchange}: {complaint}")));
        self.operations.insert(operation);
        self.exchanges += 1;
    }

    /// Says the verdict, and asserts that it is on all operations and without a violation.
    fn pronounce(self, role: &str) {
        let documented = APIS
            .iter()
            .flat_map(|api| coverage::operations(api.name).into_iter().map(|(id, _)| format!("{} {id}", api.name)));
        let documented: BTreeSet<String> = documented.collect();
        let (judged, exchanges, violations) = (self.operations.len(), self.exchanges, self.violations.len());
        notice(&format!(
            "prism {role}: {judged} of {} operations, {exchanges} exchanges, {violations} violations",
            documented.len()
        ));
        assert_eq!(self.operations, documented, "{role}: judged = documented");
        assert_eq!(judged, 63);
        assert!(self.violations.is_empty(), "prism {role}:\n{}", self.violations.join("\n"));
    }
}

/// A body without integers that prism has to round: it is JavaScript, and takes `int64` to end at 2^53 - 1, the last integer
/// before which none is missing. The proofs of `loopback` send larger ones.
fn held_by_javascript(body: Json) -> Json {
    const LAST: i64 = (1 << 53) - 1;
    match body {
        Json::Object(members) => {
            Json::Object(members.into_iter().map(|(name, value)| (name, held_by_javascript(value))).collect())
        }
        Json::List(items) => Json::List(items.into_iter().map(held_by_javascript).collect()),
        Json::Bare(text) => Json::Bare(text.parse().map_or(text, |number: i64| number.clamp(-LAST, LAST).to_string())),
        Json::Text(_) => body,
    }
}

#[tokio::test]
async fn clients_understand_every_answer_of_the_mock() {
    let Some(home) = installed() else { return };
    let mut verdict = Verdict::default();
    for api in &APIS {
        let prism = Prism::mock(home, api.name);
        for sample in (api.samples)(&prism.url) {
            let statuses: BTreeSet<_> =
                answers::all(api.name, sample.operation).into_iter().map(|answer| answer.status).collect();
            for status in statuses {
                let complaint = (sample.send)(Some(status)).await.complaint(status);
                verdict.note(api, &sample, status.as_str(), complaint);
            }
        }
    }
    verdict.pronounce("as a mock");
}

#[tokio::test]
async fn the_proxy_lets_every_exchange_through() {
    let Some(home) = installed() else { return };
    let mut verdict = Verdict::default();
    for api in &APIS {
        let (stage, wire) = (api.serve)().await;
        let prism = Prism::proxy(home, api.name, &wire.url);
        for sample in (api.samples)(&prism.url) {
            for answer in answers::all(api.name, sample.operation) {
                let status = answer.status;
                stage.answer_with(Answer { body: held_by_javascript(answer.body), ..answer });
                let complaint = (sample.send)(None).await.complaint(status);
                let handed_on = wire.all().len();
                let lost = (handed_on != 1).then(|| format!("handed on {handed_on} times"));
                verdict.note(api, &sample, status.as_str(), complaint.or(lost));
            }
        }
    }
    verdict.pronounce("as a proxy");
}

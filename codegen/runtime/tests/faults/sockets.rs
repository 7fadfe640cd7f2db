//! Every fault of a real connection against every effect: the right kind of error, in time, and no secret in it.

use super::api::{self, KEY_IN_HEADER, METAS, ONCE, PURCHASE, READ, Refusal};
use super::ok;
use super::socket::{Fault, serve};
use driftless_runtime::runtime::client::{ClientConfig, Credential, Error, Http, Retry};
use std::future::IntoFuture;
use std::time::Duration;

/// How an error has to look: for reads, for writes.
type Kinds = (&'static str, &'static str);

fn matrix() -> Vec<(Fault, Kinds)> {
    const LOST: Kinds = ("no answer", "unknown");
    const REFUSED: Kinds = ("refused", "refused");
    const OPEN: Kinds = ("undocumented", "unknown");
    const ODD: Kinds = ("undocumented", "undocumented");
    const UNREADABLE: Kinds = ("undecodable", "undecodable");
    const TYPED: Kinds = ("documented", "documented");
    let mut matrix = vec![(Fault::Refuse, ("not sent", "not sent")), (Fault::Status(503), ("documented", "unknown"))];
    let lost = [
        Fault::CloseAtOnce,
        Fault::CloseAfterRequest,
        Fault::CloseInHead,
        Fault::CloseAfterHead,
        Fault::HalfBody,
        Fault::StallBeforeHead,
        Fault::StallInHead,
        Fault::StallInBody,
        Fault::SlowDrip,
        Fault::LengthNoNumber,
        Fault::NotHttp,
    ];
    matrix.extend(lost.map(|fault| (fault, LOST)));
    let unreadable = [Fault::LengthTooSmall, Fault::BadJson, Fault::HugeSuccess, Fault::HugeFailure(402)];
    matrix.extend(unreadable.map(|fault| (fault, UNREADABLE)));
    matrix.extend([301, 302, 303, 307, 308].map(|status| (Fault::Redirect(status), ODD)));
    matrix.extend(
        ["0", "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"]
            .map(|when| (Fault::RetryAfter(when), REFUSED)),
    );
    matrix.push((Fault::HugeFailure(401), REFUSED));
    matrix.push((Fault::HugeFailure(500), OPEN));
    for status in (300..600).filter(|status| *status != 503) {
        let kinds = match status {
            402 | 409 => TYPED,
            401 | 403 | 405..=408 | 411 | 413..=415 | 417 | 421 | 425 | 426 | 428 | 429 | 431 | 501 | 505 | 511 => {
                REFUSED
            }
            500.. => OPEN,
            _ => ODD,
        };
        matrix.push((Fault::Status(status), kinds));
    }
    matrix
}

fn kind(error: &Error<Refusal>) -> &'static str {
    match error {
        Error::NotSent { .. } => "not sent",
        Error::NoAnswer { .. } => "no answer",
        Error::Refused(_) => "refused",
        Error::OutcomeUnknown(_) => "unknown",
        Error::Api { .. } => "documented",
        Error::Undocumented(_) => "undocumented",
        Error::Decode { .. } => "undecodable",
        _ => "else",
    }
}

async fn check<const N: usize>(http: Http, url: String, fault: Fault, (for_reads, for_writes): Kinds) {
    let mut config = ClientConfig::new(Some(&url));
    config.transport(http);
    config.credential("bearer", Credential::bearer("hunter2"));
    config.credential("key", Credential::query("key", "hunter2"));
    config.attempt_timeout(Duration::from_secs(1));
    config.timeout(Duration::from_millis(2500));
    config.body_limit(1 << 20);
    config.retry(Retry::default().pauses(Duration::ZERO, Duration::ZERO));
    let call = api::call::<N>(&ok(config.build())).query("more", "hunter2");
    let what = format!("{fault:?} against `{}`", METAS[N].id);
    let result = tokio::time::timeout(Duration::from_secs(10), call.into_future()).await;
    let error = result.unwrap_or_else(|_| panic!("{what} does not end")).expect_err(&what);
    let expected = if N == READ { for_reads } else { for_writes };
    assert_eq!(kind(&error), expected, "{what}: {error:?}");
    let mut shown = format!("{error:?} {error}");
    let mut cause = std::error::Error::source(&error);
    while let Some(error) = cause {
        shown.push_str(&format!(" {error:?} {error}"));
        cause = error.source();
    }
    assert!(!shown.contains("hunter2"), "{what}: {shown}");
    let repeatable = METAS[N].is_repeatable() || matches!(fault, Fault::Refuse);
    assert!(repeatable || error.exchange().attempts == 1, "{what}: {error:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_fault_has_its_kind_of_error() {
    let (matrix, http) = (matrix(), ok(Http::new()));
    let mut cells = 0;
    // A few at a time: the huge ones weigh 100 MB each.
    for part in matrix.chunks(16) {
        let mut tasks = Vec::new();
        for (fault, kinds) in part {
            let url = serve(fault.clone()).await;
            tasks.push(tokio::spawn(check::<READ>(http.clone(), url.clone(), fault.clone(), *kinds)));
            tasks.push(tokio::spawn(check::<KEY_IN_HEADER>(http.clone(), url.clone(), fault.clone(), *kinds)));
            tasks.push(tokio::spawn(check::<ONCE>(http.clone(), url.clone(), fault.clone(), *kinds)));
            tasks.push(tokio::spawn(check::<PURCHASE>(http.clone(), url, fault.clone(), *kinds)));
        }
        cells += tasks.len();
        for task in tasks {
            ok(task.await);
        }
    }
    println!("{cells} cells");
}

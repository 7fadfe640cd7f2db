//! What servers say in headers: how long to wait, and how they call the request.

use super::api::{self, KEY_IN_BODY, READ};
use super::script::{Script, Step};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// How long the client waited before the second attempt, if there was one.
async fn wait(step: Step, timeout: u64) -> Option<Duration> {
    let script = Script::new([step]);
    let result = api::call::<READ>(&script.core()).timeout(Duration::from_secs(timeout)).await;
    let seen = script.seen();
    assert_eq!(result.is_ok(), seen.len() == 2);
    seen.get(1).map(|second| second.at - seen[0].at)
}

const SENT: &str = "Sun, 06 Nov 1994 08:49:37 GMT";

#[tokio::test(start_paused = true)]
async fn retry_after_is_seconds_or_one_of_three_dates() {
    let forms = ["30", "Sun, 06 Nov 1994 08:50:07 GMT", "Sunday, 06-Nov-94 08:50:07 GMT", "Sun Nov  6 08:50:07 1994"];
    for form in forms {
        let step = Step::status(429).with("date", SENT).with("retry-after", form);
        let waited = wait(step, 90).await.expect("another attempt").as_secs_f64();
        assert!((30.0..30.3).contains(&waited), "{form}: {waited}");
    }
    for past in ["0", "Sun, 06 Nov 1994 08:49:36 GMT", "Fri, 31 Dec 1993 23:59:59 GMT"] {
        let step = Step::status(503).with("date", SENT).with("retry-after", past);
        assert!(wait(step, 90).await.expect("another attempt") < Duration::from_millis(300), "{past}");
    }
    for nonsense in ["", "soon", "-1", "1.5", "Sun, 99 Nov 1994 08:50:07 GMT", "Sun, 06 Foo 1994 08:50:07 GMT"] {
        let step = Step::status(503).with("date", SENT).with("retry-after", nonsense);
        assert!(wait(step, 90).await.expect("another attempt") < Duration::from_millis(300), "{nonsense}");
    }
}

#[tokio::test(start_paused = true)]
async fn retry_after_counts_from_this_clock_if_the_server_names_none() {
    let in_20_seconds = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_secs() as i64 + 20;
    let date = jiff::Timestamp::from_second(in_20_seconds).expect("a point in time");
    let date = date.strftime("%a, %d %b %Y %H:%M:%S GMT");
    let waited = wait(Step::status(429).with("retry-after", date), 90).await.expect("another attempt").as_secs_f64();
    assert!((18.0..21.0).contains(&waited), "{waited}");
}

#[tokio::test(start_paused = true)]
async fn nobody_waits_past_the_deadline_or_two_minutes() {
    assert!(wait(Step::status(429).with("retry-after", 89), 90).await.is_some());
    assert!(wait(Step::status(429).with("retry-after", 90), 90).await.is_none());
    assert!(wait(Step::status(429).with("retry-after", 120), 900).await.is_some());
    assert!(wait(Step::status(429).with("retry-after", 121), 900).await.is_none());
    assert!(wait(Step::status(429).with("retry-after", "9".repeat(40)), 900).await.is_none());
    let script = Script::new([Step::status(429).with("retry-after", 100)]);
    let error = api::call::<READ>(&script.core()).await.expect_err("too long a wait");
    assert_eq!(error.reply().and_then(|reply| reply.retry_after()), Some(Duration::from_secs(100)));
}

#[tokio::test(start_paused = true)]
async fn the_servers_name_of_the_request_is_kept() {
    for header in ["x-request-id", "request-id", "x-amzn-requestid", "x-correlation-id"] {
        let named = |status, name: &str| Step::status(status).with(header, name);
        let script = Script::new([named(503, "r-1"), named(402, "r-2")]);
        let error = api::call::<READ>(&script.core()).await.expect_err("402");
        assert_eq!(error.exchange().request_id.as_deref(), Some("r-2"));
        let script = Script::new([named(503, "r-1"), Step::Stall { carried_out: true }, Step::Refuse]);
        let error = api::call::<KEY_IN_BODY>(&script.core()).await.expect_err("refused at last");
        assert_eq!(error.exchange().request_id.as_deref(), Some("r-1"));
        assert!(error.to_string().contains("; request id r-1"), "{error}");
        let script = Script::new([named(503, "r-1"), Step::fine().with(header, "r-3")]);
        let response = super::ok(api::call::<READ>(&script.core()).send().await);
        assert_eq!((response.exchange.request_id.as_deref(), response.exchange.attempts), (Some("r-3"), 2));
    }
}

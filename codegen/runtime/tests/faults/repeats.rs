//! Which attempts are followed by another.

use super::api::{self, DELETE, KEY_IN_BODY, KEY_IN_HEADER, KEY_IN_QUERY, LISTED, ONCE, PURCHASE, PUT, READ};
use super::script::{End, Script, Step};
use driftless_runtime::runtime::client::Retry;
use std::time::Duration;

/// How often a call is sent that always fails like this.
async fn attempts<const N: usize>(step: Step) -> u32 {
    let script = Script::new(vec![step; 9]);
    let result = api::call::<N>(&script.core()).timeout(Duration::from_secs(1000)).send().await;
    result.expect_err("every attempt fails").exchange().attempts
}

#[tokio::test(start_paused = true)]
async fn what_is_harmless_is_repeated_twice() {
    let lost = Step::Lose { carried_out: true };
    let faults = [lost, Step::Stall { carried_out: true }, Step::answer(200, true, End::Broken)];
    for step in faults.into_iter().chain([408, 429, 502, 503, 504].map(Step::status)) {
        assert_eq!(attempts::<READ>(step.clone()).await, 3, "{step:?}");
        assert_eq!(attempts::<KEY_IN_HEADER>(step.clone()).await, 3, "{step:?}");
        assert_eq!(attempts::<KEY_IN_BODY>(step.clone()).await, 3, "{step:?}");
        assert_eq!(attempts::<KEY_IN_QUERY>(step.clone()).await, 3, "{step:?}");
        assert_eq!(attempts::<PUT>(step.clone()).await, 3, "{step:?}");
        assert_eq!(attempts::<DELETE>(step.clone()).await, 3, "{step:?}");
        assert_eq!(attempts::<ONCE>(step.clone()).await, 1, "{step:?}");
        assert_eq!(attempts::<PURCHASE>(step.clone()).await, 1, "{step:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_was_not_sent_is_always_repeated() {
    for step in [Step::Refuse, Step::NotReady] {
        assert_eq!(attempts::<READ>(step.clone()).await, 3);
        assert_eq!(attempts::<KEY_IN_BODY>(step.clone()).await, 3);
        assert_eq!(attempts::<ONCE>(step.clone()).await, 3);
        assert_eq!(attempts::<PURCHASE>(step).await, 3);
    }
}

#[tokio::test(start_paused = true)]
async fn decisions_are_not_repeated() {
    for status in [302, 400, 401, 402, 403, 404, 409, 418, 422, 500, 501, 505, 599] {
        assert_eq!(attempts::<READ>(Step::status(status)).await, 1, "{status}");
        assert_eq!(attempts::<KEY_IN_BODY>(Step::status(status)).await, 1, "{status}");
    }
    assert_eq!(attempts::<READ>(Step::status(200).saying("no JSON")).await, 1);
    // `x-retry` lists other statuses.
    assert_eq!(attempts::<LISTED>(Step::status(500)).await, 3);
    assert_eq!(attempts::<LISTED>(Step::status(503)).await, 1);
    assert_eq!(attempts::<LISTED>(Step::Lose { carried_out: false }).await, 3);
}

#[tokio::test(start_paused = true)]
async fn the_policy_is_the_callers() {
    let script = Script::new(vec![Step::status(503); 20]);
    let core = script.core();
    let failed = api::call::<READ>(&core).retry(Retry::never()).await.expect_err("503");
    assert_eq!(failed.exchange().attempts, 1);
    let patient = Retry::default().times(7).pauses(Duration::from_secs(1), Duration::from_secs(2));
    let failed = api::call::<READ>(&core).retry(patient).await.expect_err("503");
    assert_eq!(failed.exchange().attempts, 8);
    let mut config = script.config();
    config.retry(Retry::never());
    let failed = api::call::<READ>(&super::ok(config.build())).await.expect_err("503");
    assert_eq!(failed.exchange().attempts, 1);
}

#[tokio::test(start_paused = true)]
async fn pauses_are_random_and_grow() {
    let mut pauses = Vec::new();
    for _ in 0..50 {
        let script = Script::new(vec![Step::Lose { carried_out: false }; 4]);
        let call = api::call::<READ>(&script.core()).retry(Retry::default().times(3));
        assert!(call.await.is_err());
        let seen: Vec<_> = script.seen().iter().map(|seen| seen.at).collect();
        pauses.push([seen[1] - seen[0], seen[2] - seen[1], seen[3] - seen[2]]);
    }
    for (index, most) in [250, 500, 1000].into_iter().enumerate() {
        let mut column: Vec<_> = pauses.iter().map(|row| row[index].as_millis()).collect();
        column.sort_unstable();
        // The clock of the tests has millisecond steps, and rounds up.
        assert!(column[49] <= most + 1 && column[0] < most / 3 && column[49] > most * 2 / 3, "{column:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_server_that_fails_everybody_is_left_alone() {
    let script = Script::new(vec![Step::Lose { carried_out: false }; 500]);
    let core = script.core();
    let mut attempts = Vec::new();
    for _ in 0..30 {
        attempts.push(api::call::<READ>(&core).await.expect_err("it is lost").exchange().attempts);
    }
    // 500 tokens pay for 35 retries of 14 tokens each: 17 calls with two, one with one.
    assert_eq!(attempts.iter().sum::<u32>(), 30 + 35);
    assert_eq!((attempts[16], attempts[17], attempts[18]), (3, 2, 1));
    // Successes fill the bucket again.
    let script = Script::new([vec![Step::Refuse; 500], vec![Step::fine(); 40], vec![Step::Refuse]].concat());
    let core = script.core();
    while script.seen().is_empty() {
        drop(api::call::<READ>(&core).await);
    }
    for _ in 0..39 {
        super::ok(api::call::<READ>(&core).await);
    }
    let response = super::ok(api::call::<READ>(&core).send().await);
    assert_eq!(response.exchange.attempts, 2);
}

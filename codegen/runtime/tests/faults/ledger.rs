//! The ledger: random schedules of faults against a server that books what it carries out.
//!
//! For each schedule: money moved once at most; a failure that says "it did not happen" is right; a success moved money; every
//! attempt had the same key and the same bytes; and the call ended by its deadline.

use super::api::{self, METAS, MISDECLARED};
use super::script::{End, Script, Step};
use driftless_runtime::runtime::client::Error;
use std::collections::BTreeMap;
use std::time::Duration;

/// Numbers that look random and are the same in every run (splitmix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((bits ^ (bits >> 31)) % sides as u64) as usize
    }

    fn coin(&mut self) -> bool {
        self.roll(2) == 0
    }

    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.roll(of.len())]
    }
}

/// One fault. A failure with 4xx is never carried out; what else comes of a request may be.
fn step(dice: &mut Dice) -> Step {
    const ENDS: [End; 5] = [End::Whole, End::Whole, End::Broken, End::Stalled, End::Dripping];
    const REFUSALS: [u16; 12] = [400, 401, 402, 403, 404, 408, 409, 413, 422, 425, 429, 501];
    let end = dice.pick(&ENDS);
    let answer = match dice.roll(10) {
        0 => return Step::Refuse,
        1 => return Step::NotReady,
        2 | 3 => return Step::Lose { carried_out: dice.coin() },
        4 => return Step::Stall { carried_out: dice.coin() },
        5 | 6 => Step::answer(dice.pick(&[500, 502, 503, 504, 507]), dice.coin(), end),
        7 | 8 => Step::answer(dice.pick(&REFUSALS), false, end),
        _ => Step::answer(200, true, end),
    };
    match dice.roll(4) {
        0 => answer.with("retry-after", dice.pick(&[0, 1, 20, 100, 1000])),
        _ => answer,
    }
}

/// What the failures of a run said, and how often.
type Tally = BTreeMap<&'static str, usize>;

fn kind(error: &Error<api::Refusal>) -> &'static str {
    match error {
        Error::NotSent { .. } => "not sent",
        Error::Refused(_) => "refused",
        Error::OutcomeUnknown(_) => "unknown",
        Error::Api { .. } => "documented",
        Error::Undocumented(_) => "undocumented",
        Error::Decode { .. } => "undecodable",
        _ => "else",
    }
}

/// Runs one schedule; what is wrong with how it went.
async fn run<const N: usize>(steps: Vec<Step>, timeout: u64, tally: &mut Tally) -> Result<(), String> {
    let script = Script::new(steps);
    let begin = tokio::time::Instant::now();
    let call = api::call::<N>(&script.core()).timeout(Duration::from_secs(timeout));
    let result = call.send().await;
    let (effects, seen, took) = (script.effects(), script.seen(), begin.elapsed());
    let wrong = |what: &str| Err(format!("{what}: {effects} effects, {result:?}, {seen:?}"));
    if effects > 1 {
        return wrong("money moved twice");
    }
    let exchange = match &result {
        Ok(response) if effects == 1 => &response.exchange,
        Ok(_) => return wrong("a success moved no money"),
        Err(error) if !error.may_have_happened() && effects > 0 => return wrong("what happened is denied"),
        Err(error) => error.exchange(),
    };
    if seen.iter().any(|other| (&other.line, other.key(), &other.body) != (&seen[0].line, seen[0].key(), &seen[0].body))
    {
        return wrong("the attempts differ");
    }
    if METAS[N].has_key && seen.iter().any(|seen| seen.key() != exchange.idempotency_key) {
        return wrong("the key is not the one that was sent");
    }
    if took > Duration::from_secs(timeout) + Duration::from_millis(2) {
        return wrong(&format!("the deadline is missed, after {took:?}"));
    }
    *tally.entry(result.as_ref().map_or_else(kind, |_| "success")).or_default() += 1;
    Ok(())
}

async fn schedule(seed: u64, tally: &mut Tally) -> Result<(), String> {
    let mut dice = Dice(seed);
    let steps = (0..dice.roll(5)).map(|_| step(&mut dice)).collect();
    let timeout = dice.pick(&[90, 90, 90, 5, 31, 200]);
    match dice.roll(7) {
        0 => run::<{ api::KEY_IN_HEADER }>(steps, timeout, tally).await,
        1 => run::<{ api::KEY_IN_BODY }>(steps, timeout, tally).await,
        2 => run::<{ api::KEY_IN_QUERY }>(steps, timeout, tally).await,
        3 => run::<{ api::ONCE }>(steps, timeout, tally).await,
        4 => run::<{ api::PURCHASE }>(steps, timeout, tally).await,
        5 => run::<{ api::PUT }>(steps, timeout, tally).await,
        _ => run::<{ api::DELETE }>(steps, timeout, tally).await,
    }
}

/// As many as `LEDGER_SCHEDULES` says.
#[tokio::test(start_paused = true)]
async fn no_schedule_of_faults_moves_money_twice_or_denies_that_it_moved() {
    let count = std::env::var("LEDGER_SCHEDULES").ok().and_then(|text| text.parse().ok()).unwrap_or(100_000);
    let mut tally = Tally::new();
    for seed in 0..count {
        if let Err(wrong) = schedule(seed, &mut tally).await {
            panic!("schedule {seed}: {wrong}");
        }
    }
    println!("{count} schedules: {tally:?}");
    // A client that called everything unknown would never be wrong, and never be of use.
    for kind in ["success", "not sent", "refused", "unknown", "documented", "undocumented", "undecodable"] {
        assert!(tally.get(kind).is_some_and(|found| *found as u64 * 1000 > count), "{kind} hardly occurs: {tally:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_ledger_notices_an_operation_that_is_repeated_wrongly() {
    let steps = vec![Step::Lose { carried_out: true }];
    let wrong = run::<MISDECLARED>(steps, 90, &mut Tally::new()).await;
    assert!(wrong.is_err_and(|text| text.starts_with("money moved twice: 2 effects")));
}

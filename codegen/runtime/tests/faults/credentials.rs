//! Credentials go to the origin that they are for, and show up nowhere else.

use super::api::{self, ONCE, READ};
use super::ok;
use super::script::{End, Script, Step};
use driftless_runtime::runtime::client::{ClientConfig, Credential, Error, NotSent};

#[tokio::test(start_paused = true)]
async fn a_foreign_origin_gets_no_credential() {
    let script = Script::new([]);
    let core = script.core();
    for elsewhere in ["https://evil.test", "https://api.test:8443", "https://api.test.evil.test", "http://127.0.0.1"] {
        let error = api::call::<READ>(&core).base_url(elsewhere).await.expect_err("it is another origin");
        let Error::NotSent { reason: NotSent::ForeignOrigin { origin }, .. } = &error else { panic!("{error:?}") };
        assert_eq!(origin, elsewhere);
        // An operation without credentials may go there.
        ok(api::call::<ONCE>(&core).base_url(elsewhere).await);
    }
    let error = api::call::<READ>(&core).base_url("http://api.test").await.expect_err("it is not encrypted");
    assert!(matches!(&error, Error::NotSent { reason: NotSent::Encode(_), .. }), "{error:?}");
    ok(api::call::<READ>(&core).base_url("https://api.test/v2/").await);
    let seen = script.seen();
    assert_eq!(seen.last().map(|seen| seen.line.as_str()), Some("GET https://api.test/v2/balance"));
    assert!(seen[..4].iter().all(|seen| seen.header("authorization").is_none()));
}

#[tokio::test(start_paused = true)]
async fn other_origins_can_be_trusted() {
    let script = Script::new([]);
    let mut config = script.config();
    config.trust("https://eu.api.test/v1");
    ok(api::call::<READ>(&ok(config.build())).base_url("https://eu.api.test/v3").await);
    assert_eq!(script.seen()[0].header("authorization"), Some("Bearer hunter2"));
    let mut config = ClientConfig::new(Some("https://api.test"));
    config.trust("http://eu.api.test");
    assert!(config.build().is_err());
}

#[tokio::test(start_paused = true)]
async fn no_secret_shows() {
    let steps = [
        Step::Refuse,
        Step::Lose { carried_out: false },
        Step::Stall { carried_out: false },
        Step::status(500).saying("hunter2").with("x-echo", "hunter2"),
        Step::status(302).with("location", "https://evil.test/?token=hunter2"),
        Step::status(401).saying("hunter2"),
        Step::answer(200, true, End::Broken),
        Step::fine().saying("hunter2"),
    ];
    for step in steps {
        let script = Script::new(vec![step; 3]);
        let mut config = script.config();
        config.credential("key", Credential::query("key", "hunter2"));
        config.header("X-Team", "hunter2");
        let shown = format!("{config:?}");
        let core = ok(config.build());
        let call = api::call::<READ>(&core).header("X-More", "hunter2").query("more", "hunter2");
        let shown = format!("{shown} {core:?} {call:?}");
        let error = call.await.expect_err("the script fails");
        let mut shown = format!("{shown} {error:?} {error} {error:#?}");
        let mut cause = std::error::Error::source(&error);
        while let Some(error) = cause {
            shown.push_str(&format!("{error:?} {error}"));
            cause = error.source();
        }
        assert!(!shown.contains("hunter2"), "{shown}");
    }
}

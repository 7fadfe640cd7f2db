//! Credentials: which of a client's go with a call, and those that are obtained when a call needs them.

use super::ok;
use crate::runtime::client::{
    Answer, Call, ClientConfig, ClientCredentials, Core, Credential, Error, NotSent, OAuthError, Operation, Reply,
};
use crate::runtime::codec::DecodeError;
use crate::runtime::meta::{Meta, Method};
use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, Uri};
use axum::routing::any;
use std::convert::Infallible;
use std::sync::{Arc, Mutex};
use std::time::Duration;

type Log = Arc<Mutex<Vec<String>>>;

/// Takes what is written in `META` and answers nothing.
macro_rules! operation {
    ($name:ident: $security:expr) => {
        #[derive(Debug)]
        struct $name;

        impl Operation for $name {
            type Output = ();
            type Error = Infallible;
            const META: Meta = Meta { security: $security, ..Meta::new(stringify!($name), Method::GET, "/it") };

            fn read(_: &Reply) -> Result<Answer<Self::Output, Self::Error>, DecodeError> {
                Ok(Answer::Output(()))
            }
        }
    };
}

operation!(Either: &[&["key", "user"], &["token"]]);
operation!(Optional: &[&[], &["token"]]);
operation!(Open: &[]);
operation!(Token: &[&["token"]]);

/// A server that writes down the credentials it is sent.
fn api(log: &Log) -> Router {
    let log = Arc::clone(log);
    Router::new().route(
        "/it",
        any(move |uri: Uri, headers: HeaderMap| async move {
            let authorization = headers.get("authorization").map_or("", |value| value.to_str().unwrap_or("?"));
            ok(log.lock()).push(format!("{authorization} {}", uri.query().unwrap_or_default()).trim().to_owned());
        }),
    )
}

fn client(log: &Log, credentials: &[(&'static str, Credential)]) -> Core {
    let mut config = ClientConfig::new(Some("https://api.example"));
    config.transport(api(log));
    credentials.iter().for_each(|(scheme, credential)| config.credential(scheme, credential.clone()));
    ok(config.build())
}

fn taken(log: &Log) -> Vec<String> {
    std::mem::take(&mut *ok(log.lock()))
}

#[tokio::test]
async fn the_first_complete_alternative_goes_with_a_call() {
    let log = Log::default();
    let (key, user, token) = (
        ("key", Credential::query("k", "1")),
        ("user", Credential::http("Basic", "u")),
        ("token", Credential::bearer("t")),
    );
    for (credentials, sent) in [
        (vec![key.clone(), user.clone(), token.clone()], "Basic u k=1"),
        (vec![user, token.clone()], "Bearer t"),
        (vec![token.clone(), key.clone()], "Bearer t"),
    ] {
        ok(Call::new(client(&log, &credentials), Either).await);
        assert_eq!(taken(&log), [sent]);
    }
    let error = Call::new(client(&log, &[key]), Either).await.expect_err("half an alternative is none");
    assert_eq!(error.to_string(), "`Either` needs a credential: key with user or token");
    assert!(
        matches!(error, Error::NotSent { reason: NotSent::MissingCredential { .. }, .. }) && taken(&log).is_empty()
    );
    ok(Call::new(client(&log, &[]), Optional).await);
    ok(Call::new(client(&log, std::slice::from_ref(&token)), Optional).await);
    ok(Call::new(client(&log, &[token]), Open).await);
    assert_eq!(taken(&log), ["", "Bearer t", ""]);
}

#[tokio::test]
async fn closures_give_credentials_and_their_errors_are_the_call_s() {
    let log = Log::default();
    let provider = || async { Ok(Credential::query("k", "fresh")) };
    ok(Call::new(client(&log, &[("token", Credential::provided(provider))]), Token).await);
    assert_eq!(taken(&log), ["k=fresh"]);
    let broken = || async { Err("the vault is sealed".into()) };
    let error =
        Call::new(client(&log, &[("token", Credential::provided(broken))]), Token).await.expect_err("no credential");
    assert_eq!(error.to_string(), "a credential cannot be obtained: the vault is sealed");
    let nested = || async { Ok(Credential::provided(|| async { Ok(Credential::bearer("t")) })) };
    let error = Call::new(client(&log, &[("token", Credential::provided(nested))]), Token).await;
    assert!(matches!(error, Err(Error::NotSent { reason: NotSent::Encode(_), .. })));
    assert!(taken(&log).is_empty(), "nothing was sent");
}

/// A token endpoint with these answers, one after the other, each after a second; the last one stays.
fn tokens(log: &Log, answers: &'static [(u16, &'static str)]) -> ClientCredentials {
    let log = Arc::clone(log);
    let router = Router::new().route(
        "/token",
        any(move |headers: HeaderMap, body: Bytes| async move {
            tokio::time::sleep(Duration::from_secs(1)).await;
            let authorization = headers.get("authorization").map_or("", |value| value.to_str().unwrap_or("?"));
            let mut log = ok(log.lock());
            log.push(format!("{authorization} {}", String::from_utf8_lossy(&body)));
            let (status, body) = answers[(log.len() - 1).min(answers.len() - 1)];
            (ok(axum::http::StatusCode::from_u16(status)), body)
        }),
    );
    ok(ClientCredentials::new("https://auth.example/token", "id/1", "s:1")).transport(router)
}

#[tokio::test(start_paused = true)]
async fn one_token_serves_all_calls_that_wait_until_shortly_before_it_ends() {
    let (log, asked) = (Log::default(), Log::default());
    let answers = &[
        (200, r#"{"access_token":"a","token_type":"Bearer","expires_in":100}"#),
        (200, r#"{"access_token":"b","token_type":"bearer","expires_in":"1000"}"#),
        (200, r#"{"access_token":"c"}"#),
    ];
    let core = client(&log, &[("token", Credential::provided(tokens(&asked, answers).scope("read write")))]);
    let waiting: Vec<_> = (0..50).map(|_| tokio::spawn(Call::new(core.clone(), Token).send())).collect();
    for call in waiting {
        ok(ok(call.await));
    }
    assert_eq!(taken(&log), vec!["Bearer a"; 50]);
    let encoded = "Basic aWQlMkYxOnMlM0Ex grant_type=client_credentials&scope=read%20write";
    assert_eq!(*ok(asked.lock()), [encoded], "id%2F1:s%3A1 in Base64");
    for (after, token) in [(88, "Bearer a"), (3, "Bearer b"), (900, "Bearer b"), (60, "Bearer c"), (268, "Bearer c")] {
        tokio::time::sleep(Duration::from_secs(after)).await;
        ok(Call::new(core.clone(), Token).await);
        assert_eq!(taken(&log), [token]);
    }
    assert_eq!(ok(asked.lock()).len(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_refusal_is_shared_by_those_who_waited_and_then_forgotten() {
    let (log, asked) = (Log::default(), Log::default());
    let answers =
        &[(401, r#"{"error":"invalid_client","error_description":"s:1 is wrong"}"#), (200, r#"{"access_token":"a"}"#)];
    let core = client(&log, &[("token", Credential::provided(tokens(&asked, answers)))]);
    let waiting: Vec<_> = (0..20).map(|_| tokio::spawn(Call::new(core.clone(), Token).send())).collect();
    for call in waiting {
        let error = ok(call.await).expect_err("no token");
        let shown = error.to_string();
        assert!(shown.ends_with("the token endpoint answered 401 Unauthorized: invalid_client"), "{shown}");
        assert!(!format!("{error:?}").contains("s:1") && !format!("{core:?}").contains("s:1"), "{error:?}");
        let Error::NotSent { reason: NotSent::Credential(reason), .. } = error else { panic!("{shown}") };
        assert!(matches!(reason.downcast_ref(), Some(OAuthError::Refused { .. })));
    }
    assert_eq!(ok(asked.lock()).len(), 1);
    ok(Call::new(core, Token).await);
    assert_eq!(taken(&log), ["Bearer a"], "calls without a token were not sent");
}

#[tokio::test(start_paused = true)]
async fn a_call_does_not_wait_for_a_token_beyond_its_time() {
    let (log, asked) = (Log::default(), Log::default());
    let core = client(&log, &[("token", Credential::provided(tokens(&asked, &[(200, r#"{"access_token":"a"}"#)])))]);
    let error = Call::new(core.clone(), Token).timeout(Duration::from_millis(10)).await.expect_err("late");
    assert!(error.is_timeout() && !error.may_have_happened(), "{error}");
    ok(Call::new(core, Token).await);
    assert_eq!(taken(&log), ["Bearer a"]);
}

#[tokio::test(start_paused = true)]
async fn answers_without_a_bearer_token_are_none() {
    for body in
        ["", "[]", r#"{"token_type":"bearer"}"#, r#"{"access_token":""}"#, r#"{"access_token":"a","token_type":"mac"}"#]
    {
        let (log, asked) = (Log::default(), Log::default());
        let answers: &'static [(u16, &'static str)] = Vec::leak(vec![(200, body)]);
        let core = client(&log, &[("token", Credential::provided(tokens(&asked, answers)))]);
        let error = Call::new(core, Token).await.expect_err("no token");
        assert!(error.to_string().ends_with("the token endpoint answered without a bearer token"), "{body}: {error}");
    }
    assert!(ClientCredentials::new("http://auth.example/token", "id", "secret").is_err(), "not encrypted");
}

#[test]
fn credentials_of_unknown_schemes_are_refused() {
    let mut config = ClientConfig::new(Some("https://api.example")).schemes(&["token"]);
    config.credential("tokn", Credential::bearer("t"));
    assert_eq!(config.build().expect_err("unknown").to_string(), "there is no security scheme `tokn`");
}

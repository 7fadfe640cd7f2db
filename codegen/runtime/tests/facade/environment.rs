//! Credentials from the variable that the document names. A variable of this process would be one of all its tests, so each case
//! is a process of its own.

use super::ok;
use super::server::{json, serve};
use std::process::Command;

const URL: &str = "DRIFTLESS_TEST_URL";

/// What a client says whose environment has this variable, and the `Authorization` that it sent.
fn ask(variable: Option<&str>) -> (String, Option<String>) {
    let (url, log) = serve(|_, _| json(200, "", r#"{"balance_usd":12.50,"currency":"USD"}"#));
    let mut child = Command::new(ok(std::env::current_exe()));
    child
        .args(["--exact", "environment::child", "--ignored", "--nocapture"])
        .env(URL, url)
        .env_remove("INFRAI_API_KEY");
    child.envs(variable.map(|value| ("INFRAI_API_KEY", value)));
    let said = String::from_utf8_lossy(&ok(child.output()).stdout).into_owned();
    let request = log.requests().pop().unwrap_or_default();
    let authorization = request.lines().find_map(|line| line.strip_prefix("authorization: "));
    (said, authorization.map(str::to_owned))
}

#[test]
fn the_variable_that_the_document_names_is_the_credential() {
    let (said, authorization) = ask(Some("ifr_pk_proj_1"));
    assert!(said.contains("balance 12.50"), "{said}");
    assert_eq!(authorization.as_deref(), Some("Bearer ifr_pk_proj_1"));
}

#[test]
fn a_variable_that_is_missing_or_empty_is_no_credential() {
    for variable in [None, Some("")] {
        let (said, authorization) = ask(variable);
        assert!(said.contains("`account.balance` needs a credential: bearer"), "{said}");
        assert_eq!(authorization, None);
    }
}

#[tokio::test]
#[ignore = "the other tests run it, each in an environment of its own"]
async fn child() {
    let url = ok(std::env::var(URL));
    let client = ok(infrai::client::Client::builder().base_url(url).from_env().build());
    match client.account().balance().await {
        Ok(balance) => println!("balance {}", balance.balance_usd),
        Err(error) => println!("{error}"),
    }
}

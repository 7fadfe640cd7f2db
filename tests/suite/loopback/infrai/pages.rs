//! The seven lists that go on, walked page by page and item by item, against servers that come to an end and such that do not.

use super::super::answers::Answer;
use super::super::json::Json;
use super::{Loopback, Outcome, Proof};
use infrai::client::Client;
use infrai::runtime::client::{Call, Operation, Paged, PagesError, Reply, Stopped};
use std::fmt::Debug;

/// The fixture's page with these items, leading on to this cursor.
fn page(of: &Answer, items: &[Json], next: &str) -> Answer {
    let items: Vec<_> = items.iter().map(ToString::to_string).collect();
    let next = if next.is_empty() { String::new() } else { format!(",\"next_cursor\":{next:?}") };
    Answer { body: Json::parse(&format!("{{\"items\":[{}]{next}}}", items.join(","))), ..of.clone() }
}

/// The output that the client makes of an answer.
fn output<R: Proof>(answer: &Answer) -> <R as Operation>::Output {
    match <R as Operation>::read(&Reply::new(answer.status, answer.headers.clone(), answer.bytes())) {
        Ok(Outcome::Output(output)) => output,
        _ => panic!("a page is a success"),
    }
}

/// Walks a list to its end or to an error: what the items are, and the error.
async fn items<R>(call: Call<R>) -> (Vec<String>, Option<Stopped>)
where
    R: Proof + Paged<Item: Debug>,
{
    let mut walk = call.items().max_pages(8).max_empty_pages(3);
    let mut found = Vec::new();
    loop {
        match walk.next().await {
            Some(Ok(item)) => found.push(format!("{item:?}")),
            Some(Err(PagesError::Stopped(stopped))) => return (found, Some(stopped)),
            Some(Err(error)) => panic!("{error:?}"),
            None => return (found, None),
        }
    }
}

/// Three pages, the second of them empty, as items and as pages; then the servers without an end.
async fn walks<R>(operation: &'static str, call: impl Fn(&Client) -> Call<R>)
where
    R: Proof + Paged<Item: Debug>,
{
    let api = Loopback::start(operation).await;
    let success = api.stage.success();
    let all = success.body.get("items").expect("a page has items").items().to_vec();
    assert!(!all.is_empty(), "{operation}: a page of the fixture has items");
    let pages = [page(&success, &all, "a/b c"), page(&success, &[], "d"), page(&success, &all, "")];
    let cursors = |api: &Loopback| {
        let target = |target: String| target.split_once('?').map_or(String::new(), |(_, query)| query.to_owned());
        api.wire.all().into_iter().map(|exchange| target(exchange.target)).collect::<Vec<_>>()
    };

    api.stage.answer_in_turn(pages.clone());
    let (found, stopped) = items(call(&api.client)).await;
    let expected: Vec<_> = pages.iter().map(output::<R>).collect();
    let mut typed = Vec::new();
    for mut page in pages.iter().map(output::<R>) {
        typed.extend(R::items(&mut page).into_iter().flatten().map(|item| format!("{item:?}")));
    }
    assert_eq!((&found, stopped), (&typed, None), "{operation}: items");
    assert_eq!(found.len(), 2 * all.len(), "{operation}: items");
    assert_eq!(cursors(&api), ["", "cursor=a%2Fb%20c", "cursor=d"], "{operation}");

    api.stage.answer_in_turn(pages);
    let mut walk = call(&api.client).pages();
    for expected in expected {
        let page = walk.next().await.expect("a page").expect("a page");
        assert_eq!(format!("{page:?}"), format!("{expected:?}"), "{operation}: pages");
    }
    assert!(walk.next().await.is_none(), "{operation}: pages");
    assert_eq!(cursors(&api).len(), 3, "{operation}: one call for each page");

    let to = |next: &str| page(&success, &all[..1], next);
    let empty = |next: &str| page(&success, &[], next);
    for (answers, expected, calls) in [
        (vec![to("a")], Stopped::RepeatedPage, 2),
        (vec![to("a"), to("b"), to("c"), to("a")], Stopped::RepeatedPage, 4),
        (vec![to("a"), empty("b"), empty("c"), empty("d")], Stopped::EmptyPages(3), 4),
        ((0..9).map(|cursor| to(&format!("c{cursor}"))).collect(), Stopped::TooManyPages(8), 8),
    ] {
        api.stage.answer_in_turn(answers);
        let (found, stopped) = items(call(&api.client)).await;
        assert_eq!(stopped, Some(expected), "{operation}");
        assert_eq!(cursors(&api).len(), calls, "{operation}: {expected:?}");
        assert!(!found.is_empty() && found.len() <= calls, "{operation}: what came before is handed out");
    }
}

#[tokio::test]
async fn transactions() {
    walks("account.transactions.list", |client| client.account().transactions_list()).await;
}

#[tokio::test]
async fn failed_recharges() {
    let operation = "account.autorecharge.payment_failures.list";
    walks(operation, |client| client.account().autorecharge_payment_failures_list()).await;
}

#[tokio::test]
async fn invoices() {
    walks("account.invoices.list", |client| client.account().invoices_list()).await;
}

#[tokio::test]
async fn members() {
    walks("account.members.list", |client| client.account().members_list()).await;
}

#[tokio::test]
async fn projects() {
    walks("account.projects.list", |client| client.account().projects_list()).await;
}

#[tokio::test]
async fn webhooks() {
    walks("account.webhooks.list", |client| client.account().webhooks_list()).await;
}

#[tokio::test]
async fn deliveries() {
    walks("account.webhooks.deliveries", |client| client.account().webhooks_deliveries("wh_1")).await;
}

//! Operations that share method and path, or whose paths overlap: each call of the client reaches its own handler, over a
//! socket, and what no operation asks for is refused.

use super::wire::Wire;
use driftless_tests::{route_characters, route_constants, route_shapes};
use std::sync::{Arc, Mutex};

/// A server whose handlers note the request that they got.
#[derive(Clone, Default)]
struct Noting(Arc<Mutex<String>>);

impl Noting {
    fn note(&self, request: impl std::fmt::Debug) {
        *self.0.lock().expect("no test panics while it holds the lock") = format!("{request:?}");
    }
}

macro_rules! noting {
    ($($api:ident::$tag:ident::$trait:ident { $($method:ident($request:ident),)+ })+) => {
        $(impl $api::server::$tag::$trait for Noting {
            $(async fn $method(
                &self,
                request: $api::operations::$request,
            ) -> Result<(), $api::runtime::server::Failure<std::convert::Infallible>> {
                self.note(request);
                Ok(())
            })+
        })+
    };
}

noting! {
    route_constants::root::RootApi { queues_create(QueuesCreateRequest), queues_delete(QueuesDeleteRequest), }
    route_constants::messages::MessagesApi {
        send(MessagesSendRequest), purge(MessagesPurgeRequest), list(MessagesListRequest), tagged(MessagesTaggedRequest),
    }
    route_constants::consumers::ConsumersApi {
        list(ConsumersListRequest), find(ConsumersFindRequest), read(ConsumersReadRequest),
    }
    route_shapes::a::AApi {
        read(AReadRequest), write(AWriteRequest), json(AJsonRequest), cancel(ACancelRequest), latest(ALatestRequest),
        versions(AVersionsRequest), version(AVersionRequest),
    }
    route_shapes::root::RootApi { spans_read(SpansReadRequest), }
    route_characters::reports::ReportsApi {
        read(ReportsReadRequest), list(ReportsListRequest), folder(ReportsFolderRequest), menu(ReportsMenuRequest),
        star(ReportsStarRequest), all(ReportsAllRequest),
    }
    route_characters::users::UsersApi { value(UsersValueRequest), }
}

/// Asserts that a call goes to this target and reaches a handler as this request.
macro_rules! reaches {
    ($noting:ident, $wire:ident, $($call:expr => $target:literal, $request:literal;)+) => {
        $(
            $call.await.expect("the handler answers");
            let exchange = $wire.only();
            assert_eq!(format!("{} {}", exchange.method, exchange.target), $target);
            assert_eq!(*$noting.0.lock().expect("nobody else holds the lock"), $request, "{}", $target);
        )+
    };
}

#[tokio::test]
async fn constants_and_conditions_lead_to_the_operation() {
    use route_constants::types::ConsumersListState::{Active, Unknown};
    let noting = Noting::default();
    let wire = Wire::serve(route_constants::server::router(noting.clone())).await;
    let client =
        route_constants::client::Client::builder().base_url(&wire.url).build().expect("the settings are right");
    client.root().queues_create().await.expect("the handler answers");
    assert_eq!(wire.only().header("x-queue-target"), "CreateQueue");
    reaches! {
        noting, wire,
        client.root().queues_delete() => "POST /", "QueuesDeleteRequest";
        client.messages().send() => "POST /messages?Action=send%20it&Version=1.5", "MessagesSendRequest { delay: None }";
        client.messages().send().delay(3) => "POST /messages?Action=send%20it&Version=1.5&delay=3",
            "MessagesSendRequest { delay: Some(3) }";
        client.messages().purge() => "POST /messages?Action=purge&Version=1.5", "MessagesPurgeRequest";
        client.messages().list() => "GET /messages", "MessagesListRequest";
        client.messages().tagged("a b") => "GET /messages?tag=a%20b", "MessagesTaggedRequest { tag: \"a b\" }";
        client.consumers().list(Active) => "GET /consumers/active", "ConsumersListRequest { state: Active }";
        client.consumers().read(-7) => "GET /consumers/-7", "ConsumersReadRequest { number: -7 }";
        client.consumers().find("it") => "GET /consumers/it", "ConsumersFindRequest { name: \"it\" }";
        // What the document does not list is not told from a name.
        client.consumers().list(Unknown("gone".into())) => "GET /consumers/gone", "ConsumersFindRequest { name: \"gone\" }";
    }
}

#[tokio::test]
async fn a_request_of_no_operation_is_told_what_it_lacks() {
    let wire = Wire::serve(route_constants::server::router(Noting::default())).await;
    for (target, header, expected) in [
        ("/", "", r#"{"parameter":"X-Queue-Target","detail":"it is missing"}"#),
        ("/", "PurgeQueue", r#"{"parameter":"X-Queue-Target","detail":"no operation has this value"}"#),
        ("/messages?Version=1.5", "", r#"{"parameter":"Action","detail":"it is missing"}"#),
        ("/messages?Action=purge&Version=2", "", r#"{"parameter":"Version","detail":"no operation has this value"}"#),
    ] {
        let request = reqwest::Client::new().post(format!("{}{target}", wire.url));
        let request = if header.is_empty() { request } else { request.header("X-Queue-Target", header) };
        request.send().await.expect("an answer comes");
        let answered = wire.only().answered;
        let body = String::from_utf8_lossy(&answered.body);
        assert_eq!(answered.status.as_u16(), 400, "{target} {header}");
        assert!(body.contains(&format!("\"errors\":[{expected}]")), "{target} {header}: {body}");
    }
}

#[tokio::test]
async fn overlapping_templates_lead_to_the_more_literal_one() {
    let noting = Noting::default();
    let wire = Wire::serve(route_shapes::server::router(noting.clone())).await;
    let client = route_shapes::client::Client::builder().base_url(&wire.url).build().expect("the settings are right");
    reaches! {
        noting, wire,
        client.a().read("x") => "GET /a/x", "AReadRequest { id: \"x\" }";
        client.a().write("x") => "PUT /a/x", "AWriteRequest { key: \"x\" }";
        client.a().json("x") => "GET /a/x.json", "AJsonRequest { id: \"x\" }";
        client.a().cancel("x") => "POST /a/x:cancel", "ACancelRequest { id: \"x\" }";
        client.a().latest() => "GET /a/latest", "ALatestRequest";
        // The literal path has no PUT.
        client.a().write("latest") => "PUT /a/latest", "AWriteRequest { key: \"latest\" }";
        client.a().versions("latest") => "GET /a/latest/versions", "AVersionsRequest { name: \"latest\" }";
        client.a().version("x", 2) => "GET /a/x/versions/2", "AVersionRequest { id: \"x\", version: 2 }";
        client.root().spans_read(1, 2) => "GET /1-2", "SpansReadRequest { x: 1, y: 2 }";
    }
}

#[tokio::test]
async fn odd_characters_arrive() {
    let noting = Noting::default();
    let wire = Wire::serve(route_characters::server::router(noting.clone())).await;
    let client =
        route_characters::client::Client::builder().base_url(&wire.url).build().expect("the settings are right");
    reaches! {
        noting, wire,
        client.reports().read(1, 2) => "GET /reports/v1.2/", "ReportsReadRequest { major: 1, minor: 2 }";
        client.reports().list() => "GET /reports", "ReportsListRequest";
        client.reports().folder() => "GET /reports/", "ReportsFolderRequest";
        client.reports().menu() => "GET /reports/caf%C3%A9%20menu", "ReportsMenuRequest";
        client.reports().star() => "GET /reports/*", "ReportsStarRequest";
        client.reports().all() => "GET /reports/:all", "ReportsAllRequest";
        client.users().value("o'x") => "GET /users('o%27x')/$value", "UsersValueRequest { id: \"o'x\" }";
    }
}

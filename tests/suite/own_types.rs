//! Types that settings put in the place of generated ones travel everywhere a generated one would: path, query, header, body and
//! back, from the client of `fixtures/ok/own-types.yaml` to its own server.

use driftless_tests::own::{Host as OwnHost, Money};
use driftless_tests::{own_types, own_types_of_this_crate};
use std::net::IpAddr;
use std::num::NonZeroU64;
use std::sync::{Arc, Mutex};

/// Serves a router on a port of its own, and says where.
async fn serve(router: axum::Router) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("the loopback interface has a free port");
    let address = listener.local_addr().expect("a bound socket has an address");
    tokio::spawn(async move { axum::serve(listener, router).await });
    format!("http://{address}")
}

/// Keeps what arrives.
#[derive(Clone, Default)]
struct Hosts(Arc<Mutex<Vec<own_types::operations::HostsPutRequest>>>);

impl own_types::server::hosts::HostsApi for Hosts {
    async fn put(
        &self,
        request: own_types::operations::HostsPutRequest,
    ) -> Result<own_types::operations::HostsPutOk, own_types::runtime::server::Failure<std::convert::Infallible>> {
        let answer = own_types::operations::HostsPutOk { body: request.price, x_from: Some(request.ip) };
        self.0.lock().expect("no test panics here").push(request);
        Ok(answer)
    }
}

#[tokio::test]
async fn own_types_travel_in_every_place() -> Result<(), Box<dyn std::error::Error>> {
    let hosts = Hosts::default();
    let url = serve(own_types::server::router(hosts.clone())).await;
    let client = own_types::client::Client::builder().base_url(url).build()?;
    let (ip, price): (IpAddr, _) = ("192.0.2.1".parse()?, NonZeroU64::MIN);
    let call = client.hosts().put(ip, "2001:db8::1".parse()?, price);
    let call = call.via(vec![ip, "192.0.2.9".parse()?]).x_price(price).others(vec![None, Some(ip)]).id("plain");
    let sent = call.either(own_types::types::HostEither::Money(price));
    let answer = sent.await?;
    assert_eq!((answer.body, answer.x_from), (price, Some(ip)));
    let arrived = hosts.0.lock().expect("no test panics here").remove(0);
    assert_eq!((arrived.ip, arrived.body_ip, arrived.x_price), (ip, "2001:db8::1".parse()?, Some(price)));
    assert_eq!(arrived.via, Some(vec![ip, "192.0.2.9".parse()?]));
    assert_eq!((arrived.others, arrived.id.as_deref()), (Some(vec![None, Some(ip)]), Some("plain")));
    assert_eq!(arrived.either, Some(own_types::types::HostEither::Money(price)));
    Ok(())
}

#[test]
fn a_type_of_the_including_crate_is_the_field() -> Result<(), serde_json::Error> {
    let text = r#"{"ip":"a.example","price":7,"prices":{"x":1}}"#;
    let host: own_types_of_this_crate::types::Host = serde_json::from_str(text)?;
    assert_eq!((host.ip.clone(), host.price.clone()), (OwnHost("a.example".into()), Money(7)));
    assert_eq!(serde_json::to_string(&host)?, text);
    Ok(())
}

//! Bytes as they come.

use super::api::{Tile, call};
use super::ok;
use super::play::{Play, Scene};
use crate::runtime::client::{Call, Error};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

const PIECE: usize = 64 << 10;
const SIZE: usize = 32 << 20;

/// A server of 32 MiB that counts how many bytes it could send.
async fn large() -> (String, Arc<AtomicUsize>) {
    let listener = ok(TcpListener::bind("127.0.0.1:0").await);
    let url = format!("http://{}", ok(listener.local_addr()));
    let sent = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&sent);
    tokio::spawn(async move {
        let (mut stream, _) = ok(listener.accept().await);
        let mut request = [0; 4096];
        let _ = stream.read(&mut request).await;
        let head = format!("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: {SIZE}\r\n\r\n");
        let _ = stream.write_all(head.as_bytes()).await;
        for _ in 0..SIZE / PIECE {
            if stream.write_all(&[7; PIECE]).await.is_err() {
                return;
            }
            count.fetch_add(PIECE, Ordering::SeqCst);
        }
    });
    (url, sent)
}

#[tokio::test]
async fn more_than_the_limit_comes_in_constant_memory() {
    let (url, sent) = large().await;
    let mut config = crate::runtime::client::ClientConfig::new(Some(&url));
    config.body_limit(1 << 20);
    let core = ok(config.build());
    let mut download = ok(call::<Tile>(&core).download().await);
    assert_eq!((download.status().as_u16(), download.size()), (200, Some(SIZE as u64)));
    // Nobody reads, so nobody sends: what is under way stands in the buffers of the sockets, and nowhere else.
    let mut before = 0;
    while sent.load(Ordering::SeqCst) > before || before == 0 {
        before = sent.load(Ordering::SeqCst);
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert!(before < SIZE / 2, "{before} bytes were taken before anybody asked");
    let (mut got, mut largest) = (0, 0);
    while let Some(bytes) = download.next().await {
        let bytes = ok(bytes);
        assert!(bytes.iter().all(|byte| *byte == 7));
        got += bytes.len();
        largest = largest.max(bytes.len());
    }
    assert_eq!(got, SIZE);
    assert!(largest <= 1 << 20, "a piece of {largest} bytes");
    // Awaited, it is more than a body may have.
    let (url, _) = large().await;
    let mut config = crate::runtime::client::ClientConfig::new(Some(&url));
    config.body_limit(1 << 20);
    let error = call::<Tile>(&ok(config.build())).await.expect_err("it is too large");
    assert!(matches!(error, Error::Decode { .. }), "{error:?}");
}

#[tokio::test]
async fn a_download_that_breaks_off_or_falls_silent_says_so() {
    let half = Scene::new("image/png", [[7; 10]]);
    let play = Play::of([half.clone().broken(), half.clone().silent(), half]).await;
    let core = play.core();
    for silent in [false, true] {
        let tile: Call<Tile> = call(&core);
        let mut download = ok(tile.attempt_timeout(Duration::from_millis(300)).download().await);
        assert_eq!(ok(download.next().await.expect("ten bytes")).len(), 10);
        let error = download.next().await.expect("an end").expect_err("it is not all");
        assert!(matches!(error, Error::NoAnswer { .. }) && error.is_timeout() == silent, "{error:?}");
        assert!(download.next().await.is_none());
    }
    let mut download = ok(call::<Tile>(&core).download().await);
    assert!(matches!(download.next().await, Some(Ok(_))));
    assert!(download.next().await.is_none() && download.next().await.is_none());
}

#[tokio::test]
async fn what_is_no_download_is_an_error() {
    let scenes =
        [Scene::new("text/plain", ["no"]).status(404), Scene::new("application/json", ["{}"]), Scene::new("", ["x"])];
    let play = Play::of(scenes).await;
    let core = play.core();
    let error = call::<Tile>(&core).download().await.expect_err("there is no tile");
    assert!(matches!(error, Error::Api { .. }), "{error:?}");
    let error = call::<Tile>(&core).download().await.expect_err("it is JSON");
    assert!(matches!(error, Error::Decode { .. }), "{error:?}");
    // Bytes of no stated type are taken.
    assert!(call::<Tile>(&core).download().await.is_ok());
}

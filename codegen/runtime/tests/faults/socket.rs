//! A server on a loopback port that fails as it is told: the faults that only a real connection has.

use super::ok;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What the server does with every connection.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// Nobody listens.
    Refuse,
    CloseAtOnce,
    CloseAfterRequest,
    CloseInHead,
    CloseAfterHead,
    HalfBody,
    StallBeforeHead,
    StallInHead,
    StallInBody,
    SlowDrip,
    /// More bytes than the length says.
    LengthTooSmall,
    LengthNoNumber,
    NotHttp,
    BadJson,
    /// 100 MB of text after this status.
    HugeFailure(u16),
    HugeSuccess,
    /// To another host.
    Redirect(u16),
    Status(u16),
    RetryAfter(&'static str),
}

/// Begins to serve; the base URL.
pub async fn serve(fault: Fault) -> String {
    let listener = ok(TcpListener::bind("127.0.0.1:0").await);
    let url = format!("http://{}", ok(listener.local_addr()));
    if fault != Fault::Refuse {
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(connection(stream, fault.clone()));
            }
        });
    }
    url
}

async fn connection(mut stream: TcpStream, fault: Fault) {
    if fault == Fault::CloseAtOnce {
        return;
    }
    if read_request(&mut stream).await.is_err() || fault == Fault::CloseAfterRequest {
        return;
    }
    // The client may hang up first, and that is no fault of the server's.
    let _ = answer(&mut stream, fault).await;
    let _ = stream.shutdown().await;
    // To close before the client has read would reset the connection, and the answer with it.
    let _ = tokio::time::timeout(Duration::from_secs(5), stream.read(&mut [0; 64])).await;
}

/// Reads the head, and as much of a body as it announces.
async fn read_request(stream: &mut TcpStream) -> std::io::Result<()> {
    let mut request = Vec::new();
    loop {
        if stream.read_buf(&mut request).await? == 0 {
            return Ok(());
        }
        let text = String::from_utf8_lossy(&request).to_ascii_lowercase();
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
        if body.len() >= length.unwrap_or(0) {
            return Ok(());
        }
    }
}

async fn answer(stream: &mut TcpStream, fault: Fault) -> std::io::Result<()> {
    const HEAD: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n";
    const LATE: Duration = Duration::from_secs(30);
    match fault {
        Fault::CloseInHead => stream.write_all(&HEAD[..20]).await,
        Fault::CloseAfterHead => stream.write_all(HEAD).await,
        Fault::HalfBody => stream.write_all(&[HEAD, br#"{"id""#].concat()).await,
        Fault::StallBeforeHead => {
            tokio::time::sleep(LATE).await;
            Ok(())
        }
        Fault::StallInHead | Fault::StallInBody => {
            let begun = if fault == Fault::StallInHead { &HEAD[..20] } else { HEAD };
            stream.write_all(begun).await?;
            tokio::time::sleep(LATE).await;
            Ok(())
        }
        Fault::SlowDrip => {
            for byte in [HEAD, br#"{"id":"1"}"#].concat() {
                stream.write_all(&[byte]).await?;
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
            Ok(())
        }
        Fault::LengthTooSmall => stream.write_all(&[HEAD, br#"{"id":"1","more":[1,2,3]}"#].concat()).await,
        Fault::LengthNoNumber => stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: ten\r\n\r\n{}").await,
        Fault::NotHttp => stream.write_all(b"SSH-2.0-OpenSSH_9.6\r\n").await,
        Fault::BadJson => stream.write_all(&[HEAD, b"{\"id\": 1,}"].concat()).await,
        Fault::HugeFailure(status) => huge(stream, status).await,
        Fault::HugeSuccess => huge(stream, 200).await,
        Fault::Redirect(status) => whole(stream, status, "Location: http://evil.invalid/?next=1\r\n").await,
        Fault::Status(status) => whole(stream, status, "").await,
        Fault::RetryAfter(when) => whole(stream, 429, &format!("Retry-After: {when}\r\n")).await,
        Fault::Refuse | Fault::CloseAtOnce | Fault::CloseAfterRequest => Ok(()),
    }
}

/// The connection is closed afterwards and says so: else the next attempt might take it up just before it is.
async fn whole(stream: &mut TcpStream, status: u16, headers: &str) -> std::io::Result<()> {
    let body = r#"{"error":"no"}"#;
    let headers = format!("{headers}Connection: close\r\nContent-Length: {}", body.len());
    let text = format!("HTTP/1.1 {status} Some\r\n{headers}\r\n\r\n{body}");
    stream.write_all(text.as_bytes()).await
}

async fn huge(stream: &mut TcpStream, status: u16) -> std::io::Result<()> {
    const MEGABYTE: usize = 1 << 20;
    let head = format!("HTTP/1.1 {status} Some\r\nContent-Length: {}\r\n\r\n", 100 * MEGABYTE);
    stream.write_all(head.as_bytes()).await?;
    for _ in 0..100 {
        stream.write_all(&[b'x'; MEGABYTE]).await?;
    }
    Ok(())
}

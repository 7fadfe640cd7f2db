//! A server that plays a part: for each connection the pieces that it sends, and how it ends.

use super::ok;
use crate::runtime::client::{ClientConfig, Core, Retry};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::sleep;

/// What the server does in one connection.
#[derive(Clone, Debug)]
pub struct Scene {
    status: u16,
    media_type: &'static str,
    pieces: Vec<Vec<u8>>,
    end: End,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum End {
    Whole,
    Broken,
    Silent,
}

impl Scene {
    /// Pieces of a body, a moment apart.
    pub fn new<P: Into<Vec<u8>>>(media_type: &'static str, pieces: impl IntoIterator<Item = P>) -> Self {
        let pieces = pieces.into_iter().map(Into::into).collect();
        Self { status: 200, media_type, pieces, end: End::Whole }
    }

    pub fn events<P: Into<Vec<u8>>>(pieces: impl IntoIterator<Item = P>) -> Self {
        Self::new("text/event-stream; charset=utf-8", pieces)
    }

    pub fn status(self, status: u16) -> Self {
        Self { status, ..self }
    }

    /// The connection breaks after the last piece.
    pub fn broken(self) -> Self {
        Self { end: End::Broken, ..self }
    }

    /// Nothing comes after the last piece.
    pub fn silent(self) -> Self {
        Self { end: End::Silent, ..self }
    }
}

/// A server with a scene for each connection; then nobody listens any more.
pub struct Play {
    url: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Play {
    pub async fn of(scenes: impl IntoIterator<Item = Scene, IntoIter: Send + 'static>) -> Self {
        let listener = ok(TcpListener::bind("127.0.0.1:0").await);
        let url = format!("http://{}", ok(listener.local_addr()));
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (seen, scenes) = (Arc::clone(&asked), scenes.into_iter());
        tokio::spawn(async move {
            for scene in scenes {
                let (stream, _) = ok(listener.accept().await);
                // A client that hangs up first is no fault of the server's.
                let _ = play(stream, scene, &seen).await;
            }
        });
        Self { url, asked }
    }

    pub fn config(&self) -> ClientConfig {
        let mut config = ClientConfig::new(Some(&self.url));
        config.retry(Retry::default().pauses(Duration::from_millis(1), Duration::from_millis(5)));
        config
    }

    pub fn core(&self) -> Core {
        ok(self.config().build())
    }

    /// Heads of the requests so far, in lower case.
    pub fn asked(&self) -> Vec<String> {
        ok(self.asked.lock()).clone()
    }

    /// A header of each request so far.
    pub fn header(&self, name: &str) -> Vec<Option<String>> {
        let value = |head: &String| {
            let mut lines = head.lines();
            lines.find_map(|line| Some(line.strip_prefix(name)?.strip_prefix(": ")?.to_owned()))
        };
        self.asked().iter().map(value).collect()
    }
}

async fn play(mut stream: TcpStream, scene: Scene, seen: &Mutex<Vec<String>>) -> std::io::Result<()> {
    let asked = head(&mut stream).await?;
    ok(seen.lock()).push(asked);
    let Scene { status, media_type, pieces, end } = scene;
    let head = format!("HTTP/1.1 {status} Some\r\nContent-Type: {media_type}\r\n");
    stream.write_all(head.as_bytes()).await?;
    let has_body = status != 204;
    stream.write_all(if has_body { b"Transfer-Encoding: chunked\r\n\r\n" } else { b"\r\n" }).await?;
    for piece in pieces {
        stream.write_all(&[format!("{:x}\r\n", piece.len()).as_bytes(), &piece, b"\r\n"].concat()).await?;
        stream.flush().await?;
        // Longer than it takes to arrive, so that pieces come one by one.
        sleep(Duration::from_millis(2)).await;
    }
    match end {
        End::Whole if has_body => stream.write_all(b"0\r\n\r\n").await,
        End::Whole | End::Broken => Ok(()),
        End::Silent => {
            let _ = stream.read(&mut [0; 1]).await;
            Ok(())
        }
    }
}

/// The head of a request, and the body that it announces.
async fn head(stream: &mut TcpStream) -> std::io::Result<String> {
    let mut request = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&request).to_ascii_lowercase();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
            if body.len() >= length.unwrap_or(0) {
                return Ok(text);
            }
        }
        if stream.read_buf(&mut request).await? == 0 {
            return Ok(text);
        }
    }
}

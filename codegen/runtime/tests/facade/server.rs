//! A server of threads, for tests that have no runtime: it writes down what it is sent, and answers as a function says.

use super::ok;
use std::io::{ErrorKind, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// How long a connection stays open after an answer.
const IDLE: Duration = Duration::from_millis(50);

/// What a server was sent.
#[derive(Clone, Default)]
pub struct Log(Arc<Mutex<Vec<String>>>);

impl Log {
    /// The requests, each as it stood on the wire.
    pub fn requests(&self) -> Vec<String> {
        ok(self.0.lock()).clone()
    }
}

/// A server whose answers follow from the request and how many came before it; its base URL and its log.
pub fn serve(answer: impl Fn(&str, usize) -> Vec<u8> + Send + Sync + 'static) -> (String, Log) {
    let listener = ok(TcpListener::bind("127.0.0.1:0"));
    let url = format!("http://{}", ok(listener.local_addr()));
    let (log, answer) = (Log::default(), Arc::new(answer));
    let seen = log.clone();
    thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let (seen, answer) = (seen.clone(), Arc::clone(&answer));
            thread::spawn(move || converse(stream, &seen, &*answer));
        }
    });
    (url, log)
}

/// A whole answer of JSON.
pub fn json(status: u16, headers: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!(
        "HTTP/1.1 {status} Some\r\ncontent-type: application/json\r\n{headers}content-length: {length}\r\n\r\n{body}"
    )
    .into_bytes()
}

/// Answers requests until none comes for a while, and then closes the connection.
fn converse(mut stream: TcpStream, log: &Log, answer: &dyn Fn(&str, usize) -> Vec<u8>) {
    ok(stream.set_read_timeout(Some(IDLE)));
    while let Some(request) = read(&mut stream) {
        let number = {
            let mut seen = ok(log.0.lock());
            seen.push(request.clone());
            seen.len() - 1
        };
        if stream.write_all(&answer(&request, number)).is_err() {
            return;
        }
    }
}

fn read(stream: &mut TcpStream) -> Option<String> {
    let (mut text, mut chunk) = (Vec::new(), [0; 4096]);
    loop {
        match stream.read(&mut chunk) {
            Ok(0) => return None,
            Ok(count) => text.extend_from_slice(&chunk[..count]),
            // A slow machine may take longer for the rest of a request than a connection may idle.
            Err(error) if error.kind() == ErrorKind::WouldBlock && !text.is_empty() => {}
            Err(_) => return None,
        }
        let request = String::from_utf8_lossy(&text).into_owned();
        if let Some((head, body)) = request.split_once("\r\n\r\n") {
            let head = head.to_ascii_lowercase();
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
            if body.len() >= length.map_or(0, |length| ok(length.parse())) {
                return Some(request);
            }
        }
    }
}

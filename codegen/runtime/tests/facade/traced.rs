//! What `tracing` is told of a call: all that helps to find it, and no secret.

use super::api::{self, READ};
use super::ok;
use super::server::{json, serve};
use driftless_runtime::runtime::client::{ClientConfig, Credential, Retry};
use std::cell::RefCell;
use std::fmt::{Debug, Write};
use std::sync::Once;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

thread_local! {
    /// What was told on this thread.
    static TOLD: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Writes down everything that it is told, of any level and by any crate. There is one for all tests: `tracing` remembers who
/// wants to know, and takes the answer of a thread without a subscriber for all threads'.
struct Everything {
    spans: AtomicU64,
}

impl Everything {
    fn line(&self, head: &str, record: impl FnOnce(&mut Line)) {
        let mut line = Line(String::from(head));
        record(&mut line);
        TOLD.with_borrow_mut(|told| told.push_str(&(line.0 + "\n")));
    }
}

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        ok(write!(self.0, " {field}={value:?}"));
    }
}

impl Subscriber for Everything {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        self.line(&format!("span {}", span.metadata().name()), |line| span.record(line));
        Id::from_u64(self.spans.fetch_add(1, Ordering::Relaxed) + 1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        self.line("record", |line| values.record(line));
    }

    fn event(&self, event: &Event<'_>) {
        self.line(&format!("{}", event.metadata().level()), |line| event.record(line));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// What is told of a call to a server with such answers; the secret is everywhere that a secret can be.
fn told(credential: Credential, answer: impl Fn(&str, usize) -> Vec<u8> + Send + Sync + 'static) -> String {
    let (url, _) = serve(answer);
    let mut config = ClientConfig::new(Some(&url));
    config.credential("bearer", credential);
    config.header("X-Team", "hunter2");
    config.retry(Retry::default().pauses(Duration::ZERO, Duration::ZERO));
    let core = ok(config.build());
    static SUBSCRIBED: Once = Once::new();
    SUBSCRIBED.call_once(|| ok(tracing::subscriber::set_global_default(Everything { spans: AtomicU64::new(0) })));
    let runtime = ok(tokio::runtime::Builder::new_current_thread().enable_all().build());
    TOLD.with_borrow_mut(String::clear);
    let call = api::call::<READ>(&core).header("X-More", "hunter2").query("more", "hunter2");
    // How it ends is the other suites' affair.
    let _ = runtime.block_on(call.timeout(Duration::from_secs(5)).send());
    let text = TOLD.take();
    assert!(!text.contains("hunter2"), "{text}");
    text
}

#[test]
fn a_call_is_a_span_and_each_attempt_an_event() {
    let body = r#"{"id":"hunter2"}"#;
    let text = told(Credential::bearer("hunter2"), move |_, number| match number {
        0 => json(503, "x-request-id: r-1\r\n", body),
        _ => json(200, "x-request-id: r-2\r\nx-secret: hunter2\r\n", body),
    });
    for line in [
        r#"span call operation="balance" method="GET" path="/balance""#,
        r#"DEBUG message=answered attempt=1 status=503"#,
        r#"INFO message=another attempt follows attempt=1 pause=0ns"#,
        r#"DEBUG message=answered attempt=2 status=200"#,
        "record attempts=2",
        r#"record request_id="r-2""#,
        "record status=200",
    ] {
        assert!(text.lines().any(|told| told == line), "{line} is not in\n{text}");
    }
}

#[test]
fn failures_tell_no_secret() {
    let typed = told(Credential::bearer("hunter2"), |_, _| json(402, "", r#"{"error":"hunter2"}"#));
    assert!(typed.contains("record status=402"), "{typed}");
    let unreadable = told(Credential::query("key", "hunter2"), |_, _| json(200, "", r#"{"key":"hunter2"}"#));
    assert!(unreadable.contains("record status=200"), "{unreadable}");
    let lost = told(Credential::cookie("key", "hunter2"), |_, _| b"hunter2".to_vec());
    assert!(lost.contains("ended without an answer"), "{lost}");
    let vault = Credential::provided(|| async { Err("the vault does not know hunter2".into()) });
    let missing = told(vault, |_, _| json(200, "", "{}"));
    assert!(
        missing.contains("ended without being sent") && missing.contains("a credential cannot be obtained"),
        "{missing}"
    );
}

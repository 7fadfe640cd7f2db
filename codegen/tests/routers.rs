//! Every router starts, and every operation is reached by a request that has what the operation demands and nothing else.
//!
//! The routes are those that the generated server has, added to the runtime's own router without compiling a crate for each
//! document. `DRIFTLESS_DOCUMENTS=folder cargo test -p driftless --test routers -- --ignored --nocapture` does the same for
//! files and every document below folders, separated as in `PATH`, and prints what it counted.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use axum::response::IntoResponse;
use driftless::ir::{self, Api, At, Operation, Routing};
use driftless::source::Source;
use driftless::{Emit, Options, generate};
use driftless_runtime::runtime::meta::{Accepts, Condition, Meta, Method};
use driftless_runtime::runtime::server::Routes;
use std::path::{Path, PathBuf};
use tower::ServiceExt;

/// What was found, over all documents so far.
#[derive(Debug, Default)]
struct Count {
    documents: usize,
    unreadable: Vec<String>,
    operations: usize,
    /// Operations that share method and path with another one and are served all the same.
    told_apart: usize,
    shadowed: Vec<String>,
    unreached: Vec<String>,
}

/// Text that lives as long as the test, as a generated crate's does.
fn leak(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

fn leak_all<T>(items: impl Iterator<Item = T>) -> &'static [T] {
    Box::leak(items.collect::<Vec<T>>().into_boxed_slice())
}

/// The route of an operation, as the generated server has it.
fn meta(operation: &Operation, conditions: &[ir::Condition]) -> Meta {
    let constants = |at| {
        let of_place = operation.request.constants.iter().filter(move |constant| constant.at == at);
        leak_all(of_place.map(|constant| (leak(&constant.wire), leak(&constant.value))))
    };
    let when = leak_all(conditions.iter().map(|condition| {
        let accepts = match &condition.accepts {
            ir::Accepts::Anything => Accepts::Anything,
            ir::Accepts::Number => Accepts::Number,
            ir::Accepts::Integer => Accepts::Integer,
            ir::Accepts::Boolean => Accepts::Boolean,
            ir::Accepts::Uuid => Accepts::Uuid,
            ir::Accepts::Date => Accepts::Date,
            ir::Accepts::DateTime => Accepts::DateTime,
            ir::Accepts::OneOf(values) => Accepts::OneOf(leak_all(values.iter().map(|value| leak(value)))),
        };
        let condition_at = match condition.at {
            At::Path => Condition::path,
            At::Query => Condition::query,
            At::Header => Condition::header,
        };
        condition_at(leak(&condition.wire), accepts)
    }));
    let plain = Meta::new(leak(&operation.id), Method::new(leak(&operation.method.0)), leak(&operation.path.route()));
    Meta { headers: constants(At::Header), query: constants(At::Query), when, ..plain }
}

/// The router, whose operations answer with their place in the document.
fn router(api: &Api) -> Router {
    let mut routes = Routes::new();
    for (index, operation) in api.operations.iter().enumerate() {
        if let Routing::When(conditions) = &operation.routing {
            let answer = move |_| std::future::ready(index.to_string().into_response());
            routes = routes.raw(meta(operation, conditions), answer);
        }
    }
    routes.into_router()
}

/// A text that is accepted; of several, the one at `choice`.
fn text(accepts: &ir::Accepts, choice: usize) -> &str {
    match accepts {
        ir::Accepts::Anything => "zq7x",
        ir::Accepts::Number => "1.5",
        ir::Accepts::Integer => "7",
        ir::Accepts::Boolean => "true",
        ir::Accepts::Uuid => "6f9619ff-8b86-d011-b42d-00cf4fc964ff",
        ir::Accepts::Date => "2026-01-31",
        ir::Accepts::DateTime => "2026-01-31T00:00:00Z",
        ir::Accepts::OneOf(values) => values.get(choice % values.len().max(1)).map_or("", String::as_str),
    }
}

/// All bytes but the plainest, percent-encoded.
fn encoded(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}

/// A request for an operation.
fn request(operation: &Operation, conditions: &[ir::Condition], choice: usize) -> Request<Body> {
    let at = |at: At| conditions.iter().filter(move |condition| condition.at == at);
    let mut path = String::new();
    for segment in &operation.path.segments {
        path.push('/');
        for part in &segment.0 {
            match part {
                // A client's URL parser leaves escapes as they are.
                ir::SegmentPart::Literal(literal) => {
                    path.extend(literal.chars().map(|c| {
                        if c.is_ascii_graphic() && !"\"<>\\^`{|}".contains(c) {
                            c.to_string()
                        } else {
                            encoded(&c.to_string())
                        }
                    }));
                }
                ir::SegmentPart::Parameter(name) => {
                    let accepts = at(At::Path).find(|condition| condition.wire == *name);
                    path += &encoded(accepts.map_or("zq7x", |condition| text(&condition.accepts, choice)));
                }
            }
        }
    }
    let constants = |at: At| operation.request.constants.iter().filter(move |constant| constant.at == at);
    let pair = |name: &str, value: &str| format!("{}={}", encoded(name), encoded(value));
    let mut query = operation.path.fixed.clone();
    query.extend(constants(At::Query).map(|constant| pair(&constant.wire, &constant.value)));
    query.extend(at(At::Query).map(|condition| pair(&condition.wire, text(&condition.accepts, choice))));
    let uri = if query.is_empty() { path } else { format!("{path}?{}", query.join("&")) };
    let mut builder = Request::builder().method(operation.method.0.as_str()).uri(uri);
    for constant in constants(At::Header) {
        builder = builder.header(&constant.wire, &constant.value);
    }
    for condition in at(At::Header) {
        builder = builder.header(&condition.wire, text(&condition.accepts, choice));
    }
    builder.body(Body::empty()).expect("the request can be sent")
}

/// What answers a request: an operation's place, or a status.
async fn answer(router: &Router, request: Request<Body>) -> String {
    let response = router.clone().oneshot(request).await.expect("a router does not fail");
    let status = response.status();
    let body = to_bytes(response.into_body(), 1 << 16).await.expect("the body is in memory");
    if status.is_success() { String::from_utf8_lossy(&body).into_owned() } else { status.to_string() }
}

async fn examine(path: &Path, count: &mut Count) {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let emit = Emit { client: false, server: false, webhooks: false, docs: false };
    let source = Source::file(path).expect("a document can be read");
    let Some(api) = generate(source, &Options { emit, ..Options::default() }).api else {
        count.unreadable.push(name);
        return;
    };
    let router = router(&api);
    count.documents += 1;
    count.operations += api.operations.len();
    for (index, operation) in api.operations.iter().enumerate() {
        let label = format!("{name}: {} {}", operation.method.0, operation.path.text);
        let conditions = match &operation.routing {
            Routing::When(conditions) => conditions,
            Routing::Shadowed(other) => {
                count.shadowed.push(format!("{label}: {} serves", api.operations[*other].path.text));
                continue;
            }
        };
        let shared = |other: &&Operation| {
            (&other.method, other.path.shape()) == (&operation.method, operation.path.shape())
                && matches!(other.routing, Routing::When(_))
        };
        count.told_apart += usize::from(api.operations.iter().filter(shared).count() > 1);
        // An answer to HEAD has no body to tell by.
        let is_own =
            |answer: &String| *answer == index.to_string() || answer.is_empty() && operation.method.0 == "HEAD";
        let mut answers = Vec::new();
        // Some values of a list may be another operation's.
        for choice in 0..16 {
            answers.push(answer(&router, request(operation, conditions, choice)).await);
            if answers.last().is_some_and(&is_own) {
                break;
            }
        }
        if !answers.last().is_some_and(is_own) {
            let by = answers[0].parse().ok().and_then(|index: usize| api.operations.get(index));
            let by = by.map_or(answers[0].clone(), |by| by.path.text.clone());
            count.unreached.push(format!("{label}: {by} answers"));
        }
    }
}

/// A document, or those below a folder in name order.
fn documents(path: &Path, found: &mut Vec<PathBuf>) {
    let text = path.to_string_lossy();
    if path.is_dir() {
        let entries = std::fs::read_dir(path).expect("the folder can be listed").flatten().map(|entry| entry.path());
        let mut entries: Vec<PathBuf> = entries.collect();
        entries.sort();
        entries.iter().for_each(|path| documents(path, found));
    } else if [".yaml", ".yml", ".json"].iter().any(|end| text.ends_with(end)) && !text.contains(".overlay.") {
        found.push(path.to_owned());
    }
}

async fn examine_all(paths: &[PathBuf]) -> Count {
    let (mut found, mut count) = (Vec::new(), Count::default());
    paths.iter().for_each(|path| documents(path, &mut found));
    for path in found {
        examine(&path, &mut count).await;
    }
    count
}

#[tokio::test]
async fn every_router_of_the_fixtures_starts_and_reaches_its_operations() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let count = examine_all(&[root.join("tests/fixtures/ok"), root.join("spec")]).await;
    assert!(count.documents > 80 && count.operations > 200, "{count:?}");
    assert!(count.told_apart >= 6, "{count:?}");
    assert_eq!((count.unreadable, count.shadowed, count.unreached), (vec![], vec![], vec![]));
}

#[tokio::test]
#[ignore = "needs documents"]
async fn every_router_of_other_documents_starts_and_reaches_its_operations() {
    let paths = std::env::var_os("DRIFTLESS_DOCUMENTS").expect("DRIFTLESS_DOCUMENTS names folders");
    let count = examine_all(&std::env::split_paths(&paths).collect::<Vec<_>>()).await;
    println!("{count:#?}");
    assert!(count.unreached.is_empty());
}

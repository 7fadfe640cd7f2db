//! Responses to the two outcomes of an operation: what a caller gets as output, and what as error.
//!
//! `200`, `404` and `default` of `getPet` become the output `Pet` and the error `GetPetError` with the variants `NotFound` and
//! `Default`. `default` is an error where a success is documented, and the success where none is.

use super::view::Node;
use super::{Document, content, headers, info, links, names, parameters, status};
use crate::diagnostics::{Code, Diagnostic, Place, Severity, nearest};
use crate::ir::{Content, OmissionKind, Outcome, Response, Responses, Status};
use crate::lower::context::Context;
use crate::names::{Name, Scope};

/// A response, its key read.
struct Keyed<'a> {
    status: Status,
    node: Node<'a>,
}

/// The outcome that responses belong to, and its operation.
#[derive(Clone, Copy)]
struct Side<'d, 'a> {
    document: &'d Document<'a>,
    id: &'d str,
    method: &'d str,
    succeeds: bool,
}

/// The responses of an operation. `id` names its items.
pub(super) fn responses<'a>(
    context: &mut Context<'a>,
    document: &Document<'a>,
    operation: &Node<'a>,
    id: &str,
    method: &str,
) -> Responses {
    let found = keyed(context, operation);
    let documented = found.iter().any(|response| status::succeeds(response.status) == Some(true));
    let is_success = |status: Status| status::succeeds(status).unwrap_or(!documented);
    let (successes, failures): (Vec<_>, Vec<_>) = found.into_iter().partition(|response| is_success(response.status));
    let side = |succeeds| Side { document, id, method, succeeds };
    Responses { success: success(context, successes, side(true)), failure: failure(context, failures, side(false)) }
}

fn keyed<'a>(context: &mut Context<'a>, operation: &Node<'a>) -> Vec<Keyed<'a>> {
    let mut found: Vec<Keyed<'a>> = Vec::new();
    for (key, node) in operation.entries(context, "responses") {
        let place = operation.place.child("responses").child(key);
        let problem = match status::parse(key) {
            None => format!("`{key}` is neither a status, a range such as `4XX`, nor `default`; it is left out"),
            Some(status) if found.iter().any(|known| known.status == status) => {
                format!("`{key}` stands twice; the first one counts")
            }
            Some(status) => {
                found.push(Keyed { status, node });
                continue;
            }
        };
        let mut diagnostic = Diagnostic::new(Code::Malformed, place, problem).at_key();
        diagnostic.help = meant(key).map(|meant| format!("did you mean `{meant}`?"));
        diagnostic.severity = Severity::Warning;
        context.omit(OmissionKind::Skipped, diagnostic);
    }
    found
}

/// The status that a key which is none may have been meant for: `20X` is `2XX`, `OK` is `200`.
fn meant(key: &str) -> Option<String> {
    const WORDS: &[(&str, &str)] = &[("ok", "200"), ("success", "200"), ("created", "201"), ("error", "default")];
    let lower = key.to_ascii_lowercase();
    let word = WORDS.iter().find(|(word, _)| *word == lower).map(|(_, status)| (*status).to_owned());
    let range = || {
        let class = lower.chars().next().filter(|first| ('1'..='5').contains(first))?;
        (lower.len() == 3 && lower.contains('x')).then(|| format!("{class}XX"))
    };
    word.or_else(range).or_else(|| nearest(key, ["default"]).map(str::to_owned))
}

fn success<'a>(context: &mut Context<'a>, found: Vec<Keyed<'a>>, side: Side<'_, 'a>) -> Outcome {
    let id = side.id;
    let name = (found.len() > 1).then(|| item(context, id, &["output", "outcome"]));
    // Whether the status has to be in the names of inline bodies: only where more than one response could have one.
    let several = found.iter().filter(|response| response.node.get("content").is_some()).count() > 1;
    let owner = |called: &str| if several { format!("{id} {called} response") } else { format!("{id} response") };
    let mut variants = Scope::default();
    let responses = found.iter().map(|keyed| {
        let called = status::called(keyed.status);
        response(context, keyed, side, &owner(&called), &mut variants)
    });
    Outcome { responses: responses.collect(), name }
}

fn failure<'a>(context: &mut Context<'a>, found: Vec<Keyed<'a>>, side: Side<'_, 'a>) -> Outcome {
    let id = side.id;
    let name = (!found.is_empty()).then(|| item(context, id, &["error", "failure"]));
    let mut variants = Scope::default();
    let responses = found.iter().map(|keyed| {
        let with_headers = keyed.node.get("headers").is_some();
        let called = status::called(keyed.status);
        let owner = if with_headers { format!("{id} {called} body") } else { format!("{id} {called}") };
        response(context, keyed, side, &owner, &mut variants)
    });
    Outcome { responses: responses.collect(), name }
}

fn response<'a>(
    context: &mut Context<'a>,
    keyed: &Keyed<'a>,
    side: Side<'_, 'a>,
    owner: &str,
    variants: &mut Scope,
) -> Response {
    let (Keyed { status, node }, Side { document, id, succeeds, .. }) = (keyed, side);
    let called = status::called(*status);
    let component = parameters::owner(&node.place, "responses");
    let owner = component.as_deref().unwrap_or(owner);
    let links = links::links(context, document, node);
    let headers = headers::headers(context, node, &format!("{id} {called}"));
    let name = (!headers.is_empty()).then(|| item(context, id, &[&called, &format!("{called} reply")]));
    let mut contents = contents(context, keyed, side, owner);
    if !succeeds {
        content::without_events(context, node, &mut contents);
    }
    // Stable: whatever is read whole comes first, in document order.
    contents.sort_by_key(|content| succeeds && content.kind.is_stream());
    let beside = contents.iter().filter(|content| !(succeeds && content.kind.is_stream())).count();
    let whole = if beside == 0 { contents.len() } else { beside };
    let body_name = (whole > 1).then(|| match component {
        Some(component) => shared(context, (node.place.clone(), succeeds), &component),
        None => item(context, id, &[&format!("{called} body"), &format!("{called} content")]),
    });
    Response {
        status: *status,
        variant: variants.pascal(&called),
        docs: info::docs(context, node),
        headers,
        name,
        contents,
        whole,
        body_name,
        links,
    }
}

fn contents<'a>(context: &mut Context<'a>, keyed: &Keyed<'a>, side: Side<'_, 'a>, owner: &str) -> Vec<Content> {
    let Side { method, succeeds, .. } = side;
    // What a HEAD response documents is what GET would have sent.
    if method == "HEAD" {
        if keyed.node.get("content").is_some() {
            let reason = "a response to HEAD has no body; what is documented is that of GET";
            let place = || keyed.node.place.child("content");
            context.sink.reading_mut().unread("`content` of a response to HEAD", reason, &place);
        }
        return Vec::new();
    }
    if !status::may_have_content(keyed.status) {
        if keyed.node.get("content").and_then(|content| content.as_object()).is_some_and(|map| !map.is_empty()) {
            let message = "a response with this status has no body; the content is left out";
            let place = keyed.node.place.child("content");
            context.omit(OmissionKind::Skipped, Diagnostic::new(Code::WeakenedOperation, place, message).at_key());
        }
        return Vec::new();
    }
    let chosen = content::choose(context, &keyed.node, succeeds);
    content::lower(context, &chosen, owner)
}

/// The name of the enum over the media types of a response component, which is the same for all who refer to it.
fn shared(context: &mut Context<'_>, key: (Place, bool), component: &str) -> Name {
    if let Some(known) = context.reply_bodies.get(&key) {
        return known.clone();
    }
    let name = item(context, component, &["body", "content"]);
    context.reply_bodies.insert(key, name.clone());
    name
}

/// The name of an item of the operation: with the first of these endings that is free.
fn item(context: &mut Context<'_>, id: &str, endings: &[&str]) -> Name {
    let wanted: Vec<String> = endings.iter().map(|ending| format!("{id} {ending}")).collect();
    let wanted: Vec<&str> = wanted.iter().map(String::as_str).collect();
    names::first_free(&mut context.names, Scope::pascal, &wanted)
}

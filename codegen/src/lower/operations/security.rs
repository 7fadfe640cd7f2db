//! Credentials: `components/securitySchemes`, and the requirements that name them.
//!
//! `security: [{a: [], b: []}, {}]` is two alternatives: `a` and `b` together, or nothing at all.

use super::view::{Node, wrong};
use super::{extensions, names};
use crate::diagnostics::{Code, Diagnostic, Place, nearest};
use crate::ir::{ApiKeyPlace, ClientFlow, OmissionKind, Requirement, SchemeKind, SecurityScheme};
use crate::lower::context::Context;
use crate::names::Scope;
use serde_json::Value;

/// Methods that the generated client builder has anyway.
const BUILDER_METHODS: &[&str] = &[
    "allow_http",
    "attempt_timeout",
    "base_url",
    "body_limit",
    "build",
    "builder",
    "call",
    "clone",
    "connect_timeout",
    "credential",
    "default",
    "from_env",
    "header",
    "http",
    "new",
    "retry",
    "server",
    "timeout",
    "transport",
    "trust",
    "user_agent",
];

/// The methods of the client's builder, but for those that the document adds.
pub(super) fn builder() -> Scope {
    Scope::reserving(BUILDER_METHODS)
}

/// The security schemes, in document order. Each becomes a method of the builder.
pub(super) fn schemes<'a>(context: &mut Context<'a>, root: &Node<'a>, scope: &mut Scope) -> Vec<SecurityScheme> {
    let Some(components) = root.child(context, "components") else { return Vec::new() };
    let found: Vec<_> = components
        .entries(context, "securitySchemes")
        .into_iter()
        .filter_map(|(wire, node)| Some((wire, kind(context, &node)?, node)))
        .collect();
    // Names by kind go first, so that no scheme of another kind that happens to be called `bearer` takes them.
    let alone = |wanted: &str| found.iter().filter(|(_, kind, _)| by_kind(kind) == Some(wanted)).count() == 1;
    let mut names: Vec<_> = found
        .iter()
        .map(|(_, kind, _)| by_kind(kind).filter(|wanted| alone(wanted)).map(|wanted| scope.snake(wanted)))
        .collect();
    for (name, (wire, _, _)) in names.iter_mut().zip(&found) {
        if name.is_none() {
            *name = Some(scope.snake(wire));
        }
    }
    let mut schemes = Vec::new();
    for ((wire, kind, node), name) in found.into_iter().zip(names.into_iter().flatten()) {
        schemes.push(SecurityScheme {
            client: client_flow(context, &node, wire, scope),
            name,
            wire: wire.to_owned(),
            kind,
            description: node.prose(context, "description"),
            env: extensions::env(context, &node),
            inferred: node.flag(context, "x-inferred").unwrap_or(false),
            discrepancies: node.discrepancies(context),
        });
    }
    schemes
}

/// `flows.clientCredentials` of an OAuth2 scheme.
fn client_flow<'a>(context: &mut Context<'a>, scheme: &Node<'a>, wire: &str, scope: &mut Scope) -> Option<ClientFlow> {
    let flow = scheme.child(context, "flows")?.child(context, "clientCredentials")?;
    let url = flow.needed(context, "tokenUrl")?;
    if !url.starts_with("https://") && !url.starts_with("http://") {
        let message = format!("the token URL `{url}` is not absolute; the client does not obtain tokens by itself");
        let place = flow.place.child("tokenUrl");
        context.omit(OmissionKind::Skipped, Diagnostic::new(Code::WeakenedOperation, place, message));
        return None;
    }
    let wanted = ["client credentials".to_owned(), format!("{wire} client credentials")];
    let name = names::first_free(scope, Scope::snake, &[&wanted[0], &wanted[1]]);
    Some(ClientFlow { name, token_url: url.to_owned() })
}

/// What the builder method is called where no other scheme is of this kind.
fn by_kind(kind: &SchemeKind) -> Option<&'static str> {
    match kind {
        SchemeKind::Bearer => Some("bearer"),
        SchemeKind::Basic => Some("basic"),
        SchemeKind::ApiKey(..) => Some("api_key"),
        SchemeKind::Http(_) | SchemeKind::MutualTls => None,
    }
}

fn kind(context: &mut Context<'_>, node: &Node<'_>) -> Option<SchemeKind> {
    match node.needed(context, "type")? {
        "http" => {
            let scheme = node.needed(context, "scheme")?;
            Some(match scheme.to_ascii_lowercase().as_str() {
                "bearer" => SchemeKind::Bearer,
                "basic" => SchemeKind::Basic,
                _ => SchemeKind::Http(scheme.to_owned()),
            })
        }
        "oauth2" | "openIdConnect" => Some(SchemeKind::Bearer),
        "mutualTLS" => Some(SchemeKind::MutualTls),
        "apiKey" => {
            let name = node.needed(context, "name")?;
            let place = match node.needed(context, "in")? {
                "header" => ApiKeyPlace::Header,
                "query" => ApiKeyPlace::Query,
                "cookie" => ApiKeyPlace::Cookie,
                _ => {
                    wrong(context, &node.place.child("in"), "`header`, `query` or `cookie`");
                    return None;
                }
            };
            Some(SchemeKind::ApiKey(place, name.to_owned()))
        }
        _ => {
            wrong(context, &node.place.child("type"), "`http`, `apiKey`, `oauth2`, `openIdConnect` or `mutualTLS`");
            None
        }
    }
}

/// `security` of the document or of an operation; `None` where it is absent.
pub(super) fn requirements<'a>(
    context: &mut Context<'a>,
    node: &Node<'a>,
    schemes: &[SecurityScheme],
) -> Option<Vec<Requirement>> {
    node.get("security")?;
    let alternatives = node.items(context, "security");
    let listed = alternatives.len();
    let known: Vec<_> = alternatives.iter().filter_map(|node| requirement(context, node, schemes)).collect();
    // A list that only says `{}` asks for nothing, as an empty one does.
    let nothing = known.len() == listed && known.iter().all(|requirement| requirement.schemes.is_empty());
    Some(if nothing { Vec::new() } else { known })
}

fn requirement(context: &mut Context<'_>, node: &Node<'_>, schemes: &[SecurityScheme]) -> Option<Requirement> {
    let mut requirement = Requirement::default();
    for (wire, scopes) in node.map {
        let Some(index) = schemes.iter().position(|scheme| scheme.wire == *wire) else {
            // A scheme that is there and cannot be used has been reported where it stands.
            let declared = Place::new("/components/securitySchemes").child(wire);
            if context.tree.get(&declared).is_some() {
                return None;
            }
            let message = format!("`components/securitySchemes` has no scheme `{wire}`");
            let near = nearest(wire, schemes.iter().map(|scheme| scheme.wire.as_str()));
            let help = near.map(|near| format!("did you mean `{near}`?"));
            let place = node.place.child(wire);
            context
                .sink
                .push(Diagnostic { help, ..Diagnostic::new(Code::UnknownSecurityScheme, place, message).at_key() });
            return None;
        };
        let scopes = scopes.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
        requirement.schemes.push((index, scopes));
    }
    Some(requirement)
}

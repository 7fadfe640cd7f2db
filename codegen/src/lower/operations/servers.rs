//! `servers` and their variables.

use super::view::{Node, wrong};
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::ir::{Server, ServerVariable};
use crate::lower::context::Context;
use crate::names::Scope;
use serde_json::Value;

/// The servers that a document, path item or operation lists. `builder` holds the names that the client's builder has
/// anyway: each variable becomes a method beside them.
pub(super) fn servers<'a>(context: &mut Context<'a>, node: &Node<'a>, builder: &Scope) -> Vec<Server> {
    node.items(context, "servers").iter().filter_map(|node| server(context, node, builder.clone())).collect()
}

/// The servers of an operation or else of its path item, if they are others than the document's.
pub(super) fn own_servers<'a>(
    context: &mut Context<'a>,
    root: &Node<'a>,
    item: &Node<'a>,
    operation: &Node<'a>,
    builder: &Scope,
) -> Vec<Server> {
    let holder = if operation.get("servers").is_some() { operation } else { item };
    match holder.get("servers") {
        Some(own) if Some(own) != root.get("servers") => servers(context, holder, builder),
        _ => Vec::new(),
    }
}

fn server<'a>(context: &mut Context<'a>, node: &Node<'a>, mut scope: Scope) -> Option<Server> {
    let url = node.needed(context, "url")?;
    let variables: Vec<ServerVariable> = node
        .entries(context, "variables")
        .into_iter()
        .filter_map(|(wire, node)| variable(context, &mut scope, wire, &node))
        .collect();
    for wanted in expressions(url) {
        if !variables.iter().any(|variable| variable.wire == wanted) {
            if context.sink.has_misspelt(&node.place, "variables") {
                return None;
            }
            let message = format!("the server's URL names the variable `{wanted}`, which is not declared");
            let mut diagnostic = Diagnostic::new(Code::Malformed, node.place.child("url"), message)
                .help("declare it under `variables` with a default; until then the server is left out");
            diagnostic.severity = Severity::Warning;
            context.sink.push(diagnostic);
            return None;
        }
    }
    schemeless(context, node, url, &variables);
    let description = node.prose(context, "description");
    let discrepancies = node.discrepancies(context);
    Some(Server { url: url.to_owned(), description, variables, discrepancies })
}

/// Reports a URL that begins with a host, its variables at their defaults.
fn schemeless(context: &mut Context<'_>, node: &Node<'_>, url: &str, variables: &[ServerVariable]) {
    let filled = variables
        .iter()
        .fold(url.to_owned(), |url, variable| url.replace(&format!("{{{}}}", variable.wire), &variable.default));
    let host = filled.strip_prefix("//").unwrap_or(&filled);
    if host.len() < filled.len() || begins_with_host(host) {
        let message = format!("the server's URL `{url}` has no scheme, so it is read as a relative one");
        let meant = format!("https://{}", url.trim_start_matches('/'));
        let diagnostic = Diagnostic::new(Code::ServerWithoutScheme, node.place.child("url"), message);
        context
            .sink
            .push(diagnostic.help(format!("did you mean `{meant}`? Until then no client goes there by itself")));
    }
}

/// Whether a text begins as `api.example.com/v1` and `localhost:8080` do, and `v1.0/pets` does not.
fn begins_with_host(text: &str) -> bool {
    let authority = text.split(['/', '?', '#']).next().unwrap_or_default();
    let (host, port) = authority.split_once(':').map_or((authority, None), |(host, port)| (host, Some(port)));
    let has_port = port.is_some_and(|port| !port.is_empty() && port.bytes().all(|c| c.is_ascii_digit()));
    let legal = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    let is_name = host.split('.').all(legal);
    let named = host.rsplit_once('.').is_some_and(|(_, top)| top.len() > 1 && top.chars().all(char::is_alphabetic));
    let addressed = host.parse::<std::net::Ipv4Addr>().is_ok();
    is_name && (port.is_none() || has_port) && (has_port || named || addressed || host == "localhost")
}

fn variable(context: &mut Context<'_>, scope: &mut Scope, wire: &str, node: &Node<'_>) -> Option<ServerVariable> {
    let mut values = Vec::new();
    if let Some(listed) = node.get("enum") {
        match listed.as_array() {
            Some(listed) => values.extend(listed.iter().filter_map(scalar)),
            None => wrong(context, &node.place.child("enum"), "a list"),
        }
    }
    let default = match node.get("default").and_then(scalar) {
        Some(default) => default,
        None => node.needed(context, "default")?.to_owned(),
    };
    let description = node.prose(context, "description");
    Some(ServerVariable { name: scope.snake(wire), wire: wire.to_owned(), default, values, description })
}

/// The text of a string or number: YAML authors write `default: 443`.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The names between the braces of a URL template.
fn expressions(url: &str) -> impl Iterator<Item = &str> {
    url.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_told_from_paths() {
        let hosts =
            ["api.example.com/v1", "localhost", "localhost:8080/x", "harbour:8080", "10.0.0.1/api", "a.b-c.dev"];
        hosts.iter().for_each(|text| assert!(begins_with_host(text), "{text}"));
        let paths =
            ["", "/", "/v1", "v1", "v1.0/pets", "api/v1", "./v1", "../v1.json", "{host}/v1", "https://a.dev", "<host>"];
        paths.iter().for_each(|text| assert!(!begins_with_host(text), "{text}"));
    }
}

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
    let description = node.prose(context, "description");
    let discrepancies = node.discrepancies(context);
    Some(Server { url: url.to_owned(), description, variables, discrepancies })
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

//! Operations, servers, credentials and tags as text.

use super::{Shown, presence, write_docs, write_flags, write_value};
use crate::ir::{
    Api, ApiKeyPlace, ArgumentStyle, Content, Header, Hook, Operation, Outcome, Pagination, Parameter, Place, Request,
    RequestField, Requirement, Response, Routing, SchemeKind, Server, Status, Types, Way,
};
use std::fmt::{self, Write};

/// Servers, credentials and tags.
pub(super) fn write_head(out: &mut String, api: &Api) -> fmt::Result {
    write_servers(out, "", &api.servers)?;
    for scheme in &api.security_schemes {
        let kind = match &scheme.kind {
            SchemeKind::ApiKey(place, name) => format!("key {name:?} in {}", key_place(*place)),
            SchemeKind::Http(text) => format!("http {text}"),
            plain => format!("{plain:?}").to_lowercase(),
        };
        write!(out, "scheme {} {:?}: {kind}", scheme.name, scheme.wire)?;
        if let Some(flow) = &scheme.client {
            write!(out, " tokens by {} at {:?}", flow.name, flow.token_url)?;
        }
        if let Some(env) = &scheme.env {
            write!(out, " env={env}")?;
        }
        out.push('\n');
    }
    if !api.security.is_empty() {
        writeln!(out, "security {}", requirements(api, &api.security))?;
    }
    for tag in &api.tags {
        writeln!(out, "tag {} {} {} {:?}", tag.name, tag.client_name, tag.trait_name, tag.text.0)?;
    }
    Ok(())
}

fn key_place(place: ApiKeyPlace) -> &'static str {
    match place {
        ApiKeyPlace::Header => "header",
        ApiKeyPlace::Query => "query",
        ApiKeyPlace::Cookie => "cookie",
    }
}

fn write_servers(out: &mut String, indent: &str, servers: &[Server]) -> fmt::Result {
    for server in servers {
        write!(out, "{indent}server {}", server.url)?;
        for variable in &server.variables {
            write!(out, "  {}={:?}", variable.wire, variable.default)?;
        }
        out.push('\n');
    }
    Ok(())
}

/// Alternatives, any one of which is enough: `bearer + key or none`.
fn requirements(api: &Api, alternatives: &[Requirement]) -> String {
    let scheme = |index: usize| api.security_schemes.get(index).map_or("?", |scheme| scheme.wire.as_str());
    let alternative = |requirement: &Requirement| {
        let schemes: Vec<String> = requirement
            .schemes
            .iter()
            .map(|(index, scopes)| match scopes.is_empty() {
                true => scheme(*index).to_owned(),
                false => format!("{}[{}]", scheme(*index), scopes.join(" ")),
            })
            .collect();
        if schemes.is_empty() { "none".to_owned() } else { schemes.join(" + ") }
    };
    alternatives.iter().map(alternative).collect::<Vec<_>>().join(" or ")
}

/// One operation.
pub(super) fn write_operation(out: &mut String, api: &Api, operation: &Operation) -> fmt::Result {
    let tag = api.tags.get(operation.tag).map_or("?", |tag| tag.name.as_str());
    write!(out, "{} {}  {tag}.{}  {:?}", operation.method.0, operation.path.text, operation.name, operation.id)?;
    write!(out, " {:?}", operation.effect)?;
    write_flags(out, &[(!operation.id_given, "made-id")])?;
    write_docs(out, &operation.docs)?;
    out.push('\n');
    if !operation.security.is_empty() {
        writeln!(out, "  security {}", requirements(api, &operation.security))?;
    }
    write_servers(out, "  ", &operation.servers)?;
    if let Some(key) = &operation.idempotency {
        writeln!(out, "  idempotency {:?} {:?}", key.place, key.name)?;
    }
    if let Some(statuses) = &operation.retry {
        writeln!(out, "  retry {statuses:?}")?;
    }
    for unknown in &operation.unknown {
        writeln!(out, "  unknown after {} {}", unknown.status, unknown.code.as_deref().unwrap_or("-"))?;
    }
    if let Some(reconcile) = &operation.reconcile {
        writeln!(out, "  reconcile {reconcile:?}")?;
    }
    if let Some(pages) = &operation.pagination {
        write_pages(out, operation, pages)?;
    }
    match &operation.routing {
        Routing::Shadowed(index) => writeln!(out, "  shadowed by {index}")?,
        Routing::When(conditions) => conditions.iter().try_for_each(|condition| {
            writeln!(out, "  when {:?} {:?}: {:?}", condition.at, condition.wire, condition.accepts)
        })?,
    }
    write_request(out, &api.types, &operation.request)?;
    write_outcome(out, &api.types, "success", &operation.responses.success)?;
    write_outcome(out, &api.types, "failure", &operation.responses.failure)
}

/// A webhook or callback.
pub(super) fn write_hook(out: &mut String, api: &Api, hook: &Hook) -> fmt::Result {
    write!(out, "{}", hook.known_as())?;
    if let (Some(name), Some(variant)) = (&api.webhook, &hook.variant) {
        write!(out, "  {name}::{variant}")?;
    }
    hook.tells.iter().try_for_each(|(key, value)| write!(out, " {key:?}={value:?}"))?;
    out.push('\n');
    write_operation(out, api, &hook.operation)
}

/// `pages by cursor after = paging.next: items of data, limit size, recognised`.
fn write_pages(out: &mut String, operation: &Operation, pages: &Pagination) -> fmt::Result {
    let field = |index: usize| operation.request.fields.get(index).map_or("?", |field| field.name.as_str());
    write!(out, "  pages by {}", pages.way.name())?;
    pages.way.field().map_or(Ok(()), |index| write!(out, " {}", field(index)))?;
    if let Way::Number { first, .. } = pages.way {
        write!(out, " from {first}")?;
    }
    let last = matches!(pages.way, Way::Cursor { of_last_item: true, .. });
    pages
        .way
        .answer()
        .map_or(Ok(()), |at| write!(out, " = {}{}", if last { "last item's " } else { "" }, at.path()))?;
    write!(out, ": items {:?}", pages.items.path())?;
    pages.limit.map_or(Ok(()), |index| write!(out, ", limit {}", field(index)))?;
    pages.more.as_ref().map_or(Ok(()), |more| write!(out, ", more {}", more.path()))?;
    writeln!(out, ", {}", if pages.stated { "stated" } else { "recognised" })
}

fn write_request(out: &mut String, types: &Types, request: &Request) -> fmt::Result {
    write!(out, "  request {}", request.name)?;
    write_flags(out, &[(request.arguments == ArgumentStyle::Struct, "as-struct")])?;
    out.push('\n');
    request.fields.iter().try_for_each(|field| write_field(out, types, field))?;
    for constant in &request.constants {
        write!(out, "    constant {:?} {:?}={:?}", constant.at, constant.wire, constant.value)?;
        write_docs(out, &constant.docs)?;
        out.push('\n');
    }
    let Some(body) = &request.body else { return Ok(()) };
    write!(out, "    body")?;
    write_flags(out, &[(!body.required, "optional"), (body.flattened, "flattened"), (body.closed, "closed")])?;
    write_docs(out, &body.docs)?;
    out.push('\n');
    body.contents.iter().try_for_each(|content| write_content(out, types, content))
}

fn write_field(out: &mut String, types: &Types, field: &RequestField) -> fmt::Result {
    let place = match &field.place {
        Place::Path(parameter) => format!("path {}", style(parameter)),
        Place::Query(parameter) => format!("query {}", style(parameter)),
        Place::Header(parameter) => format!("header {}", style(parameter)),
        Place::Cookie(parameter) => format!("cookie {}", style(parameter)),
        Place::Property(wire) => format!("property {wire:?}"),
        Place::Body => "body".to_owned(),
    };
    write!(out, "    {}: {}{}", field.name, Shown(types, &field.ty), presence(field.required, field.nullable))?;
    write!(out, "  {place}")?;
    if field.setter != field.name {
        write!(out, " setter={}", field.setter)?;
    }
    write_value(out, &field.constraints, field.default.as_ref())?;
    write_docs(out, &field.docs)?;
    out.push('\n');
    Ok(())
}

fn style(parameter: &Parameter) -> String {
    let mut text = format!("{:?} {:?}", parameter.wire, parameter.style);
    if parameter.explode {
        text.push_str(" explode");
    }
    if parameter.allow_reserved {
        text.push_str(" reserved");
    }
    if let Some(content) = &parameter.content {
        text.push_str(&format!(" as {content}"));
    }
    text
}

fn write_content(out: &mut String, types: &Types, content: &Content) -> fmt::Result {
    write!(out, "      {} {:?} {}: {}", content.media_type, content.kind, content.name, Shown(types, &content.ty))?;
    if !content.examples.is_empty() {
        write!(out, "  {} examples", content.examples.len())?;
    }
    out.push('\n');
    for part in &content.parts {
        write!(out, "        part {:?}", part.wire)?;
        if let Some(content_type) = &part.content_type {
            write!(out, " {content_type}")?;
        }
        if let Some(parameter) = &part.style {
            write!(out, " {}", style(parameter))?;
        }
        out.push('\n');
        part.headers.iter().try_for_each(|header| write_header(out, types, header))?;
    }
    Ok(())
}

fn write_outcome(out: &mut String, types: &Types, side: &str, outcome: &Outcome) -> fmt::Result {
    if outcome.responses.is_empty() {
        return Ok(());
    }
    match &outcome.name {
        Some(name) => writeln!(out, "  {side} {name}")?,
        None => writeln!(out, "  {side}")?,
    }
    outcome.responses.iter().try_for_each(|response| write_response(out, types, response))
}

fn write_response(out: &mut String, types: &Types, response: &Response) -> fmt::Result {
    let status = match response.status {
        Status::Code(code) => code.to_string(),
        Status::Range(digit) => format!("{digit}XX"),
        Status::Default => "default".to_owned(),
    };
    write!(out, "    {status} {}", response.variant)?;
    if let Some(name) = &response.name {
        write!(out, " struct={name}")?;
    }
    if let Some(name) = &response.body_name {
        write!(out, " body={name}")?;
    }
    write_docs(out, &response.docs)?;
    out.push('\n');
    for link in &response.links {
        writeln!(out, "      link {:?} to {:?} {:?} {:?}", link.name, link.operation, link.parameters, link.body)?;
    }
    response.headers.iter().try_for_each(|header| write_header(out, types, header))?;
    response.contents.iter().try_for_each(|content| write_content(out, types, content))
}

fn write_header(out: &mut String, types: &Types, header: &Header) -> fmt::Result {
    write!(out, "      header {} {:?}: ", header.name, header.wire)?;
    write!(out, "{}{}", Shown(types, &header.ty), presence(header.required, false))?;
    write_flags(out, &[(header.explode, "explode")])?;
    write_value(out, &header.constraints, None)?;
    write_docs(out, &header.docs)?;
    out.push('\n');
    Ok(())
}

//! A sample call as a curl command. Every word is quoted for a POSIX shell: what a document says never runs.

use super::SampleRequest;
use crate::ir::{
    Api, ApiKeyPlace, At, BodyKind, Constant, Content, Field, Operation, Parameter, Place, SchemeKind, SecurityScheme,
    SegmentPart, Server, Style, Type, TypeKind, Types,
};
use serde_json::Value;

/// JSON up to this length stands on one line.
const LINE: usize = 88;

/// The command.
pub(in super::super) fn curl(api: &Api, operation: &Operation, sample: &SampleRequest) -> String {
    let mut query = Vec::new();
    let mut options = Vec::new();
    credentials(api, operation, &mut options);
    for Constant { at, wire, value, .. } in &operation.request.constants {
        match at {
            At::Query => query.push((encoded(wire), encoded(value))),
            At::Header => options.push(format!("-H {}", quoted(&format!("{wire}: {value}")))),
            At::Path => {}
        }
    }
    for (field, value) in sample.sent(operation) {
        match &field.place {
            Place::Query(parameter) => pairs(parameter, value, &mut query),
            Place::Header(parameter) => {
                options.push(format!("-H {}", quoted(&format!("{}: {}", parameter.wire, flat(value)))))
            }
            Place::Cookie(parameter) => {
                options.push(format!("-b {}", quoted(&format!("{}={}", parameter.wire, flat(value)))))
            }
            Place::Path(_) | Place::Property(_) | Place::Body => {}
        }
    }
    body(api, operation, sample, &mut options);
    let mut url = path(operation, sample);
    let fixed = operation.path.fixed.len();
    for (index, (name, value)) in query.iter().enumerate() {
        url.push(if fixed + index == 0 { '?' } else { '&' });
        url.push_str(&format!("{name}={value}"));
    }
    let method = match operation.method.0.as_str() {
        "HEAD" => "--head ".to_owned(),
        method => format!("-X {} ", quoted(method)),
    };
    let mut lines = vec![format!("curl {method}{}", address(api, operation, &url))];
    lines.extend(options);
    lines.join(" \\\n  ")
}

/// Base address and the rest: the first server with its defaults, or `$BASE_URL` where the document names no host.
fn address(api: &Api, operation: &Operation, rest: &str) -> String {
    let base = base_url(operation.servers.first().or_else(|| api.servers.first()));
    if base.contains("://") {
        quoted(&format!("{base}{rest}"))
    } else {
        format!("\"$BASE_URL\"{}", quoted(&format!("{base}{rest}")))
    }
}

/// A server's URL with its variables at their defaults, without a slash at the end.
pub(in super::super) fn base_url(server: Option<&Server>) -> String {
    let Some(server) = server else { return String::new() };
    let filled = |url: String, variable: &crate::ir::ServerVariable| {
        url.replace(&format!("{{{}}}", variable.wire), &variable.default)
    };
    let url = server.variables.iter().fold(server.url.clone(), filled);
    let url = url.trim_end_matches('/');
    url.chars().map(|c| if strange(c) { encoded(&c.to_string()) } else { c.to_string() }).collect()
}

fn path(operation: &Operation, sample: &SampleRequest) -> String {
    let value = |name: &str| {
        let named = |place: &Place| matches!(place, Place::Path(parameter) if parameter.wire == name);
        let found = sample.sent(operation).find(|(field, _)| named(&field.place));
        found.map_or_else(|| encoded(name), |(_, value)| encoded(&flat(value)))
    };
    let mut out = String::new();
    for segment in &operation.path.segments {
        out.push('/');
        for part in &segment.0 {
            match part {
                SegmentPart::Literal(text) => {
                    out.extend(text.chars().map(|c| if strange(c) { encoded(&c.to_string()) } else { c.to_string() }));
                }
                SegmentPart::Parameter(name) => out.push_str(&value(name)),
            }
        }
    }
    for (index, pair) in operation.path.fixed.iter().enumerate() {
        out.push(if index == 0 { '?' } else { '&' });
        out.extend(pair.chars().map(|c| if strange(c) { encoded(&c.to_string()) } else { c.to_string() }));
    }
    out
}

/// The first alternative's credentials, each taken from its environment variable.
fn credentials(api: &Api, operation: &Operation, options: &mut Vec<String>) {
    let Some(requirement) = operation.security.first() else { return };
    for scheme in requirement.schemes.iter().filter_map(|(index, _)| api.security_schemes.get(*index)) {
        let variable = variable(scheme);
        match &scheme.kind {
            SchemeKind::ApiKey(ApiKeyPlace::Query, name) => {
                options.push(format!("--url-query {}", half_quoted(&format!("{name}="), &variable)));
            }
            SchemeKind::ApiKey(ApiKeyPlace::Cookie, name) => {
                options.push(format!("-b {}", half_quoted(&format!("{name}="), &variable)))
            }
            SchemeKind::Basic => options.push(format!("-u \"${variable}\"")),
            SchemeKind::MutualTls => options.push("--cert client.pem".to_owned()),
            _ => {
                if let Some((start, variable)) = header(scheme) {
                    options.push(format!("-H {}", half_quoted(&start, &variable)));
                }
            }
        }
    }
}

/// The header line of a scheme: its text, then the variable that completes it. `None` where no header is sent.
pub(in super::super) fn header(scheme: &SecurityScheme) -> Option<(String, String)> {
    let start = match &scheme.kind {
        SchemeKind::Bearer => "Authorization: Bearer ".to_owned(),
        SchemeKind::Http(name) => format!("Authorization: {name} "),
        SchemeKind::ApiKey(ApiKeyPlace::Header, name) => format!("{name}: "),
        _ => return None,
    };
    Some((start, variable(scheme)))
}

/// The environment variable of a scheme, or a common name where the document gives none that a shell takes.
pub(in super::super) fn variable(scheme: &SecurityScheme) -> String {
    let usable = |name: &&String| {
        name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    scheme.env.as_ref().filter(usable).cloned().unwrap_or_else(|| {
        let common = match scheme.kind {
            SchemeKind::Basic => "USER_AND_PASSWORD",
            SchemeKind::ApiKey(..) => "API_KEY",
            _ => "TOKEN",
        };
        common.to_owned()
    })
}

fn body(api: &Api, operation: &Operation, sample: &SampleRequest, options: &mut Vec<String>) {
    let Some(body) = &operation.request.body else { return };
    let Some(content) = body.contents.first() else { return };
    let properties: serde_json::Map<_, _> = sample
        .sent(operation)
        .filter_map(|(field, value)| match &field.place {
            Place::Property(wire) => Some((wire.clone(), value.clone())),
            _ => None,
        })
        .collect();
    let whole = sample.sent(operation).find(|(field, _)| matches!(field.place, Place::Body));
    let value = match whole {
        Some((_, value)) => value.clone(),
        None if body.flattened && (body.required || !properties.is_empty()) => Value::Object(properties),
        None => return,
    };
    let kind = format!("-H {}", quoted(&format!("Content-Type: {}", content.media_type)));
    match content.kind {
        BodyKind::Form => options.extend(entries(&value).map(|(key, value)| form("--data-urlencode", key, value))),
        BodyKind::Multipart => {
            options.extend(entries(&value).map(|(key, value)| part(&api.types, content, key, value)))
        }
        BodyKind::Binary => options.extend([kind, "--data-binary @body.bin".to_owned()]),
        BodyKind::Text => options.extend([kind, format!("--data-raw {}", quoted(&flat(&value)))]),
        BodyKind::Json | BodyKind::JsonLines | BodyKind::Events(_) => {
            options.extend([kind, format!("-d {}", quoted(&json(&value)))]);
        }
    }
}

fn entries(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

fn form(option: &str, key: &str, value: &Value) -> String {
    format!("{option} {}", quoted(&format!("{key}={}", flat(value))))
}

/// A multipart part: a file where the type says bytes. `--form-string` takes `@` and `<` as they are.
fn part(types: &Types, content: &Content, key: &str, value: &Value) -> String {
    let is_file = |field: &Field| {
        let mut found = false;
        field.ty.walk(&mut |ty| found |= matches!(ty, Type::Binary));
        field.wire == key && found
    };
    let file = content.ty.named().first().is_some_and(|id| match &types[*id].kind {
        TypeKind::Struct(object) => object.fields.iter().any(is_file),
        _ => false,
    });
    if file { format!("-F {}", quoted(&format!("{key}=@{key}.bin"))) } else { form("--form-string", key, value) }
}

/// JSON on one line where it is short, else indented.
pub(in super::super) fn json(value: &Value) -> String {
    let mut line = String::new();
    spaced(value, &mut line);
    if line.chars().count() <= LINE { line } else { format!("{value:#}") }
}

/// JSON with a space after each comma and colon.
fn spaced(value: &Value, out: &mut String) {
    match value {
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index == 0 { "" } else { ", " });
                spaced(item, out);
            }
            out.push(']');
        }
        Value::Object(entries) => {
            out.push('{');
            for (index, (key, entry)) in entries.iter().enumerate() {
                out.push_str(if index == 0 { "" } else { ", " });
                out.push_str(&format!("{}: ", Value::from(key.as_str())));
                spaced(entry, out);
            }
            out.push('}');
        }
        scalar => out.push_str(&scalar.to_string()),
    }
}

/// A value as text without quotes: what stands in a path, a header or a form.
fn flat(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(flat).collect::<Vec<_>>().join(","),
        Value::Object(_) => value.to_string(),
        scalar => scalar.to_string(),
    }
}

/// A query parameter in its style.
fn pairs(parameter: &Parameter, value: &Value, out: &mut Vec<(String, String)>) {
    let mut push = |name: &str, text: String| out.push((encoded(name), text));
    let wire = parameter.wire.as_str();
    if parameter.content.is_some() {
        return push(wire, encoded(&value.to_string()));
    }
    let between = match parameter.style {
        Style::SpaceDelimited => "%20",
        Style::PipeDelimited => "%7C",
        _ => ",",
    };
    match value {
        Value::Array(items) if parameter.explode => items.iter().for_each(|item| push(wire, encoded(&flat(item)))),
        Value::Array(items) => {
            push(wire, items.iter().map(|item| encoded(&flat(item))).collect::<Vec<_>>().join(between));
        }
        Value::Object(entries) if parameter.style == Style::DeepObject => {
            entries.iter().for_each(|(key, entry)| push(&format!("{wire}[{key}]"), encoded(&flat(entry))));
        }
        Value::Object(entries) if parameter.explode => {
            entries.iter().for_each(|(key, entry)| push(key, encoded(&flat(entry))));
        }
        Value::Object(entries) => {
            let text = entries.iter().map(|(key, entry)| format!("{},{}", encoded(key), encoded(&flat(entry))));
            push(wire, text.collect::<Vec<_>>().join(","));
        }
        scalar => push(wire, encoded(&flat(scalar))),
    }
}

/// Percent-encoded but for RFC 3986's unreserved characters.
fn encoded(text: &str) -> String {
    super::super::anchors::encode(text)
}

/// Characters that a URL may not hold as they are, or that curl would expand.
fn strange(c: char) -> bool {
    !c.is_ascii_graphic() || "\"<>\\^`{|}[]".contains(c)
}

/// A word for a POSIX shell, in quotes where it needs them.
fn quoted(text: &str) -> String {
    let tame = |c: char| c.is_ascii_alphanumeric() || "-._~/:@%+,=".contains(c);
    if !text.is_empty() && text.chars().all(tame) {
        text.to_owned()
    } else if text.contains(['"', '$', '`', '\\', '!']) {
        format!("'{}'", text.replace('\'', "'\\''"))
    } else {
        format!("\"{text}\"")
    }
}

/// A word of fixed text and then a variable, which the shell fills in.
fn half_quoted(start: &str, variable: &str) -> String {
    let mut out = String::from("\"");
    for c in start.chars() {
        if matches!(c, '"' | '$' | '`' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out.push_str(&format!("${variable}\""));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn words_are_quoted_for_the_shell() {
        assert_eq!(quoted("https://a.b/c?d=e"), "\"https://a.b/c?d=e\"");
        assert_eq!(quoted("Accept: it's"), "\"Accept: it's\"");
        assert_eq!(quoted("it's $(id) `id` !1 \"\\"), "'it'\\''s $(id) `id` !1 \"\\'");
        assert_eq!(quoted(""), "\"\"");
        assert_eq!(half_quoted("X-$(id)\"`: ", "KEY"), "\"X-\\$(id)\\\"\\`: $KEY\"");
    }

    #[test]
    fn json_is_json() {
        let value = json!({"a": [1, "b\"c\n"], "d": {}, "e": null});
        assert_eq!(json(&value), r#"{"a": [1, "b\"c\n"], "d": {}, "e": null}"#);
        let long = json!({"text": "x".repeat(LINE)});
        assert_eq!(serde_json::from_str::<Value>(&json(&long)).expect("JSON"), long);
    }

    #[test]
    fn queries_follow_their_style() {
        let pairs_of = |style, explode, value: Value| {
            let parameter = Parameter { wire: "f".to_owned(), style, explode, allow_reserved: false, content: None };
            let mut out = Vec::new();
            pairs(&parameter, &value, &mut out);
            out.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
        };
        assert_eq!(pairs_of(Style::Form, true, json!(["a b", "c"])), "f=a%20b&f=c");
        assert_eq!(pairs_of(Style::Form, false, json!(["a", "c"])), "f=a,c");
        assert_eq!(pairs_of(Style::PipeDelimited, false, json!(["a", "c"])), "f=a%7Cc");
        assert_eq!(pairs_of(Style::DeepObject, true, json!({"k": 1})), "f%5Bk%5D=1");
    }
}

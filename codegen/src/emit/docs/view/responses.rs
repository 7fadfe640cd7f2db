//! Responses: what each status carries, and the error codes that a body can name.

use super::View;
use super::fields::{Item, Row, Table};
use crate::emit::docs::dialect::Markup;
use crate::emit::docs::labels;
use crate::emit::docs::sample::{Direction, Sampler, json};
use crate::ir::{Content, EnumBase, Feed, Header, Link, Response, Status, Struct, Type, TypeKind};
use serde::Serialize;

/// Objects within an error body that are searched for codes.
const DEPTH: usize = 3;

/// A documented response.
#[derive(Debug, Serialize)]
pub(super) struct Reply {
    pub(super) status: String,
    reason: &'static str,
    pub(super) description: Option<Markup>,
    contents: Vec<Body>,
    headers: Vec<Row>,
    codes: Vec<Codes>,
    /// Operations that may follow, each with what this answer gives them.
    links: Vec<Markup>,
}

/// A body in one media type.
#[derive(Debug, Serialize)]
pub(super) struct Body {
    pub(super) media_type: Markup,
    pub(super) kind: Markup,
    /// `{ topup_id, state, next_action_url? }`, where the fields themselves stand elsewhere.
    shape: Option<Markup>,
    pub(super) rows: Vec<Row>,
    pub(super) examples: Vec<Example>,
}

/// An example body.
#[derive(Debug, Serialize)]
pub(super) struct Example {
    name: String,
    summary: Option<Markup>,
    code: Markup,
}

/// Values that a field of an error body can take.
#[derive(Debug, Serialize)]
pub(super) struct Codes {
    field: Markup,
    pub(super) values: Markup,
}

impl View<'_> {
    /// A response; discrepancies at its parts go to `notes`.
    pub(super) fn reply(&self, response: &Response, notes: &mut Vec<super::Note>) -> Reply {
        let status = self.status(response.status);
        notes.extend(self.notes(&response.docs.discrepancies, &self.dialect.code(&status)));
        let contents = response.contents.iter().map(|content| {
            let mut body = self.content(content, &status, Direction::Response, notes);
            if failed(response.status) && content.examples.is_empty() {
                // The codes and the model say what a failure holds; a made example adds nothing.
                body.examples.clear();
            }
            body
        });
        let contents = contents.collect();
        let mut headers = Table::default();
        response.headers.iter().for_each(|header| self.header(header, &status, &mut headers));
        notes.append(&mut headers.notes);
        let text = response.docs.description.as_ref().or(response.docs.summary.as_ref());
        Reply {
            reason: reason(response.status),
            description: self.prose(text),
            contents,
            headers: headers.rows,
            links: response.links.iter().map(|link| self.link(link)).collect(),
            codes: if failed(response.status) { self.codes(response) } else { Vec::new() },
            status,
        }
    }

    /// `getOrder`: `orderId` is `id` of this answer.
    fn link(&self, link: &Link) -> Markup {
        let (dialect, words) = (self.dialect, self.words);
        let feed = |name: Markup, feed: &Feed| {
            let (sentence, value) = match feed {
                Feed::Answer(pointer) => {
                    (words.link_feed, dialect.code(&pointer.trim_start_matches('/').replace('/', ".")))
                }
                Feed::Text(text) => (words.link_text, dialect.code(text)),
            };
            dialect.fill(sentence, &[("parameter", &name), ("value", &value)])
        };
        let parameters = link.parameters.iter().map(|(name, value)| feed(dialect.code(name), value));
        let body = link.body.iter().map(|value| feed(dialect.plain(words.request_body), value));
        let fed: Vec<Markup> = parameters.chain(body).collect();
        let operation = self.operation_by_id(&link.operation);
        let said = match fed.is_empty() {
            true => operation,
            false => dialect.fill(words.link_to, &[("operation", &operation), ("fed", &dialect.join(&fed, ", "))]),
        };
        let description = self.line(link.description.as_ref());
        dialect.join(&std::iter::once(said).chain(description).collect::<Vec<_>>(), ". ")
    }

    fn header(&self, header: &Header, status: &str, table: &mut Table) {
        let item = Item {
            name: header.wire.clone(),
            location: "",
            ty: &header.ty,
            required: header.required,
            nullable: false,
            docs: &header.docs,
            constraints: &header.constraints,
            default: None,
            marks: Vec::new(),
        };
        self.add(&item, status, table);
    }

    /// A body; `context` is said before the names in notes.
    pub(super) fn content(
        &self,
        content: &Content,
        context: &str,
        direction: Direction,
        notes: &mut Vec<super::Note>,
    ) -> Body {
        let mut table = Table::default();
        self.add_within("", "", &content.ty, context, &mut table);
        if let Type::Named(id) = &content.ty
            && self.anchors.type_of(*id).is_none()
        {
            notes.extend(self.notes(&self.api.types[*id].docs.discrepancies, &self.dialect.code(context)));
        }
        notes.append(&mut table.notes);
        Body {
            media_type: self.dialect.code(&content.media_type),
            kind: labels::label(&self.api.types, self.anchors, self.dialect, &content.ty),
            shape: self.shape(&content.ty),
            rows: table.rows,
            examples: self.examples(content, direction),
        }
    }

    /// The document's examples, or one made of the type.
    fn examples(&self, content: &Content, direction: Direction) -> Vec<Example> {
        let documented = content.examples.iter().map(|example| Example {
            name: example.name.clone().unwrap_or_default(),
            summary: self.prose(example.summary.as_ref()),
            code: match &example.value {
                serde_json::Value::String(text) if !is_json(content) => self.dialect.block("text", text),
                value => self.dialect.block("json", &json(value)),
            },
        });
        let documented: Vec<_> = documented.collect();
        if !documented.is_empty() || !is_json(content) || matches!(content.ty, Type::Json) {
            return documented;
        }
        let made = Sampler::new(&self.api.types, direction).value(&content.ty, "value");
        vec![Example { name: String::new(), summary: None, code: self.dialect.block("json", &json(&made)) }]
    }

    /// The fields of a model on one line, `?` after those that may be absent.
    fn shape(&self, ty: &Type) -> Option<Markup> {
        let Type::Named(id) = ty else { return None };
        self.anchors.type_of(*id)?;
        let TypeKind::Struct(object) = &self.api.types[*id].kind else { return None };
        let fields: Vec<_> = object
            .fields
            .iter()
            .map(|field| format!("{}{}", field.wire, if field.required { "" } else { "?" }))
            .collect();
        (!fields.is_empty()).then(|| self.dialect.code(&format!("{{ {} }}", fields.join(", "))))
    }

    pub(super) fn status(&self, status: Status) -> String {
        match status {
            Status::Code(code) => code.to_string(),
            Status::Range(digit) => format!("{digit}XX"),
            Status::Default => self.words.any_other.to_owned(),
        }
    }

    /// The listed values of text fields in the bodies, by field.
    pub(super) fn codes(&self, response: &Response) -> Vec<Codes> {
        let mut found = Vec::new();
        for content in &response.contents {
            self.find_codes(&content.ty, "", 0, &mut found);
        }
        found
    }

    fn find_codes(&self, ty: &Type, path: &str, depth: usize, found: &mut Vec<Codes>) {
        let (Type::Named(id), true) = (ty, depth <= DEPTH) else { return };
        match &self.api.types[*id].kind {
            TypeKind::Struct(Struct { fields, .. }) => {
                let dot = if path.is_empty() { "" } else { "." };
                for field in fields {
                    self.find_codes(&field.ty, &format!("{path}{dot}{}", field.wire), depth + 1, found);
                }
            }
            TypeKind::Enum(list) if list.base == EnumBase::String && !path.is_empty() => {
                let values = list.values.iter().filter_map(|value| value.value.as_str());
                let values: Vec<_> = values.map(|value| self.dialect.code(value)).collect();
                found.push(Codes { field: self.dialect.code(path), values: self.dialect.join(&values, ", ") });
            }
            TypeKind::Alias(inner) => self.find_codes(inner, path, depth + 1, found),
            _ => {}
        }
    }
}

fn is_json(content: &Content) -> bool {
    matches!(content.kind, crate::ir::BodyKind::Json | crate::ir::BodyKind::JsonLines)
}

fn failed(status: Status) -> bool {
    match status {
        Status::Code(code) => code >= 400,
        Status::Range(digit) => digit >= 4,
        Status::Default => true,
    }
}

/// The status's registered phrase, for the statuses that APIs use.
fn reason(status: Status) -> &'static str {
    let Status::Code(code) = status else { return "" };
    match code {
        200 => "OK",
        201 => "Created",
        202 => "Accepted",
        204 => "No Content",
        206 => "Partial Content",
        301 => "Moved Permanently",
        302 => "Found",
        303 => "See Other",
        304 => "Not Modified",
        307 => "Temporary Redirect",
        308 => "Permanent Redirect",
        400 => "Bad Request",
        401 => "Unauthorized",
        402 => "Payment Required",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        406 => "Not Acceptable",
        408 => "Request Timeout",
        409 => "Conflict",
        410 => "Gone",
        412 => "Precondition Failed",
        413 => "Content Too Large",
        415 => "Unsupported Media Type",
        422 => "Unprocessable Content",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        501 => "Not Implemented",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        _ => "",
    }
}

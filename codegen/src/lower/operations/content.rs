//! `content` of a request body or response: which media types are written, and as what.
//!
//! Many documents list `application/json`, `text/json`, `application/xml` and more over one and the same schema. As an enum of four
//! variants with equal payload that would burden every caller, so JSON stands for all media types that state its schema; those
//! that are not JSON are reported as left out.

use super::media::{self, Family};
use super::objects::object;
use super::stream;
use super::view::Node;
use crate::diagnostics::{Code, Diagnostic, Place, Severity};
use crate::ir::{BodyKind, Content, Omission, OmissionKind, Type};
use crate::lower::context::Context;
use crate::lower::schemas;
use crate::names::{Name, Scope};
use serde_json::Value;

/// A media type that will be written.
#[derive(Clone, Debug)]
pub(super) struct Chosen<'a> {
    /// As the document writes it.
    text: &'a str,
    /// Its Media Type Object.
    node: Node<'a>,
    /// What its text says.
    family: Family,
    /// Variant name, where there are several.
    name: Name,
}

impl<'a> Chosen<'a> {
    /// The place of its schema, if it states one.
    pub(super) fn schema(&self) -> Option<Place> {
        self.node.get("schema").map(|_| self.node.place.child("schema"))
    }

    /// What a flattened body of it is, if it can be one: JSON or a form whose fields need no encoding of their own.
    pub(super) fn flat(&self) -> Option<BodyKind> {
        match self.family {
            Family::Json => Some(BodyKind::Json),
            Family::Form if self.node.get("encoding").is_none() => Some(BodyKind::Form),
            _ => None,
        }
    }

    /// The content of a flattened body, whose properties are fields of the request.
    pub(super) fn flattened(&self, context: &mut Context<'a>, kind: BodyKind) -> Content {
        let examples = self.node.examples(context);
        let media_type = media::sent(self.text);
        Content { media_type, name: self.name.clone(), kind, ty: Type::Json, parts: Vec::new(), examples }
    }
}

/// The media types of a `content` map that are written, in document order. With `streams`, those that come item by item are
/// no other spelling of JSON.
pub(super) fn choose<'a>(context: &mut Context<'a>, holder: &Node<'a>, streams: bool) -> Vec<Chosen<'a>> {
    let mut found = Vec::new();
    for (text, node) in holder.entries(context, "content") {
        match media::essence(text) {
            Some(essence) => found.push((text, essence, node)),
            None => {
                let message = format!("`{text}` is not a media type; it is left out");
                let mut diagnostic = Diagnostic::new(Code::Malformed, node.place, message).at_key();
                diagnostic.help = Some(String::from(match text {
                    "schema" => "a schema stands below a media type: `application/json: {schema: …}`",
                    _ => "a media type has two parts, as `application/json` does",
                }));
                diagnostic.severity = Severity::Warning;
                context.omit(OmissionKind::Skipped, diagnostic);
            }
        }
    }
    let is_json = |essence: &str| media::family(essence) == Family::Json;
    let mut kept: Vec<(&'a str, String, Node<'a>)> = Vec::new();
    let mut left_out = Vec::new();
    for (text, essence, node) in found.iter().cloned() {
        let equal =
            |other: &&(&'a str, String, Node<'a>)| is_json(&other.1) && other.2.get("schema") == node.get("schema");
        // `application/json` speaks for the others of its schema, else the first JSON there is.
        let plain = found.iter().filter(equal).find(|other| other.1 == "application/json");
        match plain.or_else(|| found.iter().find(equal)) {
            Some(_) if streams && matches!(media::family(&essence), Family::Events | Family::JsonLines) => {
                kept.push((text, essence, node));
            }
            Some(speaker) if speaker.0 != text => {
                if is_json(&essence) {
                    let reason =
                        "`application/json`, or the first such media type, stands for all that state its schema";
                    let what = "a further JSON media type of the same schema";
                    context.sink.reading_mut().unread(what, reason, &|| node.place.clone());
                } else {
                    left_out.push(format!("`{text}`"));
                }
            }
            _ => kept.push((text, essence, node)),
        }
    }
    report_left_out(context, holder, &left_out);
    let mut names = Scope::default();
    let chosen = kept.into_iter().map(|(text, essence, node)| {
        let name = names.pascal(media::called(&essence));
        Chosen { text, family: media::family(&essence), node, name }
    });
    chosen.collect()
}

/// Lists each such place in the report, but warns only of the first one for each set of media types: documents that do so do it
/// in every operation.
fn report_left_out(context: &mut Context<'_>, holder: &Node<'_>, left_out: &[String]) {
    if left_out.is_empty() {
        return;
    }
    let place = holder.place.child("content");
    let reason = format!("{} left out: JSON of the same schema is written", left_out.join(", "));
    let mut same = context.omissions.iter().filter(|omission| omission.reason == reason).peekable();
    if same.peek().is_none() {
        let diagnostic = Diagnostic::new(Code::WeakenedOperation, place, reason);
        context.omit(OmissionKind::Skipped, diagnostic.help("the report lists all places where this is so"));
    } else if same.all(|omission| omission.place != place) {
        context.omissions.push(Omission { kind: OmissionKind::Skipped, place, reason });
    }
}

/// Passes server-sent events as text, where they are no answer that is read event by event.
pub(super) fn without_events(context: &mut Context<'_>, holder: &Node<'_>, contents: &mut [Content]) {
    for content in contents.iter_mut().filter(|content| matches!(content.kind, BodyKind::Events(_))) {
        let message = "events are read one by one in answers of success only; here they are passed as text";
        let place = holder.place.child("content");
        context.omit(OmissionKind::Untyped, Diagnostic::new(Code::WeakenedOperation, place, message).at_key());
        (content.kind, content.ty) = (BodyKind::Text, Type::String);
    }
}

/// Lowers the chosen media types. Inline schemas are named after `owner`, with several media types after their variant too.
pub(super) fn lower<'a>(context: &mut Context<'a>, chosen: &[Chosen<'a>], owner: &str) -> Vec<Content> {
    let mut contents = Vec::new();
    for (index, media) in chosen.iter().enumerate() {
        let owner = if index == 0 { owner.to_owned() } else { format!("{owner} {}", media.name) };
        contents.push(one(context, media, &owner));
    }
    contents
}

fn one<'a>(context: &mut Context<'a>, chosen: &Chosen<'a>, owner: &str) -> Content {
    let Chosen { text, node, name, .. } = chosen;
    let (kind, ty) = typed(context, chosen, owner);
    let parts = match kind {
        BodyKind::Form | BodyKind::Multipart => super::encoding::parts(context, node, owner),
        _ => Vec::new(),
    };
    let media_type = concrete(context, chosen, kind).unwrap_or_else(|| media::sent(text));
    Content { media_type, name: name.clone(), kind, ty, parts, examples: node.examples(context) }
}

fn typed(context: &mut Context<'_>, chosen: &Chosen<'_>, owner: &str) -> (BodyKind, Type) {
    let family = match chosen.family {
        Family::Any if is_structured(context, chosen) => Family::Json,
        Family::Any => Family::Binary,
        family => family,
    };
    if !matches!(family, Family::JsonLines | Family::Events) {
        stream::unread(context, &chosen.node);
    }
    let mut schema = || chosen.schema().map_or(Type::Json, |schema| lowered(context, &schema, owner));
    match family {
        Family::Json => match schema() {
            // `type: string, format: binary` says that the bytes are not JSON, whatever the media type claims.
            Type::Binary => (BodyKind::Binary, Type::Binary),
            ty => (BodyKind::Json, ty),
        },
        Family::JsonLines => {
            let item = stream::item(context, &chosen.node);
            (BodyKind::JsonLines, item.map_or(Type::Json, |item| lowered(context, &item, owner)))
        }
        Family::Events => {
            let (data, schema) = stream::event(context, &chosen.node);
            (BodyKind::Events(data), schema.map_or(Type::String, |schema| lowered(context, &schema, owner)))
        }
        Family::Form => (BodyKind::Form, schema()),
        Family::Multipart => {
            let ty = schema();
            if object(&context.types, &ty).is_some() {
                return (BodyKind::Multipart, ty);
            }
            weaken(context, chosen, "a multipart body without declared properties is passed as bytes");
            (BodyKind::Binary, Type::Binary)
        }
        Family::Xml => {
            weaken(context, chosen, "XML is passed as text");
            (BodyKind::Text, Type::String)
        }
        Family::Text => {
            if !is_text(context, chosen) {
                weaken(context, chosen, "a body of this media type is passed as text, whatever its schema says");
            }
            (BodyKind::Text, Type::String)
        }
        Family::Binary | Family::Any => (BodyKind::Binary, Type::Binary),
    }
}

fn lowered(context: &mut Context<'_>, schema: &Place, owner: &str) -> Type {
    let lowered = schemas::lower(context, schema, owner);
    if lowered.nullable { Type::Nullable(Box::new(lowered.ty)) } else { lowered.ty }
}

/// A range such as `image/*` cannot be sent; what is sent instead.
fn concrete(context: &mut Context<'_>, chosen: &Chosen<'_>, kind: BodyKind) -> Option<String> {
    if !chosen.text.contains('*') {
        return None;
    }
    if chosen.family != Family::Any && kind != BodyKind::Json {
        weaken(context, chosen, "a range of media types is sent as one of unknown type");
    }
    let concrete = match kind {
        BodyKind::Json => "application/json",
        BodyKind::Text => "text/plain",
        BodyKind::Multipart => "multipart/form-data",
        _ => "application/octet-stream",
    };
    Some(concrete.to_owned())
}

fn weaken(context: &mut Context<'_>, chosen: &Chosen<'_>, message: &str) {
    let diagnostic = Diagnostic::new(Code::WeakenedOperation, chosen.node.place.clone(), message).at_key();
    context.omit(OmissionKind::Untyped, diagnostic);
}

/// The schema's object, references followed.
fn schema<'c>(context: &'c Context<'_>, chosen: &Chosen<'_>) -> Option<&'c Value> {
    context.tree.get(&context.tree.follow(&chosen.schema()?).ok()?)
}

/// Whether the schema states more than a string: then `*/*` can only mean JSON.
fn is_structured(context: &Context<'_>, chosen: &Chosen<'_>) -> bool {
    schema(context, chosen).is_some_and(|schema| match schema.get("type").and_then(Value::as_str) {
        Some(ty) => ty != "string",
        None => ["properties", "items", "allOf", "oneOf", "anyOf"].iter().any(|key| schema.get(key).is_some()),
    })
}

/// Whether the schema says nothing, or that the body is a string.
fn is_text(context: &Context<'_>, chosen: &Chosen<'_>) -> bool {
    schema(context, chosen).is_none_or(|schema| match schema.get("type") {
        Some(ty) => ty == "string",
        None => schema.as_object().is_some_and(serde_json::Map::is_empty),
    })
}

//! One operation: what it is, what it takes, what it may cost to repeat, what it answers, and how it is called.

use super::fields::{Item, Row, Table};
use super::responses::{Body, Reply};
use super::{Note, View};
use crate::emit::docs::dialect::Markup;
use crate::emit::docs::sample::{Call, Direction, SampleRequest, curl};
use crate::ir::{self, At, Effect, KeyPlace, Origin, Place, RequestField, Requirement};
use serde::Serialize;

/// An operation.
#[derive(Debug, Serialize)]
pub(super) struct Operation {
    anchor: String,
    id: Markup,
    /// From anywhere to the operation.
    link: Markup,
    /// Where it is told, from anywhere.
    href: String,
    /// Name of its HTML page, without its ending, if the reference is more than one.
    page: Option<String>,
    /// The id for a narrow list.
    name: Markup,
    method: String,
    /// What kind of method it is: chooses the colour.
    tone: &'static str,
    path: Markup,
    summary: Option<Markup>,
    description: Option<Markup>,
    deprecated: bool,
    inferred: bool,
    /// Who asks for it and where it is sent: for a webhook or callback.
    origin: Option<Markup>,
    /// How it is called: not for what the API sends.
    called: Option<Called>,
    /// What the API sends because of it.
    callbacks: Option<Markup>,
    pages: Option<Markup>,
    more: Option<Markup>,
    parameters: Vec<Row>,
    body: Option<RequestBody>,
    returns: Vec<Reply>,
    errors: Vec<Reply>,
    notes: Vec<Note>,
}

/// How an operation is called.
#[derive(Debug, Serialize)]
struct Called {
    /// Whom the call is made as.
    credential: Markup,
    effect: Markup,
    curl: Markup,
    rust: Markup,
}

/// A request body.
#[derive(Debug, Serialize)]
struct RequestBody {
    description: Option<Markup>,
    required: bool,
    media_types: Markup,
    /// Bodies with fields of their own, and examples; empty where the parameters say it all.
    contents: Vec<Body>,
}

impl View<'_> {
    pub(super) fn operation(&self, index: usize, operation: &ir::Operation) -> Operation {
        let sample = SampleRequest::new(self.api, operation);
        let called = Called {
            credential: self.credential(&operation.security),
            effect: self.dialect.join(&self.effects(operation), " "),
            curl: self.dialect.block("sh", &curl(self.api, operation, &sample)),
            rust: self.dialect.block("rust", &Call::new(self.api, self.package).code(operation, &sample)),
        };
        let page = self.anchors.to_operation(self.dialect, operation.tag, index);
        let own = self.anchors.split().and_then(|pages| pages.operation(index)).map(str::to_owned);
        Operation { called: Some(called), page: own, ..self.exchange(operation, self.anchors.operation(index), &page) }
    }

    /// A webhook or callback.
    pub(super) fn hook(&self, index: usize, hook: &ir::Hook) -> Operation {
        let page = self.anchors.to_hook(self.dialect, index);
        let own = self.anchors.split().and_then(|pages| pages.hook(index)).map(str::to_owned);
        Operation {
            origin: self.origin(hook),
            page: own,
            ..self.exchange(&hook.operation, self.anchors.hook(index), &page)
        }
    }

    /// Who asks for a callback. A webhook's name stands where paths do.
    fn origin(&self, hook: &ir::Hook) -> Option<Markup> {
        let Origin::Callback { operation, name, .. } = &hook.origin else { return None };
        let (name, operation) = (self.dialect.code(name), self.operation_by_id(operation));
        Some(self.dialect.fill(self.words.callback_of, &[("name", &name), ("operation", &operation)]))
    }

    /// Links to the callbacks of an operation.
    fn callbacks(&self, operation: &ir::Operation) -> Option<Markup> {
        let is_own =
            |hook: &ir::Hook| matches!(&hook.origin, Origin::Callback { operation: of, .. } if *of == operation.id);
        let own = self.api.hooks.iter().enumerate().filter(|(_, hook)| is_own(hook));
        let link = |(index, hook): (usize, &ir::Hook)| {
            self.dialect.link(&self.anchors.to_hook(self.dialect, index), &self.dialect.code(&hook.operation.id))
        };
        let links: Vec<Markup> = own.map(link).collect();
        (!links.is_empty()).then(|| self.dialect.join(&links, ", "))
    }

    /// A link to an operation, if it is there.
    pub(super) fn operation_by_id(&self, id: &str) -> Markup {
        let found = self.api.operations.iter().position(|operation| operation.id == id);
        found.map_or_else(|| self.dialect.code(id), |index| self.operation_link(index))
    }

    /// What is sent and answered, whoever sends it.
    fn exchange(&self, operation: &ir::Operation, anchor: &str, page: &str) -> Operation {
        let docs = &operation.docs;
        let id = self.dialect.code(&operation.id);
        let mut notes = self.notes(&docs.discrepancies, &Markup::default());
        let parameters = self.parameters(operation, &mut notes);
        let body = self.request_body(operation, &mut notes);
        let returns = operation.responses.success.responses.iter().map(|reply| self.reply(reply, &mut notes)).collect();
        let errors = operation.responses.failure.responses.iter().map(|reply| self.reply(reply, &mut notes)).collect();
        Operation {
            anchor: anchor.to_owned(),
            link: self.dialect.link(page, &id),
            href: page.to_owned(),
            page: None,
            id,
            name: self.dialect.breakable(&operation.id),
            method: operation.method.0.clone(),
            tone: match operation.method.0.as_str() {
                "GET" | "HEAD" | "OPTIONS" | "TRACE" | "QUERY" => "read",
                "POST" => "write",
                "DELETE" => "remove",
                _ => "change",
            },
            path: self.dialect.code(&operation.path.text),
            summary: self.line(docs.summary.as_ref()),
            description: self.prose(docs.description.as_ref()),
            deprecated: docs.deprecated,
            inferred: docs.inferred,
            origin: None,
            called: None,
            callbacks: self.callbacks(operation),
            pages: self.pages(operation),
            more: docs.link.as_ref().map(|link| self.dialect.address(&link.0)),
            parameters,
            body,
            returns,
            errors,
            notes,
        }
    }

    fn parameters(&self, operation: &ir::Operation, notes: &mut Vec<Note>) -> Vec<Row> {
        let mut table = Table::default();
        for field in &operation.request.fields {
            let (name, location) = self.placed(field);
            if let Some(object) = self.body_object(field) {
                self.add_fields("", location, object, "", &mut table);
                table.notes.extend(self.notes(&field.docs.discrepancies, &self.dialect.code(&name)));
                continue;
            }
            let item = Item {
                name,
                location,
                ty: &field.ty,
                required: field.required,
                nullable: field.nullable,
                docs: &field.docs,
                constraints: &field.constraints,
                default: field.default.as_ref(),
                marks: Vec::new(),
            };
            self.add(&item, "", &mut table);
        }
        for constant in &operation.request.constants {
            let location = match constant.at {
                At::Path => self.words.path,
                At::Query => self.words.query,
                At::Header => self.words.header,
            };
            self.add_constant(constant, location, &mut table);
        }
        notes.append(&mut table.notes);
        table.rows
    }

    /// The object that a whole body is, if it has no name: on the wire its fields are the body's, whatever the call is like.
    fn body_object(&self, field: &RequestField) -> Option<&ir::Struct> {
        let (Place::Body, ir::Type::Named(id)) = (&field.place, &field.ty) else { return None };
        let def = &self.api.types[*id];
        match &def.kind {
            ir::TypeKind::Struct(object) if def.origin == ir::TypeOrigin::Inline && !field.nullable => Some(object),
            _ => None,
        }
    }

    /// Name on the wire, and where it travels.
    fn placed(&self, field: &RequestField) -> (String, &'static str) {
        match &field.place {
            Place::Path(parameter) => (parameter.wire.clone(), self.words.path),
            Place::Query(parameter) => (parameter.wire.clone(), self.words.query),
            Place::Header(parameter) => (parameter.wire.clone(), self.words.header),
            Place::Cookie(parameter) => (parameter.wire.clone(), self.words.cookie),
            Place::Property(wire) => (wire.clone(), self.words.body),
            Place::Body => (field.name.to_string(), self.words.body),
        }
    }

    fn request_body(&self, operation: &ir::Operation, notes: &mut Vec<Note>) -> Option<RequestBody> {
        let body = operation.request.body.as_ref()?;
        notes.extend(self.notes(&body.docs.discrepancies, &self.dialect.code(self.words.body)));
        let media_types: Vec<_> = body.contents.iter().map(|content| self.dialect.code(&content.media_type)).collect();
        let several = body.contents.len() > 1;
        // What a call sends is in its example; what the API sends has no other.
        let received = operation.comes_from_api();
        let direction = if received { Direction::Response } else { Direction::Request };
        let with_examples = body.contents.iter().filter(|content| several || received || !content.examples.is_empty());
        let contents = with_examples.map(|content| {
            // The rows stand among the parameters already; only a further media type has rows of its own.
            let mut said = Vec::new();
            let mut view = self.content(content, self.words.body, direction, &mut said);
            if content.examples.is_empty() && !received {
                view.examples.clear();
            }
            if several {
                notes.append(&mut said)
            } else {
                view.rows.clear()
            }
            view
        });
        Some(RequestBody {
            contents: contents.collect(),
            description: self.prose(body.docs.description.as_ref()),
            required: body.required,
            media_types: self.dialect.join(&media_types, ", "),
        })
    }

    /// The alternatives, any one of which is enough.
    fn credential(&self, security: &[Requirement]) -> Markup {
        let alternatives: Vec<_> = security.iter().map(|requirement| self.requirement(requirement)).collect();
        if alternatives.is_empty() {
            return self.dialect.plain(self.words.no_credential);
        }
        self.dialect.join(&alternatives, &format!(" {} ", self.words.or))
    }

    fn requirement(&self, requirement: &Requirement) -> Markup {
        if requirement.schemes.is_empty() {
            return self.dialect.plain(self.words.no_credential);
        }
        let schemes: Vec<_> = requirement
            .schemes
            .iter()
            .filter_map(|(index, scopes)| {
                let name = self.dialect.code(&self.api.security_schemes.get(*index)?.wire);
                let scopes: Vec<_> = scopes.iter().map(|scope| self.dialect.code(scope)).collect();
                if scopes.is_empty() {
                    return Some(name);
                }
                let scopes = self.dialect.join(&scopes, ", ");
                Some(self.dialect.fill("{name} ({word} {scopes})", &[("name", &name), ("scopes", &scopes)]))
            })
            .collect();
        self.dialect.join(&schemes, &format!(" {} ", self.words.and))
    }

    /// What sending it does, and where to look if nobody knows whether it did.
    fn effects(&self, operation: &ir::Operation) -> Vec<Markup> {
        let named = |other: &ir::Operation| Some(&other.id) == operation.reconcile.as_ref();
        let found = self.api.operations.iter().enumerate().find(|(_, other)| named(other));
        let reconcile = found.map(|(index, other)| {
            let page = self.anchors.to_operation(self.dialect, other.tag, index);
            let link = self.dialect.link(&page, &self.dialect.code(&other.id));
            self.dialect.fill(self.words.reconcile, &[("operation", &link)])
        });
        std::iter::once(self.effect(operation)).chain(reconcile).collect()
    }

    /// What sending it does, and sending it twice.
    fn effect(&self, operation: &ir::Operation) -> Markup {
        let words = self.words;
        let (alone, keyed) = match operation.effect {
            Effect::Read => return self.dialect.plain(words.effect_read),
            Effect::Keyed => (words.effect_keyed, words.effect_keyed_key),
            Effect::Once => (words.effect_once, words.effect_once_key),
            Effect::Money => (words.effect_money, words.effect_money_key),
        };
        let Some(key) = &operation.idempotency else { return self.dialect.plain(alone) };
        let place = self.dialect.plain(match key.place {
            KeyPlace::Header => words.header,
            KeyPlace::Query => words.query,
            KeyPlace::Body => words.body,
        });
        self.dialect.fill(keyed, &[("key", &self.dialect.code(&key.name)), ("place", &place)])
    }
}

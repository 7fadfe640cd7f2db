//! Requests that the API sends: `webhooks` of the document and `callbacks` of operations, as operations without a path.
//!
//! `webhooks.newPet.post` becomes the request `NewPetWebhook`, whose one field `body` is what is sent. A body is never taken
//! apart into fields as those of calls are: nobody writes a call for it. Which URL a request comes to is the receiver's affair
//! for a webhook, and for a callback an expression over the request that asked for it; both are kept for readers alone.

use super::collect::{self, Found};
use super::names::{self, first_free};
use super::select::Selection;
use super::view::Node;
use super::{Document, fields, info, parameters, responses};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::ir::{
    self, BodyKind, Effect, EnumBase, Hook, OmissionKind, Operation, Origin, Path, Request, Type, TypeKind, Types,
    UNGROUPED,
};
use crate::lower::context::Context;
use crate::names::{Name, Scope};

/// Where 3.1's `webhooks` stand in 3.0 shape.
const WEBHOOKS: &str = "x-oas31-webhooks";

/// A webhook or callback, not yet read.
pub(super) struct Announced<'a> {
    /// What it is called, in words.
    id: String,
    id_given: bool,
    origin: Origin,
    method: String,
    item: Node<'a>,
    node: Node<'a>,
}

/// The webhooks that are chosen, and how many are not.
pub(super) fn webhooks<'a>(
    context: &mut Context<'a>,
    root: &Node<'a>,
    selection: &mut Selection<'_>,
) -> (Vec<Announced<'a>>, usize) {
    let (mut found, mut left_out) = (Vec::new(), 0);
    for (name, item) in root.entries(context, WEBHOOKS) {
        let methods = collect::operations(context, &item);
        let several = methods.len() > 1;
        for (method, place) in methods {
            let plain = if several { format!("{name}.{method}") } else { name.to_owned() };
            if !selection.has_webhook(context, &plain, &place) {
                left_out += 1;
                continue;
            }
            let origin = Origin::Webhook(name.to_owned());
            found.extend(announced(context, &item, method, &place, &plain, origin));
        }
    }
    (found, left_out)
}

/// The callbacks of the operations that are written.
pub(super) fn callbacks<'a>(context: &mut Context<'a>, found: &[Found<'a>], ids: &[names::Id]) -> Vec<Announced<'a>> {
    let mut all = Vec::new();
    for (found, (id, _)) in found.iter().zip(ids).filter(|(found, _)| found.chosen) {
        for (name, callback) in found.node.entries(context, "callbacks") {
            let mut sent = Vec::new();
            for (expression, item) in callback.all(context) {
                let methods = collect::operations(context, &item).into_iter();
                sent.extend(methods.map(|(method, place)| (expression, item.clone(), method, place)));
            }
            let several = sent.len() > 1;
            for (expression, item, method, place) in sent {
                let plain = if several { format!("{id}.{name}.{method}") } else { format!("{id}.{name}") };
                let origin = Origin::Callback {
                    operation: id.clone(),
                    name: name.to_owned(),
                    expression: expression.to_owned(),
                };
                all.extend(announced(context, &item, method, &place, &plain, origin));
            }
        }
    }
    all
}

fn announced<'a>(
    context: &mut Context<'a>,
    item: &Node<'a>,
    method: String,
    place: &Place,
    plain: &str,
    origin: Origin,
) -> Option<Announced<'a>> {
    let node = Node::at(context, place)?;
    if !collect::is_token(&method) {
        let message = format!("`{method}` of `{plain}` is skipped: HTTP allows no such method");
        let diagnostic = Diagnostic::new(Code::WeakenedOperation, place.clone(), message).at_key();
        context.omit(OmissionKind::Skipped, diagnostic);
        return None;
    }
    let given = node.text(context, "operationId").map(str::trim).filter(|id| !id.is_empty());
    let (id, id_given) = given.map_or_else(|| (plain.to_owned(), false), |id| (id.to_owned(), true));
    Some(Announced { id, id_given, origin, method, item: item.clone(), node })
}

/// Lowers them, and names the enum over all webhooks.
pub(super) fn lower<'a>(
    context: &mut Context<'a>,
    document: &Document<'a>,
    announced: Vec<Announced<'a>>,
) -> (Vec<Hook>, Option<Name>) {
    // What answers webhooks stands in a module of its own, and shares no items with what answers calls.
    context.reply_bodies.clear();
    // The variant of what no document knows of is `Unknown`.
    let mut variants = Scope::reserving(&["Unknown"]);
    let mut hooks = Vec::new();
    for announced in announced {
        let of_all = matches!(announced.origin, Origin::Webhook(_));
        let variant = of_all.then(|| variants.pascal(&announced.id));
        let origin = announced.origin.clone();
        hooks.push(Hook { operation: operation(context, document, announced), origin, variant, tells: Vec::new() });
    }
    let wanted = ["webhook", "webhook event", "received webhook"];
    let any = hooks.iter().any(|hook| hook.variant.is_some());
    let name = any.then(|| first_free(&mut context.names, Scope::pascal, &wanted));
    (hooks, name)
}

fn operation<'a>(context: &mut Context<'a>, document: &Document<'a>, announced: Announced<'a>) -> Operation {
    let Announced { id, id_given, origin, method, item, node } = announced;
    for key in ["security", "servers"] {
        if node.get(key).is_some() {
            let what = format!("`{key}` of a webhook or callback");
            let reason = "who receives a request decides where, and checks by the API's own rules who sent it";
            context.sink.reading_mut().unread(&what, reason, &|| node.place.child(key));
        }
    }
    let words = match &origin {
        Origin::Webhook(_) => ending(&id, "webhook"),
        Origin::Callback { .. } => ending(&id, "callback"),
    };
    let text = match &origin {
        Origin::Webhook(name) => name.clone(),
        Origin::Callback { expression, .. } => expression.clone(),
    };
    let path = Path { text, segments: Vec::new(), fixed: Vec::new(), query: Vec::new(), fragment: None };
    let name = first_free(&mut context.names, Scope::pascal, &[&words, &format!("{words} request")]);
    let mut fields = fields::Fields::new(&words);
    parameters::parameters(context, &item, &node, &path, &mut fields);
    let body = super::body::whole(context, &node, &method, &mut fields);
    let (fields, arguments, constants) = fields.finish();
    let responses = responses::responses(context, document, &node, &words, &method);
    Operation {
        path,
        tag: UNGROUPED,
        name: Scope::default().snake(&id),
        docs: info::docs(context, &node),
        request: Request { name, fields, constants, arguments, body },
        responses,
        security: Vec::new(),
        servers: Vec::new(),
        effect: Effect::of(&method),
        idempotency: None,
        retry: None,
        unknown: Vec::new(),
        reconcile: None,
        pagination: None,
        routing: ir::Routing::When(Vec::new()),
        method: ir::Method(method),
        place: node.place,
        id,
        id_given,
    }
}

/// The words of an id, with what it is behind them unless they end with that.
fn ending(id: &str, kind: &str) -> String {
    let ends = Scope::default().snake(id).as_str().ends_with(kind);
    if ends { id.to_owned() } else { format!("{id} {kind}") }
}

/// Finds what tells webhooks from one another, once types are final, and reports those that nothing tells apart.
pub(crate) fn tell(context: &mut Context<'_>, hooks: &mut [Hook]) {
    for hook in hooks.iter_mut().filter(|hook| hook.variant.is_some()) {
        hook.tells = constants(&context.types, &hook.operation);
    }
    let facts = |hook: &Hook| {
        let Operation { method, request, .. } = &hook.operation;
        let constants: Vec<_> = request.constants.iter().map(|fixed| (&fixed.wire, &fixed.value)).collect();
        format!("{} {constants:?} {:?}", method.0, hook.tells)
    };
    let mut seen: Vec<(String, &Hook)> = Vec::new();
    let mut equal: Vec<(&Hook, &Hook)> = Vec::new();
    for hook in hooks.iter().filter(|hook| hook.variant.is_some()) {
        let facts = facts(hook);
        match seen.iter().find(|(known, _)| *known == facts) {
            Some((_, first)) => equal.push((first, hook)),
            None => seen.push((facts, hook)),
        }
    }
    let Some((first, second)) = equal.first() else { return };
    let more = match equal.len() {
        1 => String::new(),
        count => format!(", and {} more pairs like them", count - 1),
    };
    let message =
        format!("nothing but the form of their bodies tells {} from {}{more}", second.known_as(), first.known_as());
    let help =
        "a required header or property with one value each would; until then, the first one whose type fits is taken";
    let diagnostic = Diagnostic::new(Code::WeakenedOperation, second.operation.place.clone(), message).at_key();
    let diagnostic = diagnostic.help(help).related(first.operation.place.clone(), "the other one");
    context.omit(OmissionKind::Untyped, diagnostic);
}

/// Required properties of a JSON body that can only be one text.
fn constants(types: &Types, operation: &Operation) -> Vec<(String, String)> {
    let contents = operation.request.body.iter().flat_map(|body| &body.contents);
    let [content] = contents.collect::<Vec<_>>()[..] else { return Vec::new() };
    let TypeKind::Struct(object) = named(types, &content.ty) else { return Vec::new() };
    let fields =
        object.fields.iter().filter(|field| content.kind == BodyKind::Json && field.required && !field.nullable);
    let constant = |field: &ir::Field| match named(types, &field.ty) {
        TypeKind::Enum(list) if list.base == EnumBase::String && list.values.len() == 1 => {
            Some((field.wire.clone(), list.values[0].value.as_str()?.to_owned()))
        }
        _ => None,
    };
    fields.filter_map(constant).collect()
}

/// What a type is once boxes and aliases are taken off; an empty list of values for what has no name.
fn named<'t>(types: &'t Types, ty: &'t Type) -> &'t TypeKind {
    const NONE: &TypeKind = &TypeKind::Alias(Type::Json);
    let mut ty = ty;
    // Aliases form no cycles once types are final; the bound only keeps this total.
    for _ in 0..=types.0.len() {
        match ty {
            Type::Boxed(inner) => ty = inner,
            Type::Named(id) => match &types[*id].kind {
                TypeKind::Alias(target) => ty = target,
                kind => return kind,
            },
            _ => return NONE,
        }
    }
    NONE
}

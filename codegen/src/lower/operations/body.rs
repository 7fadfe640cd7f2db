//! Request bodies: a small JSON or form object becomes fields of the request, any other body is one field.

use super::content::{self, Chosen};
use super::fields::{Fields, Wanted};
use super::view::Node;
use super::{info, names, parameters};
use crate::diagnostics::{Code, Diagnostic};
use crate::ir::{Additional, Body, BodyKind, Constraints, Field, OmissionKind, Place, Struct};
use crate::lower::context::Context;
use crate::lower::schemas::{self, Lowered};
use crate::names::Scope;

/// Most required properties of an object that is flattened into the call: as many as a call takes one by one.
const REQUIRED: usize = 4;

/// Most properties of an object that is flattened: beyond, a struct of its own reads better than a page of setters.
const PROPERTIES: usize = 24;

/// Methods whose requests cannot have content (RFC 9110 sections 9.3.2 and 9.3.8).
const WITHOUT_BODY: &[&str] = &["HEAD", "TRACE"];

/// Adds the body's fields and says how it travels.
pub(super) fn body<'a>(
    context: &mut Context<'a>,
    operation: &Node<'a>,
    method: &str,
    fields: &mut Fields,
) -> Option<Body> {
    read(context, operation, method, fields, true)
}

/// The same for a body that stays one field, whatever it is.
pub(super) fn whole<'a>(
    context: &mut Context<'a>,
    operation: &Node<'a>,
    method: &str,
    fields: &mut Fields,
) -> Option<Body> {
    read(context, operation, method, fields, false)
}

fn read<'a>(
    context: &mut Context<'a>,
    operation: &Node<'a>,
    method: &str,
    fields: &mut Fields,
    may_flatten: bool,
) -> Option<Body> {
    let node = operation.child(context, "requestBody")?;
    if WITHOUT_BODY.contains(&method) {
        let message = format!("a {method} request has no body; it is left out");
        let place = operation.place.child("requestBody");
        context.omit(OmissionKind::Skipped, Diagnostic::new(Code::WeakenedOperation, place, message).at_key());
        return None;
    }
    let chosen = content::choose(context, &node, false);
    if chosen.is_empty() {
        return None;
    }
    let required = node.flag(context, "required").unwrap_or(false);
    let docs = info::docs(context, &node);
    if may_flatten
        && let [only] = chosen.as_slice()
        && let Some((kind, object)) = flat(context, only, required, fields)
    {
        let closed = matches!(object.additional, Additional::Closed);
        object.fields.into_iter().filter(|field| !field.read_only).for_each(|field| fields.add(property(field)));
        let contents = vec![only.flattened(context, kind)];
        return Some(Body { required, flattened: true, closed, name: None, contents, docs });
    }
    let owner = parameters::owner(&node.place, "requestBodies").unwrap_or_else(|| format!("{} body", fields.owner()));
    let mut contents = content::lower(context, &chosen, &owner);
    content::without_events(context, &node, &mut contents);
    let name = (contents.len() > 1).then(|| {
        let wanted = [format!("{} body", fields.owner()), format!("{} content", fields.owner())];
        names::first_free(&mut context.names, Scope::pascal, &[&wanted[0], &wanted[1]])
    });
    let first = contents.first()?;
    fields.add(Wanted {
        wire: String::from("body"),
        from: "request",
        lowered: Lowered { ty: first.ty.clone(), nullable: false },
        required,
        docs: docs.clone(),
        constraints: Constraints::default(),
        default: None,
        place: Place::Body,
        origin: node.place.clone(),
    });
    Some(Body { required, flattened: false, closed: false, name, contents, docs })
}

/// The object whose properties become fields, if it is small. A body that may be left out but has required properties stays
/// whole: flattened, it could not be left out.
fn flat<'a>(
    context: &mut Context<'a>,
    chosen: &Chosen<'a>,
    required: bool,
    fields: &Fields,
) -> Option<(BodyKind, Struct)> {
    let kind = chosen.flat()?;
    let object = schemas::flatten(context, &chosen.schema()?, fields.owner())?;
    let sent = object.fields.iter().filter(|field| !field.read_only);
    let needed = sent.clone().filter(|field| field.required).count();
    let small = needed <= REQUIRED && sent.count() <= PROPERTIES;
    (small && (required || needed == 0)).then_some((kind, object))
}

fn property(field: Field) -> Wanted {
    Wanted {
        place: Place::Property(field.wire.clone()),
        wire: field.wire,
        from: "body",
        lowered: Lowered { ty: field.ty, nullable: field.nullable },
        required: field.required,
        docs: field.docs,
        constraints: field.constraints,
        default: field.default,
        origin: field.place,
    }
}

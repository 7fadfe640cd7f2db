//! What a client does when an operation fails: `x-retry`, `x-unknown-outcome` and `x-reconcile`.
//!
//! | key | value | meaning |
//! |---|---|---|
//! | `x-retry` | `[429, 503]` | the statuses after which it is sent again, in place of the usual ones |
//! | `x-unknown-outcome` | `["503:payment_status_unknown", 409]` | failures that leave open whether it was carried out |
//! | `x-reconcile` | `account.balance` | the operation that tells |
//!
//! Where an idempotency key lies that the client makes up is found out here too.

use super::extensions::{bad, unknown_name};
use super::objects::object;
use super::view::Node;
use crate::ir::{Effect, Operation, Place as Carrier, RequestField, Type, TypeKind, Types, UnknownOutcome};
use crate::lower::context::Context;
use crate::names::Name;
use serde_json::Value;

/// `x-retry`.
pub(super) fn retry(
    context: &mut Context<'_>,
    operation: &Node<'_>,
    effect: Effect,
    is_keyed: bool,
) -> Option<Vec<u16>> {
    const KEY: &str = "x-retry";
    let value = operation.get(KEY)?;
    let place = operation.place.child(KEY);
    let statuses: Option<Vec<u16>> =
        value.as_array().and_then(|items| items.iter().map(|item| failure(item.as_u64())).collect());
    if statuses.is_none() {
        bad(context, &place, "it has to be a list of statuses from 400 to 599");
    } else if !is_keyed && matches!(effect, Effect::Once | Effect::Money) {
        bad(context, &place, "without an idempotency key the operation is never sent again");
    }
    statuses
}

/// `x-unknown-outcome`.
pub(super) fn unknown(context: &mut Context<'_>, operation: &Node<'_>) -> Vec<UnknownOutcome> {
    const KEY: &str = "x-unknown-outcome";
    let Some(value) = operation.get(KEY) else { return Vec::new() };
    let place = operation.place.child(KEY);
    let found: Option<Vec<_>> = value.as_array().and_then(|items| items.iter().map(outcome).collect());
    if found.is_none() {
        bad(context, &place, "it has to be a list of `503` or `503:error_code`, with statuses from 400 to 599");
    }
    found.unwrap_or_default()
}

fn outcome(item: &Value) -> Option<UnknownOutcome> {
    let text = item.as_str().unwrap_or_default();
    let (status, code) = match text.split_once(':') {
        Some((status, code)) => (status, Some(code.trim())),
        None => (text, None),
    };
    let status = failure(item.as_u64().or_else(|| status.trim().parse().ok()))?;
    let is_fine = code.is_none_or(|code| !code.is_empty());
    is_fine.then(|| UnknownOutcome { status, code: code.map(str::to_owned) })
}

/// A status of a failure.
fn failure(status: Option<u64>) -> Option<u16> {
    u16::try_from(status?).ok().filter(|status| (400..600).contains(status))
}

/// `x-reconcile`: an `operationId`, which [`known`] looks up when there are all.
pub(super) fn reconcile(context: &mut Context<'_>, operation: &Node<'_>) -> Option<String> {
    const KEY: &str = "x-reconcile";
    let value = operation.get(KEY)?;
    if !value.is_string() {
        bad(context, &operation.place.child(KEY), "it has to be an `operationId`");
    }
    value.as_str().map(str::to_owned)
}

/// Reports operations whose `x-reconcile` names none.
pub(super) fn known(context: &mut Context<'_>, operations: &[Operation]) {
    let ids = || operations.iter().map(|operation| operation.id.as_str());
    for operation in operations {
        let named = operation.reconcile.as_deref().filter(|named| !ids().any(|id| id == *named));
        if let Some(named) = named {
            let place = operation.place.child("x-reconcile");
            unknown_name(context, &place, named, ids(), "the document has no such operation");
        }
    }
}

/// Where in the request's field an idempotency key lies: the property of a whole body, `None` for the field itself. An error
/// says why a client could not put one there.
pub(super) fn key_slot(types: &Types, field: &RequestField, wire: &str) -> Result<Option<Name>, &'static str> {
    if !matches!(field.place, Carrier::Body) {
        return if is_text(types, &field.ty) { Ok(None) } else { Err("the key has to be text without a format") };
    }
    if !field.required || field.nullable {
        return Err("the body that holds the key has to be required");
    }
    let found = object(types, &field.ty).and_then(|body| body.fields.iter().find(|field| field.wire == wire));
    match found {
        Some(property) if is_text(types, &property.ty) => Ok(Some(property.name.clone())),
        _ => Err("the key has to be text without a format"),
    }
}

fn is_text(types: &Types, ty: &Type) -> bool {
    let mut ty = ty;
    // Aliases of aliases end after as many steps as there are types.
    for _ in 0..=types.0.len() {
        match ty {
            Type::Nullable(inner) => ty = inner,
            Type::Named(id) => match &types[*id].kind {
                TypeKind::Alias(target) => ty = target,
                _ => return false,
            },
            other => return matches!(other, Type::String),
        }
    }
    false
}

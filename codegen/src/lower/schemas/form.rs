//! Facts to the form of the Rust type, decided before any child is lowered.
//!
//! The form says whether a type needs a name; a name is declared before its children are lowered, so that they can refer back
//! to it.

use super::choice::{self, Choice};
use super::facts::{Allowed, Facts, Kind, Note, Rest};
use super::joint::Joint;
use super::{enumeration, inheritance, scalar};
use crate::diagnostics::Place;
use crate::ir::{EnumBase, Type};
use crate::lower::context::Context;

/// What a joint of schemas becomes.
#[derive(Clone, Debug)]
pub(super) enum Form {
    /// Any JSON.
    Any,
    /// A type without a name and without children.
    Plain(Type),
    /// A list; `None` for items of any kind.
    List(Option<Joint>),
    /// A set.
    Set(Joint),
    /// A tuple.
    Tuple(Vec<Joint>),
    /// A map; `None` for values of any kind.
    Map(Option<Joint>),
    /// An enum, to be named.
    Enum(EnumBase, Vec<Allowed>),
    /// A struct, to be named.
    Struct,
    /// A union, to be named.
    Union(Choice),
    /// The same as another joint, because only one branch of a union can hold a value.
    Same(Joint),
}

/// Decides the form; what it cannot say is noted.
pub(super) fn form(context: &mut Context<'_>, joint: &Joint, facts: &Facts) -> (Form, Vec<Note>) {
    let mut notes = facts.notes.clone();
    let place = joint.places.first().cloned().unwrap_or_default();
    if facts.contradictory {
        return (Form::Any, notes);
    }
    if let Some(form) = enumeration::form(facts, &mut notes) {
        return (form, notes);
    }
    if let Some(form) = choice::form(context, joint, facts, &mut notes) {
        return (form, notes);
    }
    if let Some(choice) = inheritance::choice(context, joint, facts) {
        return (Form::Union(choice), notes);
    }
    (simple(facts, &place, &mut notes), notes)
}

/// The form of a schema whose values are neither listed nor a union.
pub(super) fn simple(facts: &Facts, place: &Place, notes: &mut Vec<Note>) -> Form {
    match facts.kind() {
        None if facts.secret => Form::Plain(Type::Secret),
        None => Form::Any,
        Some(Kind::Array) => array(facts, place, notes),
        Some(Kind::Object) => object(facts, notes),
        Some(kind) => {
            let (ty, note) = scalar::scalar(kind, facts, place);
            notes.extend(note);
            Form::Plain(ty)
        }
    }
}

fn array(facts: &Facts, place: &Place, notes: &mut Vec<Note>) -> Form {
    let items = (!facts.items.is_empty()).then(|| Joint::all(facts.items.clone()));
    match (&facts.prefix, items) {
        (Some(prefix), None) if !prefix.is_empty() => Form::Tuple(prefix.iter().map(Joint::of).collect()),
        (Some(prefix), Some(_))
            if !prefix.is_empty() && facts.constraints.max_items == u64::try_from(prefix.len()).ok() =>
        {
            Form::Tuple(prefix.iter().map(Joint::of).collect())
        }
        (Some(_), Some(_)) => {
            notes.push(Note::untyped(
                place.child("items"),
                "a tuple that goes on with further items is a list of any values",
            ));
            Form::List(None)
        }
        (_, Some(items)) if facts.constraints.unique_items => Form::Set(items),
        (_, items) => Form::List(items),
    }
}

fn object(facts: &Facts, notes: &mut Vec<Note>) -> Form {
    if !facts.properties.is_empty() || !facts.required.is_empty() {
        return Form::Struct;
    }
    match kept(facts, notes) {
        Kept::Refused => Form::Struct,
        Kept::Ignored => Form::Map(None),
        Kept::As(values) => Form::Map(values),
    }
}

/// What happens to the properties that a schema does not name.
pub(super) enum Kept {
    Ignored,
    Refused,
    /// Kept as values of this joint; `None` for any.
    As(Option<Joint>),
}

/// `additionalProperties` and `patternProperties` as one answer.
pub(super) fn kept(facts: &Facts, notes: &mut Vec<Note>) -> Kept {
    let mut patterns = facts.patterns.values();
    match (&facts.rest, patterns.next(), patterns.next()) {
        (Rest::Unstated, None, _) => Kept::Ignored,
        (Rest::Closed, None, _) => Kept::Refused,
        (Rest::Free, None, _) => Kept::As(None),
        (Rest::Typed(places), None, _) => Kept::As(Some(Joint::all(places.clone()))),
        (Rest::Unstated | Rest::Closed, Some(only), None) => {
            notes.push(Note::untyped(only.clone(), "keys are not checked against the pattern"));
            Kept::As(Some(Joint::of(only)))
        }
        (_, Some(first), _) => {
            notes.push(Note::untyped(
                first.parent(),
                "values of keys with patterns are not told apart from other values",
            ));
            Kept::As(None)
        }
    }
}

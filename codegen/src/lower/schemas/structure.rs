//! Objects to structs: declared properties, required ones that nobody declares, and what happens to the others.

use super::facts::{Facts, Rest};
use super::form::{self, Form, Kept};
use super::gather;
use super::joint::Joint;
use super::place::settle;
use super::texts;
use super::{bounds, build};
use crate::diagnostics::{Code, Diagnostic, Place, nearest};
use crate::ir::{Additional, Constraints, Docs, Field, Struct, Type};
use crate::lower::context::Context;
use crate::names::{Name, Scope};

/// The map field for undeclared properties; reserved, so that a new property never renames it.
const ADDITIONAL: &str = "additional";

/// The struct of an object schema.
pub(super) fn build(context: &mut Context<'_>, facts: &Facts, owner: &str) -> Struct {
    let kept = form::kept(facts, &mut Vec::new());
    let mut scope = match kept {
        Kept::As(_) => Scope::reserving(&[ADDITIONAL]),
        Kept::Ignored | Kept::Refused => Scope::default(),
    };
    let undeclared: Vec<&String> = facts.required.keys().filter(|name| !facts.properties.contains_key(*name)).collect();
    let wires: Vec<&str> = facts.properties.keys().chain(undeclared).map(String::as_str).collect();
    let names = scope.snake_all(wires.iter().copied());
    context.schemas.members += wires.len();
    let fields = wires
        .into_iter()
        .zip(names)
        .filter_map(|(wire, name)| match facts.properties.get(wire) {
            Some(places) => declared(context, facts, wire, name, places, owner),
            None => Some(required_only(context, facts, wire, name, owner)),
        })
        .collect();
    let additional = match kept {
        Kept::Ignored => Additional::Ignored,
        Kept::Refused => Additional::Closed,
        Kept::As(values) => {
            let ty = values.map_or(Type::Json, |values| build::element(context, &values, &format!("{owner} Value")));
            Additional::Kept(Scope::default().snake(ADDITIONAL), ty)
        }
    };
    Struct { fields, additional }
}

/// A declared property; `None` for one that the schema forbids.
fn declared(
    context: &mut Context<'_>,
    facts: &Facts,
    wire: &str,
    name: Name,
    places: &[Place],
    owner: &str,
) -> Option<Field> {
    if places.iter().any(|place| gather::node(context, place).never) {
        return None;
    }
    let joint = Joint::all(places.to_vec());
    let lowered = build::lower(context, &joint, &format!("{owner} {wire}"));
    let last = places.last()?;
    let mut constraints = Constraints::default();
    places.iter().for_each(|place| bounds::tighten(&mut constraints, bounds::constraints(context, place)));
    let chains = build::chains(context, places);
    let any = |keyword: &str| chains.iter().any(|chain| chain.flag(keyword));
    // A default of `null` says no more than that the property may be left out.
    let default = chains.iter().rev().find_map(|chain| chain.first("default")).filter(|value| !value.is_null());
    Some(Field {
        name,
        wire: wire.to_owned(),
        required: facts.required.contains_key(wire),
        nullable: lowered.nullable,
        ty: lowered.ty,
        docs: texts::docs_of_all(&chains),
        constraints,
        default: default.cloned(),
        read_only: any("readOnly"),
        write_only: any("writeOnly"),
        place: last.clone(),
    })
}

/// A property that is required and not declared: whatever `additionalProperties` says of it, else anything.
fn required_only(context: &mut Context<'_>, facts: &Facts, wire: &str, name: Name, owner: &str) -> Field {
    let place = facts.required.get(wire).cloned().unwrap_or_default();
    let (ty, nullable) = match &facts.rest {
        Rest::Typed(places) => {
            let lowered = build::lower(context, &Joint::all(places.clone()), &format!("{owner} Value"));
            (lowered.ty, lowered.nullable)
        }
        _ if facts.hidden => (Type::Json, false),
        _ => {
            let message = format!("`{wire}` is required, but not declared in `properties`");
            let help = match nearest(wire, facts.properties.keys().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`? Until then `{wire}` is a field that holds any JSON"),
                None => String::from("declare it, or remove it from `required`; it is a field that holds any JSON"),
            };
            context.sink.push(Diagnostic::new(Code::RequiredUndeclared, place.clone(), message).help(help));
            (Type::Json, false)
        }
    };
    Field {
        name,
        wire: wire.to_owned(),
        ty,
        required: true,
        nullable,
        docs: Docs::default(),
        constraints: Constraints::default(),
        default: None,
        read_only: false,
        write_only: false,
        place,
    }
}

/// The properties of a joint that is an object with declared properties and nothing else.
pub(super) fn flatten(context: &mut Context<'_>, joint: &Joint, owner: &str) -> Option<Struct> {
    let joint = settle(context, joint).joint;
    if context.schemas.stood.contains_key(&joint) {
        return None;
    }
    let facts = gather::facts(context, &joint);
    // A closed object without properties is nothing that a caller could fill.
    let plain = (!facts.properties.is_empty() || matches!(facts.rest, Rest::Closed))
        && facts.patterns.is_empty()
        && matches!(facts.rest, Rest::Unstated | Rest::Closed)
        && !build::is_nullable(context, &joint);
    let (form, notes) = form::form(context, &joint, &facts);
    if !plain || !matches!(form, Form::Struct) {
        return None;
    }
    build::report(context, notes);
    let name = context.schemas.named.get(&joint).map(|declared| context.types[declared.id].name.to_string());
    Some(build(context, &facts, name.as_deref().unwrap_or(owner)))
}

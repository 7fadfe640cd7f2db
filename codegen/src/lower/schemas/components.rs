//! The entries of `components/schemas`: declared first, because they may refer to one another, then lowered in order.
//!
//! An entry becomes a type of its own name. Settings can say that it is a type of the user's own instead, or what it is called;
//! and where types that no operation reaches are left out, such an entry keeps its name, so that nothing else gets it, and
//! is not lowered.

use super::joint::Joint;
use super::state::Stood;
use super::{COMPONENTS, build, gather, inheritance};
use crate::diagnostics::Place;
use crate::ir::{Mapped, TypeId, TypeOrigin};
use crate::lower::context::Context;
use crate::lower::given;
use crate::names::{Name, Scope};
use serde_json::Value;
use std::collections::BTreeSet;

/// What did not become a type.
#[derive(Debug, Default)]
pub(crate) struct Components {
    /// Types of the user's own.
    pub(crate) mapped: Vec<Mapped>,
    /// Entries that are not wanted.
    pub(crate) left_out: usize,
}

/// Declares and lowers the entries that are wanted; without a list that is all.
pub(super) fn declare(context: &mut Context<'_>, wanted: Option<&BTreeSet<String>>) -> Components {
    let parent = Place::new(COMPONENTS);
    let keys: Vec<String> = match context.tree.get(&parent) {
        Some(Value::Object(map)) => map.keys().cloned().collect(),
        _ => Vec::new(),
    };
    let mut found = Components::default();
    let keys: Vec<String> = keys.into_iter().filter(|key| !is_mapped(context, key, &mut found)).collect();
    let names = names(context, &keys);
    let mut declared: Vec<(TypeId, Place)> = Vec::new();
    for (key, name) in keys.into_iter().zip(names) {
        if wanted.is_some_and(|wanted| !wanted.contains(&key)) {
            found.left_out += 1;
            continue;
        }
        let place = parent.child(&key);
        let joint = Joint::of(&place);
        let nullable = build::is_nullable(context, &joint);
        declared.push((build::push(context, &joint, name, TypeOrigin::Component(key), nullable), place));
    }
    inheritance::note(context, declared.iter().map(|(_, place)| place));
    for (id, place) in declared {
        context.types[id].kind = build::component(context, id, &place);
    }
    found
}

/// Notes that a type of the user's own stands in for an entry, if the settings say so.
fn is_mapped(context: &mut Context<'_>, key: &str, found: &mut Components) -> bool {
    let place = Place::new(COMPONENTS).child(key);
    let Some(path) = given::mapped(context, key, &place) else { return false };
    let joint = Joint::of(&place);
    let facts = gather::facts(context, &joint);
    let ty = given::own(&path, facts.json(), facts.format.as_deref());
    let nullable = build::is_nullable(context, &joint);
    context.schemas.stood.insert(joint, Stood { ty, nullable });
    found.mapped.push(Mapped { key: key.to_owned(), place, path });
    true
}

/// The names of the entries: those that settings state, and made ones for the others.
fn names(context: &mut Context<'_>, keys: &[String]) -> Vec<Name> {
    let place = |key: &str| Place::new(COMPONENTS).child(key);
    let given: Vec<_> = keys.iter().map(|key| given::component(context, key, &place(key))).collect();
    let others = keys.iter().zip(&given).filter(|(_, given)| given.is_none()).map(|(key, _)| key);
    for key in others.clone().filter(|_| given.iter().any(Option::is_some)) {
        let plain = Scope::of_types().pascal(key);
        if let Some((_, entry)) = given.iter().flatten().find(|(name, _)| *name == plain) {
            given::clash(context, entry, &format!("the schema `{key}`"), &place(key));
        }
    }
    let mut made = context.names.pascal_all(others.map(String::as_str)).into_iter();
    given.into_iter().filter_map(|given| given.map(|(name, _)| name).or_else(|| made.next())).collect()
}

//! Inheritance: a base with a `discriminator` and no list of branches, and the components that refer to it in `allOf`
//! (OpenAPI 3.0.4, "Models with Polymorphism Support").
//!
//! `Pet {discriminator: kind}` with `Cat: {allOf: [{$ref: Pet}, …]}` is the union of `Cat` and what a pet has in common; a
//! field of type `Pet` then keeps what makes a cat a cat. Without subtypes, the base is a struct like any other.

use super::choice::{Branch, Choice};
use super::facts::Facts;
use super::joint::Joint;
use super::union::mapped;
use super::{chain, gather};
use crate::diagnostics::Place;
use crate::lower::context::Context;
use std::collections::BTreeSet;

/// Notes what each component's `allOf` refers to.
pub(super) fn note<'p>(context: &mut Context<'_>, components: impl Iterator<Item = &'p Place>) {
    for place in components {
        for branch in gather::node(context, place).all_of() {
            if let Some(referred) = chain::referred(context, &branch) {
                context.schemas.subtypes.entry(referred.target).or_default().push(place.clone());
            }
        }
    }
}

/// The choice between a base and its subtypes, if the joint is a base that has any.
pub(super) fn choice(context: &mut Context<'_>, joint: &Joint, facts: &Facts) -> Option<Choice> {
    let (place, discriminator) = facts.base.as_ref()?;
    let base = joint.single().filter(|base| **base == place.parent())?.clone();
    let mut subtypes: Vec<Place> = Vec::new();
    let mut seen = BTreeSet::from([base.clone()]);
    let at = place.child("mapping");
    let stated = discriminator.mapping.iter().filter_map(|(tag, text)| mapped(context, &at.child(tag), text)).collect();
    let mut waiting: Vec<Vec<Place>> = vec![context.schemas.subtypes.get(&base).cloned().unwrap_or_default(), stated];
    while let Some(next) = waiting.pop() {
        for subtype in next {
            if seen.insert(subtype.clone()) {
                waiting.extend(context.schemas.subtypes.get(&subtype).cloned());
                subtypes.push(subtype);
            }
        }
    }
    if subtypes.is_empty() {
        return None;
    }
    // A value with an unknown tag is tried as the base first, which has the fewest demands.
    let common =
        Branch { place: base, joint: joint.without(place), facts: gather::facts(context, &joint.without(place)) };
    let mut branches = vec![common];
    for place in subtypes {
        let joint = Joint::of(&place);
        let facts = gather::facts(context, &joint);
        branches.push(Branch { place, joint, facts });
    }
    Some(Choice { discriminator: Some(discriminator.clone()), place: place.clone(), branches })
}

//! Inline types that are the same, to one: a document that spells out the same list of states in forty places means one type.
//!
//! What is the same says [`alike`]. That two types look the same does not yet mean that they are: a list of `asc` and `desc` can
//! stand for an order and for a direction. So they must belong together as well. Types do whose names end in the same word, as
//! `ChargeStatus` and `RefundStatus` do, and so do properties of one object where at least [`SERIES`] have the same type, as
//! the amounts for each of many currencies have. Components are never merged: the document has named them. What the one that
//! is left is called says [`shared`].

use super::shared::{self, Shared};
use super::{alike, visit};
use crate::diagnostics::Place;
use crate::ir::{Operation, Type, TypeId, Types};
use crate::lower::context::Context;
use crate::names::Name;
use std::collections::{BTreeMap, BTreeSet};

/// How many properties of one object make a series.
const SERIES: usize = 3;

/// What a type stands for.
#[derive(Clone, Debug)]
pub(super) struct Stands {
    /// The places of the types that it stands for, itself first, and the names that they have without settings.
    pub(super) of: Vec<(Place, Name)>,
    /// The types within which these were met.
    pub(super) owners: BTreeSet<TypeId>,
    /// The name that the settings give one of them.
    pub(super) given: Option<Name>,
    says: alike::Says,
}

/// Merges until nothing is the same: structs become so when the types of their fields do. `owners` are the types within which
/// others were met, `whole` are names in the whole document, where this is not all of it. Says what is called how.
pub(super) fn merge(
    context: &mut Context<'_>,
    operations: &mut [Operation],
    owners: &BTreeMap<TypeId, TypeId>,
    whole: Option<&Shared>,
) -> Shared {
    let says = alike::says(&context.types, operations);
    let otherwise = std::mem::take(&mut context.schemas.given);
    let stands = context.types.iter().zip(says).map(|((id, def), says)| {
        let otherwise = otherwise.get(&def.name);
        Stands {
            of: vec![(def.place.clone(), otherwise.unwrap_or(&def.name).clone())],
            owners: owners.get(&id).copied().into_iter().collect(),
            given: otherwise.map(|_| def.name.clone()),
            says,
        }
    });
    let mut stands: Vec<Stands> = stands.collect();
    while let Some(firsts) = firsts(&context.types, &stands) {
        stands = replace(&mut context.types, operations, stands, &firsts);
    }
    shared::name(context, &stands, whole)
}

/// For each type the first of those that it is one with; `None` if each is so with itself alone.
fn firsts(types: &Types, stands: &[Stands]) -> Option<Vec<usize>> {
    let mut classes: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, (def, stands)) in types.0.iter().zip(stands).enumerate() {
        if let Some(key) = alike::key(def, &stands.says) {
            classes.entry(key).or_default().push(index);
        }
    }
    let mut firsts: Vec<usize> = (0..stands.len()).collect();
    let mut given: Vec<bool> = stands.iter().map(|stands| stands.given.is_some()).collect();
    for members in classes.values().filter(|class| class.len() > 1).flat_map(|class| together(class, stands)) {
        for pair in members.windows(2) {
            let [one, other] = [first(&firsts, pair[0]), first(&firsts, pair[1])];
            let (kept, gone) = (one.min(other), one.max(other));
            // Two that the settings tell apart stay apart.
            if kept != gone && !(given[kept] && given[gone]) {
                firsts[gone] = kept;
                given[kept] |= given[gone];
            }
        }
    }
    let firsts: Vec<usize> = (0..firsts.len()).map(|index| first(&firsts, index)).collect();
    firsts.iter().enumerate().any(|(index, first)| index != *first).then_some(firsts)
}

/// Those of types that look the same that belong together.
fn together(class: &[usize], stands: &[Stands]) -> Vec<Vec<usize>> {
    let mut by_word: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut by_owner: BTreeMap<TypeId, Vec<usize>> = BTreeMap::new();
    for index in class {
        let words: BTreeSet<String> = stands[*index].of.iter().map(|(_, name)| shared::last_word(name)).collect();
        words.into_iter().for_each(|word| by_word.entry(word).or_default().push(*index));
        stands[*index].owners.iter().for_each(|owner| by_owner.entry(*owner).or_default().push(*index));
    }
    let series = by_owner.into_values().filter(|members| members.len() >= SERIES);
    by_word.into_values().chain(series).collect()
}

/// Where the chain from a type to the first that it is one with ends.
fn first(firsts: &[usize], mut index: usize) -> usize {
    while firsts[index] != index {
        index = firsts[index];
    }
    index
}

/// Lets the first of types that are one stand for all of them, wherever they are mentioned.
fn replace(types: &mut Types, operations: &mut [Operation], stands: Vec<Stands>, firsts: &[usize]) -> Vec<Stands> {
    let mut places: Vec<TypeId> = Vec::with_capacity(firsts.len());
    let (mut kept, mut left) = (Types::default(), Vec::<Stands>::new());
    for (index, (def, stands)) in std::mem::take(&mut types.0).into_iter().zip(stands).enumerate() {
        // What others are one with stands before them, and so has its place already.
        let Some(place) = places.get(firsts[index]).copied() else {
            places.push(TypeId(left.len()));
            kept.0.push(def);
            left.push(stands);
            continue;
        };
        places.push(place);
        let (docs, into) = (&mut kept[place].docs, &mut left[place.0]);
        if (&docs.summary, &docs.description) != (&def.docs.summary, &def.docs.description) {
            // What holds them says what each of them is.
            (docs.summary, docs.description) = (None, None);
        }
        into.of.extend(stands.of);
        into.owners.extend(stands.owners);
        into.given = into.given.take().or(stands.given);
    }
    let mut place = |ty: &mut Type| {
        if let Type::Named(id) = ty {
            *id = places[id.0];
        }
    };
    for def in &mut kept.0 {
        visit::parts_mut(&mut def.kind).into_iter().for_each(|ty| ty.walk_mut(&mut place));
    }
    operations.iter_mut().for_each(|operation| visit::change_operation(operation, &mut place));
    for stands in &mut left {
        stands.owners = stands.owners.iter().map(|owner| places[owner.0]).collect();
    }
    *types = kept;
    left
}

//! `oneOf` and `anyOf`: which branches can hold a value, and what is left to choose.
//!
//! `[T, null]` is `T` and nullable; branches that only bound (`{required: [a]}`) choose nothing; branches that are the same
//! Rust type are one; listed values in several branches are one list. What remains with two or more branches is a union, each
//! branch joined with everything that stands beside the keyword.

use super::enumeration;
use super::facts::{Allowed, Facts, Group, Kind, Note};
use super::form::{self, Form};
use super::gather;
use super::joint::Joint;
use super::place::settle;
use super::texts;
use crate::diagnostics::Place;
use crate::ir::{EnumBase, Type};
use crate::lower::context::Context;
use openapiv3::Discriminator;
use std::rc::Rc;

/// Unions that may stand beside one another: each multiplies the number of types by that of its branches.
pub(super) const BESIDE: usize = 2;

/// A union that is left to choose.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    pub(super) discriminator: Option<Discriminator>,
    /// The keyword.
    pub(super) place: Place,
    pub(super) branches: Vec<Branch>,
}

/// A branch that can hold a value.
#[derive(Clone, Debug)]
pub(super) struct Branch {
    /// Where it stands in the list; for a subtype, the component.
    pub(super) place: Place,
    /// What it is: the branch alone, or joined with what stands beside the keyword.
    pub(super) joint: Joint,
    pub(super) facts: Rc<Facts>,
}

impl Branch {
    /// Whether it stands in the list itself, not elsewhere and referred to.
    fn is_inline(&self) -> bool {
        self.joint.places.last() == Some(&self.place)
    }
}

/// The form of a schema with a union; `None` if it has none, or none that chooses anything.
pub(super) fn form(context: &mut Context<'_>, joint: &Joint, facts: &Facts, notes: &mut Vec<Note>) -> Option<Form> {
    if joint.chosen.len() >= BESIDE {
        let excess = "alternatives beside alternatives beside alternatives are not told apart";
        notes.extend(facts.unions.iter().map(|group| Note::untyped(group.place.clone(), excess)));
        return None;
    }
    for group in &facts.unions {
        match sort(context, joint, group) {
            Sorted::Bounds => notes.push(Note::untyped(
                group.place.clone(),
                "the alternatives only bound the value; the type does not tell them apart",
            )),
            Sorted::Nothing => {}
            Sorted::Live { branches, any } => return Some(decide(context, group, branches, any)),
        }
    }
    None
}

/// What a group's branches come to.
enum Sorted {
    /// Nothing but `null`.
    Nothing,
    /// Bounds on what stands beside the keyword.
    Bounds,
    /// Types; `any` if a branch allows everything.
    Live { branches: Vec<Branch>, any: bool },
}

fn sort(context: &mut Context<'_>, joint: &Joint, group: &Group) -> Sorted {
    let base = gather::facts(context, &joint.without(&group.place));
    let mut branches: Vec<Branch> = Vec::new();
    let (mut any, mut bounds, mut others) = (false, true, false);
    for place in &group.branches {
        let own = gather::facts(context, &Joint::of(place));
        let itself = settle(context, &Joint::of(place)).joint == *joint;
        if itself || is_null(&own) || gather::node(context, place).never {
            continue;
        }
        others = true;
        bounds &= own.is_bound() && (own.kind.is_none() || own.kind == base.kind) && !is_reference(context, place);
        let joint = join(context, joint, group, place, &base, &own);
        let facts = gather::facts(context, &joint);
        if facts.is_trivial() && facts.kind().is_none() && !facts.contradictory {
            any = true;
        } else if !branches.iter().any(|branch| branch.joint == joint) {
            branches.push(Branch { place: place.clone(), joint, facts });
        }
    }
    match (others, bounds) {
        (false, _) => Sorted::Nothing,
        (true, true) => Sorted::Bounds,
        (true, false) => Sorted::Live { branches, any },
    }
}

fn is_reference(context: &mut Context<'_>, place: &Place) -> bool {
    gather::node(context, place).reference.is_some()
}

fn is_null(facts: &Facts) -> bool {
    facts.kind == Some(Kind::Null) || facts.values.as_ref().is_some_and(Vec::is_empty)
}

/// The branch alone where what stands beside the keyword adds nothing to it, else both.
fn join(context: &mut Context<'_>, joint: &Joint, group: &Group, place: &Place, base: &Facts, own: &Facts) -> Joint {
    let alone = base.is_trivial() && (base.kind.is_none() || own.kind().is_some() || !own.unions.is_empty());
    if alone || base.is_within(own) {
        settle(context, &Joint::of(place)).joint
    } else {
        joint.choose(&group.place, place)
    }
}

fn decide(context: &mut Context<'_>, group: &Group, mut branches: Vec<Branch>, any: bool) -> Form {
    if group.discriminator.is_none() {
        let all = branches.len();
        drop_equal_types(&mut branches);
        if let ([only], true) = (branches.as_slice(), branches.len() < all && !any)
            && let Some(ty) = plain(only)
        {
            return Form::Plain(ty);
        }
        if !any && let Some(form) = one_list(context, &branches) {
            return form;
        }
    }
    match branches.as_slice() {
        [] => Form::Any,
        [only] if !any => Form::Same(only.joint.clone()),
        _ => Form::Union(Choice { discriminator: group.discriminator.clone(), place: group.place.clone(), branches }),
    }
}

/// Formats that Rust does not tell apart make no variants: `email` and `uri` are both a `String`.
fn drop_equal_types(branches: &mut Vec<Branch>) {
    let mut known: Vec<Type> = Vec::new();
    branches.retain(|branch| match plain(branch) {
        Some(ty) if known.contains(&ty) => false,
        Some(ty) => {
            known.push(ty);
            true
        }
        None => true,
    });
}

/// The type of a branch without a name, values or children.
fn plain(branch: &Branch) -> Option<Type> {
    let facts = &branch.facts;
    if facts.values.is_some() || !facts.unions.is_empty() || facts.contradictory {
        return None;
    }
    match form::simple(facts, &branch.place, &mut Vec::new()) {
        Form::Plain(ty) => Some(ty),
        _ => None,
    }
}

/// Branches that list values, perhaps beside one that allows any string, are one list: the enum keeps what is not listed.
fn one_list(context: &mut Context<'_>, branches: &[Branch]) -> Option<Form> {
    let lists: Vec<&Branch> = branches.iter().filter(|branch| plain(branch) != Some(Type::String)).collect();
    let open = lists.len() < branches.len();
    if branches.len() < 2 {
        return None;
    }
    if let [only] = lists.as_slice()
        && !only.is_inline()
    {
        return (open && is_open_list(context, &only.joint)).then(|| Form::Same(only.joint.clone()));
    }
    let mut values: Vec<Allowed> = Vec::new();
    for branch in lists {
        let own = branch.is_inline() && branch.facts.unions.is_empty();
        let mut listed = branch.facts.values.clone().filter(|_| own)?;
        if let [only] = listed.as_mut_slice() {
            let docs = texts::docs(context, &branch.place);
            only.docs = only.docs.take().or(docs.description).or(docs.summary);
        }
        listed.retain(|new| !values.iter().any(|old| old.value == new.value));
        values.extend(listed);
    }
    let base = enumeration::base(&values)?;
    (!values.is_empty() && (!open || base == EnumBase::String)).then_some(Form::Enum(base, values))
}

/// Whether a joint becomes an enum of strings, which keeps any string.
fn is_open_list(context: &mut Context<'_>, joint: &Joint) -> bool {
    if context.schemas.forming.contains(joint) {
        return false;
    }
    context.schemas.forming.push(joint.clone());
    let facts = gather::facts(context, joint);
    let (form, _) = form::form(context, joint, &facts);
    context.schemas.forming.pop();
    matches!(form, Form::Enum(EnumBase::String, _))
}

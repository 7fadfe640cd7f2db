//! What lowering of schemas remembers between calls.

use super::facts::Facts;
use super::joint::Joint;
use crate::diagnostics::Place;
use crate::ir::{Type, TypeId};
use crate::lower::node::Node;
use crate::names::Name;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

/// What lowering of schemas remembers between calls. The hash maps are only looked up, never walked.
#[derive(Debug, Default)]
pub(crate) struct State {
    /// Nodes read so far.
    pub(super) nodes: HashMap<Place, Rc<Node>>,
    /// Facts gathered so far.
    pub(super) facts: HashMap<Joint, Rc<Facts>>,
    /// Named types by what they stand for.
    pub(super) named: HashMap<Joint, Declared>,
    /// Components that are types of the user's own.
    pub(super) stood: HashMap<Joint, Stood>,
    /// Inline types and the type within which each was first met.
    pub(super) owners: BTreeMap<TypeId, TypeId>,
    /// Inline types that the settings name, and what they would be called otherwise.
    pub(super) given: BTreeMap<Name, Name>,
    /// Components by what their `allOf` refers to.
    pub(super) subtypes: HashMap<Place, Vec<Place>>,
    /// Formats that are most likely misspelt, and what is meant: where they stand.
    pub(super) formats: BTreeMap<(String, &'static str), Vec<Place>>,
    /// The named type that is being lowered.
    pub(super) owner: Option<TypeId>,
    /// Joints that are being lowered, innermost last.
    pub(super) open: Vec<Joint>,
    /// Joints whose form is being decided, innermost last.
    pub(super) forming: Vec<Joint>,
    /// Fields and variants lowered so far, counted against a budget.
    pub(super) members: usize,
}

/// What stands in for a component.
#[derive(Clone, Debug)]
pub(super) struct Stood {
    pub(super) ty: Type,
    /// The component's schema allows `null`.
    pub(super) nullable: bool,
}

/// A named type, as those see it who mention it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Declared {
    pub(super) id: TypeId,
    /// Its schema allows `null`.
    pub(super) nullable: bool,
}

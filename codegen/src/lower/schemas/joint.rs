//! What lowering asks about: schemas that one value must satisfy all at once.
//!
//! Most often that is one place. A property that two branches of an `allOf` declare is both declarations; a branch of a
//! `oneOf` that stands beside `properties` is the branch and everything beside it, with that `oneOf` already chosen. Equal
//! joints are one type, so a place is never declared twice.

use crate::diagnostics::Place;

/// Schemas that a value must satisfy all at once.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Joint {
    /// The schemas.
    pub(super) places: Vec<Place>,
    /// `oneOf` and `anyOf` keywords within them that count no more, because one of their branches is among the schemas.
    pub(super) chosen: Vec<Place>,
}

impl Joint {
    /// One schema.
    pub(super) fn of(place: &Place) -> Self {
        Self::all(vec![place.clone()])
    }

    /// Several schemas.
    pub(super) fn all(places: Vec<Place>) -> Self {
        Self { places, chosen: Vec::new() }
    }

    /// The same without a union.
    pub(super) fn without(&self, union: &Place) -> Self {
        let mut joint = self.clone();
        joint.chosen.push(union.clone());
        joint
    }

    /// The same with one branch of a union chosen.
    pub(super) fn choose(&self, union: &Place, branch: &Place) -> Self {
        let mut joint = self.without(union);
        joint.places.push(branch.clone());
        joint
    }

    /// The schema, if it is a single one, whole.
    pub(super) fn single(&self) -> Option<&Place> {
        match self.places.as_slice() {
            [place] if self.chosen.is_empty() => Some(place),
            _ => None,
        }
    }
}

//! Paths through an answer: what stands where, whether or not the steps that lead there may be absent.
//!
//! ```text
//! page.paging.next  ->  Some(page).and_then(|it| At(&it.paging).there()).and_then(|it| At(&it.next).there())
//! ```
//!
//! A table says nothing about presence: methods of the type itself come before those of a trait, so that an `Option` is looked
//! into and everything else is there.

/// What a step leads to, by reference.
#[derive(Debug)]
pub struct At<T>(pub T);

impl<'a, T> At<&'a Option<T>> {
    /// What is there, if anything.
    #[must_use]
    pub fn there(self) -> Option<&'a T> {
        self.0.as_ref()
    }
}

impl<'a, T> At<&'a mut Option<T>> {
    /// What is there, if anything.
    #[must_use]
    pub fn there(self) -> Option<&'a mut T> {
        self.0.as_mut()
    }
}

/// What is always there.
pub trait There<T> {
    /// The same, as if it might be absent.
    fn there(self) -> Option<T>;
}

impl<T> There<T> for At<T> {
    fn there(self) -> Option<T> {
        Some(self.0)
    }
}

/// A request's field as a place for the next value.
#[derive(Debug)]
pub struct Slot<T>(pub T);

impl<'a, T> Slot<&'a mut Option<Option<T>>> {
    /// `None` is absent and `Some(None)` is null: the value goes into the inner one.
    #[must_use]
    pub fn slot(self) -> &'a mut Option<T> {
        self.0.get_or_insert_default()
    }
}

/// A place that is only absent or filled.
pub trait Filled<'a, T> {
    /// The field itself.
    fn slot(self) -> &'a mut Option<T>;
}

impl<'a, T> Filled<'a, T> for Slot<&'a mut Option<T>> {
    fn slot(self) -> &'a mut Option<T> {
        self.0
    }
}

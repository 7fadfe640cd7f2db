//! Lists that come in pages: where the items are, and how the next page is asked for.

use super::{Field, Type};
use crate::names::Name;

/// How a list goes on.
#[derive(Clone, Debug, PartialEq)]
pub struct Pagination {
    /// Where the items stand.
    pub items: Location,
    /// The type of one.
    pub item: Type,
    /// How the next page is asked for.
    pub way: Way,
    /// A truth value; where it is `false`, there is no further page.
    pub more: Option<Location>,
    /// Index into [`Request::fields`](super::Request::fields) of what bounds a page.
    pub limit: Option<usize>,
    /// Stated by `x-pagination`; otherwise recognised by its shape.
    pub stated: bool,
}

/// How the next page is asked for. A `field` is an index into [`Request::fields`](super::Request::fields).
#[derive(Clone, Debug, PartialEq)]
pub enum Way {
    /// The answer says where the next page begins.
    Cursor {
        /// Takes the cursor.
        field: usize,
        /// Holds the next one; of the last item, if `of_last_item`.
        next: Location,
        /// `next` is within an item.
        of_last_item: bool,
    },
    /// By the number of items to pass over.
    Offset {
        /// Takes that number.
        field: usize,
        /// Holds how many items there are in all.
        total: Option<Location>,
    },
    /// By the number of the page.
    Number {
        /// Takes that number.
        field: usize,
        /// The number of the first page.
        first: i64,
        /// Holds how many pages there are.
        pages: Option<Location>,
    },
    /// By the address of the next page.
    Link {
        /// Holds the address; the header `Link` if none.
        next: Option<Location>,
    },
}

impl Way {
    /// Its name in reports.
    pub fn name(&self) -> &'static str {
        match self {
            Way::Cursor { .. } => "cursor",
            Way::Offset { .. } => "offset",
            Way::Number { .. } => "page",
            Way::Link { .. } => "link",
        }
    }

    /// The request field that changes from page to page.
    pub fn field(&self) -> Option<usize> {
        match self {
            Way::Cursor { field, .. } | Way::Offset { field, .. } | Way::Number { field, .. } => Some(*field),
            Way::Link { .. } => None,
        }
    }

    /// What of the answer leads on, or says where the list ends.
    pub fn answer(&self) -> Option<&Location> {
        match self {
            Way::Cursor { next, .. } => Some(next),
            Way::Offset { total, .. } => total.as_ref(),
            Way::Number { pages, .. } => pages.as_ref(),
            Way::Link { next } => next.as_ref(),
        }
    }
}

/// Where a value stands in the body of the success, or in an item: property by property. Without steps it is the body itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Location(pub Vec<Step>);

/// One property of a [`Location`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its name on the wire.
    pub wire: String,
    /// Its field.
    pub name: Name,
    /// As on [`Field`](super::Field).
    pub required: bool,
    /// As on [`Field`](super::Field).
    pub nullable: bool,
}

impl Location {
    /// One property further.
    #[must_use]
    pub fn step(&self, field: &Field) -> Self {
        let Field { wire, name, required, nullable, .. } = field;
        let step = Step { wire: wire.clone(), name: name.clone(), required: *required, nullable: *nullable };
        Self(self.0.iter().cloned().chain([step]).collect())
    }

    /// `paging.next_cursor`.
    pub fn path(&self) -> String {
        self.0.iter().map(|step| step.wire.as_str()).collect::<Vec<_>>().join(".")
    }
}

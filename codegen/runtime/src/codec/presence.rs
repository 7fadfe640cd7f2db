//! Presence: whether a property must be there, as the type of its field says.
//!
//! | field | absent | `null` |
//! |---|---|---|
//! | `T` | an error | an error, unless `T` reads it |
//! | `Option<T>` | `None` | `None` |
//! | `Option<Option<T>>` | `None` | `Some(None)` |
//! | `Option<T>: Required` | an error | `None` |
//!
//! A table names the type of each field, and asks [`Of`] that type: what [`Of`] says of `Option` itself goes before what
//! [`Stated`] says of every type.

use super::shape::Shape;
use super::slot;
use super::text::Text;
use std::marker::PhantomData;

/// What follows from the type of a field, and from what is said of its presence.
#[derive(Debug)]
pub struct Of<T, P = Implied>(PhantomData<(T, P)>);

/// The type says it: what is an `Option` may be absent.
#[derive(Debug)]
pub enum Implied {}

/// The property must be there; an `Option` stands for `null` only.
#[derive(Debug)]
pub enum Required {}

impl<T> Of<Option<T>> {
    /// Whether the property must be there.
    pub const REQUIRED: bool = false;

    /// How it is read and written.
    pub const SLOT: slot::Optional<T> = slot::Optional::EMPTY;
}

/// What holds for every type that is not an `Option`, and where presence is stated.
pub trait Stated {
    /// The type of the field.
    type Value;

    /// Whether the property must be there.
    const REQUIRED: bool = true;

    /// How it is read and written.
    const SLOT: slot::Required<Self::Value> = slot::Required::EMPTY;
}

impl<T, P> Stated for Of<T, P> {
    type Value = T;
}

/// A type with a list of strings that its values are, or `null`.
pub trait Listed {
    /// The strings.
    const TEXTS: &'static [&'static str];
}

impl<T: Text> Listed for T {
    const TEXTS: &'static [&'static str] = T::TEXTS;
}

impl<T: Listed> Listed for Option<T> {
    const TEXTS: &'static [&'static str] = T::TEXTS;
}

impl<T: Listed, P> Of<T, P> {
    /// The values that a property is told by.
    pub const VALUES: Shape = Shape::Texts(T::TEXTS);
}

/// A type without such a list.
pub trait Unlisted {
    /// The values that a property is told by.
    const VALUES: Shape = Shape::Any;
}

impl<T, P> Unlisted for Of<T, P> {}

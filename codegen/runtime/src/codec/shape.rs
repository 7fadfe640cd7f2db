//! Shapes: what is seen of a JSON value without reading it, so that a union can tell its variants apart.
//!
//! A type says its own shape once ([`Shaped`]); a union names another only where the document narrows the type.

use std::collections::{BTreeMap, BTreeSet};

/// The outward shape of a JSON value: what is seen without reading it.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// Any value.
    Any,
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool,
    /// A number without fraction and exponent.
    Integer,
    /// A number.
    Number,
    /// A string.
    String,
    /// One of these strings.
    Texts(&'static [&'static str]),
    /// One of these values, each as JSON text.
    OneOf(&'static [&'static str]),
    /// An array.
    Array,
    /// An object.
    Object {
        /// Its declared properties.
        fields: &'static [Field],
        /// No other property is allowed.
        closed: bool,
    },
    /// One of several shapes.
    Either(&'static [Shape]),
}

/// A declared property of an object.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its name in JSON.
    pub key: &'static str,
    /// It must be there.
    pub required: bool,
    /// What its value must look like, where it is there.
    pub shape: Shape,
}

/// An object that may have other properties.
#[must_use]
pub const fn open(fields: &'static [Field]) -> Shape {
    Shape::Object { fields, closed: false }
}

/// An object of declared properties only.
#[must_use]
pub const fn closed(fields: &'static [Field]) -> Shape {
    Shape::Object { fields, closed: true }
}

/// A property of any value that must be there.
#[must_use]
pub const fn must(key: &'static str) -> Field {
    Field { key, required: true, shape: Shape::Any }
}

/// A property of any value that may be absent.
#[must_use]
pub const fn may(key: &'static str) -> Field {
    Field { key, required: false, shape: Shape::Any }
}

impl Field {
    /// The property with one of these values only, each as JSON text.
    #[must_use]
    pub const fn of(self, values: &'static [&'static str]) -> Self {
        Self { shape: Shape::OneOf(values), ..self }
    }
}

/// A type whose values have one shape.
pub trait Shaped {
    /// The shape.
    const SHAPE: Shape;
}

macro_rules! shaped {
    ($($ty:ty: $shape:ident,)*) => {$(
        impl Shaped for $ty {
            const SHAPE: Shape = Shape::$shape;
        }
    )*};
}

shaped! {
    bool: Bool, i32: Integer, i64: Integer, u32: Integer, u64: Integer, f32: Number, f64: Number, String: String,
    serde_json::Value: Any,
}

impl<T> Shaped for Vec<T> {
    const SHAPE: Shape = Shape::Array;
}

impl<T> Shaped for BTreeSet<T> {
    const SHAPE: Shape = Shape::Array;
}

impl<T> Shaped for BTreeMap<String, T> {
    const SHAPE: Shape = open(&[]);
}

impl<T: Shaped> Shaped for Box<T> {
    const SHAPE: Shape = T::SHAPE;
}

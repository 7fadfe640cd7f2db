//! Named types and type expressions.

mod expression;

pub(crate) use expression::{codec, optional, ty, value};

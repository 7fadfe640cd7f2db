//! The slots of a struct: all of them as one value, so that the code of each struct is but one call.
//!
//! Up to eight are a tuple; more are a [`Then`] of eight and the others, which the macro `chunks!` writes as an expression and as a
//! pattern. What a compiler must prove of them has neither lifetimes nor the deserializer's type in it, so that it proves each
//! slot's type once for a crate; with a call for each property it did so for every one, and took twice as long.

use super::object::{Object, Reader};
use super::slot::Slot;
use serde::de;

/// Several slots, in the order of their properties.
pub trait Slots {
    /// How many there are before those of a [`Then`].
    const COUNT: usize;

    /// The fields' values.
    type Values;

    /// Reads the value that comes next into the slot of this index; `false` if the slot is filled already.
    ///
    /// # Errors
    /// It does not fit its type.
    fn put<R: Reader>(&mut self, index: usize, reader: &mut R) -> Result<bool, R::Error>;

    /// The fields' values.
    ///
    /// # Errors
    /// The index of a required property that did not stand there.
    fn values(self) -> Result<Self::Values, usize>;
}

/// Eight slots, and others after them; or their values.
#[derive(Debug)]
pub struct Then<A, B>(pub A, pub B);

impl<A: Slots, B: Slots> Slots for Then<A, B> {
    const COUNT: usize = A::COUNT;
    type Values = Then<A::Values, B::Values>;

    #[inline]
    fn put<R: Reader>(&mut self, index: usize, reader: &mut R) -> Result<bool, R::Error> {
        match index.checked_sub(A::COUNT) {
            None => self.0.put(index, reader),
            Some(index) => self.1.put(index, reader),
        }
    }

    #[inline]
    fn values(self) -> Result<Self::Values, usize> {
        Ok(Then(self.0.values()?, self.1.values().map_err(|index| A::COUNT + index)?))
    }
}

macro_rules! tuple {
    ($($slot:ident $index:tt),*; $count:literal) => {
        impl<$($slot: Slot),*> Slots for ($($slot,)*) {
            const COUNT: usize = $count;
            type Values = ($($slot::Value,)*);

            #[inline]
            #[allow(unused_variables)] // No slots read nothing.
            fn put<R: Reader>(&mut self, index: usize, reader: &mut R) -> Result<bool, R::Error> {
                match index {
                    $($index if !self.$index.is_filled() => self.$index.read(reader).map(|()| true),)*
                    _ => Ok(false),
                }
            }

            #[inline]
            fn values(self) -> Result<Self::Values, usize> {
                Ok(($(self.$index.value().ok_or::<usize>($index)?,)*))
            }
        }
    };
}

tuple!(; 0);
tuple!(A 0; 1);
tuple!(A 0, B 1; 2);
tuple!(A 0, B 1, C 2; 3);
tuple!(A 0, B 1, C 2, D 3; 4);
tuple!(A 0, B 1, C 2, D 3, E 4; 5);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5; 6);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6; 7);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7; 8);

/// Slots, or patterns of their values, in chunks of eight.
#[allow(unused_macros)] // An API may have no structs.
macro_rules! chunks {
    ($a:tt $b:tt $c:tt $d:tt $e:tt $f:tt $g:tt $h:tt $($other:tt)+) => {
        codec::Then(($a, $b, $c, $d, $e, $f, $g, $h), codec::chunks!($($other)+))
    };
    ($($one:tt)*) => {
        ($($one,)*)
    };
}

#[allow(unused_imports)] // An API may have no structs.
pub(crate) use chunks;

/// Reads the properties of a struct into its slots.
///
/// # Errors
/// A property is missing, stands twice or does not fit its type.
#[inline]
pub fn fill<T: Object, R: Reader, S: Slots>(mut reader: R, mut slots: S) -> Result<S::Values, R::Error> {
    let mut guess = 0;
    while let Some(index) = reader.next::<T>(guess)? {
        if !slots.put(index, &mut reader)? {
            return Err(twice::<R>(T::KEYS, index));
        }
        guess = index + 1;
    }
    slots.values().map_err(|index| missing::<R>(T::KEYS, index))
}

#[cold]
fn twice<R: Reader>(keys: &[&'static str], index: usize) -> R::Error {
    de::Error::duplicate_field(key(keys, index))
}

#[cold]
fn missing<R: Reader>(keys: &[&'static str], index: usize) -> R::Error {
    de::Error::missing_field(key(keys, index))
}

fn key(keys: &[&'static str], index: usize) -> &'static str {
    keys.get(index).copied().unwrap_or_default()
}

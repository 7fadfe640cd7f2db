//! Constructors: what a field begins with, before its argument is known to be given.

/// A field without an argument.
#[derive(Debug)]
pub struct Absent;

/// A field with its argument.
#[derive(Debug)]
pub struct Given<T>(pub T);

impl Absent {
    /// The value of what is left out: `None`, or no undeclared properties.
    #[must_use]
    pub fn value<T: Default>(self) -> T {
        T::default()
    }
}

impl<T> Given<T> {
    /// The argument.
    pub fn value(self) -> T {
        self.0
    }
}

//! Words that many tables would repeat: what operations say of a parameter or an answer that many of them have.
//!
//! ```text
//! operation::words! {
//!     /// There is none.
//!     NotFound,
//!     /// Most entries on one page.
//!     limit,
//! }
//! ```
//!
//! It makes the macro `words!` of the module where it stands, which gives the docs of a field, or of the variant of a status, by
//! its own lines and its name: one of that name without lines of its own has these.

/// Defines `words!`.
#[allow(unused_macros)] // Not every API has something of each kind.
macro_rules! words {
    ($($(#[doc = $line:literal])+ $name:ident),* $(,)?) => {
        #[allow(unused_macros)] // Features may leave out all operations.
        macro_rules! words {
            $(([] [] $name) => { concat!($($line, "\n"),+) };)*
            // Most have one line, and each macro in between takes memory of the compiler's.
            ([$only:literal] [] $other:ident) => { $only };
            ($lines:tt $old:tt $other:ident) => { operation::said!($lines $old) };
        }
        #[allow(unused_imports)] // The same.
        pub(crate) use words;
    };
}

/// Lines as one text, and what is said of a field that is deprecated.
#[allow(unused_macros)] // Not every API has something of each kind.
macro_rules! said {
    ([] []) => { "" };
    ([$($line:literal)+] []) => { concat!($($line, "\n"),+) };
    ([$($line:literal)*] [$old:literal]) => { concat!($($line, "\n",)* "\n Deprecated ", $old, ".") };
}

// Not every API has an operation of each kind.
#[allow(unused_imports)]
pub(crate) use {said, words};

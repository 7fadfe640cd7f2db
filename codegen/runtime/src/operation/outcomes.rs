//! The enums of what an operation answers, with a variant for each status that the document has.
//!
//! ```text
//! operation::outputs! { "Outputs."; FindOutput { [200] Ok(Pet) ["Found."], [202] Accepted [], } }
//! operation::failures! { "Failures."; FindError { [404] NotFound [], [400..=499] ClientError(status StatusCode, json Problem) [], } }
//! ```
//!
//! What a variant means stands behind it, line by line; one without lines means what `words!` says of its name.
//! A failure is printed as its status and the words of its body: see [`Said`](super::Said).

/// The successes of an operation that has several.
#[allow(unused_macros)] // Not every API has something of each kind.
macro_rules! outputs {
    ($about:expr; $name:ident {$(
        [$code:literal $(..=$last:literal)?] $variant:ident $(($($ty:ty),+))? [$($line:literal)*],
    )*}) => {
        #[doc = $about]
        #[derive(Clone, Debug, PartialEq)]
        pub enum $name {
            $(
                #[doc = concat!("`", stringify!($code $(..=$last)?), "`")]
                #[doc = super::words!([$($line)*] [] $variant)]
                $variant $(($($ty),+))?,
            )*
        }
    };
}

/// The failures of an operation.
#[allow(unused_macros)] // Not every API has something of each kind.
macro_rules! failures {
    ($about:expr; $name:ident {$(
        [$code:literal $(..=$last:literal)?] $variant:ident $(($($kind:ident $ty:ty),+))? [$($line:literal)*],
    )*}) => {
        operation::outputs! {
            $about; $name { $([$code $(..=$last)?] $variant $(($($ty),+))? [$($line)*],)* }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match self {
                    $(Self::$variant $(($($kind),+))? => {
                        ::core::fmt::Display::fmt(&operation::Said::new($code)$($(.$kind($kind))+)?, f)
                    })*
                }
            }
        }

        impl ::std::error::Error for $name {}
    };
}

// Not every API has an operation of each kind.
#[allow(unused_imports)]
pub(crate) use {failures, outputs};

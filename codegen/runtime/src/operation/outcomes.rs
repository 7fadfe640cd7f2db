//! The enums of what an operation answers, with a variant for each status that the document has.
//!
//! ```text
//! operation::outputs! { "Outputs."; FindOutput { [200] Ok(Pet) ["Found."], [202] Accepted [], } }
//! operation::failures! { FindError { 404 NotFound "There is none.", 400..=499 ClientError(status StatusCode, json Problem) } }
//! ```
//!
//! What a variant means stands behind it, or above it line by line; one without lines means what `words!` says of its name.
//! A failure is printed as its status and the words of its body: see [`Said`](super::Said). Failures are read and answered here,
//! and not where their operation is, since several operations may have the same.

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
    ($name:ident {$(
        $(#[doc = $line:literal])* $code:literal $(..=$last:literal)? $variant:ident
        $(($($kind:ident $ty:ty $(as $by:ty)? $([$($set:ident($arg:expr $(,)?)),* $(,)?])?),+ $(,)?))?
        $($doc:literal)?
    ),* $(,)?}) => {
        operation::outputs! {
            "Documented failures.";
            $name { $([$code $(..=$last)?] $variant $(($($ty),+))? [$($line)* $($doc)?],)* }
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

        operation::if_client! {
            impl operation::client::Documented for $name {
                fn read(response: &operation::client::Reply) -> Result<Option<Self>, operation::codec::DecodeError> {
                    Ok(Some(match response.status().as_u16() {
                        $($code $(..=$last)? => Self::$variant $(($(operation::client::Reads::read(
                            &operation::kind::$kind()$(.by::<$by>())?$($(.$set($arg))*)?, response,
                        )?),+))?,)*
                        _ => return Ok(None),
                    }))
                }
            }
        }

        operation::if_server! {
            impl operation::server::Documented for $name {
                fn answer(self) -> Result<operation::server::Answer, operation::codec::EncodeError> {
                    match self {
                        $(Self::$variant $(($($kind),+))? => {
                            let answer = operation::server::Answer::empty($code);
                            $($(let answer = operation::server::Answers::answer(
                                &operation::kind::$kind()$(.by::<$by>())?$($(.$set($arg))*)?,
                                answer, $kind,
                            )?;)+)?
                            Ok(answer)
                        })*
                    }
                }
            }
        }
    };
}

// Not every API has an operation of each kind.
#[allow(unused_imports)]
pub(crate) use {failures, outputs};

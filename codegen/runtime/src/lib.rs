//! The hand-written half of every crate that driftless generates.
//!
//! Generated code is short because what it shares stands here: codecs for JSON, parameters in every OpenAPI style, the core
//! of a client and of a server. The crate is compiled and tested as any other; its source files are also data
//! (feature `sources`), from which the generator copies those parts that an API uses. A generated crate therefore depends on
//! nothing of ours. For the same reason `mod.rs`, not this file, lists the modules: it is what becomes `crate::runtime` there.

#![forbid(unsafe_code)]
#![warn(missing_docs, unreachable_pub)]

#[cfg(feature = "core")]
#[path = "mod.rs"]
pub mod runtime;

#[cfg(feature = "sources")]
pub mod sources;

/// A purchase that takes no idempotency key compiles with a choice of what happens when its outcome is unknown:
/// ```
/// # use driftless_runtime::runtime::client::{Answer, Call, Core, OnUnknown, Operation, Reply};
/// # use driftless_runtime::runtime::codec::DecodeError;
/// # use driftless_runtime::runtime::meta::{Effect, Meta, Method};
/// struct Purchase;
///
/// impl Operation for Purchase {
///     type Output = ();
///     type Error = ();
///     const META: Meta = Meta { effect: Effect::Money, ..Meta::new("purchase", Method::POST, "/purchase") };
/// #   fn read(_: &Reply) -> Result<Answer<Self::Output, Self::Error>, DecodeError> {
/// #       Ok(Answer::Output(()))
/// #   }
/// }
///
/// let call = |core: Core| Call::with_choice(core, Purchase, OnUnknown::Fail);
/// # let call: fn(Core) -> Call<Purchase> = call;
/// ```
/// With an idempotency key it needs none:
/// ```
/// # use driftless_runtime::runtime::client::{Answer, Call, Core, OnUnknown, Operation, Reply};
/// # use driftless_runtime::runtime::codec::DecodeError;
/// # use driftless_runtime::runtime::meta::{Effect, Meta, Method};
/// struct Purchase;
///
/// impl Operation for Purchase {
///     type Output = ();
///     type Error = ();
///     const META: Meta =
///         Meta { effect: Effect::Money, has_key: true, ..Meta::new("purchase", Method::POST, "/purchase") };
/// #   fn read(_: &Reply) -> Result<Answer<Self::Output, Self::Error>, DecodeError> {
/// #       Ok(Answer::Output(()))
/// #   }
/// }
///
/// let call = |core: Core| Call::new(core, Purchase);
/// # let call: fn(Core) -> Call<Purchase> = call;
/// ```
/// With neither it does not compile:
/// ```compile_fail,E0080
/// # use driftless_runtime::runtime::client::{Answer, Call, Core, OnUnknown, Operation, Reply};
/// # use driftless_runtime::runtime::codec::DecodeError;
/// # use driftless_runtime::runtime::meta::{Effect, Meta, Method};
/// struct Purchase;
///
/// impl Operation for Purchase {
///     type Output = ();
///     type Error = ();
///     const META: Meta = Meta { effect: Effect::Money, ..Meta::new("purchase", Method::POST, "/purchase") };
/// #   fn read(_: &Reply) -> Result<Answer<Self::Output, Self::Error>, DecodeError> {
/// #       Ok(Answer::Output(()))
/// #   }
/// }
///
/// let call = |core: Core| Call::new(core, Purchase);
/// # let call: fn(Core) -> Call<Purchase> = call;
/// ```
#[cfg(all(doctest, feature = "client"))]
pub struct MoneyNeedsAChoice;

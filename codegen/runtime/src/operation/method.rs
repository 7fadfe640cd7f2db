//! The method that makes an operation's call, on its view of the client, and the views themselves.
//!
//! ```text
//! operation::method! { [Account topup ()] #[doc = "Start a top-up"] TopupRequest(amount: impl Into<Decimal>) }
//! operation::views! { Client { #[cfg(feature = "tag-account")] account: Account } }
//! ```
//!
//! The words in parentheses say what the method takes: `request` is the whole request in place of its required fields,
//! `on_unknown` what happens when nobody knows whether the operation was carried out.

/// The method, unless there is no view.
#[allow(unused_macros)] // Not every API has something of each kind.
macro_rules! method {
    ([] $($rest:tt)*) => {};
    ([$view:ident $call:ident ()] $(#[$meta:meta])* $request:ident($($r:ident: $ty:ty),* $(,)?)) => {
        impl super::client::$view<'_> {
            $(#[$meta])*
            pub fn $call(&self, $($r: $ty),*) -> operation::client::Call<$request> {
                self.client.call($request::new($($r),*))
            }
        }
    };
    ([$view:ident $call:ident (request)] $(#[$meta:meta])* $request:ident($($required:tt)*)) => {
        impl super::client::$view<'_> {
            $(#[$meta])*
            pub fn $call(&self, request: $request) -> operation::client::Call<$request> {
                self.client.call(request)
            }
        }
    };
    ([$view:ident $call:ident (on_unknown)] $(#[$meta:meta])* $request:ident($($r:ident: $ty:ty),* $(,)?)) => {
        impl super::client::$view<'_> {
            $(#[$meta])*
            pub fn $call(
                &self,
                $($r: $ty,)*
                on_unknown: operation::client::OnUnknown,
            ) -> operation::client::Call<$request> {
                self.client.call_with_choice($request::new($($r),*), on_unknown)
            }
        }
    };
    ([$view:ident $call:ident (request on_unknown)] $(#[$meta:meta])* $request:ident($($required:tt)*)) => {
        impl super::client::$view<'_> {
            $(#[$meta])*
            pub fn $call(
                &self,
                request: $request,
                on_unknown: operation::client::OnUnknown,
            ) -> operation::client::Call<$request> {
                self.client.call_with_choice(request, on_unknown)
            }
        }
    };
}

/// The views of a client, one for each tag, and how a client gives them.
#[allow(unused_macros)] // Not every API has something of each kind.
// driftless:part client
macro_rules! views {
    ($client:ident {$($(#[$meta:meta])* $name:ident: $view:ident),* $(,)?}) => {
        impl $client {
            $(
                $(#[$meta])*
                #[must_use]
                pub fn $name(&self) -> $view<'_> {
                    $view { client: self }
                }
            )*
        }

        $(
            $(#[$meta])*
            #[derive(Clone, Copy, Debug)]
            pub struct $view<'a> {
                pub(super) client: &'a $client,
            }
        )*
    };
}

/// A method's name: one of those that [`Method`](super::Method) has as a constant, or any other.
#[allow(unused_macros)] // Not every API has something of each kind.
macro_rules! verb {
    ($method:ident) => {
        stringify!($method)
    };
    ($new:ident $other:literal) => {
        $other
    };
}

/// What is said of a request struct, of which its operation's method says the rest.
#[allow(unused_macros)] // Not every API has something of each kind.
macro_rules! about {
    ($lines:tt $method:ident $($other:literal)?, $path:literal) => {
        concat!("Arguments of `", operation::verb!($method $($other)?), " ", $path, "`.")
    };
}

// Not every API has an operation of each kind.
#[allow(unused_imports)]
pub(crate) use {about, method, verb};
// driftless:part client
#[allow(unused_imports)] // The same.
pub(crate) use views;

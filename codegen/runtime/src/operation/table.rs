//! The table of an operation, and the implementations that follow from it.
//!
//! ```text
//! operation! {
//!     TopupRequest: POST "/v1/account/topup" as "account.topup" key(key), effect: Effect::Money;
//!     header { key: impl Into<String> = "Idempotency-Key" }
//!     json(amount_usd: impl Into<Decimal> as codec::Number) { return_url: impl Into<String> };
//!     200 -> TopupRecord: json;
//!     else enum TopupError {
//!         402 PaymentRequired(problem ErrorBody) "No credit is left.",
//!         400..=499 ClientError(status StatusCode, problem ErrorBody),
//!     }
//! }
//! ```
//!
//! First method, path and id, and what [`Meta`](super::Meta) has beside them; `key(…)` is the field of the idempotency key.
//! Then the request's fields by the place where they travel: in parentheses those that `new` takes, in braces those that a
//! call sets, in brackets those whose setter has another name than its field (`send as set_send: bool`). A field says what
//! its function takes; `each` before the colon makes a list of whatever holds the items. An adapter follows `as`, a name on
//! the wire `=`, a style stands in brackets, and what the text of a parameter stands for follows `=>` (else it is text). `<-
//! json(body: Pet)` is a body that is one field. Last come the answers: `200 -> Pet: json` or `-> enum` over several, and
//! the failures. A variant says what it holds, each by its kind (see [`kind`](super::kind)), and what it means if that is
//! more than its name: in a string if it is short, in docs above it else.

/// What only a client needs.
#[allow(unused_macros)] // Not every API has something of each kind.
macro_rules! if_client {
    ($($items:tt)*) => {};
}
// driftless:part client
#[cfg(feature = "client")]
#[allow(unused_macros)] // Not every API has something of each kind.
macro_rules! if_client {
    ($($items:tt)*) => { $($items)* };
}

/// What only a server needs.
#[allow(unused_macros)] // Not every API has something of each kind.
macro_rules! if_server {
    ($($items:tt)*) => {};
}
// driftless:part server
#[cfg(feature = "server")]
#[allow(unused_macros)] // Not every API has something of each kind.
macro_rules! if_server {
    ($($items:tt)*) => { $($items)* };
}

/// Everything about an operation but its request struct.
#[allow(unused_macros)] // Not every API has something of each kind.
macro_rules! operation {
    (
        $request:ident: $method:ident $(($other:literal))? $path:literal as $id:literal $(key($($slot:ident).+))?
            $(, $key:ident: $value:expr)*;
        $(
            $place:ident $(: $media:literal)?
            $(($(
                $r:ident $($r_each:ident)?: $r_ty:ty $(as $r_by:ty)? $(= $r_wire:literal)?
                $([$($r_set:ident $(($r_arg:expr $(,)?))?),* $(,)?])? $(=> $r_plan:expr)?
            ),* $(,)?))?
            $({$(
                $(#[$o_meta:meta])* $o:ident $($o_each:ident)?: $o_ty:ty $(as $o_by:ty)? $(= $o_wire:literal)?
                $([$($o_set:ident $(($o_arg:expr $(,)?))?),* $(,)?])? $(=> $o_plan:expr)?
            ),* $(,)?})?
            $([$(
                $(#[$n_meta:meta])* $n:ident as $n_setter:ident $($n_each:ident)?: $n_ty:ty $(as $n_by:ty)?
                $(= $n_wire:literal)? $([$($n_set:ident $(($n_arg:expr $(,)?))?),* $(,)?])? $(=> $n_plan:expr)?
            ),* $(,)?])?
        )*
        $(<- $kind:ident
            $(($b:ident $($b_each:ident)?: $b_ty:ty $(as $b_by:ty)? $([$($b_set:ident($b_arg:expr $(,)?)),* $(,)?])? $(,)?))?
            $({$p:ident $($p_each:ident)?: $p_ty:ty $(as $p_by:ty)? $([$($p_set:ident($p_arg:expr $(,)?)),* $(,)?])? $(,)?})?
        )? $(;)?
        $($code:literal $(..=$last:literal)? -> $output:ty: $out:ident $(as $out_by:ty)?
            $([$($out_set:ident($out_arg:expr $(,)?)),* $(,)?])?;)?
        $(-> enum $outputs:ident {$(
            $(#[$ok_meta:meta])* $ok_code:literal $(..=$ok_last:literal)? $ok:ident
            $(($($ok_kind:ident $ok_ty:ty $(as $ok_by:ty)? $([$($ok_set:ident($ok_arg:expr $(,)?)),* $(,)?])?),+ $(,)?))?
            $($ok_doc:literal)?
        ),* $(,)?})?
        $(else $never:ty;)?
        $(else enum $errors:ident {$(
            $(#[$e_meta:meta])* $e_code:literal $(..=$e_last:literal)? $e:ident
            $(($($e_kind:ident $e_ty:ty $(as $e_by:ty)? $([$($e_set:ident($e_arg:expr $(,)?)),* $(,)?])?),+ $(,)?))?
            $($e_doc:literal)?
        ),* $(,)?})?
    ) => {
        impl $request {
            /// The required values, and nothing else.
            // As many as the document requires; a client's own methods take up to four.
            #[allow(clippy::too_many_arguments, clippy::new_without_default)]
            pub fn new($($($($r: $r_ty,)*)?)* $($($b: $b_ty)?)?) -> Self {
                Self {
                    $($($($r: $(operation::$r_each)?($r).into(),)*)? $($($o: None,)*)? $($($n: None,)*)?)*
                    $($($b: $(operation::$b_each)?($b).into(),)? $($p: None,)?)?
                }
            }
        }

        $(
            #[doc = concat!("Documented outputs of `", stringify!($method), " ", $path, "`.")]
            #[derive(Clone, Debug, PartialEq)]
            pub enum $outputs {
                $(
                    #[doc = concat!("`", stringify!($ok_code $(..=$ok_last)?), "`")]
                    $(#[doc = $ok_doc])?
                    $(#[$ok_meta])*
                    $ok $(($($ok_ty),+))?,
                )*
            }
        )?

        $(
            #[doc = concat!("Documented failures of `", stringify!($method), " ", $path, "`.")]
            #[derive(Clone, Debug, PartialEq)]
            pub enum $errors {
                $(
                    #[doc = concat!("`", stringify!($e_code $(..=$e_last)?), "`")]
                    $(#[doc = $e_doc])?
                    $(#[$e_meta])*
                    $e $(($($e_ty),+))?,
                )*
            }

            impl ::core::fmt::Display for $errors {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    match self {
                        $(Self::$e $(($($e_kind),+))? => {
                            ::core::fmt::Display::fmt(&operation::Said::new($e_code)$($(.$e_kind($e_kind))+)?, f)
                        })*
                    }
                }
            }

            impl ::std::error::Error for $errors {}
        )?

        operation::if_client! {
            impl operation::client::Call<$request> {
                $(
                    $($(
                        #[doc = concat!("Sets [`", stringify!($request), "::", stringify!($o), "`].")]
                        $(#[$o_meta])*
                        pub fn $o(mut self, $o: $o_ty) -> Self {
                            self.request.$o = Some($(operation::$o_each)?($o).into());
                            self
                        }
                    )*)?
                    $($(
                        #[doc = concat!("Sets [`", stringify!($request), "::", stringify!($n), "`].")]
                        $(#[$n_meta])*
                        pub fn $n_setter(mut self, $n: $n_ty) -> Self {
                            self.request.$n = Some($(operation::$n_each)?($n).into());
                            self
                        }
                    )*)?
                )*
                $($(
                    #[doc = concat!("Sets [`", stringify!($request), "::", stringify!($p), "`].")]
                    pub fn $p(mut self, $p: $p_ty) -> Self {
                        self.request.$p = Some($(operation::$p_each)?($p).into());
                        self
                    }
                )?)?
            }

            impl operation::client::Operation for $request {
                type Output = $($output)? $($outputs)?;
                type Error = $($never)? $($errors)?;
                const META: operation::Meta = operation::Meta {
                    $(has_key: !stringify!($($slot).+).is_empty(),)?
                    $($key: $value,)*
                    ..operation::Meta::new($id, operation::Method::$method $(($other))?, $path)
                };

                // A body is the last thing that is written, a form's plan is the server's.
                #[allow(unused_imports, unused_variables)]
                fn write(
                    &self,
                    request: &mut operation::client::Outgoing,
                ) -> Result<(), operation::codec::EncodeError> {
                    use operation::Plan::*;
                    request.accept(Self::META.accept);
                    $({
                        #[allow(unused_mut)]
                        let mut fields = operation::client::fields::$place(request);
                        $($(fields.put(
                            &operation::at::$place(operation::codec::last(&[stringify!($r) $(, $r_wire)?]))
                                $($(.$r_set($($r_arg)?))*)?.end(),
                            &operation::client::fields::required(&self.$r)$(.by::<$r_by>())?,
                        )?;)*)?
                        $($(fields.put(
                            &operation::at::$place(operation::codec::last(&[stringify!($o) $(, $o_wire)?]))
                                $($(.$o_set($($o_arg)?))*)?.end(),
                            &operation::client::fields::optional(&self.$o)$(.by::<$o_by>())?,
                        )?;)*)?
                        $($(fields.put(
                            &operation::at::$place(operation::codec::last(&[stringify!($n) $(, $n_wire)?]))
                                $($(.$n_set($($n_arg)?))*)?.end(),
                            &operation::client::fields::optional(&self.$n)$(.by::<$n_by>())?,
                        )?;)*)?
                        fields.end(operation::codec::last(&[None $(, Some($media))?]))?;
                    })*
                    $(
                        $(operation::client::Sends::send(
                            &operation::kind::$kind()$(.by::<$b_by>())?$($(.$b_set(const { $b_arg }))*)?, request, &self.$b,
                        )?;)?
                        $(if let Some(body) = &self.$p {
                            operation::client::Sends::send(
                                &operation::kind::$kind()$(.by::<$p_by>())?$($(.$p_set(const { $p_arg }))*)?, request, body,
                            )?;
                        })?
                    )?
                    Ok(())
                }

                $(fn key(&mut self) -> Option<String> {
                    Some(operation::client::KeyField::fill(&mut self.$($slot).+))
                })?

                fn read(
                    response: &operation::client::Reply,
                ) -> Result<operation::client::Answer<Self>, operation::codec::DecodeError> {
                    Ok(match response.status().as_u16() {
                        $($code $(..=$last)? => operation::client::Answer::Output(operation::client::Reads::read(
                            &operation::kind::$out()$(.by::<$out_by>())?$($(.$out_set($out_arg))*)?, response,
                        )?),)?
                        $($($ok_code $(..=$ok_last)? => {
                            operation::client::Answer::Output($outputs::$ok $(($(operation::client::Reads::read(
                                &operation::kind::$ok_kind()$(.by::<$ok_by>())?$($(.$ok_set($ok_arg))*)?, response,
                            )?),+))?)
                        })*)?
                        $($($e_code $(..=$e_last)? => {
                            operation::client::Answer::Error($errors::$e $(($(operation::client::Reads::read(
                                &operation::kind::$e_kind()$(.by::<$e_by>())?$($(.$e_set($e_arg))*)?, response,
                            )?),+))?)
                        })*)?
                        _ => operation::client::Answer::Undocumented,
                    })
                }
            }
        }

        operation::if_server! {
            impl operation::server::Endpoint for $request {
                type Output = $($output)? $($outputs)?;
                type Error = $($never)? $($errors)?;
                const META: operation::Meta = operation::Meta {
                    $(has_key: !stringify!($($slot).+).is_empty(),)?
                    $($key: $value,)*
                    ..operation::Meta::new($id, operation::Method::$method $(($other))?, $path)
                };

                // A group may be empty, and its texts may all be just that.
                #[allow(unused_imports, unused_variables)]
                fn read(request: &operation::server::Incoming) -> Result<Self, operation::server::Problem> {
                    use operation::Plan::*;
                    $(let $place = operation::server::fields::$place(request, const { &[
                        $($((
                            operation::codec::last(&[stringify!($r) $(, $r_wire)?]),
                            operation::codec::last(&[Text $(, $r_plan)?]),
                        ),)*)?
                        $($((
                            operation::codec::last(&[stringify!($o) $(, $o_wire)?]),
                            operation::codec::last(&[Text $(, $o_plan)?]),
                        ),)*)?
                        $($((
                            operation::codec::last(&[stringify!($n) $(, $n_wire)?]),
                            operation::codec::last(&[Text $(, $n_plan)?]),
                        ),)*)?
                    ] })?;)*
                    Ok(Self {
                        $(
                            $($($r: $place.required(
                                &operation::at::$place(operation::codec::last(&[stringify!($r) $(, $r_wire)?]))
                                    $($(.$r_set($($r_arg)?))*)?.end(),
                                &operation::codec::last(&[Text $(, $r_plan)?]),
                                operation::plain()$(.by::<$r_by>())?,
                            )?,)*)?
                            $($($o: $place.optional(
                                &operation::at::$place(operation::codec::last(&[stringify!($o) $(, $o_wire)?]))
                                    $($(.$o_set($($o_arg)?))*)?.end(),
                                &operation::codec::last(&[Text $(, $o_plan)?]),
                                operation::plain()$(.by::<$o_by>())?,
                            )?,)*)?
                            $($($n: $place.optional(
                                &operation::at::$place(operation::codec::last(&[stringify!($n) $(, $n_wire)?]))
                                    $($(.$n_set($($n_arg)?))*)?.end(),
                                &operation::codec::last(&[Text $(, $n_plan)?]),
                                operation::plain()$(.by::<$n_by>())?,
                            )?,)*)?
                        )*
                        $(
                            $($b: operation::server::Receives::receive(
                                &operation::kind::$kind()$(.by::<$b_by>())?$($(.$b_set(const { $b_arg }))*)?, request,
                            )?,)?
                            $($p: if request.has_body() {
                                Some(operation::server::Receives::receive(
                                    &operation::kind::$kind()$(.by::<$p_by>())?$($(.$p_set(const { $p_arg }))*)?, request,
                                )?)
                            } else {
                                None
                            },)?
                        )?
                    })
                }

                fn write(
                    outcome: Result<Self::Output, Self::Error>,
                ) -> Result<operation::server::Answer, operation::codec::EncodeError> {
                    match outcome {
                        $(Ok(value) => operation::server::Answers::answer(
                            &operation::kind::$out()$(.by::<$out_by>())?$($(.$out_set($out_arg))*)?,
                            operation::server::Answer::empty($code), value,
                        ),)?
                        $($(Ok($outputs::$ok $(($($ok_kind),+))?) => {
                            let answer = operation::server::Answer::empty($ok_code);
                            $($(let answer = operation::server::Answers::answer(
                                &operation::kind::$ok_kind()$(.by::<$ok_by>())?$($(.$ok_set($ok_arg))*)?,
                                answer, $ok_kind,
                            )?;)+)?
                            Ok(answer)
                        })*)?
                        $(Err(never) => {
                            let never: $never = never;
                            match never {}
                        })?
                        $($(Err($errors::$e $(($($e_kind),+))?) => {
                            let answer = operation::server::Answer::empty($e_code);
                            $($(let answer = operation::server::Answers::answer(
                                &operation::kind::$e_kind()$(.by::<$e_by>())?$($(.$e_set($e_arg))*)?,
                                answer, $e_kind,
                            )?;)+)?
                            Ok(answer)
                        })*)?
                    }
                }
            }
        }
    };
}

// Not every API has an operation.
#[allow(unused_imports)]
pub(crate) use {if_client, if_server, operation};

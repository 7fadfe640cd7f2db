//! The table of an operation, and all that follows from it.
//!
//! ```text
//! operation! { "Start a top-up":
//!     /// Opens a checkout, and tells where it is.
//!     TopupRequest = Account.topup, POST "/v1/account/topup" as "account.topup" key(key), effect: Effect::Money;
//!     header { key into<String> = "Idempotency-Key" }
//!     json(amount_usd into<Decimal> as codec::Number) {
//!         /// Where the browser goes after the checkout.
//!         return_url into<String>,
//!     };
//!     200 -> TopupRecord: json;
//!     else enum TopupError {
//!         402 PaymentRequired(problem ErrorBody) "No credit is left.",
//!         400..=499 ClientError(status StatusCode, problem ErrorBody),
//!     }
//! }
//! ```
//!
//! First what the operation does: a title, and docs that go on from it or stand alone. Then the request's name, `: Default`
//! behind it if nothing is required, and the method that makes the call: its view of the client, its name, and in parentheses
//! what it takes in place of the required fields (`request`) or beside them (`on_unknown`). Then method, path and id, and what
//! [`Meta`](super::Meta) has beside them; `key(…)` is the field of the idempotency key. Then the request's fields by the place
//! where they travel: in parentheses those that `new` takes, in braces those that a call sets, in brackets those whose setter has
//! another name than its field (`send as set_send: bool`).
//!
//! `limit: i64` is taken as it is, `name into<String>` from whatever goes into one; `each<String>` and `list<i64>` are a `Vec`
//! of such items, taken from whatever holds them, `set<String>` is a `BTreeSet`. An adapter follows `as`, a name on the wire
//! `=`, a style stands in brackets, and what the text of a parameter stands for follows `=>` (else it is text). `<- json(body:
//! Pet)` is a body that is one field. Last come the answers: `200 -> Pet: json` or `-> enum` over several, and the failures:
//! an enum, or one that several operations have and each calls by a name of its own (`else super::failures::NotFoundError as
//! FindError`). A variant says what it holds, each by its kind (see [`kind`](super::kind)), and what it means if that is more than
//! its name: in a string if it is short, in docs above it else. `pages.rs` says how a list goes on.
//!
//! The module above the table's says what all tables have in common: `words!` has the docs of fields and variants without any
//! (one of which nothing is said has an empty line or string), `common` completes the `Meta`, and `client` is the client's
//! module.

/// Everything about an operation.
#[allow(unused_macros)] // Not every API has something of each kind.
macro_rules! operation {
    (
        $($title:literal:)? $(#[doc = $doc:literal])* $(#[deprecated = $old:literal])?
        $request:ident $(: $default:ident)? $(= $view:ident.$call:ident $(($($takes:ident),*))?)?,
        $method:ident $(($other:literal))? $path:literal as $id:literal $(key($($slot:ident).+))?
            $(, $key:ident: $value:expr)*;
        $(
            $place:ident $(: $media:literal)?
            $(($(
                $(#[doc = $r_doc:literal])* $(#[deprecated = $r_old:literal])? $r:ident
                $(into<$r_into:ty>)? $(each<$r_each:ty>)? $(list<$r_list:ty>)? $(set<$r_set:ty>)? $(: $r_ty:ty)? $(as $r_by:ty)?
                $(= $r_wire:literal)? $([$($r_how:ident $(($r_arg:expr $(,)?))?),* $(,)?])? $(=> $r_plan:expr)?
            ),* $(,)?))?
            $({$(
                $(#[doc = $o_doc:literal])* $(#[deprecated = $o_old:literal])? $o:ident
                $(into<$o_into:ty>)? $(each<$o_each:ty>)? $(list<$o_list:ty>)? $(set<$o_set:ty>)? $(: $o_ty:ty)? $(as $o_by:ty)?
                $(= $o_wire:literal)? $([$($o_how:ident $(($o_arg:expr $(,)?))?),* $(,)?])? $(=> $o_plan:expr)?
            ),* $(,)?})?
            $([$(
                $(#[doc = $n_doc:literal])* $(#[deprecated = $n_old:literal])? $n:ident as $n_setter:ident
                $(into<$n_into:ty>)? $(each<$n_each:ty>)? $(list<$n_list:ty>)? $(set<$n_set:ty>)? $(: $n_ty:ty)? $(as $n_by:ty)?
                $(= $n_wire:literal)? $([$($n_how:ident $(($n_arg:expr $(,)?))?),* $(,)?])? $(=> $n_plan:expr)?
            ),* $(,)?])?
        )*
        $(<- $kind:ident
            $((
                $(#[doc = $b_doc:literal])* $(#[deprecated = $b_old:literal])? $b:ident
                $(into<$b_into:ty>)? $(each<$b_each:ty>)? $(list<$b_list:ty>)? $(set<$b_set:ty>)? $(: $b_ty:ty)?
                $(as $b_by:ty)? $([$($b_how:ident($b_arg:expr $(,)?)),* $(,)?])? $(,)?
            ))?
            $({
                $(#[doc = $p_doc:literal])* $(#[deprecated = $p_old:literal])? $p:ident
                $(into<$p_into:ty>)? $(each<$p_each:ty>)? $(list<$p_list:ty>)? $(set<$p_set:ty>)? $(: $p_ty:ty)?
                $(as $p_by:ty)? $([$($p_how:ident($p_arg:expr $(,)?)),* $(,)?])? $(,)?
            })?
        )? $(;)?
        $($code:literal $(..=$last:literal)? -> $output:ty: $out:ident $(as $out_by:ty)?
            $([$($out_set:ident($out_arg:expr $(,)?)),* $(,)?])?;)?
        $(-> enum $outputs:ident {$(
            $(#[doc = $ok_line:literal])* $ok_code:literal $(..=$ok_last:literal)? $ok:ident
            $(($($ok_kind:ident $ok_ty:ty $(as $ok_by:ty)? $([$($ok_set:ident($ok_arg:expr $(,)?)),* $(,)?])?),+ $(,)?))?
            $($ok_doc:literal)?
        ),* $(,)?})?
        $(else $shared:ty $(as $alias:ident)?;)?
        $(else enum $errors:ident {$(
            $(#[doc = $e_line:literal])* $e_code:literal $(..=$e_last:literal)? $e:ident
            $(($($e_kind:ident $e_ty:ty $(as $e_by:ty)? $([$($e_set:ident($e_arg:expr $(,)?)),* $(,)?])?),+ $(,)?))?
            $($e_doc:literal)?
        ),* $(,)?})?
        $(pages($($pages:tt)*);)?
    ) => {
        #[doc = operation::about!([$($title "")? $($doc)*] $method $($other)?, $path)]
        #[derive(Clone, Debug)]
        pub struct $request {
            $(
                $($(
                    #[doc = super::words!([$($r_doc)*] [$($r_old)?] $r)]
                    pub $r: $($r_ty)? $($r_into)? $(Vec<$r_each>)? $(Vec<$r_list>)? $(::std::collections::BTreeSet<$r_set>)?,
                )*)?
                $($(
                    #[doc = super::words!([$($o_doc)*] [$($o_old)?] $o)]
                    pub $o: Option<$($o_ty)? $($o_into)? $(Vec<$o_each>)? $(Vec<$o_list>)? $(::std::collections::BTreeSet<$o_set>)?>,
                )*)?
                $($(
                    #[doc = super::words!([$($n_doc)*] [$($n_old)?] $n)]
                    pub $n: Option<$($n_ty)? $($n_into)? $(Vec<$n_each>)? $(Vec<$n_list>)? $(::std::collections::BTreeSet<$n_set>)?>,
                )*)?
            )*
            $(
                $(
                    #[doc = super::words!([$($b_doc)*] [$($b_old)?] $b)]
                    pub $b: $($b_ty)? $($b_into)? $(Vec<$b_each>)? $(Vec<$b_list>)? $(::std::collections::BTreeSet<$b_set>)?,
                )?
                $(
                    #[doc = super::words!([$($p_doc)*] [$($p_old)?] $p)]
                    pub $p: Option<$($p_ty)? $($p_into)? $(Vec<$p_each>)? $(Vec<$p_list>)? $(::std::collections::BTreeSet<$p_set>)?>,
                )?
            )?
        }

        impl $request {
            /// The required values, and nothing else.
            pub fn new(
                $($($(
                    $r: $($r_ty)? $(impl Into<$r_into>)? $(impl IntoIterator<Item = impl Into<$r_each>>)?
                        $(impl IntoIterator<Item = $r_list>)? $(impl IntoIterator<Item = impl Into<$r_set>>)?,
                )*)?)*
                $($(
                    $b: $($b_ty)? $(impl Into<$b_into>)? $(impl IntoIterator<Item = impl Into<$b_each>>)?
                        $(impl IntoIterator<Item = $b_list>)? $(impl IntoIterator<Item = impl Into<$b_set>>)?,
                )?)?
            ) -> Self {
                Self {
                    $($($($r: $(operation::one::<$r_ty>)? $(operation::one::<$r_into>)? $(operation::each::<$r_each>)?
                        $(operation::each::<$r_list>)? $(operation::set::<$r_set>)? ($r),)*)? $($($o: None,)*)? $($($n: None,)*)?)*
                    $($($b: $(operation::one::<$b_ty>)? $(operation::one::<$b_into>)? $(operation::each::<$b_each>)?
                        $(operation::each::<$b_list>)? $(operation::set::<$b_set>)? ($b),)? $($p: None,)?)?
                }
            }
        }

        $(impl ::core::default::$default for $request {
            fn default() -> Self {
                Self::new()
            }
        })?

        $(operation::outputs! {
            concat!("Documented outputs of [`", stringify!($request), "`].");
            $outputs { $([$ok_code $(..=$ok_last)?] $ok $(($($ok_ty),+))? [$($ok_line)* $($ok_doc)?],)* }
        })?
        $(operation::failures! {
            $errors {$(
                $(#[doc = $e_line])* $e_code $(..=$e_last)? $e
                $(($($e_kind $e_ty $(as $e_by)? $([$($e_set($e_arg)),*])?),+))? $($e_doc)?
            ),*}
        })?
        $($(
            /// Failures that other operations have as well.
            pub type $alias = $shared;
        )?)?

        operation::if_client! {
            operation::method! {
                [$($view $call ($($($takes)*)?))?]
                $(#[doc = $title] #[doc = ""])? $(#[doc = $doc])*
                #[doc = concat!("\n\n`", operation::verb!($method $($other)?), " ", $path, "`")]
                $(#[deprecated = $old])?
                $request(
                    $($($(
                        $r: $($r_ty)? $(impl Into<$r_into>)? $(impl IntoIterator<Item = impl Into<$r_each>>)?
                            $(impl IntoIterator<Item = $r_list>)? $(impl IntoIterator<Item = impl Into<$r_set>>)?,
                    )*)?)*
                    $($(
                        $b: $($b_ty)? $(impl Into<$b_into>)? $(impl IntoIterator<Item = impl Into<$b_each>>)?
                            $(impl IntoIterator<Item = $b_list>)? $(impl IntoIterator<Item = impl Into<$b_set>>)?,
                    )?)?
                )
            }

            $(operation::pages! { $request $($pages)* })?

            impl operation::client::Call<$request> {
                $(
                    $($(
                        /// Sets the request's field of this name.
                        $(#[deprecated = $o_old])?
                        pub fn $o(
                            mut self,
                            $o: $($o_ty)? $(impl Into<$o_into>)? $(impl IntoIterator<Item = impl Into<$o_each>>)?
                                $(impl IntoIterator<Item = $o_list>)? $(impl IntoIterator<Item = impl Into<$o_set>>)?,
                        ) -> Self {
                            $(operation::put::<$o_ty>)? $(operation::put::<$o_into>)? $(operation::put_each::<$o_each>)?
                                $(operation::put_each::<$o_list>)? $(operation::put_set::<$o_set>)? (&mut self.request.$o, $o);
                            self
                        }
                    )*)?
                    $($(
                        #[doc = concat!("Sets [`", stringify!($request), "::", stringify!($n), "`].")]
                        $(#[deprecated = $n_old])?
                        pub fn $n_setter(
                            mut self,
                            $n: $($n_ty)? $(impl Into<$n_into>)? $(impl IntoIterator<Item = impl Into<$n_each>>)?
                                $(impl IntoIterator<Item = $n_list>)? $(impl IntoIterator<Item = impl Into<$n_set>>)?,
                        ) -> Self {
                            $(operation::put::<$n_ty>)? $(operation::put::<$n_into>)? $(operation::put_each::<$n_each>)?
                                $(operation::put_each::<$n_list>)? $(operation::put_set::<$n_set>)? (&mut self.request.$n, $n);
                            self
                        }
                    )*)?
                )*
                $($(
                    /// Sets the request's field of this name.
                    $(#[deprecated = $p_old])?
                    pub fn $p(
                        mut self,
                        $p: $($p_ty)? $(impl Into<$p_into>)? $(impl IntoIterator<Item = impl Into<$p_each>>)?
                            $(impl IntoIterator<Item = $p_list>)? $(impl IntoIterator<Item = impl Into<$p_set>>)?,
                    ) -> Self {
                        $(operation::put::<$p_ty>)? $(operation::put::<$p_into>)? $(operation::put_each::<$p_each>)?
                            $(operation::put_each::<$p_list>)? $(operation::put_set::<$p_set>)? (&mut self.request.$p, $p);
                        self
                    }
                )?)?
            }

            impl operation::client::Operation for $request {
                type Output = $($output)? $($outputs)?;
                type Error = $($shared)? $($errors)?;
                const META: operation::Meta = operation::Meta {
                    $(has_key: !stringify!($($slot).+).is_empty(),)?
                    $($key: $value,)*
                    ..super::common(operation::Meta::new($id, operation::Method::$method $(($other))?, $path))
                };

                fn write(
                    &self,
                    request: &mut operation::client::Outgoing,
                ) -> Result<(), operation::codec::EncodeError> {
                    $({
                        let mut fields = operation::client::fields::$place(request);
                        $($(
                            $(fields.how(operation::at::$place("")$(.$r_how($($r_arg)?))*);)?
                            fields$(.by::<$r_by>())?.required({ stringify!($r) $(; $r_wire)? }, &self.$r);
                        )*)?
                        $($(
                            $(fields.how(operation::at::$place("")$(.$o_how($($o_arg)?))*);)?
                            fields$(.by::<$o_by>())?.optional({ stringify!($o) $(; $o_wire)? }, &self.$o);
                        )*)?
                        $($(
                            $(fields.how(operation::at::$place("")$(.$n_how($($n_arg)?))*);)?
                            fields$(.by::<$n_by>())?.optional({ stringify!($n) $(; $n_wire)? }, &self.$n);
                        )*)?
                        fields.end([$($media)?]);
                    })*
                    $(
                        $(operation::client::fields::body(
                            request, operation::kind::$kind()$(.by::<$b_by>())?$($(.$b_how(const {
                                #[allow(unused_imports)] // A plan is for a server.
                                use operation::Plan::*;
                                $b_arg
                            }))*)?, &self.$b,
                        );)?
                        $(if let Some(body) = &self.$p {
                            operation::client::fields::body(
                                request, operation::kind::$kind()$(.by::<$p_by>())?$($(.$p_how(const {
                                    #[allow(unused_imports)] // A plan is for a server.
                                    use operation::Plan::*;
                                    $p_arg
                                }))*)?, body,
                            );
                        })?
                    )?
                    request.written()
                }

                $(fn key(&mut self) -> Option<String> {
                    Some(operation::client::KeyField::fill(&mut self.$($slot).+))
                })?

                fn read(
                    response: &operation::client::Reply,
                ) -> Result<operation::client::Answer<Self::Output, Self::Error>, operation::codec::DecodeError> {
                    $(operation::client::Answer::one(
                        response, $code, [$($last)?], operation::kind::$out()$(.by::<$out_by>())?$($(.$out_set($out_arg))*)?,
                    ))?
                    $(Ok(match response.status().as_u16() {
                        $($ok_code $(..=$ok_last)? => {
                            operation::client::Answer::Output($outputs::$ok $(($(operation::client::Reads::read(
                                &operation::kind::$ok_kind()$(.by::<$ok_by>())?$($(.$ok_set($ok_arg))*)?, response,
                            )?),+))?)
                        })*
                        _ => operation::client::Answer::failed(response)?,
                    }))?
                }
            }
        }

        operation::if_server! {
            // Who tests a server compares what came with what was sent.
            impl PartialEq for $request {
                fn eq(&self, other: &Self) -> bool {
                    let _ = other; // A request may have no fields.
                    true
                        $($($(&& self.$r == other.$r)*)? $($(&& self.$o == other.$o)*)? $($(&& self.$n == other.$n)*)?)*
                        $($(&& self.$b == other.$b)? $(&& self.$p == other.$p)?)?
                }
            }

            impl operation::server::Endpoint for $request {
                type Output = $($output)? $($outputs)?;
                type Error = $($shared)? $($errors)?;
                const META: operation::Meta = operation::Meta {
                    $(has_key: !stringify!($($slot).+).is_empty(),)?
                    $($key: $value,)*
                    ..super::common(operation::Meta::new($id, operation::Method::$method $(($other))?, $path))
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
                                    $($(.$r_how($($r_arg)?))*)?.end(),
                                &operation::codec::last(&[Text $(, $r_plan)?]),
                                operation::plain()$(.by::<$r_by>())?,
                            )?,)*)?
                            $($($o: $place.optional(
                                &operation::at::$place(operation::codec::last(&[stringify!($o) $(, $o_wire)?]))
                                    $($(.$o_how($($o_arg)?))*)?.end(),
                                &operation::codec::last(&[Text $(, $o_plan)?]),
                                operation::plain()$(.by::<$o_by>())?,
                            )?,)*)?
                            $($($n: $place.optional(
                                &operation::at::$place(operation::codec::last(&[stringify!($n) $(, $n_wire)?]))
                                    $($(.$n_how($($n_arg)?))*)?.end(),
                                &operation::codec::last(&[Text $(, $n_plan)?]),
                                operation::plain()$(.by::<$n_by>())?,
                            )?,)*)?
                        )*
                        $(
                            $($b: operation::server::Receives::receive(
                                &operation::kind::$kind()$(.by::<$b_by>())?$($(.$b_how(const { $b_arg }))*)?, request,
                            )?,)?
                            $($p: if request.has_body() {
                                Some(operation::server::Receives::receive(
                                    &operation::kind::$kind()$(.by::<$p_by>())?$($(.$p_how(const { $p_arg }))*)?, request,
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
                        Err(error) => operation::server::Documented::answer(error),
                    }
                }
            }
        }
    };
}

// Not every API has an operation.
#[allow(unused_imports)]
pub(crate) use operation;

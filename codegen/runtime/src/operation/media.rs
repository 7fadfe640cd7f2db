//! Tables of what stands beside an operation: bodies of several media types, answers with headers, multipart forms, and what
//! the body of a failure says.
//!
//! ```text
//! operation::bodies! { SetBody { "application/json" Json(json Pet), "image/png" Png(binary Bytes) } }
//! operation::replies! { GetOkBody { "application/json" Json(json Pet), "text/csv" Csv(text String) } }
//! operation::response! { GetTooMany(json Problem): (after: i64 = "Retry-After" => Json) { left: i64 = "Left" => Json } }
//! operation::parts! { ImportRequest: ImportBody { file: file, more: file: "image/png", fees: field as codec::Number => Json } }
//! operation::stream! { ChatRequest: 200 -> operation::Event<Delta>: events, body.stream }
//! operation::download! { ReadTileRequest: 200 -> "image/png" }
//! operation::message! { ErrorBody: error.message }
//! ```
//!
//! A header or a part says what [`operation!`](super::table) says of a parameter.

/// The body of a request, of several media types.
#[allow(unused_macros)] // Not every API has something of each kind.
// driftless:part bodies
macro_rules! bodies {
    ($(#[$meta:meta])* $name:ident {$(
        $media:literal $variant:ident($kind:ident $ty:ty $(as $by:ty)? $([$($set:ident($arg:expr $(,)?)),* $(,)?])? $(,)?)
    ),* $(,)?}) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq)]
        pub enum $name {
            $(#[doc = concat!("`", $media, "`.")] $variant($ty),)*
        }

        operation::if_client! {
            impl operation::client::Sent for $name {
                #[allow(unused_imports)] // A form's plan is the server's.
                fn send(
                    &self,
                    request: &mut operation::client::Outgoing,
                ) -> Result<(), operation::codec::EncodeError> {
                    use operation::Plan::*;
                    match self {
                        $(Self::$variant(value) => operation::client::Sends::send(
                            &operation::kind::$kind()$(.by::<$by>())?$($(.$set(const { $arg }))*)?.media($media), request, value,
                        ),)*
                    }
                }
            }
        }

        operation::if_server! {
            impl operation::server::Receivable for $name {
                #[allow(unused_imports)] // Only forms have a plan.
                fn receive(request: &operation::server::Incoming) -> Result<Self, operation::server::Problem> {
                    use operation::Plan::*;
                    $(if request.is($media) {
                        return operation::server::Receives::receive(
                            &operation::kind::$kind()$(.by::<$by>())?$($(.$set(const { $arg }))*)?.media($media), request,
                        ).map(Self::$variant);
                    })*
                    Err(request.unsupported(&[$($media),*]))
                }
            }
        }
    };
}

/// The body of an answer, of several media types. What has none of them is read as the last one, which then says what is
/// wrong with it.
#[allow(unused_macros)] // Not every API has something of each kind.
// driftless:part replies
macro_rules! replies {
    ($(#[$meta:meta])* $name:ident {
        $($media:literal $variant:ident($kind:ident $ty:ty $(as $by:ty)?),)*
        else $last_media:literal $last:ident($last_kind:ident $last_ty:ty $(as $last_by:ty)?) $(,)?
    }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq)]
        pub enum $name {
            $(#[doc = concat!("`", $media, "`.")] $variant($ty),)*
            #[doc = concat!("`", $last_media, "`.")]
            $last($last_ty),
        }

        operation::if_client! {
            impl operation::client::Readable for $name {
                fn read(response: &operation::client::Reply) -> Result<Self, operation::codec::DecodeError> {
                    $(if response.is($media) {
                        return operation::client::Reads::read(
                            &operation::kind::$kind()$(.by::<$by>())?, response,
                        ).map(Self::$variant);
                    })*
                    operation::client::Reads::read(
                        &operation::kind::$last_kind()$(.by::<$last_by>())?, response,
                    ).map(Self::$last)
                }
            }
        }

        operation::if_server! {
            impl operation::server::Answerable for $name {
                fn answer(
                    self,
                    answer: operation::server::Answer,
                ) -> Result<operation::server::Answer, operation::codec::EncodeError> {
                    match self {
                        $(Self::$variant(value) => operation::server::Answers::answer(
                            &operation::kind::$kind()$(.by::<$by>())?.media($media), answer, value,
                        ),)*
                        Self::$last(value) => operation::server::Answers::answer(
                            &operation::kind::$last_kind()$(.by::<$last_by>())?.media($last_media), answer, value,
                        ),
                    }
                }
            }
        }
    };
}

/// The struct of an answer's body and headers.
#[allow(unused_macros)] // Not every API has something of each kind.
// driftless:part headers
macro_rules! response {
    (
        $name:ident $(($kind:ident $body_ty:ty $(as $by:ty)? $([$($set:ident($arg:expr $(,)?)),* $(,)?])?))?:
        $(($(
            $(#[doc = $r_doc:literal])* $r:ident: $r_ty:ty $(as $r_by:ty)? $(= $r_wire:literal)?
            $([$($r_set:ident $(($r_arg:expr $(,)?))?),* $(,)?])? $(=> $r_plan:expr)?
        ),* $(,)?))?
        $({$(
            $(#[doc = $o_doc:literal])* $o:ident: $o_ty:ty $(as $o_by:ty)? $(= $o_wire:literal)?
            $([$($o_set:ident $(($o_arg:expr $(,)?))?),* $(,)?])? $(=> $o_plan:expr)?
        ),* $(,)?})?
    ) => {
        #[doc = "An answer with its headers."]
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name {
            $(
                /// The body.
                pub body: $body_ty,
            )?
            $($(
                $(#[doc = concat!(" Header `", $r_wire, "`.\n")])?
                $(#[doc = $r_doc])*
                pub $r: $r_ty,
            )*)?
            $($(
                $(#[doc = concat!(" Header `", $o_wire, "`.\n")])?
                $(#[doc = $o_doc])*
                pub $o: Option<$o_ty>,
            )*)?
        }

        operation::if_client! {
            impl operation::client::Readable for $name {
                #[allow(unused_imports)] // Headers that are just text have no plan.
                fn read(response: &operation::client::Reply) -> Result<Self, operation::codec::DecodeError> {
                    use operation::Plan::*;
                    Ok(Self {
                        $($($r: response.required(
                            &operation::at::header(operation::codec::last(&[stringify!($r) $(, $r_wire)?]))
                                $($(.$r_set($($r_arg)?))*)?.end(),
                            &operation::codec::last(&[Text $(, $r_plan)?]),
                            operation::plain()$(.by::<$r_by>())?,
                        )?,)*)?
                        $($($o: response.optional(
                            &operation::at::header(operation::codec::last(&[stringify!($o) $(, $o_wire)?]))
                                $($(.$o_set($($o_arg)?))*)?.end(),
                            &operation::codec::last(&[Text $(, $o_plan)?]),
                            operation::plain()$(.by::<$o_by>())?,
                        )?,)*)?
                        $(body: operation::client::Reads::read(
                            &operation::kind::$kind()$(.by::<$by>())?$($(.$set($arg))*)?, response,
                        )?,)?
                    })
                }
            }
        }

        operation::if_server! {
            impl operation::server::Answerable for $name {
                fn answer(
                    self,
                    answer: operation::server::Answer,
                ) -> Result<operation::server::Answer, operation::codec::EncodeError> {
                    $($(let answer = answer.required(
                        &operation::at::header(operation::codec::last(&[stringify!($r) $(, $r_wire)?]))
                            $($(.$r_set($($r_arg)?))*)?.end(),
                        &self.$r, operation::plain()$(.by::<$r_by>())?,
                    )?;)*)?
                    $($(let answer = answer.optional(
                        &operation::at::header(operation::codec::last(&[stringify!($o) $(, $o_wire)?]))
                            $($(.$o_set($($o_arg)?))*)?.end(),
                        &self.$o, operation::plain()$(.by::<$o_by>())?,
                    )?;)*)?
                    $(let answer = operation::server::Answers::answer(
                        &operation::kind::$kind()$(.by::<$by>())?$($(.$set($arg))*)?, answer, self.body,
                    )?;)?
                    Ok(answer)
                }
            }
        }
    };
}

/// The parts of a multipart body, for the request that has it: a `file`, or a `field` of text or JSON.
#[allow(unused_macros)] // Not every API has something of each kind.
// driftless:part multipart
macro_rules! parts {
    ($request:ident: $ty:ident {$(
        $part:ident: $how:ident $(as $by:ty)? $(= $wire:literal)? $(: $media:literal)? $(=> $plan:expr)?
    ),* $(,)?}) => {
        operation::if_client! {
            impl operation::client::Parts<$ty> for $request {
                #[allow(deprecated, unused_variables)] // Parts may be deprecated, or none.
                fn write(
                    form: &mut operation::client::Multipart,
                    value: &$ty,
                ) -> Result<(), operation::codec::EncodeError> {
                    $(form.$how(
                        operation::codec::last(&[stringify!($part) $(, $wire)?]),
                        operation::codec::last(&[None $(, Some($media))?]),
                        &value.$part,
                        operation::plain()$(.by::<$by>())?,
                    )?;)*
                    Ok(())
                }
            }
        }

        operation::if_server! {
            impl operation::server::Parts<$ty> for $request {
                #[allow(deprecated, unused_imports, unused_variables)] // Parts may be deprecated, just text, or none.
                fn read(form: &operation::server::Multipart) -> Result<$ty, operation::server::Problem> {
                    use operation::Plan::*;
                    Ok($ty {$(
                        $part: form.$how(
                            operation::codec::last(&[stringify!($part) $(, $wire)?]),
                            operation::codec::last(&[None $(, Some($media))?]),
                            &operation::codec::last(&[Text $(, $plan)?]),
                            operation::plain()$(.by::<$by>())?,
                        )?,
                    )*})
                }
            }
        }
    };
}

/// What comes item by item, if a caller asks for that: from an answer of this status, in the body of the kind that follows. Last
/// stands the property that asks for it, if the request has one.
#[allow(unused_macros)] // Not every API has something of each kind.
// driftless:part streams
macro_rules! stream {
    ($request:ident: $code:literal $(..=$last:literal)? -> $item:ty:
        $kind:ident $(as $by:ty)? $([$($set:ident($arg:expr $(,)?)),* $(,)?])? $(, $($flag:ident).+)? $(,)?
    ) => {
        operation::if_client! {
            impl operation::client::Streams for $request {
                type Item = $item;
                const MEDIA: &'static str = operation::kind::$kind()$(.by::<$by>())?$($(.$set($arg))*)?.media;

                fn frames(limit: usize) -> Box<dyn operation::client::Frames<$item>> {
                    let kind = operation::kind::$kind()$(.by::<$by>())?$($(.$set($arg))*)?;
                    operation::client::Framed::<$item>::frames(kind, limit)
                }

                fn fits(status: u16, media_type: &str) -> bool {
                    let kind = operation::kind::$kind()$(.by::<$by>())?$($(.$set($arg))*)?;
                    matches!(status, $code $(..=$last)?) && operation::client::Framed::<$item>::fits(&kind, media_type)
                }

                $(fn ask(&mut self) {
                    operation::client::Flag::raise(&mut self.$($flag).+);
                })?
            }
        }

        operation::if_server! {
            impl operation::server::Streams for $request {
                type Item = $item;
                const STATUS: u16 = $code;
                const MEDIA: &'static str = operation::kind::$kind()$(.by::<$by>())?$($(.$set($arg))*)?.media;

                fn frame(item: &$item, body: &mut Vec<u8>) -> Result<(), operation::codec::EncodeError> {
                    let kind = operation::kind::$kind()$(.by::<$by>())?$($(.$set($arg))*)?;
                    operation::server::Framed::frame(&kind, item, body)
                }
            }
        }
    };
}

/// Bytes that come bit by bit, if a caller asks for that: from an answer of this status, unless it is of one of the media types
/// that follow.
#[allow(unused_macros)] // Not every API has something of each kind.
// driftless:part downloads
macro_rules! download {
    ($request:ident: $code:literal $(..=$last:literal)? -> $media:literal $(, not $other:literal)* $(,)?) => {
        operation::if_client! {
            impl operation::client::Downloads for $request {
                const MEDIA: &'static str = $media;

                fn fits(status: u16, media_type: &str) -> bool {
                    const OTHERS: &[&str] = &[$($other),*];
                    matches!(status, $code $(..=$last)?) && !OTHERS.contains(&media_type)
                }
            }
        }

        operation::if_server! {
            impl operation::server::Downloads for $request {
                const STATUS: u16 = $code;
                const MEDIA: &'static str = $media;
            }
        }
    };
}

/// Where the body of a failure says what went wrong.
#[allow(unused_macros)] // Not every API has something of each kind.
macro_rules! message {
    ($ty:ident: $($field:ident).+) => {
        impl operation::Message for $ty {
            fn message(&self) -> Option<&str> {
                operation::Message::message(&self.$($field).+)
            }
        }
    };
}

// Operations that use these can be left out by features.
#[allow(unused_imports)]
// driftless:part bodies
pub(crate) use bodies;
#[allow(unused_imports)]
// driftless:part downloads
pub(crate) use download;
#[allow(unused_imports)]
pub(crate) use message;
#[allow(unused_imports)]
// driftless:part multipart
pub(crate) use parts;
#[allow(unused_imports)]
// driftless:part replies
pub(crate) use replies;
#[allow(unused_imports)]
// driftless:part headers
pub(crate) use response;
#[allow(unused_imports)]
// driftless:part streams
pub(crate) use stream;

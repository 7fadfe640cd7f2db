//! Tables: a type together with what its JSON looks like, and the implementations that follow from both.
//!
//! ```text
//! codec::object! { pub struct Topup: Default { id: String, note: Option<String>, fee: Option<Decimal> as codec::Maybe<codec::Number> } }
//! codec::object! { pub struct Key, closed { secret: Secret, r#type: String = "type", ..additional: Value } }
//! codec::variant! { pub struct Circle { radius: i64 } }
//! codec::text_enum! { pub enum Kind { OneOff = "one-off", ..Unknown } }
//! codec::int_enum! { pub enum Priority { High = 1, ..Unknown } }
//! codec::union! { pub enum Shape by "kind" { Circle(Box<Circle>) = "circle", Area(Decimal as codec::Number): Number, ..Unknown } }
//! ```
//!
//! A struct that callers make has `fn new(…)` of its required fields after its braces; one that is a variant of a union is a
//! `variant!`. Fields are public. An `Option` may be absent unless `Required` follows its type; a name in JSON follows `=` where it
//! differs, an adapter `as`. `..` names what keeps undeclared properties and unknown values. Every type is `Clone`, `Debug` and
//! `PartialEq`, a struct also `Default` where that follows its name, an enum all that its values allow.

/// A struct that is read from and written as a JSON object.
#[allow(unused_macros)] // Not every API has something of each kind.
macro_rules! object {
    (
        $(#[$attribute:meta])*
        pub struct $name:ident $(: $default:ident)? $(, $mode:ident)? {
            $(
                $(#[$about:meta])*
                $field:ident: $ty:ty $(: $presence:ident)? $(as $codec:ty)? $(= $key:literal)?
            ),*
            $(, ..$rest:ident: $rest_ty:ty $(as $rest_codec:ty)?)? $(,)?
        }
    ) => {
        $(#[$attribute])*
        #[derive(Debug, $($default)?)]
        pub struct $name {
            $($(#[$about])* pub $field: $ty,)*
            $(
                /// Undeclared properties.
                pub $rest: ::std::collections::BTreeMap<String, $rest_ty>,
            )?
        }

        impl Clone for $name {
            fn clone(&self) -> Self {
                Self { $($field: self.$field.clone(),)* $($rest: self.$rest.clone())? }
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                let _ = other; // A struct may have no fields.
                true $(&& self.$field == other.$field)* $(&& self.$rest == other.$rest)?
            }
        }

        impl codec::Object for $name {
            const KEYS: &'static [&'static str] = &[$({ stringify!($field) $(; $key)? }),*];
            $(const CLOSED: bool = codec::mode::$mode;)?
            $(const KEEPS: bool = !stringify!($rest).is_empty();)?

            #[inline]
            fn read<R: codec::Reader>(reader: R) -> Result<Self, R::Error> {
                let codec::chunks!($($field)* $($rest)?) = codec::fill::<Self, R, _>(reader, codec::chunks!(
                    $((<codec::Of<$ty $(, codec::$presence)?>>::SLOT$(.by::<$codec>())?))*
                    $((codec::Rest::EMPTY$(.by::<$rest_codec>())?))?
                ))?;
                Ok(Self { $($field,)* $($rest)? })
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                codec::object(deserializer)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let object = &mut codec::ObjectWriter::new(serializer, <Self as codec::Object>::KEYS);
                $(object.put(<codec::Of<$ty $(, codec::$presence)?>>::SLOT$(.by::<$codec>())?, &self.$field);)*
                $(object.put(codec::Rest::EMPTY$(.by::<$rest_codec>())?, &self.$rest);)?
                object.end()
            }
        }
    };
    (
        $(#[$attribute:meta])*
        pub struct $name:ident $(: $default:ident)? $(, $mode:ident)? {
            $(
                $(#[$about:meta])*
                $field:ident: $ty:ty $(: $presence:ident)? $(as $codec:ty)? $(= $key:literal)?
            ),*
            $(, ..$rest:ident: $rest_ty:ty $(as $rest_codec:ty)?)? $(,)?
        }
        fn new($($argument:ident: $argument_ty:ty),* $(,)?)
    ) => {
        codec::object! {
            $(#[$attribute])*
            pub struct $name $(: $default)? $(, $mode)? {
                $($(#[$about])* $field: $ty $(: $presence)? $(as $codec)? $(= $key)?),*
                $(, ..$rest: $rest_ty $(as $rest_codec)?)?
            }
        }

        // A required field is named twice: first as absent, then by its argument.
        #[allow(unused_variables)]
        impl $name {
            /// A value with its required fields; the others are absent.
            #[must_use]
            pub fn new($($argument: $argument_ty),*) -> Self {
                let given = ($(codec::Given($argument.into()),)*);
                $(let $field = codec::Absent;)*
                let ($($argument,)*) = given;
                Self { $($field: $field.value(),)* $($rest: ::std::collections::BTreeMap::new())? }
            }
        }
    };
}

/// A struct that is a variant of a union, which knows it by its fields.
#[allow(unused_macros)] // Not every API has something of each kind.
macro_rules! variant {
    (
        $(#[$attribute:meta])*
        pub struct $name:ident $(: $default:ident)? $(, $mode:ident)? {
            $(
                $(#[$about:meta])*
                $field:ident: $ty:ty $(: $presence:ident)? $(as $codec:ty)? $(= $key:literal)?
            ),*
            $(, ..$rest:ident: $rest_ty:ty $(as $rest_codec:ty)?)? $(,)?
        }
        $($new:tt)*
    ) => {
        codec::object! {
            $(#[$attribute])*
            pub struct $name $(: $default)? $(, $mode)? {
                $($(#[$about])* $field: $ty $(: $presence)? $(as $codec)? $(= $key)?),*
                $(, ..$rest: $rest_ty $(as $rest_codec)?)?
            }
            $($new)*
        }

        impl codec::Shaped for $name {
            const SHAPE: codec::Shape = {
                #[allow(unused_imports)] // It may have no fields.
                use codec::Unlisted as _;
                codec::Shape::Object {
                    fields: &[$(codec::Field {
                        key: { stringify!($field) $(; $key)? },
                        required: <codec::Of<$ty $(, codec::$presence)?>>::REQUIRED,
                        shape: <codec::Of<$ty>>::VALUES,
                    }),*],
                    closed: <Self as codec::Object>::CLOSED,
                }
            };
        }
    };
}

/// An enum over strings.
#[allow(unused_macros)] // Not every API has something of each kind.
macro_rules! text_enum {
    (
        $(#[$attribute:meta])*
        pub enum $name:ident { $($(#[$about:meta])* $variant:ident = $text:literal,)* ..$unknown:ident }
    ) => {
        $(#[$attribute])*
        #[derive(Clone, Debug)]
        pub enum $name {
            $(
                $(#[$about])*
                #[doc = concat!("`` ", $text, " ``")]
                $variant,
            )*
            /// A value this crate does not know.
            $unknown(String),
        }

        impl $name {
            /// The string that stands in JSON.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self { $(Self::$variant => $text,)* Self::$unknown(text) => text }
            }
        }

        impl codec::Text for $name {
            const TEXTS: &'static [&'static str] = &[$($text),*];

            fn from_text(text: &str) -> Self {
                match text { $($text => Self::$variant,)* _ => Self::$unknown(text.to_owned()) }
            }
        }

        // What is derived compares variants first and texts then, in as much code again as all of this.
        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl Eq for $name {}

        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<::core::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }

        impl Ord for $name {
            fn cmp(&self, other: &Self) -> ::core::cmp::Ordering {
                self.as_str().cmp(other.as_str())
            }
        }

        impl ::core::hash::Hash for $name {
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }

        impl codec::Shaped for $name {
            const SHAPE: codec::Shape = codec::Shape::Texts(<Self as codec::Text>::TEXTS);
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                codec::Text::from_text(text)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                codec::text(deserializer)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    };
}

/// An enum over integers.
#[allow(unused_macros)] // Not every API has something of each kind.
macro_rules! int_enum {
    (
        $(#[$attribute:meta])*
        pub enum $name:ident { $($(#[$about:meta])* $variant:ident = $code:literal,)* ..$unknown:ident }
    ) => {
        $(#[$attribute])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $(
                $(#[$about])*
                #[doc = concat!("`", $code, "`")]
                $variant,
            )*
            /// A value this crate does not know.
            $unknown(i64),
        }

        impl $name {
            /// The integer that stands in JSON.
            #[must_use]
            pub fn code(self) -> i64 {
                match self { $(Self::$variant => $code,)* Self::$unknown(code) => code }
            }
        }

        impl codec::Code for $name {

            fn code(&self) -> i64 {
                (*self).code()
            }

            fn from_code(code: i64) -> Self {
                match code { $($code => Self::$variant,)* _ => Self::$unknown(code) }
            }
        }

        impl From<i64> for $name {
            fn from(code: i64) -> Self {
                codec::Code::from_code(code)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                codec::code(deserializer)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_i64(self.code())
            }
        }
    };
}

/// A union. A variant has the shape of its type unless another follows; one without a type stands for `null`.
#[allow(unused_macros)] // Not every API has something of each kind.
macro_rules! union {
    (
        $(#[$attribute:meta])*
        pub enum $name:ident $(by $tag:literal)? {
            $(
                $(#[$about:meta])*
                $variant:ident $(($ty:ty $(as $codec:ty)?))? $(= $($text:literal)|+)? $(: $shape:expr)?,
            )*
            ..$unknown:ident
        }
    ) => {
        $(#[$attribute])*
        #[derive(Clone, Debug, PartialEq)]
        pub enum $name {
            $($(#[$about])* $variant$(($ty))?,)*
            /// A value this crate does not know.
            $unknown(::serde_json::Value),
        }

        impl codec::OneOf for $name {
            const TAG: Option<&'static str> = codec::last(&[None $(, Some($tag))?]);
            const VARIANTS: &'static [codec::Variant] = &[$(codec::Variant {
                name: stringify!($variant),
                tags: &[$($($text),+)?],
                shape: codec::shape!($($ty)? $(: $shape)?),
            }),*];

            fn read(mut variant: usize, json: &codec::Json) -> Result<Self, ::serde_json::Error> {
                $(if codec::count_down(&mut variant) {
                    return Ok(Self::$variant$((json$(.by::<$codec>())?.decode::<$ty>()?))?);
                })*
                json.decode().map(Self::$unknown)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                codec::one_of(deserializer)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant$((codec::named!(value: $ty)))? => ::serde::Serialize::serialize(
                        &$($(codec::Encode::<$codec, _>::new)?)?($(codec::named!(value: $ty))?),
                        serializer,
                    ),)*
                    Self::$unknown(value) => ::serde::Serialize::serialize(value, serializer),
                }
            }
        }
    };
}

/// The shape of a variant: what is stated, else that of its type, else `null`.
#[allow(unused_macros)] // Not every API has something of each kind.
macro_rules! shape {
    () => {
        codec::Shape::Null
    };
    ($ty:ty) => {
        <$ty as codec::Shaped>::SHAPE
    };
    ($($ty:ty)? : $shape:expr) => {{
        #[allow(unused_imports)]
        use codec::{Shape::*, closed, may, must, open};
        $shape
    }};
}

/// A name, once for a type: what repeats with the type repeats with the name.
#[allow(unused_macros)] // Not every API has something of each kind.
macro_rules! named {
    ($name:ident: $ty:ty) => {
        $name
    };
}

// Not every API has a type of each kind.
#[allow(unused_imports)]
pub(crate) use {int_enum, named, object, shape, text_enum, union, variant};

/// The last of a list that has at least one item: what a table states where it states it, else what goes without saying.
///
/// # Panics
/// The list is empty, which fails to compile where this is called in a constant.
#[must_use]
pub const fn last<T: Copy>(of: &[T]) -> T {
    of[of.len() - 1]
}

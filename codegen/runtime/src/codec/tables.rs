//! Tables: what generated code says about a type's JSON, and the implementations that follow from it.
//!
//! ```text
//! codec::object! { Topup { id: required, r#type: required = "type", fee: optional as codec::Number, ..additional } }
//! codec::object! { Key: closed { secret: required } }
//! codec::text_enum! { Kind { OneOff = "one-off", ..Unknown } }
//! codec::int_enum! { Priority { High = 1, ..Unknown } }
//! codec::union! { Shape by "kind" { Circle(value) = "circle": Object { … }, Area(value as codec::Number): Number, ..Unknown } }
//! ```
//!
//! A field is `required`, `optional` (absent and `null` are the same) or `nullable` (they are not). Its name in JSON follows `=`
//! where it differs; an adapter follows `as`. `..` names what keeps undeclared properties and unknown values.

/// `Deserialize` and `Serialize` of a struct.
#[allow(unused_macros)]
macro_rules! object {
    ($name:ident $(: $mode:ident)? {
        $($field:ident: $presence:ident $(as $codec:ty)? $(= $key:literal)?),* $(, ..$rest:ident $(as $rest_codec:ty)?)? $(,)?
    }) => {
        // An object without properties takes nothing out of what was found.
        #[allow(deprecated, unused_mut, unused_variables)]
        impl<'de> codec::Object<'de> for $name {
            const NAME: &'static str = stringify!($name);
            const KEYS: &'static [&'static str] = &[$(codec::last(&[stringify!($field) $(, $key)?])),*];

            fn read<A: ::serde::de::MapAccess<'de>>(fields: codec::Fields<A>) -> Result<Self, A::Error> {
                $(let mut $field = codec::read::$presence()$(.by::<$codec>())?;)*
                $(let mut $rest = codec::read::rest()$(.by::<$rest_codec>())?;)?
                let mut found = fields$(.$mode())?.fill(&mut [$(&mut $field,)* $(&mut $rest)?])?;
                Ok(Self { $($field: found.take($field)?,)* $($rest: found.take($rest)?)? })
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                codec::object(deserializer)
            }
        }

        #[allow(deprecated)]
        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                codec::write::object(serializer, <Self as codec::Object<'_>>::KEYS, &[
                    $(&codec::write::$presence(&self.$field)$(.by::<$codec>())?,)*
                    $(&codec::write::rest(&self.$rest)$(.by::<$rest_codec>())?)?
                ])
            }
        }
    };
}

/// The traits of an enum over strings.
#[allow(unused_macros)]
macro_rules! text_enum {
    ($name:ident { $($variant:ident = $text:literal,)* ..$unknown:ident }) => {
        impl codec::Text for $name {
            const NAME: &'static str = stringify!($name);

            fn as_str(&self) -> &str {
                match self { $(Self::$variant => $text,)* Self::$unknown(text) => text }
            }

            fn from_text(text: &str) -> Self {
                match text { $($text => Self::$variant,)* _ => Self::$unknown(text.to_owned()) }
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(codec::Text::as_str(self))
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
                serializer.serialize_str(codec::Text::as_str(self))
            }
        }
    };
}

/// The traits of an enum over integers.
#[allow(unused_macros)]
macro_rules! int_enum {
    ($name:ident { $($variant:ident = $code:literal,)* ..$unknown:ident }) => {
        impl codec::Code for $name {
            const NAME: &'static str = stringify!($name);

            fn code(&self) -> i64 {
                match self { $(Self::$variant => $code,)* Self::$unknown(code) => *code }
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
                serializer.serialize_i64(codec::Code::code(self))
            }
        }
    };
}

/// `Deserialize` and `Serialize` of a union. A variant without `(value)` stands for `null`.
#[allow(unused_macros)]
macro_rules! union {
    ($name:ident $(by $tag:literal)? {
        $($variant:ident $(($value:ident $(as $codec:ty)?))? $(= $($text:literal)|+)?: $shape:expr,)* ..$unknown:ident
    }) => {
        impl codec::OneOf for $name {
            const NAME: &'static str = stringify!($name);
            const TAG: Option<&'static str> = codec::last(&[None $(, Some($tag))?]);
            const VARIANTS: &'static [codec::Variant] = {
                #[allow(unused_imports)]
                use codec::Shape::*;
                &[$(codec::Variant { name: stringify!($variant), tags: &[$($($text),+)?], shape: $shape }),*]
            };

            fn read(mut variant: usize, json: &codec::Json) -> Result<Self, ::serde_json::Error> {
                $(if codec::count_down(&mut variant) {
                    $(let $value = json$(.by::<$codec>())?.decode()?;)?
                    return Ok(Self::$variant$(($value))?);
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
                    $(Self::$variant$(($value))? => {
                        ::serde::Serialize::serialize(&$($(codec::Encode::<$codec, _>::new)?)?($($value)?), serializer)
                    })*
                    Self::$unknown(value) => ::serde::Serialize::serialize(value, serializer),
                }
            }
        }
    };
}

// Not every API has a type of each kind.
#[allow(unused_imports)]
pub(crate) use {int_enum, object, text_enum, union};

/// The last of a list that has at least one item: what a table states where it states it, else what goes without saying.
///
/// # Panics
/// The list is empty, which fails to compile where this is called in a constant.
#[must_use]
pub const fn last<T: Copy>(of: &[T]) -> T {
    of[of.len() - 1]
}

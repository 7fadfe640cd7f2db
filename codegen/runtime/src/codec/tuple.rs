//! Adapters of tuples: `(Number, Plain)` reads and writes a `(Decimal, String)` as an array of two.

use super::adapters::{Codec, Decode, Encode};
use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

macro_rules! tuples {
    ($($(($ty:ident, $codec:ident, $index:tt)),+;)+) => {$(
        impl<$($ty, $codec: Codec<$ty>),+> Codec<($($ty,)+)> for ($($codec,)+) {
            fn encode<S: Serializer>(value: &($($ty,)+), serializer: S) -> Result<S::Ok, S::Error> {
                ($(Encode::<$codec, $ty>::new(&value.$index),)+).serialize(serializer)
            }

            fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<($($ty,)+), D::Error> {
                let items = <($(Decode<$codec, $ty>,)+)>::deserialize(deserializer)?;
                Ok(($(items.$index.0,)+))
            }
        }
    )+};
}

tuples! {
    (T0, C0, 0);
    (T0, C0, 0), (T1, C1, 1);
    (T0, C0, 0), (T1, C1, 1), (T2, C2, 2);
    (T0, C0, 0), (T1, C1, 1), (T2, C2, 2), (T3, C3, 3);
    (T0, C0, 0), (T1, C1, 1), (T2, C2, 2), (T3, C3, 3), (T4, C4, 4);
    (T0, C0, 0), (T1, C1, 1), (T2, C2, 2), (T3, C3, 3), (T4, C4, 4), (T5, C5, 5);
}

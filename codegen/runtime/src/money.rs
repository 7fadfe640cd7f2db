//! Amounts counted in a currency's smallest unit.
//!
//! `1999` in US dollars is 19.99, in yen it is 1,999, and as a plain integer it could be either, or dollars. As [`MinorUnits`]
//! it is none of them by accident: an amount in whole units is a decimal, neither goes where the other belongs, and the only
//! way from one to the other names the currency's digits.

// driftless:part decimal
use rust_decimal::Decimal;
use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};
use std::fmt;

/// An amount in a currency's smallest unit, such as cents (`x-unit: minor`). In JSON it is the integer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MinorUnits(i64);

impl MinorUnits {
    /// So many of the smallest unit.
    #[must_use]
    pub const fn new(count: i64) -> Self {
        Self(count)
    }

    /// How many of the smallest unit.
    #[must_use]
    pub const fn count(self) -> i64 {
        self.0
    }

    /// The sum, if 64 bits hold it.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The difference, if 64 bits hold it.
    #[must_use]
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }
}

// driftless:part decimal
impl MinorUnits {
    /// The amount in whole units of a currency that has so many digits after the point (ISO 4217: 2 for the US dollar, 0 for
    /// the yen). `None` if there are more than a decimal holds, 28.
    #[must_use]
    pub fn to_decimal(self, digits: u32) -> Option<Decimal> {
        Decimal::try_from_i128_with_scale(self.0.into(), digits).ok()
    }

    /// Whole units as the smallest ones. `None` if that is not exact, as for 0.005 dollars, or more than 64 bits hold.
    #[must_use]
    pub fn from_decimal(amount: Decimal, digits: u32) -> Option<Self> {
        let exact = amount.normalize();
        let missing = digits.checked_sub(exact.scale())?;
        let count = 10_i128.checked_pow(missing)?.checked_mul(exact.mantissa())?;
        i64::try_from(count).ok().map(Self)
    }
}

impl fmt::Display for MinorUnits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> Deserialize<'de> for MinorUnits {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        i64::deserialize(deserializer).map(Self)
    }
}

impl Serialize for MinorUnits {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(self.0)
    }
}

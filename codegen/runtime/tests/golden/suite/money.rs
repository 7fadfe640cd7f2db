//! Money: every amount that a decimal holds survives the way to JSON and back, digit by digit, and minor units stay integers.

use super::ok;
use crate::runtime::codec::{Encode, Number, Quoted, from_slice, from_slice_as};
use crate::runtime::money::MinorUnits;
use rust_decimal::Decimal;
use std::fmt::Write as _;

/// Amounts of an ordinary run; `AMOUNTS` asks for another number, 10,000,000 for the whole promise.
const AMOUNTS: u64 = 100_000;

/// Numbers that are the same in every run (splitmix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % (end as u64)).unwrap_or_default()
    }

    /// An amount of 1 to 28 digits, some of them after the point; every third has zeros at its end.
    fn amount(&mut self, text: &mut String) {
        text.clear();
        let digits = 1 + self.below(28);
        let after = self.below(digits + 1);
        let zeros = if self.below(3) == 0 { self.below(digits) } else { 0 };
        let whole = digits - after;
        for at in 0..digits {
            if at == whole {
                text.push_str(if at == 0 { "0." } else { "." });
            }
            // A number has no zero in front; a last digit of zero is what others lose.
            let digit = match at {
                _ if at >= digits - zeros && at > 0 => 0,
                0 if whole > 0 => 1 + self.below(9),
                _ => self.below(10),
            };
            let _ = write!(text, "{digit}");
        }
        let is_zero = text.bytes().all(|byte| matches!(byte, b'0' | b'.'));
        if self.below(2) == 0 && !is_zero {
            text.insert(0, '-');
        }
    }
}

#[test]
fn amounts_keep_every_digit() {
    let count = std::env::var("AMOUNTS").ok().map_or(AMOUNTS, |count| ok(count.parse()));
    let mut random = Random(0x5eed);
    let (mut text, mut quoted) = (String::new(), String::new());
    let (mut with_zeros, mut longest) = (0_u64, 0);
    for _ in 0..count {
        random.amount(&mut text);
        quoted.clear();
        let _ = write!(quoted, "\"{text}\"");
        let number: Decimal = ok(from_slice_as::<Number, _>(text.as_bytes()));
        let string: Decimal = ok(from_slice_as::<Quoted, _>(quoted.as_bytes()));
        assert_eq!(ok(serde_json::to_string(&Encode::<Number, _>::new(&number))), text);
        assert_eq!(ok(serde_json::to_string(&Encode::<Quoted, _>::new(&string))), quoted);
        assert_eq!(number, string);
        with_zeros += u64::from(text.contains('.') && text.ends_with('0'));
        longest = longest.max(text.trim_start_matches(['-', '0']).bytes().filter(u8::is_ascii_digit).count());
    }
    println!(
        "{count} amounts of up to {longest} digits, {with_zeros} with zeros at the end: all exact, as numbers and as strings"
    );
    assert!(with_zeros > count / 10, "{with_zeros} amounts end in zeros");
}

#[test]
fn minor_units_are_integers() {
    let amount: MinorUnits = ok(from_slice(b"1999"));
    assert_eq!((amount, ok(serde_json::to_string(&amount))), (MinorUnits::new(1999), "1999".to_owned()));
    for wrong in ["19.99", "\"1999\"", "null", "9223372036854775808"] {
        assert!(from_slice::<MinorUnits>(wrong.as_bytes()).is_err(), "{wrong}");
    }
}

#[test]
fn units_are_changed_exactly_or_not_at_all() {
    let amount = MinorUnits::new(-1999);
    assert_eq!(amount.to_decimal(2), Some(Decimal::new(-1999, 2)));
    assert_eq!(amount.to_decimal(29), None);
    for (text, digits, expected) in [
        ("19.99", 2, Some(1999)),
        ("19.990", 2, Some(1999)),
        ("19.999", 2, None),
        ("500", 0, Some(500)),
        ("-0.05", 3, Some(-50)),
        ("92233720368547758.07", 2, Some(i64::MAX)),
        ("92233720368547758.08", 2, None),
        ("1", 60, None),
    ] {
        let amount: Decimal = ok(text.parse());
        assert_eq!(MinorUnits::from_decimal(amount, digits), expected.map(MinorUnits::new), "{text}");
    }
    let most = MinorUnits::new(i64::MAX);
    assert_eq!((most.checked_add(MinorUnits::new(1)), most.checked_sub(most)), (None, Some(MinorUnits::default())));
}

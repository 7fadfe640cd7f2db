//! Types from and to JSON.

use super::ok;
use crate::runtime::codec::{self, Codec, from_slice};
use crate::types::{Key, Prices, Priority, PurchaseKind, Retention, TopupRecord};
use bytes::Bytes;
use rust_decimal::Decimal;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;
use std::fmt::Debug;

const FULL: &str = r#"{"topup_id":"t-1","amount_usd":12.50,"labels":{"a":"b"},"kind":"one-off","next_action_url":"https://x","note":null,"fees":[0.10,1]}"#;

/// Reads, writes the same text, and reads the same value from every source that serde_json has.
fn round_trip<T: DeserializeOwned + Serialize + PartialEq + Debug>(text: &str) -> T {
    let value: T = ok(serde_json::from_str(text));
    assert_eq!(ok(serde_json::to_string(&value)), text);
    assert_eq!(ok(serde_json::from_slice::<T>(text.as_bytes())), value);
    assert_eq!(ok(serde_json::from_reader::<_, T>(text.as_bytes())), value);
    assert_eq!(ok(serde_json::from_str::<T>(&ok(serde_json::to_string_pretty(&value)))), value);
    value
}

fn failure<T: DeserializeOwned + Debug>(text: &str) -> String {
    from_slice::<T>(text.as_bytes()).expect_err("this cannot be read").to_string()
}

#[test]
fn every_presence_survives() {
    let full: TopupRecord = round_trip(FULL);
    assert_eq!(full.kind, Some(PurchaseKind::OneOff));
    assert_eq!(full.note, Some(None));
    assert_eq!(full.fees.as_deref(), Some(&[Decimal::new(10, 2), Decimal::ONE][..]));
    let bare: TopupRecord = round_trip(r#"{"topup_id":"t","amount_usd":0,"labels":{},"kind":null}"#);
    assert_eq!((bare.kind, bare.next_action_url, bare.note, bare.fees), (None, None, None, None));
}

#[test]
fn null_for_an_optional_property_is_absent_and_unknown_properties_are_skipped() {
    let text = r#"{"later":{"deep":[1]},"topup_id":"t","amount_usd":0,"labels":{},"kind":null,"next_action_url":null,"fees":null}"#;
    let value: TopupRecord = ok(serde_json::from_str(text));
    assert_eq!((value.next_action_url, value.note, value.fees), (None, None, None));
}

#[test]
fn keys_with_escapes_are_found() {
    let value: TopupRecord =
        ok(serde_json::from_str(r#"{"topup\u005fid":"t","amount_usd":0,"labels":{},"kind":null}"#));
    assert_eq!(value.topup_id, "t");
}

#[test]
fn values_pass_through_the_tree_of_serde_json() {
    let full: TopupRecord = ok(serde_json::from_str(FULL));
    let tree = ok(serde_json::to_value(&full));
    assert_eq!(tree["amount_usd"], json!(12.5));
    let back: TopupRecord = ok(serde_json::from_value(tree));
    assert_eq!(back.amount_usd, full.amount_usd);
}

#[test]
fn properties_may_come_in_any_order() {
    let full: TopupRecord = ok(serde_json::from_str(FULL));
    let tree: serde_json::Map<String, serde_json::Value> = ok(serde_json::from_str(FULL));
    let backwards: serde_json::Map<_, _> = tree.into_iter().rev().collect();
    assert_eq!(ok(from_slice::<TopupRecord>(ok(serde_json::to_string(&backwards)).as_bytes())), full);
}

#[test]
fn text_that_is_not_utf8_is_refused_where_it_stands() {
    let error = from_slice::<TopupRecord>(b"{\"topup_id\":\"\xff\"}").expect_err("no UTF-8");
    assert_eq!((error.pointer.as_deref(), error.syntax), (Some("/topup_id"), true), "{error}");
}

#[test]
fn failures_say_what_and_where() {
    let cases = [
        (r#"{"amount_usd":0,"labels":{},"kind":null}"#, "missing field `topup_id`"),
        (r#"{"topup_id":"a","topup_id":"a"}"#, "/topup_id: duplicate field `topup_id`"),
        (r#"{"next_action_url":null,"next_action_url":"a"}"#, "/next_action_url: duplicate field `next_action_url`"),
        (r#"{"topup_id":1}"#, "/topup_id: invalid type: integer, expected a string"),
        (r#"{"topup_id":null}"#, "/topup_id: invalid type: null, expected a string"),
        (r#"{"labels":{"a":["x",1]}}"#, "/labels/a: invalid type: sequence, expected a string"),
        (r#"{"kind":7}"#, "/kind: invalid type: integer, expected a string for `PurchaseKind`"),
        (r#"{"amount_usd":"1.5"}"#, "/amount_usd: invalid type: string, expected a decimal number"),
        (
            "{\n  \"amount_usd\": null ,\n  \"kind\": null }",
            "/amount_usd: invalid type: null, expected a decimal number",
        ),
        (r#"{"fees":[1,2,true]}"#, "/fees/2: invalid type: boolean, expected a decimal number"),
        ("[]", "invalid type: sequence, expected an object for `TopupRecord`"),
        (r#"{"topup_id":"a""#, "/topup_id: EOF while parsing an object"),
    ];
    for (text, expected) in cases {
        assert_eq!(failure::<TopupRecord>(text), expected, "{text}");
    }
    assert_eq!(
        failure::<Vec<Prices>>(r#"[{},{"eur":1,"usd":{}}]"#),
        "/1/usd: invalid type: map, expected a decimal number"
    );
    assert_eq!(failure::<Prices>(r#"{"eur":1,"eur":2}"#), "duplicate field `eur`");
}

#[test]
fn closed_objects_refuse_and_open_ones_keep() {
    assert_eq!(failure::<Key>(r#"{"secret":"s","more":1}"#), "/more: unknown field `more`");
    let prices: Prices = round_trip(r#"{"currency":"EUR","a/b":1.10,"z":2}"#);
    assert_eq!(prices.additional["a/b"], Decimal::new(110, 2));
}

#[test]
fn decimals_keep_every_digit() {
    let written = |text: &str| -> Result<String, String> {
        let value: Prices = serde_json::from_str(&format!("{{\"p\":{text}}}")).map_err(|error| error.to_string())?;
        Ok(ok(serde_json::to_string(&value)).trim_start_matches("{\"p\":").trim_end_matches('}').to_owned())
    };
    let kept = [
        "0",
        "0.00",
        "-1.50",
        "12.3400",
        "1234567890123456789012345678",
        "0.1234567890123456789012345678",
        "-0.0000000000000000000000000001",
        "79228162514264337593543950335",
        "0.30000000000000004",
    ];
    for text in kept {
        assert_eq!(written(text).as_deref(), Ok(text));
    }
    let rewritten = [
        ("1e3", "1000"),
        ("1.5E2", "150"),
        ("1.50e1", "15.0"),
        ("25e-1", "2.5"),
        ("1e-28", "0.0000000000000000000000000001"),
        ("0e999", "0"),
        ("-0.0", "0.0"),
        ("10e-29", "0.0000000000000000000000000001"),
        ("1.00000000000000000000000000000000", "1.0000000000000000000000000000"),
    ];
    for (text, expected) in rewritten {
        assert_eq!(written(text).as_deref(), Ok(expected), "{text}");
    }
    let refused = [
        "1e29",
        "1e-29",
        "1e99999999999",
        "0.12345678901234567890123456789",
        "79228162514264337593543950336",
        "[]",
        "true",
    ];
    for text in refused {
        assert!(written(text).is_err(), "{text} was read as {:?}", written(text));
    }
}

#[test]
fn decimals_in_strings_are_as_exact() {
    let key: Key = round_trip(r#"{"secret":"s","limit":"10.00"}"#);
    assert_eq!(key.limit, Some(Decimal::new(1000, 2)));
    for text in ["", " 1", "1 ", "+1", ".5", "5.", "1e", "0x1", "1,5", "NaN", "٣"] {
        let text = format!(r#"{{"secret":"s","limit":"{text}"}}"#);
        assert!(failure::<Key>(&text).starts_with("/limit: this is not a decimal number"), "{text}");
    }
    assert_eq!(
        failure::<Key>(r#"{"secret":"s","limit":1}"#),
        "/limit: invalid type: integer, expected a decimal number in a string"
    );
}

#[test]
fn base64_is_written_with_padding_and_read_without() {
    let key: Key = round_trip(r#"{"secret":"s","icon":"AQI="}"#);
    assert_eq!(key.icon, Some(Bytes::from_static(&[1, 2])));
    let bare: Key = ok(serde_json::from_str(r#"{"secret":"s","icon":"AQI"}"#));
    assert_eq!(bare, key);
    assert!(failure::<Key>(r#"{"secret":"s","icon":"A*"}"#).starts_with("/icon: not base64: "));
}

#[test]
fn secrets_do_not_show() {
    let key: Key = ok(serde_json::from_str(r#"{"secret":"hunter2"}"#));
    let shown = format!("{key:?}");
    assert!(shown.contains("Secret(…)") && !shown.contains("hunter2"), "{shown}");
    assert_eq!(key.secret.expose(), "hunter2");
}

#[test]
fn enums_keep_what_they_do_not_know() {
    assert_eq!(round_trip::<PurchaseKind>(r#""Subscription""#), PurchaseKind::Subscription);
    assert_eq!(round_trip::<PurchaseKind>(r#""new\n""#), PurchaseKind::Unknown(String::from("new\n")));
    assert_eq!(round_trip::<Priority>("2"), Priority::Value2);
    assert_eq!(round_trip::<Priority>("-9"), Priority::Unknown(-9));
    assert!(failure::<Priority>("1.5").contains("expected an integer for `Priority`"));
    assert!(failure::<Priority>("18446744073709551615").contains("expected an integer for `Priority`"));
    assert_eq!(round_trip::<Retention>(r#""forever""#), Retention::Forever);
    assert_eq!(round_trip::<Retention>("30"), Retention::Value30);
    assert_eq!(round_trip::<Retention>(r#"{"a":[]}"#), Retention::Unknown(json!({"a": []})));
}

#[test]
fn adapters_nest() {
    type Nested = codec::Map<codec::List<codec::Maybe<codec::Boxed<codec::Number>>>>;
    let text = r#"{"a":[1.0,null],"b":[]}"#;
    let value = ok(codec::from_slice_as::<Nested, _>(text.as_bytes()));
    assert_eq!(value["a"], [Some(Box::new(Decimal::new(10, 1))), None]);
    assert_eq!(ok(serde_json::to_string(&codec::Encode::<Nested, _>::new(&value))), text);
    let pair = ok(codec::from_slice_as::<(codec::Number, codec::Plain), (Decimal, String)>(br#"[1.50,"x"]"#));
    assert_eq!(pair, (Decimal::new(150, 2), String::from("x")));
    assert!(codec::from_slice_as::<(codec::Number, codec::Plain), (Decimal, String)>(b"[1.50]").is_err());
    let set = ok(codec::from_slice_as::<codec::Set<codec::Number>, _>(b"[2,1.0,1]"));
    assert_eq!(set.into_iter().collect::<Vec<_>>(), [Decimal::ONE, Decimal::TWO]);
}

#[test]
fn types_with_their_own_traits_are_plain() {
    fn plain<T: Serialize + DeserializeOwned>(text: &str) {
        let value = ok(codec::from_slice_as::<codec::Plain, T>(text.as_bytes()));
        let mut out = Vec::new();
        ok(codec::Plain::encode(&value, &mut serde_json::Serializer::new(&mut out)));
        assert_eq!(String::from_utf8_lossy(&out), text);
    }
    plain::<jiff::Timestamp>(r#""2024-02-29T23:59:60.5Z""#.replace(":60.5", ":59.5").as_str());
    plain::<jiff::civil::Date>(r#""2024-02-29""#);
    plain::<jiff::civil::Time>(r#""12:30:00""#);
    plain::<uuid::Uuid>(r#""67e55044-10b1-426f-9247-bb680e5fe0c8""#);
    plain::<std::net::Ipv4Addr>(r#""127.0.0.1""#);
    let span = ok(codec::from_slice_as::<codec::Duration, _>(br#""P1DT12H""#));
    assert_eq!(ok(serde_json::to_string(&codec::Encode::<codec::Duration, _>::new(&span))), r#""P1DT12H""#);
}

#[test]
fn objects_of_many_properties_refuse_duplicates_beyond_the_first_128() {
    const SLOT: codec::Optional<u8> = codec::Optional::EMPTY;
    /// A chunk of eight for each token.
    macro_rules! eights {
        ($last:tt) => {
            (SLOT, SLOT, SLOT, SLOT, SLOT, SLOT, SLOT, SLOT)
        };
        ($first:tt $($more:tt)+) => {
            codec::Then((SLOT, SLOT, SLOT, SLOT, SLOT, SLOT, SLOT, SLOT), eights!($($more)+))
        };
    }
    #[derive(Debug)]
    struct Wide;
    impl codec::Object for Wide {
        const KEYS: &'static [&'static str] = &["k"; 200];
        fn read<R: codec::Reader>(reader: R) -> Result<Self, R::Error> {
            let slots = eights!(1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25);
            codec::fill::<Self, R, _>(reader, slots).map(|_| Self)
        }
    }
    impl<'de> serde::Deserialize<'de> for Wide {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            codec::object(deserializer)
        }
    }
    // Equal keys: the guess moves on by one each time, up to the last.
    let text = |count: usize| format!("{{{}}}", vec![r#""k":1"#; count].join(","));
    assert!(from_slice::<Wide>(text(200).as_bytes()).is_ok());
    assert_eq!(failure::<Wide>(&text(201)), "/k: duplicate field `k`");
}

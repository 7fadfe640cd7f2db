//! Errors name the place and what was expected there, and do not repeat what stands in the body.

use driftless_runtime::runtime::codec::{self, Base64, Codec, Duration, Number, Plain, Quoted};
use serde::de::DeserializeOwned;
use std::fmt::Debug;

const SECRET: &str = "hunter2";

fn refused<C: Codec<T>, T: Debug>(body: &str) -> String {
    let error = codec::from_slice_as::<C, T>(body.as_bytes()).expect_err(body);
    assert!(!format!("{error:?} {error}").contains(SECRET), "{error:?}");
    error.to_string()
}

fn plain<T: Debug + DeserializeOwned + serde::Serialize>(body: &str) -> String {
    refused::<Plain, T>(body)
}

#[test]
fn no_codec_repeats_a_value() {
    let text = format!("\"{SECRET}\"");
    assert_eq!(plain::<i64>(&text), "invalid type: string of 7 characters, expected i64");
    assert_eq!(
        plain::<Vec<bool>>(&format!("[true,{text}]")),
        "/1: invalid type: string of 7 characters, expected a boolean"
    );
    assert_eq!(refused::<Number, _>(&text), "invalid type: string, expected a decimal number");
    assert_eq!(refused::<Quoted, _>(&text), "this is not a decimal number");
    for error in [
        plain::<jiff::Timestamp>(&text),
        plain::<jiff::civil::Date>(&text),
        plain::<jiff::civil::Time>(&format!("\"12:{SECRET}\"")),
        plain::<jiff::Timestamp>(&format!("\"2026-05-20T12:00:00Z {SECRET}\"")),
        plain::<uuid::Uuid>(&text),
        plain::<std::net::Ipv4Addr>(&text),
        refused::<Base64, bytes::Bytes>(&format!("\"{SECRET}!\"")),
        refused::<Duration, _>(&text),
    ] {
        assert!(error.len() > 10, "{error}");
        println!("{error}");
    }
}

#[test]
fn numbers_are_values_too() {
    assert_eq!(plain::<String>("4111111111111111"), "invalid type: integer, expected a string");
    assert_eq!(plain::<u8>("300"), "invalid value: integer, expected u8");
    assert_eq!(plain::<i64>("1999.95"), "invalid type: floating point, expected i64");
    let month = plain::<jiff::civil::Date>("\"2026-13-01\"");
    assert!(!month.contains("13"), "{month}");
}

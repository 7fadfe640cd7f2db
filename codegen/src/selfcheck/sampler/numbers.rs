//! Numbers within their bounds, at the edges and between.

use super::merged::Merged;
use serde_json::{Number, Value, json};
use std::cmp::Ordering;

/// Integers, as candidates.
pub(super) fn integers(merged: &Merged<'_>) -> Vec<Value> {
    let (low, high) = width(merged.texts("format").next());
    let bound = |keyword, stricter| merged.strictest(keyword, stricter).and_then(whole);
    let low = bound("minimum", Ordering::Greater).map_or(low, |bound| bound.max(low));
    let high = bound("maximum", Ordering::Less).map_or(high, |bound| bound.min(high));
    let step = merged.strictest("multipleOf", Ordering::Greater).and_then(whole).filter(|step| *step > 1).unwrap_or(1);
    let up = |from: i128| from.div_euclid(step) * step + if from.rem_euclid(step) == 0 { 0 } else { step };
    let bounded = merged.has("minimum") || merged.has("maximum") || merged.has("format");
    let mut all = vec![1, 0, up(low), up(low + 1), up(high - step + 1), up(high - step), step, -step];
    if !bounded {
        // Beyond the integers that a float holds.
        all.push(9_007_199_254_740_993);
    }
    let fitting = all.into_iter().filter(|value| (low..=high).contains(value)).filter(|value| value % step == 0);
    fitting.filter_map(|value| Number::from_i128(value).map(Value::Number)).collect()
}

/// What a format holds; without one, what 64 bits with a sign hold.
fn width(format: Option<&str>) -> (i128, i128) {
    match format {
        Some("int8") => (i8::MIN.into(), i8::MAX.into()),
        Some("int16") => (i16::MIN.into(), i16::MAX.into()),
        Some("int32") => (i32::MIN.into(), i32::MAX.into()),
        Some("uint8") => (0, u8::MAX.into()),
        Some("uint16") => (0, u16::MAX.into()),
        Some("uint32") => (0, u32::MAX.into()),
        Some("uint64") => (0, u64::MAX.into()),
        _ => (i64::MIN.into(), i64::MAX.into()),
    }
}

/// A bound as an integer, toward zero; beyond 128 bits it saturates.
fn whole(value: &Value) -> Option<i128> {
    let exact = value.as_i64().map(i128::from).or_else(|| value.as_u64().map(i128::from));
    exact.or_else(|| value.as_f64().map(|number| number.trunc() as i128))
}

/// Numbers, as candidates: a fraction, one without, and what the bounds ask for.
pub(super) fn numbers(merged: &Merged<'_>) -> Vec<Value> {
    if merged.texts("format").any(|format| matches!(format, "int32" | "int64" | "uint32" | "uint64")) {
        return integers(merged);
    }
    let low = merged.strictest("minimum", Ordering::Greater);
    let high = merged.strictest("maximum", Ordering::Less);
    let mut all = vec![json!(12.5), json!(2), json!(-0.25), json!(0.125)];
    let number = |value: Option<&Value>| value.and_then(Value::as_f64);
    match (number(low), number(high)) {
        (Some(low), Some(high)) => all.push(json!(low / 2.0 + high / 2.0)),
        (Some(low), None) => all.push(json!(low + 1.5)),
        (None, Some(high)) => all.push(json!(high - 1.5)),
        (None, None) => {}
    }
    if let Some(step) = number(merged.strictest("multipleOf", Ordering::Greater)) {
        all.push(json!(step));
        all.push(json!(step * 2.0));
        all.extend(number(low).map(|low| json!((low / step).ceil() * step)));
    }
    let single = merged.texts("format").any(|format| format == "float");
    let edges =
        low.into_iter().chain(high).filter(|edge| !single || edge.as_f64().is_some_and(|edge| edge.abs() < 1e37));
    all.extend(edges.cloned());
    all
}

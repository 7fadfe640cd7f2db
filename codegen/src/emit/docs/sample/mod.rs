//! Example values: the document's own where it has one that fits, else one made of the type.
//!
//! `{ "amount_usd": 19.99, "return_url": "https://example.com/return_url" }`: a string is called after its field, an enum is
//! its first value, bounds are kept. The same input gives the same value, so that examples change only with the document.
//! Examples of the document that contradict it are not shown as examples; the reference lists them as discrepancies.

mod curl;
mod fits;
mod request;
mod rust;

pub(super) use curl::{base_url, curl, header, json, variable};
pub(super) use request::SampleRequest;
pub(super) use rust::{Call, client};

use crate::ir::{Constraints, Docs, EnumBase, Field, Struct, Type, TypeId, TypeKind, Types, Union, Wire};
use serde_json::{Map, Value, json};
use std::cell::{Cell, RefCell};

/// Values that one example may hold; types that branch at each level would else fill a page.
const BUDGET: usize = 120;

/// Levels of optional fields that an example goes down to.
const DEPTH: usize = 5;

/// Which way a value travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Request,
    Response,
}

/// Makes example values.
pub(super) struct Sampler<'a> {
    types: &'a Types,
    direction: Direction,
    /// Named types being filled, outermost first: a type within itself ends the example there.
    open: RefCell<Vec<TypeId>>,
    left: Cell<usize>,
}

impl<'a> Sampler<'a> {
    /// A sampler for one example.
    pub(super) fn new(types: &'a Types, direction: Direction) -> Self {
        Self { types, direction, open: RefCell::default(), left: Cell::new(BUDGET) }
    }

    /// A value of a type, called `name`.
    pub(super) fn value(&self, ty: &Type, name: &str) -> Value {
        self.bounded(ty, name, &Constraints::default(), &Docs::default(), None)
    }

    /// A value of a field: its example, its default, or one of its type within its bounds.
    pub(super) fn bounded(
        &self,
        ty: &Type,
        name: &str,
        constraints: &Constraints,
        docs: &Docs,
        default: Option<&Value>,
    ) -> Value {
        let documented = docs.example.iter().chain(default).find(|value| self.fits(ty, value));
        if let Some(value) = documented {
            return value.clone();
        }
        let unit = docs.unit.as_ref().map_or("", |unit| unit.0.as_str());
        self.made(ty, name, constraints, unit).unwrap_or(Value::Null)
    }

    /// Whether a value of the document can stand as an example of the type.
    pub(super) fn fits(&self, ty: &Type, value: &Value) -> bool {
        fits::fits(self.types, ty, value, 0)
    }

    /// `None` where the type is being filled already.
    fn made(&self, ty: &Type, name: &str, constraints: &Constraints, unit: &str) -> Option<Value> {
        self.left.set(self.left.get().saturating_sub(1));
        Some(match ty {
            Type::Json => json!({}),
            Type::Null => Value::Null,
            Type::Bool => json!(true),
            Type::Integer(_) if unit == "unix-seconds" => json!(1_767_225_600_i64),
            Type::Integer(_) => integer(constraints),
            Type::Float(_) | Type::Decimal(Wire::Number) => within(19.99, constraints),
            Type::Decimal(Wire::Text) => Value::String(within(19.99, constraints).to_string()),
            Type::List(inner) | Type::Set(inner) => Value::Array(self.item(inner, name).into_iter().collect()),
            Type::Map(inner) => {
                let entries = self.item(inner, "value").map(|value| ("key".to_owned(), value));
                Value::Object(entries.into_iter().collect())
            }
            Type::Tuple(items) => items.iter().map(|item| self.item(item, name).unwrap_or(Value::Null)).collect(),
            Type::Nullable(inner) | Type::Boxed(inner) => return self.made(inner, name, constraints, unit),
            Type::Named(id) => return self.named(*id, name, constraints, unit),
            _ => Value::String(text(ty, name, constraints)),
        })
    }

    fn item(&self, ty: &Type, name: &str) -> Option<Value> {
        self.made(ty, singular(name), &Constraints::default(), "")
    }

    fn named(&self, id: TypeId, name: &str, constraints: &Constraints, unit: &str) -> Option<Value> {
        let def = &self.types[id];
        if let Some(example) = &def.docs.example
            && self.fits(&Type::Named(id), example)
        {
            return Some(example.clone());
        }
        if self.open.borrow().contains(&id) {
            return None;
        }
        self.open.borrow_mut().push(id);
        let value = match &def.kind {
            TypeKind::Struct(object) => Some(Value::Object(self.object(object))),
            TypeKind::Enum(list) => Some(list.values.first().map_or_else(
                || if list.base == EnumBase::Integer { json!(1) } else { json!(name) },
                |first| first.value.clone(),
            )),
            TypeKind::Union(union) => self.union(union, name),
            TypeKind::Alias(inner) => {
                let own = def.docs.unit.as_ref().map_or(unit, |unit| unit.0.as_str());
                self.made(inner, name, constraints, own)
            }
        };
        self.open.borrow_mut().pop();
        value
    }

    /// The fields that travel this way: all required ones, the others while the example is small.
    fn object(&self, object: &Struct) -> Map<String, Value> {
        let mut out = Map::new();
        for field in &object.fields {
            let wrong_way = match self.direction {
                Direction::Request => field.read_only,
                Direction::Response => field.write_only,
            };
            let small = self.left.get() > 0 && self.open.borrow().len() <= DEPTH;
            if wrong_way || !(field.required || small && !field.docs.deprecated) {
                continue;
            }
            if let Some(value) = self.field(field) {
                out.insert(field.wire.clone(), value);
            }
        }
        out
    }

    fn field(&self, field: &Field) -> Option<Value> {
        if let Some(example) = field.docs.example.iter().chain(&field.default).find(|value| self.fits(&field.ty, value))
        {
            return Some(example.clone());
        }
        let exhausted = self.left.get() == 0;
        if exhausted && matches!(field.ty, Type::Named(_) | Type::Boxed(_)) {
            return Some(json!({}));
        }
        let unit = field.docs.unit.as_ref().map_or("", |unit| unit.0.as_str());
        let value = self.made(&field.ty, &field.wire, &field.constraints, unit);
        value.or_else(|| field.required.then(|| if field.nullable { Value::Null } else { json!({}) }))
    }

    /// The first variant that can be filled, with the tag that chooses it.
    fn union(&self, union: &Union, name: &str) -> Option<Value> {
        union.variants.iter().find_map(|variant| {
            let mut value = self.made(&variant.ty, name, &Constraints::default(), "")?;
            if let (Some(key), Some(tag), Value::Object(object)) =
                (&union.discriminator, variant.tags.first(), &mut value)
                && object.contains_key(key)
            {
                object.insert(key.clone(), json!(tag));
            }
            Some(value)
        })
    }
}

/// A list's name in the singular, where that is as simple as dropping the last letter.
fn singular(name: &str) -> &str {
    match name.strip_suffix('s') {
        Some(stem) if stem.len() > 2 && !stem.ends_with(['s', 'u', 'i']) => stem,
        _ => name,
    }
}

/// 1, or the number nearest to it that is allowed.
fn integer(constraints: &Constraints) -> Value {
    let parsed = |text: &Option<String>| text.as_ref().and_then(|text| text.parse::<i128>().ok());
    let step = parsed(&constraints.multiple_of).filter(|step| *step > 0).unwrap_or(1);
    let low = parsed(&constraints.minimum).map(|low| low.saturating_add(i128::from(constraints.exclusive_minimum)));
    let high = parsed(&constraints.maximum).map(|high| high.saturating_sub(i128::from(constraints.exclusive_maximum)));
    let mut number = step;
    if let Some(low) = low.filter(|low| number < *low) {
        // The next multiple from there on.
        number = low.saturating_add((step - low.rem_euclid(step)) % step);
    }
    if let Some(high) = high.filter(|high| number > *high) {
        number = high.saturating_sub(high.rem_euclid(step));
    }
    i64::try_from(number).map_or_else(|_| u64::try_from(number).map_or(json!(1), Value::from), Value::from)
}

/// The number, or the bound that it breaks.
fn within(number: f64, constraints: &Constraints) -> Value {
    let bound =
        |text: &Option<String>| text.as_ref().and_then(|text| serde_json::from_str::<serde_json::Number>(text).ok());
    let at = |bound: &serde_json::Number| bound.as_f64().unwrap_or(number);
    match (bound(&constraints.minimum), bound(&constraints.maximum)) {
        (Some(low), _) if at(&low) > number => Value::Number(low),
        (_, Some(high)) if at(&high) < number => Value::Number(high),
        _ => json!(number),
    }
}

/// Text of a type that stands as a string in JSON.
fn text(ty: &Type, name: &str, constraints: &Constraints) -> String {
    let fixed = match ty {
        Type::Date => "2026-01-01",
        Type::DateTime => "2026-01-01T00:00:00Z",
        Type::Time => "12:00:00Z",
        Type::Duration => "P1D",
        Type::Uuid => "7f8c1a52-3b0e-4d5a-9c61-2e4f6a8b0c1d",
        Type::Ipv4 => "192.0.2.1",
        Type::Ipv6 => "2001:db8::1",
        Type::Base64 => "ZXhhbXBsZQ==",
        _ => "",
    };
    if !fixed.is_empty() {
        return fixed.to_owned();
    }
    let lower = name.to_ascii_lowercase();
    let made = if lower == "email" || lower.ends_with("_email") {
        "user@example.com".to_owned()
    } else if lower.ends_with("url") || lower.ends_with("uri") {
        format!("https://example.com/{name}")
    } else {
        name.to_owned()
    };
    let short = constraints.min_length.and_then(|length| usize::try_from(length).ok()).filter(|length| *length <= 64);
    let long = constraints.max_length.and_then(|length| usize::try_from(length).ok()).unwrap_or(usize::MAX);
    let count = made.chars().count();
    match short {
        Some(least) if count < least => made.chars().chain(std::iter::repeat('x')).take(least).collect(),
        _ => made.chars().take(long).collect(),
    }
}

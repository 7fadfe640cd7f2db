//! Values of a sample call as Rust: `{"amount": 19.99, "state": "open"}` of a type `Topup` is
//! `Topup { amount: Decimal::new(1999, 2), state: State::Open }`.

use super::{Call, ident, literal, wrapped};
use crate::emit::docs::sample::{Direction, Sampler, curl};
use crate::ir::{Additional, Enum, Field, Integer, Struct, Type, TypeId, TypeKind, Union, Wire};
use serde_json::Value;

impl Call<'_> {
    /// A value of exactly this type. A value that does not fit gives way to a made one.
    pub(super) fn expression(&self, ty: &Type, value: &Value) -> String {
        let left = self.left.get();
        self.left.set(left.saturating_sub(1));
        match (ty, value) {
            _ if left == 0 => "Default::default()".to_owned(),
            (Type::Json, _) => {
                self.use_path("serde_json::json");
                format!("json!({})", curl::json(value))
            }
            (Type::Null, _) => "()".to_owned(),
            // Of a type of the user's own nothing is known but that serde reads it.
            (Type::External(own), value) => {
                format!("serde_json::from_str::<{}>({})?", own.path, literal(&value.to_string()))
            }
            _ => self.compound(ty, value).or_else(|| self.scalar(ty, value)).unwrap_or_else(|| {
                let made = Sampler::new(&self.api.types, Direction::Request).value(ty, "value");
                self.expression(ty, &made)
            }),
        }
    }

    /// A value of a type that holds others.
    fn compound(&self, ty: &Type, value: &Value) -> Option<String> {
        Some(match (ty, value) {
            (Type::List(inner), Value::Array(items)) => format!("vec![{}]", self.items(inner, items)),
            (Type::Set(inner), Value::Array(items)) => {
                self.use_path("std::collections::BTreeSet");
                format!("BTreeSet::from([{}])", self.items(inner, items))
            }
            (Type::Map(inner), Value::Object(entries)) => self.map(inner, entries),
            (Type::Tuple(slots), Value::Array(items)) => {
                let slots = slots.iter().zip(items).map(|(slot, item)| self.expression(slot, item));
                format!("({},)", slots.collect::<Vec<_>>().join(", "))
            }
            (Type::Nullable(_), Value::Null) => "None".to_owned(),
            (Type::Nullable(inner), _) => format!("Some({})", self.expression(inner, value)),
            (Type::Boxed(inner), _) => format!("Box::new({})", self.expression(inner, value)),
            (Type::Named(id), _) => self.named(*id, value),
            _ => return None,
        })
    }

    /// A value of a type that holds no other.
    fn scalar(&self, ty: &Type, value: &Value) -> Option<String> {
        match (ty, value) {
            (Type::Base64 | Type::Binary, _) => {
                self.use_path("bytes::Bytes");
                Some("Bytes::from_static(b\"example\")".to_owned())
            }
            (Type::Upload, _) => {
                self.import("runtime::codec::Upload");
                Some("Upload::from(\"example\")".to_owned())
            }
            (_, Value::Bool(_) | Value::Number(_)) => self.number(ty, value),
            (_, Value::String(text)) => Some(self.text(ty, text)),
            _ => None,
        }
    }

    /// A value that JSON has as a number, or as `true` or `false`.
    fn number(&self, ty: &Type, value: &Value) -> Option<String> {
        match (ty, value) {
            (Type::Integer(Integer::Minor), Value::Number(count)) => {
                self.import("runtime::money::MinorUnits");
                Some(format!("MinorUnits::new({count})"))
            }
            (Type::Bool | Type::Integer(_), _) => Some(value.to_string()),
            (Type::Float(_), Value::Number(_)) => Some(float(value)),
            (Type::Decimal(Wire::Number), Value::Number(number)) => Some(self.decimal(&number.to_string())),
            _ => None,
        }
    }

    /// A value that JSON has as text.
    fn text(&self, ty: &Type, text: &str) -> String {
        match ty {
            Type::Decimal(Wire::Text) => self.decimal(text),
            Type::String => format!("{}.to_owned()", literal(text)),
            Type::Secret => {
                self.import("runtime::Secret");
                format!("Secret::new({})", literal(text))
            }
            Type::Duration => format!("{}.parse::<jiff::Span>()?.fieldwise()", literal(text)),
            Type::Time => {
                self.import("runtime::time::TimeOfDay");
                format!("{}.parse::<TimeOfDay>()?", literal(text))
            }
            _ => match parsed(ty) {
                Some(path) => format!("{}.parse::<{path}>()?", literal(text)),
                None => format!("{}.parse()?", literal(text)),
            },
        }
    }

    fn map(&self, ty: &Type, entries: &serde_json::Map<String, Value>) -> String {
        self.use_path("std::collections::BTreeMap");
        let pair =
            |(key, entry): (&String, &Value)| format!("({}.to_owned(), {})", literal(key), self.expression(ty, entry));
        format!("BTreeMap::from([{}])", entries.iter().map(pair).collect::<Vec<_>>().join(", "))
    }

    fn items(&self, ty: &Type, items: &[Value]) -> String {
        items.iter().map(|item| self.expression(ty, item)).collect::<Vec<_>>().join(", ")
    }

    /// `Decimal::new(1999, 2)`: exact, which a float literal is not.
    fn decimal(&self, text: &str) -> String {
        self.use_path("rust_decimal::Decimal");
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        match format!("{whole}{fraction}").parse::<i64>() {
            Ok(digits) => format!("Decimal::new({digits}, {})", fraction.len()),
            Err(_) => format!("{}.parse::<Decimal>()?", literal(text)),
        }
    }

    fn named(&self, id: TypeId, value: &Value) -> String {
        let def = &self.api.types[id];
        let name = def.name.to_string();
        match &def.kind {
            TypeKind::Alias(inner) => self.expression(inner, value),
            TypeKind::Struct(object) => {
                self.import(&format!("types::{name}"));
                self.object(&name, object, value)
            }
            TypeKind::Enum(list) => {
                self.import(&format!("types::{name}"));
                self.variant(&name, list, value)
            }
            TypeKind::Union(union) => {
                self.import(&format!("types::{name}"));
                self.branch(&name, union, value)
            }
        }
    }

    /// `Pet { name: …, tag: None }`: every field spelled out, which holds whatever constructors the type has.
    fn object(&self, name: &str, object: &Struct, value: &Value) -> String {
        let shown = |field: &Field| {
            let value = value.get(&field.wire).filter(|value| !value.is_null());
            let made = || {
                let made = Sampler::new(&self.api.types, Direction::Request).value(&field.ty, &field.wire);
                self.expression(&field.ty, &made)
            };
            let expression = value.map(|value| self.expression(&field.ty, value));
            let expression = expression.or_else(|| (field.required && !field.nullable).then(made));
            format!("{}: {}", ident(&field.name), wrapped(expression, field.required, field.nullable))
        };
        let mut fields: Vec<_> = object.fields.iter().map(shown).collect();
        if let Additional::Kept(field, _) = &object.additional {
            self.use_path("std::collections::BTreeMap");
            fields.push(format!("{}: BTreeMap::new()", ident(field)));
        }
        format!("{name} {{ {} }}", fields.join(", "))
    }

    fn variant(&self, name: &str, list: &Enum, value: &Value) -> String {
        match list.values.iter().find(|known| known.value == *value) {
            Some(known) => format!("{name}::{}", known.name),
            None => match value {
                Value::String(text) => format!("{name}::{}({}.to_owned())", list.unknown, literal(text)),
                other => format!("{name}::{}({other})", list.unknown),
            },
        }
    }

    fn branch(&self, name: &str, union: &Union, value: &Value) -> String {
        let tag = union.discriminator.as_ref().and_then(|key| value.get(key)).and_then(Value::as_str);
        let tagged =
            union.variants.iter().find(|variant| tag.is_some_and(|tag| variant.tags.iter().any(|known| known == tag)));
        let sampler = Sampler::new(&self.api.types, Direction::Request);
        let fitting = || union.variants.iter().find(|variant| sampler.fits(&variant.ty, value));
        match tagged.or_else(fitting) {
            Some(variant) => format!("{name}::{}({})", variant.name, self.expression(&variant.ty, value)),
            None => {
                self.use_path("serde_json::json");
                format!("{name}::{}(json!({}))", union.unknown, curl::json(value))
            }
        }
    }
}

/// The path of a type that is read from text.
fn parsed(ty: &Type) -> Option<&'static str> {
    Some(match ty {
        Type::Date => "jiff::civil::Date",
        Type::DateTime => "jiff::Timestamp",
        Type::Uuid => "uuid::Uuid",
        Type::Ipv4 => "std::net::Ipv4Addr",
        Type::Ipv6 => "std::net::Ipv6Addr",
        _ => return None,
    })
}

fn float(value: &Value) -> String {
    let text = value.to_string();
    if text.contains(['.', 'e']) { text } else { format!("{text}.0") }
}

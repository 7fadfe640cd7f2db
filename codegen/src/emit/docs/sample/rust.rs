//! A sample call as Rust: `client.account().topup(Decimal::new(50, 0)).return_url("…").await?`, against the generated client.

use super::{Direction, SampleRequest, Sampler};
use crate::emit::operations;
use crate::ir::{
    Additional, Api, ArgumentStyle, BodyKind, Enum, Field, Integer, Operation, Place, RequestField, SchemeKind, Struct,
    Type, TypeId, TypeKind, Union, Wire,
};
use crate::names::Name;
use serde_json::Value;
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

/// Width of a line, as rustfmt has it.
const WIDTH: usize = 88;

/// Expressions in one call; a type that can only hold itself would else never end.
const BUDGET: usize = 300;

/// The crate as Rust code calls it.
fn crate_name(package: &str) -> String {
    package.replace('-', "_")
}

/// Making a client: from the environment where the document names a variable, else with placeholders.
pub(in super::super) fn client(api: &Api, package: &str) -> String {
    let krate = crate_name(package);
    let from_env = api.security_schemes.iter().any(|scheme| scheme.env.is_some());
    let absolute = api.servers.iter().any(|server| server.url.contains("://"));
    let mut chain = vec!["Client::from_env()?".to_owned()];
    if !(from_env && absolute) {
        chain = vec!["Client::builder()".to_owned()];
        if !absolute {
            chain.push("base_url(\"https://api.example.com\")".to_owned());
        }
        for scheme in &api.security_schemes {
            match scheme.kind {
                SchemeKind::MutualTls => {}
                SchemeKind::Basic => chain.push(format!("{}(\"user\", \"password\")", ident(&scheme.name))),
                _ => chain.push(format!("{}(\"…\")", ident(&scheme.name))),
            }
        }
        chain.push("build()?".to_owned());
    }
    format!("use {krate}::client::Client;\n\n{}", chained("let client = ", &chain))
}

/// A call under construction: what it says, and what it has to import.
pub(in super::super) struct Call<'a> {
    api: &'a Api,
    krate: String,
    uses: RefCell<BTreeSet<String>>,
    left: Cell<usize>,
}

impl<'a> Call<'a> {
    /// A call against the crate of this package.
    pub(in super::super) fn new(api: &'a Api, package: &str) -> Self {
        Self { api, krate: crate_name(package), uses: RefCell::default(), left: Cell::new(BUDGET) }
    }

    /// The lines of the call.
    pub(in super::super) fn code(&self, operation: &'a Operation, sample: &SampleRequest) -> String {
        let tag = self.api.tags.get(operation.tag).map_or_else(String::new, |tag| ident(&tag.name));
        let fields = || operation.request.fields.iter().zip(&sample.values);
        let arguments = match operation.request.arguments {
            ArgumentStyle::Positional => {
                let required = fields().filter(|(field, _)| field.required);
                required
                    .map(|(field, value)| self.argument(operation, field, value.as_ref()))
                    .collect::<Vec<_>>()
                    .join(", ")
            }
            ArgumentStyle::Struct => self.request(operation, sample),
        };
        let arguments = if operation.needs_choice() { self.with_choice(arguments) } else { arguments };
        let mut chain =
            vec!["client".to_owned(), format!("{tag}()"), format!("{}({arguments})", ident(&operation.name))];
        for (field, value) in fields().filter(|(field, _)| !field.required) {
            if let Some(value) = value {
                chain.push(format!("{}({})", ident(&field.setter), self.argument(operation, field, Some(value))));
            }
        }
        chain.push("await?".to_owned());
        let answers = operation.responses.success.name.is_some()
            || operation
                .responses
                .success
                .responses
                .iter()
                .any(|response| !response.contents.is_empty() || response.name.is_some());
        let call = chained(if answers { "let answer = " } else { "" }, &chain);
        let uses = self.uses.borrow();
        let uses: String = uses.iter().map(|path| format!("use {path};\n")).collect();
        if uses.is_empty() { call } else { format!("{uses}\n{call}") }
    }

    /// Adds what happens when nobody knows whether the operation was carried out.
    fn with_choice(&self, arguments: String) -> String {
        self.import("runtime::client::OnUnknown");
        if arguments.is_empty() { String::from("OnUnknown::Fail") } else { format!("{arguments}, OnUnknown::Fail") }
    }

    /// A value where the call takes `impl Into<…>`.
    fn argument(&self, operation: &'a Operation, field: &RequestField, value: Option<&Value>) -> String {
        let value = value.cloned().unwrap_or(Value::Null);
        if let Some(body) = self.body(operation, field, &value) {
            return body;
        }
        if value.is_null() && field.nullable {
            return "None".to_owned();
        }
        match (&field.ty, &value) {
            // What may be null is taken as `impl Into<Option<T>>`, which a literal does not go into.
            _ if field.nullable => self.expression(&field.ty, &value),
            (Type::String | Type::Secret, Value::String(text)) => literal(text),
            // A list is taken as anything that holds its items, and an empty one does not say of which type they are.
            (Type::List(item) | Type::Set(item), Value::Array(items)) if items.is_empty() && **item == Type::String => {
                "Vec::<String>::new()".to_owned()
            }
            (Type::Decimal(_), Value::Number(number)) if number.as_i64().is_some_and(|n| i32::try_from(n).is_ok()) => {
                value.to_string()
            }
            _ => self.expression(&field.ty, &value),
        }
    }

    /// A body whose Rust type is not its schema's: an enum over several media types, of which the sample takes the first, or
    /// lines of JSON. `None` where the schema's type stands for itself.
    fn body(&self, operation: &'a Operation, field: &RequestField, value: &Value) -> Option<String> {
        let body = operation.request.body.as_ref().filter(|_| matches!(field.place, Place::Body))?;
        let first = body.contents.first()?;
        let ty = operations::value(first);
        let value = match first.kind {
            BodyKind::JsonLines => Value::Array(vec![value.clone()]),
            _ => value.clone(),
        };
        let Some(name) = &body.name else {
            return (ty != field.ty).then(|| self.expression(&ty, &value));
        };
        self.import(&format!("operations::{name}"));
        let payload = operations::View { api: self.api, operation }.variant(ty);
        Some(format!("{name}::{}({})", ident(&first.name), self.expression(&payload, &value)))
    }

    /// The request struct, all fields spelled out.
    fn request(&self, operation: &'a Operation, sample: &SampleRequest) -> String {
        let name = operation.request.name.to_string();
        self.import(&format!("operations::{name}"));
        let fields = operation.request.fields.iter().zip(&sample.values).map(|(field, value)| {
            let value = value.as_ref().filter(|_| field.required);
            let value = value
                .map(|value| self.body(operation, field, value).unwrap_or_else(|| self.expression(&field.ty, value)));
            let shown = wrapped(value, field.required, field.nullable);
            format!("    {}: {shown},\n", ident(&field.name))
        });
        format!("{name} {{\n{}}}", fields.collect::<String>())
    }

    /// A value of exactly this type. A value that does not fit gives way to a made one.
    fn expression(&self, ty: &Type, value: &Value) -> String {
        let left = self.left.get();
        self.left.set(left.saturating_sub(1));
        match (ty, value) {
            _ if left == 0 => "Default::default()".to_owned(),
            (Type::Json, _) => {
                self.use_path("serde_json::json");
                format!("json!({})", super::curl::json(value))
            }
            (Type::Null, _) => "()".to_owned(),
            (Type::Integer(Integer::Minor), Value::Number(count)) => {
                self.import("runtime::money::MinorUnits");
                format!("MinorUnits::new({count})")
            }
            (Type::Bool | Type::Integer(_), Value::Bool(_) | Value::Number(_)) => value.to_string(),
            (Type::Float(_), Value::Number(_)) => float(value),
            (Type::Decimal(Wire::Number), Value::Number(number)) => self.decimal(&number.to_string()),
            (Type::Decimal(Wire::Text), Value::String(text)) => self.decimal(text),
            (Type::String, Value::String(text)) => format!("{}.to_owned()", literal(text)),
            (Type::Secret, Value::String(text)) => {
                self.import("runtime::Secret");
                format!("Secret::new({})", literal(text))
            }
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
            (Type::Base64 | Type::Binary, _) => {
                self.use_path("bytes::Bytes");
                "Bytes::from_static(b\"example\")".to_owned()
            }
            (Type::Duration, Value::String(text)) => format!("{}.parse::<jiff::Span>()?.fieldwise()", literal(text)),
            // Of a type of the user's own nothing is known but that serde reads it.
            (Type::External(own), value) => {
                format!("serde_json::from_str::<{}>({})?", own.path, literal(&value.to_string()))
            }
            (Type::Time, Value::String(text)) => {
                self.import("runtime::time::TimeOfDay");
                format!("{}.parse::<TimeOfDay>()?", literal(text))
            }
            (_, Value::String(text)) => match parsed(ty) {
                Some(path) => format!("{}.parse::<{path}>()?", literal(text)),
                None => format!("{}.parse()?", literal(text)),
            },
            _ => {
                let made = Sampler::new(&self.api.types, Direction::Request).value(ty, "value");
                self.expression(ty, &made)
            }
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
                format!("{name}::{}(json!({}))", union.unknown, super::curl::json(value))
            }
        }
    }

    fn import(&self, item: &str) {
        let path = format!("{}::{item}", self.krate);
        self.use_path(&path);
    }

    fn use_path(&self, path: &str) {
        self.uses.borrow_mut().insert(path.to_owned());
    }
}

/// `Option` as a field has it: see [`Field`].
fn wrapped(expression: Option<String>, required: bool, nullable: bool) -> String {
    match (expression, required, nullable) {
        (None, ..) => "None".to_owned(),
        (Some(text), true, false) => text,
        (Some(text), false, true) => format!("Some(Some({text}))"),
        (Some(text), ..) => format!("Some({text})"),
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

/// A string literal; the debug form of `str` is one.
fn literal(text: &str) -> String {
    format!("{text:?}")
}

fn ident(name: &Name) -> String {
    crate::emit::rust::ident(name).to_string()
}

/// A method chain on one line where it fits, else as the printer breaks it.
fn chained(start: &str, chain: &[String]) -> String {
    let end = if chain.last().is_some_and(|last| last.ends_with('?')) { ";" } else { "" };
    let line = format!("{start}{}{end}", chain.join("."));
    if line.chars().count() <= WIDTH && !line.contains('\n') {
        return line;
    }
    let Ok(file) = syn::parse_file(&format!("async fn f() {{ {line} }}")) else { return line };
    let printed = prettyplease::unparse(&file);
    let lines: Vec<_> = printed.lines().collect();
    let body = lines.get(1..lines.len().saturating_sub(1)).unwrap_or_default();
    body.iter().map(|line| line.strip_prefix("    ").unwrap_or(line)).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chains_break_like_rustfmt() {
        let chain = ["client", "account()", "balance()", "await?"].map(str::to_owned);
        assert_eq!(chained("let answer = ", &chain), "let answer = client.account().balance().await?;");
        let long = ["client".to_owned(), "a()".to_owned(), format!("b({:?})", "x".repeat(90)), "await?".to_owned()];
        let broken = chained("", &long);
        assert!(broken.starts_with("client\n    .a()\n    .b(\n        \"xx"), "{broken}");
        assert!(broken.ends_with("    )\n    .await?;"), "{broken}");
    }
}

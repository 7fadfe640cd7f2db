//! A sample call as Rust: `client.account().topup(Decimal::new(50, 0)).return_url("…").await?`, against the generated client.

mod values;

use super::SampleRequest;
use crate::emit::operations;
use crate::ir::{Api, ArgumentStyle, BodyKind, Operation, Place, RequestField, SchemeKind, Type};
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

    fn import(&self, item: &str) {
        let path = format!("{}::{item}", self.krate);
        self.use_path(&path);
    }

    fn use_path(&self, path: &str) {
        self.uses.borrow_mut().insert(path.to_owned());
    }
}

/// `Option` as a field has it: see [`Field`](crate::ir::Field).
fn wrapped(expression: Option<String>, required: bool, nullable: bool) -> String {
    match (expression, required, nullable) {
        (None, ..) => "None".to_owned(),
        (Some(text), true, false) => text,
        (Some(text), false, true) => format!("Some(Some({text}))"),
        (Some(text), ..) => format!("Some({text})"),
    }
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

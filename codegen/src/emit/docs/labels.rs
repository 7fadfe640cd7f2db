//! Types as readers of an API know them: `string`, `"csv" | "json"`, `Project[]`, `map<string, number>`, never Rust.

use super::anchors::Anchors;
use super::dialect::{Dialect, Markup};
use crate::ir::{OwnJson, Type, TypeId, TypeKind, TypeOrigin, Types, Wire};

/// Inline types within inline types that a label spells out.
const DEPTH: usize = 6;

/// A label in pieces: text, and names that lead to a model.
type Pieces = Vec<(String, Option<TypeId>)>;

/// The label of a type, its models linked.
pub(super) fn label(types: &Types, anchors: &Anchors, dialect: Dialect, ty: &Type) -> Markup {
    let mut pieces = Vec::new();
    write(types, ty, DEPTH, &mut pieces);
    let mut markup: Vec<Markup> = Vec::new();
    let mut plain = String::new();
    for (text, id) in pieces {
        match id.and_then(|id| anchors.to_type(dialect, id)) {
            Some(href) => {
                markup.extend((!plain.is_empty()).then(|| dialect.code(&std::mem::take(&mut plain))));
                markup.push(dialect.link(&href, &dialect.code(&text)));
            }
            None => plain.push_str(&text),
        }
    }
    markup.extend((!plain.is_empty()).then(|| dialect.code(&plain)));
    dialect.join(&markup, "")
}

/// The label without links.
pub(super) fn text(types: &Types, ty: &Type) -> String {
    let mut pieces = Vec::new();
    write(types, ty, DEPTH, &mut pieces);
    pieces.into_iter().map(|(text, _)| text).collect()
}

fn write(types: &Types, ty: &Type, depth: usize, out: &mut Pieces) {
    let mut say = |text: &str| out.push((text.to_owned(), None));
    match ty {
        Type::Json => say("any"),
        Type::Null => say("null"),
        Type::Bool => say("boolean"),
        Type::Integer(_) => say("integer"),
        Type::Float(_) => say("number"),
        Type::Decimal(Wire::Number) => say("number (decimal)"),
        Type::Decimal(Wire::Text) => say("string (decimal)"),
        Type::String | Type::Secret => say("string"),
        Type::Date => say("string (date)"),
        Type::DateTime => say("string (date-time)"),
        Type::Time => say("string (time)"),
        Type::Duration => say("string (duration)"),
        Type::Uuid => say("string (uuid)"),
        Type::Ipv4 => say("string (ipv4)"),
        Type::Ipv6 => say("string (ipv6)"),
        Type::Base64 => say("string (base64)"),
        Type::Binary | Type::Upload => say("binary"),
        Type::External(own) => {
            let json = match own.json {
                OwnJson::Text => "string",
                OwnJson::Number => "number",
                OwnJson::Any => "any",
            };
            match &own.format {
                Some(format) => say(&format!("{json} ({format})")),
                None => say(json),
            }
        }
        Type::List(inner) | Type::Set(inner) => {
            let mut item = Vec::new();
            write(types, inner, depth, &mut item);
            let several = item.iter().any(|(text, _)| text.contains(" | "));
            out.extend(several.then(|| ("(".to_owned(), None)));
            out.append(&mut item);
            out.push((if several { ")[]" } else { "[]" }.to_owned(), None));
        }
        Type::Map(inner) => {
            say("map<string, ");
            write(types, inner, depth, out);
            out.push((">".to_owned(), None));
        }
        Type::Tuple(items) => {
            say("[");
            separated(types, items.iter(), ", ", depth, out);
            out.push(("]".to_owned(), None));
        }
        Type::Nullable(inner) => {
            write(types, inner, depth, out);
            out.push((" | null".to_owned(), None));
        }
        Type::Boxed(inner) => write(types, inner, depth, out),
        Type::Named(id) => named(types, *id, depth, out),
    }
}

fn named(types: &Types, id: TypeId, depth: usize, out: &mut Pieces) {
    let def = &types[id];
    if let TypeOrigin::Component(key) = &def.origin {
        return out.push((key.clone(), Some(id)));
    }
    let Some(depth) = depth.checked_sub(1) else { return out.push(("…".to_owned(), None)) };
    match &def.kind {
        TypeKind::Struct(_) => out.push(("object".to_owned(), None)),
        TypeKind::Enum(list) => {
            let values: Vec<_> = list.values.iter().map(|value| value.value.to_string()).collect();
            out.push((values.join(" | "), None));
        }
        TypeKind::Union(union) => separated(types, union.variants.iter().map(|variant| &variant.ty), " | ", depth, out),
        TypeKind::Alias(inner) => write(types, inner, depth, out),
    }
}

fn separated<'a>(types: &Types, items: impl Iterator<Item = &'a Type>, between: &str, depth: usize, out: &mut Pieces) {
    for (index, item) in items.enumerate() {
        if index > 0 {
            out.push((between.to_owned(), None));
        }
        write(types, item, depth, out);
    }
}

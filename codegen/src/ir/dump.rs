//! The IR as text, one line a fact: what snapshots hold and what a person reads first when output looks wrong.
//!
//! ```text
//! struct Pet  #/components/schemas/Pet  request response  default
//!   id: I64
//!   name: String?  "The pet's name."  default="Rex"
//! ```
//!
//! A type is followed by `?` where it may be absent and by `|null` where it may be null.

use super::{
    Additional, Api, Constraints, Docs, Enum, Field, Omission, OmissionKind, Struct, Type, TypeDef, TypeKind, Types,
    Union,
};
use std::fmt::{self, Write};

mod operations;

/// The whole API.
pub fn dump(api: &Api) -> String {
    let mut text = String::new();
    // Writing to a String cannot fail.
    let _ = write_api(&mut text, api);
    text
}

/// The named types alone.
pub fn dump_types(types: &Types) -> String {
    let mut text = String::new();
    for def in &types.0 {
        let _ = write_type(&mut text, types, def);
    }
    text
}

fn write_api(out: &mut String, api: &Api) -> fmt::Result {
    write!(out, "api {:?} {:?}", api.info.title.0, api.info.version.0)?;
    writeln!(out, "  {} of {} operations", api.operations.len(), api.operations_in_document)?;
    operations::write_head(out, api)?;
    for operation in &api.operations {
        operations::write_operation(out, api, operation)?;
    }
    for hook in &api.hooks {
        operations::write_hook(out, api, hook)?;
    }
    for def in &api.types.0 {
        write_type(out, &api.types, def)?;
    }
    for undocumented in &api.undocumented {
        writeln!(out, "undocumented {:?}", undocumented.name.0)?;
    }
    api.omissions.iter().try_for_each(|omission| write_omission(out, omission))
}

fn write_omission(out: &mut String, omission: &Omission) -> fmt::Result {
    let kind = match omission.kind {
        OmissionKind::Untyped => "untyped",
        OmissionKind::Skipped => "skipped",
    };
    writeln!(out, "{kind} {}  {}", omission.place, omission.reason)
}

fn write_type(out: &mut String, types: &Types, def: &TypeDef) -> fmt::Result {
    let kind = match &def.kind {
        TypeKind::Struct(_) => "struct",
        TypeKind::Enum(_) => "enum",
        TypeKind::Union(_) => "union",
        TypeKind::Alias(_) => "alias",
    };
    write!(out, "{kind} {}  {}", def.name, def.place)?;
    let (usage, traits) = (def.usage, def.traits);
    let flags =
        [(usage.request, "request"), (usage.response, "response"), (traits.ord, "ord"), (traits.default, "default")];
    write_flags(out, &flags)?;
    if let Some(module) = &def.module {
        write!(out, "  in {module}")?;
    }
    write_docs(out, &def.docs)?;
    out.push('\n');
    match &def.kind {
        TypeKind::Struct(object) => write_struct(out, types, object),
        TypeKind::Enum(list) => write_enum(out, list),
        TypeKind::Union(union) => write_union(out, types, union),
        TypeKind::Alias(ty) => writeln!(out, "  {}", Shown(types, ty)),
    }
}

fn write_flags(out: &mut String, flags: &[(bool, &str)]) -> fmt::Result {
    flags.iter().filter(|(set, _)| *set).try_for_each(|(_, name)| write!(out, " {name}"))
}

fn write_struct(out: &mut String, types: &Types, object: &Struct) -> fmt::Result {
    object.fields.iter().try_for_each(|field| write_field(out, types, field))?;
    match &object.additional {
        Additional::Ignored => Ok(()),
        Additional::Closed => writeln!(out, "  closed"),
        Additional::Kept(name, ty) => writeln!(out, "  ..{name}: {}", Shown(types, ty)),
    }
}

fn write_field(out: &mut String, types: &Types, field: &Field) -> fmt::Result {
    write!(out, "  {}", field.name)?;
    if field.name.as_str() != field.wire {
        write!(out, " {:?}", field.wire)?;
    }
    write!(out, ": {}{}", Shown(types, &field.ty), presence(field.required, field.nullable))?;
    write_flags(out, &[(field.read_only, "read-only"), (field.write_only, "write-only")])?;
    write_value(out, &field.constraints, field.default.as_ref())?;
    write_docs(out, &field.docs)?;
    out.push('\n');
    Ok(())
}

fn write_enum(out: &mut String, list: &Enum) -> fmt::Result {
    for value in &list.values {
        write!(out, "  {} = {}", value.name, value.value)?;
        if let Some(docs) = &value.docs {
            write!(out, "  {:?}", docs.0)?;
        }
        out.push('\n');
    }
    writeln!(out, "  {}({:?})", list.unknown, list.base)
}

fn write_union(out: &mut String, types: &Types, union: &Union) -> fmt::Result {
    if let Some(discriminator) = &union.discriminator {
        writeln!(out, "  by {discriminator:?}")?;
    }
    for variant in &union.variants {
        write!(out, "  {}({})", variant.name, Shown(types, &variant.ty))?;
        if !variant.tags.is_empty() {
            write!(out, " {}", variant.tags.join("|"))?;
        }
        write!(out, "  if {}", shape(&variant.shape))?;
        write_docs(out, &variant.docs)?;
        out.push('\n');
    }
    writeln!(out, "  {}(Json)", union.unknown)
}

/// `?` for what may be absent, `|null` for what may be null.
fn presence(required: bool, nullable: bool) -> &'static str {
    match (required, nullable) {
        (true, false) => "",
        (true, true) => "|null",
        (false, false) => "?",
        (false, true) => "?|null",
    }
}

fn write_value(out: &mut String, constraints: &Constraints, default: Option<&serde_json::Value>) -> fmt::Result {
    if !constraints.is_empty() {
        write!(out, "  {}", bounds(constraints))?;
    }
    default.map_or(Ok(()), |default| write!(out, "  default={default}"))
}

/// Bounds in interval notation, and the others by name.
fn bounds(bounds: &Constraints) -> String {
    let mut parts = Vec::new();
    let (open, close) =
        (if bounds.exclusive_minimum { '(' } else { '[' }, if bounds.exclusive_maximum { ')' } else { ']' });
    let range = |low: String, high: String| format!("{open}{low},{high}{close}");
    if bounds.minimum.is_some() || bounds.maximum.is_some() {
        parts.push(range(bounds.minimum.clone().unwrap_or_default(), bounds.maximum.clone().unwrap_or_default()));
    }
    for (name, low, high) in [
        ("length", bounds.min_length, bounds.max_length),
        ("items", bounds.min_items, bounds.max_items),
        ("properties", bounds.min_properties, bounds.max_properties),
    ] {
        let shown = |bound: Option<u64>| bound.map(|bound| bound.to_string()).unwrap_or_default();
        if low.is_some() || high.is_some() {
            parts.push(format!("{name}={}..{}", shown(low), shown(high)));
        }
    }
    parts.extend(bounds.multiple_of.as_ref().map(|factor| format!("multiple={factor}")));
    parts.extend(bounds.pattern.as_ref().map(|pattern| format!("pattern={pattern:?}")));
    parts.extend(bounds.unique_items.then(|| "unique".to_owned()));
    parts.join(" ")
}

fn write_docs(out: &mut String, docs: &Docs) -> fmt::Result {
    for text in docs.summary.iter().chain(&docs.description) {
        write!(out, "  {:?}", text.0)?;
    }
    write_flags(out, &[(docs.deprecated, "deprecated"), (docs.inferred, "inferred")])?;
    if let Some(unit) = &docs.unit {
        write!(out, " unit={:?}", unit.0)?;
    }
    if let Some(example) = &docs.example {
        write!(out, " example={example}")?;
    }
    docs.discrepancies.iter().try_for_each(|entry| write!(out, " {}", entry.id))
}

/// A type expression as text.
struct Shown<'a>(&'a Types, &'a Type);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(types, ty) = self;
        match ty {
            Type::Integer(width) => write!(f, "{width:?}"),
            Type::Float(width) => write!(f, "{width:?}"),
            Type::List(inner) => write!(f, "List<{}>", Shown(types, inner)),
            Type::Set(inner) => write!(f, "Set<{}>", Shown(types, inner)),
            Type::Map(inner) => write!(f, "Map<{}>", Shown(types, inner)),
            Type::Nullable(inner) => write!(f, "{}|null", Shown(types, inner)),
            Type::Boxed(inner) => write!(f, "Box<{}>", Shown(types, inner)),
            Type::Tuple(items) => {
                let items: Vec<String> = items.iter().map(|item| Shown(types, item).to_string()).collect();
                write!(f, "({})", items.join(", "))
            }
            Type::Named(id) => write!(f, "{}", types[*id].name),
            Type::External(own) => f.write_str(&own.path),
            plain => write!(f, "{plain:?}"),
        }
    }
}

/// A shape as text.
fn shape(shape: &super::Shape) -> String {
    use super::Shape;
    let list = |values: &[serde_json::Value]| values.iter().map(ToString::to_string).collect::<Vec<_>>().join("|");
    match shape {
        Shape::OneOf(values) => list(values),
        Shape::Either(shapes) => shapes.iter().map(self::shape).collect::<Vec<_>>().join(" or "),
        Shape::Object { required, constants, known, closed } => {
            let constants = constants.iter().map(|(key, values)| format!("{key}={}", list(values)));
            let required = required.iter().map(|key| format!("{key}!"));
            let optional = known.iter().filter(|key| !required_has(shape, key)).map(|key| format!("{key}?"));
            let parts: Vec<String> = required.chain(constants).chain(optional).collect();
            format!("{{{}{}}}", parts.join(" "), if *closed { " closed" } else { "" })
        }
        plain => format!("{plain:?}").to_lowercase(),
    }
}

fn required_has(shape: &super::Shape, key: &String) -> bool {
    matches!(shape, super::Shape::Object { required, .. } if required.contains(key))
}

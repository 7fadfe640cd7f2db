//! Unions: variants with names, the discriminator values that choose them, and the shapes they are tried by.

use super::choice::{Branch, Choice};
use super::facts::{Facts, Kind};
use super::joint::Joint;
use super::place::settle;
use super::{COMPONENTS, build, enumeration, gather, shape, texts};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::ir::{Shape, Union, Variant};
use crate::lower::context::Context;
use crate::names::Scope;
use openapiv3::Discriminator;
use serde_json::Value;

/// Longest title that names a variant; a longer one is a sentence.
const LONGEST_TITLE: usize = 40;

/// Formats of strings that are types of their own.
const TELLING: &[&str] = &["date", "date-time", "time", "duration", "uuid", "decimal", "binary"];

/// The union of a choice's branches.
pub(super) fn build(context: &mut Context<'_>, choice: Choice, owner: &str) -> Union {
    context.schemas.members += choice.branches.len();
    let discriminator = choice.discriminator.as_ref().filter(|tag| !tag.property_name.is_empty());
    let texts: Vec<String> = choice.branches.iter().map(|branch| text(context, branch, discriminator)).collect();
    let shapes: Vec<Shape> = choice.branches.iter().map(|branch| shape::of(context, &branch.joint)).collect();
    let mut tags = discriminator.map(|tag| tags(context, &choice, &shapes, tag)).unwrap_or_default().into_iter();
    let mut scope = Scope::reserving(&[enumeration::UNKNOWN]);
    let names = scope.pascal_all(texts.iter().map(String::as_str));
    let mut variants = Vec::new();
    for ((branch, shape), name) in choice.branches.iter().zip(shapes).zip(names) {
        variants.push(Variant {
            ty: build::lower(context, &branch.joint, &format!("{owner} {name}")).ty,
            tags: tags.next().unwrap_or_default(),
            shape,
            docs: texts::docs(context, &branch.place),
            name,
        });
    }
    Union {
        discriminator: discriminator.map(|tag| tag.property_name.clone()),
        variants,
        unknown: Scope::default().pascal(enumeration::UNKNOWN),
    }
}

/// Text to name a variant after: the component, the title, the constant that tells it from others, or its type.
fn text(context: &mut Context<'_>, branch: &Branch, discriminator: Option<&Discriminator>) -> String {
    if branch.joint.single().is_none() && branch.place.parent().pointer == COMPONENTS {
        // What the subtypes of a base have in common.
        return String::from("Base");
    }
    let target = settle(context, &Joint::of(&branch.place)).joint;
    if let Some(place) = target.single().filter(|place| **place != branch.place || place.parent().pointer == COMPONENTS)
        && let Some(key) = place.last()
    {
        return key;
    }
    let title = context.tree.get(&branch.place).and_then(|node| node["title"].as_str());
    if let Some(title) = title.filter(|title| !title.trim().is_empty() && title.chars().count() <= LONGEST_TITLE) {
        return title.to_owned();
    }
    let tag = discriminator.map(|tag| tag.property_name.as_str());
    constant(context, &branch.facts, tag).unwrap_or_else(|| kind(context, &branch.facts, 0))
}

/// The value of the property that is a constant: the discriminator, else the first such.
fn constant(context: &mut Context<'_>, facts: &Facts, tag: Option<&str>) -> Option<String> {
    let names: Vec<String> = match tag {
        Some(tag) => vec![tag.to_owned()],
        None => facts.required.keys().cloned().collect(),
    };
    names.iter().find_map(|name| match constants(context, facts, name).as_slice() {
        [Value::String(only)] => Some(only.clone()),
        _ => None,
    })
}

/// The values that a property must have one of, if it lists any.
pub(super) fn constants(context: &mut Context<'_>, facts: &Facts, name: &str) -> Vec<Value> {
    let Some(joint) = facts.property(name) else { return Vec::new() };
    let property = gather::facts(context, &joint);
    property.values.iter().flatten().map(|allowed| allowed.value.clone()).collect()
}

/// A word for the type of a schema without a name: `StringList` for a list of strings.
fn kind(context: &mut Context<'_>, facts: &Facts, depth: usize) -> String {
    let word = match facts.kind() {
        None => "Value",
        Some(Kind::Null) => "Null",
        Some(Kind::Bool) => "Boolean",
        Some(Kind::Integer) => "Integer",
        Some(Kind::Number) => "Number",
        Some(Kind::Object) => "Object",
        Some(Kind::String) => facts.format.as_deref().filter(|format| TELLING.contains(format)).unwrap_or("String"),
        Some(Kind::Array) if facts.items.is_empty() || depth > 3 => "List",
        Some(Kind::Array) => {
            let settled = settle(context, &Joint::all(facts.items.clone()));
            if settled.moved
                && let Some(key) = settled.joint.single().and_then(Place::last)
            {
                return format!("{key} List");
            }
            let items = gather::facts(context, &settled.joint);
            return format!("{} List", kind(context, &items, depth + 1));
        }
    };
    word.to_owned()
}

/// Discriminator values that choose each branch: those that `mapping` gives it and those that its own property lists alone,
/// else the name of its component (OpenAPI 3.0.4, "Discriminator Object").
fn tags(
    context: &mut Context<'_>,
    choice: &Choice,
    shapes: &[Shape],
    discriminator: &Discriminator,
) -> Vec<Vec<String>> {
    let at = choice.place.parent().child("discriminator").child("mapping");
    let mapping: Vec<(&String, Joint)> = discriminator
        .mapping
        .iter()
        .filter_map(|(tag, text)| {
            Some((tag, settle(context, &Joint::of(&mapped(context, &at.child(tag), text)?)).joint))
        })
        .collect();
    let targets: Vec<Joint> =
        choice.branches.iter().map(|branch| settle(context, &Joint::of(&branch.place)).joint).collect();
    for (tag, _) in mapping.iter().filter(|(_, joint)| !targets.contains(joint)) {
        let message = format!("the mapping of `{tag}` names a schema that is none of the alternatives");
        context.sink.push(Diagnostic::new(Code::DeadMapping, at.child(tag), message));
    }
    let listed: Vec<Vec<Value>> =
        choice.branches.iter().map(|branch| constants(context, &branch.facts, &discriminator.property_name)).collect();
    // A value that several branches list, as where all share one enumeration, chooses none of them. A branch that is a union
    // lists what its own branches do.
    let alone = |value: &Value| {
        let name = &discriminator.property_name;
        let branches = listed.iter().zip(shapes);
        branches.filter(|(values, shape)| values.contains(value) || lists(shape, name, value)).count() == 1
    };
    let of_branch = |(target, values): (&Joint, &Vec<Value>)| {
        let stated = mapping.iter().filter(|(_, joint)| joint == target).map(|(tag, _)| (*tag).clone());
        let mut tags: Vec<String> = stated.collect();
        for value in values.iter().filter(|value| alone(value)).map(texts::plain) {
            if !tags.contains(&value) {
                tags.push(value);
            }
        }
        let component = target.single().filter(|place| place.parent().pointer == COMPONENTS);
        if tags.is_empty() {
            tags.extend(component.and_then(Place::last));
        }
        tags
    };
    targets.iter().zip(&listed).map(of_branch).collect()
}

/// Whether an object of this shape may be one whose property must have this value, among others.
fn lists(shape: &Shape, name: &str, value: &Value) -> bool {
    match shape {
        Shape::Object { constants, .. } => {
            constants.iter().any(|(property, values)| property == name && values.contains(value))
        }
        Shape::Either(shapes) => shapes.iter().any(|shape| lists(shape, name, value)),
        _ => false,
    }
}

/// A mapping's value is a component's name or a reference.
pub(super) fn mapped(context: &Context<'_>, at: &Place, text: &str) -> Option<Place> {
    let component = Place::new(COMPONENTS).child(text);
    if context.tree.get(&component).is_some() {
        return Some(component);
    }
    context.tree.target(at, text).ok()
}

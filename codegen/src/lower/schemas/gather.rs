//! Facts of a joint: a walk over references and `allOf`, each place once, so that circular inheritance ends.

use super::facts::{Allowed, Facts, Group, Kind, Note, Null, Rest};
use super::joint::Joint;
use super::{COMPONENTS, bounds, chain, formats, pattern, texts, union};
use crate::diagnostics::{Code, Diagnostic, Place, Severity, nearest};
use crate::ir::{OmissionKind, Text};
use crate::lower::context::Context;
use crate::lower::node::{Additional, Node};
use openapiv3::AnySchema;
use serde_json::{Map, Value};
use std::collections::HashSet;
use std::rc::Rc;

/// Longest chain of references and `allOf` that is followed.
const DEPTH: usize = 64;

/// Newer keywords that are part of the type, or go with one that is reported.
const UNDERSTOOD: &[&str] =
    &["prefixItems", "patternProperties", "contentEncoding", "unevaluatedProperties", "then", "else"];

/// The node at a place, read once; what is malformed in it is reported.
pub(super) fn node(context: &mut Context<'_>, place: &Place) -> Rc<Node> {
    if let Some(node) = context.schemas.nodes.get(place) {
        return Rc::clone(node);
    }
    let node = Rc::new(Node::read(context.tree, place));
    for fault in &node.faults {
        let mut diagnostic = Diagnostic::new(Code::Malformed, fault.place.clone(), fault.message.clone())
            .help("it is left out, so that the type is looser than it was meant to be");
        // One broken keyword must not cost the whole API.
        diagnostic.severity = Severity::Warning;
        // What an object lacks because it is misspelt there has been told.
        if !["propertyName", "url"].iter().any(|key| context.sink.has_misspelt(&fault.place, key)) {
            context.omit(OmissionKind::Untyped, diagnostic);
        }
    }
    let map = context.tree.get(place).and_then(Value::as_object);
    if let Some(map) = map {
        pattern::check(context, place, map);
    }
    formats::note(context, place, &node);
    let extensions = map.map(texts::wrong_extensions);
    for (key, wanted) in extensions.into_iter().flatten() {
        let message = format!("`{key}` is not {wanted}");
        let mut diagnostic = Diagnostic::new(Code::BadExtension, place.child(key), message).help("it is left out");
        // Others may use the key for something else.
        diagnostic.severity = Severity::Warning;
        context.sink.push(diagnostic);
    }
    dead_mappings(context, place, &node);
    context.schemas.nodes.insert(place.clone(), Rc::clone(&node));
    node
}

/// Reports entries of a discriminator's mapping that name no schema.
fn dead_mappings(context: &mut Context<'_>, place: &Place, node: &Node) {
    let Some(discriminator) = &node.data.discriminator else { return };
    let at = place.child("discriminator").child("mapping");
    for (tag, text) in &discriminator.mapping {
        let entry = at.child(tag);
        if union::mapped(context, &entry, text).is_none() {
            let known = match context.tree.get(&Place::new(COMPONENTS)) {
                Some(Value::Object(map)) => {
                    nearest(text.rsplit('/').next().unwrap_or(text), map.keys().map(String::as_str))
                }
                _ => None,
            };
            let message = format!("the mapping of `{tag}` leads nowhere: there is no schema `{text}`");
            let help = known.map(|near| format!("did you mean `{near}`?"));
            context.sink.push(Diagnostic { help, ..Diagnostic::new(Code::DeadMapping, entry, message) });
        }
    }
}

/// What a joint says.
pub(super) fn facts(context: &mut Context<'_>, joint: &Joint) -> Rc<Facts> {
    if let Some(facts) = context.schemas.facts.get(joint) {
        return Rc::clone(facts);
    }
    let mut gather = Gather { context, chosen: &joint.chosen, seen: HashSet::new(), facts: Facts::default() };
    let mut null = Null::Open;
    for place in &joint.places {
        null = null.and(gather.add(place, 0));
    }
    let mut facts = Facts { null, ..gather.facts };
    facts.own = facts.format.as_deref().and_then(|format| context.given.format(format)).cloned();
    let facts = Rc::new(facts);
    context.schemas.facts.insert(joint.clone(), Rc::clone(&facts));
    facts
}

struct Gather<'g, 'c> {
    context: &'g mut Context<'c>,
    chosen: &'g [Place],
    seen: HashSet<Place>,
    facts: Facts,
}

impl Gather<'_, '_> {
    /// Adds the schema at a place, and says whether it allows `null`.
    fn add(&mut self, place: &Place, depth: usize) -> Null {
        if depth > DEPTH {
            self.note(place.clone(), format!("the chain of references and `allOf` is longer than {DEPTH}"));
            return Null::Open;
        }
        if !self.seen.insert(place.clone()) {
            return Null::Open;
        }
        let node = node(self.context, place);
        let mut null = match &node.reference {
            Some(target) => self.add(target, depth + 1),
            None => node.all_of().iter().fold(Null::Open, |null, child| null.and(self.add(child, depth + 1))),
        };
        if let Some(Value::Object(map)) = self.context.tree.get(place) {
            self.facts.secret |= map.get("x-secret") == Some(&Value::Bool(true));
            if texts::is_minor(map) {
                self.facts.minor = Some(place.child("x-unit"));
            }
            if node.reference.is_none() {
                null = null.and(self.own(place, &node, map));
            }
            self.newer(place, map);
        }
        // A wrapper that says so is what its author means, whatever the wrapped schema says (3.0.3 reads it otherwise).
        match (node.data.nullable, node.reference.is_none() && node.any == AnySchema::default()) {
            (false, _) => null,
            (true, true) => Null::Whole,
            (true, false) => Null::Yes,
        }
    }

    /// Adds a schema's own keywords.
    fn own(&mut self, place: &Place, node: &Node, map: &Map<String, Value>) -> Null {
        let misspelt = |key: &&str| self.context.sink.has_misspelt(place, key);
        self.facts.hidden |= map.contains_key("$ref") || ["properties", "allOf", "$ref"].iter().any(misspelt);
        let stated = self.kind(place, node);
        let listed = self.values(place, node, map);
        if self.facts.format.is_none() {
            self.facts.format.clone_from(&node.any.format);
        }
        self.object(place, node);
        self.facts.items.extend(node.items());
        self.unions(place, node);
        bounds::tighten(&mut self.facts.constraints, bounds::own_constraints(map));
        if node.any.not.is_some() && !node.never {
            self.note(place.child("not"), "`not` is not part of the type");
        }
        if listed == Null::Yes { Null::Yes } else { stated.and(listed) }
    }

    fn kind(&mut self, place: &Place, node: &Node) -> Null {
        let Some(text) = node.any.typ.as_deref() else { return Null::Open };
        let Some(kind) = Kind::parse(text) else {
            let near = nearest(text, ["string", "number", "integer", "boolean", "array", "object", "null"]);
            let meant = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            self.note(place.child("type"), format!("`{text}` is not a type of JSON Schema{meant}"));
            return Null::Open;
        };
        match self.facts.kind.map_or(Some(kind), |known| known.and(kind)) {
            Some(both) => self.facts.kind = Some(both),
            None => {
                self.facts.contradictory = true;
                self.note(
                    place.child("type"),
                    format!("`{text}` contradicts the type that another part of the schema states"),
                );
            }
        }
        if kind == Kind::Null { Null::Yes } else { Null::No }
    }

    fn values(&mut self, place: &Place, node: &Node, map: &Map<String, Value>) -> Null {
        let listed = &node.any.enumeration;
        if listed.is_empty() {
            return Null::Open;
        }
        let named = |keys: [&str; 2]| keys.iter().find_map(|key| map.get(*key));
        let docs = named(["x-enumDescriptions", "x-enum-descriptions"]);
        let names = named(["x-enum-varnames", "x-enumNames"]);
        let mut values: Vec<Allowed> = Vec::new();
        let mut known: HashSet<String> = HashSet::new();
        for (index, value) in listed.iter().enumerate() {
            if !value.is_null() && known.insert(value.to_string()) {
                values.push(Allowed {
                    value: value.clone(),
                    docs: about(docs, index, value).map(Text),
                    name: about(names, index, value),
                });
            }
        }
        match &mut self.facts.values {
            None => {
                self.facts.values = Some(values);
                self.facts.listed_at = place.child("enum");
            }
            Some(earlier) => {
                let both = |allowed: &Allowed| known.contains(&allowed.value.to_string());
                if earlier.iter().any(both) {
                    earlier.retain(both);
                } else if !values.is_empty() {
                    self.note(
                        place.child("enum"),
                        "no value is in this list and in that of the schema it is joined with",
                    );
                }
            }
        }
        if listed.contains(&Value::Null) { Null::Yes } else { Null::No }
    }

    fn object(&mut self, place: &Place, node: &Node) {
        for (name, child) in node.properties() {
            let places = self.facts.properties.entry(name.to_owned()).or_default();
            if !places.contains(&child) {
                places.push(child);
            }
        }
        for (index, name) in node.any.required.iter().enumerate() {
            self.facts.required.entry(name.clone()).or_insert_with(|| place.child("required").child(index));
        }
        let rest = match node.additional() {
            None => Rest::Unstated,
            Some(Additional::Any(true)) => Rest::Free,
            Some(Additional::Any(false)) => Rest::Closed,
            Some(Additional::Schema(child)) => self.rest(child),
        };
        self.facts.rest = std::mem::take(&mut self.facts.rest).and(rest);
    }

    /// Adds keywords newer than 3.0, which count beside a reference as well.
    fn newer(&mut self, place: &Place, map: &Map<String, Value>) {
        for (key, value) in map {
            let Some(keyword) = key.strip_prefix(chain::NEWER) else { continue };
            let at = place.child(key);
            match (keyword, value) {
                ("prefixItems", Value::Array(prefix)) => {
                    self.facts.prefix = Some((0..prefix.len()).map(|index| at.child(index)).collect());
                }
                ("patternProperties", Value::Object(patterns)) => {
                    self.facts.patterns.extend(patterns.keys().map(|pattern| (pattern.clone(), at.child(pattern))));
                }
                ("contentEncoding", Value::String(encoding)) => self.facts.encoding = Some(encoding.clone()),
                ("unevaluatedProperties", value) => {
                    let rest = if *value == Value::Bool(true) { Rest::Free } else { self.rest(at) };
                    self.facts.rest = std::mem::take(&mut self.facts.rest).and(rest);
                }
                _ if UNDERSTOOD.contains(&keyword) || chain::is_annotation(key) => {}
                _ => self.note(at, format!("`{keyword}` is not part of the type")),
            }
        }
    }

    fn rest(&mut self, child: Place) -> Rest {
        let empty = self.context.tree.get(&child).is_some_and(|value| value.as_object().is_some_and(Map::is_empty));
        match empty {
            true => Rest::Free,
            false if node(self.context, &child).never => Rest::Closed,
            false => Rest::Typed(vec![child]),
        }
    }

    fn unions(&mut self, place: &Place, node: &Node) {
        for (keyword, branches) in [("oneOf", node.one_of()), ("anyOf", node.any_of())] {
            let place = place.child(keyword);
            if !branches.is_empty() && !self.chosen.contains(&place) {
                self.facts.unions.push(Group { place, branches, discriminator: node.data.discriminator.clone() });
            }
        }
        let at = place.child("discriminator");
        if let Some(discriminator) = &node.data.discriminator
            && node.any.one_of.is_empty()
            && node.any.any_of.is_empty()
            && !self.chosen.contains(&at)
        {
            self.facts.base = Some((at, discriminator.clone()));
        }
    }

    fn note(&mut self, place: Place, message: impl Into<String>) {
        self.facts.notes.push(Note::untyped(place, message));
    }
}

/// What an extension says about a value: a list goes by position, a map by the value's text.
fn about(extension: Option<&Value>, index: usize, value: &Value) -> Option<String> {
    let found = match extension? {
        Value::Array(list) => list.get(index)?,
        Value::Object(map) => map.get(&texts::plain(value))?,
        _ => return None,
    };
    found.as_str().map(str::to_owned)
}

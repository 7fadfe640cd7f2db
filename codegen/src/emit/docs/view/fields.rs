//! Tables of parameters and fields: one row a value, and rows below it for the fields of an inline object.
//!
//! `items[].key_id` is the `key_id` of each entry of `items`; a component's fields are told once, among the models, and those
//! of an inline object once in a table: `owner` of a repository may say `Fields as in creator`.

use super::{Note, View};
use crate::emit::docs::dialect::Markup;
use crate::emit::docs::labels;
use crate::ir::{
    Additional, Constant, Constraints, Docs, Field, Struct, Type, TypeId, TypeKind, TypeOrigin, Types, Union,
};
use serde::Serialize;
use std::collections::BTreeMap;

/// Inline objects within inline objects that a table follows.
const DEPTH: usize = 8;

/// Rows that are worth a look elsewhere; fewer are repeated.
const REPEATED: usize = 4;

/// A row.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    name: Markup,
    /// Where a parameter travels; empty for a field.
    location: &'static str,
    kind: Markup,
    required: bool,
    /// Default, bounds and other marks, on one line.
    marks: Markup,
    description: Option<Markup>,
}

/// What a row and its notes are made from.
pub(super) struct Item<'a> {
    pub(super) name: String,
    pub(super) location: &'static str,
    pub(super) ty: &'a Type,
    pub(super) required: bool,
    pub(super) nullable: bool,
    pub(super) docs: &'a Docs,
    pub(super) constraints: &'a Constraints,
    pub(super) default: Option<&'a serde_json::Value>,
    pub(super) marks: Vec<&'static str>,
}

/// Rows, and the discrepancies recorded at what they show.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) rows: Vec<Row>,
    pub(super) notes: Vec<Note>,
    /// Inline types being shown, outermost first.
    open: Vec<TypeId>,
    /// Inline types that were shown, and the name of the field that has them.
    told: BTreeMap<TypeId, String>,
}

impl View<'_> {
    /// Adds a value and, where its type is an inline object, that object's fields. Notes say `context` before the name.
    pub(super) fn add(&self, item: &Item<'_>, context: &str, table: &mut Table) {
        let told = inline(&self.api.types, item.ty).and_then(|id| table.told.get(&id));
        let told = told.map(|name| self.dialect.fill(self.words.fields_as, &[("name", &self.dialect.code(name))]));
        let is_told = told.is_some();
        table.rows.push(Row {
            name: self.dialect.code(&item.name),
            location: item.location,
            kind: labels::label(&self.api.types, self.anchors, self.dialect, item.ty),
            required: item.required,
            marks: self.marks(item, told),
            description: self.description(item.docs),
        });
        if !self.told_by_model(item.ty, item.docs) {
            let at = self.dialect.code(format!("{context} {}", item.name).trim());
            table.notes.extend(self.notes(&item.docs.discrepancies, &at));
        }
        if !is_told {
            self.add_within(&item.name, item.location, item.ty, context, table);
        }
    }

    /// Adds a parameter that has one value only.
    pub(super) fn add_constant(&self, constant: &Constant, location: &'static str, table: &mut Table) {
        let name = self.dialect.code(&constant.wire);
        table.notes.extend(self.notes(&constant.docs.discrepancies, &name));
        table.rows.push(Row {
            name,
            location,
            kind: labels::label(&self.api.types, self.anchors, self.dialect, &constant.ty),
            required: true,
            marks: self.labelled(self.words.value, &self.dialect.code(&constant.value)),
            description: self.description(&constant.docs),
        });
    }

    /// Adds the fields of the inline object that a type holds, if it holds one.
    pub(super) fn add_within(&self, path: &str, location: &'static str, ty: &Type, context: &str, table: &mut Table) {
        match ty {
            Type::Nullable(inner) | Type::Boxed(inner) => self.add_within(path, location, inner, context, table),
            Type::List(inner) | Type::Set(inner) => {
                self.add_within(&format!("{path}[]"), location, inner, context, table);
            }
            Type::Map(inner) => self.add_within(&format!("{path}.*"), location, inner, context, table),
            Type::Named(id) => {
                let def = &self.api.types[*id];
                if matches!(def.origin, TypeOrigin::Component(_))
                    || table.open.contains(id)
                    || table.open.len() >= DEPTH
                {
                    return;
                }
                table.open.push(*id);
                let before = table.rows.len();
                match &def.kind {
                    TypeKind::Struct(object) => self.add_fields(path, location, object, context, table),
                    TypeKind::Union(union) => self.add_variants(path, location, union, context, table),
                    TypeKind::Alias(inner) => self.add_within(path, location, inner, context, table),
                    TypeKind::Enum(_) => {}
                }
                table.open.pop();
                if table.rows.len() - before >= REPEATED && !path.is_empty() {
                    table.told.entry(*id).or_insert_with(|| path.to_owned());
                }
            }
            _ => {}
        }
    }

    /// Adds the fields of an object.
    pub(super) fn add_fields(
        &self,
        path: &str,
        location: &'static str,
        object: &Struct,
        context: &str,
        table: &mut Table,
    ) {
        let dot = if path.is_empty() { "" } else { "." };
        for field in &object.fields {
            self.add(&self.item_of_field(field, format!("{path}{dot}{}", field.wire), location), context, table);
        }
        if let Additional::Kept(_, ty) = &object.additional {
            let (docs, constraints) = (Docs::default(), Constraints::default());
            let item = Item {
                name: format!("{path}{dot}*"),
                location,
                ty,
                required: false,
                nullable: false,
                docs: &docs,
                constraints: &constraints,
                default: None,
                marks: vec![self.words.further],
            };
            self.add(&item, context, table);
        }
    }

    fn add_variants(&self, path: &str, location: &'static str, union: &Union, context: &str, table: &mut Table) {
        for variant in &union.variants {
            self.add_within(&format!("{path}<{}>", variant.name), location, &variant.ty, context, table);
        }
    }

    fn item_of_field<'a>(&self, field: &'a Field, name: String, location: &'static str) -> Item<'a> {
        let mut marks = Vec::new();
        marks.extend(field.read_only.then_some(self.words.read_only));
        marks.extend(field.write_only.then_some(self.words.write_only));
        Item {
            name,
            location,
            ty: &field.ty,
            required: field.required,
            nullable: field.nullable,
            docs: &field.docs,
            constraints: &field.constraints,
            default: field.default.as_ref(),
            marks,
        }
    }

    /// Summary and description in a cell.
    fn description(&self, docs: &Docs) -> Option<Markup> {
        self.cell(docs.description.as_ref().or(docs.summary.as_ref()))
    }

    /// Whether the docs are those of the model that the type names: then the model says them.
    fn told_by_model(&self, ty: &Type, docs: &Docs) -> bool {
        let Type::Named(id) = ty else { return false };
        let def = &self.api.types[*id];
        matches!(def.origin, TypeOrigin::Component(_)) && def.docs.discrepancies == docs.discrepancies
    }

    /// `Unit: USD`.
    pub(super) fn labelled(&self, word: &str, value: &Markup) -> Markup {
        self.dialect.fill(self.words.labelled, &[("word", &self.dialect.plain(word)), ("value", value)])
    }

    /// What a cell says beside the description; `told` is where the fields stand, if not below.
    fn marks(&self, item: &Item<'_>, told: Option<Markup>) -> Markup {
        let words = self.words;
        let mut out = Vec::new();
        let mut value = |word: &str, text: Option<String>| {
            if let Some(text) = text {
                out.push(self.labelled(word, &self.dialect.code(&text)));
            }
        };
        let bounds = item.constraints;
        let number = |number: Option<u64>| number.map(|number| number.to_string());
        value(words.default, item.default.map(super::super::sample::json));
        value(words.unit, item.docs.unit.as_ref().map(|unit| unit.0.clone()));
        let low = if bounds.exclusive_minimum { words.more_than } else { words.minimum };
        let high = if bounds.exclusive_maximum { words.less_than } else { words.maximum };
        value(low, bounds.minimum.clone());
        value(high, bounds.maximum.clone());
        value(words.multiple_of, bounds.multiple_of.clone());
        value(words.min_length, number(bounds.min_length));
        value(words.max_length, number(bounds.max_length));
        value(words.pattern, bounds.pattern.clone());
        value(words.min_items, number(bounds.min_items));
        value(words.max_items, number(bounds.max_items));
        value(words.min_properties, number(bounds.min_properties));
        value(words.max_properties, number(bounds.max_properties));
        value(words.example, item.docs.example.as_ref().map(super::super::sample::json));
        let flags = [
            (is_secret(item.ty), words.secret),
            (bounds.unique_items, words.unique_items),
            (item.nullable, words.nullable),
            (item.docs.inferred, words.inferred),
            (item.docs.deprecated, words.deprecated),
        ];
        let flags = flags.iter().filter(|(set, _)| *set).map(|(_, word)| *word);
        out.extend(item.marks.iter().copied().chain(flags).map(|word| self.dialect.plain(word)));
        out.extend(told);
        self.dialect.join(&out, " · ")
    }
}

/// The inline object or union of which a type holds values.
fn inline(types: &Types, ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Nullable(inner) | Type::Boxed(inner) | Type::List(inner) | Type::Set(inner) | Type::Map(inner) => {
            inline(types, inner)
        }
        Type::Named(id) => match &types[*id].kind {
            _ if matches!(types[*id].origin, TypeOrigin::Component(_)) => None,
            TypeKind::Struct(_) | TypeKind::Union(_) => Some(*id),
            TypeKind::Alias(inner) => inline(types, inner),
            TypeKind::Enum(_) => None,
        },
        _ => None,
    }
}

/// Whether the value itself must not be shown.
fn is_secret(ty: &Type) -> bool {
    let mut found = false;
    ty.walk(&mut |ty| found |= matches!(ty, Type::Secret));
    found
}

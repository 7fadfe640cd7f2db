//! Models: the types that the document names, each with its fields, values or variants.

use super::fields::{Row, Table};
use super::{Note, View};
use crate::emit::docs::dialect::Markup;
use crate::emit::docs::labels;
use crate::emit::docs::pages::Page;
use crate::ir::{self, Additional, TypeDef, TypeKind, TypeOrigin};
use serde::Serialize;

/// A named type.
#[derive(Debug, Serialize)]
pub(super) struct Model {
    anchor: String,
    name: Markup,
    /// From anywhere to the model.
    link: Markup,
    /// Its Rust name, where that is another one.
    rust: Option<Markup>,
    summary: Option<Markup>,
    description: Option<Markup>,
    marks: Markup,
    /// What it is; exactly one of the following says more.
    object: bool,
    rows: Vec<Row>,
    /// Undeclared fields are refused.
    closed: bool,
    values: Vec<Value>,
    variants: Vec<Variant>,
    discriminator: Option<Markup>,
    same_as: Option<Markup>,
    notes: Vec<Note>,
}

/// Models of one page.
#[derive(Debug, Serialize)]
pub(in crate::emit::docs) struct Shelf {
    /// How their names begin: a capital, `webhook-p…`, or from where to where; empty for whatever begins with no letter of ASCII.
    letter: String,
    /// Name of its page, without its ending.
    pub(in crate::emit::docs) page: String,
    models: Vec<Model>,
}

/// A listed value.
#[derive(Debug, Serialize)]
struct Value {
    value: Markup,
    description: Option<Markup>,
}

/// A branch of a union.
#[derive(Debug, Serialize)]
struct Variant {
    kind: Markup,
    /// Discriminator values that choose it.
    tags: Markup,
    description: Option<Markup>,
    rows: Vec<Row>,
}

impl View<'_> {
    pub(super) fn models(&self) -> Vec<Model> {
        let component = |(id, def): (ir::TypeId, &TypeDef)| match &def.origin {
            TypeOrigin::Component(key) => Some(self.model(self.anchors.type_of(id)?, key, id, def)),
            TypeOrigin::Input(_) | TypeOrigin::Inline => None,
        };
        self.api.types.iter().filter_map(component).collect()
    }

    /// The models by their pages; none if there is one page for everything.
    pub(super) fn shelves(&self) -> Vec<Shelf> {
        let Some(pages) = self.anchors.split() else { return Vec::new() };
        let shelf = |(at, page): (usize, &Page)| {
            let here = |(id, def): (ir::TypeId, &TypeDef)| match &def.origin {
                TypeOrigin::Component(key) if pages.of_model(id) == Some(at) => {
                    Some(self.model(self.anchors.type_of(id)?, key, id, def))
                }
                _ => None,
            };
            let mut models: Vec<_> = self.api.types.iter().filter_map(here).collect();
            models.sort_by_cached_key(|model| model.anchor.to_lowercase());
            Shelf { letter: page.label.clone(), page: page.name.clone(), models }
        };
        pages.models().iter().enumerate().map(shelf).collect()
    }

    fn model(&self, anchor: &str, key: &str, id: ir::TypeId, def: &TypeDef) -> Model {
        let mut table = Table::default();
        let mut notes = self.notes(&def.docs.discrepancies, &Markup::default());
        let mut model = self.model_frame(anchor, key, id, def);
        match &def.kind {
            TypeKind::Struct(object) => {
                self.add_fields("", "", object, "", &mut table);
                model.object = true;
                model.closed = matches!(object.additional, Additional::Closed);
            }
            TypeKind::Enum(list) => {
                let value = |value: &ir::EnumValue| Value {
                    value: self.dialect.code(&value.value.to_string()),
                    description: self.cell(value.docs.as_ref()),
                };
                model.values = list.values.iter().map(value).collect();
            }
            TypeKind::Union(union) => {
                model.variants = union.variants.iter().map(|variant| self.variant(variant, &mut notes)).collect();
                model.discriminator = union.discriminator.as_ref().map(|name| self.dialect.code(name));
            }
            TypeKind::Alias(inner) => {
                model.same_as = Some(labels::label(&self.api.types, self.anchors, self.dialect, inner));
                self.add_within("", "", inner, "", &mut table);
            }
        }
        notes.append(&mut table.notes);
        Model { rows: table.rows, notes, ..model }
    }

    /// What all kinds of models have.
    fn model_frame(&self, anchor: &str, key: &str, id: ir::TypeId, def: &TypeDef) -> Model {
        let words = self.words;
        let name = self.dialect.code(key);
        let mut marks = Vec::new();
        marks.extend(def.docs.unit.as_ref().map(|unit| self.labelled(words.unit, &self.dialect.code(&unit.0))));
        marks.extend(def.docs.inferred.then(|| self.dialect.plain(words.inferred)));
        marks.extend(def.docs.deprecated.then(|| self.dialect.plain(words.deprecated)));
        Model {
            anchor: anchor.to_owned(),
            link: self
                .anchors
                .to_type(self.dialect, id)
                .map_or_else(|| name.clone(), |to| self.dialect.link(&to, &name)),
            rust: (def.name.as_str() != key).then(|| self.dialect.code(def.name.as_str())),
            summary: self.line(def.docs.summary.as_ref()),
            description: self.prose(def.docs.description.as_ref()),
            marks: self.dialect.join(&marks, " · "),
            name,
            object: false,
            rows: Vec::new(),
            closed: false,
            values: Vec::new(),
            variants: Vec::new(),
            discriminator: None,
            same_as: None,
            notes: Vec::new(),
        }
    }

    fn variant(&self, variant: &ir::Variant, notes: &mut Vec<Note>) -> Variant {
        let mut table = Table::default();
        self.add_within("", "", &variant.ty, "", &mut table);
        notes.append(&mut table.notes);
        let tags: Vec<_> = variant.tags.iter().map(|tag| self.dialect.code(tag)).collect();
        let text = variant.docs.description.as_ref().or(variant.docs.summary.as_ref());
        Variant {
            kind: labels::label(&self.api.types, self.anchors, self.dialect, &variant.ty),
            tags: self.dialect.join(&tags, ", "),
            description: self.cell(text),
            rows: table.rows,
        }
    }
}

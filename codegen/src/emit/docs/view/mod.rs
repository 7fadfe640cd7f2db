//! What a page says, decided in full: the templates only loop and branch over these structs.
//!
//! One [`Site`] is one API in one language and one dialect. The HTML page and all Markdown pages of a language are printed
//! from two sites with the same content and different [`Markup`].

mod errors;
mod fields;
mod models;
mod operation;
mod overview;
mod pages;
mod responses;

use super::anchors::Anchors;
use super::dialect::{Dialect, Markup};
use super::pages::{Page, Pages};
use super::texts::Texts;
use super::words::{Words, own_name};
use crate::ir::{Api, Discrepancy, Text};
use serde::Serialize;

/// What is being viewed, and how.
pub(super) struct View<'a> {
    pub(super) api: &'a Api,
    pub(super) anchors: &'a Anchors,
    pub(super) dialect: Dialect,
    pub(super) words: &'static Words,
    pub(super) texts: &'a Texts,
    /// Package name of the generated crate, for the Rust examples.
    pub(super) package: &'a str,
}

/// Everything that the pages of one language say.
#[derive(Debug, Serialize)]
pub(super) struct Site {
    /// The line that says who wrote the file.
    head: String,
    language: String,
    /// The other languages.
    languages: Vec<Language>,
    words: &'static Words,
    title: Markup,
    /// The title as plain text, for the title element.
    name: String,
    description: Option<Markup>,
    servers: Vec<overview::Server>,
    schemes: Vec<overview::Scheme>,
    setup: overview::Setup,
    pub(super) tags: Vec<Tag>,
    errors: Vec<errors::Row>,
    discrepancies: Vec<Note>,
    undocumented: Vec<overview::Undocumented>,
    skipped: Vec<overview::Skipped>,
    models: Vec<models::Model>,
    /// The models by their pages, and `models` empty, if the HTML reference is more than one page.
    pub(super) shelves: Vec<models::Shelf>,
    split: bool,
}

/// Another language.
#[derive(Debug, Serialize)]
struct Language {
    tag: String,
    name: String,
}

/// A group of operations, or all webhooks and callbacks.
#[derive(Debug, Serialize)]
pub(super) struct Tag {
    anchor: String,
    title: Markup,
    /// The title as plain text.
    name: String,
    /// From the overview to the group.
    link: Markup,
    /// Name of the group's own page, without its ending.
    pub(super) page: String,
    /// Pages with a part of the operations each; none if they are all on the group's own.
    pub(super) parts: Vec<Part>,
    description: Option<Markup>,
    operations: Vec<operation::Operation>,
}

/// A page with some operations of a group.
#[derive(Debug, Serialize)]
pub(super) struct Part {
    /// Its name, without its ending.
    pub(super) page: String,
    /// How the ids of its operations begin.
    pub(super) label: String,
}

/// A contradiction that the document records.
#[derive(Debug, Serialize)]
struct Note {
    id: String,
    /// What it concerns.
    at: Markup,
    note: Markup,
    /// The wrong or doubtful example, as it was found.
    example: Option<Markup>,
}

impl Site {
    /// Whether there is anything for a page of models to say.
    pub(super) fn has_models(&self) -> bool {
        !self.models.is_empty()
    }

    /// Whether tags and models have pages of their own.
    pub(super) fn is_split(&self) -> bool {
        self.split
    }
}

impl View<'_> {
    /// The whole content. `languages` are all languages of the pages, this one among them.
    pub(super) fn site(&self, language: &str, languages: &[&str], head: String) -> Site {
        let api = self.api;
        let other = |tag: &&&str| ***tag != *language;
        let languages = languages.iter().filter(other);
        let split = self.dialect == Dialect::Html && self.anchors.split().is_some();
        let (models, shelves) = if split { (Vec::new(), self.shelves()) } else { (self.models(), Vec::new()) };
        Site {
            head,
            language: language.to_owned(),
            languages: languages
                .map(|tag| Language { tag: (*tag).to_owned(), name: own_name(tag).to_owned() })
                .collect(),
            words: self.words,
            title: self.dialect.plain(&api.info.title.0),
            name: api.info.title.0.clone(),
            description: self.prose(api.info.description.as_ref()),
            servers: self.servers(),
            schemes: self.schemes(),
            setup: self.setup(),
            tags: (0..api.tags.len()).map(|index| self.tag(index)).chain(self.hooks()).collect(),
            errors: self.error_table(),
            discrepancies: self.notes(&api.info.discrepancies, &Markup::default()),
            undocumented: self.undocumented(),
            skipped: self.skipped(),
            models,
            shelves,
            split,
        }
    }

    fn tag(&self, index: usize) -> Tag {
        let tag = &self.api.tags[index];
        let title = self.dialect.plain(&tag.text.0);
        let operations = self.api.operations.iter().enumerate().filter(|(_, operation)| operation.tag == index);
        Tag {
            anchor: self.anchors.tag(index).to_owned(),
            link: self.dialect.link(&self.anchors.to_tag(self.dialect, index), &title),
            title,
            name: tag.text.0.clone(),
            page: self.anchors.page(index).to_owned(),
            parts: self.parts(|pages| pages.of_tag(index)),
            description: self.prose(tag.description.as_ref()),
            operations: operations.map(|(at, operation)| self.operation(at, operation)).collect(),
        }
    }

    /// The pages of a group that has more than one. In Markdown every group has one.
    fn parts(&self, of: impl Fn(&Pages) -> &[Page]) -> Vec<Part> {
        let pages = self.anchors.split().filter(|_| self.dialect == Dialect::Html).map(of).unwrap_or_default();
        pages.iter().map(|page| Part { page: page.name.clone(), label: page.label.clone() }).collect()
    }

    /// Webhooks and callbacks, as a last group.
    fn hooks(&self) -> Option<Tag> {
        let title = self.dialect.plain(self.words.webhooks);
        let hooks = self.api.hooks.iter().enumerate();
        (!self.api.hooks.is_empty()).then(|| Tag {
            anchor: String::from("section-webhooks"),
            link: self.dialect.link(&self.anchors.to_hooks(self.dialect), &title),
            title,
            name: self.words.webhooks.to_owned(),
            page: self.anchors.hooks_page().to_owned(),
            parts: self.parts(Pages::of_hooks),
            description: self.prose(Some(&Text(self.words.webhooks_note.to_owned()))),
            operations: hooks.map(|(at, hook)| self.hook(at, hook)).collect(),
        })
    }

    /// A description as blocks.
    fn prose(&self, text: Option<&Text>) -> Option<Markup> {
        self.told("div", text, |text| self.dialect.prose(text, self.anchors))
    }

    /// A description in a table cell.
    fn cell(&self, text: Option<&Text>) -> Option<Markup> {
        self.told("div", text, |text| self.dialect.cell(text, self.anchors))
    }

    /// A summary or a name.
    fn line(&self, text: Option<&Text>) -> Option<Markup> {
        self.told("span", text, |text| self.dialect.plain(&text.0))
    }

    /// Markup of a text, with a word about its language where that is not the page's.
    fn told(&self, element: &str, text: Option<&Text>, print: impl Fn(&Text) -> Markup) -> Option<Markup> {
        let text = text.filter(|text| !text.is_empty())?;
        Some(match self.texts.language_of(text) {
            Some(language) => self.dialect.foreign(element, language, &print(text)),
            None => print(text),
        })
    }

    fn notes(&self, discrepancies: &[Discrepancy], at: &Markup) -> Vec<Note> {
        let note = |found: &Discrepancy| Note {
            id: found.id.clone(),
            at: at.clone(),
            note: self.prose(Some(&found.note)).unwrap_or_default(),
            example: found.example.as_ref().map(|example| match example {
                serde_json::Value::String(text) => self.dialect.block("text", text),
                other => self.dialect.block("json", &super::sample::json(other)),
            }),
        };
        discrepancies.iter().map(note).collect()
    }
}

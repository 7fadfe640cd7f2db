//! Prints views with the templates. Two engines, because what escapes a text differs between HTML and Markdown.

use super::prose;
use super::view::Site;
use std::io::Write;
use tera::{Context, Tera, Value};

/// Why rendering cannot fail: the templates are part of the program, and the tests render each of them for an empty and for a
/// full API.
const SOUND: &str = "the built-in templates render every view";

/// The templates, compiled.
pub(super) struct Templates {
    html: Tera,
    markdown: Tera,
}

impl Templates {
    pub(super) fn new() -> Self {
        Self { html: engine(".html", escape_html), markdown: engine(".md", escape_markdown) }
    }

    /// An HTML page.
    pub(super) fn html(&self, template: &str, site: &Prepared, file: &str, part: Part<'_>) -> String {
        let mut context = site.0.clone();
        let entry = |list: &str, index: usize| {
            let entries = site.0.get(list).and_then(Value::as_array);
            entries.and_then(|entries| entries.get(index)).cloned().unwrap_or_else(Value::undefined)
        };
        let (tag, shelf) = match part {
            Part::Main => (Value::undefined(), Value::undefined()),
            Part::Tag(index) | Part::Section(index, _) => (entry("tags", index), Value::undefined()),
            Part::Shelf(index) => (Value::undefined(), entry("shelves", index)),
        };
        context.insert_value("page_tag", tag);
        context.insert_value("page_shelf", shelf);
        context.insert("label", if let Part::Section(_, label) = part { label } else { "" });
        context.insert("page", file.trim_end_matches(".html"));
        context.insert("file", file);
        context.insert("home", if matches!(part, Part::Main) { "" } else { "index.html" });
        self.html.render(template, &context).expect(SOUND)
    }

    /// A Markdown page of the whole site.
    pub(super) fn markdown(&self, template: &str, site: &Prepared) -> String {
        tidied(&self.markdown.render(template, &site.0).expect(SOUND))
    }

    /// The Markdown page of one tag.
    pub(super) fn tag(&self, template: &str, site: &Prepared, index: usize) -> String {
        let mut context = site.0.clone();
        let tag = context.get("tags").and_then(Value::as_array).and_then(|tags| tags.get(index)).cloned();
        context.insert_value("tag", tag.unwrap_or_else(Value::undefined));
        tidied(&self.markdown.render(template, &context).expect(SOUND))
    }
}

/// Which of the HTML pages.
#[derive(Clone, Copy)]
pub(super) enum Part<'l> {
    /// The only one, or the overview.
    Main,
    /// The operations of a tag, by its index.
    Tag(usize),
    /// Some operations of a tag, by its index and how their ids begin.
    Section(usize, &'l str),
    /// The models of a shelf, by its index.
    Shelf(usize),
}

/// A site as the engines take it. Made once for all of its pages: a large API has a page for each of dozens of tags, and a
/// copy of this shares the values.
pub(super) struct Prepared(Context);

impl Prepared {
    pub(super) fn new(site: &Site) -> Self {
        Self(Context::from_serialize(site).expect(SOUND))
    }
}

/// An engine for the templates with this ending, whose plain texts go through `escape`.
fn engine(ending: &'static str, escape: tera::EscapeFn) -> Tera {
    let mut tera = Tera::new();
    tera.autoescape_on([ending]);
    tera.set_escape_fn(escape);
    let ours =
        driftless_templates::TEMPLATES.iter().filter(|(name, _)| name.starts_with("docs/") && name.ends_with(ending));
    tera.add_raw_templates(ours.map(|(name, text)| (*name, *text))).expect(SOUND);
    tera
}

fn escape_html(text: &str, out: &mut dyn Write) -> std::io::Result<()> {
    out.write_all(prose::escape_html(text).as_bytes())
}

fn escape_markdown(text: &str, out: &mut dyn Write) -> std::io::Result<()> {
    out.write_all(prose::escape_markdown(text).as_bytes())
}

/// At most one blank line in a row outside of fences, none at the end: what loops and branches leave behind.
fn tidied(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut fence: Option<&str> = None;
    let mut blank = true;
    for line in text.lines() {
        let start = line.trim_start();
        let ticks = &start[..start.len() - start.trim_start_matches('`').len()];
        match fence {
            Some(open) if start == open => fence = None,
            None if ticks.len() >= 3 => fence = Some(ticks),
            _ => {}
        }
        let empty = line.trim().is_empty();
        if !(empty && blank && fence.is_none()) {
            out.push_str(if fence.is_some() { line } else { line.trim_end() });
            out.push('\n');
        }
        blank = empty && fence.is_none();
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

//! All findings of a run, in the order of the text, with their places looked up in one pass per file.

use super::excerpt::{Excerpt, Lines, Position};
use super::locate::{self, Spot};
use super::{Code, Diagnostic, FileId, Place, Severity, Sink, json, render as layout};
use crate::source::Sources;
use serde_json::Value;
use std::collections::BTreeMap;
use std::ops::Range;

/// Warnings of one code that are printed for people.
const WARNINGS: usize = 10;
/// Warnings that say the same of other names and values that are printed for people.
const ALIKE: usize = 3;

/// Prints findings for people or for programs.
#[derive(Debug)]
pub(super) struct Printer<'a> {
    found: Vec<&'a Diagnostic>,
    sources: &'a Sources,
    lines: BTreeMap<FileId, Lines<'a>>,
    spots: BTreeMap<&'a Place, Spot>,
}

/// A range of a text, as it is printed.
#[derive(Debug)]
pub(super) struct Shown<'a> {
    pub(super) file: &'a str,
    pub(super) start: Position,
    pub(super) end: Position,
    pub(super) excerpt: Excerpt,
}

impl<'a> Printer<'a> {
    /// Looks up the places of the findings and sorts these: the root document first, then the files it refers to, each
    /// from top to bottom; findings at one place keep the order in which they were made.
    pub(super) fn new(found: &'a [Diagnostic], sources: &'a Sources) -> Self {
        let mut by_file: BTreeMap<FileId, Vec<&Place>> = BTreeMap::new();
        for finding in found {
            by_file.entry(finding.place.file).or_default().push(&finding.place);
            if let Some((place, _)) = &finding.related {
                by_file.entry(place.file).or_default().push(place);
            }
        }
        let mut printer = Self { found: Vec::new(), sources, lines: BTreeMap::new(), spots: BTreeMap::new() };
        for (file, places) in by_file {
            let Some(source) = sources.get(file) else { continue };
            printer.spots.extend(places.iter().copied().zip(locate::locate(&source.text, &places)));
            printer.lines.insert(file, Lines::new(&source.text));
        }
        let mut sorted: Vec<_> = found.iter().collect();
        sorted.sort_by_cached_key(|finding| (finding.place.file, printer.range(finding).start));
        printer.found = sorted;
        printer
    }

    /// The findings in the style of rustc, a blank line after each. Every error is printed; of each kind of warning the
    /// first few, because a vendor's document can repeat one habit a thousand times.
    pub(super) fn text(&self, colour: bool) -> String {
        let mut printed = String::new();
        let mut shown: BTreeMap<Code, usize> = BTreeMap::new();
        let mut alike: BTreeMap<(Code, String), usize> = BTreeMap::new();
        let mut folded: BTreeMap<Code, usize> = BTreeMap::new();
        for finding in &self.found {
            if finding.severity == Severity::Warning {
                let shown = shown.entry(finding.code).or_default();
                let alike = alike.entry((finding.code, shape(&finding.message))).or_default();
                if *shown >= WARNINGS || *alike >= ALIKE {
                    *folded.entry(finding.code).or_default() += 1;
                    continue;
                }
                *shown += 1;
                *alike += 1;
            }
            printed += &layout::text(self, finding, colour);
            printed.push('\n');
        }
        for (code, count) in folded {
            printed += &layout::more(code.row(), count, colour);
        }
        printed
    }

    /// The findings as JSON, one object a line.
    pub(super) fn json(&self) -> String {
        self.found.iter().map(|finding| format!("{}\n", json::object(self, finding))).collect()
    }

    fn range(&self, finding: &Diagnostic) -> Range<usize> {
        let found = || self.spots.get(&finding.place).map(|spot| spot.range(finding.at_key));
        let range = finding.span.clone().or_else(found).unwrap_or_default();
        self.narrowed(finding, &range).unwrap_or(range)
    }

    /// The part of a range that a finding is about.
    fn narrowed(&self, finding: &Diagnostic, range: &Range<usize>) -> Option<Range<usize>> {
        let part = finding.part.as_deref()?;
        let text = self.sources.get(finding.place.file)?.text.get(range.clone())?;
        let start = range.start + text.find(part)?;
        Some(start..start + part.len())
    }

    /// Where a finding is shown; `None` if its file is not one of the run's.
    pub(super) fn shown(&self, finding: &Diagnostic) -> Option<Shown<'a>> {
        self.show(finding.place.file, &self.range(finding))
    }

    /// Where the second place of a finding is shown.
    pub(super) fn related(&self, finding: &Diagnostic, place: &Place) -> Option<Shown<'a>> {
        self.show(place.file, &self.spots.get(place)?.range(finding.at_key))
    }

    fn show(&self, file: FileId, range: &Range<usize>) -> Option<Shown<'a>> {
        let lines = self.lines.get(&file)?;
        let source = self.sources.get(file)?;
        Some(Shown {
            file: &source.name,
            start: lines.position(range.start),
            end: lines.position(range.end),
            excerpt: lines.excerpt(range),
        })
    }
}

/// A message without the names and values in it.
fn shape(message: &str) -> String {
    message.split('`').step_by(2).collect()
}

/// The findings in the style of rustc, a blank line after each, sorted by file and line: every error, of the warnings of each
/// kind the first ten and of those that say the same the first three, with the number of the others. Control and bidi characters of the
/// document are escaped. Colour takes the `cli` feature; without it there is none.
pub fn render_all(sink: &Sink, sources: &Sources, colour: bool) -> String {
    Printer::new(sink.found(), sources).text(colour)
}

/// All findings as JSON, one object a line, in the order of [`render_all`] and with the keys of [`to_json`].
pub fn json_lines(sink: &Sink, sources: &Sources) -> String {
    Printer::new(sink.found(), sources).json()
}

/// An error that is about no place in a document (a file that cannot be read), with the keys of [`to_json`]; `code` is `null`.
#[cfg(feature = "cli")]
pub(crate) fn placeless(message: &str) -> Value {
    json::placeless(message)
}

/// One finding in the style of rustc. For several of them, [`render_all`] looks their places up in one pass.
pub fn render(finding: &Diagnostic, sources: &Sources, colour: bool) -> String {
    let printer = Printer::new(std::slice::from_ref(finding), sources);
    layout::text(&printer, finding, colour)
}

/// One finding as a JSON object: `code`, `severity`, `message`, `help`, `file`, `line`, `column`, `end`, `pointer`,
/// `related` and `rendered`. Lines and columns count from 1, columns in characters.
pub fn to_json(finding: &Diagnostic, sources: &Sources) -> Value {
    json::object(&Printer::new(std::slice::from_ref(finding), sources), finding)
}

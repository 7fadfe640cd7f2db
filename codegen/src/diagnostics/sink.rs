//! The one place into which every stage reports.

use super::additions::Additions;
use super::origins::Origins;
use super::{Code, Place, Reading};
use std::collections::BTreeSet;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The output is complete, or weaker in the way the message says.
    Warning,
    /// There can be no output.
    Error,
}

/// A finding.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// Its kind; `driftless explain` tells more.
    pub code: Code,
    /// How bad.
    pub severity: Severity,
    /// Where.
    pub place: Place,
    /// Point at the key itself rather than at its value.
    pub at_key: bool,
    /// Of what is there, point at this text alone: `{id}` in a path.
    pub part: Option<String>,
    /// Exact byte range in the text, where the reader knows it (syntax errors have no pointer).
    pub span: Option<std::ops::Range<usize>>,
    /// What is wrong, in a sentence without a final stop. Document text in it is printed escaped.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// A second place that belongs to it, with a label (for instance the first of two equal keys).
    pub related: Option<(Place, String)>,
}

impl Diagnostic {
    /// A finding with the severity that its code has by default.
    pub fn new(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            place,
            at_key: false,
            part: None,
            span: None,
            message: message.into(),
            help: None,
            related: None,
        }
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Points at the key rather than at its value.
    #[must_use]
    pub fn at_key(mut self) -> Self {
        self.at_key = true;
        self
    }

    /// Points at a part of the key or value, if it can be found there.
    #[must_use]
    pub fn part(mut self, part: impl Into<String>) -> Self {
        self.part = Some(part.into());
        self
    }

    /// Gives the exact byte range.
    #[must_use]
    pub fn span(mut self, span: std::ops::Range<usize>) -> Self {
        self.span = Some(span);
        self
    }

    /// Adds a second place.
    #[must_use]
    pub fn related(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related = Some((place, label.into()));
        self
    }
}

/// Collects findings; never stops anybody.
#[derive(Clone, Debug, Default)]
pub struct Sink {
    found: Vec<Diagnostic>,
    known: BTreeSet<(Code, Place, String)>,
    origins: Origins,
    additions: Additions,
    reading: Reading,
    misspelt: BTreeSet<Place>,
}

impl Sink {
    /// An empty sink.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a finding, once: a node that several operations share is read for each of them.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.push_new(diagnostic);
    }

    /// Takes a finding and says whether it was new.
    pub fn push_new(&mut self, mut diagnostic: Diagnostic) -> bool {
        diagnostic.place = self.written(&diagnostic.place);
        diagnostic.related = diagnostic.related.map(|(place, label)| (self.written(&place), label));
        let new = self.known.insert((diagnostic.code, diagnostic.place.clone(), diagnostic.message.clone()));
        if new {
            self.found.push(diagnostic);
        }
        new
    }

    /// Notes that normalising moved what stood at the pointer `original` to `place`: findings about it that come later are
    /// taken back to where its author wrote it.
    pub(crate) fn moved(&mut self, place: Place, original: String) {
        self.origins.record(place, original);
    }

    /// The place in the text of what normalising may have moved.
    pub(crate) fn origin(&self, place: &Place) -> Place {
        self.origins.find(place)
    }

    /// Notes which places of the root document overlays have put there.
    pub(crate) fn overlaid(&mut self, additions: &Additions) {
        self.additions = additions.clone();
    }

    /// The place in the text of the document, or of the overlay that put it there.
    fn written(&self, place: &Place) -> Place {
        self.additions.find(&self.origins.find(place))
    }

    /// Notes that an object has this key under another spelling, for which there is a finding of its own.
    pub(crate) fn note_misspelt(&mut self, key: Place) {
        self.misspelt.insert(key);
    }

    /// Whether an object has a key under another spelling: mending that mends whatever its absence leads to, so a warning about
    /// the absence would only be noise. Errors stay, because without one there would be output.
    pub(crate) fn has_misspelt(&self, object: &Place, key: &str) -> bool {
        !self.misspelt.is_empty() && self.misspelt.contains(&self.origin(object).child(key))
    }

    /// What became of the keys of the documents.
    pub fn reading(&self) -> &Reading {
        &self.reading
    }

    /// The same, to count in.
    pub(crate) fn reading_mut(&mut self) -> &mut Reading {
        &mut self.reading
    }

    /// Whether there can be no output.
    pub fn has_errors(&self) -> bool {
        self.found.iter().any(|found| found.severity == Severity::Error)
    }

    /// All findings, in the order in which they were made.
    pub fn found(&self) -> &[Diagnostic] {
        &self.found
    }
}

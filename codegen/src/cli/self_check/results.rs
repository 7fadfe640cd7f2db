//! What a run found, document by document, for people and for programs.

use super::scratch::Scratch;
use super::subject::Subject;
use crate::diagnostics::Place;
use crate::selfcheck::Check;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Failures of one document that are printed; all are in the JSON.
const PRINTED: usize = 5;

/// Everything about one document.
#[derive(Debug, Default)]
pub(super) struct Verdict {
    pub(super) document: String,
    pub(super) slug: String,
    pub(super) operations: usize,
    pub(super) operations_in_document: usize,
    pub(super) schemas: usize,
    pub(super) samples: usize,
    /// Component schemas without an instance.
    pub(super) unsampled: usize,
    pub(super) fields: usize,
    pub(super) fields_untyped: usize,
    pub(super) untyped: usize,
    pub(super) skipped: usize,
    pub(super) warnings: usize,
    /// The program has run.
    pub(super) judged: bool,
    pub(super) failures: Vec<Failure>,
    /// What no instance shows, as it goes into the JSON.
    pub(super) gaps: Vec<Value>,
}

/// Something that is not as it should be.
#[derive(Debug)]
pub(super) struct Failure {
    /// The component; `None` for what concerns the whole document.
    schema: Option<Place>,
    message: String,
    sample: Option<Value>,
}

impl Failure {
    pub(super) fn of_document(what: &str, why: impl AsRef<str>) -> Self {
        Self { schema: None, message: format!("{what}: {}", why.as_ref().trim_end()), sample: None }
    }

    pub(super) fn of_sample(schema: &Place, message: String, sample: &Value) -> Self {
        Self { schema: Some(schema.clone()), message, sample: Some(sample.clone()) }
    }

    fn json(&self) -> Value {
        let schema = self.schema.as_ref().map(ToString::to_string);
        json!({ "schema": schema, "message": self.message, "sample": self.sample })
    }
}

impl Verdict {
    /// Notes what the sampler made.
    pub(super) fn sampled(&mut self, checks: &[Check]) {
        self.schemas = checks.len();
        self.samples = checks.iter().map(|check| check.samples.len()).sum();
        self.unsampled = checks.iter().filter(|check| check.samples.is_empty()).count();
        let gaps = checks.iter().flat_map(|check| check.gaps.iter().map(move |gap| (check, gap)));
        self.gaps = gaps
            .map(|(check, gap)| {
                json!({ "schema": check.place.to_string(), "place": gap.place.to_string(), "reason": gap.reason })
            })
            .collect();
    }

    /// Component schemas that have failed: those with a failing instance, or all that have one if their program never ran.
    pub(super) fn failed(&self) -> usize {
        if !self.judged {
            return self.schemas - self.unsampled;
        }
        self.failures.iter().filter_map(|failure| failure.schema.as_ref()).collect::<BTreeSet<_>>().len()
    }

    pub(super) fn is_fine(&self) -> bool {
        self.failures.is_empty() && self.failed() == 0 && self.warnings == 0
    }

    fn json(&self) -> Value {
        json!({
            "document": self.document,
            "folder": self.slug,
            "operations": { "in_document": self.operations_in_document, "written": self.operations },
            "schemas": { "all": self.schemas, "unsampled": self.unsampled, "failed": self.failed() },
            "samples": self.samples,
            "fields": { "all": self.fields, "untyped": self.fields_untyped },
            "untyped": self.untyped,
            "skipped": self.skipped,
            "warnings": self.warnings,
            "failures": self.failures.iter().map(Failure::json).collect::<Vec<_>>(),
            "gaps": self.gaps,
        })
    }
}

/// The results of a run.
#[derive(Debug, Default)]
pub(super) struct Results(Vec<Verdict>);

impl Results {
    pub(super) fn add(&mut self, subject: Subject) {
        self.0.push(subject.verdict);
    }

    pub(super) fn verdicts(&self) -> &[Verdict] {
        &self.0
    }

    pub(super) fn is_fine(&self) -> bool {
        self.0.iter().all(Verdict::is_fine)
    }

    /// Writes all there is so far.
    pub(super) fn write(&self, scratch: &Scratch) -> Result<(), String> {
        let all: Vec<Value> = self.0.iter().map(Verdict::json).collect();
        scratch.write("self-check.json", &format!("{:#}\n", Value::Array(all)))
    }

    /// The failures, some of each document.
    pub(super) fn failures(&self) -> String {
        let mut text = String::new();
        for verdict in self.0.iter().filter(|verdict| !verdict.failures.is_empty()) {
            let _ = writeln!(text, "\n{}", verdict.document);
            for failure in verdict.failures.iter().take(PRINTED) {
                let at = failure.schema.as_ref().map(|place| format!("{place}: ")).unwrap_or_default();
                let _ = writeln!(text, "  {at}{}", failure.message);
            }
            if let Some(more) = verdict.failures.len().checked_sub(PRINTED).filter(|more| *more > 0) {
                let _ = writeln!(text, "  and {more} more");
            }
        }
        text
    }
}

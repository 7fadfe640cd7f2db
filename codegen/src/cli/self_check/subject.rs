//! One document under check: generated, sampled, written into its scratch folder, and in the end judged.

use super::documents::Document;
use super::results::{Failure, Verdict};
use super::scratch::Scratch;
use crate::cli::print;
use crate::ir::OmissionKind;
use crate::options::{Emit, Layout, Options};
use crate::selfcheck::{self, Check};
use crate::{Generated, driver, emit};
use serde_json::Value;
use std::fmt::Write as _;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A document under check.
#[derive(Debug)]
pub(super) struct Subject {
    pub(super) verdict: Verdict,
    pub(super) slug: String,
    checks: Vec<Check>,
    /// Features of the crate that bring its types, and nothing of its client and server.
    features: Vec<String>,
    samples: PathBuf,
    /// The check's program, once it is built.
    pub(super) program: Option<PathBuf>,
}

/// What stands in the program beside the table of checks.
const MAIN: &str = r#"
fn main() {
    for line in std::io::stdin().lines() {
        let line = line.expect("samples are text");
        let (index, _, json, _): (usize, String, Box<serde_json::value::RawValue>, bool) =
            serde_json::from_str(&line).expect("a sample is a list of four");
        println!("{}", serde_json::to_string(&CHECKS[index](json.get())).expect("text can be written"));
    }
}
"#;

impl Subject {
    /// Generates a document's crate and what checks it.
    pub(super) fn prepare(document: &Document, scratch: &Scratch, types_only: bool) -> Result<Self, String> {
        let slug = document.slug.clone();
        let emit = Emit { client: !types_only, server: !types_only, docs: false, webhooks: !types_only };
        let options = Options {
            name: format!("{slug}-api"),
            shown_spec: document.path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            emit,
            layout: Layout::Crate,
            ..Options::default()
        };
        let source = print::source(&document.path)?;
        let generated = driver::generate(source.clone(), &options);
        let mut verdict = Verdict::of(document, &generated);
        let samples = scratch.folder.join(&slug).join("samples.jsonl");
        let checks = match (&generated.api, &generated.output) {
            (Some(api), Some(output)) => {
                output.write(&scratch.folder.join(&slug).join("api")).map_err(|error| error.to_string())?;
                selfcheck::checks(source, api)
            }
            _ => {
                verdict.failures.push(Failure::of_document("the document has errors", first_error(&generated)));
                Vec::new()
            }
        };
        verdict.sampled(&checks);
        let features = generated.api.as_ref().map(|api| emit::features_of_types(api, emit)).unwrap_or_default();
        let subject = Self { verdict, slug, checks, features, samples, program: None };
        if subject.verdict.failures.is_empty() {
            subject.write(scratch)?;
        }
        Ok(subject)
    }

    /// Whether there is a crate to build.
    pub(super) fn is_written(&self) -> bool {
        self.verdict.failures.is_empty()
    }

    fn write(&self, scratch: &Scratch) -> Result<(), String> {
        let (slug, features) = (&self.slug, &self.features);
        let manifest = format!(
            "[package]\nname = \"{slug}-check\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n\
             {slug}-api = {{ path = \"../api\", default-features = false, features = {features:?} }}\nserde = \"1\"\n\
             serde_json = {{ version = \"1\", features = [\"raw_value\"] }}\n"
        );
        scratch.write(format!("{slug}/check/Cargo.toml"), &manifest)?;
        let program = selfcheck::program(&self.checks, &format!("{slug}-api").replace('-', "_"));
        scratch.write(format!("{slug}/check/src/main.rs"), &format!("//! Checks the types.\n{program}{MAIN}"))?;
        let mut lines = String::new();
        for (index, check) in self.checks.iter().enumerate() {
            let name = Value::from(check.place.last().unwrap_or_default());
            for sample in &check.samples {
                // Writing to a string cannot fail.
                let _ = writeln!(lines, "[{index},{name},{},{}]", sample.value, check.is_sent);
            }
        }
        scratch.write(format!("{slug}/samples.jsonl"), &lines)
    }

    /// Feeds the samples to the program and judges what comes back.
    pub(super) fn judge(&mut self) -> Result<(), String> {
        let Some(program) = &self.program else { return Ok(()) };
        let samples = File::open(&self.samples).map_err(|error| format!("{}: {error}", self.samples.display()))?;
        let output = Command::new(program)
            .stdin(samples)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .output()
            .map_err(|error| format!("{}: {error}", program.display()))?;
        let text = String::from_utf8_lossy(&output.stdout);
        let mut answers = text.lines();
        for check in &self.checks {
            for sample in &check.samples {
                let wrong = match answers.next().map(serde_json::from_str::<Result<String, String>>) {
                    Some(Ok(Ok(written))) => sample.judge(&written),
                    Some(Ok(Err(error))) => Some(error),
                    Some(Err(error)) => Some(format!("the program's answer is none: {error}")),
                    None => Some(format!("the program ended here: {}", String::from_utf8_lossy(&output.stderr))),
                };
                if let Some(message) = wrong {
                    self.verdict.failures.push(Failure::of_sample(&check.place, message, &sample.value));
                }
            }
        }
        self.verdict.judged = true;
        Ok(())
    }
}

fn first_error(generated: &Generated) -> String {
    let errors = generated.sink.found().iter().filter(|found| found.severity == crate::diagnostics::Severity::Error);
    errors.map(|found| format!("{}: {}", found.place, found.message)).next().unwrap_or_default()
}

/// The path as another program finds it from anywhere.
fn absolute(path: &Path) -> String {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).display().to_string()
}

impl Verdict {
    /// What generation alone tells.
    fn of(document: &Document, generated: &Generated) -> Self {
        let mut verdict = Self { document: absolute(&document.path), slug: document.slug.clone(), ..Self::default() };
        if let Some(api) = &generated.api {
            let omitted = |kind| api.omissions.iter().filter(|omission| omission.kind == kind).count();
            verdict.operations = api.operations.len();
            verdict.operations_in_document = api.operations_in_document;
            verdict.untyped = omitted(OmissionKind::Untyped);
            verdict.skipped = omitted(OmissionKind::Skipped);
            verdict.fields = api.fields.all;
            verdict.fields_untyped = api.fields.untyped;
        }
        verdict
    }
}

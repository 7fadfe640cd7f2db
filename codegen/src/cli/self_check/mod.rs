//! `driftless self-check`: proves over any documents that what is generated from them compiles, and that each component's
//! type reads valid instances and writes them back.
//!
//! ```text
//! documents --generate, sample--> scratch crates --cargo--> programs --run--> what came back --compare--> table, JSON
//! ```
//!
//! Documents are taken smallest first and in batches, so that the first rows stand early; one that cannot be read or does not
//! compile is a row like any other.

mod cargo;
mod documents;
mod results;
mod scratch;
mod subject;
mod table;

use super::{MessageFormat, Outcome, SelfCheck, print};
use results::Results;
use scratch::Scratch;
use std::path::Path;
use subject::Subject;

/// Text of one batch's documents together.
const BATCH_TEXT: usize = 2 * 1024 * 1024;

/// Documents of one batch.
const BATCH_DOCUMENTS: usize = 25;

pub(super) fn run(arguments: &SelfCheck) -> Outcome {
    match check(arguments) {
        Ok(true) => Outcome::Fine,
        Ok(false) => Outcome::Drift,
        Err(error) => print::failure(&error, MessageFormat::Human),
    }
}

/// Whether everything is as it should be.
fn check(arguments: &SelfCheck) -> Result<bool, String> {
    let documents = documents::find(&arguments.documents)?;
    let scratch = Scratch::new(arguments.out.as_deref().unwrap_or(Path::new("target/self-check")))?;
    let mut results = Results::default();
    print::answer(&table::head());
    for batch in batches(&documents) {
        let mut subjects: Vec<Subject> = Vec::new();
        for document in batch {
            subjects.push(Subject::prepare(document, &scratch, arguments.types_only)?);
        }
        cargo::prove(&mut subjects, &scratch, arguments)?;
        for subject in subjects {
            print::answer(&table::row(&subject.verdict));
            results.add(subject);
        }
        results.write(&scratch)?;
    }
    print::answer(&table::totals(results.verdicts()));
    print::remark(&results.failures());
    Ok(results.is_fine())
}

/// The documents in batches: as many as fit, at least one.
fn batches(documents: &[documents::Document]) -> Vec<&[documents::Document]> {
    let mut batches = Vec::new();
    let mut rest = documents;
    while !rest.is_empty() {
        let mut text = 0;
        let fits = rest.iter().take(BATCH_DOCUMENTS).take_while(|document| {
            text += document.size;
            text <= BATCH_TEXT
        });
        let (batch, others) = rest.split_at(fits.count().max(1));
        batches.push(batch);
        rest = others;
    }
    batches
}

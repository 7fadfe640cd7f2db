//! The table: a row for each document, then the sums.

use super::results::Verdict;

/// Columns after the document's name.
const COLUMNS: &[(&str, usize)] = &[
    ("operations", 13),
    ("schemas", 8),
    ("samples", 8),
    ("unsampled", 10),
    ("fields", 7),
    ("untyped", 8),
    ("weaker", 7),
    ("skipped", 8),
    ("warnings", 9),
    ("failures", 9),
];

/// Width of the document's name.
const NAME: usize = 40;

pub(super) fn head() -> String {
    line("document", COLUMNS.iter().map(|(name, _)| (*name).to_owned()))
}

pub(super) fn row(verdict: &Verdict) -> String {
    cells(&verdict.slug, verdict, verdict.failed().max(usize::from(!verdict.failures.is_empty())))
}

/// The sums, and what they say of the whole.
pub(super) fn totals(verdicts: &[Verdict]) -> String {
    let sum = |count: fn(&Verdict) -> usize| verdicts.iter().map(count).sum::<usize>();
    let whole = Verdict {
        operations: sum(|verdict| verdict.operations),
        operations_in_document: sum(|verdict| verdict.operations_in_document),
        schemas: sum(|verdict| verdict.schemas),
        samples: sum(|verdict| verdict.samples),
        unsampled: sum(|verdict| verdict.unsampled),
        fields: sum(|verdict| verdict.fields),
        fields_untyped: sum(|verdict| verdict.fields_untyped),
        untyped: sum(|verdict| verdict.untyped),
        skipped: sum(|verdict| verdict.skipped),
        warnings: sum(|verdict| verdict.warnings),
        ..Verdict::default()
    };
    let failed = sum(Verdict::failed);
    let sampled = whole.schemas - whole.unsampled;
    let documents = verdicts.iter().filter(|verdict| verdict.is_fine()).count();
    let name = format!("{} documents", verdicts.len());
    format!(
        "{}\n{documents} of {} documents without a failure or warning; {} of {sampled} sampled schemas round-trip ({}); \
         {} of {} fields have no type though the document states one ({}).\n",
        cells(&name, &whole, failed),
        verdicts.len(),
        sampled - failed,
        percent(sampled - failed, sampled),
        whole.fields_untyped,
        whole.fields,
        percent(whole.fields_untyped, whole.fields),
    )
}

fn cells(name: &str, verdict: &Verdict, failures: usize) -> String {
    let operations = match verdict.operations == verdict.operations_in_document {
        true => verdict.operations.to_string(),
        false => format!("{}/{}", verdict.operations, verdict.operations_in_document),
    };
    let counts = [
        verdict.schemas,
        verdict.samples,
        verdict.unsampled,
        verdict.fields,
        verdict.fields_untyped,
        verdict.untyped,
        verdict.skipped,
        verdict.warnings,
        failures,
    ];
    line(name, std::iter::once(operations).chain(counts.iter().map(ToString::to_string)))
}

fn line(name: &str, cells: impl Iterator<Item = String>) -> String {
    let mut text = format!("{name:<NAME$}");
    for (cell, (_, width)) in cells.zip(COLUMNS) {
        text.push_str(&format!("{cell:>width$}"));
    }
    text.push('\n');
    text
}

/// A share, never rounded up to all of it.
fn percent(part: usize, whole: usize) -> String {
    let hundredths = (part * 10_000).checked_div(whole).unwrap_or(10_000);
    format!("{}.{:02} %", hundredths / 100, hundredths % 100)
}

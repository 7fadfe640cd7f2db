//! `driftless generate`: documents in, crates out.

use super::targets::{self, Target};
use super::{Generate, MessageFormat, Outcome, print};
use crate::output::Written;
use crate::report::report;
use crate::{Generated, driver};
use serde_json::Value;
use std::path::Path;

pub(super) fn run(arguments: &Generate) -> Outcome {
    let targets = match targets::find(&arguments.spec) {
        Ok(targets) => targets,
        Err(error) => return print::failure(&error, arguments.spec.message_format),
    };
    let mut worst = Outcome::Fine;
    let mut reports = Vec::new();
    for target in &targets {
        let outcome = match one(target, arguments, &mut reports) {
            Ok(outcome) => outcome,
            Err(error) => print::failure(&error, arguments.spec.message_format),
        };
        worst = print::worse(worst, outcome);
    }
    match write_reports(arguments.report.as_deref(), reports) {
        Ok(()) => worst,
        Err(error) => print::failure(&error, arguments.spec.message_format),
    }
}

fn one(target: &Target, arguments: &Generate, reports: &mut Vec<Value>) -> Result<Outcome, String> {
    let progress = print::Progress::start(&format!("reading {}", target.spec.display()));
    let source = print::source(&target.spec)?;
    print::expect_folder(&target.folder)?;
    let generated = driver::generate(source, &target.options);
    progress.end();
    let outcome = print::findings(&generated, &arguments.spec);
    reports.push(report(&generated));
    let Some(output) = generated.output.as_ref().filter(|_| outcome == Outcome::Fine) else { return Ok(outcome) };
    let written = output.write(&target.folder).map_err(|error| error.to_string())?;
    Ok(summary(target, &generated, &written, arguments.spec.message_format))
}

/// One line on what was done; a file of the user's that stands in the way is a failure, because the crate is then not whole.
fn summary(target: &Target, generated: &Generated, written: &Written, format: MessageFormat) -> Outcome {
    let operations = generated.api.as_ref().map_or(0, |api| api.operations.len());
    let types = generated.api.as_ref().map_or(0, |api| api.types.0.len());
    let warnings = match generated.sink.found().len() {
        0 => String::new(),
        1 => String::from("; 1 warning"),
        count => format!("; {count} warnings"),
    };
    print::answer(&format!(
        "{}: {operations} operations, {types} types; {} files written, {} unchanged, {} removed{warnings}\n",
        target.folder.display(),
        written.written.len(),
        written.unchanged,
        written.removed.len(),
    ));
    for path in &written.foreign {
        let error = format!(
            "{} is not a generated file, so it was left alone; move it to let the generated one in",
            target.folder.join(path).display()
        );
        print::problem(&error, format);
    }
    if written.foreign.is_empty() { Outcome::Fine } else { Outcome::Usage }
}

/// A run over one document reports an object, a run over several a list.
fn write_reports(path: Option<&Path>, mut reports: Vec<Value>) -> Result<(), String> {
    let Some(path) = path else { return Ok(()) };
    let report = if reports.len() == 1 { reports.remove(0) } else { Value::Array(reports) };
    let text = format!("{report:#}\n");
    std::fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}

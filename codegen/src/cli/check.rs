//! `driftless check`: what `generate` would change, as a diff.

use super::targets::{self, Target};
use super::{Check, Outcome, print};
use crate::driver;
use crate::output::unified;

pub(super) fn run(arguments: &Check) -> Outcome {
    let targets = match targets::find(&arguments.spec) {
        Ok(targets) => targets,
        Err(error) => return print::failure(&error, arguments.spec.message_format),
    };
    let mut worst = Outcome::Fine;
    for target in &targets {
        let outcome = match one(target, arguments) {
            Ok(outcome) => outcome,
            Err(error) => print::failure(&error, arguments.spec.message_format),
        };
        worst = print::worse(worst, outcome);
    }
    worst
}

fn one(target: &Target, arguments: &Check) -> Result<Outcome, String> {
    let progress = print::Progress::start(&format!("checking {}", target.folder.display()));
    let source = print::source(&target.spec)?;
    print::expect_folder(&target.folder)?;
    let generated = driver::generate(source, &target.options);
    progress.end();
    let outcome = print::findings(&generated, &arguments.spec);
    let Some(output) = generated.output.as_ref().filter(|_| outcome == Outcome::Fine) else { return Ok(outcome) };
    let folder = target.folder.display().to_string();
    let changes = output.changes(&target.folder).map_err(|error| error.to_string())?;
    if changes.is_empty() {
        print::answer(&format!("{folder}: up to date with {}\n", target.options.shown_spec));
        return Ok(Outcome::Fine);
    }
    changes.iter().for_each(|change| print::answer(&unified(change, &folder)));
    let count = match changes.len() {
        1 => String::from("1 file"),
        count => format!("{count} files"),
    };
    let error = format!(
        "{folder} has drifted from {}: {count} would change; to bring it up to date: {}",
        target.options.shown_spec, target.mend
    );
    print::problem(&error, arguments.spec.message_format);
    Ok(Outcome::Drift)
}

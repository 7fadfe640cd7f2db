//! Cargo on the scratch workspace: builds the programs, checks the crates with everything on, and says whose fault what is.

use super::results::Failure;
use super::scratch::Scratch;
use super::subject::Subject;
use crate::cli::SelfCheck;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Builds and runs the programs of a batch, and checks that client and server compile.
pub(super) fn prove(subjects: &mut [Subject], scratch: &Scratch, arguments: &SelfCheck) -> Result<(), String> {
    let slugs: Vec<String> =
        subjects.iter().filter(|subject| subject.is_written()).map(|subject| subject.slug.clone()).collect();
    if slugs.is_empty() {
        return Ok(());
    }
    scratch.make_workspace(slugs.iter().map(String::as_str))?;
    let programs = packages(&slugs, "check");
    cargo(subjects, scratch, arguments, "build", &programs)?;
    if !arguments.types_only {
        let mut crates = packages(&slugs, "api");
        crates.push(String::from("--all-features"));
        cargo(subjects, scratch, arguments, "check", &crates)?;
    }
    subjects.iter_mut().try_for_each(Subject::judge)
}

fn packages(slugs: &[String], part: &str) -> Vec<String> {
    slugs.iter().flat_map(|slug| [String::from("-p"), format!("{slug}-{part}")]).collect()
}

/// Runs cargo once and hands each message to the document that it is about.
fn cargo(
    subjects: &mut [Subject],
    scratch: &Scratch,
    arguments: &SelfCheck,
    command: &str,
    rest: &[String],
) -> Result<(), String> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args([command, "--keep-going", "--message-format", "json", "--quiet"]).args(rest);
    cargo.arg("--target-dir").arg(scratch.target()).current_dir(&scratch.folder);
    if let Some(jobs) = arguments.jobs {
        cargo.arg("--jobs").arg(jobs.to_string());
    }
    let output = cargo.output().map_err(|error| format!("cargo could not be run: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let messages: Vec<Value> = text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    if !output.status.success() && !messages.iter().any(is_error) {
        return Err(format!("cargo {command}:\n{}", String::from_utf8_lossy(&output.stderr)));
    }
    for message in &messages {
        let manifest = message["manifest_path"].as_str().map(Path::new);
        let slug = manifest.and_then(|path| path.parent()?.parent()?.file_name()?.to_str());
        if let Some(subject) = subjects.iter_mut().find(|subject| Some(subject.slug.as_str()) == slug) {
            note(subject, message);
        }
    }
    Ok(())
}

fn is_error(message: &Value) -> bool {
    message["message"]["level"] == "error"
}

/// Notes an error, a warning or the program.
fn note(subject: &mut Subject, message: &Value) {
    if let Some(program) = message["executable"].as_str() {
        subject.program = Some(PathBuf::from(program));
    }
    let text = message["message"]["message"].as_str().unwrap_or_default();
    let spans = message["message"]["spans"].as_array().map_or(0, Vec::len);
    // A compiler's sums are no findings of their own.
    if spans == 0 && (text.ends_with("emitted") || text.starts_with("aborting due to")) {
        return;
    }
    let rendered = || message["message"]["rendered"].as_str().unwrap_or(text);
    match message["message"]["level"].as_str() {
        Some("error") => subject.verdict.failures.push(Failure::of_document("it does not compile", rendered())),
        Some("warning") => {
            subject.verdict.warnings += 1;
            subject.verdict.failures.push(Failure::of_document("the compiler warns", rendered()));
        }
        _ => {}
    }
}

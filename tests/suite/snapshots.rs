//! What each stage makes of each fixture: the IR, the Rust, the docs of `fixtures/ok`, the findings of `fixtures/bad`.

use crate::support::{documents, fixture, root, stem};
use driftless::source::Source;
use driftless::{Emit, Generated, Layout, Options, diagnostics, generate, ir};
use std::path::Path;

#[path = "../settings.rs"]
mod settings;

/// Asserts a snapshot that lies in a folder of its stage.
fn assert_snapshot(stage: &str, name: &str, text: &str) {
    insta::with_settings!({
        snapshot_path => format!("../snapshots/{stage}"),
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!(name, text);
    });
}

fn run(path: &Path, emit: Emit) -> Generated {
    let text = std::fs::read_to_string(path).expect("a fixture is text");
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut options = Options { shown_spec: name.to_string(), emit, layout: Layout::Crate, ..Options::default() };
    let overlay = path.with_extension("overlay.yaml");
    options.overlays.extend(overlay.exists().then_some(overlay));
    options.settings = settings::of(&text);
    generate(Source::inline(name, text), &options)
}

const ALL: Emit = Emit { client: true, server: true, docs: true, webhooks: true };

#[test]
fn ir_of_every_fixture() {
    for path in documents("ok") {
        let generated = run(&path, ALL);
        let api = generated.api.as_ref().expect("a good fixture has a model");
        assert_snapshot("ir", &stem(&path), &ir::dump(api));
    }
}

#[test]
fn rust_of_every_fixture() {
    for path in documents("ok") {
        let output = run(&path, ALL).output.expect("a good fixture has output");
        let ours = output.files.iter().filter(|(path, _)| path.ends_with(".rs") && !path.contains("/runtime/"));
        let text: String = ours.map(|(path, text)| format!("//// {path}\n{text}\n")).collect();
        assert_snapshot("rust", &stem(&path), &text);
    }
}

#[test]
fn docs_of_some_fixtures() {
    for name in ["typed-errors", "hostile-text", "security-alternatives", "response-headers"] {
        let output = run(&fixture(&format!("ok/{name}.yaml")), ALL).output.expect("a good fixture has output");
        let pages = output.files.iter().filter(|(path, _)| path.starts_with("docs/") && !path.ends_with(".css"));
        let text: String = pages.map(|(path, text)| format!("==== {path}\n{text}\n")).collect();
        assert_snapshot("docs", name, &text);
    }
}

#[test]
fn findings_of_every_bad_fixture() {
    for path in documents("bad") {
        let generated = run(&path, ALL);
        let text = diagnostics::render_all(&generated.sink, &generated.sources, false);
        // An overlay is read from where it lies, which differs from machine to machine.
        let text = text.replace(&format!("{}/", root().display()), "");
        let code = stem(&path).chars().take_while(|c| *c != '-').collect::<String>();
        let found: Vec<&str> = generated.sink.found().iter().map(|found| found.code.text()).collect();
        assert!(found.contains(&code.as_str()), "{}: expected {code}, found {found:?}", path.display());
        assert_snapshot("diagnostics", &stem(&path), &text);
    }
}

/// Codes that no document can raise: they guard against a fault of ours.
const INTERNAL: &[&str] = &["D0502"];

#[test]
fn every_code_has_a_bad_fixture() {
    let fixtures: Vec<String> = documents("bad").iter().map(|path| stem(path)).collect();
    for row in diagnostics::CODES.iter().filter(|row| !INTERNAL.contains(&row.text)) {
        let prefix = format!("{}-", row.text);
        assert!(fixtures.iter().any(|name| name.starts_with(&prefix)), "{} ({}) has no fixture", row.text, row.title);
    }
}

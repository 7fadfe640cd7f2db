//! Generates every document of `fixtures/ok` through the API that build scripts use.
//!
//! Each becomes a file in `OUT_DIR`; `fixtures.rs` there takes each in as a module named after the document, so that compiling
//! this crate proves that all of it compiles. `checks.rs` and `spec_checks.rs` hold, for the fixtures and for the documents of
//! `spec/`, the functions through which the suite's self-check feeds samples to the generated types.

mod settings;

use driftless::source::Source;
use driftless::{Options, Settings, selfcheck};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn main() {
    println!("cargo:rerun-if-changed=fixtures/ok");
    let (mut modules, mut checks) = (String::new(), String::new());
    let several_files = PathBuf::from("fixtures/multi-file/openapi.yaml");
    for spec in documents("fixtures/ok").into_iter().chain([several_files]) {
        let module = module_name(&spec);
        let file = format!("{module}.rs");
        let text = std::fs::read_to_string(&spec).unwrap_or_default();
        driftless::build(&spec).client().server().webhooks().settings(settings::of(&text)).file(&file).emit();
        modules.push_str(&included(&module, &spec));
        checks.push_str(&module_of_checks(&spec, &module, &format!("crate::{module}"), &settings::of(&text)));
    }
    // A type of the crate that includes the file, which no crate of its own could name.
    let spec = PathBuf::from("fixtures/ok/own-types.yaml");
    let own = Settings::default().map_type("Money", "crate::own::Money").map_format("ip", "crate::own::Host");
    driftless::build(&spec).client().server().settings(own).file("own_types_of_this_crate.rs").emit();
    modules.push_str(&included("own_types_of_this_crate", &spec));
    let mut spec_checks = String::new();
    for api in ["aione", "infrai", "olostep"] {
        let spec = PathBuf::from(format!("../spec/{api}/openapi.yaml"));
        println!("cargo:rerun-if-changed={}", spec.display());
        spec_checks.push_str(&module_of_checks(&spec, api, api, &Settings::default()));
    }
    write("fixtures.rs", &modules);
    write("checks.rs", &checks);
    write("spec_checks.rs", &spec_checks);
}

/// A module with the functions that read and write the component schemas of a document.
fn module_of_checks(spec: &Path, module: &str, api: &str, settings: &Settings) -> String {
    let checks = Source::file(spec).ok().and_then(|source| {
        let generated =
            driftless::generate(source.clone(), &Options { settings: settings.clone(), ..Options::default() });
        Some(selfcheck::checks(source, generated.api.as_ref()?))
    });
    // What is wrong with a document has stopped the build before this.
    let program = selfcheck::program(&checks.unwrap_or_default(), api);
    format!("#[doc = \"Checks of `{module}`.\"]\npub mod {module} {{\n{program}}}\n")
}

fn write(file: &str, text: &str) {
    let out = std::env::var_os("OUT_DIR").map(PathBuf::from).unwrap_or_default();
    if let Err(error) = std::fs::write(out.join(file), text) {
        eprintln!("error: {file}: {error}");
        std::process::exit(1);
    }
}

/// A module that takes in a generated file.
fn included(module: &str, spec: &Path) -> String {
    let doc = format!("Generated from `{}`.", spec.display());
    let mut text = String::new();
    let _ = writeln!(
        text,
        "#[doc = {doc:?}]\n#[allow(dead_code, clippy::module_inception)] // A fixture may be called `webhooks`.\npub mod {module} {{ include!(concat!(env!(\"OUT_DIR\"), \"/{module}.rs\")); }}"
    );
    text
}

/// The documents of a folder, in name order; overlays belong to a document and are none themselves.
fn documents(folder: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut found: Vec<PathBuf> = entries.filter(|path| is_document(path)).collect();
    found.sort();
    found
}

fn is_document(path: &Path) -> bool {
    let name = path.to_string_lossy();
    (name.ends_with(".yaml") || name.ends_with(".json")) && !name.ends_with(".overlay.yaml")
}

fn module_name(spec: &Path) -> String {
    let stem = spec.file_stem().unwrap_or_default().to_string_lossy();
    stem.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' }).collect()
}

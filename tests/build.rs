//! Generates every document of `fixtures/ok` through the API that build scripts use.
//!
//! Each becomes a file in `OUT_DIR`; `fixtures.rs` there takes each in as a module named after the document, so that compiling
//! this crate proves that all of it compiles.

mod settings;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn main() {
    println!("cargo:rerun-if-changed=fixtures/ok");
    let mut modules = String::new();
    let several_files = PathBuf::from("fixtures/multi-file/openapi.yaml");
    for spec in documents("fixtures/ok").into_iter().chain([several_files]) {
        let module = module_name(&spec);
        let file = format!("{module}.rs");
        let text = std::fs::read_to_string(&spec).unwrap_or_default();
        driftless::build(&spec).client().server().settings(settings::of(&text)).file(&file).emit();
        modules.push_str(&included(&module, &spec));
    }
    // A type of the crate that includes the file, which no crate of its own could name.
    let spec = PathBuf::from("fixtures/ok/own-types.yaml");
    let own =
        driftless::Settings::default().map_type("Money", "crate::own::Money").map_format("ip", "crate::own::Host");
    driftless::build(&spec).client().server().settings(own).file("own_types_of_this_crate.rs").emit();
    modules.push_str(&included("own_types_of_this_crate", &spec));
    let out = std::env::var_os("OUT_DIR").map(PathBuf::from).unwrap_or_default();
    if let Err(error) = std::fs::write(out.join("fixtures.rs"), modules) {
        eprintln!("error: fixtures.rs: {error}");
        std::process::exit(1);
    }
}

/// A module that takes in a generated file.
fn included(module: &str, spec: &Path) -> String {
    let doc = format!("Generated from `{}`.", spec.display());
    let mut text = String::new();
    let _ = writeln!(
        text,
        "#[doc = {doc:?}]\n#[allow(dead_code)]\npub mod {module} {{ include!(concat!(env!(\"OUT_DIR\"), \"/{module}.rs\")); }}"
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

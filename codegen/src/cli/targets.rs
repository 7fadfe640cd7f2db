//! What a command works on: the one document of the command line, or all that the workspace's manifests name.
//!
//! A manifest says it where the output lands, in the table that [`manifest`](super::manifest) reads. Cargo itself is asked for the workspace (`cargo metadata`), so members, globs and inheritance mean what they mean there.

use super::manifest::{self, Table, Wanted};
use super::{Part, Selection, Spec};
use crate::names;
use crate::options::{Emit, Layout, Options};
use crate::settings::{By, Settings};
use serde::Deserialize;
use std::fmt::Write as _;
use std::path::{Component, Path, PathBuf};
use std::process::Command;

/// A document and where its output lies.
#[derive(Debug)]
pub(super) struct Target {
    /// The document; `-` for standard input.
    pub(super) spec: PathBuf,
    /// Folder of the generated crate.
    pub(super) folder: PathBuf,
    /// Choices of the run.
    pub(super) options: Options,
    /// The command that brings the folder up to date.
    pub(super) mend: String,
}

/// The targets of a command line.
pub(super) fn find(spec: &Spec) -> Result<Vec<Target>, String> {
    match &spec.spec {
        Some(path) => {
            spec.name.as_deref().map_or(Ok(()), check_name)?;
            Ok(vec![single(path, spec)])
        }
        None => of_workspace(),
    }
}

/// A name that cargo would refuse is better refused before anything is written.
fn check_name(name: &str) -> Result<(), String> {
    let legal = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(legal) && !names::is_keyword(name) {
        return Ok(());
    }
    Err(format!(
        "{name:?} cannot name a package: letters, digits, `-` and `_` can, a letter first, and no keyword of Rust; \
         for instance --name {}",
        names::package(&format!("{name} api"))
    ))
}

fn single(path: &Path, spec: &Spec) -> Target {
    let wants = |part| spec.emit.is_empty() || spec.emit.contains(&part);
    let emit = Emit {
        client: wants(Part::Client),
        server: wants(Part::Server),
        docs: wants(Part::Docs),
        webhooks: wants(Part::Webhooks),
    };
    let from_stdin = path == Path::new("-");
    let shown_spec = if from_stdin { Some("standard input".as_ref()) } else { path.file_name() };
    let stem = if from_stdin { Some("api".as_ref()) } else { path.file_stem() };
    let folder = spec.out.clone().unwrap_or_else(|| PathBuf::from(stem.unwrap_or("api".as_ref())));
    let mend = mend(path, &folder, spec);
    let options = Options {
        name: spec.name.clone().unwrap_or_default(),
        shown_spec: shown_spec.map_or_else(|| String::from("openapi"), |name| name.to_string_lossy().into_owned()),
        emit,
        layout: Layout::Crate,
        overlays: spec.overlay.clone(),
        locales: Vec::new(),
        settings: settings(&spec.selection),
    };
    Target { spec: path.to_owned(), folder, options, mend }
}

/// The part of the document that the command line chooses.
fn settings(selection: &Selection) -> Settings {
    let mut settings = Settings::stated_in("<command line>", "");
    settings.prune = selection.prune;
    flags(selection)
        .into_iter()
        .fold(settings, |settings, (by, flag, text)| settings.choose(by, &format!("{flag} "), text))
}

/// The choices with the flags that make them.
fn flags(selection: &Selection) -> Vec<(By, &'static str, &str)> {
    let Selection { tag, path, operation, prune: _ } = selection;
    let all = [(By::Tag, "--tag", tag), (By::Path, "--path", path), (By::Operation, "--operation", operation)];
    all.into_iter().flat_map(|(by, flag, texts)| texts.iter().map(move |text| (by, flag, text.as_str()))).collect()
}

/// The command line that writes what this one checks.
fn mend(path: &Path, folder: &Path, spec: &Spec) -> String {
    let mut command = format!("driftless generate {} --out {}", path.display(), folder.display());
    let mut add = |flag: &str, value: &str| {
        // Writing to a string cannot fail.
        let _ = write!(command, " {flag} {value}");
    };
    if let Some(name) = &spec.name {
        add("--name", name);
    }
    if !spec.emit.is_empty() {
        let parts: Vec<_> = spec.emit.iter().map(|part| part.text()).collect();
        add("--emit", &parts.join(","));
    }
    spec.overlay.iter().for_each(|overlay| add("--overlay", &overlay.display().to_string()));
    // Paths have `*` and braces in them, which mean something to shells.
    flags(&spec.selection).into_iter().for_each(|(_, flag, text)| add(flag, &format!("'{text}'")));
    if let Some(prune) = spec.selection.prune {
        let _ = write!(command, " --prune={prune}");
    }
    command
}

/// What `cargo metadata` says, as far as it matters here.
#[derive(Debug, Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    workspace_root: PathBuf,
}

#[derive(Debug, Deserialize)]
struct Package {
    name: String,
    manifest_path: PathBuf,
    metadata: Option<serde_json::Value>,
}

fn of_workspace() -> Result<Vec<Target>, String> {
    let metadata = ask_cargo()?;
    let mut targets = Vec::new();
    for package in &metadata.packages {
        let Some(table) = package.metadata.as_ref().and_then(|metadata| metadata.get("driftless")) else { continue };
        let table = Table::deserialize(table)
            .map_err(|error| format!("{}: [package.metadata.driftless]: {error}", package.manifest_path.display()))?;
        targets.push(of_package(package, table, &metadata.workspace_root)?);
    }
    targets.sort_by(|a, b| a.folder.cmp(&b.folder));
    if targets.is_empty() {
        return Err("no manifest of this workspace has a [package.metadata.driftless] table; name a document: \
                    driftless generate openapi.yaml --out DIR"
            .into());
    }
    Ok(targets)
}

fn ask_cargo() -> Result<Metadata, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--no-deps", "--format-version", "1"])
        .output()
        .map_err(|error| format!("cargo metadata could not be run: {error}"))?;
    if !output.status.success() {
        return Err(format!(
            "no document is named, and cargo knows of no workspace here: name one, for instance driftless generate \
             openapi.yaml --out DIR; cargo metadata says:\n{}",
            String::from_utf8_lossy(&output.stderr)
        ));
    }
    serde_json::from_slice(&output.stdout).map_err(|error| format!("cargo metadata: {error}"))
}

fn of_package(package: &Package, table: Table, root: &Path) -> Result<Target, String> {
    let folder = package.manifest_path.parent().unwrap_or(root);
    let within = |path: &Path| shown(&flat(&folder.join(path)), root);
    let wants = |part| table.emit.contains(&part);
    let options = Options {
        name: package.name.clone(),
        shown_spec: with_slashes(&flat(&folder.join(&table.spec)), root),
        emit: Emit {
            client: wants(Wanted::Client),
            server: wants(Wanted::Server),
            docs: wants(Wanted::Docs),
            webhooks: wants(Wanted::Webhooks),
        },
        layout: Layout::Crate,
        overlays: table.overlays.iter().map(|path| within(path)).collect(),
        locales: table.locales.iter().map(|(tag, path)| (tag.clone(), within(path))).collect(),
        settings: manifest::settings(&shown(&package.manifest_path, root), &table)?,
    };
    let mend = String::from("driftless generate");
    Ok(Target { spec: within(&table.spec), folder: shown(folder, root), options, mend })
}

/// The path without `.` and `..`, as far as its text alone tells.
fn flat(path: &Path) -> PathBuf {
    let mut flat = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if flat.file_name().is_some() => {
                flat.pop();
            }
            other => flat.push(other),
        }
    }
    flat
}

/// The document's path as generated files name it: from the workspace's root, the same on every machine.
fn with_slashes(path: &Path, root: &Path) -> String {
    let relative = path.strip_prefix(root).unwrap_or(path.file_name().map_or(path, Path::new));
    relative.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// A path relative to the workspace if the program runs at its root, so that output and messages name no machine's folders.
fn shown(path: &Path, root: &Path) -> PathBuf {
    let at_root = std::env::current_dir().is_ok_and(|here| here == root);
    match path.strip_prefix(root) {
        Ok(relative) if at_root && relative.as_os_str().is_empty() => PathBuf::from("."),
        Ok(relative) if at_root => relative.to_owned(),
        _ => path.to_owned(),
    }
}

//! The front for build scripts: `driftless::build("openapi.yaml").client().server().emit()`.
//!
//! One file lands in `OUT_DIR`, to be taken in with `include!(concat!(env!("OUT_DIR"), "/openapi.rs"))`. It holds the same
//! items as a generated crate. Cargo reruns the script when the document or a file it refers to changes. On errors the
//! same diagnostics are printed as on the command line, and the build stops; operations that are left out are warnings of
//! cargo's, the only output of a build script that a build without errors shows.

use crate::diagnostics::{self, Code};
use crate::options::{Emit, Layout, Options};
use crate::output::replace;
use crate::settings::Settings;
use crate::source::Source;
use crate::{Generated, driver};
use std::path::{Path, PathBuf};

/// A run within a build script; made by [`build`].
#[derive(Clone, Debug)]
#[must_use = "nothing is written before `emit`"]
pub struct Build {
    spec: PathBuf,
    file: Option<String>,
    options: Options,
}

/// Begins a run over the document at `spec`, relative to the package's folder. Types are always written; [`Build::client`],
/// [`Build::server`] and [`Build::webhooks`] add the rest.
pub fn build(spec: impl Into<PathBuf>) -> Build {
    let emit = Emit { client: false, server: false, docs: false, webhooks: false };
    let options = Options { emit, layout: Layout::Include, ..Options::default() };
    Build { spec: spec.into(), file: None, options }
}

impl Build {
    /// Writes the client too. Its head names the dependencies that the package needs.
    pub fn client(mut self) -> Self {
        self.options.emit.client = true;
        self
    }

    /// Writes the server traits and the router too.
    pub fn server(mut self) -> Self {
        self.options.emit.server = true;
        self
    }

    /// Writes readers of the document's webhooks and callbacks too.
    pub fn webhooks(mut self) -> Self {
        self.options.emit.webhooks = true;
        self
    }

    /// Applies an OpenAPI Overlay before the document is read; may be called several times.
    pub fn overlay(mut self, path: impl Into<PathBuf>) -> Self {
        self.options.overlays.push(path.into());
        self
    }

    /// Writes a part of the document, under other names, or with types of your own: see [`Settings`].
    ///
    /// ```no_run
    /// use driftless::Settings;
    ///
    /// driftless::build("openapi.yaml")
    ///     .client()
    ///     .settings(Settings::default().tag("pets").map_type("Money", "crate::money::Money"))
    ///     .emit();
    /// ```
    pub fn settings(mut self, settings: Settings) -> Self {
        self.options.settings = settings;
        self
    }

    /// Names the file in `OUT_DIR`; without this it is the document's file stem with `.rs`.
    pub fn file(mut self, name: impl Into<String>) -> Self {
        self.file = Some(name.into());
        self
    }

    /// Runs, writes the file and tells cargo what to watch. On errors it prints them and ends the build script.
    pub fn emit(self) {
        if let Err(text) = self.try_emit() {
            eprint!("{text}");
            std::process::exit(1);
        }
    }

    /// As [`Build::emit`], but gives the printed errors back.
    ///
    /// # Errors
    ///
    /// The document cannot be read or has errors, or the file cannot be written; the text is ready to print.
    pub fn try_emit(mut self) -> Result<(), String> {
        let shown = self.spec.display().to_string();
        watch(&self.spec);
        self.options.overlays.iter().for_each(|overlay| watch(overlay));
        self.options.shown_spec = file_name(&self.spec);
        let source = Source::file(&self.spec).map_err(|error| format!("error: {shown}: {error}\n"))?;
        let generated = driver::generate(source, &self.options);
        generated.sources.paths().skip(1).for_each(watch);
        let Some(output) = generated.output.as_ref() else {
            return Err(diagnostics::render_all(&generated.sink, &generated.sources, false));
        };
        warn_of_skipped(&generated);
        let folder =
            std::env::var_os("OUT_DIR").ok_or("error: OUT_DIR is not set: this runs in build scripts only\n")?;
        let name = self.file.unwrap_or_else(|| default_file(&self.spec));
        let text = output.files.values().next().map_or("", String::as_str);
        let path = Path::new(&folder).join(name);
        replace(&path, text).map_err(|error| format!("error: {}: {error}\n", path.display()))
    }
}

/// Says which operations are left out, each on a line of its own: message and place.
fn warn_of_skipped(generated: &Generated) {
    let skipped = generated.sink.found().iter().filter(|found| found.code == Code::SkippedOperation);
    for finding in skipped {
        let text = diagnostics::render(finding, &generated.sources, false);
        let line: Vec<&str> = text.lines().take(2).map(str::trim).collect();
        println!("cargo:warning={}", line.join(" "));
    }
}

/// Tells cargo to rerun the script when this file changes. A path with a line break would start a directive of its own, so
/// it is left unwatched.
fn watch(path: &Path) {
    let shown = path.display().to_string();
    if !shown.contains(['\n', '\r']) {
        println!("cargo:rerun-if-changed={shown}");
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| String::from("openapi"), |name| name.to_string_lossy().into_owned())
}

fn default_file(spec: &Path) -> String {
    let stem = spec.file_stem().map_or_else(|| "openapi".into(), |stem| stem.to_string_lossy().into_owned());
    format!("{stem}.rs")
}

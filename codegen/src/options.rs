//! What a caller may choose: one plain struct that the command line, the manifests' tables and build scripts all fill.

use crate::settings::Settings;
use std::path::PathBuf;

/// Choices of one run.
#[derive(Clone, Debug)]
pub struct Options {
    /// Package name of the generated crate.
    pub name: String,
    /// How the document is called in the head of generated files: a path relative to the manifest or as the user gave it,
    /// never absolute.
    pub shown_spec: String,
    /// What is written.
    pub emit: Emit,
    /// Crate of many files, or one file for `include!`.
    pub layout: Layout,
    /// Overlays that are applied to the document before anything reads it, in order.
    pub overlays: Vec<PathBuf>,
    /// Languages of the docs beside the document's own: tag (`zh-CN`) and overlay.
    pub locales: Vec<(String, PathBuf)>,
    /// Which operations are written, what things are called, and types of the user's own.
    pub settings: Settings,
}

/// What is written beside the types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Emit {
    /// The client.
    pub client: bool,
    /// The server traits and router.
    pub server: bool,
    /// The reference docs.
    pub docs: bool,
    /// Readers of webhooks and callbacks.
    pub webhooks: bool,
}

impl Emit {
    /// Whether webhooks and callbacks are looked at: they are written, or the docs tell of them.
    pub(crate) fn knows_webhooks(self) -> bool {
        self.webhooks || self.docs
    }
}

/// Shape of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// A crate: many files, `cfg(feature)`, paths from `crate`.
    Crate,
    /// One file for `include!`: no inner attributes, no features, relative paths.
    Include,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            name: String::from("api"),
            shown_spec: String::from("openapi.yaml"),
            emit: Emit { client: true, server: true, docs: true, webhooks: true },
            layout: Layout::Crate,
            overlays: Vec::new(),
            locales: Vec::new(),
            settings: Settings::default(),
        }
    }
}

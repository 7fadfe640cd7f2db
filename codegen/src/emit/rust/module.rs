//! A module to be: where it stands, what it says about itself, and its items.

use super::Doc;
use proc_macro2::TokenStream;

/// A module of the output. In the crate layout it is a file, in the include layout a nested `pub mod`.
#[derive(Clone, Debug)]
pub(crate) struct Module {
    pub(super) path: Vec<String>,
    pub(super) docs: Doc,
    pub(super) features: Vec<String>,
    pub(super) any_features: Vec<String>,
    pub(super) globs: bool,
    pub(super) allowed: Option<TokenStream>,
    pub(super) mentions: Vec<TokenStream>,
    pub(super) reexported: bool,
    pub(super) imports: Vec<String>,
    pub(super) items: Vec<TokenStream>,
    pub(super) verbatim: Option<String>,
}

impl Module {
    /// An empty module at a path below the root, for instance `["client", "account"]`; `[]` is the root itself.
    pub(crate) fn new(path: &[&str]) -> Self {
        Self {
            path: path.iter().map(|step| (*step).to_owned()).collect(),
            docs: Doc::default(),
            features: Vec::new(),
            any_features: Vec::new(),
            globs: false,
            allowed: None,
            mentions: Vec::new(),
            reexported: false,
            imports: Vec::new(),
            items: Vec::new(),
            verbatim: None,
        }
    }

    /// A module whose text exists already: a file of the runtime.
    pub(super) fn verbatim(path: &[&str], text: String) -> Self {
        Self { verbatim: Some(text), ..Self::new(path) }
    }

    /// What the module says about itself.
    #[must_use]
    pub(crate) fn docs(mut self, docs: Doc) -> Self {
        self.docs = docs;
        self
    }

    /// The module exists only with this cargo feature; several add up.
    #[must_use]
    pub(crate) fn feature(mut self, feature: impl Into<String>) -> Self {
        self.features.push(feature.into());
        self
    }

    /// The module exists only with one of these cargo features.
    #[must_use]
    pub(crate) fn any_feature(mut self, features: &[&str]) -> Self {
        self.any_features = features.iter().map(|feature| (*feature).to_owned()).collect();
        self
    }

    /// Lints that the module and all below it may set off, with the reason. Said once here, since an attribute on each item takes
    /// the compiler as much memory as a field.
    #[must_use]
    pub(crate) fn allow(mut self, lints: TokenStream) -> Self {
        self.allowed = Some(lints);
        self
    }

    /// Types and operations are imported all at once, not one by one.
    #[must_use]
    pub(crate) fn globs(mut self) -> Self {
        self.globs = true;
        self
    }

    /// Names that an item mentions where imports do not look: in tables.
    pub(crate) fn mention(&mut self, tokens: TokenStream) {
        self.mentions.push(tokens);
    }

    /// The parent re-exports everything in it, so that its path shows only in the file system.
    #[must_use]
    pub(crate) fn reexported(mut self) -> Self {
        self.reexported = true;
        self
    }

    /// Teaches this module a short name that the common table lacks or means differently: `axum::Router`,
    /// `crate::runtime::server::Outgoing`. It becomes a `use` line only if an item mentions it.
    #[must_use]
    pub(crate) fn import(mut self, path: &str) -> Self {
        self.imports.push(path.to_owned());
        self
    }

    /// Adds items; one token stream may hold several.
    pub(crate) fn push(&mut self, items: TokenStream) {
        self.items.push(items);
    }
}

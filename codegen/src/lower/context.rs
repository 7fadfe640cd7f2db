//! What all of lowering shares: the tree, the sink, the types made so far and the scope that names them.

use super::given::Given;
use super::schemas;
use crate::diagnostics::{Diagnostic, Place, Sink};
use crate::ir::{Omission, OmissionKind, Types};
use crate::names::{Name, Scope};
use crate::resolve::Tree;
use crate::settings::Settings;
use std::collections::BTreeMap;

/// State of lowering.
pub(crate) struct Context<'a> {
    /// The documents.
    pub(crate) tree: &'a Tree,
    /// What the user decided.
    pub(crate) settings: &'a Settings,
    /// Where findings go.
    pub(crate) sink: &'a mut Sink,
    /// Named types so far.
    pub(crate) types: Types,
    /// Names of types and of operation items: one scope, so that glob imports never clash.
    pub(crate) names: Scope,
    /// Enums over the media types of response components, by place and whether they are successes.
    pub(crate) reply_bodies: BTreeMap<(Place, bool), Name>,
    /// Places where the output is weaker than the document.
    pub(crate) omissions: Vec<Omission>,
    /// What lowering of schemas remembers.
    pub(crate) schemas: schemas::State,
    /// What settings say of operations and types.
    pub(crate) given: Given,
}

impl<'a> Context<'a> {
    /// Nothing lowered yet.
    pub(crate) fn new(tree: &'a Tree, settings: &'a Settings, sink: &'a mut Sink) -> Self {
        Self {
            tree,
            settings,
            sink,
            types: Types::default(),
            names: Scope::of_types(),
            reply_bodies: BTreeMap::new(),
            omissions: Vec::new(),
            schemas: schemas::State::default(),
            given: Given::default(),
        }
    }

    /// Records that the output is weaker here, as a report entry and as a diagnostic.
    pub(crate) fn omit(&mut self, kind: OmissionKind, diagnostic: Diagnostic) {
        self.omit_at(kind, diagnostic.place.clone(), diagnostic);
    }

    /// The same where the mistake stands elsewhere than what is weaker by it.
    pub(crate) fn omit_at(&mut self, kind: OmissionKind, place: Place, diagnostic: Diagnostic) {
        let reason = diagnostic.message.clone();
        if self.sink.push_new(diagnostic) {
            self.omissions.push(Omission { kind, place, reason });
        }
    }

    /// The value at a place as text for messages, shortened.
    pub(crate) fn shown(&self, place: &Place) -> String {
        let text = self.tree.get(place).map_or_else(String::new, ToString::to_string);
        text.chars().take(60).collect()
    }
}

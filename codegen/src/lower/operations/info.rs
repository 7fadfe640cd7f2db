//! `info` and the texts that any node of the document can carry.

use super::view::Node;
use crate::diagnostics::Place;
use crate::ir::{Docs, Info};
use crate::lower::context::Context;
use crate::lower::schemas;

/// `info` of the document. A document without it has no title; that is no reason to refuse it.
pub(super) fn info<'a>(context: &mut Context<'a>, root: &Node<'a>) -> Info {
    let mut discrepancies = root.discrepancies(context);
    let Some(node) = root.child(context, "info") else { return Info { discrepancies, ..Info::default() } };
    discrepancies.extend(node.discrepancies(context));
    Info {
        title: node.prose(context, "title").unwrap_or_default(),
        version: node.prose(context, "version").unwrap_or_default(),
        description: node.prose(context, "description"),
        discrepancies,
    }
}

/// The texts of an operation, parameter, body, response or header.
pub(super) fn docs<'a>(context: &mut Context<'a>, node: &Node<'a>) -> Docs {
    Docs {
        summary: node.prose(context, "summary"),
        description: node.prose(context, "description"),
        deprecated: node.flag(context, "deprecated").unwrap_or(false),
        link: node.child(context, "externalDocs").and_then(|link| link.prose(context, "url")),
        unit: node.prose(context, "x-unit"),
        inferred: node.flag(context, "x-inferred").unwrap_or(false),
        discrepancies: node.discrepancies(context),
        example: None,
    }
}

/// The texts of a parameter or header; what it does not say itself, its schema says.
pub(super) fn docs_with_schema<'a>(context: &mut Context<'a>, node: &Node<'a>, schema: Option<&Place>) -> Docs {
    let mut docs = docs(context, node);
    docs.example = node.examples(context).into_iter().next().map(|example| example.value);
    if let Some(schema) = schema {
        let theirs = schemas::docs(context, schema);
        if docs.summary.is_none() && docs.description.is_none() {
            docs.summary = theirs.summary;
            docs.description = theirs.description;
        }
        docs.unit = docs.unit.or(theirs.unit);
        docs.example = docs.example.or(theirs.example);
        docs.inferred |= theirs.inferred;
        docs.deprecated |= theirs.deprecated;
        docs.discrepancies.extend(theirs.discrepancies);
    }
    docs
}

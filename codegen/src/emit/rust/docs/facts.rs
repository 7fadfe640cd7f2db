//! What the IR knows about an item beside its texts, as sentences: unit, bounds, default, contradictions.

use super::{Doc, code, inline};
use crate::ir::{Constraints, Docs, Text};
use indexmap::IndexSet;
use serde_json::Value;

impl Doc {
    /// Everything that [`Docs`] says.
    pub(crate) fn of(docs: &Docs) -> Self {
        let (summary, description) = (docs.summary.as_ref(), docs.description.as_ref());
        let mut doc = Self::default();
        if let Some(summary) = summary
            && !description.is_some_and(|text| text.0.trim_start().starts_with(summary.0.trim()))
        {
            doc = doc.text(summary);
        }
        if let Some(description) = description {
            doc = doc.text(description);
        }
        if let Some(unit) = &docs.unit {
            doc = doc.fact(&format!("Unit: {}.", code(&unit.0)));
        }
        // What contradicts what, and what was concluded rather than documented, is for the reference docs to tell in full;
        // one number may stand there for several notes.
        let recorded: IndexSet<_> = docs.discrepancies.iter().map(|recorded| code(&recorded.id)).collect();
        if !recorded.is_empty() {
            let word = if recorded.len() == 1 { "discrepancy" } else { "discrepancies" };
            let recorded = Vec::from_iter(recorded).join(", ");
            doc = doc.fact(&format!("Documentation {word} {recorded}: see the reference docs."));
        }
        if let Some(Text(link)) = &docs.link {
            doc = doc.fact(&format!("See {}.", inline::url(link.trim())));
        }
        doc
    }

    /// Adds the bounds that no type says.
    #[must_use]
    pub(crate) fn constraints(self, bounds: &Constraints) -> Self {
        let number = |bound: &Option<String>, exclusive: bool, words: [&str; 2]| {
            bound.as_ref().map(|bound| format!("{} {}", words[usize::from(exclusive)], code(bound)))
        };
        let range = |min: Option<u64>, max: Option<u64>, unit: &str| match (min, max) {
            (None, None) => None,
            (Some(min), None) => Some(format!("at least {min} {unit}")),
            (None, Some(max)) => Some(format!("at most {max} {unit}")),
            (Some(min), Some(max)) if min == max => Some(format!("exactly {min} {unit}")),
            (Some(min), Some(max)) => Some(format!("{min} to {max} {unit}")),
        };
        let facts = [
            number(&bounds.minimum, bounds.exclusive_minimum, ["at least", "more than"]),
            number(&bounds.maximum, bounds.exclusive_maximum, ["at most", "less than"]),
            bounds.multiple_of.as_ref().map(|step| format!("a multiple of {}", code(step))),
            range(bounds.min_length, bounds.max_length, "characters"),
            bounds.pattern.as_ref().map(|pattern| format!("pattern {}", code(pattern))),
            range(bounds.min_items, bounds.max_items, "items"),
            bounds.unique_items.then(|| String::from("no item twice")),
            range(bounds.min_properties, bounds.max_properties, "properties"),
        ];
        let facts: Vec<_> = facts.into_iter().flatten().collect();
        if facts.is_empty() { self } else { self.fact(&format!("Bounds: {}.", facts.join(", "))) }
    }

    /// Adds the value that the API assumes for an absent one.
    #[must_use]
    pub(crate) fn default_value(self, default: Option<&Value>) -> Self {
        match default {
            Some(value) => self.fact(&format!("Default: {}.", code(&value.to_string()))),
            None => self,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_follow_the_texts() {
        let docs = Docs {
            summary: Some(Text(String::from("Amount"))),
            description: Some(Text(String::from("Amount to add."))),
            unit: Some(Text(String::from("USD"))),
            ..Docs::default()
        };
        let bounds = Constraints {
            minimum: Some(String::from("0.01")),
            exclusive_minimum: true,
            max_items: Some(3),
            ..Constraints::default()
        };
        let doc = Doc::of(&docs).constraints(&bounds).default_value(Some(&Value::from("a`b")));
        let expected = ["Amount to add. Unit: `USD`. Bounds: more than `0.01`, at most 3 items. Default: ``\"a`b\"``."];
        assert_eq!(doc.lines(), expected);
    }
}

//! The self-check: instances of every component schema, and whether the generated types read them and write them back.
//!
//! ```text
//! Tree --sampler--> instances --a generated program: decode, encode--> instances --compare--> differences
//! ```
//!
//! The instances are made from the document, by code that shares nothing with the lowering of schemas, so that a mistake there
//! shows. [`checks`] makes them, [`program`] writes the Rust that feeds them to the generated types, [`Sample::judge`] tells
//! what came back wrong. Nothing here reads or writes files; the command `self-check` and the test suite do.

mod compare;
mod pattern;
mod program;
mod rules;
mod sampler;

use crate::diagnostics::{FileId, Place, Sink};
use crate::emit;
use crate::ir::{Api, TypeDef, TypeId, TypeOrigin};
use crate::source::{Source, Sources};
use crate::{normalise, read, resolve};
use rules::{Meanings, Rules};
use serde_json::Value;
use std::collections::BTreeSet;

pub use compare::Meaning;
pub use program::program;
pub use sampler::Gap;

/// A component schema and what its type has to prove, or the type of what is sent where that is another one.
#[derive(Clone, Debug)]
pub struct Check {
    /// Where the schema stands; its last key is the component's name.
    pub place: Place,
    /// Name of its Rust type, in module `types`.
    pub name: String,
    /// The adapter of module `codec` that reads and writes it, where the type's own serde traits do not.
    pub adapter: Option<String>,
    /// It is what clients send: without what is only read.
    pub is_sent: bool,
    /// Its instances.
    pub samples: Vec<Sample>,
    /// What they do not show.
    pub gaps: Vec<Gap>,
}

/// An instance of a schema.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The instance.
    pub value: Value,
    /// What formats say about places in it, by pointer.
    meanings: Meanings,
}

/// The checks of a document's components, in the order of the generated types. `api` is what was generated from the same
/// document.
pub fn checks(source: Source, api: &Api) -> Vec<Check> {
    // What is wrong with the document was said when it was generated.
    let mut sink = Sink::new();
    let mut sources = Sources::new(source);
    let document = read::read(sources.root(), FileId(0), &mut sink);
    let document = normalise::normalise(document, FileId(0), &mut sink);
    let tree = resolve::resolve(document, &mut sources, &mut sink);
    let rules = Rules::new(&tree);
    let mut sampler = sampler::Sampler::new(&tree);
    let mut check = |(id, def): (TypeId, &TypeDef)| {
        let (key, is_sent) = match &def.origin {
            TypeOrigin::Component(key) => (key, false),
            TypeOrigin::Input(key) => (key, true),
            TypeOrigin::Inline => return None,
        };
        let place = Place::new("/components/schemas").child(key);
        let (values, gaps) = sampler.instances(&place);
        // `null` is part of every mention of the component; the type itself has no value for it.
        let values = values.into_iter().filter(|value| !value.is_null());
        let judged = values.filter_map(|value| {
            let meanings = rules.meanings(std::slice::from_ref(&place), &value)?;
            let sample = Sample { value, meanings };
            Some(if is_sent { sample.sent() } else { sample })
        });
        let samples = judged.collect();
        Some(Check { name: def.name.to_string(), adapter: emit::adapter(api, id), is_sent, samples, gaps, place })
    };
    api.types.iter().filter_map(&mut check).collect()
}

impl Sample {
    /// The instance as a client sends it: without what is only read, and with all that is only written.
    fn sent(mut self) -> Self {
        let is = |all: &BTreeSet<Meaning>, way| all.contains(&way);
        for at in self.meanings.iter().filter(|(_, all)| is(all, Meaning::ReadOnly)).map(|(at, _)| at) {
            let Some((object, key)) = at.rsplit_once('/') else { continue };
            if let Some(Value::Object(object)) = self.value.pointer_mut(object) {
                object.shift_remove(&key.replace("~1", "/").replace("~0", "~"));
            }
        }
        self.meanings.values_mut().for_each(|all| all.retain(|meaning| *meaning != Meaning::WriteOnly));
        self
    }

    /// What is wrong with the JSON that a type wrote after it had read this sample; `None` if it says the same.
    pub fn judge(&self, written: &str) -> Option<String> {
        let found: Value = match serde_json::from_str(written) {
            Ok(found) => found,
            Err(error) => return Some(format!("what was written is not JSON: {error}")),
        };
        let at = compare::difference(&self.value, &found, &self.meanings)?;
        let shown = |value: &Value| value.pointer(&at).map_or_else(|| String::from("nothing"), shortened);
        Some(format!("at `{at}`: {} came back as {}", shown(&self.value), shown(&found)))
    }
}

/// A value as text for messages.
fn shortened(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

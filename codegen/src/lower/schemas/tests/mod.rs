//! Small documents to types, compared as dumps.

use super::*;
use crate::diagnostics::Sink;
use crate::ir::dump_types;
use crate::options::Options;
use crate::resolve::resolve;
use crate::source::{Source, Sources};
use serde_json::json;

/// Lowers these entries of `components/schemas`; returns the dump, and findings as `code pointer: message`.
fn lowered(schemas: Value) -> (String, Vec<String>) {
    let mut sink = Sink::new();
    let document = json!({"openapi": "3.0.3", "components": {"schemas": schemas}});
    let tree = resolve(document, &mut Sources::new(Source::inline("api.json", "")), &mut sink);
    let options = Options::default();
    let mut context = Context::new(&tree, &options, &mut sink);
    components(&mut context);
    finish(&mut context, &mut []);
    let dump = dump_types(&context.types);
    let found = sink.found().iter();
    (dump, found.map(|found| format!("{} {}: {}", found.code.text(), found.place, found.message)).collect())
}

#[test]
fn objects_become_structs_and_maps() {
    let (dump, found) = lowered(json!({
        "Pet": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}, "owner": {"properties": {"name": {"type": "string"}}}}},
        "Free": {"type": "object"},
        "Labels": {"type": "object", "additionalProperties": {"type": "integer"}}
    }));
    let expected = "\
struct Pet  #/components/schemas/Pet eq hash
  id: String
  owner: PetOwner?
struct PetOwner  #/components/schemas/Pet/properties/owner eq hash default
  name: String?
alias Free  #/components/schemas/Free
  Map<Json>
alias Labels  #/components/schemas/Labels eq hash ord
  Map<I64>
";
    assert_eq!((dump.as_str(), found.as_slice()), (expected, [].as_slice()));
}

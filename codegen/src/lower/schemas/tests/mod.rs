//! Small documents to types, compared as dumps.

use super::*;
use crate::diagnostics::Sink;
use crate::ir::dump_types;
use crate::resolve::resolve;
use crate::settings::Settings;
use crate::source::{Source, Sources};
use serde_json::{Value, json};

mod enums;
mod equal;
mod files;
mod findings;
mod hostile;
mod merging;
mod objects;
mod unions;

/// Lowers these entries of `components/schemas` and compares the dump, findings behind it as `! code pointer: message`.
/// `expected` is indented as the test is.
#[track_caller]
fn assert_types(schemas: Value, expected: &str) {
    let actual = lowered(schemas);
    let expected: String = expected
        .lines()
        .skip(1)
        .map(|line| line.strip_prefix("        ").unwrap_or(line))
        .fold(String::new(), |all, line| if line.trim().is_empty() { all } else { all + line + "\n" });
    assert!(actual == expected, "\n--- expected\n{expected}\n--- actual\n{actual}");
}

fn lowered(schemas: Value) -> String {
    let mut sink = Sink::new();
    let document = json!({"openapi": "3.0.3", "components": {"schemas": schemas}});
    let tree = resolve(document, &mut Sources::new(Source::inline("api.json", "")), &mut sink);
    let settings = Settings::default();
    let mut context = Context::new(&tree, &settings, &mut sink);
    components(&mut context, None);
    finish(&mut context, &mut [], &[], None);
    let mut dump = dump_types(&context.types).replace("  #/components/schemas/", "  /");
    for found in sink.found() {
        dump += &format!("! {} {}: {}\n", found.code.text(), found.place, found.message);
    }
    dump
}

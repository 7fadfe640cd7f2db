//! The self-check over the fixtures and the documents of `spec/`: sampled instances of each component schema are read by its
//! generated type and written back unchanged.
//!
//! The types and the functions that call them are compiled into this package by `build.rs`; the command `self-check` does the
//! same with crates of their own, for any documents.

use crate::support::{fixture, root};
use driftless::source::Source;
use driftless::{Options, generate, selfcheck};
use driftless_tests::checks;
use std::path::{Path, PathBuf};

mod spec {
    include!(concat!(env!("OUT_DIR"), "/spec_checks.rs"));
}

/// The functions of a document, one for each of its component schemas.
type Functions = &'static [fn(&str) -> Result<String, String>];

/// Component schemas that have samples, samples, and what came back wrong.
#[derive(Debug, Default)]
struct Count {
    schemas: usize,
    samples: usize,
    wrong: Vec<String>,
}

/// Feeds the samples of a document's components to their types.
fn check(document: &Path, functions: Functions, count: &mut Count) {
    let source = Source::file(document).expect("the document can be read");
    let generated = generate(source.clone(), &Options::default());
    let checks = selfcheck::checks(source, generated.api.as_ref().expect("the document has no errors"));
    assert_eq!(checks.len(), functions.len(), "{}", document.display());
    for (check, function) in checks.iter().zip(functions) {
        count.schemas += usize::from(!check.samples.is_empty());
        for sample in &check.samples {
            count.samples += 1;
            let wrong = match function(&sample.value.to_string()) {
                Ok(written) => sample.judge(&written),
                Err(error) => Some(error),
            };
            let told = |wrong| format!("{}: {}: {wrong}\n{}", document.display(), check.place, sample.value);
            count.wrong.extend(wrong.map(told));
        }
    }
}

/// The fixtures with component schemas, by their modules.
macro_rules! fixtures {
    ($($ending:literal: $($module:ident)+;)+) => {
        [$($((concat!(stringify!($module), ".", $ending), checks::$module::CHECKS)),+),+]
    };
}

#[test]
fn types_of_the_fixtures_keep_what_the_documents_allow() {
    let fixtures: &[(&str, Functions)] = &fixtures! {
        "yaml": additional_properties all_of_cycle all_of_discriminator all_of_nested any_of big_numbers component_names
            constants dates decimals defaults_and_bounds empty_schemas enum_names formats inline_objects integer_enum
            json_schema_2020 maps missing_types mixed_enum nullable_and_optional nullable_in_3_1 one_of_by_shape
            one_of_discriminator overlapping_objects read_write_only recursive ref_siblings ref_to_anywhere reserved_names
            secrets sets string_enum swagger_2 tuples type_arrays webhooks wild_habits wild_schemas xml yaml_spellings;
        "json": json;
    };
    let mut count = Count::default();
    for (file, functions) in fixtures {
        check(&fixture("ok").join(file.replace('_', "-")), functions, &mut count);
    }
    assert!(count.wrong.is_empty(), "{}", count.wrong.join("\n"));
    assert!(count.schemas > 100 && count.samples > 300, "{count:?}");
}

#[test]
fn types_of_the_three_documents_keep_what_the_documents_allow() {
    let document = |api: &str| -> PathBuf { root().join("spec").join(api).join("openapi.yaml") };
    let mut count = Count::default();
    check(&document("aione"), spec::aione::CHECKS, &mut count);
    check(&document("infrai"), spec::infrai::CHECKS, &mut count);
    check(&document("olostep"), spec::olostep::CHECKS, &mut count);
    assert!(count.wrong.is_empty(), "{}", count.wrong.join("\n"));
    assert!(count.schemas > 30 && count.samples > 100, "{count:?}");
}

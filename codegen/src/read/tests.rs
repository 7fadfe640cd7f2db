//! Reading: both syntaxes to one tree, what is refused and where, and agreement with the common readers.

use super::*;
use crate::diagnostics::Severity;
use crate::source::documents;
use serde_json::json;

fn read_as(name: &str, text: &str) -> (Value, Sink) {
    let mut sink = Sink::new();
    let value = read(&Source::inline(name, text), FileId(0), &mut sink);
    (value, sink)
}

/// Code, pointer and the text at the finding's place.
fn findings(text: &str) -> Vec<(Code, String, String)> {
    let (_, sink) = read_as("document", text);
    sink.found()
        .iter()
        .map(|found| {
            let span = found.span.clone().expect("findings of reading have a range");
            (found.code, found.place.pointer.clone(), text[span].to_owned())
        })
        .collect()
}

fn value(text: &str) -> Value {
    let (value, sink) = read_as("document", text);
    assert!(sink.found().is_empty(), "{:?}", sink.found());
    value
}

#[test]
fn one_tree_whatever_the_syntax() {
    let expected = json!({"200": {"a": [1, "no", null, 2.5]}, "b": ["x\n", true]});
    assert_eq!(value("200:\n  a: [1, no, ~, 2.5]\nb:\n- |\n  x\n- true\n"), expected);
    assert_eq!(value("{\"200\": {\"a\": [1, \"no\", null, 2.5]}, \"b\": [\"x\\n\", true]}"), expected);
    assert_eq!(value("{200: {a: [1, no, ~, 2.5]}, b: [\"x\\n\", true]}"), expected);
    assert_eq!(
        value("\u{feff}---\r\n200:\r\n  a: [1, no, ~, 2.5]\r\nb:\r\n  - \"x\\n\"\r\n  - true\r\n...\r\n"),
        expected
    );
    assert_eq!(value("\u{feff} {\"a\":1}"), json!({"a": 1}));
}

#[test]
fn a_block_scalar_that_ends_the_text_without_a_line_break_gets_none() {
    assert_eq!(value("a: |\n  x\n  y"), json!({"a": "x\ny"}));
    assert_eq!(value("a: >+\n  x\n  y"), json!({"a": "x y"}));
    assert_eq!(value("a: |\n  x\n  "), json!({"a": "x\n"}));
}

#[test]
fn order_of_keys_is_the_documents() {
    for text in ["z: 1\na: 2\nm: 3\n", "{\"z\":1,\"a\":2,\"m\":3}"] {
        let tree = value(text);
        assert_eq!(tree.as_object().expect("an object").keys().collect::<Vec<_>>(), ["z", "a", "m"]);
    }
}

#[test]
fn aliases_are_expanded() {
    assert_eq!(
        value("a: &x {k: &y v}\nb: [*x, *y]\n*y : 1\n"),
        json!({"a": {"k": "v"}, "b": [{"k": "v"}, "v"], "v": 1})
    );
    assert_eq!(findings("a: &x [*x]\n"), [(Code::Syntax, "/a/0".into(), "*x".into())]);
    assert_eq!(findings("a: *x\n")[0].0, Code::Syntax);
}

#[test]
fn tags() {
    assert_eq!(value("[!!str 1, !!int '2', !!float 3, ! 4, !!map {}, !!bool true]"), json!(["1", 2, 3, "4", {}, true]));
    assert_eq!(findings("a: !include x.yaml\n"), [(Code::UnreadTag, "/a".into(), "x.yaml".into())]);
    assert_eq!(findings("a: !!set {x}\n")[0].0, Code::UnreadTag);
}

#[test]
fn a_key_that_stands_twice_is_an_error() {
    let twice = |pointer: &str, text: &str| vec![(Code::DuplicateKey, String::from(pointer), String::from(text))];
    assert_eq!(findings("p:\n  - a: 1\n    'a': 2\n"), twice("/p/0/a", "'a'"));
    assert_eq!(findings("{\"p\": [{\"a\": 1, \"\\u0061\": 2}]}"), twice("/p/0/a", "\"\\u0061\""));
    assert_eq!(findings("200: 1\n'200': 2\n"), twice("/200", "'200'"));
}

#[test]
fn merge_keys_stay_plain() {
    let found = findings("a: &x {k: v}\nb:\n  <<: *x\n  '<<': 2\n");
    assert_eq!(found[0], (Code::MergeKey, "/b/<<".into(), "<<".into()));
    assert_eq!(found[1].0, Code::DuplicateKey);
    let (tree, _) = read_as("document", "a: &x {k: v}\nb:\n  <<: *x\n");
    assert_eq!(tree, json!({"a": {"k": "v"}, "b": {"<<": {"k": "v"}}}));
}

#[test]
fn lost_digits_are_reported_in_both_syntaxes() {
    let lost = |text: &str| vec![(Code::InexactNumber, String::from("/a"), String::from(text))];
    assert_eq!(findings("a: 18446744073709551616\n"), lost("18446744073709551616"));
    assert_eq!(findings("{\"a\": 18446744073709551616}"), lost("18446744073709551616"));
    assert_eq!(findings("{\"a\": 0.12345678901234567890}"), lost("0.12345678901234567890"));
    assert_eq!(findings("a: .inf\n"), lost(".inf"));
    assert_eq!(value("{\"a\": 1e20, \"b\": 0.1}"), json!({"a": 1e20, "b": 0.1}));
}

#[test]
fn syntax_errors_know_their_place() {
    let cases = [
        ("{\"a\": 1]", 7..7),
        ("\u{feff}{\"a\":\n nul}", 13..13),
        ("", 0..0),
        ("# nothing\n", 0..0),
        ("a: 1\n---\nb: 2\n", 9..9),
        ("a:\n\tb: 1\n", 3..4),
        ("? [a]\n: 1\n", 2..3),
    ];
    for (text, span) in cases {
        let name = if text.contains('{') { "a.json" } else { "a.yaml" };
        let (_, sink) = read_as(name, text);
        let found: Vec<_> = sink.found().iter().map(|found| (found.code, found.span.clone())).collect();
        assert_eq!(found, [(Code::Syntax, Some(span))], "{text:?}");
    }
}

#[test]
fn a_file_named_json_is_judged_as_json() {
    let text = "{a: 1}";
    assert_eq!(read_as("a.yaml", text).0, json!({"a": 1}));
    let (value, sink) = read_as("a.json", text);
    assert_eq!(value, Value::Null);
    assert_eq!(sink.found()[0].message, "key must be a string");
    assert_eq!(read_as("a", "{\"a\": [1}").1.found()[0].message, "expected `,` or `]`");
}

#[test]
fn budgets_bound_what_a_few_bytes_can_stand_for() {
    let quadratic = {
        let list = format!("a: &a [{}]\n", vec!["x"; 5_000].join(","));
        format!("{list}b: [{}]\n", vec!["*a"; 3_000].join(","))
    };
    let text_bomb = format!("a: &a {}\nb: [{}]\n", "x".repeat(100_000), vec!["*a"; 3_000].join(","));
    let deep = (1..300)
        .fold(String::from("a0: &a0 [x]\n"), |text, level| format!("{text}a{level}: &a{level} [*a{}]\n", level - 1));
    for text in [quadratic, text_bomb, deep, "- ".repeat(100_000), "{a: ".repeat(40_000), "[".repeat(100_000)] {
        let (value, sink) = read_as("document", &text);
        assert_eq!(value, Value::Null);
        assert_eq!(sink.found().iter().map(|found| found.code).collect::<Vec<_>>(), [Code::Budget]);
        assert_eq!(sink.found()[0].severity, Severity::Error);
    }
}

/// The project's YAML and every document of the collection, read here and by the common crates: where both accept, both
/// give the same tree.
#[test]
fn readers_agree_on_real_documents() {
    let mut compared = 0;
    for path in documents() {
        let source = Source::file(&path).expect("documents are readable UTF-8");
        let mut sink = Sink::new();
        let started = std::time::Instant::now();
        let value = read(&source, FileId(0), &mut sink);
        let elapsed = started.elapsed();
        if source.text.len() > 1_000_000 {
            println!("{:>9} bytes in {elapsed:?}: {}", source.text.len(), source.name);
        }
        for finding in sink.found() {
            println!("{}: {} {}: {}", source.name, finding.code.text(), finding.place, finding.message);
        }
        assert!(!sink.has_errors(), "{}", source.name);
        let oracle: Result<Value, String> = match syntax::looks_like_json(&source.text) {
            true => serde_json::from_str(&source.text).map_err(|error| error.to_string()),
            false => serde_yaml::from_str(&source.text).map_err(|error| error.to_string()),
        };
        match oracle {
            Ok(oracle) => {
                assert!(value == oracle, "{}: trees differ", source.name);
                compared += 1;
            }
            Err(error) => println!("{}: only read here: {error}", source.name),
        }
    }
    println!("{compared} documents compared");
}

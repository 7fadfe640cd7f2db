//! Overlays: what actions do, what is refused and where, and the project's own translations.

use super::*;
use crate::read;
use crate::source::Source;
use serde_json::json;

/// Applies the actions (YAML) to a document; answers the result and the findings' codes and pointers.
fn run(mut document: Value, actions: &str) -> (Value, Vec<(Code, String)>) {
    let text = format!("overlay: 1.1.0\ninfo: {{title: t, version: '1'}}\nactions:\n{actions}");
    let mut sink = Sink::new();
    let overlay = read::read(&Source::inline("overlay.yaml", text), FileId(1), &mut sink);
    apply(&mut document, &overlay, FileId(1), &mut Additions::default(), &mut sink);
    (document, sink.found().iter().map(|found| (found.code, found.place.pointer.clone())).collect())
}

#[test]
fn updates_merge_grow_and_replace() {
    let document = json!({"a": {"b": {"c": 1, "l": [1]}, "k": null}, "s": "x", "list": [1]});
    let actions = "- {target: $.a, update: {b: {c: 2, d: 3, l: [2]}, k: y}}\n\
                   - {target: $.s, update: z}\n\
                   - {target: $.list, update: 2}\n\
                   - {target: '$.list', update: [3, [4]]}\n";
    let expected = json!({
        "a": {"b": {"c": 2, "l": [1, 2], "d": 3}, "k": "y"}, "s": "z", "list": [1, 2, 3, [4]]
    });
    assert_eq!(run(document, actions), (expected, vec![]));
}

#[test]
fn targets_select_by_name_index_wildcard_depth_and_filter() {
    let document = || json!({"p": {"/a": {"get": {"t": []}}, "/b": {"get": {"t": []}, "put": {"t": []}}}, "l": [{"n": "x"}, {"n": "y"}]});
    let grown = |target: &str| {
        let (document, findings) = run(document(), &format!("- target: {target}\n  update: {{hit: 1}}\n"));
        assert_eq!(findings, [], "{target}");
        document.to_string().matches("\"hit\":1").count()
    };
    assert_eq!(grown("$.p['/a']"), 1);
    assert_eq!(grown("$.p['/a', \"/b\"]"), 2);
    assert_eq!(grown("$.p.*.get"), 2);
    assert_eq!(grown("$..get"), 2);
    assert_eq!(grown("$..*..get"), 2);
    assert_eq!(grown("$.p[*][*]"), 3);
    assert_eq!(grown("$.l[?(@.n == 'x')]"), 1);
    assert_eq!(grown("$.l[?@.n=='x' || @.n=='y']"), 2);
    assert_eq!(grown("$.p[?@.put]"), 1);
    assert_eq!(grown("$.l[-1]"), 1);
    assert_eq!(run(document(), "- {target: '$..t', update: v}").0["p"]["/b"]["put"]["t"], json!(["v"]));
}

#[test]
fn removal_and_copy() {
    let document = json!({"l": [1, 2, 3, 2], "a": {"x": 1}, "b": {}, "c": 0});
    let actions = "- {target: '$.l[?@ == 2]', remove: true}\n\
                   - {target: $.b, copy: $.a}\n\
                   - {target: $.a, remove: true}\n";
    let (result, findings) = run(document, actions);
    assert_eq!((result.to_string(), findings), (r#"{"l":[1,3],"b":{"x":1},"c":0}"#.to_owned(), vec![]));
}

#[test]
fn an_action_without_effect_is_an_error_at_its_place() {
    let cases = [
        ("- {target: $.x, update: {}}", Code::OverlayTarget, "/actions/0/target"),
        ("- {target: '$[?@ == 9]', remove: true}", Code::OverlayTarget, "/actions/0/target"),
        ("- {target: $.a}", Code::OverlayForm, "/actions/0"),
        ("- {target: $.a, updates: {}}", Code::OverlayForm, "/actions/0/updates"),
        ("- {target: 'a', update: {}}", Code::OverlayForm, "/actions/0/target"),
        ("- {target: $.a, update: [1]}", Code::OverlayForm, "/actions/0/update"),
        ("- {target: $, update: {a: [1]}}", Code::OverlayForm, "/actions/0/update"),
        ("- {target: $.a, copy: $.*}", Code::OverlayForm, "/actions/0/copy"),
        ("- {target: $, remove: true}", Code::OverlayForm, "/actions/0/target"),
        ("- {target: $.a, remove: yes}", Code::OverlayForm, "/actions/0/remove"),
        ("  []", Code::OverlayForm, "/actions"),
    ];
    for (actions, code, pointer) in cases {
        assert_eq!(run(json!({"a": {}, "b": {}}), actions).1, [(code, pointer.to_owned())], "{actions}");
    }
}

#[test]
fn a_document_cannot_be_doubled_without_end() {
    let actions = "- {target: $.l, copy: $.l}\n".repeat(64);
    let (_, findings) = run(json!({"l": [1, 2, 3]}), &actions);
    assert_eq!(findings[0].0, Code::Budget);
    let actions = "- {target: $.a, copy: $}\n".repeat(200);
    let (_, findings) = run(json!({"a": {}}), &actions);
    assert_eq!(findings, [(Code::Budget, String::from("/actions/126/copy"))]);
}

/// The project's own translations apply without a finding, and change every text that they aim at.
#[test]
fn translations_of_the_projects_documents_apply() {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec");
    for name in ["infrai", "aione", "olostep"] {
        let folder = spec.join(name);
        let (Ok(document), Ok(overlay)) =
            (Source::file(&folder.join("openapi.yaml")), Source::file(&folder.join("overlays/zh-CN.overlay.yaml")))
        else {
            continue;
        };
        let mut sink = Sink::new();
        let original = read::read(&document, FileId(0), &mut sink);
        let overlay = read::read(&overlay, FileId(1), &mut sink);
        let mut translated = original.clone();
        apply(&mut translated, &overlay, FileId(1), &mut Additions::default(), &mut sink);
        assert!(sink.found().is_empty(), "{name}: {:?}", sink.found());
        assert_ne!(original["info"]["description"], translated["info"]["description"]);
        assert_eq!(original["paths"].as_object().map(Map::len), translated["paths"].as_object().map(Map::len));
    }
}

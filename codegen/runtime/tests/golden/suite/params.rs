//! Parameters: the table of OpenAPI 3.0.4 ("Parameter Object", style examples), written and read back.

use super::ok;
use crate::runtime::params::{
    Parameter, Pieces, Plan, pairs, read_form, read_header, read_headers, read_pairs, read_path, write_cookie,
    write_form, write_header, write_path, write_query,
};
use serde_json::value::RawValue;
use serde_json::{Value, json};

const LIST: &Plan = &Plan::List(&Plan::Text);
const COLOR: &Plan = &Plan::Object(&[("R", Plan::Json), ("G", Plan::Json), ("B", Plan::Json)], None);

fn string() -> Value {
    json!("blue")
}

fn array() -> Value {
    json!(["blue", "black", "brown"])
}

fn object() -> Value {
    json!({"R": 100, "G": 200, "B": 150})
}

fn pieces(value: &Value) -> Pieces {
    ok(Pieces::of(value))
}

fn tree(json: &str) -> Value {
    ok(serde_json::from_str(json))
}

/// Written as this text, which is read back as the same value.
fn path(parameter: Parameter<'_>, plan: &Plan, value: &Value, text: &str) {
    assert_eq!(ok(write_path(&parameter, &pieces(value))), text, "{parameter:?}");
    assert_eq!(tree(&ok(read_path(&parameter, plan, text))), *value, "{parameter:?} {text}");
}

fn query(parameter: Parameter<'_>, plan: &Plan, value: &Value, text: &str) {
    let mut written = String::new();
    ok(write_query(&parameter, &pieces(value), &mut written));
    assert_eq!(written, text, "{parameter:?}");
    let text = format!("other=1&{text}&more=2");
    let found = ok(read_pairs(&parameter, plan, &ok(pairs(&text, '&'))));
    assert_eq!(tree(&found.expect("the parameter is there")), *value, "{parameter:?} {text}");
}

#[test]
fn the_table_of_the_specification_for_paths() {
    let (simple, label, matrix) = (Parameter::simple("color"), Parameter::label("color"), Parameter::matrix("color"));
    path(simple, &Plan::Text, &string(), "blue");
    path(simple, LIST, &array(), "blue,black,brown");
    path(simple, COLOR, &object(), "R,100,G,200,B,150");
    path(simple.explode(true), LIST, &array(), "blue,black,brown");
    path(simple.explode(true), COLOR, &object(), "R=100,G=200,B=150");
    path(label, &Plan::Text, &string(), ".blue");
    path(label, LIST, &array(), ".blue,black,brown");
    path(label, COLOR, &object(), ".R,100,G,200,B,150");
    path(label.explode(true), LIST, &array(), ".blue.black.brown");
    path(label.explode(true), COLOR, &object(), ".R=100.G=200.B=150");
    path(matrix, &Plan::Text, &json!(""), ";color");
    path(matrix, &Plan::Text, &string(), ";color=blue");
    path(matrix, LIST, &array(), ";color=blue,black,brown");
    path(matrix, COLOR, &object(), ";color=R,100,G,200,B,150");
    path(matrix.explode(true), LIST, &array(), ";color=blue;color=black;color=brown");
    path(matrix.explode(true), COLOR, &object(), ";R=100;G=200;B=150");
    path(simple.json(), COLOR, &json!({"R": 1}), "%7B%22R%22%3A1%7D");
}

#[test]
fn the_table_of_the_specification_for_queries() {
    let (form, space, pipe) = (Parameter::form("color"), Parameter::space("color"), Parameter::pipe("color"));
    query(form, &Plan::Text, &json!(""), "color=");
    query(form, &Plan::Text, &string(), "color=blue");
    query(form, LIST, &array(), "color=blue&color=black&color=brown");
    query(form, COLOR, &object(), "R=100&G=200&B=150");
    query(form.explode(false), LIST, &array(), "color=blue,black,brown");
    query(form.explode(false), COLOR, &object(), "color=R,100,G,200,B,150");
    query(space, LIST, &array(), "color=blue%20black%20brown");
    query(space, COLOR, &object(), "color=R%20100%20G%20200%20B%20150");
    query(space.explode(true), LIST, &array(), "color=blue&color=black&color=brown");
    query(pipe, LIST, &array(), "color=blue%7Cblack%7Cbrown");
    query(pipe, COLOR, &object(), "color=R%7C100%7CG%7C200%7CB%7C150");
    query(Parameter::deep("color"), COLOR, &object(), "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150");
    query(form.json(), COLOR, &json!({"R": 1}), "color=%7B%22R%22%3A1%7D");
}

#[test]
fn hostile_values_survive() {
    let texts =
        ["a,b", "a;b", "a=b", "a&b", "a/b", "a?b#c", "a%2Fb", "%", "+", " ", "é\u{1F600}", "[x]", "\"q\"", "a.b", "\t"];
    for text in texts {
        let (one, list) = (json!(text), json!([text, "z", text]));
        let map = json!({(text): text, "z": "y"});
        let any = &Plan::Object(&[], Some(&Plan::Text));
        for style in [Parameter::simple("p"), Parameter::label("p"), Parameter::matrix("p")] {
            for parameter in [style, style.explode(true)] {
                let written = ok(write_path(&parameter, &pieces(&one)));
                assert!(written.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~%,;=".contains(&byte)));
                path(parameter, &Plan::Text, &one, &written);
                path(parameter, LIST, &list, &ok(write_path(&parameter, &pieces(&list))));
                path(parameter, any, &map, &ok(write_path(&parameter, &pieces(&map))));
            }
        }
        for parameter in [Parameter::form("p"), Parameter::form("p").explode(false), Parameter::form("p").reserved()] {
            let mut written = String::new();
            ok(write_query(&parameter, &pieces(&list), &mut written));
            query(parameter, LIST, &list, &written);
        }
    }
}

#[test]
fn what_would_lead_elsewhere_is_refused() {
    for value in [json!(""), json!(null), json!([]), json!({})] {
        let error = write_path(&Parameter::simple("id"), &pieces(&value)).expect_err("no such path");
        assert!(error.message.starts_with("path parameter `id` is "), "{error}");
    }
    for (parameter, item) in [(Parameter::space("q"), "a b"), (Parameter::pipe("q"), "a|b")] {
        assert!(write_query(&parameter, &pieces(&json!([item, "c"])), &mut String::new()).is_err());
    }
    for value in [json!("a\r\nb"), json!(" a"), json!(["a,b", "c"]), json!({"a": "b\0"})] {
        assert!(write_header(&Parameter::simple("X"), &pieces(&value)).is_err(), "{value}");
    }
}

#[test]
fn reserved_characters_stand_where_allowed() {
    let mut text = String::new();
    ok(write_query(&Parameter::form("u").reserved(), &pieces(&json!("https://a/b?c=d&e+f#g,[h]%20")), &mut text));
    assert_eq!(text, "u=https://a/b?c=d%26e%2Bf%23g,%5Bh%5D%2520");
}

#[test]
fn null_and_empty_lists_are_left_out() {
    let mut text = String::new();
    for value in [json!(null), json!([]), json!({}), json!([null])] {
        for parameter in [Parameter::form("a"), Parameter::form("a").explode(false), Parameter::deep("a")] {
            ok(write_query(&parameter, &pieces(&value), &mut text));
        }
    }
    assert_eq!(text, "");
    ok(write_query(&Parameter::form("a"), &pieces(&json!([1, null, 2])), &mut text));
    assert_eq!(text, "a=1&a=2");
    assert_eq!(ok(write_header(&Parameter::simple("X"), &pieces(&json!(null)))), None);
}

#[test]
fn plans_tell_numbers_from_text() {
    let read = |plan: &Plan, text: &str| tree(&ok(read_path(&Parameter::simple("p"), plan, text)));
    assert_eq!(read(&Plan::Text, "7"), json!("7"));
    assert_eq!(read(&Plan::Json, "7"), json!(7));
    assert_eq!(read(&Plan::Json, "true"), json!(true));
    assert_eq!(read(&Plan::Json, "null"), json!("null"));
    assert_eq!(read(&Plan::Json, "%22x%22"), json!("\"x\""));
    assert_eq!(read(&Plan::Json, "07"), json!("07"));
    assert_eq!(read(&Plan::Any, "7"), json!(7));
    assert_eq!(read(&Plan::Any, "x"), json!("x"));
    assert_eq!(read(&Plan::Any, "%5B1%5D"), json!("[1]"));
    assert_eq!(ok(read_path(&Parameter::simple("p"), &Plan::Json, "1.50")), "1.50");
}

#[test]
fn queries_are_read_as_others_write_them() {
    let read = |parameter: Parameter<'_>, plan: &Plan, text: &str| {
        read_pairs(&parameter, plan, &ok(pairs(text, '&'))).map(|json| json.map(|json| tree(&json)))
    };
    let (form, list) = (Parameter::form("q"), &Plan::List(&Plan::Json));
    assert_eq!(read(form, &Plan::Text, "q=a+b%2B"), Ok(Some(json!("a b+"))));
    assert_eq!(read(form, &Plan::Text, "p=1"), Ok(None));
    assert_eq!(read(form, &Plan::Text, "q"), Ok(Some(json!(""))));
    assert_eq!(read(form, list, "q="), Ok(Some(json!([]))));
    assert_eq!(read(form.explode(false), list, "q="), Ok(Some(json!([]))));
    assert!(read(form, &Plan::Text, "q=1&q=2").is_err());
    assert!(read(form, &Plan::Text, "q=%FF").is_err());
    assert_eq!(read(Parameter::pipe("q"), list, "q=1|2%7c3"), Ok(Some(json!([1, 2, 3]))));
    assert_eq!(read(Parameter::space("q"), list, "q=1+2%203"), Ok(Some(json!([1, 2, 3]))));
    assert!(read(form.explode(false), COLOR, "q=R,1,G").is_err());
}

#[test]
fn deep_objects_nest() {
    let plan = &Plan::Object(&[("a", Plan::Object(&[("b", Plan::List(&Plan::Json))], None)), ("c", Plan::Text)], None);
    let value = json!({"a": {"b": [1, 2]}, "c": "x"});
    query(Parameter::deep("q"), plan, &value, "q%5Ba%5D%5Bb%5D%5B0%5D=1&q%5Ba%5D%5Bb%5D%5B1%5D=2&q%5Bc%5D=x");
    let read = |text: &str| {
        let found = read_pairs(&Parameter::deep("q"), plan, &ok(pairs(text, '&')));
        found.map(|json| json.map(|json| tree(&json)))
    };
    assert_eq!(read("q[a][b][]=1&q[a][b][]=2&q[c]=x"), Ok(Some(value.clone())));
    assert_eq!(read("q[a][b]=1&q[a][b]=2&q[c]=x"), Ok(Some(value)));
    assert_eq!(read("qq[c]=x&q=[c"), Ok(Some(json!("[c"))));
    assert!(read("q[c]=x&q[c]=y").is_err());
    assert!(read(&format!("q{}=1", "[a]".repeat(17))).is_err());
}

#[test]
fn headers_and_cookies() {
    let header = |parameter: Parameter<'_>, plan: &Plan, value: Value, text: &str| {
        assert_eq!(ok(write_header(&parameter, &pieces(&value))).as_deref(), Some(text));
        assert_eq!(tree(&ok(read_header(&parameter, plan, text))), value);
    };
    header(Parameter::simple("X"), &Plan::Text, json!("a, %20b"), "a, %20b");
    header(Parameter::simple("X"), LIST, array(), "blue,black,brown");
    header(Parameter::simple("X"), COLOR, object(), "R,100,G,200,B,150");
    header(Parameter::simple("X").explode(true), COLOR, object(), "R=100,G=200,B=150");
    header(Parameter::simple("X").json(), COLOR, json!({"R": 1}), r#"{"R":1}"#);
    assert_eq!(tree(&ok(read_header(&Parameter::simple("X"), LIST, "a , b,c"))), json!(["a", "b", "c"]));
    let mut twice = http::HeaderMap::new();
    twice.append("x", http::HeaderValue::from_static("a"));
    twice.append("x", http::HeaderValue::from_static("b, c"));
    assert_eq!(ok(read_headers(&Parameter::simple("X"), LIST, &twice)).as_deref(), Some(r#"["a","b","c"]"#));
    assert_eq!(ok(read_headers(&Parameter::simple("Y"), LIST, &twice)), None);
    let mut cookies = String::new();
    ok(write_cookie(&Parameter::form("a"), &pieces(&json!("x;y")), &mut cookies));
    ok(write_cookie(&Parameter::form("b").explode(false), &pieces(&json!(["1", "2"])), &mut cookies));
    assert_eq!(cookies, "a=x%3By; b=1,2");
    let found = ok(pairs(&cookies, ';'));
    assert_eq!(ok(read_pairs(&Parameter::form("a"), &Plan::Text, &found)).as_deref(), Some(r#""x;y""#));
    assert_eq!(ok(read_pairs(&Parameter::form("b").explode(false), LIST, &found)).as_deref(), Some(r#"["1","2"]"#));
}

#[test]
fn forms() {
    let plan = &Plan::Object(
        &[
            ("name", Plan::Text),
            ("tags", Plan::List(&Plan::Text)),
            ("color", Plan::Object(&[("R", Plan::Json)], None)),
            ("points", Plan::List(&Plan::Object(&[], None))),
            ("meta", Plan::Object(&[], Some(&Plan::Text))),
            ("ids", Plan::List(&Plan::Json)),
        ],
        None,
    );
    let special = [Parameter::deep("meta"), Parameter::form("ids").explode(false)];
    let value = json!({
        "name": "a b&c", "tags": ["x", "y"], "color": {"R": 1}, "points": [{"x": 1}, {"x": 2}],
        "meta": {"k": "v", "l": "w"}, "ids": [1, 2]
    });
    let json: Box<RawValue> = ok(serde_json::value::to_raw_value(&value));
    let text = ok(write_form(json, &special));
    let expected = "name=a%20b%26c&tags=x&tags=y&color=%7B%22R%22%3A1%7D&points=%7B%22x%22%3A1%7D&points=%7B%22x%22%3A2%7D\
        &meta%5Bk%5D=v&meta%5Bl%5D=w&ids=1,2";
    assert_eq!(text, expected);
    assert_eq!(tree(&ok(read_form(&text, plan, &special))), value);
    assert_eq!(tree(&ok(read_form("name=a+b&more=1", plan, &special))), json!({"name": "a b", "more": 1}));
    assert!(read_form("name=a&name=b", plan, &special).is_err());
    // Exploded on purpose, an object's properties stand beside the others.
    let exploded = [Parameter::form("color")];
    let value = json!({"name": "n", "color": {"R": 1}});
    let text = ok(write_form(ok(serde_json::value::to_raw_value(&value)), &exploded));
    assert_eq!(text, "name=n&R=1");
    assert_eq!(tree(&ok(read_form(&text, plan, &exploded))), value);
    // Many names take no more than time in proportion.
    let many: String = (0..100_000).map(|number| format!("k{number}=1&")).collect();
    assert!(read_form(&many, plan, &special).is_ok());
}

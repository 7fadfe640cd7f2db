//! Letter case: words to `PascalCase` and `snake_case`, digits and length made legal.

use super::words;
use heck::{ToPascalCase, ToSnakeCase};

/// Longest identifier, in characters: an enum value may be a whole sentence. Names that only differ beyond it are numbered.
const LONGEST: usize = 120;

/// Pascal case: never empty, never starts with a digit; may be a keyword (`Self`).
pub(super) fn pascal(text: &str) -> String {
    let spelled = words::spell(text);
    let mut joined = String::new();
    for word in spelled.split_whitespace().map(str::to_pascal_case) {
        // `1.5` is not `15`; rustc accepts an underscore between digits.
        let digits = joined.ends_with(|c: char| c.is_ascii_digit()) && word.starts_with(|c: char| c.is_ascii_digit());
        joined.push_str(if digits { "_" } else { "" });
        joined.push_str(&word);
    }
    legal(joined, "N", "Empty")
}

/// Snake case: never empty, never starts with a digit; may be a keyword.
pub(super) fn snake(text: &str) -> String {
    legal(words::spell(text).to_snake_case(), "n", "empty")
}

/// Letter case of some letters is several code points (`ß` is `SS`, `İ` loses its dot to a combining one): what is then no
/// identifier character is dropped.
fn legal(cased: String, digits: &str, empty: &str) -> String {
    let kept = |c: &char| *c == '_' || c.is_ascii_alphanumeric() || words::is_stable_letter(*c);
    let letters: String = cased.chars().filter(kept).collect();
    let prefix = match letters.chars().next() {
        None => empty,
        Some(first) if first.is_ascii_digit() => digits,
        Some(_) => "",
    };
    let mut name: String = prefix.chars().chain(letters.chars()).take(LONGEST).collect();
    // A number may follow, and two underscores in a row are not snake case.
    name.truncate(name.trim_end_matches('_').len());
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cased_by_words() {
        for (text, in_pascal, in_snake) in [
            ("getHTTPResponse", "GetHttpResponse", "get_http_response"),
            ("APIKey", "ApiKey", "api_key"),
            ("io.k8s.api.core.v1.Pod", "IoK8sApiCoreV1Pod", "io_k8s_api_core_v1_pod"),
            ("1024x1024", "N1024x1024", "n1024x1024"),
            ("-1", "Minus1", "minus_1"),
            ("1.5", "N1_5", "n1_5"),
            ("v1.2-beta", "V1_2Beta", "v1_2_beta"),
            ("@type", "Type", "type"),
            ("", "Empty", "empty"),
            ("模型", "模型", "模型"),
            ("straße", "Straße", "straße"),
        ] {
            assert_eq!((pascal(text).as_str(), snake(text).as_str()), (in_pascal, in_snake), "{text:?}");
        }
    }

    #[test]
    fn any_text_becomes_an_identifier() {
        let start = |c: char| c == '_' || c.is_ascii_alphabetic() || words::is_stable_letter(c);
        for code in 0..0x1_1000 {
            let Some(c) = char::from_u32(code) else { continue };
            for text in [c.to_string(), format!("a{c}b"), format!("{c}1"), format!("1{c}")] {
                for name in [pascal(&text), snake(&text)] {
                    assert!(name.starts_with(start), "{text:?} became {name:?}");
                    assert!(name.chars().all(|c| start(c) || c.is_ascii_digit()), "{text:?} became {name:?}");
                }
            }
        }
        assert_eq!(pascal(&"word ".repeat(1000)).chars().count(), LONGEST);
        assert_eq!(snake(&"word ".repeat(1000)).chars().count(), LONGEST - 1);
    }
}

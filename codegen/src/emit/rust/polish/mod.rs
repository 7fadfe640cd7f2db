//! Where prettyplease breaks lines that people and rustfmt keep together.
//!
//! It lays code out for 89 columns and knows no short forms, so that much of what fits on a line of 100 comes out in several:
//!
//! ```text
//! Ok(                        pub fn get(             fields
//!     match code {               &self,                  .read_as::<codec::Number, _>(&mut fee)?
//!         …                      id: u32,
//!     },                     ) -> Call<Get> {
//! )
//! ```
//!
//! becomes `Ok(match code { … })`, `pub fn get(&self, id: u32) -> Call<Get> {` and one line. All of this works on lines, which
//! is sound here: generated code has no string and no comment that spans lines. A pass that finds nothing to improve changes
//! nothing, so the worst that can happen is that code keeps the printer's form.

mod join;
mod pull;

/// Columns of a line, as rustfmt has them by default.
pub(super) const WIDTH: usize = 100;

/// Passes over an item before it is left as it is; each can make room for the next.
const PASSES: usize = 6;

/// Rejoins lines of one printed item.
pub(super) fn polish(text: &str) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    if lines.iter().any(|line| line.starts_with("use ") || line.starts_with("pub use ")) {
        lines = join::uses(lines);
    }
    for _ in 0..PASSES {
        let before = lines.clone();
        lines = join::arms(pull::chains(join::groups(pull::arguments(lines))));
        if lines == before {
            break;
        }
    }
    lines.join("\n") + "\n"
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

fn fits(line: &str) -> bool {
    line.chars().count() <= WIDTH
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with("//")
}

/// The index of the line that closes the bracket at the end of the line at `open`, if what lies between is indented deeper.
fn closing(lines: &[String], open: usize) -> Option<usize> {
    let bracket = lines[open].chars().next_back()?;
    let close = match bracket {
        '(' => ')',
        '[' => ']',
        '{' => '}',
        '<' => '>',
        _ => return None,
    };
    let depth = indent(&lines[open]);
    if is_comment(&lines[open]) {
        return None;
    }
    let inner = lines[open + 1..].iter().take_while(|line| line.is_empty() || indent(line) > depth).count();
    let end = open + 1 + inner;
    lines.get(end).filter(|line| indent(line) == depth && line.trim_start().starts_with(close)).map(|_| end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_only_argument_begins_on_the_line_of_its_call() {
        let text = "\
fn f() {
    Ok(
        match x {
            1 => Some(
                match y {
                    _ => 2,
                },
            ),
            _ => {}
        },
    )
}
";
        let expected = "\
fn f() {
    Ok(match x {
        1 => Some(match y {
            _ => 2,
        }),
        _ => {}
    })
}
";
        assert_eq!(polish(text), expected);
    }

    #[test]
    fn two_arguments_are_left_alone() {
        let text = "f(\n    match x {\n        _ => 1,\n    },\n    2,\n)\n";
        assert_eq!(polish(text), text);
    }

    #[test]
    fn what_fits_stands_on_one_line() {
        for (text, expected) in [
            (
                "fn get(\n    &self,\n    id: u32,\n) -> Call<Get> {\n    go()\n}\n",
                "fn get(&self, id: u32) -> Call<Get> {\n    go()\n}\n",
            ),
            ("const KEYS: &[&str] = &[\n    \"a\",\n    \"b\",\n];\n", "const KEYS: &[&str] = &[\"a\", \"b\"];\n"),
            (
                "fn f() -> impl Future<\n    Output = Result<\n        A,\n        B,\n    >,\n> + Send {\n}\n",
                "fn f() -> impl Future<Output = Result<A, B>> + Send {\n}\n",
            ),
            ("x(Variant {\n    name: 1,\n    tags,\n})\n", "x(Variant { name: 1, tags })\n"),
        ] {
            assert_eq!(polish(text), expected);
        }
    }

    #[test]
    fn definitions_and_blocks_keep_their_lines() {
        for text in [
            "pub struct A {\n    pub a: u8,\n}\n",
            "pub enum A {\n    B,\n}\n",
            "match self {\n    A => 1,\n    B => 2,\n}\n",
            "if x {\n    f()\n}\n",
            "/// see (\n///     a,\n/// )\n",
        ] {
            assert_eq!(polish(text), text);
        }
    }

    #[test]
    fn short_chains_and_arms_are_one_line() {
        let text = "match key {\n    5 => {\n        fields\n            .read::<\n                A,\n                _,\n            >(&mut fee)?\n    }\n    _ => {\n        done();\n    }\n}\n";
        assert_eq!(
            polish(text),
            "match key {\n    5 => fields.read::<A, _>(&mut fee)?,\n    _ => {\n        done();\n    }\n}\n"
        );
    }

    #[test]
    fn a_chain_of_one_call_goes_with_its_receiver() {
        let text = "fn f() {\n    self.client\n        .call(|object| {\n            object.end();\n        })\n}\n";
        let expected = "fn f() {\n    self.client.call(|object| {\n        object.end();\n    })\n}\n";
        assert_eq!(polish(text), expected);
        let two = "    value\n        .first()\n        .second()\n";
        assert_eq!(polish(two), two);
    }

    #[test]
    fn imports_fill_their_lines() {
        let name = "A".repeat(40);
        let text = format!("use crate::types::{{\n    {name}, {name},\n    {name},\n}};\n");
        assert_eq!(polish(&text), format!("use crate::types::{{\n    {name}, {name},\n    {name},\n}};\n"));
        assert_eq!(polish("use a::{\n    B, C,\n};\n"), "use a::{B, C};\n");
    }
}

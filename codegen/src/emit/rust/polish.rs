//! Three places where prettyplease breaks lines that people and rustfmt keep together.
//!
//! ```text
//! Ok(                           5 => {                             fields
//!     match code {                  fields.read(&mut fee)?             .read_as::<codec::Number, _>(&mut fee)?
//!         …                     }
//!     },
//! )
//! becomes Ok(match code { … })  5 => fields.read(&mut fee)?,       fields.read_as::<codec::Number, _>(&mut fee)?
//! ```
//!
//! All work on lines, which is sound here: generated code has no string or comment that spans lines.

/// Columns of a line, as rustfmt has them by default.
const WIDTH: usize = 100;

/// Rejoins lines of one printed item.
pub(super) fn polish(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut text = arms(chains(hug(lines))).join("\n");
    text.push('\n');
    text
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

fn fits(line: &str) -> bool {
    line.chars().count() <= WIDTH
}

/// `call(` whose only argument is a block: the block begins on the line of the call.
fn hug(lines: Vec<String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    // For each block that was pulled up: its indentation.
    let mut open: Vec<usize> = Vec::new();
    let mut skip = false;
    for (index, line) in lines.iter().enumerate() {
        if std::mem::take(&mut skip) {
            continue;
        }
        let shift = 4 * open.len();
        let line = line.get(shift.min(indent(line))..).unwrap_or_default();
        let depth = indent(line);
        let next = lines.get(index + 1).map(String::as_str).unwrap_or_default();
        if open.last() == Some(&(depth + 4)) && line.trim() == "}," && next.trim_start().starts_with(')') {
            open.pop();
            out.push(format!("{}}}{}", " ".repeat(depth), next.trim_start()));
            skip = true;
        } else if line.ends_with('(') && is_block(&lines[index + 1..]) {
            open.push(depth + 4);
            let next = lines[index + 1].trim_start();
            out.push(format!("{line}{next}"));
            skip = true;
        } else {
            out.push(line.to_owned());
        }
    }
    out
}

/// Whether lines begin with a `match`, and nothing stands between its end and the bracket that closes the call.
fn is_block(lines: &[String]) -> bool {
    let Some(first) = lines.first() else { return false };
    let depth = indent(first);
    let begins = first.trim_start().starts_with("match ") && first.ends_with('{');
    let end = lines.iter().skip(1).position(|line| indent(line) <= depth && !line.is_empty()).map(|end| end + 1);
    begins
        && end.is_some_and(|end| {
            lines[end].trim() == "}," && lines.get(end + 1).is_some_and(|line| line.trim_start().starts_with(')'))
        })
}

/// A receiver alone on its line, followed by one call.
fn chains(lines: Vec<String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let last_of_chain = lines.get(index + 1).is_none_or(|next| indent(next) < indent(line));
        if let Some(before) = out.last_mut()
            && line.trim_start().starts_with('.')
            && last_of_chain
            && indent(before) + 4 == indent(line)
            && before.trim_start().chars().all(|c| c.is_alphanumeric() || "_.#".contains(c))
            && fits(&format!("{before}{}", line.trim_start()))
        {
            before.push_str(line.trim_start());
        } else {
            out.push(line.clone());
        }
    }
    out
}

/// A match arm's block around one short expression.
fn arms(lines: Vec<String>) -> Vec<String> {
    let mut out = Vec::new();
    let mut index = 0;
    while let Some(line) = lines.get(index) {
        let joined = match (line.strip_suffix('{'), lines.get(index + 1), lines.get(index + 2)) {
            (Some(head), Some(body), Some(end))
                if head.ends_with("=> ")
                    && end.trim() == "}"
                    && indent(end) == indent(line)
                    && indent(body) == indent(line) + 4
                    && !body.ends_with([';', '{', '}']) =>
            {
                Some(format!("{head}{},", body.trim_start())).filter(|joined| fits(joined))
            }
            _ => None,
        };
        index += if joined.is_some() { 3 } else { 1 };
        out.push(joined.unwrap_or_else(|| line.clone()));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_match_is_hugged_by_its_call() {
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
    fn short_chains_and_arms_are_one_line() {
        let text = "match key {\n    5 => {\n        fields\n            .read(&mut fee)?\n    }\n    _ => {\n        done();\n    }\n}\n";
        assert_eq!(
            polish(text),
            "match key {\n    5 => fields.read(&mut fee)?,\n    _ => {\n        done();\n    }\n}\n"
        );
    }

    #[test]
    fn a_chain_of_two_calls_keeps_its_lines() {
        let text = "    value\n        .first()\n        .second()\n";
        assert_eq!(polish(text), text);
    }
}

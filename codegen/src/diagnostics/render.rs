//! Findings for people, in the style of rustc.
//!
//! ```text
//! error[D0102]: the key `a` stands twice
//!  --> openapi.yaml:2:1
//!   |
//! 2 | a: 2
//!   | ^
//!  ::: openapi.yaml:1:1
//!   |
//! 1 | a: 1
//!   | - it stands here first
//!   = at: #/a
//!   = help: remove or rename one of the two
//! ```

use super::excerpt::escape;
use super::paint::{Paint, Role};
use super::printer::{Printer, Shown};
use super::{Diagnostic, Explanation, Severity};
use std::fmt::Write;

/// Prints one finding; the last line ends with a line break.
pub(super) fn text(printer: &Printer<'_>, finding: &Diagnostic, colour: bool) -> String {
    let paint = Paint::new(colour);
    let (word, role) = match finding.severity {
        Severity::Warning => ("warning", Role::Warning),
        Severity::Error => ("error", Role::Error),
    };
    let title = paint.text(role, &format!("{word}[{}]", finding.code.text()));
    let message = paint.text(Role::Title, &format!(": {}", escape(&finding.message)));
    let mut page = Page { text: format!("{title}{message}\n"), margin: 1, paint };

    let shown = printer.shown(finding);
    let related = finding.related.as_ref();
    let related = related.and_then(|(place, label)| Some((printer.related(finding, place)?, label)));
    let lines = shown.iter().chain(related.as_ref().map(|(shown, _)| shown)).map(|shown| shown.start.line);
    page.margin = lines.max().unwrap_or(1).to_string().len();
    if let Some(shown) = &shown {
        page.excerpt("-->", shown, '^', role, "");
    }
    if let Some((shown, label)) = &related {
        page.excerpt(":::", shown, '-', Role::Margin, label);
    }
    if !finding.place.pointer.is_empty() {
        page.note("at", &finding.place.to_string());
    }
    if let Some(help) = &finding.help {
        page.note("help", help);
    }
    page.text
}

/// Says how many warnings of a kind are not printed.
pub(super) fn more(kind: &Explanation, count: usize, colour: bool) -> String {
    let title = Paint::new(colour).text(Role::Warning, &format!("warning[{}]", kind.text));
    format!("{title}: {count} more of this kind ({}); `--message-format json` prints all\n\n", kind.title)
}

/// Text with a margin that holds the line numbers.
struct Page {
    text: String,
    /// Columns of the longest line number.
    margin: usize,
    paint: Paint,
}

impl Page {
    fn line(&mut self, margin: &str, content: &str) {
        let margin = self.paint.text(Role::Margin, &format!("{margin:>width$} |", width = self.margin));
        let gap = if content.is_empty() { "" } else { " " };
        // Writing to a string cannot fail.
        let _ = writeln!(self.text, "{margin}{gap}{content}");
    }

    fn excerpt(&mut self, arrow: &str, shown: &Shown<'_>, mark: char, role: Role, label: &str) {
        let arrow = self.paint.text(Role::Margin, &format!("{:width$}{arrow}", "", width = self.margin));
        let (file, at) = (escape(shown.file), shown.start);
        let _ = writeln!(self.text, "{arrow} {file}:{}:{}", at.line, at.column);
        self.line("", "");
        self.line(&at.line.to_string(), shown.excerpt.line.trim_end());
        let gap = if label.is_empty() { "" } else { " " };
        let marks: String = std::iter::repeat_n(mark, shown.excerpt.width).collect();
        let marks = self.paint.text(role, &format!("{marks}{gap}{}", escape(label)));
        self.line("", &format!("{:indent$}{marks}", "", indent = shown.excerpt.indent));
    }

    fn note(&mut self, word: &str, text: &str) {
        let margin = self.paint.text(Role::Margin, &format!("{:width$} =", "", width = self.margin));
        let word = self.paint.text(Role::Title, word);
        let _ = writeln!(self.text, "{margin} {word}: {}", escape(text));
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostics::{Code, Diagnostic, Place, Sink, json_lines, render, render_all, to_json};
    use crate::source::{Source, Sources};
    use serde_json::json;

    fn sources() -> Sources {
        Sources::new(Source::inline("api.yaml", "info:\n  title: \"漢\u{202e}\"\npaths:\n  /a:\n    get: {}\n"))
    }

    #[test]
    fn a_finding_reads_like_one_of_rustc() {
        let finding = Diagnostic::new(Code::UnresolvedRef, Place::new("/info/title"), "no `\u{1b}` here")
            .help("mend it")
            .related(Place::new("/paths/~1a/get/x"), "this asks for it");
        let expected = "\
error[D0201]: no `\\u{1b}` here
 --> api.yaml:2:10
  |
2 |   title: \"漢\\u{202e}\"
  |          ^^^^^^^^^^^^
 ::: api.yaml:5:5
  |
5 |     get: {}
  |     --- this asks for it
  = at: #/info/title
  = help: mend it
";
        assert_eq!(render(&finding, &sources(), false), expected);
        let object = to_json(&finding, &sources());
        assert_eq!(object["rendered"], expected);
        assert_eq!(object["message"], "no `\u{1b}` here");
        assert_eq!((&object["line"], &object["column"]), (&json!(2), &json!(10)));
        assert_eq!(object["end"], json!({"line": 2, "column": 14}));
        assert_eq!(object["related"]["pointer"], "/paths/~1a/get/x");
    }

    #[test]
    fn findings_are_printed_from_top_to_bottom() {
        let mut sink = Sink::new();
        for at in ["/paths/~1a/get", "/info", "/paths"] {
            sink.push(Diagnostic::new(Code::Malformed, Place::new(at), at));
        }
        let lines = json_lines(&sink, &sources());
        let pointers: Vec<_> = lines.lines().map(|line| line.split("\"pointer\":").nth(1).map(|at| &at[..7])).collect();
        assert_eq!(pointers, [Some("\"/info\""), Some("\"/paths"), Some("\"/paths")]);
        assert_eq!(render_all(&sink, &sources(), false).matches("error[D0301]").count(), 3);
    }

    #[test]
    fn warnings_that_say_the_same_are_folded() {
        let mut sink = Sink::new();
        for number in 0..20 {
            sink.push(Diagnostic::new(Code::MissingOperationId, Place::new("/paths"), format!("`{number}` has none")));
        }
        sink.push(Diagnostic::new(Code::MissingOperationId, Place::new("/paths"), "another one"));
        let text = render_all(&sink, &sources(), false);
        assert_eq!(text.matches(" --> ").count(), 4);
        assert!(
            text.contains("`2` has none") && text.contains("another one") && text.contains(": 17 more of this kind")
        );
        assert_eq!(json_lines(&sink, &sources()).lines().count(), 21);
    }

    #[cfg(feature = "cli")]
    #[test]
    fn colour_adds_nothing_but_escapes() {
        let finding = Diagnostic::new(Code::Malformed, Place::new("/info"), "wrong");
        let coloured = render(&finding, &sources(), true);
        assert!(coloured.contains("\u{1b}[1m"));
        let mut plain = String::new();
        for part in coloured.split('\u{1b}') {
            plain.push_str(part.strip_prefix('[').and_then(|part| part.split_once('m')).map_or(part, |(_, text)| text));
        }
        assert_eq!(plain, render(&finding, &sources(), false));
    }
}

//! Inline markup: emphasis, code and links to the web stay, everything else that rustdoc could act on is escaped.

/// Longest link text or target that is looked at, in bytes.
const LONGEST_LINK: usize = 2000;

/// Text with its markup made harmless. A hard break is a backslash before a line break.
pub(super) fn text(text: &str) -> String {
    let mut writer = Writer { text, at: 0, out: String::with_capacity(text.len() + text.len() / 8), in_link: false };
    writer.run();
    writer.out
}

/// A code span that shows any text: control characters escaped, on one line, between as many backticks as it needs.
pub(crate) fn code(text: &str) -> String {
    let text = visible(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let fence = "`".repeat(longest_run(&text, '`') + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') || text.is_empty() { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// A link to the web, or the text as code if it is something else.
pub(super) fn url(text: &str) -> String {
    if is_web(text) { format!("<{text}>") } else { code(text) }
}

/// The text with `\n` as its only control character; bidirectional and other controls become `\u{…}`, a tab four spaces.
pub(super) fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\n' => out.push('\n'),
            '\r' => out.push('\n'),
            '\t' => out.push_str("    "),
            '\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => {
                out.extend(c.escape_unicode());
            }
            c if c.is_control() => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out
}

/// Length of the longest run of a character.
pub(super) fn longest_run(text: &str, of: char) -> usize {
    text.split(|c| c != of).map(str::len).max().unwrap_or(0)
}

fn is_web(text: &str) -> bool {
    let known = ["https://", "http://", "mailto:"].iter().any(|scheme| text.starts_with(scheme));
    known
        && text.len() < LONGEST_LINK
        && !text.contains(|c: char| c.is_whitespace() || c.is_control() || "<>`\\".contains(c))
}

struct Writer<'a> {
    text: &'a str,
    at: usize,
    out: String,
    in_link: bool,
}

impl<'a> Writer<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn run(&mut self) {
        while let Some(c) = self.rest().chars().next() {
            match c {
                '\\' => self.backslash(),
                '`' => self.code_span(),
                '<' => self.angle(),
                '!' if self.rest().starts_with("![") && !self.in_link => self.at += 1,
                '[' => self.bracket(),
                ']' if self.in_link => self.keep("\\]", 1),
                'h' if !self.in_link && (self.rest().starts_with("http://") || self.rest().starts_with("https://")) => {
                    self.bare_url();
                }
                c => self.keep("", c.len_utf8()),
            }
        }
    }

    /// Passes `length` bytes, writing `instead` if it is not empty and the bytes themselves otherwise.
    fn keep(&mut self, instead: &str, length: usize) {
        let kept = &self.rest()[..length];
        self.out.push_str(if instead.is_empty() { kept } else { instead });
        self.at += length;
    }

    fn backslash(&mut self) {
        match self.rest()[1..].chars().next() {
            Some(next) if next.is_ascii_punctuation() || next == '\n' => self.keep("", 2),
            // Before a URL it would escape the bracket that is put there.
            Some('h') | None => self.keep("\\\\", 1),
            Some(_) => self.keep("", 1),
        }
    }

    fn code_span(&mut self) {
        let run = self.rest().len() - self.rest().trim_start_matches('`').len();
        let after = &self.rest()[run..];
        let mut from = 0;
        // The next run of exactly this length closes the span.
        while let Some(start) = after[from..].find('`').map(|start| from + start) {
            let length = after[start..].len() - after[start..].trim_start_matches('`').len();
            if length == run {
                return self.keep(&code(&after[..start]), run + start + length);
            }
            from = start + length;
        }
        self.keep(&"\\`".repeat(run), run);
    }

    fn angle(&mut self) {
        let rest = self.rest();
        let inner = rest[1..].split('>').next().unwrap_or_default();
        if is_web(inner) && rest.len() > inner.len() + 1 && !self.in_link {
            self.out.push_str(&url(inner));
            self.at += inner.len() + 2;
        } else if ["br", "br/", "br /", "BR"].contains(&inner) && rest.len() > inner.len() + 1 {
            self.keep(" ", inner.len() + 2);
        } else if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c)) {
            self.keep("\\<", 1);
        } else {
            self.keep("", 1);
        }
    }

    fn bracket(&mut self) {
        let Some((label, target, length)) = link(self.rest()).filter(|_| !self.in_link) else {
            return self.keep("\\[", 1);
        };
        let mut inner = Writer { text: label, at: 0, out: String::new(), in_link: true };
        inner.run();
        let label = inner.out;
        match (label.trim().is_empty(), is_web(target)) {
            (true, true) => self.out.push_str(&url(target)),
            (false, true) => self.out.push_str(&format!("[{label}]({target})")),
            (_, false) => self.out.push_str(&format!("{label} ({})", code(target))),
        }
        self.at += length;
    }

    fn bare_url(&mut self) {
        let rest = self.rest();
        let end = rest.find(|c: char| c.is_whitespace() || "<>`\"\\|".contains(c)).unwrap_or(rest.len());
        let mut found = &rest[..end];
        while let Some(last) = found.chars().next_back() {
            let unbalanced = |open: char, close: char| found.matches(close).count() > found.matches(open).count();
            let cut = match last {
                ')' => unbalanced('(', ')'),
                ']' => unbalanced('[', ']'),
                '}' => unbalanced('{', '}'),
                last => ".,:;!?'*_~。，、；：）」』”’".contains(last),
            };
            if !cut {
                break;
            }
            found = &found[..found.len() - last.len_utf8()];
        }
        if is_web(found) {
            self.out.push_str(&url(found));
            self.at += found.len();
        } else {
            self.keep("", 1);
        }
    }
}

/// Text, target and length of an inline link `[text](target "title")` at the start of the text.
fn link(text: &str) -> Option<(&str, &str, usize)> {
    let close = closing(text, '[', ']')?;
    let after = text[close + 1..].strip_prefix('(')?;
    let end = closing(&text[close + 1..], '(', ')')?;
    let target = after.get(..end - 1)?.trim();
    let target = target.split([' ', '\n']).next().unwrap_or_default();
    let target = target.strip_prefix('<').and_then(|target| target.strip_suffix('>')).unwrap_or(target);
    Some((&text[1..close], target, close + 1 + end + 1))
}

/// Where the bracket that opens the text closes.
fn closing(text: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 0_usize;
    let mut escaped = false;
    for (at, c) in text.char_indices().take_while(|(at, _)| *at < LONGEST_LINK) {
        match c {
            _ if std::mem::take(&mut escaped) => {}
            '\\' => escaped = true,
            c if c == open => depth += 1,
            c if c == close => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

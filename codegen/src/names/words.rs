//! Any text to text that only has letters, digits and separators: `+1` to `Plus 1`, `>=` to `Greater Equal`.
//!
//! Enum values and property names may be anything. Symbols that carry meaning at either end of a text (`-name`, `C++`, `A-`)
//! are spelled; within it they separate words, as `_` does. A text of symbols alone is spelled whole. Letters of scripts in
//! which a letter is one code point that Unicode normalisation leaves alone are kept (rustc compares identifiers in NFC, so
//! two names may not differ in less); other letters and digits beyond ASCII become their number in hexadecimal.

/// Symbols that are spelled at the start of a text.
const LEADING: &str = "+-<>=!*%~^&";

/// Symbols that are spelled at the end of a text.
const TRAILING: &str = "+-<>=!*%#";

/// The text with symbols spelled or turned to spaces, and only letters, digits and spaces left. Never empty.
pub(super) fn spell(text: &str) -> String {
    let kept = |c: char| c.is_ascii_alphanumeric() || is_stable_letter(c);
    if !text.chars().any(kept) {
        return spell_all(text);
    }
    let start = text.find(|c| !LEADING.contains(c)).unwrap_or(text.len());
    let end = text.trim_end_matches(|c| TRAILING.contains(c)).len().max(start);
    let mut spelled = String::new();
    text[..start].chars().for_each(|c| push_word(&mut spelled, c));
    for c in text[start..end].chars() {
        match c {
            c if kept(c) => spelled.push(c),
            // Letters and digits that have to be spelled; everything else, from `_` to `«`, separates.
            c if c.is_alphanumeric() && !c.is_ascii() => push_word(&mut spelled, c),
            _ => spelled.push(' '),
        }
    }
    text[end..].chars().for_each(|c| push_word(&mut spelled, c));
    spelled
}

/// Every symbol as a word.
fn spell_all(text: &str) -> String {
    if text.is_empty() {
        return String::from("Empty");
    }
    let mut spelled = String::new();
    text.chars().for_each(|c| push_word(&mut spelled, c));
    spelled
}

fn push_word(spelled: &mut String, c: char) {
    spelled.push(' ');
    match symbol(c) {
        Some(word) => spelled.push_str(word),
        None => spelled.push_str(&format!("U{:04x}", u32::from(c))),
    }
    spelled.push(' ');
}

/// The English word for an ASCII symbol.
fn symbol(c: char) -> Option<&'static str> {
    Some(match c {
        ' ' => "Space",
        '!' => "Not",
        '"' => "Quote",
        '#' => "Sharp",
        '$' => "Dollar",
        '%' => "Percent",
        '&' => "And",
        '\'' => "Apostrophe",
        '(' => "Open",
        ')' => "Close",
        '*' => "Star",
        '+' => "Plus",
        ',' => "Comma",
        '-' => "Minus",
        '.' => "Dot",
        '/' => "Slash",
        ':' => "Colon",
        ';' => "Semicolon",
        '<' => "Less",
        '=' => "Equal",
        '>' => "Greater",
        '?' => "Question",
        '@' => "At",
        '[' => "OpenSquare",
        '\\' => "Backslash",
        ']' => "CloseSquare",
        '^' => "Caret",
        '_' => "Underscore",
        '`' => "Backtick",
        '{' => "OpenBrace",
        '|' => "Or",
        '}' => "CloseBrace",
        '~' => "Tilde",
        _ => return None,
    })
}

/// Letters beyond ASCII that may stand in an identifier (XID_Start), are one code point each and are unchanged by NFC.
pub(super) fn is_stable_letter(c: char) -> bool {
    matches!(c,
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ň' | 'Ŋ'..='ž'   // Latin, without the deprecated U+0149
        | 'Α'..='Ρ' | 'Σ'..='Ω' | 'α'..='ω'               // Greek
        | 'Ѐ'..='џ'                                       // Cyrillic
        | 'א'..='ת'                                       // Hebrew
        | 'ぁ'..='ゖ' | 'ァ'..='ヺ'                       // kana
        | '㐀'..='䶿' | '一'..='鿿'                       // Han
        | '가'..='힣'                                     // Hangul syllables
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> String {
        spell(text).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn symbols_are_spelled_where_they_carry_meaning() {
        for (text, expected) in [
            ("+1", "Plus 1"),
            ("-1", "Minus 1"),
            ("-created_at", "Minus created at"),
            ("*", "Star"),
            (">=", "Greater Equal"),
            ("C++", "C Plus Plus"),
            ("C#", "C Sharp"),
            ("A-", "A Minus"),
            ("$ref", "ref"),
            ("application/vnd.api+json", "application vnd api json"),
            ("", "Empty"),
            (" ", "Space"),
            ("_", "Underscore"),
            ("\u{7}", "U0007"),
        ] {
            assert_eq!(words(text), expected, "{text:?}");
        }
    }

    #[test]
    fn letters_are_kept_if_normalisation_leaves_them_alone() {
        assert_eq!(words("模型 列表"), "模型 列表");
        assert_eq!(words("prix_été"), "prix été");
        // The Ohm sign is the Greek capital omega after NFC; a combining accent is no letter of its own.
        assert_eq!(words("\u{2126}m"), "U2126 m");
        assert_eq!(words("e\u{301}"), "e");
        assert_eq!(words("Owner«Person,Firm»"), "Owner Person Firm");
        assert_eq!(words("²x"), "U00b2 x");
        assert_eq!(words("🚀"), "U1f680");
    }
}

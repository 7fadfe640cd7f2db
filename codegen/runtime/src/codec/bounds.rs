//! What reading a union may take, since a sender decides how deep a recursive type goes and how late a variant proves not to fit.
//!
//! A union sets its value aside as text, and each variant reads the text anew. Two limits would be lost by that:
//!
//! - *Depth.* `serde_json` stops at a nesting that a stack has room for, but it counts from the beginning of a text, and so from
//!   zero in every union. The outermost union therefore looks at the nesting of all that it is about to read; unions within are
//!   part of what it has seen. What is around it has been counted apart, so that both together may be twice as deep.
//! - *Work.* Each union within a union multiplies how often the innermost text is read: with two variants, by 2 to the depth. The
//!   outermost union therefore has an allowance for itself and all that is within, in bytes that unions read. Bytes and not
//!   readings, because a reading takes as long as its text; and so many for each byte of the value and none beside, so that what
//!   a sender can ask for grows with what is sent, also where many unions stand beside each other.
//!
//! Reading is one call on one thread, so the allowance stands beside it, in the thread. A type of the user's that within a union
//! reads a text of its own, such as JSON in a string, has that read under the same allowance, and answers for its depth.

use std::cell::Cell;

/// So many containers may stand within each other: `serde_json` reads as many.
const DEEPEST: usize = 127;

/// Unions may read each byte of a value so often, on average. Each union around a byte reads it once for each variant that it has
/// to try, which is one wherever a discriminator or required properties tell them apart. Where nothing does, four unions within
/// each other that have five variants each come to 625 for the innermost bytes.
const TIMES: usize = 1_000;

thread_local! {
    /// Bytes that unions may still read within the outermost one that is being read; `None` outside of all.
    static LEFT: Cell<Option<usize>> = const { Cell::new(None) };
}

/// A value is nested too deep.
#[derive(Debug)]
pub(super) struct TooDeep;

/// The reading of an outermost union. The allowance ends with it, even if a reader of the user's panics, which may be caught
/// further out.
pub(super) struct Outermost(());

impl Drop for Outermost {
    fn drop(&mut self) {
        LEFT.set(None);
    }
}

/// Begins to read a union, and takes what that costs off the allowance; an outermost one is looked at first.
pub(super) fn begin(json: &str) -> Result<Option<Outermost>, TooDeep> {
    if LEFT.get().is_some() {
        spend(json.len());
        return Ok(None);
    }
    if is_too_deep(json) {
        return Err(TooDeep);
    }
    LEFT.set(Some(json.len().saturating_mul(TIMES)));
    Ok(Some(Outermost(())))
}

/// Takes the reading of so many bytes off the allowance.
pub(super) fn spend(bytes: usize) {
    LEFT.set(LEFT.get().map(|left| left.saturating_sub(bytes)));
}

/// Whether the allowance is used up. Then nothing else is tried, at any depth.
pub(super) fn is_spent() -> bool {
    LEFT.get() == Some(0)
}

/// Whether more than [`DEEPEST`] containers of a JSON text stand within each other.
fn is_too_deep(json: &str) -> bool {
    let opens = |byte: &u8| matches!(byte, b'[' | b'{');
    // Most values do not even have so many, one after the other or in strings; counting takes a fraction of looking.
    if json.as_bytes().iter().filter(|byte| opens(byte)).count() <= DEEPEST {
        return false;
    }
    let mut depth = 0_usize;
    let mut bytes = json.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'[' | b'{' if depth == DEEPEST => return true,
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            // To the end of the string, past what is escaped.
            b'"' => while bytes.find(|byte| matches!(byte, b'"' | b'\\')) == Some(b'\\') && bytes.next().is_some() {},
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[test]
    fn what_is_too_deep_is_what_serde_json_says() {
        for (open, inner, close) in
            [("[", "", "]"), (r#"{"a":"#, "1", "}"), (r#"["\"]]\\","#, "1", "]"), (r#"{"[{":"#, "1", "}")]
        {
            for (depth, expected) in [(1, false), (126, false), (127, false), (128, true), (129, true), (20_000, true)]
            {
                let text = format!("{}{inner}{}", open.repeat(depth), close.repeat(depth));
                assert_eq!(is_too_deep(&text), expected, "{depth} times {open}");
                assert_eq!(serde_json::from_str::<Value>(&text).is_err(), expected, "{depth} times {open}");
            }
        }
    }

    #[test]
    fn brackets_beside_each_other_and_in_strings_are_no_nesting() {
        let list = format!("[{}1]", r#"[{"a\\":"[[\"{{\\"}],"#.repeat(1_000));
        assert!(serde_json::from_str::<Value>(&list).is_ok());
        assert!(!is_too_deep(&list));
    }
}

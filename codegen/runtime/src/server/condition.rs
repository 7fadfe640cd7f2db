//! What tells requests of one method and path apart: constants and conditions, looked at before anything is decoded as a type.

use super::super::meta::{Accepts, At, Condition, Meta};
use super::super::params::pairs;
use super::problem::Problem;
use http::StatusCode;
use http::request::Parts;
use percent_encoding::percent_decode_str;
use std::borrow::Cow;
use std::cmp::Reverse;

/// The texts that conditions look at.
pub(super) struct Evidence<'a> {
    parts: &'a Parts,
    /// Names and values, the values still encoded.
    query: Vec<(String, &'a str)>,
}

/// A condition that a request does not meet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unmet {
    condition: Condition,
    /// How many it does meet before.
    met: usize,
}

/// All that a request of an operation must have, the constants first.
fn all(meta: &Meta) -> impl Iterator<Item = Condition> {
    let one = |value| Accepts::OneOf(std::slice::from_ref(value));
    let headers = meta.headers.iter().map(move |(name, value)| Condition::header(name, one(value)));
    let query = meta.query.iter().map(move |(name, value)| Condition::query(name, one(value)));
    headers.chain(query).chain(meta.when.iter().copied())
}

/// Greater for what demands more: more and narrower conditions, then fewer values.
pub(super) fn specificity(meta: &Meta) -> (usize, Reverse<usize>) {
    let rank = |condition: Condition| match condition.accepts {
        Accepts::Anything => 1,
        Accepts::Number => 2,
        Accepts::OneOf(_) => 4,
        _ => 3,
    };
    let values = |condition: Condition| match condition.accepts {
        Accepts::OneOf(values) => values.len(),
        _ => 0,
    };
    (all(meta).map(rank).sum(), Reverse(all(meta).map(values).sum()))
}

impl<'a> Evidence<'a> {
    /// What a request has. Of a query that cannot be read nothing counts; its parameters are refused later.
    pub(super) fn new(parts: &'a Parts) -> Self {
        Self { parts, query: pairs(parts.uri.query().unwrap_or_default(), '&').unwrap_or_default() }
    }

    /// The first condition of an operation that a request with these path parameters does not meet.
    pub(super) fn unmet(&self, meta: &Meta, path: &[(&'static str, String)]) -> Option<Unmet> {
        let mut conditions = all(meta).enumerate();
        let unmet = conditions.find(|(_, condition)| !self.meets(condition, path));
        unmet.map(|(met, condition)| Unmet { condition, met })
    }

    fn meets(&self, Condition { at, name, accepts }: &Condition, path: &[(&'static str, String)]) -> bool {
        match at {
            At::Path => path.iter().any(|(known, raw)| known == name && accepts.text(&decoded(raw))),
            At::Query => {
                let mut values = self.query.iter().filter(|(known, _)| known == name).map(|(_, raw)| *raw);
                // `?acl` is a flag and means `?acl=true`.
                let is_flag = |raw: &str| raw.is_empty() && accepts.text("true");
                values.any(|raw| is_flag(raw) || accepts.text(&decoded(&raw.replace('+', " "))))
            }
            At::Header => {
                let mut values = self.parts.headers.get_all(*name).iter().filter_map(|value| value.to_str().ok());
                values.any(|value| accepts.text(value))
            }
        }
    }
}

impl Unmet {
    /// Which of two says more about what is wrong: the one of the operation that was met for longer.
    pub(super) fn nearer(self, other: Self) -> Self {
        if other.met > self.met { other } else { self }
    }

    /// The answer: no such thing for a path, a bad request for anything else.
    pub(super) fn problem(self, evidence: &Evidence<'_>) -> Problem {
        let Condition { at, name, .. } = self.condition;
        let (place, is_there) = match at {
            At::Path => return Problem::new(StatusCode::NOT_FOUND),
            At::Query => ("query parameter", evidence.query.iter().any(|(known, _)| known == name)),
            At::Header => ("header", evidence.parts.headers.contains_key(name)),
        };
        let detail = if is_there { "no operation has this value" } else { "it is missing" };
        Problem::new(StatusCode::BAD_REQUEST).detail(format!("{place} `{name}`")).parameter(name, detail)
    }
}

fn decoded(raw: &str) -> Cow<'_, str> {
    percent_decode_str(raw).decode_utf8_lossy()
}

impl Accepts {
    /// Whether a text is one of the set.
    fn text(self, text: &str) -> bool {
        match self {
            Self::Anything => true,
            // Infinity and NaN are numbers for Rust only.
            Self::Number => text.parse::<f64>().is_ok_and(f64::is_finite),
            Self::Integer => {
                let digits = text.strip_prefix('-').unwrap_or(text);
                !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit())
            }
            Self::Boolean => matches!(text, "true" | "false"),
            Self::Uuid => has_form(text, "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"),
            Self::Date => has_form(text, "0000-00-00"),
            Self::DateTime => {
                let split = text.split_once(['T', 't', ' ']);
                split
                    .is_some_and(|(date, time)| Self::Date.text(date) && time.starts_with(|c: char| c.is_ascii_digit()))
            }
            Self::OneOf(values) => values.contains(&text),
        }
    }
}

/// Whether a text looks like a form, in which `0` stands for a digit and `x` for a hexadecimal one.
fn has_form(text: &str, form: &str) -> bool {
    let fits = |(c, form): (char, char)| match form {
        '0' => c.is_ascii_digit(),
        'x' => c.is_ascii_hexdigit(),
        literal => c == literal,
    };
    text.len() == form.len() && text.chars().zip(form.chars()).all(fits)
}

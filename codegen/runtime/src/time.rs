//! Times of day, with the offset from UTC if it is stated.
//!
//! JSON Schema's format `time` is the full-time of RFC 3339, `10:00:00+02:00`. Documents mean by it the local time of a place as
//! well, `10:00:00` or `10:00`. [`TimeOfDay`] holds both, and writes an offset where it has read one.

use jiff::civil::Time;
use jiff::tz::Offset;
use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// A time of day (`format: time`). Two of them are equal if clock and offset are; which comes first depends on the day, so the
/// order is that of the clock and only then that of the offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeOfDay {
    /// What the clock shows.
    pub clock: Time,
    /// How far the clock is ahead of UTC; `None` for the local time of a place that is known otherwise.
    pub offset: Option<Offset>,
}

impl TimeOfDay {
    /// A time at this offset from UTC.
    #[must_use]
    pub const fn at(clock: Time, offset: Offset) -> Self {
        Self { clock, offset: Some(offset) }
    }

    /// A time in UTC.
    #[must_use]
    pub const fn utc(clock: Time) -> Self {
        Self::at(clock, Offset::UTC)
    }
}

/// A local time.
impl From<Time> for TimeOfDay {
    fn from(clock: Time) -> Self {
        Self { clock, offset: None }
    }
}

/// `10:00:00`, `10:00:00Z`, `10:00:00.5+02:00`: read back, it is the same.
impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.clock.fmt(f)?;
        let Some(seconds) = self.offset.map(Offset::seconds) else { return Ok(()) };
        if seconds == 0 {
            return f.write_str("Z");
        }
        let (sign, minutes) = (if seconds < 0 { '-' } else { '+' }, seconds.unsigned_abs() / 60);
        write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

/// A text that is no time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotATime;

impl fmt::Display for NotATime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no time of day, such as `10:00:00Z`")
    }
}

impl std::error::Error for NotATime {}

/// A leap second is the second before it. Seconds may be left out, as may the offset.
impl FromStr for TimeOfDay {
    type Err = NotATime;

    fn from_str(text: &str) -> Result<Self, NotATime> {
        let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.')).unwrap_or(text.len());
        let (clock, offset) = text.split_at(end);
        let is_spelled_out = clock.len() >= 5 && clock.bytes().nth(2) == Some(b':');
        let clock = Some(clock).filter(|_| is_spelled_out).and_then(|clock| clock.parse().ok()).ok_or(NotATime)?;
        let offset = match offset {
            "" => None,
            offset => Some(read_offset(offset).ok_or(NotATime)?),
        };
        Ok(Self { clock, offset })
    }
}

/// `Z`, `+02:00`.
fn read_offset(text: &str) -> Option<Offset> {
    if text.eq_ignore_ascii_case("z") {
        return Some(Offset::UTC);
    }
    let number = |digits: &str| {
        let is_two = digits.len() == 2 && digits.bytes().all(|digit| digit.is_ascii_digit());
        is_two.then(|| digits.parse::<i32>().ok()).flatten()
    };
    let (sign, digits) = (text.get(..1)?, text.get(1..)?);
    let (hours, minutes) = digits.split_once(':')?;
    let (hours, minutes) = (number(hours).filter(|it| *it < 24)?, number(minutes).filter(|it| *it < 60)?);
    let seconds = (hours * 60 + minutes) * 60;
    Offset::from_seconds(match sign {
        "+" => seconds,
        "-" => -seconds,
        _ => return None,
    })
    .ok()
}

impl<'de> Deserialize<'de> for TimeOfDay {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(|error| D::Error::custom(format!("`{text}` is {error}")))
    }
}

impl Serialize for TimeOfDay {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_reads_and_writes() {
        for text in ["10:00:00", "10:00:00Z", "10:00:00.5+02:00", "00:00:00-00:30", "23:59:59.123456789-23:59"] {
            assert_eq!(text.parse::<TimeOfDay>().map(|time| time.to_string()).as_deref(), Ok(text));
        }
        for (text, written) in [("10:00", "10:00:00"), ("10:00:00z", "10:00:00Z"), ("10:00:00-00:00", "10:00:00Z")] {
            assert_eq!(text.parse::<TimeOfDay>().map(|time| time.to_string()).as_deref(), Ok(written));
        }
        assert_eq!("23:59:60Z".parse::<TimeOfDay>().map(|time| time.to_string()).as_deref(), Ok("23:59:59Z"));
    }

    #[test]
    fn other_texts_are_refused() {
        for text in [
            "",
            "10",
            "1000",
            "10:00:00 Z",
            "25:00:00",
            "10:00:00+2",
            "10:00:00+24:00",
            "10:00:00+0200",
            "T10:00:00",
            "10:00:00Zé",
        ] {
            assert_eq!(text.parse::<TimeOfDay>(), Err(NotATime), "{text}");
        }
        let error = serde_json::from_str::<TimeOfDay>("\"noon\"").expect_err("it is no time");
        assert!(error.to_string().starts_with("`noon` is no time of day, such as `10:00:00Z`"), "{error}");
    }
}

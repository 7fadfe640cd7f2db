//! Dates of HTTP (RFC 9110, section 5.6.7) in all three of their forms, as seconds since 1970.
//!
//! ```text
//! Sun, 06 Nov 1994 08:49:37 GMT    the form that is sent today
//! Sunday, 06-Nov-94 08:49:37 GMT   RFC 850
//! Sun Nov  6 08:49:37 1994         asctime
//! ```

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Seconds from the beginning of 1970 to this date. The day of the week is not looked at.
pub(super) fn unix_seconds(text: &str) -> Option<i64> {
    let words: Vec<&str> = text.split([' ', '-', ',']).filter(|word| !word.is_empty()).collect();
    let (day, month, year, time) = match words[..] {
        [_, day, month, year, time, "GMT"] => (day, month, year, time),
        [_, month, day, time, year] => (day, month, year, time),
        _ => return None,
    };
    let month = (1..).zip(MONTHS).find(|(_, name)| *name == month)?.0;
    let (day, year) = (number(day, 31)?, full_year(year)?);
    let [hour, minute, second] = time.split(':').collect::<Vec<_>>().try_into().ok()?;
    // A leap second is 60.
    let (hour, minute, second) = (number(hour, 23)?, number(minute, 59)?, number(second, 60)?);
    (day > 0).then(|| ((days(year, month, day) * 24 + hour) * 60 + minute) * 60 + second)
}

/// Digits alone, up to a greatest value.
fn number(text: &str, most: i64) -> Option<i64> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|value| digits && *value <= most)
}

/// Two digits are of the years from 1970 to 2069.
fn full_year(text: &str) -> Option<i64> {
    let year = number(text, 9999)?;
    match (text.len(), year) {
        (4, _) => Some(year),
        (2, 70..) => Some(1900 + year),
        (2, _) => Some(2000 + year),
        _ => None,
    }
}

/// Days from the beginning of 1970, in the Gregorian calendar: years are counted from March, so that the leap day is last.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month > 2 { year } else { year - 1 };
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    year * 365 + leap_days + day_of_year - 719_468
}

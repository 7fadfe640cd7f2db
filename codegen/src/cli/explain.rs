//! `driftless explain CODE`: a row of the table of diagnostic codes.

use super::{MessageFormat, Outcome, print};
use crate::diagnostics::{CODES, explain};

pub(super) fn run(code: &str) -> Outcome {
    let Some(row) = explain(code) else {
        let known: Vec<&str> = CODES.iter().map(|row| row.text).collect();
        let error = format!("there is no diagnostic {code:?}; known are {}", known.join(", "));
        return print::failure(&error, MessageFormat::Human);
    };
    let body: String = row.body.lines().map(|line| format!("{}\n", line.trim_start())).collect();
    print::answer(&format!("{}: {}\n\n{body}", row.text, row.title));
    Outcome::Fine
}

//! `driftless explain CODE`: a row of the table of diagnostic codes.

use super::Outcome;
use crate::diagnostics::{CODES, explain};

pub(super) fn run(code: &str) -> Outcome {
    let Some(row) = explain(code) else {
        let known: Vec<&str> = CODES.iter().map(|row| row.text).collect();
        eprintln!("error: there is no diagnostic {code:?}; known are {}", known.join(", "));
        return Outcome::Usage;
    };
    println!("{}: {}\n", row.text, row.title);
    row.body.lines().for_each(|line| println!("{}", line.trim_start()));
    Outcome::Fine
}

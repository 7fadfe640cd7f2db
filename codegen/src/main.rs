//! The `driftless` program: arguments in, exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    driftless::cli::run()
}

//! The command line: arguments to a command, a command to an exit code.
//!
//! Exit codes: 0 fine; 1 drift; 2 the document has errors; 3 wrong usage or I/O. Findings go to standard error, what was asked
//! for to standard output.

mod check;
mod explain;
mod generate;
mod manifest;
mod print;
mod self_check;
mod targets;

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use std::process::ExitCode;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// All is well.
    Fine = 0,
    /// Generated files and document differ.
    Drift = 1,
    /// The document has errors.
    Document = 2,
    /// Wrong usage, or reading or writing failed.
    Usage = 3,
}

/// Generates Rust clients, axum servers and reference docs from OpenAPI documents, and keeps them from drifting.
#[derive(Debug, Parser)]
#[command(name = "driftless", version, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write the client, server and docs of a document, or of every document that the workspace's manifests name
    Generate(Generate),
    /// Compare what is generated with what the documents say; exit 1 and a diff if they differ
    Check(Check),
    /// Prove over any documents that what is generated compiles and that its types read and write valid instances unchanged
    SelfCheck(SelfCheck),
    /// Tell more about a diagnostic code
    Explain {
        /// The code, for instance D0201
        code: String,
    },
}

#[derive(Debug, Args)]
struct Generate {
    #[command(flatten)]
    spec: Spec,
    /// Write a JSON report of everything that was generated, weakened or skipped
    #[arg(long, value_name = "FILE.json")]
    report: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct Check {
    #[command(flatten)]
    spec: Spec,
}

#[derive(Debug, Args)]
struct SelfCheck {
    /// OpenAPI documents, and folders that hold some
    #[arg(required = true, value_name = "FOLDER|FILE")]
    documents: Vec<PathBuf>,
    /// Folder for the crates, the programs and `self-check.json` [default: target/self-check]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Compilers that cargo may run at once [default: cargo's]
    #[arg(long, value_name = "N")]
    jobs: Option<std::num::NonZeroU32>,
    /// Generate and compile the types alone, without client and server
    #[arg(long)]
    types_only: bool,
}

/// Which document, and where its output lies.
#[derive(Debug, Args)]
struct Spec {
    /// The OpenAPI document, or `-` for standard input; without it, each `[package.metadata.driftless]` of the workspace
    spec: Option<PathBuf>,
    /// Folder of the generated crate [default: the document's name without ending]
    #[arg(long, value_name = "DIR", requires = "spec")]
    out: Option<PathBuf>,
    /// Package name of a new crate [default: from the document's title]
    #[arg(long, requires = "spec")]
    name: Option<String>,
    /// What to write beside the types
    #[arg(long, value_delimiter = ',', value_name = "PARTS", requires = "spec")]
    emit: Vec<Part>,
    /// Overlay to apply to the document first; may be given several times
    #[arg(long, value_name = "FILE", requires = "spec")]
    overlay: Vec<PathBuf>,
    #[command(flatten)]
    selection: Selection,
    /// Take every skipped operation for an error
    #[arg(long)]
    strict: bool,
    /// Form of the findings on standard error
    #[arg(long, value_enum, default_value_t = MessageFormat::Human, value_name = "FORMAT")]
    message_format: MessageFormat,
}

/// Which part of the document is written: all of it, or whatever any of these chooses.
#[derive(Debug, Args)]
struct Selection {
    /// Write only operations with this tag; may be given several times, and adds up with --path and --operation
    #[arg(long, value_name = "TAG", requires = "spec")]
    tag: Vec<String>,
    /// Write only operations of this path; with a `*` at its end, of all that begin so
    #[arg(long, value_name = "PATH", requires = "spec")]
    path: Vec<String>,
    /// Write only the operation with this operationId
    #[arg(long, value_name = "ID", requires = "spec")]
    operation: Vec<String>,
    /// Leave out schemas that no operation reaches [default: only if operations are chosen]
    #[arg(long, value_name = "BOOL", num_args = 0..=1, default_missing_value = "true", require_equals = true,
          requires = "spec")]
    prune: Option<bool>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
    Client,
    Server,
    Docs,
    Webhooks,
}

impl Part {
    /// As it is written on the command line.
    fn text(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Server => "server",
            Self::Docs => "docs",
            Self::Webhooks => "webhooks",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum MessageFormat {
    Human,
    Json,
}

/// Runs the program on the process's arguments.
pub fn run() -> ExitCode {
    let outcome = match Arguments::try_parse() {
        Ok(arguments) => carry_out(arguments.command),
        Err(error) => {
            // Help and version are asked for, not wrong usage. If even this cannot be printed, nobody is listening.
            let _ = error.print();
            if error.use_stderr() { Outcome::Usage } else { Outcome::Fine }
        }
    };
    ExitCode::from(outcome as u8)
}

fn carry_out(command: Command) -> Outcome {
    match command {
        Command::Generate(arguments) => generate::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::SelfCheck(arguments) => self_check::run(&arguments),
        Command::Explain { code } => explain::run(&code),
    }
}

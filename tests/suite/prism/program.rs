//! The npm package `@stoplight/prism-cli`: installed once by its lock file, started for a document as a mock server or as a
//! validating proxy, ended with the test that started it.

use crate::support::root;
use std::fs;
use std::io::{BufRead, BufReader, PipeReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::Duration;

/// If it is `required`, a prism that cannot be had fails the tests; otherwise they are skipped with a notice.
const VARIABLE: &str = "DRIFTLESS_PRISM";

/// Says something that is shown for tests that pass, too: unlike what is printed, the test harness does not catch it.
pub(crate) fn notice(text: &str) {
    // A notice that nobody can read is no reason to fail.
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// The folder that prism is installed in, if it can be.
pub(crate) fn installed() -> Option<&'static Path> {
    static INSTALLED: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    match INSTALLED.get_or_init(install) {
        Ok(home) => Some(home),
        Err(why) => {
            assert!(std::env::var(VARIABLE).as_deref() != Ok("required"), "prism cannot be had: {why}");
            notice(&format!("skipped: prism, the independent judge, cannot be had: {why}"));
            None
        }
    }
}

fn install() -> Result<PathBuf, String> {
    Command::new("node").arg("--version").output().map_err(|error| format!("node: {error}"))?;
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (source, home) = (root().join("tests/scripts/prism"), scratch.join("prism"));
    let lock = |folder: &Path| fs::read(folder.join("package-lock.json")).ok();
    if lock(&home) == lock(&source) {
        return Ok(home);
    }
    // Installed beside its place and then renamed, so that an install that broke off is never taken for a whole one.
    let fresh = tempfile::tempdir_in(scratch).map_err(|error| error.to_string())?;
    for file in ["package.json", "package-lock.json"] {
        fs::copy(source.join(file), fresh.path().join(file)).map_err(|error| format!("{file}: {error}"))?;
    }
    let output = Command::new("npm")
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(fresh.path())
        .output()
        .map_err(|error| format!("npm: {error}"))?;
    if !output.status.success() {
        return Err(format!("npm ci: {}", String::from_utf8_lossy(&output.stderr)));
    }
    if home.exists() {
        fs::remove_dir_all(&home).map_err(|error| error.to_string())?;
    }
    fs::rename(fresh.path(), &home).map_err(|error| error.to_string())?;
    Ok(home)
}

/// A running prism.
pub(crate) struct Prism {
    /// Where it listens.
    pub url: String,
    child: Child,
}

impl Prism {
    /// Answers requests from the document of an API.
    pub(crate) fn mock(home: &Path, api: &str) -> Self {
        Self::start(home, &["mock", &document(api)])
    }

    /// Hands requests on to a server, unless they or its answers violate the document of an API.
    pub(crate) fn proxy(home: &Path, api: &str, upstream: &str) -> Self {
        Self::start(home, &["proxy", &document(api), upstream, "--errors"])
    }

    fn start(home: &Path, arguments: &[&str]) -> Self {
        let (output, input) = std::io::pipe().expect("a pipe can be made");
        let child = Command::new("node")
            .arg(home.join("node_modules/@stoplight/prism-cli/dist/index.js"))
            .args(arguments)
            // In one process, so that ending this one ends it all.
            .args(["--port=0", "--multiprocess=false"])
            .stdin(Stdio::null())
            .stdout(input.try_clone().expect("a pipe can be shared"))
            .stderr(input)
            .spawn()
            .expect("node has been started before");
        let mut prism = Self { url: String::new(), child };
        let (says, said) = channel();
        thread::spawn(move || read(output, &says));
        prism.url = match said.recv_timeout(Duration::from_secs(60)) {
            Ok(Ok(url)) => url,
            Ok(Err(log)) => panic!("prism {arguments:?} has ended:\n{log}"),
            Err(_) => panic!("prism {arguments:?} does not start within a minute"),
        };
        prism
    }
}

impl Drop for Prism {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn document(api: &str) -> String {
    root().join("spec").join(api).join("openapi.yaml").to_string_lossy().into_owned()
}

/// Says where prism listens, or all that it wrote if it ends before. Reads on from there, since prism would wait for a reader.
fn read(output: PipeReader, says: &Sender<Result<String, String>>) {
    let mut log = String::new();
    let mut lines = BufReader::new(output).lines().map_while(Result::ok);
    let url = lines.by_ref().find_map(|line| {
        log.push_str(&line);
        log.push('\n');
        line.split_once("Prism is listening on ").map(|(_, url)| url.trim().to_owned())
    });
    // Nobody listens any more once the minute is up.
    let _ = says.send(url.ok_or(log));
    lines.for_each(drop);
}

//! Changes as a unified diff, as `check` prints them.

use super::Change;
use similar::TextDiff;

/// The change as a unified diff against the folder shown as `folder`.
pub fn unified(change: &Change, folder: &str) -> String {
    match change {
        Change::Missing { path, wanted } => render(folder, path, "", wanted),
        Change::Changed { path, found, wanted } => render(folder, path, found, wanted),
        Change::Stray { path, found } => render(folder, path, found, ""),
        Change::Foreign { path } => {
            format!(
                "{folder}/{path} is not a generated file, so it is left alone; move it to let the generated one in\n"
            )
        }
    }
}

fn render(folder: &str, path: &str, found: &str, wanted: &str) -> String {
    let old = if found.is_empty() { String::from("/dev/null") } else { format!("{folder}/{path}") };
    let new =
        if wanted.is_empty() { String::from("/dev/null") } else { format!("{folder}/{path} (as the document says)") };
    TextDiff::from_lines(found, wanted).unified_diff().context_radius(3).header(&old, &new).to_string()
}

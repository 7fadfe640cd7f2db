//! Settings of a fixture, from comments at its head: `# setting: rename Pet Animal` is `Settings::rename("Pet", "Animal")`.
//!
//! Shared by the build script, which compiles what the fixtures become, and the suite, which takes snapshots of it.

use driftless::Settings;

/// The settings that a document's head states.
pub fn of(text: &str) -> Settings {
    let lines = text.lines().take_while(|line| line.starts_with('#'));
    let stated = lines.filter_map(|line| line.strip_prefix("# setting: "));
    stated.fold(Settings::default(), |settings, line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            ["tag", tag] => settings.tag(tag),
            ["path", path] => settings.path(path),
            ["operation", id] => settings.operation(id),
            ["prune"] => settings.prune(true),
            ["rename", of, name] => settings.rename(of, name),
            ["map_type", schema, path] => settings.map_type(schema, path),
            ["map_format", format, path] => settings.map_format(format, path),
            _ => panic!("a fixture has an unknown setting: {line}"),
        }
    })
}

//! The runtime's sources, copied into what is generated: the parts that are used, and no tests.
//!
//! `mod.rs` files list their modules; a line `// driftless:part base64` says that the item below it belongs to a part, and
//! is left out with that part, and so is in macros what only one side of the wire needs. Only files that remain listed are copied. In the include layout the listing lines are replaced
//! by the modules themselves, which works because runtime files name their siblings by `super::` only.

use super::Module;
use crate::options::Layout;
use std::borrow::Cow;
use std::collections::BTreeMap;

const MARKER: &str = "// driftless:part ";

/// How a gate of several features begins. Each of them is the name of a part as well.
const ANY: &str = "#[cfg(any(";

/// Blocks of a macro that are for one side, and its part. Webhooks come in by the server's.
const SIDES: [(&str, &str); 2] = [("operation::if_client! {", "client"), ("operation::if_server! {", "incoming")];

/// The runtime's modules under `runtime`, from its source files by path, for the parts for which `wanted` holds.
pub(crate) fn runtime(sources: &BTreeMap<&str, &str>, wanted: &dyn Fn(&str) -> bool, layout: Layout) -> Vec<Module> {
    let copier = Copier { sources, wanted };
    let mut modules = Vec::new();
    match layout {
        Layout::Crate => copier.files(&["runtime"], "mod.rs", &mut modules),
        Layout::Include => modules.push(Module::verbatim(&["runtime"], copier.nested("mod.rs", ""))),
    }
    modules
}

struct Copier<'a> {
    sources: &'a BTreeMap<&'a str, &'a str>,
    wanted: &'a dyn Fn(&str) -> bool,
}

impl Copier<'_> {
    fn files(&self, path: &[&str], file: &str, modules: &mut Vec<Module>) {
        let text = self.text(file);
        for name in text.lines().filter_map(|line| listed(line)).map(|(_, name)| name) {
            if let Some(child) = self.child(file, name) {
                self.files(&[path, &[name]].concat(), &child, modules);
            }
        }
        modules.push(Module::verbatim(path, text));
    }

    /// A file's text with its modules in place of their `mod` lines, its lines after `indent`.
    fn nested(&self, file: &str, indent: &str) -> String {
        let mut out = String::new();
        for line in self.text(file).lines() {
            match listed(line).and_then(|(head, name)| Some((head, self.child(file, name)?))) {
                _ if is_gate(line) => {}
                Some((head, child)) => {
                    let inner = self.nested(&child, &format!("{indent}    "));
                    out.push_str(&format!("{indent}{head} {{\n{inner}{indent}}}\n"));
                }
                None if line.is_empty() => out.push('\n'),
                None => out.push_str(&format!("{indent}{line}\n")),
            }
        }
        out
    }

    /// The file of a module that another file lists.
    fn child(&self, parent: &str, name: &str) -> Option<String> {
        let folder = match parent.strip_suffix("mod.rs") {
            Some(folder) => folder.to_owned(),
            None => format!("{}/", parent.trim_end_matches(".rs")),
        };
        let paths = [format!("{folder}{name}.rs"), format!("{folder}{name}/mod.rs")];
        paths.into_iter().find(|path| self.sources.contains_key(path.as_str()))
    }

    /// A line as it is, but a gate of several features without those that there are not.
    fn gate<'l>(&self, line: &'l str) -> Cow<'l, str> {
        let Some(features) = line.strip_prefix(ANY).and_then(|line| line.strip_suffix("))]")) else {
            return Cow::Borrowed(line);
        };
        let named = |gate: &&str| gate.split('"').nth(1).is_some_and(|feature| (self.wanted)(feature));
        let there: Vec<&str> = features.split(", ").filter(named).collect();
        Cow::Owned(match there.as_slice() {
            [only] => format!("#[cfg({only})]"),
            _ => format!("{ANY}{}))]", there.join(", ")),
        })
    }

    /// A file without unwanted parts, markers and tests.
    fn text(&self, file: &str) -> String {
        let mut kept: Vec<Cow<'_, str>> = Vec::new();
        let mut lines = self.sources.get(file).copied().unwrap_or_default().lines();
        while let Some(line) = lines.next() {
            let unwanted = line.strip_prefix(MARKER).is_some_and(|part| !(self.wanted)(part.trim()));
            if unwanted || line == "#[cfg(test)]" {
                while kept.last().is_some_and(|line| line.starts_with("#[") || line.starts_with("///")) {
                    kept.pop();
                }
                skip_item(&mut lines);
            } else if let Some(indent) = self.unwanted_side(line) {
                lines.find(|line| line.strip_prefix(indent) == Some("}"));
                kept.pop_if(|line| line.is_empty());
            } else if !line.starts_with(MARKER) {
                kept.push(self.gate(line));
            }
        }
        while kept.last().is_some_and(|line| line.is_empty()) {
            kept.pop();
        }
        kept.dedup_by(|line, before| line.is_empty() && before.is_empty());
        kept.join("\n") + "\n"
    }

    /// Where a line begins that opens a block of an unwanted side.
    fn unwanted_side<'l>(&self, line: &'l str) -> Option<&'l str> {
        let opens = |block: &str| line.strip_suffix(block).filter(|indent| indent.trim().is_empty());
        SIDES.iter().filter(|(_, part)| !(self.wanted)(part)).find_map(|(block, _)| opens(block))
    }
}

/// Passes the lines of one item: up to the first that ends a statement or block at column 0.
fn skip_item<'a>(lines: &mut impl Iterator<Item = &'a str>) {
    let ends = |line: &&str| !line.starts_with([' ', '#', '/']) && line.ends_with([';', '}']);
    lines.find(ends);
}

/// `pub mod codec;`: the words before the semicolon, and the name.
fn listed(line: &str) -> Option<(&str, &str)> {
    let head = line.strip_suffix(';')?;
    let (before, name) = head.rsplit_once(' ')?;
    matches!(before, "mod" | "pub mod" | "pub(crate) mod" | "pub(super) mod").then_some((head, name))
}

fn is_gate(line: &str) -> bool {
    let line = line.trim_start();
    ["#[cfg(feature", "#[cfg(not(feature", ANY].iter().any(|gate| line.starts_with(gate))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sources() -> BTreeMap<&'static str, &'static str> {
        let root =
            "//! Shared.\n\n#[cfg(feature = \"client\")]\n// driftless:part client\npub mod client;\npub mod codec;\n";
        let codec = "mod base;\n// driftless:part decimal\nmod decimal;\n\npub use base::Base;\n// driftless:part decimal\n\
            pub use decimal::{\n    Number,\n    Quoted,\n};\n\n#[cfg(test)]\nmod tests {\n    fn f() {}\n}\n";
        let client = "use super::codec;\n";
        BTreeMap::from([
            ("mod.rs", root),
            ("codec/mod.rs", codec),
            ("codec/base.rs", "pub struct Base;\n"),
            ("codec/decimal.rs", "pub struct Number;\n"),
            ("client.rs", client),
        ])
    }

    #[test]
    fn unused_parts_and_tests_stay_behind() {
        let modules = runtime(&sources(), &|part| part == "client", Layout::Crate);
        let texts: BTreeMap<_, _> =
            modules.iter().map(|module| (module.path.join("/"), module.verbatim.clone())).collect();
        assert_eq!(
            texts.keys().collect::<Vec<_>>(),
            ["runtime", "runtime/client", "runtime/codec", "runtime/codec/base"]
        );
        assert_eq!(texts["runtime/codec"].as_deref(), Some("mod base;\n\npub use base::Base;\n"));
        let root = "//! Shared.\n\n#[cfg(feature = \"client\")]\npub mod client;\npub mod codec;\n";
        assert_eq!(texts["runtime"].as_deref(), Some(root));
    }

    #[test]
    fn macros_keep_one_side() {
        let side = |side: &str| {
            format!("        operation::if_{side}! {{\n            impl A for $name {{\n            }}\n        }}\n")
        };
        let source = format!("macro_rules! both {{\n    () => {{\n{}\n{}    }};\n}}\n", side("client"), side("server"));
        let sources = BTreeMap::from([("mod.rs", source.as_str())]);
        let modules = runtime(&sources, &|part| part == "client", Layout::Crate);
        let expected = format!("macro_rules! both {{\n    () => {{\n{}    }};\n}}\n", side("client"));
        assert_eq!(modules[0].verbatim.as_deref(), Some(expected.as_str()));
    }

    #[test]
    fn one_file_holds_the_modules_themselves() {
        let modules = runtime(&sources(), &|part| part == "decimal", Layout::Include);
        let expected = "//! Shared.\n\npub mod codec {\n    mod base {\n        pub struct Base;\n    }\n    mod decimal {\n        \
            pub struct Number;\n    }\n\n    pub use base::Base;\n    pub use decimal::{\n        Number,\n        Quoted,\n    };\n}\n";
        assert_eq!(modules[0].verbatim.as_deref(), Some(expected));
    }
}

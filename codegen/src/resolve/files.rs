//! The other files of a document: found by their references, opened only below the root document's folder.
//!
//! A reference `../shared/pet.yaml` in `api/v1/openapi.yaml` is refused with D0203, and so is a symbolic link that leads out
//! of `api/v1`: paths are compared after they are made canonical. A document must not make a build read what its author
//! chose.

use super::reference::percent_decode;
use super::{Refusal, Tree};
use crate::diagnostics::{Code, FileId, Sink};
use crate::source::{Source, Sources};
use crate::{normalise, read};
use serde_json::Value;
use std::collections::{BTreeMap, VecDeque};
use std::path::{Path, PathBuf};

/// Loads what the files refer to, and what that refers to, into the tree.
pub(super) fn load(tree: &mut Tree, sources: &mut Sources, sink: &mut Sink) {
    let root = sources.root().path.as_deref().and_then(|path| path.canonicalize().ok());
    let mut opened = BTreeMap::new();
    if let Some(root) = &root {
        opened.insert(root.clone(), FileId(0));
    }
    let mut waiting = VecDeque::from([FileId(0)]);
    while let Some(file) = waiting.pop_front() {
        for reference in tree.files.get(&file).map_or_else(Vec::new, |document| named_files(document, file)) {
            let found = locate(root.as_deref(), file, &reference, sources);
            let target = found.and_then(|path| match opened.get(&path) {
                Some(known) => Ok(*known),
                None => {
                    let id = open(&path, root.as_deref(), tree, sources, sink)?;
                    opened.insert(path, id);
                    waiting.push_back(id);
                    Ok(id)
                }
            });
            tree.links.insert((file, reference), target);
        }
    }
}

/// The files that a document names, each once, in document order.
fn named_files(document: &Value, file: FileId) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut note = |text: &str| {
        if let Ok(reference) = super::reference::Reference::parse(text)
            && !reference.file.is_empty()
            && !found.iter().any(|known| known == reference.file)
        {
            found.push(reference.file.to_owned());
        }
    };
    super::walk::objects(document, file, &mut |_, map| {
        if let Some(text) = map.get("$ref").and_then(Value::as_str) {
            note(text);
        }
    });
    found
}

/// The canonical path of a referenced file, if it may be read.
fn locate(root: Option<&Path>, from: FileId, reference: &str, sources: &Sources) -> Result<PathBuf, Refusal> {
    let Some(folder) = root.and_then(Path::parent) else {
        return Err(Refusal::new(
            Code::ForbiddenRef,
            format!("`{reference}` is relative to a document that is not a file"),
            "give the document as a file, so that its folder is known",
        ));
    };
    let missing = || {
        Refusal::new(
            Code::UnresolvedRef,
            format!("there is no file `{reference}`"),
            "references to other files are relative to the file that they stand in; \
             a component of this document is `#/components/schemas/…`",
        )
    };
    let decoded = percent_decode(reference).ok_or_else(missing)?;
    let near = sources.get(from).and_then(|source| source.path.as_deref()).and_then(Path::parent).unwrap_or(folder);
    let path = near.join(decoded).canonicalize().map_err(|_| missing())?;
    if !path.starts_with(folder) {
        return Err(Refusal::new(
            Code::ForbiddenRef,
            format!("`{reference}` lies outside the folder of the root document"),
            "move the file below that folder",
        ));
    }
    // A pipe or a device would block or never end.
    if path.is_file() { Ok(path) } else { Err(missing()) }
}

/// Reads a file into the tree.
fn open(
    path: &Path,
    root: Option<&Path>,
    tree: &mut Tree,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Result<FileId, Refusal> {
    let mut source = Source::file(path).map_err(|error| {
        Refusal::new(Code::UnresolvedRef, format!("the file cannot be read: {error}"), "it has to be a UTF-8 text")
    })?;
    source.name = shown(path, root, sources);
    let id = sources.add(source.clone());
    let document = read::read(&source, id, sink);
    let document = normalise::normalise_part(document, tree.files.get(&FileId(0)).unwrap_or(&Value::Null), id, sink);
    tree.files.insert(id, document);
    Ok(id)
}

/// The file's name in messages: relative to where the user pointed, never absolute unless the user was.
fn shown(path: &Path, root: Option<&Path>, sources: &Sources) -> String {
    let below = root.and_then(Path::parent).and_then(|folder| path.strip_prefix(folder).ok()).unwrap_or(path);
    let name = Path::new(&sources.root().name);
    name.parent().map_or_else(|| below.to_owned(), |parent| parent.join(below)).display().to_string()
}

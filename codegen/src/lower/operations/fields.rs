//! The fields of a request struct, named as they come: parameters first, so that a body's property gives way to them.

use super::names;
use crate::diagnostics;
use crate::ir::{ArgumentStyle, Constant, Constraints, Docs, Integer, Place, RequestField, Type};
use crate::lower::schemas::Lowered;
use crate::names::{Name, Scope};

/// Most required values that a call takes one by one.
const POSITIONAL: usize = 4;

/// A field that still needs a name.
#[derive(Debug)]
pub(super) struct Wanted {
    /// Its name on the wire.
    pub(super) wire: String,
    /// Where it travels, in a word, for the second of two fields of one name.
    pub(super) from: &'static str,
    /// Its type.
    pub(super) lowered: Lowered,
    /// Must be sent.
    pub(super) required: bool,
    /// Its texts.
    pub(super) docs: Docs,
    /// Bounds that no type says.
    pub(super) constraints: Constraints,
    /// `default`, as JSON.
    pub(super) default: Option<serde_json::Value>,
    /// Where it travels.
    pub(super) place: Place,
    /// Where the document states it.
    pub(super) origin: diagnostics::Place,
}

/// The fields of one request so far.
#[derive(Debug)]
pub(super) struct Fields {
    /// The operation's id, which names inline types.
    owner: String,
    names: Scope,
    setters: Scope,
    list: Vec<RequestField>,
    constants: Vec<Constant>,
}

impl Fields {
    /// None yet.
    pub(super) fn new(owner: &str) -> Self {
        let (names, setters) = (Scope::default(), names::setters());
        Self { owner: owner.to_owned(), names, setters, list: Vec::new(), constants: Vec::new() }
    }

    /// What inline types of the operation are named after.
    pub(super) fn owner(&self) -> &str {
        &self.owner
    }

    /// Names a field and adds it.
    pub(super) fn add(&mut self, wanted: Wanted) {
        let Wanted { wire, from, lowered, required, docs, constraints, default, place, origin } = wanted;
        let name = names::first_free(&mut self.names, Scope::snake, &[&wire, &format!("{from} {wire}")]);
        let setter = setter(&mut self.setters, &name);
        let Lowered { mut ty, nullable } = lowered;
        // A parameter says its unit beside its schema.
        if docs.unit.as_ref().is_some_and(|unit| unit.0.trim() == "minor") && matches!(ty, Type::Integer(_)) {
            ty = Type::Integer(Integer::Minor);
        }
        let field = RequestField { name, setter, ty, required, nullable, docs, constraints, default, place, origin };
        self.list.push(field);
    }

    /// Adds a parameter that is no field, because it has one value only.
    pub(super) fn fix(&mut self, constant: Constant) {
        self.constants.push(constant);
    }

    /// The fields, how a call takes the required ones, and the constants.
    pub(super) fn finish(self) -> (Vec<RequestField>, ArgumentStyle, Vec<Constant>) {
        let required = self.list.iter().filter(|field| field.required).count();
        let style = if required <= POSITIONAL { ArgumentStyle::Positional } else { ArgumentStyle::Struct };
        (self.list, style, self.constants)
    }
}

fn setter(scope: &mut Scope, field: &Name) -> Name {
    names::first_free(scope, Scope::snake, &[field.as_str(), &format!("set {field}")])
}

/// Names the setters anew where calls have these methods as well.
pub(super) fn rename_setters(fields: &mut [RequestField], methods: &[&str]) {
    let mut scope = names::setters();
    methods.iter().for_each(|method| drop(scope.snake(method)));
    fields.iter_mut().for_each(|field| field.setter = setter(&mut scope, &field.name));
}

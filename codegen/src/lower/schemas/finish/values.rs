//! Examples and defaults against the types beside them: a default that does not fit is left out, an example only reported.

use super::fit::{self, Misfit};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::ir::{Field, Type, TypeKind, Types};
use crate::lower::context::Context;
use crate::lower::schemas::texts;
use serde_json::Value;

/// Checks every field's default and example, and every named type's example.
pub(super) fn check(context: &mut Context<'_>) {
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut dropped: Vec<(usize, usize)> = Vec::new();
    for (id, def) in context.types.iter() {
        if let Some((place, value)) = texts::annotation(context, &def.place, "example") {
            let misfit = fit::misfit(&context.types, &Type::Named(id), value, &place);
            found.extend(misfit.filter(|_| !value.is_null()).map(|misfit| report("example", &misfit, value, &place)));
        }
        let TypeKind::Struct(object) = &def.kind else { continue };
        for (index, field) in object.fields.iter().enumerate() {
            found.extend(checked(context, &context.types, field, "example"));
            if let Some(diagnostic) = checked(context, &context.types, field, "default") {
                found.push(diagnostic.help("the default is left out"));
                dropped.push((id.0, index));
            }
        }
    }
    for (id, index) in dropped {
        if let TypeKind::Struct(object) = &mut context.types.0[id].kind {
            object.fields[index].default = None;
        }
    }
    found.into_iter().for_each(|diagnostic| {
        context.sink.push(diagnostic);
    });
}

fn checked(context: &Context<'_>, types: &Types, field: &Field, keyword: &str) -> Option<Diagnostic> {
    let (place, value) = texts::annotation(context, &field.place, keyword)?;
    let misfit = fit::misfit_field(types, field, value, &place)?;
    // A default of `null` says no more than that the property may be left out.
    let silent = value.is_null() && keyword == "default";
    (!silent).then(|| report(keyword, &misfit, value, &place))
}

fn report(keyword: &str, misfit: &Misfit, value: &Value, top: &Place) -> Diagnostic {
    let inner = misfit.place.pointer.strip_prefix(&top.pointer).unwrap_or_default();
    let shown: String = value.pointer(inner).unwrap_or(value).to_string().chars().take(40).collect();
    let message = format!("the {keyword} does not fit its schema: `{shown}` is not {}", misfit.expected);
    Diagnostic::new(Code::ValueMismatch, misfit.place.clone(), message)
}

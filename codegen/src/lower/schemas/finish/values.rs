//! Examples and defaults against the types beside them: a default that does not fit is left out, an example only reported.

use super::fit::{self, Misfit};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::ir::{Operation, RequestField, Type, TypeKind, Types};
use crate::lower::context::Context;
use crate::lower::schemas::chain::Chain;
use serde_json::Value;

/// A type as a field has it: `null` may be allowed beside it.
struct Beside<'a> {
    ty: &'a Type,
    null: bool,
}

/// Checks the defaults and examples of fields and parameters, and the examples of named types.
pub(super) fn check(context: &mut Context<'_>, operations: &mut [Operation]) {
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut dropped: Vec<(usize, usize)> = Vec::new();
    for (id, def) in context.types.iter() {
        let beside = Beside { ty: &Type::Named(id), null: true };
        found.extend(checked(&context.types, &Chain::at(context, &def.place), "example", &beside));
        let TypeKind::Struct(object) = &def.kind else { continue };
        for (index, field) in object.fields.iter().enumerate() {
            let chain = Chain::at(context, &field.place);
            let beside = Beside { ty: &field.ty, null: field.nullable || !field.required };
            found.extend(checked(&context.types, &chain, "example", &beside));
            if let Some(diagnostic) = checked(&context.types, &chain, "default", &beside) {
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
    for field in operations.iter_mut().flat_map(|operation| &mut operation.request.fields) {
        found.extend(check_request_field(context, field));
    }
    found.into_iter().for_each(|diagnostic| {
        context.sink.push(diagnostic);
    });
}

/// Checks the example and the default of a parameter, or of a property that a call takes as an argument.
fn check_request_field(context: &Context<'_>, field: &mut RequestField) -> Vec<Diagnostic> {
    let beside = Beside { ty: &field.ty, null: field.nullable || !field.required };
    let places = [field.origin.clone(), field.origin.child("schema")];
    let check = |keyword: &str| {
        places.iter().find_map(|place| checked(&context.types, &Chain::at(context, place), keyword, &beside))
    };
    let example = check("example");
    let default = field.default.as_ref().and_then(|_| check("default"));
    if default.is_some() {
        field.default = None;
    }
    example.into_iter().chain(default.map(|found| found.help("the default is left out"))).collect()
}

fn checked(types: &Types, chain: &Chain<'_>, keyword: &str, beside: &Beside<'_>) -> Option<Diagnostic> {
    let (place, value) = chain.placed(keyword)?;
    // `null` is read as absent, where a property may be absent; a default of `null` says that it may.
    if value.is_null() && (beside.null || keyword == "default") {
        return None;
    }
    fit::misfit(types, beside.ty, value, &place).map(|misfit| report(keyword, &misfit, value, &place))
}

fn report(keyword: &str, misfit: &Misfit, value: &Value, top: &Place) -> Diagnostic {
    let inner = misfit.place.pointer.strip_prefix(&top.pointer).unwrap_or_default();
    let shown: String = value.pointer(inner).unwrap_or(value).to_string().chars().take(40).collect();
    let message = format!("the {keyword} does not fit its schema: `{shown}` is not {}", misfit.expected);
    Diagnostic::new(Code::ValueMismatch, misfit.place.clone(), message)
}

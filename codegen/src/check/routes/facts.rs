//! What tells an operation's requests from others before they are decoded: its required parameters, and which texts they have.
//!
//! Optional parameters tell nothing, since they may be missing. Path parameters are compared by their position, because equal
//! shapes may name them differently; all others by their name.

use crate::ir::{
    Accepts, At, Condition, Constant, EnumBase, Operation, Place, RequestField, Style, Type, TypeKind, Types, Wire,
};
use std::collections::BTreeMap;

/// Aliases and boxes that are followed before a type counts as unknown.
const DEPTH: usize = 8;

/// What operations of one method and shape can differ in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Dimension {
    /// The parameter at a position in the path.
    Path(usize),
    /// A pair of the query.
    Query(String),
    /// A header, in lower case: names of headers have no case (RFC 9110, section 5.1).
    Header(String),
}

/// What an operation demands in each dimension; where it has no entry, anything goes, nothing at all included.
pub(super) type Facts = BTreeMap<Dimension, Condition>;

/// The facts of an operation.
pub(super) fn facts(types: &Types, operation: &Operation) -> Facts {
    let request = &operation.request;
    let constants = request.constants.iter().map(|constant| {
        let Constant { at, wire, value, .. } = constant;
        Condition { at: *at, wire: wire.clone(), accepts: Accepts::OneOf(vec![value.clone()]) }
    });
    let required = request.fields.iter().filter(|field| field.required && !field.nullable);
    let fields = required.filter_map(|field| condition(types, field));
    let position = |wire: &str| operation.path.parameters().position(|known| known == wire).unwrap_or_default();
    let dimension = |condition: &Condition| match condition.at {
        At::Path => Dimension::Path(position(&condition.wire)),
        At::Query => Dimension::Query(condition.wire.clone()),
        At::Header => Dimension::Header(condition.wire.to_ascii_lowercase()),
    };
    constants.chain(fields).map(|condition| (dimension(&condition), condition)).collect()
}

/// What a required field demands; `None` if its name alone does not show that it is there.
fn condition(types: &Types, field: &RequestField) -> Option<Condition> {
    let (at, parameter) = match &field.place {
        Place::Path(parameter) => (At::Path, parameter),
        Place::Query(parameter) => (At::Query, parameter),
        Place::Header(parameter) => (At::Header, parameter),
        Place::Cookie(_) | Place::Property(_) | Place::Body => return None,
    };
    let style = parameter.style;
    let is_plain = parameter.content.is_none() && matches!(style, Style::Simple | Style::Form);
    let accepts = if is_plain { accepts(types, &field.ty, DEPTH) } else { Some(Accepts::Anything) };
    let is_spread = style == Style::DeepObject || style == Style::Form && accepts.is_none() && parameter.explode;
    let wire = parameter.wire.clone();
    (at != At::Query || !is_spread).then(|| Condition { at, wire, accepts: accepts.unwrap_or(Accepts::Anything) })
}

/// The texts of a type; `None` for what may be an object, which as an exploded query has names of its own.
fn accepts(types: &Types, ty: &Type, depth: usize) -> Option<Accepts> {
    Some(match ty {
        Type::Integer(_) => Accepts::Integer,
        Type::Float(_) | Type::Decimal(Wire::Number | Wire::Text) => Accepts::Number,
        Type::Bool => Accepts::Boolean,
        Type::Uuid => Accepts::Uuid,
        Type::Date => Accepts::Date,
        Type::DateTime => Accepts::DateTime,
        Type::Boxed(inner) => return accepts(types, inner, depth.checked_sub(1)?),
        Type::Named(id) => match &types[*id].kind {
            TypeKind::Alias(target) => return accepts(types, target, depth.checked_sub(1)?),
            TypeKind::Enum(values) if values.base == EnumBase::Mixed => Accepts::Anything,
            TypeKind::Enum(values) => {
                let text = |value: &serde_json::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                Accepts::OneOf(values.values.iter().map(|value| text(&value.value)).collect())
            }
            TypeKind::Struct(_) | TypeKind::Union(_) => return None,
        },
        Type::Json | Type::Map(_) | Type::Nullable(_) | Type::External(_) => return None,
        _ => Accepts::Anything,
    })
}

//! Joints to types: an expression where one will do, else a named type, declared before its children are lowered.

use super::chain::{self, Chain};
use super::facts::{Facts, Note};
use super::form::{self, Form};
use super::joint::Joint;
use super::place::{self, settle};
use super::state::{Declared, Stood};
use super::{Lowered, enumeration, gather, structure, texts, union};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::ir::{Docs, OmissionKind, Traits, Type, TypeDef, TypeId, TypeKind, TypeOrigin, Usage};
use crate::lower::context::Context;
use crate::lower::given;
use crate::names::{Name, Scope};
use std::collections::HashSet;

/// How deep inline schemas may nest.
const DEPTH: usize = 64;

/// Fields and variants of all types together. Branches are joined with what stands beside them, so that a short document
/// could ask for a great many.
const MEMBERS: usize = 400_000;

/// The type of a joint. An inline schema that needs a name gets `owner`.
pub(super) fn lower(context: &mut Context<'_>, joint: &Joint, owner: &str) -> Lowered {
    let settled = settle(context, joint);
    let joint = settled.joint;
    if let Some(declared) = context.schemas.named.get(&joint) {
        return Lowered { ty: Type::Named(declared.id), nullable: settled.nullable || declared.nullable };
    }
    if let Some(Stood { ty, nullable }) = context.schemas.stood.get(&joint) {
        return Lowered { ty: ty.clone(), nullable: (settled.nullable || *nullable) && *ty != Type::Json };
    }
    let nullable = settled.nullable || is_nullable(context, &joint);
    if let Some(reason) = refusal(context, &joint) {
        let place = joint.places.first().cloned().unwrap_or_default();
        report(context, vec![Note::untyped(place, reason)]);
        return Lowered { ty: Type::Json, nullable: false };
    }
    // A schema that is referred to where it stands is named by its own place, whoever comes first.
    let own = joint.single().filter(|_| settled.moved).map(place::words).filter(|words| !words.is_empty());
    let owner = own.as_deref().unwrap_or(owner);
    context.schemas.open.push(joint.clone());
    let facts = gather::facts(context, &joint);
    let (form, notes) = form::form(context, &joint, &facts);
    report(context, notes);
    let lowered = match form {
        Form::Struct | Form::Enum(..) | Form::Union(_) => {
            let id = declare(context, &joint, owner, nullable);
            let kind = within(context, id, |context, owner| named(context, &facts, form, owner));
            context.types[id].kind = kind;
            Lowered { ty: Type::Named(id), nullable }
        }
        form => {
            let inner = expression(context, form, owner);
            Lowered { nullable: nullable || inner.nullable, ..inner }
        }
    };
    context.schemas.open.pop();
    // Any JSON holds `null` as it is.
    Lowered { nullable: lowered.nullable && !matches!(lowered.ty, Type::Json | Type::Null), ..lowered }
}

/// What a component's name stands for.
pub(super) fn component(context: &mut Context<'_>, id: TypeId, place: &Place) -> TypeKind {
    let joint = Joint::of(place);
    within(context, id, |context, owner| {
        if let Some(referred) = chain::referred(context, place) {
            return TypeKind::Alias(lower(context, &Joint::of(&referred.target), owner).ty);
        }
        let facts = gather::facts(context, &joint);
        let (form, notes) = form::form(context, &joint, &facts);
        report(context, notes);
        named(context, &facts, form, owner)
    })
}

/// Runs `build` with a named type as the owner of the inline types that come up.
fn within<T>(context: &mut Context<'_>, id: TypeId, build: impl FnOnce(&mut Context<'_>, &str) -> T) -> T {
    let outer = context.schemas.owner.replace(id);
    let owner = context.types[id].name.to_string();
    let built = build(context, &owner);
    context.schemas.owner = outer;
    built
}

/// Why a joint cannot be lowered here.
fn refusal(context: &Context<'_>, joint: &Joint) -> Option<&'static str> {
    if context.schemas.open.contains(joint) {
        Some("a schema without a name contains itself; give it a name in `components/schemas`")
    } else if context.schemas.open.len() >= DEPTH {
        Some("inline schemas nest too deep")
    } else if context.schemas.members >= MEMBERS {
        Some("the document's types have too many members in all")
    } else {
        None
    }
}

/// A type that needs no name of its own.
fn expression(context: &mut Context<'_>, form: Form, owner: &str) -> Lowered {
    let ty = match form {
        Form::Plain(ty) => ty,
        Form::Same(joint) => return lower(context, &joint, owner),
        Form::List(None) => Type::List(Box::new(Type::Json)),
        Form::List(Some(items)) => Type::List(Box::new(element(context, &items, &format!("{owner} Item")))),
        Form::Set(items) => Type::Set(Box::new(element(context, &items, &format!("{owner} Item")))),
        Form::Tuple(items) => {
            let item = |(index, item)| element(context, item, &format!("{owner} Item{}", index + 1));
            Type::Tuple(items.iter().enumerate().map(item).collect())
        }
        Form::Map(None) => Type::Map(Box::new(Type::Json)),
        Form::Map(Some(values)) => Type::Map(Box::new(element(context, &values, &format!("{owner} Value")))),
        Form::Any | Form::Struct | Form::Enum(..) | Form::Union(_) => Type::Json,
    };
    Lowered { ty, nullable: false }
}

/// A type within another, where `null` is part of the type.
pub(super) fn element(context: &mut Context<'_>, joint: &Joint, owner: &str) -> Type {
    let lowered = lower(context, joint, owner);
    if lowered.nullable { Type::Nullable(Box::new(lowered.ty)) } else { lowered.ty }
}

/// What a name stands for.
fn named(context: &mut Context<'_>, facts: &Facts, form: Form, owner: &str) -> TypeKind {
    match form {
        Form::Struct => TypeKind::Struct(structure::build(context, facts, owner)),
        Form::Enum(base, values) => {
            context.schemas.members += values.len();
            TypeKind::Enum(enumeration::build(base, values))
        }
        Form::Union(choice) => TypeKind::Union(union::build(context, choice, owner)),
        form => TypeKind::Alias(expression(context, form, owner).ty),
    }
}

/// Declares an inline type.
fn declare(context: &mut Context<'_>, joint: &Joint, owner: &str, nullable: bool) -> TypeId {
    let place = joint.places.last().cloned().unwrap_or_default();
    let given = given::inline(context, &place);
    if let Some(given) = &given {
        context.schemas.given.insert(given.clone(), Scope::default().pascal(owner));
    }
    let name = given.unwrap_or_else(|| context.names.pascal(owner));
    let id = push(context, joint, name, TypeOrigin::Inline, nullable);
    if let Some(owner) = context.schemas.owner {
        context.schemas.owners.insert(id, owner);
    }
    id
}

/// The chains that start at several places.
pub(super) fn chains<'a>(context: &Context<'a>, places: &[Place]) -> Vec<Chain<'a>> {
    places.iter().map(|place| Chain::at(context, place)).collect()
}

/// Adds a type whose kind is not known yet.
pub(super) fn push(context: &mut Context<'_>, joint: &Joint, name: Name, origin: TypeOrigin, nullable: bool) -> TypeId {
    let id = TypeId(context.types.0.len());
    let mut docs = texts::docs_of_all(&chains(context, &joint.places));
    drop_echo(&mut docs, &name, &origin);
    let place = joint.places.last().cloned().unwrap_or_default();
    let (usage, traits, kind) = (Usage::default(), Traits::default(), TypeKind::Alias(Type::Json));
    context.types.0.push(TypeDef {
        name,
        place,
        origin,
        docs,
        usage,
        traits,
        kind,
        tag: None,
        of_hooks: false,
        module: None,
    });
    context.schemas.named.insert(joint.clone(), Declared { id, nullable });
    id
}

/// A title that only repeats the name says nothing.
fn drop_echo(docs: &mut Docs, name: &Name, origin: &TypeOrigin) {
    let letters =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let Some(summary) = docs.summary.as_ref().map(|summary| letters(&summary.0)) else { return };
    let key = match origin {
        TypeOrigin::Component(key) => letters(key),
        TypeOrigin::Input(_) | TypeOrigin::Inline => String::new(),
    };
    if summary == letters(name.as_str()) || summary == key {
        docs.summary = None;
    }
}

/// Whether a joint allows `null`, in itself or in a branch of a union.
pub(super) fn is_nullable(context: &mut Context<'_>, joint: &Joint) -> bool {
    nullable(context, joint, &mut HashSet::new())
}

fn nullable(context: &mut Context<'_>, joint: &Joint, seen: &mut HashSet<Place>) -> bool {
    let facts = gather::facts(context, joint);
    if facts.null.is_allowed() {
        return true;
    }
    facts.unions.iter().any(|group| {
        seen.insert(group.place.clone())
            && group.branches.iter().any(|branch| nullable(context, &Joint::of(branch), seen))
    })
}

/// Reports what a type cannot say, once.
pub(super) fn report(context: &mut Context<'_>, notes: Vec<Note>) {
    for note in notes {
        let diagnostic = Diagnostic::new(note.code, note.place, note.message);
        if note.code == Code::Untyped {
            context.omit(OmissionKind::Untyped, diagnostic);
        } else {
            context.sink.push(diagnostic);
        }
    }
}

//! How a parameter is written: `style`, `explode`, `allowReserved`, or `content`.
//!
//! Defaults and the styles that each place allows: OpenAPI 3.0.4, "Parameter Object" and "Style Values".

use super::media;
use super::view::Node;
use crate::diagnostics::{Code, Diagnostic, Place, nearest};
use crate::ir::{self, OmissionKind, Parameter, Style, Type};
use crate::lower::context::Context;
use crate::lower::schemas::{self, Lowered};

/// Where a parameter travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Carrier {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
}

impl Carrier {
    /// Reads `in`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "path" => Self::Path,
            "query" => Self::Query,
            "header" => Self::Header,
            "cookie" => Self::Cookie,
            _ => return None,
        })
    }

    /// What `in` says.
    pub(super) fn text(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }

    /// The place of such a parameter.
    pub(super) fn place(self, parameter: Parameter) -> ir::Place {
        match self {
            Self::Path => ir::Place::Path(parameter),
            Self::Query => ir::Place::Query(parameter),
            Self::Header => ir::Place::Header(parameter),
            Self::Cookie => ir::Place::Cookie(parameter),
        }
    }

    /// The style of a parameter that states none.
    pub(super) fn default_style(self) -> Style {
        self.styles().first().map_or(Style::Form, |(_, style)| *style)
    }

    /// The styles this place allows; the first is the default.
    fn styles(self) -> &'static [(&'static str, Style)] {
        match self {
            Self::Path => &[("simple", Style::Simple), ("label", Style::Label), ("matrix", Style::Matrix)],
            Self::Query => &[
                ("form", Style::Form),
                ("spaceDelimited", Style::SpaceDelimited),
                ("pipeDelimited", Style::PipeDelimited),
                ("deepObject", Style::DeepObject),
            ],
            Self::Header => &[("simple", Style::Simple)],
            Self::Cookie => &[("form", Style::Form)],
        }
    }
}

/// How the parameter `wire` is written, from a Parameter, Header or Encoding Object.
pub(super) fn written(context: &mut Context<'_>, node: &Node<'_>, carrier: Carrier, wire: &str) -> Parameter {
    let styles = carrier.styles();
    let default = carrier.default_style();
    let style = match node.text(context, "style") {
        None => default,
        Some(text) => styles.iter().find(|(name, _)| *name == text).map_or_else(
            || {
                let known: Vec<String> = styles.iter().map(|(name, _)| format!("`{name}`")).collect();
                let message = format!("`{text}` is no style of a {} parameter; the default is used", carrier.text());
                let place = node.place.child("style");
                let help = match nearest(text, styles.iter().map(|(name, _)| *name)) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("OpenAPI has {} here", known.join(", ")),
                };
                let diagnostic = Diagnostic::new(Code::WeakenedOperation, place, message).help(help);
                context.omit(OmissionKind::Untyped, diagnostic);
                default
            },
            |(_, style)| *style,
        ),
    };
    Parameter {
        wire: wire.to_owned(),
        style,
        explode: node.flag(context, "explode").unwrap_or(style == Style::Form),
        allow_reserved: node.flag(context, "allowReserved").unwrap_or(false),
        content: None,
    }
}

/// What a parameter or header carries.
#[derive(Debug)]
pub(super) struct Carried {
    /// Its type.
    pub(super) lowered: Lowered,
    /// Its schema, if it states one.
    pub(super) schema: Option<Place>,
    /// Its media type, if it is JSON within text.
    pub(super) content: Option<String>,
}

/// The type of a parameter or header: of its `schema`, or of the one media type in its `content`. Without either it is text.
pub(super) fn carried<'a>(context: &mut Context<'a>, node: &Node<'a>, owner: &str) -> Carried {
    let text = Carried { lowered: Lowered { ty: Type::String, nullable: false }, schema: None, content: None };
    if node.get("schema").is_some() {
        let schema = node.place.child("schema");
        return Carried { lowered: schemas::lower(context, &schema, owner), schema: Some(schema), content: None };
    }
    let Some((media_type, content)) = node.entries(context, "content").into_iter().next() else { return text };
    let is_json = media::essence(media_type).is_some_and(|essence| media::family(&essence) == media::Family::Json);
    if !is_json {
        let message = format!("a parameter of media type `{media_type}` is passed as text");
        let diagnostic = Diagnostic::new(Code::WeakenedOperation, content.place.clone(), message).at_key();
        context.omit(OmissionKind::Untyped, diagnostic);
        return text;
    }
    let content_type = Some(media_type.to_owned());
    if content.get("schema").is_none() {
        return Carried { lowered: Lowered { ty: Type::Json, nullable: false }, schema: None, content: content_type };
    }
    let schema = content.place.child("schema");
    Carried { lowered: schemas::lower(context, &schema, owner), schema: Some(schema), content: content_type }
}

//! Parameters in every OpenAPI style, written and read: path, query, headers, cookies and form bodies share one mechanism.
//!
//! Writing: the value's JSON is cut into pieces, and the style joins them. Reading: the style cuts the text into pieces, and
//! the [`Plan`] makes JSON of them, which the type then reads. `["a","b"]` in style `form` without `explode` is `x=a,b` both ways.
//! See OpenAPI 3.0.4, "Parameter Object", style values and examples.

// driftless:part server
mod bodies;
mod form;
// driftless:part server
mod pairs;
// driftless:part multipart
mod parts;
mod pieces;
mod plan;
// driftless:part reading
mod read;
mod write;

// driftless:part server
pub use bodies::{part_json, read_form};
pub use form::write_form;
// driftless:part server
pub use pairs::{pairs, read_pairs, read_path};
// driftless:part multipart
pub use parts::part_texts;
pub use pieces::Pieces;
pub use plan::Plan;
// driftless:part reading
pub use read::{read_header, read_headers};
pub use write::{write_cookie, write_header, write_path, write_query};

/// How pieces are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `a,b`
    Simple,
    /// `.a.b`
    Label,
    /// `;x=a;x=b`
    Matrix,
    /// `x=a&x=b`
    Form,
    /// `x=a%20b`
    Space,
    /// `x=a%7Cb`
    Pipe,
    /// `x[k]=a`
    Deep,
    /// The value as JSON: a parameter with `content` instead of `schema`.
    Json,
}

/// A parameter: its name and how its value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parameter<'a> {
    /// Its name on the wire.
    pub name: &'a str,
    /// `style`.
    pub style: Style,
    /// `explode`.
    pub explode: bool,
    /// `allowReserved`.
    pub reserved: bool,
}

impl<'a> Parameter<'a> {
    const fn new(name: &'a str, style: Style, explode: bool) -> Self {
        Self { name, style, explode, reserved: false }
    }

    /// `simple`: the default of paths and headers.
    #[must_use]
    pub const fn simple(name: &'a str) -> Self {
        Self::new(name, Style::Simple, false)
    }

    /// `label`.
    #[must_use]
    pub const fn label(name: &'a str) -> Self {
        Self::new(name, Style::Label, false)
    }

    /// `matrix`.
    #[must_use]
    pub const fn matrix(name: &'a str) -> Self {
        Self::new(name, Style::Matrix, false)
    }

    /// `form`, exploded: the default of queries and cookies.
    #[must_use]
    pub const fn form(name: &'a str) -> Self {
        Self::new(name, Style::Form, true)
    }

    /// `spaceDelimited`.
    #[must_use]
    pub const fn space(name: &'a str) -> Self {
        Self::new(name, Style::Space, false)
    }

    /// `pipeDelimited`.
    #[must_use]
    pub const fn pipe(name: &'a str) -> Self {
        Self::new(name, Style::Pipe, false)
    }

    /// `deepObject`. Beyond the specification, which stops at one level, nested objects are `x[a][b]=1` and lists `x[a][0]=1`.
    #[must_use]
    pub const fn deep(name: &'a str) -> Self {
        Self::new(name, Style::Deep, true)
    }

    /// Sets `explode`.
    #[must_use]
    pub const fn explode(mut self, explode: bool) -> Self {
        self.explode = explode;
        self
    }

    /// Sets `allowReserved`: reserved characters that have no meaning of their own in a query stand as they are.
    #[must_use]
    pub const fn reserved(mut self) -> Self {
        self.reserved = true;
        self
    }

    /// `content` with a JSON media type: the value stands as JSON.
    #[must_use]
    pub const fn json(mut self) -> Self {
        self.style = Style::Json;
        self
    }
}

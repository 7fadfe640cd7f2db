//! Where a value of a request travels, by the name that a table gives its group: `query { limit: i64 }`.
//!
//! Each function makes the parameter of the group's usual style (OpenAPI 3.0.4, "Parameter Object", `style`); what a table says
//! in brackets, as in `[deep]` or `[explode(false)]`, is a method that changes it.

use super::super::params::{Parameter, Style};

/// A parameter while a table describes it.
#[derive(Clone, Copy, Debug)]
pub struct At<'a>(Parameter<'a>);

/// In the path: `simple`.
#[must_use]
pub const fn path(name: &str) -> At<'_> {
    At(Parameter::simple(name))
}

/// In the query: `form`.
#[must_use]
pub const fn query(name: &str) -> At<'_> {
    At(Parameter::form(name))
}

/// A header: `simple`.
#[must_use]
pub const fn header(name: &str) -> At<'_> {
    At(Parameter::simple(name))
}

/// A cookie: `form`.
#[must_use]
pub const fn cookie(name: &str) -> At<'_> {
    At(Parameter::form(name))
}

/// A property of a JSON object.
#[must_use]
pub const fn json(name: &str) -> At<'_> {
    At(Parameter::form(name))
}

/// A property of a JSON object that has no other.
#[must_use]
pub const fn closed_json(name: &str) -> At<'_> {
    json(name)
}

/// A field of a form.
#[must_use]
pub const fn form(name: &str) -> At<'_> {
    At(Parameter::form(name))
}

/// A field of a form that has no other.
#[must_use]
pub const fn closed_form(name: &str) -> At<'_> {
    form(name)
}

impl<'a> At<'a> {
    /// The parameter as it was described.
    #[must_use]
    pub const fn end(self) -> Parameter<'a> {
        self.0
    }

    /// `simple`.
    #[must_use]
    pub const fn simple(self) -> Self {
        Self(Parameter::simple(self.0.name))
    }

    /// `form`.
    #[must_use]
    pub const fn form(self) -> Self {
        Self(Parameter::form(self.0.name))
    }

    /// `label`.
    #[must_use]
    pub const fn label(self) -> Self {
        Self(Parameter::label(self.0.name))
    }

    /// `matrix`.
    #[must_use]
    pub const fn matrix(self) -> Self {
        Self(Parameter::matrix(self.0.name))
    }

    /// `spaceDelimited`.
    #[must_use]
    pub const fn space(self) -> Self {
        Self(Parameter::space(self.0.name))
    }

    /// `pipeDelimited`.
    #[must_use]
    pub const fn pipe(self) -> Self {
        Self(Parameter::pipe(self.0.name))
    }

    /// `deepObject`.
    #[must_use]
    pub const fn deep(self) -> Self {
        Self(Parameter::deep(self.0.name))
    }

    /// `content` with a JSON media type.
    #[must_use]
    pub const fn json(self) -> Self {
        Self(Parameter { style: Style::Json, ..self.0 })
    }

    /// `explode`.
    #[must_use]
    pub const fn explode(self, explode: bool) -> Self {
        Self(self.0.explode(explode))
    }

    /// `allowReserved`.
    #[must_use]
    pub const fn reserved(self) -> Self {
        Self(self.0.reserved())
    }
}

//! Colour, where there is a terminal to show it: only the command line asks for it, so only its feature has the styles.

/// What a piece of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// `error[...]` and its marks.
    Error,
    /// `warning[...]` and its marks.
    Warning,
    /// The message and the words before notes.
    Title,
    /// Line numbers, arrows, the marks of second places.
    Margin,
}

/// Paints, or leaves text as it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paint {
    colour: bool,
}

impl Paint {
    pub(super) fn new(colour: bool) -> Self {
        Self { colour: colour && cfg!(feature = "cli") }
    }

    pub(super) fn text(self, role: Role, text: &str) -> String {
        if self.colour { styled(role, text) } else { text.to_owned() }
    }
}

#[cfg(feature = "cli")]
fn styled(role: Role, text: &str) -> String {
    use anstyle::{AnsiColor, Style};
    let bold = Style::new().bold();
    let style = match role {
        Role::Error => bold.fg_color(Some(AnsiColor::BrightRed.into())),
        Role::Warning => bold.fg_color(Some(AnsiColor::Yellow.into())),
        Role::Title => bold,
        Role::Margin => bold.fg_color(Some(AnsiColor::BrightBlue.into())),
    };
    format!("{style}{text}{style:#}")
}

#[cfg(not(feature = "cli"))]
fn styled(_role: Role, text: &str) -> String {
    text.to_owned()
}

//! The table of diagnostic codes: one row is the printed code, the severity, the title and what `explain` says.
//!
//! Numbers go by stage: 1xx reading, 2xx references and normalising, 3xx schemas, 4xx operations, 5xx checks, 6xx overlays
//! and configuration. A code is never reused.

use super::Severity;

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Explanation {
    /// The code.
    pub code: Code,
    /// Its printed form, for instance `D0101`.
    pub text: &'static str,
    /// Severity unless `--strict` or the finding says otherwise.
    pub severity: Severity,
    /// A few words.
    pub title: &'static str,
    /// What it means, why it matters and how to mend it.
    pub body: &'static str,
}

macro_rules! codes {
    ($($(#[doc = $body:literal])+ $name:ident = $text:literal, $severity:ident, $title:literal;)+) => {
        /// Kind of a finding.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $body])+ $name,)+
        }

        /// Every code, in order.
        pub const CODES: &[Explanation] = &[
            $(Explanation {
                code: Code::$name,
                text: $text,
                severity: Severity::$severity,
                title: $title,
                body: concat!($($body, "\n"),+),
            },)+
        ];
    };
}

codes! {
    /// The text is neither YAML nor JSON. The message is the parser's; the place is where it gave up.
    Syntax = "D0101", Error, "the text cannot be parsed";
    /// A mapping holds the same key twice. Parsers disagree on which one counts, so an operation could vanish unnoticed.
    /// Remove or rename one of the two.
    DuplicateKey = "D0102", Error, "a key stands twice";
    /// The document is larger, deeper or, after its aliases are expanded, longer than the reader's budget. A few bytes of
    /// nested aliases can stand for gigabytes.
    Budget = "D0103", Error, "the document exceeds a budget";
    /// YAML 1.2 has no merge key: `<<` is read as a property of that name, as JSON would.
    MergeKey = "D0104", Warning, "`<<` is a plain key";
    /// The document is not an object with `openapi` or `swagger`, or names a version that is not read yet.
    Version = "D0105", Error, "not a known OpenAPI version";
    /// A YAML tag that JSON has no type for (`!include`, `!!binary`) is ignored, and its value read as it stands.
    UnreadTag = "D0106", Warning, "a YAML tag is not read";
    /// JSON readers hold a number as a 64-bit integer or float. This one has more digits, or is no finite number.
    InexactNumber = "D0107", Warning, "a number cannot be held exactly";

    /// A `$ref` names a place that does not exist.
    UnresolvedRef = "D0201", Error, "a reference leads nowhere";
    /// A chain of references comes back to itself without ever reaching a definition.
    RefCycle = "D0202", Error, "a reference leads to itself";
    /// References to the network, or to files above the folder of the root document, are not followed: a document must not
    /// make a build read what its author chose.
    ForbiddenRef = "D0203", Error, "a reference leaves the document's folder";
    /// An `x-driftless-*` key that this version does not know, most likely a misspelling.
    UnknownExtension = "D0204", Warning, "unknown x-driftless key";
    /// A key that OpenAPI does not know at this place, most likely a misspelling (`pots` for `post`, `propertys` for
    /// `properties`), or that another version knows there. What stands below it is not read, so an operation, a property or a
    /// bound may be missing. Each such key is told once, with the number of other places; that what it stands for is missing
    /// then (an operation's id, declared parameters) is not told beside it.
    UnreadKey = "D0205", Warning, "a key is not read";
    /// A value does not have the form that OpenAPI gives it, but its meaning is clear (`required: "true"`, `type: int`,
    /// `version: 1.0`): it is read as it was meant.
    Repaired = "D0206", Warning, "a value is read as it was meant";
    /// An object lacks a key that OpenAPI demands and that says something about the API (`responses` of an operation). It is
    /// taken to be empty.
    MissingKey = "D0207", Warning, "a key is missing";
    /// A `$ref` names a component of another kind than belongs where it stands, for instance a schema in place of a response.
    /// What it leads to is read as if it were of the right kind, so most of it has no meaning.
    MismatchedRef = "D0208", Warning, "a reference to something of another kind";

    /// A node of the document does not have the form that OpenAPI gives it, for instance a number where text belongs.
    Malformed = "D0301", Error, "a value has the wrong form";
    /// No Rust type says what the schema says; the place is typed loosely and listed in the report.
    Untyped = "D0302", Warning, "a schema is typed loosely";
    /// A default, an example or an enum value does not fit the type beside it.
    ValueMismatch = "D0303", Warning, "a value does not fit its type";
    /// `required` names a property that the schema does not declare; the property is added as free-form JSON.
    RequiredUndeclared = "D0304", Warning, "a required property is not declared";
    /// An entry of a discriminator's `mapping` names a schema that does not exist, or that is none of the alternatives. The
    /// entry is left out, so a value with this tag is read as if there were no discriminator.
    DeadMapping = "D0305", Warning, "a discriminator's mapping leads nowhere";
    /// A `pattern`, or a name below `patternProperties`, is no regular expression of ECMA-262: a bracket is not closed, or there
    /// is nothing to repeat. It is shown in the docs as it stands; whoever checks values by it fails.
    BadPattern = "D0306", Warning, "a pattern is no regular expression";
    /// A `format` is not known, and differs from one that gives a type in its spelling alone (`datetime` for `date-time`).
    /// Formats may be invented, so others that are not known are taken as they are. Each such format is told once, with the
    /// number of other places. A format that is meant as it stands can be given a type in the settings.
    MisspeltFormat = "D0307", Warning, "a format is most likely misspelt";

    /// Two operations share an operationId. Both are written; the second is named after its method and path.
    DuplicateOperationId = "D0401", Warning, "an operationId stands twice";
    /// An operation has no operationId. It is named after its method and path.
    MissingOperationId = "D0402", Warning, "an operation has no operationId";
    /// The path has a parameter that no parameter object declares. It is taken as a required string.
    UndeclaredPathParameter = "D0403", Warning, "a path parameter is not declared";
    /// A parameter object says `in: path`, but the path has no such template expression; it is left out.
    UnusedPathParameter = "D0404", Warning, "a path parameter is not in the path";
    /// The operation uses something that cannot be generated yet. It is left out; everything else is written, and the
    /// report lists it as skipped.
    SkippedOperation = "D0405", Warning, "an operation is skipped";
    /// A part of an operation (a media type, a parameter's style, a header) cannot be generated yet and is left out or
    /// passed as text. The report lists the place.
    WeakenedOperation = "D0406", Warning, "part of an operation is left out or weakened";
    /// A security requirement names a scheme that `components/securitySchemes` does not have.
    UnknownSecurityScheme = "D0407", Error, "an unknown security scheme";
    /// An extension has a value that it cannot have, or names a parameter or property that does not exist.
    BadExtension = "D0408", Error, "an extension has a wrong value";
    /// The URL of a server begins with a host and not with a scheme. So it is a path relative to wherever the document lies
    /// (RFC 3986, section 4.2), and no client goes to that host by itself.
    ServerWithoutScheme = "D0409", Warning, "a server's URL has no scheme";

    /// Two operations have one method and path, and nothing that a request must have tells them apart: no constant of a header
    /// or of the query, no required parameter, no enum, format or type of a path parameter. The server has the first one in the
    /// document only; the client calls both.
    RouteConflict = "D0501", Warning, "two operations share a route";

    /// Two generated items of one scope have one name, so the code would not compile. Names are minted so that this cannot
    /// happen: it is a defect of the program, not of the document.
    NameClash = "D0502", Error, "two items have one name";

    /// An overlay action's target matches nothing in the document, so the repair it stands for is not made.
    OverlayTarget = "D0601", Error, "an overlay action matches nothing";
    /// The overlay is not an OpenAPI Overlay 1.0 or 1.1 document, or a path in it uses JSONPath beyond the subset that is read:
    /// `$`, `.name`, `['name']`, `[0]`, `[-1]`, `.*`, `[*]`, several of these in one bracket, `..` before any of them, and
    /// filters such as `[?@.name == 'x']` with `==`, `!=`, existence, `&&` and `||`.
    OverlayForm = "D0602", Error, "not a usable overlay";

    /// A setting (a choice of operations, a name, a type of your own) is about something that the document does not have. A
    /// misspelt choice would leave an operation out unnoticed. A format that occurs nowhere is only a warning.
    UnmatchedSetting = "D0603", Error, "a setting matches nothing";
    /// A name in the settings is no identifier of its kind, is reserved, belongs to something else already, or may mean two
    /// things. Names that settings state are used as they stand or not at all.
    UnusableName = "D0604", Error, "a name in the settings cannot be used";
    /// A type in the settings is not a path to a Rust type that means the same in every generated module: `money::Money`, and
    /// in build scripts also `crate::money::Money`.
    BadTypePath = "D0605", Error, "a type in the settings is no usable path";
}

impl Code {
    /// The printed form, for instance `D0101`.
    pub fn text(self) -> &'static str {
        self.row().text
    }

    /// The severity unless the finding says otherwise.
    pub fn severity(self) -> Severity {
        self.row().severity
    }

    /// Its row of the table.
    pub fn row(self) -> &'static Explanation {
        // The macro writes enum and table from the same list, in the same order.
        &CODES[self as usize]
    }
}

/// The row of a printed code, letter case ignored.
pub fn explain(text: &str) -> Option<&'static Explanation> {
    CODES.iter().find(|row| row.text.eq_ignore_ascii_case(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_in_order() {
        assert!(CODES.windows(2).all(|pair| pair[0].text < pair[1].text));
        assert!(CODES.iter().all(|row| row.code.text() == row.text));
    }
}

//! Media types: `application/problem+json; charset=utf-8` is JSON, is called `ProblemJson`, and its charset says nothing new.
//!
//! Parameters such as `charset` never decide the kind (RFC 9110 section 8.3.1; structured suffixes: RFC 6839).

/// What the text of a media type says about the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    /// JSON, in any spelling.
    Json,
    /// JSON texts, one a line; RFC 7464 puts a record separator before each.
    JsonLines,
    /// Server-sent events.
    Events,
    /// A URL-encoded form.
    Form,
    /// Parts.
    Multipart,
    /// XML, which is passed as text.
    Xml,
    /// Characters.
    Text,
    /// `*/*`: whatever the schema implies.
    Any,
    /// Bytes.
    Binary,
}

/// Type and subtype in lower case, without parameters; `None` if the text is no media type.
pub(super) fn essence(text: &str) -> Option<String> {
    let essence = text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let token = |part: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_graphic() && !"()<>@,;:\\\"/[]?={}".contains(c))
    };
    let (kind, subtype) = essence.split_once('/')?;
    (token(kind) && token(subtype)).then(|| essence.clone())
}

/// The family of an [`essence`].
pub(super) fn family(essence: &str) -> Family {
    let (kind, subtype) = essence.split_once('/').unwrap_or((essence, ""));
    let suffix = subtype.rsplit_once('+').map_or("", |(_, suffix)| suffix);
    match (kind, subtype) {
        ("*", _) => Family::Any,
        ("multipart", _) => Family::Multipart,
        (_, "event-stream") => Family::Events,
        (_, "x-www-form-urlencoded") => Family::Form,
        (_, "x-ndjson" | "ndjson" | "jsonl" | "x-jsonl" | "json-lines" | "x-jsonlines" | "jsonlines" | "json-seq") => {
            Family::JsonLines
        }
        (_, "json" | "x-json") => Family::Json,
        (_, "xml") => Family::Xml,
        _ if suffix == "json" => Family::Json,
        _ if suffix == "xml" => Family::Xml,
        ("text", _) | (_, "yaml" | "x-yaml" | "javascript" | "graphql" | "sql") => Family::Text,
        _ if suffix == "yaml" => Family::Text,
        _ => Family::Binary,
    }
}

/// The media type as it is sent: a charset that says UTF-8 is left out.
pub(super) fn sent(text: &str) -> String {
    let mut pieces = text.split(';').map(str::trim);
    let mut sent = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces.filter(|piece| !piece.is_empty()) {
        let plain = piece.to_ascii_lowercase().replace(['"', ' '], "");
        if plain != "charset=utf-8" && plain != "charset=utf8" {
            sent.push_str("; ");
            sent.push_str(piece);
        }
    }
    sent
}

/// What a variant for an [`essence`] is called, before a scope mints it.
pub(super) fn called(essence: &str) -> &str {
    match essence {
        "application/json" => "Json",
        "application/x-www-form-urlencoded" => "Form",
        "multipart/form-data" => "Multipart",
        "application/octet-stream" => "Binary",
        "text/event-stream" => "Events",
        "text/plain" => "Text",
        "*/*" => "Other",
        _ => match family(essence) {
            Family::JsonLines => "JsonLines",
            _ => {
                let subtype = essence.split_once('/').map_or(essence, |(_, subtype)| subtype);
                subtype.strip_prefix("x-").unwrap_or(subtype)
            }
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_and_letter_case_do_not_decide() {
        assert_eq!(essence(" Application/JSON ; charset=utf-8").as_deref(), Some("application/json"));
        assert_eq!(essence("type"), None);
        assert_eq!(essence("a/b c"), None);
        assert_eq!(sent("application/json;charset=UTF-8"), "application/json");
        assert_eq!(sent("application/json; odata=verbose; charset=utf-8"), "application/json; odata=verbose");
        assert_eq!(sent("text/html; charset=latin1"), "text/html; charset=latin1");
    }

    #[test]
    fn families() {
        let expected = [
            ("application/vnd.api+json", Family::Json),
            ("application/*+json", Family::Json),
            ("text/json", Family::Json),
            ("application/x-ndjson", Family::JsonLines),
            ("application/json-seq", Family::JsonLines),
            ("text/event-stream", Family::Events),
            ("multipart/mixed", Family::Multipart),
            ("image/svg+xml", Family::Xml),
            ("text/csv", Family::Text),
            ("application/x-yaml", Family::Text),
            ("application/pdf", Family::Binary),
            ("*/*", Family::Any),
        ];
        for (text, wanted) in expected {
            assert_eq!(family(text), wanted, "{text}");
        }
    }
}

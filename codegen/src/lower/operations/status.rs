//! Response keys: `404` is `NotFound`, `4XX` is `ClientError`, `default` is `Default`.
//!
//! Names are those of the HTTP status code registry (RFC 9110 section 15 and the RFCs that add to it).

use crate::ir::Status;

/// Reads a key of `responses`; `None` if it is none.
pub(super) fn parse(key: &str) -> Option<Status> {
    if key.eq_ignore_ascii_case("default") {
        return Some(Status::Default);
    }
    let digits: [u8; 3] = key.as_bytes().try_into().ok()?;
    let value = |digit: u8| digit.is_ascii_digit().then(|| u16::from(digit - b'0'));
    let first = value(digits[0]).filter(|first| (1..=9).contains(first))?;
    if digits[1..].eq_ignore_ascii_case(b"xx") {
        return (1..=5).contains(&first).then_some(Status::Range(digits[0] - b'0'));
    }
    Some(Status::Code(first * 100 + value(digits[1])? * 10 + value(digits[2])?))
}

/// Whether a response with this key is an output rather than an error; `default` is neither by itself.
pub(super) fn succeeds(status: Status) -> Option<bool> {
    match status {
        Status::Code(code) => Some(code < 400),
        Status::Range(first) => Some(first < 4),
        Status::Default => None,
    }
}

/// Whether HTTP lets a response with this status have content (RFC 9110 sections 6.4.1, 15.2 and 15.3.6).
pub(super) fn may_have_content(status: Status) -> bool {
    !matches!(status, Status::Code(100..=199 | 204 | 205 | 304) | Status::Range(1))
}

/// What a response is called, in words, before a scope mints it.
pub(super) fn called(status: Status) -> String {
    match status {
        Status::Code(code) => match registered(code) {
            Some(name) => name.to_owned(),
            None => format!("Status{code}"),
        },
        Status::Range(1) => "Informational".to_owned(),
        Status::Range(2) => "Success".to_owned(),
        Status::Range(3) => "Redirection".to_owned(),
        Status::Range(4) => "ClientError".to_owned(),
        Status::Range(_) => "ServerError".to_owned(),
        Status::Default => "Default".to_owned(),
    }
}

/// Codes of the registry and their names, in pascal case. Sorted.
const REGISTERED: &[(u16, &str)] = &[
    (100, "Continue"),
    (101, "SwitchingProtocols"),
    (102, "Processing"),
    (103, "EarlyHints"),
    (200, "Ok"),
    (201, "Created"),
    (202, "Accepted"),
    (203, "NonAuthoritativeInformation"),
    (204, "NoContent"),
    (205, "ResetContent"),
    (206, "PartialContent"),
    (207, "MultiStatus"),
    (208, "AlreadyReported"),
    (226, "ImUsed"),
    (300, "MultipleChoices"),
    (301, "MovedPermanently"),
    (302, "Found"),
    (303, "SeeOther"),
    (304, "NotModified"),
    (305, "UseProxy"),
    (307, "TemporaryRedirect"),
    (308, "PermanentRedirect"),
    (400, "BadRequest"),
    (401, "Unauthorized"),
    (402, "PaymentRequired"),
    (403, "Forbidden"),
    (404, "NotFound"),
    (405, "MethodNotAllowed"),
    (406, "NotAcceptable"),
    (407, "ProxyAuthenticationRequired"),
    (408, "RequestTimeout"),
    (409, "Conflict"),
    (410, "Gone"),
    (411, "LengthRequired"),
    (412, "PreconditionFailed"),
    (413, "ContentTooLarge"),
    (414, "UriTooLong"),
    (415, "UnsupportedMediaType"),
    (416, "RangeNotSatisfiable"),
    (417, "ExpectationFailed"),
    (418, "ImATeapot"),
    (421, "MisdirectedRequest"),
    (422, "UnprocessableContent"),
    (423, "Locked"),
    (424, "FailedDependency"),
    (425, "TooEarly"),
    (426, "UpgradeRequired"),
    (428, "PreconditionRequired"),
    (429, "TooManyRequests"),
    (431, "RequestHeaderFieldsTooLarge"),
    (451, "UnavailableForLegalReasons"),
    (500, "InternalServerError"),
    (501, "NotImplemented"),
    (502, "BadGateway"),
    (503, "ServiceUnavailable"),
    (504, "GatewayTimeout"),
    (505, "HttpVersionNotSupported"),
    (506, "VariantAlsoNegotiates"),
    (507, "InsufficientStorage"),
    (508, "LoopDetected"),
    (511, "NetworkAuthenticationRequired"),
];

fn registered(code: u16) -> Option<&'static str> {
    let found = REGISTERED.binary_search_by_key(&code, |(known, _)| *known).ok()?;
    REGISTERED.get(found).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys() {
        assert_eq!(parse("404"), Some(Status::Code(404)));
        assert_eq!(parse("4XX"), Some(Status::Range(4)));
        assert_eq!(parse("5xx"), Some(Status::Range(5)));
        assert_eq!(parse("default"), Some(Status::Default));
        assert_eq!(parse("553"), Some(Status::Code(553)));
        for key in ["2000", "20", "2X0", "099", "XXX", "9XX", "ok", "２00", ""] {
            assert_eq!(parse(key), None, "{key}");
        }
    }

    #[test]
    fn names() {
        assert!(REGISTERED.is_sorted());
        assert_eq!(called(Status::Code(429)), "TooManyRequests");
        assert_eq!(called(Status::Code(480)), "Status480");
        assert_eq!(called(Status::Range(4)), "ClientError");
    }
}

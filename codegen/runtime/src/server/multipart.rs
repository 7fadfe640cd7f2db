//! Multipart bodies (`multipart/form-data`, RFC 7578), read part by part.

use super::super::codec::{Codec, DecodeError, Upload, from_slice_as};
use super::super::operation::{By, Files, kind};
use super::super::params::{Plan, part_json};
use super::{Incoming, Problem, Receives};
use bytes::Bytes;
use http::StatusCode;
use http::header::CONTENT_TYPE;

/// The parts of a body.
#[derive(Clone, Debug)]
pub struct Multipart(Vec<Part>);

#[derive(Clone, Debug)]
struct Part {
    name: String,
    file: Option<String>,
    media_type: Option<String>,
    content: Bytes,
}

impl Incoming {
    /// The body as parts.
    ///
    /// # Errors
    /// 415: it is not called multipart. 400: it has not the form of one.
    pub fn multipart(&self) -> Result<Multipart, Problem> {
        const MULTIPART: &str = "multipart/form-data";
        let media_type = self.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let boundary = argument(media_type, "boundary").filter(|_| self.is(MULTIPART));
        let boundary = boundary.ok_or_else(|| self.unsupported(&[MULTIPART]))?;
        let parts = split(self.body(), &boundary);
        let wrong = || Problem::new(StatusCode::BAD_REQUEST).detail("the body is not multipart");
        parts.map(Multipart).ok_or_else(wrong)
    }
}

/// A table of the parts of a `T`.
pub trait Parts<T> {
    /// Reads each part.
    ///
    /// # Errors
    /// 422: a part is missing or does not fit.
    fn read(form: &Multipart) -> Result<T, Problem>;
}

impl<P: Parts<T>, T> Parts<Box<T>> for P {
    fn read(form: &Multipart) -> Result<Box<T>, Problem> {
        P::read(form).map(Box::new)
    }
}

impl<P: Parts<T>, T> Receives<T> for kind::Multipart<P> {
    fn receive(&self, request: &Incoming) -> Result<T, Problem> {
        P::read(&request.multipart()?)
    }
}

impl Multipart {
    /// A value by the plan of its type; several parts of one name are the items of an array.
    ///
    /// # Errors
    /// 422: it is missing and the type has no place for that, or it does not fit.
    pub fn field<C: Codec<T>, T>(&self, name: &str, _: Option<&str>, plan: &Plan, _: By<C>) -> Result<T, Problem> {
        let texts: Result<Vec<&str>, _> = self.named(name).map(|part| std::str::from_utf8(&part.content)).collect();
        let texts = texts.map_err(|_| wrong(name, "it is not UTF-8"))?;
        match part_json(plan, &texts).map_err(|error| wrong(name, &error.message))? {
            Some(json) => {
                from_slice_as::<C, T>(json.as_bytes()).map_err(|error: DecodeError| wrong(name, &error.to_string()))
            }
            None => from_slice_as::<C, T>(b"null").map_err(|_| wrong(name, "it is missing")),
        }
    }

    /// The files of this name.
    ///
    /// # Errors
    /// 422: they are too few or too many.
    pub fn file<T: Files, C>(&self, name: &str, media_type: Option<&str>, _: &Plan, _: By<C>) -> Result<T, Problem> {
        let usual = media_type.unwrap_or("application/octet-stream");
        let files = self.named(name).map(|part| {
            let upload = Upload::from(part.content.clone());
            // A file that is called as its field was given no name.
            let upload = part.file.iter().filter(|file| *file != name).fold(upload, Upload::named);
            part.media_type.iter().filter(|own| *own != usual).fold(upload, Upload::of_type)
        });
        T::of(files.collect()).map_err(|what| wrong(name, what))
    }

    fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Part> {
        self.0.iter().filter(move |part| part.name == name)
    }
}

fn wrong(name: &str, what: &str) -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY).detail("the body is not what is documented").parameter(name, what)
}

/// The parts between the delimiters; what stands before the first and after the last does not count.
fn split(body: &Bytes, boundary: &str) -> Option<Vec<Part>> {
    let delimiter = format!("\r\n--{boundary}");
    // The first one may begin the body, without a line before it.
    let first = delimiter.trim_start();
    let mut at =
        if body.starts_with(first.as_bytes()) { first.len() } else { find(body, 0, &delimiter)? + delimiter.len() };
    let mut parts = Vec::new();
    while body.get(at..at + 2)? != b"--" {
        // From the end of the delimiter's line, so that a part without headers has its empty line.
        let start = find(body, at, "\r\n")?;
        let end = find(body, start, &delimiter)?;
        let head_end = find(body, start, "\r\n\r\n").filter(|found| *found < end)?;
        let content = body.get(head_end + 4..end).map(|content| body.slice_ref(content))?;
        let head = std::str::from_utf8(&body[start..head_end]).ok()?;
        let header = |wanted: &str| {
            head.split("\r\n").find_map(|line| {
                let (name, value) = line.split_once(':')?;
                name.trim().eq_ignore_ascii_case(wanted).then_some(value.trim())
            })
        };
        let disposition = header("content-disposition")?;
        let file = argument(disposition, "filename");
        let media_type = header("content-type").map(str::to_owned);
        parts.push(Part { name: argument(disposition, "name")?, file, media_type, content });
        at = end + delimiter.len();
    }
    Some(parts)
}

fn find(body: &[u8], from: usize, text: &str) -> Option<usize> {
    body.get(from..)?.windows(text.len()).position(|window| window == text.as_bytes()).map(|at| at + from)
}

/// An argument of a header's value: `a` in `form-data; name="a"`.
fn argument(value: &str, wanted: &str) -> Option<String> {
    let mut rest = value.split_once(';')?.1;
    loop {
        let (name, after) = rest.split_once('=')?;
        let (text, next) = match after.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"')?,
            None => after.split_at(after.find(';').unwrap_or(after.len())),
        };
        if name.trim().eq_ignore_ascii_case(wanted) {
            return Some(text.trim().replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n"));
        }
        rest = next.split_once(';')?.1;
    }
}

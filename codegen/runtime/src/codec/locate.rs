//! From the line and column of an error to a JSON Pointer.
//!
//! `serde_json` counts what it has consumed. So the place of an error is the innermost value that had begun by then and had not
//! ended before: `{"a":[1,true]}` fails after `true`, at `/a/1`. The text is scanned a second time, only when there is an error
//! to tell, and never beyond its place.

/// What a container has read so far.
enum Step {
    Key(Option<String>),
    Index(usize),
}

/// The pointer for an error at this line and column (both from 1; 0 if unknown), and its message. A message that ends by naming
/// a field (see `object.rs`) loses that end to the pointer.
pub(super) fn pointer(text: &[u8], line: usize, column: usize, message: &str) -> (String, String) {
    let (mut steps, inside_scalar) = scan(text, offset(text, line, column));
    let open_object = !inside_scalar && matches!(steps.last(), Some(Step::Key(_)));
    let mut message = message;
    if !inside_scalar {
        steps.pop();
    }
    let mut pointer = render(&steps);
    if let Some((start, field)) =
        message.rsplit_once(", in field `").and_then(|(start, end)| Some((start, end.strip_suffix('`')?)))
    {
        message = start;
        // The error arose at the field's end, inside its value, or at the end of the object that holds it.
        if open_object {
            pointer.push_str(&escaped(field));
        }
    }
    (message.to_owned(), pointer)
}

fn offset(text: &[u8], line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive(|byte| *byte == b'\n').take(line.saturating_sub(1)).map(<[u8]>::len).sum();
    (start + column).min(text.len())
}

/// The containers that are open at `end`, and whether `end` is within or right after a scalar.
fn scan(text: &[u8], end: usize) -> (Vec<Step>, bool) {
    let mut steps = Vec::new();
    let mut at = 0;
    while at < end {
        let mut next = at + 1;
        match text[at] {
            b'{' => steps.push(Step::Key(None)),
            b'[' => steps.push(Step::Index(0)),
            b'}' | b']' if next == end => break,
            b'}' | b']' => drop(steps.pop()),
            b',' => match steps.last_mut() {
                Some(Step::Index(index)) => *index += 1,
                Some(Step::Key(key)) => *key = None,
                None => {}
            },
            b'"' => {
                next = string_end(text, at);
                let is_value = match steps.last_mut() {
                    Some(Step::Key(key @ None)) => {
                        *key = serde_json::from_slice(&text[at..next]).ok();
                        false
                    }
                    _ => true,
                };
                if next >= end {
                    return (steps, is_value || next == end);
                }
            }
            b':' | b' ' | b'\t' | b'\r' | b'\n' => {}
            _ => {
                next += text[next..].iter().take_while(|byte| !b",]} \t\r\n".contains(byte)).count();
                if next >= end {
                    return (steps, true);
                }
            }
        }
        at = next;
    }
    (steps, false)
}

/// One past the closing quote of the string that begins at `start`.
fn string_end(text: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while at < text.len() {
        match text[at] {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    text.len()
}

fn render(steps: &[Step]) -> String {
    steps
        .iter()
        .map(|step| match step {
            Step::Key(key) => escaped(key.as_deref().unwrap_or_default()),
            Step::Index(index) => format!("/{index}"),
        })
        .collect()
}

fn escaped(key: &str) -> String {
    format!("/{}", key.replace('~', "~0").replace('/', "~1"))
}

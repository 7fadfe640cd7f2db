//! How documents are damaged: cut off at a byte, or changed at one value. Every choice comes from a seeded generator, so that
//! a case can be told, and run again, by its document and number.

use serde_json::{Map, Value, json};

/// SplitMix64: few lines, and the same numbers on every machine.
pub struct Random(u64);

impl Random {
    /// A generator that is seeded by a name (FNV-1a) and a number.
    pub fn new(name: &str, number: usize) -> Self {
        let hash = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        let seed = name.bytes().fold(0xcbf2_9ce4_8422_2325, hash);
        Self(seed.wrapping_add((number as u64).wrapping_mul(0x2545_f491_4f6c_dd1d)))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below a limit; 0 if the limit is 0.
    pub fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % (limit.max(1) as u64)).unwrap_or(0)
    }

    fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
}

/// A step from a value to one within it.
#[derive(Clone, Debug)]
enum Step {
    Key(String),
    Index(usize),
}

/// A damaged document and what was done to it.
pub struct Damaged {
    pub text: String,
    pub what: String,
}

/// Stands where text goes that no JSON value can hold: numbers of many digits, a key for the second time.
const RAW: &str = "\u{e000}raw\u{e000}";

/// Texts that are odd somewhere: in a path, a name, a reference, a terminal, a Rust file.
const ODD: &[&str] = &[
    "",
    " ",
    "\0",
    "\u{202e}x",
    "é\u{301}",
    "fn",
    "self",
    "*/",
    "#/",
    "#",
    "{",
    "{}",
    "{a",
    "a}b",
    "/",
    "//",
    "..",
    "x-y",
    "$ref",
    "null",
    "0",
    "-1",
    "a b",
    "a\nb",
    "\"",
    "\\",
    "%",
    "%zz",
    "${x}",
    "application/json",
    "http://",
    "://",
    "😀",
    "__",
];

/// Numbers beyond what integers or floats hold, and some just within.
const NUMBERS: &[&str] = &[
    "123456789012345678901234567890",
    "-123456789012345678901234567890",
    "1e999",
    "-1e999",
    "1e-999",
    "18446744073709551615",
    "-9223372036854775808",
    "1.7976931348623157e308",
    "-0",
    "0.1e1",
    "3.0000000000000000000000000001",
];

/// Changes one value of a document, and writes it as JSON, or as YAML if that is asked for and possible.
pub fn mutate(document: &Value, yaml: bool, random: &mut Random) -> Damaged {
    let path = choose(document, random);
    let mut changed = document.clone();
    let mut raw = None;
    let done = edit(&mut changed, document, &path, random, &mut raw);
    let what = format!("{done} at #{}", pointer(&path));
    let text = match (&raw, yaml) {
        (None, true) => serde_yaml::to_string(&changed).unwrap_or_else(|_| changed.to_string()),
        (None, false) => changed.to_string(),
        (Some(raw), _) => changed.to_string().replace(&Value::from(RAW).to_string(), raw),
    };
    Damaged { text, what }
}

/// A value of the document. Half of the choices take any value as likely as any other; most of those are far down, so the others
/// go down from the top and may stop at each step.
fn choose(document: &Value, random: &mut Random) -> Vec<Step> {
    if random.below(2) == 0 {
        let mut left = random.below(count(document));
        let mut path = Vec::new();
        nth(document, &mut left, &mut path);
        return path;
    }
    let (mut at, mut path) = (document, Vec::new());
    while path.is_empty() || random.below(6) != 0 {
        let step = match at {
            Value::Object(map) if !map.is_empty() => {
                Step::Key(map.keys().nth(random.below(map.len())).cloned().unwrap_or_default())
            }
            Value::Array(items) if !items.is_empty() => Step::Index(random.below(items.len())),
            _ => break,
        };
        at = child(at, &step);
        path.push(step);
    }
    path
}

fn child<'v>(value: &'v Value, step: &Step) -> &'v Value {
    match step {
        Step::Key(key) => &value[key],
        Step::Index(index) => &value[index],
    }
}

fn count(value: &Value) -> usize {
    1 + match value {
        Value::Object(map) => map.values().map(count).sum(),
        Value::Array(items) => items.iter().map(count).sum::<usize>(),
        _ => 0,
    }
}

/// Walks to the value with a number; true once it is found.
fn nth(value: &Value, left: &mut usize, path: &mut Vec<Step>) -> bool {
    if *left == 0 {
        return true;
    }
    *left -= 1;
    let steps: Vec<(Step, &Value)> = match value {
        Value::Object(map) => map.iter().map(|(key, value)| (Step::Key(key.clone()), value)).collect(),
        Value::Array(items) => items.iter().enumerate().map(|(index, item)| (Step::Index(index), item)).collect(),
        _ => Vec::new(),
    };
    for (step, value) in steps {
        path.push(step);
        if nth(value, left, path) {
            return true;
        }
        path.pop();
    }
    false
}

fn pointer(path: &[Step]) -> String {
    let part = |step: &Step| match step {
        Step::Key(key) => format!("/{}", key.replace('~', "~0").replace('/', "~1")),
        Step::Index(index) => format!("/{index}"),
    };
    path.iter().map(part).collect()
}

/// Makes one change, and says which.
fn edit(
    changed: &mut Value,
    document: &Value,
    path: &[Step],
    random: &mut Random,
    raw: &mut Option<String>,
) -> &'static str {
    let Some(target) = changed.pointer_mut(&pointer(path)) else { return "nothing" };
    match random.below(9) {
        0 => replace(target, json!(null), "null"),
        1 => replace(target, other_kind(random), "another kind"),
        2 => replace(target, Value::from(*random.pick(ODD)), "an odd text"),
        3 => {
            *raw = Some((*random.pick(NUMBERS)).to_owned());
            replace(target, Value::from(RAW), "an odd number")
        }
        4 => replace(target, json!({ "$ref": reference(document, path, random) }), "a reference"),
        5 => {
            let elsewhere = document.pointer(&pointer(&choose(document, random))).cloned().unwrap_or_default();
            replace(target, if count(&elsewhere) > 10_000 { json!({}) } else { elsewhere }, "a value from elsewhere")
        }
        6 => {
            let inner = target.take();
            *target = if random.below(2) == 0 { json!([inner]) } else { json!({ "a": inner }) };
            "wrapped"
        }
        7 => remove(changed, path),
        _ if random.below(2) == 0 => rename(changed, path, random),
        _ => duplicate(changed, path, raw),
    }
}

fn replace(target: &mut Value, value: Value, what: &'static str) -> &'static str {
    *target = value;
    what
}

fn other_kind(random: &mut Random) -> Value {
    let deep = |levels: usize| (0..levels).fold(json!({}), |inner, _| json!({ "items": inner, "type": "array" }));
    match random.below(11) {
        0 => json!(true),
        1 => json!(0),
        2 => json!(-7),
        3 => json!(""),
        4 => json!([]),
        5 => json!({}),
        6 => json!([null]),
        7 => json!({ "": null }),
        8 => json!([{ "type": "object", "properties": { "": {} }, "required": ["", 1, null] }]),
        9 => json!("long ".repeat(20_000)),
        _ => deep(100),
    }
}

/// A reference that is likely to be wrong: to itself, around itself, nowhere, anywhere.
fn reference(document: &Value, path: &[Step], random: &mut Random) -> String {
    match random.below(6) {
        0 => format!("#{}", pointer(path)),
        1 => format!("#{}", pointer(&path[..random.below(path.len())])),
        2 => String::from("#"),
        3 => String::from("#/components/schemas/Nowhere"),
        4 => String::from("nowhere.yaml#/a"),
        _ => format!("#{}", pointer(&choose(document, random))),
    }
}

fn parent<'v>(changed: &'v mut Value, path: &[Step]) -> Option<(&'v mut Value, Step)> {
    let (last, before) = path.split_last()?;
    Some((changed.pointer_mut(&pointer(before))?, last.clone()))
}

fn remove(changed: &mut Value, path: &[Step]) -> &'static str {
    match parent(changed, path) {
        Some((Value::Object(map), Step::Key(key))) => drop(map.shift_remove(&key)),
        Some((Value::Array(items), Step::Index(index))) => drop(items.remove(index)),
        _ => *changed = Value::Null,
    }
    "removed"
}

fn rename(changed: &mut Value, path: &[Step], random: &mut Random) -> &'static str {
    let Some((Value::Object(map), Step::Key(key))) = parent(changed, path) else { return "nothing" };
    let new = match random.below(4) {
        0 => key.chars().skip(1).collect(),
        1 => format!("{key}s"),
        2 => format!("x-{key}"),
        _ => (*random.pick(ODD)).to_owned(),
    };
    let renamed = |(known, value): (String, Value)| if known == key { (new.clone(), value) } else { (known, value) };
    *map = std::mem::take(map).into_iter().map(renamed).collect::<Map<_, _>>();
    "renamed"
}

fn duplicate(changed: &mut Value, path: &[Step], raw: &mut Option<String>) -> &'static str {
    match parent(changed, path) {
        Some((Value::Object(map), Step::Key(key))) => {
            let value = map.get(&key).cloned().unwrap_or_default();
            *raw = Some(Value::from(key).to_string());
            map.insert(RAW.to_owned(), value);
        }
        Some((Value::Array(items), Step::Index(index))) => {
            let item = items[index].clone();
            items.insert(index, item);
        }
        _ => return "nothing",
    }
    "duplicated"
}

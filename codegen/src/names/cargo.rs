//! Names that cargo and file systems see: ASCII, short, kebab case.

use super::{Name, case};

/// A cargo feature for a name: `user_keys` becomes `user-keys`. Cargo takes more, but file systems and shells do not.
pub fn feature(name: &Name) -> String {
    ascii(name.as_str()).replace('_', "-")
}

/// A package name made of any text: kebab case, a letter first, at most 64 characters (crates.io's limit).
pub fn package(text: &str) -> String {
    let mut name = ascii(&case::snake(text)).replace('_', "-");
    name.truncate(64);
    name.trim_end_matches('-').to_owned()
}

/// The text with each letter beyond ASCII as a word of its number: `模型` becomes `u6a21_u578b`.
pub(super) fn ascii(snake: &str) -> String {
    let mut plain = String::new();
    let mut after_number = false;
    for c in snake.chars() {
        if c.is_ascii() {
            if after_number && c != '_' {
                plain.push('_');
            }
            plain.push(c);
            after_number = false;
        } else {
            if !plain.is_empty() && !plain.ends_with('_') {
                plain.push('_');
            }
            plain.push_str(&format!("u{:04x}", u32::from(c)));
            after_number = true;
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::Scope;

    #[test]
    fn cargo_sees_plain_kebab_case() {
        assert_eq!(package("Swagger Petstore (v3)"), "swagger-petstore-v3");
        assert_eq!(package("1Password Connect"), "n1password-connect");
        assert_eq!(package("名前 API"), "u540d-u524d-api");
        assert_eq!(feature(&Scope::default().snake("userKeys")), "user-keys");
    }
}

//! "Did you mean": the known name that is nearest to a misspelt one.
//!
//! `Pett` among `Pet`, `Pets`, `Order` is `Pet`: one edit away, and the first of those. Nothing is suggested where a third
//! of the name or more would have to change, because a far-fetched suggestion misleads.

/// The candidate nearest to `wanted`, letter case ignored, if one is near enough.
pub(crate) fn nearest<'a>(wanted: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Long names are not misspelt but wrong, and the distance is quadratic.
    const LONGEST: usize = 100;
    let length = wanted.chars().count();
    if length > LONGEST {
        return None;
    }
    let limit = (length / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        if candidate.chars().count().abs_diff(length) > limit {
            continue;
        }
        let distance = distance(&wanted.to_lowercase(), &candidate.to_lowercase());
        if distance <= limit && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Levenshtein distance, in characters, with one row of the table kept.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (above, ours) in left.chars().enumerate() {
        let mut diagonal = above;
        row[0] = above + 1;
        for (column, theirs) in right.iter().enumerate() {
            let replaced = diagonal + usize::from(ours != *theirs);
            diagonal = row[column + 1];
            row[column + 1] = replaced.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_suggested_and_far_ones_are_not() {
        assert_eq!(nearest("Pett", ["Order", "Pet", "Pets"]), Some("Pet"));
        assert_eq!(nearest("acount", ["discount", "account"]), Some("account"));
        assert_eq!(nearest("Customer", ["Order", "Pet"]), None);
        assert_eq!(nearest("a", ["b"]), Some("b"));
        assert_eq!(nearest("", ["id"]), None);
    }

    #[test]
    fn distance_counts_edits() {
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("same", "same"), 0);
    }
}

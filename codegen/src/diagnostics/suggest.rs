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

/// Edits from one text to the other: a character put in, left out, replaced, or swapped with its neighbour.
fn distance(left: &str, right: &str) -> usize {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    // Three rows of the table of distances between beginnings: the row before the last, the last, and the one in work.
    let mut before = Vec::new();
    let mut last: Vec<usize> = (0..=right.len()).collect();
    for (row, ours) in left.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, theirs) in right.iter().enumerate() {
            let replaced = last[column] + usize::from(ours != theirs);
            let mut least = replaced.min(last[column + 1] + 1).min(current[column] + 1);
            if row > 0 && column > 0 && left[row - 1] == *theirs && *ours == right[column - 1] {
                let swapped: usize = before[column - 1];
                least = least.min(swapped + 1);
            }
            current.push(least);
        }
        before = std::mem::replace(&mut last, current);
    }
    last[right.len()]
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
        assert_eq!(distance("kidn", "kind"), 1);
    }
}

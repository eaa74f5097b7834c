//! "Did you mean": the candidate that is most like a name somebody typed.
//!
//! It answers nothing rather than something far-fetched, and does not look at names that are absurdly long, since the
//! work grows with the square of the length.

/// Names beyond this many characters have no neighbours.
const LONGEST: usize = 64;

/// Returns the candidate nearest to `name`, if one is near enough to be meant; of equally near ones the first.
///
/// Upper and lower case count as the same, two swapped neighbours as one slip. A third of the characters may be wrong.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = fold(name)?;
    candidates
        .into_iter()
        .filter(|candidate| *candidate != name)
        .filter_map(|candidate| Some((slips(&wanted, &fold(candidate)?)?, candidate)))
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, candidate)| candidate)
}

/// Returns the characters in lower case, or nothing for a name that is empty or too long.
fn fold(name: &str) -> Option<Vec<char>> {
    let folded: Vec<char> = name.chars().take(LONGEST + 1).flat_map(char::to_lowercase).collect();
    (!folded.is_empty() && folded.len() <= LONGEST).then_some(folded)
}

/// Returns how many slips lie between two names, if few enough.
fn slips(a: &[char], b: &[char]) -> Option<usize> {
    let allowed = (a.len().max(b.len()) / 3).max(1);
    if a.len().abs_diff(b.len()) > allowed || (a.len().min(b.len()) == 1 && a != b) {
        return None;
    }
    Some(distance(a, b)).filter(|slips| *slips <= allowed)
}

/// Returns the number of insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (row, from) in a.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, to) in b.iter().enumerate() {
            let replaced = above[column] + usize::from(from != to);
            let mut best = replaced.min(above[column + 1] + 1).min(current[column] + 1);
            if row > 0 && column > 0 && *from == b[column - 1] && a[row - 1] == *to {
                best = best.min(before[column - 1] + 1);
            }
            current.push(best);
        }
        before = std::mem::replace(&mut above, current);
    }
    above[b.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_one_slip_in_a_short_name() {
        assert_eq!(nearest("strng", ["bytes", "string", "bool"]), Some("string"));
        assert_eq!(nearest("int", ["i32", "uuid"]), None);
    }

    #[test]
    fn swapped_neighbours_are_one_slip() {
        assert_eq!(nearest("bolo", ["bool", "blob"]), Some("bool"));
    }

    #[test]
    fn ignores_case_and_prefers_the_same_letters() {
        assert_eq!(nearest("product", ["Products", "Product"]), Some("Product"));
    }

    #[test]
    fn far_names_are_not_meant() {
        assert_eq!(nearest("Catalog", ["Order", "Customer"]), None);
        assert_eq!(nearest("a", ["b"]), None);
        assert_eq!(nearest("", ["b"]), None);
    }

    #[test]
    fn a_name_is_not_its_own_neighbour() {
        assert_eq!(nearest("Order", ["Order"]), None);
    }

    #[test]
    fn absurdly_long_names_cost_nothing() {
        let long = "x".repeat(1 << 20);
        assert_eq!(nearest(&long, [long.as_str(), "x"]), None);
    }
}

//! "Did you mean": the nearest of the words that would have been right.

use super::fold::folded;

/// Jaro–Winkler similarity below which a suggestion would only puzzle.
const LIKELY: f64 = 0.84;

/// No name is longer, in bytes; comparing takes time in proportion to the length.
const LONGEST: usize = 200;

/// The candidate most like `word`, if any is likely meant. Both are compared as [`normalised`].
pub(crate) fn nearest<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    if word.len() > LONGEST {
        return None;
    }
    let word = normalised(word);
    let scored = candidates
        .into_iter()
        .map(|candidate| {
            (
                strsim::jaro_winkler(&word, &normalised(candidate)),
                candidate,
            )
        })
        .filter(|(score, _)| *score >= LIKELY);
    scored
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

/// A name reduced to what tells it apart: [`folded`], "saint" for "st", no "the", no "and".
pub(crate) fn normalised(name: &str) -> String {
    let plain = folded(name);
    let words = plain.split(' ').filter_map(|word| match word {
        "the" | "and" => None,
        "st" => Some("saint"),
        "is" => Some("islands"),
        "rep" => Some("republic"),
        "dem" => Some("democratic"),
        word => Some(word),
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_variants_of_a_name_are_one() {
        for (a, b) in [
            ("Côte d’Ivoire", "COTE D'IVOIRE"),
            ("St. Lucia", "Saint Lucia"),
            ("Trinidad & Tobago", "Trinidad and Tobago"),
            ("Sao Tome and Principe", "São Tomé & Príncipe"),
            ("Guinea-Bissau", "Guinea Bissau"),
            ("Tu\u{308}rkiye", "Türkiye"),
        ] {
            assert_eq!(normalised(a), normalised(b));
        }
    }

    #[test]
    fn names_of_different_states_stay_different() {
        for (a, b) in [
            ("Niger", "Nigeria"),
            ("Dominica", "Dominican Republic"),
            ("Guinea", "Guinea-Bissau"),
        ] {
            assert_ne!(normalised(a), normalised(b));
        }
    }

    #[test]
    fn a_slip_of_the_finger_is_recognised_and_nonsense_is_not() {
        assert_eq!(nearest("Frnace", ["Germany", "France"]), Some("France"));
        assert_eq!(nearest("Atlantis", ["Germany", "France"]), None);
    }
}

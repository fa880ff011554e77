//! What names are compared by: words without case, accents, punctuation, articles and abbreviations.

use crate::input::folded;

/// Articles of the languages that names come in, and what is left of them in the brackets of lists in order.
const ARTICLES: [&str; 18] = [
    "the", "le", "la", "les", "l", "el", "los", "las", "lo", "der", "die", "das", "den", "o", "os",
    "as", "il", "i",
];
/// Words that join others, and say nothing by themselves.
const JOINTS: [&str; 19] = [
    "of", "and", "de", "du", "des", "d", "del", "et", "y", "e", "und", "von", "do", "da", "dos",
    "das", "и", "та", "ו",
];

/// All keys of a name, from one reading of its words.
pub(super) struct Keys {
    /// As [`in_order`].
    pub(super) in_order: String,
    /// As [`sorted`].
    pub(super) sorted: String,
    /// As [`letters`].
    pub(super) letters: String,
}

impl Keys {
    pub(super) fn of(name: &str) -> Self {
        let words = words(name);
        Self {
            in_order: words.join(" "),
            letters: words.concat(),
            sorted: joined_sorted(words),
        }
    }
}

/// The words of a name in their order, without "and" and articles: "Trinidad & Tobago" is "trinidad tobago".
pub(super) fn in_order(name: &str) -> String {
    words(name).join(" ")
}

/// The same words in the order of the alphabet, without what joins them: "Korea (Republic of)", "Republic of Korea"
/// and "Korea, Rep." are one.
pub(super) fn sorted(name: &str) -> String {
    joined_sorted(words(name))
}

fn joined_sorted(mut words: Vec<String>) -> String {
    words.retain(|word| !JOINTS.contains(&word.as_str()));
    words.sort_unstable();
    words.join(" ")
}

/// Its letters alone: words that a page has broken are whole again.
pub(super) fn letters(name: &str) -> String {
    words(name).concat()
}

fn words(name: &str) -> Vec<String> {
    let plain = folded(elided(name));
    let all: Vec<&str> = plain.split(' ').collect();
    let kept = all.iter().enumerate().filter_map(|(i, word)| {
        let is_first = i == 0 && all.len() > 1;
        let word = match *word {
            "and" | "et" | "und" => return None,
            // "I. R. Iran" and "O" as a name of its own stay.
            article if ARTICLES.contains(&article) && all.len() > 1 => return None,
            "st" => "saint",
            "ste" => "sainte",
            "is" | "isl" => "islands",
            "rep" => "republic",
            "dem" => "democratic",
            "fed" | "federated" | "federal" => "federated",
            "sts" => "states",
            // Glued: "Republic ofthe Congo".
            "ofthe" => "of",
            "dela" => "de",
            "utd" => "united",
            "eq" => "equatorial",
            "gren" => "grenadines",
            "n" if is_first => "north",
            "s" if is_first => "south",
            "w" if is_first => "western",
            word => word,
        };
        Some(word.to_owned())
    });
    kept.collect()
}

/// Without the French article that leans on its word: "l'Angola".
fn elided(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    let mut is_start = true;
    let mut letters = name.chars().peekable();
    while let Some(c) = letters.next() {
        let leans = is_start
            && matches!(c, 'l' | 'L')
            && matches!(letters.peek(), Some('\'' | '’' | '‘' | '`' | '´'));
        if leans {
            letters.next();
            continue;
        }
        is_start = !c.is_alphanumeric();
        plain.push(c);
    }
    plain
}

/// The two letters that a flag alone is made of: "🇫🇷" is FR.
pub(super) fn flag(written: &str) -> Option<String> {
    let letters = written.chars().map(|c| match c {
        '\u{1f1e6}'..='\u{1f1ff}' => char::from_u32(u32::from(c) - 0x1f1e6 + u32::from('A')),
        _ => None,
    });
    let letters: String = letters.collect::<Option<String>>()?;
    (letters.len() == 2).then_some(letters)
}

/// Without what stands beside a name and is no part of it: flags, numbers of a list, marks of footnotes, notes in
/// brackets. None if nothing of the kind stands there.
pub(super) fn without_notes(name: &str) -> Option<String> {
    let mut plain = String::with_capacity(name.len());
    let mut depth = 0_usize;
    for c in name.chars() {
        match c {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            '\u{1f1e6}'..='\u{1f1ff}' | '\u{1f3f4}' | '\u{e0020}'..='\u{e007f}' => {}
            '*' | '†' | '‡' | '§' | '¶' | '#' | '•' | '·' | '–' | '—' => {}
            '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | 'ª' | 'º' | '°' => {}
            '\u{200b}' | '\u{feff}' | '\u{2060}' | '\u{200e}' | '\u{200f}' => {}
            c if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    // "13. Montenegro", "13) Montenegro", "- Montenegro".
    let numbered = plain
        .trim_start()
        .trim_start_matches(|c: char| c.is_ascii_digit());
    let listed = numbered.trim_start_matches(['.', ')', '-', ' ', '\u{a0}']);
    let plain =
        match numbered.len() < plain.trim_start().len() || plain.trim_start().starts_with('-') {
            true => listed,
            false => plain.as_str(),
        };
    let plain = plain.trim().trim_end_matches([',', ';', ':']).trim_end();
    (plain != name && !plain.is_empty()).then(|| plain.to_owned())
}

/// A name before its brackets, and what stands in them: "Niger (suspended)".
pub(super) fn split_brackets(name: &str) -> Option<(&str, &str)> {
    let (before, rest) = name.split_once(['(', '（'])?;
    let inside = rest.trim_end().trim_end_matches([')', '）']);
    let before = before.trim();
    (!before.is_empty()).then_some((before, inside))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_name_are_one() {
        for (a, b) in [
            ("Trinidad & Tobago", "TRINIDAD AND TOBAGO"),
            ("St. Lucia", "Saint Lucia"),
            ("Korea, Rep.", "Republic of Korea"),
            ("Korea (Republic of)", "Republic of Korea"),
            ("N. Korea", "North Korea"),
            ("Afghanistan (l')", "Afghanistan"),
            ("l’Angola", "Angola"),
            ("Afganistán (el)", "el Afganistán"),
            ("Micronesia, Fed. Sts.", "Micronesia (Federated States of)"),
            (
                "Congo (République démocratique du)",
                "République démocratique du Congo",
            ),
        ] {
            assert_eq!(sorted(a), sorted(b), "{a}");
        }
    }

    #[test]
    fn names_of_different_states_stay_different() {
        for (a, b) in [
            ("Niger", "Nigeria"),
            ("Dominica", "Dominican Republic"),
            ("Guinea", "Guinea-Bissau"),
            ("Congo, Rep.", "Congo, Dem. Rep."),
            ("Korea, Rep.", "Korea, Dem. People's Rep."),
            ("Ireland", "Iceland"),
        ] {
            assert_ne!(sorted(a), sorted(b));
        }
    }

    #[test]
    fn what_stands_beside_a_name_is_taken_away() {
        for (written, name) in [
            ("🇫🇷 France", "France"),
            ("Turkey[a]", "Turkey"),
            ("Myanmar [note 2]", "Myanmar"),
            ("India *", "India"),
            ("Israel†", "Israel"),
            ("13. Montenegro", "Montenegro"),
            ("• Peru,", "Peru"),
            ("Ukraine¹", "Ukraine"),
        ] {
            assert_eq!(without_notes(written).as_deref(), Some(name));
        }
        assert_eq!(without_notes("Guinea-Bissau"), None);
    }
}

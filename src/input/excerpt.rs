//! Makes parts of hostile text fit for a message: short, on one line, harmless to a terminal.

use crate::unseen::named;

/// How much of a file a message quotes at most, in characters.
const MOST: usize = 60;

/// The beginning of `text` on one line; "…" stands for the rest.
pub(crate) fn excerpt(text: &str) -> String {
    let blank = |c: char| c.is_whitespace() || c.is_control();
    let text = text.trim_matches(blank);
    // What is unseen could recolour a terminal, turn the message round, or break its line.
    match text.char_indices().nth(MOST) {
        Some((end, _)) => named(text.get(..end).unwrap_or_default()) + "…",
        None => named(text),
    }
}

/// What stands around byte `at` of `text`, on its line.
pub(super) fn around(text: &str, at: usize) -> String {
    const SIDE: usize = 20;
    let boundary = |from: usize| (from..=text.len()).find(|at| text.is_char_boundary(*at));
    let at = boundary(at.min(text.len())).unwrap_or(0);
    let (before, after) = text.split_at_checked(at).unwrap_or_default();
    let before = before.rsplit('\n').next().unwrap_or_default();
    let after = after.split('\n').next().unwrap_or_default();
    let skipped = before.chars().count().saturating_sub(SIDE);
    let piece: String = before
        .chars()
        .skip(skipped)
        .chain(after.chars().take(SIDE))
        .collect();
    excerpt(&piece)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_and_says_so() {
        assert_eq!(excerpt(&"é".repeat(1000)), format!("{}…", "é".repeat(60)));
        assert_eq!(excerpt(" France "), "France");
    }

    #[test]
    fn control_characters_do_not_reach_the_terminal() {
        assert_eq!(excerpt("red\u{1b}[31m\r\nFrance"), "red[U+001B][31m France");
    }

    #[test]
    fn the_surroundings_stay_on_their_line_and_between_characters() {
        let text = "first\n{\"é\": oops}\nlast";
        assert_eq!(around(text, text.find("oops").unwrap()), "{\"é\": oops}");
        assert_eq!(around(text, text.find('é').unwrap() + 1), "{\"é\": oops}");
        assert_eq!(around(text, 10_000), "last");
    }
}

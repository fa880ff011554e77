//! Measures and wraps text without a browser, so that lines break alike on every machine.

mod advances;
mod breaks;
mod script;
mod script_advances;
#[cfg(test)]
mod tables;
mod width;

use breaks::{clusters, is_space, segments, Cut};
use script::{is_ideograph, is_right_to_left};

use super::Font;

pub(crate) use script::Script;
pub(crate) use width::width;

/// Breaks `text` into lines no wider than `max_width`, each as full as possible.
///
/// Lines end after a space (which is dropped), a hyphen or dash inside or after a word, around an
/// ideograph, and at every line feed. A no-break space or hyphen holds. A word that alone is wider
/// than a line is broken between characters, though never before a combining mark; a line has at
/// least one character, however narrow it is. Empty text gives no lines.
///
/// # Units
/// `size`: px per em; `max_width`: px.
pub(crate) fn wrap(text: &str, font: Font, size: f64, max_width: f64) -> Vec<String> {
    wrap_after(0.0, text, font, size, max_width)
}

/// Like [`wrap`], with the first line shorter by `used`: something else stands at its start.
///
/// # Units
/// `size`: px per em; `used`, `max_width`: px.
pub(crate) fn wrap_after(
    used: f64,
    text: &str,
    font: Font,
    size: f64,
    max_width: f64,
) -> Vec<String> {
    filled(text, Cut::Words, font, size, [max_width - used, max_width])
}

/// Lines each as full as possible; the first is as wide as the first of `widths`, all others as the
/// second.
fn filled(text: &str, cut: Cut, font: Font, size: f64, widths: [f64; 2]) -> Vec<String> {
    let [first, other] = widths.map(|px| if px.is_nan() { f64::INFINITY } else { px });
    let fits = |line: &str, lines: &[String]| {
        let room = if lines.is_empty() { first } else { other };
        width(line.trim_end_matches(is_space), font, size) <= room
    };
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for word in segments(paragraph, cut) {
            if fits(&format!("{line}{word}"), &lines) {
                line.push_str(word);
                continue;
            }
            finish(&mut line, &mut lines);
            if fits(word, &lines) {
                line.push_str(word);
                continue;
            }
            for cluster in clusters(word) {
                if !line.is_empty() && !fits(&format!("{line}{cluster}"), &lines) {
                    finish(&mut line, &mut lines);
                }
                line.push_str(cluster);
            }
        }
        finish(&mut line, &mut lines);
    }
    lines
}

/// Like [`wrap`], with as few lines but of about the same width: for headlines.
///
/// # Units
/// `size`: px per em; `max_width`: px.
pub(crate) fn wrap_balanced(text: &str, font: Font, size: f64, max_width: f64) -> Vec<String> {
    let lines = |cut, width| filled(text, cut, font, size, [width; 2]);
    let is_whole = |cut, width| {
        segments(text, cut).all(|segment| {
            let wide = self::width(segment.trim_end_matches(is_space), font, size);
            // Segments are broken only where they had to be.
            wide <= width || (wide > max_width && cut == Cut::Words)
        })
    };
    let greedy = lines(Cut::Words, max_width);
    if greedy.len() < 2 || !max_width.is_finite() {
        return greedy;
    }
    let phrases = lines(Cut::Phrases, max_width);
    let (cut, mut best) = if phrases.len() == greedy.len() && is_whole(Cut::Phrases, max_width) {
        (Cut::Phrases, phrases)
    } else {
        (Cut::Words, greedy)
    };
    // The narrowest width that still makes as few lines, to a 1000th of the full one.
    let (mut too_narrow, mut enough) = (0.0, max_width);
    for _ in 0..10 {
        let middle = (too_narrow + enough) / 2.0;
        let narrower = lines(cut, middle);
        if is_whole(cut, middle) && narrower.len() <= best.len() {
            (best, enough) = (narrower, middle);
        } else {
            too_narrow = middle;
        }
    }
    best
}

/// What parts a lead from the text after it: nothing after full-width punctuation, which has its
/// own space.
pub(crate) fn space_after(lead: &str) -> &'static str {
    if lead.ends_with(is_ideograph) {
        ""
    } else {
        " "
    }
}

/// The face of a headline: the serif, where it has the script.
pub(crate) fn headline(text: &str) -> Font {
    match Script::of(text) {
        None => Font::SerifBold,
        Some(_) => Font::SansBold,
    }
}

/// `text` marked so that it runs the way of its own script on every surface, whatever stands
/// around it: an isolate of the Unicode bidirectional algorithm (UAX #9).
///
/// A line with both ways runs from right to left in a `mirrored` figure, else as its first letter
/// does.
pub(crate) fn isolated(text: &str, mirrored: bool) -> String {
    let some = text.chars().any(is_right_to_left);
    let mut letters = text.chars().filter(|c| c.is_alphabetic());
    let from_right = match (mirrored, some) {
        (true, some) => some,
        (false, true) => letters.next().is_some_and(is_right_to_left),
        (false, false) => return latin_apart(text),
    };
    let start = if from_right { '\u{2067}' } else { '\u{2066}' };
    format!("{start}{}\u{2069}", latin_apart(text))
}

/// Latin at the head of a line of Devanagari, in an isolate of its own: programs that shape a line
/// as one run take its script from its first letter, and Latin knows no conjuncts.
fn latin_apart(text: &str) -> String {
    let first = text.find(|c: char| Script::of(c.encode_utf8(&mut [0; 4])).is_some());
    match first.map(|at| text.split_at(at)) {
        Some((head, rest))
            if Script::of(rest) == Some(Script::Devanagari)
                && head.contains(char::is_alphabetic) =>
        {
            format!("\u{2066}{head}\u{2069}{rest}")
        }
        _ => text.to_owned(),
    }
}

/// Moves the line, without its trailing spaces, to the finished ones.
fn finish(line: &mut String, lines: &mut Vec<String>) {
    let finished = line.trim_end_matches(is_space);
    if !finished.is_empty() {
        lines.push(finished.to_owned());
    }
    line.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_is_the_sum_of_the_advances() {
        // Noto Sans 2.004: T 556, u 618, v 508, a 561, l 258 of 1000 units.
        assert!((width("Tuvalu", Font::Sans, 10.0) - 31.19).abs() < 1e-9);
        assert_eq!(
            width("e\u{301}", Font::Sans, 16.0),
            width("e", Font::Sans, 16.0)
        );
        assert_eq!(width("国", Font::SerifBold, 16.0), 16.0);
    }

    #[test]
    fn lines_break_at_spaces_and_fit() {
        let text = "How 193 countries stood on the resolution of 2 March 2022";
        let lines = wrap(text, Font::Sans, 16.0, 150.0);
        assert_eq!(lines.join(" "), text);
        assert!(lines
            .iter()
            .all(|line| width(line, Font::Sans, 16.0) <= 150.0));
    }

    #[test]
    fn lines_break_after_hyphens_and_dashes_not_after_a_minus() {
        let lines = wrap(
            "co-sponsors—87 at -45",
            Font::Sans,
            10.0,
            1.0 + width("sponsors—", Font::Sans, 10.0),
        );
        assert_eq!(lines, ["co-", "sponsors—", "87 at -45"]);
    }

    #[test]
    fn a_no_break_space_holds() {
        let lines = wrap("adopted 2\u{a0}March\u{a0}2022", Font::Sans, 10.0, 80.0);
        assert_eq!(lines, ["adopted", "2\u{a0}March\u{a0}2022"]);
    }

    #[test]
    fn a_long_word_is_broken_between_characters() {
        let word = "Llanfairpwllgwyngyll".repeat(5);
        let lines = wrap(&word, Font::SansBold, 12.0, 60.0);
        assert_eq!(lines.concat(), word);
        assert!(lines
            .iter()
            .all(|line| width(line, Font::SansBold, 12.0) <= 60.0));
    }

    #[test]
    fn a_line_narrower_than_a_character_holds_one_with_its_marks() {
        for narrow in [0.0, -5.0, 1e-9] {
            assert_eq!(
                wrap("ae\u{301}i", Font::Sans, 12.0, narrow),
                ["a", "e\u{301}", "i"]
            );
        }
    }

    #[test]
    fn ideographs_break_anywhere_but_before_a_full_stop() {
        let lines = wrap("联合国大会。", Font::Sans, 10.0, 20.0);
        assert_eq!(lines, ["联合", "国大", "会。"]);
    }

    #[test]
    fn a_line_runs_as_its_first_letter_does_or_as_the_figure() {
        assert_eq!(isolated("Vote 141", false), "Vote 141");
        assert_eq!(isolated("141", true), "\u{2066}141\u{2069}");
        assert_eq!(
            isolated("S/2022/155 החלטה", true),
            "\u{2067}S/2022/155 החלטה\u{2069}"
        );
        assert_eq!(
            isolated("S/2022/155 החלטה", false),
            "\u{2066}S/2022/155 החלטה\u{2069}"
        );
        assert_eq!(
            isolated("(2022) החלטה", false),
            "\u{2067}(2022) החלטה\u{2069}"
        );
    }

    #[test]
    fn latin_before_devanagari_stands_apart() {
        assert_eq!(isolated("Report और", false), "\u{2066}Report \u{2069}और");
        assert_eq!(isolated("2 मार्च Report", false), "2 मार्च Report");
    }

    #[test]
    fn line_feeds_break_and_blank_text_has_no_lines() {
        assert_eq!(wrap("one\ntwo", Font::Sans, 10.0, 1000.0), ["one", "two"]);
        assert!(wrap(" \n ", Font::Sans, 10.0, 100.0).is_empty());
    }

    #[test]
    fn a_balanced_headline_has_no_widow() {
        let text = "How every country stood on the resolution on Ukraine in the Assembly";
        let wide = |line: &String| width(line, Font::SerifBold, 28.0);
        let max = width(
            "How every country stood on the resolution on Ukraine in the",
            Font::SerifBold,
            28.0,
        );
        let greedy = wrap(text, Font::SerifBold, 28.0, max);
        let balanced = wrap_balanced(text, Font::SerifBold, 28.0, max);
        assert_eq!(balanced.len(), greedy.len());
        assert!(
            wide(&balanced[1]) > 0.7 * wide(&balanced[0]),
            "{balanced:?}"
        );
        assert_eq!(balanced.join(" "), text);
    }
}

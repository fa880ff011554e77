//! Measures and wraps text without a browser: the same line breaks on every machine.
//!
//! Widths are the advances of the bundled faces, without kerning (which only ever tightens Latin
//! text, by a percent or two), so a measured line never runs longer than the space it was given.

mod advances;

use advances::{RANGES, SANS, SANS_BOLD, SERIF_BOLD};

use super::Font;

/// Of a character outside the table, in 1/1000 em: as wide as a wide Latin letter.
const FALLBACK: u16 = 650;
/// Of an ideograph, a kana, a Hangul syllable or an emoji, in 1/1000 em: a full em.
const IDEOGRAPH: u16 = 1000;

/// The width of `text` on one line.
///
/// # Units
/// `size`: px per em; the result: px.
pub(crate) fn width(text: &str, font: Font, size: f64) -> f64 {
    let thousandths: u64 = text.chars().map(|c| u64::from(advance(c, font))).sum();
    thousandths as f64 * size / 1000.0
}

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
    let max_width = if max_width.is_nan() {
        f64::INFINITY
    } else {
        max_width
    };
    let fits = |line: &str, lines: &[String]| {
        let room = if lines.is_empty() {
            max_width - used
        } else {
            max_width
        };
        width(line.trim_end_matches(is_space), font, size) <= room
    };
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for word in words(paragraph) {
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
    let greedy = wrap(text, font, size, max_width);
    if greedy.len() < 2 || !max_width.is_finite() {
        return greedy;
    }
    // The narrowest width that still makes as few lines, to a 1000th of the full one.
    let (mut too_narrow, mut enough) = (0.0, max_width);
    let mut best = greedy;
    for _ in 0..10 {
        let middle = (too_narrow + enough) / 2.0;
        let lines = wrap(text, font, size, middle);
        // Words are broken only where they had to be.
        let whole_words = words(text).all(|word| {
            let wide = width(word.trim_end_matches(is_space), font, size);
            wide <= middle || wide > max_width
        });
        if whole_words && lines.len() <= best.len() {
            (best, enough) = (lines, middle);
        } else {
            too_narrow = middle;
        }
    }
    best
}

/// `text` marked so that it runs the way of its own script on every surface, whatever stands
/// around it: an isolate of the Unicode bidirectional algorithm (UAX #9). A mixed line runs right
/// to left.
pub(crate) fn isolated(text: &str) -> String {
    let start = if text.chars().any(is_right_to_left) {
        '\u{2067}'
    } else {
        '\u{2066}'
    };
    format!("{start}{text}\u{2069}")
}

/// Hebrew, Arabic, Syriac, Thaana, N'Ko and what belongs to them.
fn is_right_to_left(c: char) -> bool {
    matches!(u32::from(c), 0x590..=0x8ff | 0xfb1d..=0xfdff | 0xfe70..=0xfefc)
}

/// Moves the line, without its trailing spaces, to the finished ones.
fn finish(line: &mut String, lines: &mut Vec<String>) {
    let finished = line.trim_end_matches(is_space);
    if !finished.is_empty() {
        lines.push(finished.to_owned());
    }
    line.clear();
}

/// `text` cut after every place where a line may end; the pieces add up to the text.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text.trim_start_matches(is_space);
    std::iter::from_fn(move || {
        let (word, after) = rest.split_at(first_break(rest));
        rest = after;
        (!word.is_empty()).then_some(word)
    })
}

fn first_break(text: &str) -> usize {
    let mut before: Option<char> = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let end = at + c.len_utf8();
        let Some(&(_, next)) = chars.peek() else {
            break;
        };
        let may_break = if is_space(c) {
            !is_space(next)
        } else if matches!(c, '-' | '\u{2010}' | '\u{2013}' | '\u{2014}') {
            // Not in front of a number (−3, ES-11/1), nor between a dash and what closes it.
            before.is_some_and(|b| !is_space(b)) && next.is_alphabetic()
        } else {
            c == '\u{200b}' || (is_ideograph(c) && !is_held(next)) || is_ideograph(next)
        };
        if may_break {
            return end;
        }
        before = Some(c);
    }
    text.len()
}

/// Base characters with their combining marks.
fn clusters(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut starts = rest.char_indices().skip(1).filter(|(_, c)| !is_held(*c));
        let end = starts.next().map_or(rest.len(), |(at, _)| at);
        let (cluster, after) = rest.split_at(end);
        rest = after;
        (!cluster.is_empty()).then_some(cluster)
    })
}

/// A space at which a line may end; no-break, figure and narrow no-break spaces are none.
fn is_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

/// Sticks to the character before it: marks, spaces, closing punctuation.
fn is_held(c: char) -> bool {
    is_zero_width(c)
        || c.is_whitespace()
        || matches!(
            c,
            ',' | '.' | ';' | ':' | '!' | '?' | ')' | '、' | '。' | '，' | '」'
        )
}

fn is_zero_width(c: char) -> bool {
    matches!(u32::from(c),
        0..=0x1f | 0x7f..=0x9f | 0xad // controls, the soft hyphen
        | 0x300..=0x36f | 0x483..=0x489 | 0x591..=0x5bd | 0x610..=0x61a | 0x64b..=0x65f
        | 0x1ab0..=0x1aff | 0x1dc0..=0x1dff | 0x20d0..=0x20ff | 0xfe20..=0xfe2f // marks
        | 0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x2064 | 0x2066..=0x206f | 0xfeff // format
        | 0xfe00..=0xfe0f | 0xe0100..=0xe01ef) // variation selectors
}

fn is_ideograph(c: char) -> bool {
    matches!(u32::from(c), 0x2e80..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff | 0xfe30..=0xfe4f
        | 0xff01..=0xff60 | 0xffe0..=0xffe6 | 0x1_f300..=0x1_faff | 0x2_0000..=0x3_fffd)
}

/// The advance of one character, in 1/1000 em.
fn advance(c: char, font: Font) -> u16 {
    let table: &[u16] = match font {
        Font::Sans => &SANS,
        Font::SansBold => &SANS_BOLD,
        Font::SerifBold => &SERIF_BOLD,
    };
    let code = u32::from(c);
    let mut skipped = 0;
    for &(first, last) in &RANGES {
        if (first..=last).contains(&code) {
            let known = table.get((skipped + code - first) as usize);
            return known.copied().unwrap_or(FALLBACK);
        }
        skipped += last - first + 1;
    }
    match c {
        _ if is_zero_width(c) => 0,
        _ if is_ideograph(c) => IDEOGRAPH,
        _ => FALLBACK,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FACES: [(&str, Font, &str); 3] = [
        ("SANS", Font::Sans, "NotoSans-Regular.ttf"),
        ("SANS_BOLD", Font::SansBold, "NotoSans-Bold.ttf"),
        ("SERIF_BOLD", Font::SerifBold, "NotoSerif-Bold.ttf"),
    ];

    /// What `advances.rs` must hold, made from the bundled fonts.
    fn table() -> String {
        let mut out = String::from(
            "//! Advance widths of the bundled faces in 1/1000 em; characters a face lacks have the\n\
             //! fallback width. Made from `assets/fonts` (the `hmtx` and `cmap` tables) by the test of\n\
             //! `text.rs`: `STANCEMAP_UPDATE=1 cargo test --lib advances`. Don't edit by hand.\n\n\
             /// First and last character of each stretch of the tables.\n\
             #[rustfmt::skip]\n",
        );
        let ranges: Vec<_> = RANGES
            .iter()
            .map(|(a, b)| format!("(0x{a:x}, 0x{b:x})"))
            .collect();
        let count: u32 = RANGES.iter().map(|(a, b)| b - a + 1).sum();
        let (n, list) = (ranges.len(), ranges.join(", "));
        out += &format!("pub(super) const RANGES: [(u32, u32); {n}] = [{list}];\n");
        for (name, _, file) in FACES {
            let path = format!("{}/assets/fonts/{file}", env!("CARGO_MANIFEST_DIR"));
            let bytes = std::fs::read(path).unwrap();
            let face = ttf_parser::Face::parse(&bytes, 0).unwrap();
            assert_eq!(face.units_per_em(), 1000);
            out += &format!(
                "\n/// {file}\n#[rustfmt::skip]\npub(super) const {name}: [u16; {count}] = [\n"
            );
            for (first, last) in RANGES {
                let advances: Vec<_> = (first..=last)
                    .filter_map(char::from_u32)
                    .map(|c| {
                        let glyph = face.glyph_index(c).filter(|_| !is_zero_width(c));
                        let missing = if is_zero_width(c) { 0 } else { FALLBACK };
                        glyph
                            .and_then(|g| face.glyph_hor_advance(g))
                            .unwrap_or(missing)
                            .to_string()
                    })
                    .collect();
                for row in advances.chunks(16) {
                    out += &format!("    {},\n", row.join(", "));
                }
            }
            out += "];\n";
        }
        out
    }

    #[test]
    fn the_advances_equal_the_bundled_fonts() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/scene/text/advances.rs");
        if std::env::var_os("STANCEMAP_UPDATE").is_some() {
            std::fs::write(path, table()).unwrap();
        }
        assert!(
            std::fs::read_to_string(path).unwrap() == table(),
            "advances.rs is out of date"
        );
    }

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

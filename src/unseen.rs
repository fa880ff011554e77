//! Characters that nobody sees: controls, marks that reorder a line, spaces of no width, tags, what is not assigned.
//! In a text from a file they hide or turn round what stands there: messages [`name`](named) them by their code
//! points, texts that are shown go [`without`] them.

use std::borrow::Cow;

/// Ranges that Unicode counts as letters, marks or symbols and that show nothing: the grapheme joiner, fillers of
/// Hangul, vowels inherent in Khmer, selectors of Mongolian, the blank of Braille.
const BLANK: [(char, char); 7] = [
    ('\u{34f}', '\u{34f}'),
    ('\u{115f}', '\u{1160}'),
    ('\u{17b4}', '\u{17b5}'),
    ('\u{180b}', '\u{180f}'),
    ('\u{2800}', '\u{2800}'),
    ('\u{3164}', '\u{3164}'),
    ('\u{ffa0}', '\u{ffa0}'),
];

/// Signs that Unicode counts as format characters and that are seen: those that stand before an Arabic, Syriac or
/// Kaithi number.
const SIGNS: [(char, char); 6] = [
    ('\u{600}', '\u{605}'),
    ('\u{6dd}', '\u{6dd}'),
    ('\u{70f}', '\u{70f}'),
    ('\u{890}', '\u{891}'),
    ('\u{8e2}', '\u{8e2}'),
    ('\u{110bd}', '\u{110cd}'),
];

/// Scripts whose words rightly hold joiners: Arabic, Syriac, those of India and Sri Lanka, Mongolian, and the
/// pictures that joiners put together.
const JOINED: [(char, char); 6] = [
    ('\u{600}', '\u{8ff}'),
    ('\u{900}', '\u{dff}'),
    ('\u{1820}', '\u{18aa}'),
    ('\u{fb50}', '\u{fefc}'),
    ('\u{2600}', '\u{27bf}'),
    ('\u{1f000}', '\u{1faff}'),
];

/// Whether `c` has neither ink nor width wherever it stands: marks of direction, joiners, soft hyphens. Controls are
/// none of them.
pub(crate) fn is_unseen_mark(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{feff}'
    ) || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
}

/// Whether `c` says nothing in a cell: a mark, a control, a selector of a variant.
pub(crate) fn is_unseen_in_cell(c: char) -> bool {
    is_unseen_mark(c) || c.is_control() || matches!(c, '\u{fe00}'..='\u{fe0f}')
}

fn lies_in(c: char, ranges: &[(char, char)]) -> bool {
    ranges.iter().any(|(from, to)| (*from..=*to).contains(&c))
}

/// `text` on one line with unseen characters by their code points: `Fr[U+202E]ance`. White space of every sort is a
/// space. For messages.
pub fn named(text: &str) -> String {
    seen(text, |c, out| {
        out.push_str(&format!("[U+{:04X}]", u32::from(c)));
    })
    .into_owned()
}

/// `text` on one line without unseen characters; a control is a space. For what is shown. Joiners stay where a script needs them, as in
/// Persian and Hindi; so do selectors of a variant after the sign they belong to. A soft hyphen goes: lines are broken
/// by the figure.
pub fn without(text: &str) -> Cow<'_, str> {
    seen(text, |c, out| {
        if c.is_control() && !out.ends_with(' ') {
            out.push(' ');
        }
    })
}

fn seen(text: &str, unseen: impl Fn(char, &mut String)) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut before = None;
    for c in text.chars() {
        match c {
            // Line breaks, U+2028 among them, and tabs; of other spaces the width is meant.
            '\t' | '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            _ if is_seen(c, before) => out.push(c),
            _ => unseen(c, &mut out),
        }
        before = Some(c);
    }
    out.into()
}

/// Whether a reader sees `c` behind `before`.
fn is_seen(c: char, before: Option<char>) -> bool {
    let follows = |ranges: &[_]| before.is_some_and(|before| lies_in(before, ranges));
    match c {
        ' '..='~' => true,
        '\u{200c}' | '\u{200d}' => follows(&JOINED) || before == Some('\u{fe0f}'),
        // A variant of an ideograph or a symbol.
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => {
            before.is_some_and(|before| before >= '\u{2000}' && !is_selector(before))
                || (c == '\u{fe0f}' && before.is_some_and(|before| before.is_ascii_graphic()))
        }
        _ if lies_in(c, &BLANK) => false,
        _ => c.is_whitespace() || lies_in(c, &SIGNS) || is_printable(c),
    }
}

fn is_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Whether `c` is assigned and no control, format or private character: the standard library's own table tells, by
/// what it escapes. Behind a letter it leaves accents as they are.
fn is_printable(c: char) -> bool {
    let pair: String = ['a', c].into_iter().collect();
    pair.escape_debug().count() == 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hides_or_reorders_is_named_and_taken_out() {
        for c in [
            '\0',
            '\u{1b}',
            '\u{7f}',
            '\u{80}',
            '\u{9b}',
            '\u{ad}',
            '\u{34f}',
            '\u{61c}',
            '\u{115f}',
            '\u{180e}',
            '\u{200b}',
            '\u{200c}',
            '\u{200d}',
            '\u{200e}',
            '\u{200f}',
            '\u{202a}',
            '\u{202e}',
            '\u{2060}',
            '\u{2064}',
            '\u{2066}',
            '\u{2069}',
            '\u{206f}',
            '\u{3164}',
            '\u{378}',
            '\u{e000}',
            '\u{fe0e}',
            '\u{feff}',
            '\u{fff9}',
            '\u{ffff}',
            '\u{fdd0}',
            '\u{1d173}',
            '\u{e0001}',
            '\u{e0041}',
            '\u{e0100}',
            '\u{f0000}',
            '\u{10ffff}',
        ] {
            let text = format!("Fr{c}ance");
            assert_eq!(named(&text), format!("Fr[U+{:04X}]ance", u32::from(c)));
            let left = if c.is_control() { "Fr ance" } else { "France" };
            assert_eq!(without(&text), left, "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn every_break_is_a_space() {
        for c in ['\t', '\n', '\r', '\u{b}', '\u{85}', '\u{2028}', '\u{2029}'] {
            assert_eq!(named(&format!("a{c}b")), "a b");
            assert_eq!(without(&format!("a{c}b")), "a b");
        }
        assert_eq!(without("a\r\nb"), "a b");
    }

    #[test]
    fn words_of_every_script_stay_as_they_are() {
        for text in [
            "it’s “A/ES-11/1” — 94 %, \\ \" ' \u{a0}\u{202f}\u{3000}",
            "Curaçao, Tu\u{308}rkiye, Việt Nam, Côte d’Ivoire",
            "می\u{200c}خواهم",                      // Persian, a joiner kept apart
            "क\u{94d}\u{200d}ष, क\u{94d}\u{200c}ष", // Hindi
            "ශ\u{dca}\u{200d}රී ලංකාව",               // Sri Lanka
            "العربيّة ٦٨/٢٦٢، \u{600}١",
            "עִבְרִית",
            "葛\u{e0100}城, 日本語、中文",
            "✔\u{fe0f} ✅ 👩\u{200d}⚕\u{fe0f} 🇫🇷 1\u{fe0f}\u{20e3}",
            "Україна, Ελλάδα, ไทย, 한국, ქართული",
        ] {
            assert_eq!(without(text), text);
            assert_eq!(named(text), text);
        }
    }

    #[test]
    fn a_joiner_stands_once() {
        assert_eq!(without("می\u{200c}\u{200c}خواهم"), "می\u{200c}خواهم");
    }
}

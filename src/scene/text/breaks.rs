//! Where a line may end: after spaces and hyphens, between ideographs, and in need between
//! clusters.
//!
//! # References
//! Unicode Standard Annex #14, line breaking; JIS X 4051 and W3C, "Requirements for Japanese Text
//! Layout" (2020), section 3.1: what must not begin or end a line.

use super::script::{is_devanagari_mark, is_ideograph, is_zero_width};

/// Devanagari's sign that joins a consonant to the next.
const VIRAMA: char = '\u{94d}';
const ZERO_WIDTH_JOINER: char = '\u{200d}';

/// How finely a text is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cut {
    /// Wherever a line may end.
    Words,
    /// The same, but that Chinese and Japanese are cut only where a phrase ends: after punctuation,
    /// and, most often, after hiragana.
    Phrases,
}

/// `text` cut after every place where a line may end; the segments add up to the text.
pub(super) fn segments(text: &str, cut: Cut) -> impl Iterator<Item = &str> {
    let mut rest = text.trim_start_matches(is_space);
    std::iter::from_fn(move || {
        let (word, after) = rest.split_at(first_break(rest, cut));
        rest = after;
        (!word.is_empty()).then_some(word)
    })
}

fn first_break(text: &str, cut: Cut) -> usize {
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
            // Not in front of a number (−3, ES-11/1), nor between a dash and what closes it, nor
            // after a Hebrew prefix (UAX #14, LB 21a).
            before.is_some_and(|b| !is_space(b) && !is_hebrew(b)) && next.is_alphabetic()
        } else {
            c == '\u{200b}'
                || ((is_ideograph(c) || is_ideograph(next))
                    && !is_opening(c)
                    && !is_held(next)
                    && !is_numbered(c, next)
                    && (cut == Cut::Words || ends_phrase(c, next)))
        };
        if may_break {
            return end;
        }
        before = Some(c);
    }
    text.len()
}

/// Segments that a word may be cut into where it must be: base characters with their marks, whole
/// conjuncts of Devanagari.
pub(super) fn clusters(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut joined = false;
        let end = rest.char_indices().find_map(|(at, c)| {
            let starts = at > 0 && !joined && !is_held(c);
            joined = matches!(c, VIRAMA | ZERO_WIDTH_JOINER) || is_opening(c);
            starts.then_some(at)
        });
        let (cluster, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        (!cluster.is_empty()).then_some(cluster)
    })
}

/// A space at which a line may end; no-break, figure and narrow no-break spaces are none.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

/// A number and what it counts, "3月", and the sign of an ordinal, "第3", stay together.
fn is_numbered(c: char, next: char) -> bool {
    (c.is_ascii_digit() && is_ideograph(next)) || (c == '第' && next.is_ascii_digit())
}

fn ends_phrase(c: char, next: char) -> bool {
    !is_hiragana(next) && (is_hiragana(c) || !c.is_alphanumeric())
}

fn is_hiragana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{309f}')
}

fn is_hebrew(c: char) -> bool {
    matches!(c, '\u{5d0}'..='\u{5ea}')
}

/// Sticks to the character before it: marks, spaces, and what must not begin a line.
fn is_held(c: char) -> bool {
    is_zero_width(c)
        || is_devanagari_mark(c)
        || c.is_whitespace()
        || matches!(
            c,
            ',' | '.' | ';' | ':' | '!' | '?' | '%' | ')' | ']' | '}' | '»' | '’' | '”' | '…' | '‥'
                | '–' | '—' | '·' | '،' | '؛' | '؟' | '।' | '॥'
                // Full-width, closing; the marks that repeat or lengthen; small kana.
                | '、' | '。' | '，' | '．' | '；' | '：' | '！' | '？' | '％' | '・' | '）' | '］' | '｝'
                | '〉' | '》' | '」' | '』' | '】' | '〕' | '〗' | '〙' | '〟' | '～' | '〜'
                | 'ー' | '々' | '〻' | 'ゝ' | 'ゞ' | 'ヽ' | 'ヾ'
                | 'ぁ' | 'ぃ' | 'ぅ' | 'ぇ' | 'ぉ' | 'っ' | 'ゃ' | 'ゅ' | 'ょ' | 'ゎ' | 'ゕ' | 'ゖ'
                | 'ァ' | 'ィ' | 'ゥ' | 'ェ' | 'ォ' | 'ッ' | 'ャ' | 'ュ' | 'ョ' | 'ヮ' | 'ヵ' | 'ヶ'
                | 'ㇰ'..='ㇿ'
        )
}

/// Sticks to the character after it: what must not end a line.
fn is_opening(c: char) -> bool {
    matches!(
        c,
        '(' | '['
            | '{'
            | '«'
            | '‘'
            | '“'
            | '（'
            | '［'
            | '｛'
            | '〈'
            | '《'
            | '「'
            | '『'
            | '【'
            | '〔'
            | '〖'
            | '〘'
            | '〝'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        segments(text, Cut::Words).collect()
    }

    #[test]
    fn ideographs_break_anywhere_but_before_what_closes_or_after_what_opens() {
        assert_eq!(
            words("刚果（布）和《宪章》。"),
            ["刚", "果", "（布）", "和", "《宪", "章》。"]
        );
    }

    #[test]
    fn no_line_begins_with_a_small_kana_or_a_long_vowel() {
        assert_eq!(
            words("「キャッチ」コート々"),
            ["「キャッ", "チ」", "コー", "ト々"]
        );
    }

    #[test]
    fn a_number_or_a_latin_word_among_ideographs_is_whole() {
        assert_eq!(
            words("第497(1981)号Page Up键"),
            ["第497(1981)", "号", "Page ", "Up", "键"]
        );
        assert_eq!(words("2022年3月2日"), ["2022年", "3月", "2日"]);
        assert_eq!(words("苏丹——中国"), ["苏", "丹——", "中", "国"]);
    }

    #[test]
    fn phrases_end_in_hiragana_or_punctuation() {
        let text = "ロシアが拒否権を行使した決議案、支持が判明している国";
        let phrases: Vec<_> = segments(text, Cut::Phrases).collect();
        assert_eq!(
            phrases,
            [
                "ロシアが",
                "拒否権を",
                "行使した",
                "決議案、",
                "支持が",
                "判明している",
                "国"
            ]
        );
        let chinese: Vec<_> = segments("决议草案：已知哪些国家", Cut::Phrases).collect();
        assert_eq!(chinese, ["决议草案：", "已知哪些国家"]);
    }

    #[test]
    fn hebrew_keeps_a_prefix_with_its_number() {
        assert_eq!(words("ב־2 במרץ ב-Page"), ["ב־2 ", "במרץ ", "ב-Page"]);
    }

    #[test]
    fn hindi_breaks_at_spaces_alone() {
        assert_eq!(words("सुरक्षा परिषद में।"), ["सुरक्षा ", "परिषद ", "में।"]);
    }

    #[test]
    fn a_conjunct_with_its_signs_is_one_cluster() {
        let found: Vec<_> = clusters("राष्ट्रीयता").collect();
        assert_eq!(found, ["रा", "ष्ट्री", "य", "ता"]);
        let with_joiner: Vec<_> = clusters("क्\u{200d}षमा").collect();
        assert_eq!(with_joiner, ["क्\u{200d}ष", "मा"]);
    }

    #[test]
    fn french_no_break_spaces_hold() {
        assert_eq!(
            words("« Agression »\u{202f}: 141\u{a0}voix"),
            ["« ", "Agression ", "»\u{202f}: ", "141\u{a0}voix"]
        );
        assert_eq!(
            words("«\u{a0}Oui\u{a0}»\u{202f}!"),
            ["«\u{a0}Oui\u{a0}»\u{202f}!"]
        );
    }
}

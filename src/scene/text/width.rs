//! How wide a line is, without a browser and without shaping it: advances of the bundled faces,
//! with what Arabic's joining and Devanagari's conjuncts make of them.
//!
//! Kerning is left out (it only ever tightens, Latin by a percent or two), so that a line never
//! runs longer than was measured, by more than one percent.

use super::advances::{RANGES, SANS, SANS_BOLD, SERIF_BOLD};
use super::script::{is_ideograph, is_zero_width, Script};
use super::script_advances::{
    Widths, ARABIC, ARABIC_LETTERS, CONJUNCTS, DEVANAGARI, HALVES, HEBREW, LAM_ALEF,
};
use crate::scene::Font;

/// Of a character outside the tables, in 1/1000 em: as wide as a wide Latin letter.
pub(super) const FALLBACK: u16 = 650;
/// Of an ideograph, a kana, a Hangul syllable or an emoji, in 1/1000 em: a full em.
const IDEOGRAPH: u16 = 1000;

const LAM: char = '\u{644}';
const VIRAMA: char = '\u{94d}';
const NUKTA: char = '\u{93c}';
const RA: char = '\u{930}';
const ZERO_WIDTH_JOINER: char = '\u{200d}';

/// The width of `text` on one line, set in the face of its script.
///
/// # Units
/// `size`: px per em; the result: px.
pub(crate) fn width(text: &str, font: Font, size: f64) -> f64 {
    let weight = usize::from(font != Font::Sans);
    let latin = |c| advance(c, font);
    let thousandths: i32 = match Script::of(text) {
        None => text.chars().map(latin).sum(),
        Some(Script::EastAsian) => {
            // These are full-width in Chinese faces and in most Japanese ones.
            let wide = |c| matches!(c, '‘' | '’' | '“' | '”' | '…' | '—' | '·');
            let of = |c| if wide(c) { IDEOGRAPH.into() } else { latin(c) };
            text.chars().map(of).sum()
        }
        Some(Script::Hebrew) => {
            let of = |c| HEBREW.of(c, weight).unwrap_or_else(|| latin(c));
            text.chars().map(of).sum()
        }
        Some(Script::Arabic) => arabic(text, weight, latin),
        Some(Script::Devanagari) => devanagari(text, weight, latin),
    };
    f64::from(thousandths) * size / 1000.0
}

/// The advance of one character of the Latin faces, or of none, in 1/1000 em.
fn advance(c: char, font: Font) -> i32 {
    let table: &[u16] = match font {
        Font::Sans => &SANS,
        Font::SansBold => &SANS_BOLD,
        Font::SerifBold => &SERIF_BOLD,
    };
    let known = place(c, &RANGES).and_then(|at| table.get(at)).copied();
    known
        .unwrap_or(match c {
            _ if is_zero_width(c) => 0,
            _ if is_ideograph(c) => IDEOGRAPH,
            _ => FALLBACK,
        })
        .into()
}

/// Where a table of these stretches has `c`.
fn place(c: char, ranges: &[(u32, u32)]) -> Option<usize> {
    let code = u32::from(c);
    let mut skipped = 0;
    for &(first, last) in ranges {
        if (first..=last).contains(&code) {
            return usize::try_from(skipped + code - first).ok();
        }
        skipped += last - first + 1;
    }
    None
}

impl Widths {
    fn of(&self, c: char, weight: usize) -> Option<i32> {
        let widths = self.widths.get(place(c, self.ranges)?)?;
        widths.get(weight).copied().map(i32::from)
    }
}

/// How an Arabic letter joins its neighbours.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joining {
    /// Neither side, as hamza.
    None,
    /// The letter before it alone, as alef.
    Before,
    /// Both sides.
    Both,
}

/// Widths of the letter's forms (isolated, initial, medial, final), and how it joins.
fn letter(c: char, weight: usize) -> Option<([u16; 4], Joining)> {
    let first = u32::from(c).checked_sub(0x621)?;
    let forms = ARABIC_LETTERS.get(usize::try_from(first).ok()?)?;
    let forms = *forms.get(weight)?;
    let joining = match forms {
        [_, 0, _, 0] => Joining::None,
        [_, 0, _, _] => Joining::Before,
        _ => Joining::Both,
    };
    Some((forms, joining))
}

fn arabic(text: &str, weight: usize, latin: impl Fn(char) -> i32) -> i32 {
    // A mark above or below doesn't part two letters; the zero-width non-joiner does.
    let mut chars = text
        .chars()
        .filter(|c| !is_zero_width(*c) || *c == '\u{200c}')
        .peekable();
    let (mut width, mut joined) = (0, false);
    while let Some(c) = chars.next() {
        let Some(([isolated, initial, medial, last], joining)) = letter(c, weight) else {
            width += ARABIC.of(c, weight).unwrap_or_else(|| latin(c));
            joined = false;
            continue;
        };
        let before = joined && joining != Joining::None;
        let next = chars.peek().copied();
        if c == LAM && matches!(next, Some('آ' | 'أ' | 'إ' | 'ا')) {
            chars.next();
            let forms = LAM_ALEF.get(weight).copied().unwrap_or_default();
            width += i32::from(if before { forms[1] } else { forms[0] });
            joined = false;
            continue;
        }
        let joins = |next| letter(next, weight).is_some_and(|(_, j)| j != Joining::None);
        joined = joining == Joining::Both && next.is_some_and(joins);
        width += i32::from(match (before, joined) {
            (false, false) => isolated,
            (false, true) => initial,
            (true, true) => medial,
            (true, false) => last,
        });
    }
    width
}

fn devanagari(text: &str, weight: usize, latin: impl Fn(char) -> i32) -> i32 {
    let alone = |c| DEVANAGARI.of(c, weight).unwrap_or_else(|| latin(c));
    let mut chars = text.chars().peekable();
    let mut width = 0;
    while let Some(c) = chars.next() {
        if !is_consonant(c) {
            width += alone(c);
            continue;
        }
        chars.next_if_eq(&NUKTA);
        if chars.next_if_eq(&VIRAMA).is_none() {
            // A few consonants have another glyph with a vowel sign.
            let sign = chars.peek().copied().filter(|next| !is_consonant(*next));
            let with_sign = sign.and_then(|sign| conjunct(c, sign, weight));
            width += with_sign.unwrap_or_else(|| alone(c));
            continue;
        }
        width += match chars.peek().copied() {
            // A stroke below.
            Some(RA) if c != RA => {
                chars.next();
                conjunct(c, RA, weight).unwrap_or_else(|| alone(c))
            }
            Some(next) if is_consonant(next) => {
                conjunct(c, next, weight).unwrap_or_else(|| half(c, weight))
            }
            Some(ZERO_WIDTH_JOINER) => half(c, weight),
            _ => alone(c),
        };
    }
    width
}

fn is_consonant(c: char) -> bool {
    matches!(c, '\u{915}'..='\u{939}' | '\u{958}'..='\u{95f}')
}

/// A consonant without the dot of its sound in Persian and other words: as wide.
fn plain(c: char) -> char {
    match c {
        '\u{958}' => 'क',
        '\u{959}' => 'ख',
        '\u{95a}' => 'ग',
        '\u{95b}' => 'ज',
        '\u{95c}' => 'ड',
        '\u{95d}' => 'ढ',
        '\u{95e}' => 'फ',
        '\u{95f}' => 'य',
        c => c,
    }
}

/// What a consonant takes in front of another.
fn half(c: char, weight: usize) -> i32 {
    let at = u32::from(plain(c)).checked_sub(0x915);
    let widths = at.and_then(|at| HALVES.get(usize::try_from(at).ok()?));
    widths
        .and_then(|widths| widths.get(weight).copied())
        .unwrap_or(FALLBACK)
        .into()
}

/// What a consonant takes in front of another with which it makes a sign of its own.
fn conjunct(c: char, next: char, weight: usize) -> Option<i32> {
    let (c, next) = (plain(c), plain(next));
    let (.., widths) = CONJUNCTS
        .iter()
        .find(|(first, second, _)| (*first, *second) == (c, next))?;
    widths.get(weight).copied().map(i32::from)
}

//! Small steps through a text: lines, blanks, scripts. All places are bytes of the source.

use crate::import::Span;
use crate::unseen::is_unseen_mark;

/// A source, and two copies of the same length that are easier to read.
pub(super) struct Text<'a> {
    /// As it came.
    pub(super) source: &'a str,
    /// Page artifacts overwritten by blanks.
    pub(super) masked: String,
    /// Masked, in lower case.
    pub(super) lower: String,
}

impl<'a> Text<'a> {
    pub(super) fn new(source: &'a str, masked: String) -> Self {
        let lower = masked.chars().map(lower).collect();
        Self {
            source,
            masked,
            lower,
        }
    }

    /// The masked text from a byte to a byte; empty outside.
    pub(super) fn part(&self, start: usize, end: usize) -> &str {
        self.masked.get(start..end).unwrap_or_default()
    }

    /// The same in lower case.
    pub(super) fn low(&self, span: Span) -> &str {
        span.of(&self.lower)
    }

    /// Whether nothing but blanks stands between a byte and the start of its line.
    pub(super) fn starts_line(&self, at: usize) -> bool {
        let before = self
            .part(0, at)
            .trim_end_matches(|c: char| c.is_whitespace() && !is_break(c));
        before.is_empty() || before.ends_with(is_break)
    }

    /// What stands there, as a line: blanks single, words that a line break has parted joined at their hyphen.
    pub(super) fn written(&self, span: Span) -> String {
        squeezed(span.of(&self.masked))
    }
}

/// The small letter, if it has as many bytes.
fn lower(c: char) -> char {
    let mut small = c.to_lowercase();
    match (small.next(), small.next()) {
        (Some(small), None) if small.len_utf8() == c.len_utf8() => small,
        _ => c,
    }
}

/// What ends a line, or a page.
pub(super) fn is_break(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// The lines of a text, without what ends them.
pub(super) fn lines(text: &str) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if is_break(c) {
            lines.push(Span::new(start, at));
            start = at + c.len_utf8();
            if c == '\r' {
                if let Some((at, _)) = chars.next_if(|(_, next)| *next == '\n') {
                    start = at + 1;
                }
            }
        }
    }
    lines.push(Span::new(start, text.len()));
    lines
}

/// The same without blanks at its ends.
pub(super) fn trimmed(text: &str, span: Span) -> Span {
    let whole = span.of(text);
    let end = span.start + whole.trim_end().len();
    let start = end - whole.trim_end().trim_start().len();
    Span::new(start, end)
}

fn squeezed(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut blanks = false;
    let mut broken = false;
    for c in text.chars().filter(|c| !is_unseen_mark(*c)) {
        if c.is_whitespace() {
            blanks = true;
            broken |= is_break(c);
            continue;
        }
        // Chinese has no blanks that a line's end could stand for.
        let is_joined = broken
            && (line.ends_with(['-', '‐', '\u{2011}']) || is_cjk(c) && line.ends_with(is_cjk));
        if blanks && !line.is_empty() && !is_joined {
            line.push(' ');
        }
        (blanks, broken) = (false, false);
        line.push(c);
    }
    line
}

/// Chinese and Japanese: no blanks between words.
pub(super) fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// Whether the first letter is of a script that has no capitals.
pub(super) fn is_uncased(text: &str) -> bool {
    let first = text.chars().find(|c| c.is_alphabetic());
    first.is_some_and(|c| is_cjk(c) || !c.is_lowercase() && !c.is_uppercase())
}

/// A word, a number or a mark, with its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) span: Span,
    pub(super) kind: TokenKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    Word,
    Number,
    Mark,
    /// The end of a line.
    Break,
}

/// The tokens of a stretch. Digits and letters part; each Chinese character is a word.
pub(super) fn tokens(text: &str, within: Span) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut after_blank = true;
    for (at, c) in within.of(text).char_indices() {
        let at = within.start + at;
        let span = Span::new(at, at + c.len_utf8());
        let kind = match c {
            c if is_break(c) => TokenKind::Break,
            c if c.is_whitespace() || is_unseen_mark(c) => {
                after_blank = true;
                continue;
            }
            c if c.is_numeric() && !is_cjk(c) => TokenKind::Number,
            // Apostrophes and accents of their own are within words.
            c if c.is_alphanumeric()
                || matches!(c, '\'' | '’' | '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}') =>
            {
                TokenKind::Word
            }
            _ => TokenKind::Mark,
        };
        let grows =
            !after_blank && kind != TokenKind::Mark && kind != TokenKind::Break && !is_cjk(c);
        after_blank = is_cjk(c) || kind == TokenKind::Break;
        match tokens.last_mut() {
            Some(last) if grows && last.kind == kind && last.span.end == at => {
                last.span.end = span.end
            }
            _ => tokens.push(Token { span, kind }),
        }
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_a_line_break_parts_is_joined_at_its_hyphen() {
        assert_eq!(squeezed("Timor-\n  Leste"), "Timor-Leste");
        assert_eq!(
            squeezed("Bosnia  and\r\nHerzegovina"),
            "Bosnia and Herzegovina"
        );
        assert_eq!(squeezed("Guinea - Bissau"), "Guinea - Bissau");
    }

    #[test]
    fn every_way_to_end_a_line_ends_it() {
        let text = "a\r\nb\rc\n\u{c}d\u{2028}e";
        let lines = lines(text);
        let words: Vec<&str> = lines.iter().map(|line| line.of(text)).collect();
        assert_eq!(words, ["a", "b", "c", "", "d", "e"]);
    }

    #[test]
    fn digits_and_letters_part() {
        let text = "1against 9票";
        let found = tokens(text, Span::new(0, text.len()));
        let words: Vec<&str> = found.iter().map(|token| token.span.of(text)).collect();
        assert_eq!(words, ["1", "against", "9", "票"]);
    }
}

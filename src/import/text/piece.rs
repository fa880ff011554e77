//! The pieces of a list: what stands between its commas, stops and lines.

use super::artifact;
use super::scan::is_break;
use crate::import::Span;
use crate::unseen::is_unseen_mark;

/// What parts a piece from the one before; the later outweighs the earlier, but a comma outweighs all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Boundary {
    /// A line's end.
    Line,
    /// A stop.
    Stop,
    /// A blank line.
    Paragraph,
    /// A comma, a semicolon, a bullet within a line; the start of the list.
    Comma,
}

/// A piece of a list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    pub(super) span: Span,
    pub(super) before: Boundary,
}

/// No bracket within a name is longer, bytes.
const LONGEST_NOTE: usize = 160;

/// No piece is longer, bytes: a longer one is no name, and is cut.
const LONGEST_PIECE: usize = 24_000;

/// The pieces of a text from a byte to a byte.
pub(super) struct Pieces<'a> {
    text: &'a str,
    at: usize,
    until: usize,
    before: Boundary,
    /// Artifacts that stood within lines.
    pub(super) artifacts: Vec<Span>,
}

impl<'a> Pieces<'a> {
    pub(super) fn new(text: &'a str, from: usize, until: usize) -> Self {
        Self {
            text,
            at: from,
            until: until.min(text.len()),
            before: Boundary::Comma,
            artifacts: Vec::new(),
        }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..self.until).unwrap_or_default()
    }

    /// Steps over what parts two pieces.
    fn skip(&mut self) {
        let mut strongest: Option<Boundary> = None;
        let mut breaks = 0;
        let mut starts_line = self
            .text
            .get(..self.at)
            .is_none_or(|before| before.trim_end_matches([' ', '\u{a0}']).ends_with(is_break));
        loop {
            let rest = self.rest();
            let Some(c) = rest.chars().next() else { break };
            let next = rest.chars().nth(1);
            let found = match c {
                c if is_break(c) => {
                    breaks += usize::from(!(c == '\r' && next == Some('\n')));
                    starts_line = true;
                    Some(if breaks > 1 {
                        Boundary::Paragraph
                    } else {
                        Boundary::Line
                    })
                }
                '\t' => Some(Boundary::Comma),
                c if c.is_whitespace() || is_unseen_mark(c) => None,
                c if is_comma(c) => Some(Boundary::Comma),
                '.' | '。' => Some(Boundary::Stop),
                // Bullets, quotation marks, emphasis.
                '-' | '–' | '—' | '*' | '·' | '‧' | '"' | '“' | '”' | '«' | '»' | '_' | '>'
                | '#' | '+' | '=' | '~' => None,
                _ => {
                    if let Some(numbering) = starts_line.then(|| numbering(rest)).flatten() {
                        self.at += numbering;
                        starts_line = false;
                        continue;
                    }
                    let word = rest
                        .split(|c: char| c.is_whitespace() || is_comma(c))
                        .next()
                        .unwrap_or_default();
                    if c.is_ascii()
                        && word.len() < 40
                        && word.bytes().any(|byte| byte.is_ascii_digit())
                        && artifact::is_inline(word)
                    {
                        self.artifacts
                            .push(Span::new(self.at, self.at + word.len()));
                        self.at += word.len();
                        continue;
                    }
                    break;
                }
            };
            self.at += c.len_utf8();
            strongest = strongest.max(found);
        }
        if let Some(strongest) = strongest {
            self.before = self.before.max(strongest);
        }
    }
}

impl Iterator for Pieces<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        self.skip();
        let start = self.at;
        let rest = self.rest();
        let mut end = rest.len();
        let mut until = 0;
        for (at, c) in rest.char_indices() {
            if at < until {
                continue;
            }
            let after = rest.get(at + c.len_utf8()..).unwrap_or_default();
            let ends = match c {
                '(' | '（' => {
                    if let Some(close) = note(after) {
                        until = at + c.len_utf8() + close;
                    }
                    false
                }
                // "[3]", "[note 2]" mark a footnote; a longer one is a correction, and no part of the list.
                '[' => match note(after).filter(|close| *close <= 14) {
                    Some(close) => {
                        until = at + 1 + close;
                        false
                    }
                    None => true,
                },
                '.' => {
                    after.is_empty()
                        || after.starts_with(|c: char| {
                            c.is_whitespace() || matches!(c, '"' | '”' | '[' | ']' | ')')
                        })
                }
                '。' | '\t' => true,
                // "Y. Z", "Chile;Peru".
                c if is_comma(c) || is_break(c) => true,
                '/' => at > 0 && after.starts_with(' '),
                // An artifact within a line stands between names.
                ' ' => {
                    let word = after
                        .split(|c: char| c.is_whitespace() || is_comma(c))
                        .next()
                        .unwrap_or_default();
                    word.len() > 2
                        && word.len() < 40
                        && word.bytes().any(|byte| byte.is_ascii_digit())
                        && artifact::is_inline(word)
                }
                _ => at > LONGEST_PIECE,
            };
            if ends {
                end = at;
                break;
            }
        }
        if end == 0 {
            return None;
        }
        self.at = start + end;
        let whole = rest.get(..end).unwrap_or_default();
        let piece = whole.trim_end_matches(|c: char| {
            c.is_whitespace() || is_unseen_mark(c) || matches!(c, '*' | '"' | '”' | '»' | '_')
        });
        let before = std::mem::replace(&mut self.before, Boundary::Line);
        // An artifact parts no names: its blank is like a line's end.
        Some(Piece {
            span: Span::new(start, start + piece.len()),
            before,
        })
    }
}

fn is_comma(c: char) -> bool {
    matches!(
        c,
        ',' | '،'
            | '、'
            | '，'
            | ';'
            | '；'
            | '؛'
            | '|'
            | '•'
            | '●'
            | '▪'
            | '■'
            | '◦'
            | '‚'
            | '﹐'
            | '､'
    )
}

/// The length of "13." or "(13)" or "13 " at the start of a line, before a name; or of digits alone on it.
fn numbering(rest: &str) -> Option<usize> {
    let open = usize::from(rest.starts_with('('));
    let digits = rest.get(open..)?;
    let count = digits.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=3).contains(&count) {
        return None;
    }
    let after = digits.get(count..)?;
    let mark = usize::from(after.starts_with(['.', ')']));
    let follows = after.get(mark..)?;
    let is_end = follows.is_empty() || follows.starts_with(char::is_whitespace);
    // "13.Montenegro".
    (is_end || mark == 1 && follows.starts_with(char::is_alphabetic)).then_some(open + count + mark)
}

/// The place after the bracket that closes a note within a name.
fn note(after: &str) -> Option<usize> {
    let mut depth = 1_usize;
    for (at, c) in after.char_indices() {
        match c {
            '(' | '（' | '[' => depth += 1,
            ')' | '）' | ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at + c.len_utf8());
        }
        if at > LONGEST_NOTE {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<(&str, Boundary)> {
        let pieces = Pieces::new(text, 0, text.len());
        pieces
            .map(|piece| (piece.span.of(text), piece.before))
            .collect()
    }

    #[test]
    fn names_part_at_commas_outside_of_brackets() {
        use Boundary::{Comma, Line, Paragraph, Stop};
        assert_eq!(
            pieces("Iran (Islamic Republic of, note), Chad;Peru، Mali、Fiji\nOman. Togo\n\nCuba"),
            [
                ("Iran (Islamic Republic of, note)", Comma),
                ("Chad", Comma),
                ("Peru", Comma),
                ("Mali", Comma),
                ("Fiji", Comma),
                ("Oman", Line),
                ("Togo", Stop),
                ("Cuba", Paragraph)
            ]
        );
    }

    #[test]
    fn bullets_numbers_and_furniture_are_no_part_of_names() {
        let text = "• Chad\n13. Montenegro\n14 Peru\n- Mali, 23-41218 A/78/PV.50 Niger 5/30, Oman [3], [Subsequently, x]";
        let names: Vec<&str> = pieces(text).into_iter().map(|(name, _)| name).collect();
        assert_eq!(
            names,
            ["Chad", "Montenegro", "Peru", "Mali", "Niger", "Oman [3]"]
        );
    }
}

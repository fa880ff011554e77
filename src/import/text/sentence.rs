//! Sentences: they end with a stop, a blank line, or at a bracket that holds sentences.

use super::bracket::closing;
use crate::import::Span;

/// Brackets without an end that are looked for, of one stretch.
pub(super) const UNCLOSED: usize = 20;

/// The sentences of a stretch.
pub(super) fn sentences(text: &str, within: Span) -> Vec<Span> {
    let mut sentences = Vec::new();
    let mut start = within.start;
    let part = within.of(text);
    let mut until = 0;
    let mut breaks = 0;
    let mut unclosed = 0;
    for (at, c) in part.char_indices() {
        if super::scan::is_break(c) {
            breaks += 1;
        } else if !c.is_whitespace() {
            if breaks > 1 {
                sentences.push(Span::new(start, within.start + at));
                start = within.start + at;
                until = 0;
            }
            breaks = 0;
        }
        if at < until {
            continue;
        }
        let after = part.get(at + c.len_utf8()..).unwrap_or_default();
        let end = within.start + at + c.len_utf8();
        match c {
            '(' | '（' => {
                match (unclosed < UNCLOSED)
                    .then(|| closing(text, end, within.end))
                    .flatten()
                {
                    Some(close) => until = close - within.start,
                    None => unclosed += 1,
                }
            }
            '[' => {
                let close = (unclosed < UNCLOSED)
                    .then(|| closing(text, end, within.end))
                    .flatten();
                unclosed += usize::from(close.is_none());
                if let Some(close) = close.filter(|close| *close > end + 14) {
                    sentences.push(Span::new(start, end - 1));
                    sentences.push(Span::new(end - 1, close + 1));
                    start = close + 1;
                    until = close + 1 - within.start;
                }
            }
            '。' | '!' | '?' | '؟' => {
                sentences.push(Span::new(start, end));
                start = end;
            }
            '.' if after.is_empty()
                || after
                    .starts_with(|c: char| c.is_whitespace() || matches!(c, '”' | '"' | '»')) =>
            {
                let before = part.get(..at).unwrap_or_default();
                let word = before
                    .rsplit(|c: char| !c.is_alphanumeric())
                    .next()
                    .unwrap_or_default();
                let is_short = word.chars().count() < 3 && word.chars().all(char::is_alphabetic)
                    || matches!(word, "Mrs" | "para" | "paras" | "art" | "Rev");
                if !is_short {
                    sentences.push(Span::new(start, end));
                    start = end;
                }
            }
            _ => {}
        }
    }
    sentences.push(Span::new(start, within.end));
    sentences.retain(|span| span.of(text).chars().any(char::is_alphanumeric));
    sentences
}

//! Labels of lists: "In favour:", "Against (5):", "Abstentions — 35", "Votent pour", alone on a line or before their names.

use super::bracket::closing;
use super::number;
use super::phrase::{is_filler, phrases, GOES_ON};
use super::scan::{tokens, Text, Token, TokenKind};
use crate::import::{words, Said, Span};
use crate::input::folded;

/// The label of a list.
#[derive(Debug, Clone)]
pub(super) struct Label {
    /// What it says of the states beneath.
    pub(super) said: Said,
    /// Its words, without colon and count.
    pub(super) span: Span,
    /// How many it says there are.
    pub(super) count: Option<(usize, Span)>,
    /// Where its list begins.
    pub(super) from: usize,
    /// Where its list ends at the latest: at its closing bracket.
    pub(super) until: Option<usize>,
    /// Whether it goes on with the list of that label before a page's end: "(continued)".
    pub(super) goes_on: bool,
    /// Whether it is a label whatever follows; others must be followed by a name.
    pub(super) is_sure: bool,
    /// Whether it stands in a sentence: "voted against", "Voting against were".
    pub(super) is_told: bool,
}

/// The tokens of a text, and what a reader of labels asks of them.
pub(super) struct Tokens<'a> {
    text: &'a Text<'a>,
    all: Vec<Token>,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(text: &'a Text<'a>) -> Self {
        let all = tokens(&text.masked, Span::new(0, text.masked.len()));
        Self { text, all }
    }

    fn get(&self, at: usize) -> Option<&Token> {
        self.all.get(at)
    }

    fn str(&self, at: usize) -> &str {
        self.get(at)
            .map_or("", |token| token.span.of(&self.text.masked))
    }

    fn folded(&self, at: usize) -> String {
        folded(self.str(at))
    }

    fn kind(&self, at: usize) -> Option<TokenKind> {
        self.get(at).map(|token| token.kind)
    }

    fn end(&self, at: usize) -> usize {
        self.get(at)
            .map_or(self.text.masked.len(), |token| token.span.end)
    }

    fn start(&self, at: usize) -> usize {
        self.get(at)
            .map_or(self.text.masked.len(), |token| token.span.start)
    }

    /// The longest phrase that begins at a token: what it says, and the token after it.
    fn phrase(&self, at: usize) -> Option<(Said, usize)> {
        let phrases = phrases().get(&self.folded(at))?;
        phrases.iter().find_map(|(words, said)| {
            let mut next = at + 1;
            for word in words.iter().skip(1) {
                // "Co-sponsors", "S' abstiennent".
                if self.kind(next) == Some(TokenKind::Mark)
                    && matches!(self.str(next), "-" | "‐" | "'" | "’")
                {
                    next += 1;
                }
                if self.folded(next) != *word {
                    return None;
                }
                next += 1;
            }
            Some((*said, next))
        })
    }

    /// Whether a phrase begins at a token, with words that say nothing before it.
    fn begins_phrase(&self, at: usize) -> bool {
        let leads = (at..at + 6).take_while(|own| *own == at || is_filler(&self.folded(*own - 1)));
        leads.into_iter().any(|own| self.phrase(own).is_some())
    }

    /// All labels of the text, in order; none overlap.
    pub(super) fn labels(&self) -> Vec<Label> {
        let mut labels = Vec::new();
        let mut at = 0;
        while at < self.all.len() {
            match self.label(at) {
                Some((label, next)) => {
                    labels.push(label);
                    at = next;
                }
                None => at += 1,
            }
        }
        labels
    }

    /// The label that begins at a token, and the token after it.
    fn label(&self, at: usize) -> Option<(Label, usize)> {
        if !matches!(self.kind(at), Some(TokenKind::Word | TokenKind::Number)) {
            return None;
        }
        let place = self.place(at);
        let first = self.str(at).chars().next()?;
        if place == Place::Within && first.is_lowercase() {
            return None;
        }
        // "141 votes in favour:", "Those voting against:".
        let mut start = at;
        let mut count = None;
        if self.kind(at) == Some(TokenKind::Number) {
            if place != Place::Line {
                return None;
            }
            count = number::digits(self.str(at)).zip(self.get(at).map(|token| token.span));
            start += 1;
        }
        let (said, mut next) = (start..start + 6)
            .take_while(|own| *own == start || is_filler(&self.folded(*own - 1)))
            .find_map(|own| self.phrase(own))?;
        let span = Span::new(self.start(at), self.end(next - 1));
        let letters = span
            .of(&self.text.masked)
            .chars()
            .filter(|c| c.is_alphabetic())
            .count();
        let is_uncased = !first.is_lowercase() && !first.is_uppercase();
        let is_word = letters >= 4 || is_uncased && letters >= 2;

        let mut read = After {
            count,
            ..After::default()
        };
        let phrase_end = next;
        next = self.after(next, &mut read);
        let has_count = read.count.is_some() && count.is_none();
        let starts = place != Place::Within;
        // "For: …" is one at the start of a line, not within it.
        // "141 in favour, 5 against": a sentence.
        let is_counted_before = count.is_some() && !read.colon && !read.dash && !read.line_end;
        let is_label = !is_counted_before
            && match (read.colon, has_count || read.dash, read.line_end) {
                _ if read.were => starts && is_word,
                (true, _, _) => {
                    place == Place::Line || is_word || has_count && starts && letters > 1
                }
                (false, true, _) => {
                    let is_word = is_word || letters > 1;
                    place == Place::Line && is_word && !first.is_lowercase()
                }
                (false, false, true) => place == Place::Line,
                (false, false, false) => match is_uncased {
                    true => starts && letters >= 3,
                    false => place == Place::Line && letters >= 5 && !first.is_lowercase(),
                },
            };
        // "Author: J. Smith".
        let is_vote = matches!(said, Said::Vote(_));
        let is_sure = is_vote && (read.colon || has_count);
        let is_bare = !(read.colon || read.dash || read.line_end || has_count);
        let label = Label {
            said,
            span,
            count: read.count,
            from: self.end(next.max(phrase_end) - 1),
            until: read.until,
            goes_on: read.goes_on,
            is_sure,
            is_told: read.were
                || is_bare && words::told().contains_key(&folded(span.of(&self.text.masked))),
        };
        is_label.then_some((label, next.max(phrase_end)))
    }

    /// Reads what stands between a phrase and its list; gives the first token of the list.
    fn after(&self, from: usize, read: &mut After) -> usize {
        let mut at = from;
        let mut next = from;
        while at < from + 16 {
            let Some(kind) = self.kind(at) else {
                read.line_end = true;
                break;
            };
            let str = self.str(at);
            match (kind, str) {
                (TokenKind::Mark, ":" | "：" | "﹕" | "︰") => read.colon = true,
                (TokenKind::Mark, "=" | "–" | "—" | "-" | "|" | "\t") => read.dash = true,
                (TokenKind::Mark, "*" | "_" | "\"" | "”" | "»" | "،") => {}
                (TokenKind::Mark, "(" | "[" | "（") => {
                    if let Some(after) = self.bracketed(at, read) {
                        at = after;
                        next = after;
                        continue;
                    }
                    if read.colon || read.count.is_some() || read.dash {
                        // The list itself stands in the bracket.
                        let open = self.end(at);
                        read.until = closing(&self.text.masked, open, usize::MAX);
                        if read.until.is_some() {
                            next = at + 1;
                        }
                    }
                    break;
                }
                (TokenKind::Number, _) if read.count.is_none() => {
                    let Some(count) = self.count(at, read.line_end) else {
                        break;
                    };
                    read.count = Some(count);
                    read.line_end = false;
                }
                (TokenKind::Break, _) => {
                    let was = std::mem::replace(&mut read.line_end, true);
                    // A count may stand on the next line, alone.
                    if was && self.kind(at + 1) == Some(TokenKind::Break)
                        || self.kind(at + 1) != Some(TokenKind::Number)
                    {
                        break;
                    }
                    at += 1;
                    continue;
                }
                // "Voting against were Israel and Nauru."
                (TokenKind::Word, "were" | "was") if !read.line_end && !read.colon => {
                    read.were = true
                }
                (TokenKind::Word, _) if is_filler(&self.folded(at)) && !read.line_end => {
                    // "The" may begin a name; a filler ends with a colon, a count or a line.
                    let after = (at..at + 6)
                        .find(|own| !is_filler(&self.folded(*own)))
                        .unwrap_or(at);
                    let ends =
                        matches!(
                            self.kind(after),
                            None | Some(TokenKind::Break | TokenKind::Number)
                        ) || matches!(self.str(after), ":" | "：" | "(" | "（" | "–" | "—" | "-");
                    if !ends || read.colon && read.count.is_none() {
                        break;
                    }
                    at = after;
                    next = after;
                    continue;
                }
                _ => break,
            }
            at += 1;
            next = at;
        }
        next
    }

    /// A number that counts the list, and is not the number of its first line: "5", "5 countries", "35 (names)".
    fn count(&self, at: usize, on_own_line: bool) -> Option<(usize, Span)> {
        let count = number::digits(self.str(at)).zip(self.get(at).map(|token| token.span))?;
        let mut after = at + 1;
        while is_filler(&self.folded(after)) && self.kind(after) == Some(TokenKind::Word) {
            after += 1;
        }
        let ends_line = matches!(self.kind(after), None | Some(TokenKind::Break));
        if on_own_line {
            return ends_line.then_some(count);
        }
        let is_numbering = matches!(self.str(after), "." | ")") && after == at + 1;
        let ends = ends_line
            || is_numbering
                && (matches!(self.kind(after + 1), None | Some(TokenKind::Break))
                    || self.begins_phrase(after + 1))
            || matches!(
                self.str(after),
                ":" | "：" | "(" | "（" | "–" | "—" | "-" | ";" | "," | "，" | "،" | "|" | "]"
            )
            || after > at + 1;
        // "Against: 5 Abstaining: 35"; "Against 5 Belarus, …": a name follows.
        (ends || !is_numbering && self.kind(after) == Some(TokenKind::Word)).then_some(count)
    }

    /// "(141)", "(141 countries)", "(continued)": the token after, if the bracket holds only that.
    fn bracketed(&self, open: usize, read: &mut After) -> Option<usize> {
        let mut at = open + 1;
        let mut count = None;
        let mut goes_on = false;
        while at < open + 6 {
            match self.kind(at)? {
                TokenKind::Number if count.is_none() => {
                    count = number::digits(self.str(at)).zip(self.get(at).map(|token| token.span));
                }
                TokenKind::Word if GOES_ON.contains(&self.folded(at).as_str()) => goes_on = true,
                TokenKind::Word if is_filler(&self.folded(at)) => {}
                TokenKind::Mark if matches!(self.str(at), ")" | "]" | "）") => {
                    if count.is_none() && !goes_on {
                        return None;
                    }
                    read.count = read.count.or(count);
                    read.goes_on |= goes_on;
                    return Some(at + 1);
                }
                TokenKind::Mark if self.str(at) == "." => {}
                _ => return None,
            }
            at += 1;
        }
        None
    }

    /// Where a token stands: first in its line but for bullets and numbering, after a mark, or within.
    fn place(&self, at: usize) -> Place {
        let mut before = at;
        while before > 0
            && self.kind(before - 1) == Some(TokenKind::Mark)
            && !matches!(self.str(before - 1), ")" | "]" | "）")
        {
            before -= 1;
        }
        if before == 0 || self.kind(before - 1) == Some(TokenKind::Break) {
            return Place::Line;
        }
        // "1. In favour", "(a) In favour".
        let numbering = (1..=3).any(|back| {
            let first = at.checked_sub(back + 1);
            let begins = first.is_none_or(|first| self.kind(first) == Some(TokenKind::Break));
            begins
                && at >= back
                && back > 1
                && self.start(at) - self.start(at - back) < 6
                && self.kind(at - 1) == Some(TokenKind::Mark)
        });
        match numbering {
            true => Place::Line,
            false if self.kind(at - 1) == Some(TokenKind::Mark) && self.str(at - 1) != "-" => {
                Place::Mark
            }
            false => Place::Within,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Line,
    Mark,
    Within,
}

/// What was read after a phrase.
#[derive(Default)]
struct After {
    colon: bool,
    dash: bool,
    line_end: bool,
    /// "were", in place of a colon.
    were: bool,
    count: Option<(usize, Span)>,
    until: Option<usize>,
    goes_on: bool,
}

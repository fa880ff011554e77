//! The list beneath a label: its names, and where it ends.

use std::collections::VecDeque;

use super::piece::{Boundary, Piece, Pieces};
use super::reader::{is_conjunction, is_prose, Mention, Reader};
use super::scan::is_uncased;
use super::segment;
use crate::import::{words, Said, Span};
use crate::roster::Match;

/// What was read of a list.
#[derive(Debug, Default)]
pub(super) struct List {
    pub(super) mentions: Vec<Mention>,
    /// The byte after its last name.
    pub(super) end: usize,
    /// Page artifacts within its lines.
    pub(super) artifacts: Vec<Span>,
    /// Lines that broke into it and were not understood.
    pub(super) skipped: Vec<Span>,
    /// Where "None" stands, in place of names.
    pub(super) none: Option<Span>,
}

/// Words for an empty side.
const NONE: [&str; 31] = [
    "none",
    "nil",
    "no one",
    "nobody",
    "aucun",
    "aucune",
    "néant",
    "neant",
    "personne",
    "aucun pays",
    "ninguno",
    "ninguna",
    "nadie",
    "ninguno de los estados",
    "нет",
    "никто",
    "не было",
    "لا أحد",
    "لا احد",
    "لا يوجد",
    "صفر",
    "لا شيء",
    "无",
    "無",
    "没有",
    "没有国家",
    "keine",
    "niemand",
    "nenhum",
    "なし",
    "אין",
];

/// Beginnings of sentences for an empty side.
const NONE_OF: [&str; 8] = [
    "no state",
    "no country",
    "no countries",
    "no delegation",
    "no member",
    "никто не",
    "ningún estado",
    "aucun état",
];

/// Reads a list from a byte to a byte at most.
pub(super) fn list(reader: &Reader, from: usize, until: usize) -> List {
    let mut pieces = Buffer::new(reader, from, until);
    if let Some(first) = pieces.piece(0) {
        let word = reader.text.low(first.span).trim();
        if NONE.contains(&word)
            || matches!(word, "0" | "٠")
            || NONE_OF.iter().any(|start| word.starts_with(start))
        {
            return List {
                end: first.span.end,
                none: Some(first.span),
                ..List::default()
            };
        }
    }
    let mut list = List {
        end: from,
        ..List::default()
    };
    // Unknown names at the end, which may be what follows the list.
    let mut doubtful: Vec<Mention> = Vec::new();
    let (mut lines, mut commas) = (0, 0);
    while let Some(piece) = pieces.piece(0) {
        let is_first = list.mentions.is_empty() && doubtful.is_empty();
        let by_lines = commas == 0 && lines > 0;
        if let Some((mention, used)) = pieces.known() {
            if !is_first && !pieces.goes_on(used, piece.before, commas) {
                break;
            }
            commas += usize::from(piece.before == Boundary::Comma && !is_first);
            lines += usize::from(piece.before != Boundary::Comma);
            list.end = mention.span.end;
            list.mentions.append(&mut doubtful);
            list.mentions.push(mention);
            pieces.drop(used);
            continue;
        }
        let may_begin =
            is_first || piece.before == Boundary::Comma || piece.before == Boundary::Line;
        if let Some(segmented) = may_begin
            .then(|| segment::segmented(reader, piece.span))
            .flatten()
        {
            commas += usize::from(piece.before == Boundary::Comma && !is_first);
            list.mentions.append(&mut doubtful);
            list.mentions.extend(segmented.mentions);
            list.end = list.mentions.last().map_or(list.end, |last| last.span.end);
            pieces.drop(1);
            if segmented.ends {
                break;
            }
            continue;
        }
        // "…, Italia; en contra, la Federación de Rusia".
        let is_label = |said| said != Said::NoVote;
        if !is_first && words::said(reader.text.low(piece.span)).is_some_and(is_label) {
            break;
        }
        let mention = reader.unknown(piece.span);
        let is_near = matches!(mention.found, Match::Unknown(Some(_)));
        let is_sentence = is_prose(&mention.written);
        let next = pieces.next_known();
        let few_words =
            mention.written.split_whitespace().count() <= 6 && mention.written.chars().count() < 60;
        let is_name = match piece.before {
            Boundary::Comma => {
                is_near
                    || next == Some(Boundary::Comma)
                        && few_words
                        && !mention.written.contains([':', '“', '"'])
                    || !is_sentence && doubtful.len() < 3
            }
            Boundary::Line => {
                is_near
                    || !is_sentence && next.is_some() && (by_lines || next == Some(Boundary::Comma))
            }
            Boundary::Stop | Boundary::Paragraph => {
                is_near && !is_sentence && pieces.goes_on(1, piece.before, commas)
            }
        };
        if !is_name {
            // A running head after a comma, before more names.
            let breaks_in = piece.before == Boundary::Comma
                && !is_first
                && reader.text.starts_line(piece.span.start);
            match breaks_in.then(|| pieces.resumes()).flatten() {
                Some(count) => {
                    list.skipped.extend(
                        (0..count)
                            .filter_map(|at| pieces.piece(at))
                            .map(|piece| piece.span),
                    );
                    pieces.drop(count);
                    continue;
                }
                None => break,
            }
        }
        pieces.drop(1);
        doubtful.push(mention);
        if is_near {
            list.end = piece.span.end;
            list.mentions.append(&mut doubtful);
        }
    }
    // "… Zambia, Atlantis" ends the list; "… Zambia, Mr. Smith, who" goes on as a sentence.
    let ends_there = pieces
        .piece(0)
        .is_none_or(|next| next.before != Boundary::Comma);
    if ends_there && (!list.mentions.is_empty() || doubtful.len() < 3) {
        list.end = doubtful.last().map_or(list.end, |last| last.span.end);
        list.mentions.append(&mut doubtful);
    }
    let end = list.end;
    list.artifacts = pieces
        .pieces
        .artifacts
        .iter()
        .copied()
        .filter(|span| span.end <= end)
        .collect();
    list
}

/// The number alone behind a list, and where that ends: "… Zambia – 35", "(35)", "Total: 35".
pub(super) fn count_behind(
    reader: &Reader,
    list: &List,
    until: usize,
) -> Option<((usize, Span), usize)> {
    // A dash may count as the name's own.
    let is_led = list
        .mentions
        .last()?
        .written
        .ends_with(['–', '—', '-', '=', '(']);
    let rest = reader.text.part(list.end, until);
    let line = rest.len() - rest.trim_start().len();
    let line = rest.get(line..)?.split(super::scan::is_break).next()?;
    let start = until.min(list.end + rest.find(line)?);
    let own = line.trim_end_matches(|c: char| !c.is_numeric());
    let digits = own
        .chars()
        .rev()
        .take_while(|c| c.is_numeric())
        .map(char::len_utf8)
        .sum::<usize>();
    let (word, digits) = own.split_at_checked(own.len() - digits)?;
    let count = super::number::digits(digits)?;
    let is_total = crate::import::table::heading::is_sum(word);
    let is_number = !word.chars().any(char::is_alphanumeric) && !word.contains(',');
    let at = start + word.len();
    (is_total || is_number && (is_led || !word.trim().is_empty())).then_some((
        (count, Span::new(at, at + digits.len())),
        start + line.trim_end().len(),
    ))
}

/// Pieces that are looked at before they are taken.
struct Buffer<'a, 'b> {
    reader: &'b Reader<'a>,
    pieces: Pieces<'b>,
    ahead: VecDeque<(Piece, Option<Mention>)>,
}

impl<'a, 'b> Buffer<'a, 'b> {
    fn new(reader: &'b Reader<'a>, from: usize, until: usize) -> Self {
        Self {
            reader,
            pieces: Pieces::new(&reader.text.masked, from, until),
            ahead: VecDeque::new(),
        }
    }

    fn fill(&mut self, count: usize) {
        while self.ahead.len() <= count {
            let Some(piece) = self.pieces.next() else {
                return;
            };
            let mention = self.reader.mention(piece.span);
            self.ahead.push_back((piece, mention));
        }
    }

    fn piece(&mut self, at: usize) -> Option<Piece> {
        self.fill(at);
        self.ahead.get(at).map(|(piece, _)| *piece)
    }

    fn mention(&mut self, at: usize) -> Option<&Mention> {
        self.fill(at);
        self.ahead.get(at)?.1.as_ref()
    }

    fn drop(&mut self, count: usize) {
        self.ahead.drain(..count.min(self.ahead.len()));
    }

    /// The boundary before the next piece, if that is a name.
    fn next_known(&mut self) -> Option<Boundary> {
        let before = self.piece(1)?.before;
        self.mention(1).map(|_| before)
    }

    /// The pieces before the next three names in a row, if they are few.
    fn resumes(&mut self) -> Option<usize> {
        (1..8).find(|from| {
            (*from..from + 3).all(|at| self.mention(at).is_some_and(Mention::is_known))
        })
    }

    /// The name that begins here, and how many pieces it takes: a line's end, a stop or a comma may stand in it.
    fn known(&mut self) -> Option<(Mention, usize)> {
        let first = self.piece(0)?;
        let single = self.mention(0).cloned();
        let Some(second) = self.piece(1) else {
            return single.map(|mention| (mention, 1));
        };
        let masked = &self.reader.text.masked;
        let (before, after) = (first.span.of(masked), second.span.of(masked));
        let leans = after.starts_with(['(', '（'])
            || after.starts_with(char::is_lowercase) && !is_uncased(after);
        let is_open = before.ends_with('-')
            || before.split_whitespace().last().is_some_and(|word| {
                let word = word.to_lowercase();
                is_conjunction(&word) || matches!(word.as_str(), "of" | "the" | "de" | "du" | "del")
            });
        let is_whole = matches!(
            self.mention(1).map(|own| &own.found),
            Some(Match::One(..) | Match::Several(_))
        );
        if single.is_some() && is_whole && !leans && !is_open {
            return single.map(|mention| (mention, 1));
        }
        // "Sudan, South" and "Sudan" on the next line: the second name is whole.
        let parts_next = second.before == Boundary::Comma
            && self.piece(2).is_some_and(|third| {
                third.before != Boundary::Comma
                    && self
                        .reader
                        .mention(Span::new(second.span.start, third.span.end))
                        .is_some()
            });
        if single.is_some() && parts_next && !leans {
            return single.map(|mention| (mention, 1));
        }
        // "Korea, Democratic People's Republic of"; "Timor-" and "Leste" on the next line.
        for count in (2..=4).rev() {
            let Some(last) = self.piece(count - 1) else {
                continue;
            };
            let parts: Vec<Piece> = self
                .ahead
                .iter()
                .take(count)
                .skip(1)
                .map(|(piece, _)| *piece)
                .collect();
            let commas = parts
                .iter()
                .filter(|part| part.before == Boundary::Comma)
                .count();
            let apart = parts.iter().any(|part| part.before == Boundary::Paragraph);
            if apart || commas > 1 || last.span.end - first.span.start > 600 {
                continue;
            }
            // Of names that commas part, all but the first are none by themselves.
            let all_known = (1..count).all(|at| self.mention(at).is_some());
            if commas > 0 && all_known && !leans {
                continue;
            }
            let span = Span::new(first.span.start, last.span.end);
            if let Some(mut mention) = self.reader.mention(span) {
                mention.is_mended |= commas > 0 && !is_inverted(&mention.written);
                return Some((mention, count));
            }
        }
        single.map(|mention| (mention, 1))
    }

    /// Whether a list goes on with the name here, that takes `used` pieces: what follows it is no sentence.
    fn goes_on(&mut self, used: usize, before: Boundary, commas: usize) -> bool {
        if before == Boundary::Comma {
            return true;
        }
        let Some(next) = self.piece(used) else {
            return true;
        };
        if self.mention(used).is_some() {
            return before != Boundary::Paragraph || commas == 0 || next.before == Boundary::Comma;
        }
        match (before, next.before) {
            (Boundary::Paragraph, Boundary::Paragraph) => commas == 0,
            (_, Boundary::Paragraph | Boundary::Stop) => before != Boundary::Paragraph,
            _ => !is_prose(&self.reader.text.written(next.span)),
        }
    }
}

/// "Congo, Democratic Republic of the": a name with its kind behind.
fn is_inverted(written: &str) -> bool {
    let behind = written.split_once(',').map(|(_, behind)| behind.trim());
    behind.is_some_and(|behind| {
        behind.ends_with(" of") || behind.ends_with(" of the") || behind.starts_with("the ")
    })
}

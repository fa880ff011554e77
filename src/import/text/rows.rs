//! A state a line with its vote: `Y AFGHANISTAN`, "Afghanistan: in favour", a name and its vote on two lines.

use super::reader::{is_prose, Mention, Reader};
use super::scan::{lines, trimmed};
use crate::import::words::{self, Meaning};
use crate::import::{Said, Span};
use crate::stance::Vote;

/// A state of a line.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) said: Said,
    /// Where the vote stands; the line's start where it has none.
    pub(super) said_at: Span,
    pub(super) mention: Mention,
}

/// A run of lines.
#[derive(Debug)]
pub(super) struct Rows {
    pub(super) span: Span,
    pub(super) rows: Vec<Row>,
}

/// A run is no chance.
const LEAST: usize = 3;

/// How the lines of a run say their vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `Y AFGHANISTAN`; without a letter: did not vote.
    Letter,
    /// "Afghanistan: in favour".
    Behind,
    /// "Afghanistan", and on the next line "Yes".
    Below,
}

/// The runs of such lines.
pub(super) fn rows(reader: &Reader) -> Vec<Rows> {
    let masked = &reader.text.masked;
    let lines: Vec<Span> = lines(masked)
        .into_iter()
        .map(|line| trimmed(masked, line))
        .filter(|line| line.start < line.end)
        .collect();
    let mut runs = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let run = [Form::Letter, Form::Behind, Form::Below]
            .into_iter()
            .find_map(|form| {
                let own = run(reader, lines.get(at..)?, form)?;
                // "In favour", Albania, Algeria, "Against", Belarus: labels above their names, not beneath.
                let is_name = |at: usize| {
                    lines
                        .get(at)
                        .is_some_and(|line| reader.mention(*line).is_some_and(|own| own.is_known()))
                };
                let before = at.checked_sub(1);
                let is_label = before
                    .and_then(|at| lines.get(at))
                    .is_some_and(|line| vote(line.of(masked)).is_some());
                let is_list = form == Form::Below
                    && (is_label || before.is_some_and(is_name) || is_name(at + own.1));
                (!is_list).then_some(own)
            });
        match run {
            Some((rows, used)) => {
                at += used;
                runs.push(rows);
            }
            None => at += 1,
        }
    }
    runs
}

fn run(reader: &Reader, lines: &[Span], form: Form) -> Option<(Rows, usize)> {
    // The first line of a run has a vote.
    first(reader, lines, form)?;
    let mut rows: Vec<Row> = Vec::new();
    // The longest beginning of which most are known, and the lines that it takes.
    let (mut at, mut known, mut best, mut end) = (0, 0, 0, 0);
    while let Some(line) = lines.get(at) {
        let Some((row, used)) = row(reader, lines.get(at..).unwrap_or_default(), form, *line)
        else {
            break;
        };
        let is_known = row.mention.is_known();
        known += usize::from(is_known);
        at += used;
        rows.push(row);
        if known * 10 >= rows.len() * 8 {
            (best, end) = (rows.len(), at);
        } else if rows.len() > 20 {
            break;
        }
    }
    rows.truncate(best);
    let voted = rows
        .iter()
        .filter(|row| row.said_at.start < row.said_at.end)
        .count();
    let start = lines.first()?.start;
    let stop = lines.get(end.checked_sub(1)?)?.end;
    let is_run = voted >= LEAST;
    is_run.then_some((
        Rows {
            span: Span::new(start, stop),
            rows,
        },
        end,
    ))
}

fn first(reader: &Reader, lines: &[Span], form: Form) -> Option<()> {
    let line = *lines.first()?;
    // Most lines are of no run: that is seen without looking up their names.
    let text = line.of(&reader.text.masked);
    let is_letter = text
        .split(char::is_whitespace)
        .next()
        .is_some_and(|own| own.chars().count() == 1);
    if form == Form::Letter && !is_letter {
        return None;
    }
    let (row, _) = row(reader, lines, form, line)?;
    (row.mention.is_known() && row.said_at.start < row.said_at.end).then_some(())
}

fn row(reader: &Reader, lines: &[Span], form: Form, line: Span) -> Option<(Row, usize)> {
    let text = line.of(&reader.text.masked);
    if text.len() > 200 {
        return None;
    }
    match form {
        Form::Letter => {
            let letter = text.split(char::is_whitespace).next()?;
            let said = (letter.chars().count() == 1)
                .then(|| vote(letter))
                .flatten();
            let from = if said.is_some() { letter.len() } else { 0 };
            let name = trimmed(&reader.text.masked, Span::new(line.start + from, line.end));
            // "- Algeria" has a mark that is not understood, and no blank.
            if said.is_none()
                && !name
                    .of(&reader.text.masked)
                    .starts_with(char::is_alphabetic)
            {
                return None;
            }
            let mention = match (reader.mention(name), said) {
                (Some(mention), _) => mention,
                // "A draft resolution": a sentence.
                (None, Some(_)) if !is_prose(name.of(&reader.text.masked)) => reader.unknown(name),
                (None, _) => return None,
            };
            let said_at = Span::new(line.start, line.start + from);
            let said = said.unwrap_or(Said::Vote(Vote::Absent));
            Some((
                Row {
                    said,
                    said_at,
                    mention,
                },
                1,
            ))
        }
        Form::Behind => {
            let marks = [":", "：", "\t", " – ", " — ", " - ", "=", "|", "|", ","];
            let parted = marks.iter().filter_map(|mark| text.rsplit_once(mark));
            let blank = text.rsplit_once(char::is_whitespace);
            let found = parted.chain(blank).find_map(|(name, word)| {
                let said = vote(word.trim().trim_end_matches(['.', ',', ';']))?;
                // "Korea, Republic of" has no vote behind; "Chad Y" has.
                let own = name.trim_start_matches(|c: char| {
                    c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | ')' | '•')
                });
                let start = line.start + name.len() - own.len();
                let name = Span::new(start, line.start + name.len());
                let name = trimmed(&reader.text.masked, name);
                let start = line.end - word.trim_start().len();
                Some((said, Span::new(start, line.end), reader.mention(name)?))
            });
            let (said, said_at, mention) = found?;
            Some((
                Row {
                    said,
                    said_at,
                    mention,
                },
                1,
            ))
        }
        Form::Below => {
            let below = *lines.get(1)?;
            let said = vote(below.of(&reader.text.masked))?;
            let mention = reader.mention(line)?;
            Some((
                Row {
                    said,
                    said_at: below,
                    mention,
                },
                2,
            ))
        }
    }
}

/// What a letter or a word says of its line.
fn vote(word: &str) -> Option<Said> {
    if word.is_empty() || word.len() > 60 {
        return None;
    }
    match words::meaning(word)? {
        Meaning::Said(said @ Said::Vote(_)) => Some(said),
        // The Library's letters: abstained; did not vote.
        Meaning::OneOf(_) if matches!(word, "A" | "a") => Some(Said::Vote(Vote::Abstain)),
        Meaning::OneOf(_) if matches!(word, "X" | "x") => Some(Said::Vote(Vote::Absent)),
        _ => None,
    }
}

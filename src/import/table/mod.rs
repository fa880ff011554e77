//! Tables, however they lie, → the votes that are in them.
//!
//! Takes decoded text, or the cells of a workbook; every cell that is not read is listed as unread. Leaves to
//! [`check`](crate::import) whether what was read adds up.
//!
//! | module | the shape |
//! |---|---|
//! | `grid` | text with separators → cells with their places |
//! | `json` | rows, objects and lists → the same cells |
//! | `letters` | `Y AFGHANISTAN`, a line a state |
//! | `spaced` | columns that blanks part |
//! | `lists` | a line, or turned a column, for each stance |
//! | `rows` | a row, or turned a column, for each state; several votes side by side or below one another |
//! | `column` | the words of one column, decided together |
//! | `layout` | which columns hold what |
//! | `knows` | what a cell could be |
//! | `heading` | headings, labels and totals in twelve languages |
//! | `states` | names and codes → states |

mod column;
mod grid;
pub(super) mod heading;
mod json;
mod knows;
mod layout;
mod letters;
mod lists;
mod rows;
mod spaced;
mod states;
#[cfg(feature = "workbooks")]
mod unpacked;
#[cfg(feature = "workbooks")]
mod workbook;

use std::collections::BTreeSet;

use grid::Grid;
use knows::Knows;

use super::finding::{Code, Finding};
use super::source::Source;
use super::words::{near, plain};
use super::{wording, Fix, FixKind, Imported, Options, ReadVote, Sentence, Span};
use crate::error::{Error, ErrorKind, Result};
use crate::input::Body;
use crate::report::Severity;
use crate::roster::Names;

/// As many votes are named to a person who is to choose.
const LISTED: usize = 12;
/// In as many cells that are not read a label is looked for.
const LABELS: usize = 20;

/// A vote that was read, what is doubtful about it, and the cells that were understood.
#[derive(Debug, Clone, Default)]
struct Found {
    vote: ReadVote,
    findings: Vec<Finding>,
    used: BTreeSet<Span>,
}

/// The votes of a table in `source`; `file` names it in errors.
///
/// # Errors
/// JSON that is broken, a quotation mark that is never closed, a symbol or number that no vote has.
pub fn read(file: &str, source: Source, names: &Names, options: &Options) -> Result<Imported> {
    let grids = match source.text.trim_start().starts_with(['{', '[']) {
        true => json::grids(file, &source.text)?,
        false => match letters::grid(&source.text).or_else(|| spaced::grid(&source.text)) {
            Some(grid) => vec![grid],
            None => vec![Grid::of(file, &source.text)?],
        },
    };
    read_grids(file, source, &grids, names, options)
}

/// The votes of the sheets of a workbook, XLSX or ODS.
///
/// # Errors
/// As [`read`], and a workbook that cannot be opened.
#[cfg(feature = "workbooks")]
pub fn read_workbook(
    file: &str,
    bytes: &[u8],
    names: &Names,
    options: &Options,
) -> Result<Imported> {
    let (text, grids) = workbook::grids(file, bytes)?;
    let source = Source {
        text,
        ..Source::default()
    };
    read_grids(file, source, &grids, names, options)
}

fn read_grids(
    file: &str,
    source: Source,
    grids: &[Grid],
    names: &Names,
    options: &Options,
) -> Result<Imported> {
    let knows = Knows::new(names);
    let mut all = Vec::new();
    for grid in grids {
        all.extend(match options.fixes.is_empty() {
            true => votes(grid, &knows, options),
            false => votes(&grid.mended(&options.fixes), &knows, options),
        });
    }
    let mut imported = Imported {
        text: source.text,
        encoding: source.encoding,
        findings: source.findings,
        ..Imported::default()
    };
    if all.is_empty() {
        let message = Sentence::new("unread.no-table");
        let whole = vec![Span::new(0, imported.text.len())];
        imported.findings.push(Finding::of_source(
            Code::Unread,
            Severity::Error,
            message,
            whole,
        ));
    }
    let all = chosen(file, all, options, &mut imported.findings)?;
    let used: BTreeSet<Span> = all
        .iter()
        .flat_map(|found| found.used.iter().copied())
        .collect();
    let cells = grids.iter().flat_map(|grid| grid.rows.iter().flatten());
    let mut unread: Vec<Span> = cells
        .filter(|cell| !cell.is_blank() && !used.contains(&cell.span))
        .map(|cell| cell.span)
        // A cell whose parts are names is read part by part.
        .filter(|cell| {
            let from = Span::new(cell.start, 0);
            let inside = used.range(from..).next();
            inside.is_none_or(|part| part.end > cell.end)
        })
        .collect();
    unread.sort_unstable();
    unread.dedup();
    if let (Some(first), false) = (unread.first(), all.is_empty()) {
        let shown: String = first.of(&imported.text).chars().take(60).collect();
        let message = Sentence::new("unread.cells").text("written", shown);
        let message = message.count(unread.len());
        let (code, severity) = (Code::Unread, Severity::Warning);
        imported.findings.push(Finding {
            fixes: labels(&unread, &imported.text),
            ..Finding::of_source(code, severity, message, unread.clone())
        });
    }
    imported.unread = unread;
    for (place, mut found) in all.into_iter().enumerate() {
        let symbols = [&found.vote.symbol, &found.vote.draft];
        let begins = |start: &str| {
            symbols
                .iter()
                .any(|own| own.as_ref().is_some_and(|own| own.starts_with(start)))
        };
        let body = match (begins("A/"), begins("S/")) {
            (true, false) => Some(Body::GeneralAssembly),
            (false, true) => Some(Body::SecurityCouncil),
            _ => None,
        };
        found.vote.body = found.vote.body.or(body);
        for own in &mut found.findings {
            own.vote = Some(place);
        }
        let mended = found.vote.readings.iter_mut();
        for own in mended.filter(|own| options.fixes.contains_key(&own.span)) {
            let cell = own.span.of(&imported.text);
            own.written = cell.trim_matches('"').to_owned();
        }
        imported.findings.append(&mut found.findings);
        imported.votes.push(found.vote);
    }
    Ok(imported)
}

/// What cells that are not read are likely meant to be: words and labels with a slip in them.
fn labels(unread: &[Span], text: &str) -> Vec<Fix> {
    let cells = unread.iter().take(LABELS);
    let fixes = cells.filter_map(|span| {
        let with = near(span.of(text).trim_matches('"')).and_then(plain)?;
        let said = Sentence::new("fix.word").text("word", with);
        Some(Fix::new(FixKind::Ask, *span, with, said))
    });
    fixes.collect()
}

/// The vote that the options name; all, with a finding that asks, if they name none.
fn chosen(
    file: &str,
    mut all: Vec<Found>,
    options: &Options,
    findings: &mut Vec<Finding>,
) -> Result<Vec<Found>> {
    let refused = |all: &[Found], found: String| {
        let remedy = format!("choose one of {}", list(all.iter().map(|own| &own.vote)));
        Error::new(ErrorKind::Option, file, found, remedy)
    };
    if let Some(symbol) = &options.symbol {
        let is_it = |own: &Option<String>| own.as_ref().is_some_and(|own| is_same(own, symbol));
        // A table of one vote need not name it.
        if all
            .iter()
            .any(|own| own.vote.symbol.is_some() || own.vote.draft.is_some())
        {
            if !all
                .iter()
                .any(|own| is_it(&own.vote.symbol) || is_it(&own.vote.draft))
            {
                return Err(refused(&all, format!("no vote has the symbol “{symbol}”")));
            }
            all.retain(|own| is_it(&own.vote.symbol) || is_it(&own.vote.draft));
        }
    }
    if let Some(number) = options.number {
        if number == 0 || number > all.len() {
            return Err(refused(
                &all,
                format!("there is no vote number {number}, but {}", all.len()),
            ));
        }
        all = all.into_iter().skip(number - 1).take(1).collect();
    }
    if all.len() > 1 {
        let votes = all.iter().enumerate().take(wording::LISTED);
        let votes = votes.map(|(at, own)| wording::vote(at + 1, &own.vote));
        let message = Sentence::new("several.table").sentences("votes", votes.collect());
        let message = message.count(all.len());
        let places = all.iter().take(LISTED).map(|own| own.vote.span).collect();
        findings.push(Finding::of_source(
            Code::SeveralVotes,
            Severity::Error,
            message,
            places,
        ));
    }
    Ok(all)
}

/// "1 A/RES/ES-11/1 (2022-03-02), 2 …".
fn list<'a>(votes: impl ExactSizeIterator<Item = &'a ReadVote>) -> String {
    let more = votes.len().saturating_sub(LISTED);
    let named = votes.take(LISTED).enumerate().map(|(place, vote)| {
        let name = vote
            .symbol
            .as_ref()
            .or(vote.draft.as_ref())
            .or(vote.title.as_ref());
        let name: String = name
            .map(|name| name.chars().take(60).collect())
            .unwrap_or_default();
        let date = vote
            .date
            .as_ref()
            .map(|date| format!(" ({date})"))
            .unwrap_or_default();
        format!("{} {name}{date}", place + 1)
    });
    let mut named: Vec<String> = named.collect();
    if more > 0 {
        named.push(format!("and {more} more"));
    }
    named.join(", ")
}

/// Whether two symbols are one: "ES-11/1" is "A/RES/ES-11/1".
pub(super) fn is_same(own: &str, asked: &str) -> bool {
    let plain = |symbol: &str| {
        let symbol: String = symbol.to_uppercase().split_whitespace().collect();
        ["A/RES/", "S/RES/"]
            .iter()
            .find_map(|prefix| symbol.strip_prefix(prefix))
            .unwrap_or(&symbol)
            .to_owned()
    };
    own.eq_ignore_ascii_case(asked)
        || plain(own) == plain(asked)
            && (asked.len() <= own.len() || own.len() < asked.len() && !own.starts_with(['A', 'S']))
}

/// The votes of one grid, in whichever way it lies.
fn votes(grid: &Grid, knows: &Knows, options: &Options) -> Vec<Found> {
    if let Some(found) = lists::read(grid, knows, options) {
        return vec![found];
    }
    let turned = grid.turned();
    // Whether the states stand below or beside one another.
    let below = most_states(&turned, knows);
    let beside = most_states(grid, knows);
    if below > 0 {
        if let Some(found) = lists::read(&turned, knows, options) {
            return vec![found];
        }
    }
    let (first, second) = match beside > below {
        true => (&turned, grid),
        false => (grid, &turned),
    };
    let found = rows::read(first, knows, options);
    found
        .or_else(|| rows::read(second, knows, options))
        .unwrap_or_default()
}

/// The most different states that stand in one row.
fn most_states(grid: &Grid, knows: &Knows) -> usize {
    let counts = (0..grid.rows.len()).map(|row| {
        let states = grid
            .filled(row)
            .filter(|(_, cell)| knows.clear_state(&cell.text));
        states
            .map(|(_, cell)| cell.text.as_str())
            .collect::<BTreeSet<_>>()
            .len()
    });
    counts.max().unwrap_or_default()
}

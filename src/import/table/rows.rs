//! A row a state → votes: which columns hold names, votes and facts, and what each cell says.

use crate::import::Finding;
use std::collections::{BTreeMap, BTreeSet};

use super::column::{self, Column, Says};
use super::grid::{Cell, Grid};
use super::heading::{self, Fact, Role};
use super::knows::Knows;
use super::layout::{layout, Layout};
use super::states::States;
use super::Found;
use crate::import::{Code, Options, Reading, Said, Sentence, Span};
use crate::input::folded;
use crate::report::Severity;
use crate::stance::{Cosponsor, Vote};

/// The votes of a grid that has a state in each of its rows; none if it has not.
pub(super) fn read(grid: &Grid, knows: &Knows, options: &Options) -> Option<Vec<Found>> {
    let layout = layout(grid, knows)?;
    let groups = groups(grid, &layout, knows);
    let mut all = Vec::new();
    for rows in &groups {
        // Columns that say one thing each ("Yes", "No" with a mark) and sponsors are of one vote.
        let (several, shared): (Vec<_>, Vec<_>) = layout
            .votes
            .iter()
            .partition(|(_, role)| *role == Role::Vote);
        match several.len() {
            0 | 1 => {
                let columns = several.into_iter().chain(shared).collect::<Vec<_>>();
                all.push(vote(grid, &layout, rows, &columns, true, knows, options));
            }
            _ => {
                for column in several {
                    let mut columns = vec![column];
                    columns.extend(&shared);
                    all.push(vote(grid, &layout, rows, &columns, false, knows, options));
                }
            }
        }
    }
    account(grid, &mut all);
    Some(all)
}

/// The rows of each vote: a state that has several rows has them in several votes, if a column tells them apart.
fn groups(grid: &Grid, layout: &Layout, knows: &Knows) -> Vec<Vec<usize>> {
    let ids: Vec<usize> = layout
        .facts
        .iter()
        .filter(|(_, role)| {
            matches!(
                role,
                Role::Fact(Fact::Id | Fact::Symbol | Fact::Draft | Fact::Date | Fact::Title)
            )
        })
        .map(|(column, _)| *column)
        .collect();
    let mut seen = BTreeSet::new();
    let repeats = layout.data.iter().any(|row| {
        let state = layout
            .states
            .iter()
            .find_map(|column| grid.get(*row, *column));
        state.is_some_and(|cell| knows.state(&cell.text) && !seen.insert(cell.text.as_str()))
    });
    let mut groups: Vec<Vec<usize>> = Vec::new();
    if !repeats || ids.is_empty() {
        return vec![layout.data.clone()];
    }
    let mut places: BTreeMap<Vec<&str>, usize> = BTreeMap::new();
    for row in &layout.data {
        let key = ids.iter().map(|column| {
            grid.get(*row, *column)
                .map_or("", |cell| cell.text.as_str())
        });
        let place = *places.entry(key.collect()).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(rows) => rows.push(*row),
            None => groups.push(vec![*row]),
        }
    }
    groups
}

fn vote(
    grid: &Grid,
    layout: &Layout,
    rows: &[usize],
    columns: &[(usize, Role)],
    alone: bool,
    knows: &Knows,
    options: &Options,
) -> Found {
    let mut found = Found::default();
    let used = &mut found.used;
    let vote = &mut found.vote;
    for column in layout
        .states
        .iter()
        .chain(columns.iter().map(|(column, _)| column))
    {
        used.extend(layout.headings.get(column).map(|cell| cell.span));
    }
    // A heading over nothing says nothing.
    for (column, cell) in &layout.headings {
        if !rows.iter().any(|row| grid.get(*row, *column).is_some()) {
            used.insert(cell.span);
        }
    }
    // Facts: of columns that say the same in every row; of rows with a label, beside it or in the vote's own column.
    for (column, role) in &layout.facts {
        used.extend(layout.headings.get(column).map(|cell| cell.span));
        let mut last: Option<&str> = None;
        for cell in rows.iter().filter_map(|row| grid.get(*row, *column)) {
            if last == Some(&cell.text) || heading::state(vote, *role, cell) {
                used.insert(cell.span);
                last = Some(&cell.text);
            }
        }
    }
    let data: BTreeSet<usize> = layout.data.iter().copied().collect();
    let heading: BTreeSet<Span> = layout.headings.values().map(|cell| cell.span).collect();
    let own = columns.first().map(|(column, _)| *column);
    for row in (0..grid.rows.len()).filter(|row| !data.contains(row)) {
        let Some((at, label)) = grid.filled(row).next() else {
            continue;
        };
        let role = heading::role(&label.text).or_else(|| {
            let (text, _) = label.text.split_once(':')?;
            heading::role(text)
        });
        // Above the names a row of facts ("Date", 2022-03-02) heads the columns too.
        let is_fact = matches!(role, Some(Role::Fact(_) | Role::Total(_)));
        if heading.contains(&label.span) && !(is_fact && layout.states.contains(&at)) {
            continue;
        }
        let value = match alone {
            true => grid.filled(row).find(|(column, _)| *column != at),
            false => own.and_then(|column| Some((column, grid.get(row, column)?))),
        };
        match (role, value) {
            (Some(Role::Says(said)), Some((_, cell))) if cell.text.parse::<usize>().is_ok() => {
                let measure = crate::import::words::measure(said);
                if heading::state(vote, Role::Total(measure), cell) {
                    used.extend([label.span, cell.span]);
                }
            }
            (Some(role @ Role::Total(_)), Some(_)) => {
                // A sum under sponsors counts sponsors.
                let is_sum = heading::is_sum(&label.text);
                for (column, cell) in grid.filled(row).filter(|(column, _)| *column != at) {
                    let role = match layout.votes.iter().find(|(own, _)| *own == column) {
                        Some((_, Role::Says(said))) if is_sum => {
                            Role::Total(crate::import::words::measure(*said))
                        }
                        _ => role,
                    };
                    if (alone || Some(column) == own) && heading::state(vote, role, cell) {
                        used.extend([label.span, cell.span]);
                    }
                }
            }
            (Some(role @ Role::Fact(_)), Some((_, cell))) if heading::state(vote, role, cell) => {
                used.extend([label.span, cell.span]);
            }
            (Some(Role::Fact(_)), Some(_)) => {}
            (Some(role @ Role::Fact(_)), None) => {
                // "Source: UN" in one cell.
                if let Some((_, rest)) = label.text.split_once(':') {
                    let cell = Cell::new(rest, label.span);
                    if !cell.is_blank() && heading::state(vote, role, &cell) {
                        used.insert(label.span);
                    }
                }
            }
            // What a table within JSON is called.
            (Some(Role::Vote | Role::State), None) => {
                used.insert(label.span);
            }
            _ => {}
        }
    }
    // What the heading of a vote's own column says, where there are several.
    if !alone {
        if let Some(cell) = own.and_then(|column| layout.headings.get(&column)) {
            if heading::role(&cell.text).is_none() {
                vote.symbol.get_or_insert_with(|| cell.text.clone());
            }
        }
    }
    let cells = rows
        .iter()
        .flat_map(|row| layout.states.iter().filter_map(|c| grid.get(*row, *c)));
    let states = States::new(
        knows.names,
        options,
        vote.date.as_deref(),
        cells.map(|cell| cell.text.as_str()),
    );
    let codes: Vec<_> = rows
        .iter()
        .map(|row| {
            let cells: Vec<&Cell> = layout
                .states
                .iter()
                .filter_map(|c| grid.get(*row, *c))
                .collect();
            used.extend(cells.iter().map(|cell| cell.span));
            let found = match cells.is_empty() {
                true => (None, None),
                false => states.find(&cells, &mut found.findings),
            };
            (cells.first().copied(), found)
        })
        .collect();
    for (column, role) in columns {
        let all = |row: &usize| grid.rows.get(*row).and_then(|row| row.get(*column));
        let (places, cells): (Vec<usize>, Vec<&Cell>) = rows
            .iter()
            .enumerate()
            .filter_map(|(place, row)| Some((place, all(row).filter(|cell| !cell.is_blank())?)))
            .unzip();
        let says = match role {
            Role::Says(said) => marks(&cells, *said, &mut found.findings),
            _ => {
                let heading = layout.headings.get(column);
                let is_library = heading.is_some_and(|cell| folded(&cell.text) == "ms vote");
                let kind = if is_library {
                    Column::Library
                } else {
                    Column::Votes
                };
                column::read(&cells, kind, &mut found.findings)
            }
        };
        for ((place, cell), says) in places.iter().zip(&cells).zip(says) {
            used.insert(cell.span);
            let said: Vec<Said> = match (says, role) {
                (Says::One(Said::Vote(vote)), Role::Intended) => vec![Said::Intended(Some(vote))],
                (Says::One(said), _) => vec![said],
                (Says::SponsorAndYes, _) => {
                    vec![Said::Vote(Vote::Yes), Said::Cosponsor(Cosponsor::Yes)]
                }
                _ => Vec::new(),
            };
            let Some((Some(name), (code, how))) = codes.get(*place) else {
                continue;
            };
            vote.readings.extend(said.into_iter().map(|said| Reading {
                code: code.clone(),
                how: how.clone(),
                written: name.text.clone(),
                said,
                span: name.span,
                said_at: cell.span,
            }));
        }
    }
    vote.readings.sort_by_key(|reading| reading.span);
    heading::doubt_twins(vote);
    let spans = || {
        rows.iter()
            .flat_map(|row| grid.rows.get(*row))
            .flatten()
            .map(|cell| cell.span)
    };
    let start = spans().map(|span| span.start).min().unwrap_or_default();
    vote.span = Span::new(
        start,
        spans().map(|span| span.end).max().unwrap_or_default(),
    );
    if vote.readings.is_empty() {
        let message = Sentence::new("unread.no-votes");
        let places = vec![vote.span];
        found.findings.push(Finding::of_source(
            Code::Unread,
            Severity::Error,
            message,
            places,
        ));
    }
    found
}

/// A column under "Yes" or "Sponsor": a mark means yes to it.
fn marks(cells: &[&Cell], said: Said, findings: &mut Vec<crate::import::Finding>) -> Vec<Says> {
    let read = column::read(cells, Column::Sponsors, findings);
    let says = read.into_iter().map(|own| match (own, said) {
        (Says::One(Said::Cosponsor(_)), Said::Cosponsor(_)) => own,
        (Says::One(Said::Cosponsor(Cosponsor::Yes)), said) => Says::One(said),
        (Says::One(_), _) => Says::Nothing,
        (own, _) => own,
    });
    says.collect()
}

/// The title above the table is the vote's, if it has no other.
fn account(grid: &Grid, all: &mut [Found]) {
    let Some(first) = (0..grid.rows.len()).find(|row| grid.filled(*row).count() > 0) else {
        return;
    };
    let mut cells = grid.filled(first);
    if let (Some((_, cell)), None) = (cells.next(), cells.next()) {
        for found in all.iter_mut().filter(|found| found.vote.title.is_none()) {
            if !found.used.contains(&cell.span) && heading::role(&cell.text).is_none() {
                found.vote.title = Some(cell.text.clone());
                found.used.insert(cell.span);
            }
        }
    }
}

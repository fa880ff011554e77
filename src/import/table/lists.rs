//! A line a stance → a vote: a label, then states, each in a cell or in lists within cells.

use super::grid::{Cell, Grid};
use super::heading::{self, Role};
use super::knows::Knows;
use super::states::States;
use super::Found;
use crate::import::words::measure;
use crate::import::{Options, Reading, Said, Span};

/// Headings stand in the first so many rows.
const HEADED: usize = 10;

/// The vote of a grid whose rows each begin with what they say; none if they do not.
pub(super) fn read(grid: &Grid, knows: &Knows, options: &Options) -> Option<Found> {
    // Headings of states and of their votes: a row a state, however few rows there are.
    let is_headed = |row: usize| {
        let has = |role: Role| {
            let mut cells = grid.filled(row);
            cells.any(|(_, cell)| heading::role(&cell.text) == Some(role))
        };
        has(Role::State) && has(Role::Vote)
    };
    if (0..grid.rows.len().min(HEADED)).any(is_headed) {
        return None;
    }
    let mut lines: Vec<(usize, Said, Option<usize>)> = Vec::new();
    let mut labels = 0;
    for row in 0..grid.rows.len() {
        let Some((column, cell)) = grid.filled(row).next() else {
            continue;
        };
        let Some((said, count)) = heading::label(&cell.text) else {
            continue;
        };
        // "In favour", France, "Against", Belarus, one below the other: lists of a text.
        let is_label = |cell: &Cell| {
            cell.text.chars().filter(|c| c.is_alphabetic()).count() > 3
                && heading::label(&cell.text).is_some()
        };
        if grid
            .filled(row)
            .any(|(own, cell)| own != column && is_label(cell))
        {
            continue;
        }
        let mut rest = grid.filled(row).filter(|(own, _)| *own != column);
        let is_list = rest.any(|(_, cell)| {
            knows
                .list(&cell.text)
                .iter()
                .any(|(name, _)| knows.clear_state(name))
        });
        let is_empty = grid
            .filled(row)
            .all(|(own, cell)| own == column || cell.text.parse::<usize>().is_ok());
        if is_list || is_empty {
            // A second line of one label is a row a state: "yes, France".
            if lines.iter().any(|(_, own, _)| *own == said) {
                return None;
            }
            labels += usize::from(is_list);
            lines.push((row, said, count));
        }
    }
    let rest = grid.rows.len().saturating_sub(lines.len());
    if labels == 0 || rest > lines.len() + 6 {
        return None;
    }
    let mut found = Found::default();
    let names: Vec<(Said, Span, String, Span)> = lines
        .iter()
        .flat_map(|(row, said, _)| {
            let mut cells = grid.filled(*row);
            let label = cells.next().map(|(_, cell)| cell.span).unwrap_or_default();
            cells.flat_map(move |(_, cell)| {
                let names = knows.list(&cell.text);
                let names = names
                    .into_iter()
                    .map(move |(name, span)| (*said, label, name, spot(cell, span)));
                names.collect::<Vec<_>>()
            })
        })
        .collect();
    let listed: Vec<usize> = lines.iter().map(|(row, ..)| *row).collect();
    for row in (0..grid.rows.len()).filter(|row| !listed.contains(row)) {
        facts(grid, row, &mut found);
    }
    let date = found.vote.date.clone();
    let states = States::new(
        knows.names,
        options,
        date.as_deref(),
        names.iter().map(|(_, _, name, _)| name.as_str()),
    );
    for (said, label, name, span) in &names {
        found.used.extend([*label, *span]);
        let cell = Cell::new(name, *span);
        if let (Ok(_), Some(measure)) = (name.parse::<usize>(), measure(*said)) {
            heading::state(&mut found.vote, Role::Total(Some(measure)), &cell);
            continue;
        }
        // "None", "—": the list is empty.
        if matches!(
            crate::import::words::meaning(name),
            Some(crate::import::words::Meaning::Blank)
        ) {
            continue;
        }
        let (code, how) = states.find(&[&cell], &mut found.findings);
        found.vote.readings.push(Reading {
            code,
            how,
            written: name.clone(),
            said: *said,
            span: *span,
            said_at: *label,
        });
    }
    for (row, said, count) in &lines {
        let label = grid
            .filled(*row)
            .next()
            .map(|(_, cell)| cell.span)
            .unwrap_or_default();
        found.used.insert(label);
        if let (Some(count), Some(measure)) = (count, measure(*said)) {
            let cell = Cell::new(&count.to_string(), label);
            heading::state(&mut found.vote, Role::Total(Some(measure)), &cell);
        }
    }
    let spans = || grid.rows.iter().flatten().map(|cell| cell.span);
    let start = spans().map(|span| span.start).min().unwrap_or_default();
    found.vote.span = Span::new(
        start,
        spans().map(|span| span.end).max().unwrap_or_default(),
    );
    found.vote.readings.sort_by_key(|reading| reading.span);
    Some(found)
}

/// Where a part of a cell's text stands; the whole cell if it was quoted with marks inside.
fn spot(cell: &Cell, part: Span) -> Span {
    let quoted = (cell.span.end - cell.span.start).saturating_sub(cell.text.len());
    match quoted {
        0 => Span::new(cell.span.start + part.start, cell.span.start + part.end),
        2 => Span::new(
            cell.span.start + 1 + part.start,
            cell.span.start + 1 + part.end,
        ),
        _ => cell.span,
    }
}

/// A line beside the lists: a fact with its label, or headings.
fn facts(grid: &Grid, row: usize, found: &mut Found) {
    let cells: Vec<&Cell> = grid.filled(row).map(|(_, cell)| cell).collect();
    match cells.as_slice() {
        [label, value] => {
            if let Some(role @ (Role::Fact(_) | Role::Total(_))) = heading::role(&label.text) {
                if heading::state(&mut found.vote, role, value) {
                    found.used.extend([label.span, value.span]);
                    return;
                }
            }
        }
        [title] if row == 0 && heading::role(&title.text).is_none() => {
            found.vote.title = Some(title.text.clone());
            found.used.insert(title.span);
            return;
        }
        _ => {}
    }
    // Headings say nothing that the labels do not.
    if cells.iter().all(|cell| heading::role(&cell.text).is_some()) {
        found.used.extend(cells.iter().map(|cell| cell.span));
    }
}

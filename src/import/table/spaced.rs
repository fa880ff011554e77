//! Columns that runs of blanks part, as they come from a page: each cell stands below its heading.

use super::grid::{Cell, Grid};
use super::heading;
use crate::import::Span;

/// Titles and the like that may stand above the headings.
const ABOVE: usize = 10;
/// A cell may begin so many characters beside its heading.
const ASIDE: usize = 2;

/// A cell and its first character's place in the line.
type Placed = (Cell, usize);

/// The grid of such a text; none where a cell stands below no heading.
pub(super) fn grid(text: &str) -> Option<Grid> {
    if text.contains(['\t', '|']) {
        return None;
    }
    let mut at = 0;
    let mut lines: Vec<Vec<Placed>> = Vec::new();
    for line in text.split_inclusive(['\n', '\r']) {
        lines.push(cells(line, at));
        at += line.len();
    }
    let is_headings = |line: &Vec<Placed>| {
        let known = |(cell, _): &Placed| {
            heading::role(&cell.text).is_some() || heading::label(&cell.text).is_some()
        };
        line.len() > 1 && line.iter().all(known)
    };
    let head = lines.iter().take(ABOVE).position(is_headings)?;
    let columns: Vec<usize> = lines.get(head)?.iter().map(|(_, column)| *column).collect();
    let mut grid = Grid::default();
    for (number, line) in lines.into_iter().enumerate() {
        if number <= head || line.len() == columns.len() {
            grid.rows
                .push(line.into_iter().map(|(cell, _)| cell).collect());
            continue;
        }
        let mut row = vec![Cell::default(); columns.len()];
        for (cell, place) in line {
            let column = columns
                .iter()
                .position(|own| own.abs_diff(place) <= ASIDE)?;
            let slot = row.get_mut(column).filter(|slot| slot.is_blank())?;
            *slot = cell;
        }
        grid.rows.push(row);
    }
    Some(grid)
}

/// What stands between runs of two blanks or more.
fn cells(line: &str, start: usize) -> Vec<Placed> {
    let mut cells = Vec::new();
    let (mut at, mut column) = (0, 0);
    for part in line.split("  ") {
        let own = part.trim();
        if !own.is_empty() {
            let lead = part.len() - part.trim_start().len();
            let from = start + at + lead;
            let place = column + part.get(..lead).unwrap_or_default().chars().count();
            cells.push((Cell::new(own, Span::new(from, from + own.len())), place));
        }
        at += part.len() + 2;
        column += part.chars().count() + 2;
    }
    cells
}

//! Which columns of a table hold names, votes and facts, and which rows are states.

use std::collections::HashMap;

use super::grid::{Cell, Grid};
use super::heading::{self, Role};
use super::knows::Knows;
use crate::import::words::{meaning, Meaning};
use crate::import::Said;

/// How the rows and columns of a table lie.
pub(super) struct Layout {
    pub(super) states: Vec<usize>,
    pub(super) votes: Vec<(usize, Role)>,
    pub(super) facts: Vec<(usize, Role)>,
    pub(super) headings: HashMap<usize, Cell>,
    /// The rows of states.
    pub(super) data: Vec<usize>,
}

/// The layout of a grid with a state in each of its rows; none if it has not.
pub(super) fn layout(grid: &Grid, knows: &Knows) -> Option<Layout> {
    let (height, width) = (grid.rows.len(), grid.width());
    let states: Vec<usize> = (0..width)
        .filter(|column| knows.is_of_states(grid, *column))
        .collect();
    let named = |row: usize| {
        states.iter().any(|column| {
            grid.get(row, *column)
                .is_some_and(|cell| knows.state(&cell.text))
        })
    };
    let first = (0..height).find(|row| named(*row))?;
    let last = (0..height).rev().find(|row| named(*row))?;
    // The headings: up to two rows right above, as long as none is blank.
    let mut headings = HashMap::new();
    let mut top = first;
    // Between headings and the first name that is known, rows may begin with a name that is not.
    let is_heading = |row: usize| {
        grid.filled(row).any(|(_, cell)| {
            heading::role(&cell.text).is_some_and(|role| !matches!(role, Role::Says(_)))
        })
    };
    if let Some(row) = (0..first)
        .rev()
        .take_while(|row| grid.filled(*row).count() > 0)
        .find(|row| is_heading(*row))
    {
        top = row + 1;
        for (column, cell) in grid.filled(row) {
            headings.insert(column, cell.clone());
        }
        if row > 0 && grid.filled(row - 1).count() > 1 {
            for (column, cell) in grid.filled(row - 1) {
                headings.entry(column).or_insert_with(|| cell.clone());
            }
        }
    } else if first > 0 {
        for (column, cell) in grid.filled(first - 1) {
            if meaning_of(cell).is_none() || heading::label(&cell.text).is_some() {
                headings.insert(column, cell.clone());
            }
        }
    }
    let role = |column: usize| {
        headings
            .get(&column)
            .and_then(|cell| heading::role(&cell.text))
    };
    let others: Vec<usize> = (0..width)
        .filter(|column| !states.contains(column))
        .collect();
    let cells = |column: usize| (first..=last).filter_map(move |row| grid.get(row, column));
    let headed: Vec<(usize, Role)> = others
        .iter()
        .filter_map(|column| {
            let role = role(*column).or_else(|| {
                let (said, _) = heading::label(&headings.get(column)?.text)?;
                Some(Role::Says(said))
            })?;
            // A column called "No" may hold numbers, one called "Yes" their sum.
            matches!(role, Role::Vote | Role::Intended | Role::Says(_)).then_some((*column, role))
        })
        .collect();
    let mut votes = headed;
    if !votes
        .iter()
        .any(|(_, role)| !matches!(role, Role::Says(Said::Cosponsor(_))))
    {
        let plain = others.iter().filter(|column| {
            let (mut all, mut known, mut clear) = (0, 0, 0);
            for cell in cells(**column) {
                all += 1;
                known += usize::from(meaning_of(cell).is_some());
                clear += usize::from(matches!(meaning_of(cell), Some(Meaning::Said(_))));
            }
            let digits = known == all
                && cells(**column).all(|cell| crate::import::words::voeten(&cell.text).is_some());
            role(**column).is_none() && known * 10 >= all * 6 && (clear > 0 || digits && all > 1)
        });
        let plain: Vec<(usize, Role)> = plain.map(|column| (*column, Role::Vote)).collect();
        votes.extend(plain);
    }
    let facts = others.iter().filter_map(|column| match role(*column)? {
        role @ (Role::Fact(_) | Role::Total(_)) => Some((*column, role)),
        _ => None,
    });
    let facts = facts.collect();
    let says = |row: usize| {
        votes.iter().any(|(column, _)| {
            grid.get(row, *column).is_some_and(|cell| {
                !matches!(
                    meaning_of(cell),
                    None | Some(Meaning::Blank | Meaning::OneOf([]))
                )
            })
        })
    };
    let unknown = |row: usize| {
        states.iter().any(|column| {
            grid.get(row, *column)
                .is_some_and(|cell| !heading::is_sum(&cell.text))
        })
    };
    let mut data: Vec<usize> = (top..first)
        .filter(|row| unknown(*row) && says(*row))
        .collect();
    data.extend((first..=last).filter(|row| named(*row) || unknown(*row) && says(*row)));
    data.extend((last + 1..height).take_while(|row| unknown(*row) && says(*row)));
    Some(Layout {
        states,
        votes,
        facts,
        headings,
        data,
    })
}

fn meaning_of(cell: &Cell) -> Option<Meaning> {
    if cell.text.len() > 80 {
        return None;
    }
    meaning(&cell.text)
}

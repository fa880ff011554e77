//! `Y AFGHANISTAN`: a line a state, a letter before the name; without a letter it did not vote.

use super::grid::{Cell, Grid};
use crate::import::Span;

/// The grid of such a text; none if most lines are no such lines.
pub(super) fn grid(text: &str) -> Option<Grid> {
    let mut grid = Grid::default();
    let (mut with, mut all) = (0_usize, 0_usize);
    let mut at = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        let start = at + line.len() - line.trim_start().len();
        at += line.len();
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        all += 1;
        let end = start + line.len();
        let letter = line
            .split_once(' ')
            .filter(|(letter, _)| matches!(*letter, "Y" | "N" | "A" | "X" | "NV"));
        let row = match letter {
            Some((letter, name)) => {
                with += 1;
                let word = if letter == "NV" { "X" } else { letter };
                vec![
                    Cell::new(word, Span::new(start, start + letter.len())),
                    Cell::new(name, Span::new(end - name.len(), end)),
                ]
            }
            // As the Library's letter for it; nothing stands before the name.
            None => vec![
                Cell::new("X", Span::new(start, start)),
                Cell::new(line, Span::new(start, end)),
            ],
        };
        grid.rows.push(row);
    }
    (with > 1 && with * 2 > all).then_some(grid)
}

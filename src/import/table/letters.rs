//! `Y AFGHANISTAN`: a line a state, a letter before the name; without a letter it did not vote.

use super::grid::{Cell, Grid};
use crate::import::Span;

/// The grid of such a text; none if most lines are no such lines.
pub(super) fn grid(text: &str) -> Option<Grid> {
    let mut grid = Grid::default();
    let (mut with, mut all) = (0_usize, 0_usize);
    let mut at = 0;
    for line in lines(text) {
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

/// The lines of a text, and of columns side by side: "Y AFGHANISTAN    N BELARUS".
fn lines(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    for mut line in text.split_inclusive(['\n', '\r']) {
        // Blanks before a letter alone part columns.
        while let Some(at) = LETTERS
            .iter()
            .filter_map(|letter| {
                line.find(letter)
                    .filter(|at| !line.get(..*at).unwrap_or_default().trim().is_empty())
            })
            .min()
        {
            let (own, rest) = line.split_at_checked(at + 2).unwrap_or((line, ""));
            lines.push(own);
            line = rest;
        }
        lines.push(line);
    }
    lines
}

/// What the columns of a page begin with.
const LETTERS: [&str; 4] = ["  Y ", "  N ", "  A ", "  X "];

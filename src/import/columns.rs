//! Lists that a page prints side by side, each below its own label → the same lists one after the other.

use super::source::MOST_LINES;
use super::table::heading::label;

/// What a text is after its columns were taken apart.
pub(super) enum Columns {
    /// There are none.
    None,
    /// The text with each column below the one before.
    Apart(String),
    /// Labels stand side by side, and what belongs to which cannot be told.
    Unclear,
}

/// A cell may begin so many characters beside its label.
const ASIDE: usize = 2;

/// A cell of a line, and the place of its first character.
type Cell<'a> = (usize, &'a str);

/// Takes the columns of `text` apart.
pub(super) fn apart(text: &str) -> Columns {
    let lines: Vec<&str> = text.lines().collect();
    if lines.len() > MOST_LINES || !lines.iter().any(|line| labels(line).is_some()) {
        return Columns::None;
    }
    let mut whole = String::with_capacity(text.len());
    let mut is_changed = false;
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        at += 1;
        let head = labels(line);
        // Only a line of labels is followed by columns; other lines are not looked beyond.
        let rest = lines.get(at..).filter(|_| head.is_some());
        let below = rest.unwrap_or_default().iter().copied();
        let below: Vec<&str> = below
            .take_while(|line| !line.trim().is_empty() && labels(line).is_none())
            .collect();
        // Counts in one line are followed by anything.
        let is_beside = |line: &&str| {
            let cells = cells(line);
            cells.len() > 1 || cells.first().is_some_and(|(place, _)| *place > ASIDE)
        };
        let Some(head) = head.filter(|_| below.iter().any(is_beside)) else {
            whole.push_str(line);
            whole.push('\n');
            continue;
        };
        let Some(columns) = columns(&head, &below) else {
            return Columns::Unclear;
        };
        is_changed = true;
        at += below.len();
        for column in columns {
            whole.push_str(&column);
            whole.push('\n');
        }
    }
    match is_changed {
        true => Columns::Apart(whole),
        false => Columns::None,
    }
}

/// The cells of a line, if two or more begin with labels, and what is no label follows below.
fn labels(line: &str) -> Option<Vec<Cell<'_>>> {
    let cells = cells(line);
    let is_label = |(_, cell): &Cell| {
        let first = cell.split([':', '：']).next().unwrap_or_default();
        label(first).is_some() && first.chars().filter(|c| c.is_alphabetic()).count() > 1
    };
    (cells.len() > 1 && cells.iter().all(is_label)).then_some(cells)
}

/// What tabs or two blanks and more part.
fn cells(line: &str) -> Vec<Cell<'_>> {
    let mut cells: Vec<Cell> = Vec::new();
    let mut column = 0;
    let parts = match line.contains('\t') {
        true => line.split("\t"),
        false => line.split("  "),
    };
    for part in parts {
        let own = part.trim();
        let lead = part.chars().take_while(|c| c.is_whitespace()).count();
        if !own.is_empty() {
            cells.push((column + lead, own));
        }
        column += part.chars().count() + if line.contains('\t') { 1 } else { 2 };
    }
    cells
}

/// The columns beneath the cells of a head; none where a line cannot be cut into them.
fn columns(head: &[Cell], below: &[&str]) -> Option<Vec<String>> {
    let mut columns: Vec<String> = head.iter().map(|(_, cell)| format!("{cell}\n")).collect();
    for line in below {
        let by_tabs = line.contains('\t');
        let own = cells(line);
        let mut taken = vec![false; head.len()];
        for (number, (place, cell)) in own.iter().enumerate() {
            // By its place; in a line of as many cells as there are columns by its number.
            let by_number = own.len() == head.len() || by_tabs;
            let column = match by_number && !by_tabs {
                true => Some(number),
                false if by_tabs => line
                    .split('\t')
                    .enumerate()
                    .filter(|(_, part)| !part.trim().is_empty())
                    .nth(number)
                    .map(|(column, _)| column),
                false => head
                    .iter()
                    .position(|(start, _)| start.abs_diff(*place) <= ASIDE),
            }?;
            let slot = taken.get_mut(column)?;
            if std::mem::replace(slot, true) {
                return None;
            }
            let column = columns.get_mut(column)?;
            column.push_str(cell);
            column.push('\n');
        }
    }
    Some(columns)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Option<String> {
        match apart(text) {
            Columns::Apart(text) => Some(text),
            _ => None,
        }
    }

    #[test]
    fn columns_are_read_one_after_the_other() {
        for source in [
            "In favour: Chad,     Against: Togo,\nPeru                 Mali",
            "In favour: Chad,\tAgainst: Togo,\nPeru\tMali",
        ] {
            assert_eq!(
                text(source).as_deref(),
                Some("In favour: Chad,\nPeru\n\nAgainst: Togo,\nMali\n\n")
            );
        }
        let source =
            "Title\nIn favour      Against\nChad           Togo\n               Mali\n\nEnd";
        assert_eq!(
            text(source).as_deref(),
            Some("Title\nIn favour\nChad\n\nAgainst\nTogo\nMali\n\n\nEnd\n")
        );
    }

    #[test]
    fn what_is_in_no_columns_stays() {
        for source in [
            "In favour: 141   Against: 5",
            "In favour: Chad, Peru\nAgainst:  Togo",
            "Yes,No\n1,2",
            "In favour: 2   Against: 1\nChad,yes\nPeru,yes",
        ] {
            assert!(matches!(apart(source), Columns::None), "{source}");
        }
        let unclear = "In favour      Against\nChad\n   Mali         Togo   Peru";
        assert!(matches!(apart(unclear), Columns::Unclear));
    }
}

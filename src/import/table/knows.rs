//! What a cell could be: a state, a list of states; a column of them.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

use super::grid::Grid;
use crate::import::words::{meaning, Meaning};
use crate::import::Span;
use crate::roster::Names;

/// No cell that holds one name is longer, in bytes.
const NAME: usize = 120;

/// What cells could be, each asked once.
pub(super) struct Knows<'a> {
    pub(super) names: &'a Names,
    seen: RefCell<HashMap<String, bool>>,
}

impl<'a> Knows<'a> {
    pub(super) fn new(names: &'a Names) -> Self {
        Self {
            names,
            seen: RefCell::default(),
        }
    }

    /// Whether it is a name or code of a state, or of a part of one.
    pub(super) fn state(&self, text: &str) -> bool {
        if text.is_empty() || text.len() > NAME {
            return false;
        }
        if let Some(known) = self.seen.borrow().get(text) {
            return *known;
        }
        let known = self.names.is_known(text);
        self.seen.borrow_mut().insert(text.to_owned(), known);
        known
    }

    /// The same of what is no word for a vote ("no" is Norway's code), and no small number.
    pub(super) fn clear_state(&self, text: &str) -> bool {
        let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
        let is_word = text.len() <= NAME
            && match meaning(text) {
                Some(Meaning::OneOf(_)) => !is_number || text.len() != 3,
                Some(_) => true,
                None => false,
            };
        !is_word && self.state(text)
    }

    /// Whether most cells of a column are states.
    pub(super) fn is_of_states(&self, grid: &Grid, column: usize) -> bool {
        let mut cells = (0..grid.rows.len()).filter_map(|row| grid.get(row, column));
        let mut before = 0_usize;
        let first = cells.find(|cell| {
            let is_state = self.clear_state(&cell.text);
            before += usize::from(!is_state);
            is_state
        });
        let Some(first) = first else {
            return false;
        };
        // Titles and headings stand above.
        let above = before.saturating_sub(8);
        let (mut all, mut clear, mut loose) = (1 + above, BTreeSet::from([first.text.as_str()]), 1);
        let mut count = 1;
        for cell in cells {
            all += 1;
            loose += usize::from(self.state(&cell.text));
            if self.clear_state(&cell.text) {
                count += 1;
                clear.insert(&cell.text);
            }
        }
        // Numbers such as a session's are codes of M49 too, but the same in every row.
        let is_number = first.text.bytes().all(|byte| byte.is_ascii_digit());
        loose * 2 >= all
            && count * 4 >= loose
            && (!is_number || clear.len() * 2 > all || clear.len() > 20)
    }

    /// The names of a list within a cell, and where they stand in it.
    pub(super) fn list(&self, text: &str) -> Vec<(String, Span)> {
        let whole = || vec![(text.to_owned(), Span::new(0, text.len()))];
        let is_one = |marks: &[char]| !text.contains(marks) && self.state(text);
        let is_name = || self.names.code_of_name(text).is_some();
        let is_short = text.len() <= NAME
            && (is_name() || is_one(&[';', ',', '\n', '|', '；', '،', '、', '，', '•']));
        if text.is_empty() || is_short || text.parse::<usize>().is_ok() {
            return whole();
        }
        let marks: &[char] = match text.contains([';', '\n', '|', '；']) {
            true => &[';', '\n', '|', '；', '\r'],
            false => &[',', '،', '、', '，', '•'],
        };
        let mut parts: Vec<Span> = Vec::new();
        let mut at = 0;
        for part in text.split(marks) {
            parts.push(trimmed(text, Span::new(at, at + part.len())));
            at += part.len();
            at += text
                .get(at..)
                .and_then(|rest| rest.chars().next())
                .map_or(0, char::len_utf8);
        }
        let mut names = Vec::new();
        let mut at = 0;
        while let Some(first) = parts.get(at) {
            // "Korea, Republic of" is one name: the longest that is known.
            let joined =
                parts
                    .iter()
                    .skip(at)
                    .take(4)
                    .enumerate()
                    .rev()
                    .skip_while(|(more, last)| {
                        let joined = Span::new(first.start, last.end);
                        let joined = joined.of(text);
                        *more > 0
                            && (joined.len() > NAME || self.names.code_of_name(joined).is_none())
                    });
            let (more, last) = joined
                .map(|(more, last)| (more, *last))
                .next()
                .unwrap_or((0, *first));
            at += more + 1;
            let name = Span::new(first.start, last.end);
            if name.start < name.end {
                names.extend(self.pair(text, name));
            }
        }
        names
            .into_iter()
            .map(|span| (span.of(text).to_owned(), span))
            .collect()
    }

    /// "Yemen and Zambia": the last two of a list.
    fn pair(&self, text: &str, name: Span) -> Vec<Span> {
        let own = name.of(text);
        if self.state(own) {
            return vec![name];
        }
        const ANDS: [&str; 12] = [
            " and ", " et ", " y ", " e ", " und ", " и ", " та ", " و ", "和", "及", " & ", "and ",
        ];
        for and in ANDS {
            for (at, _) in own.match_indices(and) {
                let before = trimmed(text, Span::new(name.start, name.start + at));
                let after = trimmed(text, Span::new(name.start + at + and.len(), name.end));
                if self.state(after.of(text))
                    && (before.start == before.end || self.state(before.of(text)))
                {
                    let both = [before, after];
                    return both.into_iter().filter(|own| own.start < own.end).collect();
                }
            }
        }
        vec![name]
    }
}

/// Without the blanks around it and a last full stop.
fn trimmed(text: &str, span: Span) -> Span {
    let own = span.of(text);
    let start = span.start + own.len() - own.trim_start().len();
    Span::new(start, start + own.trim().trim_end_matches('.').len())
}

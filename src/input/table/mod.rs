//! The stance table, from CSV or JSON rows: which country, its vote, its sponsorship.

mod columns;
mod rows;
#[cfg(test)]
mod tests;
mod words;

use self::columns::{Cells, Columns};
use self::rows::{from_csv, from_json};
use self::words::is_blank;
use super::bytes;
use super::excerpt::excerpt;
use super::fields::empty;
use crate::error::{Error, ErrorKind, Result};
use crate::report::MOST_OF_A_SORT;
use crate::stance::{Cosponsor, Vote};

/// The rows of a stance table, in its order.
#[derive(Debug, Clone)]
pub struct StanceTable {
    /// The file they came from, as the caller named it.
    pub file: String,
    /// Those that say which country they are about.
    pub rows: Vec<Row>,
    /// Names of columns that are not used.
    pub unused: Vec<String>,
    /// What is wrong with single rows or columns; the rest of the table can be read. At most 200 that are wrong, and
    /// as many that are only suspicious.
    pub flaws: Vec<Flaw>,
    /// How many more are wrong, and how many more are suspicious.
    pub more_flaws: [usize; 2],
}

/// Something wrong in a table that can be read all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// `row 5`, `header`.
    pub place: String,
    /// What was found, and what to do.
    pub message: String,
    /// Whether something in the table could not be understood; else it is only suspicious.
    pub wrong: bool,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its number as a spreadsheet shows it (the header is row 1); in JSON its place, from 1.
    pub number: usize,
    /// The code as written; empty if it has none.
    pub code: String,
    /// The name as written; empty if it has none.
    pub name: String,
    /// `None` for a blank: had no vote. Also for a word that is not understood, which is a flaw.
    pub vote: Option<Vote>,
    /// `None` for a blank, which means "no" in a complete document and "unknown" in another.
    pub cosponsor: Option<Cosponsor>,
}

/// Unused columns that are named.
const MOST_UNUSED: usize = 200;

impl StanceTable {
    /// Reads a table. The first character distinguishes JSON (a list of rows) from CSV. `file` is how errors name it.
    ///
    /// CSV may use commas, semicolons or tabs, have its columns in any order, and begin with a
    /// byte order mark. What is wrong with single rows goes into [`flaws`](Self::flaws), so that
    /// all of it can be corrected at once.
    ///
    /// # Errors
    /// What is no text or no table, has no header, no column of codes or names, or no rows.
    pub fn parse(file: &str, bytes: &[u8]) -> Result<Self> {
        let text = bytes::text(file, bytes)?;
        let (headings, rows, mut flaws) = match text.trim_start().chars().next() {
            Some('[' | '{') => from_json(file, text)?,
            Some(_) => from_csv(file, text)?,
            None => return Err(empty(file)),
        };
        if rows.is_empty() {
            return Err(match flaws.list.into_iter().next() {
                Some(flaw) => Error::new(ErrorKind::Value, file, flaw.message, "").at(flaw.place),
                None => Error::new(
                    ErrorKind::Value,
                    file,
                    "no rows",
                    "add a row for each country",
                ),
            });
        }
        let (columns, unused) = Columns::find(file, &headings)?;
        let mut table = Self {
            file: file.to_owned(),
            rows: Vec::with_capacity(rows.len()),
            unused: Vec::new(),
            flaws: Vec::new(),
            more_flaws: [0; 2],
        };
        let unused = unused.into_iter().filter(|heading| !is_blank(heading));
        // More than any table has: looking for likenesses takes its time.
        for heading in unused.take(MOST_UNUSED) {
            if let Some(flaw) = columns.missed(heading) {
                flaws.add(flaw.wrong, || flaw);
            }
            table.unused.push(excerpt(heading));
        }
        for flaw in nameless(&headings, &rows) {
            flaws.add(flaw.wrong, || flaw);
        }
        for cells in &rows {
            let row = columns.row(cells, &mut flaws);
            table.rows.extend(row);
        }
        (table.flaws, table.more_flaws) = (flaws.list, flaws.more);
        Ok(table)
    }
}

/// A flaw for each column without a heading in which something is written.
fn nameless<'a>(headings: &'a [String], rows: &'a [Cells]) -> impl Iterator<Item = Flaw> + 'a {
    let nameless = headings
        .iter()
        .enumerate()
        .filter(|(_, name)| is_blank(name));
    let written = nameless.filter_map(|(column, _)| {
        let cells = rows.iter().flat_map(|(_, cells)| cells);
        let mut own = cells.filter(|(at, text)| *at == column && !is_blank(text));
        Some((column, own.next()?))
    });
    written.take(MOST_UNUSED).map(|(column, (_, text))| Flaw {
        place: "header".to_owned(),
        message: format!(
            "column {} holds \"{}\" but has no heading, so it is not used; name it, or delete it",
            column + 1,
            excerpt(text)
        ),
        wrong: false,
    })
}

/// The first flaws of a table, and how many more there are.
#[derive(Default)]
struct Flaws {
    list: Vec<Flaw>,
    /// Of those that are wrong, and of the suspicious ones.
    more: [usize; 2],
}

impl Flaws {
    /// Adds a flaw; makes it only if there is room, for likenesses take time.
    fn add(&mut self, wrong: bool, flaw: impl FnOnce() -> Flaw) {
        let [more_wrong, more_suspicious] = &mut self.more;
        let more = if wrong { more_wrong } else { more_suspicious };
        let has_room =
            |list: &[Flaw]| list.iter().filter(|own| own.wrong == wrong).count() < MOST_OF_A_SORT;
        if *more == 0 && has_room(&self.list) {
            self.list.push(flaw());
        } else {
            *more += 1;
        }
    }

    /// Adds something wrong with a row.
    fn wrong(&mut self, number: usize, message: impl FnOnce() -> String) {
        self.add(true, || Flaw {
            place: format!("row {number}"),
            message: message(),
            wrong: true,
        });
    }

    /// Adds something suspicious about a row.
    fn suspicious(&mut self, number: usize, message: impl FnOnce() -> String) {
        self.add(false, || Flaw {
            place: format!("row {number}"),
            message: message(),
            wrong: false,
        });
    }
}

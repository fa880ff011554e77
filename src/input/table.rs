//! The stance table, from CSV or JSON rows: which country, its vote, its sponsorship.

use std::collections::HashMap;

use serde_json::Value;

use super::excerpt::excerpt;
use super::fields::{empty, json, kind_of};
use super::suggest::{nearest, normalised};
use super::{bytes, sheet};
use crate::error::{Error, ErrorKind, Result};
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
    /// What is wrong with single rows or columns; the rest of the table can be read.
    pub flaws: Vec<Flaw>,
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

/// What a column can be, with the headings that mean it.
const COLUMNS: [(&str, &[&str]); 4] = [
    (
        "iso3",
        &[
            "iso3",
            "iso",
            "iso a3",
            "iso code",
            "iso 3166",
            "code",
            "country code",
            "alpha 3",
            "alpha3",
            "m49",
        ],
    ),
    (
        "name",
        &[
            "name",
            "country",
            "state",
            "member",
            "member state",
            "country name",
            "delegation",
        ],
    ),
    ("vote", &["vote", "votes", "voted"]),
    (
        "cosponsor",
        &[
            "cosponsor",
            "co sponsor",
            "cosponsors",
            "co sponsors",
            "sponsor",
            "sponsors",
            "cosponsored",
            "sponsored",
        ],
    ),
];

impl StanceTable {
    /// Reads a table. JSON (a list of rows) is told from CSV by its first character. `file` is
    /// how errors name it.
    ///
    /// CSV may use commas, semicolons or tabs, have its columns in any order, and begin with a
    /// byte order mark. What is wrong with single rows goes into [`flaws`](Self::flaws), so that
    /// all of it can be mended at once.
    ///
    /// # Errors
    /// What is no text or no table, has no header, no column of codes or names, or no rows.
    pub fn parse(file: &str, bytes: &[u8]) -> Result<Self> {
        let text = bytes::text(file, bytes)?;
        let (headings, rows, flaws) = match text.trim_start().chars().next() {
            Some('[' | '{') => from_json(file, text)?,
            Some(_) => from_csv(file, text)?,
            None => return Err(empty(file)),
        };
        if rows.is_empty() {
            return Err(match flaws.into_iter().next() {
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
            flaws,
        };
        let unused = unused.into_iter().filter(|heading| !heading.is_empty());
        // More than any table has: looking for likenesses takes its time.
        for heading in unused.take(MOST_UNUSED) {
            table.flaws.extend(columns.missed(heading));
            table.unused.push(excerpt(heading));
        }
        for cells in &rows {
            let row = columns.row(cells, &mut table.flaws);
            table.rows.extend(row);
        }
        Ok(table)
    }
}

/// A row's number, and its cells with the index of their heading.
type Cells = (usize, Vec<(usize, String)>);

/// Headings, rows, and what is wrong with rows that had to be left out.
type Sheet = (Vec<String>, Vec<Cells>, Vec<Flaw>);

fn flaw(number: usize, message: String) -> Flaw {
    Flaw {
        place: format!("row {number}"),
        message,
        wrong: true,
    }
}

/// Which of [`COLUMNS`] a heading means.
fn kind(heading: &str) -> Option<usize> {
    let plain = normalised(heading);
    COLUMNS
        .iter()
        .position(|(_, words)| words.contains(&plain.as_str()))
}

/// Where each kind of column is.
#[derive(Default)]
struct Columns {
    at: [Option<usize>; COLUMNS.len()],
}

impl Columns {
    fn find<'a>(file: &str, headings: &'a [String]) -> Result<(Self, Vec<&'a str>)> {
        let mut columns = Self::default();
        let mut unused = Vec::new();
        for (i, heading) in headings.iter().enumerate() {
            match kind(heading).and_then(|kind| columns.at.get_mut(kind)) {
                Some(Some(_)) => {
                    return Err(Error::new(
                        ErrorKind::Value,
                        file,
                        format!(
                            "a second column for the same thing, \"{}\"",
                            excerpt(heading)
                        ),
                        "leave one of them out",
                    )
                    .at("header"))
                }
                Some(slot) => *slot = Some(i),
                None => unused.push(heading.as_str()),
            }
        }
        let [code, name, vote, cosponsor] = columns.at;
        let missing = if code.or(name).is_none() {
            "iso3 or name"
        } else if vote.or(cosponsor).is_none() {
            "vote or cosponsor"
        } else {
            return Ok((columns, unused));
        };
        let near = unused
            .iter()
            .find(|word| nearest(word, missing.split(" or ")).is_some());
        const EXAMPLE: &str =
            "the first line must name the columns, for example iso3,name,vote,cosponsor";
        let remedy = match (near, headings) {
            (_, [_]) => format!("separate columns by comma, semicolon or tab; {EXAMPLE}"),
            (Some(word), _) => format!("is \"{}\" meant? {EXAMPLE}", excerpt(word)),
            (None, _) => EXAMPLE.to_owned(),
        };
        let seen: Vec<String> = headings.iter().take(8).map(|h| excerpt(h)).collect();
        let found = format!("no column {missing} (found: {})", seen.join(", "));
        Err(Error::new(ErrorKind::Value, file, found, remedy).at("header"))
    }

    /// A flaw if `heading` looks like a column that is missing: a slip there would lose every
    /// vote or every sponsor.
    fn missed(&self, heading: &str) -> Option<Flaw> {
        let [.., vote, cosponsor] = self.at;
        let missing = [("vote", vote), ("cosponsor", cosponsor)];
        let missing = missing.into_iter().filter(|(_, at)| at.is_none());
        let words = missing.flat_map(|(kind, _)| {
            let known = COLUMNS.iter().find(|(name, _)| *name == kind);
            known.into_iter().flat_map(|(_, words)| words.iter())
        });
        let near = nearest(heading, words.copied())?;
        let (kind, _) = COLUMNS.iter().find(|(_, words)| words.contains(&near))?;
        Some(Flaw {
            place: "header".to_owned(),
            message: format!(
                "column \"{}\" is not used; if it is the {kind}, call it {kind}",
                excerpt(heading)
            ),
            wrong: false,
        })
    }

    /// None for a row that does not say which country it is about.
    fn row(&self, (number, cells): &Cells, flaws: &mut Vec<Flaw>) -> Option<Row> {
        let [code, name, vote, cosponsor] = self.at.map(|at| {
            let cell = cells.iter().find(|(heading, _)| Some(*heading) == at);
            cell.map_or("", |(_, text)| text.as_str())
        });
        if let Some(cell) = [code, name, vote, cosponsor]
            .iter()
            .find(|c| c.contains('\n'))
        {
            flaws.push(Flaw {
                place: format!("row {number}"),
                message: format!(
                    "\"{}\" runs over several lines; is a quotation mark never closed?",
                    excerpt(cell)
                ),
                wrong: false,
            });
        }
        if code.is_empty() && name.is_empty() {
            let message = "neither a code nor a name; say which country it is, or delete the row";
            flaws.push(flaw(*number, message.to_owned()));
            return None;
        }
        let mut unknown = |column: &str, word: &str, words: &[&str], remedy: &str| {
            let meant = nearest(word, words.iter().copied()).map_or(String::new(), |near| {
                format!("did you mean \"{near}\"? Else ")
            });
            let message = format!("{column} is \"{}\"; {meant}{remedy}", excerpt(word));
            flaws.push(flaw(*number, message));
        };
        Some(Row {
            vote: vote_of(vote).unwrap_or_else(|| {
                let remedy = "write yes, no, abstain or absent, or leave it blank";
                unknown("vote", vote, &["yes", "abstain", "absent"], remedy);
                None
            }),
            cosponsor: cosponsor_of(cosponsor).unwrap_or_else(|| {
                let remedy = "write yes, no or unknown, or leave it blank";
                unknown("cosponsor", cosponsor, &["yes", "unknown"], remedy);
                None
            }),
            number: *number,
            code: code.to_owned(),
            name: name.to_owned(),
        })
    }
}

/// `None`: an unknown word. `Some(None)`: blank.
fn vote_of(word: &str) -> Option<Option<Vote>> {
    Some(match normalised(word).as_str() {
        "" | "none" | "na" => None,
        "yes" | "y" | "in favour" | "in favor" | "favour" | "favor" | "for" => Some(Vote::Yes),
        "no" | "n" | "against" => Some(Vote::No),
        "abstain" | "a" | "abstained" | "abstains" | "abstention" | "abstaining" => {
            Some(Vote::Abstain)
        }
        "absent" | "non voting" | "nonvoting" | "nv" | "not voting" | "did not vote" => {
            Some(Vote::Absent)
        }
        _ => return None,
    })
}

/// `None`: an unknown word. `Some(None)`: blank.
fn cosponsor_of(word: &str) -> Option<Option<Cosponsor>> {
    Some(match normalised(word).as_str() {
        "unknown" => Some(Cosponsor::Unknown),
        "" if word.trim() == "?" => Some(Cosponsor::Unknown),
        "" => None,
        "yes" | "y" | "true" | "1" | "x" => Some(Cosponsor::Yes),
        "no" | "n" | "false" | "0" => Some(Cosponsor::No),
        _ => return None,
    })
}

fn from_csv(file: &str, text: &str) -> Result<Sheet> {
    let mut lines = sheet::rows(file, text)?.into_iter();
    let headings = lines.next().map(|line| line.cells).unwrap_or_default();
    if looks_like_data(&headings) {
        return Err(Error::new(
            ErrorKind::Value,
            file,
            format!(
                "no header; the first line is \"{}\"",
                excerpt(&headings.join(","))
            ),
            "the first line must name the columns, for example iso3,name,vote,cosponsor",
        )
        .at("row 1"));
    }
    let (mut rows, mut flaws) = (Vec::new(), Vec::new());
    for sheet::Line { number, cells } in lines {
        let surplus = cells
            .iter()
            .skip(headings.len())
            .any(|cell| !cell.is_empty());
        if surplus {
            let message = format!(
                "{} cells under {} headings; put cells that hold the separator in quotation marks",
                cells.len(),
                headings.len()
            );
            flaws.push(flaw(number, message));
            continue;
        }
        if cells.len() < headings.len() {
            flaws.push(Flaw {
                place: format!("row {number}"),
                message: format!(
                    "{} cells under {} headings; the missing ones are taken for blanks, is the row complete?",
                    cells.len(),
                    headings.len()
                ),
                wrong: false,
            });
        }
        rows.push((number, cells.into_iter().enumerate().collect()));
    }
    Ok((headings, rows, flaws))
}

/// A first line that holds a vote or a country code instead of headings.
fn looks_like_data(headings: &[String]) -> bool {
    let known = |heading: &String| kind(heading).is_some();
    let code =
        |heading: &String| heading.len() == 3 && heading.bytes().all(|b| b.is_ascii_uppercase());
    let vote = |heading: &String| vote_of(heading).flatten().is_some();
    !headings.iter().any(known) && headings.iter().any(|h| code(h) || vote(h))
}

fn from_json(file: &str, text: &str) -> Result<Sheet> {
    let Value::Array(list) = json(file, text)? else {
        let found = "an object where a list of rows belongs";
        let remedy = "write [{\"iso3\": \"FRA\", \"vote\": \"yes\", \"cosponsor\": \"yes\"}, …]";
        return Err(Error::new(ErrorKind::Value, file, found, remedy));
    };
    let mut headings: Vec<String> = Vec::new();
    let mut at: HashMap<String, usize> = HashMap::new();
    let (mut rows, mut flaws) = (Vec::new(), Vec::new());
    for (i, row) in list.into_iter().enumerate() {
        let number = i + 1;
        let Value::Object(row) = row else {
            let remedy = "write an object {…} for each row";
            flaws.push(flaw(number, format!("{}; {remedy}", kind_of(&row))));
            continue;
        };
        let mut cells = Vec::new();
        for (key, value) in row {
            let heading = *at.entry(key).or_insert_with_key(|key| {
                headings.push(key.clone());
                headings.len() - 1
            });
            let text = match value {
                Value::String(text) => text.trim().to_owned(),
                Value::Bool(true) => "yes".to_owned(),
                Value::Bool(false) => "no".to_owned(),
                Value::Null => continue,
                Value::Number(number) => number.to_string(),
                list_or_object => {
                    let key = headings.get(heading).map_or("", String::as_str);
                    if kind(key).is_some() {
                        let found = kind_of(&list_or_object);
                        let message = format!("\"{key}\" is {found}; write text or a number");
                        flaws.push(flaw(number, message));
                    }
                    continue;
                }
            };
            cells.push((heading, text));
        }
        rows.push((number, cells));
    }
    Ok((headings, rows, flaws))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> StanceTable {
        StanceTable::parse("t.csv", text.as_bytes()).unwrap()
    }

    fn message(text: &str) -> String {
        StanceTable::parse("t.csv", text.as_bytes())
            .unwrap_err()
            .to_string()
    }

    #[test]
    fn separators_column_order_and_byte_order_mark_make_no_difference() {
        let plain = parsed("iso3,name,vote,cosponsor\nFRA,France,yes,yes\nIND,India,abstain,\n");
        for text in [
            "\u{feff}iso3;name;vote;cosponsor\r\nFRA;France;yes;yes\r\nIND;India;abstain;\r\n",
            "vote\tcosponsor\tiso3\tname\nyes\tyes\tFRA\tFrance\nabstain\t\tIND\tIndia",
            "[{\"iso3\":\"FRA\",\"name\":\"France\",\"vote\":\"yes\",\"cosponsor\":true},{\"iso3\":\"IND\",\"name\":\"India\",\"vote\":\"abstain\"}]",
        ] {
            let rows = parsed(text).rows.into_iter().zip([2, 3]).map(|(row, number)| Row { number, ..row });
            assert_eq!(rows.collect::<Vec<_>>(), plain.rows, "{text}");
        }
    }

    #[test]
    fn words_of_a_roll_call_are_understood() {
        let rows =
            parsed("iso3,vote\nFRA,Y\nRUS,N\nIND,A\nMAR,Non-Voting\nGBR,In favour\nCHN,\n").rows;
        let votes: Vec<Option<Vote>> = rows.iter().map(|row| row.vote).collect();
        let [yes, no, abstain, absent] =
            [Vote::Yes, Vote::No, Vote::Abstain, Vote::Absent].map(Some);
        assert_eq!(votes, [yes, no, abstain, absent, yes, None]);
    }

    #[test]
    fn an_unknown_vote_word_names_the_row_of_the_spreadsheet() {
        let flaw = &parsed("iso3,vote\nFRA,yes\n\nIND,maybe\n").flaws[0];
        assert_eq!(flaw.place, "row 4");
        assert_eq!(
            flaw.message,
            "vote is \"maybe\"; write yes, no, abstain or absent, or leave it blank"
        );
    }

    #[test]
    fn a_file_without_header_is_told_so() {
        assert!(message("FRA,yes\nIND,abstain\n").starts_with("t.csv, row 1: no header"));
    }

    #[test]
    fn a_heading_like_the_missing_one_is_pointed_at() {
        assert!(message("iso3,vot\nFRA,yes\n").contains("is \"vot\" meant?"));
    }

    #[test]
    fn a_surplus_cell_is_an_error_and_not_lost() {
        let table = parsed("name,vote\nKorea, Republic of,yes\nFrance,no\n");
        assert_eq!((table.rows.len(), table.flaws.len()), (1, 1));
        assert!(table.flaws[0]
            .message
            .starts_with("3 cells under 2 headings"));
    }

    #[test]
    fn a_slip_in_the_heading_of_the_sponsors_does_not_lose_them_silently() {
        let table = parsed("iso3,vote,co_sponser\nFRA,yes,yes\n");
        assert_eq!(
            table.flaws[0].message,
            "column \"co_sponser\" is not used; if it is the cosponsor, call it cosponsor"
        );
    }

    #[test]
    fn a_question_mark_is_unknown_sponsorship_and_a_blank_is_a_blank() {
        let rows = parsed("iso3,cosponsor\nFRA,?\nIND,\n").rows;
        assert_eq!(
            rows.iter().map(|r| r.cosponsor).collect::<Vec<_>>(),
            [Some(Cosponsor::Unknown), None]
        );
    }
}

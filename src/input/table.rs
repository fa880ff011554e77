//! The stance table, from CSV or JSON rows: which country, its vote, its sponsorship.

use serde_json::Value;

use super::bytes;
use super::fields::{json, kind_of};
use super::suggest::{nearest, normalised};
use crate::error::{Error, ErrorKind, Result};
use crate::stance::{Cosponsor, Vote};

/// The rows of a stance table, in its order.
#[derive(Debug, Clone)]
pub struct StanceTable {
    /// The file they came from, as the caller named it.
    pub file: String,
    /// At least one.
    pub rows: Vec<Row>,
    /// Names of columns that are not used.
    pub unused: Vec<String>,
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
    /// `None` for a blank: had no vote.
    pub vote: Option<Vote>,
    /// `None` for a blank, which means "no" in a complete document and "unknown" in another.
    pub cosponsor: Option<Cosponsor>,
}

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
    /// byte order mark.
    ///
    /// # Errors
    /// What is no text, no table, has no header or no column of codes or names, or an unknown
    /// word in `vote` or `cosponsor` (with the row).
    pub fn parse(file: &str, bytes: &[u8]) -> Result<Self> {
        let text = bytes::text(file, bytes)?;
        let table = match text.trim_start().chars().next() {
            Some('[' | '{') => from_json(file, text)?,
            Some(_) => from_csv(file, text)?,
            None => {
                return Err(Error::new(
                    ErrorKind::Syntax,
                    file,
                    "the file is empty",
                    "is it the right file?",
                ))
            }
        };
        if table.rows.is_empty() {
            return Err(Error::new(
                ErrorKind::Value,
                file,
                "no rows",
                "add a row for each country",
            ));
        }
        Ok(table)
    }
}

/// Where each kind of column is.
#[derive(Default)]
struct Columns {
    at: [Option<usize>; COLUMNS.len()],
}

impl Columns {
    fn find(file: &str, headings: &[&str]) -> Result<(Self, Vec<String>)> {
        let mut columns = Self::default();
        let mut unused = Vec::new();
        for (i, heading) in headings.iter().enumerate() {
            let plain = normalised(heading);
            let kind = COLUMNS
                .iter()
                .position(|(_, words)| words.contains(&plain.as_str()));
            match kind.and_then(|kind| columns.at.get_mut(kind)) {
                Some(Some(_)) => {
                    return Err(Error::new(
                        ErrorKind::Value,
                        file,
                        format!("a second column for the same thing, \"{heading}\""),
                        "leave one of them out",
                    )
                    .at("header"))
                }
                Some(slot) => *slot = Some(i),
                None => unused.push((*heading).to_owned()),
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
        let remedy = match near {
            Some(word) => format!("is \"{word}\" meant? The first line must name the columns, for example iso3,name,vote,cosponsor"),
            None => "the first line must name the columns, for example iso3,name,vote,cosponsor".to_owned(),
        };
        let found = format!("no column {missing} (found: {})", unused_or_all(headings));
        Err(Error::new(ErrorKind::Value, file, found, remedy).at("header"))
    }

    fn row(
        &self,
        file: &str,
        number: usize,
        cell: impl Fn(usize) -> Option<String>,
    ) -> Result<Row> {
        let [code, name, vote, cosponsor] =
            self.at.map(|at| at.and_then(&cell).unwrap_or_default());
        let failed = |column: &str, word: &str, remedy: &str| {
            Error::new(
                ErrorKind::Value,
                file,
                format!("{column} is \"{word}\""),
                remedy,
            )
            .at(format!("row {number}"))
        };
        if code.is_empty() && name.is_empty() {
            let error = Error::new(
                ErrorKind::Value,
                file,
                "neither a code nor a name",
                "say which country it is, or delete the row",
            );
            return Err(error.at(format!("row {number}")));
        }
        Ok(Row {
            vote: vote_of(&vote).ok_or_else(|| {
                failed(
                    "vote",
                    &vote,
                    "write yes, no, abstain or absent, or leave it blank",
                )
            })?,
            cosponsor: cosponsor_of(&cosponsor).ok_or_else(|| {
                failed(
                    "cosponsor",
                    &cosponsor,
                    "write yes, no or unknown, or leave it blank",
                )
            })?,
            number,
            code,
            name,
        })
    }
}

fn unused_or_all(headings: &[&str]) -> String {
    let short: Vec<String> = headings
        .iter()
        .take(8)
        .map(|h| h.chars().take(24).collect())
        .collect();
    short.join(", ")
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

fn from_csv(file: &str, text: &str) -> Result<StanceTable> {
    let header = text
        .lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or_default();
    let delimiter = [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|delimiter| {
            // Of equals the last wins, so the comma must come out ahead when there is none at all.
            let count = header.bytes().filter(|byte| byte == delimiter).count();
            (count, usize::from(*delimiter == b','))
        })
        .unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .trim(csv::Trim::All)
        .flexible(true)
        .from_reader(text.as_bytes());
    let failed = |e: csv::Error| {
        Error::new(ErrorKind::Syntax, file, e.to_string(), "mend the row").because(e)
    };
    let headings = reader.headers().map_err(failed)?.clone();
    let headings: Vec<&str> = headings.iter().collect();
    if looks_like_data(&headings) {
        return Err(Error::new(
            ErrorKind::Value,
            file,
            format!("no header; the first line is \"{}\"", headings.join(",")),
            "the first line must name the columns, for example iso3,name,vote,cosponsor",
        )
        .at("row 1"));
    }
    let (columns, unused) = Columns::find(file, &headings)?;
    let mut rows = Vec::new();
    for (i, record) in reader.records().enumerate() {
        let record = record.map_err(failed)?;
        let number = i + 2;
        if record.iter().all(str::is_empty) {
            continue;
        }
        let surplus = record
            .iter()
            .skip(headings.len())
            .any(|cell| !cell.is_empty());
        if surplus {
            let found = format!("{} cells under {} headings", record.len(), headings.len());
            let remedy = "put cells that hold the separator in quotation marks";
            return Err(
                Error::new(ErrorKind::Syntax, file, found, remedy).at(format!("row {number}"))
            );
        }
        rows.push(columns.row(file, number, |at| record.get(at).map(str::to_owned))?);
    }
    Ok(StanceTable {
        file: file.to_owned(),
        rows,
        unused: unused.into_iter().filter(|word| !word.is_empty()).collect(),
    })
}

/// A first line that holds a vote or a country code instead of headings.
fn looks_like_data(headings: &[&str]) -> bool {
    let known = |heading: &&str| {
        COLUMNS
            .iter()
            .any(|(_, words)| words.contains(&normalised(heading).as_str()))
    };
    let code =
        |heading: &&str| heading.len() == 3 && heading.bytes().all(|b| b.is_ascii_uppercase());
    let vote = |heading: &&str| vote_of(heading).flatten().is_some();
    !headings.iter().any(|h| known(h)) && headings.iter().any(|h| code(h) || vote(h))
}

fn from_json(file: &str, text: &str) -> Result<StanceTable> {
    let value = json(file, text)?;
    let Value::Array(list) = &value else {
        let found = format!("{} where a list of rows belongs", kind_of(&value));
        let remedy = "write [{\"iso3\": \"FRA\", \"vote\": \"yes\", \"cosponsor\": \"yes\"}, …]";
        return Err(Error::new(ErrorKind::Value, file, found, remedy));
    };
    let mut headings: Vec<&str> = Vec::new();
    for (i, row) in list.iter().enumerate() {
        let Value::Object(row) = row else {
            let error = Error::new(
                ErrorKind::Value,
                file,
                kind_of(row),
                "write an object {…} for each row",
            );
            return Err(error.at(format!("row {}", i + 1)));
        };
        for key in row.keys() {
            if !headings.contains(&key.as_str()) {
                headings.push(key);
            }
        }
    }
    if list.is_empty() {
        return Ok(StanceTable {
            file: file.to_owned(),
            rows: Vec::new(),
            unused: Vec::new(),
        });
    }
    let (columns, unused) = Columns::find(file, &headings)?;
    let mut rows = Vec::new();
    for (i, row) in list.iter().enumerate() {
        let cell = |at: usize| match row.get(headings.get(at)?)? {
            Value::String(text) => Some(text.trim().to_owned()),
            Value::Bool(true) => Some("yes".to_owned()),
            Value::Bool(false) => Some("no".to_owned()),
            Value::Null => None,
            other => Some(other.to_string()),
        };
        rows.push(columns.row(file, i + 1, cell)?);
    }
    Ok(StanceTable {
        file: file.to_owned(),
        rows,
        unused,
    })
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
        assert_eq!(
            message("iso3,vote\nFRA,yes\nIND,maybe\n"),
            "t.csv, row 3: vote is \"maybe\"; write yes, no, abstain or absent, or leave it blank"
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
        assert!(message("name,vote\nKorea, Republic of,yes\n")
            .starts_with("t.csv, row 2: 3 cells under 2"));
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

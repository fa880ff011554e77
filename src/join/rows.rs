//! Rows of the stance table → places: by code, else by name; ambiguous names are refused.

use std::collections::{BTreeMap, BTreeSet};

use crate::gazetteer::{Gazetteer, Meaning};
use crate::input::{Row, StanceTable};
use crate::report::{JoinReport, Severity, Topic};

/// "Guinea" is the official name of one state and part of three others': clear when the table
/// names the others too.
const OFFICIAL: (&str, [&str; 3]) = ("GIN", ["GNB", "GNQ", "PNG"]);

/// The row of each place. Rows that match nothing, are ambiguous or contradict another are
/// reported as errors.
pub(super) fn by_place<'a>(
    stances: &'a StanceTable,
    gazetteer: &Gazetteer,
    known: &BTreeSet<String>,
    report: &mut JoinReport,
) -> BTreeMap<String, &'a Row> {
    let codes: BTreeSet<String> = stances
        .rows
        .iter()
        .filter_map(|row| clear(row, gazetteer))
        .collect();
    let mut rows: BTreeMap<String, &Row> = BTreeMap::new();
    for row in &stances.rows {
        let place = Some(format!("row {}", row.number));
        let code = match place_of(row, gazetteer, known, &codes) {
            Ok(code) => code,
            Err((topic, message)) => {
                report.add(Severity::Error, topic, &stances.file, place, message);
                continue;
            }
        };
        match rows.get(&code) {
            None => {
                rows.insert(code, row);
            }
            Some(first) if (first.vote, first.cosponsor) == (row.vote, row.cosponsor) => {
                let message = format!(
                    "{} stands in row {} already, with the same stance",
                    gazetteer.label(&code),
                    first.number
                );
                report.add(
                    Severity::Warning,
                    Topic::DuplicateRow,
                    &stances.file,
                    place,
                    message,
                );
            }
            Some(first) => {
                let message = format!(
                    "{} stands in row {} already, with another stance; keep the row that is right",
                    gazetteer.label(&code),
                    first.number
                );
                report.add(
                    Severity::Error,
                    Topic::ConflictingRow,
                    &stances.file,
                    place,
                    message,
                );
            }
        }
    }
    rows
}

/// The place of a row, where there is no doubt.
fn clear(row: &Row, gazetteer: &Gazetteer) -> Option<String> {
    if !row.code.is_empty() {
        return gazetteer.code(&row.code).map(str::to_owned);
    }
    match gazetteer.name(&row.name) {
        Meaning::One(code) => Some(code),
        _ => None,
    }
}

fn place_of(
    row: &Row,
    gazetteer: &Gazetteer,
    known: &BTreeSet<String>,
    codes: &BTreeSet<String>,
) -> Result<String, (Topic, String)> {
    if row.code.is_empty() {
        return by_name(row, gazetteer, known, codes);
    }
    let code = match gazetteer.code(&row.code) {
        Some(code) => code.to_owned(),
        None if known.contains(&row.code) => row.code.clone(),
        None => {
            let meant = match gazetteer.name(&row.name) {
                Meaning::One(code) => Some(code),
                _ => gazetteer.near_code(&row.code),
            };
            return Err((
                Topic::UnmatchedRow,
                unmatched(
                    &format!("no place has the code \"{}\"", row.code),
                    meant,
                    gazetteer,
                ),
            ));
        }
    };
    if !known.contains(&code) {
        let message = format!(
            "{} is not on the map; use boundaries that have it, or delete the row",
            gazetteer.label(&code)
        );
        return Err((Topic::UnmatchedRow, message));
    }
    match gazetteer.name(&row.name) {
        Meaning::One(named) if named != code => Err((
            Topic::ConflictingRow,
            format!(
                "the code {} is {}, but the name is \"{}\"; mend one of them",
                row.code,
                gazetteer.label(&code),
                row.name
            ),
        )),
        Meaning::Several(candidates) if !candidates.contains(&code) => Err((
            Topic::ConflictingRow,
            format!(
                "the code {} is {}, but the name is \"{}\"; mend one of them",
                row.code,
                gazetteer.label(&code),
                row.name
            ),
        )),
        _ => Ok(code),
    }
}

fn by_name(
    row: &Row,
    gazetteer: &Gazetteer,
    known: &BTreeSet<String>,
    codes: &BTreeSet<String>,
) -> Result<String, (Topic, String)> {
    match gazetteer.name(&row.name) {
        Meaning::One(code) if known.contains(&code) => Ok(code),
        Meaning::One(code) => Err((
            Topic::UnmatchedRow,
            format!(
                "{} is not on the map; use boundaries that have it, or delete the row",
                gazetteer.label(&code)
            ),
        )),
        Meaning::Several(candidates) => {
            let (code, others) = OFFICIAL;
            let named = candidates.iter().any(|c| c == code)
                && others.iter().all(|other| codes.contains(*other));
            if named && !codes.contains(code) {
                return Ok(code.to_owned());
            }
            let labels: Vec<String> = candidates
                .iter()
                .map(|code| gazetteer.label(code))
                .collect();
            Err((
                Topic::AmbiguousName,
                format!(
                    "\"{}\" could be {}; write the code in a column iso3",
                    row.name,
                    labels.join(" or ")
                ),
            ))
        }
        Meaning::Unknown(meant) => Err((
            Topic::UnmatchedRow,
            unmatched(
                &format!("no place is called \"{}\"", row.name),
                meant,
                gazetteer,
            ),
        )),
    }
}

fn unmatched(found: &str, meant: Option<String>, gazetteer: &Gazetteer) -> String {
    match meant {
        Some(code) => format!("{found}; did you mean {}?", gazetteer.label(&code)),
        None => format!("{found}; write the three letters of ISO 3166-1"),
    }
}

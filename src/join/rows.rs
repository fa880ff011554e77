//! Rows of the stance table → places: by code, else by name; ambiguous names are refused.

use std::collections::{BTreeMap, BTreeSet};

use crate::gazetteer::{Gazetteer, Meaning};
use crate::input::{excerpt, Row, StanceTable};
use crate::report::{JoinReport, Severity, Topic};

/// "Guinea" is the official name of one state and part of three others': clear when the table
/// names the others too.
const OFFICIAL: (&str, [&str; 3]) = ("GIN", ["GNB", "GNQ", "PNG"]);

/// Rows that match nothing get a "did you mean" up to this many: a table with more is no table of
/// countries, and searching for similar names takes long.
const MOST_SUGGESTIONS: usize = 300;

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
    let mut lost = 0;
    for row in &stances.rows {
        let place = Some(format!("row {}", row.number));
        let places = RowMatcher {
            gazetteer,
            known,
            codes: &codes,
            suggest: lost < MOST_SUGGESTIONS,
        };
        let code = match places.of(row) {
            Ok(code) => code,
            Err((topic, message)) => {
                lost += 1;
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
                    "{} stands in row {} already, with the same stance; delete one of them",
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
                    "{} stands in row {} already, there with {}, here with {}; keep the row that is right",
                    gazetteer.label(&code),
                    first.number,
                    stance(first),
                    stance(row)
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

/// Vote and sponsorship as a message quotes them.
fn stance(row: &Row) -> String {
    format!(
        "vote \"{}\" and cosponsor \"{}\"",
        row.vote.map_or("", |vote| vote.as_str()),
        row.cosponsor.map_or("", |cosponsor| cosponsor.as_str())
    )
}

/// The place of a row, where there is no doubt.
fn clear(row: &Row, gazetteer: &Gazetteer) -> Option<String> {
    let code = if row.code.is_empty() {
        gazetteer.code_of_name(&row.name)
    } else {
        gazetteer.code(&row.code)
    };
    code.map(str::to_owned)
}

/// What is known when a row is matched.
struct RowMatcher<'a> {
    gazetteer: &'a Gazetteer,
    /// Codes on the map.
    known: &'a BTreeSet<String>,
    /// Codes that rows of the table stand for without doubt.
    codes: &'a BTreeSet<String>,
    /// Whether to search for what was likely meant.
    suggest: bool,
}

impl RowMatcher<'_> {
    fn of(&self, row: &Row) -> Result<String, (Topic, String)> {
        if row.code.is_empty() {
            return self.by_name(&row.name);
        }
        let code = match self.gazetteer.code(&row.code) {
            Some(code) => code.to_owned(),
            None if self.known.contains(&row.code) => row.code.clone(),
            None => {
                let meant = || match self.gazetteer.code_of_name(&row.name) {
                    Some(code) => vec![code.to_owned()],
                    None => self.gazetteer.near_codes(&row.code),
                };
                let found = format!("no place has the code \"{}\"", excerpt(&row.code));
                return Err(self.unmatched(&found, meant));
            }
        };
        if !self.known.contains(&code) {
            return Err(self.not_on_the_map(&code));
        }
        // A code outweighs a name that is not known: it may be in another language.
        let agrees = match self.gazetteer.code_of_name(&row.name) {
            Some(named) => named == code,
            None => match self.gazetteer.candidates(&row.name) {
                Some(candidates) => candidates.contains(&code),
                None => true,
            },
        };
        if agrees {
            return Ok(code);
        }
        Err((
            Topic::ConflictingRow,
            format!(
                "the code {} is {}, but the name is \"{}\"; mend one of them",
                excerpt(&row.code),
                self.gazetteer.label(&code),
                excerpt(&row.name)
            ),
        ))
    }

    fn by_name(&self, name: &str) -> Result<String, (Topic, String)> {
        if let Some(code) = self.gazetteer.code_of_name(name) {
            return match self.known.contains(code) {
                true => Ok(code.to_owned()),
                false => Err(self.not_on_the_map(code)),
            };
        }
        let Some(candidates) = self.gazetteer.candidates(name) else {
            let meant = || match self.gazetteer.name(name) {
                Meaning::Unknown(meant) => meant.into_iter().collect(),
                _ => Vec::new(),
            };
            let found = format!("no place is called \"{}\"", excerpt(name));
            return Err(self.unmatched(&found, meant));
        };
        let (code, others) = OFFICIAL;
        let named =
            candidates.contains(code) && others.iter().all(|other| self.codes.contains(*other));
        if named && !self.codes.contains(code) {
            return Ok(code.to_owned());
        }
        Err((
            Topic::AmbiguousName,
            format!(
                "\"{}\" could be {}; write the code in a column iso3",
                excerpt(name),
                self.gazetteer.labels(candidates)
            ),
        ))
    }

    fn not_on_the_map(&self, code: &str) -> (Topic, String) {
        let message = format!(
            "{} is not on the map; use boundaries that have it, or delete the row",
            self.gazetteer.label(code)
        );
        (Topic::UnmatchedRow, message)
    }

    fn unmatched(&self, found: &str, meant: impl Fn() -> Vec<String>) -> (Topic, String) {
        let message = match self.suggest.then(meant).unwrap_or_default().as_slice() {
            codes @ [_, ..] => format!("{found}; did you mean {}?", self.gazetteer.labels(codes)),
            [] => format!("{found}; write the three letters of ISO 3166-1"),
        };
        (Topic::UnmatchedRow, message)
    }
}

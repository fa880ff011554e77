//! Rows of the stance table → places: by code, else by name; a name that could mean several is narrowed by the day and
//! the rest of the table, or refused.

use std::collections::{BTreeMap, BTreeSet};

use super::Sources;
use crate::input::{excerpt, Row};
use crate::report::{JoinReport, Severity, Topic};
use crate::roster::{Context, How, Match, Names};

/// Rows that match nothing get a "did you mean" up to this many: a table with more is no table of
/// countries, and searching for similar names takes long.
const MOST_SUGGESTIONS: usize = 300;

/// The row of each place. Rows that match nothing, are ambiguous or contradict another are
/// reported as errors.
pub(super) fn by_place<'a>(
    sources: &Sources<'a>,
    known: &BTreeSet<String>,
    on_the_day: &BTreeSet<String>,
    report: &mut JoinReport,
) -> BTreeMap<String, &'a Row> {
    let (stances, names) = (sources.stances, sources.names);
    let date = Some(sources.document.date.as_str());
    let alone = Context {
        date,
        ..Context::default()
    };
    let clear = stances
        .rows
        .iter()
        .filter_map(|row| match row.code.as_str() {
            "" => match names.by_name_alone(&row.name, &alone)? {
                Match::One(code, How::Name | How::Seat) => Some(code),
                _ => None,
            },
            code => names.code(code).map(str::to_owned),
        });
    let codes: BTreeSet<String> = clear.collect();
    let mut rows: BTreeMap<String, &Row> = BTreeMap::new();
    let mut lost = 0;
    for row in &stances.rows {
        let place = Some(format!("row {}", row.number));
        let places = RowMatcher {
            names,
            known,
            on_the_day,
            context: Context {
                others: Some(&codes),
                ..alone
            },
            suggest: lost < MOST_SUGGESTIONS,
        };
        let (code, how) = match places.of(row) {
            Ok(found) => found,
            Err((topic, message)) => {
                lost += 1;
                report.add(Severity::Error, topic, &stances.file, place, message);
                continue;
            }
        };
        if let Some(message) = places.reading(row, &code, &how) {
            let topic = Topic::NameRead;
            report.add(Severity::Note, topic, &stances.file, place.clone(), message);
        }
        match rows.get(&code) {
            None => {
                rows.insert(code, row);
            }
            Some(first) if (first.vote, first.cosponsor) == (row.vote, row.cosponsor) => {
                let message = format!(
                    "{} stands in row {} already, with the same stance; delete one of them",
                    names.label(&code),
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
                    names.label(&code),
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

/// What is known when a row is matched.
struct RowMatcher<'a> {
    names: &'a Names,
    /// Codes on the map.
    known: &'a BTreeSet<String>,
    /// Codes of the members of the day.
    on_the_day: &'a BTreeSet<String>,
    /// The day, and codes that rows of the table stand for without doubt.
    context: Context<'a>,
    /// Whether to search for what was likely meant.
    suggest: bool,
}

impl RowMatcher<'_> {
    fn of(&self, row: &Row) -> Result<(String, How), (Topic, String)> {
        if row.code.is_empty() {
            return self.by_name(&row.name);
        }
        let found = match self.names.code(&row.code) {
            Some(_) => self.names.find_known(&row.code, &self.context),
            None if self.known.contains(&row.code) => Some(Match::One(row.code.clone(), How::Code)),
            None => self.names.by_name_alone(&row.code, &self.context),
        };
        let Some(Match::One(code, how)) = found else {
            let meant = || match self.names.code_of_name(&row.name) {
                Some(code) => vec![code.to_owned()],
                None => self.names.near_codes(&row.code),
            };
            let found = format!("no place has the code \"{}\"", excerpt(&row.code));
            return Err(self.unmatched(&found, meant));
        };
        if !self.known.contains(&code) {
            return Err(self.not_on_the_map(&code));
        }
        // A code outweighs a name that is not known: it may be in another language.
        let named = self.names.candidates(&row.name);
        let is_own = |code: &str| named.contains(code);
        if named.is_empty() || is_own(&code) || self.names.code(&row.code).is_some_and(is_own) {
            return Ok((code, how));
        }
        Err((
            Topic::ConflictingRow,
            format!(
                "the code {} is {}, but the name is \"{}\"; mend one of them",
                excerpt(&row.code),
                self.names.label(&code),
                excerpt(&row.name)
            ),
        ))
    }

    fn by_name(&self, name: &str) -> Result<(String, How), (Topic, String)> {
        let found = match self.suggest {
            true => Some(self.names.find(name, &self.context)),
            false => self.names.find_known(name, &self.context),
        };
        let quoted = excerpt(name);
        match found {
            Some(Match::One(code, how)) => match self.known.contains(&code) {
                true => Ok((code, how)),
                false => Err(self.not_on_the_map(&code)),
            },
            Some(Match::Several(codes)) => Err((
                Topic::AmbiguousName,
                format!(
                    "\"{quoted}\" could be {}; write the code in a column iso3",
                    self.names.labels(&codes)
                ),
            )),
            Some(Match::Part(state)) => Err((
                Topic::UnmatchedRow,
                format!(
                    "\"{quoted}\" is a part of {} and has no vote of its own; delete the row, or write the state",
                    self.names.label(&state)
                ),
            )),
            Some(Match::None(answer)) => Err((
                Topic::UnmatchedRow,
                format!("\"{quoted}\" {answer}; delete the row"),
            )),
            Some(Match::Unknown(_)) | None => {
                let found_none = format!("no place is called \"{quoted}\"");
                let meant = match found {
                    Some(Match::Unknown(meant)) => meant,
                    _ => None,
                };
                Err(self.unmatched(&found_none, || meant.iter().cloned().collect()))
            }
        }
    }

    /// What is told of a name that was read other than plainly.
    fn reading(&self, row: &Row, code: &str, how: &How) -> Option<String> {
        let written = match row.code.as_str() {
            "" => &row.name,
            code => code,
        };
        let why = match how {
            How::Code | How::Name => return None,
            How::Date => "the others of that name were no members on the day".to_owned(),
            How::List => "the others of that name have rows of their own".to_owned(),
            How::Seat => "which held the seat on the day".to_owned(),
            How::Spacing => "by its letters: words are broken or glued".to_owned(),
            How::Note(note) if note == written => {
                "what stands beside the name is left aside".to_owned()
            }
            How::Note(note) => format!("\"{}\" is left aside", excerpt(note)),
        };
        let label = self.names.label(code);
        Some(format!(
            "\"{}\" is read as {label}: {why}",
            excerpt(written)
        ))
    }

    fn not_on_the_map(&self, code: &str) -> (Topic, String) {
        let label = self.names.label(code);
        let roster = self.names.roster();
        let membership = self
            .context
            .date
            .and_then(|date| roster.nearest_membership(code, date));
        let message = match membership {
            Some(own) if !self.on_the_day.contains(code) => {
                let heir = own.successor.as_deref().map(|heir| self.names.label(heir));
                let heir = heir.map_or(String::new(), |heir| format!(" ({heir} has its seat)"));
                let stretch = match &own.to {
                    Some(to) => format!("from {} until {to}", own.from),
                    None => format!("from {} on", own.from),
                };
                format!("{label} was a member {stretch} only{heir}; is the date right? Else write the member of the day")
            }
            _ => {
                format!("{label} is not on the map; use boundaries that have it, or delete the row")
            }
        };
        (Topic::UnmatchedRow, message)
    }

    fn unmatched(&self, found: &str, meant: impl Fn() -> Vec<String>) -> (Topic, String) {
        let message = match self.suggest.then(meant).unwrap_or_default().as_slice() {
            codes @ [_, ..] => format!("{found}; did you mean {}?", self.names.labels(codes)),
            [] => format!("{found}; write the three letters of ISO 3166-1"),
        };
        (Topic::UnmatchedRow, message)
    }
}

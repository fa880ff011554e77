//! What was found on the way from files to map, in sentences. Nothing is dropped silently.

use std::fmt;

use serde::Serialize;

use crate::unseen::named;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Good to know.
    Note,
    /// The map can be drawn, but should be looked at.
    Warning,
    /// The map would be wrong and is not drawn.
    Error,
}

/// What sort of thing was found; for callers that react, not for readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Topic {
    /// A row that names no place on the map.
    UnmatchedRow,
    /// A row whose name could mean several places.
    AmbiguousName,
    /// A name that was read by the day, the other rows, the seat, or without a note beside it.
    NameRead,
    /// Two rows of the same content for one place.
    DuplicateRow,
    /// Two rows, or code and name of one row, that contradict each other.
    ConflictingRow,
    /// A vote by one that had none.
    NotAVoter,
    /// A word in a row, or a row, that is not understood.
    UnreadableRow,
    /// A row or column that seems to have lost something.
    SuspiciousTable,
    /// A member that no row names.
    NoRow,
    /// A body of an unusual size.
    BodySize,
    /// A feature that the policy does not know.
    UnknownFeature,
    /// A feature that says otherwise than the policy or its own code what it is.
    ContradictingFeature,
    /// Shapes that lie on one another.
    OverlappingShapes,
    /// Several features for one place.
    DuplicateFeature,
    /// A geometry that is no area.
    NotAnArea,
    /// A member that the boundaries have no shape for.
    NoShape,
    /// A column that is not used.
    UnusedColumn,
    /// A setting of the map document that has no effect.
    UnusedSetting,
    /// Sponsors that the source does not name.
    PartialSponsors,
    /// Votes or sponsors that do not add up.
    Tally,
    /// An acceptance of a finding that is not there, or has other numbers now.
    LapsedAcceptance,
}

impl Topic {
    /// The word in documents and JSON: `not-a-voter`.
    pub(crate) fn word(self) -> String {
        let word = serde_json::to_value(self).unwrap_or_default();
        word.as_str().unwrap_or_default().to_owned()
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Issue {
    /// How bad it is.
    pub severity: Severity,
    /// What sort of thing.
    pub topic: Topic,
    /// The file it is about.
    pub file: String,
    /// The row or feature, if it is about one: `row 5`.
    pub place: Option<String>,
    /// What was found, and what to do. Names a dozen places at most.
    pub message: String,
    /// Codes of all places that it is about, where it is about several.
    pub about: Vec<String>,
}

impl fmt::Display for Issue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(place) = &self.place {
            write!(f, ", {place}")?;
        }
        write!(f, ": {}", self.message)
    }
}

/// What the join matched and what it did not.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct JoinReport {
    /// Rows in the stance table.
    pub rows: usize,
    /// Features in the boundaries.
    pub features: usize,
    /// Member states of the United Nations on the day.
    pub members: usize,
    /// Member states that a row names.
    pub joined: usize,
    /// Findings, the worst first: of one topic and severity at most 200, and then one that counts the others.
    pub issues: Vec<Issue>,
    /// How many there are of each topic and severity.
    #[serde(skip)]
    pub(crate) counts: Vec<((Topic, Severity), usize)>,
}

/// A table with more findings of a sort is another table, or has one fault many times: the report stays readable.
pub(crate) const MOST_OF_A_SORT: usize = 200;

impl JoinReport {
    pub(crate) fn add(
        &mut self,
        severity: Severity,
        topic: Topic,
        file: &str,
        place: Option<String>,
        message: impl Into<String>,
    ) {
        self.add_about(severity, topic, file, place, message, Vec::new());
    }

    pub(crate) fn add_about(
        &mut self,
        severity: Severity,
        topic: Topic,
        file: &str,
        place: Option<String>,
        message: impl Into<String>,
        about: Vec<String>,
    ) {
        let count = self.count_more(severity, topic, 1);
        if count <= MOST_OF_A_SORT {
            self.issues.push(Issue {
                severity,
                topic,
                file: named(file),
                place: place.as_deref().map(named),
                message: named(&message.into()),
                about,
            });
        }
    }

    /// Counts findings beyond those that were added, and gives how many there are of the sort.
    pub(crate) fn count_more(&mut self, severity: Severity, topic: Topic, more: usize) -> usize {
        let sort = (topic, severity);
        match self.counts.iter_mut().find(|(own, _)| *own == sort) {
            Some((_, count)) => {
                *count += more;
                *count
            }
            None => {
                self.counts.push((sort, more));
                more
            }
        }
    }

    /// Puts the worst first, and behind the findings of a sort how many more there are.
    pub(crate) fn finish(&mut self) {
        for ((topic, severity), count) in self.counts.clone() {
            let of_sort = |issue: &Issue| (issue.topic, issue.severity) == (topic, severity);
            let Some(last) = self.issues.iter().rposition(of_sort) else {
                continue;
            };
            let (Some(more @ 1..), Some(issue)) =
                (count.checked_sub(MOST_OF_A_SORT), self.issues.get(last))
            else {
                continue;
            };
            let issue = Issue {
                severity,
                topic,
                file: issue.file.clone(),
                place: None,
                message: format!(
                    "{more} more findings of this sort; mend the first {MOST_OF_A_SORT}"
                ),
                about: Vec::new(),
            };
            self.issues.insert(last + 1, issue);
        }
        self.issues
            .sort_by_key(|issue| std::cmp::Reverse(issue.severity));
    }

    /// What keeps the map from being drawn.
    pub fn errors(&self) -> impl Iterator<Item = &Issue> {
        self.issues
            .iter()
            .filter(|issue| issue.severity == Severity::Error)
    }

    /// How many findings are of this severity, those that are only counted included.
    pub fn count(&self, severity: Severity) -> usize {
        let own = self.counts.iter().filter(|((_, own), _)| *own == severity);
        own.map(|(_, count)| count).sum()
    }

    /// The worst that was found.
    pub fn worst(&self) -> Option<Severity> {
        self.issues.iter().map(|issue| issue.severity).max()
    }
}

/// "A, B, C and 4 more".
pub(crate) fn some_of(names: &[String]) -> String {
    const MOST: usize = 12;
    let shown: Vec<&str> = names.iter().take(MOST).map(String::as_str).collect();
    match names.len().saturating_sub(MOST) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

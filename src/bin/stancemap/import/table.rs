//! A vote that was read, on its way to a table: mended, checked, written.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::{json, Map, Value};
use stancemap::import::{self, Code, Finding, FixKind, Measure, ReadVote, Said, Span, Terms};
use stancemap::input::Majority;
use stancemap::report::Severity;
use stancemap::roster::{Context, Names};
use stancemap::stance::{Cosponsor, Vote};

use super::Mending;

/// A vote on its way to a table.
pub(super) struct Read<'a> {
    vote: ReadVote,
    names: &'a Names,
    terms: &'a Terms<'a>,
    pub(super) findings: Vec<Finding>,
    /// Members whose absence is derived.
    absent: BTreeSet<String>,
}

impl<'a> Read<'a> {
    pub(super) fn new(vote: ReadVote, names: &'a Names, terms: &'a Terms<'a>) -> Self {
        Self {
            vote,
            names,
            terms,
            findings: Vec::new(),
            absent: BTreeSet::new(),
        }
    }

    /// Takes the mendings that may be taken, and lists them; then checks.
    pub(super) fn settle<'b>(
        &mut self,
        index: usize,
        found: impl Iterator<Item = &'b Finding>,
        most: Mending,
    ) {
        let mut findings: Vec<Finding> = found.cloned().collect();
        self.mend(&mut findings, most);
        let mut checked = import::check(&self.vote, index, self.names, self.terms);
        let mended = self.mend(&mut checked, most);
        if !mended.is_empty() {
            // What is mended is counted anew.
            findings.extend(mended.into_iter().filter_map(|at| checked.get(at).cloned()));
            checked = import::check(&self.vote, index, self.names, self.terms);
        }
        for mut finding in checked {
            if finding.code == Code::NotListed && most == Mending::Ask {
                self.absent = finding.about.iter().cloned().collect();
                taken(&mut finding);
            }
            findings.push(finding);
        }
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        self.findings = findings;
    }

    /// Takes of each finding the one way to mend it, if it may be taken; gives the places of those that were.
    fn mend(&mut self, findings: &mut [Finding], most: Mending) -> Vec<usize> {
        let mut places: HashMap<Span, Vec<usize>> = HashMap::new();
        for (at, reading) in self.vote.readings.iter().enumerate() {
            places.entry(reading.span).or_default().push(at);
        }
        let context = Context {
            date: Some(self.terms.date),
            ..Context::default()
        };
        let mut deleted: BTreeSet<usize> = BTreeSet::new();
        let mut mended = Vec::new();
        for (place, finding) in findings.iter_mut().enumerate() {
            // Several ways are for a person to choose from.
            let [fix] = finding.fixes.as_slice() else {
                continue;
            };
            if !(fix.kind == FixKind::Safe || fix.kind == FixKind::Ask && most == Mending::Ask) {
                continue;
            }
            let Some(places) = places.get(&fix.span) else {
                continue;
            };
            if fix.with.is_empty() {
                deleted.extend(places);
            } else if let Some(code) = self.names.find(&fix.with, &context).code() {
                for at in places {
                    if let Some(reading) = self.vote.readings.get_mut(*at) {
                        reading.code = Some(code.to_owned());
                    }
                }
            } else {
                continue;
            }
            taken(finding);
            mended.push(place);
        }
        let mut at = 0..;
        self.vote
            .readings
            .retain(|_| !at.next().is_some_and(|at| deleted.contains(&at)));
        mended
    }

    /// The worst that was found.
    pub(super) fn worst(&self) -> Option<Severity> {
        self.findings.iter().map(|finding| finding.severity).max()
    }

    /// What is said of each state: vote, sponsorship, intended vote.
    fn rows(&self) -> BTreeMap<String, [Option<&'static str>; 3]> {
        let mut rows: BTreeMap<String, [Option<&'static str>; 3]> = BTreeMap::new();
        for reading in &self.vote.readings {
            let Some(code) = &reading.code else { continue };
            let seat = self.names.roster().predecessor_on(code, self.terms.date);
            let row = rows.entry(seat.unwrap_or(code).to_owned()).or_default();
            let [vote, cosponsor, intended] = row;
            match reading.said {
                Said::Vote(own) => *vote = Some(own.as_str()),
                Said::NoVote => {}
                Said::Cosponsor(own) => *cosponsor = Some(own.as_str()),
                Said::JoinedLater => *cosponsor = Some(Cosponsor::Yes.as_str()),
                Said::Intended(own) => {
                    *intended = Some(own.map_or("none", |own| own.as_str()));
                }
            }
        }
        for code in &self.absent {
            rows.entry(code.clone()).or_default()[0] = Some(Vote::Absent.as_str());
        }
        rows
    }

    /// The table. Members whose absence a document derives have no row.
    pub(super) fn table(&self, has_document: bool) -> String {
        let mut rows = self.rows();
        if has_document {
            rows.retain(|code, _| !self.absent.contains(code));
        }
        let has_intended = rows.values().any(|[.., intended]| intended.is_some());
        let columns = if has_intended { 5 } else { 4 };
        let mut table = String::new();
        let mut line = |cells: [&str; 5]| {
            let cells: Vec<String> = cells
                .iter()
                .take(columns)
                .map(|cell| quoted(cell))
                .collect();
            table += &(cells.join(",") + "\n");
        };
        line(["iso3", "name", "vote", "cosponsor", "intended"]);
        for (code, cells) in &rows {
            let name = self
                .names
                .place(code)
                .map_or("", |place| place.name.as_str());
            let [vote, cosponsor, intended] = cells.map(Option::unwrap_or_default);
            line([code, name, vote, cosponsor, intended]);
        }
        table
    }

    /// A map document for a table that lies at `table`, seen from the document.
    pub(super) fn document(&self, table: &str) -> Value {
        let total = |measure| {
            let mut totals = self.vote.totals.iter();
            let own = totals.find(|total| total.measure == Some(measure));
            own.map(|total| total.count)
        };
        let measures = [
            ("yes", Measure::Yes),
            ("no", Measure::No),
            ("abstain", Measure::Abstain),
            ("absent", Measure::Absent),
            ("cosponsor", Measure::Cosponsor),
        ];
        let expect = measures.into_iter();
        let expect: Map<String, Value> = expect
            .filter_map(|(word, measure)| Some((word.to_owned(), total(measure)?.into())))
            .collect();
        let title = [&self.vote.title, &self.vote.symbol, &self.vote.draft];
        let title = title.into_iter().flatten().next().cloned();
        let mut document = json!({
            "title": title.unwrap_or_else(|| format!("{}, {}", self.terms.body.name(), self.terms.date)),
            "stances": table,
            "body": self.terms.body,
            "date": self.terms.date,
        });
        let is_derived = !self.absent.is_empty();
        let more = [
            ("expect", (!expect.is_empty()).then(|| expect.into())),
            ("absence", is_derived.then(|| "derived".into())),
            (
                "majority",
                (self.terms.majority == Majority::TwoThirds).then(|| "two-thirds".into()),
            ),
            ("source", self.vote.source.as_deref().map(Into::into)),
        ];
        if let Some(fields) = document.as_object_mut() {
            let more = more.into_iter();
            fields.extend(more.filter_map(|(name, value)| Some((name.to_owned(), value?))));
        }
        document
    }

    /// "141 yes, 5 no, 35 abstain, 12 absent: adopted, …".
    pub(super) fn summary(&self) -> String {
        let rows = self.rows();
        let count = |vote: Vote| {
            let own = rows
                .values()
                .filter(|[own, ..]| *own == Some(vote.as_str()));
            own.count()
        };
        let decision = import::decision(&self.vote, self.names, self.terms);
        let outcome = match decision.outcome {
            import::Outcome::Adopted => "adopted",
            import::Outcome::Rejected => "not adopted",
        };
        format!(
            "{}, {}: {} yes, {} no, {} abstain, {} absent; {outcome}: {}",
            self.terms.body.name(),
            self.terms.date,
            count(Vote::Yes),
            count(Vote::No),
            count(Vote::Abstain),
            count(Vote::Absent),
            decision.why
        )
    }

    /// The vote for programs, without its findings.
    pub(super) fn json(&self) -> Value {
        let rows = self.rows().into_iter().map(|(code, [vote, cosponsor, intended])| {
            json!({"iso3": code, "vote": vote, "cosponsor": cosponsor, "intended": intended})
        });
        json!({
            "symbol": self.vote.symbol,
            "title": self.vote.title,
            "date": self.terms.date,
            "body": self.terms.body,
            "rows": rows.collect::<Vec<_>>(),
            "derived": self.absent,
            "outcome": import::decision(&self.vote, self.names, self.terms).why,
        })
    }
}

/// The status that findings amount to.
pub(super) fn status(findings: &[Finding]) -> &'static str {
    match findings.iter().map(|finding| finding.severity).max() {
        None | Some(Severity::Note) => "clean",
        Some(Severity::Warning) => "warnings",
        Some(Severity::Error) => "errors",
    }
}

/// A finding whose mending was taken: listed, and no more in the way.
fn taken(finding: &mut Finding) {
    finding.severity = Severity::Note;
    if let Some(fix) = finding.fixes.first() {
        finding.message += &format!(" (taken: {})", fix.sentence);
    }
}

/// A cell as CSV has it.
fn quoted(cell: &str) -> String {
    match cell.contains(['"', ',', '\n', '\r']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell.to_owned(),
    }
}

//! A vote that was read, on its way to a table: mended, checked, written.

use std::collections::{BTreeMap, BTreeSet};

use crate::import::{self, Code, Finding, FixKind, Measure, ReadVote, Said, Terms};
use crate::input::Majority;
use crate::locale::Locale;
use crate::report::Severity;
use crate::roster::Names;
use crate::stance::{Cosponsor, Vote};
use serde_json::{json, Map, Value};

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

    /// Lists what was mended, or may be; then checks.
    pub(super) fn settle(
        &mut self,
        index: usize,
        found: impl Iterator<Item = Finding>,
        most: Mending,
    ) {
        let is_likely = |finding: &Finding| {
            finding.has_one_way() && finding.fixes.iter().all(|fix| fix.kind == FixKind::Ask)
        };
        // A reader takes what leaves no doubt itself, and says so.
        self.findings.extend(found);
        for finding in import::check(&self.vote, index, self.names, self.terms) {
            // What stands twice counts once, and who is not listed is absent in the table.
            let is_taken = most == Mending::Ask && is_likely(&finding);
            if is_taken && finding.code == Code::NotListed {
                self.absent = finding.about.iter().cloned().collect();
            }
            self.findings.push(match is_taken {
                true => finding.taken(),
                false => finding,
            });
        }
        self.findings
            .sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    }

    /// Says what was found in a language.
    pub(super) fn put_in(&mut self, wording: &Locale) {
        self.findings.iter_mut().for_each(|own| own.put_in(wording));
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

    /// "General Assembly, 2022-03-02: 141 yes, 5 no, 35 abstain, 12 absent: adopted, …".
    pub(super) fn summary(&self, wording: &Locale) -> String {
        let rows = self.rows();
        let counts = [Vote::Yes, Vote::No, Vote::Abstain, Vote::Absent].map(|vote| {
            let own = rows.values();
            own.filter(|[own, ..]| *own == Some(vote.as_str())).count()
        });
        let decision = import::decision(&self.vote, self.names, self.terms);
        let summary = decision.summary(self.terms.body, self.terms.date, counts);
        summary.said(wording)
    }

    /// The vote for programs, without its findings.
    pub(super) fn json(&self, wording: &Locale) -> Value {
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
            "outcome": import::decision(&self.vote, self.names, self.terms).said.said(wording),
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

/// A cell as CSV has it.
fn quoted(cell: &str) -> String {
    match cell.contains(['"', ',', '\n', '\r']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell.to_owned(),
    }
}

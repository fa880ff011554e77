//! What lies on an editor's desk, read as one vote: the studio asks after every change.
//!
//! Takes texts of one vote and what the editor decided; gives the readings of each text, findings at their places,
//! the stance of every state and the table. Places are counted in UTF-16 units, as text of a page is.

mod merged;
mod places;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use self::merged::Merged;
use self::places::Places;
use super::check::{check, decision, voters, Terms};
use super::finding::{Code, Finding, FixKind};
use super::reading::{Measure, Outcome, ReadVote, Reading, Said, Span};
use super::{read_text, Imported, Options};
use crate::error::{Error, ErrorKind, Result};
use crate::input::{Body, Majority};
use crate::locale::Locale;
use crate::report::Severity;
use crate::roster::Names;
use crate::stance::{Cosponsor, Vote};

/// What is asked.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub struct Request {
    /// The texts, of one vote all.
    pub sources: Vec<Source>,
    /// The day, where the editor gives it: `YYYY-MM-DD`.
    pub date: Option<String>,
    /// The body, where the editor gives it.
    pub body: Option<String>,
    /// The majority: `simple` unless given.
    pub majority: Option<String>,
    /// What the editor says of states, by their codes, in place of the texts.
    pub corrections: BTreeMap<String, Correction>,
    /// Whether members that are not listed are counted as absent.
    pub absent: bool,
    /// The day that members are listed for while that of the vote is not known.
    pub today: String,
}

/// One text.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Source {
    /// How messages call it.
    pub name: String,
    /// The text.
    pub text: String,
    /// Which of its votes, from 0; the first unless given.
    pub vote: Option<usize>,
    /// The symbol of the vote that is wanted of a file of the UN Library.
    pub symbol: Option<String>,
}

/// What an editor says of a state.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Correction {
    /// Its vote.
    pub vote: Option<Vote>,
    /// Its sponsorship.
    pub cosponsor: Option<Cosponsor>,
}

/// What is answered.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Draft {
    /// What was read of each text.
    pub sources: Vec<SourceRead>,
    /// What is doubtful, the worst first.
    pub findings: Vec<Told>,
    /// What is missing before a map can be checked: `date`, `body`, `vote`.
    pub missing: Vec<&'static str>,
    /// The stance of each state of which something is said.
    pub rows: BTreeMap<String, Row>,
    /// Those that had a vote on the day: code and name.
    pub members: Vec<(String, String)>,
    /// The table, as CSV.
    pub table: String,
    /// The day: the editor's, else the text's.
    pub date: Option<String>,
    /// The body: the editor's, else the text's.
    pub body: Option<Body>,
    /// What the texts say the vote is about.
    pub title: Option<String>,
    /// The symbol of the resolution or its draft.
    pub symbol: Option<String>,
    /// Where the texts say they are from.
    pub source: Option<String>,
    /// Totals that the texts state.
    pub expect: BTreeMap<&'static str, usize>,
    /// Whether it was adopted, and why.
    pub decision: Option<(Outcome, String)>,
    /// Members that are counted as absent because nothing is said of them.
    pub derived: Vec<String>,
}

/// What was read of a text.
#[derive(Debug, Clone, Default, Serialize)]
pub struct SourceRead {
    /// The votes in it.
    pub votes: Vec<Choice>,
    /// The readings of the vote that is taken.
    pub readings: Vec<Mark>,
    /// What was not understood.
    pub unread: Vec<[usize; 2]>,
    /// What takes the place of the text: the rows of one vote, out of a file of many.
    pub text: Option<String>,
}

/// A vote of a text, to choose from.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Choice {
    /// Its symbol, or what it is about.
    pub about: Option<String>,
    /// Readings in favour, against, abstaining.
    pub counts: [usize; 3],
}

/// A reading: from and to in the text, the code if it is known, what is said.
pub type Mark = (usize, usize, Option<String>, &'static str);

/// A place in one of the texts: its number, from and to.
pub type Place = (usize, usize, usize);

/// A finding with its places in the texts.
#[derive(Debug, Clone, Serialize)]
pub struct Told {
    /// What kind of thing.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// What was found, and what to do.
    pub message: String,
    /// Where, the main place first.
    pub places: Vec<Place>,
    /// Codes of the states it is about.
    pub about: Vec<String>,
    /// Ways to mend it.
    pub fixes: Vec<Mending>,
    /// Whether its way was taken.
    pub taken: bool,
}

/// A way to mend a finding: what is replaced, and by what.
#[derive(Debug, Clone, Serialize)]
pub struct Mending {
    /// How it may be done.
    pub kind: FixKind,
    /// What is replaced.
    pub place: Place,
    /// By what.
    pub with: String,
    /// What it does, as a sentence.
    pub sentence: String,
}

/// What is said of a state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Its vote.
    pub vote: Option<Vote>,
    /// Its sponsorship.
    pub cosponsor: Option<Cosponsor>,
    /// Whether it is absent because nothing is said of it.
    #[serde(skip)]
    is_derived: bool,
}

/// Everything that the texts say, as one vote; sentences are in the language of `wording`, which has those of findings,
/// else in English.
///
/// # Errors
/// A body or a majority that is none. What is wrong in a text is a finding.
pub fn draft(request: &Request, names: &Names, wording: Option<&Locale>) -> Result<Draft> {
    let asked = request.body.as_deref();
    let asked = asked.map(|word| Body::parse("body", word)).transpose()?;
    let mut merged = Merged::default();
    for source in &request.sources {
        let options = Options {
            date: request.date.clone(),
            body: asked,
            symbol: source.symbol.clone(),
            ..Options::default()
        };
        let name = source.name.as_str();
        match read_text(name, &source.text, names, &options) {
            Ok(read) => merged.add(source, read),
            Err(error) => merged.add_unreadable(source, error.to_string()),
        }
    }
    let mut vote = merged.vote;
    let date = request.date.clone().or_else(|| vote.date.clone());
    let body = asked.or(vote.body);
    let day = date.as_deref().unwrap_or(&request.today);
    correct(&mut vote, &request.corrections, names, day);
    let terms = Terms {
        date: day,
        body: body.unwrap_or(Body::GeneralAssembly),
        majority: majority(request.majority.as_deref())?,
    };
    let mut missing = Vec::new();
    let gaps = [
        ("vote", vote.readings.is_empty()),
        ("date", date.is_none()),
        ("body", body.is_none()),
    ];
    missing.extend(
        gaps.into_iter()
            .filter(|(_, own)| *own)
            .map(|(what, _)| what),
    );
    let mut findings = merged.findings;
    let mut absent = BTreeSet::new();
    if missing.is_empty() {
        for mut finding in check(&vote, 0, names, &terms) {
            let is_taken = request.absent && finding.code == Code::NotListed;
            if is_taken {
                absent = finding.about.iter().cloned().collect();
                finding.severity = Severity::Note;
            }
            findings.push((finding, is_taken));
        }
    }
    findings.sort_by_key(|(finding, _)| std::cmp::Reverse(finding.severity));
    if let Some(wording) = wording {
        let each = findings.iter_mut();
        each.for_each(|(finding, _)| finding.put_in(wording));
    }
    let rows = rows(&vote, &absent, names, day);
    let label = |code: &String| {
        let place = names.place(code);
        place.map_or_else(|| code.clone(), |place| place.name.clone())
    };
    let members = voters(names, &terms).unwrap_or_default();
    let places = merged.places;
    Ok(Draft {
        sources: merged.sources,
        findings: findings
            .iter()
            .map(|(finding, taken)| told(finding, *taken, &places))
            .collect(),
        table: table(&rows, label),
        members: members
            .iter()
            .map(|code| (code.clone(), label(code)))
            .collect(),
        rows,
        expect: expect(&vote),
        decision: missing.is_empty().then(|| {
            let decision = decision(&vote, names, &terms);
            let why = wording.map(|own| decision.said.said(own));
            (decision.outcome, why.unwrap_or(decision.why))
        }),
        missing,
        date,
        body,
        title: vote.title,
        symbol: vote.symbol.or(vote.draft),
        source: vote.source,
        derived: absent.into_iter().collect(),
    })
}

fn majority(word: Option<&str>) -> Result<Majority> {
    match word {
        None | Some("simple") => Ok(Majority::Simple),
        Some("two-thirds") => Ok(Majority::TwoThirds),
        Some(other) => {
            let (found, remedy) = (format!("\"{other}\""), "write simple or two-thirds");
            Err(Error::new(ErrorKind::Option, "majority", found, remedy))
        }
    }
}

/// Puts what the editor says of a state in the place of what the texts say.
fn correct(
    vote: &mut ReadVote,
    corrections: &BTreeMap<String, Correction>,
    names: &Names,
    date: &str,
) {
    let seat = |code: &str| {
        let own = names.roster().predecessor_on(code, date);
        own.unwrap_or(code).to_owned()
    };
    for (code, correction) in corrections {
        let said = [
            correction.vote.map(Said::Vote),
            correction.cosponsor.map(Said::Cosponsor),
        ];
        for said in said.into_iter().flatten() {
            let is_same = |own: &Reading| {
                is_vote(own.said) == is_vote(said)
                    && !matches!(own.said, Said::Intended(_))
                    && own.code.as_deref().map(seat).as_ref() == Some(code)
            };
            let span = vote.readings.iter().find(|own| is_same(own));
            let span = span.map_or(Span::default(), |own| own.span);
            vote.readings.retain(|own| !is_same(own));
            vote.readings.push(Reading {
                code: Some(code.clone()),
                how: None,
                written: code.clone(),
                said,
                span,
                said_at: span,
            });
        }
    }
}

fn is_vote(said: Said) -> bool {
    matches!(said, Said::Vote(_) | Said::NoVote)
}

/// What is said of each state, by the seat of the day.
fn rows(
    vote: &ReadVote,
    absent: &BTreeSet<String>,
    names: &Names,
    date: &str,
) -> BTreeMap<String, Row> {
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    for reading in &vote.readings {
        let Some(code) = &reading.code else { continue };
        let seat = names.roster().predecessor_on(code, date);
        let row = rows.entry(seat.unwrap_or(code).to_owned()).or_default();
        match reading.said {
            Said::Vote(own) => row.vote = Some(own),
            Said::Cosponsor(own) => row.cosponsor = Some(own),
            Said::JoinedLater => row.cosponsor = Some(Cosponsor::Yes),
            Said::NoVote | Said::Intended(_) => {}
        }
    }
    for code in absent {
        let row = rows.entry(code.clone()).or_default();
        row.vote = Some(Vote::Absent);
        row.is_derived = true;
    }
    rows
}

/// The table of a map document. Members whose absence is derived have no row.
fn table(rows: &BTreeMap<String, Row>, label: impl Fn(&String) -> String) -> String {
    let listed = rows.iter().filter(|(_, row)| !row.is_derived);
    let cells: Vec<[String; 4]> = listed
        .map(|(code, row)| {
            let vote = row.vote.map_or("", |own| own.as_str());
            let cosponsor = row.cosponsor.map_or("", |own| own.as_str());
            [
                code.clone(),
                label(code),
                vote.to_owned(),
                cosponsor.to_owned(),
            ]
        })
        .collect();
    let header = ["iso3", "name", "vote", "cosponsor"];
    let rows = cells.iter().map(|row| row.each_ref().map(String::as_str));
    crate::spreadsheet::csv([header].into_iter().chain(rows))
}

/// Totals with a label, for the map document.
fn expect(vote: &ReadVote) -> BTreeMap<&'static str, usize> {
    let words = [
        ("yes", Measure::Yes),
        ("no", Measure::No),
        ("abstain", Measure::Abstain),
        ("absent", Measure::Absent),
    ];
    let stated = words.into_iter().filter_map(|(word, measure)| {
        let mut totals = vote.totals.iter();
        let own = totals.find(|total| total.measure == Some(measure))?;
        Some((word, own.count))
    });
    stated.collect()
}

fn told(finding: &Finding, taken: bool, places: &Places) -> Told {
    let fixes = finding.fixes.iter().filter_map(|fix| {
        Some(Mending {
            kind: fix.kind,
            place: places.of(fix.span)?,
            with: fix.with.clone(),
            sentence: fix.sentence.clone(),
        })
    });
    let spans = finding.spans.iter();
    Told {
        code: finding.code,
        severity: finding.severity,
        message: finding.message.clone(),
        places: spans.filter_map(|span| places.of(*span)).collect(),
        about: finding.about.clone(),
        fixes: fixes.collect(),
        taken,
    }
}

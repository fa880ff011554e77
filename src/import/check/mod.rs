//! Checks of a vote that was read: against the members of the day, its own totals, and the outcome that it states.
//!
//! Takes readings and the roster; gives findings with their places. Changes nothing. Time grows with the readings.

mod states;
#[cfg(test)]
mod tests;
mod totals;

use std::collections::{BTreeMap, BTreeSet};

use super::finding::{Code, Finding, Fix};
use super::outcome::{body, outcome, Decision};
use super::reading::{ReadVote, Reading, Said, Span};
use super::wording::Sentence;
use crate::input::{Body, Majority};
use crate::report::Severity;
use crate::roster::Names;
use crate::stance::{Cosponsor, Vote};

/// Whose vote it was, when, and what it asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms<'a> {
    /// The day, `YYYY-MM-DD`.
    pub date: &'a str,
    /// The body.
    pub body: Body,
    /// The majority, of the Assembly.
    pub majority: Majority,
}

/// What is doubtful about a vote; `index` is its place among the votes of the source.
pub fn check(vote: &ReadVote, index: usize, names: &Names, terms: &Terms) -> Vec<Finding> {
    let mut check = Check::new(vote, index, names, terms);
    let Some(voters) = check.voters.clone() else {
        let message = check.said("date.voters");
        check.add(Code::Date, Severity::Error, message, vec![vote.span], &[]);
        return check.findings;
    };
    check.states(&voters);
    check.sponsors(&voters);
    check.intended();
    check.totals(&voters);
    check.not_listed(&voters);
    check.outcome();
    check.findings
}

/// What a vote that was read comes to, by the states that are known; members without a line are absent.
pub fn decision(vote: &ReadVote, names: &Names, terms: &Terms) -> Decision {
    let check = Check::new(vote, 0, names, terms);
    outcome(terms.body, terms.date, terms.majority, &check.votes())
}

/// Codes of those that had a vote; none if that is not known.
pub(super) fn voters(names: &Names, terms: &Terms) -> Option<BTreeSet<String>> {
    let voters = match terms.body {
        Body::GeneralAssembly => names.roster().members_on(terms.date),
        Body::SecurityCouncil => names.roster().council_on(terms.date)?,
    };
    (!voters.is_empty()).then(|| voters.into_iter().collect())
}

/// The readings of a vote, by the state that held the seat on the day.
struct Check<'a> {
    vote: &'a ReadVote,
    index: usize,
    names: &'a Names,
    terms: &'a Terms<'a>,
    /// Votes, and that there was none.
    cast: BTreeMap<String, Vec<&'a Reading>>,
    /// Sponsorship.
    sponsors: BTreeMap<String, Vec<&'a Reading>>,
    /// Who had a vote; none if that is not known.
    voters: Option<BTreeSet<String>>,
    findings: Vec<Finding>,
}

impl<'a> Check<'a> {
    fn new(vote: &'a ReadVote, index: usize, names: &'a Names, terms: &'a Terms) -> Self {
        let mut own = Self {
            vote,
            index,
            names,
            terms,
            cast: BTreeMap::new(),
            sponsors: BTreeMap::new(),
            voters: voters(names, terms),
            findings: Vec::new(),
        };
        for reading in &vote.readings {
            let Some(code) = &reading.code else { continue };
            let seat = names.roster().predecessor_on(code, terms.date);
            let code = seat.unwrap_or(code).to_owned();
            match reading.said {
                Said::Vote(_) | Said::NoVote => own.cast.entry(code).or_default().push(reading),
                Said::Cosponsor(_) | Said::JoinedLater => {
                    own.sponsors.entry(code).or_default().push(reading);
                }
                Said::Intended(_) => {}
            }
        }
        own
    }

    /// The vote of each state that had one, and of which one is said.
    fn votes(&self) -> BTreeMap<String, Vote> {
        let cast = self.cast.iter();
        let had_one = |code: &String| self.voters.as_ref().is_none_or(|own| own.contains(code));
        let votes = cast
            .filter(|(code, _)| had_one(code))
            .filter_map(|(code, readings)| {
                let [first, others @ ..] = readings.as_slice() else {
                    return None;
                };
                let agree = others.iter().all(|other| other.said == first.said);
                match first.said {
                    Said::Vote(vote) if agree => Some((code.clone(), vote)),
                    _ => None,
                }
            });
        votes.collect()
    }

    /// Whether names stand in the lists of votes that mean no state without doubt.
    fn has_unknown(&self) -> bool {
        let mut readings = self.vote.readings.iter();
        readings.any(|own| own.code.is_none() && matches!(own.said, Said::Vote(_)))
    }

    fn add(
        &mut self,
        code: Code,
        severity: Severity,
        message: Sentence,
        spans: Vec<Span>,
        about: &[&str],
    ) {
        self.findings.push(Finding {
            vote: Some(self.index),
            about: about.iter().map(|code| (*code).to_owned()).collect(),
            ..Finding::of_source(code, severity, message, spans)
        });
    }

    /// A sentence with the day and the body.
    fn said(&self, key: &'static str) -> Sentence {
        let said = Sentence::new(key).text("date", self.terms.date);
        said.sentence("body", body(self.terms.body))
    }

    /// A sentence about a state, with the day and the body.
    fn of_state(&self, key: &'static str, code: &str) -> Sentence {
        self.said(key).state("state", self.names, code)
    }

    /// Gives the last finding a way to mend it.
    fn mend(&mut self, fix: Fix) {
        if let Some(finding) = self.findings.last_mut() {
            finding.fixes.push(fix);
        }
    }

    /// Sponsors that did not vote yes.
    fn sponsors(&mut self, voters: &BTreeSet<String>) {
        let votes = self.votes();
        for (code, readings) in self.sponsors.clone() {
            let sponsored = readings.iter().find(|own| {
                matches!(
                    own.said,
                    Said::Cosponsor(Cosponsor::Yes) | Said::JoinedLater
                )
            });
            let Some(sponsored) = sponsored else { continue };
            let message = match votes.get(&code) {
                Some(Vote::Yes) => continue,
                Some(vote) => self
                    .of_state("sponsor.vote", &code)
                    .sentence("vote", words(Said::Vote(*vote))),
                // Votes may not have been read at all, and who has no seat may sponsor.
                None if votes.is_empty() || !voters.contains(&code) => continue,
                None if self.cast.contains_key(&code) => continue,
                None => self.of_state("sponsor.unlisted", &code),
            };
            let cast = self.cast.get(&code).into_iter().flatten();
            let spans = [sponsored.span].into_iter().chain(cast.map(|own| own.span));
            let (topic, severity) = (Code::SponsorVote, Severity::Warning);
            self.add(topic, severity, message, spans.collect(), &[&code]);
        }
    }

    /// What delegations had meant to vote: told, and kept beside the record.
    fn intended(&mut self) {
        let votes = self.votes();
        for reading in &self.vote.readings {
            let Said::Intended(meant) = reading.said else {
                continue;
            };
            let key = if meant.is_some() {
                "intended"
            } else {
                "intended.none"
            };
            let message = match &reading.code {
                Some(code) => Sentence::new(key).state("state", self.names, code),
                None => Sentence::new(key).text("state", reading.written.as_str()),
            };
            let meant = meant.map(|vote| words(Said::Vote(vote)));
            let recorded = reading.code.as_ref().and_then(|code| votes.get(code));
            let recorded = match recorded {
                Some(vote) => {
                    Sentence::new("record.vote").sentence("vote", words(Said::Vote(*vote)))
                }
                None => Sentence::new("record"),
            };
            let message = message
                .sentences("vote", meant.into_iter().collect())
                .sentence("record", recorded);
            let about: Vec<&str> = reading.code.as_deref().into_iter().collect();
            self.add(
                Code::Intended,
                Severity::Note,
                message,
                vec![reading.span],
                &about,
            );
        }
    }

    /// The stated outcome against that of the lists. Lists that are in doubt decide nothing.
    fn outcome(&mut self) {
        let Some((stated, span)) = self.vote.outcome else {
            return;
        };
        let votes = self.votes();
        if votes.is_empty() || self.has_unknown() || votes.len() != self.cast.len() {
            return;
        }
        let found = outcome(
            self.terms.body,
            self.terms.date,
            self.terms.majority,
            &votes,
        );
        if found.outcome == stated {
            return;
        }
        let message = Sentence::new("outcome")
            .sentence("stated", stated.word())
            .sentence("found", found.outcome.word())
            .sentence("why", found.said);
        self.add(Code::Outcome, Severity::Error, message, vec![span], &[]);
    }
}

/// `the vote "yes"`, as a table writes it.
fn words(said: Said) -> Sentence {
    Sentence::new(match said {
        Said::Vote(Vote::Yes) => "vote.yes",
        Said::Vote(Vote::No) => "vote.no",
        Said::Vote(Vote::Abstain) => "vote.abstain",
        Said::Vote(Vote::Absent) => "vote.absent",
        Said::NoVote => "vote.none",
        Said::Cosponsor(Cosponsor::Yes) => "sponsorship",
        Said::Cosponsor(Cosponsor::No) => "sponsorship.no",
        Said::Cosponsor(Cosponsor::Unknown) => "sponsorship.unknown",
        Said::JoinedLater => "sponsorship.later",
        Said::Intended(_) => "vote.intended",
    })
}

//! The count, and whether it adds up: to the members of the body, and to the official totals.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::input::{Document, Expect};
use crate::join::Region;
use crate::report::{some_of, JoinReport, Severity, Topic};
use crate::stance::{Cosponsor, Stance, Vote};

/// How many members did what.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Members of the body on the day.
    pub members: usize,
    /// In favour.
    pub yes: usize,
    /// Against.
    pub no: usize,
    /// Abstentions.
    pub abstain: usize,
    /// Members of the body that did not vote.
    pub absent: usize,
    /// Those of them of which nothing is said, where the document derives their absence.
    #[serde(skip_serializing_if = "is_none")]
    pub derived: usize,
    /// Sponsors, members of the body or not.
    pub cosponsor: usize,
    /// Members of the United Nations whose sponsorship is not known.
    pub cosponsor_unknown: usize,
    /// Members of the United Nations by the stance they show as, in the order of the legend.
    pub shown: Vec<(Stance, usize)>,
    /// Official totals, as the document gives them.
    pub expect: Expect,
}

impl Tally {
    /// Counts `regions`; votes of `voters` only.
    pub(crate) fn new(
        document: &Document,
        regions: &[Region],
        voters: &BTreeSet<String>,
        derived: usize,
    ) -> Self {
        let members = || regions.iter().filter(|region| region.is_member());
        let votes = |vote| {
            members()
                .filter(|r| voters.contains(&r.iso3) && r.vote == Some(vote))
                .count()
        };
        let sponsors = |cosponsor| members().filter(|r| r.cosponsor == cosponsor).count();
        let shown = Stance::ALL
            .into_iter()
            .map(|stance| (stance, members().filter(|r| r.stance == stance).count()))
            .filter(|(_, count)| *count > 0)
            .collect();
        Self {
            members: voters.len(),
            yes: votes(Vote::Yes),
            no: votes(Vote::No),
            abstain: votes(Vote::Abstain),
            absent: votes(Vote::Absent),
            derived,
            cosponsor: sponsors(Cosponsor::Yes),
            cosponsor_unknown: sponsors(Cosponsor::Unknown),
            shown,
            expect: document.expect,
        }
    }

    /// Reports every difference as an error, and sponsors known to be missing as a note. `table` is
    /// the stance table's path.
    pub(crate) fn check(
        &self,
        document: &Document,
        table: &str,
        regions: &[Region],
        voters: &BTreeSet<String>,
        report: &mut JoinReport,
    ) {
        let mut error = |message: String, about: Vec<String>| {
            report.add_about(Severity::Error, Topic::Tally, table, None, message, about);
        };
        let sum = self.yes + self.no + self.abstain + self.absent;
        if sum != self.members {
            let silent: Vec<&Region> = voters
                .iter()
                .filter_map(|code| regions.iter().find(|r| r.iso3 == *code))
                .filter(|region| region.vote.is_none())
                .collect();
            let names: Vec<String> = silent
                .iter()
                .map(|region| format!("{} ({})", region.name, region.iso3))
                .collect();
            let message = format!(
                "{} yes + {} no + {} abstain + {} absent = {sum}, but the {} had {} members on {}; no vote for {}",
                self.yes,
                self.no,
                self.abstain,
                self.absent,
                document.body.name(),
                self.members,
                document.date,
                some_of(&names)
            );
            error(
                message,
                silent.iter().map(|region| region.iso3.clone()).collect(),
            );
        }
        let Expect {
            yes,
            no,
            abstain,
            absent,
            cosponsor,
        } = self.expect;
        for (what, counted, official) in [
            ("yes", self.yes, yes),
            ("no", self.no, no),
            ("abstain", self.abstain, abstain),
            ("absent", self.absent, absent),
            (
                "co-sponsors",
                self.cosponsor,
                cosponsor.filter(|_| document.complete),
            ),
        ] {
            if let Some(message) = official.and_then(|official| difference(what, counted, official))
            {
                error(message, Vec::new());
            }
        }
        if let Some(headline) = &document.headline {
            let own = self.shown.iter().filter(|own| headline.of.contains(&own.0));
            let counted: usize = own.map(|(_, count)| count).sum();
            if counted != headline.count {
                let words: Vec<&str> = headline.of.iter().map(|own| own.as_str()).collect();
                let message = format!(
                    "headline: it says {}, but {counted} members show {}; mend the headline, or the table",
                    headline.count,
                    words.join(" or ")
                );
                error(message, Vec::new());
            }
        }
        if let (false, Some(official)) = (document.complete, cosponsor) {
            if self.cosponsor > official {
                let message = format!(
                    "{} co-sponsors in the table, but only {official} were reported; \
                     mend the table, or \"expect\" in the document",
                    self.cosponsor
                );
                error(message, Vec::new());
            }
        }
        if !document.complete {
            let of = cosponsor
                .map(|n| format!(" of {n} reported"))
                .unwrap_or_default();
            let message = format!(
                "{}{of} co-sponsors are known; for {} members sponsorship is unknown",
                self.cosponsor, self.cosponsor_unknown
            );
            report.add(Severity::Note, Topic::PartialSponsors, table, None, message);
        }
    }
}

fn is_none(count: &usize) -> bool {
    *count == 0
}

fn difference(what: &str, counted: usize, official: usize) -> Option<String> {
    let (more_or_fewer, by) = match counted.checked_sub(official) {
        Some(0) => return None,
        Some(more) => ("more", more),
        None => ("fewer", official - counted),
    };
    Some(format!(
        "{what}: {counted} in the table, {official} expected ({by} {more_or_fewer}); \
         mend the table, or \"expect\" in the document"
    ))
}

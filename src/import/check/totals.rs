//! Numbers that the source states, against its lists and the members of the day.

use std::collections::{BTreeMap, BTreeSet};

use super::Check;
use crate::import::finding::Code;
use crate::import::reading::{Measure, Said, Span, Total};
use crate::import::Sentence;
use crate::report::Severity;
use crate::stance::{Cosponsor, Vote};

/// The numbers of a sentence: in favour, against, abstentions.
const OF_A_SENTENCE: usize = 3;

impl Check<'_> {
    /// Sum, labelled totals, and numbers of running text as sets.
    pub(super) fn totals(&mut self, voters: &BTreeSet<String>) {
        let counts = self.counts(voters);
        let count = |measure| counts.get(&measure).copied().unwrap_or_default();
        let votes = [Measure::Yes, Measure::No, Measure::Abstain, Measure::Absent];
        let (has_votes, sum) = (
            !self.cast.is_empty(),
            votes.map(count).iter().sum::<usize>(),
        );
        // A state that stands on two sides is told already.
        let is_told = self.findings.iter().any(|own| own.code == Code::Conflict);
        if has_votes && sum > voters.len() && !is_told {
            let message = self
                .said("sum")
                .number("yes", count(Measure::Yes))
                .number("no", count(Measure::No))
                .number("abstain", count(Measure::Abstain))
                .number("absent", count(Measure::Absent))
                .number("sum", sum)
                .number("members", voters.len());
            self.add(
                Code::Sum,
                Severity::Error,
                message,
                vec![self.vote.span],
                &[],
            );
        }
        let mut unlabelled: Vec<&Total> = Vec::new();
        for total in &self.vote.totals {
            let Some(measure) = total.measure else {
                unlabelled.push(total);
                continue;
            };
            let is_of_sponsors = measure == Measure::Cosponsor;
            let has_list = match measure {
                Measure::Members => true,
                Measure::Cosponsor => !self.sponsors.is_empty(),
                _ => has_votes,
            };
            let joined = self.joined_later();
            let own = count(measure);
            let fits = own == total.count
                // Who joined later may be counted or not.
                || is_of_sponsors && own.checked_sub(joined) == Some(total.count)
                // Lists leave out who was absent.
                || measure == Measure::Absent
                    && own == 0
                    && voters.len().checked_sub(sum) == Some(total.count);
            if has_list && !fits {
                let key = match measure {
                    Measure::Yes => "stated.yes",
                    Measure::No => "stated.no",
                    Measure::Abstain => "stated.abstain",
                    Measure::Absent => "stated.absent",
                    Measure::Cosponsor => "stated.sponsors",
                    Measure::Members => "stated.members",
                };
                let message = Sentence::new(key).number("own", own);
                let message = message.number("stated", total.count);
                self.add(
                    Code::StatedTotal,
                    Severity::Error,
                    message,
                    vec![total.span],
                    &[],
                );
            }
        }
        if has_votes {
            let absent = count(Measure::Absent).max(voters.len().saturating_sub(sum));
            let own = [
                count(Measure::Yes),
                count(Measure::No),
                count(Measure::Abstain),
                absent,
            ];
            // What is said twice, before and behind the lists, is two sets.
            let of_a_set = match unlabelled.len() % OF_A_SENTENCE {
                0 => OF_A_SENTENCE,
                _ => unlabelled.len(),
            };
            for set in unlabelled.chunks(of_a_set.max(1)) {
                self.set(set, own);
            }
        }
    }

    /// Numbers in any order: each must be that of a list of its own.
    fn set(&mut self, set: &[&Total], counts: [usize; 4]) {
        let mut left = counts.to_vec();
        let strange: Vec<&&Total> = set
            .iter()
            .filter(
                |total| match left.iter().position(|own| *own == total.count) {
                    Some(at) => {
                        left.remove(at);
                        false
                    }
                    None => true,
                },
            )
            .collect();
        if strange.is_empty() {
            return;
        }
        let stated: Vec<String> = set.iter().map(|total| total.count.to_string()).collect();
        let [yes, no, abstain, _] = counts;
        let message = Sentence::new("stated.set")
            .text("stated", stated.join(", "))
            .number("yes", yes)
            .number("no", no)
            .number("abstain", abstain);
        let spans: Vec<Span> = strange.iter().map(|total| total.span).collect();
        self.add(Code::StatedTotal, Severity::Error, message, spans, &[]);
    }

    /// How many stand in each list: states once, and names that are not known.
    fn counts(&self, voters: &BTreeSet<String>) -> BTreeMap<Measure, usize> {
        let mut counts = BTreeMap::from([(Measure::Members, voters.len())]);
        let mut seen = BTreeSet::new();
        for reading in &self.vote.readings {
            let measure = match reading.said {
                Said::Vote(Vote::Yes) => Measure::Yes,
                Said::Vote(Vote::No) => Measure::No,
                Said::Vote(Vote::Abstain) => Measure::Abstain,
                Said::Vote(Vote::Absent) => Measure::Absent,
                Said::Cosponsor(Cosponsor::Yes) | Said::JoinedLater => Measure::Cosponsor,
                _ => continue,
            };
            let is_new = match &reading.code {
                Some(code) => seen.insert((measure, code.as_str())),
                None => true,
            };
            if is_new {
                *counts.entry(measure).or_default() += 1;
            }
        }
        counts
    }

    fn joined_later(&self) -> usize {
        let sponsors = self.sponsors.values();
        let later = sponsors.filter(|own| own.iter().all(|own| own.said == Said::JoinedLater));
        later.count()
    }
}

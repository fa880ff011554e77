//! What comes of a vote by the rules of its body, and why.

use std::collections::BTreeMap;

use super::reading::Outcome;
use super::wording::Sentence;
use crate::input::{Body, Majority};
use crate::stance::Vote;

/// The Council's permanent members, by the codes of all days (Article 23 of the Charter).
const PERMANENT: [&str; 6] = ["CHN", "FRA", "GBR", "RUS", "SUN", "USA"];

/// What came of a vote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Adopted or not.
    pub outcome: Outcome,
    /// "141 in favour are more than 5 against", in English.
    pub why: String,
    /// The same in no language yet.
    pub said: Sentence,
}

impl Decision {
    /// "General Assembly, 2022-03-02: 141 yes, 5 no, 35 abstain, 12 absent; adopted: …", of a vote with these counts.
    pub fn summary(
        &self,
        own: Body,
        date: &str,
        [yes, no, abstain, absent]: [usize; 4],
    ) -> Sentence {
        Sentence::new("summary")
            .sentence("body", body(own))
            .text("date", date)
            .number("yes", yes)
            .number("no", no)
            .number("abstain", abstain)
            .number("absent", absent)
            .sentence("found", self.outcome.word())
            .sentence("why", self.said.clone())
    }
}

/// The name of a body.
pub(super) fn body(body: Body) -> Sentence {
    Sentence::new(match body {
        Body::GeneralAssembly => "body.assembly",
        Body::SecurityCouncil => "body.council",
    })
}

/// What the `votes` of states, by their codes, come to. Members present and voting are those that vote yes or no (rule
/// 86 of the Assembly's rules of procedure). The Council takes votes on procedure without a veto; these are not told
/// apart here.
pub fn outcome(
    body: Body,
    date: &str,
    majority: Majority,
    votes: &BTreeMap<String, Vote>,
) -> Decision {
    let count = |vote| votes.values().filter(|own| **own == vote).count();
    let (yes, no) = (count(Vote::Yes), count(Vote::No));
    let numbers = |key| Sentence::new(key).number("yes", yes).number("no", no);
    let (adopted, said) = match (body, majority) {
        (Body::SecurityCouncil, _) => council(date, yes, votes),
        (Body::GeneralAssembly, Majority::Simple) if yes > no => (true, numbers("why.more")),
        (Body::GeneralAssembly, Majority::Simple) => (false, numbers("why.not-more")),
        (Body::GeneralAssembly, Majority::TwoThirds) => {
            let voting = yes + no;
            let needed = (2 * voting).div_ceil(3).max(1);
            let said = numbers("why.two-thirds").number("voting", voting);
            (yes >= needed, said.number("needed", needed))
        }
    };
    let outcome = match adopted {
        true => Outcome::Adopted,
        false => Outcome::Rejected,
    };
    Decision {
        outcome,
        why: said.english(),
        said,
    }
}

/// Article 27: seven votes while the Council had eleven seats, nine since 1966, and no permanent member against.
fn council(date: &str, yes: usize, votes: &BTreeMap<String, Vote>) -> (bool, Sentence) {
    let needed = if date < "1966" { 7 } else { 9 };
    let vetoes: Vec<&str> = votes
        .iter()
        .filter(|(code, vote)| **vote == Vote::No && PERMANENT.contains(&code.as_str()))
        .map(|(code, _)| code.as_str())
        .collect();
    let numbers = |key| {
        Sentence::new(key)
            .number("yes", yes)
            .number("needed", needed)
    };
    match (yes >= needed, vetoes.as_slice()) {
        (false, _) => (false, numbers("why.too-few")),
        (true, []) => (true, numbers("why.no-veto")),
        (true, vetoes) => (false, numbers("why.veto").text("vetoes", vetoes.join(", "))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn votes(yes: usize, no: &[&str]) -> BTreeMap<String, Vote> {
        let yes = (0..yes).map(|i| (format!("Y{i:02}"), Vote::Yes));
        let no = no.iter().map(|code| ((*code).to_owned(), Vote::No));
        yes.chain(no).collect()
    }

    #[test]
    fn the_council_needs_its_votes_and_no_veto() {
        let council = |date: &str, yes, no: &[&str]| {
            let votes = votes(yes, no);
            outcome(Body::SecurityCouncil, date, Majority::Simple, &votes).outcome
        };
        assert_eq!(council("1965-12-31", 7, &[]), Outcome::Adopted);
        assert_eq!(council("1966-01-01", 8, &[]), Outcome::Rejected);
        assert_eq!(council("1966-01-01", 9, &["ALB"]), Outcome::Adopted);
        assert_eq!(council("2022-02-25", 11, &["RUS"]), Outcome::Rejected);
        assert_eq!(council("1950-01-13", 9, &["SUN"]), Outcome::Rejected);
    }

    #[test]
    fn the_assembly_asks_for_more_or_for_two_thirds() {
        let assembly = |majority, yes, no: &[&str]| {
            let votes = votes(yes, no);
            outcome(Body::GeneralAssembly, "2022-03-02", majority, &votes).outcome
        };
        assert_eq!(assembly(Majority::Simple, 2, &["A"]), Outcome::Adopted);
        assert_eq!(assembly(Majority::Simple, 1, &["A"]), Outcome::Rejected);
        assert_eq!(assembly(Majority::TwoThirds, 2, &["A"]), Outcome::Adopted);
        assert_eq!(
            assembly(Majority::TwoThirds, 3, &["A", "B"]),
            Outcome::Rejected
        );
        assert_eq!(assembly(Majority::TwoThirds, 0, &[]), Outcome::Rejected);
    }
}

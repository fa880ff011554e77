//! What comes of a vote by the rules of its body, and why.

use std::collections::BTreeMap;

use super::reading::Outcome;
use crate::input::{Body, Majority};
use crate::stance::Vote;

/// The Council's permanent members, by the codes of all days (Article 23 of the Charter).
const PERMANENT: [&str; 6] = ["CHN", "FRA", "GBR", "RUS", "SUN", "USA"];

/// What came of a vote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Adopted or not.
    pub outcome: Outcome,
    /// "141 in favour are more than 5 against".
    pub why: String,
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
    let (adopted, why) = match (body, majority) {
        (Body::SecurityCouncil, _) => council(date, yes, votes),
        (Body::GeneralAssembly, Majority::Simple) => {
            let are = if yes > no { "are" } else { "are not" };
            (
                yes > no,
                format!("{yes} in favour {are} more than {no} against"),
            )
        }
        (Body::GeneralAssembly, Majority::TwoThirds) => {
            let voting = yes + no;
            let needed = (2 * voting).div_ceil(3).max(1);
            let why = format!(
                "two thirds of the {voting} present and voting are {needed}, and {yes} voted in favour"
            );
            (yes >= needed, why)
        }
    };
    let outcome = match adopted {
        true => Outcome::Adopted,
        false => Outcome::Rejected,
    };
    Decision { outcome, why }
}

/// Article 27: seven votes while the Council had eleven seats, nine since 1966, and no permanent member against.
fn council(date: &str, yes: usize, votes: &BTreeMap<String, Vote>) -> (bool, String) {
    let needed = if date < "1966" { 7 } else { 9 };
    let vetoes: Vec<&str> = votes
        .iter()
        .filter(|(code, vote)| **vote == Vote::No && PERMANENT.contains(&code.as_str()))
        .map(|(code, _)| code.as_str())
        .collect();
    match (yes >= needed, vetoes.as_slice()) {
        (false, _) => (
            false,
            format!("{needed} votes in favour are needed, and {yes} were cast"),
        ),
        (true, []) => {
            let why = format!(
                "{yes} in favour, {needed} are needed, and no permanent member voted against"
            );
            (true, why)
        }
        (true, vetoes) => {
            let why = format!(
                "{yes} in favour, but permanent members voted against: {}",
                vetoes.join(", ")
            );
            (false, why)
        }
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

//! The words that roll calls use for votes and sponsorship.

use crate::input::suggest::normalised;
use crate::stance::{Cosponsor, Vote};

/// `None`: an unknown word. `Some(None)`: blank.
pub(super) fn vote_of(word: &str) -> Option<Option<Vote>> {
    Some(match normalised(word).as_str() {
        "" | "none" | "na" => None,
        "yes" | "y" | "in favour" | "in favor" | "favour" | "favor" | "for" => Some(Vote::Yes),
        "no" | "n" | "against" => Some(Vote::No),
        "abstain" | "a" | "abstained" | "abstains" | "abstention" | "abstaining" => {
            Some(Vote::Abstain)
        }
        "absent" | "non voting" | "nonvoting" | "nv" | "not voting" | "did not vote" => {
            Some(Vote::Absent)
        }
        _ => return None,
    })
}

/// `None`: an unknown word. `Some(None)`: blank.
pub(super) fn cosponsor_of(word: &str) -> Option<Option<Cosponsor>> {
    Some(match normalised(word).as_str() {
        "unknown" => Some(Cosponsor::Unknown),
        "" if word.trim() == "?" => Some(Cosponsor::Unknown),
        "" => None,
        "yes" | "y" | "true" | "1" | "x" => Some(Cosponsor::Yes),
        "no" | "n" | "false" | "0" => Some(Cosponsor::No),
        _ => return None,
    })
}

//! The words that roll calls use for votes and sponsorship.

use crate::input::suggest::normalised;
use crate::stance::{Cosponsor, Vote};
use crate::unseen::is_unseen_in_cell;

/// Signs of a list in which only those that sponsored are ticked. Crosses are none of them: some lists mark a
/// sponsor with ✗, others those that are not.
const TICKS: [&str; 6] = ["✓", "✔", "✅", "☑", "🗸", "√"];

/// Whether nothing is written in a cell: it is empty, or holds only blanks of any width.
pub(super) fn is_blank(cell: &str) -> bool {
    cell.chars()
        .all(|c| c.is_whitespace() || is_unseen_in_cell(c))
}

/// What is written in a cell, in lower case with a space between words. `None` if a part would go unread, such as
/// the doubt in "yes?" or the sign in "-1".
fn word_of(cell: &str) -> Option<String> {
    let seen: String = cell.chars().filter(|c| !is_unseen_in_cell(*c)).collect();
    let plain = seen.trim().trim_end_matches('.');
    let mut words = plain
        .split_whitespace()
        .flat_map(|word| word.split(['-', '‐', '‑', '_']));
    words
        .all(|word| !word.is_empty() && word.chars().all(char::is_alphanumeric))
        .then(|| normalised(plain))
}

/// `None`: not understood. `Some(None)`: blank.
pub(super) fn vote_of(cell: &str) -> Option<Option<Vote>> {
    if is_blank(cell) {
        return Some(None);
    }
    Some(match word_of(cell)?.as_str() {
        "none" => None,
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

/// `None`: not understood. `Some(None)`: blank.
pub(super) fn cosponsor_of(cell: &str) -> Option<Option<Cosponsor>> {
    if is_blank(cell) {
        return Some(None);
    }
    let mark: String = cell.chars().filter(|c| !is_unseen_in_cell(*c)).collect();
    match mark.trim() {
        "?" => return Some(Some(Cosponsor::Unknown)),
        tick if TICKS.contains(&tick) => return Some(Some(Cosponsor::Yes)),
        _ => {}
    }
    Some(match word_of(cell)?.as_str() {
        "unknown" => Some(Cosponsor::Unknown),
        "yes" | "y" | "true" | "1" | "x" => Some(Cosponsor::Yes),
        "no" | "n" | "false" | "0" => Some(Cosponsor::No),
        _ => return None,
    })
}

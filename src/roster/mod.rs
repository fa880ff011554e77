//! The roster: who is a state, by which names and codes, and who was a member on a date.
//!
//! Takes the tables in `assets/roster` and a border policy; answers who and what, on a date. A name that could
//! mean several states is never guessed: it is narrowed by the date and by the rest of its list, or it is asked.
//!
//! - [`states`](State): codes, names, regional group, capital; the states that are gone too
//! - [`membership`](Roster::members_on): members and seats of the Security Council on a date
//! - [`names`](Names): the index of names and codes, of states and of the places of a policy
//! - [`matching`](Match): what a written cell means, and what is told about one that means no state

mod ambiguous;
mod council;
mod entities;
mod key;
mod matching;
mod membership;
mod names;
mod states;
mod suggestion;
mod table;

pub use matching::{Context, How, Match};
pub use membership::{Membership, FOUNDED};
pub use names::{KnownPlace, Names};
pub use states::{RegionalGroup, State};
pub(crate) use suggestion::nearest;

use crate::error::Result;

/// States, memberships and seats since 1945.
#[derive(Debug, Clone)]
pub struct Roster {
    /// Members of today, observers, then states that are gone.
    pub states: Vec<State>,
    memberships: Vec<Membership>,
    council: Vec<council::Year>,
}

impl Roster {
    /// The tables that ship with the crate.
    ///
    /// # Errors
    /// None, as the tests of the crate prove; the type keeps the reader honest.
    pub fn built_in() -> Result<Self> {
        Ok(Self {
            states: states::built_in()?,
            memberships: membership::built_in()?,
            council: council::built_in()?,
        })
    }

    /// What is known of the state with this three-letter code.
    pub fn state(&self, code: &str) -> Option<&State> {
        self.states.iter().find(|state| state.code == code)
    }

    /// Whether the state was ever a member.
    pub fn was_member(&self, code: &str) -> bool {
        self.memberships.iter().any(|own| own.code == code)
    }

    /// Whether the state was a member on `date` (`YYYY-MM-DD`).
    pub fn is_member_on(&self, code: &str, date: &str) -> bool {
        let mut own = self.memberships.iter().filter(|own| own.code == code);
        own.any(|own| own.holds_on(date))
    }

    /// Codes of those that were members on `date` (`YYYY-MM-DD`), in the order of the table.
    pub fn members_on(&self, date: &str) -> Vec<String> {
        let states = self.states.iter();
        let members = states.filter(|state| self.is_member_on(&state.code, date));
        members.map(|state| state.code.clone()).collect()
    }

    /// The state that took over the seat of one that is gone: the Russian Federation of the Soviet Union.
    pub fn successor(&self, code: &str) -> Option<&str> {
        let mut own = self.memberships.iter().filter(|own| own.code == code);
        own.find_map(|own| own.successor.as_deref())
    }

    /// The state that held on `date` the seat that `code` holds now: the Soviet Union for Russia in 1980. None if
    /// it is the same.
    pub fn predecessor_on(&self, code: &str, date: &str) -> Option<&str> {
        if self.is_member_on(code, date) {
            return None;
        }
        let mut earlier = self.memberships.iter().filter(|own| own.holds_on(date));
        earlier
            .find(|own| own.successor.as_deref() == Some(code))
            .map(|own| own.code.as_str())
    }

    /// The last day of membership before `date`, or the first after it, of a state that was no member then: the
    /// interval that is nearest.
    pub fn nearest_membership(&self, code: &str, date: &str) -> Option<&Membership> {
        let own = || self.memberships.iter().filter(|own| own.code == code);
        let is_over = |own: &&Membership| own.to.as_deref().is_some_and(|to| to <= date);
        own().rfind(is_over).or_else(|| own().next())
    }

    /// Codes of those that sat on the Security Council on `date`; none before 1946, and for years that the table
    /// does not hold yet.
    pub fn council_on(&self, date: &str) -> Option<Vec<String>> {
        let year = self
            .council
            .iter()
            .find(|year| date.starts_with(&year.year))?;
        let seats = year.seats.iter().map(|holder| {
            // The table has who held the seat on 1 January: the Soviet Union in 1991, Democratic Yemen in 1990.
            match self.is_member_on(holder, date) {
                true => holder.clone(),
                false => self.successor(holder).unwrap_or(holder).to_owned(),
            }
        });
        Some(seats.collect())
    }
}

#[cfg(test)]
mod tests;

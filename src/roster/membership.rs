//! Memberships of the United Nations, from a day to a day.

use serde::Deserialize;

use super::table;
use crate::error::Result;

const FILE: &str = "assets/roster/memberships.csv";
const TABLE: &str = include_str!("../../assets/roster/memberships.csv");

/// The day on which the Charter came into force.
pub const FOUNDED: &str = "1945-10-24";

/// A stretch of membership.
#[derive(Debug, Clone, Deserialize)]
pub struct Membership {
    /// Of the state.
    pub code: String,
    /// The first day, `YYYY-MM-DD`.
    pub from: String,
    /// The first day without the member; none if it is one today.
    pub to: Option<String>,
    /// The state that took over the seat.
    pub successor: Option<String>,
}

impl Membership {
    /// Whether `date` lies in it.
    pub fn holds_on(&self, date: &str) -> bool {
        self.from.as_str() <= date && self.to.as_deref().is_none_or(|to| date < to)
    }
}

pub(super) fn built_in() -> Result<Vec<Membership>> {
    table::rows(FILE, TABLE)
}

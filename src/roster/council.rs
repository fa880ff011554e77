//! Seats of the Security Council, year by year.

use serde::Deserialize;

use super::table;
use crate::error::Result;

const FILE: &str = "assets/roster/council.csv";
const TABLE: &str = include_str!("../../assets/roster/council.csv");

/// The Council of a year.
#[derive(Debug, Clone)]
pub(super) struct Year {
    /// Four digits.
    pub(super) year: String,
    /// Codes of those that held a seat on 1 January.
    pub(super) seats: Vec<String>,
}

#[derive(Deserialize)]
struct Record {
    year: String,
    seats: String,
}

pub(super) fn built_in() -> Result<Vec<Year>> {
    let records: Vec<Record> = table::rows(FILE, TABLE)?;
    let years = records.into_iter().map(|Record { year, seats }| Year {
        year,
        seats: seats.split(' ').map(str::to_owned).collect(),
    });
    Ok(years.collect())
}

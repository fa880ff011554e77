//! The member states of the United Nations and the observers, with codes, names and capitals.

use serde::{Deserialize, Serialize};

use super::{bytes, sheet};
use crate::error::{Error, ErrorKind, Result};
use crate::geo::LonLat;

/// The table that ships with the crate.
const BUILT_IN: &str = include_str!("../../assets/members.csv");

/// The year that the column `council_2022` is about.
const COUNCIL_YEAR: &str = "2022";

/// The group through which the members of one part of the world fill seats and speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all(serialize = "kebab-case", deserialize = "SCREAMING-KEBAB-CASE"))]
pub enum RegionalGroup {
    /// African States.
    Africa,
    /// Asia-Pacific States.
    AsiaPacific,
    /// Eastern European States.
    EasternEurope,
    /// Latin American and Caribbean States.
    Grulac,
    /// Western European and other States.
    Weog,
    /// A member that is in none.
    #[serde(rename(serialize = "none", deserialize = ""))]
    NoGroup,
    /// Not a member of the United Nations.
    #[serde(skip_deserializing)]
    Other,
}

impl RegionalGroup {
    /// The word used in the page: `asia-pacific`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Africa => "africa",
            Self::AsiaPacific => "asia-pacific",
            Self::EasternEurope => "eastern-europe",
            Self::Grulac => "grulac",
            Self::Weog => "weog",
            Self::NoGroup => "none",
            Self::Other => "other",
        }
    }
}

/// A state that is a member or an observer.
#[derive(Debug, Clone)]
pub struct Member {
    /// ISO 3166-1 alpha-3.
    pub iso3: String,
    /// ISO 3166-1 alpha-2.
    pub iso2: String,
    /// M49, three digits.
    pub m49: String,
    /// The United Nations' short name.
    pub un_name: String,
    /// The name to show.
    pub name: String,
    /// `YYYY-MM-DD`; empty for observers.
    pub since: String,
    /// Its regional group today.
    pub group: RegionalGroup,
    /// Whether it sat on the Security Council in 2022.
    council_2022: bool,
    /// The capital.
    pub capital: LonLat,
    /// False for an observer.
    pub is_member: bool,
}

/// The states, in the order of the table.
#[derive(Debug, Clone)]
pub struct Members {
    /// Members and observers.
    pub states: Vec<Member>,
}

#[derive(Deserialize)]
struct Record {
    iso3: String,
    iso2: String,
    m49: String,
    un_name: String,
    common_name: String,
    member_since: String,
    region_group: RegionalGroup,
    p5: String,
    council_2022: String,
    capital_lon: f64,
    capital_lat: f64,
    status: String,
}

impl Members {
    /// The table that ships with the crate.
    ///
    /// # Errors
    /// None, as the tests of the crate prove; the type keeps the reader honest.
    pub fn built_in() -> Result<Self> {
        let mut reader = csv::Reader::from_reader(BUILT_IN.as_bytes());
        let states = reader
            .deserialize()
            .map(|record| {
                let record: Record = record.map_err(|e| {
                    Error::new(
                        ErrorKind::Syntax,
                        "assets/members.csv",
                        e.to_string(),
                        "mend the row",
                    )
                    .because(e)
                })?;
                Ok(Member {
                    iso3: record.iso3,
                    iso2: record.iso2,
                    m49: record.m49,
                    un_name: record.un_name,
                    name: record.common_name,
                    since: record.member_since,
                    group: record.region_group,
                    council_2022: record.p5 == "yes" || record.council_2022 == "yes",
                    capital: LonLat {
                        lon: record.capital_lon,
                        lat: record.capital_lat,
                    },
                    is_member: record.status == "member",
                })
            })
            .collect::<Result<_>>()?;
        Ok(Self { states })
    }

    /// Codes of those that were members on `date` (`YYYY-MM-DD`).
    pub fn on(&self, date: &str) -> Vec<String> {
        let members = self
            .states
            .iter()
            .filter(|s| s.is_member && s.since.as_str() <= date);
        members.map(|s| s.iso3.clone()).collect()
    }

    /// Codes of those that sat on the Security Council on `date`, if the table knows.
    pub fn on_council(&self, date: &str) -> Option<Vec<String>> {
        let council = self.states.iter().filter(|s| s.is_member && s.council_2022);
        date.starts_with(COUNCIL_YEAR)
            .then(|| council.map(|s| s.iso3.clone()).collect())
    }
}

/// The codes in the column `iso3` of a CSV file: who votes, when a document says so.
///
/// # Errors
/// What is no text or no CSV, a file without that column or without rows.
pub(crate) fn codes(file: &str, bytes: &[u8]) -> Result<Vec<String>> {
    let text = bytes::text(file, bytes)?;
    let mut lines = sheet::rows(file, text)?.into_iter();
    let headings = lines.next().map(|line| line.cells).unwrap_or_default();
    let column = headings
        .iter()
        .position(|name| name.eq_ignore_ascii_case("iso3"))
        .ok_or_else(|| {
            Error::new(
                ErrorKind::Value,
                file,
                "no column \"iso3\"",
                "add a header line with that name",
            )
        })?;
    let codes: Vec<String> = lines
        .filter_map(|line| line.cells.get(column).map(|code| code.to_uppercase()))
        .filter(|code| !code.is_empty())
        .collect();
    if codes.is_empty() {
        return Err(Error::new(
            ErrorKind::Value,
            file,
            "no rows",
            "name the members that vote, one a row",
        ));
    }
    Ok(codes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_table_has_193_members_and_two_observers() {
        let members = Members::built_in().unwrap();
        assert_eq!(members.states.iter().filter(|s| s.is_member).count(), 193);
        assert_eq!(members.states.iter().filter(|s| !s.is_member).count(), 2);
    }

    /// As the Department for General Assembly and Conference Management lists them.
    #[test]
    fn members_are_in_their_regional_groups() {
        let members = Members::built_in().unwrap();
        for (iso3, group) in [
            ("EGY", "africa"),
            ("CYP", "asia-pacific"),
            ("JPN", "asia-pacific"),
            ("RUS", "eastern-europe"),
            ("MEX", "grulac"),
            ("GUY", "grulac"),
            ("AUS", "weog"),
            ("ISR", "weog"),
            ("TUR", "weog"),
        ] {
            let state = members.states.iter().find(|s| s.iso3 == iso3).unwrap();
            assert_eq!(state.group.as_str(), group, "{iso3}");
        }
    }

    #[test]
    fn a_group_is_written_as_its_word() {
        for group in [
            RegionalGroup::AsiaPacific,
            RegionalGroup::NoGroup,
            RegionalGroup::Other,
        ] {
            let written = serde_json::to_value(group).unwrap();
            assert_eq!(written, group.as_str());
        }
    }

    /// South Sudan joined on 14 July 2011 as the 193rd (resolution 65/308).
    #[test]
    fn a_state_counts_from_the_day_it_joined() {
        let members = Members::built_in().unwrap();
        assert_eq!(members.on("2011-07-13").len(), 192);
        assert_eq!(members.on("2011-07-14").len(), 193);
    }

    #[test]
    fn the_council_has_fifteen_members_in_2022_and_is_unknown_in_other_years() {
        let members = Members::built_in().unwrap();
        assert_eq!(members.on_council("2022-02-25").unwrap().len(), 15);
        assert_eq!(members.on_council("2021-02-25"), None);
    }
}

//! States: those of today, observers, and those that are gone.

use serde::{Deserialize, Serialize};

use super::table;
use crate::error::Result;
use crate::geo::LonLat;

const FILE: &str = "assets/roster/states.csv";
const TABLE: &str = include_str!("../../assets/roster/states.csv");

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

/// A state that is or was a member, or is an observer.
#[derive(Debug, Clone, Deserialize)]
pub struct State {
    /// ISO 3166-1 alpha-3, or what ISO 3166-1 had; `ZAN` and `EAR` are from the Correlates of War's and our lists.
    pub code: String,
    /// ISO 3166-1 alpha-2; empty if it has none.
    pub iso2: String,
    /// M49, three digits; empty if it has none.
    pub m49: String,
    /// The number of the Correlates of War Project's list of states (2017); none for the Holy See and Palestine.
    pub cow: Option<u16>,
    /// ISO 3166-3, four letters, of a state that is gone.
    pub iso3166_3: String,
    /// The name to show.
    pub name: String,
    /// The United Nations' short name.
    pub un_name: String,
    /// Its regional group, today or at last.
    pub group: RegionalGroup,
    capital_lon: Option<f64>,
    capital_lat: Option<f64>,
}

impl State {
    /// The capital; none of a state that is gone.
    pub fn capital(&self) -> Option<LonLat> {
        let (lon, lat) = (self.capital_lon?, self.capital_lat?);
        Some(LonLat { lon, lat })
    }
}

pub(super) fn built_in() -> Result<Vec<State>> {
    table::rows(FILE, TABLE)
}

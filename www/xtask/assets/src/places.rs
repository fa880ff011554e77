//! Who is who: the feature a place of the atlas belongs to, its name, its kind, and the member
//! whose stance it takes. From `assets/roster/states.csv` and the policy `un`.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use stancemap::stance::Kind;

/// Places of the atlas that go into another feature: the code there, the code here.
const MERGED: [(&str, &str); 7] = [
    ("ATC", "AUS"), // Ashmore and Cartier Islands
    ("IOA", "CXR"), // "Indian Ocean Ter.": Christmas and Cocos Islands
    ("SOL", "SOM"), // Somaliland
    ("CYN", "CYP"), // N. Cyprus
    ("UNB", "CYP"), // the buffer zone of Cyprus
    ("KAB", "KAZ"), // Baikonur
    ("USG", "CUB"), // Guantanamo Bay
];

/// Names that differ from the UN's short name without its parenthesis: where that is a formal
/// title, the everyday name; "Congo" alone would be taken for either of the two.
const EVERYDAY: [(&str, &str); 11] = [
    ("BRN", "Brunei"),
    ("COG", "Congo (Brazzaville)"),
    ("GBR", "United Kingdom"),
    ("KOR", "South Korea"),
    ("LAO", "Laos"),
    ("MDA", "Moldova"),
    ("PRK", "North Korea"),
    ("RUS", "Russia"),
    ("SYR", "Syria"),
    ("TZA", "Tanzania"),
    ("USA", "United States"),
];

/// The properties of one feature.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Place {
    /// The name to print.
    pub(super) name: String,
    /// What it is.
    pub(super) kind: Kind,
    /// The member whose stance it takes.
    pub(super) stance_of: Option<String>,
}

/// The code of the feature that a place of the atlas belongs to.
pub(super) fn feature_code(atlas_code: &str) -> &str {
    MERGED
        .iter()
        .find(|(from, _)| *from == atlas_code)
        .map_or(atlas_code, |(_, into)| into)
}

/// States that are no members.
const OBSERVERS: [&str; 2] = ["PSE", "VAT"];

/// Every place that can be a feature, by code.
pub(super) type Places = BTreeMap<String, Place>;

/// Reads them.
pub(super) fn read(members: &str, policy: &str) -> Result<Places> {
    let mut places = BTreeMap::new();
    let policy: Policy = serde_json::from_str(policy).context("policy un.json")?;
    for territory in policy.territories {
        let Territory {
            code,
            name,
            kind,
            stance_of,
        } = territory;
        places.insert(
            code,
            Place {
                name,
                kind,
                stance_of,
            },
        );
    }
    for row in csv::Reader::from_reader(members.as_bytes()).deserialize() {
        let member: Member = row.context("states.csv")?;
        // States that are gone have no capital and no feature.
        if member.capital_lon.is_none() {
            continue;
        }
        let kind = match OBSERVERS.contains(&member.code.as_str()) {
            true => Kind::Observer,
            false => Kind::Member,
        };
        let name = printed_name(&member);
        places.insert(
            member.code,
            Place {
                name,
                kind,
                stance_of: None,
            },
        );
    }
    Ok(places)
}

fn printed_name(member: &Member) -> String {
    let everyday = EVERYDAY.iter().find(|(iso3, _)| *iso3 == member.code);
    let short = member.un_name.split(" (").next().unwrap_or_default();
    everyday.map_or(short, |(_, name)| name).to_owned()
}

#[derive(Deserialize)]
struct Policy {
    territories: Vec<Territory>,
}

#[derive(Deserialize)]
struct Territory {
    code: String,
    name: String,
    kind: Kind,
    stance_of: Option<String>,
}

#[derive(Deserialize)]
struct Member {
    code: String,
    un_name: String,
    capital_lon: Option<f64>,
}

#[cfg(test)]
mod tests {
    use super::*;

    const MEMBERS: &str = "code,un_name,capital_lon\nBOL,Bolivia (Plurinational State of),-68.1\n\
        COG,Congo,15.3\nPSE,State of Palestine,35.2\nSUN,Union of Soviet Socialist Republics,\n";

    fn places() -> BTreeMap<String, Place> {
        let policy = r#"{"territories": [
            {"code": "GRL", "name": "Greenland", "kind": "part-of-member", "stance_of": "DNK"}]}"#;
        read(MEMBERS, policy).unwrap()
    }

    #[test]
    fn a_name_loses_its_parenthesis() {
        assert_eq!(places()["BOL"].name, "Bolivia");
    }

    #[test]
    fn the_two_congos_stay_apart() {
        assert_eq!(places()["COG"].name, "Congo (Brazzaville)");
    }

    #[test]
    fn an_observer_is_no_member() {
        assert_eq!(places()["PSE"].kind, Kind::Observer);
    }

    #[test]
    fn a_territory_keeps_whose_stance_it_takes() {
        assert_eq!(places()["GRL"].stance_of.as_deref(), Some("DNK"));
    }
}

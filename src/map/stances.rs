//! The stances of a map: given to its places, and given anew while the shapes stay.

use std::sync::OnceLock;

use super::StanceMap;
use crate::accept::accept;
use crate::error::Result;
use crate::input::{Boundaries, Document, StanceTable};
use crate::join::{join, Region, Sources};
use crate::report::{JoinReport, Severity, Topic};
use crate::roster::Names;
use crate::tally::Tally;

impl StanceMap {
    /// Shows another document and table on the same boundaries, under the same policy and on the same day; `names` are
    /// those of that policy. Whether that can be done: on another day others are members, and the map is to be made anew.
    ///
    /// # Errors
    /// Voters that are not known. The map is as it was then.
    pub fn restate(
        &mut self,
        document: Document,
        stances: &StanceTable,
        names: &Names,
    ) -> Result<bool> {
        let own = &self.document;
        if own.date != document.date || document.voters.is_some() || own.policy != document.policy {
            return Ok(false);
        }
        let boundaries = Boundaries {
            file: own.countries.clone(),
            ..Boundaries::default()
        };
        let sources = Sources {
            document: &document,
            boundaries: &boundaries,
            key: None,
            stances,
            names,
            policy: &self.policy,
            voters: None,
        };
        let (tally, report) = stand(&mut self.regions, self.placed.clone(), &sources)?;
        (self.tally, self.report) = (tally, report);
        if (own.frame, own.projection) != (document.frame, document.projection) {
            self.extent = OnceLock::new();
        }
        self.document = document;
        Ok(true)
    }
}

/// Gives the places their stances, counts and checks; the report is complete then.
pub(super) fn stand(
    regions: &mut [Region],
    placed: JoinReport,
    sources: &Sources,
) -> Result<(Tally, JoinReport)> {
    let (document, file) = (sources.document, &sources.stances.file);
    let joined = join(regions, placed, sources)?;
    let mut report = joined.report;
    let tally = Tally::new(document, regions, &joined.voters, joined.derived);
    tally.check(document, file, regions, &joined.voters, &mut report);
    let (asked, used) = (document.center, document.projection);
    if asked.lat != used.center().lat {
        let message = format!(
            "latitude {} has no effect: {} keeps the equator level; only orthographic turns to it",
            asked.lat,
            used.name().as_str()
        );
        let place = Some("\"projection.center\"".to_owned());
        let (file, topic) = (&document.file, Topic::UnusedSetting);
        report.add(Severity::Warning, topic, file, place, message);
    }
    accept(document, &mut report);
    report.finish();
    Ok((tally, report))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use crate::input::{Document, Policy, StanceTable};
    use crate::page::{PageData, Restated};
    use crate::roster::{Names, Roster};
    use crate::stance::Stance;
    use crate::{words, StanceMap};

    const DOCUMENT: &str = r#"{"title": "T", "countries": "world.smap", "stances": "es-11-1.csv", "body": "general-assembly", "date": "2022-03-02"}"#;

    fn asset(file: &str) -> Vec<u8> {
        fs::read(format!("{}/assets/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap()
    }

    fn made(document: &str, table: &str) -> StanceMap {
        StanceMap::load("map.json", |file| {
            Ok(match file {
                "map.json" => document.into(),
                "es-11-1.csv" => table.into(),
                other => asset(other),
            })
        })
        .unwrap()
    }

    fn names() -> Names {
        Names::new(Roster::built_in().unwrap(), &Policy::un().unwrap()).unwrap()
    }

    #[test]
    fn a_map_that_is_restated_is_as_one_that_was_made_so() {
        let table = String::from_utf8(asset("es-11-1.csv")).unwrap();
        let other = table.replace("BRA,Brazil,,yes", "BRA,Brazil,,no");
        assert_ne!(table, other);
        let changed = DOCUMENT.replace(
            "\"T\"",
            "\"U\", \"frame\": \"africa\", \"expect\": {\"yes\": 141}",
        );
        let wanted = made(&changed, &other);
        let mut map = made(DOCUMENT, &table);
        let before = PageData::shown(&map, &[960.0]);
        let document = Document::parse("map.json", changed.as_bytes()).unwrap();
        let stances = StanceTable::parse("es-11-1.csv", other.as_bytes()).unwrap();
        assert!(map.restate(document, &stances, &names()).unwrap());
        let json = |map: &StanceMap| serde_json::to_value(PageData::new(map, &[960.0])).unwrap();
        assert_eq!(json(&map), json(&wanted));
        assert_eq!(map.errors(), wanted.errors());
        assert!(!map.errors().is_empty());
        // What is told at once is right but for the places of markers and names.
        let at_once = serde_json::to_value(Restated::new(&map, &[960.0], before.layouts)).unwrap();
        let whole = json(&wanted);
        for part in ["classOf", "classes", "projection", "lines"] {
            assert_eq!(at_once["page"][part], whole[part], "{part}");
        }
        let regions = whole["more"]["regions"].as_array().unwrap();
        for (number, region) in regions.iter().enumerate() {
            let own = at_once["statusOf"][number].as_u64().unwrap() as usize;
            let status = region[3].as_u64().unwrap() as usize;
            assert_eq!(at_once["statuses"][own], whole["more"]["statuses"][status]);
        }
    }

    /// The region of a code: its stance, and the words of its card.
    fn shown(map: &StanceMap, code: &str) -> (Stance, String, String) {
        let mut regions = map.regions.iter();
        let region = regions.find(|own| own.iso3 == code).unwrap();
        (
            region.stance,
            words::card(map, region),
            words::detail(map, region),
        )
    }

    #[test]
    fn a_voter_without_a_row_is_unknown_and_one_with_a_blank_had_no_vote() {
        let table = String::from_utf8(asset("es-11-1.csv")).unwrap();
        let short = table.replace("BRA,Brazil,,yes\n", "");
        let map = made(
            DOCUMENT,
            &short.replace("FRA,France,yes,yes", "FRA,France,,"),
        );
        let words = |label: &str, detail: &str| (label.to_owned(), detail.to_owned());
        let (stance, label, detail) = shown(&map, "BRA");
        assert_eq!(stance, Stance::Unknown);
        assert_eq!((label, detail), words("Unknown", "no vote recorded"));
        assert_eq!(shown(&map, "FRA").0, Stance::NoVote);
        assert!(map.tally.shown.contains(&(Stance::Unknown, 1)));
        // Neither is counted, and neither map may be published.
        assert_eq!((map.tally.yes, map.tally.cosponsor_unknown), (139, 0));
        assert!(!map.errors().is_empty());
        let derived = DOCUMENT.replace("\"T\"", "\"T\", \"absence\": \"derived\"");
        assert_eq!(shown(&made(&derived, &short), "BRA").0, Stance::Absent);
    }

    #[test]
    fn of_the_council_only_its_own_members_are_unknown() {
        let document = DOCUMENT.replace("general-assembly", "security-council");
        let map = made(&document, "iso3,vote\nCHN,yes\nFRA,no\n");
        let (stance, label, detail) = shown(&map, "GBR");
        assert_eq!(stance, Stance::Unknown);
        assert_eq!(
            [label.as_str(), detail.as_str()],
            ["Unknown", "no vote recorded"]
        );
        assert_eq!(words::legend(&map, stance), "Unknown");
        let (stance, _, detail) = shown(&map, "DEU");
        assert_eq!(stance, Stance::NoVote);
        assert!(
            detail.starts_with("not on the Security Council"),
            "{detail}"
        );
        assert!(map.tally.shown.contains(&(Stance::Unknown, 13)));
    }

    #[test]
    fn on_another_day_a_map_is_to_be_made_anew_and_stays_as_it_was() {
        let table = asset("es-11-1.csv");
        let mut map = made(DOCUMENT, &String::from_utf8(table.clone()).unwrap());
        let other = DOCUMENT.replace("2022-03-02", "1980-03-02");
        let document = Document::parse("map.json", other.as_bytes()).unwrap();
        let stances = StanceTable::parse("es-11-1.csv", &table).unwrap();
        assert!(!map.restate(document, &stances, &names()).unwrap());
        assert_eq!(map.document.date, "2022-03-02");
        assert_eq!(map.tally.yes, 141);
    }
}

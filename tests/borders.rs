//! The boundaries and the policy that ship in `assets/`: every place lies where the United
//! Nations' view puts it, and the polygons are as RFC 7946 and the shared-border code need them.
//!
//! `fixtures/border-points.csv` is the answer key: 61 places, the feature that must hold each,
//! and the member whose stance must show there (empty: neutral).
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // helpers of tests

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::path::PathBuf;

use serde_json::Value;

type Ring = Vec<(f64, f64)>;

struct Feature {
    kind: String,
    stance_of: Option<String>,
    polygons: Vec<Vec<Ring>>,
}

impl Feature {
    fn rings(&self) -> impl Iterator<Item = &Ring> {
        self.polygons.iter().flatten()
    }

    fn polygons_at(&self, place: (f64, f64)) -> Vec<usize> {
        let holds = |polygon: &[Ring]| {
            contains(&polygon[0], place) && !polygon[1..].iter().any(|hole| contains(hole, place))
        };
        (0..self.polygons.len())
            .filter(|&i| holds(&self.polygons[i]))
            .collect()
    }

    /// The member whose stance shows: its own for a member.
    fn shows(&self, iso3: &str) -> Option<String> {
        if self.kind == "member" {
            Some(iso3.to_owned())
        } else {
            self.stance_of.clone()
        }
    }
}

struct Place {
    name: String,
    at: (f64, f64),
    feature: String,
    stance_of: Option<String>,
    has_land: bool,
}

fn read(path: &str) -> String {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&file).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn position(value: &Value) -> (f64, f64) {
    (value[0].as_f64().unwrap(), value[1].as_f64().unwrap())
}

fn ring(value: &Value) -> Ring {
    value.as_array().unwrap().iter().map(position).collect()
}

fn polygon(value: &Value) -> Vec<Ring> {
    value.as_array().unwrap().iter().map(ring).collect()
}

fn features(path: &str) -> BTreeMap<String, Feature> {
    let file: Value = serde_json::from_str(&read(path)).unwrap();
    let feature = |value: &Value| {
        let properties = &value["properties"];
        let coordinates = &value["geometry"]["coordinates"];
        let polygons = match value["geometry"]["type"].as_str() {
            Some("Polygon") => vec![polygon(coordinates)],
            Some("MultiPolygon") => coordinates
                .as_array()
                .unwrap()
                .iter()
                .map(polygon)
                .collect(),
            _ => Vec::new(),
        };
        let feature = Feature {
            kind: properties["kind"].as_str().unwrap().to_owned(),
            stance_of: properties["stance_of"].as_str().map(str::to_owned),
            polygons,
        };
        (properties["iso3"].as_str().unwrap().to_owned(), feature)
    };
    let list = file["features"].as_array().unwrap();
    let features: BTreeMap<_, _> = list.iter().map(feature).collect();
    assert_eq!(features.len(), list.len(), "a code stands twice in {path}");
    features
}

fn at_50m() -> BTreeMap<String, Feature> {
    features("assets/countries-50m.geojson")
}

fn both_levels() -> impl Iterator<Item = (String, Feature)> {
    at_50m()
        .into_iter()
        .chain(features("assets/countries-110m.geojson"))
}

fn policy() -> Value {
    serde_json::from_str(&read("assets/policy/un.json")).unwrap()
}

fn area(code: &str) -> Value {
    let policy = policy();
    let areas = policy["areas"].as_array().unwrap();
    areas
        .iter()
        .find(|area| area["code"] == code)
        .unwrap()
        .clone()
}

fn places() -> Vec<Place> {
    let text = read("tests/fixtures/border-points.csv");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let places: Vec<Place> = reader
        .deserialize()
        .map(|row| {
            let row: HashMap<String, String> = row.unwrap();
            Place {
                name: row["place"].clone(),
                at: (row["lon"].parse().unwrap(), row["lat"].parse().unwrap()),
                feature: row["feature"].clone(),
                stance_of: Some(row["stance_of"].clone()).filter(|code| !code.is_empty()),
                has_land: row["at_50m"] == "yes",
            }
        })
        .collect();
    assert_eq!(places.len(), 61);
    places
}

fn members() -> Vec<String> {
    let text = read("assets/roster/states.csv");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let members: Vec<String> = reader
        .deserialize()
        .map(|row| row.unwrap())
        .map(|row: HashMap<String, String>| row["code"].clone())
        // Observers and states that are gone stand behind them.
        .take(193)
        .collect();
    assert_eq!(members.len(), 193);
    members
}

/// By the even-odd rule, on a flat map of longitude and latitude.
fn contains(ring: &[(f64, f64)], (x, y): (f64, f64)) -> bool {
    let crosses = |a: (f64, f64), b: (f64, f64)| {
        (a.1 > y) != (b.1 > y) && x < a.0 + (y - a.1) / (b.1 - a.1) * (b.0 - a.0)
    };
    ring.windows(2)
        .filter(|edge| crosses(edge[0], edge[1]))
        .count()
        % 2
        == 1
}

/// Twice the area in square degrees; positive when counter-clockwise.
fn signed_area(ring: &[(f64, f64)]) -> f64 {
    let (x0, y0) = ring[0];
    ring.windows(2)
        .map(|e| (e[0].0 - x0) * (e[1].1 - y0) - (e[1].0 - x0) * (e[0].1 - y0))
        .sum()
}

/// A directed edge by the bits of its coordinates.
type Edge = [u64; 4];

fn edges(feature: &Feature) -> impl Iterator<Item = Edge> + '_ {
    feature.rings().flat_map(|ring| {
        ring.windows(2)
            .map(|e| [e[0].0, e[0].1, e[1].0, e[1].1].map(f64::to_bits))
    })
}

fn reversed([ax, ay, bx, by]: Edge) -> Edge {
    [bx, by, ax, ay]
}

#[test]
fn each_place_lies_in_its_feature_and_in_no_other() {
    let features = at_50m();
    let mut with_land = 0;
    for place in places().iter().filter(|place| place.has_land) {
        let found: Vec<_> = features
            .iter()
            .filter(|(_, f)| !f.polygons_at(place.at).is_empty())
            .collect();
        let codes: Vec<_> = found.iter().map(|(code, _)| code.as_str()).collect();
        assert_eq!(codes, [place.feature.as_str()], "{}", place.name);
        with_land += 1;
    }
    assert_eq!(with_land, 56);
}

#[test]
fn places_too_small_for_50m_have_no_land_of_their_feature() {
    let features = at_50m();
    for place in places().iter().filter(|place| !place.has_land) {
        let feature = &features[&place.feature];
        assert!(
            feature.polygons_at(place.at).is_empty(),
            "{} has land now",
            place.name
        );
    }
}

#[test]
fn each_place_shows_the_stance_of_the_answer_key() {
    let features = at_50m();
    let golan = ring(&area("XGO")["outline"]);
    for place in places() {
        let feature = &features[&place.feature];
        let shown = feature
            .shows(&place.feature)
            .filter(|_| !contains(&golan, place.at));
        assert_eq!(shown, place.stance_of, "{}", place.name);
    }
}

#[test]
fn golan_is_a_neutral_area_inside_israel() {
    let golan = area("XGO");
    assert_eq!(golan["within"], "ISR");
    assert_eq!(golan["shows"], Value::Null);
    let place = places()
        .into_iter()
        .find(|place| place.name == "Golan")
        .unwrap();
    assert!(contains(&ring(&golan["outline"]), place.at));
}

#[test]
fn outlined_areas_hold_their_place_and_show_its_stance() {
    let places = places();
    for (code, name) in [("XAB", "Abyei"), ("XHT", "Hala'ib"), ("XAC", "Aksai Chin")] {
        let area = area(code);
        let place = places.iter().find(|place| place.name == name).unwrap();
        assert!(contains(&ring(&area["outline"]), place.at), "{name}");
        assert_eq!(area["shows"].as_str(), place.stance_of.as_deref(), "{name}");
    }
}

#[test]
fn outlines_are_coarse_closed_and_have_a_source() {
    for area in policy()["areas"].as_array().unwrap() {
        let (name, outline) = (&area["name"], ring(&area["outline"]));
        assert!(
            (4..=24).contains(&outline.len()),
            "{name}: {} points",
            outline.len()
        );
        assert_eq!(outline.first(), outline.last(), "{name}");
        assert!(signed_area(&outline) > 0.0, "{name} winds clockwise");
        assert!(
            area["source"]
                .as_str()
                .is_some_and(|source| !source.is_empty()),
            "{name}"
        );
    }
}

#[test]
fn every_line_of_the_policy_runs_between_neighbours() {
    let features = at_50m();
    for line in policy()["lines"].as_array().unwrap() {
        let [a, b] = [0, 1].map(|i| line["between"][i].as_str().unwrap());
        let other: HashSet<Edge> = edges(&features[b]).collect();
        let shared = edges(&features[a])
            .filter(|edge| other.contains(&reversed(*edge)))
            .count();
        assert!(shared > 0, "{}: {a} and {b} share no border", line["name"]);
    }
}

#[test]
fn the_ends_of_a_line_are_near_the_border_it_is_cut_from() {
    let features = at_50m();
    for line in policy()["lines"].as_array().unwrap() {
        let [a, b] = [0, 1].map(|i| line["between"][i].as_str().unwrap());
        let other: HashSet<Edge> = edges(&features[b]).collect();
        let border: Vec<_> = edges(&features[a])
            .filter(|edge| other.contains(&reversed(*edge)))
            .flat_map(|[ax, ay, bx, by]| [(ax, ay), (bx, by)])
            .map(|(x, y)| (f64::from_bits(x), f64::from_bits(y)))
            .collect();
        for end in ["from", "to"]
            .into_iter()
            .filter_map(|end| line.get(end))
            .map(position)
        {
            let distance = |p: &(f64, f64)| (p.0 - end.0).hypot(p.1 - end.1);
            let nearest = border.iter().map(distance).fold(f64::INFINITY, f64::min);
            assert!(
                nearest < 0.1,
                "{}: {end:?} is {nearest:.2}° off the border",
                line["name"]
            );
        }
    }
}

#[test]
fn every_stance_is_taken_from_a_member() {
    let members = members();
    for (code, feature) in both_levels() {
        if let Some(member) = &feature.stance_of {
            assert!(
                members.contains(member),
                "{code} takes the stance of {member}"
            );
        }
    }
}

#[test]
fn merged_land_has_no_inner_line() {
    let features = at_50m();
    for (code, here, there) in [
        ("SOM", (44.07, 9.56), (45.3, 2.1)),  // Hargeisa, Mogadishu
        ("CYP", (33.4, 35.28), (32.9, 34.9)), // the Kyrenia range, the Troodos
        ("KAZ", (63.4, 45.9), (71.4, 51.2)),  // Baikonur, Astana
    ] {
        let feature = &features[code];
        let polygons = feature.polygons_at(here);
        assert_eq!(polygons.len(), 1, "{code}");
        assert_eq!(polygons, feature.polygons_at(there), "{code}");
    }
}

#[test]
fn all_193_members_have_land_at_50m() {
    let features = at_50m();
    for member in members() {
        let feature = features
            .get(&member)
            .unwrap_or_else(|| panic!("no feature {member}"));
        assert_eq!(feature.kind, "member");
        assert!(!feature.polygons.is_empty(), "{member} has no land");
    }
}

#[test]
fn twenty_eight_members_lack_land_at_110m() {
    let features = features("assets/countries-110m.geojson");
    let lacking = members()
        .into_iter()
        .filter(|member| !features.contains_key(member))
        .count();
    assert_eq!(lacking, 28);
}

#[test]
fn exteriors_wind_counter_clockwise_and_holes_clockwise() {
    for (code, feature) in both_levels() {
        for polygon in &feature.polygons {
            assert!(signed_area(&polygon[0]) > 0.0, "{code}: exterior");
            assert!(
                polygon[1..].iter().all(|hole| signed_area(hole) < 0.0),
                "{code}: hole"
            );
        }
    }
}

#[test]
fn holes_lie_in_their_exterior() {
    let mut holes = 0;
    for (code, feature) in both_levels() {
        for polygon in &feature.polygons {
            for hole in &polygon[1..] {
                holes += 1;
                let inside = hole.iter().filter(|p| contains(&polygon[0], **p)).count();
                assert!(
                    inside * 2 > hole.len(),
                    "{code}: {inside} of {} inside",
                    hole.len()
                );
            }
        }
    }
    assert!(holes > 0, "no hole found: Lesotho is one");
}

#[test]
fn rings_are_closed_and_repeat_no_position() {
    for (code, feature) in both_levels() {
        for ring in feature.rings() {
            assert!(ring.len() >= 4, "{code}: {} positions", ring.len());
            assert_eq!(ring.first(), ring.last(), "{code}");
            assert!(ring.windows(2).all(|edge| edge[0] != edge[1]), "{code}");
        }
    }
}

#[test]
fn nothing_crosses_the_antimeridian() {
    for (code, feature) in both_levels() {
        for edge in feature.rings().flat_map(|ring| ring.windows(2)) {
            assert!(
                edge.iter().all(|p| p.0.abs() <= 180.0 && p.1.abs() <= 90.0),
                "{code}"
            );
            // At the pole all longitudes are one place.
            let at_pole = edge.iter().all(|p| p.1.abs() == 90.0);
            assert!(
                (edge[0].0 - edge[1].0).abs() <= 180.0 || at_pole,
                "{code}: {edge:?}"
            );
        }
    }
}

#[test]
fn land_is_cut_on_both_sides_of_the_antimeridian() {
    let features = at_50m();
    for code in ["RUS", "FJI", "ATA"] {
        let on = |lon: f64| features[code].rings().flatten().any(|p| p.0 == lon);
        assert!(on(180.0) && on(-180.0), "{code}");
    }
}

#[test]
fn no_edge_is_used_twice_in_one_direction() {
    for path in [
        "assets/countries-50m.geojson",
        "assets/countries-110m.geojson",
    ] {
        let mut seen = HashMap::new();
        for (code, feature) in features(path) {
            for edge in edges(&feature) {
                let before = seen.insert(edge, code.clone());
                assert_eq!(before, None, "{path}: {code} runs along it too");
            }
        }
    }
}

#[test]
fn landlocked_countries_share_every_edge_to_the_last_bit() {
    let features = at_50m();
    let all: HashSet<Edge> = features.values().flat_map(edges).collect();
    let landlocked = "AFG AND ARM AUT BDI BFA BOL BTN BWA CAF CHE CZE ETH HUN LAO LIE LSO LUX \
        MDA MKD MLI MNG MWI NER NPL PRY RWA SMR SRB SSD SVK SWZ TCD TJK UGA XKX ZMB ZWE";
    for code in landlocked.split_whitespace() {
        let lonely = edges(&features[code])
            .filter(|edge| !all.contains(&reversed(*edge)))
            .count();
        assert_eq!(lonely, 0, "{code}: edges that no neighbour has");
    }
}

/// What the statement on every map says of disputed areas is what the policy does.
#[test]
fn the_statement_names_all_disputed_areas_that_are_neutral() {
    let policy = policy();
    let list = |field: &str| policy[field].as_array().unwrap().clone();
    let territories = list("territories").into_iter();
    let neutral = territories.filter(|place| place["kind"] == "disputed");
    let areas = list("areas").into_iter();
    let neutral = neutral.chain(areas.filter(|area| area["shows"].is_null()));
    let neutral: HashSet<String> = neutral
        .map(|place| place["code"].as_str().unwrap().to_owned())
        .collect();
    let named = ["XGO", "KAS", "PGA", "SCR", "BJN", "SER"].map(String::from);
    assert_eq!(neutral, HashSet::from(named));
    let statement = policy["statement"].as_str().unwrap();
    assert!(statement.contains("the Golan, Siachen and small disputed reefs are neutral"));
    assert!(statement.contains("other disputed areas show the stance of one party"));
    // All of these stand in the footnotes too.
    let notes = list("footnotes");
    for about in [
        "Golan",
        "Siachen Glacier",
        "Abyei",
        "Aksai Chin",
        "Hala'ib",
        "Chagos Archipelago",
    ] {
        assert!(notes.iter().any(|note| note["about"] == about), "{about}");
    }
}

//! An atlas under the policy `un`, written as GeoJSON (RFC 7946): one feature a line, sorted by
//! code, four decimals, cut at ±180°.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::{ensure, Context, Result};
use serde::Serialize;
use stancemap::geo::{self, cut_at_antimeridian, LonLat};

use super::dissolve::union;
use super::places::{feature_code, Place};
use super::rings::{is_degenerate, Polygon};
use super::topojson::{Atlas, Position, Shape, HALF_TURN, STEPS};

/// How far apart the ends of one cut may lie on the two sides: a step of the atlas, rounded up.
const SEAM_STEPS: i32 = 2;

/// What was made of one atlas, for the README.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Facts {
    /// Features written.
    pub(super) features: usize,
    /// Of these, with a null geometry: the atlas has no land for them at its scale.
    pub(super) without_land: Vec<String>,
    /// Positions written.
    pub(super) vertices: usize,
    /// Rings of the atlas that cover nothing.
    pub(super) dropped: usize,
    /// Size of the file.
    pub(super) bytes: usize,
}

/// A struct, so that the order of the fields hangs on no feature of `serde_json`.
#[derive(Serialize)]
struct Properties<'a> {
    iso3: &'a str,
    #[serde(flatten)]
    place: &'a Place,
}

/// The text of the GeoJSON file, and facts about it.
pub(super) fn geojson(atlas: &Atlas, places: &BTreeMap<String, Place>) -> Result<(String, Facts)> {
    let mut groups: BTreeMap<&str, Vec<&Shape>> = BTreeMap::new();
    for shape in &atlas.shapes {
        groups
            .entry(feature_code(&shape.code))
            .or_default()
            .push(shape);
    }
    let mut facts = Facts::default();
    let mut text = String::from("{\"type\":\"FeatureCollection\",\"features\":[\n");
    for (code, shapes) in groups {
        let place = places
            .get(code)
            .with_context(|| format!("{code} is in no table"))?;
        let land = union(atlas, &shapes);
        let mut polygons = cut(land.polygons).with_context(|| code.to_owned())?;
        close_seam(&mut polygons);
        facts.dropped += land.dropped;
        facts.vertices += polygons.iter().flatten().map(Vec::len).sum::<usize>();
        if polygons.is_empty() {
            facts.without_land.push(code.to_owned());
        }
        if facts.features > 0 {
            text.push_str(",\n");
        }
        facts.features += 1;
        let properties = serde_json::to_string(&Properties { iso3: code, place })?;
        write!(
            text,
            "{{\"type\":\"Feature\",\"properties\":{properties},\"geometry\":"
        )?;
        write_geometry(&mut text, &polygons)?;
        text.push('}');
    }
    text.push_str("\n]}\n");
    facts.bytes = text.len();
    Ok((text, facts))
}

/// Cuts polygons that cross ±180° or hold a pole; the others stay as they are.
fn cut(polygons: Vec<Polygon>) -> Result<Vec<Polygon>> {
    let mut whole = Vec::new();
    for rings in polygons {
        if !rings.iter().any(|ring| crosses(ring)) {
            whole.push(rings);
            continue;
        }
        let polygon = geo::Polygon {
            rings: rings.iter().map(|ring| degrees(ring)).collect(),
        };
        for part in cut_at_antimeridian(&[polygon], 0.0) {
            let rings: Vec<_> = part.rings.iter().map(|ring| steps(ring)).collect();
            // Sea that only touches the cut leaves slivers narrower than the grid.
            if rings
                .first()
                .is_some_and(|exterior| is_degenerate(exterior))
            {
                continue;
            }
            ensure!(
                !rings.iter().any(|ring| crosses(ring)),
                "still crosses ±180° after the cut"
            );
            whole.push(rings);
        }
    }
    Ok(whole)
}

/// Makes the two sides of ±180° meet: the atlas holds Fiji cut already, its halves one step of
/// the atlas' grid apart.
fn close_seam(polygons: &mut [Polygon]) {
    let on_seam = |p: &&mut Position| p.lon.abs() == HALF_TURN;
    let mut names: Vec<i32> = Vec::new();
    let mut ends: Vec<&mut Position> = polygons
        .iter_mut()
        .flatten()
        .flatten()
        .filter(on_seam)
        .collect();
    ends.sort_by_key(|p| p.lat);
    for p in ends {
        match names.last() {
            Some(name) if p.lat - name <= SEAM_STEPS => p.lat = *name,
            _ => names.push(p.lat),
        }
    }
}

/// Whether an edge is longer than half a turn, so that it runs the other way round.
fn crosses(ring: &[Position]) -> bool {
    ring.iter().zip(ring.iter().skip(1)).any(|(a, b)| {
        let is_pole_edge = a.lat == b.lat && a.lat.abs() == HALF_TURN / 2;
        (a.lon - b.lon).abs() > HALF_TURN && !is_pole_edge
    })
}

fn degrees(ring: &[Position]) -> Vec<LonLat> {
    ring.iter()
        .map(|p| LonLat {
            lon: f64::from(p.lon) / STEPS,
            lat: f64::from(p.lat) / STEPS,
        })
        .collect()
}

fn steps(ring: &[LonLat]) -> Vec<Position> {
    let mut ring: Vec<_> = ring
        .iter()
        .map(|p| Position {
            lon: (p.lon * STEPS).round() as i32,
            lat: (p.lat * STEPS).round() as i32,
        })
        .collect();
    ring.dedup();
    ring
}

fn write_geometry(text: &mut String, polygons: &[Polygon]) -> Result<()> {
    match polygons {
        [] => text.push_str("null"),
        [polygon] => {
            text.push_str("{\"type\":\"Polygon\",\"coordinates\":");
            write_polygon(text, polygon)?;
            text.push('}');
        }
        many => {
            text.push_str("{\"type\":\"MultiPolygon\",\"coordinates\":[");
            for (index, polygon) in many.iter().enumerate() {
                text.push_str(if index > 0 { "," } else { "" });
                write_polygon(text, polygon)?;
            }
            text.push_str("]}");
        }
    }
    Ok(())
}

fn write_polygon(text: &mut String, rings: &[Vec<Position>]) -> Result<()> {
    for (index, ring) in rings.iter().enumerate() {
        text.push_str(if index > 0 { ",[" } else { "[[" });
        for (index, p) in ring.iter().enumerate() {
            let separator = if index > 0 { "," } else { "" };
            // The shortest decimals that read back as the same number: at most four.
            let (lon, lat) = (f64::from(p.lon) / STEPS, f64::from(p.lat) / STEPS);
            write!(text, "{separator}[{lon},{lat}]")?;
        }
        text.push(']');
    }
    text.push(']');
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::topojson::a3;
    use super::super::topojson::tests::SQUARES;
    use super::*;

    fn places() -> BTreeMap<String, Place> {
        let place = |name: &str| Place {
            name: name.to_owned(),
            kind: stancemap::stance::Kind::Member,
            stance_of: None,
        };
        [
            ("AAA".to_owned(), place("West")),
            ("BBB".to_owned(), place("East")),
        ]
        .into()
    }

    #[test]
    fn a_feature_is_one_line_with_few_decimals() {
        let atlas = Atlas::parse(SQUARES, a3).unwrap();
        let (text, facts) = geojson(&atlas, &places()).unwrap();
        assert_eq!(
            text.lines().nth(1).unwrap(),
            r#"{"type":"Feature","properties":{"iso3":"AAA","name":"West","kind":"member","stance_of":null},"geometry":{"type":"Polygon","coordinates":[[[11,20],[11,21],[10,21],[10,20],[11,20]]]}},"#
        );
        assert_eq!((facts.features, facts.vertices, facts.dropped), (2, 10, 0));
    }

    #[test]
    fn the_two_sides_of_a_cut_meet() {
        let end = |lon, lat| Position { lon, lat };
        let east = vec![vec![end(HALF_TURN, -169_630), end(HALF_TURN, -167_858)]];
        let west = vec![vec![end(-HALF_TURN, -167_856), end(-HALF_TURN, -169_630)]];
        let mut polygons = [east, west];
        close_seam(&mut polygons);
        let [east, west] = polygons;
        assert_eq!(east[0][1].lat, west[0][0].lat);
        assert_eq!(east[0][0].lat, west[0][1].lat);
    }

    #[test]
    fn a_place_in_no_table_is_named() {
        let atlas = Atlas::parse(SQUARES, a3).unwrap();
        let error = geojson(&atlas, &BTreeMap::new()).unwrap_err();
        assert_eq!(error.to_string(), "AAA is in no table");
    }
}

//! The fine atlas (10m of Natural Earth, npm `world-atlas`) under the policy `un`: it has neither
//! codes nor the United Nations' borders, so both are set here.

use std::collections::BTreeMap;

use anyhow::{ensure, Context, Result};

use super::rings::contains;
use super::topojson::{ArcRef, Atlas, Chain, Label, Position, STEPS};

/// Places without a number, by their name there: whose land they are at this scale, under the
/// codes of the middle atlas. The bases on Cyprus are drawn as there: not apart.
const NAMED: [(&str, &str); 10] = [
    ("Akrotiri", "CYP"),
    ("Baikonur", "KAB"),
    ("Cyprus U.N. Buffer Zone", "UNB"),
    ("Dhekelia", "CYP"),
    ("Indian Ocean Ter.", "IOA"),
    ("Kosovo", "XKX"),
    ("N. Cyprus", "CYN"),
    ("Siachen Glacier", "KAS"),
    ("Somaliland", "SOL"),
    ("USNB Guantanamo Bay", "USG"),
];

/// A town on Crimea: longitude, latitude.
const SIMFEROPOL: (f64, f64) = (34.1, 44.95);

/// The southern border of Morocco with Western Sahara: latitude.
const MOROCCO_ENDS: f64 = 27.662;

/// How far from it the border that the atlas has may begin, in degrees.
const NEAR: f64 = 0.01;

/// Reads the fine atlas with the codes of the middle one. Places that one lacks (Gibraltar, reefs
/// and banks) are left out: nothing on the map could speak of them.
pub(super) fn atlas(text: &str, middle: &str) -> Result<Atlas> {
    let codes = std::cell::RefCell::new(BTreeMap::new());
    Atlas::parse(middle, |label| {
        let (id, code) = (label.id.clone()?, label.properties.a3.clone()?);
        // Australia's number stands twice, with its islets.
        codes.borrow_mut().entry(id).or_insert(code);
        None
    })
    .context("the middle atlas")?;
    let codes = codes.into_inner();
    let code = |label: &Label| {
        let name = label.properties.name.as_str();
        match &label.id {
            Some(id) => codes.get(id).cloned(),
            None => NAMED
                .iter()
                .find(|(named, _)| *named == name)
                .map(|(_, code)| (*code).to_owned()),
        }
    };
    let mut atlas = Atlas::parse(text, code)?;
    crimea(&mut atlas).context("Crimea")?;
    western_sahara(&mut atlas).context("Western Sahara")?;
    Ok(atlas)
}

/// Gives Ukraine the polygon of Russia that holds Simferopol.
fn crimea(atlas: &mut Atlas) -> Result<()> {
    let (lon, lat) = SIMFEROPOL;
    let town = Position {
        lon: (lon * STEPS) as i32,
        lat: (lat * STEPS) as i32,
    };
    let russia = atlas.shape("RUS")?;
    let holds = |polygon: &Vec<Chain>| {
        let exterior = polygon.first();
        exterior.is_some_and(|exterior| contains(&atlas.ring(exterior), town))
    };
    let at = russia.polygons.iter().position(holds);
    let at = at.context("no polygon of Russia holds Simferopol")?;
    let polygon = atlas.shape_mut("RUS")?.polygons.remove(at);
    atlas.give("UKR", polygon)
}

/// Gives Western Sahara what the atlas counts as Morocco south of the border: the land between
/// the sand wall and the sea.
fn western_sahara(atlas: &mut Atlas) -> Result<()> {
    let wall = atlas
        .shape("ESH")?
        .polygons
        .iter()
        .flatten()
        .flatten()
        .map(|of| of.reversed())
        .collect::<Vec<_>>();
    let morocco = atlas.shape("MAR")?.polygons.first().and_then(|p| p.first());
    let chain = morocco.context("Morocco has no land")?.clone();
    let at = chain.iter().position(|of| wall.contains(of));
    let at = at.context("no border between the two")?;
    let mut chain = chain;
    chain.rotate_left(at);
    let [wall, coast, ..] = chain.as_slice() else {
        anyhow::bail!("Morocco has no coast")
    };
    let (wall, coast) = (*wall, *coast);
    let border = (MOROCCO_ENDS * STEPS) as i32;
    let inland = atlas.walk(wall).next().context("an empty border")?;
    ensure!(
        f64::from((inland.lat - border).abs()) < NEAR * STEPS,
        "the sand wall begins at {inland:?}"
    );
    ensure!(!coast.backwards, "the coast is walked backwards");
    let north = atlas.walk(coast).position(|p| p.lat > border);
    let north = north.context("the coast stays south of the border")?;
    let rest = atlas.split(coast.arc, north)?;
    let shore = atlas.walk(rest).next().context("an empty coast")?;
    atlas.arcs.push(vec![inland, shore]);
    let line = ArcRef {
        arc: atlas.arcs.len() - 1,
        backwards: false,
    };
    // The ring of Morocco is now: wall, coast to the border, the rest of it …
    let morocco = atlas.shape_mut("MAR")?.polygons.first_mut();
    let exterior = morocco.and_then(|polygon| polygon.first_mut());
    let exterior = exterior.context("Morocco has no land")?;
    exterior.retain(|of| *of != wall && *of != coast);
    let from = exterior.iter().position(|of| *of == rest);
    let from = from.context("the coast is lost")?;
    exterior.rotate_left(from);
    exterior.push(line);
    atlas.give("ESH", vec![vec![wall, coast, line.reversed()]])
}

#[cfg(test)]
mod tests {
    use super::super::topojson::{a3, tests::SQUARES};
    use super::*;

    #[test]
    fn a_split_arc_gives_the_same_rings() {
        let mut atlas = Atlas::parse(SQUARES, a3).unwrap();
        let before: Vec<_> = atlas
            .shapes
            .iter()
            .map(|s| atlas.ring(&s.polygons[0][0]))
            .collect();
        atlas.split(1, 2).unwrap();
        let after: Vec<_> = atlas
            .shapes
            .iter()
            .map(|s| atlas.ring(&s.polygons[0][0]))
            .collect();
        assert_eq!(before, after);
        assert_eq!(atlas.shapes[1].polygons[0][0].len(), 3);
    }

    #[test]
    fn a_number_means_the_code_of_the_middle_atlas() {
        let middle = SQUARES.replace(
            r#"{"properties": {"a3": "AAA"}"#,
            r#"{"id": "004", "properties": {"a3": "AFG"}"#,
        );
        let fine = SQUARES.replace(
            r#"{"properties": {"a3": "AAA"}"#,
            r#"{"id": "004", "properties": {"name": "Afghanistan"}"#,
        );
        let error = atlas(&fine, &middle).unwrap_err();
        // It goes as far as the first mend, which this small world has no need of.
        assert_eq!(format!("{error:#}"), "Crimea: no place RUS");
    }
}

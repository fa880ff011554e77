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

/// Land that is drawn as another's: whose it is there and here, and the border to draw, which
/// leaves the other's land on its left. Both ends are near a vertex of the atlas.
struct Cession {
    name: &'static str,
    from: &'static str,
    to: &'static str,
    border: [(f64, f64); 2],
}

const CESSIONS: [Cession; 2] = [
    // Between the sand wall and the sea; the border is at 27°40' N, 27.662° in the middle atlas.
    Cession {
        name: "Western Sahara",
        from: "MAR",
        to: "ESH",
        border: [(-8.681, 27.662), (-13.178, 27.662)],
    },
    // The border of the middle atlas: Natural Earth later took up the line that Kenya holds.
    Cession {
        name: "the Ilemi triangle",
        from: "SSD",
        to: "KEN",
        border: [(35.268, 5.492), (34.382, 4.621)],
    },
];

/// How far a vertex may be from the end of such a border, in degrees.
const NEAR: f64 = 0.05;

/// Reads the fine atlas with the codes of the middle one. Places that one lacks (Gibraltar, reefs
/// and banks) are left out: nothing on the map could speak of them.
pub(super) fn atlas(text: &str, middle: &str) -> Result<Atlas> {
    let codes = std::cell::RefCell::new(BTreeMap::new());
    Atlas::parse(middle, |label| {
        let (id, code) = (label.id.clone()?, label.a3.clone()?);
        // Australia's number stands twice, with its islets.
        codes.borrow_mut().entry(id).or_insert(code);
        None
    })
    .context("the middle atlas")?;
    let codes = codes.into_inner();
    let code = |label: &Label| {
        let name = label.name.as_str();
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
    for cession in &CESSIONS {
        cede(&mut atlas, cession).context(cession.name)?;
    }
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

/// Cuts a polygon along a border and gives a part away: the ring from the border's beginning to
/// its end.
fn cede(atlas: &mut Atlas, cession: &Cession) -> Result<()> {
    let [start, end] = [0, 1].map(|i| cession.border.get(i).copied().unwrap_or_default());
    let start = junction(atlas, cession.from, start)?;
    let end = junction(atlas, cession.from, end)?;
    let mut chain = exterior(atlas, cession.from)?.clone();
    let begins = |at: Position, chain: &Chain| {
        let arc = chain
            .iter()
            .position(|of| atlas.vertices_of(*of).next() == Some(at));
        arc.with_context(|| format!("no arc begins at {at:?}"))
    };
    let first = begins(start, &chain)?;
    chain.rotate_left(first);
    let after = begins(end, &chain)?;
    let mut rest = chain.split_off(after);
    atlas.arcs.push(vec![start, end]);
    let line = ArcRef {
        arc: atlas.arcs.len() - 1,
        backwards: false,
    };
    rest.push(line);
    chain.push(line.reversed());
    let polygon = atlas.shape_mut(cession.from)?.polygons.first_mut();
    if let Some(exterior) = polygon.and_then(|polygon| polygon.first_mut()) {
        *exterior = rest;
    }
    atlas.give(cession.to, vec![chain])
}

/// The ring around a place's first polygon.
fn exterior<'a>(atlas: &'a Atlas, code: &str) -> Result<&'a Chain> {
    let polygon = atlas.shape(code)?.polygons.first();
    let exterior = polygon.and_then(|polygon| polygon.first());
    exterior.with_context(|| format!("{code} has no land"))
}

/// The vertex of a place's first ring that is nearest to `at`, made the end of an arc.
fn junction(atlas: &mut Atlas, code: &str, (lon, lat): (f64, f64)) -> Result<Position> {
    let apart = |p: Position| {
        let [dx, dy] = [
            f64::from(p.lon) / STEPS - lon,
            f64::from(p.lat) / STEPS - lat,
        ];
        dx.hypot(dy)
    };
    let forward = exterior(atlas, code)?.iter().map(|of| ArcRef {
        backwards: false,
        ..*of
    });
    let vertices = forward.flat_map(|of| {
        atlas
            .vertices_of(of)
            .enumerate()
            .map(move |(i, p)| (of, i, p))
    });
    let nearest = vertices.min_by(|a, b| apart(a.2).total_cmp(&apart(b.2)));
    let (of, vertex, p) = nearest.context("a ring without vertices")?;
    ensure!(
        apart(p) < NEAR,
        "{code} has no vertex near {lon}, {lat}: the nearest is {p:?}"
    );
    if vertex > 0 && vertex + 1 < atlas.vertices_of(of).count() {
        atlas.split(of.arc, vertex)?;
    }
    Ok(p)
}

#[cfg(test)]
mod tests {
    use super::super::rings::signed_area;
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
    fn a_piece_is_cut_off_and_given_away() {
        let mut atlas = Atlas::parse(SQUARES, a3).unwrap();
        // The western square's southern half, along its diagonal, to the east.
        let before = atlas.ring(&atlas.shapes[0].polygons[0][0]);
        let border = [(10.0, 21.0), (11.0, 20.0)];
        let forward = Cession {
            name: "a half",
            from: "AAA",
            to: "BBB",
            border,
        };
        cede(&mut atlas, &forward).unwrap();
        let area =
            |shape: usize| signed_area(&atlas.ring(&atlas.shapes[shape].polygons[0][0])).abs();
        assert_eq!(area(0), signed_area(&before).abs() / 2);
        assert_eq!((atlas.shapes[2].code.as_str(), area(2)), ("BBB", area(0)));
    }

    #[test]
    fn a_border_far_from_every_vertex_is_refused() {
        let mut atlas = Atlas::parse(SQUARES, a3).unwrap();
        let border = [(10.0, 21.0), (10.5, 20.5)];
        let cession = Cession {
            name: "a part",
            from: "AAA",
            to: "BBB",
            border,
        };
        let error = cede(&mut atlas, &cession).unwrap_err().to_string();
        assert!(
            error.starts_with("AAA has no vertex near 10.5, 20.5"),
            "{error}"
        );
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
        // It gets as far as the first fix, for a country that this small world lacks.
        assert_eq!(format!("{error:#}"), "Crimea: no place RUS");
    }
}

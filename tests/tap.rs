//! Every country is a target of 24 × 24 px for a finger (WCAG 2.2, success criterion 2.5.8), and a
//! large one still has the rest of its own area. What a finger should get is worked out from the
//! anchors and the exact hits alone.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod common;

use std::sync::OnceLock;

use stancemap::geo::{LonLat, PlanarPolygon, Point};
use stancemap::scene::{compose_map, MapScene, Options, Theme};
use stancemap::StanceMap;

/// Half of the 24 px of the criterion.
const RADIUS_PX: f64 = 12.0;

/// A shape under this is a speck that nobody aims at.
const SEEN_PX2: f64 = 6.0;

struct Drawn {
    name: String,
    map: StanceMap,
    scene: MapScene,
    anchors: Vec<Option<Point>>,
    /// Whose anchor has anything else within [`RADIUS_PX`], and which can be seen.
    small: Vec<bool>,
}

fn all() -> &'static [Drawn] {
    static DRAWN: OnceLock<Vec<Drawn>> = OnceLock::new();
    DRAWN.get_or_init(|| common::each([320.0, 360.0, 600.0, 960.0], drawn))
}

fn drawn(document: &str, map: StanceMap, width_px: f64) -> Drawn {
    let theme = Theme::Light;
    let scene = compose_map(&map, &Options { width_px, theme });
    let anchors: Vec<Option<Point>> = (0..map.regions.len())
        .map(|region| scene.hits.anchor(region))
        .collect();
    let small = anchors.iter().enumerate().map(|(region, anchor)| {
        let area: f64 = scene.shapes[region].iter().map(PlanarPolygon::area).sum();
        let seen = area >= SEEN_PX2 || scene.markers.iter().any(|m| m.region == region);
        seen && anchor.is_some_and(|anchor| {
            disc(anchor, RADIUS_PX).any(|p| scene.hits.exact(p) != Some(region))
        })
    });
    Drawn {
        name: format!("{document} at {width_px} px"),
        small: small.collect(),
        anchors,
        scene,
        map,
    }
}

/// Points all over a disc, half a px apart.
fn disc(center: Point, radius: f64) -> impl Iterator<Item = Point> {
    let steps = (radius * 2.0) as i32;
    let offsets = (-steps..=steps).flat_map(move |y| (-steps..=steps).map(move |x| (x, y)));
    offsets
        .map(move |(x, y)| Point {
            x: center.x + f64::from(x) / 2.0,
            y: center.y + f64::from(y) / 2.0,
        })
        .filter(move |p| distance(*p, center) < radius)
}

fn distance(a: Point, b: Point) -> f64 {
    (a.x - b.x).hypot(a.y - b.y)
}

impl Drawn {
    fn members(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.anchors.len()).filter(|region| self.map.regions[*region].is_member())
    }

    /// Distance of the nearest anchor of a small region other than `region`.
    fn nearest_rival(&self, region: usize, p: Point) -> f64 {
        let rivals = self.anchors.iter().enumerate();
        rivals
            .filter(|(other, _)| *other != region && self.small[*other])
            .filter_map(|(_, anchor)| *anchor)
            .map(|anchor| distance(anchor, p))
            .fold(f64::INFINITY, f64::min)
    }
}

#[test]
fn a_tap_on_its_anchor_selects_each_of_193_members() {
    for drawn in all() {
        assert_eq!(drawn.members().count(), 193);
        for region in drawn.members() {
            let tapped = drawn.scene.hits.tapped(drawn.anchors[region].unwrap());
            let code = &drawn.map.regions[region].iso3;
            assert_eq!(tapped, Some(region), "{}: {code}", drawn.name);
        }
    }
}

#[test]
fn a_small_member_has_24_px_unless_another_is_nearer() {
    for drawn in all() {
        let mut whole = 0;
        for region in drawn.members().filter(|region| drawn.small[*region]) {
            let anchor = drawn.anchors[region].unwrap();
            let (mut own, mut count) = (0, 0);
            for p in disc(anchor, RADIUS_PX) {
                count += 1;
                let tapped = drawn.scene.hits.tapped(p);
                let rival = drawn.nearest_rival(region, p);
                if distance(anchor, p) < rival {
                    let code = &drawn.map.regions[region].iso3;
                    assert_eq!(tapped, Some(region), "{}: {code}, {p:?}", drawn.name);
                }
                own += u32::from(tapped == Some(region));
            }
            whole += u32::from(own == count);
        }
        println!("{}: {whole} have all of it", drawn.name);
    }
}

/// Places well inside, from an atlas.
#[test]
fn a_tap_deep_inside_a_large_country_selects_it() {
    for drawn in all() {
        for (code, lon, lat) in [
            ("USA", -100.0, 40.0),
            ("CAN", -105.0, 58.0),
            ("BRA", -53.0, -9.0),
            ("RUS", 95.0, 62.0),
            ("CHN", 103.0, 35.0),
            ("AUS", 134.0, -25.0),
            ("KAZ", 68.0, 48.0),
            ("GRL", -41.0, 74.0),
        ] {
            let place = drawn.scene.projection.forward(LonLat { lon, lat }).unwrap();
            let region = drawn.map.index_of(code);
            assert_eq!(
                drawn.scene.hits.tapped(place),
                region,
                "{}: {code}",
                drawn.name
            );
        }
    }
}

#[test]
fn a_tap_far_from_any_land_selects_nothing() {
    for drawn in all() {
        let sea = LonLat {
            lon: -115.0,
            lat: -45.0,
        };
        let place = drawn.scene.projection.forward(sea).unwrap();
        assert_eq!(drawn.scene.hits.tapped(place), None, "{}", drawn.name);
    }
}

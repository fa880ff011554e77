//! Every one of the 193 members can be seen and hit, at every width that newsrooms use.
#![cfg(feature = "cli")]

mod common;

use resvg::tiny_skia::Pixmap;
use stancemap::geo::{self, PlanarPolygon, Point};
use stancemap::paint;
use stancemap::scene::{compose_map, Color, MapScene, Options, Theme};
use stancemap::stance::Stance;
use stancemap::StanceMap;

const WIDTHS: [f64; 5] = [320.0, 360.0, 600.0, 960.0, 1440.0];
/// Device px a CSS px.
const SCALE: f64 = 4.0;
/// What a member must show of its own look, CSS px².
const VISIBLE_PX2: f64 = 6.0;
/// Largest difference in a channel that still counts as the colour.
const CHANNEL_TOLERANCE: u8 = 24;

struct Picture {
    map: StanceMap,
    drawn: MapScene,
    pixels: Pixmap,
}

fn picture(document: &str, width_px: f64) -> Picture {
    let map = common::load(document);
    let drawn = compose_map(
        &map,
        &Options {
            width_px,
            theme: Theme::Light,
        },
    );
    let svg = paint::svg(&drawn.scene).unwrap();
    let pixels = paint::raster_from_svg(&svg, SCALE).unwrap();
    Picture { map, drawn, pixels }
}

impl Picture {
    fn shows(&self, x: u32, y: u32, stance: Stance) -> bool {
        let Some(pixel) = self.pixels.pixel(x, y) else {
            return false;
        };
        let is = |c: Color| {
            [
                (pixel.red(), c.r),
                (pixel.green(), c.g),
                (pixel.blue(), c.b),
            ]
            .iter()
            .all(|(a, b)| a.abs_diff(*b) <= CHANNEL_TOLERANCE)
        };
        let look = Theme::Light.look(stance);
        is(look.fill) || look.pattern.is_some_and(|(_, color)| is(color))
    }

    /// CSS px² of the member's own mark that show its own look; counting stops when it is enough.
    fn visible_px2(&self, region: usize) -> f64 {
        let stance = self.map.regions[region].stance;
        let marker = self.drawn.markers.iter().find(|m| m.region == region);
        let shape = &self.drawn.shapes[region];
        let (low, high) = match marker {
            Some(m) => (
                Point {
                    x: m.center.x - m.radius,
                    y: m.center.y - m.radius,
                },
                Point {
                    x: m.center.x + m.radius,
                    y: m.center.y + m.radius,
                },
            ),
            None => bounds(shape),
        };
        let within = |p: Point| match marker {
            Some(m) => (p.x - m.center.x).hypot(p.y - m.center.y) <= m.radius,
            None => {
                shape.iter().any(|polygon| polygon.contains(p))
                    && !self
                        .drawn
                        .markers
                        .iter()
                        .any(|m| (p.x - m.center.x).hypot(p.y - m.center.y) <= m.radius)
            }
        };
        let mut count = 0.0;
        for y in (low.y * SCALE) as u32..=(high.y * SCALE) as u32 {
            for x in (low.x * SCALE) as u32..=(high.x * SCALE) as u32 {
                let center = Point {
                    x: (f64::from(x) + 0.5) / SCALE,
                    y: (f64::from(y) + 0.5) / SCALE,
                };
                if self.shows(x, y, stance) && within(center) {
                    count += 1.0;
                }
            }
            if count / SCALE.powi(2) > 4.0 * VISIBLE_PX2 {
                break;
            }
        }
        count / SCALE.powi(2)
    }
}

fn bounds(shape: &[geo::PlanarPolygon]) -> (Point, Point) {
    let mut low = Point {
        x: f64::MAX,
        y: f64::MAX,
    };
    let mut high = Point { x: 0.0, y: 0.0 };
    for p in shape.iter().flat_map(|polygon| &polygon.rings).flatten() {
        low = Point {
            x: low.x.min(p.x).max(0.0),
            y: low.y.min(p.y).max(0.0),
        };
        high = Point {
            x: high.x.max(p.x),
            y: high.y.max(p.y),
        };
    }
    (low, high)
}

#[test]
fn each_of_193_members_shows_6_px2_of_its_own_look() {
    for document in ["es-11-1.json", "s-2022-155.json"] {
        for width in WIDTHS {
            let picture = picture(document, width);
            let members: Vec<usize> = (0..picture.map.regions.len())
                .filter(|r| picture.map.regions[*r].is_member())
                .collect();
            assert_eq!(members.len(), 193);
            let hidden: Vec<String> = members
                .into_iter()
                .map(|r| (r, picture.visible_px2(r)))
                .filter(|(_, px2)| *px2 < VISIBLE_PX2)
                .map(|(r, px2)| format!("{} {px2:.1}", picture.map.regions[r].iso3))
                .collect();
            assert!(
                hidden.is_empty(),
                "{document} at {width} px, px² visible: {hidden:?}"
            );
        }
    }
}

#[test]
fn each_of_193_members_is_hit_at_the_centre_of_its_mark() {
    for width in WIDTHS {
        let map = common::load("es-11-1.json");
        let drawn = compose_map(
            &map,
            &Options {
                width_px: width,
                theme: Theme::Light,
            },
        );
        for (region, info) in map
            .regions
            .iter()
            .enumerate()
            .filter(|(_, info)| info.is_member())
        {
            let center = drawn
                .hits
                .anchor(region)
                .unwrap_or_else(|| panic!("{} has no mark", info.iso3));
            let hit = drawn.hits.at(center).map(|r| map.regions[r].iso3.as_str());
            assert_eq!(hit, Some(info.iso3.as_str()), "at {width} px");
        }
    }
}

/// "Only what is truly too small gets a marker": a shape of this size speaks for itself.
#[test]
fn no_member_that_covers_20_px2_in_one_piece_gets_a_marker() {
    for width in WIDTHS {
        let map = common::load("es-11-1.json");
        let drawn = compose_map(
            &map,
            &Options {
                width_px: width,
                theme: Theme::Light,
            },
        );
        for marker in &drawn.markers {
            let largest = drawn.shapes[marker.region]
                .iter()
                .map(PlanarPolygon::area)
                .fold(0.0, f64::max);
            assert!(
                largest < 20.0,
                "{} covers {largest:.0} px² at {width} px",
                map.regions[marker.region].iso3
            );
        }
    }
}

//! Every one of the 193 members can be seen and hit, at every width that newsrooms use, and the
//! markers keep their rules. What is seen is counted in a raster of the SVG; capitals come from the
//! table of members; nothing comes from the placing itself.
#![cfg(feature = "cli")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

mod common;

use std::collections::HashMap;
use std::sync::OnceLock;

use resvg::tiny_skia::Pixmap;
use stancemap::geo::{Bounds, LonLat, PlanarPolygon, Point, Projection};
use stancemap::scene::{compose_map, Color, MapScene, Marker, Options, Panel, Panels, Theme};
use stancemap::stance::{Kind, Stance};
use stancemap::view::{ProjectedAtlas, WIDTH};
use stancemap::StanceMap;
use stancemap::{page, paint};

const DOCUMENTS: [&str; 2] = ["es-11-1.json", "s-2022-155.json"];
const WIDTHS: [f64; 7] = [320.0, 360.0, 480.0, 600.0, 768.0, 960.0, 1440.0];
/// In high contrast patterns and heavier lines leave less of a style; where there is least room.
const NARROW_PX: f64 = 320.0;
/// Device px a CSS px.
const SCALE: f64 = 4.0;
/// What a member must show of its own style, CSS px².
const VISIBLE_PX2: f64 = 6.0;
/// Largest difference in a channel that still counts as the colour: less than half of what separates
/// any stance from the paper.
const CHANNEL_TOLERANCE: u8 = 12;
/// Distance of sample points in shapes, CSS px.
const SAMPLE_PX: f64 = 0.125;

struct Picture {
    name: String,
    width: f64,
    theme: Theme,
    map: StanceMap,
    drawn: MapScene,
    panels: Panels,
    pixels: Pixmap,
}

/// Every document at every width, composed and rastered once for all tests.
fn pictures() -> &'static [Picture] {
    static PICTURES: OnceLock<Vec<Picture>> = OnceLock::new();
    PICTURES.get_or_init(|| {
        DOCUMENTS
            .iter()
            .flat_map(|document| {
                let map = common::load(document);
                let light = WIDTHS.map(|width| (width, Theme::Light));
                let high = [Theme::LightContrast, Theme::DarkContrast];
                let high = high.map(|theme| (NARROW_PX, theme));
                let all = light.into_iter().chain(high);
                all.map(|(width, theme)| picture(document, map.clone(), width, theme))
                    .collect::<Vec<_>>()
            })
            .collect()
    })
}

fn picture(document: &str, map: StanceMap, width_px: f64, theme: Theme) -> Picture {
    let drawn = compose_map(&map, &Options { width_px, theme });
    let svg = paint::svg(&drawn.scene).unwrap();
    Picture {
        name: format!("{document} at {width_px} px, {}", theme.as_str()),
        width: width_px,
        theme,
        panels: Panels::of_figure(&map, width_px),
        pixels: paint::raster_from_svg(&svg, SCALE, &paint::Fonts::bundled()).unwrap(),
        map,
        drawn,
    }
}

fn distance(a: Point, b: Point) -> f64 {
    (a.x - b.x).hypot(a.y - b.y)
}

impl Picture {
    fn members(&self) -> Vec<usize> {
        let members: Vec<usize> = (0..self.map.regions.len())
            .filter(|region| self.map.regions[*region].is_member())
            .collect();
        assert_eq!(members.len(), 193);
        members
    }

    fn iso3(&self, region: usize) -> &str {
        &self.map.regions[region].iso3
    }

    fn marker(&self, region: usize) -> Option<&Marker> {
        self.drawn.markers.iter().find(|m| m.region == region)
    }

    /// Of a marker with its paper-coloured ring.
    fn outer_px(&self, marker: &Marker) -> f64 {
        marker.radius * (1.0 + 2.0 / 7.0)
    }

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
        let style = self.map.style.theme(self.theme).stance(stance);
        is(style.fill) || style.hatch.is_some_and(|hatch| is(hatch.ink))
    }

    /// CSS px² that show the member's own style within its own mark: the marker, if it has one, else
    /// the shape. Counting stops when it is enough.
    fn visible_px2(&self, region: usize) -> f64 {
        let stance = self.map.regions[region].stance;
        let marker = self.marker(region);
        let shape = &self.drawn.shapes[region];
        let (low, high) = match marker {
            Some(m) => around(m.center, m.radius),
            None => bounds(shape),
        };
        let within = |p: Point| match marker {
            Some(m) => distance(p, m.center) <= m.radius,
            None => {
                let mut discs = self.drawn.markers.iter();
                shape.iter().any(|polygon| polygon.contains(p))
                    && !discs.any(|m| distance(p, m.center) <= m.radius)
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

    /// The panel that shows the capital at its largest.
    fn panel(&self, region: usize) -> &Panel {
        let capital = capitals()[self.iso3(region)];
        let mut panels = self.panels.all.iter().rev();
        panels
            .find(|panel| panel.forward(capital).is_some())
            .unwrap()
    }

    /// Where a marker would stand if it were alone: the projected capital.
    fn home(&self, region: usize) -> Point {
        let capital = capitals()[self.iso3(region)];
        self.panel(region).forward(capital).unwrap()
    }

    fn is_in_panel(&self, region: usize, p: Point) -> bool {
        self.panel(region).frame.contains(p)
    }
}

/// Capitals by code, read from the table by column name.
fn capitals() -> &'static HashMap<String, LonLat> {
    static CAPITALS: OnceLock<HashMap<String, LonLat>> = OnceLock::new();
    CAPITALS.get_or_init(|| {
        let text = include_str!("../assets/roster/states.csv");
        let mut lines = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
        let header = lines.next().unwrap();
        let column = |name: &str| header.iter().position(|cell| *cell == name).unwrap();
        let (iso3, lon, lat) = (column("code"), column("capital_lon"), column("capital_lat"));
        // States that are gone have none.
        lines
            .filter(|row| !row[lon].is_empty())
            .map(|row| {
                let number = |cell: usize| row[cell].parse().unwrap();
                let place = LonLat {
                    lon: number(lon),
                    lat: number(lat),
                };
                (row[iso3].to_owned(), place)
            })
            .collect()
    })
}

fn around(center: Point, radius: f64) -> (Point, Point) {
    let corner = |by: f64| Point {
        x: center.x + by,
        y: center.y + by,
    };
    (corner(-radius), corner(radius))
}

fn bounds(shape: &[PlanarPolygon]) -> (Point, Point) {
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

/// Fails with every finding of `check`, a line a picture.
fn assert_none(check: impl Fn(&Picture) -> Vec<String>) {
    let found: Vec<String> = pictures()
        .iter()
        .map(|picture| (picture, check(picture)))
        .filter(|(_, found)| !found.is_empty())
        .map(|(picture, found)| format!("{}: {}", picture.name, found.join(", ")))
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn each_of_193_members_shows_6_px2_of_its_own_style() {
    assert_none(|picture| {
        let members = picture.members().into_iter();
        members
            .map(|region| (region, picture.visible_px2(region)))
            .filter(|(_, px2)| *px2 < VISIBLE_PX2)
            .map(|(region, px2)| format!("{} {px2:.1}", picture.iso3(region)))
            .collect()
    });
}

#[test]
fn each_of_193_members_is_hit_at_the_centre_of_its_mark() {
    let atlases: Vec<ProjectedAtlas> = DOCUMENTS.map(projected).into();
    assert_none(|picture| {
        let atlas = DOCUMENTS.iter().position(|of| picture.name.starts_with(of));
        let atlas = &atlases[atlas.unwrap()];
        let meridian = picture.drawn.projection.center().lon;
        let insets = picture.panels.insets().iter().map(|panel| {
            let (own, center) = (panel.projection, panel.projection.center());
            let lon = center.lon - meridian;
            let about = Projection::new(own.name(), LonLat { lon, ..center });
            let placed = about.placed(own.px_per_radian(), own.origin());
            (panel.frame, atlas.also(&placed))
        });
        let insets: Vec<(Bounds, ProjectedAtlas)> = insets.collect();
        // As in the page: markers first, then the shapes of the atlas, of an inset's first.
        let hit = |p: Point| {
            let mut markers = picture.drawn.markers.iter();
            let marker = markers.find(|m| distance(m.center, p) <= m.radius);
            let units_per_px = WIDTH / picture.drawn.scene.width;
            let at = || match insets.iter().find(|(frame, _)| frame.contains(p)) {
                Some((_, inset)) => inset.at([p.x, p.y].map(|at| at as f32)),
                None => atlas.at([p.x, p.y].map(|at| (at * units_per_px) as f32)),
            };
            marker.map(|m| m.region).or_else(at)
        };
        let members = picture.members().into_iter();
        members
            .filter(|region| {
                let centre = picture.drawn.hits.visual_centre(*region);
                centre.and_then(|centre| hit(centre.at)) != Some(*region)
            })
            .map(|region| picture.iso3(region).to_owned())
            .collect()
    });
}

/// The shapes that a page's pointer is answered from.
fn projected(document: &str) -> ProjectedAtlas {
    let map = common::load(document);
    let (projection, _) = map.fitted(WIDTH);
    let regions = (0..).zip(&map.regions);
    let overlays = regions.filter(|(_, region)| region.kind == Kind::Disputed);
    let overlays: Vec<u16> = overlays.map(|(number, _)| number).collect();
    let atlas = page::atlas(&map).unwrap();
    ProjectedAtlas::new(atlas, &common::about_its_meridian(&projection), &overlays)
}

#[test]
fn a_marker_is_4_px_across_on_a_phone_5_at_600_px_and_7_from_960_px_up() {
    assert_none(|picture| {
        let by = |from: f64, to: f64| ((picture.width - from) / (to - from)).clamp(0.0, 1.0);
        let across = 4.0 + by(320.0, 600.0) + 2.0 * by(600.0, 960.0);
        let markers = picture.drawn.markers.iter();
        markers
            .filter(|m| (2.0 * m.radius - across).abs() > 1e-9)
            .map(|m| format!("{} {}", picture.iso3(m.region), 2.0 * m.radius))
            .collect()
    });
}

#[test]
fn a_marker_stays_inside_the_panel_of_its_capital() {
    assert_none(|picture| {
        let markers = picture.drawn.markers.iter();
        markers
            .filter(|m| {
                let (low, high) = around(m.center, m.radius);
                !(picture.is_in_panel(m.region, low) && picture.is_in_panel(m.region, high))
            })
            .map(|m| picture.iso3(m.region).to_owned())
            .collect()
    });
}

#[test]
fn a_marker_has_a_leader_if_it_moved_by_more_than_its_own_width() {
    assert_none(|picture| {
        let markers = picture.drawn.markers.iter();
        markers
            .filter(|m| {
                let moved = distance(m.center, picture.home(m.region)) > 2.0 * m.radius;
                moved != m.leader.is_some()
            })
            .map(|m| picture.iso3(m.region).to_owned())
            .collect()
    });
}

#[test]
fn no_two_markers_overlap() {
    assert_none(|picture| {
        let markers = &picture.drawn.markers;
        let mut found = Vec::new();
        for (i, a) in markers.iter().enumerate() {
            for b in &markers[i + 1..] {
                if distance(a.center, b.center) < a.radius + b.radius {
                    found.push(format!(
                        "{} and {}",
                        picture.iso3(a.region),
                        picture.iso3(b.region)
                    ));
                }
            }
        }
        found
    });
}

#[test]
fn markers_keep_the_order_of_homes_that_are_near_each_other() {
    assert_none(|picture| {
        let markers = &picture.drawn.markers;
        let mut found = Vec::new();
        for (i, a) in markers.iter().enumerate() {
            for b in &markers[i + 1..] {
                let (home_a, home_b) = (picture.home(a.region), picture.home(b.region));
                let is_same = picture.panel(a.region) == picture.panel(b.region);
                if !is_same || distance(home_a, home_b) > 24.0 {
                    continue;
                }
                let (dx, dy) = (home_b.x - home_a.x, home_b.y - home_a.y);
                let kept = if dx.abs() >= dy.abs() {
                    dx * (b.center.x - a.center.x)
                } else {
                    dy * (b.center.y - a.center.y)
                };
                if kept < 0.0 {
                    found.push(format!(
                        "{} and {}",
                        picture.iso3(a.region),
                        picture.iso3(b.region)
                    ));
                }
            }
        }
        found
    });
}

#[test]
fn markers_hide_at_most_a_quarter_of_any_other_member_and_half_of_one_that_has_a_marker() {
    assert_none(|picture| {
        let mut found = Vec::new();
        for region in picture.members() {
            let shape = &picture.drawn.shapes[region];
            let (low, high) = bounds(shape);
            let others: Vec<&Marker> = picture
                .drawn
                .markers
                .iter()
                .filter(|m| {
                    let (l, h) = around(m.center, picture.outer_px(m));
                    m.region != region && l.x < high.x && h.x > low.x && l.y < high.y && h.y > low.y
                })
                .collect();
            if others.is_empty() {
                continue;
            }
            let step = ((high.x - low.x) * (high.y - low.y) / 20_000.0)
                .sqrt()
                .max(SAMPLE_PX);
            let (mut inside, mut hidden) = (0u32, 0.0);
            for row in 0..((high.y - low.y) / step) as u32 {
                for column in 0..((high.x - low.x) / step) as u32 {
                    let p = Point {
                        x: low.x + (f64::from(column) + 0.5) * step,
                        y: low.y + (f64::from(row) + 0.5) * step,
                    };
                    if shape.iter().any(|polygon| polygon.contains(p)) {
                        inside += 1;
                        let mut discs = others.iter();
                        let disc = discs.find(|m| distance(p, m.center) <= picture.outer_px(m));
                        // A disc of its own stance keeps its colour, and hides its outline.
                        let stance = |region: usize| picture.map.regions[region].stance;
                        let is_same = |m: &&Marker| stance(m.region) == stance(region);
                        hidden += disc.map_or(0.0, |m| if is_same(m) { 0.5 } else { 1.0 });
                    }
                }
            }
            // The samples themselves are off by a percent or two; a shape without any is a speck
            // that its own marker stands for.
            let share = hidden / f64::from(inside.max(1));
            let most = match picture.marker(region) {
                Some(_) => 0.5,
                None => 0.25,
            };
            if inside > 50 && share > most + 0.01 {
                found.push(format!("{} {share:.2}", picture.iso3(region)));
            }
        }
        found
    });
}

/// "Only what is truly too small gets a marker": a shape of this size speaks for itself.
#[test]
fn no_member_that_covers_20_px2_in_one_piece_gets_a_marker() {
    assert_none(|picture| {
        let markers = picture.drawn.markers.iter();
        let seats = picture.map.seats();
        // Of a shape that has a seat the line round it takes a quarter.
        let least = |region| if seats.contains(&region) { 25.0 } else { 20.0 };
        markers
            .map(|m| {
                let shape = picture.drawn.shapes[m.region].iter();
                // An inset may show a part of what has its capital outside.
                let own = shape.filter(|own| {
                    let Bounds { min, max } = own.bounds();
                    let middle = Point::new((min.x + max.x) / 2.0, (min.y + max.y) / 2.0);
                    picture.is_in_panel(m.region, middle)
                });
                (m, own.map(PlanarPolygon::area).fold(0.0, f64::max))
            })
            .filter(|(m, largest)| *largest >= least(m.region))
            .map(|(m, largest)| format!("{} {largest:.0}", picture.iso3(m.region)))
            .collect()
    });
}

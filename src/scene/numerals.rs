//! The numerals of notes, which stand on the map where the place is that a note is about.
//!
//! Takes the places and a composed map; gives discs and digits, clear of markers, names, disputed lines, leaders and each other.

use super::map::{MapScene, NotePlace};
use super::text;
use super::{Anchor, Disc, Font, Group, Item, Palette, Text};
use crate::geo::planar::{distance, to_segment, Bounds};
use crate::geo::Point;

/// Type size, times that of notes.
const SIZE: f64 = 0.68;
/// Radius of the paper below, times the type size of a numeral.
const HALO: f64 = 0.66;
/// Height of digits, times the type size.
const DIGIT: f64 = 0.71;
/// How far a numeral may stand from its place, px.
const REACH_PX: f64 = 60.0;
/// Free space round it, px.
const CLEAR_PX: f64 = 1.0;
/// What standing on a country costs, in px of distance: sea is better.
const LAND_PX: f64 = 5.0;
const DIRECTIONS: u32 = 24;
/// The groups whose lines it may not touch.
const LINES: [&str; 3] = ["disputed", "leaders", "labels"];

/// What a numeral may not touch.
struct Taken {
    discs: Vec<(Point, f64)>,
    boxes: Vec<Bounds>,
    lines: Vec<Vec<Point>>,
}

/// The group of the numerals `1`, `2` …, written by `number`, at `places` on `map`. Where there is no room one is
/// left out.
pub(super) fn compose(
    map: &MapScene,
    places: &[NotePlace],
    note_px: f64,
    colors: &Palette,
    number: impl Fn(usize) -> String,
    mirrored: bool,
) -> Group {
    let size = note_px * SIZE;
    let radius = size * HALO;
    let mut taken = Taken::on(map);
    let mut items = Vec::new();
    for (i, place) in places.iter().enumerate() {
        let Some(center) = free(map, place, radius, &taken) else {
            continue;
        };
        taken.discs.push((center, radius));
        items.push(Item::Disc(Disc {
            tag: None,
            center,
            radius,
            fill: colors.paper,
            ring: None,
        }));
        items.push(Item::Text(Text {
            x: center.x,
            y: center.y + size * DIGIT / 2.0,
            text: text::isolated(&number(i + 1), mirrored),
            font: Font::SansBold,
            size,
            color: colors.ink,
            anchor: Anchor::Middle,
        }));
    }
    let name = "numerals";
    Group { name, items }
}

/// The best free place for a numeral: on its place, or beside one that it would hide; else as near as there is room.
fn free(map: &MapScene, place: &NotePlace, radius: f64, taken: &Taken) -> Option<Point> {
    // A place no larger than the numeral is beside it.
    let own = (place.area_px2 / std::f64::consts::PI).sqrt();
    let first = if own > 1.5 * radius {
        0.0
    } else {
        own + radius
    };
    let rings = (0..).map(|ring| first + f64::from(ring) * 1.5);
    let rings = rings.take_while(|reach| *reach <= REACH_PX);
    let places = rings.flat_map(|reach| {
        (0..DIRECTIONS).map(move |step| {
            let angle = f64::from(step) * std::f64::consts::TAU / f64::from(DIRECTIONS);
            let (sin, cos) = libm::sincos(angle);
            (
                reach,
                Point {
                    x: place.at.x + reach * cos,
                    y: place.at.y + reach * sin,
                },
            )
        })
    });
    let free = places.filter(|(_, p)| {
        let inside = Bounds::around(*p, 2.0 * radius, 2.0 * radius);
        let frame = Bounds {
            min: Point::default(),
            max: Point {
                x: map.scene.width,
                y: map.scene.height,
            },
        };
        frame.encloses(&inside) && taken.is_free(*p, radius + CLEAR_PX)
    });
    let costs = free.map(|(reach, p)| match first > 0.0 && map.hits.at(p).is_some() {
        true => (reach + LAND_PX, p),
        false => (reach, p),
    });
    costs.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, p)| p)
}

impl Taken {
    /// Markers, names, lines to both, and disputed lines.
    fn on(map: &MapScene) -> Self {
        let items = map.scene.groups.iter();
        let items = items.flat_map(|group| group.items.iter().map(move |item| (group.name, item)));
        let mut taken = Self {
            discs: Vec::new(),
            boxes: Vec::new(),
            lines: Vec::new(),
        };
        for (group, item) in items {
            match item {
                Item::Disc(disc) => {
                    let ring = disc.ring.map_or(0.0, |(_, width)| width);
                    taken.discs.push((disc.center, disc.radius + ring));
                }
                Item::Text(name) => {
                    let middle = Point {
                        x: name.x,
                        y: name.y - name.size * DIGIT / 2.0,
                    };
                    let width = text::width(&name.text, name.font, name.size);
                    taken
                        .boxes
                        .push(Bounds::around(middle, width, 1.2 * name.size));
                }
                Item::Strokes(strokes) if LINES.contains(&group) => {
                    taken.lines.extend_from_slice(&strokes.lines);
                }
                _ => {}
            }
        }
        taken
    }

    fn is_free(&self, p: Point, reach: f64) -> bool {
        let edges = self.lines.iter().flat_map(|line| line.windows(2));
        let mut edges = edges.filter_map(|edge| match edge {
            [a, b] => Some(to_segment(p, *a, *b)),
            _ => None,
        });
        self.discs
            .iter()
            .all(|(center, radius)| distance(p, *center) >= reach + radius)
            && self.boxes.iter().all(|of| of.distance(p) >= reach)
            && edges.all(|off| off >= reach)
    }
}

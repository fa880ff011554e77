//! A few names on a wide map, where the story is: the members that voted against. A name stands
//! inside its country where it fits, else over open sea nearby with a hairline to it; where there
//! is no such place it is left out, for the pointer tells it.

use std::collections::BTreeSet;

use super::plane::{cross, distance, to_segment};
use super::text;
use super::Font;
use crate::geo::Point;

/// How far a name may stand from its country's mark: the longest hairline that a reader follows,
/// as a share of the map's width.
const REACH: f64 = 0.1;
/// What a px of hairline over other countries costs, in px of length.
const FOREIGN_COST: f64 = 1.0;
/// How far a hairline stays from the middle of a country that it runs over, CSS px.
const HEART_PX: f64 = 2.0;
/// In how many directions from a country a name is tried.
const DIRECTIONS: u32 = 72;
/// Within this distance another country draws a name to itself, CSS px.
const CROWD_PX: f64 = 10.0;
/// What each sample point on another country within [`CROWD_PX`] costs, in px of length.
const CROWD_COST: f64 = 3.0;

/// A name to place.
pub(super) struct Label<'a> {
    pub(super) name: &'a str,
    /// A point well inside the country, or its marker's centre.
    pub(super) anchor: Point,
}

/// An upright box, px of the map.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Span {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) right: f64,
    pub(crate) bottom: f64,
}

impl Span {
    fn around(center: Point, width: f64, height: f64) -> Self {
        Self {
            left: center.x - width / 2.0,
            top: center.y - height / 2.0,
            right: center.x + width / 2.0,
            bottom: center.y + height / 2.0,
        }
    }

    fn grown(self, by: f64) -> Self {
        Self {
            left: self.left - by,
            top: self.top - by,
            right: self.right + by,
            bottom: self.bottom + by,
        }
    }

    fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// A grid of points no further apart than 3 px, so that no island slips through.
    fn points(self) -> impl Iterator<Item = Point> {
        let columns = ((self.right - self.left) / 3.0).ceil().max(1.0);
        let rows = ((self.bottom - self.top) / 3.0).ceil().max(1.0);
        (0..=rows as u32).flat_map(move |row| {
            (0..=columns as u32).map(move |column| Point {
                x: self.left + (self.right - self.left) * f64::from(column) / columns,
                y: self.top + (self.bottom - self.top) * f64::from(row) / rows,
            })
        })
    }

    /// The point of the span nearest to `p`.
    fn nearest(&self, p: Point) -> Point {
        Point {
            x: p.x.clamp(self.left, self.right),
            y: p.y.clamp(self.top, self.bottom),
        }
    }
}

/// What the labels stand among.
pub(super) struct Ground<'a> {
    /// Width and height of the map.
    pub(super) frame: (f64, f64),
    /// Type size, CSS px.
    pub(super) size: f64,
    /// Free space round a name, CSS px.
    pub(super) margin: f64,
    /// The region whose own ink covers a point, if any (markers included).
    pub(super) at: &'a dyn Fn(Point) -> Option<usize>,
    /// Where a reader looks for a region's colour: no hairline runs through there.
    pub(super) heart: &'a dyn Fn(usize) -> Option<Point>,
}

/// A name in its place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Placed {
    /// As it stands on the map.
    pub(crate) text: String,
    /// What it covers, with the free space round it.
    pub(crate) span: Span,
    /// Whether it stands inside its country.
    pub(crate) is_inside: bool,
    /// From a name over sea to its country.
    pub(crate) leader: Option<[Point; 2]>,
}

/// Places `labels`, each with its region, in order; earlier ones have the first choice.
pub(super) fn place(labels: &[(usize, Label<'_>)], ground: &Ground<'_>) -> Vec<Placed> {
    let mut placed: Vec<Placed> = Vec::new();
    for (region, label) in labels {
        let width = text::width(label.name, Font::SansBold, ground.size) + 2.0 * ground.margin;
        let height = ground.size + 2.0 * ground.margin;
        let text = text::isolated(label.name, false);
        let inside = Span::around(label.anchor, width, height);
        let found = if inside.points().all(|p| (ground.at)(p) == Some(*region)) {
            Some((inside, None))
        } else {
            candidates(label.anchor, width, height, REACH * ground.frame.0)
                .filter_map(|span| beside(*region, label.anchor, span, ground, &placed))
                .min_by(|a, b| a.0.total_cmp(&b.0))
                .map(|(_, span, leader)| (span, leader))
        };
        placed.extend(found.map(|(span, leader)| Placed {
            text,
            span,
            is_inside: span == inside,
            leader,
        }));
    }
    placed
}

/// A name at `span` over open sea, and what speaks against it: a long hairline, one that runs over
/// other countries, and another country so near that the name might be taken for its own.
fn beside(
    region: usize,
    anchor: Point,
    span: Span,
    ground: &Ground<'_>,
    placed: &[Placed],
) -> Option<(f64, Span, Option<[Point; 2]>)> {
    let clear = span.left >= 0.0
        && span.top >= 0.0
        && span.right <= ground.frame.0
        && span.bottom <= ground.frame.1
        && !placed.iter().any(|other| other.span.meets(&span))
        && span.points().all(|p| (ground.at)(p).is_none());
    if !clear {
        return None;
    }
    let from = span.nearest(anchor);
    let long = distance(from, anchor);
    let steps = long.ceil().max(1.0) as u32;
    let along = |step: u32| {
        let t = f64::from(step) / f64::from(steps);
        Point {
            x: from.x + (anchor.x - from.x) * t,
            y: from.y + (anchor.y - from.y) * t,
        }
    };
    // The hairline ends where the country begins, a px inside.
    let end = (0..steps).find(|step| (ground.at)(along(*step)) == Some(region))?;
    let over = |step: &u32| (ground.at)(along(*step)).is_some_and(|at| at != region);
    let foreign = (0..end).filter(over).count() as f64;
    let to = along((end + 1).min(steps));
    let crosses = placed
        .iter()
        .filter_map(|other| other.leader)
        .any(|[a, b]| cross(from, to, a, b));
    if crosses || long > REACH * ground.frame.0 {
        return None;
    }
    let crossed: BTreeSet<usize> = (0..end)
        .filter_map(|step| (ground.at)(along(step)))
        .collect();
    let mut hearts = crossed.into_iter().filter_map(ground.heart);
    if hearts.any(|heart| to_segment(heart, from, to) < HEART_PX) {
        return None;
    }
    let apart = distance(from, to);
    let crowd = span
        .grown(CROWD_PX)
        .points()
        .filter_map(ground.at)
        .filter(|at| *at != region)
        .count() as f64;
    let cost = apart + FOREIGN_COST * foreign + CROWD_COST * crowd;
    let leader = (apart > 5.0).then_some([from, to]);
    Some((cost, span, leader))
}

/// Spans round `anchor`, the nearest first: growing rings.
fn candidates(anchor: Point, width: f64, height: f64, reach: f64) -> impl Iterator<Item = Span> {
    (1..=(reach / 4.0) as u32).flat_map(move |ring| {
        let reach = f64::from(ring) * 4.0;
        (0..DIRECTIONS).map(move |step| {
            let angle = f64::from(step) * std::f64::consts::TAU / f64::from(DIRECTIONS);
            let center = Point {
                x: anchor.x + angle.cos() * (reach + width / 2.0),
                y: anchor.y + angle.sin() * (reach + height / 2.0),
            };
            Span::around(center, width, height)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ground(at: &dyn Fn(Point) -> Option<usize>) -> Ground<'_> {
        Ground {
            frame: (400.0, 100.0),
            size: 10.0,
            margin: 2.5,
            at,
            heart: &|_| None,
        }
    }

    fn label(x: f64, y: f64) -> (usize, Label<'static>) {
        (
            0,
            Label {
                name: "Aland",
                anchor: Point { x, y },
            },
        )
    }

    fn middle(name: &Placed) -> f64 {
        (name.span.left + name.span.right) / 2.0
    }

    #[test]
    fn a_name_stands_inside_a_country_that_holds_it() {
        let everywhere = |_| Some(0);
        let placed = place(&[label(100.0, 50.0)], &ground(&everywhere));
        let found = placed.first().map(|name| (middle(name), name.is_inside));
        assert_eq!(found, Some((100.0, true)));
    }

    #[test]
    fn a_name_that_does_not_fit_stands_over_the_sea() {
        let island =
            |p: Point| ((p.x - 100.0).abs() < 5.0 && (p.y - 50.0).abs() < 5.0).then_some(0);
        let placed = place(&[label(100.0, 50.0)], &ground(&island));
        assert_eq!(placed.len(), 1);
        assert!(!placed[0].is_inside);
    }

    #[test]
    fn a_name_without_room_is_left_out() {
        let other_land = |_| Some(7);
        assert!(place(&[label(100.0, 50.0)], &ground(&other_land)).is_empty());
    }

    #[test]
    fn a_name_stands_away_from_another_country() {
        let strait = |p: Point| match p.x {
            x if x < 88.0 => Some(7),
            x if (98.0..102.0).contains(&x) && (p.y - 50.0).abs() < 2.0 => Some(0),
            _ => None,
        };
        let placed = place(&[label(100.0, 50.0)], &ground(&strait));
        let left = placed
            .first()
            .map(|name| middle(name) - text::width("Aland", Font::SansBold, 10.0) / 2.0);
        assert!(left.is_some_and(|left| left > 88.0 + CROWD_PX), "{left:?}");
    }

    #[test]
    fn a_hairline_ends_where_its_country_begins() {
        let island =
            |p: Point| ((p.x - 100.0).abs() < 9.0 && (p.y - 50.0).abs() < 9.0).then_some(0);
        let crowded = |p: Point| island(p).or((p.y > 20.0).then_some(7));
        let placed = place(&[label(100.0, 50.0)], &ground(&crowded));
        let end = placed
            .first()
            .and_then(|name| name.leader)
            .map(|ends| ends[1]);
        assert!(end.is_some_and(|p| (39.0..45.0).contains(&p.y)), "{end:?}");
    }

    #[test]
    fn two_names_never_overlap() {
        let island =
            |p: Point| ((p.x - 100.0).abs() < 3.0 && (p.y - 50.0).abs() < 3.0).then_some(0);
        let placed = place(&[label(100.0, 50.0), label(102.0, 51.0)], &ground(&island));
        let [a, b] = placed.as_slice() else {
            panic!("two names expected")
        };
        assert!(!a.span.meets(&b.span));
    }
}

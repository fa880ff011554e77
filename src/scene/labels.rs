//! Places a few names on a wide map: those of the members that voted against. A name stands inside its
//! country where it fits, else over open sea nearby with a hairline to it. Where there is no such place
//! it is left out; the reader finds it by pointing.

use std::collections::BTreeSet;

use super::text;
use super::Font;
use crate::geo::planar::{distance, segments_cross, to_segment};
use crate::geo::{Bounds, Point};

/// How far a name may stand from its country's mark: the longest hairline that a reader follows,
/// as a share of the map's width.
const REACH: f64 = 0.1;
/// What a px of hairline over other countries costs, in px of length.
const FOREIGN_COST: f64 = 1.0;
/// The level end of a hairline, CSS px.
const ELBOW_PX: f64 = 6.0;
/// A name so near its country needs no hairline, CSS px.
const NEAR_PX: f64 = 5.0;
/// How far a hairline stays from the visual centre of a country that it crosses, CSS px.
const CENTRE_PX: f64 = 2.0;
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

/// A grid of points over the box, no further apart than 3 px, so that no island slips through.
fn points(Bounds { min, max }: Bounds) -> impl Iterator<Item = Point> {
    let columns = ((max.x - min.x) / 3.0).ceil().max(1.0);
    let rows = ((max.y - min.y) / 3.0).ceil().max(1.0);
    (0..=rows as u32).flat_map(move |row| {
        (0..=columns as u32).map(move |column| Point {
            x: min.x + (max.x - min.x) * f64::from(column) / columns,
            y: min.y + (max.y - min.y) * f64::from(row) / rows,
        })
    })
}

/// What the labels stand among.
pub(super) struct Ground<'a> {
    /// Width and height of the map.
    pub(super) frame: (f64, f64),
    /// Type size, CSS px.
    pub(super) size: f64,
    /// How far below a name's middle that of its small letters lies, times the type size.
    pub(super) x_middle: f64,
    /// Free space round a name, CSS px.
    pub(super) margin: f64,
    /// The region whose own ink covers a point, if any (markers included).
    pub(super) at: &'a dyn Fn(Point) -> Option<usize>,
    /// A region's visual centre: no hairline runs through there.
    pub(super) visual_centre: &'a dyn Fn(usize) -> Option<Point>,
}

/// A name in its place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Placed {
    /// As it stands on the map.
    pub(crate) text: String,
    /// What it covers, with the free space round it.
    pub(crate) span: Bounds,
    /// Whether it stands inside its country.
    pub(crate) is_inside: bool,
    /// From a name over sea, by an elbow, to its country.
    pub(crate) leader: Option<[Point; 3]>,
}

/// Places `labels`, each with its region, in order; earlier ones have the first choice.
pub(super) fn place(labels: &[(usize, Label<'_>)], ground: &Ground<'_>) -> Vec<Placed> {
    let mut placed: Vec<Placed> = Vec::new();
    for (region, label) in labels {
        let width = text::width(label.name, Font::SansBold, ground.size) + 2.0 * ground.margin;
        let height = ground.size + 2.0 * ground.margin;
        let text = text::isolated(label.name, false);
        let inside = Bounds::around(label.anchor, width, height);
        let found = if points(inside).all(|p| (ground.at)(p) == Some(*region)) {
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
    span: Bounds,
    ground: &Ground<'_>,
    placed: &[Placed],
) -> Option<(f64, Bounds, Option<[Point; 3]>)> {
    let clear = span.min.x >= 0.0
        && span.min.y >= 0.0
        && span.max.x <= ground.frame.0
        && span.max.y <= ground.frame.1
        && !placed.iter().any(|other| other.span.meets(&span))
        && points(span).all(|p| (ground.at)(p).is_none());
    if !clear {
        return None;
    }
    let (line, crossed, foreign) = leader(region, anchor, span, ground)?;
    let [from, elbow, to] = line;
    let long = distance(from, elbow) + distance(elbow, to);
    let mut others = placed.iter().filter_map(|other| other.leader);
    let crosses = others.any(|[a, b, c]| {
        let edges = [(from, elbow), (elbow, to)];
        let crossing = |(p, q)| segments_cross(p, q, a, b) || segments_cross(p, q, b, c);
        edges.into_iter().any(crossing)
    });
    if crosses || crossed.len() > 1 || long > REACH * ground.frame.0 {
        return None;
    }
    let mut centres = crossed.into_iter().filter_map(ground.visual_centre);
    let is_near =
        |centre| to_segment(centre, from, elbow).min(to_segment(centre, elbow, to)) < CENTRE_PX;
    if centres.any(is_near) {
        return None;
    }
    let crowd = points(span.grown(CROWD_PX))
        .filter_map(ground.at)
        .filter(|at| *at != region)
        .count() as f64;
    let cost = long + FOREIGN_COST * foreign + CROWD_COST * crowd;
    let leader = (distance(span.nearest(to), to) > NEAR_PX).then_some(line);
    Some((cost, span, leader))
}

/// The line from a name to its country: level beside the name at half the height of its small letters, then
/// straight to where the country begins, a px inside; which other countries it crosses, and for how many px.
fn leader(
    region: usize,
    anchor: Point,
    span: Bounds,
    ground: &Ground<'_>,
) -> Option<([Point; 3], BTreeSet<usize>, f64)> {
    let middle = span.center();
    let y = middle.y + ground.x_middle * ground.size;
    let (x, outward) = match anchor.x < middle.x {
        true => (span.min.x, -1.0),
        false => (span.max.x, 1.0),
    };
    let (from, elbow) = (
        Point { x, y },
        Point {
            x: x + outward * ELBOW_PX,
            y,
        },
    );
    // A line that turns back under the name is no leader.
    if (anchor.x - elbow.x) * outward < 0.0 {
        return None;
    }
    let long = distance(elbow, anchor);
    let steps = long.ceil().max(1.0) as u32;
    let along = |step: u32| elbow.towards(anchor, f64::from(step) / f64::from(steps));
    let end = (0..=steps).find(|step| (ground.at)(along(*step)) == Some(region))?;
    let level = (0..ELBOW_PX as u32).map(|step| Point {
        x: x + outward * f64::from(step),
        y,
    });
    let line = level.chain((0..end).map(along));
    let foreign: Vec<usize> = line
        .filter_map(ground.at)
        .filter(|at| *at != region)
        .collect();
    let px = foreign.len() as f64;
    let to = along((end + 1).min(steps));
    Some(([from, elbow, to], foreign.into_iter().collect(), px))
}

/// Spans round `anchor`, the nearest first: growing rings.
fn candidates(anchor: Point, width: f64, height: f64, reach: f64) -> impl Iterator<Item = Bounds> {
    (1..=(reach / 4.0) as u32).flat_map(move |ring| {
        let reach = f64::from(ring) * 4.0;
        (0..DIRECTIONS).map(move |step| {
            let angle = f64::from(step) * std::f64::consts::TAU / f64::from(DIRECTIONS);
            let center = Point {
                x: anchor.x + libm::cos(angle) * (reach + width / 2.0),
                y: anchor.y + libm::sin(angle) * (reach + height / 2.0),
            };
            Bounds::around(center, width, height)
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
            x_middle: 0.1,
            margin: 2.5,
            at,
            visual_centre: &|_| None,
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
        name.span.center().x
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
            .map(|line| line[2]);
        assert!(end.is_some_and(|p| (39.0..45.0).contains(&p.y)), "{end:?}");
    }

    #[test]
    fn a_hairline_is_level_beside_the_small_letters_of_its_name_then_straight() {
        let island =
            |p: Point| ((p.x - 100.0).abs() < 3.0 && (p.y - 80.0).abs() < 3.0).then_some(0);
        let crowded = |p: Point| island(p).or((p.y > 60.0).then_some(7));
        let placed = place(&[label(100.0, 80.0)], &ground(&crowded));
        let name = placed.first().unwrap();
        let [from, elbow, to] = name.leader.unwrap();
        assert_eq!(from.y, name.span.center().y + 1.0);
        assert_eq!((elbow.y, (elbow.x - from.x).abs()), (from.y, ELBOW_PX));
        assert!(
            (to.x - elbow.x) * (elbow.x - from.x) >= 0.0,
            "it turns back"
        );
        assert_eq!(island(to), Some(0));
    }

    #[test]
    fn a_hairline_over_two_other_countries_is_none() {
        let land = |p: Point| match p.x {
            x if x < 120.0 => Some(0),
            x if x < 125.0 => Some(7),
            x if x < 130.0 => Some(8),
            _ => None,
        };
        let inland = |p: Point| {
            land(p)
                .filter(|_| p.y < 30.0)
                .or((p.y >= 30.0).then_some(9))
        };
        let strip = |p: Point| match inland(p) {
            // Too narrow for the name.
            Some(0) if p.y > 5.0 => Some(9),
            other => other,
        };
        assert!(place(&[label(100.0, 3.0)], &ground(&strip)).is_empty());
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

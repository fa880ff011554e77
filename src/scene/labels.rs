//! Places a few names on a wide map: those of the members that voted against. A name stands inside its
//! country where it fits, else over open sea nearby with a hairline to it. Where there is no such place
//! it is left out; the reader finds it by pointing.

use std::collections::BTreeSet;

use super::text;
use super::{Anchor, Color, Font, Item, Rect, Strokes, Text};
use crate::geo::planar::{distance, segments_cross, to_segment};
use crate::geo::{Bounds, Point};

/// How far a name may stand from its country's mark: the longest hairline that a reader follows,
/// as a share of the map's width.
const REACH: f64 = 0.1;
/// Free space round a name, CSS px.
const MARGIN_PX: f64 = 2.5;
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
    /// Where a name inside the country is legible on its fill; `None` keeps it outside.
    pub(super) inside: Option<Color>,
    /// Laid under a name inside its country, where a pattern would run through the letters.
    pub(super) backing: Option<Color>,
    /// For its hairline: the colour of the country, so that the eye joins the two.
    pub(super) line: Color,
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

fn filled(span: Bounds, fill: Color) -> Item {
    Item::Rect(Rect {
        x: span.min.x,
        y: span.min.y,
        width: span.width(),
        height: span.height(),
        fill,
    })
}

/// What the labels stand among.
pub(super) struct Ground<'a> {
    /// Width and height of the map.
    pub(super) frame: (f64, f64),
    /// Type size, CSS px.
    pub(super) size: f64,
    /// For names over sea.
    pub(super) ink: Color,
    /// On either side of a hairline, so that it shows on any fill.
    pub(super) paper: Color,
    /// The region whose own ink covers a point, if any (markers included).
    pub(super) at: &'a dyn Fn(Point) -> Option<usize>,
    /// Where a reader looks for a region's colour: no hairline runs through there.
    pub(super) visual_centre: &'a dyn Fn(usize) -> Option<Point>,
}

/// A name in its place, with the hairline that it needs.
struct Placed {
    span: Bounds,
    color: Color,
    backing: Option<Color>,
    leader: Option<[Point; 2]>,
}

/// Places `labels`, each with its region, in order; earlier ones have the first choice.
pub(super) fn place(labels: &[(usize, Label<'_>)], ground: &Ground<'_>) -> Vec<Item> {
    let mut placed: Vec<Placed> = Vec::new();
    let mut items = Vec::new();
    let mut texts = Vec::new();
    for (region, label) in labels {
        let width = text::width(label.name, Font::SansBold, ground.size) + 2.0 * MARGIN_PX;
        let height = ground.size + 2.0 * MARGIN_PX;
        let inside = label.inside.and_then(|color| {
            let span = Bounds::around(label.anchor, width, height);
            let fits = points(span).all(|p| (ground.at)(p) == Some(*region));
            fits.then_some(Placed {
                span,
                color,
                backing: label.backing,
                leader: None,
            })
        });
        let beside = || {
            candidates(label.anchor, width, height, REACH * ground.frame.0)
                .filter_map(|span| beside(*region, label.anchor, span, ground, &placed))
                .min_by(|a, b| a.0.total_cmp(&b.0))
                .map(|(_, found)| found)
        };
        let Some(found) = inside.or_else(beside) else {
            continue;
        };
        if let Some(ends) = found.leader {
            for (color, width) in [(ground.paper, 2.0), (label.line, 0.9)] {
                items.push(Item::Strokes(Strokes {
                    of: vec![],
                    lines: vec![ends.to_vec()],
                    color,
                    width,
                }));
            }
        }
        let span = found.span;
        items.extend(found.backing.map(|fill| filled(span, fill)));
        texts.push(Item::Text(Text {
            x: span.center().x,
            // The baseline of capitals centred in the span: they are about 0.71 em high.
            y: span.center().y + ground.size * 0.355,
            text: text::isolated(label.name, false),
            font: Font::SansBold,
            size: ground.size,
            color: found.color,
            anchor: Anchor::Middle,
        }));
        placed.push(found);
    }
    items.append(&mut texts);
    items
}

/// A name at `span` over open sea, and what speaks against it: a long hairline, one that runs over
/// other countries, and another country so near that the name might be taken for its own.
fn beside(
    region: usize,
    anchor: Point,
    span: Bounds,
    ground: &Ground<'_>,
    placed: &[Placed],
) -> Option<(f64, Placed)> {
    let clear = span.min.x >= 0.0
        && span.min.y >= 0.0
        && span.max.x <= ground.frame.0
        && span.max.y <= ground.frame.1
        && !placed.iter().any(|other| other.span.meets(&span))
        && points(span).all(|p| (ground.at)(p).is_none());
    if !clear {
        return None;
    }
    let from = span.nearest(anchor);
    let long = distance(from, anchor);
    let steps = long.ceil().max(1.0) as u32;
    let along = |step: u32| from.towards(anchor, f64::from(step) / f64::from(steps));
    // The hairline ends where the country begins, a px inside.
    let end = (0..steps).find(|step| (ground.at)(along(*step)) == Some(region))?;
    let over = |step: &u32| (ground.at)(along(*step)).is_some_and(|at| at != region);
    let foreign = (0..end).filter(over).count() as f64;
    let to = along((end + 1).min(steps));
    let crosses = placed
        .iter()
        .filter_map(|other| other.leader)
        .any(|[a, b]| segments_cross(from, to, a, b));
    if crosses || long > REACH * ground.frame.0 {
        return None;
    }
    let crossed: BTreeSet<usize> = (0..end)
        .filter_map(|step| (ground.at)(along(step)))
        .collect();
    let mut centres = crossed.into_iter().filter_map(ground.visual_centre);
    if centres.any(|centre| to_segment(centre, from, to) < HEART_PX) {
        return None;
    }
    let apart = distance(from, to);
    let crowd = points(span.grown(CROWD_PX))
        .filter_map(ground.at)
        .filter(|at| *at != region)
        .count() as f64;
    let cost = apart + FOREIGN_COST * foreign + CROWD_COST * crowd;
    let leader = (apart > 5.0).then_some([from, to]);
    let color = ground.ink;
    Some((
        cost,
        Placed {
            span,
            color,
            backing: None,
            leader,
        },
    ))
}

/// Spans round `anchor`, the nearest first: growing rings.
fn candidates(anchor: Point, width: f64, height: f64, reach: f64) -> impl Iterator<Item = Bounds> {
    (1..=(reach / 4.0) as u32).flat_map(move |ring| {
        let reach = f64::from(ring) * 4.0;
        (0..DIRECTIONS).map(move |step| {
            let angle = f64::from(step) * std::f64::consts::TAU / f64::from(DIRECTIONS);
            let center = Point {
                x: anchor.x + angle.cos() * (reach + width / 2.0),
                y: anchor.y + angle.sin() * (reach + height / 2.0),
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
            ink: Color::hex(0x000000),
            paper: Color::hex(0xffffff),
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
                inside: Some(Color::hex(0xffffff)),
                backing: None,
                line: Color::hex(0xc43d2b),
            },
        )
    }

    fn texts(items: &[Item]) -> Vec<&Text> {
        items
            .iter()
            .filter_map(|item| {
                if let Item::Text(text) = item {
                    Some(text)
                } else {
                    None
                }
            })
            .collect()
    }

    #[test]
    fn a_name_stands_inside_a_country_that_holds_it() {
        let everywhere = |_| Some(0);
        let items = place(&[label(100.0, 50.0)], &ground(&everywhere));
        assert_eq!(
            texts(&items).first().map(|t| (t.x, t.color)),
            Some((100.0, Color::hex(0xffffff)))
        );
    }

    #[test]
    fn a_name_that_does_not_fit_stands_over_the_sea() {
        let island =
            |p: Point| ((p.x - 100.0).abs() < 5.0 && (p.y - 50.0).abs() < 5.0).then_some(0);
        let items = place(&[label(100.0, 50.0)], &ground(&island));
        assert_eq!(texts(&items).len(), 1);
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
        let items = place(&[label(100.0, 50.0)], &ground(&strait));
        let texts = texts(&items);
        let left = texts
            .first()
            .map(|t| t.x - text::width("Aland", Font::SansBold, 10.0) / 2.0);
        assert!(left.is_some_and(|left| left > 88.0 + CROWD_PX), "{left:?}");
    }

    #[test]
    fn a_hairline_ends_where_its_country_begins() {
        let island =
            |p: Point| ((p.x - 100.0).abs() < 9.0 && (p.y - 50.0).abs() < 9.0).then_some(0);
        let crowded = |p: Point| island(p).or((p.y > 20.0).then_some(7));
        let items = place(&[label(100.0, 50.0)], &ground(&crowded));
        let Some(Item::Strokes(Strokes { lines, .. })) = items.first() else {
            panic!("a hairline expected")
        };
        let end = lines.first().and_then(|line| line.last()).copied();
        assert!(end.is_some_and(|p| (39.0..45.0).contains(&p.y)), "{end:?}");
    }

    #[test]
    fn two_names_never_overlap() {
        let island =
            |p: Point| ((p.x - 100.0).abs() < 3.0 && (p.y - 50.0).abs() < 3.0).then_some(0);
        let items = place(&[label(100.0, 50.0), label(102.0, 51.0)], &ground(&island));
        let texts = texts(&items);
        let (Some(a), Some(b)) = (texts.first(), texts.get(1)) else {
            panic!("two names expected")
        };
        assert!(
            (a.y - b.y).abs() >= 10.0
                || (a.x - b.x).abs() >= text::width("Aland", Font::SansBold, 10.0)
        );
    }
}

//! A few names on a wide map, where the story is: the members that voted against. A name stands
//! inside its country where it fits, else over open sea nearby with a hairline to it; where there
//! is no such place it is left out, for the pointer tells it.

use super::text;
use super::{Anchor, Color, Font, Item, Strokes, Text};
use crate::geo::Point;

/// How far a name may stand from its country's mark, CSS px.
const REACH_PX: f64 = 96.0;
/// Free space round a name, CSS px.
const MARGIN_PX: f64 = 2.5;

/// A name to place.
pub(super) struct Label<'a> {
    pub(super) name: &'a str,
    /// A point well inside the country, or its marker's centre.
    pub(super) anchor: Point,
    /// Where a name inside the country is legible on its fill; `None` keeps it outside.
    pub(super) inside: Option<Color>,
}

#[derive(Clone, Copy)]
struct Span {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
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
    /// For names over sea, and for the hairlines.
    pub(super) ink: Color,
    /// For the hairlines from name to country.
    pub(super) leader: Color,
    /// The region whose own ink covers a point, if any (markers included).
    pub(super) at: &'a dyn Fn(Point) -> Option<usize>,
}

/// Places `labels`, each with its region, in order; earlier ones have the first choice.
pub(super) fn place(labels: &[(usize, Label<'_>)], ground: &Ground<'_>) -> Vec<Item> {
    let mut taken: Vec<Span> = Vec::new();
    let mut texts = Vec::new();
    let mut lines = Vec::new();
    for (region, label) in labels {
        let width = text::width(label.name, Font::SansBold, ground.size) + 2.0 * MARGIN_PX;
        let height = ground.size + 2.0 * MARGIN_PX;
        let inside = label.inside.and_then(|color| {
            let span = Span::around(label.anchor, width, height);
            span.points()
                .all(|p| (ground.at)(p) == Some(*region))
                .then_some((span, color))
        });
        let placed = inside.or_else(|| {
            candidates(label.anchor, width, height)
                .find(|span| {
                    span.left >= 0.0
                        && span.top >= 0.0
                        && span.right <= ground.frame.0
                        && span.bottom <= ground.frame.1
                        && !taken.iter().any(|other| other.meets(span))
                        && span.points().all(|p| (ground.at)(p).is_none())
                })
                .map(|span| (span, ground.ink))
        });
        let Some((span, color)) = placed else {
            continue;
        };
        if inside.is_none() {
            let end = span.nearest(label.anchor);
            let away = (end.x - label.anchor.x).hypot(end.y - label.anchor.y);
            if away > 6.0 {
                lines.push(vec![label.anchor, end]);
            }
        }
        texts.push(Item::Text(Text {
            x: (span.left + span.right) / 2.0,
            // The baseline of capitals centred in the span: they are about 0.71 em high.
            y: (span.top + span.bottom) / 2.0 + ground.size * 0.355,
            text: label.name.to_owned(),
            font: Font::SansBold,
            size: ground.size,
            color,
            anchor: Anchor::Middle,
        }));
        taken.push(span);
    }
    let mut items = Vec::new();
    if !lines.is_empty() {
        items.push(Item::Strokes(Strokes {
            lines,
            color: ground.leader,
            width: 0.6,
        }));
    }
    items.append(&mut texts);
    items
}

/// Spans round `anchor`, the nearest first: growing rings of 24 directions.
fn candidates(anchor: Point, width: f64, height: f64) -> impl Iterator<Item = Span> {
    (2..=(REACH_PX / 4.0) as u32).flat_map(move |ring| {
        let reach = f64::from(ring) * 4.0;
        (0..24).map(move |step| {
            let angle = f64::from(step) * std::f64::consts::TAU / 24.0;
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
            frame: (200.0, 100.0),
            size: 10.0,
            ink: Color::hex(0x000000),
            leader: Color::hex(0x777777),
            at,
        }
    }

    fn label(x: f64, y: f64) -> (usize, Label<'static>) {
        (
            0,
            Label {
                name: "Aland",
                anchor: Point { x, y },
                inside: Some(Color::hex(0xffffff)),
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
    fn two_names_never_overlap() {
        let sea = |_| None;
        let items = place(&[label(100.0, 50.0), label(102.0, 51.0)], &ground(&sea));
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

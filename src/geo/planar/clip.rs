//! Cuts planar rings and lines along an upright box.

use super::{Bounds, PlanarPolygon, Point};

/// A side of a box: what lies within it, and where a segment crosses it.
struct Side {
    is_x: bool,
    at: f64,
    is_least: bool,
}

impl Side {
    fn of(bounds: &Bounds) -> [Self; 4] {
        let side = |is_x, at, is_least| Self { is_x, at, is_least };
        [
            side(true, bounds.min.x, true),
            side(false, bounds.min.y, true),
            side(true, bounds.max.x, false),
            side(false, bounds.max.y, false),
        ]
    }

    fn holds(&self, p: Point) -> bool {
        let value = if self.is_x { p.x } else { p.y };
        if self.is_least {
            value >= self.at
        } else {
            value <= self.at
        }
    }

    /// Where a segment with one end within crosses it.
    fn crossing(&self, a: Point, b: Point) -> Point {
        if self.is_x {
            let t = (self.at - a.x) / (b.x - a.x);
            Point::new(self.at, a.y + (b.y - a.y) * t)
        } else {
            let t = (self.at - a.y) / (b.y - a.y);
            Point::new(a.x + (b.x - a.x) * t, self.at)
        }
    }

    /// The part of a closed ring within; its ends along the side are joined.
    fn cut_ring(&self, ring: &[Point]) -> Vec<Point> {
        let mut out: Vec<Point> = Vec::with_capacity(ring.len());
        for edge in ring.windows(2) {
            let &[a, b] = edge else { continue };
            match (self.holds(a), self.holds(b)) {
                (true, true) => out.push(b),
                (true, false) => out.push(self.crossing(a, b)),
                (false, true) => out.extend([self.crossing(a, b), b]),
                (false, false) => {}
            }
        }
        out.extend(out.first().copied());
        out
    }

    /// The parts of an open line within.
    fn cut_line(&self, line: &[Point], out: &mut Vec<Vec<Point>>) {
        let mut part: Vec<Point> = Vec::new();
        for edge in line.windows(2) {
            let &[a, b] = edge else { continue };
            let (from, to) = (self.holds(a), self.holds(b));
            if part.is_empty() && (from || to) {
                part.push(if from { a } else { self.crossing(a, b) });
            }
            match (from, to) {
                (_, true) => part.push(b),
                (true, false) => {
                    part.push(self.crossing(a, b));
                    out.push(std::mem::take(&mut part));
                }
                (false, false) => {}
            }
        }
        if part.len() > 1 {
            out.push(part);
        }
    }
}

/// What of a closed ring lies in a box, closed; empty if nothing does. Its parts stay joined by edges along the
/// box, which cover nothing.
///
/// # References
/// I. E. Sutherland, G. W. Hodgman, "Reentrant Polygon Clipping" (1974).
fn clipped_ring(ring: Vec<Point>, bounds: &Bounds) -> Vec<Point> {
    let sides = Side::of(bounds);
    let cut = |ring: Vec<Point>, side: &Side| side.cut_ring(&ring);
    sides.iter().fold(ring, cut)
}

impl PlanarPolygon {
    /// What of it lies in a box; nothing if nothing does.
    pub(crate) fn clipped(self, bounds: &Bounds) -> Option<Self> {
        let own = self.bounds();
        if bounds.holds(&own) {
            return Some(self);
        }
        if !bounds.meets(&own) {
            return None;
        }
        let cut = |ring| Some(clipped_ring(ring, bounds)).filter(|ring| ring.len() > 3);
        let mut rings = self.rings.into_iter();
        let exterior = cut(rings.next()?)?;
        let mut all = vec![exterior];
        all.extend(rings.filter_map(cut));
        Some(Self { rings: all })
    }
}

/// The parts of an open line that lie in a box.
pub(crate) fn clipped_line(line: Vec<Point>, bounds: &Bounds) -> Vec<Vec<Point>> {
    if bounds.holds(&Bounds::of(&line)) {
        return vec![line];
    }
    let mut parts = vec![line];
    for side in Side::of(bounds) {
        let mut cut = Vec::new();
        for part in &parts {
            side.cut_line(part, &mut cut);
        }
        parts = cut;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::super::polygon::tests::ring;
    use super::*;

    fn frame() -> Bounds {
        Bounds {
            min: Point::new(0., 0.),
            max: Point::new(10., 10.),
        }
    }

    #[test]
    fn a_polygon_keeps_what_lies_in_the_box() {
        let cross = PlanarPolygon {
            rings: vec![
                ring(&[(-5., 2.), (-5., 8.), (15., 8.), (15., 2.)]),
                ring(&[(8., 4.), (20., 4.), (20., 6.), (8., 6.)]),
            ],
        };
        let cut = cross.clipped(&frame()).unwrap();
        assert_eq!(cut.area(), 10. * 6. - 2. * 2.);
        assert!(cut.rings.iter().flatten().all(|p| frame().contains(*p)));
    }

    #[test]
    fn two_arms_of_a_ring_keep_their_area() {
        // A U whose arms reach into the box from above.
        let arms = [
            (1., 5.),
            (1., -9.),
            (9., -9.),
            (9., 5.),
            (7., 5.),
            (7., -5.),
            (3., -5.),
            (3., 5.),
        ];
        let reversed: Vec<_> = arms.iter().rev().copied().collect();
        let polygon = PlanarPolygon {
            rings: vec![ring(&reversed)],
        };
        let cut = polygon.clipped(&frame()).unwrap();
        assert_eq!(cut.area(), 20.0);
        assert!(!cut.contains(Point::new(5., 3.)) && cut.contains(Point::new(2., 3.)));
    }

    #[test]
    fn what_lies_outside_is_nothing() {
        let outside = PlanarPolygon {
            rings: vec![ring(&[(11., 0.), (11., 5.), (15., 5.)])],
        };
        assert_eq!(outside.clipped(&frame()), None);
        assert!(clipped_line(vec![Point::new(-1., 0.), Point::new(-1., 9.)], &frame()).is_empty());
    }

    #[test]
    fn a_line_falls_into_its_parts() {
        let line =
            [(2., -4.), (2., 4.), (12., 4.), (12., 6.), (4., 6.)].map(|(x, y)| Point::new(x, y));
        let parts = clipped_line(line.to_vec(), &frame());
        let expected = [
            vec![(2., 0.), (2., 4.), (10., 4.)],
            vec![(10., 6.), (4., 6.)],
        ];
        let expected = expected.map(|part| {
            part.into_iter()
                .map(|(x, y)| Point::new(x, y))
                .collect::<Vec<_>>()
        });
        assert_eq!(parts, expected);
    }
}

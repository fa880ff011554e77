//! Turns a polygon with holes into one ring, for surfaces that fill a single ring.

use crate::geo::{ring_area, PlanarPolygon, Point};

/// The polygon as one closed ring (the closing point is not repeated): from a shell vertex a
/// bridge leads to each hole, around it, and back along the same line.
///
/// Filled by the even–odd or by the non-zero rule, the ring covers the shell without the holes:
/// holes run against the shell whatever their winding was, and the two ways over a bridge cancel
/// wherever it lies, so a bridge needs no clear sight. It goes to the nearest shell vertex, to be
/// short. Rings of less than three points, and points that are not finite, are left out.
///
/// # References
/// Bridges are the usual first step of ear clipping: D. Eberly, "Triangulation by Ear Clipping"
/// (2002), section 3; there each bridge must see its vertex, because triangles don't cancel.
pub fn bridge(polygon: &PlanarPolygon) -> Vec<Point> {
    let mut rings = polygon.rings.iter().map(|ring| open(ring));
    let Some(shell) = rings.next().filter(|shell| shell.len() > 2) else {
        return Vec::new();
    };
    let shell_turns_left = turns_left(&shell);
    // For each hole, the shell vertex it hangs on.
    let mut holes: Vec<(usize, Vec<Point>)> = Vec::new();
    for mut hole in rings.filter(|hole| hole.len() > 2) {
        if turns_left(&hole) == shell_turns_left {
            hole.reverse();
        }
        let leftmost = least(hole.iter().map(|p| p.x));
        hole.rotate_left(leftmost);
        let Some(&start) = hole.first() else { continue };
        let nearest = least(
            shell
                .iter()
                .map(|p| crate::geo::length(p.x - start.x, p.y - start.y)),
        );
        hole.push(start);
        holes.push((nearest, hole));
    }
    holes.sort_by_key(|&(vertex, _)| vertex);

    let mut ring =
        Vec::with_capacity(shell.len() + holes.iter().map(|h| h.1.len() + 1).sum::<usize>());
    let mut holes = holes.into_iter().peekable();
    for (i, vertex) in shell.into_iter().enumerate() {
        ring.push(vertex);
        while let Some((_, hole)) = holes.next_if(|&(at, _)| at == i) {
            ring.extend(hole);
            ring.push(vertex);
        }
    }
    ring
}

/// The ring's finite points, each once.
fn open(ring: &[Point]) -> Vec<Point> {
    let finite = ring
        .iter()
        .copied()
        .filter(|p| p.x.is_finite() && p.y.is_finite());
    let mut points: Vec<Point> = finite.collect();
    points.dedup();
    if points.len() > 1 && points.first() == points.last() {
        points.pop();
    }
    points
}

/// The place of the least value; 0 if there is none.
fn least(values: impl Iterator<Item = f64>) -> usize {
    values
        .enumerate()
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .map_or(0, |(at, _)| at)
}

/// Whether an open ring turns counter-clockwise as the reader sees it.
fn turns_left(ring: &[Point]) -> bool {
    let closed: Vec<Point> = ring.iter().chain(ring.first()).copied().collect();
    ring_area(&closed) > 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn circle(x: f64, y: f64, radius: f64, corners: u32, clockwise: bool) -> Vec<Point> {
        let mut ring: Vec<Point> = (0..=corners)
            .map(|i| f64::from(i % corners) / f64::from(corners) * std::f64::consts::TAU)
            .map(|a| Point {
                x: x + radius * a.cos(),
                y: y + radius * a.sin(),
            })
            .collect();
        if clockwise {
            ring.reverse();
        }
        ring
    }

    /// A disc with up to 20 holes in a 5 × 4 grid, wound both ways.
    fn cheese(holes: u32) -> PlanarPolygon {
        let mut rings = vec![circle(50.0, 50.0, 49.0, 90, false)];
        rings.extend((0..holes).map(|i| {
            let (column, row) = (f64::from(i % 5), f64::from(i / 5));
            circle(
                26.0 + 12.0 * column,
                32.0 + 12.0 * row,
                5.0,
                17 + i,
                i % 2 == 0,
            )
        }));
        PlanarPolygon { rings }
    }

    /// How often, and how often on balance, the ring goes around a place.
    fn crossings(ring: &[Point], x: f64, y: f64) -> (i32, i32) {
        let next = ring.iter().skip(1).chain(ring.first());
        ring.iter()
            .zip(next)
            .fold((0, 0), |(all, balance), (a, b)| {
                if (a.y <= y) == (b.y <= y) || a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x) <= x {
                    return (all, balance);
                }
                (all + 1, balance + if a.y <= y { 1 } else { -1 })
            })
    }

    #[test]
    fn the_area_is_that_of_the_shell_without_the_holes() {
        for holes in [0, 1, 2, 20] {
            let polygon = cheese(holes);
            let mut ring = bridge(&polygon);
            ring.extend(ring.first().copied());
            let off = ring_area(&ring).abs() - polygon.area();
            assert!(off.abs() < 1e-9, "{holes}");
        }
    }

    #[test]
    fn both_fill_rules_leave_the_holes_open() {
        for holes in [1, 2, 20] {
            let polygon = cheese(holes);
            let ring = bridge(&polygon);
            for i in 0..100 {
                for j in 0..100 {
                    let (x, y) = (f64::from(i) + 0.503, f64::from(j) + 0.497);
                    let inside = polygon
                        .rings
                        .iter()
                        .filter(|r| crossings(r, x, y).0 % 2 == 1)
                        .count()
                        == 1;
                    let (all, balance) = crossings(&ring, x, y);
                    assert_eq!(all % 2 == 1, inside, "even-odd, {holes} holes, {x} {y}");
                    assert_eq!(balance != 0, inside, "non-zero, {holes} holes, {x} {y}");
                }
            }
        }
    }

    #[test]
    fn what_makes_no_ring_makes_no_bridge() {
        let mut polygon = cheese(0);
        polygon
            .rings
            .push(vec![Point { x: 50.0, y: 50.0 }, Point { x: 60.0, y: 50.0 }]);
        polygon.rings.push(vec![
            Point {
                x: f64::NAN,
                y: 1.0
            };
            4
        ]);
        polygon.rings.push(vec![]);
        assert_eq!(bridge(&polygon), bridge(&cheese(0)));
        assert!(bridge(&PlanarPolygon::default()).is_empty());
    }
}

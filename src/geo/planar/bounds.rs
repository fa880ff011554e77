//! Upright boxes.

use super::{PlanarPolygon, Point};

/// An upright box in px. Empty until the first point is added.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// Left and top.
    pub min: Point,
    /// Right and bottom.
    pub max: Point,
}

impl Bounds {
    /// Of nothing: `min` beyond `max`.
    pub const EMPTY: Self = Self {
        min: Point::new(f64::INFINITY, f64::INFINITY),
        max: Point::new(f64::NEG_INFINITY, f64::NEG_INFINITY),
    };

    /// The bounds of all points.
    pub fn of<'a>(points: impl IntoIterator<Item = &'a Point>) -> Self {
        let mut bounds = Self::EMPTY;
        for point in points {
            bounds.add(*point);
        }
        bounds
    }

    /// The bounds of the polygons' exteriors.
    pub fn of_polygons(polygons: &[PlanarPolygon]) -> Self {
        Self::of(
            polygons
                .iter()
                .filter_map(|polygon| polygon.rings.first())
                .flatten(),
        )
    }

    /// The box of that size round a centre.
    pub(crate) fn around(center: Point, width: f64, height: f64) -> Self {
        Self {
            min: Point::new(center.x - width / 2.0, center.y - height / 2.0),
            max: Point::new(center.x + width / 2.0, center.y + height / 2.0),
        }
    }

    /// The box with a margin of `by` px on every side.
    pub(crate) fn grown(self, by: f64) -> Self {
        Self {
            min: Point::new(self.min.x - by, self.min.y - by),
            max: Point::new(self.max.x + by, self.max.y + by),
        }
    }

    /// Grows to hold the point.
    pub fn add(&mut self, point: Point) {
        self.min = Point::new(self.min.x.min(point.x), self.min.y.min(point.y));
        self.max = Point::new(self.max.x.max(point.x), self.max.y.max(point.y));
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        !(self.min.x <= self.max.x && self.min.y <= self.max.y)
    }

    /// Whether all its sides are finite; those of an empty box are not.
    pub(crate) fn is_finite(&self) -> bool {
        let sides = [self.min.x, self.min.y, self.max.x, self.max.y];
        sides.iter().all(|side| side.is_finite())
    }

    /// Whether the point lies in it or on its edge.
    pub fn contains(&self, point: Point) -> bool {
        (self.min.x..=self.max.x).contains(&point.x) && (self.min.y..=self.max.y).contains(&point.y)
    }

    /// Whether the other box lies inside and touches no edge.
    pub(crate) fn encloses(&self, other: &Self) -> bool {
        other.min.x > self.min.x
            && other.max.x < self.max.x
            && other.min.y > self.min.y
            && other.max.y < self.max.y
    }

    /// Whether the other box lies inside, edges included.
    pub(crate) fn holds(&self, other: &Self) -> bool {
        self.contains(other.min) && self.contains(other.max)
    }

    /// Whether the boxes have an area in common.
    pub(crate) fn meets(&self, other: &Self) -> bool {
        self.min.x < other.max.x
            && other.min.x < self.max.x
            && self.min.y < other.max.y
            && other.min.y < self.max.y
    }

    /// Whether the boxes have a point in common.
    pub(crate) fn touches(&self, other: &Self) -> bool {
        self.min.x <= other.max.x
            && other.min.x <= self.max.x
            && self.min.y <= other.max.y
            && other.min.y <= self.max.y
    }

    /// The point of the box nearest to `p`.
    pub(crate) fn nearest(&self, p: Point) -> Point {
        Point::new(
            p.x.clamp(self.min.x, self.max.x),
            p.y.clamp(self.min.y, self.max.y),
        )
    }

    /// Distance from the point to the box; 0 inside.
    pub(crate) fn distance(&self, p: Point) -> f64 {
        let dx = (self.min.x - p.x).max(p.x - self.max.x).max(0.0);
        let dy = (self.min.y - p.y).max(p.y - self.max.y).max(0.0);
        crate::geo::length(dx, dy)
    }

    /// Its corners, closed.
    pub(crate) fn corners(&self) -> [Point; 5] {
        let [min, max] = [self.min, self.max];
        [
            min,
            Point::new(max.x, min.y),
            max,
            Point::new(min.x, max.y),
            min,
        ]
    }

    pub(crate) fn center(&self) -> Point {
        Point::new(
            (self.min.x + self.max.x) / 2.0,
            (self.min.y + self.max.y) / 2.0,
        )
    }

    /// px; 0 if empty.
    pub fn width(&self) -> f64 {
        (self.max.x - self.min.x).max(0.0)
    }

    /// px; 0 if empty.
    pub fn height(&self) -> f64 {
        (self.max.y - self.min.y).max(0.0)
    }
}

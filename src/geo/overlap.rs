//! Shapes that lie on one another by more than a sliver. Neighbours whose simplified borders cross lie on one another
//! too, in places and thinly: that is no fault of a map.
//!
//! A sweep over the bounds finds the pairs; each pair is sampled on a grid over what its bounds have in common.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{
    crosses_antimeridian, cut_at_antimeridian, normalised, spherical_area, LonLat, Polygon,
};

/// Rows and columns of the grid on which a pair is compared: the bits of a row.
const CELLS: usize = 64;

/// An overlap that holds a square of this share of the smaller shape's width is no sliver.
const THICK: f64 = 0.12;

/// But one that holds a square of so many degrees is none, however large the shapes: borders of coarse atlases are less
/// than half of this off.
const THICK_DEG: f64 = 0.75;

/// Nor is one that holds none of so many degrees, however small the shapes, but the whole of one.
const THIN_DEG: f64 = 0.05;

/// A shape of less, in square degrees (100 km²), may lie on one a hundred times as large: coarse maps close the hole of
/// San Marino, and show both.
const SPECK: f64 = 0.008;
const MANY_TIMES: f64 = 100.0;

/// Edges of a line.
const EDGES: usize = 16;

/// So many edges and boxes may be looked at besides so many times those that there are: an atlas needs ten.
const LOOKS: usize = 5_000_000;
const LOOKS_EACH: usize = 30;

/// Two shapes that lie on one another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Overlap {
    /// The smaller shape, and the larger.
    pub(crate) shapes: [usize; 2],
    /// The share of the smaller one's area that lies on the larger.
    pub(crate) share: f64,
}

/// What lies on one another.
#[derive(Debug, Default)]
pub(crate) struct Overlaps {
    /// In the order of the shapes.
    pub(crate) found: Vec<Overlap>,
    /// Whether all pairs were compared: bounds that all lie on one another make too many.
    pub(crate) is_complete: bool,
}

/// A polygon of a shape on the plane of degrees.
struct Piece<'a> {
    shape: usize,
    /// Its rings by lines of a few edges, and from which to which latitude each reaches: most lie off a pair's rows.
    lines: Vec<(&'a [LonLat], [f64; 2])>,
    vertices: usize,
    /// West, south, east, north.
    bounds: [f64; 4],
    /// Square degrees as they are at the equator.
    area: f64,
}

/// What two shapes have in common, in square degrees of the equator, and whether it is thick somewhere.
#[derive(Default)]
struct Common {
    area: f64,
    is_thick: bool,
}

/// Finds shapes that lie on one another, but for the pairs that `may`. Takes polygons that may cross ±180°.
pub(crate) fn overlaps(shapes: &[&[Polygon]], may: impl Fn(usize, usize) -> bool) -> Overlaps {
    let mut polygons: Vec<(usize, Cow<Polygon>)> = Vec::new();
    for (shape, own) in shapes.iter().enumerate() {
        for polygon in *own {
            match crosses_antimeridian(polygon) {
                true => {
                    let cut = normalised(cut_at_antimeridian(std::slice::from_ref(polygon), 0.0));
                    // A ring round a pole with another round it as a hole comes out as the rest of the globe.
                    let area: f64 = cut.iter().map(spherical_area).sum();
                    if area < spherical_area(polygon) * 2.0 {
                        polygons.extend(cut.into_iter().map(|part| (shape, Cow::Owned(part))));
                    }
                }
                false => polygons.push((shape, Cow::Borrowed(polygon))),
            }
        }
    }
    let pieces = polygons.iter();
    let mut pieces: Vec<Piece> = pieces
        .map(|(shape, polygon)| Piece::new(*shape, polygon))
        .collect();
    pieces.sort_by(|a, b| a.bounds[0].total_cmp(&b.bounds[0]));
    let mut areas = vec![0.0; shapes.len()];
    let mut vertices = 0;
    for piece in &pieces {
        if let Some(area) = areas.get_mut(piece.shape) {
            *area += piece.area;
        }
        vertices += piece.vertices;
    }
    let mut looks = LOOKS.saturating_add(vertices.saturating_mul(LOOKS_EACH));
    let mut common: BTreeMap<[usize; 2], Common> = BTreeMap::new();
    let mut active: Vec<&Piece> = Vec::new();
    let mut grid = Grid::default();
    let mut is_complete = true;
    'sweep: for piece in &pieces {
        active.retain(|other| other.bounds[2] > piece.bounds[0]);
        for other in &active {
            let cost = match piece.may_meet(other) && !may(piece.shape, other.shape) {
                true => 2 * CELLS + piece.vertices + other.vertices,
                false => 1,
            };
            match looks.checked_sub(cost) {
                Some(left) => looks = left,
                None => {
                    is_complete = false;
                    break 'sweep;
                }
            }
            if cost > 1 {
                let (area, is_thick) = grid.common(piece, other);
                if area > 0.0 {
                    let pair = [piece.shape.min(other.shape), piece.shape.max(other.shape)];
                    let sum = common.entry(pair).or_default();
                    sum.area += area;
                    sum.is_thick |= is_thick;
                }
            }
        }
        active.push(piece);
    }
    let area_of = |shape: usize| areas.get(shape).copied().unwrap_or_default();
    let found = common.into_iter().filter_map(|([a, b], common)| {
        let shapes = if area_of(a) <= area_of(b) {
            [a, b]
        } else {
            [b, a]
        };
        let [small, large] = shapes.map(area_of);
        let share = (common.area / small).min(1.0);
        let is_speck = small < SPECK && large > small * MANY_TIMES;
        let is_fault = (common.is_thick || share > 0.5) && !is_speck;
        is_fault.then_some(Overlap { shapes, share })
    });
    Overlaps {
        found: found.collect(),
        is_complete,
    }
}

impl<'a> Piece<'a> {
    fn new(shape: usize, polygon: &'a Polygon) -> Self {
        let lines = polygon.rings.iter().flat_map(|ring| {
            // Each line ends where the next begins.
            (0..ring.len()).step_by(EDGES).filter_map(|from| {
                ring.get(from..)
                    .map(|rest| rest.get(..=EDGES).unwrap_or(rest))
            })
        });
        let lines: Vec<_> = lines
            .map(|line| (line, range(line.iter().map(|p| p.lat))))
            .collect();
        let vertices = polygon.rings.iter().map(Vec::len).sum();
        let [west, east] = range(polygon.rings.iter().flatten().map(|p| p.lon));
        let [south, north] = range(lines.iter().flat_map(|(_, range)| *range));
        let of_ring = |ring: &Vec<LonLat>| {
            let edges = ring.windows(2).map(|edge| match edge {
                [a, b] => a.lon * b.lat - b.lon * a.lat,
                _ => 0.0,
            });
            edges.sum::<f64>().abs() / 2.0
        };
        let mut rings = polygon.rings.iter().map(of_ring);
        let shell = rings.next().unwrap_or_default();
        let flat = (shell - rings.sum::<f64>()).max(0.0);
        let area = flat * cos_deg((south + north) / 2.0);
        let bounds = [west, south, east, north];
        Self {
            shape,
            lines,
            vertices,
            bounds,
            area,
        }
    }

    /// West, south, east, north of what the bounds of two pieces have in common.
    fn common_bounds(&self, other: &Self) -> [f64; 4] {
        let ([aw, a_s, ae, an], [bw, bs, be, bn]) = (self.bounds, other.bounds);
        [aw.max(bw), a_s.max(bs), ae.min(be), an.min(bn)]
    }

    /// Side of the square that an overlap holds if it is no sliver, in degrees.
    fn thick(&self, other: &Self) -> f64 {
        (self.area.min(other.area).sqrt() * THICK).clamp(THIN_DEG, THICK_DEG)
    }

    /// Whether the bounds have room for an overlap that is no sliver.
    fn may_meet(&self, other: &Self) -> bool {
        let [west, south, east, north] = self.common_bounds(other);
        if self.shape == other.shape || west >= east || south >= north {
            return false;
        }
        let (width, height) = (
            (east - west) * cos_deg((south + north) / 2.0),
            north - south,
        );
        let has_room = width.min(height) >= self.thick(other);
        has_room || width * height >= self.area.min(other.area) / 2.0
    }
}

fn cos_deg(lat: f64) -> f64 {
    libm::cos(lat.to_radians())
}

/// The least and the greatest.
fn range(values: impl Iterator<Item = f64>) -> [f64; 2] {
    let nothing = [f64::INFINITY, f64::NEG_INFINITY];
    values.fold(nothing, |[least, most], value| {
        [least.min(value), most.max(value)]
    })
}

/// The cells of a grid that lie in both of two polygons.
#[derive(Default)]
struct Grid {
    /// Where the edges of a polygon cross the middle of each row.
    crossings: Vec<Vec<f64>>,
}

impl Grid {
    /// The area that two pieces have in common, and whether it is thick.
    fn common(&mut self, a: &Piece, b: &Piece) -> (f64, bool) {
        let [west, south, east, north] = a.common_bounds(b);
        let cells = CELLS as f64;
        let (width, height) = ((east - west) / cells, (north - south) / cells);
        let cos = cos_deg((south + north) / 2.0);
        let small = match a.vertices <= b.vertices {
            true => [a, b],
            false => [b, a],
        };
        let mut both = [u64::MAX; CELLS];
        for piece in small {
            self.cross(piece, south, height, &both);
            for (row, mask) in self.crossings.iter_mut().zip(&mut both) {
                row.sort_unstable_by(f64::total_cmp);
                let spans = row.chunks_exact(2).map(|span| match span {
                    [from, to] => bits((from - west) / width, (to - west) / width),
                    _ => 0,
                });
                *mask &= spans.fold(0, |mask, span| mask | span);
            }
            if both == [0; CELLS] {
                return (0.0, false);
            }
        }
        let count: u32 = both.iter().map(|row| row.count_ones()).sum();
        let area = f64::from(count) * width * height * cos;
        let side = a.thick(b);
        let reach = |cell: f64| (side / cell / 2.0).ceil().clamp(1.0, cells) as usize;
        (area, holds(&both, reach(width * cos), reach(height)))
    }

    /// Finds where a polygon crosses the middles of the rows of which something is left.
    fn cross(&mut self, piece: &Piece, south: f64, height: f64, left: &[u64; CELLS]) {
        self.crossings.resize_with(CELLS, Vec::new);
        for row in &mut self.crossings {
            row.clear();
        }
        let top = CELLS as f64;
        let end = south + height * top;
        let near = |(_, [least, most]): &&(_, [f64; 2])| *most >= south && *least <= end;
        for (line, _) in piece.lines.iter().filter(near) {
            for edge in line.windows(2) {
                let [a, b] = edge else { continue };
                let (low, high) = if a.lat <= b.lat { (a, b) } else { (b, a) };
                // Rows whose middle lies from the lower end on and below the upper.
                let from = ((low.lat - south) / height - 0.5).ceil().max(0.0);
                let to = ((high.lat - south) / height - 0.5).ceil().min(top);
                if from >= to {
                    continue;
                }
                let slope = (high.lon - low.lon) / (high.lat - low.lat);
                for row in from as usize..to as usize {
                    let lat = south + (row as f64 + 0.5) * height;
                    if let (Some(row), Some(1..)) = (self.crossings.get_mut(row), left.get(row)) {
                        row.push(low.lon + (lat - low.lat) * slope);
                    }
                }
            }
        }
    }
}

/// The bits of the cells whose middles lie between two places, in cells.
fn bits(from: f64, to: f64) -> u64 {
    let cells = CELLS as f64;
    let at = |x: f64| (x - 0.5).ceil().clamp(0.0, cells) as u32;
    let below = |end: u32| 1u64.checked_shl(end).map_or(u64::MAX, |bit| bit - 1);
    below(at(to)) & !below(at(from))
}

/// Whether a rectangle lies in the cells that reaches `x` and `y` of them to each side of a middle.
fn holds(rows: &[u64; CELLS], x: usize, y: usize) -> bool {
    let narrowed = rows.map(|row| (1..=x).fold(row, |left, by| left & shifted(row, by)));
    narrowed
        .windows(2 * y + 1)
        .any(|rows| rows.iter().fold(u64::MAX, |all, row| all & row) != 0)
}

/// The cells that have others so far away on both sides.
fn shifted(row: u64, by: usize) -> u64 {
    let by = u32::try_from(by).unwrap_or(u32::MAX);
    row.checked_shl(by).unwrap_or_default() & row.checked_shr(by).unwrap_or_default()
}

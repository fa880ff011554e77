//! A packed map in memory. Its vectors are flat, so that decoding fills each once.

/// Rank of a vertex that every level of detail keeps: the ends of an arc, and those without which
/// a ring would collapse or lines would cross.
pub const ALWAYS: u8 = 255;

/// By how much the least area grows from one rank to the next: half the size of the map.
pub const AREA_STEP: f64 = 4.0;

/// Shared arcs on a grid, with the importance of each vertex, and the regions made of them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Atlas {
    /// Degrees a unit of the grid: 360 divided by a power of two, so that every position is an
    /// exact double, ±180° and the poles among them.
    pub quantum: f64,
    /// Steradians: the least triangle that a vertex of rank 0 makes. See [`rank_for`](Self::rank_for).
    pub floor: f64,
    /// Vertices of all arcs, one arc after the other: longitude, latitude in units of the grid.
    /// Neighbours on the line differ.
    pub vertices: Vec<[i32; 2]>,
    /// The rank of each vertex: 0, 1, … by importance, or [`ALWAYS`].
    pub ranks: Vec<u8>,
    /// Arc i is `vertices[starts[i]..starts[i + 1]]`; one more than there are arcs. A closed arc
    /// ends with the vertex it begins with.
    pub starts: Vec<u32>,
    /// By arc: whether it is only a cut along ±180° or a pole, which is never stroked.
    pub cuts: Vec<bool>,
    /// Arc references: `i` is arc i from first to last vertex, `!i` the other way.
    pub refs: Vec<i32>,
    /// Ring r is `refs[rings[r]..rings[r + 1]]`: each arc begins where the one before ends. Exteriors
    /// wind counter-clockwise, holes clockwise (RFC 7946).
    pub rings: Vec<u32>,
    /// Polygon p is the rings `polygons[p]..polygons[p + 1]`, its exterior first.
    pub polygons: Vec<u32>,
    /// In the order of the source.
    pub regions: Vec<AtlasRegion>,
}

/// One place of the map.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AtlasRegion {
    /// Its code, ISO 3166-1 alpha-3 in the maps that ship.
    pub key: String,
    /// Its polygons, as a range of [`Atlas::polygons`]; empty for a place without land at this scale.
    pub polygons: std::ops::Range<u32>,
    /// Where its marker stands, in units of the grid: the capital.
    pub home: Option<[i32; 2]>,
}

impl Atlas {
    /// How many arcs there are.
    pub fn arcs(&self) -> usize {
        self.cuts.len()
    }

    /// The vertices of an arc at full detail; none for an unknown arc.
    pub fn arc(&self, arc: usize) -> &[[i32; 2]] {
        self.vertices.get(self.span(arc)).unwrap_or_default()
    }

    /// Which of [`vertices`](Self::vertices) and [`ranks`](Self::ranks) are those of an arc.
    pub fn span(&self, arc: usize) -> std::ops::Range<usize> {
        span(&self.starts, arc)
    }

    /// The vertices of an arc that a level of detail keeps, from first to last.
    pub fn line(&self, arc: usize, rank: u8) -> impl DoubleEndedIterator<Item = [i32; 2]> + '_ {
        let ranks = self.ranks.get(self.span(arc)).unwrap_or_default();
        let vertices = self.arc(arc).iter().zip(ranks);
        vertices
            .filter(move |(_, of)| **of >= rank)
            .map(|(v, _)| *v)
    }

    /// The least rank to keep so that no triangle of `area` or more is lost.
    ///
    /// # Units
    /// Steradians; on an equal-area map, px² divided by the square of px per radian.
    pub fn rank_for(&self, area: f64) -> u8 {
        rank_of(area, self.floor, ALWAYS)
    }

    /// Degrees east and north.
    pub fn degrees(&self, [x, y]: [i32; 2]) -> [f64; 2] {
        [f64::from(x) * self.quantum, f64::from(y) * self.quantum]
    }

    /// The polygons of a region, as numbers for [`rings_of`](Self::rings_of).
    pub fn polygons_of(&self, region: &AtlasRegion) -> std::ops::Range<usize> {
        region.polygons.start as usize..region.polygons.end as usize
    }

    /// The rings of a polygon, exterior first, each as its arc references.
    pub fn rings_of(&self, polygon: usize) -> impl Iterator<Item = &[i32]> + '_ {
        let rings = span(&self.polygons, polygon);
        rings.map(|ring| self.refs.get(span(&self.rings, ring)).unwrap_or_default())
    }

    /// Adds a ring's vertices at a level of detail to `out`, closed (first = last).
    pub fn ring_into(&self, refs: &[i32], rank: u8, out: &mut Vec<[i32; 2]>) {
        let start = out.len();
        for (arc, forward) in refs.iter().map(|of| arc_of(*of)) {
            // Each arc begins where the last one ended.
            if out.len() > start {
                out.pop();
            }
            if forward {
                out.extend(self.line(arc, rank));
            } else {
                out.extend(self.line(arc, rank).rev());
            }
        }
    }
}

/// How many steps up from `floor` an area is, at most `most`.
pub(super) fn rank_of(area: f64, floor: f64, most: u8) -> u8 {
    let mut rank = 0;
    let mut least = floor * AREA_STEP;
    while least <= area && rank < most {
        rank += 1;
        least *= AREA_STEP;
    }
    rank
}

/// The arc that a reference means, and whether it runs from first to last.
pub fn arc_of(reference: i32) -> (usize, bool) {
    if reference < 0 {
        (!reference as usize, false)
    } else {
        (reference as usize, true)
    }
}

/// Where group i stands in a list whose groups begin at `starts`; an empty range for an unknown one.
pub(crate) fn span(starts: &[u32], i: usize) -> std::ops::Range<usize> {
    match (starts.get(i), starts.get(i.wrapping_add(1))) {
        (Some(from), Some(to)) => *from as usize..*to as usize,
        _ => 0..0,
    }
}

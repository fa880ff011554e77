//! Cuts rings into chains of places between junctions, and keeps each chain once. This finds shared
//! borders and does nothing more. Places are equal where their coordinates are, to the bit.

use std::collections::HashMap;

use super::place_numbers::PlaceNumbers;
use super::sphere::{is_antimeridian, is_pole};
use super::{LonLat, Polygon};

/// What the two sides of the antimeridian are to each other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Antimeridian {
    /// One line: −180 is 180.
    Joined,
    /// Two edges of a flat map. Where a ring turns into a cut, a chain ends, so that each chain
    /// is a cut as a whole or not at all.
    Apart,
}

/// All places, the chains between junctions, and how rings are made of them.
pub(crate) struct Chains {
    /// The distinct places.
    pub(crate) places: Vec<LonLat>,
    /// Each once.
    pub(crate) arcs: Vec<Chain>,
    /// By region.
    pub(crate) regions: Vec<Vec<ArcPolygon>>,
    /// Whether they are those of a flat map.
    pub(crate) seam: Antimeridian,
}

/// A line between two junctions, or a closed one (first place = last).
pub(crate) struct Chain {
    /// Numbers of places.
    pub(crate) places: Vec<usize>,
    /// How many places between the ends must stay so that no ring collapses.
    pub(crate) keep: usize,
    /// Which regions' rings run along it, and whether in its direction.
    pub(crate) users: Vec<(usize, bool)>,
}

/// The rings of a polygon, each as arcs in order.
pub(crate) type ArcPolygon = Vec<Vec<ArcRef>>;

#[derive(Debug, Clone, Copy)]
pub(crate) struct ArcRef {
    pub(crate) arc: usize,
    pub(crate) forward: bool,
}

impl Chains {
    /// The places of a chain.
    pub(crate) fn line(&self, chain: &Chain) -> Vec<LonLat> {
        let numbers = chain.places.iter();
        numbers
            .filter_map(|i| self.places.get(*i))
            .copied()
            .collect()
    }
}

/// Cuts the rings of all regions at their junctions. Takes time in proportion to their length. A region's
/// polygons are read once and may go then.
pub(crate) fn chains<P: AsRef<[Polygon]>>(
    regions: impl IntoIterator<Item = P>,
    seam: Antimeridian,
) -> Chains {
    let places = PlaceNumbers::new();
    let mut reader = RingReader { seam, places };
    let mut rings = Vec::new();
    // By region and polygon.
    let mut ring_counts: Vec<Vec<usize>> = Vec::new();
    for polygons in regions {
        let polygons = polygons.as_ref();
        for ring in polygons.iter().flat_map(|polygon| &polygon.rings) {
            rings.push(reader.ring(ring));
        }
        let counts = polygons.iter().map(|polygon| polygon.rings.len());
        ring_counts.push(counts.collect());
    }
    let places = reader.places.list;
    let junctions = junctions(&places, seam, &rings);
    let mut cutter = Cutter::new(&places, &junctions);
    let mut rings = rings.into_iter();
    let mut built = Vec::with_capacity(ring_counts.len());
    for (region, counts) in ring_counts.into_iter().enumerate() {
        let mut arc_polygons = Vec::with_capacity(counts.len());
        for count in counts {
            let own = rings.by_ref().take(count);
            let mut of_polygon: ArcPolygon = Vec::with_capacity(count);
            for (i, ring) in own.enumerate() {
                // A hole counts only in an exterior.
                if ring.len() > 2 && (i == 0 || !of_polygon.is_empty()) {
                    of_polygon.push(cutter.ring(region, ring));
                }
            }
            if !of_polygon.is_empty() {
                arc_polygons.push(of_polygon);
            }
        }
        built.push(arc_polygons);
    }
    let arcs = cutter.arcs;
    Chains {
        arcs,
        regions: built,
        places,
        seam,
    }
}

/// Whether the edge lies on one side of the antimeridian, or along a pole.
pub(crate) fn is_cut(a: LonLat, b: LonLat) -> bool {
    (is_antimeridian(a) && is_antimeridian(b) && (a.lon < 0.0) == (b.lon < 0.0))
        || (is_pole(a) && is_pole(b))
}

/// Reads rings as numbers of places.
struct RingReader {
    seam: Antimeridian,
    places: PlaceNumbers,
}

impl RingReader {
    /// The ring's places in order, without the closing one, without repetition and without spikes
    /// (there and back): those cover nothing.
    fn ring(&mut self, ring: &[LonLat]) -> Vec<usize> {
        let mut numbers: Vec<usize> = Vec::with_capacity(ring.len());
        for p in ring {
            let number = self.number(*p);
            if numbers.last() == Some(&number) {
                continue;
            }
            if numbers.iter().rev().nth(1) == Some(&number) {
                numbers.pop();
            } else {
                numbers.push(number);
            }
        }
        if numbers.len() > 1 && numbers.first() == numbers.last() {
            numbers.pop();
        }
        // A spike where the ring was closed.
        while let [first, second, .., before, last] = numbers.as_slice() {
            if before == first {
                numbers.truncate(numbers.len() - 2);
            } else if last == second {
                numbers.pop();
                numbers.remove(0);
            } else {
                break;
            }
        }
        numbers
    }

    fn number(&mut self, p: LonLat) -> usize {
        // −0 is 0, and −180 may be 180; adding 0 does the former.
        let lon = if p.lon == -180.0 && self.seam == Antimeridian::Joined {
            180.0
        } else {
            p.lon + 0.0
        };
        let p = LonLat {
            lon,
            lat: p.lat + 0.0,
        };
        self.places.number(p)
    }
}

/// Which places are junctions: those with other neighbours in one passage than in another, and
/// with the seam apart those where a cut begins or ends.
fn junctions(places: &[LonLat], seam: Antimeridian, rings: &[Vec<usize>]) -> Vec<bool> {
    let mut neighbours: Vec<Option<(usize, usize)>> = vec![None; places.len()];
    let mut junctions = vec![false; places.len()];
    let at = |number: &usize| places.get(*number).copied();
    for ring in rings {
        let before = ring.iter().rev().take(1).chain(ring.iter());
        let after = ring.iter().skip(1).chain(ring.first());
        for ((before, place), after) in before.zip(ring).zip(after) {
            let pair = (*before.min(after), *before.max(after));
            let (Some(seen), Some(junction)) =
                (neighbours.get_mut(*place), junctions.get_mut(*place))
            else {
                continue;
            };
            *junction |= *seen.get_or_insert(pair) != pair;
            if let (Antimeridian::Apart, Some(a), Some(p), Some(b)) =
                (seam, at(before), at(place), at(after))
            {
                *junction |= is_cut(a, p) != is_cut(p, b);
            }
        }
    }
    junctions
}

/// Cuts rings at the junctions and keeps each arc once.
struct Cutter<'a> {
    places: &'a [LonLat],
    junctions: &'a [bool],
    arcs: Vec<Chain>,
    /// An arc by its first edge: with no junction on the way the rest follows from it.
    by_first_edge: HashMap<(usize, usize), usize>,
}

impl<'a> Cutter<'a> {
    fn new(places: &'a [LonLat], junctions: &'a [bool]) -> Self {
        let (arcs, by_first_edge) = (Vec::new(), HashMap::new());
        Self {
            places,
            junctions,
            arcs,
            by_first_edge,
        }
    }

    fn ring(&mut self, region: usize, mut ring: Vec<usize>) -> Vec<ArcRef> {
        let is_junction = |place: &usize| self.junctions.get(*place) == Some(&true);
        // Without a junction the ring begins at its westernmost vertex, from wherever it is seen;
        // being outermost, that one may always stay.
        let start = ring
            .iter()
            .position(is_junction)
            .unwrap_or_else(|| self.westernmost(&ring));
        ring.rotate_left(start);
        ring.extend(ring.first().copied());
        let mut refs = Vec::new();
        let (mut start, last) = (0, ring.len() - 1);
        for (i, place) in ring.iter().enumerate() {
            let ends = i == last || is_junction(place);
            if i > 0 && ends {
                let piece = ring.get(start..=i).unwrap_or_default();
                refs.push(self.arc(region, piece));
                start = i;
            }
        }
        // Three distinct places make a ring, and a loop between two passages of one place.
        let keep = match refs.len() {
            1 => 2,
            2 => 1,
            _ => 0,
        };
        for arc_ref in &refs {
            if let Some(arc) = self.arcs.get_mut(arc_ref.arc) {
                let is_loop = arc.places.first() == arc.places.last();
                arc.keep = arc.keep.max(if is_loop { 2 } else { keep });
            }
        }
        refs
    }

    fn westernmost(&self, ring: &[usize]) -> usize {
        let place = |number: &usize| {
            self.places
                .get(*number)
                .map_or((0.0, 0.0), |p| (p.lon, p.lat))
        };
        let order = |a: &(f64, f64), b: &(f64, f64)| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1));
        let least = ring
            .iter()
            .enumerate()
            .min_by(|a, b| order(&place(a.1), &place(b.1)));
        least.map_or(0, |(i, _)| i)
    }

    fn arc(&mut self, region: usize, piece: &[usize]) -> ArcRef {
        let (Some(first), Some(second)) = (piece.first(), piece.get(1)) else {
            return ArcRef {
                arc: usize::MAX,
                forward: true,
            };
        };
        let mut backward = piece.iter().rev();
        let from_end = backward.next().zip(backward.next()).map(|(a, b)| (*a, *b));
        let along = self.by_first_edge.get(&(*first, *second));
        let against = from_end.and_then(|edge| self.by_first_edge.get(&edge));
        let (arc, forward) = match (along, against) {
            (Some(arc), _) => (*arc, true),
            (None, Some(arc)) => (*arc, false),
            (None, None) => {
                self.arcs.push(Chain {
                    places: piece.to_vec(),
                    keep: 0,
                    users: Vec::new(),
                });
                self.by_first_edge
                    .insert((*first, *second), self.arcs.len() - 1);
                (self.arcs.len() - 1, true)
            }
        };
        if let Some(arc) = self.arcs.get_mut(arc) {
            arc.users.push((region, forward));
        }
        ArcRef { arc, forward }
    }
}

//! Undoes a cut at ±180°: removes edges along the antimeridian that lie on both sides of a feature, and
//! with them the edges that close Antarctica through the pole.

use std::collections::HashMap;

use super::left_side::LeftSide;
use super::rejoin::Pieces;
use super::sphere::{area_on_left, is_antimeridian, is_pole};
use super::{LonLat, Polygon};

/// Latitudes this near on the two sides are one place, in degrees (1 m).
const SAME_LAT_DEG: f64 = 1e-5;

/// Stitches the polygons of one feature along ±180°, so that another meridian can be cut.
///
/// Takes polygons cut at the antimeridian or not, wound as RFC 7946 (see
/// [`normalised`](super::normalised)). Gives polygons that may cross ±180° and enclose a pole;
/// vertices on the antimeridian stand at +180. An edge along ±180 with nothing of the feature on
/// its other side stays.
pub fn stitch(polygons: Vec<Polygon>) -> Vec<Polygon> {
    let on_seam = |p: &LonLat| is_antimeridian(*p) || is_pole(*p);
    let touches = |polygon: &Polygon| polygon.rings.iter().flatten().any(on_seam);
    if !polygons.iter().any(touches) {
        return polygons;
    }
    let (seamed, mut whole): (Vec<Polygon>, Vec<Polygon>) = polygons.into_iter().partition(touches);
    let Some((closed, open, seams)) = take_apart(&seamed) else {
        whole.extend(seamed.into_iter().map(with_seam_at_180));
        return whole;
    };
    let mut rings = closed;
    rings.extend(chain(open, seams));
    whole.extend(assemble(rings));
    whole
}

fn with_seam_at_180(mut polygon: Polygon) -> Polygon {
    for p in polygon.rings.iter_mut().flatten() {
        *p = canonical(*p);
    }
    polygon
}

/// One name for each place: +180 rather than −180, and a pole at longitude 180 too.
fn canonical(p: LonLat) -> LonLat {
    if is_pole(p) {
        LonLat {
            lon: 180.0,
            lat: 90f64.copysign(p.lat),
        }
    } else if is_antimeridian(p) {
        LonLat {
            lon: 180.0,
            lat: p.lat,
        }
    } else {
        p
    }
}

/// Rings without an edge on the seam, pieces of the others, and what remains of the edges along
/// the seam (from latitude, to latitude) when both sides cancel.
type Apart = (Vec<Vec<LonLat>>, Vec<Vec<LonLat>>, Vec<(f64, f64)>);

/// None if no edge runs along the seam, or if far too many lie on one another there.
fn take_apart(polygons: &[Polygon]) -> Option<Apart> {
    let names = seam_latitudes(polygons);
    let named = |p: LonLat| {
        let p = canonical(p);
        if p.lon != 180.0 {
            return p;
        }
        let index = names.partition_point(|lat| *lat < p.lat - SAME_LAT_DEG);
        LonLat {
            lat: names.get(index).copied().unwrap_or(p.lat),
            ..p
        }
    };
    let (mut closed, mut open, mut edges) = (Vec::new(), Vec::new(), Vec::new());
    for ring in polygons.iter().flat_map(|polygon| &polygon.rings) {
        let mut pieces = Pieces::default();
        let mut seamless = true;
        for pair in ring.windows(2) {
            let &[a, b] = pair else { continue };
            let (a, b) = (named(a), named(b));
            if a.lon == 180.0 && b.lon == 180.0 {
                edges.push((a.lat, b.lat));
                seamless = false;
            } else {
                pieces.edge(&[a, b]);
            }
        }
        if seamless {
            closed.push(ring.iter().map(|p| named(*p)).collect());
            continue;
        }
        let (rings, ends) = pieces.into_ring();
        closed.extend(rings);
        open.extend(ends);
    }
    if edges.is_empty() {
        return None;
    }
    Some((closed, open, uncancelled(&names, &edges)?))
}

/// The latitudes of vertices on the seam, rising, near ones merged.
fn seam_latitudes(polygons: &[Polygon]) -> Vec<f64> {
    let mut lats: Vec<f64> = polygons
        .iter()
        .flat_map(|polygon| polygon.rings.iter().flatten())
        .map(|p| canonical(*p))
        .filter(|p| p.lon == 180.0)
        .map(|p| p.lat)
        .collect();
    lats.sort_by(f64::total_cmp);
    lats.dedup_by(|later, kept| *later - *kept <= SAME_LAT_DEG);
    lats
}

/// What remains of edges that lie on one another takes so many times what there is, at most: polygons of one
/// feature hardly overlap.
const MOST_OVERLAPS: usize = 8;

/// Northward and southward edges over the same stretch cancel. None if far more would remain than there are.
fn uncancelled(names: &[f64], edges: &[(f64, f64)]) -> Option<Vec<(f64, f64)>> {
    let index = |lat: f64| names.partition_point(|name| *name < lat);
    // How many edges start going north (+) or south (−) at each latitude, summed up below.
    let mut change = vec![0i64; names.len() + 1];
    for &(from, to) in edges {
        let sign = if to > from { 1 } else { -1 };
        let (low, high) = (index(from.min(to)), index(from.max(to)));
        if let Some(count) = change.get_mut(low) {
            *count += sign;
        }
        if let Some(count) = change.get_mut(high) {
            *count -= sign;
        }
    }
    let mut remaining = Vec::new();
    let mut net = 0;
    for (pair, count) in names.windows(2).zip(&change) {
        net += count;
        if let &[low, high] = pair {
            let edge = if net > 0 { (low, high) } else { (high, low) };
            let count = net.unsigned_abs() as usize;
            if remaining.len() + count > MOST_OVERLAPS * (names.len() + edges.len()) {
                return None;
            }
            remaining.extend(std::iter::repeat_n(edge, count));
        }
    }
    Some(remaining)
}

/// Chains pieces and remaining seam edges into rings, end to start.
fn chain(mut lines: Vec<Vec<LonLat>>, seams: Vec<(f64, f64)>) -> Vec<Vec<LonLat>> {
    let at = |lat| LonLat { lon: 180.0, lat };
    lines.extend(seams.into_iter().map(|(from, to)| vec![at(from), at(to)]));
    let key = |p: Option<&LonLat>| p.map(|p| (p.lon.to_bits(), p.lat.to_bits()));
    let mut starts: HashMap<_, Vec<usize>> = HashMap::new();
    for (i, line) in lines.iter().enumerate() {
        starts.entry(key(line.first())).or_default().push(i);
    }
    let mut used = vec![false; lines.len()];
    let mut rings = Vec::new();
    for seed in 0..lines.len() {
        let mut ring: Vec<LonLat> = Vec::new();
        let mut next = Some(seed);
        while let Some(i) = next {
            match used.get_mut(i) {
                Some(done) if !*done => *done = true,
                _ => break,
            }
            for p in lines.get(i).into_iter().flatten() {
                if ring.last() != Some(p) {
                    ring.push(*p);
                }
            }
            if ring.first() == ring.last() {
                break;
            }
            let mut choices = starts.get_mut(&key(ring.last()));
            let mut choice = || choices.as_mut()?.pop();
            next = std::iter::from_fn(&mut choice).find(|i| used.get(*i) == Some(&false));
        }
        // A line without a continuation (damaged input) is closed by an edge of its own.
        if ring.first() != ring.last() {
            ring.extend(ring.first().copied());
        }
        if ring.len() > 3 {
            rings.push(ring);
        }
    }
    rings
}

/// Shells are rings with the smaller side on their left; each hole goes to a shell around it.
fn assemble(rings: Vec<Vec<LonLat>>) -> Vec<Polygon> {
    let half = std::f64::consts::TAU;
    let (shells, holes): (Vec<_>, Vec<_>) = rings
        .into_iter()
        .partition(|ring| area_on_left(ring) <= half);
    let mut polygons: Vec<Polygon> = shells
        .into_iter()
        .map(|ring| Polygon { rings: vec![ring] })
        .collect();
    let left = |polygon: &Polygon| LeftSide::of(polygon.rings.first().map_or(&[], Vec::as_slice));
    let mut sides: Vec<LeftSide> = match holes.is_empty() {
        true => Vec::new(),
        false => polygons.iter().map(left).collect(),
    };
    for hole in holes {
        let inside = |side: &LeftSide| hole.iter().take(3).any(|p| side.holds(*p));
        let around = sides.iter().position(inside);
        match around.and_then(|i| polygons.get_mut(i)) {
            Some(polygon) => polygon.rings.push(hole),
            None => {
                sides.push(LeftSide::of(&hole));
                polygons.push(Polygon { rings: vec![hole] });
            }
        }
    }
    polygons
}

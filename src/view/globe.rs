//! The globe while it turns: projects the vertices that are traced again for each place that it faces.
//!
//! Of a ring that reaches beyond the horizon, what lies behind is drawn along the limb: it has no
//! area there, and the ring stays closed.
//!
//! # References
//! John P. Snyder, *Map projections: a working manual*, USGS Professional Paper 1395 (1987), 20.

use super::projected_atlas::{ProjectedAtlas, WIDTH};
use super::trace::{Trace, Wanted};
use crate::geo::angle::sin_cos;
use crate::geo::LonLat;
use crate::smap::arc_of;

/// Along the limb there is a point at least so often, radians: at a radius of 500 px the chord is
/// then 0.16 px off.
const LIMB_STEP: f64 = 0.05;

/// An atlas' vertices on the sphere, and what the globe faces.
#[derive(Debug, Clone)]
pub struct Globe {
    vectors: Vec<[f32; 3]>,
    /// Sine and cosine of the longitude and of the latitude that it faces.
    facing: [f32; 4],
    scratch: Vec<[f32; 3]>,
}

impl Globe {
    /// The sphere of an atlas, facing 0, 0.
    pub fn new(atlas: &ProjectedAtlas) -> Self {
        let quantum = atlas.atlas.quantum;
        let radians = |units: i32| (f64::from(units) * quantum).to_radians();
        let vectors: Vec<[f32; 3]> = atlas
            .atlas
            .vertices
            .iter()
            .map(|[lon, lat]| {
                let ((sin_lon, cos_lon), (sin_lat, cos_lat)) =
                    (sin_cos(radians(*lon)), sin_cos(radians(*lat)));
                let vector = [cos_lat * cos_lon, cos_lat * sin_lon, sin_lat];
                vector.map(|component| component as f32)
            })
            .collect();
        Self {
            vectors,
            facing: [0.0, 1.0, 0.0, 1.0],
            scratch: Vec::new(),
        }
    }

    /// Turns the globe to face `center`, degrees.
    pub fn turn(&mut self, center: LonLat) {
        let (sin_lon, cos_lon) = sin_cos(center.lon.to_radians());
        let (sin_lat, cos_lat) = sin_cos(center.lat.to_radians());
        self.facing = [sin_lon, cos_lon, sin_lat, cos_lat].map(|value| value as f32);
    }

    /// A vertex as it is seen: east, north and towards the viewer, radius 1.
    fn turned(&self, [x, y, z]: &[f32; 3]) -> [f32; 3] {
        let [sin_lon, cos_lon, sin_lat, cos_lat] = self.facing;
        let ahead = x * cos_lon + y * sin_lon;
        [
            y * cos_lon - x * sin_lon,
            z * cos_lat - ahead * sin_lat,
            ahead * cos_lat + z * sin_lat,
        ]
    }

    /// Adds what is wanted as far as it is seen, without vertices under `rank`, in map units: the globe is
    /// [`WIDTH`] across.
    pub fn trace(&mut self, atlas: &ProjectedAtlas, wanted: &Wanted, rank: u8, out: &mut Trace) {
        let (is_wanted, least) = match wanted {
            Wanted::Areas(is_wanted) => return self.areas(atlas, is_wanted, rank, out),
            Wanted::Outline(region) => {
                for reference in atlas.references(*region) {
                    if !atlas.is_cut(arc_of(*reference).0) {
                        self.line(atlas, *reference, rank, out);
                    }
                }
                return;
            }
            Wanted::Lines(is_wanted, least) => (is_wanted, *least),
        };
        for (number, arc) in (0i32..).zip(0..atlas.atlas.arcs()) {
            if atlas.is_line(arc, least) && is_wanted(atlas.users_of(arc)) {
                self.line(atlas, number, rank, out);
            }
        }
    }

    fn areas(
        &mut self,
        atlas: &ProjectedAtlas,
        is_wanted: &dyn Fn(usize) -> bool,
        rank: u8,
        out: &mut Trace,
    ) {
        for region in (0..atlas.regions()).filter(|region| is_wanted(*region)) {
            for ring in atlas.rings(region) {
                let mut scratch = std::mem::take(&mut self.scratch);
                scratch.clear();
                for reference in ring {
                    self.vertices(atlas, *reference, rank, &mut scratch);
                    // The next arc begins where this one ends.
                    scratch.pop();
                }
                ring_in_sight(&scratch, out);
                self.scratch = scratch;
            }
        }
    }

    fn line(&mut self, atlas: &ProjectedAtlas, reference: i32, rank: u8, out: &mut Trace) {
        let mut scratch = std::mem::take(&mut self.scratch);
        scratch.clear();
        self.vertices(atlas, reference, rank, &mut scratch);
        let mut before: Option<&[f32; 3]> = None;
        for vertex in &scratch {
            let was_seen = before.is_some_and(is_seen);
            if let (Some(before), true) = (before, was_seen != is_seen(vertex)) {
                out.push(flat(horizon(before, vertex)));
            }
            if is_seen(vertex) {
                out.push(flat(*vertex));
            } else if was_seen {
                out.end(2);
            }
            before = Some(vertex);
        }
        if before.is_some_and(is_seen) {
            out.end(2);
        }
        self.scratch = scratch;
    }

    /// The turned vertices of an arc in the direction of the reference.
    fn vertices(&self, atlas: &ProjectedAtlas, reference: i32, rank: u8, out: &mut Vec<[f32; 3]>) {
        let (arc, forward) = arc_of(reference);
        let range = atlas.atlas.span(arc);
        let vectors = self.vectors.get(range.clone()).unwrap_or_default();
        let ranks = atlas.atlas.ranks.get(range).unwrap_or_default();
        let kept = vectors.iter().zip(ranks).filter(|(_, of)| **of >= rank);
        if forward {
            out.extend(kept.map(|(vector, _)| self.turned(vector)));
        } else {
            out.extend(kept.rev().map(|(vector, _)| self.turned(vector)));
        }
    }
}

fn is_seen(vertex: &[f32; 3]) -> bool {
    vertex[2] >= 0.0
}

/// Where an edge passes the horizon.
fn horizon(a: &[f32; 3], b: &[f32; 3]) -> [f32; 3] {
    let t = a[2] / (a[2] - b[2]);
    let [x, y] = [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];
    on_limb(x, y)
}

fn on_limb(x: f32, y: f32) -> [f32; 3] {
    let length = (x * x + y * y).sqrt();
    if length > 0.0 {
        [x / length, y / length, 0.0]
    } else {
        [1.0, 0.0, 0.0]
    }
}

/// From the sphere to map space.
fn flat([x, y, _]: [f32; 3]) -> [f32; 2] {
    let radius = WIDTH as f32 / 2.0;
    [radius + x * radius, radius - y * radius]
}

fn ring_in_sight(ring: &[[f32; 3]], out: &mut Trace) {
    // From a vertex in sight, so that the ring does not end on the limb.
    let Some(start) = ring.iter().position(is_seen) else {
        return;
    };
    let (head, tail) = ring.split_at(start);
    let mut before: Option<&[f32; 3]> = None;
    let mut limb = [1.0, 0.0, 0.0];
    for vertex in tail.iter().chain(head).chain(tail.first()) {
        let was_seen = before.is_none_or(is_seen);
        match (was_seen, is_seen(vertex)) {
            (true, true) => {}
            (true, false) => {
                if let Some(before) = before {
                    limb = horizon(before, vertex);
                    out.push(flat(limb));
                }
                limb = along_limb(limb, on_limb(vertex[0], vertex[1]), out);
            }
            (false, false) => limb = along_limb(limb, on_limb(vertex[0], vertex[1]), out),
            (false, true) => {
                if let Some(before) = before {
                    along_limb(limb, horizon(before, vertex), out);
                }
            }
        }
        if is_seen(vertex) {
            out.push(flat(*vertex));
        }
        before = Some(vertex);
    }
    out.end(3);
}

/// Adds the points of the limb from one to another, the short way.
fn along_limb(from: [f32; 3], to: [f32; 3], out: &mut Trace) -> [f32; 3] {
    let across = f64::from(from[0] * to[1] - from[1] * to[0]);
    let along = f64::from(from[0] * to[0] + from[1] * to[1]);
    let angle = libm::atan2(across, along);
    let steps = (angle.abs() / LIMB_STEP).ceil();
    for step in 1..=steps as u32 {
        let (sin, cos) = sin_cos(angle * f64::from(step) / steps);
        let [sin, cos] = [sin, cos].map(|value| value as f32);
        let point = [
            from[0] * cos - from[1] * sin,
            from[0] * sin + from[1] * cos,
            0.0,
        ];
        out.push(flat(point));
    }
    to
}

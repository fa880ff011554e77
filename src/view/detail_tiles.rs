//! Finer shapes for a part of the map, laid over the chart when all that is in sight has come.
//!
//! Parts are cut from one atlas, so that the arcs between two of them are the same in both: where the
//! second comes, each learns which region lies beyond, and the border is drawn once.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::projected_atlas::{ProjectedAtlas, Window};
use super::{Trace, NONE};
use crate::geo::Projection;
use crate::smap::{arc_of, Atlas};

/// An arc by what both parts have of it: its ends and the vertices next to them, in order.
type Seam = [[i32; 2]; 4];

/// A hash of places on a grid. They come from the map's own files: nobody gains by making them meet.
#[derive(Debug, Clone, Default)]
struct Mixed(u64);

impl Hasher for Mixed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_i32(i32::from(*byte));
        }
    }

    /// # References
    /// Donald E. Knuth, *The Art of Computer Programming* 3 (1973), 6.4: the golden ratio spreads best.
    fn write_i32(&mut self, value: i32) {
        let bits = u64::from(u32::from_ne_bytes(value.to_ne_bytes()));
        let mixed = (self.0 ^ bits).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ (mixed >> 32);
    }
}

/// The parts that have come.
#[derive(Debug, Clone, Default)]
pub struct DetailTiles {
    parts: Vec<Part>,
    /// Arcs with a region on one side only, by what they look like.
    open: HashMap<Seam, (usize, usize), BuildHasherDefault<Mixed>>,
}

#[derive(Debug, Clone)]
struct Part {
    chart: ProjectedAtlas,
    /// The chart's regions by those of the part.
    numbers: Vec<u16>,
    /// By arc: the region beyond the part's edge.
    beyond: Vec<u16>,
    /// By arc: whether another part draws it.
    elsewhere: Vec<bool>,
}

impl Part {
    /// Whether an arc is drawn, and by this part.
    fn draws(&self, arc: usize) -> bool {
        !self.chart.is_cut(arc) && self.elsewhere.get(arc) != Some(&true)
    }

    /// The part's own number of a region of the chart.
    fn local(&self, region: usize) -> Option<usize> {
        let mut numbers = self.numbers.iter();
        numbers.position(|number| usize::from(*number) == region)
    }

    /// The arcs of a region of the chart.
    fn arcs_of(&self, region: u16) -> impl Iterator<Item = usize> + '_ {
        let local = self.local(usize::from(region)).into_iter();
        local.flat_map(|local| self.chart.references(local).map(|r| arc_of(r).0))
    }
}

impl DetailTiles {
    /// Adds a part. Regions that `chart` does not have are left out.
    pub fn add(&mut self, chart: &ProjectedAtlas, atlas: Atlas, projection: &Projection) {
        let numbers: Vec<u16> = atlas
            .regions
            .iter()
            .map(|region| chart.number(&region.key).unwrap_or(NONE))
            .collect();
        let laid = ProjectedAtlas::new(atlas, projection, &[]);
        let arcs = laid.atlas.arcs();
        let mut part = Part {
            chart: laid,
            numbers,
            beyond: vec![NONE; arcs],
            elsewhere: vec![false; arcs],
        };
        let number = self.parts.len();
        for arc in 0..arcs {
            let &[user] = part.chart.users_of(arc) else {
                continue;
            };
            let Some(seam) = seam(part.chart.atlas.arc(arc)) else {
                continue;
            };
            let Some((other, other_arc)) = self.open.remove(&seam) else {
                self.open.insert(seam, (number, arc));
                continue;
            };
            let Some(other) = self.parts.get_mut(other) else {
                continue;
            };
            let theirs = other.chart.users_of(other_arc).first().copied();
            let theirs = theirs.and_then(|user| other.numbers.get(usize::from(user)).copied());
            let ours = part.numbers.get(usize::from(user)).copied();
            set(&mut other.beyond, other_arc, ours.unwrap_or(NONE));
            set(&mut part.beyond, arc, theirs.unwrap_or(NONE));
            set(&mut part.elsewhere, arc, true);
        }
        self.parts.push(part);
    }

    /// As [`ProjectedAtlas::areas`]; `wanted` is told regions of the chart.
    pub fn areas(
        &self,
        wanted: &dyn Fn(usize) -> bool,
        rank: &dyn Fn(&ProjectedAtlas) -> u8,
        window: &Window,
        out: &mut Trace,
    ) {
        for part in &self.parts {
            let wanted = |region| {
                let number = part.numbers.get(region);
                number.is_some_and(|number| wanted(usize::from(*number)))
            };
            let rank = rank(&part.chart);
            part.chart.areas(&wanted, rank, Some(window), out);
        }
    }

    /// As [`ProjectedAtlas::lines`]; `wanted` is told regions of the chart.
    pub fn lines(
        &self,
        wanted: &dyn Fn(&[u16]) -> bool,
        rank: &dyn Fn(&ProjectedAtlas) -> u8,
        window: Option<&Window>,
        out: &mut Trace,
    ) {
        let mut users = Vec::new();
        for part in &self.parts {
            let rank = rank(&part.chart);
            for arc in 0..part.chart.atlas.arcs() {
                if !part.draws(arc) {
                    continue;
                }
                users.clear();
                let own = part.chart.users_of(arc).iter();
                users.extend(own.filter_map(|user| part.numbers.get(usize::from(*user))));
                let beyond = part.beyond.get(arc).copied();
                users.extend(beyond.filter(|region| *region != NONE));
                if wanted(&users) {
                    part.chart.line(arc, rank, window, out);
                }
            }
        }
    }

    /// As [`ProjectedAtlas::border`].
    pub fn border(
        &self,
        a: u16,
        b: u16,
        rank: &dyn Fn(&ProjectedAtlas) -> u8,
        window: Option<&Window>,
        out: &mut Trace,
    ) {
        for part in &self.parts {
            let rank = rank(&part.chart);
            for (one, other) in [(a, b), (b, a)] {
                for arc in part.arcs_of(one) {
                    let own = part.chart.users_of(arc).iter();
                    let mut own = own.filter_map(|user| part.numbers.get(usize::from(*user)));
                    let is_within = own.any(|region| *region == other);
                    // An arc within the part is found from either side: it is drawn once.
                    let is_wanted = match is_within {
                        true => one == a,
                        false => part.beyond.get(arc) == Some(&other),
                    };
                    if is_wanted && part.draws(arc) {
                        part.chart.line(arc, rank, window, out);
                    }
                }
            }
        }
    }

    /// As [`ProjectedAtlas::outline`]; whether any part has the region.
    pub fn outline(
        &self,
        region: usize,
        rank: &dyn Fn(&ProjectedAtlas) -> u8,
        window: Option<&Window>,
        out: &mut Trace,
    ) -> bool {
        let Some((part, local)) = self.find(region) else {
            return false;
        };
        part.chart.outline(local, rank(&part.chart), window, out);
        true
    }

    /// As [`ProjectedAtlas::at`].
    pub fn at(&self, p: [f32; 2]) -> Option<usize> {
        self.parts.iter().find_map(|part| {
            let local = part.chart.at(p)?;
            part.numbers.get(local).map(|number| usize::from(*number))
        })
    }

    /// Whether any part has the region.
    pub fn has(&self, region: usize) -> bool {
        self.find(region).is_some()
    }

    fn find(&self, region: usize) -> Option<(&Part, usize)> {
        self.parts
            .iter()
            .find_map(|part| Some((part, part.local(region)?)))
    }
}

/// The same from either end.
fn seam(line: &[[i32; 2]]) -> Option<Seam> {
    let seam = match line {
        [a, b] => [*a, *a, *b, *b],
        [a, b, .., c, d] => [*a, *b, *c, *d],
        [a, b, c] => [*a, *b, *b, *c],
        _ => return None,
    };
    let mut turned = seam;
    turned.reverse();
    Some(seam.min(turned))
}

fn set<T>(list: &mut [T], at: usize, value: T) {
    if let Some(place) = list.get_mut(at) {
        *place = value;
    }
}

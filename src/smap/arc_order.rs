//! The order of arcs in a packed map: near ones follow each other, those of a ring in its order. So steps
//! between arcs are short, and most references are "the next".

use super::atlas::{arc_of, Atlas, AtlasRegion};
use super::snap::SnappedLines;
use crate::geo::chains::Chains;

/// What the atlas holds besides lines.
pub(super) struct Labels {
    pub(super) quantum: f64,
    pub(super) floor: f64,
    pub(super) cuts: Vec<bool>,
    /// Key and home of each region.
    pub(super) regions: Vec<(String, Option<[i32; 2]>)>,
}

/// Puts lines and regions together, arcs in an order that packs well.
pub(super) fn packed(snapped: &SnappedLines, chains: &Chains, labels: Labels) -> Atlas {
    let plain = plain(snapped, chains, labels);
    let all: Vec<usize> = (0..plain.regions.len()).collect();
    plain.part(&all)
}

/// Puts lines and regions together.
pub(super) fn plain(snapped: &SnappedLines, chains: &Chains, labels: Labels) -> Atlas {
    let mut plain = Atlas {
        quantum: labels.quantum,
        floor: labels.floor,
        ..Atlas::default()
    };
    plain.starts.push(0);
    for (line, is_cut) in snapped.lines.iter().zip(labels.cuts) {
        for vertex in line {
            plain
                .vertices
                .push(snapped.at.get(vertex.place).copied().unwrap_or_default());
            plain.ranks.push(vertex.rank);
        }
        plain.starts.push(plain.vertices.len() as u32);
        plain.cuts.push(is_cut);
    }
    plain.rings.push(0);
    plain.polygons.push(0);
    for ((key, home), polygons) in labels.regions.into_iter().zip(&chains.regions) {
        let first = plain.polygons.len() as u32 - 1;
        for rings in polygons {
            for ring in rings {
                plain
                    .refs
                    .extend(ring.iter().map(|of| reference(of.arc, of.forward)));
                plain.rings.push(plain.refs.len() as u32);
            }
            plain.polygons.push(plain.rings.len() as u32 - 1);
        }
        let polygons = first..plain.polygons.len() as u32 - 1;
        plain.regions.push(AtlasRegion {
            key,
            polygons,
            home,
        });
    }
    plain
}

fn reference(arc: usize, forward: bool) -> i32 {
    let arc = arc as i32;
    if forward {
        arc
    } else {
        !arc
    }
}

impl Atlas {
    /// The map of some of its regions alone, in the order given, with the arcs that they need in an
    /// order that packs well. Lines stay as they are, so parts of one map fit together.
    pub fn part(&self, regions: &[usize]) -> Self {
        let mut part = Arranger::new(self).arranged(regions);
        // Each ring keeps its shape and place; only its arcs have other numbers.
        part.quantum = self.quantum;
        part.floor = self.floor;
        part
    }
}

struct Arranger<'a> {
    from: &'a Atlas,
    to: Atlas,
    /// By old arc: its new reference, forward if it keeps its direction.
    new: Vec<Option<i32>>,
    /// Where the last arc ended.
    pen: [i32; 2],
}

impl<'a> Arranger<'a> {
    fn new(from: &'a Atlas) -> Self {
        let mut to = Atlas::default();
        to.starts.push(0);
        to.rings.push(0);
        to.polygons.push(0);
        Self {
            from,
            to,
            new: vec![None; from.arcs()],
            pen: [0, 0],
        }
    }

    fn arranged(mut self, regions: &[usize]) -> Atlas {
        let from = self.from;
        // Polygons of each region, the nearest next; regions likewise.
        let mut left: Vec<usize> = regions.to_vec();
        let mut polygons_of: Vec<Vec<usize>> = vec![Vec::new(); from.regions.len()];
        while !left.is_empty() {
            let distance = |region: &usize| {
                let polygons = from
                    .regions
                    .get(*region)
                    .map(|region| from.polygons_of(region));
                polygons
                    .into_iter()
                    .flatten()
                    .map(|polygon| self.distance(polygon))
                    .min()
            };
            let nearest = left
                .iter()
                .enumerate()
                .min_by_key(|(_, region)| distance(region).unwrap_or(i64::MAX));
            let Some((at, _)) = nearest else { break };
            let region = left.remove(at);
            let mut polygons: Vec<usize> = from
                .regions
                .get(region)
                .map(|region| from.polygons_of(region))
                .into_iter()
                .flatten()
                .collect();
            while !polygons.is_empty() {
                let nearest = polygons
                    .iter()
                    .enumerate()
                    .min_by_key(|(_, polygon)| self.distance(**polygon));
                let Some((at, _)) = nearest else { break };
                let polygon = polygons.remove(at);
                self.draw(polygon);
                if let Some(list) = polygons_of.get_mut(region) {
                    list.push(polygon);
                }
            }
        }
        for region in regions {
            let polygons = polygons_of.get(*region).cloned().unwrap_or_default();
            self.add_region(*region, &polygons);
        }
        self.to
    }

    /// How far the pen is from a polygon's nearest arc that is not drawn yet.
    fn distance(&self, polygon: usize) -> i64 {
        let refs = self.from.rings_of(polygon).flatten();
        let open = refs
            .map(|of| arc_of(*of))
            .filter(|(arc, _)| self.new.get(*arc) == Some(&None));
        open.filter_map(|(arc, forward)| self.pen_to(arc, forward))
            .min()
            .unwrap_or(i64::MAX - 1)
    }

    /// How far the pen is from where an arc begins.
    fn pen_to(&self, arc: usize, forward: bool) -> Option<i64> {
        let line = self.from.arc(arc);
        let start = if forward { line.first() } else { line.last() };
        Some(apart(*start?, self.pen))
    }

    /// Draws what is not drawn yet of a polygon, from where the pen is nearest.
    fn draw(&mut self, polygon: usize) {
        let from = self.from;
        for ring in from.rings_of(polygon) {
            let start = |of: &i32| {
                let (arc, forward) = arc_of(*of);
                let drawn = self.new.get(arc) != Some(&None);
                (drawn, self.pen_to(arc, forward).unwrap_or(i64::MAX))
            };
            let first = (0..ring.len()).min_by_key(|i| ring.get(*i).map(start));
            let first = first.unwrap_or_default();
            for of in ring.iter().cycle().skip(first).take(ring.len()) {
                let (arc, forward) = arc_of(*of);
                let number = self.to.arcs();
                let Some(new @ None) = self.new.get_mut(arc) else {
                    continue;
                };
                *new = Some(reference(number, forward));
                let span = from.span(arc);
                let at = self.to.vertices.len();
                self.to
                    .vertices
                    .extend(from.vertices.get(span.clone()).unwrap_or_default());
                self.to
                    .ranks
                    .extend(from.ranks.get(span).unwrap_or_default());
                if !forward {
                    self.to.vertices.get_mut(at..).unwrap_or_default().reverse();
                    self.to.ranks.get_mut(at..).unwrap_or_default().reverse();
                }
                self.to.starts.push(self.to.vertices.len() as u32);
                self.to
                    .cuts
                    .push(from.cuts.get(arc).copied().unwrap_or_default());
                self.pen = self.to.vertices.last().copied().unwrap_or(self.pen);
            }
        }
    }

    fn add_region(&mut self, region: usize, polygons: &[usize]) {
        let Some(of) = self.from.regions.get(region) else {
            return;
        };
        let first = self.to.polygons.len() as u32 - 1;
        for polygon in polygons {
            for ring in self.from.rings_of(*polygon) {
                let links: Vec<i32> = ring.iter().filter_map(|of| self.renamed(*of)).collect();
                // From the arc with the least number, as they were drawn.
                let least = (0..links.len()).min_by_key(|i| links.get(*i).map(|of| arc_of(*of).0));
                let links = links
                    .iter()
                    .cycle()
                    .skip(least.unwrap_or_default())
                    .take(links.len());
                self.to.refs.extend(links);
                self.to.rings.push(self.to.refs.len() as u32);
            }
            self.to.polygons.push(self.to.rings.len() as u32 - 1);
        }
        self.to.regions.push(AtlasRegion {
            key: of.key.clone(),
            polygons: first..self.to.polygons.len() as u32 - 1,
            home: of.home,
        });
    }

    fn renamed(&self, old: i32) -> Option<i32> {
        let (arc, forward) = arc_of(old);
        let (new, kept) = arc_of(self.new.get(arc).copied().flatten()?);
        Some(reference(new, kept == forward))
    }
}

fn apart(a: [i32; 2], b: [i32; 2]) -> i64 {
    let [dx, dy] = [a[0] - b[0], a[1] - b[1]].map(i64::from);
    dx * dx + dy * dy
}

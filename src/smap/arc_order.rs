//! The order of arcs in a packed map: near ones follow each other, those of a ring in its order. So steps
//! between arcs are short, and most references are "the next".

use std::collections::HashSet;

use super::atlas::{arc_of, Atlas, AtlasRegion};
use super::snap::SnappedLines;
use crate::geo::chains::Chains;
use crate::geo::planar::BoxTree;
use crate::geo::{Bounds, Point};

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

/// Where an arc of a polygon begins that is not drawn yet.
struct Start {
    /// Its place in the list of regions.
    region: usize,
    polygon: usize,
    arc: usize,
    at: Bounds,
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

    /// The region nearest to the pen next, and of it the nearest polygon; of equally near ones the first.
    fn arranged(mut self, regions: &[usize]) -> Atlas {
        let starts = self.starts(regions);
        let mut by_arc: Vec<Vec<usize>> = vec![Vec::new(); self.from.arcs()];
        for (number, start) in starts.iter().enumerate() {
            if let Some(list) = by_arc.get_mut(start.arc) {
                list.push(number);
            }
        }
        let tree = |starts: &[Start]| {
            BoxTree::new(&starts.iter().map(|start| start.at).collect::<Vec<_>>())
        };
        let mut all = tree(&starts);
        let mut polygons_of: Vec<Vec<usize>> = vec![Vec::new(); regions.len()];
        while let Some(region) = self
            .nearest(&all)
            .and_then(|number| Some(starts.get(number)?.region))
        {
            let first = starts.partition_point(|start| start.region < region);
            let end = starts.partition_point(|start| start.region <= region);
            let of_region = starts.get(first..end).unwrap_or_default();
            let mut own = tree(of_region);
            for (number, start) in of_region.iter().enumerate() {
                if self.is_drawn(start.arc) {
                    own.remove(number);
                }
            }
            while let Some(polygon) = self
                .nearest(&own)
                .and_then(|number| Some(of_region.get(number)?.polygon))
            {
                self.draw(polygon);
                for of in self.from.rings_of(polygon).flatten() {
                    let drawn = by_arc.get_mut(arc_of(*of).0).map(std::mem::take);
                    for number in drawn.into_iter().flatten() {
                        all.remove(number);
                        if (first..end).contains(&number) {
                            own.remove(number - first);
                        }
                    }
                }
                if let Some(list) = polygons_of.get_mut(region) {
                    list.push(polygon);
                }
            }
        }
        for (region, mut polygons) in regions.iter().zip(polygons_of) {
            // Those with arcs that others drew come last.
            let drawn: HashSet<usize> = polygons.iter().copied().collect();
            let every = self.from.regions.get(*region);
            let every = every.map_or(0..0, |region| self.from.polygons_of(region));
            polygons.extend(every.filter(|polygon| !drawn.contains(polygon)));
            self.add_region(*region, &polygons);
        }
        self.to
    }

    fn starts(&self, regions: &[usize]) -> Vec<Start> {
        let mut starts = Vec::new();
        for (region, of) in regions.iter().enumerate() {
            let polygons = self.from.regions.get(*of);
            let polygons = polygons.map_or(0..0, |region| self.from.polygons_of(region));
            for polygon in polygons {
                let refs = self.from.rings_of(polygon).flatten();
                let of_polygon = refs.map(|of| arc_of(*of)).filter_map(|(arc, forward)| {
                    let at = point(self.start(arc, forward)?);
                    let at = Bounds { min: at, max: at };
                    Some(Start {
                        region,
                        polygon,
                        arc,
                        at,
                    })
                });
                starts.extend(of_polygon);
            }
        }
        starts
    }

    fn nearest(&self, starts: &BoxTree) -> Option<usize> {
        starts.nearest(point(self.pen))
    }

    fn is_drawn(&self, arc: usize) -> bool {
        self.new.get(arc) != Some(&None)
    }

    /// Where an arc begins.
    fn start(&self, arc: usize, forward: bool) -> Option<[i32; 2]> {
        let line = self.from.arc(arc);
        let start = if forward { line.first() } else { line.last() };
        start.copied()
    }

    /// How far the pen is from where an arc begins.
    fn pen_to(&self, arc: usize, forward: bool) -> Option<i64> {
        Some(apart(self.start(arc, forward)?, self.pen))
    }

    /// Draws what is not drawn yet of a polygon, from where the pen is nearest.
    fn draw(&mut self, polygon: usize) {
        let from = self.from;
        for ring in from.rings_of(polygon) {
            let start = |of: &i32| {
                let (arc, forward) = arc_of(*of);
                (
                    self.is_drawn(arc),
                    self.pen_to(arc, forward).unwrap_or(i64::MAX),
                )
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

fn point([x, y]: [i32; 2]) -> Point {
    Point::new(f64::from(x), f64::from(y))
}

//! The map as a reader zooms: no gap opens between neighbours.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // helpers of tests

use std::collections::{BTreeMap, BTreeSet};

use stancemap::geo::{LonLat, Point, Projection, ProjectionName};
use stancemap::smap::{self, ALWAYS, EQUAL_EARTH_WIDTH};
use stancemap::view::{ProjectedAtlas, Trace, Wanted, Window, WIDTH};

type Edge = [[u32; 2]; 2];

/// `assets/world.smap` on an Equal Earth map, and its ranks.
fn world() -> (ProjectedAtlas, BTreeSet<u8>) {
    let atlas = smap::decode(&std::fs::read("assets/world.smap").unwrap()).unwrap();
    let middle = Point { x: 500.0, y: 250.0 };
    let projection = Projection::new(ProjectionName::EqualEarth, LonLat { lon: 0.0, lat: 0.0 })
        .placed(WIDTH / EQUAL_EARTH_WIDTH, middle);
    let ranks = atlas.ranks.iter().copied().chain([0, ALWAYS]).collect();
    (ProjectedAtlas::new(atlas, &projection, &[]), ranks)
}

/// The edges of each line, rings closed, as the bits of their ends.
fn edges(trace: &Trace, closed: bool) -> Vec<Edge> {
    let (mut edges, mut from) = (Vec::new(), 0);
    for end in trace.ends.iter().map(|end| *end as usize) {
        let line = trace.coords[from..end].chunks(2);
        let mut line: Vec<[u32; 2]> = line.map(|p| [p[0].to_bits(), p[1].to_bits()]).collect();
        line.extend(line.first().copied().filter(|_| closed));
        edges.extend(line.windows(2).map(|edge| [edge[0], edge[1]]));
        from = end;
    }
    edges
}

fn place(of: [u32; 2]) -> [f64; 2] {
    of.map(|bits| f64::from(f32::from_bits(bits)))
}

/// What an edge adds to the area on its left.
fn under([a, b]: Edge) -> f64 {
    let ([ax, ay], [bx, by]) = (place(a), place(b));
    (ax * by - bx * ay) / 2.0
}

fn turned([a, b]: Edge) -> Edge {
    [b, a]
}

#[test]
fn every_edge_has_a_neighbour_or_is_coast_at_every_rank() {
    let (projected, ranks) = world();
    for rank in ranks {
        let mut areas = Trace::default();
        projected.trace(&Wanted::Areas(&|_| true), rank, None, &mut areas);
        let mut alone: BTreeSet<Edge> = BTreeSet::new();
        let mut used = BTreeSet::new();
        let mut land = 0.0;
        for edge in edges(&areas, true) {
            assert!(used.insert(edge), "rank {rank}: {edge:?} has two users");
            land += under(edge);
            if !alone.remove(&turned(edge)) {
                alone.insert(edge);
            }
        }
        let mut coasts = Trace::default();
        let is_coast = |users: &[u16]| users.len() == 1;
        projected.trace(&Wanted::Lines(&is_coast, 0.0), rank, None, &mut coasts);
        let mut within = 0.0;
        for edge in edges(&coasts, false) {
            let edge = [edge, turned(edge)].into_iter().find(|of| alone.remove(of));
            within += under(edge.unwrap_or_else(|| panic!("rank {rank}: a coast of nothing")));
        }
        // What is left are cuts along the edge of the map: at ±180° or at a pole.
        for edge in &alone {
            let [[ax, ay], [bx, by]] = edge.map(place);
            let upright = (ax < 500.0) == (bx < 500.0) && (ax - 500.0).abs() > 250.0;
            assert!(upright || ay == by, "rank {rank}: a gap at {edge:?}");
            within += under(*edge);
        }
        assert!(alone.len() < 100, "rank {rank}: {} cuts", alone.len());
        assert!((land - within).abs() < 1e-6 * land.abs(), "rank {rank}");
        assert!(land < -5e4, "rank {rank}: {land}");
    }
}

#[test]
fn a_window_has_the_edges_of_the_whole_map_at_every_rank() {
    let (projected, ranks) = world();
    let mut seen = 0;
    for rank in ranks {
        let mut whole = Trace::default();
        projected.trace(&Wanted::Areas(&|_| true), rank, None, &mut whole);
        let whole = edges(&whole, true);
        for step in 0..60_u16 {
            // Coprime steps meet land and sea, at all sizes.
            let (x, y) = (
                f32::from(step * 83 % 1000),
                f32::from(step * 37 % 430) + 30.0,
            );
            let size = 500.0 / f32::from(1_u16 << (step % 7));
            let window = Window {
                min: [x, y],
                max: [x + size, y + size / 2.0],
            };
            let in_sight = |edges: &[Edge]| {
                let mut counts: BTreeMap<Edge, usize> = BTreeMap::new();
                for edge in edges.iter().filter(|edge| reaches(edge, &window)) {
                    *counts.entry(*edge).or_default() += 1;
                }
                counts
            };
            let mut part = Trace::default();
            projected.trace(&Wanted::Areas(&|_| true), rank, Some(&window), &mut part);
            let expected = in_sight(&whole);
            assert_eq!(in_sight(&edges(&part, true)), expected, "{window:?}");
            seen += expected.len();
        }
    }
    assert!(seen > 10_000, "{seen}");
}

/// Whether the box of an edge meets a window.
fn reaches(edge: &Edge, window: &Window) -> bool {
    let [a, b] = edge.map(|of| of.map(f32::from_bits));
    (0..2).all(|i| a[i].min(b[i]) <= window.max[i] && a[i].max(b[i]) >= window.min[i])
}

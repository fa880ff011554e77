//! Several shapes of the atlas made into one: the arcs between them go, the rest join to rings.
//!
//! Works on arcs, so no vertex moves and no inner line remains.

use std::collections::{BTreeMap, BTreeSet};

use super::rings::{is_degenerate, nest, signed_area, Polygon};
use super::topojson::{ArcRef, Atlas, Chain, Position, Shape};

/// The polygons of one feature, and what was left out.
#[derive(Debug, Default)]
pub(super) struct Land {
    /// Exterior (counter-clockwise) first, then holes (clockwise); closed.
    pub(super) polygons: Vec<Polygon>,
    /// Rings without area, or with no polygon to be a hole of.
    pub(super) dropped: usize,
}

/// The union of `shapes`, with the winding of RFC 7946.
pub(super) fn union(atlas: &Atlas, shapes: &[&Shape]) -> Land {
    let mut land = Land::default();
    if let [shape] = shapes {
        for polygon in &shape.polygons {
            let rings = wound(atlas, polygon, &mut land.dropped);
            land.polygons.extend((!rings.is_empty()).then(|| {
                rings
                    .iter()
                    .map(|chain| atlas.ring(chain))
                    .collect::<Vec<_>>()
            }));
        }
        return land;
    }
    let mut chains = Vec::new();
    for polygon in shapes.iter().flat_map(|shape| &shape.polygons) {
        chains.extend(wound(atlas, polygon, &mut land.dropped));
    }
    let rings = joined(atlas, &chains)
        .iter()
        .map(|chain| atlas.ring(chain))
        .collect();
    let (polygons, homeless) = nest(rings);
    land.polygons = polygons;
    land.dropped += homeless.len();
    land
}

/// The rings of one polygon that cover something, exterior counter-clockwise, holes clockwise.
fn wound(atlas: &Atlas, polygon: &[Chain], dropped: &mut usize) -> Vec<Chain> {
    let mut kept = Vec::new();
    for (index, chain) in polygon.iter().enumerate() {
        let ring = atlas.ring(chain);
        if is_degenerate(&ring) || (index > 0 && kept.is_empty()) {
            *dropped += 1;
            continue;
        }
        let is_exterior = index == 0;
        kept.push(if (signed_area(&ring) > 0) == is_exterior {
            chain.clone()
        } else {
            chain.iter().rev().map(|arc| arc.reversed()).collect()
        });
    }
    kept
}

/// Drops every arc that is used both ways and joins the others, end to start.
fn joined(atlas: &Atlas, chains: &[Chain]) -> Vec<Chain> {
    let used: BTreeSet<(usize, bool)> = chains
        .iter()
        .flatten()
        .map(|arc| (arc.arc, arc.backwards))
        .collect();
    let is_inner = |arc: &ArcRef| used.contains(&(arc.arc, !arc.backwards));
    let mut rings: Vec<Chain> = chains
        .iter()
        .filter(|chain| !chain.iter().any(is_inner))
        .cloned()
        .collect();

    let mut from: BTreeMap<Position, Vec<ArcRef>> = BTreeMap::new();
    for chain in chains.iter().filter(|chain| chain.iter().any(is_inner)) {
        for &arc in chain.iter().filter(|arc| !is_inner(arc)) {
            if let Some(start) = atlas.vertices_of(arc).next() {
                from.entry(start).or_default().push(arc);
            }
        }
    }
    while let Some(mut entry) = from.first_entry() {
        let start = *entry.key();
        let mut next = entry.get_mut().pop();
        let mut ring = Chain::new();
        while let Some(arc) = next {
            ring.push(arc);
            let end = atlas.vertices_of(arc).last().unwrap_or(start);
            next = if end == start {
                None
            } else {
                from.get_mut(&end).and_then(Vec::pop)
            };
        }
        from.retain(|_, arcs| !arcs.is_empty());
        if !ring.is_empty() {
            rings.push(ring);
        }
    }
    rings
}

#[cfg(test)]
mod tests {
    use super::super::topojson::a3;
    use super::super::topojson::tests::SQUARES;
    use super::*;

    #[test]
    fn two_squares_become_one_rectangle_without_the_inner_line() {
        let atlas = Atlas::parse(SQUARES, a3).unwrap();
        let land = union(&atlas, &atlas.shapes.iter().collect::<Vec<_>>());
        let [polygon] = land.polygons.as_slice() else {
            panic!("{land:?}")
        };
        let [ring] = polygon.as_slice() else {
            panic!("{land:?}")
        };
        // 2° × 1°, counted twice, in grid steps.
        assert_eq!(signed_area(ring), 4 * 10_000 * 10_000);
        assert_eq!(ring.len(), 7, "{ring:?}");
    }

    #[test]
    fn a_clockwise_exterior_is_turned() {
        let atlas = Atlas::parse(SQUARES, a3).unwrap();
        for shape in &atlas.shapes {
            let land = union(&atlas, &[shape]);
            assert!(signed_area(&land.polygons[0][0]) > 0, "{}", shape.code);
        }
    }

    #[test]
    fn a_ring_of_one_point_is_dropped_and_counted() {
        let speck = r#"{"transform": {"scale": [1, 1], "translate": [0, 0]}, "arcs": [[[1, 1], [0, 0]]],
            "objects": {"countries": {"geometries": [{"properties": {"a3": "VAT"}, "arcs": [[[0]]],
                "type": "MultiPolygon"}]}}}"#;
        let atlas = Atlas::parse(speck, a3).unwrap();
        let land = union(&atlas, &atlas.shapes.iter().collect::<Vec<_>>());
        assert_eq!((land.polygons.len(), land.dropped), (0, 1));
    }
}

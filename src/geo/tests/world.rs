//! The real countries: Russia, Fiji, Antarctica and all the others, cut along many meridians.

use super::{atlas, ll};
use crate::geo::{
    fit_width, ring_area, spherical_area, stitch, Bounds, Point, Polygon, Projection,
    ProjectionName, Topology,
};

fn centers() -> impl Iterator<Item = f64> {
    (-12..=12)
        .map(|i| f64::from(i) * 15.0)
        .chain([11.7, -168.97, 179.999, -179.5])
}

fn stitched() -> Vec<(String, Vec<Polygon>)> {
    atlas()
        .iter()
        .map(|(code, polygons)| (code.clone(), stitch(polygons.clone())))
        .collect()
}

/// Equal Earth keeps areas: any seam, streak or filled world shows in them.
#[test]
fn every_country_keeps_its_area_round_every_meridian() {
    const RADIUS: f64 = 1000.0;
    for (code, polygons) in stitched() {
        let expected = polygons.iter().map(spherical_area).sum::<f64>() * RADIUS * RADIUS;
        for center in centers() {
            let map = Projection::new(ProjectionName::EqualEarth, ll(center, 0.))
                .placed(RADIUS, Point::default());
            let mut got = 0.0;
            for part in map.polygons(&polygons, 0.02) {
                let exterior = ring_area(&part.rings[0]);
                assert!(exterior > 0.0, "{code} is inside out round {center}");
                got += part.rings.iter().map(|ring| ring_area(ring)).sum::<f64>();
            }
            // Every edge may be 0.02 px off.
            let off = (got - expected).abs();
            assert!(
                off < 0.005 * expected + 0.1,
                "{code} round {center}: {got}, not {expected}"
            );
        }
    }
}

/// A sphere's radius is 1000 px here, the map 5400 px wide and more: an edge that spans 250 px from
/// left to right, Antarctica's closing along the bottom aside, would be a streak.
#[test]
fn no_edge_runs_across_the_map() {
    let world = stitched();
    let hard = ["RUS", "FJI", "ATA", "USA", "NZL", "KIR", "CAN", "GRL"];
    for center in centers() {
        for name in ProjectionName::ALL {
            let map = Projection::new(name, ll(center, 0.)).placed(1000.0, Point::default());
            let bottom = map.outline(0.1).bounds().max.y - 1e-6;
            for (code, polygons) in world
                .iter()
                .filter(|(code, _)| hard.contains(&code.as_str()))
            {
                for part in map.polygons(polygons, 0.1) {
                    for edge in part.rings.iter().flat_map(|ring| ring.windows(2)) {
                        let closing = edge.iter().all(|p| p.y >= bottom);
                        let span = (edge[1].x - edge[0].x).abs();
                        assert!(
                            span < 250.0 || closing,
                            "{code} {name:?} {center}: {edge:?}"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn stitching_the_atlas_makes_russia_fiji_and_antarctica_whole() {
    for (code, polygons) in atlas() {
        let whole = stitch(polygons.clone());
        let area = |polygons: &[Polygon]| polygons.iter().map(spherical_area).sum::<f64>();
        assert!((area(&whole) - area(polygons)).abs() < 1e-9, "{code}");
        // Fiji's data have one islet that ends at 180° and two halves that differ by 20 m there.
        for edge in whole
            .iter()
            .flat_map(|p| &p.rings)
            .flat_map(|ring| ring.windows(2))
        {
            let along = edge.iter().all(|p| p.lon.abs() == 180.0);
            let length = (edge[0].lat - edge[1].lat).abs();
            assert!(
                !along || length < 0.06,
                "{code} still has an edge on the antimeridian"
            );
        }
        if ["RUS", "FJI", "ATA"].contains(&code.as_str()) {
            assert!(whole.len() < polygons.len() || code == "ATA", "{code}");
        }
    }
}

#[test]
fn the_world_fills_the_width() {
    let world = stitched();
    let map = Projection::new(ProjectionName::EqualEarth, ll(11.7, 0.));
    let (map, height) = fit_width(map, world.iter().flat_map(|(_, polygons)| polygons), 960.0);
    let mut bounds = Bounds::EMPTY;
    for (_, polygons) in &world {
        for part in map.polygons(polygons, 0.1) {
            part.rings[0].iter().for_each(|p| bounds.add(*p));
        }
    }
    assert!(bounds.min.x.abs() < 0.05 && (bounds.max.x - 960.0).abs() < 0.05);
    assert!(bounds.min.y.abs() < 0.05 && (bounds.max.y - height).abs() < 0.05);
}

#[test]
fn thinned_neighbours_leave_no_gap() {
    let world = stitched();
    let regions: Vec<&[Polygon]> = world.iter().map(|(_, p)| p.as_slice()).collect();
    let topology = Topology::build(&regions);
    let index = |code: &str| world.iter().position(|(c, _)| c == code).unwrap();
    let coarse = |_| 1e-5;
    // South Africa's hole is Lesotho, to the vertex.
    let lesotho = topology
        .polygons(index("LSO"), coarse)
        .remove(0)
        .rings
        .remove(0);
    let mut hole: Vec<_> = topology
        .polygons(index("ZAF"), coarse)
        .into_iter()
        .flat_map(|polygon| polygon.rings.into_iter().skip(1))
        .find(|ring| ring.contains(&lesotho[0]))
        .unwrap();
    hole.reverse();
    assert_eq!(hole, lesotho);
    assert!(lesotho.len() < world[index("LSO")].1[0].rings[0].len());
}

#[test]
fn thinning_leaves_every_ring_three_places() {
    let world = stitched();
    let regions: Vec<&[Polygon]> = world.iter().map(|(_, p)| p.as_slice()).collect();
    let topology = Topology::build(&regions);
    for (region, (code, polygons)) in world.iter().enumerate() {
        let thin = topology.polygons(region, |_| f64::MAX);
        assert_eq!(thin.len(), polygons.len(), "{code}");
        for ring in thin.iter().flat_map(|polygon| &polygon.rings) {
            let mut places: Vec<_> = ring
                .iter()
                .map(|p| (p.lon.to_bits(), p.lat.to_bits()))
                .collect();
            places.sort_unstable();
            places.dedup();
            assert!(places.len() > 2, "{code}");
        }
    }
}

/// France borders Brazil and Suriname (in Guiana), and Italy, but not Portugal.
#[test]
fn borders_are_those_of_the_atlas() {
    let world = stitched();
    let regions: Vec<&[Polygon]> = world.iter().map(|(_, p)| p.as_slice()).collect();
    let topology = Topology::build(&regions);
    let index = |code: &str| world.iter().position(|(c, _)| c == code).unwrap();
    let france = index("FRA");
    for neighbour in ["BRA", "SUR", "ITA", "ESP", "DEU", "BEL", "CHE"] {
        assert!(
            !topology
                .between(france, index(neighbour), |_| 0.0)
                .is_empty(),
            "{neighbour}"
        );
    }
    assert!(topology.between(france, index("PRT"), |_| 0.0).is_empty());
    for border in topology.borders(|_| 0.0) {
        assert_ne!(border.left, border.right);
    }
}

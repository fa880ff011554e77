//! What must hold for every projection, centre and shape.

use std::collections::HashMap;
use std::f64::consts::TAU;

use super::{apart_deg, ll, Random};
use crate::geo::{
    cut_at_antimeridian, fit_width, normalised, spherical_area, stitch, LonLat, PlanarPolygon,
    Point, Polygon, Projection, ProjectionName, Topology,
};

const CENTERS: [(f64, f64); 8] = [
    (0., 0.),
    (11.7, 0.),
    (180., 0.),
    (-180., 20.),
    (-150., -35.),
    (90., 90.),
    (45., -90.),
    (-168.97, 66.),
];

fn every_projection() -> impl Iterator<Item = Projection> {
    ProjectionName::ALL.into_iter().flat_map(|name| {
        let place = Point { x: 480., y: 250. };
        CENTERS.map(|(lon, lat)| Projection::new(name, ll(lon, lat)).placed(150., place))
    })
}

#[test]
fn inverse_of_forward_is_the_same_place() {
    for projection in every_projection() {
        for lon in (-180..=180).step_by(15) {
            for lat in (-90..=90).step_by(5) {
                let place = ll(f64::from(lon), f64::from(lat));
                // Beyond the horizon, or Mercator's limit.
                let Some(point) = projection.forward(place) else {
                    continue;
                };
                let back = projection.inverse(point).unwrap();
                // At the horizon, and at Equal Earth's pole line, half of the digits are lost: the
                // sphere is seen edge on there.
                let off = apart_deg(place, back);
                assert!(
                    off < 1e-5,
                    "{:?} {place:?} came back as {back:?}",
                    projection.name()
                );
            }
        }
    }
}

#[test]
fn only_halves_and_mercator_leave_places_out() {
    for projection in every_projection() {
        let shown = (-180..=180)
            .step_by(15)
            .flat_map(|lon| (-90..=90).step_by(5).map(move |lat| (lon, lat)))
            .filter(|&(lon, lat)| projection.forward(ll(lon.into(), lat.into())).is_some())
            .count();
        let all = 25 * 37;
        match projection.name() {
            name if name.is_azimuthal() => assert!(shown > all / 3 && shown < 2 * all / 3),
            ProjectionName::Mercator => assert_eq!(shown, 25 * 35),
            _ => assert_eq!(shown, all),
        }
    }
}

#[test]
fn no_place_lies_outside_the_outline() {
    for projection in every_projection() {
        let outline = projection.outline(0.01);
        for i in 0..60 {
            for j in 0..40 {
                let point = Point {
                    x: f64::from(i) * 16.3,
                    y: f64::from(j) * 16.3 - 70.,
                };
                let depth = outline.depth(point);
                if depth.abs() > 0.05 {
                    let inside = projection.inverse(point).is_some();
                    assert_eq!(inside, depth > 0.0, "{:?} {point:?}", projection.name());
                }
            }
        }
    }
}

#[test]
fn what_is_no_number_projects_to_nothing() {
    for projection in every_projection() {
        assert_eq!(projection.forward(ll(f64::NAN, 0.)), None);
        assert_eq!(projection.inverse(Point { x: f64::NAN, y: 0. }), None);
        assert_eq!(
            projection.inverse(Point {
                x: 0.,
                y: f64::INFINITY
            }),
            None
        );
    }
}

/// A star round a centre: vertices at random distances in every direction, in order, as seen
/// from above counter-clockwise. With a hole of half the size.
fn star(random: &mut Random) -> Polygon {
    let center = ll(
        random.between(-180., 180.),
        random.between(-1., 1.).asin().to_degrees(),
    );
    // Often centred on what is hard.
    let center = match (random.unit() * 6.0) as u32 {
        0 => ll(180., center.lat),
        1 => ll(center.lon, 90.),
        2 => ll(center.lon, -90.),
        _ => center,
    };
    let size = random.between(3., 70.);
    let globe = Projection::new(ProjectionName::Orthographic, center);
    let count = 5 + (random.unit() * 12.0) as u32;
    let mut exterior = Vec::new();
    let mut hole = Vec::new();
    for i in 0..count {
        let angle = f64::from(i) / f64::from(count) * std::f64::consts::TAU;
        let radius = random.between(0.6, 1.0) * size.to_radians().sin();
        let at = |r: f64| Point {
            x: r * angle.cos(),
            y: -r * angle.sin(),
        };
        exterior.push(globe.inverse(at(radius)).unwrap());
        hole.push(globe.inverse(at(radius / 2.0)).unwrap());
    }
    hole.reverse();
    for ring in [&mut exterior, &mut hole] {
        ring.push(ring[0]);
    }
    Polygon {
        rings: vec![exterior, hole],
    }
}

/// The picture shows a place as inside exactly when it is inside on the sphere, wherever the
/// map is cut: so no seam, no streak and no filled world.
#[test]
fn the_picture_agrees_with_the_sphere() {
    let mut random = Random(20_220_302);
    for round in 0..200 {
        let polygon = star(&mut random);
        for projection in every_projection() {
            let planar = projection.polygons(std::slice::from_ref(&polygon), 0.01);
            let all = PlanarPolygon {
                rings: planar.into_iter().flat_map(|p| p.rings).collect(),
            };
            // The same places for every projection.
            let mut random = Random(20_220_302 + round);
            for _ in 0..12 {
                let place = ll(
                    random.between(-180., 180.),
                    random.between(-1., 1.).asin().to_degrees(),
                );
                let Some(point) = projection.forward(place) else {
                    continue;
                };
                if all.depth(point).abs() > 0.05 {
                    assert_eq!(
                        all.contains(point),
                        polygon.contains(place),
                        "round {round}, {projection:?}, {place:?}, {polygon:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn the_parts_of_a_cut_have_the_area_of_the_whole() {
    let mut random = Random(7);
    for _ in 0..200 {
        let polygon = star(&mut random);
        let center = random.between(-180., 180.);
        let parts = cut_at_antimeridian(std::slice::from_ref(&polygon), center);
        let sum: f64 = parts.iter().map(spherical_area).sum();
        assert!((sum - spherical_area(&polygon)).abs() < 1e-9);
        for p in parts.iter().flat_map(|part| part.rings.iter().flatten()) {
            assert!((p.lon - center).abs() <= 180.0 + 1e-9);
        }
    }
}

#[test]
fn stitching_undoes_a_cut() {
    let mut random = Random(11);
    for _ in 0..200 {
        let polygon = star(&mut random);
        let cut = cut_at_antimeridian(std::slice::from_ref(&polygon), 0.0);
        let whole = stitch(cut);
        assert_eq!(whole.len(), 1, "{polygon:?}");
        assert_eq!(whole[0].rings.len(), 2);
        assert!((spherical_area(&whole[0]) - spherical_area(&polygon)).abs() < 1e-9);
    }
}

#[test]
fn an_edge_has_the_same_points_from_either_end() {
    let mut random = Random(3);
    for projection in every_projection() {
        for _ in 0..20 {
            let a = ll(random.between(-180., 180.), random.between(-89., 89.));
            let b = ll(random.between(-180., 180.), random.between(-89., 89.));
            let there = projection.line(&[a, b], 0.25);
            let mut back = projection.line(&[b, a], 0.25);
            back.reverse();
            back.iter_mut().for_each(|line| line.reverse());
            assert_eq!(there, back);
        }
    }
}

/// Every tenth of a great arc lies within the tolerance of the drawn line.
#[test]
fn resampling_keeps_its_tolerance() {
    let mut random = Random(5);
    let tolerance = 0.25;
    for projection in every_projection() {
        for _ in 0..20 {
            let a = ll(random.between(-180., 180.), random.between(-85., 85.));
            let b = ll(
                (a.lon + random.between(-40., 40.)).clamp(-180., 180.),
                random.between(-85., 85.),
            );
            let lines = projection.line(&[a, b], tolerance);
            let drawn = PlanarPolygon { rings: lines };
            let [[ax, ay, az], [bx, by, bz]] = [a, b].map(crate::geo::sphere::vector);
            for i in 1..40 {
                let t = f64::from(i) / 40.0;
                let mix = |p: f64, q: f64| p * (1.0 - t) + q * t;
                let place = crate::geo::sphere::lon_lat([mix(ax, bx), mix(ay, by), mix(az, bz)]);
                let Some(point) = projection.forward(place) else {
                    continue;
                };
                // Mercator's limit is drawn to the last whole step.
                let off = drawn.depth(point).abs();
                let limit = if projection.name() == ProjectionName::Mercator {
                    2.0
                } else {
                    1.2
                };
                assert!(
                    off <= limit * tolerance,
                    "{projection:?} {a:?} {b:?}: {off}"
                );
            }
        }
    }
}

/// The scale of areas is what a small triangle shows.
#[test]
fn the_scale_of_areas_is_that_of_a_small_shape() {
    for projection in every_projection() {
        for (lon, lat) in [(3., 7.), (100., -33.), (-71., 52.), (160., 77.)] {
            let places = [
                ll(lon, lat),
                ll(lon + 0.1, lat),
                ll(lon, lat + 0.1),
                ll(lon, lat),
            ];
            let small = Polygon {
                rings: vec![places.to_vec()],
            };
            if projection.forward(ll(lon, lat)).is_none() {
                continue;
            }
            let drawn: f64 = projection
                .polygons(std::slice::from_ref(&small), 1e-4)
                .iter()
                .map(PlanarPolygon::area)
                .sum();
            let expected = projection.px2_per_steradian(ll(lon, lat)) * spherical_area(&small);
            let limb = projection.name() == ProjectionName::Orthographic && drawn < 0.05;
            assert!(
                limb || (drawn / expected - 1.0).abs() < 0.02,
                "{projection:?} {lon} {lat}"
            );
        }
    }
}

/// Islets cut like a cake, at tolerances up to their own size: the same everywhere, or any.
#[test]
fn thinned_parts_of_islets_wind_as_before_and_meet() {
    let mut random = Random(11);
    for round in 0..2000_u32 {
        let count = 10 + round % 10;
        let parts = 1 + round % 4;
        let size = 10f64.powf(random.between(-3.0, 0.5));
        let center = ll(random.between(-170., 170.), random.between(-60., 60.));
        let coast: Vec<LonLat> = (0..count)
            .map(|i| {
                let (sin, cos) = (TAU * f64::from(i) / f64::from(count)).sin_cos();
                let radius = size * random.between(0.1, 1.0);
                ll(center.lon + radius * cos, center.lat + radius * sin)
            })
            .collect();
        let cuts: Vec<usize> = [0, 1, 4, 9].into_iter().take(parts as usize).collect();
        let whole = pieces(center, &coast, &cuts);
        let slices: Vec<&[Polygon]> = whole.iter().map(Vec::as_slice).collect();
        let topology = Topology::build(&slices);
        let tolerance = size.to_radians().powi(2) * 10f64.powf(random.between(-3.0, 0.5));
        let any = |p: LonLat| match p.lon.to_bits() % 3 {
            0 => 0.0,
            _ => f64::MAX,
        };
        for (region, whole) in whole.iter().enumerate() {
            let most = 4.0 * size.to_radians().powi(2);
            for thin in [
                topology.polygons(region, |_| tolerance),
                topology.polygons(region, any),
            ] {
                let area = spherical_area(&thin[0]);
                assert!(area > 0.0 && area < most, "{round}: {thin:?} of {whole:?}");
            }
        }
        let mut edges = HashMap::new();
        for region in 0..whole.len() {
            for ring in topology.polygons(region, |_| tolerance)[0].rings.iter() {
                for edge in ring.windows(2) {
                    let [a, b] = [edge[0], edge[1]].map(|p| (p.lon.to_bits(), p.lat.to_bits()));
                    let along = if a < b { 1 } else { -1 };
                    *edges.entry((a.min(b), a.max(b))).or_insert(0) += along;
                }
            }
        }
        for border in topology.borders(|_| tolerance) {
            for edge in border.line.windows(2) {
                let [a, b] = [edge[0], edge[1]].map(|p| (p.lon.to_bits(), p.lat.to_bits()));
                assert_eq!(
                    edges[&(a.min(b), a.max(b))],
                    0,
                    "{round}: a gap at {edge:?}"
                );
            }
        }
    }
}

/// A coast round a centre, cut from there at some of its places.
fn pieces(center: LonLat, coast: &[LonLat], cuts: &[usize]) -> Vec<Vec<Polygon>> {
    let around = |from: usize, to: usize| coast.iter().cycle().skip(from).take(to - from + 1);
    let closed = |mut ring: Vec<LonLat>| {
        ring.extend(ring.first().copied());
        vec![Polygon { rings: vec![ring] }]
    };
    match cuts {
        [_] => vec![closed(coast.to_vec())],
        cuts => {
            let ends = cuts.iter().skip(1).copied().chain([coast.len()]);
            let piece = |(from, to): (&usize, usize)| {
                closed(
                    [center]
                        .into_iter()
                        .chain(around(*from, to).copied())
                        .collect(),
                )
            };
            cuts.iter().zip(ends).map(piece).collect()
        }
    }
}

/// Nothing that isn't a place passes the door; if it does, it must not hang or panic here.
#[test]
fn damaged_coordinates_end_without_a_panic() {
    let bad = [f64::NAN, f64::INFINITY, -1e300, 1e-320, 540.0, 180.0];
    let ring: Vec<LonLat> = bad
        .iter()
        .flat_map(|lon| bad.iter().map(|lat| ll(*lon, *lat)))
        .collect();
    let polygon = Polygon {
        rings: vec![ring.clone(), ring.clone()],
    };
    for projection in every_projection() {
        projection.polygons(std::slice::from_ref(&polygon), 0.25);
        projection.line(&ring, 0.0);
        fit_width(projection, [&polygon], 320.0);
    }
    let whole = stitch(normalised(vec![polygon.clone()]));
    Topology::build(&[&whole, std::slice::from_ref(&polygon)]).polygons(1, |_| 1.0);
    cut_at_antimeridian(&stitch(vec![polygon]), 12.0);
}

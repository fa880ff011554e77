//! Shapes that sit exactly on what is hard: the antimeridian, the poles, the horizon.

use super::{ll, ring};
use crate::geo::{
    cut_at_antimeridian, ring_area, spherical_area, stitch, PlanarPolygon, Point, Polygon,
    Projection, ProjectionName,
};
use std::f64::consts::PI;

fn polygon(rings: &[&[(f64, f64)]]) -> Polygon {
    Polygon {
        rings: rings.iter().map(|places| ring(places)).collect(),
    }
}

fn equal_earth(center_lon: f64) -> Projection {
    Projection::new(ProjectionName::EqualEarth, ll(center_lon, 0.)).placed(100., Point::default())
}

fn area(parts: &[PlanarPolygon]) -> f64 {
    parts
        .iter()
        .flat_map(|part| &part.rings)
        .map(|ring| ring_area(ring))
        .sum()
}

/// Equal Earth shows the area on the sphere, whatever meridian is cut.
fn assert_area_kept(polygon: &Polygon) {
    let expected = spherical_area(polygon) * 100. * 100.;
    assert!(expected > 0.0);
    for center in -12..=12 {
        for odd in [0.0, 11.7] {
            let center = f64::from(center) * 15. + odd;
            let got = area(&equal_earth(center).polygons(std::slice::from_ref(polygon), 1e-4));
            assert!(
                (got - expected).abs() < 0.1,
                "centre {center}: {got}, not {expected}"
            );
        }
    }
}

#[test]
fn a_box_across_the_antimeridian() {
    assert_area_kept(&polygon(&[&[
        (170., 10.),
        (-170., 10.),
        (-170., 30.),
        (170., 30.),
    ]]));
}

#[test]
fn a_box_with_an_edge_on_the_antimeridian() {
    assert_area_kept(&polygon(&[&[
        (170., 10.),
        (180., 10.),
        (180., 30.),
        (170., 30.),
    ]]));
    assert_area_kept(&polygon(&[&[
        (-180., 10.),
        (-170., 10.),
        (-170., 30.),
        (-180., 30.),
    ]]));
}

#[test]
fn a_diamond_with_vertices_on_the_antimeridian() {
    assert_area_kept(&polygon(&[&[
        (180., 0.),
        (-165., 15.),
        (-180., 30.),
        (165., 15.),
    ]]));
}

#[test]
fn a_tip_that_touches_the_antimeridian() {
    assert_area_kept(&polygon(&[&[(160., 0.), (180., 10.), (160., 20.)]]));
    assert_area_kept(&polygon(&[&[(-180., 10.), (-160., 0.), (-160., 20.)]]));
}

#[test]
fn a_notch_that_touches_the_antimeridian() {
    let places = [
        (160., -30.),
        (-160., -30.),
        (-160., 30.),
        (160., 30.),
        (180., 0.),
    ];
    assert_area_kept(&polygon(&[&places]));
}

#[test]
fn a_hole_across_the_antimeridian() {
    assert_area_kept(&polygon(&[
        &[(150., -30.), (-150., -30.), (-150., 30.), (150., 30.)],
        &[(170., -10.), (170., 10.), (-170., 10.), (-170., -10.)],
    ]));
}

#[test]
fn a_hole_with_an_edge_on_the_antimeridian() {
    assert_area_kept(&polygon(&[
        &[(150., -30.), (-150., -30.), (-150., 30.), (150., 30.)],
        &[(170., -10.), (170., 10.), (180., 10.), (180., -10.)],
    ]));
}

#[test]
fn a_cap_round_each_pole() {
    assert_area_kept(&polygon(&[&[
        (0., 60.),
        (90., 70.),
        (180., 60.),
        (-90., 70.),
    ]]));
    assert_area_kept(&polygon(&[&[
        (0., -60.),
        (-90., -70.),
        (-180., -60.),
        (90., -70.),
    ]]));
}

#[test]
fn a_ring_about_the_pole_with_the_pole_in_its_hole() {
    assert_area_kept(&polygon(&[
        &[(0., 50.), (90., 50.), (180., 50.), (-90., 50.)],
        &[(-90., 75.), (180., 75.), (90., 75.), (0., 75.)],
    ]));
}

#[test]
fn a_wedge_with_its_tip_at_the_pole() {
    assert_area_kept(&polygon(&[&[(10., 50.), (60., 50.), (0., 90.)]]));
    assert_area_kept(&polygon(&[&[(-170., -50.), (170., -50.), (123., -90.)]]));
}

#[test]
fn an_edge_over_the_pole() {
    assert_area_kept(&polygon(&[&[(-60., 50.), (30., 40.), (120., 50.)]]));
}

#[test]
fn all_but_a_small_box_is_the_outline_with_a_hole() {
    let rest = polygon(&[&[(10., 10.), (10., 30.), (40., 30.), (40., 10.)]]);
    assert!(spherical_area(&rest) > 3.9 * PI);
    assert_area_kept(&rest);
}

#[test]
fn a_cut_keeps_coordinates_off_the_cut() {
    let places = [
        (170.123_456_7, 10.1),
        (-170.2, 10.3),
        (-170.3, 30.7),
        (169.9, 30.9),
    ];
    let parts = cut_at_antimeridian(&[polygon(&[&places])], 0.0);
    assert_eq!(parts.len(), 2);
    for (lon, lat) in places {
        assert!(
            parts
                .iter()
                .any(|part| part.rings[0].contains(&ll(lon, lat))),
            "{lon} {lat}"
        );
    }
}

#[test]
fn the_globe_shows_the_near_half_of_a_hemisphere_round_its_limb() {
    // A cap of 60° round the limb's east point: half of it is in front.
    let globe =
        Projection::new(ProjectionName::Orthographic, ll(-90., 0.)).placed(100., Point::default());
    let places: Vec<(f64, f64)> = (0..360)
        .map(|i| f64::from(i).to_radians())
        .map(|angle| {
            let at = Point {
                x: 60f64.to_radians().sin() * angle.cos(),
                y: -60f64.to_radians().sin() * angle.sin(),
            };
            let place = Projection::new(ProjectionName::Orthographic, ll(0., 0.))
                .inverse(at)
                .unwrap();
            (place.lon, place.lat)
        })
        .collect();
    let parts = globe.polygons(&[polygon(&[&places])], 0.001);
    assert_eq!(parts.len(), 1);
    // Seen edge on, the cap ends in a chord: a segment of the disc, 60° to each side.
    let half_angle = 60f64.to_radians();
    let expected = 100. * 100. * (half_angle - half_angle.sin() * half_angle.cos());
    assert!(
        (area(&parts) - expected).abs() < 1.0,
        "{}, not {expected}",
        area(&parts)
    );
}

#[test]
fn the_globe_is_full_of_what_surrounds_it_and_free_of_what_is_behind() {
    let small = polygon(&[&[(170., -10.), (-170., -10.), (-170., 10.), (170., 10.)]]);
    let mut rest = small.clone();
    rest.rings[0].reverse();
    let globe =
        Projection::new(ProjectionName::Orthographic, ll(0., 0.)).placed(100., Point::default());
    assert!(globe.polygons(&[small], 0.01).is_empty());
    let disc = area(&globe.polygons(&[rest], 0.001));
    assert!((disc / (PI * 100. * 100.) - 1.0).abs() < 1e-4, "{disc}");
}

#[test]
fn a_line_along_the_cut_is_drawn_once() {
    let line = [ll(-39., 10.), ll(-39., 20.)];
    assert_eq!(equal_earth(141.).line(&line, 0.1).len(), 1);
}

#[test]
fn mercator_cuts_a_cap_at_its_limit() {
    let mercator =
        Projection::new(ProjectionName::Mercator, ll(0., 0.)).placed(100., Point::default());
    let cap = polygon(&[&[(0., -80.), (-120., -80.), (120., -80.)]]);
    let parts = mercator.polygons(&[cap], 0.01);
    let lowest = parts
        .iter()
        .flat_map(|p| p.rings.iter().flatten())
        .map(|p| p.y)
        .fold(0., f64::max);
    assert!((lowest - 100. * PI).abs() < 1e-6, "{lowest}");
    // What lies wholly beyond is gone.
    let beyond = polygon(&[&[(0., 87.), (90., 87.), (180., 87.), (-90., 87.)]]);
    assert!(mercator.polygons(&[beyond], 0.01).is_empty());
}

#[test]
fn stitching_joins_two_halves_and_leaves_a_lone_edge() {
    let west = polygon(&[&[(170., 10.), (180., 10.), (180., 30.), (170., 30.)]]);
    let east = polygon(&[&[(-180., 10.), (-170., 10.), (-170., 20.), (-180., 20.)]]);
    let alone = stitch(vec![west.clone()]);
    assert_eq!(alone.len(), 1);
    assert!((spherical_area(&alone[0]) - spherical_area(&west)).abs() < 1e-12);
    let sum = spherical_area(&west) + spherical_area(&east);
    let both = stitch(vec![west, east]);
    assert_eq!(both.len(), 1);
    assert!((spherical_area(&both[0]) - sum).abs() < 1e-12);
}

#[test]
fn stitching_opens_the_closing_at_the_pole() {
    let cut = polygon(&[&[
        (180., -70.),
        (60., -70.),
        (-60., -70.),
        (-180., -70.),
        (-180., -90.),
        (180., -90.),
    ]]);
    let whole = stitch(vec![cut]);
    assert_eq!(whole.len(), 1);
    assert_eq!(whole[0].rings.len(), 1);
    assert!(whole[0].rings[0].iter().all(|p| p.lat == -70.0));
}

#[test]
fn stitching_leaves_what_is_off_the_seam_as_it_is() {
    let inland = vec![polygon(&[&[(10., 10.), (20., 10.), (20., 20.)]])];
    assert_eq!(stitch(inland.clone()), inland);
}

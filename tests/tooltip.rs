//! A tooltip tells about a region without hiding it, and stays where it can be read.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

mod common;

use stancemap::geo::Point;
use stancemap::scene::{compose_map, place_tooltip, MapScene, Options, Theme};

/// Width and height of a tooltip, CSS px.
const SIZE: (f64, f64) = (180.0, 64.0);

fn scene(width_px: f64) -> (stancemap::StanceMap, MapScene) {
    let map = common::load("es-11-1.json");
    let options = Options {
        width_px,
        theme: Theme::Light,
    };
    let scene = compose_map(&map, &options);
    (map, scene)
}

/// What a reader sees around the map: its box, the headline above and some notes below.
fn view(scene: &MapScene) -> [Point; 2] {
    [
        Point { x: -8.0, y: -150.0 },
        Point {
            x: scene.scene.width + 8.0,
            y: scene.scene.height + 250.0,
        },
    ]
}

/// Whether the region's own look lies under the tooltip, sampled at every fourth px.
fn covers(scene: &MapScene, region: usize, at: Point) -> bool {
    (0..=SIZE.0 as u32).step_by(4).any(|dx| {
        (0..=SIZE.1 as u32).step_by(4).any(|dy| {
            let p = Point {
                x: at.x + f64::from(dx),
                y: at.y + f64::from(dy),
            };
            scene.hits.exact(p) == Some(region)
        })
    })
}

fn assert_clear(width_px: f64) {
    let (map, scene) = scene(width_px);
    let view = view(&scene);
    for (region, info) in map.regions.iter().enumerate() {
        let Some(pointer) = scene.hits.anchor(region) else {
            continue;
        };
        let at = place_tooltip(&scene, region, SIZE, view, pointer);
        assert!(!covers(&scene, region, at), "{} is covered", info.iso3);
        assert!(
            at.x >= view[0].x
                && at.y >= view[0].y
                && at.x + SIZE.0 <= view[1].x
                && at.y + SIZE.1 <= view[1].y,
            "{} is told of at {at:?}",
            info.iso3
        );
    }
}

#[test]
fn no_region_is_covered_by_its_own_tooltip_on_a_wide_map() {
    assert_clear(960.0);
}

#[test]
fn no_region_is_covered_by_its_own_tooltip_on_a_phone() {
    assert_clear(360.0);
}

#[test]
fn a_small_country_is_told_of_nearby() {
    let (map, scene) = scene(960.0);
    let region = map.index_of("TUV").unwrap();
    let pointer = scene.hits.anchor(region).unwrap();
    let at = place_tooltip(&scene, region, SIZE, view(&scene), pointer);
    let nearest = Point {
        x: pointer.x.clamp(at.x, at.x + SIZE.0),
        y: pointer.y.clamp(at.y, at.y + SIZE.1),
    };
    let away = (nearest.x - pointer.x).hypot(nearest.y - pointer.y);
    assert!((10.0..40.0).contains(&away), "{away} px away");
}

#[test]
fn a_view_too_small_for_the_tooltip_shows_its_start() {
    let (map, scene) = scene(960.0);
    let region = map.index_of("TUV").unwrap();
    let corner = Point { x: 3.0, y: 5.0 };
    let at = place_tooltip(&scene, region, SIZE, [corner, corner], corner);
    assert_eq!((at.x, at.y), (3.0, 5.0));
}

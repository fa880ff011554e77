//! Stances alone look as on the map, and nothing else is painted; what has the focus can be found.
#![cfg(feature = "cli")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

mod common;

use resvg::tiny_skia::{Pixmap, PremultipliedColorU8};
use stancemap::geo::Point;
use stancemap::paint;
use stancemap::scene::{
    compose_emphasis, compose_focus, compose_map, Item, MapScene, Options, Scene, Theme,
};
use stancemap::stance::{Kind, Stance};
use stancemap::StanceMap;

fn composed(width_px: f64, theme: Theme) -> (StanceMap, MapScene) {
    let map = common::load("es-11-1.json");
    let scene = compose_map(&map, &Options { width_px, theme });
    (map, scene)
}

fn raster(scene: &Scene) -> Pixmap {
    let svg = paint::svg(scene).unwrap();
    paint::raster_from_svg(&svg, 1.0, &paint::Fonts::bundled()).unwrap()
}

fn at(pixels: &Pixmap, p: Point) -> Option<PremultipliedColorU8> {
    pixels.pixel(p.x as u32, p.y as u32)
}

/// Distance from the nearest marker or leader of another stance.
fn from_others(map: &StanceMap, scene: &MapScene, stance: Stance, p: Point) -> f64 {
    let others = scene.markers.iter();
    let others = others.filter(|m| map.regions[m.region].stance != stance);
    others
        .map(|m| {
            let [a, b] = m.leader.unwrap_or([m.center; 2]);
            let (dx, dy) = (b.x - a.x, b.y - a.y);
            let along = (p.x - a.x) * dx + (p.y - a.y) * dy;
            let t = (along / (dx * dx + dy * dy).max(1e-9)).clamp(0.0, 1.0);
            let leader = (p.x - a.x - t * dx).hypot(p.y - a.y - t * dy);
            leader.min((p.x - m.center.x).hypot(p.y - m.center.y) - m.radius)
        })
        .fold(f64::INFINITY, f64::min)
}

/// The middles of pixels, every third, around which only regions of `stance` are painted, their
/// borders included.
fn inner_pixels(map: &StanceMap, scene: &MapScene, stance: Stance) -> Vec<Point> {
    let shown = |p: Point| scene.hits.exact(p).map(|region| map.regions[region].stance);
    let columns = (0..scene.scene.width as u32).step_by(3);
    let places = columns.flat_map(|x| {
        let rows = (0..scene.scene.height as u32).step_by(3);
        rows.map(move |y| Point {
            x: f64::from(x) + 0.5,
            y: f64::from(y) + 0.5,
        })
    });
    let inner = places.filter(|p| {
        let around = [(0.0, 0.0), (-2.0, 0.0), (2.0, 0.0), (0.0, -2.0), (0.0, 2.0)];
        around.iter().all(|(dx, dy)| {
            let near = Point {
                x: p.x + dx,
                y: p.y + dy,
            };
            shown(near) == Some(stance)
        }) && from_others(map, scene, stance, *p) > 3.0
    });
    inner.collect()
}

fn assert_alone(theme: Theme, stance: Stance) {
    let (map, scene) = composed(960.0, theme);
    let base = raster(&scene.scene);
    let mut emphasis = compose_emphasis(&map, &scene, &[stance]);
    let alone = raster(&emphasis);
    emphasis.paper = scene.scene.paper;
    let on_paper = raster(&emphasis);
    let inner = inner_pixels(&map, &scene, stance);
    assert!(inner.len() > 1000, "only {} pixels", inner.len());
    // The hairline of another stance's name may cross.
    let differ = inner
        .iter()
        .filter(|p| at(&base, **p) != at(&on_paper, **p));
    let share = differ.count() as f64 / inner.len() as f64;
    assert!(share < 0.002, "{:.2} % of the pixels differ", share * 100.0);

    for (region, info) in map.regions.iter().enumerate() {
        let other = info.stance != stance && info.kind != Kind::Disputed;
        let Some(anchor) = scene.hits.anchor(region).filter(|_| other) else {
            continue;
        };
        // A marker's own centre; a shape with room for a pixel that no line of a neighbour blends.
        let marked = scene.markers.iter().any(|m| m.region == region);
        let around = [(-2.0, 0.0), (2.0, 0.0), (0.0, -2.0), (0.0, 2.0)];
        let roomy = around.iter().all(|(dx, dy)| {
            let near = Point {
                x: anchor.x + dx,
                y: anchor.y + dy,
            };
            scene.hits.exact(near) == Some(region)
        });
        if roomy && !marked {
            let alpha = at(&alone, anchor).unwrap().alpha();
            assert_eq!(alpha, 0, "{} is not transparent", info.name);
        }
    }
}

#[test]
fn abstentions_alone_look_as_on_the_map() {
    assert_alone(Theme::Light, Stance::Abstain);
}

#[test]
fn votes_against_alone_look_as_on_the_map_in_high_contrast() {
    assert_alone(Theme::DarkContrast, Stance::No);
}

/// Patterns and borders between co-sponsors, and their many markers.
#[test]
fn co_sponsors_alone_look_as_on_the_map_in_high_contrast() {
    assert_alone(Theme::LightContrast, Stance::CoSponsor);
}

#[test]
fn the_line_of_control_stays_disputed_when_abstentions_stand_alone() {
    let (map, scene) = composed(960.0, Theme::Light);
    let dashes = |stances: &[Stance]| {
        let alone = compose_emphasis(&map, &scene, stances);
        let disputed = alone.groups.into_iter().find(|g| g.name == "disputed");
        disputed.map_or(0, |group| {
            let lines = group.items.into_iter().map(|item| match item {
                Item::Strokes(strokes) => strokes.lines.len(),
                _ => 0,
            });
            lines.sum()
        })
    };
    // India and Pakistan abstained; no country that voted no has a disputed line on this map but
    // Syria, round the Golan.
    let (all, abstain, no) = (
        dashes(&Stance::ALL),
        dashes(&[Stance::Abstain]),
        dashes(&[Stance::No]),
    );
    assert!(abstain > all / 4 && abstain < all, "{abstain} of {all}");
    assert!(no < all / 4, "{no} of {all}");
}

/// WCAG 2.2, 2.5.8: 24 px.
#[test]
fn what_has_the_focus_is_outlined_24_px_across_or_more() {
    for width_px in [360.0, 960.0] {
        let (map, scene) = composed(width_px, Theme::Light);
        for (region, info) in map.regions.iter().enumerate() {
            let Some(anchor) = scene.hits.anchor(region) else {
                continue;
            };
            let focus = compose_focus(&map, &scene, region, Theme::Light);
            let lines = focus.groups[0].items.iter().filter_map(|item| match item {
                Item::Strokes(strokes) => Some(&strokes.lines),
                _ => None,
            });
            let widest = lines.flatten().map(|line| {
                let (mut low, mut high) = (line[0], line[0]);
                for p in line {
                    low = Point {
                        x: low.x.min(p.x),
                        y: low.y.min(p.y),
                    };
                    high = Point {
                        x: high.x.max(p.x),
                        y: high.y.max(p.y),
                    };
                }
                let holds = low.x <= anchor.x
                    && anchor.x <= high.x
                    && low.y <= anchor.y
                    && anchor.y <= high.y;
                if holds {
                    (high.x - low.x).max(high.y - low.y)
                } else {
                    0.0
                }
            });
            let large = scene.shapes[region].iter().map(|polygon| {
                let bounds = polygon.bounds();
                (bounds.max.x - bounds.min.x).max(bounds.max.y - bounds.min.y)
            });
            let widest = widest.chain(large).fold(0.0, f64::max);
            assert!(
                widest > 23.9,
                "{} at {width_px} px: {widest:.1} px",
                info.name
            );
        }
    }
}

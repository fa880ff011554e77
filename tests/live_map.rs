//! What the live map must show: its shapes and markers are where the composed map has them. Leaves the
//! composed maps, as SVG and rastered, for `tests/browser/picture.spec.mjs`, which compares the live
//! map with them.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod common;

use std::path::Path;

use stancemap::geo::{PlanarPolygon, Point};
use stancemap::page::{self, breakpoint_layout, MarkerColumns, PageData};
use stancemap::paint::{self, Fonts};
use stancemap::scene::{compose_map, MapScene, Marker, Options, Theme};
use stancemap::view::{ProjectedAtlas, Trace, Tracer, Wanted, DETAIL_PX2, WIDTH};
use stancemap::StanceMap;

const WIDTHS: [f64; 3] = [360.0, 600.0, 960.0];
/// How far a mark may be from its place, CSS px.
const APART_PX: f64 = 1.0;

/// Left, top, right, bottom of the largest of some rings.
fn largest(rings: impl Iterator<Item = Vec<Point>>) -> Option<[f64; 4]> {
    let boxes = rings.map(|ring| {
        let xs = || ring.iter().map(|p| p.x);
        let ys = || ring.iter().map(|p| p.y);
        [
            xs().fold(f64::INFINITY, f64::min),
            ys().fold(f64::INFINITY, f64::min),
            xs().fold(f64::NEG_INFINITY, f64::max),
            ys().fold(f64::NEG_INFINITY, f64::max),
        ]
    });
    boxes.max_by(|a, b| {
        let size = |[l, t, r, b]: &[f64; 4]| (r - l) * (b - t);
        size(a).total_cmp(&size(b))
    })
}

/// The rings of a region as the live map traces them, px of a map `width_px` wide.
fn traced(atlas: &ProjectedAtlas, region: usize, width_px: f64) -> Vec<Vec<Point>> {
    let scale = width_px / WIDTH;
    let mut trace = Trace::default();
    let rank = atlas.rank(scale, DETAIL_PX2);
    atlas.trace(&Wanted::Areas(&|of| of == region), rank, None, &mut trace);
    let mut from = 0;
    let rings = trace.ends.iter().map(|end| {
        let ring = trace.coords[from..*end as usize].chunks(2);
        from = *end as usize;
        ring.map(|p| Point {
            x: f64::from(p[0]) * scale,
            y: f64::from(p[1]) * scale,
        })
        .collect()
    });
    rings.collect()
}

fn shells(polygons: &[PlanarPolygon]) -> impl Iterator<Item = Vec<Point>> + '_ {
    polygons.iter().map(|polygon| polygon.rings[0].clone())
}

/// In words, what is not in its place.
fn misplaced(
    map: &StanceMap,
    scene: &MapScene,
    atlas: &ProjectedAtlas,
    (width, theme): (f64, Theme),
) -> Vec<String> {
    let mut found = Vec::new();
    let layout = breakpoint_layout(map, width, theme);
    let in_insets = layout.inset.map(|(_, columns)| columns);
    let columns = [layout.markers].into_iter().chain(in_insets);
    let markers: Vec<(usize, [f64; 2])> = columns
        .flat_map(|MarkerColumns(steps, across, down)| {
            let mut number = 0;
            let marker = |i: usize| {
                number += steps[i];
                let moved = [across[i], down[i]].map(|parts| f64::from(parts) / 8.0);
                (number as usize, moved)
            };
            (0..steps.len()).map(marker).collect::<Vec<_>>()
        })
        .collect();
    // Insets have shapes of their own.
    let (_, height) = map.fitted(scene.scene.width);
    let is_main = |shell: &Vec<Point>| shell.iter().all(|p| p.y <= height + 1e-6);
    for (region, info) in map.regions.iter().enumerate() {
        let marker = scene.markers.iter().find(|marker| marker.region == region);
        let live = markers.iter().find(|(of, _)| *of == region);
        if let (Some(marker), Some((_, moved))) = (marker, live) {
            let [dx, dy] = *moved;
            let off =
                (marker.home.x + dx - marker.center.x).hypot(marker.home.y + dy - marker.center.y);
            if off > APART_PX {
                found.push(format!("{}: marker {off:.2} px off", info.iso3));
            }
            continue;
        }
        if marker.is_some() != live.is_some() {
            found.push(format!("{}: a marker in one of the two", info.iso3));
        }
        let drawn = largest(shells(&scene.shapes[region]).filter(is_main));
        let live = largest(traced(atlas, region, scene.scene.width).into_iter());
        // What is no member may be too small to be traced.
        let (Some(drawn), Some(live)) = (drawn, live) else {
            continue;
        };
        let off = drawn.iter().zip(live).map(|(a, b)| (a - b).abs());
        let off = off.fold(0.0, f64::max);
        if info.is_member() && off > APART_PX {
            found.push(format!("{}: shape {off:.2} px off", info.iso3));
        }
    }
    found
}

#[test]
fn marks_of_the_live_map_are_where_the_composed_map_has_them() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("maps");
    std::fs::create_dir_all(&folder).unwrap();
    for document in common::DOCUMENTS {
        let map = common::load(document);
        let (projection, _) = map.fitted(WIDTH);
        let atlas = ProjectedAtlas::new(
            page::atlas(&map).unwrap(),
            &common::about_its_meridian(&projection),
            &[],
        );
        for width_px in WIDTHS {
            for theme in Theme::ALL {
                let scene = compose_map(&map, &Options { width_px, theme });
                let name = format!(
                    "{}-{width_px}-{}",
                    document.replace(".json", ""),
                    theme.as_str()
                );
                let svg = paint::svg(&scene.scene).unwrap();
                let png = paint::png_from_svg(&svg, 1.0, &Fonts::bundled()).unwrap();
                std::fs::write(folder.join(format!("{name}.svg")), svg).unwrap();
                std::fs::write(folder.join(format!("{name}.png")), png).unwrap();
                let misplaced = misplaced(&map, &scene, &atlas, (width_px, theme));
                assert!(misplaced.is_empty(), "{name}: {misplaced:#?}");
            }
        }
    }
}

/// Every 3 px of every inset, the live map answers what the composed map shows, but at a hundredth of the places:
/// those on an edge.
#[test]
fn insets_of_the_live_map_answer_as_the_composed_map() {
    let map = common::load("es-11-1.json");
    let data = PageData::new(&map, &[]);
    let (fitted, height) = map.fitted(WIDTH);
    let overlays: Vec<u16> = data.overlays.iter().map(|own| own.0 as u16).collect();
    for width_px in [360.0, 640.0] {
        let options = Options {
            width_px,
            theme: Theme::Light,
        };
        let scene = compose_map(&map, &options);
        let units = WIDTH / scene.scene.width;
        let insets = data.insets.iter().find(|own| width_px < own.below).unwrap();
        assert!((scene.scene.height * units - insets.height).abs() < 0.01);
        let atlas = page::atlas(&map).unwrap();
        let mut tracer = Tracer::new(
            atlas,
            fitted,
            data.class_of.clone(),
            &overlays,
            data.lines.clone(),
        );
        tracer.set_insets(&insets.panels, height as f32);
        let (mut asked, mut other) = (0, 0);
        for row in (0..(scene.scene.height as usize)).step_by(3) {
            for column in (0..(scene.scene.width as usize)).step_by(3) {
                let p = Point::new(column as f64 + 0.5, row as f64 + 0.5);
                let on_disc = |m: &Marker| (m.center.x - p.x).hypot(m.center.y - p.y) < 6.0;
                if p.y * units < height || scene.markers.iter().any(on_disc) {
                    continue;
                }
                asked += 1;
                let live = tracer.at(Point::new(p.x * units, p.y * units));
                other += usize::from(live != scene.hits.at(p));
            }
        }
        assert!(
            asked > 8000 && other * 100 < asked,
            "{other} of {asked} at {width_px}"
        );
    }
}

//! A map that is joined where it is shown: it costs little memory, and is drawn from few vertices.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // helpers of tests

mod common;

use std::sync::{Mutex, PoisonError};

use peak_alloc::PeakAlloc;
use serde_json::{json, Value};
use stancemap::geo::{LonLat, Polygon, Projection, ProjectionName, Topology};
use stancemap::page::{self, More, PageData};
use stancemap::scene::Theme;
use stancemap::stance::Stance;
use stancemap::view::{Tracer, WIDTH};
use stancemap::StanceMap;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Held by each test: the memory of another one would count.
static ALONE: Mutex<()> = Mutex::new(());

fn tracer(map: &StanceMap) -> Tracer {
    let (fitted, _) = map.fitted(WIDTH);
    let class_of = map.regions.iter().map(|region| region.stance as u8);
    let overlays = page::PageData::shown(map, &[]).overlays;
    let overlays: Vec<u16> = overlays.iter().map(|overlay| overlay.0 as u16).collect();
    Tracer::new(
        page::joined_atlas(map),
        fitted,
        class_of.collect(),
        &overlays,
        page::lines(map),
    )
}

fn vertices(tracer: &mut Tracer, scale: f64) -> usize {
    let classes = 0..Stance::ALL.len() as u8;
    let traces = classes.map(|class| tracer.areas(class, scale, None).coords.len() / 2);
    traces.sum()
}

#[test]
fn a_smaller_map_is_traced_from_fewer_vertices() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    for document in common::DOCUMENTS {
        let mut tracer = tracer(&common::load(document));
        let all = vertices(&mut tracer, 100.0);
        let counts = [0.3, 0.6, 0.96, 1.92, 3.84].map(|scale| vertices(&mut tracer, scale));
        assert!(counts.is_sorted(), "{counts:?}");
        assert!(
            5 * counts[0] < all && 10 * counts[2] < 6 * all,
            "{counts:?} of {all}"
        );
    }
}

#[test]
fn what_a_smaller_map_leaves_out_is_not_seen() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let map = common::load("es-11-1.json");
    let mut tracer = tracer(&map);
    for scale in [0.32, 0.96, 1.92] {
        for class in 0..Stance::ALL.len() as u8 {
            let [seen, all] = [scale, 100.0].map(|scale| {
                let trace = tracer.areas(class, scale, None);
                rings(&trace.coords, &trace.ends)
            });
            // Along lines half a CSS px apart: how far off the edges are that they meet, CSS px.
            let (mut apart, mut edges) = (0.0, 0);
            let mut y = 0.0;
            while y < 500.0 {
                let [seen, all] = [&seen, &all].map(|rings| spans(rings, y));
                apart += differing(&seen, &all) * scale;
                edges += all.len();
                y += 0.5 / scale as f32;
            }
            let off = apart / (edges as f64).max(1.0);
            assert!(off < 0.15, "class {class} at {scale}: {off} px");
        }
    }
}

type Rings = Vec<Vec<[f32; 2]>>;

fn rings(coords: &[f32], ends: &[u32]) -> Rings {
    let mut from = 0;
    let rings = ends.iter().map(|end| {
        let ring = coords[from..*end as usize].chunks(2);
        from = *end as usize;
        ring.map(|p| [p[0], p[1]]).collect()
    });
    rings.collect()
}

/// Where a line across the map lies in rings (even–odd), from left to right.
fn spans(rings: &Rings, y: f32) -> Vec<f32> {
    let mut crossings: Vec<f32> = Vec::new();
    for ring in rings {
        for (i, [ax, ay]) in ring.iter().enumerate() {
            let [bx, by] = ring[(i + 1) % ring.len()];
            if (*ay <= y) != (by <= y) {
                crossings.push(ax + (y - ay) / (by - ay) * (bx - ax));
            }
        }
    }
    crossings.sort_by(f32::total_cmp);
    crossings
}

/// The length on which one lies inside and the other does not.
fn differing(a: &[f32], b: &[f32]) -> f64 {
    let mut all: Vec<f32> = a.iter().chain(b).copied().collect();
    all.sort_by(f32::total_cmp);
    all.chunks_exact(2).map(|p| f64::from(p[1] - p[0])).sum()
}

#[test]
fn the_shapes_of_a_joined_map_cost_little_more_than_themselves() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let map = common::load("es-11-1.json");
    let shapes: Vec<&[Polygon]> = map.regions.iter().map(|r| r.polygons.as_slice()).collect();
    let held: usize = map
        .polygons()
        .flat_map(|polygon| &polygon.rings)
        .map(Vec::len)
        .sum();
    let held = held * size_of::<LonLat>();
    let peak = |work: &dyn Fn()| {
        MEMORY.reset_peak_usage();
        let before = MEMORY.current_usage();
        work();
        MEMORY.peak_usage() - before
    };
    let topology = peak(&|| drop(Topology::build(&shapes)));
    let atlas = peak(&|| drop(page::joined_atlas(&map)));
    assert!(topology < 4 * held, "{topology} bytes for {held}");
    assert!(atlas < 4 * held, "{atlas} bytes for {held}");
}

#[test]
fn page_data_comes_in_two_parts_that_are_the_whole() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let map = common::load("es-11-1.json");
    let widths = [420.0, 992.0];
    let mut whole = serde_json::to_value(PageData::new(&map, &widths)).unwrap();
    let more = whole["more"].take();
    whole.as_object_mut().unwrap().remove("more");
    assert_eq!(serde_json::to_value(More::new(&map)).unwrap(), more);
    for theme in Theme::ALL
        .into_iter()
        .filter(|theme| theme.is_high_contrast())
    {
        let layouts = whole["style"]["themes"][theme.as_str()]["layouts"].take();
        let made = widths.map(|width| page::breakpoint_layout(&map, width, theme));
        assert_eq!(layouts, serde_json::to_value(made).unwrap());
        // None yet, but its own: they are made when the theme is shown.
        whole["style"]["themes"][theme.as_str()]["layouts"] = json!([]);
    }
    let shown: Value = serde_json::to_value(PageData::shown(&map, &widths)).unwrap();
    assert_eq!(shown, whole);
}

#[test]
fn a_map_in_another_projection_is_fitted_anew() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let mut map = common::load("es-11-1.json");
    for name in [ProjectionName::EqualEarth, ProjectionName::Mercator] {
        map.document.projection = Projection::new(
            name,
            LonLat {
                lon: 150.0,
                lat: 0.0,
            },
        );
        let (fitted, height) = map.fitted(WIDTH);
        let units = PageData::shown(&map, &[]).projection;
        assert_eq!(
            (units.name, units.per_radian),
            (name.as_str(), fitted.px_per_radian())
        );
        assert!((units.height - height).abs() < 1e-3);
    }
}

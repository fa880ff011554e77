//! How long each stage of the library takes by itself, natively, and how its time grows from 50m to 10m.
//!
//! `cargo xtask bench --native` runs it. The times report what a change does to a stage, and never fail;
//! `cargo xtask bench` reports how long a reader waits.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "files that ship"
)]

use std::fs;
use std::hint::black_box;
use std::path::Path;

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput};
use stancemap::geo::{LonLat, Point, Polygon, Projection, Topology};
use stancemap::input::Boundaries;
use stancemap::scene::{compose_map, Options};
use stancemap::smap::{self, Atlas, Packing};
use stancemap::view::{ProjectedAtlas, Trace, Wanted, Window, DETAIL_PX2, WIDTH};
use stancemap::StanceMap;

const DOCUMENT: &str = "es-11-1.json";
const COUNTRIES: &str = "countries-50m.geojson";
/// The detail tiles of `assets/detail`, which together are the world at 10m.
const PARTS: std::ops::RangeInclusive<usize> = 1..=12;
/// Points to a side of the grid that is pointed at.
const GRID: u16 = 64;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    stages(&mut criterion);
    simplify(&mut criterion);
    growth(&mut criterion);
    criterion.final_summary();
}

fn asset(path: &str) -> Vec<u8> {
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
    fs::read(assets.join(path)).unwrap()
}

/// The map of the document, on its own boundaries or on others.
fn joined(countries: Option<&[u8]>) -> StanceMap {
    StanceMap::load(DOCUMENT, |file| match countries {
        Some(bytes) if file == COUNTRIES => Ok(bytes.to_vec()),
        _ => Ok(asset(file)),
    })
    .unwrap()
}

/// Equal Earth as wide as map space.
fn projection_of(map: &StanceMap) -> Projection {
    let (fitted, _) = map.fitted(WIDTH);
    let center = LonLat { lon: 0.0, lat: 0.0 };
    Projection::new(fitted.name(), center).placed(fitted.px_per_radian(), fitted.origin())
}

/// From the decoded file to shapes, to what is drawn, to what is pointed at.
fn stages(criterion: &mut Criterion) {
    let bytes = asset("world.smap");
    let atlas = smap::decode(&bytes).unwrap();
    let map = joined(None);
    let projection = projection_of(&map);
    criterion.bench_function("decode", |bench| bench.iter(|| smap::decode(&bytes)));
    criterion.bench_function("project", |bench| {
        let project = |atlas| ProjectedAtlas::new(atlas, &projection, &[]);
        bench.iter_batched(|| atlas.clone(), project, BatchSize::SmallInput);
    });
    let projected = ProjectedAtlas::new(atlas, &projection, &[]);
    trace(criterion, &projected);
    let options = Options::default();
    criterion.bench_function("compose", |bench| {
        bench.iter(|| compose_map(&map, &options));
    });
    let scene = compose_map(&map, &options);
    let points = grid(WIDTH, WIDTH * scene.scene.height / scene.scene.width);
    let mut hit = criterion.benchmark_group("hit");
    hit.throughput(Throughput::Elements(points.len() as u64));
    hit.bench_function("projected", |bench| {
        let at = |p: &Point| projected.at([p.x as f32, p.y as f32]);
        bench.iter(|| points.iter().filter_map(at).count());
    });
    hit.finish();
}

fn grid(width: f64, height: f64) -> Vec<Point> {
    let at = |step: u16, length: f64| (f64::from(step) + 0.5) / f64::from(GRID) * length;
    let rows = 0..GRID;
    rows.flat_map(|row| (0..GRID).map(move |column| (column, row)))
        .map(|(column, row)| Point {
            x: at(column, width),
            y: at(row, height),
        })
        .collect()
}

/// All areas and all lines: of the whole map, and of a map 960 px wide as far as it is in sight.
fn trace(criterion: &mut Criterion, projected: &ProjectedAtlas) {
    // Central Europe, where borders are densest.
    let [x, y] = [530.0_f32, 95.0];
    let mut trace = Trace::default();
    for kind in ["areas", "lines"] {
        let mut group = criterion.benchmark_group(format!("trace {kind}"));
        for scale in [1u8, 4, 16, 64] {
            let half = WIDTH as f32 / f32::from(scale) / 2.0;
            let window = Window {
                min: [x - half, y - half / 2.0],
                max: [x + half, y + half / 2.0],
            };
            let window = (scale > 1).then_some(&window);
            let rank = projected.rank(0.96 * f64::from(scale), DETAIL_PX2);
            group.bench_function(BenchmarkId::from_parameter(scale), |bench| {
                bench.iter(|| {
                    trace.clear();
                    match kind {
                        "areas" => {
                            projected.trace(&Wanted::Areas(&|_| true), rank, window, &mut trace)
                        }
                        _ => projected.trace(
                            &Wanted::Lines(&|_| true, 0.0),
                            rank,
                            window,
                            &mut trace,
                        ),
                    }
                    black_box(trace.coords.len())
                });
            });
        }
        group.finish();
    }
}

/// Shared arcs and the importance of their vertices: for a picture; without crossings to be put on
/// a grid; and with what keeps lines apart at every level.
fn simplify(criterion: &mut Criterion) {
    let boundaries = Boundaries::parse_cut("110m", &asset("countries-110m.geojson")).unwrap();
    let (sources, _) = boundaries.to_pack(None).unwrap();
    let features = boundaries.features.iter();
    let polygons: Vec<&[Polygon]> = features.map(|of| of.polygons.as_slice()).collect();
    let mut group = criterion.benchmark_group("simplify");
    group.bench_function("topology", |bench| {
        bench.iter(|| Topology::build(&polygons));
    });
    group.bench_function("quantise", |bench| {
        bench.iter(|| smap::quantise(sources.iter().cloned()))
    });
    group.bench_function("pack", |bench| {
        bench.iter(|| smap::pack(&sources, &Packing::PAGE).unwrap());
    });
    group.finish();
}

/// The same at 50m and at 10m, by the vertex: a stage that takes time in proportion to its input has
/// the same rate at both.
fn growth(criterion: &mut Criterion) {
    let worlds = [
        ("50m", vec![asset("world.smap")]),
        (
            "10m",
            PARTS
                .map(|part| asset(&format!("detail/{part}.smap")))
                .collect(),
        ),
    ];
    let mut group = criterion.benchmark_group("growth");
    group.sample_size(20);
    for (name, files) in &worlds {
        let decoded = || files.iter().map(|bytes| smap::decode(bytes).unwrap());
        let atlases: Vec<Atlas> = decoded().collect();
        let vertices: usize = atlases.iter().map(|atlas| atlas.vertices.len()).sum();
        group.throughput(Throughput::Elements(vertices as u64));
        group.bench_function(BenchmarkId::new("decode", name), |bench| {
            bench.iter(|| decoded().for_each(|atlas| drop(black_box(atlas))));
        });
        let map = joined(Some(&geojson(files)));
        let projection = projection_of(&map);
        group.bench_function(BenchmarkId::new("project", name), |bench| {
            let project = |atlas| ProjectedAtlas::new(atlas, &projection, &[]);
            let project =
                |atlases: Vec<Atlas>| atlases.into_iter().map(project).collect::<Vec<_>>();
            bench.iter_batched(|| atlases.clone(), project, BatchSize::LargeInput);
        });
        group.bench_function(BenchmarkId::new("compose", name), |bench| {
            bench.iter(|| compose_map(&map, &Options::default()));
        });
    }
    group.finish();
}

/// Packed maps as one file of boundaries.
fn geojson(files: &[Vec<u8>]) -> Vec<u8> {
    let mut features = Vec::new();
    for bytes in files {
        let text = smap::geojson(bytes, 0.0).unwrap();
        let mut map: serde_json::Value = serde_json::from_str(&text).unwrap();
        features.append(map["features"].as_array_mut().unwrap());
    }
    let map = serde_json::json!({ "type": "FeatureCollection", "features": features });
    map.to_string().into_bytes()
}

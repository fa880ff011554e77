//! Work is bounded: small or large input that is meant to take hours or all memory ends soon, packed or refused
//! in words. Each case runs the command with limits on seconds of the processor and on memory; who breaks one is
//! ended by a signal. The inputs are made here.
#![cfg(feature = "cli")]

use std::f64::consts::TAU;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::Command;

use serde_json::{json, Value};
use stancemap::smap::{self, Atlas, AtlasRegion};

use crate::kit::{self, collection, france};

/// A folder of one test.
struct Case(PathBuf);

impl Case {
    fn new(name: &str) -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("bounded-{name}"));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn with(self, file: &str, bytes: impl AsRef<[u8]>) -> Self {
        std::fs::write(self.0.join(file), bytes).unwrap();
        self
    }

    /// With a document that shows `map.geojson`.
    fn with_document(self, projection: &str) -> Self {
        let mut document = kit::document();
        document["projection"] = json!(projection);
        self.with("map.json", document.to_string())
            .with("votes.csv", kit::VOTES)
    }

    /// Exit status and messages of the command, which may take so many seconds and MB.
    fn run(&self, arguments: &[&str], seconds: u32, megabytes: u64) -> (i32, String) {
        let program = env!("CARGO_BIN_EXE_stancemap");
        // The program itself is mapped too.
        let own = std::fs::metadata(program).unwrap().len() / 1024;
        let limits = format!(
            "ulimit -v {}; ulimit -t {seconds}; exec \"$@\"",
            own + megabytes * 1024
        );
        let mut command = Command::new("sh");
        command.args(["-c", &limits, "sh", program]).args(arguments);
        let output = command.current_dir(&self.0).output().unwrap();
        let text = String::from_utf8(output.stderr).unwrap();
        let status = output.status.code();
        (
            status.unwrap_or_else(|| {
                panic!("{arguments:?} took over {seconds} s or {megabytes} MB: {text}")
            }),
            text,
        )
    }

    /// Packs `map.geojson` and gives the end of what the command says.
    fn packed(&self, seconds: u32, megabytes: u64) -> String {
        let (status, text) = self.run(
            &["pack", "map.geojson", "-o", "map.smap"],
            seconds,
            megabytes,
        );
        assert_eq!(status, 0, "{text}");
        text
    }

    fn refused(&self, seconds: u32, megabytes: u64) -> String {
        let (status, text) = self.run(
            &["pack", "map.geojson", "-o", "map.smap"],
            seconds,
            megabytes,
        );
        assert_eq!(status, 2, "{text}");
        text
    }
}

impl Drop for Case {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A closed ring as JSON.
fn ring(places: impl IntoIterator<Item = (f64, f64)>) -> String {
    let mut text = String::from("[");
    let mut first = None;
    for (lon, lat) in places {
        let place = format!("[{lon:.6},{lat:.6}]");
        text.push_str(&place);
        text.push(',');
        first.get_or_insert(place);
    }
    text + &first.unwrap() + "]"
}

/// A map of features of one polygon each, given by its rings: France, and others of invented codes.
fn map(polygons: impl IntoIterator<Item = String>) -> String {
    let mut text = String::from("{\"type\":\"FeatureCollection\",\"features\":[");
    for (i, rings) in polygons.into_iter().enumerate() {
        let code = if i == 0 {
            "FRA".to_owned()
        } else {
            format!("X{i}")
        };
        let comma = if i == 0 { "" } else { "," };
        let _ = write!(
            text,
            "{comma}\n{{\"type\":\"Feature\",\"properties\":{{\"iso3\":\"{code}\"}},\
             \"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[{rings}]}}}}"
        );
    }
    text + "]}"
}

/// France of many polygons.
fn parts(polygons: impl IntoIterator<Item = String>) -> String {
    let polygons: Vec<String> = polygons
        .into_iter()
        .map(|rings| format!("[{rings}]"))
        .collect();
    format!(
        "{{\"type\":\"Feature\",\"properties\":{{\"iso3\":\"FRA\"}},\
         \"geometry\":{{\"type\":\"MultiPolygon\",\"coordinates\":[{}]}}}}",
        polygons.join(",")
    )
}

fn square(lon: f64, lat: f64, size: f64) -> String {
    let (east, north) = (lon + size, lat + size);
    ring([(lon, lat), (east, lat), (east, north), (lon, north)])
}

/// The i-th of squares that lie apart.
fn apart(i: usize) -> String {
    square(
        -160.0 + (i % 400) as f64 * 0.8,
        -75.0 + (i / 400) as f64 * 0.9,
        0.5,
    )
}

/// A ring round `lon`, 0° N with teeth.
fn jagged(vertices: usize, lon: f64, inner: f64, outer: f64) -> String {
    ring((0..vertices).map(|i| {
        let (sin, cos) = (TAU * i as f64 / vertices as f64).sin_cos();
        let radius = if i % 2 == 0 { inner } else { outer };
        (lon + radius * cos, radius * sin)
    }))
}

/// Whole degrees that look random.
fn scattered(count: usize, seed: u64) -> Vec<(f64, f64)> {
    let mut state = seed;
    let mut below = |most: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        ((state >> 33) % most) as f64
    };
    (0..count)
        .map(|_| (below(359) - 179.0, below(179) - 89.0))
        .collect()
}

const FEATURES: usize = 60_000;

#[test]
fn triangles_that_cross_are_packed_within_a_second() {
    for (count, seed) in [(5, 1), (8, 2), (12, 3), (20, 4), (40, 5)] {
        let triangles = scattered(3 * count, seed);
        let case = Case::new("triangles").with(
            "map.geojson",
            map(triangles
                .chunks(3)
                .map(|places| ring(places.iter().copied()))),
        );
        assert!(case
            .packed(2, 64)
            .contains("edges cross others; they were left so"));
    }
}

#[test]
fn edges_that_all_cross_are_refused() {
    let star = (0..2001).map(|i| {
        let (sin, cos) = (TAU * f64::from(i * 1000 % 2001) / 2001.0).sin_cos();
        (40.0 * cos, 40.0 * sin)
    });
    let squares = (0..3000).map(|i| square(f64::from(i) / 300.0, f64::from(i) / 300.0, 20.0));
    for map in [
        map([ring(star)]),
        map([ring(scattered(10_000, 6))]),
        map(squares),
    ] {
        let case = Case::new("star").with("map.geojson", map);
        assert_eq!(
            case.refused(2, 128),
            "map.geojson: edges cross at more than 20000 places; \
             mend shapes that cross themselves or lie across one another\n"
        );
    }
}

#[test]
fn many_features_take_seconds() {
    for map in [
        map((0..FEATURES).map(apart)),
        // All about one place.
        map((0..FEATURES).map(|i| {
            let angle = |part: f64| (TAU * (i as f64 + part) / FEATURES as f64).sin_cos();
            let ((a, b), (c, d)) = (angle(0.0), angle(0.5));
            ring([(0.0, 0.0), (20.0 * b, 20.0 * a), (20.0 * d, 20.0 * c)])
        })),
    ] {
        Case::new("features")
            .with("map.geojson", map)
            .packed(6, 600);
    }
}

#[test]
fn features_that_all_lie_in_one_place_are_refused() {
    let map = map((0..FEATURES).map(|_| apart(0)));
    assert_eq!(
        Case::new("stacked")
            .with("map.geojson", map)
            .refused(6, 600),
        "map.geojson: rings take over 8 times the vertices of all lines; \
         leave out features that lie on one another\n"
    );
}

#[test]
fn many_parts_and_holes_take_a_second() {
    let frame = ring([
        (-170.0, -80.0),
        (170.0, -80.0),
        (170.0, 85.0),
        (-170.0, 85.0),
    ]);
    let holes: Vec<String> = (0..FEATURES).map(apart).collect();
    for map in [
        parts((0..FEATURES).map(apart)),
        map([frame + "," + &holes.join(",")]),
    ] {
        Case::new("parts").with("map.geojson", map).packed(4, 400);
    }
}

#[test]
fn jagged_rings_take_time_in_proportion() {
    for (inner, outer) in [(10.0, 20.0), (10.0, 10.1)] {
        let map = map([jagged(200_000, 0.0, inner, outer)]);
        Case::new("jagged").with("map.geojson", map).packed(2, 200);
    }
    let comb = (0..100_000).map(|i| {
        let tooth = f64::from(i % 2);
        (f64::from(i) * 0.0005 + 20.0 * tooth, 20.0 * tooth)
    });
    let map = map([ring(comb.chain([(50.0, -1.0), (-1.0, -1.0)]))]);
    Case::new("comb").with("map.geojson", map).packed(2, 200);
}

#[test]
fn a_million_vertices_take_seconds() {
    let one = map([jagged(1_000_000, 0.0, 10.0, 20.0)]);
    Case::new("one").with("map.geojson", one).packed(10, 900);
    let many = (0..100).map(|i| jagged(10_000, f64::from(i) * 3.0 - 150.0, 1.0, 1.1));
    Case::new("many")
        .with("map.geojson", map(many))
        .packed(10, 900);
}

#[test]
fn zigzags_along_the_antimeridian_take_seconds() {
    let zigzag = (0..20_000).map(|i| {
        let lon = if i % 2 == 0 { 179.0 } else { -179.0 };
        (lon, -80.0 + 160.0 * f64::from(i) / 20_000.0)
    });
    let map = map([ring(zigzag.chain([(170.0, 80.0), (170.0, -80.0)]))]);
    Case::new("zigzag").with("map.geojson", map).packed(4, 200);
}

#[test]
fn what_lies_on_one_another_along_the_antimeridian_takes_little_memory() {
    let tall = (0..2000).map(|i| {
        let west = 170.0 + f64::from(i) / 1000.0;
        ring([(west, -80.0), (180.0, -80.0), (180.0, 80.0), (west, 80.0)])
    });
    let low = (0..10_000).map(|i| {
        let south = -80.0 + f64::from(i) / 100.0;
        ring([(179.0, south), (180.0, south), (180.0, south + 0.005)])
    });
    let case = Case::new("seam")
        .with("map.geojson", parts(tall.chain(low)))
        .with("votes.csv", "iso3,vote\nFRA,yes\n");
    let arguments =
        "check votes.csv --countries map.geojson --body security-council --date 2022-02-25";
    let arguments: Vec<&str> = arguments.split(' ').collect();
    let (_, text) = case.run(&arguments, 8, 400);
    assert!(!text.contains("panic"), "{text}");
}

#[test]
fn long_edges_are_drawn_in_seconds() {
    let zigzag: Vec<(f64, f64)> = (0..10_000)
        .map(|i| {
            let lat = if i % 2 == 0 { 80.0 } else { -80.0 };
            (-175.0 + 0.035 * f64::from(i), lat)
        })
        .collect();
    let turned = zigzag.iter().map(|(lon, lat)| (*lat, lon / 2.2)).collect();
    for places in [zigzag, turned, scattered(3000, 9)] {
        for projection in ["equal-earth", "orthographic"] {
            let case = Case::new("long")
                .with("map.geojson", map([ring(places.clone())]))
                .with_document(projection);
            // Every stance has a pattern: lines that end beside each edge.
            let arguments = [
                "render",
                "map.json",
                "-o",
                "map.svg",
                "--theme",
                "light-contrast",
            ];
            let (_, text) = case.run(&arguments, 8, 600);
            assert!(case.0.join("map.svg").exists(), "{text}");
        }
    }
}

fn varint(bytes: &mut Vec<u8>, mut value: usize) {
    while value > 127 {
        bytes.push(value as u8 | 128);
        value >>= 7;
    }
    bytes.push(value as u8);
}

/// A packed map of so many regions without land, with one property of this name and value.
fn packed_map(regions: usize, name: &str, value: &str) -> Vec<u8> {
    let region = |i| AtlasRegion {
        key: format!("X{i}"),
        ..AtlasRegion::default()
    };
    let atlas = Atlas {
        quantum: 360.0 / 4096.0,
        floor: 1e-6,
        starts: vec![0],
        rings: vec![0],
        polygons: vec![0],
        regions: (0..regions).map(region).collect(),
        ..Atlas::default()
    };
    let mut bytes = smap::encode(&atlas, &[]);
    // In place of no regions and no names.
    bytes.truncate(bytes.len() - 2);
    varint(&mut bytes, regions);
    varint(&mut bytes, 1);
    varint(&mut bytes, name.len());
    bytes.extend(name.as_bytes());
    for _ in 0..regions {
        varint(&mut bytes, value.len());
        bytes.extend(value.as_bytes());
    }
    let sum = crc32fast::hash(&bytes[9..]).to_le_bytes();
    bytes[5..9].copy_from_slice(&sum);
    bytes
}

#[test]
fn a_long_name_of_a_property_is_not_kept_for_each_region() {
    let case = Case::new("names").with("map.smap", packed_map(20_000, &"n".repeat(1 << 20), "1"));
    let found = "map.smap: a packed map whose names of properties, in all regions, \
                 take over 32 times its size; ";
    for command in ["unpack", "pack"] {
        let (status, text) = case.run(&[command, "map.smap", "-o", "out"], 2, 64);
        assert!(status == 2 && text.starts_with(found), "{text}");
    }
}

#[test]
fn unpacking_writes_values_alone() {
    let injected = "1},\"geometry\":null},{\"type\":\"Feature\",\"properties\":{\"a\":1";
    for value in [injected, "nonsense", "\"open", "1 2"] {
        let case = Case::new("injected").with("map.smap", packed_map(2, "a", value));
        let (status, text) = case.run(&["unpack", "map.smap", "-o", "out"], 2, 64);
        assert_eq!(
            (status, text.as_str()),
            (
                2,
                "map.smap: a packed map with a property that is no JSON value or stands twice; \
                 give a file that `stancemap pack` wrote, or fetch it again\n"
            )
        );
    }
    let case =
        Case::new("values").with("map.smap", packed_map(2, "a\"b", " {\"c\" :[1,\n\"d\"]} "));
    let (status, text) = case.run(&["unpack", "map.smap", "-o", "out"], 2, 64);
    assert_eq!(status, 0, "{text}");
    let written: Value =
        serde_json::from_slice(&std::fs::read(case.0.join("out")).unwrap()).unwrap();
    let features = written["features"].as_array().unwrap();
    assert_eq!(features.len(), 2);
    assert_eq!(features[1]["properties"], json!({"a\"b": {"c": [1, "d"]}}));
}

#[test]
fn collections_in_collections_are_read_or_refused() {
    let nested = |deep| {
        let square = kit::square(1.0);
        (0..deep).fold(
            square,
            |inner, _| json!({"type": "GeometryCollection", "geometries": [inner]}),
        )
    };
    let shallow = Case::new("shallow").with("map.geojson", collection(&[france(nested(40))]));
    assert!(shallow.packed(1, 64).contains("1 regions"));
    // serde_json would not write it.
    let (open, close) = ("{\"type\":\"GeometryCollection\",\"geometries\":[", "]}");
    let deep = format!(
        "{{\"type\":\"Feature\",\"properties\":{{\"iso3\":\"FRA\"}},\"geometry\":{}{}{}}}",
        open.repeat(100_000),
        kit::square(1.0),
        close.repeat(100_000)
    );
    let deep = Case::new("deep").with("map.geojson", deep);
    assert!(deep
        .refused(2, 128)
        .contains("brackets nested more than 127 deep"));
}

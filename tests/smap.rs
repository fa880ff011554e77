//! The packed map: what comes out is what went in, on the grid; damage and ill will are refused;
//! every level of detail is sound; the files that ship are right.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // helpers of tests

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::PathBuf;

use peak_alloc::PeakAlloc;
use stancemap::geo::{spherical_area, LonLat, Polygon};
use stancemap::input::Boundaries;
use stancemap::smap::{
    decode, encode, geojson, pack, properties, Atlas, AtlasRegion, Damage, Packing, ALWAYS,
};
use stancemap::StanceMap;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

type Vertex = [i32; 2];

fn asset(path: &str) -> Vec<u8> {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("assets")
        .join(path);
    std::fs::read(&file).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn packed(source: &Boundaries, packing: Packing) -> Vec<u8> {
    let (sources, properties) = source.to_pack(None).unwrap();
    let packed = pack(&sources, &packing).unwrap();
    assert_eq!(packed.crossings, 0);
    encode(&packed.atlas, &properties)
}

fn middle() -> Boundaries {
    Boundaries::parse_cut("50m", &asset("countries-50m.geojson")).unwrap()
}

fn coarse() -> Boundaries {
    Boundaries::parse_cut("110m", &asset("countries-110m.geojson")).unwrap()
}

/// Lesotho in South Africa, and Fiji on both sides of ±180°: two kB.
fn few() -> Boundaries {
    let mut few = coarse();
    few.features
        .retain(|feature| ["ZAF", "LSO", "FJI"].contains(&feature.text("iso3").unwrap().as_str()));
    assert_eq!(few.features.len(), 3);
    few
}

fn few_packed() -> Vec<u8> {
    packed(
        &few(),
        Packing {
            bits: 12,
            ..Packing::default()
        },
    )
}

/// The rings of a region at a level of detail, closed.
fn rings(atlas: &Atlas, region: &AtlasRegion, rank: u8) -> Vec<Vec<Vertex>> {
    let rings = atlas
        .polygons_of(region)
        .flat_map(|polygon| atlas.rings_of(polygon));
    rings
        .map(|refs| {
            let mut ring = Vec::new();
            atlas.ring_into(refs, rank, &mut ring);
            ring
        })
        .collect()
}

fn twice_area(ring: &[Vertex]) -> i128 {
    let [x, y] = ring[0].map(i128::from);
    ring.windows(2)
        .map(|edge| {
            let [ax, ay, bx, by] = [edge[0][0], edge[0][1], edge[1][0], edge[1][1]].map(i128::from);
            (ax - x) * (by - y) - (bx - x) * (ay - y)
        })
        .sum()
}

/// The levels of detail of a map: its ranks.
fn levels(atlas: &Atlas) -> BTreeSet<u8> {
    atlas.ranks.iter().copied().chain([0, ALWAYS]).collect()
}

/// Every edge of a level once, from its lesser end.
fn edges(atlas: &Atlas, rank: u8) -> HashSet<[Vertex; 2]> {
    let mut edges = HashSet::new();
    for arc in 0..atlas.arcs() {
        let line: Vec<Vertex> = atlas.line(arc, rank).collect();
        edges.extend(
            line.windows(2)
                .map(|edge| [edge[0].min(edge[1]), edge[0].max(edge[1])]),
        );
    }
    edges
}

/// Pairs of edges that cross at a place inside both, by sweeping from west to east.
fn crossings(atlas: &Atlas, rank: u8) -> usize {
    let mut edges: Vec<[Vertex; 2]> = edges(atlas, rank).into_iter().collect();
    edges.sort_unstable();
    let side = |[a, b]: [Vertex; 2], p: Vertex| {
        let [ax, ay, bx, by, px, py] = [a[0], a[1], b[0], b[1], p[0], p[1]].map(i64::from);
        ((bx - ax) * (py - ay) - (by - ay) * (px - ax)).signum()
    };
    let mut open: Vec<[Vertex; 2]> = Vec::new();
    let mut count = 0;
    for edge in edges {
        open.retain(|other| other[1][0] >= edge[0][0]);
        let crosses = |other: &&[Vertex; 2]| {
            side(edge, other[0]) * side(edge, other[1]) < 0
                && side(**other, edge[0]) * side(**other, edge[1]) < 0
        };
        count += open.iter().filter(crosses).count();
        open.push(edge);
    }
    count
}

fn assert_sound(atlas: &Atlas) {
    for rank in levels(atlas) {
        let mut edges_seen = HashSet::new();
        for region in &atlas.regions {
            let mut of_region = 0;
            for polygon in atlas.polygons_of(region) {
                for (i, refs) in atlas.rings_of(polygon).enumerate() {
                    let mut ring = Vec::new();
                    atlas.ring_into(refs, rank, &mut ring);
                    assert_eq!(ring.first(), ring.last(), "{} at {rank}", region.key);
                    assert!(ring.len() >= 4, "{} at {rank}: {ring:?}", region.key);
                    let is_exterior = twice_area(&ring) > 0;
                    assert!(twice_area(&ring) != 0, "{} at {rank}", region.key);
                    assert_eq!(
                        is_exterior,
                        i == 0,
                        "{} at {rank} is inside out",
                        region.key
                    );
                    for edge in ring.windows(2) {
                        assert_ne!(edge[0], edge[1], "{} at {rank}", region.key);
                        edges_seen.insert([edge[0], edge[1]]);
                    }
                    of_region += 1;
                }
            }
            assert_eq!(of_region, rings(atlas, region, 0).len());
        }
        // A border is run along once from either side: no gap, no overlap.
        for region in LANDLOCKED.split_whitespace() {
            let Some(region) = atlas.regions.iter().find(|of| of.key == region) else {
                continue;
            };
            for ring in rings(atlas, region, rank) {
                for edge in ring.windows(2) {
                    let other = edges_seen.contains(&[edge[1], edge[0]]);
                    assert!(other, "{} at {rank}: {edge:?} has no neighbour", region.key);
                }
            }
        }
        assert_eq!(crossings(atlas, rank), 0, "edges cross at {rank}");
    }
}

const LANDLOCKED: &str =
    "AND ARM AUT BOL BTN BWA CHE CZE HUN LAO LIE LSO LUX MDA MKD MNG NPL PRY SMR \
    SRB SVK SWZ XKX ZMB ZWE";

#[test]
fn every_vertex_lies_where_rounding_puts_it() {
    for source in [middle(), coarse()] {
        let atlas = decode(&packed(&source, Packing::default())).unwrap();
        assert_eq!(atlas.regions.len(), source.features.len());
        for (region, feature) in atlas.regions.iter().zip(&source.features) {
            let rounded =
                |p: &LonLat| [p.lon, p.lat].map(|deg| (deg / atlas.quantum).round() as i32);
            let there = feature.polygons.iter().flat_map(|polygon| &polygon.rings);
            let there: Vec<Vec<Vertex>> = there
                .map(|ring| ring.iter().map(rounded).collect())
                .collect();
            let here = rings(&atlas, region, 0);
            assert_eq!(here.len(), there.len(), "{}: rings", region.key);
            let set =
                |rings: Vec<Vec<Vertex>>| rings.into_iter().flatten().collect::<BTreeSet<_>>();
            assert!(set(here) == set(there), "{}", region.key);
        }
    }
}

#[test]
fn positions_at_180_degrees_and_the_poles_are_exact() {
    let atlas = decode(&asset("world.smap")).unwrap();
    let positions: Vec<[f64; 2]> = atlas.vertices.iter().map(|v| atlas.degrees(*v)).collect();
    for lon in [180.0, -180.0] {
        assert!(positions.iter().any(|p| p[0] == lon), "{lon}");
        assert!(positions.contains(&[lon, -90.0]), "the pole at {lon}");
    }
}

fn area(polygons: &[Polygon]) -> f64 {
    polygons.iter().map(spherical_area).sum()
}

#[test]
fn a_packed_map_reads_as_the_boundaries_it_is_made_of() {
    let source = Boundaries::parse("50m", &asset("countries-50m.geojson")).unwrap();
    let bytes = packed(&middle(), Packing::default());
    let got = Boundaries::parse("50m.smap", &bytes).unwrap();
    assert_eq!(got.features.len(), source.features.len());
    for (got, want) in got.features.iter().zip(&source.features) {
        assert_eq!(
            (got.number, &got.id, &got.properties),
            (want.number, &want.id, &want.properties)
        );
        let count = |polygons: &[Polygon]| polygons.iter().flat_map(|p| &p.rings).count();
        assert_eq!(
            count(&got.polygons),
            count(&want.polygons),
            "{}",
            want.place()
        );
        let (a, b) = (area(&got.polygons), area(&want.polygons));
        // A coast of a thousand km that is half a unit off covers 1e-7 steradians.
        assert!(
            (a - b).abs() <= 1e-3 * b + 1e-9,
            "{}: {a} is not {b}",
            want.place()
        );
    }
}

#[test]
fn the_world_file_loses_no_ring_and_little_land() {
    let source = middle();
    let atlas = decode(&asset("world.smap")).unwrap();
    let read = Boundaries::parse_cut("world.smap", &asset("world.smap")).unwrap();
    for ((region, got), want) in atlas
        .regions
        .iter()
        .zip(&read.features)
        .zip(&source.features)
    {
        let count = want
            .polygons
            .iter()
            .flat_map(|polygon| &polygon.rings)
            .count();
        assert_eq!(rings(&atlas, region, 0).len(), count, "{}", region.key);
        let (a, b) = (area(&got.polygons), area(&want.polygons));
        // A px² of the map it is for, for each ring: narrow islands lose as much.
        let slack = Packing::steradians(count as f64, 1920.0);
        assert!(
            (a - b).abs() <= 0.02 * b + slack,
            "{}: {a} is not {b}",
            region.key
        );
    }
}

#[test]
fn every_level_of_the_world_file_is_sound() {
    let atlas = decode(&asset("world.smap")).unwrap();
    assert!(levels(&atlas).len() > 3);
    assert_sound(&atlas);
}

#[test]
fn a_coarser_level_has_fewer_vertices_and_all_of_the_coarsest() {
    let atlas = decode(&asset("world.smap")).unwrap();
    let count = |px2: f64, width: f64| {
        let rank = atlas.rank_for(Packing::steradians(px2, width));
        (0..atlas.arcs())
            .map(|arc| atlas.line(arc, rank).count())
            .sum::<usize>()
    };
    let counts = [1920.0, 960.0, 480.0].map(|width| count(0.4, width));
    assert_eq!(counts[0], atlas.vertices.len());
    assert!(
        counts[1] * 4 < counts[0] * 3 && counts[2] < counts[1],
        "{counts:?}"
    );
}

#[test]
fn the_rank_for_an_area_loses_no_triangle_of_that_area() {
    let atlas = decode(&asset("world.smap")).unwrap();
    for (times, rank) in [(0.5, 0), (1.0, 0), (3.9, 0), (4.0, 1), (15.9, 1), (16.0, 2)] {
        assert_eq!(atlas.rank_for(atlas.floor * times), rank, "{times}");
    }
    assert_eq!(atlas.rank_for(f64::INFINITY), ALWAYS);
}

#[test]
fn a_square_with_a_dent_keeps_the_dent_at_its_rank() {
    // 10° wide; the dent is a triangle of 0.1 by 2 degrees, at the equator 3e-5 steradians.
    let text = r#"{"type":"Feature","properties":{"iso3":"AAA"},"geometry":{"type":"Polygon",
        "coordinates":[[[0,0],[1,0.1],[2,0],[10,0],[10,10],[0,10],[0,0]]]}}"#;
    let source = Boundaries::parse_cut("dent", text.as_bytes()).unwrap();
    let (sources, _) = source.to_pack(None).unwrap();
    let vertices = |floor: f64| {
        let packing = Packing {
            bits: 20,
            floor,
            levels: 3,
        };
        pack(&sources, &packing).unwrap().atlas.vertices.len()
    };
    assert_eq!(
        (vertices(0.0), vertices(2.9e-5), vertices(3.2e-5)),
        (7, 7, 5)
    );
}

#[test]
fn a_line_does_not_jump_over_an_island() {
    // The bay is flat enough to go, were it not for the islet in it.
    let text = |islet: &str| {
        format!(
            r#"{{"type":"FeatureCollection","features":[
        {{"type":"Feature","properties":{{"iso3":"AAA"}},"geometry":{{"type":"Polygon",
            "coordinates":[[[0,0],[2,1],[4,0],[4,-9],[0,-9],[0,0]]]}}}},
        {{"type":"Feature","properties":{{"iso3":"BBB"}},"geometry":{{"type":"Polygon",
            "coordinates":[[{islet}]]}}}}]}}"#
        )
    };
    let has_bay = |islet: &str| {
        let source = Boundaries::parse_cut("bay", text(islet).as_bytes()).unwrap();
        let (sources, _) = source.to_pack(None).unwrap();
        let packing = Packing {
            bits: 20,
            floor: 2e-3,
            levels: 3,
        };
        let packed = pack(&sources, &packing).unwrap();
        assert_sound(&packed.atlas);
        let top = [2.0, 1.0].map(|deg: f64| (deg / packed.atlas.quantum).round() as i32);
        packed.atlas.vertices.contains(&top)
    };
    assert!(has_bay("[1.9,0.3],[2.1,0.3],[2,0.4],[1.9,0.3]"));
    assert!(!has_bay("[1.9,5.3],[2.1,5.3],[2,5.4],[1.9,5.3]"));
}

#[test]
fn unpacked_and_packed_again_it_is_the_same() {
    for bytes in [few_packed(), asset("world.smap")] {
        let atlas = decode(&bytes).unwrap();
        let text = geojson(&bytes, 0.0).unwrap();
        let again = Boundaries::parse_cut("again", text.as_bytes()).unwrap();
        let bits = (360.0 / atlas.quantum).log2() as u8;
        let (sources, of_regions) = again.to_pack(None).unwrap();
        let again = pack(
            &sources,
            &Packing {
                bits,
                ..Packing::default()
            },
        )
        .unwrap()
        .atlas;
        for (a, b) in atlas.regions.iter().zip(&again.regions) {
            assert_eq!((&a.key, a.home), (&b.key, b.home));
            let set = |atlas: &Atlas, region| {
                rings(atlas, region, 0)
                    .concat()
                    .into_iter()
                    .collect::<BTreeSet<_>>()
            };
            assert!(set(&atlas, a) == set(&again, b), "{}", a.key);
        }
        assert_eq!(of_regions, properties(&bytes).unwrap());
    }
}

#[test]
fn the_middle_boundaries_come_back_to_the_last_decimal() {
    let bytes = packed(&middle(), Packing::default());
    let text = geojson(&bytes, 0.0).unwrap();
    let back = Boundaries::parse_cut("back", text.as_bytes()).unwrap();
    let places = |boundaries: &Boundaries| -> BTreeMap<String, BTreeSet<[i64; 2]>> {
        let of = |polygons: &[Polygon]| {
            let places = polygons
                .iter()
                .flat_map(|polygon| polygon.rings.iter().flatten());
            places
                .map(|p| [p.lon, p.lat].map(|deg| (deg * 1e4).round() as i64))
                .collect()
        };
        boundaries
            .features
            .iter()
            .map(|f| (f.text("iso3").unwrap(), of(&f.polygons)))
            .collect()
    };
    assert!(places(&back) == places(&middle()));
}

#[test]
fn capitals_are_the_homes_of_members() {
    let atlas = decode(&asset("world.smap")).unwrap();
    let home = |key: &str| {
        let region = atlas
            .regions
            .iter()
            .find(|region| region.key == key)
            .unwrap();
        region.home.map(|home| atlas.degrees(home))
    };
    let [lon, lat] = home("FRA").unwrap();
    // Paris.
    assert!(
        (lon - 2.35).abs() < 0.03 && (lat - 48.86).abs() < 0.03,
        "{lon} {lat}"
    );
    assert_eq!(home("GRL"), None);
}

#[test]
fn a_map_document_may_name_a_packed_map() {
    let document = String::from_utf8(asset("es-11-1.json")).unwrap();
    let document = document.replace("countries-50m.geojson", "world.smap");
    let map = StanceMap::load("es-11-1.json", |file| match file {
        "es-11-1.json" => Ok(document.clone().into_bytes()),
        file => Ok(asset(file)),
    })
    .unwrap();
    assert_eq!(map.errors(), Vec::<String>::new());
    assert_eq!((map.tally.yes, map.report.joined), (141, 193));
}

// Damage.

/// The file with its checksum made right again.
fn repaired(mut bytes: Vec<u8>) -> Vec<u8> {
    let sum = crc32fast::hash(&bytes[9..]).to_le_bytes();
    bytes[5..9].copy_from_slice(&sum);
    bytes
}

#[test]
fn the_checksum_is_that_of_others() {
    let bytes = few_packed();
    assert_eq!(repaired(bytes.clone()), bytes);
}

#[test]
fn every_truncation_is_refused() {
    let bytes = few_packed();
    for length in 0..bytes.len() {
        assert!(decode(&bytes[..length]).is_err(), "{length} bytes");
        assert!(properties(&bytes[..length]).is_err(), "{length} bytes");
    }
}

#[test]
fn every_changed_bit_is_refused() {
    let mut bytes = few_packed();
    for at in 0..bytes.len() {
        for bit in 0..8 {
            bytes[at] ^= 1 << bit;
            let wanted = match at {
                0..4 => Damage::NotSmap,
                4 => Damage::Version,
                _ => Damage::Checksum,
            };
            assert_eq!(decode(&bytes), Err(wanted), "bit {bit} of byte {at}");
            bytes[at] ^= 1 << bit;
        }
    }
}

#[test]
fn a_truncation_with_a_right_checksum_is_refused_too() {
    let bytes = few_packed();
    for length in 9..bytes.len() {
        let cut = repaired(bytes[..length].to_vec());
        assert!(
            decode(&cut).is_err() || properties(&cut).is_err(),
            "{length} bytes"
        );
    }
}

/// Memory a small hostile file may cost, in bytes: it is some two kB itself.
const MOST_MEMORY: usize = 1 << 20;

#[test]
fn a_length_of_nearly_everything_costs_no_memory() {
    let bytes = few_packed();
    // As varints: 2^35 − 1, 2^63 − 1, 2^64 − 1, and the largest count that two bytes can say.
    let lengths: [&[u8]; 4] = [
        &[0xff, 0xff, 0xff, 0xff, 0x7f],
        &[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f],
        &[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01],
        &[0xff, 0x7f],
    ];
    for at in 9..bytes.len() {
        for length in lengths {
            let mut hostile = bytes.clone();
            hostile.splice(at..at + 1, length.iter().copied());
            let hostile = repaired(hostile);
            MEMORY.reset_peak_usage();
            let before = MEMORY.current_usage();
            let outcome = (decode(&hostile), properties(&hostile));
            let cost = MEMORY.peak_usage().saturating_sub(before);
            // Other tests run beside this one: theirs counts too, but not every time.
            if cost > MOST_MEMORY {
                MEMORY.reset_peak_usage();
                let before = MEMORY.current_usage();
                drop((decode(&hostile), properties(&hostile)));
                let cost = MEMORY.peak_usage().saturating_sub(before);
                assert!(cost < 64 << 20, "{cost} bytes for {length:?} at {at}");
            }
            drop(outcome);
        }
    }
}

#[test]
fn a_map_of_one_arc_edges_seen_many_times_is_refused() {
    let mut atlas = decode(&few_packed()).unwrap();
    let refs: Vec<i32> = atlas.rings_of(0).next().unwrap().to_vec();
    assert_eq!(refs.len(), 1, "a ring of one arc");
    atlas.refs.clear();
    atlas.rings = vec![0];
    atlas.polygons = vec![0];
    for ring in 1..=10_000 {
        atlas.refs.extend(&refs);
        atlas.rings.push(ring);
        atlas.polygons.push(ring);
    }
    for region in &mut atlas.regions {
        region.polygons = 0..0;
    }
    atlas.regions[0].polygons = 0..10_000;
    assert_eq!(decode(&encode(&atlas, &[])), Err(Damage::Count));
}

#[test]
fn a_ring_of_arcs_that_do_not_meet_is_refused() {
    let mut atlas = decode(&few_packed()).unwrap();
    let open = (0..atlas.arcs()).find(|arc| atlas.arc(*arc).first() != atlas.arc(*arc).last());
    atlas.refs[0] = open.unwrap() as i32;
    assert_eq!(decode(&encode(&atlas, &[])), Err(Damage::Ring));
}

#[test]
fn damage_names_the_file_and_what_to_do() {
    let mut bytes = few_packed();
    bytes.pop();
    let error = Boundaries::parse("map.smap", &bytes).unwrap_err();
    assert_eq!(
        error.to_string(),
        "map.smap: a packed map that is damaged: its checksum is another; fetch it again, or pack it anew"
    );
}

// TopoJSON.

const TOPOLOGY: &str = r#"{"type": "Topology", "transform": {"scale": [0.5, 0.5], "translate": [10, 20]},
    "arcs": [[[2, 0], [0, 2]], [[2, 2], [2, 0], [0, -2], [-2, 0]], [[2, 0], [-2, 0], [0, 2], [2, 0]]],
    "objects": {"countries": {"type": "GeometryCollection", "geometries": [
        {"type": "Polygon", "properties": {"iso3": "AAA"}, "arcs": [[2, -1]]},
        {"type": "MultiPolygon", "id": "7", "properties": {"iso3": "BBB"}, "arcs": [[[0, 1]], [[0, -1]]]}]}}}"#;

#[test]
fn a_topology_packs_as_its_geojson_does() {
    let (topology, dropped) =
        Boundaries::parse_to_pack("map.json", TOPOLOGY.as_bytes(), None).unwrap();
    assert_eq!(dropped, 1, "a ring that goes there and back");
    let text = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"iso3":"AAA"},"geometry":{"type":"Polygon",
            "coordinates":[[[11,20],[10,20],[10,21],[11,21],[11,20]]]}},
        {"type":"Feature","id":"7","properties":{"iso3":"BBB"},"geometry":{"type":"Polygon",
            "coordinates":[[[11,20],[11,21],[12,21],[12,20],[11,20]]]}}]}"#;
    let plain = Boundaries::parse_cut("map.geojson", text.as_bytes()).unwrap();
    let packing = Packing::default();
    let [a, b] =
        [&topology, &plain].map(|boundaries| decode(&packed(boundaries, packing)).unwrap());
    for (a_region, b_region) in a.regions.iter().zip(&b.regions) {
        assert_eq!(rings(&a, a_region, 0), rings(&b, b_region, 0));
    }
    assert_eq!(a.arcs(), 3);
}

#[test]
fn a_topology_without_the_arc_is_refused() {
    let broken = TOPOLOGY.replace("[[2, -1]]", "[[2, -9]]");
    let error = Boundaries::parse_to_pack("map.json", broken.as_bytes(), None).unwrap_err();
    assert_eq!(
        error.to_string(),
        "map.json, geometry 1: no arc -9; mend the topology"
    );
}

#[test]
fn one_code_for_two_features_is_refused() {
    let twice = TOPOLOGY.replace("BBB", "AAA");
    let (twice, _) = Boundaries::parse_to_pack("map.json", twice.as_bytes(), None).unwrap();
    let error = twice.to_pack(None).unwrap_err().to_string();
    assert!(
        error.contains("a second feature with the iso3 \"AAA\""),
        "{error}"
    );
}

// Detail tiles.

struct Part {
    file: String,
    keys: Vec<String>,
    boxes: Vec<[f64; 4]>,
    atlas: Atlas,
}

/// From which the parts count their degrees.
const MERIDIAN: f64 = 11.0;

fn parts() -> Vec<Part> {
    let index: serde_json::Value = serde_json::from_slice(&asset("detail/index.json")).unwrap();
    let part = |part: &serde_json::Value| {
        let file = part["file"].as_str().unwrap().to_owned();
        let bytes = asset(&format!("detail/{file}"));
        assert_eq!(part["bytes"], bytes.len());
        Part {
            keys: serde_json::from_value(part["regions"].clone()).unwrap(),
            boxes: serde_json::from_value(part["boxes"].clone()).unwrap(),
            atlas: decode(&bytes).unwrap(),
            file,
        }
    };
    index["parts"]
        .as_array()
        .unwrap()
        .iter()
        .map(part)
        .collect()
}

#[test]
fn the_details_are_of_the_regions_of_the_world() {
    let world = decode(&asset("world.smap")).unwrap();
    let of_world: BTreeSet<&str> = world
        .regions
        .iter()
        .map(|region| region.key.as_str())
        .collect();
    let parts = parts();
    let mut of_parts = BTreeSet::new();
    for part in &parts {
        let keys: Vec<&str> = part
            .atlas
            .regions
            .iter()
            .map(|region| region.key.as_str())
            .collect();
        assert_eq!(keys, part.keys, "{}", part.file);
        for region in &part.atlas.regions {
            assert!(
                of_parts.insert(region.key.as_str()),
                "{} stands twice",
                region.key
            );
            // The Vatican is a line on the atlas' grid.
            let has_land = !region.polygons.is_empty();
            assert_eq!(has_land, region.key != "VAT", "{}", region.key);
        }
    }
    assert_eq!(of_parts, of_world);
    assert!((6..=12).contains(&parts.len()), "{} parts", parts.len());
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("assets/detail");
    let files = std::fs::read_dir(folder).unwrap().count();
    assert_eq!(files, parts.len() + 1, "files that no index names");
}

#[test]
fn the_boxes_of_a_part_hold_its_land() {
    for Part {
        file, boxes, atlas, ..
    } in parts()
    {
        for vertex in &atlas.vertices {
            let [lon, lat] = atlas.degrees(*vertex);
            let lon = lon + MERIDIAN;
            let holds =
                |[w, s, e, n]: &[f64; 4]| (*w..=*e).contains(&lon) && (*s..=*n).contains(&lat);
            assert!(boxes.iter().any(holds), "{file}: {lon}, {lat}");
        }
    }
}

#[test]
fn the_details_are_fine_enough_for_64_times() {
    // A device px of a map 1920 px wide, 64 times enlarged.
    let px = 360.0 / 1920.0 / 64.0;
    for part in parts() {
        assert!(part.atlas.quantum <= px / 4.0, "{}", part.file);
    }
}

/// Edges of the fine atlas that cross another as they stand there: of 37, what simplification leaves.
const CROSSINGS_OF_THE_SOURCE: usize = 2;

#[test]
fn every_level_of_the_details_is_sound() {
    let parts = parts();
    // Neighbours may be in another part; that they meet is another test.
    for rank in [0, 1, 2, 3, 4, 5, ALWAYS] {
        let mut crossing = 0;
        for part in &parts {
            crossing += crossings(&part.atlas, rank);
            for region in &part.atlas.regions {
                for ring in rings(&part.atlas, region, rank) {
                    let area = twice_area(&ring);
                    assert!(ring.len() >= 4 && area != 0, "{} at {rank}", region.key);
                }
            }
        }
        assert!(
            crossing <= CROSSINGS_OF_THE_SOURCE,
            "{crossing} crossings at {rank}"
        );
    }
}

#[test]
fn parts_meet_without_gaps_at_every_level() {
    let parts = parts();
    for rank in [0, 1, 2, 3, ALWAYS] {
        let mut edges_seen = HashMap::new();
        for part in &parts {
            for region in &part.atlas.regions {
                for edge in rings(&part.atlas, region, rank)
                    .iter()
                    .flat_map(|ring| ring.windows(2))
                {
                    let before = edges_seen.insert([edge[0], edge[1]], region.key.clone());
                    assert_eq!(before, None, "{} runs along {edge:?} too", region.key);
                }
            }
        }
        for ([a, b], key) in &edges_seen {
            let landlocked = LANDLOCKED.split_whitespace().any(|of| of == key);
            let met = !landlocked || edges_seen.contains_key(&[*b, *a]);
            assert!(met, "{key} at {rank}: {a:?} to {b:?} has no neighbour");
        }
    }
}

fn contains(ring: &[[f64; 2]], [x, y]: [f64; 2]) -> bool {
    let crosses = |a: [f64; 2], b: [f64; 2]| {
        (a[1] > y) != (b[1] > y) && x < a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
    };
    ring.windows(2)
        .filter(|edge| crosses(edge[0], edge[1]))
        .count()
        % 2
        == 1
}

/// Places that are water in the fine atlas: a harbour, a river's mouth, a fjord. Their shores count.
const IN_WATER: [&str; 3] = ["Sevastopol", "Kherson", "Svalbard"];

#[test]
fn each_place_lies_in_its_region_and_in_no_other() {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/border-points.csv");
    let mut reader = csv::Reader::from_path(file).unwrap();
    let parts = parts();
    let regions_at = |at: [f64; 2]| {
        let mut found = BTreeSet::new();
        for part in &parts {
            for region in &part.atlas.regions {
                let inside = rings(&part.atlas, region, 0).into_iter().filter(|ring| {
                    let degrees = ring.iter().map(|v| part.atlas.degrees(*v));
                    let ring: Vec<_> = degrees.map(|[lon, lat]| [lon + MERIDIAN, lat]).collect();
                    contains(&ring, at)
                });
                if inside.count() % 2 == 1 {
                    found.insert(region.key.clone());
                }
            }
        }
        found
    };
    let mut places = 0;
    for row in reader.deserialize() {
        let row: HashMap<String, String> = row.unwrap();
        let [lon, lat] = [&row["lon"], &row["lat"]].map(|deg| deg.parse::<f64>().unwrap());
        let (place, wanted) = (row["place"].as_str(), row["feature"].as_str());
        let mut found = regions_at([lon, lat]);
        if IN_WATER.contains(&place) {
            assert!(found.is_empty(), "{place} is no water: {found:?}");
            for [dx, dy] in [[0.1, 0.0], [-0.1, 0.0], [0.0, 0.1], [0.0, -0.1]] {
                found.extend(regions_at([lon + dx, lat + dy]));
            }
        }
        // The Vatican has no land; there is Italy.
        let wanted = if wanted == "VAT" { "ITA" } else { wanted };
        assert!(found.iter().eq([wanted]), "{place}: {found:?}");
        places += 1;
    }
    assert_eq!(places, 61);
}

#[test]
fn the_maldives_are_not_inside_out() {
    let parts = parts();
    let maldives = parts
        .iter()
        .flat_map(|part| &part.atlas.regions)
        .find(|region| region.key == "MDV");
    let part = parts
        .iter()
        .find(|part| part.keys.iter().any(|key| key == "MDV"))
        .unwrap();
    let rings = rings(&part.atlas, maldives.unwrap(), 0);
    assert!(rings.len() > 20 && rings.iter().all(|ring| twice_area(ring) > 0));
}

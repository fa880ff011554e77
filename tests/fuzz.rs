//! Random input for every reader: nothing may panic, hang or eat memory. A few seconds by default;
//! for a long run, which prints how many inputs were tried:
//!
//! ```text
//! STANCEMAP_FUZZ_SECONDS=3600 cargo test --test fuzz -- --nocapture
//! ```
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // helpers of tests

use std::cell::Cell;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use arbtest::arbitrary::{Result, Unstructured};
use stancemap::input::{Boundaries, Document, StanceTable};
use stancemap::smap::{decode, encode, geojson, pack, properties, Packing};

/// What each target takes by default.
const SECONDS: f64 = 2.0;
/// No input of this size may take longer, by far: they are a few kB.
const SLOWEST: Duration = Duration::from_secs(10);
/// Largest input, in bytes.
const LARGEST: u32 = 32 * 1024;

/// Runs a target until its time is over.
fn fuzz(name: &str, mut target: impl FnMut(&mut Unstructured) -> Result<()>) {
    let asked = std::env::var("STANCEMAP_FUZZ_SECONDS").ok();
    let seconds: f64 = asked.as_ref().map_or(SECONDS, |text| text.parse().unwrap());
    let count = Cell::new(0u64);
    arbtest::arbtest(|u| {
        count.set(count.get() + 1);
        let start = Instant::now();
        let outcome = target(u);
        assert!(start.elapsed() < SLOWEST, "{name}: slow");
        outcome
    })
    .size_max(LARGEST)
    .budget(Duration::from_secs_f64(seconds));
    assert!(count.get() > 0, "{name}: nothing was tried");
    if asked.is_some() {
        eprintln!("{name}: {} inputs", count.get());
    }
}

fn asset(path: &str) -> Vec<u8> {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("assets")
        .join(path);
    std::fs::read(&file).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// A few countries: with a hole, cut at ±180°.
fn few() -> Boundaries {
    let mut few = Boundaries::parse_cut("few", &asset("countries-110m.geojson")).unwrap();
    few.features
        .retain(|feature| ["ZAF", "LSO", "FJI"].contains(&feature.text("iso3").unwrap().as_str()));
    few
}

fn few_packed() -> Vec<u8> {
    let (sources, properties) = few().to_pack(None).unwrap();
    let packing = Packing {
        bits: 12,
        ..Packing::default()
    };
    encode(&pack(&sources, &packing).unwrap().atlas, &properties)
}

/// Bytes of `whole` replaced, left out or put in, at a few places.
fn damaged(u: &mut Unstructured, whole: &[u8]) -> Result<Vec<u8>> {
    let mut bytes = whole.to_vec();
    for _ in 0..u.int_in_range(1..=8)? {
        let at = u.int_in_range(0..=bytes.len())?;
        let end = (at + u.int_in_range(0..=8)?).min(bytes.len());
        let length = u.int_in_range(0..=8)?;
        let new = u.bytes(length)?;
        bytes.splice(at..end, new.iter().copied());
    }
    Ok(bytes)
}

fn read_packed(bytes: &[u8]) {
    let _ = properties(bytes);
    let _ = geojson(bytes, 0.0);
    let _ = Boundaries::parse("map.smap", bytes);
    let Ok(atlas) = decode(bytes) else { return };
    // What is accepted is whole: each part of it can be reached, and it can be written again.
    for region in &atlas.regions {
        for refs in atlas
            .polygons_of(region)
            .flat_map(|polygon| atlas.rings_of(polygon))
        {
            let mut ring = Vec::new();
            atlas.ring_into(refs, 0, &mut ring);
            assert!(ring.len() > 1 && ring.first() == ring.last());
        }
    }
    assert_eq!(decode(&encode(&atlas, &[])), Ok(atlas));
}

/// Damaged as [`damaged`] does it, at times something else altogether.
fn mostly_damaged(u: &mut Unstructured, whole: &[u8]) -> Result<Vec<u8>> {
    if u.ratio(1, 8)? {
        Ok(u.bytes(u.len())?.to_vec())
    } else {
        damaged(u, whole)
    }
}

/// With a checksum that is right, so that damage gets behind the door.
fn repaired(mut bytes: Vec<u8>) -> Vec<u8> {
    if let Some(body) = bytes.get(9..) {
        let sum = crc32fast::hash(body).to_le_bytes();
        bytes[5..9].copy_from_slice(&sum);
    }
    bytes
}

#[test]
fn packed_maps_damaged() {
    let whole = few_packed();
    let mut accepted = 0;
    fuzz("packed maps, damaged", |u| {
        let bytes = repaired(damaged(u, &whole)?);
        accepted += u64::from(decode(&bytes).is_ok());
        read_packed(&bytes);
        Ok(())
    });
    // Damage that always shows at the door would test the door alone.
    assert!(accepted > 0, "every input was refused");
}

#[test]
fn packed_maps_of_random_bytes() {
    let head = few_packed()[..9].to_vec();
    fuzz("packed maps, random", |u| {
        read_packed(u.peek_bytes(u.len()).unwrap_or_default());
        let rest = u.bytes(u.len())?;
        read_packed(&repaired([&head, rest].concat()));
        Ok(())
    });
}

#[test]
fn boundaries() {
    let whole = geojson(&few_packed(), 0.0).unwrap();
    fuzz("boundaries", |u| {
        let bytes = mostly_damaged(u, whole.as_bytes())?;
        let _ = Boundaries::parse("map.geojson", &bytes);
        let read = Boundaries::parse_to_pack("map.geojson", &bytes, None);
        // Whatever can be read can be packed, or there is a reason.
        if let Some((sources, of_regions)) = read.ok().and_then(|(read, _)| read.to_pack(None).ok())
        {
            let packing = Packing {
                bits: 14,
                floor: 1e-5,
                levels: 3,
            };
            if let Ok(packed) = pack(&sources, &packing) {
                assert_eq!(
                    decode(&encode(&packed.atlas, &of_regions)),
                    Ok(packed.atlas)
                );
            }
        }
        Ok(())
    });
}

#[test]
fn topologies() {
    let whole = r#"{"type":"Topology","transform":{"scale":[0.5,0.5],"translate":[10,20]},
        "arcs":[[[2,0],[0,2]],[[2,2],[2,0],[0,-2],[-2,0]],[[2,0],[-2,0],[0,2],[2,0]]],
        "objects":{"countries":{"type":"GeometryCollection","geometries":[
        {"type":"Polygon","properties":{"iso3":"AAA"},"arcs":[[2,-1]]},
        {"type":"MultiPolygon","properties":{"iso3":"BBB"},"arcs":[[[0,1]]]}]}}}"#;
    fuzz("topologies", |u| {
        let bytes = damaged(u, whole.as_bytes())?;
        let _ = Boundaries::parse_to_pack("map.json", &bytes, None);
        Ok(())
    });
}

#[test]
fn stance_tables() {
    let whole = asset("es-11-1.csv");
    fuzz("stance tables", |u| {
        let bytes = mostly_damaged(u, &whole)?;
        let _ = StanceTable::parse("votes.csv", &bytes);
        Ok(())
    });
}

#[test]
fn map_documents() {
    let whole = asset("es-11-1.json");
    fuzz("map documents", |u| {
        let bytes = mostly_damaged(u, &whole)?;
        let _ = Document::parse("map.json", &bytes);
        Ok(())
    });
}

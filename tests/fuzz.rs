//! Random input for every reader: nothing may panic, hang or eat memory. A few seconds by default;
//! for a long run, which prints how many inputs were tried:
//!
//! ```text
//! STANCEMAP_FUZZ_SECONDS=3600 cargo test --test fuzz -- --nocapture
//! ```
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // helpers of tests

use std::cell::Cell;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use arbtest::arbitrary::{Result, Unstructured};
use peak_alloc::PeakAlloc;
use serde_json::{json, Value};
use stancemap::import::{self, Options, Span};
use stancemap::input::{Boundaries, Document, Policy, StanceTable};
use stancemap::roster::{Names, Roster};
use stancemap::smap::{
    decode, encode, geojson, pack, properties, Atlas, AtlasRegion, Packing, Property, ALWAYS,
};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// One case at a time: what others allocate would count too.
static CASE: Mutex<()> = Mutex::new(());

/// What each target takes by default.
const SECONDS: f64 = 2.0;
/// No input of this size may take longer, by far: they are a few kB. Seconds of the processor.
const SLOWEST: f64 = 5.0;
/// Nor may it take more memory, MB.
const MOST_MEMORY: f32 = 64.0;
/// Largest input, in bytes.
const LARGEST: u32 = 32 * 1024;
/// Enough for a target to build something of.
const SMALLEST: u32 = 4 * 1024;

/// Runs a target until its time is over.
fn fuzz(name: &str, mut target: impl FnMut(&mut Unstructured) -> Result<()>) {
    let asked = std::env::var("STANCEMAP_FUZZ_SECONDS").ok();
    let seconds: f64 = asked.as_ref().map_or(SECONDS, |text| text.parse().unwrap());
    let count = Cell::new(0u64);
    arbtest::arbtest(|u| {
        count.set(count.get() + 1);
        let _alone = CASE.lock().unwrap_or_else(PoisonError::into_inner);
        let (start, before) = (seconds_of_thread(), MEMORY.current_usage_as_mb());
        MEMORY.reset_peak_usage();
        let outcome = target(u);
        let (took, used) = (
            seconds_of_thread() - start,
            MEMORY.peak_usage_as_mb() - before,
        );
        assert!(took < SLOWEST, "{name}: {took} s");
        assert!(used < MOST_MEMORY, "{name}: {used} MB");
        outcome
    })
    .size_min(SMALLEST)
    .size_max(LARGEST)
    .budget(Duration::from_secs_f64(seconds));
    assert!(count.get() > 0, "{name}: nothing was tried");
    if asked.is_some() {
        eprintln!("{name}: {} inputs", count.get());
    }
}

/// Of the processor, which another test at the same time does not count into; 0 but on Linux.
fn seconds_of_thread() -> f64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = text.split(' ').next().and_then(|text| text.parse().ok());
    nanoseconds.map_or(0.0, |nanoseconds: f64| nanoseconds / 1e9)
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

/// A map of closed arcs of which regions use any, once or often, and properties, some of them no JSON.
fn plausible(u: &mut Unstructured) -> Result<Vec<u8>> {
    let bits = u.int_in_range(8..=25)?;
    let mut atlas = Atlas {
        quantum: 360.0 / f64::from(1u32 << bits),
        floor: 1e-6,
        starts: vec![0],
        rings: vec![0],
        polygons: vec![0],
        ..Atlas::default()
    };
    let (east, north) = (1i32 << (bits - 1), 1i32 << (bits - 2));
    let arcs = u.int_in_range(1..=20)?;
    for _ in 0..arcs {
        let first = atlas.vertices.len();
        for _ in 0..u.int_in_range(3..=40)? {
            let at = [
                u.int_in_range(-east..=east)?,
                u.int_in_range(-north..=north)?,
            ];
            if atlas
                .vertices
                .get(first..)
                .is_some_and(|arc| arc.last() != Some(&at))
            {
                atlas.vertices.push(at);
                atlas.ranks.push(if u.ratio(1, 2)? {
                    ALWAYS
                } else {
                    u.int_in_range(0..=6)?
                });
            }
        }
        atlas.vertices.push(atlas.vertices[first]);
        atlas.ranks.push(ALWAYS);
        atlas.starts.push(atlas.vertices.len() as u32);
        atlas.cuts.push(u.ratio(1, 8)?);
    }
    let mut all = Vec::new();
    for number in 0..u.int_in_range(1..=20)? {
        let first = atlas.polygons.len() as u32 - 1;
        for _ in 0..u.int_in_range(0..=3)? {
            for _ in 0..u.int_in_range(1..=3)? {
                let arc = u.int_in_range(0..=arcs - 1)?;
                let times = if u.ratio(1, 8)? {
                    u.int_in_range(1..=200)?
                } else {
                    1
                };
                atlas.refs.extend(std::iter::repeat_n(arc, times));
                atlas.rings.push(atlas.refs.len() as u32);
            }
            atlas.polygons.push(atlas.rings.len() as u32 - 1);
        }
        atlas.regions.push(AtlasRegion {
            key: format!("X{number}"),
            polygons: first..atlas.polygons.len() as u32 - 1,
            home: None,
        });
        let mut of_region = Vec::new();
        for name in ["iso3", "", "a"] {
            let values = ["\"X\"", "1", "[[]]", "{", "1},{\"a\":1", "null", "\"FRA\""];
            let value = (*u.choose(&values)?).to_owned();
            let name = name.to_owned();
            of_region.push(Property { name, value });
        }
        all.push(of_region);
    }
    Ok(encode(&atlas, &all))
}

#[test]
fn packed_maps_plausible() {
    let mut accepted = 0;
    fuzz("packed maps, plausible", |u| {
        let bytes = plausible(u)?;
        accepted += u64::from(decode(&bytes).is_ok());
        read_packed(&bytes);
        if let Ok(text) = geojson(&bytes, 0.0) {
            let written: Value = serde_json::from_str(&text).unwrap();
            let regions = decode(&bytes).unwrap().regions.len();
            assert_eq!(written["features"].as_array().unwrap().len(), regions);
        }
        pack_what_reads(&bytes);
        Ok(())
    });
    assert!(accepted > 0, "every input was refused");
}

/// Whatever can be read can be packed, or there is a reason.
fn pack_what_reads(bytes: &[u8]) {
    let read = Boundaries::parse_to_pack("map.geojson", bytes, None);
    let Some((sources, of_regions)) = read.ok().and_then(|(read, _)| read.to_pack(None).ok())
    else {
        return;
    };
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

/// Few, and long edges that cross.
#[test]
fn boundaries_that_cross() {
    fuzz("boundaries that cross", |u| {
        let mut features = Vec::new();
        for number in 0..u.int_in_range(1..=30)? {
            let mut ring = Vec::new();
            for _ in 0..u.int_in_range(3..=8)? {
                ring.push(json!([
                    u.int_in_range(-180..=180)?,
                    u.int_in_range(-90..=90)?
                ]));
            }
            ring.push(ring[0].clone());
            features.push(json!({
                "type": "Feature", "properties": {"iso3": format!("X{number}")},
                "geometry": {"type": "Polygon", "coordinates": [ring]}
            }));
        }
        let text = json!({"type": "FeatureCollection", "features": features}).to_string();
        let _ = Boundaries::parse("map.geojson", text.as_bytes());
        pack_what_reads(text.as_bytes());
        Ok(())
    });
}

#[test]
fn boundaries() {
    let whole = geojson(&few_packed(), 0.0).unwrap();
    fuzz("boundaries", |u| {
        let bytes = mostly_damaged(u, whole.as_bytes())?;
        let _ = Boundaries::parse("map.geojson", &bytes);
        pack_what_reads(&bytes);
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

/// The values of `whole` replaced by others, or by those of other places in it.
fn changed(u: &mut Unstructured, whole: &Value) -> Result<Vec<u8>> {
    fn values<'a>(value: &'a mut Value, all: &mut Vec<&'a mut Value>) {
        match value {
            Value::Object(members) => members.values_mut().for_each(|value| values(value, all)),
            Value::Array(list) => list.iter_mut().for_each(|value| values(value, all)),
            leaf => all.push(leaf),
        }
    }
    let mut document = whole.clone();
    let mut all = Vec::new();
    values(&mut document, &mut all);
    for _ in 0..u.int_in_range(1..=6)? {
        let other = match u.int_in_range(0..=6)? {
            0 => Value::Null,
            1 => json!(u.arbitrary::<i64>()?),
            2 => json!(u.arbitrary::<f64>()?),
            3 => json!([[], {}, [u.arbitrary::<u8>()?]]),
            4 => json!({"": "", "iso3": "FRA"}),
            5 => json!(u.arbitrary::<&str>()?),
            _ => (*all[u.choose_index(all.len())?]).clone(),
        };
        let at = u.choose_index(all.len())?;
        *all[at] = other;
    }
    Ok(document.to_string().into_bytes())
}

#[test]
fn map_documents_changed() {
    let whole: Value = serde_json::from_slice(&asset("es-11-1.json")).unwrap();
    fuzz("map documents, changed", |u| {
        let _ = Document::parse("map.json", &changed(u, &whole)?);
        Ok(())
    });
}

#[test]
fn policies() {
    let whole: Value = serde_json::from_slice(&asset("policy/un.json")).unwrap();
    let text = asset("policy/un.json");
    fuzz("policies", |u| {
        let _ = Policy::parse("policy.json", &changed(u, &whole)?);
        let _ = Policy::parse("policy.json", &mostly_damaged(u, &text)?);
        Ok(())
    });
}

#[test]
fn topologies_changed() {
    fuzz("topologies, changed", |u| {
        let mut arcs = Vec::new();
        for _ in 0..u.int_in_range(1..=12)? {
            let mut arc = Vec::new();
            for _ in 0..u.int_in_range(0..=8)? {
                arc.push(json!([u.int_in_range(-9..=9)?, u.int_in_range(-9..=9)?]));
            }
            arcs.push(arc);
        }
        let mut areas = Vec::new();
        for number in 0..u.int_in_range(1..=8)? {
            let mut ring = Vec::new();
            for _ in 0..u.int_in_range(1..=30)? {
                ring.push(u.int_in_range(-13..=12)?);
            }
            areas.push(json!({
                "type": "Polygon", "properties": {"iso3": format!("X{number}")}, "arcs": [ring]
            }));
        }
        let topology = json!({
            "type": "Topology", "arcs": arcs, "transform": {"scale": [2, 1], "translate": [0, 0]},
            "objects": {"countries": {"type": "GeometryCollection", "geometries": areas}}
        });
        pack_what_reads(topology.to_string().as_bytes());
        Ok(())
    });
}

#[test]
fn stance_tables_of_words() {
    let words = [
        "iso3",
        "name",
        "vote",
        "cosponsor",
        "yes",
        "no",
        "FRA",
        "France",
        "abstain",
        "unknown",
        "Congo",
        "\"",
        "\"a\nb\"",
        "✓",
        "n/a",
        "",
        "=1+1",
        "\u{feff}",
        "\u{202e}",
        "1e9",
    ];
    fuzz("stance tables, of words", |u| {
        let mut text = String::new();
        for _ in 0..u.int_in_range(0..=400)? {
            text.push_str(u.choose(&words)?);
            text.push_str(u.choose(&[",", "\n", ";", "\t", ",", "\r\n"])?);
        }
        let _ = StanceTable::parse("votes.csv", text.as_bytes());
        Ok(())
    });
}

thread_local! {
    static NAMES: Names = Names::new(Roster::built_in().unwrap(), &Policy::un().unwrap()).unwrap();
}

fn case(path: &str) -> Vec<u8> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/");
    std::fs::read(format!("{root}{path}")).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every place that a reader names is in the text.
fn import(bytes: &[u8]) {
    let options = Options {
        date: Some("2022-03-02".to_owned()),
        ..Options::default()
    };
    let Ok(read) = NAMES.with(|names| import::read("source", bytes, names, &options)) else {
        return;
    };
    let holds =
        |span: &Span| span.start <= span.end && read.text.get(span.start..span.end).is_some();
    for vote in &read.votes {
        let mut places = vote.readings.iter();
        assert!(places.all(|own| holds(&own.span) && holds(&own.said_at)));
    }
    let found = read.findings.iter().flat_map(|own| &own.spans);
    assert!(found.chain(&read.unread).all(holds));
}

/// Pieces of a source, put together at random.
fn pieces(u: &mut Unstructured, of: &[&str]) -> Result<Vec<u8>> {
    let mut text = String::new();
    for _ in 0..u.int_in_range(0..=300)? {
        text.push_str(u.choose(of)?);
    }
    Ok(text.into_bytes())
}

#[test]
fn imports_of_texts() {
    let annex = case("cases/03-column-per-stance/annex.txt");
    NAMES.with(|_| {});
    let of = [
        "In favour",
        "Against",
        "Abstaining:",
        "Votent pour :",
        "赞成",
        "France",
        "Chad",
        "Congo",
        "中国",
        "الصين",
        " voted against",
        " abstained",
        " voted in favour",
        "; ",
        ", ",
        " and ",
        "\n",
        "\n\n",
        ": ",
        " (",
        ") ",
        "5 ",
        " to ",
        "was adopted by ",
        "A/RES/78/1 ",
        "   ",
        "\t",
        "🇫🇷",
        "> ",
        "- ",
        "Total: 5",
        "while ",
        "و",
        "на",
        "(in favour)",
        "—",
        "2 March 2022",
        "[",
        "]",
        "\u{ad}",
    ];
    fuzz("imports of texts", |u| {
        match u.arbitrary()? {
            true => import(&mostly_damaged(u, &annex)?),
            false => import(&pieces(u, &of)?),
        }
        Ok(())
    });
}

#[test]
fn imports_of_tables() {
    let wide = case("cases/05-wide/table.csv");
    NAMES.with(|_| {});
    let of = [
        "name",
        "vote",
        "iso3",
        "Yes",
        "No",
        "A",
        "X",
        "FRA",
        "France",
        "Korea, Rep.",
        "\"",
        ",",
        ";",
        "\t",
        "|",
        "\n",
        "\r",
        "sep=;\n",
        "Total",
        "141",
        "Date",
        "2022-03-02",
        "---",
        ":-:",
        "<td>",
        "</td>",
        "<tr>",
        "</table>",
        "<p>",
        "&eacute;",
        "&#0;",
        "  ",
        "Y ",
        "N ",
    ];
    fuzz("imports of tables", |u| {
        match u.arbitrary()? {
            true => import(&mostly_damaged(u, &wide)?),
            false => import(&pieces(u, &of)?),
        }
        Ok(())
    });
}

#[test]
fn imports_of_json() {
    let nested = case("cases/03-column-per-stance/nested.json");
    let lists: Value =
        serde_json::from_slice(&case("cases/03-column-per-stance/lists.json")).unwrap();
    NAMES.with(|_| {});
    fuzz("imports of JSON", |u| {
        match u.arbitrary()? {
            true => import(&mostly_damaged(u, &nested)?),
            false => import(&changed(u, &lists)?),
        }
        Ok(())
    });
}

#[test]
fn imports_of_the_library() {
    let whole = case("cases/01-undl-bulk/table.csv");
    let lines = whole.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
    let end = lines.map(|(at, _)| at).nth(20).unwrap();
    NAMES.with(|_| {});
    fuzz("imports of the Library", |u| {
        import(&mostly_damaged(u, &whole[..end])?);
        Ok(())
    });
}

#[test]
fn imports_of_workbooks() {
    let books = [case("workbooks/vote.xlsx"), case("workbooks/vote.ods")];
    NAMES.with(|_| {});
    fuzz("imports of workbooks", |u| {
        let book = u.choose(&books)?;
        import(&mostly_damaged(u, book)?);
        Ok(())
    });
}

//! The shipped files with random damage: nothing may panic or hang, and every refusal names a file
//! and says something short. Seeded, so that a failure comes back; for more than the few rounds of
//! every day:
//!
//! ```text
//! STANCEMAP_MUTATIONS=100000 STANCEMAP_SEED=7 cargo test --test mutations -- --nocapture
//! ```
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // helpers of tests

use std::fs;
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::Value;
use stancemap::input::{Boundaries, Document, Policy, StanceTable};
use stancemap::{Error, ErrorKind, Result, StanceMap};

/// Rounds of damage to each file.
const ROUNDS: usize = 60;
/// No message is longer than a paragraph, in bytes.
const LONGEST_MESSAGE: usize = 2000;
/// Far more than any of these small files takes.
const SLOWEST: Duration = Duration::from_secs(20);

/// Sebastiano Vigna's splitmix64, 2015 (<https://prng.di.unimi.it/splitmix64.c>): its constants.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 up to, not including, `end`.
    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    fn one_of<'a, T: ?Sized>(&mut self, choices: &[&'a T]) -> &'a T {
        choices[self.below(choices.len())]
    }
}

/// What stands between two words or numbers of CSV and JSON.
fn is_separator(byte: u8) -> bool {
    b"\",;:[]{}\n\t ".contains(&byte)
}

/// A word or number at or after a random place.
fn token(bytes: &[u8], random: &mut Random) -> std::ops::Range<usize> {
    let from = random.below(bytes.len());
    let is_word = |byte: &u8| !is_separator(*byte);
    let start = from + bytes[from..].iter().position(is_word).unwrap_or(0);
    let length = bytes[start..].iter().position(|byte| is_separator(*byte));
    start..start + length.unwrap_or(bytes.len() - start)
}

/// Damages `bytes` at a few random places.
fn damage(bytes: &mut Vec<u8>, random: &mut Random) {
    const BYTES: [&[u8]; 16] = [
        b"\"",
        b"[",
        b"]",
        b"{",
        b"}",
        b",",
        b";",
        b"\n",
        b"\0",
        b"\xff",
        b"<",
        b"-",
        b"\\",
        b"\xef\xbb\xbf",
        b"[[[[[[[[[[",
        b"\x1b[31m",
    ];
    const WORDS: [&str; 24] = [
        "1e999",
        "-0",
        "180",
        "-180",
        "180.0000001",
        "90",
        "-90",
        "90.5",
        "1e-320",
        "0",
        "null",
        "[]",
        "{}",
        "true",
        "FRA",
        "Congo",
        "-99",
        "member",
        "general-assembly",
        "no",
        "9007199254740993",
        "Polygon",
        "GeometryCollection",
        "type",
    ];
    for _ in 0..=random.below(3) {
        if bytes.is_empty() {
            return;
        }
        let at = random.below(bytes.len());
        match random.below(9) {
            0 => bytes[at] ^= 1 << random.below(8),
            1 => bytes[at] = random.next() as u8,
            2 => drop(bytes.splice(at..at, random.one_of(&BYTES).iter().copied())),
            3 => drop(bytes.drain(at..(at + 1 + random.below(30)).min(bytes.len()))),
            4 if random.below(4) == 0 => bytes.truncate(at),
            5 => {
                let copied = bytes[at..(at + random.below(200)).min(bytes.len())].to_vec();
                let to = random.below(bytes.len());
                bytes.splice(to..to, copied);
            }
            6 => {
                let (from, to) = (token(bytes, random), token(bytes, random));
                let word = bytes[from].to_vec();
                bytes.splice(to, word);
            }
            _ => {
                let place = token(bytes, random);
                bytes.splice(place, random.one_of(&WORDS).bytes());
            }
        }
    }
}

fn asset(file: &str) -> Vec<u8> {
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
    fs::read(assets.join(file)).unwrap()
}

/// A few countries of the coarse map: with a hole, across ±180°, around a pole, of many parts.
fn few_countries() -> Vec<u8> {
    let mut map: Value = serde_json::from_slice(&asset("countries-110m.geojson")).unwrap();
    let few = [
        "ZAF", "LSO", "RUS", "FJI", "ATA", "FRA", "GRL", "ESH", "XKX",
    ];
    let features = map["features"].as_array_mut().unwrap();
    features.retain(|feature| {
        few.iter()
            .any(|code| feature["properties"]["iso3"] == *code)
    });
    assert_eq!(features.len(), few.len());
    map.to_string().into_bytes()
}

/// Everything a map is made of, one part of it damaged.
struct Files {
    document: Vec<u8>,
    countries: Vec<u8>,
    stances: Vec<u8>,
    policy: Vec<u8>,
}

impl Files {
    fn new() -> Self {
        let mut document: Value = serde_json::from_slice(&asset("es-11-1.json")).unwrap();
        document["policy"] = "policy.json".into();
        document["projection"] = serde_json::json!({"name": "orthographic", "center": [10, 50]});
        Self {
            document: document.to_string().into_bytes(),
            countries: few_countries(),
            stances: asset("es-11-1.csv"),
            policy: asset("policy/un.json"),
        }
    }

    fn load(&self) -> Result<StanceMap> {
        StanceMap::load("map.json", |file| match file {
            "map.json" => Ok(self.document.clone()),
            "countries-50m.geojson" => Ok(self.countries.clone()),
            "es-11-1.csv" => Ok(self.stances.clone()),
            "policy.json" => Ok(self.policy.clone()),
            _ => Err(Error::new(
                ErrorKind::Io,
                file,
                "can't be read",
                "check the path",
            )),
        })
    }
}

fn assert_helpful(error: &Error) {
    let text = error.to_string();
    assert!(!error.file.is_empty(), "{text}");
    assert!(!error.found.is_empty(), "{text}");
    assert_short(&text);
}

fn assert_short(text: &str) {
    assert!(
        text.len() < LONGEST_MESSAGE,
        "{} bytes: {text:.300}",
        text.len()
    );
}

/// Damages one part, round after round, and reads it, alone by `read` and as part of a map.
fn try_out(
    name: &str,
    part: impl Fn(&mut Files) -> &mut Vec<u8>,
    read: impl Fn(&[u8]) -> Result<()>,
) {
    let setting = |name: &str| std::env::var(name).ok()?.parse().ok();
    let rounds = setting("STANCEMAP_MUTATIONS").unwrap_or(ROUNDS);
    let first = setting("STANCEMAP_SEED").unwrap_or(0);
    let mut files = Files::new();
    let whole = part(&mut files).clone();
    let mut accepted = 0;
    for seed in first..first + rounds {
        let mut random = Random(seed as u64);
        let mut damaged = whole.clone();
        damage(&mut damaged, &mut random);
        *part(&mut files) = damaged;
        let start = Instant::now();
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            if let Err(error) = read(part(&mut files)) {
                return assert_helpful(&error);
            }
            match files.load() {
                Ok(map) => {
                    accepted += 1;
                    map.report
                        .issues
                        .iter()
                        .for_each(|issue| assert_short(&issue.to_string()));
                }
                Err(error) => assert_helpful(&error),
            }
        }));
        assert!(outcome.is_ok(), "{name} with the damage of seed {seed}");
        assert!(
            start.elapsed() < SLOWEST,
            "{name} with the damage of seed {seed}: slow"
        );
    }
    // Damage that always shows at the door would test the door alone.
    assert!(accepted > 0, "{name}: every round was refused");
}

#[test]
fn damaged_boundaries() {
    let read = |bytes: &[u8]| Boundaries::parse("map.geojson", bytes).map(drop);
    try_out("boundaries", |files| &mut files.countries, read);
}

#[test]
fn damaged_stances() {
    let read = |bytes: &[u8]| StanceTable::parse("votes.csv", bytes).map(drop);
    try_out("stances", |files| &mut files.stances, read);
}

#[test]
fn damaged_document() {
    let read = |bytes: &[u8]| Document::parse("map.json", bytes).map(drop);
    try_out("document", |files| &mut files.document, read);
}

#[test]
fn damaged_policy() {
    let read = |bytes: &[u8]| Policy::parse("policy.json", bytes).map(drop);
    try_out("policy", |files| &mut files.policy, read);
}

//! [`Atlas`] → bytes: one column for each sort of number, so that similar numbers are adjacent.

use super::atlas::{arc_of, Atlas, ALWAYS};
use super::columns::{
    checksum, column_of, rank_bits, zigzag, COLUMNS, HEAD, MAGIC, MOST_LEVELS, VERSION,
};
use super::decode::Property;

/// Writes a packed map. `properties` are those of each region in order; the names of all of them
/// in the order in which they first stand there become that of every region.
///
/// The atlas must be as [`decode`](super::decode) gives it; what is not reads as damaged.
pub fn encode(atlas: &Atlas, properties: &[Vec<Property>]) -> Vec<u8> {
    let mut map = Vec::new();
    // The highest power of two there is in a turn; exact, for quanta that are made so.
    map.push(libm::log2(360.0 / atlas.quantum).round() as u8);
    let ranks = atlas.ranks.iter().filter(|rank| **rank != ALWAYS);
    let levels = ranks.max().map_or(0, |most| most + 1).min(MOST_LEVELS);
    map.push(levels);
    map.extend(atlas.floor.to_le_bytes());
    arcs(&mut map, atlas, levels);
    regions(&mut map, atlas);

    let mut body = Vec::new();
    varint(&mut body, map.len() as u64);
    body.append(&mut map);
    write_properties(&mut body, properties);
    let mut bytes = Vec::with_capacity(HEAD + body.len());
    bytes.extend(MAGIC);
    bytes.push(VERSION);
    bytes.extend(checksum(&body).to_le_bytes());
    bytes.append(&mut body);
    bytes
}

fn arcs(map: &mut Vec<u8>, atlas: &Atlas, levels: u8) {
    let mut lengths = Vec::new();
    let mut symbols = Vec::new();
    let mut across: [Vec<u8>; COLUMNS] = Default::default();
    let mut up = across.clone();
    let mut at = [0, 0];
    for (arc, is_cut) in atlas.cuts.iter().enumerate() {
        let line = atlas.arc(arc);
        let is_closed = line.first() == line.last();
        // A closed arc ends where it began: that goes without saying.
        let stored = line.len() - usize::from(is_closed);
        let flags = u64::from(is_closed) | u64::from(*is_cut) << 1;
        varint(&mut lengths, (stored as u64) << 2 | flags);
        let ranks = atlas.ranks.get(atlas.span(arc)).unwrap_or_default();
        let all_stay = is_closed && stored == 3;
        let mut before = None;
        for (i, (vertex, rank)) in line.iter().zip(ranks).take(stored).enumerate() {
            let column = column_of(before, *rank);
            let steps = [(&mut across, 0), (&mut up, 1)];
            for (columns, axis) in steps {
                let [to, from] = [vertex, &at].map(|v| v.get(axis).copied().unwrap_or_default());
                if let Some(bytes) = columns.get_mut(column) {
                    signed(bytes, i64::from(to) - i64::from(from));
                }
            }
            at = *vertex;
            before = Some(*rank);
            let is_end = i == 0 || (i + 1 == stored && !is_closed);
            if !is_end && !all_stay {
                symbols.push((*rank).min(levels));
            }
        }
        at = line.last().copied().unwrap_or(at);
    }
    varint(map, atlas.arcs() as u64);
    list(map, &lengths);
    list(map, &packed(&symbols, rank_bits(levels)));
    for column in across.iter().chain(&up) {
        list(map, column);
    }
}

/// A few bits each, the first in the lowest bits.
fn packed(symbols: &[u8], bits: usize) -> Vec<u8> {
    if bits == 0 {
        return Vec::new();
    }
    let byte = |few: &[u8]| {
        let places = few.iter().enumerate();
        places.fold(0, |byte, (i, symbol)| byte | symbol << (i * bits))
    };
    symbols.chunks(8 / bits).map(byte).collect()
}

fn regions(map: &mut Vec<u8>, atlas: &Atlas) {
    let (mut keys, mut counts) = (Vec::new(), Vec::new());
    let (mut links, mut homes) = (Vec::new(), Vec::new());
    let mut next = 0;
    for region in &atlas.regions {
        list(&mut keys, region.key.as_bytes());
        let polygons = atlas.polygons_of(region);
        varint(&mut counts, polygons.len() as u64);
        let mut first_arc = None;
        for polygon in polygons {
            varint(&mut counts, atlas.rings_of(polygon).count() as u64);
            for ring in atlas.rings_of(polygon) {
                varint(&mut counts, ring.len() as u64);
                for (arc, forward) in ring.iter().map(|of| arc_of(*of)) {
                    first_arc.get_or_insert(arc);
                    let link = zigzag(arc as i64 - next) << 1 | u64::from(!forward);
                    varint(&mut links, link);
                    next = arc as i64 + 1;
                }
            }
        }
        match region.home {
            None => varint(&mut homes, 0),
            Some([x, y]) => {
                let first = first_arc.and_then(|arc| atlas.arc(arc).first());
                let [from_x, from_y] = first.copied().unwrap_or_default();
                varint(&mut homes, zigzag(i64::from(x) - i64::from(from_x)) + 1);
                signed(&mut homes, i64::from(y) - i64::from(from_y));
            }
        }
    }
    varint(map, atlas.regions.len() as u64);
    list(map, &keys);
    list(map, &counts);
    list(map, &links);
    list(map, &homes);
}

/// A column for each name; a value that is not there is an empty text.
fn write_properties(body: &mut Vec<u8>, properties: &[Vec<Property>]) {
    let mut names: Vec<&str> = Vec::new();
    for property in properties.iter().flatten() {
        if !names.contains(&property.name.as_str()) {
            names.push(&property.name);
        }
    }
    varint(body, properties.len() as u64);
    varint(body, names.len() as u64);
    for name in names {
        list(body, name.as_bytes());
        for of_region in properties {
            let value = of_region.iter().find(|property| property.name == name);
            list(
                body,
                value.map_or(&[], |property| property.value.as_bytes()),
            );
        }
    }
}

fn list(bytes: &mut Vec<u8>, column: &[u8]) {
    varint(bytes, column.len() as u64);
    bytes.extend(column);
}

fn signed(bytes: &mut Vec<u8>, value: i64) {
    varint(bytes, zigzag(value));
}

fn varint(bytes: &mut Vec<u8>, mut value: u64) {
    while value > 127 {
        bytes.push(value as u8 | 128);
        value >>= 7;
    }
    bytes.push(value as u8);
}

//! Bytes → [`Atlas`], in one pass. Part of the viewer, the program that a page loads first: to keep that
//! small, nothing here formats text or needs a hash table.

use std::collections::BTreeSet;

use super::atlas::{arc_of, Atlas, AtlasRegion, ALWAYS};
use super::columns::{
    checksum, column_of, rank_bits, unzigzag, COLUMNS, FEWEST_BITS, HEAD, MAGIC, MOST_BITS,
    MOST_LEVELS, MOST_USES, VERSION,
};
use super::damage::Damage;
use super::reader::Reader;

/// Whether bytes begin as a packed map does.
pub fn is_smap(bytes: &[u8]) -> bool {
    bytes.starts_with(&MAGIC)
}

/// Reads a packed map but for its properties.
///
/// # Errors
/// Anything that the format does not allow. Memory stays in proportion to the bytes.
pub fn decode(bytes: &[u8]) -> Result<Atlas, Damage> {
    let (mut map, _) = parts(bytes)?;
    let atlas = atlas(&mut map)?;
    map.end()?;
    Ok(atlas)
}

/// A property of a region: its name, and its value as JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Property {
    /// As in the source; empty for the feature's own `id`.
    pub name: String,
    /// A JSON text.
    pub value: String,
}

/// Reads what regions carry besides key and shape: for each region in order, its properties in the order
/// of the source. The key is among them, under its own name.
///
/// # Errors
/// As [`decode`]; a name that stands twice, names that would take over 32 times the size of the file.
pub fn properties(bytes: &[u8]) -> Result<Vec<Vec<Property>>, Damage> {
    let (_, mut block) = parts(bytes)?;
    let regions = block.count(0)?;
    // A column a name, a byte a region at least.
    let columns = block.count(0)?;
    let rest = block.left() as u64;
    if (regions as u64)
        .checked_mul(columns as u64)
        .is_none_or(|cells| cells > rest)
        || (columns == 0 && regions > 0 && regions as u64 > MOST_BARE)
    {
        return Err(Damage::Count);
    }
    let mut all: Vec<Vec<Property>> = Vec::with_capacity(regions);
    all.resize(regions, Vec::new());
    let mut names = BTreeSet::new();
    let mut left = rest.saturating_mul(MOST_NAMES);
    for _ in 0..columns {
        let name = block.text()?;
        if !names.insert(name) {
            return Err(Damage::Property);
        }
        for properties in &mut all {
            let value = block.text()?;
            if !value.is_empty() {
                left = left.checked_sub(name.len() as u64).ok_or(Damage::Names)?;
                let (name, value) = (name.to_owned(), value.to_owned());
                properties.push(Property { name, value });
            }
        }
    }
    block.end()?;
    Ok(all)
}

/// Names of properties stand once in a file, but once for each region in memory: so many times its size at most.
const MOST_NAMES: u64 = 32;

/// Regions without any property.
const MOST_BARE: u64 = 1 << 16;

/// The map and the properties, once the checksum is right.
fn parts(bytes: &[u8]) -> Result<(Reader<'_>, Reader<'_>), Damage> {
    if !is_smap(bytes) {
        return Err(Damage::NotSmap);
    }
    let mut head = Reader::new(bytes);
    head.take(MAGIC.len())?;
    if head.byte()? != VERSION {
        return Err(Damage::Version);
    }
    let sum = head.array()?;
    let body = bytes.get(HEAD..).unwrap_or_default();
    if checksum(body) != u32::from_le_bytes(sum) {
        return Err(Damage::Checksum);
    }
    let mut body = Reader::new(body);
    let length = body.count(1)?;
    let map = Reader::new(body.take(length)?);
    Ok((map, body))
}

fn atlas(map: &mut Reader) -> Result<Atlas, Damage> {
    let bits = map.byte()?;
    let levels = map.byte()?;
    let floor = f64::from_le_bytes(map.array()?);
    if !(FEWEST_BITS..=MOST_BITS).contains(&bits)
        || levels > MOST_LEVELS
        || !(floor.is_finite() && floor > 0.0)
    {
        return Err(Damage::Range);
    }
    let turn = 1i32 << bits;
    let mut atlas = Atlas {
        quantum: 360.0 / f64::from(turn),
        floor,
        ..Atlas::default()
    };
    arcs(map, levels, turn, &mut atlas)?;
    regions(map, turn, &mut atlas)?;
    Ok(atlas)
}

fn arcs(map: &mut Reader, levels: u8, turn: i32, atlas: &mut Atlas) -> Result<(), Damage> {
    let count = map.count(1)?;
    let mut lengths = map.list()?;
    atlas.starts.reserve_exact(count + 1);
    atlas.starts.push(0);
    atlas.cuts.reserve_exact(count);
    // Of each vertex, at least a byte in each column.
    let most = map.left() / 2;
    let (mut stored, mut total) = (0usize, 0usize);
    let mut closed = Vec::with_capacity(count);
    for _ in 0..count {
        let length = lengths.varint()?;
        let is_closed = length & 1 == 1;
        let vertices = usize::try_from(length >> 2).map_err(|_| Damage::Count)?;
        if vertices < if is_closed { 3 } else { 2 } {
            return Err(Damage::Ring);
        }
        stored = stored.checked_add(vertices).ok_or(Damage::Count)?;
        if stored > most {
            return Err(Damage::Count);
        }
        total += vertices + usize::from(is_closed);
        atlas
            .starts
            .push(u32::try_from(total).map_err(|_| Damage::Count)?);
        atlas.cuts.push(length & 2 == 2);
        closed.push(is_closed);
    }
    lengths.end()?;

    let bits = rank_bits(levels);
    let mut ranks = Ranks {
        bytes: map.list()?,
        bits,
        levels,
        left: 0,
        byte: 0,
    };
    let mut across = StepColumns::new(map)?;
    let mut up = StepColumns::new(map)?;
    atlas.vertices.reserve_exact(total);
    atlas.ranks.reserve_exact(total);
    let (mut x, mut y) = (0, 0);
    for (arc, is_closed) in closed.into_iter().enumerate() {
        let span = atlas.span(arc);
        let stored = span.len() - usize::from(is_closed);
        // A triangle needs all its corners.
        let all_stay = is_closed && stored == 3;
        let mut before = None;
        for i in 0..stored {
            let is_end = i == 0 || (i + 1 == stored && !is_closed);
            let rank = if is_end || all_stay {
                ALWAYS
            } else {
                ranks.next()?
            };
            let column = column_of(before, rank);
            let step = [across.next(column)?, up.next(column)?];
            if i > 0 && step == [0, 0] {
                return Err(Damage::Range);
            }
            x = moved(x, step[0], turn / 2)?;
            y = moved(y, step[1], turn / 4)?;
            atlas.vertices.push([x, y]);
            atlas.ranks.push(rank);
            before = Some(rank);
        }
        if is_closed {
            let first = atlas.vertices.get(span.start).copied();
            let first = first.ok_or(Damage::Ring)?;
            if first == [x, y] {
                return Err(Damage::Range);
            }
            atlas.vertices.push(first);
            atlas.ranks.push(ALWAYS);
            [x, y] = first;
        }
    }
    ranks.bytes.end()?;
    across.end()?;
    up.end()
}

fn moved(from: i32, by: i64, most: i32) -> Result<i32, Damage> {
    let to = i64::from(from).checked_add(by).ok_or(Damage::Range)?;
    match i32::try_from(to) {
        Ok(to) if (-most..=most).contains(&to) => Ok(to),
        _ => Err(Damage::Range),
    }
}

fn regions(map: &mut Reader, turn: i32, atlas: &mut Atlas) -> Result<(), Damage> {
    let count = map.count(1)?;
    let mut keys = map.list()?;
    let mut counts = map.list()?;
    let mut links = map.list()?;
    let mut homes = map.list()?;
    atlas.regions.reserve_exact(count);
    // Each ring has a reference at least, each polygon a ring.
    atlas.refs.reserve(links.left());
    atlas.rings.push(0);
    atlas.polygons.push(0);
    let mut run = 0u64;
    let mut next = 0i64;
    for _ in 0..count {
        let key = keys.text()?.to_owned();
        let first_polygon = atlas.polygons.len() as u32 - 1;
        let first_ref = atlas.refs.len();
        for _ in 0..counts.varint()? {
            for _ in 0..at_least_one(counts.varint()?)? {
                for _ in 0..at_least_one(counts.varint()?)? {
                    let link = links.varint()?;
                    let arc = next.checked_add(unzigzag(link >> 1)).ok_or(Damage::Ring)?;
                    if arc < 0 || arc >= atlas.arcs() as i64 {
                        return Err(Damage::Ring);
                    }
                    next = arc + 1;
                    run += atlas.span(arc as usize).len() as u64;
                    let arc = arc as i32;
                    atlas.refs.push(if link & 1 == 1 { !arc } else { arc });
                }
                atlas.rings.push(atlas.refs.len() as u32);
                check_ring(atlas)?;
                if run > atlas.vertices.len() as u64 * MOST_USES {
                    return Err(Damage::Count);
                }
            }
            atlas.polygons.push(atlas.rings.len() as u32 - 1);
        }
        let polygons = first_polygon..atlas.polygons.len() as u32 - 1;
        let home = match homes.varint()? {
            0 => None,
            across => {
                let arc = atlas.refs.get(first_ref).map(|of| arc_of(*of).0);
                let [x, y] = arc
                    .and_then(|arc| atlas.arc(arc).first())
                    .copied()
                    .unwrap_or_default();
                Some([
                    moved(x, unzigzag(across - 1), turn / 2)?,
                    moved(y, homes.signed()?, turn / 4)?,
                ])
            }
        };
        atlas.regions.push(AtlasRegion {
            key,
            polygons,
            home,
        });
    }
    keys.end()?;
    counts.end()?;
    links.end()?;
    homes.end()
}

fn at_least_one(count: u64) -> Result<u64, Damage> {
    if count == 0 {
        return Err(Damage::Ring);
    }
    Ok(count)
}

/// Checks that the arcs of the last ring meet, end to start, and close it.
fn check_ring(atlas: &Atlas) -> Result<(), Damage> {
    let ends = |of: &i32| {
        let (arc, forward) = arc_of(*of);
        let arc = atlas.arc(arc);
        let (first, last) = (arc.first().copied(), arc.last().copied());
        if forward {
            (first, last)
        } else {
            (last, first)
        }
    };
    let from = atlas.rings.iter().rev().nth(1).copied().unwrap_or_default();
    let refs = atlas.refs.get(from as usize..).unwrap_or_default();
    let mut end = refs.last().and_then(|of| ends(of).1);
    for of in refs {
        let (first, last) = ends(of);
        if first != end {
            return Err(Damage::Ring);
        }
        end = last;
    }
    Ok(())
}

/// Steps along one axis, by [`column_of`].
struct StepColumns<'a> {
    columns: [Reader<'a>; COLUMNS],
}

impl<'a> StepColumns<'a> {
    fn new(map: &mut Reader<'a>) -> Result<Self, Damage> {
        let mut columns = [Reader::new(&[]); COLUMNS];
        for column in &mut columns {
            *column = map.list()?;
        }
        Ok(Self { columns })
    }

    fn next(&mut self, column: usize) -> Result<i64, Damage> {
        self.columns.get_mut(column).ok_or(Damage::Short)?.signed()
    }

    fn end(&self) -> Result<(), Damage> {
        self.columns.iter().try_for_each(Reader::end)
    }
}

/// Ranks of a few bits each, the first in the lowest bits.
struct Ranks<'a> {
    bytes: Reader<'a>,
    bits: usize,
    levels: u8,
    left: usize,
    byte: u8,
}

impl Ranks<'_> {
    fn next(&mut self) -> Result<u8, Damage> {
        if self.bits == 0 {
            return Ok(ALWAYS);
        }
        if self.left == 0 {
            self.byte = self.bytes.byte()?;
            self.left = 8;
        }
        let rank = self.byte & ((1 << self.bits) - 1);
        self.byte >>= self.bits;
        self.left -= self.bits;
        Ok(if rank >= self.levels { ALWAYS } else { rank })
    }
}

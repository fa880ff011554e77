//! Detail tiles: the shapes of some regions at a finer resolution, shown when all that is in sight has
//! come.
//!
//! Tiles are cut from one atlas, so that the arcs between two of them are the same in both: when the
//! second comes, each notes which region lies beyond, and the border is drawn once.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::projected_atlas::ProjectedAtlas;
use super::trace::{Trace, Wanted};
use super::window::Window;
use super::NONE;
use crate::geo::Projection;
use crate::smap::Atlas;

/// An arc by what both tiles have of it: its ends and the vertices next to them, in order.
type Seam = [[i32; 2]; 4];

/// A hash of places on a grid. They come from the map's own files, so collisions are no attack.
#[derive(Debug, Clone, Default)]
struct Mixed(u64);

impl Hasher for Mixed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_i32(i32::from(*byte));
        }
    }

    /// # References
    /// Donald E. Knuth, *The Art of Computer Programming* 3 (1973), 6.4: the golden ratio spreads best.
    fn write_i32(&mut self, value: i32) {
        let bits = u64::from(u32::from_ne_bytes(value.to_ne_bytes()));
        let mixed = (self.0 ^ bits).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ (mixed >> 32);
    }
}

/// The tiles that have come.
#[derive(Debug, Clone, Default)]
pub struct DetailTiles {
    tiles: Vec<Tile>,
    /// Arcs with a region on one side only, by their shape.
    open: HashMap<Seam, (usize, usize), BuildHasherDefault<Mixed>>,
}

#[derive(Debug, Clone)]
struct Tile {
    atlas: ProjectedAtlas,
    /// The map's regions by those of the tile.
    numbers: Vec<u16>,
    /// By arc: the region beyond the tile's edge.
    beyond: Vec<u16>,
    /// By arc: whether another tile draws it.
    elsewhere: Vec<bool>,
}

impl Tile {
    /// Whether an arc is drawn, and by this tile.
    fn draws(&self, arc: usize) -> bool {
        !self.atlas.is_cut(arc) && self.elsewhere.get(arc) != Some(&true)
    }

    /// The tile's own number of a region of the map.
    fn local(&self, region: usize) -> Option<usize> {
        let mut numbers = self.numbers.iter();
        numbers.position(|number| usize::from(*number) == region)
    }
}

impl DetailTiles {
    /// Adds a tile. Regions that `map` does not have are left out.
    pub fn add(&mut self, map: &ProjectedAtlas, atlas: Atlas, projection: &Projection) {
        let keys = atlas.regions.iter();
        let numbers: Vec<u16> = keys.map(|r| map.number(&r.key).unwrap_or(NONE)).collect();
        let arcs = atlas.arcs();
        let mut tile = Tile {
            atlas: ProjectedAtlas::new(atlas, projection, &[]),
            numbers,
            beyond: vec![NONE; arcs],
            elsewhere: vec![false; arcs],
        };
        let number = self.tiles.len();
        for arc in 0..arcs {
            let &[user] = tile.atlas.users_of(arc) else {
                continue;
            };
            let Some(seam) = seam(tile.atlas.atlas.arc(arc)) else {
                continue;
            };
            let Some((other, other_arc)) = self.open.remove(&seam) else {
                self.open.insert(seam, (number, arc));
                continue;
            };
            let Some(other) = self.tiles.get_mut(other) else {
                continue;
            };
            let theirs = other.atlas.users_of(other_arc).first().copied();
            let theirs = theirs.and_then(|user| other.numbers.get(usize::from(user)).copied());
            let ours = tile.numbers.get(usize::from(user)).copied();
            set(&mut other.beyond, other_arc, ours.unwrap_or(NONE));
            set(&mut tile.beyond, arc, theirs.unwrap_or(NONE));
            set(&mut tile.elsewhere, arc, true);
        }
        self.tiles.push(tile);
    }

    /// Adds what is wanted, in regions of the map, for a picture of `scale` px a map unit in which triangles under
    /// `detail_px2` can't be seen.
    pub fn trace(
        &self,
        wanted: &Wanted,
        (scale, detail_px2): (f64, f64),
        window: Option<&Window>,
        out: &mut Trace,
    ) {
        let mut users = Vec::new();
        for tile in &self.tiles {
            let rank = tile.atlas.rank(scale, detail_px2);
            let (is_wanted, least) = match wanted {
                Wanted::Areas(is_wanted) => {
                    let of_map = |own: usize| tile.numbers.get(own).map(|n| usize::from(*n));
                    let is_wanted = |own: usize| of_map(own).is_some_and(is_wanted);
                    tile.atlas
                        .trace(&Wanted::Areas(&is_wanted), rank, window, out);
                    continue;
                }
                Wanted::Outline(region) => match tile.local(*region) {
                    Some(own) => return tile.atlas.trace(&Wanted::Outline(own), rank, window, out),
                    None => continue,
                },
                Wanted::Lines(is_wanted, least) => (is_wanted, *least),
            };
            for arc in (0..tile.atlas.atlas.arcs()).filter(|arc| tile.draws(*arc)) {
                users.clear();
                let own = tile.atlas.users_of(arc).iter();
                users.extend(own.filter_map(|user| tile.numbers.get(usize::from(*user))));
                let beyond = tile.beyond.get(arc).copied();
                users.extend(beyond.filter(|region| *region != NONE));
                if is_wanted(&users) && !(least > 0.0 && tile.atlas.is_islet(arc, least)) {
                    tile.atlas.line(arc, rank, window, out);
                }
            }
        }
    }

    /// As [`ProjectedAtlas::at`].
    pub fn at(&self, p: [f32; 2]) -> Option<usize> {
        self.tiles.iter().find_map(|tile| {
            let local = tile.atlas.at(p)?;
            tile.numbers.get(local).map(|number| usize::from(*number))
        })
    }

    /// Whether any tile has the region.
    pub fn has(&self, region: usize) -> bool {
        self.tiles.iter().any(|tile| tile.local(region).is_some())
    }
}

/// The same from either end.
fn seam(line: &[[i32; 2]]) -> Option<Seam> {
    let seam = match line {
        [a, b] => [*a, *a, *b, *b],
        [a, b, .., c, d] => [*a, *b, *c, *d],
        [a, b, c] => [*a, *b, *b, *c],
        _ => return None,
    };
    let mut turned = seam;
    turned.reverse();
    Some(seam.min(turned))
}

fn set<T>(list: &mut [T], at: usize, value: T) {
    if let Some(place) = list.get_mut(at) {
        *place = value;
    }
}

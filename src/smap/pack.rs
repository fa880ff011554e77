//! Polygons → [`Atlas`]: shared arcs, simplified, snapped to the grid, in an order that packs well.

use std::fmt;

use super::arc_order;
use super::atlas::{rank_of, Atlas, ALWAYS};
use super::columns::{FEWEST_BITS, MOST_BITS, MOST_LEVELS};
use super::snap::{FaultCount, KeptVertex, SnappedLines};
use crate::geo::chains::{chains, is_cut, Antimeridian, Chains};
use crate::geo::simplify::{importance, Crossings};
use crate::geo::{LonLat, Polygon};

/// A region to pack.
#[derive(Debug, Clone, Default)]
pub struct PackSource {
    /// Its code.
    pub key: String,
    /// Wound as RFC 7946, cut at ±180°.
    pub polygons: Vec<Polygon>,
    /// Where its marker stands.
    pub home: Option<LonLat>,
}

/// How fine to pack. The default keeps every vertex on the finest grid.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Packing {
    /// Grid units in a turn, as a power of two: 14 is 1/8 px of a map 1920 px wide, 20 is 38 m. More
    /// costs about two bits a vertex for each.
    pub bits: u8,
    /// Triangles smaller than this are left out, in steradians; 0 keeps every vertex.
    pub floor: f64,
    /// How many ranks to tell apart below "always kept", up to 15; each halves the size of the map that
    /// is served. More than three take two more bits a vertex before compression.
    pub levels: u8,
}

impl Default for Packing {
    fn default() -> Self {
        Self {
            bits: 22,
            floor: 0.0,
            levels: 7,
        }
    }
}

/// The width of a whole map of the world in the Equal Earth projection, in radians of a sphere of
/// radius 1: twice its x at 180° E on the equator.
///
/// # References
/// Bojan Šavrič, Tom Patterson, Bernhard Jenny, *The Equal Earth map projection*, International
/// Journal of Geographical Information Science 33 (2019): x = 2√3 λ / (3 A₁), A₁ = 1.340264.
pub const EQUAL_EARTH_WIDTH: f64 =
    4.0 * 1.732_050_807_568_877_2 * std::f64::consts::PI / (3.0 * 1.340_264);

impl Packing {
    /// The atlas of a page: its grid is a quarter of a px, and it shows triangles of 0.6 px² and more, on
    /// a map 1920 px wide. That is what the page draws of a map of 960 px at two device px a CSS px. Maps
    /// of half, a quarter and an eighth of that size are traced from fewer vertices.
    pub const PAGE: Self = Self {
        bits: 13,
        floor: Self::steradians(0.6, 1920.0),
        levels: 3,
    };

    /// The area of `px2` square pixels, in steradians, on an Equal Earth map `width` pixels wide.
    pub const fn steradians(px2: f64, width: f64) -> f64 {
        let radians = EQUAL_EARTH_WIDTH / width;
        px2 * (radians * radians)
    }

    /// The coarsest grid with units of `degrees` or less, else the finest grid.
    pub fn bits_for(degrees: f64) -> u8 {
        let least =
            (FEWEST_BITS..MOST_BITS).find(|bits| 360.0 / f64::from(1u32 << bits) <= degrees);
        least.unwrap_or(MOST_BITS)
    }
}

/// A packed map, and what became of the source.
#[derive(Debug, Clone, Default)]
pub struct Packed {
    /// The map.
    pub atlas: Atlas,
    /// Vertices of the source, each once for all rings that share it.
    pub source_vertices: usize,
    /// Edges that cross another one, at the worst level of detail: those of the source, which are left as
    /// they are.
    pub crossings: usize,
}

/// The grid has no room for some rings or lines: they collapse on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooCoarse {
    /// How many.
    pub collapsed: usize,
}

impl fmt::Display for TooCoarse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} rings or lines collapse on this grid", self.collapsed)
    }
}

impl std::error::Error for TooCoarse {}

/// Packs regions.
///
/// # Errors
/// [`TooCoarse`], where moving vertices by a few units of the grid does not keep every ring.
pub fn pack(sources: &[PackSource], packing: &Packing) -> Result<Packed, TooCoarse> {
    packed(sources, packing, |snapped, levels| {
        let full = snapped.repair();
        full.max(snapped.repair_levels(levels))
    })
}

/// Regions on the finest grid with every vertex, for a map that is shown at once and not stored. It takes
/// a fifth of the time of [`pack`], which also looks for lines that cross.
pub fn quantise(sources: &[PackSource]) -> Atlas {
    let packed = packed(sources, &Packing::default(), |_, _| FaultCount::default());
    packed.map(|packed| packed.atlas).unwrap_or_default()
}

fn packed(
    sources: &[PackSource],
    packing: &Packing,
    repair: impl FnOnce(&mut SnappedLines, u8) -> FaultCount,
) -> Result<Packed, TooCoarse> {
    let regions: Vec<&[Polygon]> = sources
        .iter()
        .map(|source| source.polygons.as_slice())
        .collect();
    let chains = chains(&regions, Antimeridian::Apart);
    let bits = packing.bits.clamp(FEWEST_BITS, MOST_BITS);
    let levels = packing.levels.min(MOST_LEVELS);
    let quantum = 360.0 / f64::from(1u32 << bits);
    // Without simplification the least triangle is what the grid can show.
    let floor = f64::max(packing.floor, quantum.to_radians().powi(2) / 2.0);
    let lines = ranked(&chains, packing.floor, floor, levels);
    let rings: Vec<Vec<(usize, bool)>> = chains
        .regions
        .iter()
        .flatten()
        .flatten()
        .map(|ring| ring.iter().map(|of| (of.arc, of.forward)).collect())
        .collect();
    let signs = rings.iter().map(|ring| sign(&chains, ring)).collect();
    let mut snapped = SnappedLines::new(&chains.places, quantum, lines, rings, signs);
    let FaultCount {
        collapsed,
        crossings,
    } = repair(&mut snapped, levels);
    if collapsed > 0 {
        return Err(TooCoarse { collapsed });
    }
    let cuts = chains.arcs.iter().map(|chain| {
        let line = chains.line(chain);
        line.windows(2)
            .all(|edge| matches!(edge, [a, b] if is_cut(*a, *b)))
    });
    let homes = sources
        .iter()
        .map(|source| source.home.map(|home| on_grid(home, quantum)));
    let keys = sources.iter().map(|source| source.key.clone());
    let labels = arc_order::Labels {
        quantum,
        floor,
        cuts: cuts.collect(),
        regions: keys.zip(homes).collect(),
    };
    Ok(Packed {
        atlas: arc_order::atlas(&snapped, &chains, labels),
        source_vertices: chains.arcs.iter().map(|chain| chain.places.len()).sum(),
        crossings,
    })
}

fn on_grid(p: LonLat, quantum: f64) -> [i32; 2] {
    [p.lon, p.lat].map(|degrees| (degrees / quantum).round() as i32)
}

/// The vertices of each chain that matter, with their ranks.
fn ranked(chains: &Chains, least: f64, floor: f64, levels: u8) -> Vec<Vec<KeptVertex>> {
    let rank = |area: f64| match rank_of(area, floor, levels) {
        rank if rank < levels => rank,
        _ => ALWAYS,
    };
    let lines = chains
        .arcs
        .iter()
        .zip(importance(chains, Crossings::Prevented));
    lines
        .map(|(chain, areas)| {
            let vertices = chain
                .places
                .iter()
                .zip(areas)
                .filter(|(_, area)| *area >= least);
            vertices
                .map(|(place, area)| KeptVertex {
                    place: *place,
                    rank: rank(area),
                })
                .collect()
        })
        .collect()
}

/// Which way a ring of the source winds on a flat map.
fn sign(chains: &Chains, ring: &[(usize, bool)]) -> i32 {
    let mut twice = 0.0;
    for (arc, forward) in ring {
        let Some(chain) = chains.arcs.get(*arc) else {
            continue;
        };
        let line = chains.line(chain);
        let area: f64 = line
            .windows(2)
            .map(|edge| match edge {
                [a, b] => a.lon * b.lat - b.lon * a.lat,
                _ => 0.0,
            })
            .sum();
        twice += if *forward { area } else { -area };
    }
    if twice < 0.0 {
        -1
    } else {
        1
    }
}

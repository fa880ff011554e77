//! Polygons → [`Atlas`]: shared arcs, simplified, snapped to the grid, in an order that packs well.

use std::fmt;

use super::arc_order;
use super::atlas::{arc_of, rank_of, Atlas, ALWAYS, AREA_STEP};
use super::columns::{FEWEST_BITS, MOST_BITS, MOST_LEVELS, MOST_USES};
use super::snap::{FaultCount, KeptVertex, SnappedLines};
use crate::geo::chains::{chains, is_cut, Antimeridian, Chain, Chains};
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

    /// The atlas of a map that is shown at once: every vertex, with ranks from an eighth of the size that
    /// [`PAGE`](Self::PAGE) is made for to 64 times that size.
    const SHOWN: Self = Self {
        bits: 22,
        floor: Self::PAGE.floor / 4096.0,
        levels: Self::PAGE.levels + 6,
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

/// Why shapes can't be packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unpackable {
    /// The grid has no room for so many rings or lines: they collapse on it.
    TooCoarse(usize),
    /// Edges cross at more places than any map needs.
    Tangled,
    /// Rings lie on one another so often that no reader would take them.
    Stacked,
}

impl Unpackable {
    /// What to do about it.
    pub const fn remedy(self) -> &'static str {
        match self {
            Self::TooCoarse(_) => "choose a finer --quantum",
            Self::Stacked => "leave out features that lie on one another",
            Self::Tangled => "mend shapes that cross themselves or lie across one another",
        }
    }
}

impl fmt::Display for Unpackable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooCoarse(count) => write!(f, "{count} rings or lines collapse on this grid"),
            Self::Stacked => write!(
                f,
                "rings take over {MOST_USES} times the vertices of all lines"
            ),
            Self::Tangled => f.write_str("edges cross at more than 20000 places"),
        }
    }
}

impl std::error::Error for Unpackable {}

/// Packs regions.
///
/// # Errors
/// [`Unpackable`], where moving vertices by a few units of the grid does not keep every ring, and where edges
/// cross at more than 20,000 places, and more than there are edges.
pub fn pack(sources: &[PackSource], packing: &Packing) -> Result<Packed, Unpackable> {
    let polygons = sources.iter().map(|source| source.polygons.as_slice());
    let chains = chains(polygons, Antimeridian::Apart);
    let regions = sources
        .iter()
        .map(|source| (source.key.clone(), source.home));
    let grid = Grid::new(packing);
    let lines = ranked(&chains, packing.floor, &grid, Crossings::Prevented);
    let rings: Vec<Vec<(usize, bool)>> = chains
        .regions
        .iter()
        .flatten()
        .flatten()
        .map(|ring| ring.iter().map(|of| (of.arc, of.forward)).collect())
        .collect();
    let signs = rings.iter().map(|ring| sign(&chains, ring)).collect();
    let mut snapped = SnappedLines::new(&chains.places, grid.quantum, lines, rings, signs);
    let full = snapped.repair().ok_or(Unpackable::Tangled)?;
    let of_levels = snapped.repair_levels(grid.levels);
    let FaultCount {
        collapsed,
        crossings,
    } = full.max(of_levels.ok_or(Unpackable::Tangled)?);
    if collapsed > 0 {
        return Err(Unpackable::TooCoarse(collapsed));
    }
    let labels = grid.labels(&chains, regions);
    let atlas = arc_order::packed(&snapped, &chains, labels);
    let used = atlas
        .refs
        .iter()
        .map(|of| atlas.span(arc_of(*of).0).len() as u64);
    if used.sum::<u64>() > atlas.vertices.len() as u64 * MOST_USES {
        return Err(Unpackable::Stacked);
    }
    Ok(Packed {
        atlas,
        source_vertices: chains.arcs.iter().map(|chain| chain.places.len()).sum(),
        crossings,
    })
}

/// Regions on the finest grid with every vertex, for a map that is shown at once and not stored. It takes
/// a fraction of the time of [`pack`], which also looks for lines that cross: a level of detail leaves out
/// only what can't be seen at its scale, and so are the crossings that this makes. A source is read once
/// and may go then.
pub fn quantise(sources: impl IntoIterator<Item = PackSource>) -> Atlas {
    let mut regions = Vec::new();
    let polygons = sources.into_iter().map(|source| {
        regions.push((source.key, source.home));
        source.polygons
    });
    let chains = chains(polygons, Antimeridian::Apart);
    let grid = Grid::new(&Packing::SHOWN);
    let lines = ranked(&chains, 0.0, &grid, Crossings::Allowed);
    // Nothing is repaired.
    let (rings, signs) = (Vec::new(), Vec::new());
    let snapped = SnappedLines::new(&chains.places, grid.quantum, lines, rings, signs);
    let labels = grid.labels(&chains, regions);
    arc_order::plain(&snapped, &chains, labels)
}

/// The units of places and of ranks.
struct Grid {
    /// Degrees.
    quantum: f64,
    /// Steradians.
    floor: f64,
    levels: u8,
}

impl Grid {
    fn new(packing: &Packing) -> Self {
        let bits = packing.bits.clamp(FEWEST_BITS, MOST_BITS);
        let quantum = 360.0 / f64::from(1u32 << bits);
        Self {
            quantum,
            // Without simplification the least triangle is what the grid can show.
            floor: f64::max(packing.floor, quantum.to_radians().powi(2) / 2.0),
            levels: packing.levels.min(MOST_LEVELS),
        }
    }

    fn labels(
        &self,
        chains: &Chains,
        regions: impl IntoIterator<Item = (String, Option<LonLat>)>,
    ) -> arc_order::Labels {
        let on_grid = |p: LonLat| [p.lon, p.lat].map(|deg| (deg / self.quantum).round() as i32);
        let is_cut = |chain: &Chain| {
            let line = chains.line(chain);
            line.windows(2)
                .all(|edge| matches!(edge, [a, b] if is_cut(*a, *b)))
        };
        let regions = regions.into_iter();
        arc_order::Labels {
            quantum: self.quantum,
            floor: self.floor,
            cuts: chains.arcs.iter().map(is_cut).collect(),
            regions: regions
                .map(|(key, home)| (key, home.map(on_grid)))
                .collect(),
        }
    }
}

/// The vertices of each chain that matter, with their ranks.
fn ranked(chains: &Chains, least: f64, grid: &Grid, crossings: Crossings) -> Vec<Vec<KeptVertex>> {
    let rank = |area: f64| match rank_of(area, grid.floor, grid.levels) {
        rank if rank < grid.levels => rank,
        _ => ALWAYS,
    };
    // From there on all are always kept.
    let most = grid.floor * AREA_STEP.powi(grid.levels.into());
    let lines = chains.arcs.iter().zip(importance(chains, crossings, most));
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

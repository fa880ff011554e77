//! Which members are named on the map, and where: the few that voted against.
//!
//! Takes the places of all regions on the map; gives names with their lines, without colours.

use std::cell::RefCell;
use std::collections::HashMap;

use super::hit::HitIndex;
use super::labels::{self, Ground, Label, Placed};
use crate::geo::planar::area;
use crate::geo::{PlanarPolygon, Point};
use crate::map::StanceMap;
use crate::words;

/// Side of a tile of [`Seen`], px.
const TILE_PX: u32 = 32;

/// What is painted at each whole px that was asked for, in tiles: placing names asks often, in few places.
struct Seen<'a> {
    hits: &'a HitIndex,
    /// For each px of a tile 0, if it was not asked for, 1 for none, or the region's number and 2.
    tiles: RefCell<HashMap<[u32; 2], Vec<u32>>>,
}

impl<'a> Seen<'a> {
    fn new(hits: &'a HitIndex) -> Self {
        let tiles = RefCell::default();
        Self { hits, tiles }
    }

    /// The region painted in the middle of the px that holds `p`; nothing left of the map or above it.
    fn at(&self, p: Point) -> Option<usize> {
        if p.x < 0.0 || p.y < 0.0 {
            return None;
        }
        let (column, row) = (p.x as u32, p.y as u32);
        let mut tiles = self.tiles.borrow_mut();
        let tile = tiles.entry([column / TILE_PX, row / TILE_PX]);
        let tile = tile.or_insert_with(|| vec![0; (TILE_PX * TILE_PX) as usize]);
        let cell = tile.get_mut((row % TILE_PX * TILE_PX + column % TILE_PX) as usize)?;
        if *cell == 0 {
            let middle = Point::new(f64::from(column) + 0.5, f64::from(row) + 0.5);
            *cell = self.hits.at(middle).map_or(1, |region| region as u32 + 2);
        }
        cell.checked_sub(2).map(|region| region as usize)
    }
}

/// The members that are named, on the map or in the legend; none where they would be too many.
pub(super) fn named(map: &StanceMap) -> Vec<usize> {
    let style = &map.style.label;
    let is_named = |region: &usize| {
        let info = map.regions.get(*region);
        info.is_some_and(|info| info.is_member() && info.stance as usize == style.class)
    };
    let named: Vec<usize> = (0..map.regions.len()).filter(is_named).collect();
    match named.len() <= style.most {
        true => named,
        false => Vec::new(),
    }
}

/// The names on a map with a `frame` (width and height, px) in a figure `width_px` wide; none where
/// the figure is too narrow or they would be too many.
pub(super) fn place(
    map: &StanceMap,
    hits: &HitIndex,
    shapes: &[Vec<PlanarPolygon>],
    frame: (f64, f64),
    width_px: f64,
) -> Vec<Placed> {
    let style = &map.style.label;
    let mut named = named(map);
    if width_px < style.from_width {
        return Vec::new();
    }
    let extent = |region: &usize| shapes.get(*region).map_or(0.0, |polygons| area(polygons));
    named.sort_by(|a, b| extent(b).total_cmp(&extent(a)));
    let named: Vec<(usize, String)> = named
        .into_iter()
        .filter_map(|region| Some((region, words::name(map, map.regions.get(region)?))))
        .collect();
    let labels: Vec<(usize, Label)> = named
        .iter()
        .filter_map(|(region, name)| {
            let anchor = hits.visual_centre(*region)?.at;
            Some((*region, Label { name, anchor }))
        })
        .collect();
    let seen = Seen::new(hits);
    let ground = Ground {
        frame,
        size: style.size.at(width_px),
        x_middle: (style.cap_height - style.x_height) / 2.0,
        margin: style.margin,
        at: &|p| seen.at(p),
        visual_centre: &|region| Some(hits.visual_centre(region)?.at),
    };
    // All or none: who reads some of the names takes them for all. The legend has them then.
    let placed = labels::place(&labels, &ground);
    match placed.len() == named.len() {
        true => placed,
        false => Vec::new(),
    }
}

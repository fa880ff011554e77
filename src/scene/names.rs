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

/// What is painted at each whole px that was asked for: placing names asks often, and in few places.
struct Seen<'a> {
    hits: &'a HitIndex,
    cells: RefCell<HashMap<(u32, u32), Option<usize>>>,
}

impl<'a> Seen<'a> {
    fn new(hits: &'a HitIndex) -> Self {
        Self {
            hits,
            cells: RefCell::default(),
        }
    }

    /// The region painted in the middle of the px that holds `p`; nothing left of the map or above it.
    fn at(&self, p: Point) -> Option<usize> {
        if p.x < 0.0 || p.y < 0.0 {
            return None;
        }
        let (column, row) = (p.x as u32, p.y as u32);
        let find = || {
            self.hits.at(Point {
                x: f64::from(column) + 0.5,
                y: f64::from(row) + 0.5,
            })
        };
        *(self.cells.borrow_mut())
            .entry((column, row))
            .or_insert_with(find)
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
    let is_named = |region: &usize| {
        let info = map.regions.get(*region);
        info.is_some_and(|info| info.is_member() && info.stance as usize == style.class)
    };
    let mut named: Vec<usize> = (0..map.regions.len()).filter(is_named).collect();
    if width_px < style.from_width || named.len() > style.most {
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
        margin: style.margin,
        at: &|p| seen.at(p),
        visual_centre: &|region| Some(hits.visual_centre(region)?.at),
    };
    labels::place(&labels, &ground)
}

//! Which members are named on the map, and where: the few that voted against.
//!
//! Takes the places of all regions on the map; gives names with their lines, without colours.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::hit::HitIndex;
use super::labels::{self, Ground, Label, Placed};
use super::plane::area;
use crate::geo::{PlanarPolygon, Point};
use crate::map::StanceMap;
use crate::words;

/// What is painted at each whole px, and where each region is seen best, found out when first
/// asked: placing names asks often.
struct Seen<'a> {
    hits: &'a HitIndex,
    centres: RefCell<BTreeMap<usize, Option<Point>>>,
    columns: usize,
    cells: RefCell<Vec<Option<Option<usize>>>>,
}

impl<'a> Seen<'a> {
    fn new(hits: &'a HitIndex, frame: (f64, f64)) -> Self {
        let columns = frame.0.ceil().max(0.0) as usize;
        let cells = RefCell::new(vec![None; columns * frame.1.ceil().max(0.0) as usize]);
        Self {
            hits,
            centres: RefCell::default(),
            columns,
            cells,
        }
    }

    fn visual_centre(&self, region: usize) -> Option<Point> {
        let mut centres = self.centres.borrow_mut();
        *centres
            .entry(region)
            .or_insert_with(|| self.hits.anchor(region))
    }

    /// The region painted in the middle of the px that holds `p`; nothing outside the map.
    fn at(&self, p: Point) -> Option<usize> {
        if p.x < 0.0 || p.y < 0.0 || p.x >= self.columns as f64 {
            return None;
        }
        let mut cells = self.cells.borrow_mut();
        let cell = cells.get_mut(p.y as usize * self.columns + p.x as usize)?;
        *cell.get_or_insert_with(|| {
            self.hits.exact(Point {
                x: p.x.floor() + 0.5,
                y: p.y.floor() + 0.5,
            })
        })
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
            let anchor = hits.anchor(*region)?;
            Some((*region, Label { name, anchor }))
        })
        .collect();
    let seen = Seen::new(hits, frame);
    let ground = Ground {
        frame,
        size: style.size.at(width_px),
        margin: style.margin,
        at: &|p| seen.at(p),
        heart: &|region| seen.visual_centre(region),
    };
    labels::place(&labels, &ground)
}

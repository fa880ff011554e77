//! The regions of a map and their lines, projected to px of the map at a level of detail.
//!
//! Takes a map, its panels, and the least triangle that is drawn; gives
//! shapes, patterns, borders and coasts. Colours and painting order are the composer's.

use super::disputed;
use super::fill;
use super::options::Options;
use super::panels::Panels;
use super::Strokes;
use crate::geo::planar::{area, Bounds};
use crate::geo::{LonLat, PlanarPolygon, Point};
use crate::map::StanceMap;

/// How far a resampled curve may lie from the true one. CSS px.
pub(super) const CURVE_PX: f64 = 0.1;

type Lines = Vec<Vec<Point>>;

/// What lies below the markers, in px of the map.
pub(crate) struct Base {
    /// By region.
    pub(crate) shapes: Vec<Vec<PlanarPolygon>>,
    /// By region.
    pub(super) patterns: Vec<Option<Strokes>>,
    /// Between two regions each, without disputed ones.
    pub(super) borders: Vec<([usize; 2], Lines)>,
    /// Dashed, then dotted lines.
    pub(super) disputed: [Lines; 2],
    /// Coasts of the regions that have a seat, without small islands.
    pub(super) shores: Vec<(usize, Lines)>,
    /// Borders of these, without disputed ones.
    pub(super) seats: Lines,
    /// Of regions whose class has an outline, without islets where those have none.
    pub(super) coasts: Vec<(usize, Lines)>,
}

impl Base {
    /// Vertices that bound less than `detail_px2` CSS px² are left out.
    pub(super) fn project(
        map: &StanceMap,
        panels: &Panels,
        options: &Options,
        detail_px2: f64,
    ) -> Self {
        let mut base = Self {
            shapes: vec![Vec::new(); map.regions.len()],
            patterns: Vec::new(),
            borders: Vec::new(),
            coasts: Vec::new(),
            disputed: Default::default(),
            seats: Vec::new(),
            shores: Vec::new(),
        };
        let theme = map.style.theme(options.theme);
        let class = |region: usize| map.regions.get(region).map(|info| info.stance as usize);
        let seats = map.seats();
        let is_seat = |pair: &[usize; 2]| pair.iter().any(|region| seats.contains(region));
        for panel in &panels.all {
            // The least area of a vertex' triangle that is still drawn, by place. Steradians.
            let detail = |place: LonLat| detail_px2 / panel.projection.px2_per_steradian(place);
            for (region, shape) in base.shapes.iter_mut().enumerate() {
                let polygons = map.topology.polygons(region, detail);
                shape.extend(panel.polygons(&polygons, CURVE_PX));
            }
            let lines = map.lines(detail);
            for border in lines.borders {
                let pair = [border.left, border.right];
                let lines = panel.line(&border.line, CURVE_PX);
                if is_seat(&pair) {
                    base.seats.extend_from_slice(&lines);
                }
                base.borders.push((pair, lines));
            }
            let coasts_of = |region: usize| {
                let lines = map.topology.coasts(region, detail).into_iter();
                lines.flat_map(|line| panel.line(&line, CURVE_PX))
            };
            for region in 0..map.regions.len() {
                let own = class(region).map(|class| theme.class(class));
                let Some(own) = own.filter(|own| own.outline.is_some()) else {
                    continue;
                };
                let is_drawn =
                    |line: &Vec<Point>| own.outlines_islets || !is_islet(line, map.style.islet_px2);
                base.coasts
                    .push((region, coasts_of(region).filter(is_drawn).collect()));
            }
            let is_large = |line: &Vec<Point>| !is_islet(line, map.style.seat_islet_px2);
            for region in &seats {
                base.shores
                    .push((*region, coasts_of(*region).filter(is_large).collect()));
            }
            let disputed = disputed::project(map, &lines.disputed, panel);
            for (all, own) in base.disputed.iter_mut().zip(disputed) {
                all.extend(own);
            }
        }
        base.patterns = base
            .shapes
            .iter()
            .enumerate()
            .map(|(region, polygons)| {
                let pattern = map.style.pattern(options.theme, class(region)?)?;
                fill::on_map(polygons, &pattern, options.width_px)
            })
            .collect();
        base
    }

    /// The lines over the edge of each region that are wider than borders: disputed ones, and those round seats.
    pub(super) fn wider_lines_of_each_region(&self, map: &StanceMap) -> Vec<[Lines; 2]> {
        let seats = map.seats();
        let of_region = |(region, polygons): (usize, &Vec<PlanarPolygon>)| {
            let bounds = Bounds::of_polygons(polygons);
            let lines = self.disputed.iter().flatten();
            let near = lines.filter(|line| Bounds::of(*line).meets(&bounds));
            let own = self.borders.iter().filter(|(pair, _)| {
                pair.contains(&region) && pair.iter().any(|one| seats.contains(one))
            });
            let own = own.map(|(_, lines)| lines);
            let shores = self.shores.iter().filter(|(of, _)| *of == region);
            let round = own.chain(shores.map(|(_, lines)| lines)).flatten();
            [near.cloned().collect(), round.cloned().collect()]
        };
        self.shapes.iter().enumerate().map(of_region).collect()
    }

    /// What is stroked over the edge of each region, both neighbours' copies: borders, and coasts
    /// where they are as heavy.
    pub(super) fn lines_of_each_region(&self, map: &StanceMap, options: &Options) -> Vec<Lines> {
        let theme = map.style.theme(options.theme);
        let mut of_each = vec![Vec::new(); self.shapes.len()];
        for (pair, lines) in &self.borders {
            for region in pair {
                if let Some(of_region) = of_each.get_mut(*region) {
                    of_region.extend_from_slice(lines);
                }
            }
        }
        for (region, lines) in self.coasts.iter().filter(|_| theme.heavy_coasts) {
            if let Some(of_region) = of_each.get_mut(*region) {
                of_region.extend_from_slice(lines);
            }
        }
        of_each
    }
}

/// Whether a coast is that of an island smaller than `least_px2`.
fn is_islet(line: &[Point], least_px2: f64) -> bool {
    let island = PlanarPolygon {
        rings: vec![line.to_vec()],
    };
    line.first() == line.last() && area(&[island]) < least_px2
}

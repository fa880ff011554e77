//! Where the moving map takes its shapes from: the atlas, flat or on a globe, or detail tiles; and its lines, solid or
//! disputed.

use super::detail_tiles::DetailTiles;
use super::globe::Globe;
use super::inset::Inset;
use super::projected_atlas::{ProjectedAtlas, WIDTH};
use super::trace::{Trace, Wanted};
use super::window::Window;
use super::DETAIL_PX2;
use crate::geo::{LonLat, Point, Projection};

/// A line of page data with more numbers is no border.
pub(super) const BORDER: usize = 6;

/// The lines between two regions, or round one that is given twice, for which this says so; without disputed ones and
/// without islands of less than so many map units².
#[inline(never)]
pub(super) fn undisputed(
    shapes: &mut Shapes,
    lines: &[f64],
    is_wanted: &dyn Fn(u16, u16) -> bool,
    least: f64,
    scale: f64,
    window: Option<&Window>,
) -> Trace {
    let borders = || {
        each(lines)
            .map(|(_, line)| line)
            .filter(|line| line.len() <= BORDER)
    };
    let is_line = |users: &[u16]| {
        let Some(first) = users.first() else {
            return false;
        };
        let other = users.iter().find(|user| *user != first).unwrap_or(first);
        is_wanted(*first, *other) && !borders().any(|line| is_pair(users, line))
    };
    let mut out = shapes.trace(&Wanted::Lines(&is_line, least), scale, window);
    for line in borders() {
        if let &[a, b, _, ..] = line {
            for panel in 0..=shapes.insets.len() {
                if is_wanted(a as u16, b as u16) {
                    out.append(&shapes.border(panel, line, scale, true));
                }
            }
        }
    }
    out
}

/// Whether the first two numbers of a line are two of the regions that an arc bounds.
fn is_pair(users: &[u16], line: &[f64]) -> bool {
    let mut pair = line.iter().take(2);
    pair.all(|region| users.contains(&(*region as u16)))
}

/// The lines of page data: the set of each, and its numbers.
pub(super) fn each(lines: &[f64]) -> impl Iterator<Item = (f64, &[f64])> {
    let mut rest = lines;
    std::iter::from_fn(move || {
        let (&[set, count], after) = rest.split_first_chunk()?;
        let (line, after) = after.split_at_checked(count as usize)?;
        rest = after;
        Some((set, line))
    })
}

/// Where the shapes are taken from.
#[derive(Debug, Clone)]
pub(super) struct Shapes {
    pub(super) atlas: ProjectedAtlas,
    /// Flat; of a globe that of its atlas, for what lies where.
    pub(super) projection: Projection,
    pub(super) globe: Option<(Projection, Globe)>,
    pub(super) tiles: DetailTiles,
    /// Whether all that is in sight has come in tiles.
    pub(super) shows_tiles: bool,
    /// Parts that are shown larger, below `frame`.
    pub(super) insets: Vec<Inset>,
    /// Of the map without insets; what lies outside would run into them.
    pub(super) frame: Window,
}

impl Shapes {
    /// For a picture of `scale` px a map unit; what lies outside the window is left out.
    #[inline(never)]
    pub(super) fn trace(&mut self, wanted: &Wanted, scale: f64, window: Option<&Window>) -> Trace {
        let mut out = self.main(wanted, scale, window);
        for inset in &self.insets {
            inset.trace(wanted, scale, window, &mut out);
        }
        out
    }

    /// The same without insets.
    #[inline(never)]
    pub(super) fn main(&mut self, wanted: &Wanted, scale: f64, window: Option<&Window>) -> Trace {
        let all = self.unclipped(wanted, scale, window);
        if self.insets.is_empty() {
            return all;
        }
        all.clipped(&self.frame, matches!(wanted, Wanted::Areas(_)))
    }

    #[inline(never)]
    fn unclipped(&mut self, wanted: &Wanted, scale: f64, window: Option<&Window>) -> Trace {
        let mut out = Trace::default();
        let (atlas, tiles) = (&self.atlas, &self.tiles);
        let rank = atlas.rank(scale, DETAIL_PX2);
        if let Some((_, globe)) = &mut self.globe {
            globe.trace(atlas, wanted, rank, &mut out);
            return out;
        }
        if !self.shows_tiles {
            atlas.trace(wanted, rank, window, &mut out);
            return out;
        }
        match wanted {
            Wanted::Areas(is_wanted) => {
                let without_tile = |region| is_wanted(region) && !tiles.has(region);
                atlas.trace(&Wanted::Areas(&without_tile), rank, window, &mut out);
            }
            Wanted::Outline(region) if !tiles.has(*region) => {
                atlas.trace(wanted, rank, window, &mut out);
            }
            _ => {}
        }
        tiles.trace(wanted, (scale, DETAIL_PX2), window, &mut out);
        out
    }

    /// Of the border between two regions, the first of these numbers, the portion between two places, degrees, or the
    /// rest; all of it without places.
    #[inline(never)]
    pub(super) fn border(
        &mut self,
        panel: usize,
        line: &[f64],
        scale: f64,
        is_rest: bool,
    ) -> Trace {
        let is_between = |users: &[u16]| is_pair(users, line);
        let border = self.on(panel, &Wanted::Lines(&is_between, 0.0), scale, None);
        let mut ends = line.chunks_exact(2).skip(1).map(|place| {
            let &[lon, lat] = place else { return None };
            let point = self.forward(panel, LonLat { lon, lat })?;
            Some([point.x as f32, point.y as f32])
        });
        match (ends.next(), ends.next()) {
            (Some(Some(from)), Some(Some(to))) => border.portion(from, to, is_rest),
            (None, _) if !is_rest => border,
            _ => Trace::default(),
        }
    }

    /// The projection of what is shown.
    pub(super) fn shown(&self) -> &Projection {
        let globe = self.globe.as_ref();
        globe.map_or(&self.projection, |(projection, _)| projection)
    }

    /// A point of what is shown, in the map space of the atlas.
    #[inline(never)]
    pub(super) fn flat(&self, point: Point) -> Option<[f32; 2]> {
        let point = match &self.globe {
            Some((projection, _)) => self.projection.forward(projection.inverse(point)?)?,
            None => point,
        };
        Some([point.x as f32, point.y as f32])
    }

    #[inline(never)]
    pub(super) fn inset(&self, point: Point) -> Option<&Inset> {
        self.insets.iter().find(|inset| inset.holds(point))
    }

    /// On a panel: 0 is the main map, others are insets.
    #[inline(never)]
    pub(super) fn on(
        &mut self,
        panel: usize,
        wanted: &Wanted,
        scale: f64,
        window: Option<&Window>,
    ) -> Trace {
        let Some(inset) = panel.checked_sub(1).and_then(|i| self.insets.get(i)) else {
            return self.main(wanted, scale, window);
        };
        let mut out = Trace::default();
        inset.trace(wanted, scale, window, &mut out);
        out
    }

    fn forward(&self, panel: usize, place: LonLat) -> Option<Point> {
        let inset = panel.checked_sub(1).and_then(|i| self.insets.get(i));
        inset
            .map_or(self.shown(), |inset| &inset.projection)
            .forward(place)
    }

    /// A line of degrees, `lon, lat …`, on a panel.
    #[inline(never)]
    pub(super) fn degrees(&self, panel: usize, degrees: &[f64]) -> Trace {
        let mut out = Trace::default();
        let mut before = f64::NAN;
        for place in degrees.chunks_exact(2) {
            let &[lon, lat] = place else { continue };
            let point = self.forward(panel, LonLat { lon, lat });
            // From one edge of the map to the other, or beyond the horizon: another line.
            if point.is_none_or(|point| (point.x - before).abs() > WIDTH / 2.0) {
                out.end(2);
            }
            before = point.map_or(f64::NAN, |point| point.x);
            if let Some(point) = point {
                out.push([point.x as f32, point.y as f32]);
            }
        }
        out.end(2);
        match panel.checked_sub(1).and_then(|i| self.insets.get(i)) {
            Some(inset) => out.clipped(&inset.frame, false),
            None => out,
        }
    }

    /// How far inside a region of the atlas a traced vertex lies, map units; below 0 outside.
    pub(super) fn depth(&self, region: usize, [x, y]: [f32; 2]) -> f32 {
        let [x, y] = [x, y].map(f64::from);
        if let Some(inset) = self.inset(Point { x, y }) {
            return inset.atlas.depth(region, [x as f32, y as f32]);
        }
        let flat = self.flat(Point { x, y });
        flat.map_or(f32::NEG_INFINITY, |p| self.atlas.depth(region, p))
    }
}

//! Rings and lines of a part of the map, at a level of detail, as flat numbers for a canvas path.

use super::hit::to_segment;
use super::projected_atlas::{Chunk, ProjectedAtlas};
use super::window::Window;
use crate::smap::arc_of;

/// Whether an arc is wanted, by the regions that it bounds.
pub type IsLine<'a> = &'a dyn Fn(&[u16]) -> bool;

/// What to trace.
pub enum Wanted<'a> {
    /// The rings of the regions for which this says so.
    Areas(&'a dyn Fn(usize) -> bool),
    /// The arcs for which this says so, given the regions that they bound: without cuts, without those of overlay
    /// areas, and without islands of less than so many map units².
    Lines(IsLine<'a>, f64),
    /// All round a region but cuts.
    Outline(usize),
}

/// Polylines: `x, y, x, y …` in map units, and how many numbers end each line.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Trace {
    /// Of all lines.
    pub coords: Vec<f32>,
    /// For each line, where the next one begins in `coords`.
    pub ends: Vec<u32>,
}

impl Trace {
    /// Empties it, and keeps its memory.
    pub fn clear(&mut self) {
        self.coords.clear();
        self.ends.clear();
    }

    pub(super) fn push(&mut self, [x, y]: [f32; 2]) {
        self.coords.extend_from_slice(&[x, y]);
    }

    /// The next lines, from the one with number `next` on, of little more than `most` vertices, as the text of a
    /// path (SVG's `d`); rings are closed. It is in whole steps, `resolution` of them a map unit, so a vertex is at
    /// most half a step off. An empty text means that no lines are left.
    ///
    /// A browser reads such a text several times faster than it takes a call a vertex, and draws between batches.
    pub fn batch(&self, next: &mut usize, most: usize, resolution: f32, is_closed: bool) -> String {
        let ends = self.ends.get(*next..).unwrap_or_default();
        let before = next.checked_sub(1).and_then(|line| self.ends.get(line));
        let begin = before.map_or(0, |end| *end as usize);
        let mut path = Vec::new();
        let mut start = begin;
        for end in ends {
            if (start - begin) / 2 > most {
                break;
            }
            *next += 1;
            let end = *end as usize;
            let line = self.coords.get(start..end).unwrap_or_default();
            // Most steps are of one or two digits.
            path.reserve(line.len() * 3);
            let mut before = None;
            for point in line.chunks_exact(2) {
                let &[x, y] = point else { continue };
                let [x, y] = [x, y].map(|units| (units * resolution + 0.5).floor() as i32);
                match before.replace([x, y]) {
                    None => {
                        path.push(b'M');
                        whole(x, &mut path);
                        whole(y, &mut path);
                        path.push(b'l');
                    }
                    Some([from_x, from_y]) if [from_x, from_y] != [x, y] => {
                        whole(x - from_x, &mut path);
                        whole(y - from_y, &mut path);
                    }
                    Some(_) => {}
                }
            }
            // A line within one step is a dot.
            if path.ends_with(b"l") {
                path.extend_from_slice(b" 0 0");
            }
            if is_closed {
                path.push(b'z');
            }
            start = end;
        }
        String::from_utf8(path).unwrap_or_default()
    }

    fn start(&self) -> usize {
        self.ends.last().map_or(0, |end| *end as usize)
    }

    /// The portion between two places of the line that passes nearest to both, at its vertices; or all but that.
    pub(super) fn portion(&self, from: [f32; 2], to: [f32; 2], is_rest: bool) -> Self {
        let mut nearest = (f32::INFINITY, 0..0);
        let mut start = 0;
        for end in &self.ends {
            let end = *end as usize;
            let points = self.coords.get(start..end).unwrap_or_default();
            let closest = |place: [f32; 2]| {
                let apart = points.chunks_exact(2).map(|point| match point {
                    [x, y] => (x - place[0]).powi(2) + (y - place[1]).powi(2),
                    _ => f32::INFINITY,
                });
                let nearer = |a: (usize, f32), b: (usize, f32)| if b.1 < a.1 { b } else { a };
                apart.enumerate().fold((0, f32::INFINITY), nearer)
            };
            let ((i, from_apart), (j, to_apart)) = (closest(from), closest(to));
            if from_apart + to_apart < nearest.0 {
                let portion = start + 2 * i.min(j)..start + 2 * i.max(j) + 2;
                nearest = (from_apart + to_apart, portion);
            }
            start = end;
        }
        let portion = nearest.1;
        let mut out = Self::default();
        let mut add = |range: std::ops::Range<usize>| {
            out.coords
                .extend_from_slice(self.coords.get(range).unwrap_or_default());
            out.end(2);
        };
        if !is_rest {
            add(portion);
            return out;
        }
        let mut start = 0;
        for end in &self.ends {
            let end = *end as usize;
            match (start..end).contains(&portion.start) {
                true => {
                    add(start..portion.start + 2);
                    add(portion.end.saturating_sub(2)..end);
                }
                false => add(start..end),
            }
            start = end;
        }
        out
    }

    /// Adds all lines of another.
    #[inline(never)]
    pub(super) fn append(&mut self, of: &Self) {
        let before = self.coords.len() as u32;
        self.coords.extend_from_slice(&of.coords);
        self.ends.extend(of.ends.iter().map(|end| before + end));
    }

    /// The longer side of the box of all lines.
    pub(super) fn across(&self) -> f32 {
        let mut all = Window::EMPTY;
        for point in self.coords.chunks_exact(2) {
            if let &[x, y] = point {
                all.add([x, y]);
            }
        }
        (all.max[0] - all.min[0]).max(all.max[1] - all.min[1])
    }

    /// How far a point is from the nearest line.
    #[inline(never)]
    pub(super) fn distance(&self, p: [f32; 2]) -> f32 {
        let mut nearest = f32::INFINITY;
        let mut start = 0;
        for end in &self.ends {
            let line = self.coords.get(start..*end as usize).unwrap_or_default();
            for edge in line.windows(4).step_by(2) {
                let &[ax, ay, bx, by] = edge else { continue };
                nearest = nearest.min(to_segment(p, [ax, ay], [bx, by]));
            }
            start = *end as usize;
        }
        nearest
    }

    /// Adds the edges of another that have an end deeper than `least`.
    #[inline(never)]
    pub(super) fn add_deep(&mut self, of: &Self, least: f32, depth: &dyn Fn([f32; 2]) -> f32) {
        let mut start = 0;
        for end in &of.ends {
            let points = of.coords.get(start..*end as usize).unwrap_or_default();
            let mut before = None;
            for point in points.chunks_exact(2) {
                let &[x, y] = point else { continue };
                let now = ([x, y], depth([x, y]) > least);
                match before.replace(now) {
                    Some((from, is_deep)) if is_deep || now.1 => {
                        if self.coords.len() == self.start() {
                            self.push(from);
                        }
                        self.push(now.0);
                    }
                    _ => self.end(2),
                }
            }
            self.end(2);
            start = *end as usize;
        }
    }

    /// Ends a line; one of fewer than `least` points is taken back.
    pub fn end(&mut self, least: usize) {
        let start = self.start();
        if self.coords.len() < start + 2 * least {
            self.coords.truncate(start);
        } else {
            self.ends.push(self.coords.len() as u32);
        }
    }
}

/// Writes a number; a sign or a space separates it from the one before.
fn whole(number: i32, out: &mut Vec<u8>) {
    let sign = if number < 0 { b'-' } else { b' ' };
    let mut rest = number.unsigned_abs();
    // Most steps have one digit.
    if rest < 10 {
        out.extend_from_slice(&[sign, b'0' + rest as u8]);
        return;
    }
    out.push(sign);
    let mut of = 10;
    while of < 1_000_000_000 && rest >= of * 10 {
        of *= 10;
    }
    while of > 0 {
        out.push(b'0' + (rest / of) as u8);
        rest %= of;
        of /= 10;
    }
}

impl ProjectedAtlas {
    /// Adds what is wanted, without vertices under `rank`. What doesn't meet the window is left out; without one
    /// all is traced. The last point of a ring is not its first again: close the path.
    pub fn trace(&self, wanted: &Wanted, rank: u8, window: Option<&Window>, out: &mut Trace) {
        match wanted {
            Wanted::Areas(is_wanted) => self.areas(is_wanted, rank, window, out),
            Wanted::Lines(is_wanted, least) => self.lines(is_wanted, *least, rank, window, out),
            Wanted::Outline(region) => {
                for reference in self.references(*region) {
                    let (arc, _) = arc_of(*reference);
                    if !self.is_cut(arc) {
                        self.line(arc, rank, window, out);
                    }
                }
            }
        }
    }

    fn areas(
        &self,
        is_wanted: &dyn Fn(usize) -> bool,
        rank: u8,
        window: Option<&Window>,
        out: &mut Trace,
    ) {
        for (region, shape) in self.shapes.iter().enumerate() {
            if window.is_some_and(|w| !w.meets(&shape.window)) || !is_wanted(region) {
                continue;
            }
            for ring in self.rings(region) {
                self.ring(ring, rank, window, out);
            }
        }
    }

    fn ring(&self, ring: &[i32], rank: u8, window: Option<&Window>, out: &mut Trace) {
        if let Some(window) = window {
            let mut all = Window::EMPTY;
            for reference in ring {
                for chunk in self.chunks_of(arc_of(*reference).0) {
                    all.add(chunk.window.min);
                    all.add(chunk.window.max);
                }
            }
            if !window.meets(&all) {
                return;
            }
        }
        for reference in ring {
            let (arc, forward) = arc_of(*reference);
            let chunks = self.chunks_of(arc);
            if forward {
                for chunk in chunks {
                    self.chunk(chunk, true, rank, window, out);
                }
            } else {
                for chunk in chunks.iter().rev() {
                    self.chunk(chunk, false, rank, window, out);
                }
            }
        }
        out.end(3);
    }

    /// A chunk in one direction, without the vertex at which it ends: that is the first of the next one or of
    /// the next arc.
    fn chunk(
        &self,
        chunk: &Chunk,
        forward: bool,
        rank: u8,
        window: Option<&Window>,
        out: &mut Trace,
    ) {
        let first = if forward { chunk.first } else { chunk.last };
        let Some(first) = self.points.get(first as usize) else {
            return;
        };
        out.push(*first);
        if window.is_some_and(|w| !w.meets(&chunk.window)) {
            return;
        }
        let inner = chunk.first as usize + 1..chunk.last as usize;
        let ranks = self.atlas.ranks.get(inner.clone()).unwrap_or_default();
        let points = self.points.get(inner).unwrap_or_default();
        let kept = points.iter().zip(ranks).filter(|(_, of)| **of >= rank);
        if forward {
            kept.for_each(|(point, _)| out.push(*point));
        } else {
            kept.rev().for_each(|(point, _)| out.push(*point));
        }
    }

    fn lines(
        &self,
        is_wanted: IsLine,
        least: f64,
        rank: u8,
        window: Option<&Window>,
        out: &mut Trace,
    ) {
        for arc in 0..self.atlas.arcs() {
            if self.is_line(arc, least) && is_wanted(self.users_of(arc)) {
                self.line(arc, rank, window, out);
            }
        }
    }

    /// Whether an arc is drawn as a line: no cut, no edge of an overlay area, and no islet of less than so many
    /// map units².
    pub(super) fn is_line(&self, arc: usize, least: f64) -> bool {
        let mut users = self.users_of(arc).iter();
        let is_border = !self.is_cut(arc) && !users.any(|u| self.is_overlay(usize::from(*u)));
        is_border && !(least > 0.0 && self.is_islet(arc, least))
    }

    pub(super) fn line(&self, arc: usize, rank: u8, window: Option<&Window>, out: &mut Trace) {
        let mut open = None;
        for chunk in self.chunks_of(arc) {
            if window.is_none_or(|w| w.meets(&chunk.window)) {
                self.chunk(chunk, true, rank, None, out);
                open = self.points.get(chunk.last as usize);
            } else if let Some(last) = open.take() {
                out.push(*last);
                out.end(2);
            }
        }
        if let Some(last) = open {
            out.push(*last);
            out.end(2);
        }
    }
}

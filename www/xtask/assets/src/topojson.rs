//! An atlas in TopoJSON on a fine grid: its arcs, and for every place the arcs of its rings. The file
//! itself is read by the library.
//!
//! Positions become integers here, once for each vertex of an arc. Both neighbours of a border
//! use the same arc, so their coordinates are equal to the last bit from here on.

use anyhow::{bail, Context, Result};
use serde_json::Value;
use stancemap::input::{TopoArea, TopoJson};
use stancemap::smap::arc_of;

/// Grid steps in one degree.
///
/// The atlases are quantised to 0.00036° × 0.00017°; a step of 0.0001° is finer in both
/// directions, so that rounding keeps different vertices different.
pub(super) const STEPS: f64 = 10_000.0;

/// 180° in grid steps.
pub(super) const HALF_TURN: i32 = 1_800_000;

/// A position in grid steps: longitude first, east and north positive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Position {
    /// Steps east.
    pub(super) lon: i32,
    /// Steps north.
    pub(super) lat: i32,
}

/// An arc of the atlas, and whether it runs backwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct ArcRef {
    /// Index into [`Atlas::arcs`].
    pub(super) arc: usize,
    /// From the last vertex to the first.
    pub(super) backwards: bool,
}

impl ArcRef {
    /// The same arc, the other way.
    pub(super) fn reversed(self) -> Self {
        Self {
            backwards: !self.backwards,
            ..self
        }
    }
}

/// One ring as a chain of arcs: each begins where the one before ends.
pub(super) type Chain = Vec<ArcRef>;

/// One place of the atlas.
#[derive(Debug)]
pub(super) struct Shape {
    /// The atlas' three-letter code (`a3`).
    pub(super) code: String,
    /// Polygons, each with its exterior first.
    pub(super) polygons: Vec<Vec<Chain>>,
}

/// The shared arcs and the places made of them.
#[derive(Debug)]
pub(super) struct Atlas {
    /// Vertices of each arc.
    pub(super) arcs: Vec<Vec<Position>>,
    /// In the order of the file.
    pub(super) shapes: Vec<Shape>,
}

impl Atlas {
    /// Reads the object `countries` of a quantised TopoJSON text, with the places that `code` has a
    /// code for.
    pub(super) fn parse(text: &str, code: impl Fn(&Label) -> Option<String>) -> Result<Self> {
        let root = serde_json::from_str(text).context("not the TopoJSON expected")?;
        let file = TopoJson::read("atlas", &root, Some("countries"))?;
        let mut atlas = Self {
            arcs: file.arcs.iter().map(|line| on_grid(line)).collect(),
            shapes: Vec::new(),
        };
        for area in file.areas {
            let Some(code) = code(&Label::of(&area)) else {
                continue;
            };
            let polygon = |rings: &Vec<Vec<i32>>| rings.iter().map(|ring| chain(ring)).collect();
            let polygons = area.polygons.iter().map(polygon).collect();
            let shape = Shape { code, polygons };
            atlas
                .check(&shape)
                .with_context(|| format!("place {}", shape.code))?;
            atlas.shapes.push(shape);
        }
        Ok(atlas)
    }

    /// The vertices of an arc in its direction.
    pub(super) fn vertices_of(&self, arc: ArcRef) -> impl Iterator<Item = Position> + '_ {
        let vertices = self.arcs.get(arc.arc).map_or(&[][..], Vec::as_slice);
        let last = vertices.len().wrapping_sub(1);
        (0..vertices.len()).filter_map(move |i| {
            vertices
                .get(if arc.backwards { last - i } else { i })
                .copied()
        })
    }

    /// The closed ring of a chain, without repeated vertices.
    pub(super) fn ring(&self, chain: &[ArcRef]) -> Vec<Position> {
        let mut ring: Vec<Position> = chain
            .iter()
            .flat_map(|&arc| self.vertices_of(arc))
            .collect();
        ring.dedup();
        ring
    }

    /// The place with a code.
    pub(super) fn shape(&self, code: &str) -> Result<&Shape> {
        let shape = self.shapes.iter().find(|shape| shape.code == code);
        shape.with_context(|| format!("no place {code}"))
    }

    /// As [`shape`](Self::shape), to change it.
    pub(super) fn shape_mut(&mut self, code: &str) -> Result<&mut Shape> {
        let shape = self.shapes.iter_mut().find(|shape| shape.code == code);
        shape.with_context(|| format!("no place {code}"))
    }

    /// Makes a polygon a shape of its own under a code; shapes of one code are united later.
    pub(super) fn give(&mut self, code: &str, polygon: Vec<Chain>) -> Result<()> {
        let shape = Shape {
            code: code.to_owned(),
            polygons: vec![polygon],
        };
        self.check(&shape).context(code.to_owned())?;
        self.shapes.push(shape);
        Ok(())
    }

    /// Cuts an arc at one of its vertices, in all rings that use it; gives the new arc that holds
    /// the rest, from there on.
    pub(super) fn split(&mut self, arc: usize, vertex: usize) -> Result<ArcRef> {
        let line = self.arcs.get_mut(arc).context("no such arc")?;
        if vertex == 0 || vertex + 1 >= line.len() {
            bail!("arc {arc} cannot be cut at its end");
        }
        let rest = line.split_off(vertex);
        line.extend(rest.first().copied());
        self.arcs.push(rest);
        let new = self.arcs.len() - 1;
        for chain in self
            .shapes
            .iter_mut()
            .flat_map(|s| &mut s.polygons)
            .flatten()
        {
            *chain = chain
                .iter()
                .flat_map(|&of| {
                    let rest = ArcRef { arc: new, ..of };
                    match (of.arc == arc, of.backwards) {
                        (false, _) => vec![of],
                        (true, false) => vec![of, rest],
                        (true, true) => vec![rest, of],
                    }
                })
                .collect();
        }
        Ok(ArcRef {
            arc: new,
            backwards: false,
        })
    }

    fn check(&self, shape: &Shape) -> Result<()> {
        for chain in shape.polygons.iter().flatten() {
            for &ArcRef { arc, .. } in chain {
                if self.arcs.get(arc).is_none_or(Vec::is_empty) {
                    bail!("arc {arc} is missing or empty");
                }
            }
            let mut ends = chain
                .iter()
                .map(|&arc| (self.vertices_of(arc).next(), self.vertices_of(arc).last()));
            let Some((first, mut end)) = ends.next() else {
                bail!("a ring without arcs")
            };
            for (from, to) in ends {
                if from != end {
                    bail!("the arcs of a ring do not join at {end:?}");
                }
                end = to;
            }
            if first != end {
                bail!("a ring is not closed at {end:?}");
            }
        }
        Ok(())
    }
}

fn chain(ring: &[i32]) -> Chain {
    let arcs = ring.iter().map(|reference| arc_of(*reference));
    let arcs = arcs.map(|(arc, forward)| ArcRef {
        arc,
        backwards: !forward,
    });
    arcs.collect()
}

/// Positions in degrees, rounded to the grid.
fn on_grid(line: &[[f64; 2]]) -> Vec<Position> {
    let steps = |degrees: f64| (degrees * STEPS).round() as i32;
    let positions = line.iter().map(|[lon, lat]| Position {
        lon: steps(*lon),
        lat: steps(*lat),
    });
    positions.collect()
}

/// How an atlas calls a place.
#[derive(Debug)]
pub(super) struct Label {
    /// A number of ISO 3166-1 with its leading zeros, in most places of most atlases.
    pub(super) id: Option<String>,
    /// A code of three letters, in some atlases.
    pub(super) a3: Option<String>,
    /// In English.
    pub(super) name: String,
}

impl Label {
    fn of(area: &TopoArea) -> Self {
        let text = |value: Option<&Value>| Some(value?.as_str()?.to_owned());
        let property = |name| text(area.properties.as_ref().and_then(|of| of.get(name)));
        Self {
            id: text(area.id.as_ref()),
            a3: property("a3"),
            name: property("name").unwrap_or_default(),
        }
    }
}

/// The code of three letters, where the atlas has one.
pub(super) fn a3(label: &Label) -> Option<String> {
    label.a3.clone()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Two unit squares side by side: AAA to the west, BBB to the east, arc 0 between them
    /// (northward), both wound clockwise as in the atlases.
    pub(crate) const SQUARES: &str = r#"{
        "transform": {"scale": [0.5, 0.5], "translate": [10, 20]},
        "arcs": [[[2, 0], [0, 2]], [[2, 2], [2, 0], [0, -2], [-2, 0]], [[2, 0], [-2, 0], [0, 2], [2, 0]]],
        "objects": {"countries": {"geometries": [
            {"properties": {"a3": "AAA"}, "arcs": [[[2, -1]]], "type": "MultiPolygon"},
            {"properties": {"a3": "BBB"}, "arcs": [[[0, 1]]], "type": "MultiPolygon"}]}}}"#;

    #[test]
    fn deltas_add_up_and_are_scaled() {
        let atlas = Atlas::parse(SQUARES, a3).unwrap();
        let arc: Vec<_> = atlas
            .vertices_of(ArcRef {
                arc: 0,
                backwards: false,
            })
            .collect();
        assert_eq!(
            arc,
            [
                Position {
                    lon: 110_000,
                    lat: 200_000
                },
                Position {
                    lon: 110_000,
                    lat: 210_000
                }
            ]
        );
    }

    #[test]
    fn a_negative_index_runs_backwards() {
        let atlas = Atlas::parse(SQUARES, a3).unwrap();
        let west = atlas.shapes.first().unwrap();
        let ring = atlas.ring(&west.polygons[0][0]);
        assert_eq!(ring.len(), 5);
        assert_eq!(ring.first(), ring.last());
    }

    #[test]
    fn an_open_ring_is_refused() {
        let open = SQUARES.replace("[[[2, -1]]]", "[[[2]]]");
        let error = Atlas::parse(&open, a3).unwrap_err();
        assert!(
            format!("{error:#}").contains("place AAA: a ring is not closed"),
            "{error:#}"
        );
    }
}

//! Reads an atlas in TopoJSON: arcs on a fine grid, and for every place the arcs of its rings.
//!
//! Positions become integers here, once for each vertex of an arc. Both neighbours of a border
//! use the same arc, so their coordinates are equal to the last bit from here on.

use anyhow::{bail, Context, Result};
use serde::Deserialize;

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

/// An arc of the atlas, and whether it is walked backwards.
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
        let file: File = serde_json::from_str(text).context("not the TopoJSON expected")?;
        let arcs = file
            .arcs
            .iter()
            .map(|deltas| decode(deltas, &file.transform))
            .collect();
        let mut atlas = Self {
            arcs,
            shapes: Vec::new(),
        };
        for geometry in file.objects.countries.geometries {
            let Some(code) = code(&geometry.label) else {
                continue;
            };
            let polygon = |rings: &Vec<Vec<i64>>| rings.iter().map(|ring| chain(ring)).collect();
            let polygons = match &geometry.arcs {
                Arcs::MultiPolygon(polygons) => polygons.iter().map(polygon).collect(),
                Arcs::Polygon(rings) => vec![polygon(rings)],
            };
            let shape = Shape { code, polygons };
            atlas
                .check(&shape)
                .with_context(|| format!("place {}", shape.code))?;
            atlas.shapes.push(shape);
        }
        Ok(atlas)
    }

    /// The vertices of an arc in the direction of walking.
    pub(super) fn walk(&self, arc: ArcRef) -> impl Iterator<Item = Position> + '_ {
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
        let mut ring: Vec<Position> = chain.iter().flat_map(|&arc| self.walk(arc)).collect();
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

    /// Cuts an arc at one of its vertices, in all rings that walk it; gives the new arc that holds
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
                .map(|&arc| (self.walk(arc).next(), self.walk(arc).last()));
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

/// TopoJSON writes a backwards arc as its ones' complement.
fn chain(ring: &[i64]) -> Chain {
    ring.iter()
        .map(|&index| {
            let backwards = index < 0;
            let arc = if backwards { !index } else { index };
            ArcRef {
                arc: usize::try_from(arc).unwrap_or(usize::MAX),
                backwards,
            }
        })
        .collect()
}

/// Running sums of the deltas, scaled to degrees and rounded to the grid.
fn decode(deltas: &[(i64, i64)], transform: &Transform) -> Vec<Position> {
    let ((sx, sy), (tx, ty)) = (transform.scale, transform.translate);
    let (mut x, mut y) = (0, 0);
    deltas
        .iter()
        .map(|(dx, dy)| {
            x += dx;
            y += dy;
            let (lon, lat) = (x as f64 * sx + tx, y as f64 * sy + ty);
            Position {
                lon: (lon * STEPS).round() as i32,
                lat: (lat * STEPS).round() as i32,
            }
        })
        .collect()
}

#[derive(Deserialize)]
struct File {
    transform: Transform,
    objects: Objects,
    arcs: Vec<Vec<(i64, i64)>>,
}

#[derive(Deserialize)]
struct Transform {
    scale: (f64, f64),
    translate: (f64, f64),
}

#[derive(Deserialize)]
struct Objects {
    countries: Countries,
}

#[derive(Deserialize)]
struct Countries {
    geometries: Vec<Geometry>,
}

#[derive(Deserialize)]
struct Geometry {
    #[serde(flatten)]
    label: Label,
    arcs: Arcs,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Arcs {
    MultiPolygon(Vec<Vec<Vec<i64>>>),
    Polygon(Vec<Vec<i64>>),
}

/// How an atlas calls a place.
#[derive(Debug, Deserialize)]
pub(super) struct Label {
    /// A number of ISO 3166-1 with its leading zeros, in most places of most atlases.
    pub(super) id: Option<String>,
    /// What else it says.
    pub(super) properties: Properties,
}

#[derive(Debug, Deserialize)]
pub(super) struct Properties {
    /// A code of three letters, in some atlases.
    pub(super) a3: Option<String>,
    /// In English.
    #[serde(default)]
    pub(super) name: String,
}

/// The code of three letters, where the atlas has one.
pub(super) fn a3(label: &Label) -> Option<String> {
    label.properties.a3.clone()
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
            {"properties": {"a3": "AAA"}, "arcs": [[[2, -1]]]},
            {"properties": {"a3": "BBB"}, "arcs": [[[0, 1]]]}]}}}"#;

    #[test]
    fn deltas_add_up_and_are_scaled() {
        let atlas = Atlas::parse(SQUARES, a3).unwrap();
        let arc: Vec<_> = atlas
            .walk(ArcRef {
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
    fn a_negative_index_walks_backwards() {
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

//! TopoJSON as shared arcs and the areas made of them, every index checked; and as GeoJSON features,
//! for packing.

use serde_json::{json, Map, Value};

use super::excerpt::excerpt;
use super::fields::kind_of;
use crate::error::{Error, ErrorKind, Result};
use crate::smap::arc_of;

/// Rings may hold this many times the positions of all arcs; a border is used twice.
const MOST_USES: usize = 8;

/// The arcs of a topology, and the areas of one of its objects.
#[derive(Debug, Clone)]
pub struct TopoJson {
    /// The positions of each arc, in degrees: longitude, latitude.
    pub arcs: Vec<Vec<[f64; 2]>>,
    /// In the order of the file.
    pub areas: Vec<TopoArea>,
}

/// An area, as its object in the file has it.
#[derive(Debug, Clone)]
pub struct TopoArea {
    /// Its `id`.
    pub id: Option<Value>,
    /// Its `properties`.
    pub properties: Option<Value>,
    /// The rings of each polygon, exterior first, as references to arcs that there are: `i` is arc i
    /// from first to last position, `!i` the other way ([`arc_of`]).
    pub polygons: Vec<Vec<Vec<i32>>>,
}

impl TopoJson {
    /// Reads one object of a topology: the one named, else `countries`, else the only one. `file` is
    /// how errors name it.
    ///
    /// # Errors
    /// No such object, arcs that there are not, numbers that are none.
    ///
    /// # References
    /// Mike Bostock, Calvin Metcalf, *The TopoJSON Format Specification* 1.0.
    pub fn read(file: &str, root: &Value, object: Option<&str>) -> Result<Self> {
        let wrong = |found: String, remedy: &str| Error::new(ErrorKind::Value, file, found, remedy);
        let objects = root.get("objects").and_then(Value::as_object);
        let objects =
            objects.ok_or_else(|| wrong("no \"objects\"".to_owned(), "is the file complete?"))?;
        let names = || {
            let names: Vec<String> = objects.keys().map(|name| excerpt(name)).collect();
            names.join(", ")
        };
        let chosen = match object {
            Some(name) => objects.get(name).ok_or_else(|| {
                let found = format!("no object \"{}\"", excerpt(name));
                wrong(found, &format!("choose one of: {}", names()))
            })?,
            None => {
                let only = objects.values().next().filter(|_| objects.len() == 1);
                objects.get("countries").or(only).ok_or_else(|| {
                    let found = format!("several objects: {}", names());
                    wrong(found, "name one with --object")
                })?
            }
        };
        let arcs = arcs(root)
            .map_err(|found| wrong(found, "is it TopoJSON as its specification says?"))?;
        let geometries = match chosen.get("geometries") {
            Some(Value::Array(list)) => list.as_slice(),
            _ => std::slice::from_ref(chosen),
        };
        let positions: usize = arcs.iter().map(Vec::len).sum();
        let mut rings = Rings {
            arcs: &arcs,
            left: positions.saturating_mul(MOST_USES),
        };
        let mut areas = Vec::with_capacity(geometries.len());
        for (i, geometry) in geometries.iter().enumerate() {
            let polygons = rings.polygons(geometry).map_err(|found| {
                wrong(found, "mend the topology").at(format!("geometry {}", i + 1))
            })?;
            areas.push(TopoArea {
                id: geometry.get("id").cloned(),
                properties: geometry.get("properties").cloned(),
                polygons,
            });
        }
        Ok(Self { arcs, areas })
    }

    /// The areas as GeoJSON features, and how many rings were left out: a grid shrinks specks to a
    /// point or a line.
    pub(super) fn into_features(self) -> (Vec<Value>, usize) {
        let mut dropped = 0;
        let mut polygon = |rings: &Vec<Vec<i32>>| {
            let mut kept: Vec<Vec<[f64; 2]>> = Vec::new();
            for (i, refs) in rings.iter().enumerate() {
                let ring = positions(&self.arcs, refs);
                // Without its exterior a polygon is none.
                if ring.len() < 4 || (i > 0 && kept.is_empty()) {
                    dropped += 1;
                } else {
                    kept.push(ring);
                }
            }
            (!kept.is_empty()).then_some(kept)
        };
        let mut feature = |area: &TopoArea| {
            let mut feature = Map::new();
            feature.insert("type".to_owned(), "Feature".into());
            for (name, value) in [("id", &area.id), ("properties", &area.properties)] {
                if let Some(value) = value {
                    feature.insert(name.to_owned(), value.clone());
                }
            }
            let polygons: Vec<_> = area.polygons.iter().filter_map(&mut polygon).collect();
            let shape = match polygons.is_empty() {
                true => Value::Null,
                false => json!({"type": "MultiPolygon", "coordinates": polygons}),
            };
            feature.insert("geometry".to_owned(), shape);
            Value::Object(feature)
        };
        let features = self.areas.iter().map(&mut feature).collect();
        (features, dropped)
    }
}

/// A ring's positions, each arc without the position that it shares with the one before.
fn positions(arcs: &[Vec<[f64; 2]>], refs: &[i32]) -> Vec<[f64; 2]> {
    let mut ring = Vec::new();
    for of in refs {
        let (arc, forward) = arc_of(*of);
        let line = arcs.get(arc).map_or(&[][..], Vec::as_slice);
        ring.pop();
        match forward {
            true => ring.extend(line),
            false => ring.extend(line.iter().rev()),
        }
    }
    ring
}

/// Reads the arc references of areas.
struct Rings<'a> {
    arcs: &'a [Vec<[f64; 2]>],
    /// How many positions rings may still hold.
    left: usize,
}

impl Rings<'_> {
    fn polygons(&mut self, geometry: &Value) -> Result<Vec<Vec<Vec<i32>>>, String> {
        let list = geometry.get("arcs").unwrap_or(&Value::Null);
        match geometry.get("type").and_then(Value::as_str) {
            Some("Polygon") => Ok(vec![self.polygon(list)?]),
            Some("MultiPolygon") => array(list)?
                .iter()
                .map(|rings| self.polygon(rings))
                .collect(),
            None => Ok(Vec::new()),
            Some(other) => Err(format!("a {}, which is no area", excerpt(other))),
        }
    }

    fn polygon(&mut self, rings: &Value) -> Result<Vec<Vec<i32>>, String> {
        let ring = |ring: &Value| array(ring)?.iter().map(|of| self.reference(of)).collect();
        array(rings)?.iter().map(ring).collect()
    }

    fn reference(&mut self, index: &Value) -> Result<i32, String> {
        let number = index
            .as_i64()
            .ok_or_else(|| format!("{} where an arc's index belongs", kind_of(index)))?;
        let known = i32::try_from(number).ok().and_then(|of| {
            let line = self.arcs.get(arc_of(of).0)?;
            Some((of, line.len()))
        });
        let (of, length) = known.ok_or_else(|| format!("no arc {number}"))?;
        let left = self.left.checked_sub(length);
        self.left = left.ok_or("arcs walked many times over")?;
        Ok(of)
    }
}

fn array(value: &Value) -> Result<&Vec<Value>, String> {
    value
        .as_array()
        .ok_or_else(|| format!("{} where a list belongs", kind_of(value)))
}

fn arcs(root: &Value) -> Result<Vec<Vec<[f64; 2]>>, String> {
    let transform = match root.get("transform") {
        None | Some(Value::Null) => None,
        Some(value) => {
            let part = |name| pair(value.get(name).unwrap_or(&Value::Null));
            Some((part("scale")?, part("translate")?))
        }
    };
    let list = array(root.get("arcs").unwrap_or(&Value::Null))?;
    let line = |(i, arc): (usize, &Value)| {
        let line = line(arc, transform);
        line.map_err(|found| format!("{found} in arc {i}"))
    };
    list.iter().enumerate().map(line).collect()
}

/// Positions of an arc: as they are, or steps on a grid to be added up.
fn line(arc: &Value, transform: Option<([f64; 2], [f64; 2])>) -> Result<Vec<[f64; 2]>, String> {
    let (mut x, mut y) = (0.0, 0.0);
    let position = |value: &Value| {
        let [a, b] = pair(value)?;
        let Some((scale, translate)) = transform else {
            return Ok([a, b]);
        };
        x += a;
        y += b;
        Ok([x * scale[0] + translate[0], y * scale[1] + translate[1]])
    };
    array(arc)?.iter().map(position).collect()
}

fn pair(value: &Value) -> Result<[f64; 2], String> {
    let list = array(value)?;
    match (
        list.first().and_then(Value::as_f64),
        list.get(1).and_then(Value::as_f64),
    ) {
        (Some(a), Some(b)) => Ok([a, b]),
        _ => Err("a position without two numbers".to_owned()),
    }
}

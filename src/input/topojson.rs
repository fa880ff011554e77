//! TopoJSON → GeoJSON features, for packing: arcs are put into rings, every index checked.

use serde_json::{json, Map, Value};

use super::excerpt::excerpt;
use super::fields::kind_of;
use crate::error::{Error, ErrorKind, Result};

/// Rings may hold this many times the positions of all arcs; a border is walked twice.
const MOST_USES: usize = 8;

/// The features of one object of a topology (the one named, else `countries`, else the only one),
/// and how many rings were left out: a grid shrinks specks to a point or a line.
///
/// # Errors
/// No such object, arcs that there are not, numbers that are none.
///
/// # References
/// Mike Bostock, Calvin Metcalf, *The TopoJSON Format Specification* 1.0.
pub(super) fn features(
    file: &str,
    root: &Value,
    object: Option<&str>,
) -> Result<(Vec<Value>, usize)> {
    let wrong = |found: String, remedy: &str| Error::new(ErrorKind::Value, file, found, remedy);
    let objects = root.get("objects").and_then(Value::as_object);
    let objects =
        objects.ok_or_else(|| wrong("no \"objects\"".to_owned(), "is the file complete?"))?;
    let names = || {
        objects
            .keys()
            .map(|name| excerpt(name))
            .collect::<Vec<_>>()
            .join(", ")
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
    let arcs = Arcs::read(root)
        .map_err(|found| wrong(found, "is it TopoJSON as its specification says?"))?;
    let geometries = match chosen.get("geometries") {
        Some(Value::Array(list)) => list.as_slice(),
        _ => std::slice::from_ref(chosen),
    };
    let mut walk = SpatialNavigation {
        left: arcs.positions.saturating_mul(MOST_USES),
        dropped: 0,
        arcs,
    };
    let feature = |(i, geometry): (usize, &Value)| {
        walk.feature(geometry)
            .map_err(|found| wrong(found, "mend the topology").at(format!("geometry {}", i + 1)))
    };
    let features = geometries
        .iter()
        .enumerate()
        .map(feature)
        .collect::<Result<_>>()?;
    Ok((features, walk.dropped))
}

/// From arcs to rings.
struct SpatialNavigation {
    arcs: Arcs,
    /// How many positions rings may still hold.
    left: usize,
    /// Rings left out.
    dropped: usize,
}

impl SpatialNavigation {
    fn feature(&mut self, geometry: &Value) -> Result<Value, String> {
        let mut feature = Map::new();
        feature.insert("type".to_owned(), "Feature".into());
        for name in ["id", "properties"] {
            if let Some(value) = geometry.get(name) {
                feature.insert(name.to_owned(), value.clone());
            }
        }
        let list = geometry.get("arcs").unwrap_or(&Value::Null);
        let polygons = match geometry.get("type").and_then(Value::as_str) {
            Some("Polygon") => vec![self.polygon(list)?],
            Some("MultiPolygon") => {
                let polygons = array(list)?.iter().map(|rings| self.polygon(rings));
                polygons.collect::<Result<_, _>>()?
            }
            None => Vec::new(),
            Some(other) => return Err(format!("a {}, which is no area", excerpt(other))),
        };
        let polygons: Vec<_> = polygons
            .into_iter()
            .filter(|rings| !rings.is_empty())
            .collect();
        let shape = match polygons.is_empty() {
            true => Value::Null,
            false => json!({"type": "MultiPolygon", "coordinates": polygons}),
        };
        feature.insert("geometry".to_owned(), shape);
        Ok(Value::Object(feature))
    }

    /// The rings of a polygon; none if its exterior is a speck.
    fn polygon(&mut self, rings: &Value) -> Result<Vec<Vec<[f64; 2]>>, String> {
        let mut kept = Vec::new();
        for (i, indices) in array(rings)?.iter().enumerate() {
            let ring = self.arcs.ring(indices, &mut self.left)?;
            if ring.len() < 4 || (i > 0 && kept.is_empty()) {
                self.dropped += 1;
            } else {
                kept.push(ring);
            }
        }
        Ok(kept)
    }
}

fn array(value: &Value) -> Result<&Vec<Value>, String> {
    value
        .as_array()
        .ok_or_else(|| format!("{} where a list belongs", kind_of(value)))
}

struct Arcs {
    lines: Vec<Vec<[f64; 2]>>,
    positions: usize,
}

impl Arcs {
    fn read(root: &Value) -> Result<Self, String> {
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
        let lines = list
            .iter()
            .enumerate()
            .map(line)
            .collect::<Result<Vec<_>, _>>()?;
        let positions = lines.iter().map(Vec::len).sum();
        Ok(Self { lines, positions })
    }

    /// A ring of arc indices as positions, each arc without the position it shares with the last.
    fn ring(&self, indices: &Value, left: &mut usize) -> Result<Vec<[f64; 2]>, String> {
        let mut ring: Vec<[f64; 2]> = Vec::new();
        for index in array(indices)? {
            let number = index
                .as_i64()
                .ok_or_else(|| format!("{} where an arc's index belongs", kind_of(index)))?;
            let forward = number >= 0;
            let arc = usize::try_from(if forward { number } else { !number });
            let line = arc.ok().and_then(|arc| self.lines.get(arc));
            let line = line.ok_or_else(|| format!("no arc {number}"))?;
            *left = left
                .checked_sub(line.len())
                .ok_or("arcs walked many times over")?;
            ring.pop();
            if forward {
                ring.extend(line);
            } else {
                ring.extend(line.iter().rev());
            }
        }
        Ok(ring)
    }
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

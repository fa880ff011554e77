//! Packed maps: the world in one file, and detail tiles, each of the regions of one neighbourhood, so
//! that a reader who zooms in fetches what is in view.

use anyhow::{anyhow, Result};
use serde::Serialize;
use stancemap::geo;
use stancemap::input::Boundaries;
use stancemap::smap::{encode, pack, Atlas, Packed, Packing, Property};

use super::Made;

/// Device px of the widest map that the world file is made for: 960 CSS px at twice the density.
const WIDTH: f64 = 1920.0;

/// The world: 0.044° is a quarter of a px; positions are half of that off at most.
const WORLD_BITS: u8 = 13;
/// Least triangle in px².
const WORLD_PX2: f64 = 0.4;
const WORLD_LEVELS: u8 = 3;

/// Detail tiles: how far one may zoom in, and the least triangle there, in px².
const ZOOM: f64 = 64.0;
const DETAIL_PX2: f64 = 2.0;
/// 0.00034°, an eighth of a px there.
const DETAIL_BITS: u8 = 20;
/// Down to the detail of the world file.
const DETAIL_LEVELS: u8 = 6;

/// No part has more of all vertices than one in so many, unless one region has.
const PARTS: usize = 8;

/// The central meridian of maps of the world, degrees: tiles are cut opposite of it.
const MERIDIAN: f64 = 11.0;

/// Boxes of a part in the index.
const BOXES: usize = 8;

/// `world.smap`.
pub(super) fn world(geojson: &[u8]) -> Result<Made> {
    let packing = Packing {
        bits: WORLD_BITS,
        floor: Packing::steradians(WORLD_PX2, WIDTH),
        levels: WORLD_LEVELS,
    };
    let (packed, properties) = packed("countries-50m.geojson", geojson, &packing, 0.0)?;
    let bytes = encode(&packed.atlas, &properties);
    eprintln!(
        "assets: world.smap: {} of {} vertices, {} bytes",
        packed.atlas.vertices.len(),
        packed.source_vertices,
        bytes.len()
    );
    Ok(Made {
        path: "world.smap".to_owned(),
        bytes,
    })
}

/// `detail/*.smap` and `detail/index.json`.
pub(super) fn detail_tiles(geojson: &[u8]) -> Result<Vec<Made>> {
    let packing = Packing {
        bits: DETAIL_BITS,
        floor: Packing::steradians(DETAIL_PX2, WIDTH * ZOOM),
        levels: DETAIL_LEVELS,
    };
    let (packed, properties) = packed("countries-10m.geojson", geojson, &packing, MERIDIAN)?;
    let atlas = &packed.atlas;
    let (mut made, mut parts) = (Vec::new(), Vec::new());
    for (i, mut regions) in neighbourhoods(atlas).into_iter().enumerate() {
        // In the order of their codes, as in the world file.
        regions.sort_unstable();
        let file = format!("{}.smap", i + 1);
        let of_part: Vec<Vec<Property>> = regions
            .iter()
            .map(|region| properties.get(*region).cloned().unwrap_or_default())
            .collect();
        let bytes = encode(&atlas.part(&regions), &of_part);
        let keys = regions
            .iter()
            .filter_map(|region| atlas.regions.get(*region));
        parts.push(Part {
            file: file.clone(),
            bytes: bytes.len(),
            boxes: boxes(atlas, &regions)
                .into_iter()
                .map(|[w, s, e, n]| [w + MERIDIAN, s, e + MERIDIAN, n])
                .collect(),
            regions: keys.map(|region| region.key.clone()).collect(),
        });
        made.push(Made {
            path: format!("detail/{file}"),
            bytes,
        });
    }
    eprintln!(
        "assets: detail: {} of {} vertices, {} parts, {} bytes",
        atlas.vertices.len(),
        packed.source_vertices,
        parts.len(),
        parts.iter().map(|part| part.bytes).sum::<usize>()
    );
    let lines: Vec<String> = parts
        .iter()
        .map(serde_json::to_string)
        .collect::<Result<_, _>>()?;
    made.push(Made {
        path: "detail/index.json".to_owned(),
        bytes: format!(
            "{{\"meridian\":{MERIDIAN},\"parts\":[\n{}\n]}}\n",
            lines.join(",\n")
        )
        .into_bytes(),
    });
    Ok(made)
}

/// A part in the index.
#[derive(Serialize)]
struct Part {
    /// Beside the index.
    file: String,
    /// Its size.
    bytes: usize,
    /// What its land is in: west, south, east, north, in degrees.
    boxes: Vec<Box>,
    /// The codes of its regions.
    regions: Vec<String>,
}

/// Packed with degrees from `meridian`.
fn packed(
    file: &str,
    geojson: &[u8],
    packing: &Packing,
    meridian: f64,
) -> Result<(Packed, Vec<Vec<Property>>)> {
    let (mut sources, properties) = Boundaries::parse_cut(file, geojson)?.to_pack(None)?;
    if meridian != 0.0 {
        for source in &mut sources {
            let whole = geo::stitch(std::mem::take(&mut source.polygons));
            source.polygons = geo::cut_about(&whole, meridian);
            if let Some(home) = &mut source.home {
                home.lon = geo::wrapped(home.lon - meridian);
            }
        }
    }
    let packed = pack(&sources, packing).map_err(|error| anyhow!("{file}: {error}"))?;
    if packed.crossings > 0 {
        eprintln!(
            "assets: {file}: {} edges cross others, as they do in the source",
            packed.crossings
        );
    }
    Ok((packed, properties))
}

/// West, south, east, north.
type Box = [f64; 4];

fn around(a: Box, b: Box) -> Box {
    let [aw, as_, ae, an] = a;
    let [bw, bs, be, bn] = b;
    [aw.min(bw), as_.min(bs), ae.max(be), an.max(bn)]
}

fn size([w, s, e, n]: Box) -> f64 {
    (e - w) * (n - s)
}

/// The box of each polygon of a region.
fn polygon_boxes(atlas: &Atlas, region: usize) -> Vec<Box> {
    let polygons = atlas
        .regions
        .get(region)
        .map(|region| atlas.polygons_of(region));
    let of_polygon = |polygon: usize| {
        let exterior = atlas.rings_of(polygon).next()?;
        let mut ring = Vec::new();
        atlas.ring_into(exterior, 0, &mut ring);
        let boxes = ring.into_iter().map(|vertex| {
            let [lon, lat] = atlas.degrees(vertex);
            [lon, lat, lon, lat]
        });
        boxes.reduce(around)
    };
    polygons
        .into_iter()
        .flatten()
        .filter_map(of_polygon)
        .collect()
}

/// The regions of each part: halved along the longer side until none is too heavy.
fn neighbourhoods(atlas: &Atlas) -> Vec<Vec<usize>> {
    let all: Vec<Weighed> = (0..atlas.regions.len())
        .map(|region| weighed(atlas, region))
        .collect();
    let most = all.iter().map(|of| of.weight).sum::<usize>() / PARTS;
    let (mut open, mut parts) = (vec![all], Vec::new());
    while let Some(mut regions) = open.pop() {
        let weight: usize = regions.iter().map(|of| of.weight).sum();
        if weight <= most || regions.len() == 1 {
            parts.push(regions.into_iter().map(|of| of.region).collect());
            continue;
        }
        let side = |axis: usize| {
            let along = regions.iter().filter_map(|of| of.at.get(axis));
            let (low, high) = along.fold((f64::MAX, f64::MIN), |(low, high), at| {
                (low.min(*at), high.max(*at))
            });
            high - low
        };
        let axis = usize::from(side(1) > side(0));
        let along = |of: &Weighed| of.at.get(axis).copied().unwrap_or_default();
        regions.sort_by(|a, b| along(a).total_cmp(&along(b)).then(a.region.cmp(&b.region)));
        let mut sum = 0;
        let half = regions.iter().position(|of| {
            sum += of.weight;
            2 * sum >= weight
        });
        let half = half.unwrap_or_default().clamp(1, regions.len() - 1);
        let rest = regions.split_off(half);
        open.push(rest);
        open.push(regions);
    }
    parts
}

struct Weighed {
    region: usize,
    /// Vertices.
    weight: usize,
    /// The middle of its largest polygon: longitude, latitude.
    at: [f64; 2],
}

fn weighed(atlas: &Atlas, region: usize) -> Weighed {
    let largest = polygon_boxes(atlas, region)
        .into_iter()
        .max_by(|a, b| size(*a).total_cmp(&size(*b)));
    let [w, s, e, n] = largest.unwrap_or_default();
    let polygons = atlas
        .regions
        .get(region)
        .map(|region| atlas.polygons_of(region));
    let arcs = polygons
        .into_iter()
        .flatten()
        .flat_map(|polygon| atlas.rings_of(polygon))
        .flatten();
    Weighed {
        region,
        weight: arcs
            .map(|of| atlas.arc(stancemap::smap::arc_of(*of).0).len())
            .sum(),
        at: [f64::midpoint(w, e), f64::midpoint(s, n)],
    }
}

/// A few boxes that hold all polygons of the regions, rounded outwards to hundredths of a degree.
fn boxes(atlas: &Atlas, regions: &[usize]) -> Vec<Box> {
    // First by cells, so that there are few enough to compare each with each.
    const CELL: f64 = 15.0;
    let mut cells: std::collections::BTreeMap<(i32, i32), Box> = std::collections::BTreeMap::new();
    for one in regions
        .iter()
        .flat_map(|region| polygon_boxes(atlas, *region))
    {
        let [w, s, e, n] = one;
        let middle =
            [f64::midpoint(w, e), f64::midpoint(s, n)].map(|at| (at / CELL).floor() as i32);
        let cell = cells.entry((middle[0], middle[1])).or_insert(one);
        *cell = around(*cell, one);
    }
    let mut boxes: Vec<Box> = cells.into_values().collect();
    while boxes.len() > 1 {
        let pairs = (0..boxes.len()).flat_map(|i| (0..i).map(move |j| (i, j)));
        let grown = |(i, j): (usize, usize)| {
            let (a, b) = (*boxes.get(i)?, *boxes.get(j)?);
            Some((size(around(a, b)) - size(a) - size(b), i, j))
        };
        let least = pairs.filter_map(grown).min_by(|a, b| a.0.total_cmp(&b.0));
        let Some((growth, i, j)) = least else { break };
        if growth > 0.0 && boxes.len() <= BOXES {
            break;
        }
        // The later one first, so that the other keeps its place.
        let (a, b) = (boxes.swap_remove(i), boxes.swap_remove(j));
        boxes.push(around(a, b));
    }
    let outwards = |[w, s, e, n]: Box| {
        let (down, up) = (
            |v: f64| (v * 100.0).floor() / 100.0,
            |v: f64| (v * 100.0).ceil() / 100.0,
        );
        [down(w), down(s), up(e), up(n)]
    };
    let mut boxes: Vec<Box> = boxes.into_iter().map(outwards).collect();
    boxes.sort_by(|a, b| {
        a.iter()
            .zip(b)
            .map(|(a, b)| a.total_cmp(b))
            .find(|order| order.is_ne())
            .unwrap_or(std::cmp::Ordering::Equal)
    });
    boxes
}

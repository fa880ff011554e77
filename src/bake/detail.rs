//! Detail tiles beside the page: cut opposite of the map's central meridian, as its atlas is. Of an index and its
//! tiles only what was read of them is published.

use std::collections::HashSet;
use std::path::{Component, Path};

use serde::{Deserialize, Serialize};

use super::files::{Asset, Folder};
use super::inputs::Inputs;
use super::names::stem;
use crate::error::{Error, ErrorKind, Result};
use crate::geo::{self, LonLat};
use crate::input::Document;
use crate::smap::{self, Atlas, AtlasRegion, PackSource, Packing};

/// The folder of the tiles in a baked one.
pub(super) const FOLDER: &str = "detail";

/// Degrees east or west to which longitudes may run on, as those of boundaries.
const MOST_LON_DEG: f64 = 540.0;

/// Detail tiles, read.
#[derive(Debug)]
pub(super) struct Detail {
    /// From which the tiles count their degrees.
    meridian: f64,
    tiles: Vec<Tile>,
}

#[derive(Debug)]
struct Tile {
    /// As the index names it.
    file: String,
    boxes: Vec<Bounds>,
    atlas: Atlas,
}

/// West, south, east, north in degrees.
type Bounds = [f64; 4];

/// The index as a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Index {
    #[serde(default)]
    meridian: f64,
    parts: Vec<Part>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    file: String,
    boxes: Vec<Bounds>,
    bytes: Option<usize>,
    regions: Option<Vec<String>>,
}

/// The index as it is published.
#[derive(Serialize)]
struct BakedIndex<'a> {
    meridian: f64,
    parts: Vec<BakedPart<'a>>,
}

#[derive(Serialize)]
struct BakedPart<'a> {
    boxes: &'a [Bounds],
    /// Beside the index.
    file: String,
    integrity: String,
}

/// Checks the detail tiles of a document, if it names any: index and tiles are read as for a bake.
///
/// # Errors
/// What can't be read, whatever is wrong in the index or in a tile.
pub fn check_detail(document: &Document, mut files: impl Inputs) -> Result<()> {
    Detail::of(document, &mut files).map(drop)
}

impl Detail {
    /// Reads the index that a document names, and the tiles that the index names.
    pub(super) fn of(document: &Document, files: &mut impl Inputs) -> Result<Option<Self>> {
        let folder = Path::new(&document.file).parent().unwrap_or(Path::new(""));
        let index = document.detail.as_ref().map(|name| folder.join(name));
        index.map(|index| Self::read(&index, files)).transpose()
    }

    fn read(path: &Path, files: &mut impl Inputs) -> Result<Self> {
        let file = path.to_string_lossy();
        let bytes = files.read(&file)?;
        let index: Index = serde_json::from_slice(&bytes).map_err(|e| {
            let remedy = "give an index of detail tiles, such as assets/detail/index.json";
            Error::new(ErrorKind::Syntax, file.as_ref(), e.to_string(), remedy).because(e)
        })?;
        let wrong = |found: String, remedy: &str| {
            Error::new(ErrorKind::Value, file.as_ref(), found, remedy)
        };
        if index.meridian.abs() > 180.0 {
            let found = index.meridian.to_string();
            return Err(wrong(found, "give -180 to 180 degrees").at("\"meridian\""));
        }
        let folder = path.parent().unwrap_or(Path::new(""));
        let mut named = HashSet::new();
        let mut tiles = Vec::new();
        for (number, part) in (1..).zip(index.parts) {
            let tile = Tile::read(folder, &part, files).map_err(|refused| match refused {
                Refused::Part(found, remedy) => wrong(found, remedy).at(format!("part {number}")),
                Refused::Tile(error) => error,
            })?;
            if !named.insert(part.file) {
                let found = format!("a second part of the file \"{}\"", tile.file);
                return Err(wrong(found, "name each file once").at(format!("part {number}")));
            }
            tiles.push(tile);
        }
        Ok(Self {
            meridian: index.meridian,
            tiles,
        })
    }

    /// Adds tiles about `meridian` and their index; gives the index.
    ///
    /// # Errors
    /// Shapes that a cut along another meridian leaves too small for the grid.
    pub(super) fn add_to(&self, folder: &mut Folder, meridian: f64) -> Result<Asset> {
        let recut = match meridian == self.meridian {
            true => None,
            false => Some(self.recut(meridian - self.meridian)?),
        };
        let mut atlases = recut.into_iter().flatten();
        let mut part = |tile: &'_ Tile| {
            let cut = atlases.next();
            let bytes = smap::encode(cut.as_ref().unwrap_or(&tile.atlas), &[]);
            folder.add(&format!("{FOLDER}/{}", stem(&tile.file)), "smap", bytes)
        };
        let parts = self.tiles.iter().map(|tile| {
            let asset = part(tile);
            BakedPart {
                file: asset.name.replacen(&format!("{FOLDER}/"), "", 1),
                boxes: &tile.boxes,
                integrity: asset.short_integrity,
            }
        });
        let parts = parts.collect();
        let index = serde_json::to_string(&BakedIndex { meridian, parts })
            .map_err(|e| Error::new(ErrorKind::Value, FOLDER, e.to_string(), ""))?;
        Ok(folder.add(&format!("{FOLDER}/index"), "json", index))
    }

    /// The same tiles about another meridian, `by` degrees east of theirs.
    fn recut(&self, by: f64) -> Result<Vec<Atlas>> {
        let mut packing = Packing {
            levels: 0,
            ..Packing::default()
        };
        let (mut sources, mut counts) = (Vec::new(), Vec::new());
        for Tile { atlas, .. } in &self.tiles {
            packing.bits = Packing::bits_for(atlas.quantum);
            packing.floor = atlas.floor;
            packing.levels = packing.levels.max(levels(atlas));
            let regions = &atlas.regions;
            sources.extend(regions.iter().map(|region| source(atlas, region, by)));
            counts.push(regions.len());
        }
        // Together, so that the borders between two tiles stay the same in both.
        let packed = smap::pack(&sources, &packing).map_err(|e| {
            let remedy = "make the detail tiles for the map's central meridian";
            Error::new(ErrorKind::Value, "detail", e.to_string(), remedy).because(e)
        })?;
        Ok(split(packed.atlas, &counts))
    }
}

/// The atlases of so many regions each. By halves: to choose each from all would take the square of their number.
fn split(atlas: Atlas, counts: &[usize]) -> Vec<Atlas> {
    if counts.len() < 2 {
        return vec![atlas];
    }
    let (left, right) = counts.split_at(counts.len() / 2);
    let middle = left.iter().sum();
    let halves = [(0..middle, left), (middle..atlas.regions.len(), right)];
    let halves = halves.map(|(regions, counts)| {
        let regions: Vec<usize> = regions.collect();
        split(atlas.part(&regions), counts)
    });
    halves.concat()
}

/// What is wrong with a part of the index, and what to do; or with its file.
enum Refused {
    Part(String, &'static str),
    Tile(Error),
}

impl Tile {
    fn read(folder: &Path, part: &Part, files: &mut impl Inputs) -> Result<Self, Refused> {
        let Part {
            file,
            boxes,
            bytes: length,
            regions,
        } = part;
        let outside = |found: &str| {
            let remedy = "name a file in the folder of the index, or below";
            Refused::Part(format!("\"{}\" {found}", file.escape_debug()), remedy)
        };
        let is_plain = |part: Component| matches!(part, Component::Normal(_));
        if file.is_empty()
            || file.contains(['\\', ':'])
            || !Path::new(file).components().all(is_plain)
        {
            return Err(outside("is no path below the index"));
        }
        let path = folder.join(file);
        let home = match folder == Path::new("") {
            true => Path::new("."),
            false => folder,
        };
        if let (Some(home), Some(real)) = (files.real(home), files.real(&path)) {
            if !real.starts_with(home) {
                return Err(outside("is a link that leads out of the folder"));
            }
        }
        if let Some(bounds) = boxes.iter().find(|bounds| !is_box(bounds)) {
            let remedy = "write [west, south, east, north] in degrees";
            return Err(Refused::Part(
                format!("the box {bounds:?} of \"{file}\""),
                remedy,
            ));
        }
        let shown = path.to_string_lossy();
        let bytes = files.read(&shown).map_err(Refused::Tile)?;
        let damaged = |damage: smap::Damage| {
            let remedy = "make the detail tiles anew";
            let error = Error::new(ErrorKind::Syntax, shown.as_ref(), damage.message(), remedy);
            Refused::Tile(error.because(damage))
        };
        let atlas = smap::decode(&bytes).map_err(damaged)?;
        // They are not published; but a file that is damaged is none to trust.
        smap::properties(&bytes).map_err(damaged)?;
        let remedy = "make the index anew";
        if let Some(length) = length.filter(|length| *length != bytes.len()) {
            let found = format!("{length} \"bytes\", but \"{file}\" has {}", bytes.len());
            return Err(Refused::Part(found, remedy));
        }
        let mut keys: Vec<&str> = atlas
            .regions
            .iter()
            .map(|region| region.key.as_str())
            .collect();
        keys.sort_unstable();
        let is_other = regions.as_ref().is_some_and(|regions| {
            let mut regions: Vec<&str> = regions.iter().map(String::as_str).collect();
            regions.sort_unstable();
            regions != keys
        });
        if is_other {
            return Err(Refused::Part(
                format!("other \"regions\" than \"{file}\" has"),
                remedy,
            ));
        }
        Ok(Self {
            file: file.clone(),
            boxes: boxes.clone(),
            atlas,
        })
    }
}

fn is_box([west, south, east, north]: &Bounds) -> bool {
    let is_lon = |lon: &f64| lon.abs() <= MOST_LON_DEG;
    let is_lat = |lat: &f64| lat.abs() <= 90.0;
    [west, east].into_iter().all(is_lon)
        && [south, north].into_iter().all(is_lat)
        && (0.0..=360.0).contains(&(east - west))
        && south <= north
}

/// How many ranks there are below those that are always kept.
fn levels(atlas: &Atlas) -> u8 {
    let ranks = atlas.ranks.iter().filter(|rank| **rank != smap::ALWAYS);
    ranks.max().map_or(0, |most| most + 1)
}

/// A region of a tile about another meridian.
fn source(atlas: &Atlas, region: &AtlasRegion, by: f64) -> PackSource {
    let whole = geo::stitch(geo::normalised(smap::polygons(atlas, region)));
    PackSource {
        key: region.key.clone(),
        polygons: geo::cut_about(&whole, by),
        home: region.home.map(|home| {
            let [lon, lat] = atlas.degrees(home);
            LonLat {
                lon: geo::wrapped(lon - by),
                lat,
            }
        }),
    }
}

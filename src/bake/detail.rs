//! Detail tiles beside the page: cut opposite of the map's central meridian, as its atlas is.

use std::path::Path;

use serde_json::Value;

use crate::error::{Error, ErrorKind, Result};
use crate::geo::{self, LonLat};
use crate::smap::{self, Atlas, AtlasRegion, PackSource, Packing, Property};

/// The index of detail tiles, and the files that it names.
pub(super) type DetailFiles = (Value, Vec<(String, Vec<u8>)>);

/// The field of the index with the meridian from which the tiles count their degrees; 0 if it lacks one.
pub(super) const MERIDIAN: &str = "meridian";

/// Reads an index of detail tiles, and the files that it names.
pub(super) fn read(
    path: &Path,
    read: &mut impl FnMut(&str) -> Result<Vec<u8>>,
) -> Result<DetailFiles> {
    let file = path.to_string_lossy();
    let refused = |found: String| {
        Error::new(
            ErrorKind::Syntax,
            file.as_ref(),
            found,
            "give the index of a folder of details",
        )
    };
    let index: Value =
        serde_json::from_slice(&read(&file)?).map_err(|e| refused(e.to_string()).because(e))?;
    let parts = index.get("parts").and_then(Value::as_array);
    let mut files = Vec::new();
    for part in parts.ok_or_else(|| refused("has no \"parts\"".to_owned()))? {
        let name = part.get("file").and_then(Value::as_str);
        let name = name.ok_or_else(|| refused("has a part without \"file\"".to_owned()))?;
        let beside = path.with_file_name(name);
        files.push((name.to_owned(), read(&beside.to_string_lossy())?));
    }
    Ok((index, files))
}

/// The same tiles about another meridian, `by` degrees east of theirs.
///
/// # Errors
/// A tile that is damaged.
pub(super) fn recut(files: &[(String, Vec<u8>)], by: f64) -> Result<Vec<(String, Vec<u8>)>> {
    let mut packing = Packing {
        levels: 0,
        ..Packing::default()
    };
    let (mut sources, mut properties, mut parts) = (Vec::new(), Vec::new(), Vec::new());
    for (name, bytes) in files {
        let damaged = |damage: smap::Damage| {
            let remedy = "make the detail tiles anew";
            Error::new(ErrorKind::Syntax, name.as_str(), damage.message(), remedy).because(damage)
        };
        let atlas = smap::decode(bytes).map_err(damaged)?;
        packing.bits = Packing::bits_for(atlas.quantum);
        packing.floor = atlas.floor;
        packing.levels = packing.levels.max(levels(&atlas));
        let first = sources.len();
        sources.extend(
            atlas
                .regions
                .iter()
                .map(|region| source(&atlas, region, by)),
        );
        properties.extend(smap::properties(bytes).map_err(damaged)?);
        parts.push((name, first..sources.len()));
    }
    // Together, so that the borders between two tiles stay the same in both.
    let packed = smap::pack(&sources, &packing).map_err(|e| {
        let remedy = "make the detail tiles for the map's central meridian";
        Error::new(ErrorKind::Value, "detail", e.to_string(), remedy).because(e)
    })?;
    let part = |(name, regions): (&String, std::ops::Range<usize>)| {
        let texts: Vec<Vec<Property>> =
            properties.get(regions.clone()).unwrap_or_default().to_vec();
        let regions: Vec<usize> = regions.collect();
        (
            name.clone(),
            smap::encode(&packed.atlas.part(&regions), &texts),
        )
    };
    Ok(parts.into_iter().map(part).collect())
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

//! The shapes of a map as an [`Atlas`] for the page: cut at the edge of its projection, with curved
//! edges as polylines, simplified to what a sharp screen shows.

use crate::geo::{self, LonLat, Polygon, Projection, ProjectionName};
use crate::map::StanceMap;
use crate::smap::{lay, pack, Atlas, Packing, Source, TooCoarse};
use crate::view::WIDTH;

/// How far a straight edge may be off the curve, map units.
const CURVE: f64 = 0.05;

/// How fine the atlas of a page is: its grid is a quarter of a px, and it shows triangles of 0.6 px² and more,
/// on a map 1920 px wide. That is what the page draws of a map of 960 px at two device px a CSS px. Three
/// sizes below it are served without tracing all.
const GRID_BITS: u8 = 13;
const DETAIL_PX2: f64 = 0.6;
const DETAIL_WIDTH: f64 = 1920.0;
const LEVELS: u8 = 3;

/// The regions of `map` in their order, with degrees from the map's central meridian: as pages are baked.
///
/// # Errors
/// [`TooCoarse`], where the grid has no room for the shapes.
pub fn atlas(map: &StanceMap) -> Result<Atlas, TooCoarse> {
    let packing = Packing {
        bits: GRID_BITS,
        floor: Packing::steradians(DETAIL_PX2, DETAIL_WIDTH),
        levels: LEVELS,
    };
    Ok(pack(&sources(map), &packing)?.atlas)
}

/// The same at once, for a map that is not stored.
pub fn laid(map: &StanceMap) -> Atlas {
    lay(&sources(map))
}

fn sources(map: &StanceMap) -> Vec<Source> {
    let (fitted, _) = geo::fit_width(map.projection(), map.polygons(), WIDTH);
    let is_globe = fitted.name() == ProjectionName::Orthographic;
    let meridian = match is_globe {
        true => 0.0,
        false => fitted.center().lon,
    };
    let flat = match is_globe {
        true => ProjectionName::EqualEarth,
        false => fitted.name(),
    };
    let flat = Projection::new(flat, LonLat { lon: 0.0, lat: 0.0 })
        .placed(fitted.px_per_radian(), fitted.origin());
    map.regions
        .iter()
        .map(|region| {
            let mut polygons = geo::cut_at_antimeridian(&region.polygons, meridian);
            for p in places(&mut polygons) {
                p.lon -= meridian;
            }
            Source {
                key: region.iso3.clone(),
                polygons: flat.densified(&polygons, CURVE),
                home: region.home.map(|home| LonLat {
                    lon: geo::wrapped(home.lon - meridian),
                    ..home
                }),
            }
        })
        .collect()
}

fn places(polygons: &mut [Polygon]) -> impl Iterator<Item = &mut LonLat> {
    polygons
        .iter_mut()
        .flat_map(|polygon| polygon.rings.iter_mut().flatten())
}

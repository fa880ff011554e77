//! The shapes of a map as an [`Atlas`] for the page: cut at the edge of its projection, with curved
//! edges as polylines, simplified to what a sharp screen shows.

use crate::geo::{self, LonLat, Polygon, Projection, ProjectionName};
use crate::map::StanceMap;
use crate::smap::{pack, quantise, Atlas, PackSource, Packing, TooCoarse};
use crate::view::WIDTH;

/// How far a straight edge may be off the curve, map units.
const CURVE: f64 = 0.05;

/// The regions of `map` in their order, with degrees from the map's central meridian: as pages are baked.
///
/// # Errors
/// [`TooCoarse`], where the grid has no room for the shapes.
pub fn atlas(map: &StanceMap) -> Result<Atlas, TooCoarse> {
    let sources: Vec<PackSource> = sources(map).collect();
    Ok(pack(&sources, &Packing::PAGE)?.atlas)
}

/// The same without the slow packing, for a map that is not stored.
pub fn joined_atlas(map: &StanceMap) -> Atlas {
    quantise(sources(map))
}

fn sources(map: &StanceMap) -> impl Iterator<Item = PackSource> + '_ {
    let (fitted, _) = map.fitted(WIDTH);
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
    map.regions.iter().map(move |region| {
        let mut polygons = geo::cut_at_antimeridian(&region.polygons, meridian);
        for p in places(&mut polygons) {
            p.lon -= meridian;
        }
        PackSource {
            key: region.iso3.clone(),
            polygons: flat.densified(&polygons, CURVE),
            home: region.home.map(|home| LonLat {
                lon: geo::wrapped(home.lon - meridian),
                ..home
            }),
        }
    })
}

fn places(polygons: &mut [Polygon]) -> impl Iterator<Item = &mut LonLat> {
    polygons
        .iter_mut()
        .flat_map(|polygon| polygon.rings.iter_mut().flatten())
}

//! The shapes of a map as an [`Atlas`] for the page: cut at the edge of its projection, with curved
//! edges as polylines, simplified to what a sharp screen shows.

use crate::geo::{self, Bounds, LonLat, Point, Polygon, Projection, ProjectionName};
use crate::map::StanceMap;
use crate::smap::{pack, quantise, Atlas, PackSource, Packing, Unpackable};
use crate::view::WIDTH;

/// How far a straight edge may be off the curve, map units.
const CURVE: f64 = 0.05;

/// The regions of `map` in their order, with degrees from the map's central meridian: as pages are baked.
///
/// # Errors
/// [`Unpackable`], where the grid has no room for the shapes, or too many of their edges cross.
pub fn atlas(map: &StanceMap) -> Result<Atlas, Unpackable> {
    let sources: Vec<PackSource> = sources(map).collect();
    Ok(pack(&sources, &Packing::PAGE)?.atlas)
}

/// The same without the slow packing, for a map that is not stored.
pub fn joined_atlas(map: &StanceMap) -> Atlas {
    quantise(sources(map))
}

/// From which the degrees of a map's atlas and of its detail tiles are counted.
pub fn meridian(map: &StanceMap) -> f64 {
    let projection = map.projection();
    match projection.name() {
        ProjectionName::Orthographic => 0.0,
        _ => projection.center().lon,
    }
}

fn sources(map: &StanceMap) -> impl Iterator<Item = PackSource> + '_ {
    let (fitted, height) = map.fitted(WIDTH);
    let frame = Bounds {
        min: Point::default(),
        max: Point::new(WIDTH, height),
    };
    let is_globe = fitted.name() == ProjectionName::Orthographic;
    let meridian = meridian(map);
    let flat = match is_globe {
        true => ProjectionName::EqualEarth,
        false => fitted.name(),
    };
    let lat = fitted.center().lat;
    let flat = Projection::new(flat, LonLat { lon: 0.0, lat })
        .placed(fitted.px_per_radian(), fitted.origin());
    // What can't be seen is left out.
    let is_shown = move |polygon: &Polygon| {
        let mut bounds = Bounds::EMPTY;
        let places = polygon.rings.first().into_iter().flatten();
        places
            .filter_map(|place| flat.forward(*place))
            .for_each(|point| bounds.add(point));
        is_globe || frame.meets(&bounds)
    };
    map.regions.iter().map(move |region| {
        let mut polygons = geo::cut_about(&region.polygons, meridian);
        polygons.retain(is_shown);
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

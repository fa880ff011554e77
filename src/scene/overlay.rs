//! Outlines of the hovered, the selected and the focused country, to be painted on a canvas over
//! the map, so that the map itself is never redrawn for a pointer or a key.

use super::look;
use super::map::{detail, MapScene, CURVE_PX};
use super::plane::{bounds, distance};
use super::theme::Theme;
use super::{Color, Disc, Group, Item, Scene, Strokes};
use crate::geo::Point;
use crate::map::StanceMap;

/// Widths of the two tones of an outline, paper below and focus above, CSS px.
type Widths = [f64; 2];
const HOVER: Widths = [3.6, 1.6];
const FOCUS: Widths = [6.0, 3.0];

/// Of the circle round what is smaller: the least size of a target that can be found and hit (WCAG
/// 2.2, 2.5.8). CSS px.
const CIRCLE_PX: f64 = 24.0;
/// What is inside the circle stays this far away from it, CSS px.
const CIRCLE_GAP_PX: f64 = 3.0;
/// Corners of the circle: its sides are then within 0.02 px of it.
const CORNERS: u32 = 64;

/// A scene of the size of `scene`, without paper, that outlines `regions` in two tones, visible on
/// any fill.
pub fn compose_overlay(
    map: &StanceMap,
    scene: &MapScene,
    regions: &[usize],
    theme: Theme,
) -> Scene {
    let items = regions
        .iter()
        .flat_map(|region| outline(map, scene, *region, theme, HOVER));
    over(scene, items.collect())
}

/// The same for the one region that has the keyboard's focus: stronger, and with a circle at least
/// 24 px across round a country that is smaller than that.
///
/// Of the two tones at least one has a contrast of 3 to whatever lies below, and they have it to
/// each other.
pub fn compose_focus(map: &StanceMap, scene: &MapScene, region: usize, theme: Theme) -> Scene {
    let circle = circle_round(scene, region);
    // Lines as strong as the circle would hide what is inside it.
    let widths = circle.map_or(FOCUS, |_| HOVER);
    let mut items = outline(map, scene, region, theme, widths);
    if let Some((center, radius)) = circle {
        let corners = (0..CORNERS).map(|corner| {
            let angle = f64::from(corner) * std::f64::consts::TAU / f64::from(CORNERS);
            Point {
                x: center.x + radius * angle.cos(),
                y: center.y + radius * angle.sin(),
            }
        });
        let mut ring: Vec<Point> = corners.collect();
        ring.extend(ring.first().copied());
        items.extend(two_tone(&[ring], theme, FOCUS));
    }
    over(scene, items)
}

fn outline(
    map: &StanceMap,
    scene: &MapScene,
    region: usize,
    theme: Theme,
    widths: Widths,
) -> Vec<Item> {
    let lines: Vec<Vec<Point>> = map
        .topology
        .outline(region, detail(&scene.projection))
        .iter()
        .flat_map(|line| scene.projection.line(line, CURVE_PX))
        .collect();
    let mut items = two_tone(&lines, theme, widths);
    let marker = scene.markers.iter().find(|m| m.region == region);
    if let (Some(marker), Some(info)) = (marker, map.regions.get(region)) {
        let disc = |radius: f64, fill: Color| Disc {
            tag: None,
            marker: false,
            center: marker.center,
            radius,
            fill,
            ring: None,
        };
        let palette = theme.palette();
        for (beyond, fill) in [(2.6, palette.paper), (1.6, palette.focus)] {
            items.push(Item::Disc(disc(marker.radius + beyond, fill)));
        }
        let fill = theme.look(info.stance).fill;
        items.extend(look::disc(disc(marker.radius, fill), info.stance, theme));
    }
    items
}

fn two_tone(lines: &[Vec<Point>], theme: Theme, widths: Widths) -> Vec<Item> {
    if lines.is_empty() {
        return Vec::new();
    }
    let palette = theme.palette();
    let tones = [palette.paper, palette.focus].into_iter().zip(widths);
    let strokes = tones.map(|(color, width)| {
        Item::Strokes(Strokes {
            of: vec![],
            lines: lines.to_vec(),
            color,
            width,
        })
    });
    strokes.collect()
}

/// Centre and radius of a circle round a region whose mark is smaller than [`CIRCLE_PX`]: its
/// marker, else the island where it is seen best. None for what is larger, or nowhere.
fn circle_round(scene: &MapScene, region: usize) -> Option<(Point, f64)> {
    let polygons = scene.shapes.get(region)?;
    let marker = scene.markers.iter().find(|m| m.region == region);
    let (center, reach) = if let Some(marker) = marker {
        (marker.center, marker.radius)
    } else {
        let mut boxes = polygons.iter().filter_map(bounds);
        if boxes.any(|(low, high)| (high.x - low.x).max(high.y - low.y) >= CIRCLE_PX) {
            return None;
        }
        let anchor = scene.hits.anchor(region);
        let island = |p: Point| polygons.iter().find(|polygon| polygon.contains(p));
        // What can't be seen has no anchor.
        let (low, high) = bounds(anchor.and_then(island).or(polygons.first())?)?;
        let middle = Point {
            x: (low.x + high.x) / 2.0,
            y: (low.y + high.y) / 2.0,
        };
        (middle, distance(low, high) / 2.0)
    };
    let radius = (reach + CIRCLE_GAP_PX).max(CIRCLE_PX / 2.0);
    // Near the edge of the map the circle moves inwards, as far as its mark stays well inside.
    let room = radius + FOCUS[0] / 2.0;
    let inwards = |at: f64, size: f64| {
        let inside = at.clamp(room.min(size / 2.0), (size - room).max(size / 2.0));
        let most = (radius - reach - CIRCLE_GAP_PX).max(0.0);
        inside.clamp(at - most, at + most)
    };
    let moved = Point {
        x: inwards(center.x, scene.scene.width),
        y: inwards(center.y, scene.scene.height),
    };
    Some((moved, radius))
}

fn over(scene: &MapScene, items: Vec<Item>) -> Scene {
    Scene {
        width: scene.scene.width,
        height: scene.scene.height,
        title: String::new(),
        description: String::new(),
        lang: String::new(),
        paper: None,
        groups: vec![Group {
            name: "overlay",
            items,
        }],
    }
}

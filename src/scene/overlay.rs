//! The outline of the hovered and the selected country, to be painted on a canvas over the map, so
//! that the map itself is never redrawn for a pointer.

use super::map::{detail, MapScene, CURVE_PX};
use super::theme::Theme;
use super::{Disc, Group, Item, Scene, Strokes};
use crate::geo::Point;
use crate::map::StanceMap;

/// A scene of the size of `scene`, without paper, that outlines `regions` in two tones, visible on
/// any fill.
pub fn compose_overlay(
    map: &StanceMap,
    scene: &MapScene,
    regions: &[usize],
    theme: Theme,
) -> Scene {
    let palette = theme.palette();
    let mut items = Vec::new();
    for &region in regions {
        let lines: Vec<Vec<Point>> = map
            .topology
            .outline(region, detail(&scene.projection))
            .iter()
            .flat_map(|line| scene.projection.line(line, CURVE_PX))
            .collect();
        for (color, width) in [(palette.paper, 3.6), (palette.focus, 1.6)] {
            if !lines.is_empty() {
                items.push(Item::Strokes(Strokes {
                    of: vec![],
                    lines: lines.clone(),
                    color,
                    width,
                }));
            }
        }
        if let Some(marker) = scene.markers.iter().find(|m| m.region == region) {
            let stance = map.regions.get(region).map(|r| r.stance);
            let ring = |radius, color| {
                Item::Disc(Disc {
                    tag: None,
                    marker: false,
                    center: marker.center,
                    radius,
                    fill: color,
                    ring: None,
                })
            };
            items.push(ring(marker.radius + 2.6, palette.paper));
            items.push(ring(marker.radius + 1.6, palette.focus));
            if let Some(stance) = stance {
                items.push(ring(marker.radius, theme.look(stance).fill));
            }
        }
    }
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

//! Some stances alone, to be painted over a faded map while a reader points at the legend.
//!
//! Takes what was composed and leaves out the rest; nothing is projected or placed anew.

use super::map::{MapScene, LABELS, NAMED};
use super::{Group, Item, Scene, Strokes};
use crate::geo::Point;
use crate::map::StanceMap;
use crate::stance::{Kind, Stance};

/// How far from a line a region that it bounds is looked for, CSS px.
const BESIDE_PX: f64 = 0.75;
/// At how many places a line is looked at.
const PLACES: usize = 8;

/// A scene of the size of `scene`, without paper, of what belongs to regions that show one of
/// `stances`: their areas with patterns, coasts and borders, their markers with leaders, and their
/// names. Disputed lines and areas that touch them stay, so that no line looks settled; markers of
/// others that stand on them do not.
pub fn compose_emphasis(map: &StanceMap, scene: &MapScene, stances: &[Stance]) -> Scene {
    let chosen = Chosen {
        map,
        scene,
        stances,
    };
    let groups = scene.scene.groups.iter().map(|group| Group {
        name: group.name,
        items: match group.name {
            LABELS if stances.contains(&NAMED) => group.items.clone(),
            LABELS => Vec::new(),
            _ => group
                .items
                .iter()
                .filter_map(|item| chosen.part_of(item))
                .collect(),
        },
    });
    Scene {
        title: String::new(),
        description: String::new(),
        lang: String::new(),
        paper: None,
        groups: groups.filter(|group| !group.items.is_empty()).collect(),
        ..scene.scene
    }
}

struct Chosen<'a> {
    map: &'a StanceMap,
    scene: &'a MapScene,
    stances: &'a [Stance],
}

impl Chosen<'_> {
    /// The item, or those of its lines, that belong to the chosen stances.
    fn part_of(&self, item: &Item) -> Option<Item> {
        let shown = |stance| self.stances.contains(&stance);
        let whole = match item {
            Item::Area(area) => area.tag.as_ref().is_some_and(|tag| {
                let mut rings = area.polygons.iter().flat_map(|polygon| &polygon.rings);
                shown(tag.stance)
                    || (tag.kind == Kind::Disputed && rings.any(|ring| self.bounds(ring)))
            }),
            Item::Disc(disc) => disc.tag.as_ref().is_some_and(|tag| shown(tag.stance)),
            Item::Strokes(strokes) if strokes.of.is_empty() => {
                let lines = strokes.lines.iter().filter(|line| self.bounds(line));
                let lines: Vec<Vec<Point>> = lines.cloned().collect();
                return (!lines.is_empty()).then_some(Item::Strokes(Strokes {
                    of: Vec::new(),
                    lines,
                    ..*strokes
                }));
            }
            Item::Strokes(strokes) => strokes.of.iter().any(|stance| shown(*stance)),
            Item::Rect(_) | Item::Text(_) => false,
        };
        whole.then(|| item.clone())
    }

    /// Whether a chosen region lies on either side of `line`.
    fn bounds(&self, line: &[Point]) -> bool {
        let edges = line.windows(2).step_by(line.len().div_ceil(PLACES).max(1));
        edges.flat_map(beside).any(|p| {
            let region = self.scene.hits.exact(p);
            let info = region.and_then(|region| self.map.regions.get(region));
            info.is_some_and(|info| self.stances.contains(&info.stance))
        })
    }
}

/// The places on either side of an edge's middle.
fn beside(edge: &[Point]) -> Vec<Point> {
    let &[a, b] = edge else { return Vec::new() };
    let length = (b.x - a.x).hypot(b.y - a.y);
    if length == 0.0 {
        return Vec::new();
    }
    let across = BESIDE_PX / length;
    let side = |across: f64| Point {
        x: (a.x + b.x) / 2.0 - (b.y - a.y) * across,
        y: (a.y + b.y) / 2.0 + (b.x - a.x) * across,
    };
    vec![side(across), side(-across)]
}

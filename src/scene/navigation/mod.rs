//! Spatial navigation: where the arrow keys lead from each region.
//!
//! Takes the places of regions on a composed map. Gives for each region and arrow the region that comes
//! next: one that is near and straight ahead, over seas too, preferably a neighbour, and if possible one
//! from which the opposite arrow leads back. Leaves focus and announcements to the page.
//!
//! # What always holds
//! 1. **Never the wrong way.** A step to the right leads to a place farther right, by at least half
//!    of what it goes up or down; likewise for the other arrows. There is no way round the edge.
//! 2. **Every region can be reached from every other.**
//!
//! The second holds by construction. The steps are at first *sure* ones. Let the distance of two places
//! be the sum of their differences across and down, and let an arrow's quarter be what lies within 45° of
//! it. A step is sure if every place in the arrow's quarter is nearer to the step's end than to its start.
//! A reader who always presses the arrow in whose quarter the goal lies then comes nearer with each step,
//! and arrives. A sure step always exists: the one to the nearest place of the quarter. (Turned by 45°, the
//! distance is the larger of the two differences, and the quarter is a quadrant. Its nearest place and the
//! goal both lie in a square of the goal's distance with the start at its corner.)
//!
//! Then steps are bent, one by one, to the most natural end, as long as a few other steps still lead from
//! the start to the sure end: a way that went through the step can take those.

mod arrows;
mod bend;
mod ways;

use self::arrows::{Arrows, Steps};
use self::bend::bent;
use self::ways::{spots, ways, Ways};
use super::HitIndex;
use crate::geo::Point;
use crate::map::StanceMap;

/// An arrow key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ArrowKey {
    /// Towards smaller x.
    Left,
    /// Towards larger x.
    Right,
    /// Towards smaller y.
    Up,
    /// Towards larger y.
    Down,
}

impl ArrowKey {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Left, Self::Right, Self::Up, Self::Down];

    /// The one that leads back.
    pub fn opposite(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
            Self::Up => Self::Down,
            Self::Down => Self::Up,
        }
    }
}

/// Where each arrow leads from each region.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SpatialNavigation {
    /// By region.
    steps: Vec<Steps>,
    regions: Vec<usize>,
}

impl SpatialNavigation {
    /// Between all regions that can be seen on the composed map, each at its
    /// [`visual_centre`](HitIndex::visual_centre).
    pub fn new(map: &StanceMap, hits: &HitIndex) -> Self {
        let centre = |region| Some(hits.visual_centre(region)?.at);
        let anchors = (0..map.regions.len()).map(centre);
        // Who borders on whom; where the border runs does not matter.
        let borders = map.topology.borders(|_| f64::INFINITY);
        let borders = borders.iter().map(|border| (border.left, border.right));
        Self::between(&anchors.collect::<Vec<_>>(), &borders.collect::<Vec<_>>())
    }

    /// Between the regions that have a place, in px of the map; `borders` are pairs of neighbours.
    pub fn between(places: &[Option<Point>], borders: &[(usize, usize)]) -> Self {
        let spots = spots(places, borders);
        let ways: Vec<Arrows<Ways>> = (0..spots.len()).map(|from| ways(&spots, from)).collect();
        let region = |spot: usize| spots.get(spot).map(|spot| spot.region);
        let mut steps = vec![Steps::default(); places.len()];
        for (spot, taken) in spots.iter().zip(bent(&ways)) {
            if let Some(steps) = steps.get_mut(spot.region) {
                *steps = Arrows::new(|direction| taken.get(direction).and_then(region));
            }
        }
        Self {
            steps,
            regions: spots.iter().map(|spot| spot.region).collect(),
        }
    }

    /// The region that an arrow leads to; none at the map's edge and for a region without a place.
    pub fn step(&self, region: usize, direction: ArrowKey) -> Option<usize> {
        *self.steps.get(region)?.get(direction)
    }

    /// Where the arrows lead from each of so many regions: left, right, up, down; −1 for nowhere.
    pub fn numbers(&self, regions: usize) -> Vec<[i32; 4]> {
        let number = |region: Option<usize>| region.and_then(|r| i32::try_from(r).ok());
        let to = |region, direction| number(self.step(region, direction)).unwrap_or(-1);
        (0..regions)
            .map(|region| ArrowKey::ALL.map(|direction| to(region, direction)))
            .collect()
    }

    /// All regions that arrows lead to, in their order.
    pub fn regions(&self) -> &[usize] {
        &self.regions
    }
}

//! How a reader goes from country to country with the arrow keys.
//!
//! Takes the places of regions on a composed map, gives for each region and arrow the region that
//! comes next, over seas too.
//!
//! # What holds for every step
//! 1. **Never the wrong way.** A step to the right leads to a place farther right, by at least half
//!    of what it goes up or down; likewise for the other arrows.
//! 2. **Every region can be reached from every other**, and in a way a reader finds: press the
//!    arrow in whose quarter the wanted region lies (farther right than up or down: right). Each
//!    such step comes nearer to it, so one arrives.
//!
//! The second holds by construction. Call the distance of two places the sum of what they are apart
//! across and down, and a quarter of a place what lies within 45° of one of its arrows. An arrow may
//! lead to `c` only if every place in its quarter is nearer to `c` than to where the arrow starts.
//! The nearest place of the quarter always is such a `c`: turned by 45°, this distance is the larger
//! of the two differences, and both the quarter's nearest place and any place beyond it lie in a
//! square of the beyond one's distance, with the start at its corner.
//!
//! Among all that may come next, the arrow takes what is near and straight ahead, preferring
//! pairs of which each is next to the other, so that the opposite arrow usually leads back.

use super::map::MapScene;
use crate::geo::Point;

/// What a px to the side costs of a step, in px ahead.
const SIDEWAYS: f64 = 2.0;
/// How many px to the side a step may go for each px ahead.
const STEEPEST: f64 = 2.0;
/// A step that can be taken back may cost this much times the best one.
const FOR_A_PAIR: f64 = 1.5;
/// Places are drawn apart by this much where they are level, px: no two then have the same
/// distance from the axes, on which the proof relies.
const APART_PX: f64 = 1e-6;

/// An arrow key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Towards smaller x.
    Left,
    /// Towards larger x.
    Right,
    /// Towards smaller y.
    Up,
    /// Towards larger y.
    Down,
}

impl Direction {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Left, Self::Right, Self::Up, Self::Down];

    /// Its word: `left`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Right => "right",
            Self::Up => "up",
            Self::Down => "down",
        }
    }

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

/// Something for each arrow.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Arrows<T> {
    left: T,
    right: T,
    up: T,
    down: T,
}

impl<T> Arrows<T> {
    fn new(of: impl Fn(Direction) -> T) -> Self {
        Self {
            left: of(Direction::Left),
            right: of(Direction::Right),
            up: of(Direction::Up),
            down: of(Direction::Down),
        }
    }

    fn get(&self, direction: Direction) -> &T {
        match direction {
            Direction::Left => &self.left,
            Direction::Right => &self.right,
            Direction::Up => &self.up,
            Direction::Down => &self.down,
        }
    }

    fn get_mut(&mut self, direction: Direction) -> &mut T {
        match direction {
            Direction::Left => &mut self.left,
            Direction::Right => &mut self.right,
            Direction::Up => &mut self.up,
            Direction::Down => &mut self.down,
        }
    }
}

/// Where each arrow leads from each region.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Walk {
    /// By region.
    steps: Vec<Arrows<Option<usize>>>,
    walked: Vec<usize>,
}

impl Walk {
    /// Between all regions that can be seen on the map, each at its
    /// [`anchor`](super::HitIndex::anchor).
    pub fn new(scene: &MapScene) -> Self {
        let anchors = (0..scene.shapes.len()).map(|region| scene.hits.anchor(region));
        Self::between(&anchors.collect::<Vec<_>>())
    }

    /// Between the regions that have a place, in px of the map.
    pub fn between(places: &[Option<Point>]) -> Self {
        let spots = spots(places);
        let ways: Vec<Arrows<Vec<Way>>> = (0..spots.len())
            .map(|from| Arrows::new(|direction| ways(&spots, from, direction)))
            .collect();
        let pairs = pairs(&ways);
        let mut steps = vec![Arrows::default(); places.len()];
        for ((spot, ways), pairs) in spots.iter().zip(&ways).zip(&pairs) {
            let step = |direction| {
                let best = ways.get(direction).first().map(|way| way.to);
                let to = pairs.get(direction).or(best)?;
                spots.get(to).map(|spot| spot.region)
            };
            if let Some(steps) = steps.get_mut(spot.region) {
                *steps = Arrows::new(step);
            }
        }
        Self {
            steps,
            walked: spots.iter().map(|spot| spot.region).collect(),
        }
    }

    /// The region that an arrow leads to; none at the map's edge and for a region that is not on
    /// the walk.
    pub fn step(&self, region: usize, direction: Direction) -> Option<usize> {
        *self.steps.get(region)?.get(direction)
    }

    /// All regions on the walk, in their order.
    pub fn regions(&self) -> &[usize] {
        &self.walked
    }
}

/// A region's place, turned by 45°: the quarters are then quadrants.
#[derive(Debug, Clone, Copy)]
struct Spot {
    region: usize,
    /// x + y.
    sum: f64,
    /// x − y.
    difference: f64,
}

/// Where an arrow may lead.
#[derive(Debug, Clone, Copy)]
struct Way {
    to: usize,
    cost: f64,
}

/// Another place as seen from a place: the quarter ahead is where both are positive.
#[derive(Debug, Clone, Copy)]
struct Seen {
    spot: usize,
    one: f64,
    other: f64,
}

impl Seen {
    fn distance(self) -> f64 {
        self.one.abs().max(self.other.abs())
    }

    fn distance_from(self, from: Self) -> f64 {
        let (one, other) = (self.one - from.one, self.other - from.other);
        one.abs().max(other.abs())
    }

    fn ahead(self) -> f64 {
        (self.one + self.other) / 2.0
    }

    fn aside(self) -> f64 {
        (self.one - self.other).abs() / 2.0
    }
}

fn spots(places: &[Option<Point>]) -> Vec<Spot> {
    let mut spots: Vec<Spot> = places
        .iter()
        .enumerate()
        .filter_map(|(region, place)| place.map(|place| (region, place)))
        .filter(|(_, p)| p.x.is_finite() && p.y.is_finite())
        .map(|(region, p)| Spot {
            region,
            sum: p.x + p.y,
            difference: p.x - p.y,
        })
        .collect();
    draw_apart(&mut spots, |spot| &mut spot.sum);
    draw_apart(&mut spots, |spot| &mut spot.difference);
    spots
}

/// Makes one of the coordinates distinct.
fn draw_apart(spots: &mut [Spot], of: impl Fn(&mut Spot) -> &mut f64) {
    let mut values: Vec<(f64, usize)> = spots
        .iter_mut()
        .enumerate()
        .map(|(i, spot)| (*of(spot), i))
        .collect();
    values.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let mut least = f64::NEG_INFINITY;
    for (value, i) in values {
        let value = value.max(least);
        if let Some(spot) = spots.get_mut(i) {
            *of(spot) = value;
        }
        least = value + APART_PX;
    }
}

/// Where the arrow may lead, the best first.
fn ways(spots: &[Spot], from: usize, direction: Direction) -> Vec<Way> {
    let Some(start) = spots.get(from) else {
        return Vec::new();
    };
    let seen: Vec<Seen> = spots
        .iter()
        .enumerate()
        .filter(|(spot, _)| *spot != from)
        .map(|(spot, place)| {
            let sum = place.sum - start.sum;
            let difference = place.difference - start.difference;
            let (one, other) = match direction {
                Direction::Right => (sum, difference),
                Direction::Left => (-sum, -difference),
                Direction::Down => (sum, -difference),
                Direction::Up => (-sum, difference),
            };
            Seen { spot, one, other }
        })
        .collect();
    let mut quarter: Vec<Seen> = seen
        .iter()
        .filter(|s| s.one > 0.0 && s.other > 0.0)
        .copied()
        .collect();
    // What is near is the first to object.
    quarter.sort_by(|a, b| a.distance().total_cmp(&b.distance()));
    let mut ways: Vec<Way> = seen
        .iter()
        .filter(|to| to.ahead() > 0.0 && to.aside() <= STEEPEST * to.ahead())
        .filter(|to| {
            let comes_nearer = |goal: &Seen| goal.distance_from(**to) < goal.distance();
            quarter.iter().all(comes_nearer)
        })
        .map(|to| Way {
            to: to.spot,
            cost: to.ahead() + SIDEWAYS * to.aside(),
        })
        .collect();
    ways.sort_by(|a, b| a.cost.total_cmp(&b.cost).then(a.to.cmp(&b.to)));
    ways
}

/// Steps that lead back by the opposite arrow: the cheapest pairs first, each arrow once.
fn pairs(ways: &[Arrows<Vec<Way>>]) -> Vec<Arrows<Option<usize>>> {
    let good = |from: usize, direction: Direction| {
        let ways = ways.get(from).map(|ways| ways.get(direction));
        let ways = ways.map_or(&[][..], Vec::as_slice);
        let most = ways.first().map_or(0.0, |best| best.cost * FOR_A_PAIR);
        ways.iter().take_while(move |way| way.cost <= most)
    };
    let mut found: Vec<(Way, usize, Direction)> = Vec::new();
    for from in 0..ways.len() {
        for direction in [Direction::Right, Direction::Down] {
            let pairs = good(from, direction)
                .filter(|way| good(way.to, direction.opposite()).any(|back| back.to == from));
            found.extend(pairs.map(|way| (*way, from, direction)));
        }
    }
    // Stable: ties stay in the order of the regions.
    found.sort_by(|a, b| a.0.cost.total_cmp(&b.0.cost));
    let mut chosen = vec![Arrows::default(); ways.len()];
    for (Way { to, .. }, from, direction) in found {
        let ends = [(from, direction, to), (to, direction.opposite(), from)];
        let taken = |(end, arrow, _): &(usize, Direction, usize)| {
            chosen
                .get(*end)
                .is_none_or(|chosen: &Arrows<Option<usize>>| chosen.get(*arrow).is_some())
        };
        if ends.iter().any(taken) {
            continue;
        }
        for (end, arrow, other) in ends {
            if let Some(chosen) = chosen.get_mut(end) {
                *chosen.get_mut(arrow) = Some(other);
            }
        }
    }
    chosen
}

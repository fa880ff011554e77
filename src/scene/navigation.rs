//! How a reader goes from country to country with the arrow keys.
//!
//! Takes the places of regions on a composed map, gives for each region and arrow the region that
//! comes next: one near and straight ahead, over seas too, a neighbour rather than a stranger, and
//! if possible one from which the opposite arrow leads back.
//!
//! # What holds for every walk
//! 1. **Never the wrong way.** A step to the right leads to a place farther right, by at least half
//!    of what it goes up or down; likewise for the other arrows. There is no way round the edge.
//! 2. **Every region can be reached from every other.**
//!
//! The second holds by construction. The walk begins with *sure* steps. Call the distance of two
//! places the sum of what they are apart across and down, and a quarter what lies within 45° of an
//! arrow. An arrow is sure to lead on if every place in its quarter is nearer to its end than to its
//! start: then whoever presses the arrow in whose quarter the goal lies comes nearer with each step,
//! and arrives. The nearest place of the quarter always is such an end. (Turned by 45°, the distance
//! is the larger of the two differences, and the quarter a quadrant: its nearest place and its goal
//! both lie in a square of the goal's distance, the start at its corner.)
//!
//! Then steps are bent, one by one, to the most natural end, as long as the sure end can still be
//! reached from the start by other steps: what went through it before can go that way.

use super::map::MapScene;
use crate::geo::Point;
use crate::map::StanceMap;

/// What a px to the side costs of a step, in px ahead.
const SIDEWAYS: f64 = 2.0;
/// A step to a region that shares a border costs this much of what it would.
const TO_A_NEIGHBOUR: f64 = 0.6;
/// How many px to the side a step may go for each px ahead.
const STEEPEST: f64 = 2.0;
/// A step that can be taken back may cost this much times the best one.
const FOR_A_PAIR: f64 = 1.5;
/// When a step is bent, so many others must lead to where it led before.
const LONGEST_WAY_ROUND: usize = 4;
/// Places are drawn apart by this much where they are level, px: no two then lie on a border of
/// each other's quarters, on which the proof relies.
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

type Steps = Arrows<Option<usize>>;

/// Where each arrow leads from each region.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SpatialNavigation {
    /// By region.
    steps: Vec<Steps>,
    walked: Vec<usize>,
}

impl SpatialNavigation {
    /// Between all regions that can be seen on the composed map, each at its
    /// [`visual_centre`](super::HitIndex::visual_centre).
    pub fn new(map: &StanceMap, scene: &MapScene) -> Self {
        let centre = |region| Some(scene.hits.visual_centre(region)?.at);
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
            walked: spots.iter().map(|spot| spot.region).collect(),
        }
    }

    /// The region that an arrow leads to; none at the map's edge and for a region that is not on
    /// the walk.
    pub fn step(&self, region: usize, direction: Direction) -> Option<usize> {
        *self.steps.get(region)?.get(direction)
    }

    /// Where the arrows lead from each of so many regions: left, right, up, down; −1 for nowhere.
    pub fn numbers(&self, regions: usize) -> Vec<[i32; 4]> {
        let number = |region: Option<usize>| region.and_then(|r| i32::try_from(r).ok());
        let to = |region, direction| number(self.step(region, direction)).unwrap_or(-1);
        (0..regions)
            .map(|region| Direction::ALL.map(|direction| to(region, direction)))
            .collect()
    }

    /// All regions on the walk, in their order.
    pub fn regions(&self) -> &[usize] {
        &self.walked
    }
}

/// A region's place, turned by 45°: the quarters are then quadrants.
#[derive(Debug, Clone)]
struct Spot {
    region: usize,
    /// x + y.
    sum: f64,
    /// x − y.
    difference: f64,
    /// Regions with which it shares a border.
    neighbours: Vec<usize>,
}

/// Where an arrow may lead.
#[derive(Debug, Clone, Copy)]
struct Way {
    to: usize,
    cost: f64,
}

/// All that is good enough, the best first, and the sure one.
#[derive(Debug, Clone, Default)]
struct Ways {
    good: Vec<Way>,
    sure: Option<usize>,
}

/// Another place as seen from a place: the quarter ahead is where both are positive.
#[derive(Debug, Clone, Copy)]
struct Seen {
    spot: usize,
    one: f64,
    other: f64,
    neighbour: bool,
}

impl Seen {
    fn towards(self, direction: Direction) -> Self {
        let (one, other) = match direction {
            Direction::Right => (self.one, self.other),
            Direction::Left => (-self.one, -self.other),
            Direction::Down => (self.one, -self.other),
            Direction::Up => (-self.one, self.other),
        };
        Self { one, other, ..self }
    }

    fn distance(self) -> f64 {
        self.one.abs().max(self.other.abs())
    }

    fn distance_from(self, from: Self) -> f64 {
        let (one, other) = (self.one - from.one, self.other - from.other);
        one.abs().max(other.abs())
    }

    /// What a step to it costs; none if it does not lie ahead.
    fn cost(self) -> Option<f64> {
        let ahead = (self.one + self.other) / 2.0;
        let aside = (self.one - self.other).abs() / 2.0;
        let cost = ahead + SIDEWAYS * aside;
        let cost = match self.neighbour {
            true => TO_A_NEIGHBOUR * cost,
            false => cost,
        };
        (ahead > 0.0 && aside <= STEEPEST * ahead).then_some(cost)
    }
}

fn spots(places: &[Option<Point>], borders: &[(usize, usize)]) -> Vec<Spot> {
    let mut neighbours = vec![Vec::new(); places.len()];
    for &(a, b) in borders {
        for (one, other) in [(a, b), (b, a)] {
            if let Some(neighbours) = neighbours.get_mut(one) {
                neighbours.push(other);
            }
        }
    }
    let mut spots: Vec<Spot> = places
        .iter()
        .zip(neighbours)
        .enumerate()
        .filter_map(|(region, (place, neighbours))| {
            let place = place.filter(|p| p.x.is_finite() && p.y.is_finite())?;
            Some(Spot {
                region,
                sum: place.x + place.y,
                difference: place.x - place.y,
                neighbours,
            })
        })
        .collect();
    draw_apart(&mut spots, |spot| &mut spot.sum);
    draw_apart(&mut spots, |spot| &mut spot.difference);
    spots
}

/// Makes one of the coordinates distinct.
fn draw_apart(spots: &mut [Spot], of: impl Fn(&mut Spot) -> &mut f64) {
    let mut values: Vec<&mut f64> = spots.iter_mut().map(of).collect();
    // Stable: ties stay in the order of the regions.
    values.sort_by(|a, b| a.total_cmp(b));
    let mut least = f64::NEG_INFINITY;
    for value in values {
        *value = value.max(least);
        least = *value + APART_PX;
    }
}

/// Where the arrows may lead.
fn ways(spots: &[Spot], from: usize) -> Arrows<Ways> {
    let Some(start) = spots.get(from) else {
        return Arrows::default();
    };
    let others = spots.iter().enumerate().filter(|(spot, _)| *spot != from);
    let seen: Vec<Seen> = others
        .map(|(spot, place)| Seen {
            spot,
            one: place.sum - start.sum,
            other: place.difference - start.difference,
            neighbour: start.neighbours.contains(&place.region),
        })
        .collect();
    Arrows::new(|direction| {
        let seen: Vec<Seen> = seen.iter().map(|s| s.towards(direction)).collect();
        ways_ahead(&seen)
    })
}

fn ways_ahead(seen: &[Seen]) -> Ways {
    let ahead: Vec<(Seen, Way)> = seen
        .iter()
        .filter_map(|s| {
            Some((
                *s,
                Way {
                    to: s.spot,
                    cost: s.cost()?,
                },
            ))
        })
        .collect();
    let quarter: Vec<Seen> = seen
        .iter()
        .filter(|s| s.one > 0.0 && s.other > 0.0)
        .copied()
        .collect();
    // What is near is the first to object.
    let nearest = quarter
        .iter()
        .min_by(|a, b| a.distance().total_cmp(&b.distance()));
    let is_sure = |to: Seen| {
        let mut goals = nearest.into_iter().chain(&quarter);
        goals.all(|goal| goal.distance_from(to) < goal.distance())
    };
    let sure = ahead
        .iter()
        .filter(|(seen, _)| is_sure(*seen))
        .min_by(|a, b| a.1.cost.total_cmp(&b.1.cost));
    let best = ahead
        .iter()
        .map(|(_, way)| way.cost)
        .fold(f64::INFINITY, f64::min);
    let mut good: Vec<Way> = ahead
        .iter()
        .map(|(_, way)| *way)
        .filter(|way| way.cost <= best * FOR_A_PAIR)
        .collect();
    good.sort_by(|a, b| a.cost.total_cmp(&b.cost));
    Ways {
        sure: sure.map(|(_, way)| way.to),
        good,
    }
}

/// Sure steps, bent to natural ones where all stays within reach.
fn bent(ways: &[Arrows<Ways>]) -> Vec<Steps> {
    let mut steps: Vec<Steps> = ways
        .iter()
        .map(|ways| Arrows::new(|direction| ways.get(direction).sure))
        .collect();
    let natural: Vec<Steps> = pairs(ways)
        .iter()
        .zip(ways)
        .map(|(pairs, ways)| {
            Arrows::new(|direction| {
                let best = ways.get(direction).good.first().map(|way| way.to);
                pairs.get(direction).or(best)
            })
        })
        .collect();
    // A step that is bent may clear the way for others. None is ever bent back.
    loop {
        let mut changed = false;
        for (from, natural) in natural.iter().enumerate() {
            for direction in Direction::ALL {
                let sure = steps.get(from).and_then(|steps| *steps.get(direction));
                let wanted = *natural.get(direction);
                if wanted == sure {
                    continue;
                }
                set(&mut steps, from, direction, wanted);
                if sure.is_none_or(|sure| leads(&steps, from, sure)) {
                    changed = true;
                } else {
                    set(&mut steps, from, direction, sure);
                }
            }
        }
        if !changed {
            return steps;
        }
    }
}

fn set(steps: &mut [Steps], from: usize, direction: Direction, to: Option<usize>) {
    if let Some(steps) = steps.get_mut(from) {
        *steps.get_mut(direction) = to;
    }
}

/// Whether a few steps lead from one to the other.
fn leads(steps: &[Steps], from: usize, to: usize) -> bool {
    let mut reached = vec![from];
    let mut last = 0;
    for _ in 0..LONGEST_WAY_ROUND {
        let next: Vec<usize> = reached
            .iter()
            .skip(last)
            .filter_map(|at| steps.get(*at))
            .flat_map(|steps| Direction::ALL.map(|direction| *steps.get(direction)))
            .flatten()
            .collect();
        last = reached.len();
        for at in next {
            if !reached.contains(&at) {
                reached.push(at);
            }
        }
        if reached.contains(&to) {
            return true;
        }
    }
    false
}

/// Steps that lead back by the opposite arrow: the cheapest pairs first, each arrow once.
fn pairs(ways: &[Arrows<Ways>]) -> Vec<Steps> {
    let good = |from: usize, direction: Direction| {
        let ways = ways.get(from).map(|ways| ways.get(direction));
        ways.into_iter().flat_map(|ways| &ways.good)
    };
    let mut found: Vec<(Way, usize, Direction)> = Vec::new();
    for from in 0..ways.len() {
        for direction in [Direction::Right, Direction::Down] {
            let pairs = good(from, direction)
                .filter(|way| good(way.to, direction.opposite()).any(|back| back.to == from));
            found.extend(pairs.map(|way| (*way, from, direction)));
        }
    }
    found.sort_by(|a, b| a.0.cost.total_cmp(&b.0.cost));
    let mut chosen = vec![Steps::default(); ways.len()];
    for (Way { to, .. }, from, direction) in found {
        let ends = [(from, direction, to), (to, direction.opposite(), from)];
        let free = ends.iter().all(|(end, arrow, _)| {
            let chosen = chosen.get(*end);
            chosen.is_some_and(|chosen| chosen.get(*arrow).is_none())
        });
        if free {
            for (end, arrow, other) in ends {
                set(&mut chosen, end, arrow, Some(other));
            }
        }
    }
    chosen
}

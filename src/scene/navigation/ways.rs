//! Where an arrow may lead from a place, and where it surely leads on.

use super::arrows::Arrows;
use super::ArrowKey;
use crate::geo::Point;

/// What a px to the side costs of a step, in px ahead.
const SIDEWAYS: f64 = 2.0;
/// A step to a region that shares a border costs this much of what it would.
const TO_A_NEIGHBOUR: f64 = 0.6;
/// How many px to the side a step may go for each px ahead.
const STEEPEST: f64 = 2.0;
/// A step that can be taken back may cost this much times the best one.
const FOR_A_PAIR: f64 = 1.5;
/// Places are drawn apart by this much where they are level, px: no two then lie on a border of
/// each other's quarters, on which the proof relies.
const APART_PX: f64 = 1e-6;

/// A region's place, turned by 45°: the quarters are then quadrants.
#[derive(Debug, Clone)]
pub(super) struct Spot {
    pub(super) region: usize,
    /// x + y.
    sum: f64,
    /// x − y.
    difference: f64,
    /// Regions with which it shares a border.
    neighbours: Vec<usize>,
}

/// Where an arrow may lead.
#[derive(Debug, Clone, Copy)]
pub(super) struct Way {
    pub(super) to: usize,
    pub(super) cost: f64,
}

/// All that is good enough, the best first, and the sure one.
#[derive(Debug, Clone, Default)]
pub(super) struct Ways {
    pub(super) good: Vec<Way>,
    pub(super) sure: Option<usize>,
}

/// Another place as seen from a place: the quarter ahead is where both are positive.
#[derive(Debug, Clone, Copy)]
struct Bearing {
    spot: usize,
    one: f64,
    other: f64,
    neighbour: bool,
}

impl Bearing {
    fn towards(self, direction: ArrowKey) -> Self {
        let (one, other) = match direction {
            ArrowKey::Right => (self.one, self.other),
            ArrowKey::Left => (-self.one, -self.other),
            ArrowKey::Down => (self.one, -self.other),
            ArrowKey::Up => (-self.one, self.other),
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

pub(super) fn spots(places: &[Option<Point>], borders: &[(usize, usize)]) -> Vec<Spot> {
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
pub(super) fn ways(spots: &[Spot], from: usize) -> Arrows<Ways> {
    let Some(start) = spots.get(from) else {
        return Arrows::default();
    };
    let others = spots.iter().enumerate().filter(|(spot, _)| *spot != from);
    let seen: Vec<Bearing> = others
        .map(|(spot, place)| Bearing {
            spot,
            one: place.sum - start.sum,
            other: place.difference - start.difference,
            neighbour: start.neighbours.contains(&place.region),
        })
        .collect();
    Arrows::new(|direction| {
        let seen: Vec<Bearing> = seen.iter().map(|s| s.towards(direction)).collect();
        ways_ahead(&seen)
    })
}

fn ways_ahead(seen: &[Bearing]) -> Ways {
    let ahead: Vec<(Bearing, Way)> = seen
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
    let quarter: Vec<Bearing> = seen
        .iter()
        .filter(|s| s.one > 0.0 && s.other > 0.0)
        .copied()
        .collect();
    // What is near is the first to object.
    let nearest = quarter
        .iter()
        .min_by(|a, b| a.distance().total_cmp(&b.distance()));
    let is_sure = |to: Bearing| {
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

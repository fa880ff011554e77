//! Bends sure steps to natural ones, as long as everything stays within reach.

use super::arrows::{Arrows, Steps};
use super::ways::{Way, Ways};
use super::ArrowKey;

/// When a step is bent, so many others must lead to where it led before.
const LONGEST_WAY_ROUND: usize = 4;

/// Sure steps, bent to natural ones where all stays within reach.
pub(super) fn bent(ways: &[Arrows<Ways>]) -> Vec<Steps> {
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
            for direction in ArrowKey::ALL {
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

fn set(steps: &mut [Steps], from: usize, direction: ArrowKey, to: Option<usize>) {
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
            .flat_map(|steps| ArrowKey::ALL.map(|direction| *steps.get(direction)))
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
    let good = |from: usize, direction: ArrowKey| {
        let ways = ways.get(from).map(|ways| ways.get(direction));
        ways.into_iter().flat_map(|ways| &ways.good)
    };
    let mut found: Vec<(Way, usize, ArrowKey)> = Vec::new();
    for from in 0..ways.len() {
        for direction in [ArrowKey::Right, ArrowKey::Down] {
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

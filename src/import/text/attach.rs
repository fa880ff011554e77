//! What belongs to which vote: sentences, by their numbers and by where they stand; counts above their lists.

use std::collections::{BTreeSet, HashMap};

use super::group::{Group, Grouped};
use super::statement::Statement;
use crate::import::Measure;

/// As far from its lists a sentence may stand, bytes, and still be about them though its numbers differ.
const NEAR: usize = 1200;

/// Votes with the numbers of a sentence that are compared with it, wherever they stand.
const ALIKE: usize = 8;

/// Gives each sentence to its vote; those of votes that are not listed become votes where they name states.
pub(super) fn attach(statements: Vec<Statement>, grouped: &mut Grouped) {
    let groups = &mut grouped.groups;
    let voted: Vec<usize> = (0..groups.len())
        .filter(|index| groups.get(*index).is_some_and(Group::has_votes))
        .collect();
    let start = |groups: &[Group], index: usize| {
        groups
            .get(index)
            .map_or(usize::MAX, |group| group.span.start)
    };
    let mut by_yes: HashMap<usize, Vec<usize>> = HashMap::new();
    let counts: Vec<Vec<(Measure, usize)>> = groups.iter().map(Group::counts).collect();
    for index in &voted {
        let yes = counts.get(*index).into_iter().flatten();
        for (_, count) in yes.filter(|(measure, _)| *measure == Measure::Yes) {
            by_yes.entry(*count).or_default().push(*index);
        }
    }
    let mut loose = Vec::new();
    for statement in statements {
        let at = statement.span.start;
        let place = voted.partition_point(|index| start(groups, *index) <= at);
        let before = place
            .checked_sub(1)
            .and_then(|place| voted.get(place).copied());
        let after = voted.get(place).copied();
        let alike = statement
            .totals
            .iter()
            .filter_map(|total| by_yes.get(&total.count));
        let alike = alike.flat_map(|indices| indices.iter().take(ALIKE).copied());
        let candidates = alike
            .chain(before)
            .chain(after)
            .collect::<BTreeSet<usize>>();
        let scored = candidates.into_iter().filter_map(|index| {
            let group = groups.get(index)?;
            let mut score = 0;
            if counts
                .get(index)
                .is_some_and(|counts| agree(counts, &statement))
            {
                score += 4;
            }
            if Some(index) == before && at - group.span.end.min(at) < NEAR {
                score += if group.statements.is_empty() { 3 } else { 1 };
            }
            if Some(index) == after
                && group.span.start - statement.span.end.min(group.span.start) < NEAR
            {
                score += if statement.leads { 5 } else { 2 };
            }
            Some((score, std::cmp::Reverse(index)))
        });
        let chosen = scored
            .max()
            .filter(|(score, _)| *score >= 2)
            .map(|(_, index)| index.0);
        match chosen.and_then(|index| groups.get_mut(index)) {
            Some(group) => group.statements.push(statement),
            None => loose.push(statement),
        }
    }
    let mut told: Vec<Group> = Vec::new();
    for statement in loose {
        // The lead of a press release and its body tell of the same vote.
        let same = told
            .iter_mut()
            .rev()
            .take(ALIKE)
            .find(|group| group.statements.iter().any(|own| same(own, &statement)));
        match same {
            Some(group) => group.statements.push(statement),
            None => told.push(Group {
                span: statement.span,
                statements: vec![statement],
                ..Group::default()
            }),
        }
    }
    for group in told {
        // A press release names the short sides alone.
        match group.statements.iter().any(|own| !own.named.is_empty()) {
            true => groups.push(group),
            false => grouped.loose.extend(group.statements),
        }
    }
    groups.sort_by_key(|group| group.span.start);
}

fn same(one: &Statement, other: &Statement) -> bool {
    let counts = |statement: &Statement| {
        let mut counts: Vec<usize> = statement.totals.iter().map(|total| total.count).collect();
        counts.sort_unstable();
        counts
    };
    counts(one) == counts(other)
}

/// Counts above the lists that they count: "In favour: 141, against: 5", and then the names.
pub(super) fn join_summaries(groups: &mut Vec<Group>) {
    let mut joined: Vec<Group> = Vec::new();
    for mut group in groups.drain(..) {
        let is_summary = |own: &Group| {
            own.rows.is_empty()
                && !own.lists.is_empty()
                && own.lists.iter().all(|own| own.list.mentions.is_empty())
                && own.lists.iter().any(|own| own.label.count.is_some())
        };
        if joined
            .last()
            .is_some_and(|before| is_summary(before) && before.statements.is_empty())
            && group.has_votes()
        {
            if let Some(mut before) = joined.pop() {
                before.lists.append(&mut group.lists);
                group.lists = before.lists;
                group.span.start = before.span.start;
                before.sponsors.append(&mut group.sponsors);
                group.sponsors = before.sponsors;
            }
        }
        joined.push(group);
    }
    *groups = joined;
}

/// Whether the numbers of a sentence are those of the lists.
fn agree(counts: &[(Measure, usize)], statement: &Statement) -> bool {
    let of = |measure: Measure| {
        let own = counts.iter().find(|(own, _)| *own == measure);
        own.map_or(0, |(_, count)| *count)
    };
    let mut free: Vec<usize> = [Measure::Yes, Measure::No].map(of).to_vec();
    statement.totals.iter().all(|total| match total.measure {
        Some(measure) => of(measure) == total.count,
        None => {
            let at = free.iter().position(|count| *count == total.count);
            at.map(|at| free.swap_remove(at)).is_some()
        }
    })
}

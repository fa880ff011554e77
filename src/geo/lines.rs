//! Open lines in longitude and latitude: joins those that meet, and finds the portion of a line between
//! two places.

use std::collections::HashMap;

use super::sphere::vector;
use super::LonLat;

/// Joins lines end to end, turning them as needed, where exactly two ends meet.
pub(crate) fn joined(lines: Vec<Vec<LonLat>>) -> Vec<Vec<LonLat>> {
    let key = |p: Option<&LonLat>| p.map(|p| (p.lon.to_bits(), p.lat.to_bits()));
    let mut ends: HashMap<_, Vec<usize>> = HashMap::new();
    for (i, line) in lines.iter().enumerate() {
        for end in [line.first(), line.last()] {
            ends.entry(key(end)).or_default().push(i);
        }
    }
    let mut lines: Vec<Option<Vec<LonLat>>> = lines.into_iter().map(Some).collect();
    let mut out = Vec::new();
    for i in 0..lines.len() {
        let Some(mut line) = lines.get_mut(i).and_then(Option::take) else {
            continue;
        };
        for _ in 0..2 {
            // Once from its end, then, turned, from its start.
            while let Some([a, b]) = ends.get(&key(line.last())).map(Vec::as_slice) {
                let next = [a, b].into_iter().find_map(|i| lines.get_mut(*i)?.take());
                let Some(mut next) = next else { break };
                if next.first() != line.last() {
                    next.reverse();
                }
                line.extend(next.into_iter().skip(1));
            }
            line.reverse();
        }
        out.push(line);
    }
    out
}

/// The part of a line between its vertices nearest to `from` and `to`, in that direction. Of a
/// closed line, the way with fewer vertices. Empty if both ends have the same nearest vertex.
pub fn portion(line: &[LonLat], from: LonLat, to: LonLat) -> Vec<LonLat> {
    let closed = line.len() > 2 && line.first() == line.last();
    let vertices = if closed {
        line.get(1..).unwrap_or_default()
    } else {
        line
    };
    let (Some(start), Some(end)) = (nearest(vertices, from), nearest(vertices, to)) else {
        return Vec::new();
    };
    if start == end {
        return Vec::new();
    }
    let (low, high) = (start.min(end), start.max(end));
    let mut part: Vec<LonLat> = vertices.get(low..=high).unwrap_or_default().to_vec();
    let mut rising = true;
    if closed && 2 * (high - low) > vertices.len() {
        let head = vertices.get(..=low).unwrap_or_default();
        part = vertices
            .get(high..)
            .unwrap_or_default()
            .iter()
            .chain(head)
            .copied()
            .collect();
        rising = false;
    }
    if (start < end) != rising {
        part.reverse();
    }
    part
}

/// What a line is without a [`portion`] of it.
pub fn without(line: &[LonLat], portion: &[LonLat]) -> Vec<Vec<LonLat>> {
    let (Some(first), Some(last)) = (portion.first(), portion.last()) else {
        return vec![line.to_vec()];
    };
    let place = |end: &LonLat| line.iter().position(|p| p == end).unwrap_or_default();
    let (low, high) = (place(first).min(place(last)), place(first).max(place(last)));
    let (start, middle, end) = (line.get(..=low), line.get(low..=high), line.get(high..));
    // Of a closed line the portion may be the way over its ends.
    let rest = match high - low + 1 == portion.len() {
        true => [start, end],
        false => [middle, None],
    };
    let rest = rest.into_iter().flatten().filter(|part| part.len() > 1);
    rest.map(<[LonLat]>::to_vec).collect()
}

fn nearest(line: &[LonLat], place: LonLat) -> Option<usize> {
    let [x, y, z] = vector(place);
    let distance = |p: &LonLat| {
        let [px, py, pz] = vector(*p);
        (px - x).powi(2) + (py - y).powi(2) + (pz - z).powi(2)
    };
    let distances = line.iter().map(distance).enumerate();
    distances.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(i, _)| i)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::tests::{ll, ring};

    #[test]
    fn lines_that_meet_become_one() {
        let lines = vec![
            vec![ll(2., 0.), ll(1., 0.)],
            vec![ll(0., 0.), ll(1., 0.)],
            vec![ll(2., 0.), ll(3., 0.)],
        ];
        let got = joined(lines);
        assert_eq!(got.len(), 1);
        assert_eq!(got[0].len(), 4);
    }

    #[test]
    fn three_ends_at_one_place_stay_apart() {
        let lines = [10., 20., 30.].map(|lat| vec![ll(0., 0.), ll(0., lat)]);
        assert_eq!(joined(lines.to_vec()).len(), 3);
    }

    #[test]
    fn a_portion_runs_from_its_first_end_to_its_second() {
        let line = [ll(0., 0.), ll(1., 0.), ll(2., 0.), ll(3., 0.)];
        let got = portion(&line, ll(2.2, 0.5), ll(0.8, -0.5));
        assert_eq!(got, [ll(2., 0.), ll(1., 0.)]);
    }

    #[test]
    fn a_portion_of_a_closed_line_takes_the_shorter_way() {
        let line = ring(&[(0., 0.), (1., 0.), (2., 0.), (2., 2.), (1., 2.), (0., 2.)]);
        let got = portion(&line, ll(0., 2.), ll(1., 0.));
        assert_eq!(got, [ll(0., 2.), ll(0., 0.), ll(1., 0.)]);
    }
}

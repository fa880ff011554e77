//! "Did you mean": only where one place is near, and no other is as near.

use std::collections::HashMap;

use strsim::osa_distance;

/// Slips that a name of so many letters may have: none in the shortest, three in the longest.
fn slips(letters: usize) -> usize {
    match letters {
        0..=3 => 0,
        4..=7 => 1,
        8..=14 => 2,
        _ => 3,
    }
}

/// No name is longer; comparing takes time in proportion to the length.
const LONGEST: usize = 120;

/// The one place whose name is nearest to `written`; `names` gives keys with the places that have them.
pub(crate) fn nearest<'a>(
    written: &str,
    names: impl Iterator<Item = (&'a str, &'a str)>,
) -> Option<&'a str> {
    let letters = written.chars().count();
    let allowed = slips(letters);
    if allowed == 0 || written.len() > LONGEST {
        return None;
    }
    let mut nearest: HashMap<&str, usize> = HashMap::new();
    for (name, place) in names {
        if name.chars().count().abs_diff(letters) > allowed {
            continue;
        }
        let distance = osa_distance(written, name);
        if distance <= allowed {
            let own = nearest.entry(place).or_insert(distance);
            *own = distance.min(*own);
        }
    }
    let least = nearest.values().copied().min()?;
    let mut best = nearest
        .into_iter()
        .filter(|(_, distance)| *distance == least);
    match (best.next(), best.next()) {
        (Some((place, _)), None) => Some(place),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    const NAMES: [(&str, &str); 6] = [
        ("niger", "NER"),
        ("nigeria", "NGA"),
        ("australia", "AUS"),
        ("austria", "AUT"),
        ("france", "FRA"),
        ("philippines", "PHL"),
    ];

    #[test]
    fn a_slip_is_recognised_where_one_name_is_nearest() {
        for (written, meant) in [
            ("frnace", Some("FRA")),
            ("hilippines", Some("PHL")),
            ("nigera", None),
            ("austrlia", None),
            ("atlantis", None),
            ("ni", None),
        ] {
            assert_eq!(nearest(written, NAMES.into_iter()), meant, "{written}");
        }
    }
}

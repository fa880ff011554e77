//! The arrow keys lead everywhere, never the wrong way, and to the neighbours an atlas shows. Ways
//! are searched here on their own, from the steps and the places alone.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod common;

use std::collections::BTreeSet;
use std::sync::OnceLock;

use stancemap::geo::Point;
use stancemap::roster::RegionalGroup;
use stancemap::scene::{compose_map, ArrowKey, Options, SpatialNavigation, Theme};
use stancemap::StanceMap;

const WIDTHS: [f64; 9] = [
    320.0, 360.0, 480.0, 600.0, 768.0, 960.0, 1440.0, 1920.0, 3840.0,
];

/// Places are level if they differ by no more than this.
const LEVEL_PX: f64 = 0.001;

struct Drawn {
    name: String,
    width: f64,
    map: StanceMap,
    places: Vec<Option<Point>>,
    navigation: SpatialNavigation,
}

fn all() -> &'static [Drawn] {
    static DRAWN: OnceLock<Vec<Drawn>> = OnceLock::new();
    DRAWN.get_or_init(|| common::each(WIDTHS, drawn))
}

fn drawn(document: &str, map: StanceMap, width: f64) -> Drawn {
    let options = Options {
        width_px: width,
        theme: Theme::Light,
    };
    let scene = compose_map(&map, &options);
    Drawn {
        name: format!("{document} at {width} px"),
        width,
        places: (0..map.regions.len())
            .map(|region| Some(scene.hits.visual_centre(region)?.at))
            .collect(),
        navigation: SpatialNavigation::new(&map, &scene.hits),
        map,
    }
}

impl Drawn {
    fn code(&self, region: usize) -> &str {
        &self.map.regions[region].iso3
    }

    fn step(&self, from: &str, direction: ArrowKey) -> Option<&str> {
        let from = self.map.index_of(from).unwrap();
        Some(self.code(self.navigation.step(from, direction)?))
    }
}

/// Each step with its ends.
fn steps(navigation: &SpatialNavigation) -> Vec<(usize, ArrowKey, usize)> {
    let from = navigation.regions().iter().copied();
    from.flat_map(|from| ArrowKey::ALL.map(|direction| (from, direction)))
        .filter_map(|(from, direction)| Some((from, direction, navigation.step(from, direction)?)))
        .collect()
}

/// All that can be reached from `start` by steps of which the ends are given.
fn reached(start: usize, steps: &[(usize, usize)]) -> BTreeSet<usize> {
    let mut reached = BTreeSet::from([start]);
    let mut open = vec![start];
    while let Some(at) = open.pop() {
        for &(from, to) in steps {
            if from == at && reached.insert(to) {
                open.push(to);
            }
        }
    }
    reached
}

/// From one region all others, and from all others that one: so each from each.
fn assert_all_from_all(navigation: &SpatialNavigation, name: &str) {
    let forth: Vec<(usize, usize)> = steps(navigation).iter().map(|s| (s.0, s.2)).collect();
    let back: Vec<(usize, usize)> = forth.iter().map(|s| (s.1, s.0)).collect();
    let everything: BTreeSet<usize> = navigation.regions().iter().copied().collect();
    if let Some(start) = navigation.regions().first() {
        assert_eq!(reached(*start, &forth), everything, "{name}, from {start}");
        assert_eq!(reached(*start, &back), everything, "{name}, to {start}");
    }
}

/// How far a step goes in its direction, and to the side.
fn ahead_and_aside(from: Point, to: Point, direction: ArrowKey) -> (f64, f64) {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    match direction {
        ArrowKey::Left => (-dx, dy.abs()),
        ArrowKey::Right => (dx, dy.abs()),
        ArrowKey::Up => (-dy, dx.abs()),
        ArrowKey::Down => (dy, dx.abs()),
    }
}

#[test]
fn every_region_can_be_reached_from_every_other() {
    for drawn in all() {
        assert_all_from_all(&drawn.navigation, &drawn.name);
    }
}

#[test]
fn navigation_holds_all_193_members_and_everything_else_that_can_be_hit() {
    for drawn in all() {
        let regions = drawn.navigation.regions();
        let members = regions
            .iter()
            .filter(|region| drawn.map.regions[**region].is_member());
        assert_eq!(members.count(), 193, "{}", drawn.name);
        let seen = (0..drawn.places.len()).filter(|region| drawn.places[*region].is_some());
        assert!(seen.eq(regions.iter().copied()), "{}", drawn.name);
    }
}

#[test]
fn a_step_goes_where_its_arrow_points() {
    for drawn in all() {
        for (from, direction, to) in steps(&drawn.navigation) {
            let (ahead, aside) = ahead_and_aside(
                drawn.places[from].unwrap(),
                drawn.places[to].unwrap(),
                direction,
            );
            assert!(
                ahead > 0.0 && aside <= 2.0 * ahead + LEVEL_PX,
                "{}: {direction:?} from {} to {}",
                drawn.name,
                drawn.code(from),
                drawn.code(to)
            );
        }
    }
}

#[test]
fn no_way_takes_more_than_25_steps() {
    for drawn in all() {
        let ends: Vec<(usize, usize)> = steps(&drawn.navigation)
            .iter()
            .map(|s| (s.0, s.2))
            .collect();
        for start in drawn.navigation.regions() {
            let mut reached = BTreeSet::from([*start]);
            for _ in 0..25 {
                let next = ends.iter().filter(|(from, _)| reached.contains(from));
                let next: Vec<usize> = next.map(|(_, to)| *to).collect();
                reached.extend(next);
            }
            let all = drawn.navigation.regions().len();
            assert_eq!(reached.len(), all, "{}: {}", drawn.name, drawn.code(*start));
        }
    }
}

#[test]
fn three_of_four_steps_are_taken_back_by_the_opposite_arrow() {
    for drawn in all() {
        let steps = steps(&drawn.navigation);
        let back = steps
            .iter()
            .filter(|(from, direction, to)| {
                drawn.navigation.step(*to, direction.opposite()) == Some(*from)
            })
            .count();
        let share = back as f64 / steps.len() as f64;
        println!("{}: {share:.3}", drawn.name);
        assert!(share > 0.75, "{}: {share}", drawn.name);
    }
}

/// Neighbours as any atlas shows them, on maps on which these countries are not crowded.
#[test]
fn arrows_lead_to_the_neighbours_of_the_atlas() {
    use ArrowKey::{Down, Left, Right, Up};
    for drawn in all().iter().filter(|drawn| drawn.width >= 960.0) {
        for (from, direction, neighbours) in [
            ("FRA", Right, &["CHE", "DEU", "LUX", "ITA"][..]),
            ("FRA", Up, &["BEL", "GBR", "LUX"]),
            ("ESP", Left, &["PRT"]),
            ("PRT", Right, &["ESP"]),
            ("ESP", Down, &["MAR", "GIB"]),
            ("USA", Up, &["CAN"]),
            ("CAN", Down, &["USA"]),
            ("MEX", Up, &["USA"]),
            ("CUB", Down, &["JAM", "CYM"]),
            ("ARG", Left, &["CHL"]),
            ("ARG", Right, &["URY", "BRA"]),
            ("EGY", Left, &["LBY"]),
            ("LBY", Right, &["EGY"]),
            ("EGY", Down, &["SDN"]),
            ("KEN", Left, &["UGA"]),
            ("KEN", Down, &["TZA"]),
            ("IND", Down, &["LKA"]),
            ("IND", Up, &["NPL"]),
            ("MNG", Down, &["CHN"]),
            ("CHN", Up, &["MNG"]),
            ("JPN", Left, &["KOR", "PRK"]),
            ("SAU", Down, &["YEM", "ERI"]),
            ("MDG", Left, &["MOZ", "ZWE", "COM", "MYT"]),
        ] {
            let to = drawn.step(from, direction);
            assert!(
                to.is_some_and(|to| neighbours.contains(&to)),
                "{}: {direction:?} from {from} is {to:?}",
                drawn.name
            );
        }
    }
}

#[test]
fn going_right_from_brazil_crosses_the_atlantic_to_africa() {
    for drawn in all() {
        let mut at = drawn.map.index_of("BRA").unwrap();
        let mut passed = Vec::new();
        while let Some(next) = drawn.navigation.step(at, ArrowKey::Right) {
            at = next;
            let region = &drawn.map.regions[at];
            if region.group == RegionalGroup::Africa {
                break;
            }
            // Only islands in between.
            assert!(!region.is_member(), "{}: {}", drawn.name, region.iso3);
            passed.push(region.iso3.as_str());
        }
        let group = drawn.map.regions[at].group;
        assert_eq!(group, RegionalGroup::Africa, "{}: {passed:?}", drawn.name);
    }
}

fn between(places: &[(f64, f64)]) -> SpatialNavigation {
    let places = places.iter().map(|&(x, y)| Some(Point { x, y }));
    SpatialNavigation::between(&places.collect::<Vec<_>>(), &[])
}

#[test]
fn no_arrow_goes_round_the_edge_of_the_map() {
    let navigation = between(&[(0.0, 0.0), (10.0, 0.0), (20.0, 1.0)]);
    assert_eq!(navigation.step(0, ArrowKey::Right), Some(1));
    assert_eq!(navigation.step(1, ArrowKey::Right), Some(2));
    assert_eq!(navigation.step(2, ArrowKey::Right), None);
    assert_eq!(navigation.step(0, ArrowKey::Left), None);
    assert_eq!(navigation.step(1, ArrowKey::Up), None);
}

#[test]
fn a_region_without_a_place_is_skipped() {
    let at = |x| Some(Point { x, y: 0.0 });
    let navigation = SpatialNavigation::between(&[at(0.0), None, at(9.0)], &[]);
    assert_eq!(navigation.regions(), [0, 2]);
    assert_eq!(navigation.step(0, ArrowKey::Right), Some(2));
    assert_eq!(navigation.step(1, ArrowKey::Right), None);
    assert_eq!(navigation.step(7, ArrowKey::Right), None);
    assert!(between(&[]).regions().is_empty());
}

#[test]
fn places_level_with_each_other_or_all_at_one_place_are_reached_too() {
    let grid: Vec<(f64, f64)> = (0..49)
        .map(|i| (f64::from(i % 7) * 10.0, f64::from(i / 7) * 10.0))
        .collect();
    assert_all_from_all(&between(&grid), "grid");
    let diagonal: Vec<(f64, f64)> = grid.iter().map(|(x, y)| (x + y, x - y)).collect();
    assert_all_from_all(&between(&diagonal), "diagonal grid");
    assert_all_from_all(&between(&[(5.0, 5.0); 9]), "one place");
    let line: Vec<(f64, f64)> = (0..9).map(|i| (f64::from(i), 3.0)).collect();
    assert_all_from_all(&between(&line), "line");
}

#[test]
fn places_strewn_at_random_are_reached_from_each_other() {
    let mut state = 1u64;
    let mut random = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 40) as f64 / f64::from(1 << 24)
    };
    for round in 0..200 {
        // Whole px in half of the rounds: many are level.
        let whole = |x: f64| if round % 2 == 0 { x.round() } else { x };
        let places: Vec<(f64, f64)> = (0..3 + round % 40)
            .map(|_| (whole(random() * 30.0), whole(random() * 15.0)))
            .collect();
        assert_all_from_all(&between(&places), &format!("{places:?}"));
    }
}

//! The map as it moves: any part of it, at any level of detail, is the map that lies there.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // helpers of tests

mod common;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs;

use stancemap::geo::{self, LonLat, Projection, ProjectionName};
use stancemap::page::{self, PageData};
use stancemap::smap;
use stancemap::stance::{Kind, Stance};
use stancemap::view::{Globe, ProjectedAtlas, Trace, Tracer, Wanted, Window, WIDTH};
use stancemap::StanceMap;

fn projected(map: &StanceMap) -> (ProjectedAtlas, Projection) {
    let (projection, _) = map.fitted(WIDTH);
    let regions = map.regions.iter();
    let overlays = (0..).zip(regions);
    let overlays = overlays.filter(|(_, region)| region.kind == Kind::Disputed);
    let overlays: Vec<u16> = overlays.map(|(number, _)| number).collect();
    let atlas = page::atlas(map).unwrap();
    (
        ProjectedAtlas::new(atlas, &common::about_its_meridian(&projection), &overlays),
        projection,
    )
}

fn rings(trace: &Trace) -> Vec<Vec<[f32; 2]>> {
    let mut from = 0;
    let ends = trace.ends.iter().map(|end| *end as usize);
    ends.map(|end| {
        let ring = trace.coords[from..end].chunks(2).map(|p| [p[0], p[1]]);
        from = end;
        ring.collect()
    })
    .collect()
}

/// By the non-zero rule, as a canvas fills.
fn winding(rings: &[Vec<[f32; 2]>], [x, y]: [f32; 2]) -> i32 {
    let mut winding = 0;
    for ring in rings {
        for (i, [ax, ay]) in ring.iter().enumerate() {
            let [bx, by] = ring[(i + 1) % ring.len()];
            if (*ay <= y) != (by <= y) && ax + (y - ay) / (by - ay) * (bx - ax) < x {
                winding += if by > *ay { 1 } else { -1 };
            }
        }
    }
    winding
}

#[test]
fn the_places_of_the_answer_key_are_where_they_belong() {
    let flat = ProjectionName::ALL.into_iter();
    for name in flat.filter(|name| !name.is_azimuthal()) {
        places_are_where_they_belong(&common::load_in("es-11-1.json", name.as_str()));
    }
}

fn places_are_where_they_belong(map: &StanceMap) {
    let (projected, projection) = projected(map);
    let key = fs::read_to_string("tests/fixtures/border-points.csv").unwrap();
    let mut asked = 0;
    for row in key.lines().skip(1) {
        let cells: Vec<&str> = row.split(',').collect();
        let (place, feature, at_50m) = (cells[0], cells[3], cells[6]);
        // Simplified to a screen's pixels, a place near a coast may have got wet.
        if at_50m != "yes" || feature.is_empty() {
            continue;
        }
        let lon_lat = LonLat {
            lon: cells[1].parse().unwrap(),
            lat: cells[2].parse().unwrap(),
        };
        let p = projection.forward(lon_lat).unwrap();
        let p = [p.x as f32, p.y as f32];
        let found = projected
            .at(p)
            .or_else(|| Some(projected.near(p, f32::MAX, 0.5)?.0));
        let found = found.map(|region| &map.regions[region]);
        // An overlay area may cover the country.
        let is_right = found.is_some_and(|r| r.iso3 == feature || r.kind == Kind::Disputed);
        assert!(
            is_right,
            "{:?}: {place}: {:?}, not {feature}",
            projection.name(),
            found.map(|r| &r.iso3)
        );
        asked += 1;
    }
    assert!(asked > 40, "{asked}");

    // Only Brazil is painted in its middle, whatever lies beyond the map's edge.
    let middle = LonLat {
        lon: -55.0,
        lat: -10.0,
    };
    let p = projection.forward(middle).unwrap();
    for (number, region) in map.regions.iter().enumerate() {
        let mut trace = Trace::default();
        projected.trace(
            &Wanted::Areas(&|wanted| wanted == number),
            0,
            None,
            &mut trace,
        );
        let is_painted = winding(&rings(&trace), [p.x as f32, p.y as f32]) != 0;
        assert_eq!(
            is_painted,
            region.iso3 == "BRA",
            "{:?}: {}",
            projection.name(),
            region.iso3
        );
    }
}

#[test]
fn what_is_traced_for_a_window_fills_it_as_the_whole_map_does() {
    let map = common::load("es-11-1.json");
    let (projected, _) = projected(&map);
    let regions = || 0..projected.regions();
    for (x, y, size) in [
        (520.0, 80.0, 125.0),
        (280.0, 160.0, 40.0),
        (960.0, 20.0, 60.0),
        (700.0, 60.0, 16.0),
    ] {
        let window = Window {
            min: [x, y],
            max: [x + size, y + size / 2.0],
        };
        let rank = projected.rank(8.0, 0.06);
        for region in regions() {
            let (mut part, mut whole) = (Trace::default(), Trace::default());
            projected.trace(
                &Wanted::Areas(&|of| of == region),
                rank,
                Some(&window),
                &mut part,
            );
            projected.trace(&Wanted::Areas(&|of| of == region), rank, None, &mut whole);
            let (part, whole) = (rings(&part), rings(&whole));
            for i in 0..400_usize {
                let share = |n: usize, of: f32| (n as f32 + 0.37) / 20.0 * of;
                let p = [x + share(i % 20, size), y + share(i / 20, size / 2.0)];
                assert_eq!(
                    winding(&part, p),
                    winding(&whole, p),
                    "region {region} at {p:?}"
                );
            }
        }
    }
}

/// Moves and steps of a path's text, in steps.
fn read(path: &str) -> Vec<(Vec<[i64; 2]>, bool)> {
    let subpaths = path.split('M').skip(1);
    subpaths
        .map(|subpath| {
            let (start, steps) = subpath.split_once('l').unwrap();
            let pairs = |text: &str| -> Vec<[i64; 2]> {
                let spaced = text.replace('-', " -");
                let numbers: Vec<i64> = spaced
                    .split_whitespace()
                    .map(|n| n.parse().unwrap())
                    .collect();
                numbers
                    .chunks_exact(2)
                    .map(|pair| [pair[0], pair[1]])
                    .collect()
            };
            let is_closed = steps.ends_with('z');
            let mut at = pairs(start)[0];
            let mut points = vec![at];
            for [dx, dy] in pairs(steps.trim_end_matches('z')) {
                at = [at[0] + dx, at[1] + dy];
                points.push(at);
            }
            (points, is_closed)
        })
        .collect()
}

#[test]
fn the_text_of_a_path_leads_within_half_a_step_of_every_vertex() {
    let map = common::load("es-11-1.json");
    let (projected, _) = projected(&map);
    let mut trace = Trace::default();
    projected.trace(&Wanted::Areas(&|_| true), 0, None, &mut trace);
    for resolution in [1.0, 16.0, 1024.0] {
        let text = trace.batch(&mut 0, usize::MAX, resolution, true);
        assert!(text.is_ascii());
        let read = read(&text);
        assert_eq!(read.len(), trace.ends.len());
        for (ring, (points, is_closed)) in rings(&trace).iter().zip(read) {
            assert!(is_closed);
            // What lies within a step of the vertex before is left out: each is met in its turn.
            let mut at = 0;
            for [x, y] in ring {
                let far = |[px, py]: [i64; 2]| {
                    let off =
                        |a: f32, b: i64| (f64::from(a) * f64::from(resolution) - b as f64).abs();
                    off(*x, px).max(off(*y, py))
                };
                while far(points[at]) > 0.51 {
                    at += 1;
                }
            }
        }
        let open = trace.batch(&mut 0, usize::MAX, resolution, false);
        assert_eq!(open, text.replace('z', ""));
    }
    trace.clear();
    assert_eq!(trace.batch(&mut 0, usize::MAX, 16.0, true), "");
}

#[test]
fn a_window_takes_time_by_what_is_in_it() {
    let map = common::load("es-11-1.json");
    let (projected, _) = projected(&map);
    let window = Window {
        min: [540.0, 100.0],
        max: [556.0, 108.0],
    };
    let (mut part, mut whole) = (Trace::default(), Trace::default());
    projected.trace(&Wanted::Areas(&|_| true), 0, Some(&window), &mut part);
    projected.trace(&Wanted::Areas(&|_| true), 0, None, &mut whole);
    assert!(
        part.coords.len() * 10 < whole.coords.len(),
        "{} of {}",
        part.coords.len(),
        whole.coords.len()
    );
}

#[test]
fn neighbours_meet_without_gaps_at_every_level_of_detail() {
    let map = common::load("es-11-1.json");
    let (projected, _) = projected(&map);
    let bits = |p: [f32; 2]| p.map(f32::to_bits);
    for rank in [0, 1, 2, 3, 255] {
        let mut all = Trace::default();
        projected.trace(&Wanted::Areas(&|_| true), rank, None, &mut all);
        // Every edge, and how many rings run along it: a border has two, each its own way.
        let mut edges: HashMap<_, i32> = HashMap::new();
        for ring in rings(&all) {
            assert!(ring.len() >= 3);
            for (i, a) in ring.iter().enumerate() {
                let b = ring[(i + 1) % ring.len()];
                *edges.entry((bits(*a), bits(b))).or_default() += 1;
            }
        }
        let mut lines = Trace::default();
        let is_border = |users: &[u16]| users.iter().any(|user| *user != users[0]);
        projected.trace(&Wanted::Lines(&is_border, 0.0), rank, None, &mut lines);
        let mut borders = 0;
        for line in rings(&lines) {
            for edge in line.windows(2) {
                let (a, b) = (bits(edge[0]), bits(edge[1]));
                let both = edges.contains_key(&(a, b)) && edges.contains_key(&(b, a));
                // Overlay areas run along their edge the same way.
                let twice = edges
                    .get(&(a, b))
                    .or(edges.get(&(b, a)))
                    .is_some_and(|n| *n > 1);
                assert!(both || twice, "rank {rank}: {edge:?} bounds one side only");
                borders += 1;
            }
        }
        assert!(borders > 300, "{borders}");
    }
}

#[test]
fn the_globe_shows_the_half_that_faces_and_nothing_of_the_other() {
    let mut map = common::load("es-11-1.json");
    for center in [
        (0.0, 0.0),
        (20.0, 40.0),
        (178.0, -20.0),
        (-100.0, 75.0),
        (30.0, -80.0),
    ] {
        let center = LonLat {
            lon: center.0,
            lat: center.1,
        };
        map.document.projection = Projection::new(geo::ProjectionName::Orthographic, center);
        let (projection, _) = geo::fit_width(map.projection(), [], WIDTH);
        let flat = Projection::new(
            geo::ProjectionName::Equirectangular,
            LonLat { lon: 0.0, lat: 0.0 },
        );
        let flat = flat.placed(
            WIDTH / std::f64::consts::TAU,
            geo::Point { x: 500.0, y: 250.0 },
        );
        let projected = ProjectedAtlas::new(page::joined_atlas(&map), &flat, &[]);
        let mut globe = Globe::new(&projected);
        globe.turn(center);
        let mut wrong = 0;
        let mut asked = 0;
        for region in 0..projected.regions() {
            let mut trace = Trace::default();
            globe.trace(
                &projected,
                &Wanted::Areas(&|of| of == region),
                0,
                &mut trace,
            );
            let seen = rings(&trace);
            // The other way to cut a polygon at the horizon: on the sphere, before it is flattened.
            let shapes = projection.polygons(&map.regions[region].polygons, 0.1);
            for i in 0..900 {
                let p = geo::Point {
                    x: (f64::from(i % 30) + 0.5) / 30.0 * WIDTH,
                    y: (f64::from(i / 30) + 0.5) / 30.0 * WIDTH,
                };
                let inside = shapes.iter().any(|shape| {
                    let rings: Vec<Vec<[f32; 2]>> = shape
                        .rings
                        .iter()
                        .map(|ring| ring.iter().map(|p| [p.x as f32, p.y as f32]).collect())
                        .collect();
                    winding(&rings, [p.x as f32, p.y as f32]) != 0
                });
                let shown = winding(&seen, [p.x as f32, p.y as f32]) != 0;
                asked += usize::from(inside);
                wrong += usize::from(inside != shown);
            }
        }
        // The two add different points to long edges.
        assert!(
            asked > 50 && wrong * 200 <= asked,
            "{center:?}: {wrong} of {asked}"
        );
    }
}

#[test]
fn page_data_has_every_member_and_the_arrows_reach_them_all() {
    for document in common::DOCUMENTS {
        let map = common::load(document);
        let page_data = serde_json::to_value(PageData::new(&map, &[320.0, 960.0])).unwrap();
        let more = &page_data["more"];
        let regions = more["regions"].as_array().unwrap();
        let statuses = more["statuses"].as_array().unwrap();
        assert_eq!(regions.len(), map.regions.len());
        let mut members = 0;
        for (row, region) in regions.iter().zip(&map.regions) {
            let status = &statuses[row[3].as_u64().unwrap() as usize];
            assert_eq!(row[0], region.iso3.as_str());
            assert_eq!(status["stance"], region.stance.as_str(), "{}", region.iso3);
            let name = row[1].as_str().unwrap();
            let spoken = status["spoken"].as_str().unwrap().replace("{name}", name);
            assert!(spoken.starts_with(name), "{spoken}");
            members += usize::from(status["kind"] == "member");
            // A member is seen: at its place, or at a marker on either layout.
            assert!(
                !region.is_member() || row.as_array().unwrap().len() == 8,
                "{}",
                region.iso3
            );
        }
        assert_eq!(members, 193);
        let navigation = more["navigation"].as_array().unwrap();
        let mut reached = HashSet::from([0]);
        let mut next = vec![0];
        while let Some(at) = next.pop() {
            for to in navigation[at].as_array().unwrap() {
                if let Ok(to) = usize::try_from(to.as_i64().unwrap()) {
                    if reached.insert(to) {
                        next.push(to);
                    }
                }
            }
        }
        let all = map
            .regions
            .iter()
            .enumerate()
            .filter(|(_, r)| r.is_member());
        for (number, region) in all {
            assert!(reached.contains(&number), "{}", region.iso3);
        }
    }
}

/// The moving map of a document as a page makes it, in another projection if one is named.
fn tracer(map: &StanceMap) -> Tracer {
    tracer_with(map, Vec::new())
}

/// The same with disputed lines.
fn tracer_with(map: &StanceMap, lines: Vec<f64>) -> Tracer {
    let (fitted, _) = map.fitted(WIDTH);
    let class_of = map.regions.iter().map(|region| region.stance as u8);
    let overlays = (0..).zip(&map.regions);
    let overlays = overlays.filter(|(_, region)| region.kind == Kind::Disputed);
    let overlays: Vec<u16> = overlays.map(|(number, _)| number).collect();
    let atlas = page::atlas(map).unwrap();
    Tracer::new(atlas, fitted, class_of.collect(), &overlays, lines)
}

fn number(map: &StanceMap, iso3: &str) -> usize {
    map.regions.iter().position(|r| r.iso3 == iso3).unwrap()
}

/// Lines as bits, in an order of their own.
fn sorted(trace: &Trace) -> Vec<Vec<[u32; 2]>> {
    let lines = rings(trace).into_iter();
    let mut lines: Vec<Vec<[u32; 2]>> = lines
        .map(|line| line.iter().map(|p| p.map(f32::to_bits)).collect())
        .collect();
    lines.sort();
    lines
}

/// As sharp as the atlas is.
const CLOSE: f64 = 64.0;

#[test]
fn classes_share_out_the_regions_but_those_that_lie_over_others() {
    let map = common::load("es-11-1.json");
    let (atlas, _) = projected(&map);
    let mut all = Trace::default();
    atlas.trace(
        &Wanted::Areas(&|region| !atlas.is_overlay(region)),
        0,
        None,
        &mut all,
    );
    let mut tracer = tracer(&map);
    let classes = 0..Stance::ALL.len() as u8;
    let mut shared: Vec<_> = classes
        .flat_map(|class| sorted(&tracer.areas(class, CLOSE, None)))
        .collect();
    shared.sort();
    assert_eq!(shared, sorted(&all));
}

#[test]
fn borders_of_all_pairs_of_classes_are_all_borders() {
    let map = common::load("es-11-1.json");
    let (atlas, _) = projected(&map);
    let mut all = Trace::default();
    let is_border = |users: &[u16]| users.iter().any(|user| *user != users[0]);
    atlas.trace(&Wanted::Lines(&is_border, 0.0), 0, None, &mut all);
    let mut tracer = tracer(&map);
    let classes = || 0..Stance::ALL.len() as u8;
    let pairs: Vec<u8> = classes()
        .flat_map(|a| (a..7).flat_map(move |b| [a, b]))
        .collect();
    assert_eq!(sorted(&tracer.borders(&pairs, CLOSE, None)), sorted(&all));
    // Each pair by itself gives its part.
    let parts: usize = pairs
        .chunks(2)
        .map(|pair| tracer.borders(pair, CLOSE, None).ends.len())
        .sum();
    assert_eq!(parts, all.ends.len());
}

#[test]
fn coasts_of_islands_that_are_too_small_are_left_out() {
    let map = common::load("es-11-1.json");
    let mut tracer = tracer(&map);
    let class = Stance::CoSponsor as u8;
    let least = 40.0;
    let all = tracer.coasts(class, 0.0, CLOSE, None);
    let kept = tracer.coasts(class, least * CLOSE * CLOSE, CLOSE, None);
    let area = |line: &[[f32; 2]]| {
        let edges = line.windows(2);
        edges
            .map(|e| {
                f64::from(e[0][0]) * f64::from(e[1][1]) - f64::from(e[1][0]) * f64::from(e[0][1])
            })
            .sum::<f64>()
            .abs()
            / 2.0
    };
    let is_kept = |line: &&Vec<[f32; 2]>| line[0] != line[line.len() - 1] || area(line) >= least;
    let lines = rings(&all);
    assert_eq!(rings(&kept).len(), lines.iter().filter(is_kept).count());
    assert!(
        rings(&kept).len() * 2 < lines.len(),
        "most islands are small"
    );
}

/// All lines, none left out for its size or for lines beside it.
fn all_lines(tracer: &mut Tracer) -> Trace {
    tracer.disputed(0.0, [0.0, -1.0], CLOSE)
}

/// Edges, whichever way they run, of traced lines.
fn edges(trace: &Trace) -> BTreeSet<[[u32; 2]; 2]> {
    let lines = sorted(trace).into_iter();
    let edges = lines.flat_map(|line| {
        line.windows(2)
            .map(|e| [e[0].min(e[1]), e[0].max(e[1])])
            .collect::<Vec<_>>()
    });
    edges.collect()
}

#[test]
fn a_line_of_page_data_is_a_border_a_portion_of_it_or_its_own_degrees() {
    let map = common::load("es-11-1.json");
    let pair = ["IND", "PAK"].map(|code| number(&map, code) as f64);
    // From the Arabian Sea to the Punjab.
    let portion = [68.2, 23.6, 74.6, 31.6];
    let line = |numbers: &[f64]| {
        let count = numbers.len() as f64;
        all_lines(&mut tracer_with(&map, [&[0.0, count], numbers].concat()))
    };
    let border = line(&pair);
    assert_eq!(edges(&border), edges(&line(&[pair[1], pair[0]])));
    assert!(!border.ends.is_empty());
    let portion = line(&[&pair[..], &portion].concat());
    assert_eq!(portion.ends.len(), 1);
    assert!(portion.coords.len() < border.coords.len());
    let far = ["FRA", "JPN"].map(|code| number(&map, code) as f64);
    assert!(line(&far).ends.is_empty());
    // Across the edge of the map a line is two.
    let across = [-180.0, 10.0, -172.0, 10.0, -166.0, 10.0, -160.0, 10.0];
    assert_eq!(line(&across).ends.len(), 2);
}

#[test]
fn a_border_is_solid_or_disputed_and_never_both() {
    let map = common::load("es-11-1.json");
    let pairs: Vec<u8> = (0..7)
        .flat_map(|a| (a..7).flat_map(move |b| [a, b]))
        .collect();
    let all = edges(&tracer(&map).borders(&pairs, CLOSE, None));
    let mut tracer = tracer_with(&map, page::lines(&map));
    let solid = edges(&tracer.borders(&pairs, CLOSE, None));
    let disputed: BTreeSet<_> = [0.0, 1.0]
        .into_iter()
        .flat_map(|set| edges(&tracer.disputed(set, [f64::INFINITY, -1.0], CLOSE)))
        .collect();
    assert!(solid.is_disjoint(&disputed));
    // Without outlines, which are no borders, they are all that there are.
    assert_eq!(
        solid.union(&disputed).copied().collect::<BTreeSet<_>>(),
        all
    );
    assert!(disputed.len() > 50, "{}", disputed.len());
}

#[test]
fn a_small_outline_is_left_out_and_so_are_edges_beside_a_line() {
    let map = common::load("es-11-1.json");
    // A line 8 map units wide, and a rectangle of 6 that begins along it.
    let lines = [
        vec![1.0, 8.0, 20.0, 10.0, 21.0, 10.0, 22.0, 10.0, 23.0, 10.0],
        vec![
            1.0, 10.0, 20.0, 10.0, 22.0, 10.0, 22.0, 11.0, 20.0, 11.0, 20.0, 10.0,
        ],
    ];
    let mut tracer = tracer_with(&map, lines.concat());
    let mut vertices = |least, scale| tracer.disputed(1.0, least, scale).coords.len() / 2;
    assert_eq!(
        vertices([12.0, 2.0], 1.0),
        0,
        "both are less than 12 px across"
    );
    assert_eq!(
        vertices([12.0, 2.0], 1.7),
        4,
        "the line is 14 px across, the rectangle 9"
    );
    assert_eq!(
        vertices([12.0, 2.0], 3.0),
        4 + 4,
        "an edge of the rectangle is the line"
    );
    assert_eq!(vertices([12.0, -1.0], 3.0), 4 + 5, "all of the rectangle");
}

#[test]
fn a_globe_shows_and_finds_what_faces_the_reader() {
    let mut map = common::load("es-11-1.json");
    let brazil = LonLat {
        lon: -55.0,
        lat: -10.0,
    };
    map.document.projection = Projection::new(ProjectionName::Orthographic, brazil);
    let mut tracer = tracer(&map);
    let middle = tracer.forward(brazil).unwrap();
    assert_eq!(tracer.at(middle), Some(number(&map, "BRA")));
    let outline = |tracer: &mut Tracer| tracer.outline(number(&map, "BRA"), 1.0, None).ends.len();
    assert!(outline(&mut tracer) > 0);
    tracer.turn(LonLat {
        lon: 125.0,
        lat: 10.0,
    });
    assert_eq!(outline(&mut tracer), 0);
    assert!(tracer.forward(brazil).is_none());
    assert_ne!(tracer.at(middle), Some(number(&map, "BRA")));
}

#[test]
fn detail_tiles_take_the_place_of_what_they_have_and_of_nothing_else() {
    let map = common::load("es-11-1.json");
    let mut tracer = tracer(&map);
    let mexico = number(&map, "MEX");
    let count = |tracer: &mut Tracer, region| tracer.outline(region, CLOSE, None).coords.len();
    let coarse = count(&mut tracer, mexico);
    let brazil = count(&mut tracer, number(&map, "BRA"));
    let tile = std::fs::read("assets/detail/1.smap").unwrap();
    tracer.add_tile(smap::decode(&tile).unwrap());
    assert_eq!(
        count(&mut tracer, mexico),
        coarse,
        "not shown before it is asked for"
    );
    tracer.show_tiles(true);
    assert!(count(&mut tracer, mexico) > 3 * coarse);
    assert_eq!(count(&mut tracer, number(&map, "BRA")), brazil);
    let city = tracer
        .forward(LonLat {
            lon: -99.1,
            lat: 19.4,
        })
        .unwrap();
    assert_eq!(tracer.at(city), Some(mexico));
    // A region is traced once: from its tile, or from the atlas.
    let class = map.regions[mexico].stance as u8;
    let (with, p) = (
        rings(&tracer.areas(class, CLOSE, None)),
        [city.x as f32, city.y as f32],
    );
    assert_eq!(winding(&with, p).abs(), 1);
    tracer.show_tiles(false);
    assert_eq!(count(&mut tracer, mexico), coarse);
}

/// How often a ray to the left crosses lines.
fn crossings(lines: &[Vec<[f32; 2]>], [x, y]: [f32; 2]) -> usize {
    let edges = lines.iter().flat_map(|line| line.windows(2));
    edges
        .filter(|edge| {
            let ([ax, ay], [bx, by]) = (edge[0], edge[1]);
            (ay <= y) != (by <= y) && ax + (y - ay) / (by - ay) * (bx - ax) < x
        })
        .count()
}

/// From a point to the nearest of some lines.
fn distance(lines: &[Vec<[f32; 2]>], [x, y]: [f32; 2]) -> f32 {
    let edges = lines.iter().flat_map(|line| line.windows(2));
    let distances = edges.map(|edge| {
        let ([ax, ay], [bx, by]) = (edge[0], edge[1]);
        let (dx, dy) = (bx - ax, by - ay);
        let along = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy);
        let t = along.clamp(0.0, 1.0);
        (ax + t * dx - x).hypot(ay + t * dy - y)
    });
    distances.fold(f32::INFINITY, f32::min)
}

/// Places in the policy's areas.
const AREAS: [(&str, &[[f64; 2]]); 4] = [
    ("XGO", &[[35.77, 33.0], [35.7, 33.2], [35.72, 32.8]]),
    ("XAB", &[[28.43, 9.75]]),
    ("XHT", &[[35.6, 22.4]]),
    ("XAC", &[[79.3, 35.0]]),
];
/// On the Golan's edge, halfway between positions of the policy: along Syria, and inside the country around it.
const BESIDE_SYRIA: [[f64; 2]; 4] = [
    [35.8575, 32.866],
    [35.8976, 32.9736],
    [35.8371, 33.3043],
    [35.8532, 33.3811],
];
const BESIDE_GALILEE: [[f64; 2]; 4] = [
    [35.655, 33.195],
    [35.64, 33.08],
    [35.625, 32.955],
    [35.65, 32.845],
];

#[test]
fn an_outline_takes_in_only_what_shows_the_stance_of_its_country() {
    for document in common::DOCUMENTS {
        for name in [ProjectionName::EqualEarth, ProjectionName::Orthographic] {
            let mut map = common::load(document);
            let middle = match name {
                ProjectionName::Orthographic => [40.0, 25.0],
                _ => [11.0, 0.0],
            };
            let [lon, lat] = middle;
            map.document.projection = Projection::new(name, LonLat { lon, lat });
            let mut tracer = tracer(&map);
            outlines_are_of_what_shows_a_stance(&map, &mut tracer);
            for tile in fs::read_dir("assets/detail").unwrap() {
                let path = tile.unwrap().path();
                if path.extension().is_some_and(|end| end == "smap") {
                    tracer.add_tile(smap::decode(&fs::read(path).unwrap()).unwrap());
                }
            }
            tracer.show_tiles(true);
            outlines_are_of_what_shows_a_stance(&map, &mut tracer);
        }
    }
}

#[test]
fn an_outline_of_coarse_boundaries_leaves_out_as_much() {
    let read = |file: &str| Ok(fs::read(file.replace("50m", "110m")).unwrap());
    let map = StanceMap::load("assets/es-11-1.json", read).unwrap();
    let mut tracer = tracer(&map);
    let israel = rings(&tracer.outline(number(&map, "ISR"), CLOSE, None));
    for (place, is_in) in [([35.75, 33.05], false), ([35.0, 32.0], true)] {
        let [lon, lat] = place;
        let point = tracer.forward(LonLat { lon, lat }).unwrap();
        let crossed = crossings(&israel, [point.x as f32, point.y as f32]);
        assert_eq!(crossed % 2 == 1, is_in, "{place:?}: {israel:?}");
    }
}

fn outlines_are_of_what_shows_a_stance(map: &StanceMap, tracer: &mut Tracer) {
    let about = format!("{}, {:?}", map.document.file, map.projection().name());
    let mut outline = |code: &str| rings(&tracer.outline(number(map, code), CLOSE, None));
    let (israel, syria) = (outline("ISR"), outline("SYR"));
    let of_areas = map.policy.areas.iter().map(|area| {
        let places = AREAS.iter().find(|(code, _)| *code == area.code).unwrap().1;
        let own = area.shows.is_none().then(|| outline(&area.code));
        (area, places, outline(&area.within), own)
    });
    let of_areas: Vec<_> = of_areas.collect();
    let at = |[lon, lat]: [f64; 2]| {
        let point = tracer.forward(LonLat { lon, lat }).unwrap();
        [point.x as f32, point.y as f32]
    };
    for (area, places, country, own) in &of_areas {
        for place in *places {
            let is_in = |lines: &[_]| crossings(lines, at(*place)) % 2 == 1;
            let (code, within) = (&area.code, &area.within);
            assert_eq!(
                is_in(country),
                area.shows.is_some(),
                "{about}: {code} {within}"
            );
            assert!(own.as_ref().is_none_or(|own| is_in(own)), "{about}: {code}");
        }
    }
    for city in [[34.8, 32.08], [35.3, 32.95], [34.8, 31.2]] {
        assert_eq!(crossings(&israel, at(city)) % 2, 1, "{about}: {city:?}");
    }
    // 0.04° or 4 km: the atlas is simplified for a screen, and its grid is as wide as that.
    let ([west, _], [east, _]) = (at([35.6, 33.0]), at([35.64, 33.0]));
    let near = east - west;
    for place in BESIDE_SYRIA {
        assert!(distance(&israel, at(place)) > near, "{about}: {place:?}");
        assert!(
            distance(&syria, at(place)) < 3.0 * near,
            "{about}: {place:?}"
        );
    }
    for place in BESIDE_GALILEE {
        assert!(
            distance(&israel, at(place)) < 1.5 * near,
            "{about}: {place:?}"
        );
    }
}

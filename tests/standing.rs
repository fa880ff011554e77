//! Where markers stand: at home, in the sea or on their own stance; and what their leaders cross. Measured in the
//! display list, at every width, for votes that were held and for votes dealt out by chance.
#![cfg(feature = "cli")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

mod common;

use std::sync::OnceLock;

use stancemap::geo::{Bounds, PlanarPolygon, Point};
use stancemap::scene::{compose_map, Color, MapScene, Marker, Options, Theme};
use stancemap::{paint, StanceMap};

const NARROWEST: u32 = 320;
const WIDEST: u32 = 1440;
const EVERY: usize = 20;
/// Documents in which the stances of members are dealt out by chance.
const INVENTED: u64 = 3;
/// What a disc away from home may cover of other stances, times its area.
const MOST_COVERED: f64 = 0.1;
/// From home to the disc's edge, px.
const LONGEST_LEADER: f64 = 10.0;
/// Sample points in the radius of a disc.
const SAMPLES: i32 = 12;
/// No marker and no leader reaches farther, px.
const NEAR_PX: f64 = 100.0;
/// Distance of sample points on a leader, px, and how much of a third country no screen shows, px.
const STEP_PX: f64 = 0.1;
const UNSEEN_PX: f64 = 0.5;

/// Where there are the most leaders.
const LEADERS_PX: f64 = 720.0;
/// Device px a CSS px.
const SCALE: f64 = 8.0;
/// From the middle of a leader to that of its casing, px.
const BESIDE_PX: f64 = 0.55;

/// The markers of one figure.
struct Figure {
    name: String,
    stands: Vec<Stand>,
}

/// How one marker stands.
struct Stand {
    iso3: String,
    is_home: bool,
    /// What the disc covers of other stances, times its area.
    covered: f64,
    /// Length of the leader, px.
    leader: f64,
    /// How much of the leader lies on third countries, px.
    third: f64,
}

fn distance(a: Point, b: Point) -> f64 {
    (a.x - b.x).hypot(a.y - b.y)
}

/// The figures of all documents at all widths, composed once for all tests, side by side.
fn figures() -> &'static [Figure] {
    static FIGURES: OnceLock<Vec<Figure>> = OnceLock::new();
    FIGURES.get_or_init(|| {
        let shipped =
            common::DOCUMENTS.map(|document| (document.to_owned(), common::load(document)));
        let invented = (1..=INVENTED).map(|seed| (format!("invented {seed}"), invented(seed)));
        let mut all: Vec<(String, StanceMap, Theme)> = Vec::new();
        for (name, map) in shipped {
            // Heavier lines leave less of a small shape: more of them have markers.
            all.push((name.clone(), map.clone(), Theme::LightContrast));
            all.push((name, map, Theme::Light));
        }
        all.extend(invented.map(|(name, map)| (name, map, Theme::Light)));
        std::thread::scope(|scope| {
            let made: Vec<_> = all
                .iter()
                .map(|of| scope.spawn(move || at_all_widths(of)))
                .collect();
            made.into_iter()
                .flat_map(|made| made.join().unwrap())
                .collect()
        })
    })
}

fn at_all_widths((name, map, theme): &(String, StanceMap, Theme)) -> Vec<Figure> {
    let widths = (NARROWEST..=WIDEST).step_by(EVERY).map(f64::from);
    let figure = |width_px| {
        let theme = *theme;
        let drawn = compose_map(map, &Options { width_px, theme });
        Figure {
            name: format!("{name} at {width_px} px, {}", theme.as_str()),
            stands: stands(map, &drawn),
        }
    };
    widths.map(figure).collect()
}

/// A vote in which each member's stance is drawn by lot.
fn invented(seed: u64) -> StanceMap {
    let mut state = 0x9e37_79b9_7f4a_7c15 ^ seed;
    let mut draw = || {
        // G. Marsaglia, "Xorshift RNGs", 2003.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        ["yes,yes", "no,yes", "no,no", "no,abstain", "no,absent"][(state >> 32) as usize % 5]
    };
    let members = String::from_utf8(common::asset("roster/states.csv").unwrap()).unwrap();
    // Observers and states that are gone stand behind the 193.
    let rows = members.lines().skip(1).take(193);
    let rows = rows.map(|line| format!("{},{}\n", line.split(',').next().unwrap(), draw()));
    let table = format!("iso3,cosponsor,vote\n{}", rows.collect::<String>());
    StanceMap::load("es-11-1.json", |file| match file {
        "es-11-1.json" => {
            let document = common::asset(file)?;
            let mut document: serde_json::Value = serde_json::from_slice(&document).unwrap();
            document.as_object_mut().unwrap().remove("expect");
            Ok(document.to_string().into_bytes())
        }
        "es-11-1.csv" => Ok(table.clone().into_bytes()),
        other => common::asset(other),
    })
    .unwrap()
}

fn stands(map: &StanceMap, drawn: &MapScene) -> Vec<Stand> {
    let boxes = |shape: &Vec<PlanarPolygon>| shape.iter().map(PlanarPolygon::bounds).collect();
    let bounds: Vec<Vec<Bounds>> = drawn.shapes.iter().map(boxes).collect();
    let contains = |region: usize, p: Point| {
        let mut polygons = drawn.shapes[region].iter().zip(&bounds[region]);
        polygons.any(|(polygon, bounds)| bounds.contains(p) && polygon.contains(p))
    };
    let stand = |marker: &Marker| {
        let is_near = |own: &Bounds| {
            let Point { x, y } = marker.center;
            let (low, high) = (own.min, own.max);
            let beyond = [low.x - x, x - high.x, low.y - y, y - high.y];
            beyond.iter().all(|px| *px < NEAR_PX)
        };
        let near: Vec<usize> = (0..bounds.len())
            .filter(|region| bounds[*region].iter().any(is_near))
            .collect();
        // Overlays are painted above.
        let painted = |p: Point| {
            let found = near.iter().copied().filter(|region| contains(*region, p));
            found.max_by_key(|region| map.regions[*region].kind.is_overlay())
        };
        let (center, radius) = (marker.center, marker.radius);
        let lattice = (-SAMPLES..=SAMPLES).flat_map(|x| (-SAMPLES..=SAMPLES).map(move |y| (x, y)));
        let inside = lattice.filter(|(x, y)| x * x + y * y <= SAMPLES * SAMPLES);
        let (mut all, mut other) = (0.0, 0.0);
        for (x, y) in inside {
            let px = |k: i32| f64::from(k) / f64::from(SAMPLES) * radius;
            let region = painted(Point::new(center.x + px(x), center.y + px(y)));
            let is_other =
                |region: usize| map.regions[region].stance != map.regions[marker.region].stance;
            all += 1.0;
            other += f64::from(u8::from(region.is_some_and(is_other)));
        }
        let below = painted(center);
        let leader = marker.leader.map_or(0.0, |[a, b]| distance(a, b));
        let third = marker.leader.map_or(0.0, |[a, b]| {
            let steps = (leader / STEP_PX) as usize;
            let along = (0..steps).map(|k| (k as f64 + 0.5) / steps as f64);
            let on_third = along.filter(|t| {
                let p = Point::new(a.x + t * (b.x - a.x), a.y + t * (b.y - a.y));
                let region = painted(p)
                    .filter(|region| !contains(marker.region, p) && Some(*region) != below);
                region.is_some()
            });
            on_third.count() as f64 * STEP_PX
        });
        Stand {
            iso3: map.regions[marker.region].iso3.clone(),
            is_home: distance(marker.home, center) <= radius || contains(marker.region, center),
            covered: other / all,
            leader,
            third,
        }
    };
    drawn.markers.iter().map(stand).collect()
}

/// Fails with every marker for which `broken` has words, a line a figure.
fn assert_none(broken: impl Fn(&Stand) -> Option<String>) {
    let found: Vec<String> = figures()
        .iter()
        .map(|figure| {
            (
                figure,
                figure.stands.iter().filter_map(&broken).collect::<Vec<_>>(),
            )
        })
        .filter(|(_, found)| !found.is_empty())
        .map(|(figure, found)| format!("{}: {}", figure.name, found.join(", ")))
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_disc_away_from_home_covers_other_stances_by_a_tenth_at_most() {
    assert_none(|stand| {
        let is_broken = !stand.is_home && stand.covered > MOST_COVERED;
        is_broken.then(|| format!("{} {:.2}", stand.iso3, stand.covered))
    });
}

#[test]
fn a_leader_is_10_px_long_at_most() {
    assert_none(|stand| {
        let is_broken = stand.leader > LONGEST_LEADER;
        is_broken.then(|| format!("{} {:.1}", stand.iso3, stand.leader))
    });
}

#[test]
fn a_leader_crosses_no_third_country() {
    assert_none(|stand| {
        let is_broken = stand.third > UNSEEN_PX;
        is_broken.then(|| format!("{} {:.1}", stand.iso3, stand.third))
    });
}

/// A line of ink between two of paper, wherever no disc lies above them.
#[test]
fn leaders_stand_out_from_their_casing_by_4_to_1() {
    let mut leaders = 0;
    for (document, theme) in common::DOCUMENTS
        .iter()
        .flat_map(|of| Theme::ALL.map(|theme| (of, theme)))
    {
        let map = common::load(document);
        let width_px = LEADERS_PX;
        let drawn = compose_map(&map, &Options { width_px, theme });
        let svg = paint::svg(&drawn.scene).unwrap();
        let pixels = paint::raster_from_svg(&svg, SCALE, &paint::Fonts::bundled()).unwrap();
        let at_pixel = |p: Point| {
            let pixel = pixels
                .pixel((p.x * SCALE) as u32, (p.y * SCALE) as u32)
                .unwrap();
            Color {
                r: pixel.red(),
                g: pixel.green(),
                b: pixel.blue(),
            }
        };
        for marker in &drawn.markers {
            let Some([a, b]) = marker.leader else {
                continue;
            };
            leaders += 1;
            let long = distance(a, b);
            let (dx, dy) = ((b.x - a.x) / long, (b.y - a.y) / long);
            for step in 1..(long / STEP_PX) as u32 {
                let t = f64::from(step) * STEP_PX;
                let at = |across: f64| {
                    Point::new(a.x + t * dx - across * dy, a.y + t * dy + across * dx)
                };
                let is_free = |m: &Marker| distance(m.center, at(0.0)) > m.radius + m.ring + 1.0;
                if !drawn.markers.iter().all(is_free) {
                    continue;
                }
                let sides = [-BESIDE_PX, BESIDE_PX]
                    .map(|across| at_pixel(at(0.0)).contrast(at_pixel(at(across))));
                // Another leader may cross it on one side.
                let contrast = sides[0].max(sides[1]);
                let name = &map.regions[marker.region].iso3;
                assert!(
                    contrast >= 4.0,
                    "{document}, {}: {contrast:.1} in the leader of {name}",
                    theme.as_str()
                );
            }
        }
    }
    assert!(leaders >= 10, "{leaders} leaders");
}

/// No rule holds of nothing; `--nocapture` shows how many markers, leaders and discs on another stance there are.
#[test]
fn figures_have_markers() {
    for figure in figures() {
        let count =
            |is: &dyn Fn(&Stand) -> bool| figure.stands.iter().filter(|stand| is(stand)).count();
        let (all, leaders) = (figure.stands.len(), count(&|stand| stand.leader > 0.0));
        let on_other = count(&|stand| stand.covered > 0.4);
        let away = count(&|stand| stand.covered > 0.4 && !stand.is_home);
        println!("{}: {all} markers, {leaders} leaders, {on_other} cover more than 0.4 of another stance, {away} of them away from home", figure.name);
        assert!(all > 0, "{}", figure.name);
    }
}

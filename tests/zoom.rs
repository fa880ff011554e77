//! The map as a reader zooms: no gap opens between neighbours, and no member is lost.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // helpers of tests

mod common;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use stancemap::geo::{self, LonLat, Point, Projection, ProjectionName};
use stancemap::page::{self, PageData, WIDTHS};
use stancemap::scene::{Layout, Style};
use stancemap::smap::{self, Packing, ALWAYS, EQUAL_EARTH_WIDTH};
use stancemap::view::{ProjectedAtlas, Trace, Wanted, Window, WIDTH};
use stancemap::StanceMap;

type Edge = [[u32; 2]; 2];

/// The numbers of the regions that are painted over others.
fn over<'a>(map: &StanceMap, keys: impl Iterator<Item = &'a str>) -> Vec<u16> {
    let is_area = |key: &str| map.policy.areas.iter().any(|area| area.code == key);
    let over = (0..).zip(keys).filter(|(_, key)| is_area(key));
    over.map(|(number, _)| number).collect()
}

/// `assets/world.smap` on an Equal Earth map, and its ranks.
fn world() -> (ProjectedAtlas, BTreeSet<u8>) {
    let atlas = smap::decode(&std::fs::read("assets/world.smap").unwrap()).unwrap();
    let middle = Point { x: 500.0, y: 250.0 };
    let projection = Projection::new(ProjectionName::EqualEarth, LonLat { lon: 0.0, lat: 0.0 })
        .placed(WIDTH / EQUAL_EARTH_WIDTH, middle);
    let ranks = atlas.ranks.iter().copied().chain([0, ALWAYS]).collect();
    (ProjectedAtlas::new(atlas, &projection, &[]), ranks)
}

/// The edges of each line, rings closed, as the bits of their ends.
fn edges(trace: &Trace, closed: bool) -> Vec<Edge> {
    let (mut edges, mut from) = (Vec::new(), 0);
    for end in trace.ends.iter().map(|end| *end as usize) {
        let line = trace.coords[from..end].chunks(2);
        let mut line: Vec<[u32; 2]> = line.map(|p| [p[0].to_bits(), p[1].to_bits()]).collect();
        line.extend(line.first().copied().filter(|_| closed));
        edges.extend(line.windows(2).map(|edge| [edge[0], edge[1]]));
        from = end;
    }
    edges
}

fn place(of: [u32; 2]) -> [f64; 2] {
    of.map(|bits| f64::from(f32::from_bits(bits)))
}

/// What an edge adds to the area on its left.
fn under([a, b]: Edge) -> f64 {
    let ([ax, ay], [bx, by]) = (place(a), place(b));
    (ax * by - bx * ay) / 2.0
}

fn turned([a, b]: Edge) -> Edge {
    [b, a]
}

#[test]
fn every_edge_has_a_neighbour_or_is_coast_at_every_rank() {
    let (chart, ranks) = world();
    for rank in ranks {
        let mut areas = Trace::default();
        chart.trace(&Wanted::Areas(&|_| true), rank, None, &mut areas);
        let mut alone: BTreeSet<Edge> = BTreeSet::new();
        let mut walked = BTreeSet::new();
        let mut land = 0.0;
        for edge in edges(&areas, true) {
            assert!(walked.insert(edge), "rank {rank}: {edge:?} has two users");
            land += under(edge);
            if !alone.remove(&turned(edge)) {
                alone.insert(edge);
            }
        }
        let mut coasts = Trace::default();
        let is_coast = |users: &[u16]| users.len() == 1;
        chart.trace(&Wanted::Lines(&is_coast), rank, None, &mut coasts);
        let mut within = 0.0;
        for edge in edges(&coasts, false) {
            let edge = [edge, turned(edge)].into_iter().find(|of| alone.remove(of));
            within += under(edge.unwrap_or_else(|| panic!("rank {rank}: a coast of nothing")));
        }
        // What is left are cuts along the edge of the map: at ±180° or at a pole.
        for edge in &alone {
            let [[ax, ay], [bx, by]] = edge.map(place);
            let upright = (ax < 500.0) == (bx < 500.0) && (ax - 500.0).abs() > 250.0;
            assert!(upright || ay == by, "rank {rank}: a gap at {edge:?}");
            within += under(*edge);
        }
        assert!(alone.len() < 100, "rank {rank}: {} cuts", alone.len());
        assert!((land - within).abs() < 1e-6 * land.abs(), "rank {rank}");
        assert!(land < -5e4, "rank {rank}: {land}");
    }
}

#[test]
fn a_window_has_the_edges_of_the_whole_map_at_every_rank() {
    let (chart, ranks) = world();
    let mut seen = 0;
    for rank in ranks {
        let mut whole = Trace::default();
        chart.trace(&Wanted::Areas(&|_| true), rank, None, &mut whole);
        let whole = edges(&whole, true);
        for step in 0..60_u16 {
            // Coprime steps meet land and sea, at all sizes.
            let (x, y) = (
                f32::from(step * 83 % 1000),
                f32::from(step * 37 % 430) + 30.0,
            );
            let size = 500.0 / f32::from(1_u16 << (step % 7));
            let window = Window {
                min: [x, y],
                max: [x + size, y + size / 2.0],
            };
            let in_sight = |edges: &[Edge]| {
                let mut counts: BTreeMap<Edge, usize> = BTreeMap::new();
                for edge in edges.iter().filter(|edge| reaches(edge, &window)) {
                    *counts.entry(*edge).or_default() += 1;
                }
                counts
            };
            let mut part = Trace::default();
            chart.trace(&Wanted::Areas(&|_| true), rank, Some(&window), &mut part);
            let expected = in_sight(&whole);
            assert_eq!(in_sight(&edges(&part, true)), expected, "{window:?}");
            seen += expected.len();
        }
    }
    assert!(seen > 10_000, "{seen}");
}

/// Whether the box of an edge meets a window.
fn reaches(edge: &Edge, window: &Window) -> bool {
    let [a, b] = edge.map(|of| of.map(f32::from_bits));
    (0..2).all(|i| a[i].min(b[i]) <= window.max[i] && a[i].max(b[i]) >= window.min[i])
}

// The rules and measures of www/plate.js.

/// What covers less is not seen, px².
const VISIBLE_PX2: f64 = 6.0;
/// Beyond the widest layout a member that covers less has a marker, px².
const CARRIES_ITSELF_PX2: f64 = 12.0;
/// By how much the widest layout is spread before members carry themselves.
const WIDEST_SPREAD: f64 = 1.3;
/// A region that covers less is small, px², and met at this distance, px.
const SMALL_PX2: f64 = 100.0;
const NEAR_PX: f64 = 12.0;
/// The figure's widths, CSS px.
const FIGURES: [f64; 3] = [320.0, 960.0, 1400.0];

/// A baked map in a figure of one width, magnified.
struct Plate<'a> {
    chart: &'a ProjectedAtlas,
    page_data: &'a Value,
    /// Where markers belong, by region, units.
    homes: &'a [Option<[f64; 2]>],
    /// Px a unit.
    scale: f64,
    radius: f64,
    /// Region and centre, px of the magnified map.
    markers: Vec<(usize, [f64; 2])>,
}

impl<'a> Plate<'a> {
    fn new(
        (chart, page_data, homes): (&'a ProjectedAtlas, &'a Value, &'a [Option<[f64; 2]>]),
        figure: f64,
        magnified: f64,
    ) -> Self {
        let style = Style::default();
        let layout = Layout::new(&style, figure);
        let width = layout.map_width * magnified;
        let mut plate = Self {
            chart,
            page_data,
            homes,
            scale: width / WIDTH,
            radius: style.marker_radius().at(layout.width),
            markers: Vec::new(),
        };
        let layouts = page_data["layouts"].as_array().unwrap();
        let own = |layout: &Value| layout["width"].as_f64().unwrap();
        let below = layouts
            .iter()
            .rposition(|layout| own(layout) <= width + 0.5);
        let number = below.unwrap_or(0);
        let layout = &layouts[number];
        let spread = width / own(layout);
        let widest = number + 1 == layouts.len() && spread > WIDEST_SPREAD;
        let told: Vec<i32> = serde_json::from_value(layout["markers"].clone()).unwrap();
        for marker in told.chunks(3) {
            let region = marker[0] as usize;
            let Some(home) = plate.homes[region].or_else(|| plate.seen_at(region)) else {
                continue;
            };
            if widest && plate.covers_px2(region) >= CARRIES_ITSELF_PX2 {
                continue;
            }
            let moved = |halves: i32| match widest {
                true => 0.0,
                false => f64::from(halves) / 2.0 * spread,
            };
            let [x, y] = plate.px(home);
            let center = [x + moved(marker[1]), y + moved(marker[2])];
            plate.markers.push((region, center));
        }
        plate
    }

    fn px(&self, units: [f64; 2]) -> [f64; 2] {
        units.map(|unit| unit * self.scale)
    }

    fn seen_at(&self, region: usize) -> Option<[f64; 2]> {
        let told = &self.page_data["more"]["regions"][region];
        Some([told[5].as_f64()?, told[6].as_f64()?])
    }

    fn covers_px2(&self, region: usize) -> f64 {
        f64::from(self.chart.area(region)) * self.scale.powi(2)
    }

    fn marker(&self, region: usize) -> Option<[f64; 2]> {
        let mut markers = self.markers.iter();
        markers.find(|of| of.0 == region).map(|of| of.1)
    }

    fn anchor(&self, region: usize) -> Option<[f64; 2]> {
        let alone = || self.seen_at(region).map(|at| self.px(at));
        self.marker(region).or_else(alone)
    }

    fn at(&self, [x, y]: [f64; 2]) -> Option<usize> {
        let far = |center: [f64; 2]| (center[0] - x).hypot(center[1] - y) - self.radius;
        let mut markers = self.markers.iter();
        if let Some((region, _)) = markers.find(|of| far(of.1) <= 0.0) {
            return Some(*region);
        }
        let p = [x, y].map(|px| (px / self.scale) as f32);
        let near = || {
            let (small, radius) = (SMALL_PX2 / self.scale.powi(2), NEAR_PX / self.scale);
            let shape = self.chart.near(p, small as f32, radius as f32);
            let shape = shape.map(|(region, units)| (region, f64::from(units) * self.scale));
            let discs = self.markers.iter().map(|of| (of.0, far(of.1)));
            let near = discs.filter(|of| of.1 < NEAR_PX).chain(shape);
            near.min_by(|a, b| a.1.total_cmp(&b.1)).map(|of| of.0)
        };
        self.chart.at(p).or_else(near)
    }
}

/// A document's map as it is baked: chart, page data, where markers belong.
fn baked(map: &StanceMap) -> (ProjectedAtlas, Value, Vec<Option<[f64; 2]>>) {
    let (projection, _) = geo::fit_width(map.projection(), map.polygons(), WIDTH);
    let packing = Packing {
        bits: 14,
        floor: Packing::steradians(0.5, 1920.0),
        levels: 3,
    };
    let over = over(map, map.regions.iter().map(|region| region.iso3.as_str()));
    let chart = ProjectedAtlas::new(page::atlas(map, &packing).unwrap(), &projection, &over);
    let home = |region| {
        let at = projection.forward(chart.home(region)?)?;
        Some([at.x, at.y])
    };
    let homes = (0..chart.regions()).map(home).collect();
    let page_data = serde_json::to_value(PageData::new(map, &WIDTHS)).unwrap();
    (chart, page_data, homes)
}

#[test]
fn every_member_is_seen_and_hit_at_every_magnification() {
    for document in common::DOCUMENTS {
        let map = common::load(document);
        let (chart, page_data, homes) = baked(&map);
        let members = || (0..map.regions.len()).filter(|region| map.regions[*region].is_member());
        let mut lost = BTreeSet::new();
        for figure in FIGURES {
            for magnified in [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0] {
                let plate = Plate::new((&chart, &page_data, &homes), figure, magnified);
                for region in members() {
                    let is_seen =
                        plate.marker(region).is_some() || plate.covers_px2(region) >= VISIBLE_PX2;
                    let hit = plate.anchor(region).and_then(|at| plate.at(at));
                    if !is_seen || hit != Some(region) {
                        let hit = hit.map(|hit| map.regions[hit].iso3.as_str());
                        let iso3 = map.regions[region].iso3.as_str();
                        lost.insert(format!(
                            "{iso3} at {figure} × {magnified}: {is_seen}, {hit:?}"
                        ));
                    }
                }
            }
        }
        assert!(lost.is_empty(), "{document}: {lost:#?}");
    }
}

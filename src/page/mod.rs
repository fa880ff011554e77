//! Page data: what a page needs of a joined map besides its shapes, as plain data.
//!
//! Takes a joined map and the widths of figures; gives texts, regions, the style's layers and
//! breakpoint layouts, and the atlas of the shapes. Leaves projecting, tracing and painting to the page. A
//! baked page fetches page data; a page that loads GeoJSON makes it from the map it has joined.

mod atlas;
mod breakpoint;
mod insets;
mod restated;
mod style;

use serde::Serialize;

use crate::geo::{self, Point, Projection};
use crate::input::policy::{LineStyle, PolicyNote};
use crate::join::Region;
use crate::map::StanceMap;
use crate::report::JoinReport;
use crate::scene::{
    page_text, space_after, FigureText, Footnote, MapLayout, Options, SpatialNavigation, TextSizes,
    Theme, VISIBLE_PX2,
};
use crate::stance::{Cosponsor, Kind, Stance, Vote};
use crate::tally::Tally;
use crate::view::WIDTH;
use crate::words;

pub use atlas::{atlas, joined_atlas, meridian};
pub use breakpoint::{
    breakpoint_layout, breakpoint_layouts, BreakpointLayout, MarkerColumns, WIDTHS,
};
pub use insets::InsetUnits;
pub use restated::Restated;
#[cfg(feature = "cli")]
pub(crate) use style::css;
pub use style::{PageStyle, PageTheme};

/// The width at which places of regions are chosen that hold at any width, CSS px.
const MIDDLE_WIDTH: f64 = 960.0;

/// All of a map but its shapes.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PageData {
    /// How degrees become map units.
    pub projection: MapUnits,
    /// Insets, by arrangement, that of the narrowest figures first.
    pub insets: Vec<InsetUnits>,
    /// Round what insets show on the main map, `x, y, x, y …` in map units.
    pub inset_marks: Vec<Vec<i32>>,
    /// The words round the map; its footnotes are apart. How to read the circles ends with the gap to what follows it.
    pub text: FigureText,
    /// By footnote: the width of the map from which on its place is seen, CSS px.
    pub footnotes_from: Vec<f64>,
    /// The classes of regions, in the order of the legend.
    pub classes: Vec<&'static str>,
    /// By region, in the order of the atlas: its place among the classes.
    pub class_of: Vec<u8>,
    /// Overlay areas with their rings, which are finer than those of an atlas of the world.
    pub overlays: Vec<Overlay>,
    /// Disputed lines one after the other, dashed ones first: 0 for a dashed or 1 for a dotted one, how many numbers
    /// follow, and these: two regions, for the border between them; these and two places (degrees), for the portion
    /// between the places; or degrees alone, of four places or more, `lon, lat, lon, lat …`.
    pub lines: Vec<f64>,
    /// How it is painted.
    pub style: PageStyle,
    /// Markers and names by width, the narrowest first.
    pub layouts: Vec<BreakpointLayout>,
    /// The index of detail tiles, as the document names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// What is not needed to show it; `None` leaves it to be asked for by [`More::new`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub more: Option<More>,
}

/// A region's number and its rings, `lon, lat, lon, lat …`.
#[derive(Debug, Clone, Serialize)]
pub struct Overlay(pub usize, pub Vec<Vec<f64>>);

/// What a reader may ask of a map that is shown.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct More {
    /// The statuses of all regions, each once.
    pub statuses: Vec<Status>,
    /// In the order of the atlas.
    pub regions: Vec<RegionRow>,
    /// The footnotes about disputed places.
    pub footnotes: Vec<Footnote>,
    /// The counts.
    pub tally: Tally,
    /// Where the arrow keys lead, by region: left, right, up, down; −1 for nowhere.
    pub navigation: Vec<[i32; 4]>,
    /// What the join found.
    pub report: JoinReport,
    /// Sizes of the words round the map, for a picture of the whole figure.
    pub text_sizes: TextSizes,
}

/// How degrees become map units: the projection fitted to a width of [`WIDTH`].
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MapUnits {
    /// Its word in map documents.
    pub name: &'static str,
    /// Degrees.
    pub center: [f64; 2],
    /// Map units.
    pub per_radian: f64,
    /// Where the centre lies.
    pub origin: [f64; 2],
    /// Of the map.
    pub height: f64,
}

/// A combination of kind, vote and sponsorship, in codes and in words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Status {
    kind: Kind,
    stance: Stance,
    vote: Option<Vote>,
    cosponsor: Cosponsor,
    /// As its card calls the stance.
    label: String,
    /// Vote and sponsorship.
    detail: String,
    /// Whose stance it shows, if not its own.
    part: Option<String>,
    /// A screen reader's words, with `{name}` for the name.
    spoken: String,
    /// The table's cells: vote, sponsorship.
    cells: [String; 2],
}

/// One region: its code, its name, its name in the data where that is another (else 0), the number
/// of its status, its regional group, its visual centre (map units) and the
/// radius of the clear circle round it.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum RegionRow {
    /// Seen on the map.
    Seen(String, String, Name, usize, &'static str, f64, f64, f64),
    /// Without a shape or a marker.
    Unseen(String, String, Name, usize, &'static str),
}

/// A name, or 0 where there is none.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum Name {
    /// Nothing.
    Same(u8),
    /// The name.
    Other(String),
}

impl PageData {
    /// All page data of `map`, with layouts for each of `widths` (CSS px of the figure).
    pub fn new(map: &StanceMap, widths: &[f64]) -> Self {
        let mut all = Self::shown(map, widths);
        all.style.add_layouts(map, widths);
        all.more = Some(More::new(map));
        all
    }

    /// The page data that the first picture needs, with layouts for each of `widths` in the themes without high
    /// contrast. The lists of layouts of the others are empty: [`breakpoint_layout`] makes them when asked.
    pub fn shown(map: &StanceMap, widths: &[f64]) -> Self {
        Self::with_layouts(map, widths, breakpoint_layouts(map, widths, Theme::Light))
    }

    fn with_layouts(map: &StanceMap, widths: &[f64], layouts: Vec<BreakpointLayout>) -> Self {
        let (projection, height) = map.fitted(WIDTH);
        let classes = map.regions.iter().map(|region| region.stance as u8);
        let notes = seen_footnotes(map, &projection);
        let mut text = page_text(map, names_from(widths, &layouts));
        text.key = text.key.map(with_gap);
        Self {
            projection: map_units(&projection, height),
            insets: insets::units(map),
            inset_marks: insets::marks(map),
            text,
            footnotes_from: notes.map(|note| seen_from(note, &projection)).collect(),
            classes: Stance::ALL.map(Stance::as_str).into(),
            class_of: classes.collect(),
            overlays: overlays(map).collect(),
            lines: lines(map),
            style: PageStyle::new(map),
            layouts,
            detail: map.document.detail.clone(),
            more: None,
        }
    }
}

impl More {
    /// What a reader may ask of `map`, in the order of its atlas.
    pub fn new(map: &StanceMap) -> Self {
        let options = Options {
            width_px: MIDDLE_WIDTH,
            theme: Theme::Light,
        };
        let layout = MapLayout::without_insets(map, &options);
        let (projection, _) = map.fitted(WIDTH);
        let mut statuses: Vec<Status> = Vec::new();
        let regions = map.regions.iter().enumerate();
        let regions = regions
            .map(|(number, region)| place(map, &layout, number, region, &mut statuses))
            .collect();
        let footnotes = seen_footnotes(map, &projection).map(|note| {
            let (about, text) = words::footnote(map, note);
            let about = with_gap(about);
            Footnote { about, text }
        });
        let navigation = SpatialNavigation::new(map, &layout.hits);
        Self {
            statuses,
            regions,
            footnotes: footnotes.collect(),
            tally: map.tally.clone(),
            navigation: navigation.numbers(map.regions.len()),
            report: map.report.clone(),
            text_sizes: map.style.text,
        }
    }
}

/// The width of the figure from which on the map has names, by its layouts for `widths`, CSS px.
pub(crate) fn names_from(widths: &[f64], layouts: &[BreakpointLayout]) -> Option<f64> {
    let wide_first = widths.iter().zip(layouts).rev();
    let named = wide_first.take_while(|(_, layout)| !layout.names.is_empty());
    named.last().map(|(width, _)| *width)
}

fn map_units(projection: &Projection, height: f64) -> MapUnits {
    let (center, origin) = (projection.center(), projection.origin());
    MapUnits {
        name: projection.name().as_str(),
        center: [center.lon, center.lat],
        per_radian: projection.px_per_radian(),
        origin: [origin.x, origin.y],
        height: rounded(height, 3),
    }
}

fn place(
    map: &StanceMap,
    layout: &MapLayout,
    number: usize,
    region: &Region,
    statuses: &mut Vec<Status>,
) -> RegionRow {
    let status = status(map, region);
    let known = statuses.iter().position(|known| *known == status);
    let status = known.unwrap_or_else(|| {
        statuses.push(status);
        statuses.len() - 1
    });
    let shown = words::name(map, region);
    let plain = match region.name == shown {
        true => Name::Same(0),
        false => Name::Other(region.name.clone()),
    };
    let (iso3, group) = (region.iso3.clone(), region.group.as_str());
    let units = WIDTH / layout.frame.0;
    match visual_centre(layout, number) {
        Some((at, room)) => {
            // What is small is only looked at closely.
            let decimals = if room * units < 1.0 { 3 } else { 1 };
            let [x, y, room] = [at.x, at.y, room].map(|px| rounded(px * units, decimals));
            RegionRow::Seen(iso3, shown, plain, status, group, x, y, room)
        }
        None => RegionRow::Unseen(iso3, shown, plain, status, group),
    }
}

/// The visual centre of a region and the radius of the clear circle round it, px. It lies in the region's shape if
/// there is one: a marker stands elsewhere at another width, and not at all where the shape is large.
fn visual_centre(layout: &MapLayout, number: usize) -> Option<(Point, f64)> {
    let is_marked = layout.markers.iter().any(|marker| marker.region == number);
    let shapes = layout.base.shapes.get(number).filter(|_| is_marked);
    let places = shapes.into_iter().flatten().filter_map(|shape| {
        let centre = geo::visual_centre(shape)?;
        Some((centre.at, centre.room))
    });
    let inside = places.max_by(|a, b| a.1.total_cmp(&b.1));
    let visible = || {
        layout
            .hits
            .visual_centre(number)
            .map(|centre| (centre.at, centre.room))
    };
    inside.or_else(visible)
}

fn status(map: &StanceMap, region: &Region) -> Status {
    let name = words::name(map, region);
    Status {
        kind: region.kind,
        stance: region.stance,
        vote: region.vote,
        cosponsor: region.cosponsor,
        label: words::card(map, region),
        detail: words::detail(map, region),
        part: words::part(map, region),
        spoken: words::spoken(map, region).replacen(&name, "{name}", 1),
        cells: words::cells(map, region),
    }
}

/// The policy's footnotes about places on the map.
fn seen_footnotes<'a>(
    map: &'a StanceMap,
    projection: &'a Projection,
) -> impl Iterator<Item = &'a PolicyNote> {
    let notes = map.policy.footnotes.iter();
    notes.filter(|note| projection.forward(note.at).is_some())
}

/// The width of the map from which on a footnote's place is seen, CSS px.
fn seen_from(note: &PolicyNote, projection: &Projection) -> f64 {
    let px2_at_1 = projection.px2_per_km2() / (WIDTH * WIDTH) * note.area_km2;
    (VISIBLE_PX2 / px2_at_1).sqrt().round()
}

/// `lead` with the gap that parts it from the text after it: the page puts one behind the other.
fn with_gap(mut lead: String) -> String {
    let gap = space_after(&lead);
    lead.push_str(gap);
    lead
}

/// The overlay areas, as the policy draws them.
pub(crate) fn overlays(map: &StanceMap) -> impl Iterator<Item = Overlay> + '_ {
    let areas = map.policy.areas.iter();
    let numbers = areas.filter_map(|area| map.index_of(&area.code));
    numbers.filter_map(|number| {
        let polygons = map.regions.get(number)?.polygons.iter();
        let rings = polygons.flat_map(|polygon| &polygon.rings);
        Some(Overlay(number, rings.map(|ring| degrees(ring)).collect()))
    })
}

fn degrees(places: &[geo::LonLat]) -> Vec<f64> {
    let degrees = places.iter().flat_map(|p| [p.lon, p.lat]);
    degrees.map(|degrees| rounded(degrees, 4)).collect()
}

/// The numbers of [`PageData::lines`].
pub fn lines(map: &StanceMap) -> Vec<f64> {
    let sets = [(0.0, LineStyle::Dashed), (1.0, LineStyle::Dotted)];
    let numbers = sets.into_iter().flat_map(|(set, style)| {
        let borders = map
            .policy
            .lines
            .iter()
            .filter(move |line| line.style == style);
        let borders = borders.filter_map(|line| {
            let [a, b] = &line.between;
            let mut numbers = vec![map.index_of(a)? as f64, map.index_of(b)? as f64];
            let ends = line.from.zip(line.to);
            let ends = ends.into_iter().flat_map(|(from, to)| [from, to]);
            numbers.extend(ends.flat_map(|p| [p.lon, p.lat]));
            Some(numbers)
        });
        let areas = map
            .policy
            .areas
            .iter()
            .filter(move |area| area.style == style);
        let areas = areas.map(|area| degrees(&area.outline));
        let lines = borders.chain(areas);
        lines.flat_map(move |line| [vec![set, line.len() as f64], line].concat())
    });
    numbers.collect()
}

/// To so many decimals, to keep the JSON short.
fn rounded(value: f64, decimals: i32) -> f64 {
    let scale = 10_f64.powi(decimals);
    (value * scale).round() / scale
}

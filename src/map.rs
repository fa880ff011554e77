//! The map before it is drawn: what was read, joined and counted, with its shared borders.
//!
//! Takes documents and what they name; callers read files. Leaves sizes and styles to
//! [`scene`](crate::scene).

mod stances;

use std::sync::OnceLock;

use self::stances::stand;
use crate::error::{Error, ErrorKind, Result};
use crate::geo::{self, Border, Extent, LonLat, Polygon, Projection, Topology};
use crate::input::policy::LineStyle;
use crate::input::{codes, Boundaries, Document, Policy, StanceTable, Texts, Voters};
use crate::join::{place, Region, Sources};
use crate::locale::{in_reading_order, Locale};
use crate::report::JoinReport;
use crate::roster::{Names, Roster};
use crate::scene::Style;
use crate::spreadsheet;
use crate::tally::Tally;

/// The highest map, in widths: Chile alone is six times as high as wide. What is higher is a sliver, and
/// its pictures would take memory without bound.
const MOST_HEIGHT: f64 = 12.0;

/// A resolution's map, ready to be composed at any size.
#[derive(Debug, Clone)]
pub struct StanceMap {
    /// What it is about.
    pub document: Document,
    /// Whose borders.
    pub policy: Policy,
    /// Whether that is the built-in policy; another is named on the map.
    pub(crate) has_built_in_policy: bool,
    /// Every place on it, members without a shape too.
    pub regions: Vec<Region>,
    /// What was found about the places alone.
    placed: JoinReport,
    /// What was found on the way.
    pub report: JoinReport,
    /// The count.
    pub tally: Tally,
    /// Shared borders; regions by their index in `regions`.
    pub topology: Topology,
    /// The language of its messages; English at first.
    pub locale: Locale,
    /// Its style.
    pub style: Style,
    /// Measured when a size is first asked for.
    extent: OnceLock<Extent>,
}

/// The lines of a map.
pub(crate) struct MapLines {
    /// Those between two regions each that nobody disputes.
    pub(crate) borders: Vec<Border>,
    /// Dashed and dotted borders or portions of them.
    pub(crate) disputed: Vec<(LineStyle, Vec<LonLat>)>,
}

/// What a map is made of. See [`StanceMap::new`].
#[derive(Debug, Clone)]
pub struct MapParts {
    /// What it is about.
    pub document: Document,
    /// The boundaries.
    pub boundaries: Boundaries,
    /// The property of the boundaries that holds the country code; found by itself if `None`.
    pub key: Option<String>,
    /// The table.
    pub stances: StanceTable,
    /// Whose borders.
    pub policy: Policy,
    /// Codes of those that vote, if body and date do not decide it.
    pub voters: Option<Vec<String>>,
}

impl StanceMap {
    /// Joins the parts. A map whose tally is off is still made, with
    /// [`errors`](Self::errors); it is for callers not to draw it.
    ///
    /// # Errors
    /// Boundaries without country codes or that make a map much higher than wide, voters that are not
    /// known.
    pub fn new(parts: MapParts) -> Result<Self> {
        let MapParts {
            document,
            boundaries,
            key,
            stances,
            policy,
            voters,
        } = parts;
        let sources = Sources {
            document: &document,
            boundaries: &boundaries,
            key: key.as_deref(),
            stances: &stances,
            names: &Names::new(Roster::built_in()?, &policy)?,
            policy: &policy,
            voters: voters.as_deref(),
        };
        let (mut regions, placed) = place(&sources)?;
        let (tally, report) = stand(&mut regions, placed.clone(), &sources)?;
        let boundaries_file = boundaries.file.clone();
        // Their shapes are in the regions: nothing else needs them.
        drop(boundaries);
        let shapes: Vec<&[Polygon]> = regions
            .iter()
            .map(|region| region.polygons.as_slice())
            .collect();
        let topology = Topology::build(&shapes);
        let map = Self {
            document,
            has_built_in_policy: policy.is_built_in(),
            policy,
            regions,
            placed,
            report,
            tally,
            topology,
            locale: Locale::english()?,
            style: Style::default(),
            extent: OnceLock::new(),
        };
        map.check_height(&boundaries_file)?;
        Ok(map)
    }

    /// Refuses boundaries that make too high a map.
    fn check_height(&self, file: &str) -> Result<()> {
        let (_, height) = self.fitted(1.0);
        if height <= MOST_HEIGHT {
            return Ok(());
        }
        let found = format!("a map {height:.0} times as high as wide; {MOST_HEIGHT} is the most");
        let remedy = "add what lies east and west of it, or choose another projection";
        Err(Error::new(ErrorKind::Geometry, file, found, remedy))
    }

    /// Reads a map document and the files it names. `read` gets `document_file` first, then each
    /// file's path: as the document has it, in the document's folder unless it is absolute.
    ///
    /// # Errors
    /// What `read` gives, and whatever is wrong in one of the files.
    pub fn load(
        document_file: &str,
        mut read: impl FnMut(&str) -> Result<Vec<u8>>,
    ) -> Result<Self> {
        let document = Document::parse(document_file, &read(document_file)?)?;
        Self::load_document(document, None, read)
    }

    /// Reads the files that `document` names. `key` is the property of the boundaries that holds
    /// the country code; if `None`, it is the document's `key`, else found by itself.
    ///
    /// # Errors
    /// As [`load`](Self::load).
    pub fn load_document(
        document: Document,
        key: Option<String>,
        mut read: impl FnMut(&str) -> Result<Vec<u8>>,
    ) -> Result<Self> {
        let beside = document.clone();
        let mut fetch = |file: &str| -> Result<(String, Vec<u8>)> {
            let path = beside.path_of(file);
            let bytes = read(&path)?;
            Ok((path, bytes))
        };
        // The bytes of a file go as soon as it is read: together they would be megabytes.
        let stances =
            fetch(&document.stances).and_then(|(file, bytes)| StanceTable::parse(&file, &bytes))?;
        let boundaries = fetch(&document.countries)
            .and_then(|(file, bytes)| Boundaries::parse(&file, &bytes))?;
        let policy = match &document.policy {
            Some(file) => fetch(file).and_then(|(file, bytes)| Policy::parse(&file, &bytes))?,
            None => Policy::un()?,
        };
        let voters = match &document.voters {
            Some(Voters::Codes(codes)) => Some(codes.clone()),
            Some(Voters::File(file)) => {
                Some(fetch(file).and_then(|(file, bytes)| codes(&file, &bytes))?)
            }
            None => None,
        };
        Self::new(MapParts {
            key: key.or_else(|| document.key.clone()),
            document,
            boundaries,
            stances,
            policy,
            voters,
        })
    }

    /// In sentences, what keeps the map from being drawn; empty for a map that is right.
    pub fn errors(&self) -> Vec<String> {
        self.report.errors().map(ToString::to_string).collect()
    }

    /// The document's texts in the map's language, as far as it translates them.
    pub fn texts(&self) -> Texts {
        let texts = self.document.texts(self.locale.language());
        let ordered = |text: Option<String>| text.map(|text| in_reading_order(&text));
        Texts {
            lang: texts.lang,
            title: in_reading_order(&texts.title),
            subtitle: ordered(texts.subtitle),
            note: ordered(texts.note),
            source: ordered(texts.source),
            credit: ordered(texts.credit),
        }
    }

    /// The projection the document asks for, unscaled.
    pub fn projection(&self) -> Projection {
        self.document.projection
    }

    /// The projection scaled and placed for a map `width_px` wide, and the map's height in px. It shows what the
    /// document's frame does: of the world every shape north of Antarctica, and the capitals of members without one; but of a map that lacks most members,
    /// as one of a continent does, only the shapes.
    pub fn fitted(&self, width_px: f64) -> (Projection, f64) {
        let extent = self.extent.get_or_init(|| self.measured());
        // The document may ask for another projection by now.
        match extent.projection() == self.projection() {
            true => extent.fit_width(width_px),
            false => self.measured().fit_width(width_px),
        }
    }

    fn measured(&self) -> Extent {
        let shapeless = self
            .regions
            .iter()
            .filter(|region| region.is_member() && region.polygons.is_empty());
        let homes: Vec<LonLat> = shapeless.filter_map(|region| region.home).collect();
        let shown = match homes.len() * 2 > self.members() {
            true => &[][..],
            false => &homes,
        };
        let (projection, frame) = (self.projection(), self.document.frame);
        Extent::new(projection, frame, self.polygons(), shown.iter().copied())
    }

    /// Every polygon of every region.
    pub fn polygons(&self) -> impl Iterator<Item = &Polygon> {
        self.regions.iter().flat_map(|region| &region.polygons)
    }

    /// How many regions are member states.
    pub fn members(&self) -> usize {
        self.regions
            .iter()
            .filter(|region| region.is_member())
            .count()
    }

    /// The region with the code `iso3`, as its index.
    pub fn index_of(&self, iso3: &str) -> Option<usize> {
        self.regions.iter().position(|region| region.iso3 == iso3)
    }

    /// Numbers of the members that have a vote, where others have none: the seats of a council. Empty where all have.
    pub fn seats(&self) -> Vec<usize> {
        let members = self
            .regions
            .iter()
            .enumerate()
            .filter(|(_, region)| region.is_member());
        let (with, without): (Vec<_>, Vec<_>) =
            members.partition(|(_, region)| region.vote.is_some());
        match without.is_empty() {
            true => Vec::new(),
            false => with.into_iter().map(|(number, _)| number).collect(),
        }
    }

    /// Borders without what of them is disputed, and disputed lines. Vertices that bound less than `min_area`
    /// steradians at a place are left out.
    pub(crate) fn lines(&self, min_area: impl Fn(LonLat) -> f64) -> MapLines {
        let mut borders = self.topology.borders(&min_area);
        let mut disputed = Vec::new();
        for line in &self.policy.lines {
            let [a, b] = &line.between;
            let (Some(a), Some(b)) = (self.index_of(a), self.index_of(b)) else {
                continue;
            };
            let whole = self.topology.between(a, b, &min_area);
            borders.retain(|border| ![[a, b], [b, a]].contains(&[border.left, border.right]));
            let (Some(from), Some(to)) = (line.from, line.to) else {
                disputed.extend(whole.into_iter().map(|line_of| (line.style, line_of)));
                continue;
            };
            let portions = whole.iter().enumerate().filter_map(|(i, border)| {
                let portion = geo::portion(border, from, to);
                let off = apart(*portion.first()?, from) + apart(*portion.last()?, to);
                Some((off, i, portion))
            });
            let nearest = portions.min_by(|a, b| a.0.total_cmp(&b.0));
            for (i, own) in whole.iter().enumerate() {
                let rest = match &nearest {
                    Some((_, of, portion)) if *of == i => geo::without(own, portion),
                    _ => vec![own.clone()],
                };
                let (left, right) = (a, b);
                borders.extend(rest.into_iter().map(|line| Border { left, right, line }));
            }
            disputed.extend(nearest.map(|(_, _, portion)| (line.style, portion)));
        }
        MapLines { borders, disputed }
    }

    /// What the map shows as CSV, members first, with the columns
    /// `iso3,name,kind,stance,vote,cosponsor`. An apostrophe stands before what a spreadsheet would run.
    pub fn csv(&self) -> String {
        let mut regions: Vec<&Region> = self.regions.iter().collect();
        regions.sort_by(|a, b| (a.kind, &a.iso3).cmp(&(b.kind, &b.iso3)));
        let header = ["iso3", "name", "kind", "stance", "vote", "cosponsor"];
        let rows = regions.iter().map(|region| {
            [
                region.iso3.as_str(),
                &region.name,
                region.kind.as_str(),
                region.stance.as_str(),
                region.vote.map_or("", |vote| vote.as_str()),
                region.cosponsor.as_str(),
            ]
        });
        spreadsheet::csv([header].into_iter().chain(rows))
    }
}

/// How far apart two places are, for comparing: squared degrees, longitude shrunk by latitude.
fn apart(a: LonLat, b: LonLat) -> f64 {
    let lon = (a.lon - b.lon) * libm::cos(b.lat.to_radians());
    lon.powi(2) + (a.lat - b.lat).powi(2)
}

//! `stancemap pack` and `stancemap unpack`: boundaries into a packed map and back.

use std::path::PathBuf;

use crate::input::Boundaries;
use crate::smap::{self, Packing};
use crate::{Error, ErrorKind, Result};
use clap::Args;

use crate::command::output::Output;
use crate::command::{shown, Session, Status};

#[derive(Args)]
pub(crate) struct Pack {
    /// Boundaries: GeoJSON or TopoJSON
    input: PathBuf,
    /// The file to write
    #[arg(short, long)]
    output: PathBuf,
    /// Leave out triangles of less than so many px² on a world map so many px wide, as 0.5@1920; all
    /// vertices stay if not given
    #[arg(long, value_name = "PX2@WIDTH", value_parser = detail)]
    detail: Option<DetailArgument>,
    /// Positions are at most half of this off, in degrees; the next finer 360 / 2ⁿ is taken. A
    /// quarter of a px of --detail if not given, else 0.0001
    #[arg(long, value_name = "DEGREES", value_parser = quantum)]
    quantum: Option<f64>,
    /// Levels of detail in the file, each of them half as wide a map, 0 to 15
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u8).range(0..=15))]
    levels: u8,
    /// The property that holds each region's code, or id; iso3 and its like are tried if not given
    #[arg(long)]
    key: Option<String>,
    /// The object of a TopoJSON file, if there are several and none is called countries
    #[arg(long)]
    object: Option<String>,
}

#[derive(Args)]
pub(crate) struct Unpack {
    /// A packed map
    input: PathBuf,
    /// The GeoJSON file to write
    #[arg(short, long)]
    output: PathBuf,
    /// The level of detail for a narrower map, as 0.5@640; all that is there if not given
    #[arg(long, value_name = "PX2@WIDTH", value_parser = detail)]
    detail: Option<DetailArgument>,
}

#[derive(Debug, Clone, Copy)]
struct DetailArgument {
    steradians: f64,
    width: f64,
}

fn detail(text: &str) -> Result<DetailArgument, String> {
    let parts = text
        .split_once('@')
        .and_then(|(area, width)| Some((number(area)?, number(width)?)));
    let (area, width) = parts.ok_or("write an area in px², @, and a width in px, as 0.5@1920")?;
    let steradians = Packing::steradians(area, width);
    Ok(DetailArgument { steradians, width })
}

fn quantum(text: &str) -> Result<f64, String> {
    number(text).ok_or_else(|| "write degrees above 0, as 0.01".to_owned())
}

fn number(text: &str) -> Option<f64> {
    text.parse()
        .ok()
        .filter(|number: &f64| number.is_finite() && *number > 0.0)
}

/// Without `--detail`: fine enough to give back the four decimals of our own atlases.
const FINE_DEG: f64 = 0.0001;

pub(crate) fn pack(session: &Session, arguments: &Pack) -> Result<Status> {
    let target = Output::new(session.system, &arguments.output)?;
    let input = shown(&arguments.input);
    target.refuse_input(&input)?;
    let bytes = session.read_argument(&input)?;
    let object = arguments.object.as_deref();
    let (boundaries, dropped) = Boundaries::parse_to_pack(&input, &bytes, object)?;
    if dropped > 0 {
        session.say(&format!(
            "{input}: left out {dropped} rings that its grid shrinks to a point or a line"
        ));
    }
    let (sources, properties) = boundaries.to_pack(arguments.key.as_deref())?;
    for feature in boundaries
        .features
        .iter()
        .filter(|feature| !feature.not_areas.is_empty())
    {
        let others = feature.not_areas.join(", ");
        session.say(&format!("{input}, {}: left out: {others}", feature.place()));
    }
    let default = arguments
        .detail
        .map_or(FINE_DEG, |detail| 360.0 / detail.width / 4.0);
    let packing = Packing {
        bits: Packing::bits_for(arguments.quantum.unwrap_or(default)),
        floor: arguments.detail.map_or(0.0, |detail| detail.steradians),
        levels: arguments.levels,
    };
    let packed = smap::pack(&sources, &packing).map_err(|error| {
        let remedy = error.remedy();
        Error::new(ErrorKind::Geometry, &input, error.to_string(), remedy).because(error)
    })?;
    let out = smap::encode(&packed.atlas, &properties);
    target.write(&out)?;
    let output = shown(&arguments.output);
    if packed.crossings > 0 {
        session.say(&format!(
            "{input}: {} edges cross others; they were left so",
            packed.crossings
        ));
    }
    let atlas = &packed.atlas;
    session.say(&format!(
        "{output}: {} regions, {} arcs, {} of {} vertices, {} bytes ({} before); a unit is {}°",
        atlas.regions.len(),
        atlas.arcs(),
        atlas.vertices.len(),
        packed.source_vertices,
        out.len(),
        bytes.len(),
        atlas.quantum
    ));
    Ok(Status::Clean)
}

pub(crate) fn unpack(session: &Session, arguments: &Unpack) -> Result<Status> {
    let target = Output::new(session.system, &arguments.output)?;
    let input = shown(&arguments.input);
    target.refuse_input(&input)?;
    let area = arguments.detail.map_or(0.0, |detail| detail.steradians);
    let text = smap::geojson(&session.read_argument(&input)?, area).map_err(|damage| {
        let remedy = "give a file that `stancemap pack` wrote, or fetch it again";
        Error::new(ErrorKind::Syntax, &input, damage.message(), remedy).because(damage)
    })?;
    target.write(text.as_bytes())?;
    let output = shown(&arguments.output);
    session.say(&format!("{output}: {} bytes", text.len()));
    Ok(Status::Clean)
}

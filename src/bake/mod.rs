//! Bake: a map becomes a folder of files that any host can serve: the figure in HTML with still
//! pictures and a table, the viewer and its data, a page for frames, snippets for articles, and what
//! other sites show of a link.
//!
//! Takes maps and the built module, gives files; callers read and write them. The same input gives the
//! same bytes.

mod bar;
mod boundaries;
mod color_scheme;
mod data;
mod detail;
mod drawing;
mod figure;
mod files;
mod inline;
mod inputs;
mod markup;
mod module;
mod names;
mod page;
mod stills;
mod style;
mod table;

use std::collections::BTreeSet;

use serde_json::json;

use self::figure::{figure, Downloads, Figure, FigurePlace};
use self::files::{Asset, Folder};
use self::page::{Pages, Shared, CARD};
use crate::error::{Error, ErrorKind, Result};
use crate::paint;
use crate::scene::{compose_card, compose_figure, still_text, Options, Theme};

pub use self::color_scheme::ColorScheme;
pub use self::data::MapFiles;
pub use self::detail::check_detail;
pub use self::files::{is_hashed, File};
pub use self::inputs::Inputs;
pub use self::module::{Module, Programs, PLACEHOLDER};
pub use self::stills::still_svg;

/// Names the files of the last bake in a folder.
pub const LIST: &str = "baked.json";

/// The folders that a bake makes in that folder.
pub const FOLDERS: [&str; 2] = [detail::FOLDER, module::LOCALES];

/// Of the figure that readers save: as the live map's largest but one.
const FIGURE_WIDTH: f64 = 960.0;
const FIGURE_SCALE: f64 = 2.0;
const FIGURE_PIXELS: usize = 1920;

const FRAME: &str = include_str!("../../www/frame.js");
const FRAME_HOST: &str = include_str!("../../www/frame-host.js");
const ICON: &str = include_str!("../../www/favicon.svg");

/// How pages are made.
#[derive(Debug, Clone, Default)]
pub struct BakeOptions {
    /// Where the folder will be served: `https://example.org/maps/`. Without it addresses are
    /// relative to the folder, and there is no oEmbed description: that needs absolute addresses.
    pub base_url: Option<String>,
    /// Which colours the pages are in.
    pub color_scheme: ColorScheme,
    /// Whether the tables are there too as they are, with what the maps don't use of them.
    pub with_raw_table: bool,
}

/// Makes the files of a folder for `sources`, the first of which gets the plain names
/// (`embed.html`); those of the others end in the document's name (`embed-s-2022-155.html`).
///
/// # Errors
/// No document; one that is named twice; a map with errors, which would be wrong on the page; a base
/// address that is malformed; a language whose alphabetical order is not known.
pub fn bake(sources: &[MapFiles], module: &Module, options: &BakeOptions) -> Result<Vec<File>> {
    let base_url = options.base_url.as_deref().map(base).transpose()?;
    check(sources)?;
    let mut folder = Folder::default();
    let style = sources.first().map(|source| &source.map.style);
    let shared = Shared {
        style: folder.add(
            "stance-map",
            "css",
            style.map_or_else(String::new, style::sheet),
        ),
        module: module.add_to(&mut folder),
        frame: folder.add("frame", "js", without_comments(FRAME)),
        icon: folder.add("favicon", "svg", ICON),
    };
    // By a fixed name: host pages keep it, and it speaks with every version of the frame's page.
    folder.put("frame-host.js", FRAME_HOST);
    let stems: Vec<String> = sources
        .iter()
        .map(|source| names::stem(&source.map.document.file))
        .collect();
    let stems = names::distinct(stems.iter().map(String::as_str));
    for (i, (source, stem)) in sources.iter().zip(&stems).enumerate() {
        let suffix = match i {
            0 => String::new(),
            _ => format!("-{stem}"),
        };
        one(
            source,
            (stem, &suffix),
            &shared,
            base_url.as_deref(),
            options.color_scheme,
            &mut folder,
        )?;
        if options.with_raw_table {
            source.add_raw_table_to(&mut folder);
        }
    }
    let mut files = folder.into_files()?;
    files.push(list(&files));
    Ok(files)
}

/// A script of this crate without lines of comment and indentation.
fn without_comments(text: &str) -> String {
    let lines = text.lines().map(str::trim);
    let is_comment = |line: &&str| {
        ["//", "/*", "*"]
            .iter()
            .any(|begin| line.starts_with(begin))
    };
    let kept: Vec<&str> = lines
        .filter(|line| !line.is_empty() && !is_comment(line))
        .collect();
    kept.join("\n") + "\n"
}

/// One map's files; hashed names begin with `stem`, fixed ones end in `suffix`.
fn one(
    source: &MapFiles,
    (stem, suffix): (&str, &str),
    shared: &Shared,
    base_url: Option<&str>,
    color_scheme: ColorScheme,
    folder: &mut Folder,
) -> Result<()> {
    let MapFiles {
        map, fonts, lang, ..
    } = source;
    let detail = source.add_detail_to(folder)?;
    let document = source.add_to(folder, stem, detail.as_ref());
    let locales = &shared.module.locales;
    let page_data = source.add_page_data_to(folder, stem, &document, detail.as_ref(), locales)?;
    let (stills, scene) = stills::make(map, fonts, stem, folder)?;
    let words = still_text(map, &scene, page_data.names_from);
    let drawing = Options {
        width_px: FIGURE_WIDTH,
        theme: Theme::Light,
    };
    let svg = paint::svg(&compose_figure(map, &drawing))?;
    let png = paint::png_from_svg(&svg, FIGURE_SCALE, fonts)?;
    let downloads = Downloads {
        csv: folder.add(&format!("{stem}-table"), "csv", map.csv()),
        png: folder.add(&format!("{stem}-figure"), "png", png),
        svg: folder.add(&format!("{stem}-figure"), "svg", svg),
    };
    let card = compose_card(map);
    let scale = f64::from(CARD[0]) / card.width;
    let card = paint::png_from_svg(&paint::svg(&card)?, scale, fonts)?;
    let card = folder.add(&format!("{stem}-card"), "png", card);

    let id = document.name.trim_end_matches(".json");
    let still = Figure {
        map,
        words: &words,
        stills: &stills,
        downloads: &downloads,
        stem,
        id: &format!("stance-map-{id}"),
    };
    let (embed, oembed) = (
        format!("embed{suffix}.html"),
        format!("oembed{suffix}.json"),
    );
    let pages = Pages {
        shared,
        words: &words,
        document: &document,
        page_data: &page_data,
        lang: lang.as_deref(),
        color_scheme,
        card: &card,
        base_url,
        embed: &embed,
        oembed: &oembed,
    };
    let afar = |asset: &Asset| pages.address(&asset.name);
    let here = |asset: &Asset| asset.name.clone();
    let in_article = FigurePlace {
        color_scheme,
        widest: stills::COLUMN,
        is_alone: false,
        address: &afar,
    };
    let in_frame = FigurePlace {
        color_scheme,
        widest: f64::INFINITY,
        is_alone: true,
        address: &here,
    };
    let article = figure(&still, &in_article)?;
    folder.put(&embed, pages.embed(figure(&still, &in_frame)?));
    folder.put(
        format!("snippet{suffix}.html"),
        pages.snippet(article.clone()),
    );
    folder.put(
        format!("snippet-plain{suffix}.html"),
        pages.plain_snippet(article),
    );
    folder.put(format!("snippet-frame{suffix}.html"), pages.frame_snippet());
    folder.put(
        format!("tags{suffix}.html"),
        pages.tags().into_string() + "\n",
    );
    if base_url.is_some() {
        folder.put(&oembed, pages.oembed());
    }
    Ok(())
}

/// The list of all files, itself left out.
fn list(files: &[File]) -> File {
    let names: Vec<_> = files
        .iter()
        .map(|file| {
            json!({
                "name": file.name,
                "integrity": files::integrity(&file.bytes),
                "immutable": file.hashed,
            })
        })
        .collect();
    File {
        name: LIST.to_owned(),
        bytes: format!("{:#}\n", json!({ "files": names })).into_bytes(),
        hashed: false,
    }
}

fn check(sources: &[MapFiles]) -> Result<()> {
    if sources.is_empty() {
        return Err(Error::new(
            ErrorKind::Option,
            "DOCUMENT",
            "none given",
            "name a map document",
        ));
    }
    let mut named = BTreeSet::new();
    for MapFiles { map, .. } in sources {
        let file = map.document.file.as_str();
        if let Some(error) = map.errors().first() {
            return Err(Error::new(
                ErrorKind::Value,
                file,
                format!("the map would be wrong: {error}"),
                "mend that first",
            ));
        }
        if !named.insert(file) {
            let remedy = "name each document once";
            return Err(Error::new(ErrorKind::Option, file, "named twice", remedy));
        }
    }
    Ok(())
}

/// A checked base address, with a slash at its end.
fn base(url: &str) -> Result<String> {
    let is_address = ["https://", "http://"].iter().any(|scheme| {
        url.strip_prefix(scheme)
            .is_some_and(|rest| !rest.is_empty())
    });
    let is_plain = |c: char| c.is_ascii_graphic() && !"\"<>\\^`{|}?#".contains(c);
    if !is_address || !url.chars().all(is_plain) {
        return Err(Error::new(
            ErrorKind::Option,
            "--base-url",
            format!("\"{url}\" is no address of a folder"),
            "write it as https://example.org/maps/",
        ));
    }
    Ok(format!("{}/", url.trim_end_matches('/')))
}

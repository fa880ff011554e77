//! The still figure in HTML: readers see it until the live map is painted, and where it never is. It has
//! the structure and classes of the live figure, so both take the same room.

use super::bar::{shown, swatch, votes};
use super::color_scheme::ColorScheme;
use super::files::Asset;
use super::inline;
use super::markup::{element, Markup};
use super::stills::Stills;
use super::table::table;
use crate::error::Result;
use crate::locale::Direction;
use crate::map::StanceMap;
use crate::scene::{space_after, FigureText};
use crate::words::together;

/// What a reader can take home.
#[derive(Debug)]
pub(super) struct Downloads {
    pub csv: Asset,
    pub png: Asset,
    pub svg: Asset,
}

/// Everything a figure is made of.
#[derive(Debug)]
pub(super) struct Figure<'a> {
    pub map: &'a StanceMap,
    pub words: &'a FigureText,
    pub stills: &'a Stills,
    pub downloads: &'a Downloads,
    /// The document's name without extension: what saved files are called.
    pub stem: &'a str,
    /// Begins the names of what is referred to inside the page.
    pub id: &'a str,
}

/// How a figure stands on its page.
pub(super) struct FigurePlace<'a> {
    pub color_scheme: ColorScheme,
    /// The widest that it gets, CSS px.
    pub widest: f64,
    /// Whether the page holds nothing else: its title is the page's, and the still map stands in the page itself.
    pub is_alone: bool,
    /// Where a file is, as seen from the page.
    pub address: &'a dyn Fn(&Asset) -> String,
}

/// For the attribute `dir`.
pub(super) fn dir(words: &FigureText) -> &'static str {
    match words.direction {
        Direction::Ltr => "ltr",
        Direction::Rtl => "rtl",
    }
}

/// The figure as an element.
///
/// # Errors
/// A language whose alphabetical order is not known.
pub(super) fn figure(figure: &Figure, place: &FigurePlace) -> Result<Markup> {
    let Figure { words, .. } = figure;
    let picture = picture(figure, place)?;
    let tip = figure.map.locale.text("ui.tap", &[]);
    let mut parts = vec![documents(
        if place.is_alone { "h1" } else { "h2" },
        "stance-map-title",
        words,
        Markup::text(&words.title),
    )];
    parts.extend(
        words
            .subtitle
            .as_ref()
            .map(|subtitle| documents("p", "stance-map-subtitle", words, Markup::text(subtitle))),
    );
    parts.extend([
        // Above the map for the eye by the sheet's order; here too, so that nothing that comes later moves a large one.
        votes(&figure.map.style, words, figure.id),
        legend(figure),
        div("stance-map-picture", picture),
        div("stance-map-strip", element("p", &[], Markup::text(&tip))),
        div("stance-map-notes", notes(words, figure.map).block()),
        div("stance-map-tools", tools(figure, place)?.block()),
    ]);
    Ok(element(
        "figure",
        &[
            ("class", "stance-map-figure"),
            ("lang", &words.lang),
            ("dir", dir(words)),
        ],
        Markup::lines(parts).block(),
    ))
}

/// The still map.
fn picture(figure: &Figure, place: &FigurePlace) -> Result<Markup> {
    let alt = &figure.words.summary;
    let choices = place.color_scheme.choices();
    let file = |choices: &[_], is_for_all| {
        let FigurePlace {
            widest, address, ..
        } = place;
        figure
            .stills
            .picture(alt, choices, *widest, is_for_all, address)
    };
    let (contrast, plain): (Vec<_>, Vec<_>) = choices
        .iter()
        .cloned()
        .partition(|(theme, _)| theme.is_high_contrast());
    if !place.is_alone || plain.is_empty() {
        return Ok(file(&choices, true));
    }
    Ok(match inline::still(figure.map, figure.stills, alt)? {
        Some(still) => Markup::lines([still, file(&contrast, false)]),
        None => file(&choices, true),
    })
}

fn div(class: &str, content: Markup) -> Markup {
    element("div", &[("class", class)], content)
}

/// Words of the document. They run in their own direction if their language is not the figure's.
fn documents(name: &str, class: &str, words: &FigureText, content: Markup) -> Markup {
    let mut attributes = vec![("class", class)];
    if words.document_lang != words.lang {
        attributes.extend([("lang", words.document_lang.as_str()), ("dir", "auto")]);
    }
    element(name, &attributes, content)
}

/// The entries; the sheet sets them under the bar where there is room, between boxes as wide as the segments.
fn legend(figure: &Figure) -> Markup {
    let Figure { map, words, id, .. } = figure;
    let places = words.spread.iter().flat_map(|spread| &spread.places);
    let mut places = places.map(Some).chain(std::iter::repeat(None));
    let entries = words.legend.iter().map(|entry| {
        let place = places.next().flatten();
        let number = entry.number.iter();
        let number = number.map(|number| element("b", &[], Markup::text(number)));
        let names = entry.names.iter().map(|names| {
            let class = words
                .names_from
                .map_or_else(String::new, |from| shown("below", from));
            element("span", &[("class", class.trim())], Markup::text(names))
        });
        let label = Markup::all([Markup::text(&entry.label)].into_iter().chain(names));
        let parts = [swatch(&map.style, entry.stance, id)].into_iter();
        let parts = parts.chain(number).chain([element("span", &[], label)]);
        let parts = Markup::lines(parts);
        let mut class = String::new();
        if place.is_some_and(|place| place.is_end) {
            class += " is-end";
        }
        if place.is_some_and(|place| place.row > 0) {
            class += " is-low";
        }
        if place.is_some_and(|place| place.share == 0.0) {
            class += " is-free";
        }
        // In two columns it takes both.
        if entry
            .names
            .as_ref()
            .is_some_and(|names| names.chars().count() > 20)
        {
            class += " is-long";
        }
        let entry = element("span", &[("class", "stance-map-entry")], parts);
        let entry = element("div", &[], entry);
        let width = place.map_or(0.0, |place| place.share);
        let segment = element(
            "svg",
            &[
                ("class", "stance-map-segment"),
                ("width", &format!("{:.3}%", width * 100.0)),
                ("height", "0"),
                ("aria-hidden", "true"),
            ],
            Markup::default(),
        );
        element(
            "li",
            &[("class", class.trim())],
            match place {
                Some(place) if place.is_end => Markup::all([segment, entry]),
                Some(_) => Markup::all([entry, segment]),
                None => entry,
            },
        )
    });
    let class = match &words.spread {
        Some(spread) => format!("stance-map-legend stance-map-spread-{}", spread.from),
        None => "stance-map-legend".to_owned(),
    };
    element(
        "ul",
        &[("class", &class), ("role", "list")],
        Markup::lines(entries).block(),
    )
}

fn notes(words: &FigureText, map: &StanceMap) -> Markup {
    let borders = words.key.iter().chain([&words.borders]).cloned();
    let borders = together(map, borders);
    let mut parts: Vec<Markup> = words
        .note
        .iter()
        .map(|note| documents("p", "stance-map-note", words, Markup::text(note)))
        .collect();
    parts.push(element(
        "p",
        &[("class", "stance-map-borders")],
        Markup::text(&borders),
    ));
    if !words.footnotes.is_empty() {
        let summary = map.locale.count("places", words.footnotes.len(), &[]);
        let places = words.footnotes.iter().map(|footnote| {
            let gap = space_after(&footnote.about);
            let about = element("b", &[], Markup::text(&footnote.about));
            element(
                "li",
                &[],
                Markup::all([about, Markup::text(gap), Markup::text(&footnote.text)]),
            )
        });
        parts.push(element(
            "details",
            &[("class", "stance-map-places")],
            Markup::lines([
                element("summary", &[], Markup::text(&summary)),
                element("ul", &[], Markup::lines(places).block()),
            ])
            .block(),
        ));
    }
    let source = words.source.as_ref().map(|source| match &words.url {
        Some(url) => element("a", &[("href", url)], Markup::text(source)),
        None => Markup::text(source),
    });
    let credit = words.credit.as_deref().map(Markup::text);
    let said: Vec<Markup> = source.into_iter().chain(credit).collect();
    if !said.is_empty() {
        let said = said.into_iter().enumerate().flat_map(|(i, part)| {
            let dot = (i > 0).then(|| Markup::text(" · "));
            dot.into_iter().chain([part])
        });
        parts.push(documents(
            "p",
            "stance-map-source",
            words,
            Markup::all(said),
        ));
    }
    Markup::lines(parts)
}

fn tools(figure: &Figure, place: &FigurePlace) -> Result<Markup> {
    let Figure {
        map,
        downloads,
        stem,
        ..
    } = figure;
    let text = |key: &str| map.locale.text(key, &[]);
    let link = |label: &str, asset: &Asset, extension: &str| {
        let kind = element("b", &[], Markup::text(&extension.to_uppercase()));
        let label = Markup::all([kind, Markup::text(" "), Markup::text(label)]);
        let attributes = [
            ("href", (place.address)(asset)),
            ("download", format!("{stem}.{extension}")),
        ];
        let attributes = attributes
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        element("a", &attributes, label)
    };
    let scroll = element(
        "div",
        &[
            ("class", "stance-map-scroll"),
            ("tabindex", "0"),
            ("role", "region"),
            ("aria-label", &text("table.caption")),
        ],
        table(map)?,
    );
    let details = element(
        "details",
        &[("class", "stance-map-table")],
        Markup::lines([
            element("summary", &[], Markup::text(&text("ui.table"))),
            scroll,
        ])
        .block(),
    );
    let pixels = map.locale.count("ui.png", super::FIGURE_PIXELS, &[]);
    let files = Markup::lines([
        element("summary", &[], Markup::text(&text("ui.download"))),
        link(&pixels, &downloads.png, "png"),
        link(&text("ui.svg"), &downloads.svg, "svg"),
        link(&text("ui.csv"), &downloads.csv, "csv"),
    ]);
    // As wide as the live figure's button, which needs a script.
    let find = Markup::text(&text("ui.find.country"));
    let find = element(
        "span",
        &[
            ("class", "stance-map-button stance-map-find"),
            ("aria-hidden", "true"),
        ],
        find,
    );
    Ok(Markup::lines([
        find,
        details,
        element(
            "details",
            &[("class", "stance-map-table stance-map-downloads")],
            files.block(),
        ),
    ]))
}

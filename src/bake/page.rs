//! Pages and snippets: what a newsroom pastes into an article, and the page for a frame.

use serde_json::json;

use super::color_scheme::ColorScheme;
use super::data::PageAssets;
use super::figure::dir;
use super::files::Asset;
use super::markup::{document, element, void, Markup};
use super::module::Modules;
use crate::scene::FigureText;

/// Size of the Open Graph image, px: what the sites that show it ask for.
pub(super) const CARD: [u32; 2] = [1200, 630];
/// Of a frame for systems that want a number, CSS px.
const FRAME_WIDTH: u32 = 960;
/// Height of a figure with texts of common length in such a frame, until its page reports its own.
const FRAME_HEIGHT: u32 = 890;
/// What a frame may do: run the map, save pictures, follow the link of the source.
const SANDBOX: &str = "allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox";

/// The files that every page refers to.
#[derive(Debug)]
pub(super) struct Shared {
    pub style: Asset,
    pub module: Modules,
    pub frame: Asset,
    pub icon: Asset,
}

/// One map's pages.
pub(super) struct Pages<'a> {
    pub shared: &'a Shared,
    pub words: &'a FigureText,
    pub document: &'a Asset,
    pub page_data: &'a PageAssets,
    /// For the attribute `lang` of the element, if it is not the document's.
    pub lang: Option<&'a str>,
    pub color_scheme: ColorScheme,
    pub card: &'a Asset,
    /// Where the folder will be, with a slash at its end, if that is known.
    pub base_url: Option<&'a str>,
    /// Names of this map's own page for frames and of its oEmbed description.
    pub embed: &'a str,
    pub oembed: &'a str,
}

impl Pages<'_> {
    /// Where a file is for pages elsewhere, as far as that is known.
    pub(super) fn address(&self, name: &str) -> String {
        format!("{}{name}", self.base_url.unwrap_or_default())
    }

    /// Style sheet and module for the head or body of a page: `address` gives where they are.
    fn links(&self, address: &dyn Fn(&str) -> String) -> Markup {
        let mut links = vec![stylesheet(&self.shared.style, address)];
        links.extend(self.ahead(address));
        links.push(script(
            &self.shared.module.script,
            &[("async", "")],
            address,
        ));
        Markup::lines(links)
    }

    /// What the module will fetch, to be fetched while it is.
    fn ahead(&self, address: &dyn Fn(&str) -> String) -> Vec<Markup> {
        let files = [
            &self.shared.module.viewer,
            &self.page_data.atlas,
            &self.page_data.page_data,
        ];
        let ahead = |asset: &Asset| {
            let href = address(&asset.name);
            let attributes = [
                ("rel", "preload"),
                ("as", "fetch"),
                ("href", href.as_str()),
                ("crossorigin", "anonymous"),
            ];
            void("link", &attributes)
        };
        files.map(ahead).into()
    }

    /// The element with `figure` inside; it loads when the reader comes near, or at once.
    fn live(&self, address: &dyn Fn(&str) -> String, figure: Markup, is_eager: bool) -> Markup {
        let (src, page_data) = (
            address(&self.document.name),
            address(&self.page_data.page_data.name),
        );
        let mut attributes = vec![
            ("src", src.as_str()),
            ("page", page_data.as_str()),
            ("page-integrity", &self.page_data.page_data.short_integrity),
        ];
        attributes.extend(self.lang.map(|lang| ("lang", lang)));
        attributes.extend(self.color_scheme.word().map(|word| ("theme", word)));
        attributes.extend(is_eager.then_some(("loading", "eager")));
        element("stance-map", &attributes, figure.block())
    }

    /// The attributes of what stands round the figure in a palette.
    fn themed(&self, class: &'static str) -> Vec<(&'static str, &'static str)> {
        let mut attributes = vec![("class", class)];
        attributes.extend(self.color_scheme.word().map(|word| ("data-theme", word)));
        attributes
    }

    /// What an article takes: the figure, and the module that brings it to life.
    pub(super) fn snippet(&self, figure: Markup) -> String {
        let address = |name: &str| self.address(name);
        let live = self.live(&address, figure, false);
        Markup::lines([self.links(&address), live]).into_string() + "\n"
    }

    /// For articles whose system allows only HTML's own elements: the figure alone.
    pub(super) fn plain_snippet(&self, figure: Markup) -> String {
        let address = |name: &str| self.address(name);
        Markup::lines([
            stylesheet(&self.shared.style, &address),
            element("div", &self.themed("stance-map-frame"), figure.block()),
        ])
        .into_string()
            + "\n"
    }

    /// What an article takes that shows the map in a frame.
    pub(super) fn frame_snippet(&self) -> String {
        self.frame("100%").into_string() + "\n"
    }

    fn frame(&self, width: &str) -> Markup {
        element(
            "iframe",
            &[
                ("src", &self.address(self.embed)),
                ("title", &self.words.title),
                ("width", width),
                ("height", &FRAME_HEIGHT.to_string()),
                ("loading", "lazy"),
                ("sandbox", SANDBOX),
                ("class", "stance-map-embed"),
            ],
            Markup::default(),
        )
    }

    /// The page for a frame. It refers to its own folder, wherever that is.
    pub(super) fn embed(&self, figure: Markup) -> String {
        let here = |name: &str| name.to_owned();
        let head = Markup::lines([
            void("meta", &[("charset", "utf-8")]),
            void(
                "meta",
                &[
                    ("name", "viewport"),
                    ("content", "width=device-width, initial-scale=1"),
                ],
            ),
            void(
                "meta",
                &[
                    ("name", "color-scheme"),
                    ("content", self.color_scheme.schemes()),
                ],
            ),
            element("title", &[], Markup::text(&self.words.title)),
            void(
                "meta",
                &[("name", "description"), ("content", &self.words.summary)],
            ),
            // Links leave the frame.
            void("base", &[("target", "_blank")]),
            void(
                "link",
                &[
                    ("rel", "icon"),
                    ("href", &self.shared.icon.name),
                    ("type", "image/svg+xml"),
                ],
            ),
            self.tags(),
            script(&self.shared.frame, &[], &here),
            // Without leave for any origin a sandboxed frame gets no file that is checked: the sheet
            // is of this folder anyway, and the still figure has the same style.
            void(
                "link",
                &[("rel", "stylesheet"), ("href", &self.shared.style.name)],
            ),
            Markup::lines(self.ahead(&here)),
            script(&self.shared.module.script, &[("async", "")], &here),
        ]);
        let body = element(
            "body",
            &self.themed("stance-map-page"),
            // The page holds only the map, and what frames it has waited for the reader already.
            element("main", &[], self.live(&here, figure, true).block()).block(),
        );
        document(&self.words.lang, dir(self.words), head, body)
    }

    /// Open Graph and oEmbed tags for the head of a page about this map.
    pub(super) fn tags(&self) -> Markup {
        let [width, height] = CARD.map(|side| side.to_string());
        let image = self.address(&self.card.name);
        let page = self.address(self.embed);
        let property =
            |name: &str, content: &str| void("meta", &[("property", name), ("content", content)]);
        let mut tags = vec![
            property("og:type", "article"),
            property("og:title", &self.words.title),
            property("og:description", &self.words.summary),
            property("og:image", &image),
            property("og:image:type", "image/png"),
            property("og:image:width", &width),
            property("og:image:height", &height),
            property("og:image:alt", &self.words.summary),
            void(
                "meta",
                &[("name", "twitter:card"), ("content", "summary_large_image")],
            ),
        ];
        if self.base_url.is_some() {
            tags.push(property("og:url", &page));
            tags.push(void(
                "link",
                &[
                    ("rel", "alternate"),
                    ("type", "application/json+oembed"),
                    ("href", &self.address(self.oembed)),
                    ("title", &self.words.title),
                ],
            ));
        }
        Markup::lines(tags)
    }

    /// The map as oEmbed 1.0 describes it (https://oembed.com).
    pub(super) fn oembed(&self) -> String {
        let [width, height] = CARD;
        let value = json!({
            "version": "1.0",
            "type": "rich",
            "title": self.words.title,
            "provider_name": "Stancemap",
            "html": self.frame(&FRAME_WIDTH.to_string()).as_str(),
            "width": FRAME_WIDTH,
            "height": FRAME_HEIGHT,
            "thumbnail_url": self.address(&self.card.name),
            "thumbnail_width": width,
            "thumbnail_height": height,
        });
        format!("{value:#}\n")
    }
}

fn stylesheet(asset: &Asset, address: &dyn Fn(&str) -> String) -> Markup {
    void(
        "link",
        &[
            ("rel", "stylesheet"),
            ("href", &address(&asset.name)),
            ("integrity", &asset.integrity),
            ("crossorigin", "anonymous"),
        ],
    )
}

/// A module, which a sandboxed frame may load as well if the server lets any origin.
fn script(asset: &Asset, attributes: &[(&str, &str)], address: &dyn Fn(&str) -> String) -> Markup {
    let src = address(&asset.name);
    let own = [
        ("type", "module"),
        ("src", &src),
        ("integrity", &asset.integrity),
        ("crossorigin", "anonymous"),
    ];
    let all: Vec<(&str, &str)> = own.into_iter().chain(attributes.iter().copied()).collect();
    element("script", &all, Markup::default())
}

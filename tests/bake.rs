//! The baked folder: what is in its pages, that everything they refer to is there and is what the
//! hashes say, and what `stancemap bake` refuses.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // helpers of tests

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use base64::prelude::{Engine, BASE64_STANDARD};
use sha2::{Digest, Sha256, Sha384};
use stancemap::bake::MapFiles;

use common::baking::{
    bake, document, files, folder, module, ASSETS, FULL, FULL_WASM, PICTURE, WASM,
};

/// One bake for all tests that only read: with a base address, so that everything is written.
static BAKED: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| {
    let folder = folder("baked");
    let output = folder.join("out");
    let ran = bake(
        &document(&folder, ""),
        &module(&folder),
        &output,
        &["--base-url", "https://example.org/maps"],
    );
    assert_eq!(ran.status, 0, "{}", ran.talk);
    assert!(!ran.talk.contains("--base-url"), "{}", ran.talk);
    files(&output)
});

fn text(name: &str) -> String {
    let bytes = BAKED
        .get(name)
        .unwrap_or_else(|| panic!("{name} is not there"));
    String::from_utf8(bytes.clone()).unwrap()
}

/// The name of the one file that has a hash between these.
fn named(begin: &str, end: &str) -> String {
    let is_hash = |middle: &str| middle.len() == 16 && !middle.contains('-');
    let middle = |name: &str| Some(name.strip_prefix(begin)?.strip_suffix(end)?.to_owned());
    let mut names = BAKED
        .keys()
        .filter(|name| middle(name).is_some_and(|middle| is_hash(&middle)));
    let name = names.next().unwrap_or_else(|| panic!("no {begin}…{end}"));
    assert_eq!(names.next(), None, "a second {begin}…{end}");
    name.clone()
}

/// Names of all pages and snippets.
fn pages() -> Vec<String> {
    BAKED
        .keys()
        .filter(|name| name.ends_with(".html"))
        .cloned()
        .collect()
}

/// A start tag: its name and attributes.
type Tag = (String, Vec<(String, String)>);

/// The start tags of well-formed HTML: enough of a reader for pages whose attributes are all in
/// double quotes or bare.
fn tags(html: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    for tag in html.split('<').skip(1) {
        let tag = tag.split_once('>').unwrap().0;
        if tag.starts_with(['/', '!']) {
            continue;
        }
        let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
        let mut attributes = Vec::new();
        while !rest.is_empty() {
            let end = rest.find(['=', ' ']).unwrap_or(rest.len());
            let attribute = rest[..end].to_owned();
            rest = &rest[end..];
            let mut value = "";
            if let Some(quoted) = rest.strip_prefix("=\"") {
                let (inside, after) = quoted.split_once('"').unwrap();
                (value, rest) = (inside, after);
            }
            rest = rest.trim_start();
            attributes.push((attribute, unescaped(value)));
        }
        tags.push((name.to_owned(), attributes));
    }
    tags
}

fn unescaped(value: &str) -> String {
    value
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

fn attribute<'a>(tag: &'a Tag, name: &str) -> Option<&'a str> {
    let found = tag.1.iter().find(|(attribute, _)| attribute == name);
    found.map(|(_, value)| value.as_str())
}

/// The text of each cell of each row of the table in `html`.
fn rows(html: &str) -> Vec<Vec<String>> {
    let body = html
        .split("<tbody>")
        .nth(1)
        .unwrap()
        .split("</tbody>")
        .next()
        .unwrap();
    body.split("</tr>")
        .map(|row| {
            let cells = row
                .split("</t")
                .filter_map(|cell| Some(cell.rsplit_once('>')?.1));
            cells
                .filter(|cell| !cell.trim().is_empty())
                .map(unescaped)
                .collect()
        })
        .filter(|row: &Vec<String>| !row.is_empty())
        .collect()
}

#[test]
fn the_table_has_a_row_for_each_of_the_193_with_its_vote() {
    let rows = rows(&text("snippet.html"));
    assert_eq!(rows.len(), 193);
    let count = |column: usize, word: &str| rows.iter().filter(|row| row[column] == word).count();
    assert_eq!(
        [
            count(1, "Yes"),
            count(1, "No"),
            count(1, "Abstention"),
            count(1, "Did not vote"),
            count(2, "Yes")
        ],
        [141, 5, 35, 12, 94]
    );
    let of = |name: &str| rows.iter().find(|row| row[0] == name).unwrap()[1..].to_vec();
    assert_eq!(of("Tuvalu"), ["Yes", "Yes", "Asia-Pacific States"]);
    assert_eq!(of("Eritrea"), ["No", "No", "African States"]);
}

#[test]
fn names_are_in_alphabetical_order_whatever_their_accents() {
    let rows = rows(&text("snippet.html"));
    let at = |name: &str| rows.iter().position(|row| row[0] == name).unwrap();
    assert!(at("Costa Rica") < at("Côte d'Ivoire") && at("Côte d'Ivoire") < at("Croatia"));
    assert!(at("Tunisia") < at("Türkiye") && at("Türkiye") < at("Turkmenistan"));
    assert_eq!((at("Afghanistan"), at("Zimbabwe")), (0, 192));
}

#[test]
fn the_picture_has_the_totals_and_the_legend_shows_them() {
    for page in ["snippet.html", "snippet-plain.html", "embed.html"] {
        let html = text(page);
        let tags = tags(&html);
        let image = tags.iter().find(|(name, _)| name == "img").unwrap();
        let alt = attribute(image, "alt").unwrap();
        for total in [
            "In favour: 141",
            "against: 5",
            "abstentions: 35",
            "did not vote: 12",
            "Co-sponsors: 94",
        ] {
            assert!(alt.contains(total), "{page}: {alt}");
        }
        for count in [94, 47, 35, 5, 12] {
            assert!(html.contains(&format!("<b>{count}</b>")), "{page}: {count}");
        }
    }
}

#[test]
fn the_image_keeps_the_room_of_the_map() {
    let map = stancemap::StanceMap::load(&format!("{ASSETS}/es-11-1.json"), |file| {
        Ok(fs::read(file.replace("50m", "110m")).unwrap())
    })
    .unwrap();
    let scene = stancemap::scene::compose_map(&map, &Default::default()).scene;
    let html = text("snippet.html");
    let tags = tags(&html);
    let image = tags.iter().find(|(name, _)| name == "img").unwrap();
    let side = |name| attribute(image, name).unwrap().parse::<f64>().unwrap();
    let ratio = side("width") / side("height");
    assert!(
        (ratio / (scene.width / scene.height) - 1.0).abs() < 0.002,
        "{ratio}"
    );
}

#[test]
fn texts_of_the_document_are_text() {
    for page in pages().iter().filter(|page| !page.starts_with("tags")) {
        assert!(!text(page).contains("<resolution>"), "{page}");
    }
    assert!(text("snippet.html").contains("A &lt;resolution&gt; &amp; “more”</h2>"));
    assert!(text("snippet.html").contains("href=\"https://example.org/?a=1&amp;b=2\""));
}

/// Strict content policies refuse all of these.
#[test]
fn no_page_has_a_script_a_style_or_a_handler_of_its_own() {
    for page in pages() {
        let html = text(&page);
        assert!(!html.contains("<style"), "{page}");
        for script in html.split("<script").skip(1) {
            let content = script.split_once('>').unwrap().1;
            assert!(content.starts_with("</script>"), "{page}: {content:.60}");
        }
        for (name, attributes) in tags(&html) {
            for (attribute, value) in attributes {
                assert!(
                    attribute != "style" && !attribute.starts_with("on"),
                    "{page}: {attribute} of {name}"
                );
                assert!(
                    !value.trim().to_lowercase().starts_with("javascript:"),
                    "{page}"
                );
            }
        }
    }
}

#[test]
fn whatever_a_page_refers_to_is_in_the_folder() {
    let mut found = BTreeSet::new();
    for page in pages() {
        for tag in tags(&text(&page)) {
            let addresses = ["src", "href", "srcset"]
                .into_iter()
                .filter_map(|name| attribute(&tag, name));
            for address in addresses {
                let file = address
                    .strip_prefix("https://example.org/maps/")
                    .unwrap_or(address);
                // The document's own source; the picture that is none; a part of the page itself.
                let is_no_file = ["https://example.org/?", "data:", "#"];
                if is_no_file.iter().any(|own| file.starts_with(own)) {
                    continue;
                }
                assert!(BAKED.contains_key(file), "{page}: {address}");
                found.insert(file.to_owned());
            }
        }
    }
    for end in [".css", ".js", ".json", ".csv", ".png", ".svg", "embed.html"] {
        assert!(
            found.iter().any(|file| file.ends_with(end)),
            "no {end} in {found:?}"
        );
    }
}

#[test]
fn snippets_name_whole_addresses_and_the_page_in_the_frame_its_own_folder() {
    let base = "https://example.org/maps/";
    assert!(tags(&text("snippet.html"))
        .iter()
        .filter_map(|tag| attribute(tag, "src"))
        .all(|src| src.starts_with(base)));
    let embed = tags(&text("embed.html"));
    let own = embed.iter().filter(|(name, _)| name != "meta");
    let addresses = own.filter_map(|tag| attribute(tag, "src").or(attribute(tag, "srcset")));
    assert!(addresses.clone().count() > 5);
    let mut files = addresses.filter(|address| !address.starts_with("data:"));
    assert!(files.all(|address| !address.contains(':')));
}

#[test]
fn integrity_is_that_of_the_file_and_lets_sandboxed_frames_load() {
    let mut checked = 0;
    for page in pages() {
        for tag in tags(&text(&page)) {
            let Some(integrity) = attribute(&tag, "integrity") else {
                let sheet = attribute(&tag, "rel") == Some("stylesheet");
                let loads = tag.0 == "script" || (sheet && page != "embed.html");
                assert!(!loads, "{page}: {} without integrity", tag.0);
                continue;
            };
            let address = attribute(&tag, "src").or(attribute(&tag, "href")).unwrap();
            let file = address.rsplit('/').next().unwrap();
            let hash = BASE64_STANDARD.encode(Sha384::digest(&BAKED[file]));
            assert_eq!(integrity, format!("sha384-{hash}"), "{page}: {file}");
            assert_eq!(
                attribute(&tag, "crossorigin"),
                Some("anonymous"),
                "{page}: {file}"
            );
            checked += 1;
        }
    }
    // Sheet and module of the snippet, sheet of the plain one, two modules of the frame's page.
    assert!(checked >= 5, "{checked}");
}

#[test]
fn names_carry_the_hash_of_what_is_in_them() {
    let plain = [".html", "frame-host.js", "oembed.json", "baked.json"];
    let mut hashed = 0;
    for (name, bytes) in BAKED.iter() {
        if plain.iter().any(|end| name.ends_with(end)) {
            continue;
        }
        let hash: String = Sha256::digest(bytes)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert!(
            name.contains(&format!("-{}.", &hash[..16])),
            "{name}: {hash}"
        );
        hashed += 1;
    }
    assert!(hashed > 15, "{hashed}");
}

#[test]
fn the_document_names_its_files_by_their_new_names() {
    let document: serde_json::Value =
        serde_json::from_str(&text(&named("vote-", ".json"))).unwrap();
    assert_eq!(document["countries"], named("countries-110m-", ".geojson"));
    assert_eq!(document["stances"], named("es-11-1-", ".csv"));
    assert_eq!(document["expect"]["yes"], 141);
    // And can be read where it lies.
    let map = stancemap::StanceMap::load(&named("vote-", ".json"), |file| Ok(BAKED[file].clone()));
    assert_eq!(map.unwrap().errors(), Vec::<String>::new());
}

/// The list in a baked module.
fn list(script: &str) -> serde_json::Value {
    let literal = script
        .split("LIST=\"")
        .nth(1)
        .unwrap()
        .split("\";")
        .next()
        .unwrap();
    serde_json::from_str(&literal.replace("\\\"", "\"")).unwrap()
}

/// As lists have it.
fn short_integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(bytes)))
}

#[test]
fn each_module_knows_the_files_that_it_makes_known() {
    let extras = text(&named("extras-", ".js"));
    let (first, later) = (list(&text(&named("stance-map-", ".js"))), list(&extras));
    let arabic = fs::read(Path::new(ASSETS).join("locales/ar.json")).unwrap();
    assert_eq!(first.as_object().unwrap().len(), 2);
    for (listed, bytes) in [
        (&first["viewer"], WASM),
        (&first["extras"], extras.as_bytes()),
        (&later["full"], FULL.as_bytes()),
        (&later["fullWasm"], FULL_WASM),
        (&later["picture"], PICTURE),
        (&later["locales"]["ar"], arabic.as_slice()),
    ] {
        assert_eq!(BAKED[listed[0].as_str().unwrap()], bytes);
        assert_eq!(listed[1], short_integrity(bytes));
    }
}

#[test]
fn the_element_has_the_integrity_of_its_page_data_and_that_has_its_files() {
    let page = text(&named("vote-page-", ".json"));
    for html in ["snippet.html", "embed.html"] {
        let tags = tags(&text(html));
        let element = tags.iter().find(|(name, _)| name == "stance-map").unwrap();
        assert_eq!(
            attribute(element, "page-integrity"),
            Some(short_integrity(page.as_bytes()).as_str())
        );
    }
    let page_data: serde_json::Value = serde_json::from_str(&page).unwrap();
    let integrity = page_data["integrity"].as_object().unwrap();
    for (name, hash) in integrity {
        assert_eq!(*hash, short_integrity(&BAKED[name]), "{name}");
    }
    let themes = page_data["themes"].as_object().unwrap().values();
    let named = themes.chain([&page_data["atlas"], &page_data["more"]]);
    let named: BTreeSet<&str> = named.filter_map(serde_json::Value::as_str).collect();
    let hashed: BTreeSet<&str> = integrity.keys().map(String::as_str).collect();
    assert_eq!(named, hashed);
}

#[test]
fn the_page_data_is_that_of_the_document_and_what_it_names_is_there() {
    let page_data: serde_json::Value =
        serde_json::from_str(&text(&named("vote-page-", ".json"))).unwrap();
    let file = |field: &str| BAKED[page_data[field].as_str().unwrap()].clone();
    assert_eq!(page_data["document"], named("vote-", ".json"));
    let atlas = stancemap::smap::decode(&file("atlas")).unwrap();
    assert_eq!(
        atlas.regions.len(),
        page_data["classOf"].as_array().unwrap().len()
    );
    let more: serde_json::Value = serde_json::from_slice(&file("more")).unwrap();
    assert_eq!(more["tally"]["yes"], 141);
    assert_eq!(
        more["report"]["issues"][0]["file"],
        "countries-110m.geojson"
    );
    let codes = more["regions"].as_array().unwrap();
    let codes = codes.iter().map(|region| region[0].as_str().unwrap());
    let keys = atlas.regions.iter().map(|region| region.key.as_str());
    assert!(codes.eq(keys));
}

#[test]
fn stills_are_there_for_every_width_and_palette() {
    for width in [360, 600, 700, 960, 1920] {
        for theme in ["light", "dark", "light-contrast", "dark-contrast"] {
            let begin = format!("vote-map-{width}-{theme}-");
            let is_it = |name: &&String| {
                let hash = name
                    .strip_prefix(&begin)
                    .and_then(|rest| rest.strip_suffix(".svg"));
                hash.is_some_and(|hash| hash.bytes().all(|b| b.is_ascii_hexdigit()))
            };
            assert_eq!(BAKED.keys().filter(is_it).count(), 1, "{begin}");
        }
        let name = BAKED
            .keys()
            .find(|name| name.starts_with(&format!("vote-map-{width}-")) && name.ends_with(".png"));
        assert!(name.is_some(), "{width}");
    }
}

#[test]
fn the_page_for_frames_holds_its_still_and_articles_refer_to_files() {
    let page = text("embed.html");
    let still = page.split("<svg class=\"stance-map-still\"").nth(1);
    let still = still.and_then(|rest| rest.split("</svg>").next()).unwrap();
    // Colours are the sheet's; the sheet chooses the markers of one width.
    let sheet = text(&named("stance-map-", ".css"));
    for property in still.split("var(").skip(1) {
        let name = property.split(',').next().unwrap();
        assert!(sheet.contains(&format!("{name}: ")), "{name}");
    }
    for width in [360, 600, 700, 960] {
        let class = format!("stance-map-at-{width}");
        assert!(still.contains(&format!("class=\"{class}\"")), "{class}");
        assert!(sheet.contains(&format!(".{class} {{ display: inline; }}")));
    }
    // Without the sheet one of them is shown.
    assert_eq!(still.matches("<g class").count(), 10);
    assert_eq!(still.matches("display=\"none\"").count(), 8);
    for name in ["snippet.html", "snippet-plain.html"] {
        assert!(!text(name).contains("stance-map-still"), "{name}");
    }
}

/// Width and height in the header of a PNG (W3C PNG, 11.2.1).
fn size_of_png(bytes: &[u8]) -> [u32; 2] {
    let side = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
    [side(16), side(20)]
}

#[test]
fn the_card_has_the_size_that_its_tags_say() {
    let card = named("vote-card-", ".png");
    assert_eq!(size_of_png(&BAKED[&card]), [1200, 630]);
    let html = text("tags.html");
    for content in ["1200", "630", &format!("https://example.org/maps/{card}")] {
        assert!(
            html.contains(&format!("content=\"{content}\"")),
            "{content}"
        );
    }
}

#[test]
fn oembed_gives_the_frame() {
    let oembed: serde_json::Value = serde_json::from_str(&text("oembed.json")).unwrap();
    assert_eq!(
        (&oembed["version"], &oembed["type"]),
        (&"1.0".into(), &"rich".into())
    );
    assert!(oembed["width"].is_number() && oembed["height"].is_number());
    let html = oembed["html"].as_str().unwrap();
    assert!(
        html.contains("src=\"https://example.org/maps/embed.html\""),
        "{html}"
    );
    let card = named("vote-card-", ".png");
    assert_eq!(
        oembed["thumbnail_url"],
        format!("https://example.org/maps/{card}")
    );
}

#[test]
fn the_list_names_every_file() {
    let list: serde_json::Value = serde_json::from_str(&text("baked.json")).unwrap();
    let names: BTreeSet<&str> = list["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| file["name"].as_str().unwrap())
        .collect();
    let there: BTreeSet<&str> = BAKED
        .keys()
        .map(String::as_str)
        .filter(|name| *name != "baked.json")
        .collect();
    assert_eq!(names, there);
}

#[test]
fn baking_again_gives_the_same_bytes_and_keeps_what_articles_refer_to() {
    let folder = folder("again");
    let output = folder.join("out");
    fs::create_dir(&output).unwrap();
    // What an earlier bake has left.
    fs::write(output.join("baked.json"), "{}").unwrap();
    fs::write(output.join("stance-map-0123456789.js"), "old").unwrap();
    let base = ["--base-url", "https://example.org/maps/"];
    let ran = bake(&document(&folder, ""), &module(&folder), &output, &base);
    assert_eq!(ran.status, 0, "{}", ran.talk);
    let mut files = files(&output);
    assert_eq!(files.remove("stance-map-0123456789.js").unwrap(), b"old");
    assert!(files == *BAKED, "two bakes differ");
}

#[test]
fn a_language_and_a_palette_of_choice_among_other_files() {
    let folder = folder("arabic");
    let output = folder.join("out");
    fs::create_dir(&output).unwrap();
    fs::write(output.join("thesis.txt"), "years of work").unwrap();
    let more = ["--lang", "ar", "--theme", "dark", "--force"];
    let ran = bake(&document(&folder, ""), &module(&folder), &output, &more);
    assert_eq!(ran.status, 0, "{}", ran.talk);
    assert!(ran.talk.contains("--base-url"), "{}", ran.talk);
    let files = files(&output);
    assert_eq!(files["thesis.txt"], b"years of work");
    assert!(!files.contains_key("oembed.json"));
    let html = String::from_utf8(files["snippet.html"].clone()).unwrap();
    let tags = tags(&html);
    let element = tags.iter().find(|(name, _)| name == "stance-map").unwrap();
    assert_eq!(attribute(element, "lang"), Some("ar"));
    let page = fs::read(output.join(attribute(element, "page").unwrap())).unwrap();
    let page: serde_json::Value = serde_json::from_slice(&page).unwrap();
    let locale = page["locale"].as_str().unwrap();
    assert_eq!(page["integrity"][locale], short_integrity(&files[locale]));
    assert_eq!(attribute(element, "theme"), Some("dark"));
    assert!(!attribute(element, "src").unwrap().contains('/'));
    let figure = tags.iter().find(|(name, _)| name == "figure").unwrap();
    assert_eq!(
        (attribute(figure, "lang"), attribute(figure, "dir")),
        (Some("ar"), Some("rtl"))
    );
    // The document's own words stay in its language.
    let title = tags.iter().find(|(name, _)| name == "h2").unwrap();
    assert_eq!(attribute(title, "lang"), Some("en"));
    let dark = tags.iter().filter_map(|tag| attribute(tag, "srcset"));
    assert!(dark.clone().any(|file| file.contains("-dark-")));
    assert!(tags
        .iter()
        .filter_map(|tag| attribute(tag, "media"))
        .all(|media| !media.contains("prefers-color")));
}

#[test]
fn without_a_module_the_way_to_one_is_shown() {
    let folder = folder("no-module");
    let output = folder.join("out");
    let ran = bake(&document(&folder, ""), &folder, &output, &[]);
    assert_eq!(ran.status, 2);
    assert!(
        ran.talk.contains("stance-map.js: can't be read"),
        "{}",
        ran.talk
    );
    assert!(ran.talk.contains("cargo xtask build"), "{}", ran.talk);
    assert!(!output.exists());
}

#[test]
fn a_default_written_out_names_no_file() {
    let folder = folder("defaults");
    let path = document(
        &folder,
        r#", "policy": "un", "detail": "none", "members": """#,
    );
    let map = MapFiles::load(&path.to_string_lossy(), None, |file: &str| {
        Ok(fs::read(file).unwrap())
    });
    assert_eq!(map.unwrap().map.policy.name, "un");
}

#[test]
fn boundaries_that_are_built_in_are_published_and_named() {
    let folder = folder("built-in");
    let path = document(&folder, "");
    let text = fs::read_to_string(&path).unwrap();
    let text = text.replace("\"countries\": \"countries-110m.geojson\", ", "");
    fs::write(&path, text).unwrap();
    let output = folder.join("out");
    let ran = bake(&path, &module(&folder), &output, &[]);
    assert_eq!(ran.status, 0, "{}", ran.talk);
    let files = files(&output);
    let own = files
        .keys()
        .find(|name| name.starts_with("vote-") && name.ends_with(".json"));
    let published: serde_json::Value = serde_json::from_slice(&files[own.unwrap()]).unwrap();
    let countries = published["countries"].as_str().unwrap();
    assert!(
        countries.starts_with("countries-50m-") && files.contains_key(countries),
        "{countries}"
    );
}

#[test]
fn a_module_in_pieces_is_refused() {
    let folder = folder("fragments");
    let module = module(&folder);
    fs::write(module.join("stance-map.js"), "import './loading.js';").unwrap();
    let ran = bake(&document(&folder, ""), &module, &folder.join("out"), &[]);
    assert_eq!(ran.status, 2);
    assert!(
        ran.talk.contains("no place for the list of its files"),
        "{}",
        ran.talk
    );
}

#[test]
fn a_folder_of_other_things_is_left_alone() {
    let folder = folder("others");
    let output = folder.join("out");
    fs::create_dir(&output).unwrap();
    fs::write(output.join("thesis.txt"), "years of work").unwrap();
    let ran = bake(&document(&folder, ""), &module(&folder), &output, &[]);
    assert_eq!(ran.status, 2);
    assert!(ran.talk.contains("--force"), "{}", ran.talk);
    assert_eq!(files(&output).len(), 1);
}

#[test]
fn a_map_that_would_be_wrong_is_not_baked() {
    let folder = folder("wrong");
    let path = document(&folder, "");
    let wrong = fs::read_to_string(&path).unwrap().replace("141", "142");
    fs::write(&path, wrong).unwrap();
    let output = folder.join("out");
    let ran = bake(&path, &module(&folder), &output, &[]);
    assert_eq!(ran.status, 1);
    assert!(
        ran.talk.contains("142 expected") && ran.talk.contains("was not baked"),
        "{}",
        ran.talk
    );
    assert!(!output.exists());
}

#[test]
fn an_address_that_is_none_is_refused() {
    let folder = folder("address");
    let (document, module) = (document(&folder, ""), module(&folder));
    for url in [
        "example.org",
        "javascript:alert(1)//",
        "https://",
        "https://example.org/?x",
        "https://e.org/\"><script>",
    ] {
        let ran = bake(
            &document,
            &module,
            &folder.join("out"),
            &["--base-url", url],
        );
        assert_eq!(ran.status, 2, "{url}");
        assert!(ran.talk.contains("--base-url"), "{}", ran.talk);
    }
}

#[test]
fn the_page_for_frames_is_a_page_and_a_snippet_a_part_of_one() {
    for (page, [mains, firsts, seconds]) in [
        ("embed.html", [1, 1, 0]),
        ("snippet.html", [0, 0, 1]),
        ("snippet-plain.html", [0, 0, 1]),
    ] {
        let html = text(page);
        let tags = tags(&html);
        let count = |name: &str| tags.iter().filter(|tag| tag.0 == name).count();
        assert_eq!(
            [count("main"), count("h1"), count("h2")],
            [mains, firsts, seconds],
            "{page}"
        );
    }
}

/// Without scripts a browser fetches the picture of an `img` even where nobody sees it.
#[test]
fn the_page_for_frames_names_pictures_for_more_contrast_alone() {
    let html = text("embed.html");
    let tags = tags(&html);
    let pictures = tags.iter().filter(|(name, _)| name == "source");
    assert!(pictures.clone().count() >= 2);
    for source in pictures {
        assert!(attribute(source, "media")
            .unwrap()
            .contains("prefers-contrast: more"));
    }
    let image = tags.iter().find(|(name, _)| name == "img").unwrap();
    assert!(attribute(image, "src").unwrap().starts_with("data:"));
}

#[test]
fn files_with_odd_names_get_names_that_any_address_takes() {
    let folder = folder("odd");
    let plain = fs::read_to_string(document(&folder, "")).unwrap();
    for name in ["100%", "100%25", "a#b?c d", "投票"] {
        let own = folder.join(name);
        fs::create_dir(&own).unwrap();
        let text = plain.replace("countries-110m.geojson", &format!("{name}.geojson"));
        let text = text.replace("es-11-1.csv", &format!("{name}.csv"));
        let path = own.join(format!("{name}.json"));
        fs::write(&path, text).unwrap();
        let copy = |from: &str, end: &str| {
            fs::copy(folder.join(from), own.join(format!("{name}.{end}"))).unwrap();
        };
        copy("countries-110m.geojson", "geojson");
        copy("es-11-1.csv", "csv");
        let ran = bake(&path, &module(&folder), &own.join("out"), &[]);
        assert_eq!(ran.status, 0, "{name}: {}", ran.talk);
        let files = files(&own.join("out"));
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
        for file in files.keys() {
            assert!(file.chars().all(is_plain), "{name}: {file}");
        }
        let html = String::from_utf8(files["embed.html"].clone()).unwrap();
        let element = tags(&html);
        let element = element
            .iter()
            .find(|(name, _)| name == "stance-map")
            .unwrap();
        for attribute_name in ["src", "page"] {
            let file = attribute(element, attribute_name).unwrap();
            assert!(files.contains_key(file), "{name}: {file}");
        }
    }
}

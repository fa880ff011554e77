//! Makes the tables of widths from the bundled fonts, by shaping with them, and proves the widths
//! of whole texts against the same shaping.

use std::path::Path;

use harfrust::{FontRef, ShapeOptions, ShaperData, UnicodeBuffer};

use super::advances::RANGES;
use super::script::{is_devanagari_mark, is_zero_width, Script};
use super::width::{width, FALLBACK};
use crate::scene::Font;

/// Latin, the stretches that Hebrew's and Devanagari's faces draw in widths of their own.
const ASCII: (u32, u32) = (0x20, 0x7e);
const PUNCTUATION: (u32, u32) = (0x2010, 0x2026);
const ARABIC: [(u32, u32); 6] = [
    (0x60c, 0x60c),
    (0x61b, 0x61f),
    (0x660, 0x66c),
    (0x6d4, 0x6d4),
    (0x6f0, 0x6f9),
    (0x2010, 0x2026),
];
const HEBREW: [(u32, u32); 5] = [
    ASCII,
    PUNCTUATION,
    (0x5be, 0x5be),
    (0x5d0, 0x5ea),
    (0x5f3, 0x5f4),
];
const DEVANAGARI: [(u32, u32); 3] = [ASCII, PUNCTUATION, (0x900, 0x97f)];
/// The letters of Arabic, and its consonants' and Devanagari's.
const LETTERS: (u32, u32) = (0x621, 0x64a);
const CONSONANTS: (u32, u32) = (0x915, 0x939);

const VIRAMA: &str = "\u{94d}";
/// A pair is listed when it is wider than its parts by more than this, in 1/1000 em …
const WIDER: i32 = 25;
/// … or narrower by more than this share.
const NARROWER: f64 = 0.08;
/// Texts may run longer than measured, or shorter, by these shares.
const LONGER: f64 = 0.011;
const SHORTER: f64 = 0.05;

/// A bundled face that shapes.
struct Shaping {
    font: FontRef<'static>,
    data: ShaperData,
}

impl Shaping {
    fn new(file: &str) -> Self {
        let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/fonts");
        let bytes = std::fs::read(fonts.join(file)).unwrap();
        let font = FontRef::new(Box::leak(bytes.into_boxed_slice())).unwrap();
        let data = ShaperData::new(&font);
        Self { font, data }
    }

    /// Cluster and advance of each glyph, in 1/1000 em; `None` where the face lacks a character.
    fn glyphs(&self, text: &str) -> Option<Vec<(u32, i32)>> {
        let shaper = self.data.shaper(&self.font).build();
        assert_eq!(shaper.units_per_em(), 1000);
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        let shaped = shaper.shape(buffer, ShapeOptions::new());
        let glyphs = shaped.glyph_infos().iter().zip(shaped.glyph_positions());
        glyphs
            .map(|(info, at)| (info.glyph_id != 0).then_some((info.cluster, at.x_advance)))
            .collect()
    }

    fn width(&self, text: &str) -> Option<i32> {
        Some(self.glyphs(text)?.iter().map(|(_, advance)| advance).sum())
    }

    /// What the characters at byte `at` of `text` take.
    fn part(&self, text: &str, at: usize) -> i32 {
        let glyphs = self.glyphs(text).unwrap();
        let part = glyphs.iter().filter(|(cluster, _)| *cluster as usize == at);
        part.map(|(_, advance)| advance).sum()
    }
}

fn regular_and_bold(script: &str) -> [Shaping; 2] {
    ["Regular", "Bold"].map(|weight| Shaping::new(&format!("NotoSans{script}-{weight}.ttf")))
}

fn chars((first, last): (u32, u32)) -> impl Iterator<Item = char> {
    (first..=last).filter_map(char::from_u32)
}

/// Rows of at most `columns`, a step in.
fn rows(values: &[String], columns: usize) -> String {
    values
        .chunks(columns)
        .map(|row| format!("    {},\n", row.join(", ")))
        .collect()
}

fn stretches(ranges: &[(u32, u32)]) -> String {
    let ranges: Vec<_> = ranges
        .iter()
        .map(|(a, b)| format!("(0x{a:x}, 0x{b:x})"))
        .collect();
    ranges.join(", ")
}

/// What `advances.rs` must hold.
fn latin() -> String {
    let mut out = String::from(
        "//! Advance widths of the bundled Latin faces in 1/1000 em; characters a face lacks have the\n\
         //! fallback width. Made from `assets/fonts` by the test of `tables.rs`:\n\
         //! `STANCEMAP_UPDATE=1 cargo test --lib advances`. Don't edit by hand.\n\n\
         /// First and last character of each stretch of the tables.\n\
         #[rustfmt::skip]\n",
    );
    let count: u32 = RANGES.iter().map(|(a, b)| b - a + 1).sum();
    let (n, list) = (RANGES.len(), stretches(&RANGES));
    out += &format!("pub(super) const RANGES: [(u32, u32); {n}] = [{list}];\n");
    for (name, file) in [
        ("SANS", "NotoSans-Regular.ttf"),
        ("SANS_BOLD", "NotoSans-Bold.ttf"),
        ("SERIF_BOLD", "NotoSerif-Bold.ttf"),
    ] {
        let face = Shaping::new(file);
        out += &format!(
            "\n/// {file}\n#[rustfmt::skip]\npub(super) const {name}: [u16; {count}] = [\n"
        );
        for range in RANGES {
            let advances: Vec<_> = chars(range)
                .map(|c| match is_zero_width(c) {
                    true => 0,
                    false => face.width(&c.to_string()).unwrap_or(FALLBACK.into()),
                })
                .map(|advance| advance.to_string())
                .collect();
            out += &rows(&advances, 16);
        }
        out += "];\n";
    }
    out
}

/// What `script_advances.rs` must hold.
fn scripts() -> String {
    let mut out = String::from(
        "//! Widths of the bundled faces of other scripts, in 1/1000 em, each in the regular and the\n\
         //! bold face. Made from `assets/fonts` by the test of `tables.rs`:\n\
         //! `STANCEMAP_UPDATE=1 cargo test --lib advances`. Don't edit by hand.\n\n\
         /// Widths of single characters.\n\
         pub(super) struct Widths {\n\
         \x20   /// First and last character of each stretch.\n\
         \x20   pub(super) ranges: &'static [(u32, u32)],\n\
         \x20   /// Of all stretches, one after the other.\n\
         \x20   pub(super) widths: &'static [[u16; 2]],\n\
         }\n",
    );
    let arabic = regular_and_bold("Arabic");
    let hebrew = regular_and_bold("Hebrew");
    let devanagari = regular_and_bold("Devanagari");
    out += &single("ARABIC", "Digits and punctuation.", &ARABIC, &arabic);
    out += &single("HEBREW", "Letters, and Latin.", &HEBREW, &hebrew);
    out += &single(
        "DEVANAGARI",
        "Whole consonants, vowels, signs, and Latin.",
        &DEVANAGARI,
        &devanagari,
    );
    out += &joined(&arabic);
    let halves = halves(&devanagari);
    out += &half_table(&halves);
    out += &conjuncts(&devanagari, &halves);
    out
}

fn single(name: &str, what: &str, ranges: &[(u32, u32)], faces: &[Shaping; 2]) -> String {
    let widths: Vec<String> = ranges
        .iter()
        .flat_map(|range| chars(*range))
        .map(|c| {
            let widths = [0, 1].map(|weight| alone(c, &faces[weight]));
            format!("{widths:?}")
        })
        .collect();
    format!(
        "\n/// {what}\n#[rustfmt::skip]\npub(super) const {name}: Widths = Widths {{ ranges: &[{}], widths: &[\n{}] }};\n",
        stretches(ranges),
        rows(&widths, 8)
    )
}

/// What `c` adds to a line; a sign of Devanagari to a consonant.
fn alone(c: char, face: &Shaping) -> i32 {
    if is_zero_width(c) || c == '\u{94d}' {
        0
    } else if is_devanagari_mark(c) {
        let ka = face.width("क").unwrap();
        face.width(&format!("क{c}")).map_or(0, |both| both - ka)
    } else {
        face.width(&c.to_string()).unwrap_or(FALLBACK.into())
    }
}

/// The four forms of each letter between letters that join or don't (meem, dal), and of lam with
/// alef.
fn joined(faces: &[Shaping; 2]) -> String {
    let forms = |c: char, face: &Shaping| {
        let alone = face.part(&format!("د{c}"), 2);
        let last = face.part(&format!("م{c}"), 2);
        // What joins to the letter after it has that one's last form there, else its first.
        let joins = face.part(&format!("{c}م"), 2) == face.part("مم", 2);
        match joins {
            true => [
                alone,
                face.part(&format!("{c}م"), 0),
                face.part(&format!("م{c}م"), 2),
                last,
            ],
            // A letter that joins to none leaves the one before it alone.
            false if face.part(&format!("م{c}"), 0) == face.part("مد", 0) => [alone, 0, 0, last],
            false => [alone, 0, 0, 0],
        }
    };
    let letters: Vec<String> = chars(LETTERS)
        .map(|c| format!("{:?}", [0, 1].map(|weight| forms(c, &faces[weight]))))
        .collect();
    let with_alef = [0, 1].map(|weight| {
        let lam_alef = |before: &str| {
            let whole = |alef| faces[weight].width(&format!("{before}ل{alef}")).unwrap();
            let widest = ["آ", "أ", "إ", "ا"].map(whole).into_iter().max().unwrap();
            widest
                - if before.is_empty() {
                    0
                } else {
                    faces[weight].part("مم", 0)
                }
        };
        [lam_alef(""), lam_alef("م")]
    });
    format!(
        "\n/// Isolated, initial, medial and last form of the letters from U+0621 on; 0 for those there aren't.\n\
         #[rustfmt::skip]\npub(super) const ARABIC_LETTERS: [[[u16; 4]; 2]; {}] = [\n{}];\n\n\
         /// Lam with an alef: alone, and joined to the letter before.\n\
         #[rustfmt::skip]\npub(super) const LAM_ALEF: [[u16; 2]; 2] = {with_alef:?};\n",
        letters.len(),
        rows(&letters, 4)
    )
}

/// Width of the conjunct of two consonants, or of a consonant with a sign.
fn pair(first: char, second: &str, face: &Shaping) -> i32 {
    face.width(&format!("{first}{second}")).unwrap()
}

/// What a consonant takes in front of another at most.
fn half(c: char, face: &Shaping) -> i32 {
    let before = |next| pair(c, &format!("{VIRAMA}{next}"), face) - alone(next, face);
    let others = chars(CONSONANTS).filter(|next| *next != 'र');
    others.map(before).max().unwrap()
}

fn halves(faces: &[Shaping; 2]) -> Vec<[i32; 2]> {
    chars(CONSONANTS)
        .map(|c| [0, 1].map(|weight| half(c, &faces[weight])))
        .collect()
}

fn half_table(halves: &[[i32; 2]]) -> String {
    let halves: Vec<String> = halves.iter().map(|widths| format!("{widths:?}")).collect();
    format!(
        "\n/// The consonants from U+0915 on, in front of another.\n\
         #[rustfmt::skip]\npub(super) const HALVES: [[u16; 2]; {}] = [\n{}];\n",
        halves.len(),
        rows(&halves, 8)
    )
}

fn conjuncts(faces: &[Shaping; 2], halves: &[[i32; 2]]) -> String {
    let mut found = Vec::new();
    // Letters of Tamil and Marathi sounds make no conjuncts in Hindi.
    let is_foreign = |c: char| matches!(u32::from(c), 0x929 | 0x931 | 0x934);
    for (first, half) in chars(CONSONANTS).zip(halves) {
        if is_foreign(first) {
            continue;
        }
        let below = ("\u{94d}र".to_owned(), 'र', 0);
        let signs = ['\u{941}', '\u{942}', '\u{943}'].map(|sign| (sign.to_string(), sign, 0));
        let others = chars(CONSONANTS).filter(|second| *second != 'र' && !is_foreign(*second));
        let others = others.map(|second| (format!("{VIRAMA}{second}"), second, 1));
        for (text, second, standing) in others.chain(signs).chain([below]) {
            let mut differs = false;
            let takes = [0, 1].map(|weight| {
                let face = &faces[weight];
                let whole = pair(first, &text, face);
                let guess = match standing {
                    0 => alone(first, face),
                    _ => half[weight] + alone(second, face),
                };
                differs |=
                    whole - guess > WIDER || f64::from(guess - whole) > NARROWER * f64::from(whole);
                whole - standing * alone(second, face)
            });
            // What ra takes as a stroke above is known: nothing.
            if differs && !(first == 'र' && second == 'र') {
                found.push(format!(
                    "({first:?}, '\\u{{{:x}}}', {takes:?})",
                    u32::from(second)
                ));
            }
        }
    }
    format!(
        "\n/// Pairs that make a sign of their own: what the first takes in front of the second.\n\
         #[rustfmt::skip]\npub(super) const CONJUNCTS: [(char, char, [i16; 2]); {}] = [\n{}];\n",
        found.len(),
        rows(&found, 4)
    )
}

#[test]
fn the_advances_equal_the_bundled_fonts() {
    for (file, table) in [("advances.rs", latin()), ("script_advances.rs", scripts())] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("src/scene/text")
            .join(file);
        if std::env::var_os("STANCEMAP_UPDATE").is_some() {
            std::fs::write(&path, &table).unwrap();
        }
        let found = std::fs::read_to_string(&path).unwrap();
        assert!(found == table, "{file} is out of date");
    }
}

/// Every text of a language: its messages, its names of places, and the documents' translations.
fn texts(lang: &str) -> Vec<String> {
    fn strings(value: &serde_json::Value, found: &mut Vec<String>) {
        match value {
            serde_json::Value::String(text) => found.push(text.clone()),
            serde_json::Value::Array(list) => list.iter().for_each(|v| strings(v, found)),
            serde_json::Value::Object(object) => object.values().for_each(|v| strings(v, found)),
            _ => {}
        }
    }
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
    let read = |file: &str| -> serde_json::Value {
        serde_json::from_slice(&std::fs::read(assets.join(file)).unwrap()).unwrap()
    };
    let mut found = Vec::new();
    strings(&read(&format!("locales/{lang}.json")), &mut found);
    strings(&read(&format!("names/{lang}.json")), &mut found);
    for document in ["es-11-1.json", "s-2022-155.json"] {
        strings(&read(document)["translations"][lang], &mut found);
    }
    // Braces are no part of what is printed.
    found
        .iter()
        .map(|text| text.replace(['{', '}'], ""))
        .collect()
}

/// Shaped width, each stretch of letters of one script by itself, as programs that show text do.
fn shaped(text: &str, face: &Shaping) -> i32 {
    let mut stretches: Vec<String> = vec![String::new()];
    let mut script = None;
    for c in text.chars() {
        let of = Script::of(c.encode_utf8(&mut [0; 4]));
        if c.is_alphanumeric() && script != Some(of) {
            script = Some(of);
            stretches.push(String::new());
        }
        if let Some(stretch) = stretches.last_mut() {
            stretch.push(c);
        }
    }
    let width = |of: &String| face.width(of).unwrap_or_else(|| panic!("no glyph in {of}"));
    stretches.iter().map(width).sum()
}

#[test]
fn no_text_runs_longer_than_it_was_measured() {
    for (lang, script) in [("ar", "Arabic"), ("he", "Hebrew"), ("hi", "Devanagari")] {
        let faces = regular_and_bold(script);
        for (font, face) in [Font::Sans, Font::SansBold].into_iter().zip(&faces) {
            let texts = texts(lang);
            assert!(texts.len() > 400, "{}", texts.len());
            for text in texts.iter().filter(|text| Script::of(text).is_some()) {
                let off = width(text, font, 1000.0) / f64::from(shaped(text, face)) - 1.0;
                assert!(
                    (-LONGER..SHORTER).contains(&off),
                    "{lang} {font:?}: {:.1} % off: {text}",
                    off * 100.0
                );
            }
        }
    }
}

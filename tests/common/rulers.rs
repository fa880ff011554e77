//! Measures lines of text by shaping them with the bundled fonts, as programs that show text do.

use std::collections::HashMap;
use std::path::Path;

use harfrust::{FontRef, ShapeOptions, ShaperData, UnicodeBuffer};
use stancemap::scene::{Anchor, Font, Item, Scene, Text};

/// The scripts that have a face of their own, and the first and last character of each.
const SCRIPTS: [(&str, [u32; 2]); 3] = [
    ("Hebrew", [0x590, 0x5ff]),
    ("Arabic", [0x600, 0x6ff]),
    ("Devanagari", [0x900, 0x97f]),
];

struct Face {
    font: FontRef<'static>,
    data: ShaperData,
}

/// The bundled faces.
pub(crate) struct Rulers(HashMap<String, Face>);

impl Rulers {
    pub(crate) fn new() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/fonts");
        let files = std::fs::read_dir(folder).unwrap();
        let faces = files.filter_map(|file| {
            let path = file.unwrap().path();
            let name = path.file_name()?.to_str()?.strip_suffix(".ttf")?.to_owned();
            let bytes: &'static [u8] = Box::leak(std::fs::read(&path).unwrap().into_boxed_slice());
            let font = FontRef::new(bytes).unwrap();
            let data = ShaperData::new(&font);
            Some((name, Face { font, data }))
        });
        Self(faces.collect())
    }

    /// The width of a line, px. No face of ideographs is bundled: they are a full em in all.
    fn width(&self, text: &Text) -> f64 {
        let weight = if text.font == Font::Sans {
            "Regular"
        } else {
            "Bold"
        };
        let script = text.text.chars().find_map(script);
        let face = match (script, text.font) {
            (Some(script), _) => format!("NotoSans{script}-{weight}"),
            (None, Font::SerifBold) => "NotoSerif-Bold".to_owned(),
            (None, _) => format!("NotoSans-{weight}"),
        };
        let face = &self.0[&face];
        let (wide, rest): (Vec<char>, Vec<char>) = text
            .text
            .chars()
            .filter(|c| !is_isolate(*c))
            .partition(|c| is_wide(*c));
        // Letters of one script at a time.
        let mut stretches = vec![String::new()];
        let mut last = None;
        for c in rest {
            if c.is_alphanumeric() && last != Some(self::script(c)) {
                last = Some(self::script(c));
                stretches.push(String::new());
            }
            stretches.last_mut().unwrap().push(c);
        }
        let units: i32 = stretches.iter().map(|stretch| face.width(stretch)).sum();
        (f64::from(units) / 1000.0 + wide.len() as f64) * text.size
    }

    /// Left, top, right, bottom of a line of text, px; from the height of capitals to the descent
    /// of a g.
    pub(crate) fn extent(&self, text: &Text) -> [f64; 4] {
        let width = self.width(text);
        let left = match text.anchor {
            Anchor::Left => text.x,
            Anchor::Middle => text.x - width / 2.0,
            Anchor::Right => text.x - width,
        };
        [
            left,
            text.y - 0.72 * text.size,
            left + width,
            text.y + 0.24 * text.size,
        ]
    }

    /// That no line of `scene` leaves it, and no two meet. `name` names the scene in a failure.
    pub(crate) fn assert_legible(&self, scene: &Scene, name: &str) {
        let extents: Vec<_> = texts(scene)
            .into_iter()
            .map(|text| (&text.text, self.extent(text)))
            .collect();
        for (i, (text, [left, top, right, bottom])) in extents.iter().enumerate() {
            assert!(
                *left >= 7.0
                    && *right <= scene.width - 7.0
                    && *top >= 7.0
                    && *bottom <= scene.height - 3.0,
                "{name}: \"{text}\" from {left},{top} to {right},{bottom}"
            );
            for (other, [l, t, r, b]) in extents.iter().skip(i + 1) {
                assert!(
                    right - 1e-6 <= *l || r - 1e-6 <= *left || bottom <= t || b <= top,
                    "{name}: \"{text}\" meets \"{other}\" by {:.2} px",
                    right - l
                );
            }
        }
    }
}

impl Face {
    fn width(&self, text: &str) -> i32 {
        let shaper = self.data.shaper(&self.font).build();
        assert_eq!(shaper.units_per_em(), 1000);
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        let shaped = shaper.shape(buffer, ShapeOptions::new());
        let infos = shaped.glyph_infos();
        assert!(
            infos.iter().all(|info| info.glyph_id != 0),
            "no glyph in {text:?}"
        );
        shaped.glyph_positions().iter().map(|at| at.x_advance).sum()
    }
}

/// The lines of text of `scene`, in painting order.
pub(crate) fn texts(scene: &Scene) -> Vec<&Text> {
    let items = scene.groups.iter().flat_map(|group| &group.items);
    items
        .filter_map(|item| match item {
            Item::Text(text) => Some(text),
            _ => None,
        })
        .collect()
}

/// Marks the way a line runs; takes no room.
pub(crate) fn is_isolate(c: char) -> bool {
    matches!(c, '\u{2066}'..='\u{2069}')
}

fn script(c: char) -> Option<&'static str> {
    let found = SCRIPTS
        .iter()
        .find(|(_, [first, last])| (*first..=*last).contains(&u32::from(c)));
    found.map(|(name, _)| *name)
}

/// Chinese and Japanese letters and full-width punctuation.
fn is_wide(c: char) -> bool {
    matches!(u32::from(c), 0x3000..=0x30ff | 0x4e00..=0x9fff | 0xff01..=0xff60)
}

//! Makes fonts of one glyph, a box, for Chinese and Japanese characters: so small that no font file
//! is needed to test what a font file does.
//!
//! The tables are those of the OpenType specification 1.9.1.

/// First and last character: ideographs, kana and their punctuation; full-width forms; the quotes
/// and dots that Chinese shares with Latin are not in it.
const CHARACTERS: [(usize, usize); 2] = [(0x3000, 0x9fff), (0xff00, 0xffef)];

/// A font called `family`, whose every glyph is a box 800 units wide and `height` high, of 1000.
pub(crate) fn boxes(family: &str, weight: u16, height: i16) -> Vec<u8> {
    collection(&[(family, weight, height)])
}

/// A collection of such fonts; a plain font if it is one.
pub(crate) fn collection(faces: &[(&str, u16, i16)]) -> Vec<u8> {
    let mut out = Bytes::default();
    if faces.len() > 1 {
        out.tag("ttcf").u32(0x0001_0000).u32(faces.len());
    }
    let directory = |face: usize| 12 + 4 * faces.len() + face * (12 + 16 * 10);
    let single = usize::from(faces.len() > 1);
    for face in 0..single * faces.len() {
        out.u32(directory(face));
    }
    let first = single * (12 + 4 * faces.len());
    let mut at = first + faces.len() * (12 + 16 * 10);
    let mut data = Bytes::default();
    for (family, weight, height) in faces {
        let tables = tables(family, *weight, *height);
        out.u32(0x0001_0000)
            .u16(tables.len())
            .u16(128)
            .u16(3)
            .u16(32);
        for (tag, table) in tables {
            out.tag(tag).u32(0).u32(at).u32(table.len());
            let padding = table.len().next_multiple_of(4) - table.len();
            at += table.len() + padding;
            data.0.extend(table);
            data.zeros(padding);
        }
    }
    out.0.extend(data.0);
    out.0
}

fn tables(family: &str, weight: u16, height: i16) -> [(&'static str, Vec<u8>); 10] {
    [
        ("OS/2", os2(weight)),
        ("cmap", cmap()),
        ("glyf", glyf(height)),
        ("head", head(height)),
        ("hhea", hhea()),
        ("hmtx", Bytes::default().u16(1000).u16(100).u16(100).done()),
        (
            "loca",
            Bytes::default()
                .u16(0)
                .u16(0)
                .u16(glyf(height).len() / 2)
                .done(),
        ),
        (
            "maxp",
            Bytes::default().u32(0x0001_0000).u16(2).zeros(26).done(),
        ),
        ("name", name(family)),
        ("post", Bytes::default().u32(0x0003_0000).zeros(28).done()),
    ]
}

fn os2(weight: u16) -> Vec<u8> {
    let mut out = Bytes::default();
    out.u16(4).u16(1000).u16(weight).u16(5).zeros(88).done()
}

fn cmap() -> Vec<u8> {
    let mut out = Bytes::default();
    out.u16(0).u16(1).u16(3).u16(10).u32(12);
    // Format 12, a group for each character: all are the one glyph.
    let all = || {
        CHARACTERS
            .into_iter()
            .flat_map(|(first, last)| first..=last)
    };
    out.u16(12)
        .u16(0)
        .u32(16 + 12 * all().count())
        .u32(0)
        .u32(all().count());
    for character in all() {
        out.u32(character).u32(character).u32(1);
    }
    out.done()
}

/// The second glyph; the first, for what is missing, is empty.
fn glyf(height: i16) -> Vec<u8> {
    let mut out = Bytes::default();
    out.u16(1).i16(100).i16(0).i16(900).i16(height);
    out.u16(3).u16(0).0.extend([1; 4]);
    for delta in [100, 0, 800, 0, 0, height, 0, -height] {
        out.i16(delta);
    }
    out.done()
}

fn head(height: i16) -> Vec<u8> {
    let mut out = Bytes::default();
    out.u32(0x0001_0000)
        .u32(0)
        .u32(0)
        .u32(0x5f0f_3cf5)
        .u16(0)
        .u16(1000)
        .zeros(16);
    out.i16(100).i16(0).i16(900).i16(height);
    out.u16(0).u16(8).u16(2).u16(0).u16(0).done()
}

fn hhea() -> Vec<u8> {
    let mut out = Bytes::default();
    out.u32(0x0001_0000).i16(880).i16(-120).u16(0).u16(1000);
    out.zeros(22).u16(1).done()
}

fn name(family: &str) -> Vec<u8> {
    let text: Vec<u8> = family.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut out = Bytes::default();
    // Family, and the name in PostScript.
    out.u16(0).u16(2).u16(6 + 2 * 12);
    for id in [1, 6] {
        out.u16(3).u16(1).u16(0x409).u16(id).u16(text.len()).u16(0);
    }
    out.0.extend(text);
    out.done()
}

/// Big-endian numbers.
#[derive(Default)]
struct Bytes(Vec<u8>);

impl Bytes {
    fn tag(&mut self, tag: &str) -> &mut Self {
        self.0.extend(tag.bytes());
        self
    }

    fn u16(&mut self, value: impl TryInto<u16>) -> &mut Self {
        let value = value
            .try_into()
            .unwrap_or_else(|_| unreachable!("a table this large"));
        self.0.extend(value.to_be_bytes());
        self
    }

    fn i16(&mut self, value: i16) -> &mut Self {
        self.0.extend(value.to_be_bytes());
        self
    }

    fn u32(&mut self, value: usize) -> &mut Self {
        let value = u32::try_from(value).unwrap();
        self.0.extend(value.to_be_bytes());
        self
    }

    fn zeros(&mut self, count: usize) -> &mut Self {
        self.0.extend(vec![0; count]);
        self
    }

    fn done(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.0)
    }
}

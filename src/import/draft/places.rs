//! Bytes of several texts, one behind the other, → places of a page: the number of the text, UTF-16 units in it.

use super::{Place, Span};

/// Places are counted from the nearest of these marks, in bytes apart.
const APART: usize = 256;

/// The texts.
#[derive(Debug, Clone, Default)]
pub(super) struct Places(Vec<Text>);

#[derive(Debug, Clone)]
struct Text {
    /// Where it begins, in bytes of all.
    start: usize,
    text: String,
    /// UTF-16 units before each mark; none where bytes are units.
    marks: Vec<usize>,
}

impl Places {
    /// Adds a text; where it begins.
    pub(super) fn add(&mut self, text: &str) -> usize {
        let start = self.end();
        let mut marks = Vec::new();
        if !text.is_ascii() {
            let mut units = 0;
            let mut from = 0;
            while from < text.len() {
                marks.push(units);
                let to = boundary(text, from + APART);
                let part = text.get(boundary(text, from)..to).unwrap_or_default();
                units += part.encode_utf16().count();
                from += APART;
            }
        }
        self.0.push(Text {
            start,
            text: text.to_owned(),
            marks,
        });
        start
    }

    /// Texts are a byte apart.
    fn end(&self) -> usize {
        self.0
            .last()
            .map_or(0, |own| own.start + own.text.len() + 1)
    }

    /// The place of a stretch; none beyond the texts.
    pub(super) fn of(&self, span: Span) -> Option<Place> {
        let number = self.0.partition_point(|own| own.start <= span.start);
        let number = number.checked_sub(1)?;
        let own = self.0.get(number)?;
        let units = |at: usize| own.units(at.checked_sub(own.start)?);
        let (from, to) = (units(span.start)?, units(span.end.max(span.start))?);
        Some((number, from, to))
    }
}

impl Text {
    /// The UTF-16 units before a byte; none beyond the text.
    fn units(&self, at: usize) -> Option<usize> {
        if at > self.text.len() {
            return None;
        }
        if self.marks.is_empty() {
            return Some(at);
        }
        let mark = (at / APART).min(self.marks.len().checked_sub(1)?);
        let from = boundary(&self.text, mark * APART);
        let part = self.text.get(from..boundary(&self.text, at))?;
        Some(self.marks.get(mark)? + part.encode_utf16().count())
    }
}

/// The first boundary of a character at a byte or after it.
fn boundary(text: &str, at: usize) -> usize {
    let mut ends = at.min(text.len())..=text.len();
    ends.find(|at| text.is_char_boundary(*at))
        .unwrap_or(text.len())
}

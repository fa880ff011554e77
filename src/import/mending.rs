//! A text read with some stretches in other words, and all places told in the text as it is.

use std::collections::{BTreeMap, BTreeSet};

use super::reading::{ReadVote, Span};
use super::Finding;

/// A text with stretches replaced.
pub(super) struct Mended {
    pub(super) text: String,
    /// What was replaced, in order: its places in this text and in the one as it is.
    pieces: Vec<(Span, Span)>,
}

impl Mended {
    /// Replaces what stands at the spans. Of two that overlap the first is taken.
    pub(super) fn new(text: &str, fixes: &BTreeMap<Span, String>) -> Self {
        let mut own = Self {
            text: String::with_capacity(text.len()),
            pieces: Vec::new(),
        };
        let mut at = 0;
        for (span, with) in fixes {
            let Some(between) = text.get(at..span.start) else {
                continue;
            };
            if text.get(span.start..span.end).is_none() {
                continue;
            }
            own.text.push_str(between);
            let start = own.text.len();
            own.text.push_str(with);
            own.pieces.push((Span::new(start, own.text.len()), *span));
            at = span.end;
        }
        own.text.push_str(text.get(at..).unwrap_or_default());
        own
    }

    /// Tells the places of what was read in the text as it is.
    pub(super) fn put_back(
        &self,
        text: &str,
        votes: &mut [ReadVote],
        findings: &mut [Finding],
        unread: &mut [Span],
    ) {
        let back = |span: &mut Span| *span = self.back(*span);
        let replaced: BTreeSet<Span> = self.pieces.iter().map(|(_, was)| *was).collect();
        for vote in votes {
            back(&mut vote.span);
            vote.totals.iter_mut().for_each(|own| back(&mut own.span));
            vote.outcome.iter_mut().for_each(|(_, span)| back(span));
            for reading in &mut vote.readings {
                back(&mut reading.span);
                back(&mut reading.said_at);
                if replaced.contains(&reading.span) {
                    reading.written = reading.span.of(text).to_owned();
                }
            }
        }
        for finding in findings {
            finding.spans.iter_mut().for_each(back);
            finding.fixes.iter_mut().for_each(|fix| back(&mut fix.span));
        }
        unread.iter_mut().for_each(back);
    }

    fn back(&self, span: Span) -> Span {
        let place = |at: usize, is_end: bool| {
            let before = self.pieces.partition_point(|(own, _)| match is_end {
                true => own.start < at,
                false => own.start <= at,
            });
            match before.checked_sub(1).and_then(|at| self.pieces.get(at)) {
                None => at,
                Some((own, was)) if at >= own.end => at - own.end + was.end,
                Some((_, was)) if is_end => was.end,
                Some((_, was)) => was.start,
            }
        };
        let start = place(span.start, false);
        Span::new(start, place(span.end, true).max(start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_told_in_the_text_as_it_is() {
        let text = "Agianst: Frnace, Mali";
        let fixes = BTreeMap::from([
            (Span::new(0, 7), "Against".to_owned()),
            (Span::new(9, 15), "FRA".to_owned()),
            // Overlaps, and reaches beyond the text.
            (Span::new(10, 12), "x".to_owned()),
            (Span::new(20, 99), "x".to_owned()),
        ]);
        let mended = Mended::new(text, &fixes);
        assert_eq!(mended.text, "Against: FRA, Mali");
        for (own, was) in [
            ("Against", "Agianst"),
            ("FRA", "Frnace"),
            ("Mali", "Mali"),
            ("FRA, M", "Frnace, M"),
        ] {
            let at = mended.text.find(own).unwrap();
            assert_eq!(mended.back(Span::new(at, at + own.len())).of(text), was);
        }
    }
}

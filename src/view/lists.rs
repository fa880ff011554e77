//! Lists of many groups in one block of memory.

use crate::smap::span;

/// What belongs to each group, one group after the other.
#[derive(Debug, Clone, Default)]
pub(super) struct Lists<T> {
    items: Vec<T>,
    /// Of group i: from the i-th of these numbers to the next.
    starts: Vec<u32>,
}

impl<T: Copy + Default> Lists<T> {
    /// Of so many groups; `pairs` gives each item with its group, the same in two passes.
    pub(super) fn new<I: Iterator<Item = (usize, T)>>(
        groups: usize,
        pairs: impl Fn() -> I,
    ) -> Self {
        let mut starts = vec![0u32; groups + 1];
        for (group, _) in pairs() {
            if let Some(count) = starts.get_mut(group + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut items = vec![T::default(); sum as usize];
        for (group, item) in pairs() {
            let Some(slot) = next.get_mut(group) else {
                continue;
            };
            if let Some(place) = items.get_mut(*slot as usize) {
                *place = item;
            }
            *slot += 1;
        }
        Self { items, starts }
    }

    /// What belongs to a group.
    pub(super) fn of(&self, group: usize) -> &[T] {
        self.items
            .get(span(&self.starts, group))
            .unwrap_or_default()
    }
}

//! Numbers the distinct places of a map, in the order in which they are first seen.

use super::LonLat;

/// Places by number, and numbers by place. It takes a quarter of the memory of a `HashMap`, which would hold
/// every place again.
pub(super) struct PlaceNumbers {
    pub(super) list: Vec<LonLat>,
    /// A number stands in its place's slot or, where others were there before, in the next free one.
    slots: Vec<u32>,
}

/// No number, as there are never so many places.
const FREE: u32 = u32::MAX;

impl PlaceNumbers {
    pub(super) fn new() -> Self {
        Self {
            list: Vec::new(),
            slots: vec![FREE; 1 << 10],
        }
    }

    /// The number of a place; equal places are equal to the bit.
    pub(super) fn number(&mut self, p: LonLat) -> usize {
        // Two thirds full, it has short ways.
        if 3 * self.list.len() > 2 * self.slots.len() {
            self.slots = vec![FREE; 2 * self.slots.len()];
            for (number, place) in self.list.iter().enumerate() {
                let slot = find(&self.slots, &self.list, *place);
                put(&mut self.slots, slot, number);
            }
        }
        let slot = find(&self.slots, &self.list, p);
        let known = self.slots.get(slot).map(|number| *number as usize);
        if let Some(number) = known.filter(|number| *number < self.list.len()) {
            return number;
        }
        put(&mut self.slots, slot, self.list.len());
        self.list.push(p);
        self.list.len() - 1
    }
}

fn put(slots: &mut [u32], slot: usize, number: usize) {
    if let Some(slot) = slots.get_mut(slot) {
        *slot = number as u32;
    }
}

/// The slot in which a place's number stands, or would.
///
/// # References
/// Donald E. Knuth, *The Art of Computer Programming* 3 (1973), 6.4: linear probing; the golden ratio spreads
/// best.
fn find(slots: &[u32], list: &[LonLat], p: LonLat) -> usize {
    let mixed = [p.lon, p.lat].into_iter().fold(0u64, |mixed, degrees| {
        let mixed = (mixed ^ degrees.to_bits()).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed ^ (mixed >> 32)
    });
    let bits = |p: LonLat| (p.lon.to_bits(), p.lat.to_bits());
    // By the highest bits, to which all others contribute.
    let mut slot = (((mixed >> 32) * slots.len() as u64) >> 32) as usize;
    loop {
        let number = slots.get(slot).map_or(FREE, |number| *number);
        match list.get(number as usize) {
            Some(other) if bits(*other) != bits(p) => slot = (slot + 1) % slots.len(),
            _ => return slot,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::tests::{ll, Random};

    #[test]
    fn equal_places_have_one_number_and_others_their_own() {
        let mut random = Random(3);
        let mut numbers = PlaceNumbers::new();
        // Round and odd degrees, many more than there are slots at first.
        let places: Vec<LonLat> = (0..20_000)
            .map(|i| match i % 2 {
                0 => ll(f64::from(i % 360), f64::from(i / 360)),
                _ => ll(random.between(-180., 180.), random.between(-90., 90.)),
            })
            .collect();
        for (number, place) in places.iter().enumerate() {
            assert_eq!(numbers.number(*place), number);
        }
        for (number, place) in places.iter().enumerate().rev() {
            assert_eq!(numbers.number(*place), number);
        }
    }
}

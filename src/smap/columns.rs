//! What the reader and the writer of a packed map share: its head, its checksum, its numbers.

/// The first bytes of every packed map; the first byte never begins a text file.
pub(super) const MAGIC: [u8; 4] = *b"\xb5map";

/// The version that is written, and the only one that is read.
pub(super) const VERSION: u8 = 1;

/// Magic, version, checksum of all that follows.
pub(super) const HEAD: usize = 9;

/// Grid units in a turn are 2 to this power; a unit is 1.2 m on the ground at the finest.
pub(super) const FEWEST_BITS: u8 = 8;
pub(super) const MOST_BITS: u8 = 25;

/// Ranks below "always" in a file.
pub(super) const MOST_LEVELS: u8 = 15;

/// Rings may hold this many times the vertices of all arcs, and no more: a border is used twice, and
/// features may overlap. A file that claims much more is meant to exhaust memory.
pub(super) const MOST_USES: u64 = 8;

/// How many bits a rank takes in a file.
pub(super) fn rank_bits(levels: u8) -> usize {
    match levels {
        0 => 0,
        1 => 1,
        2..=3 => 2,
        _ => 4,
    }
}

/// Columns of steps for each axis: those that begin an arc, and those within one by the lesser rank of
/// their ends, 0, 1, 2 and more.
pub(super) const COLUMNS: usize = 5;

/// The column of the step to a vertex of `rank` from one of rank `before`; none begins an arc.
pub(super) fn column_of(before: Option<u8>, rank: u8) -> usize {
    match before {
        None => 0,
        Some(before) => 1 + usize::from(before.min(rank).min(COLUMNS as u8 - 2)),
    }
}

/// CRC-32 as of IEEE 802.3, half a byte at a time. It finds every change within 32 bits.
pub(super) fn checksum(bytes: &[u8]) -> u32 {
    const TABLE: [u32; 16] = table();
    let mut crc = !0u32;
    for byte in bytes {
        for half in [byte & 15, byte >> 4] {
            let index = (crc ^ u32::from(half)) & 15;
            crc = (crc >> 4) ^ TABLE.get(index as usize).copied().unwrap_or_default();
        }
    }
    !crc
}

const fn table() -> [u32; 16] {
    let mut table = [0u32; 16];
    let mut i = 0;
    while i < 16 {
        let mut crc = i as u32;
        let mut bit = 0;
        while bit < 4 {
            crc = if crc & 1 == 1 {
                (crc >> 1) ^ 0xedb8_8320
            } else {
                crc >> 1
            };
            bit += 1;
        }
        #[allow(clippy::indexing_slicing)] // checked when compiled
        {
            table[i] = crc;
        }
        i += 1;
    }
    table
}

/// Maps small numbers of either sign to small ones without a sign: 0, −1, 1, −2 …
pub(super) fn zigzag(value: i64) -> u64 {
    ((value << 1) ^ (value >> 63)) as u64
}

pub(super) fn unzigzag(value: u64) -> i64 {
    (value >> 1) as i64 ^ -((value & 1) as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_crc_32() {
        // The check value of the catalogue of parametrised CRC algorithms (Greg Cook).
        assert_eq!(checksum(b"123456789"), 0xcbf4_3926);
    }

    #[test]
    fn zigzag_goes_there_and_back() {
        for value in [0, 1, -1, 63, -64, i64::MAX, i64::MIN] {
            assert_eq!(unzigzag(zigzag(value)), value);
        }
    }
}

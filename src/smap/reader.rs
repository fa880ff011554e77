//! Numbers, lists and texts of a packed map, read one after the other.

use super::columns::unzigzag;
use super::damage::Damage;

/// What is left to read.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes }
    }

    /// How many bytes are left.
    pub(super) const fn left(&self) -> usize {
        self.bytes.len()
    }

    pub(super) fn take(&mut self, length: usize) -> Result<&'a [u8], Damage> {
        let (taken, rest) = self.bytes.split_at_checked(length).ok_or(Damage::Short)?;
        self.bytes = rest;
        Ok(taken)
    }

    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N], Damage> {
        self.take(N)?.try_into().map_err(|_| Damage::Short)
    }

    pub(super) fn byte(&mut self) -> Result<u8, Damage> {
        let (byte, rest) = self.bytes.split_first().ok_or(Damage::Short)?;
        self.bytes = rest;
        Ok(*byte)
    }

    /// Seven bits a byte, the lowest first; all but the last have the eighth set.
    pub(super) fn varint(&mut self) -> Result<u64, Damage> {
        // Most have one byte.
        if let Some((&byte @ ..128, rest)) = self.bytes.split_first() {
            self.bytes = rest;
            return Ok(u64::from(byte));
        }
        let mut value = 0u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 127) << shift;
            if byte < 128 {
                return Ok(value);
            }
        }
        Err(Damage::Count)
    }

    pub(super) fn signed(&mut self) -> Result<i64, Damage> {
        Ok(unzigzag(self.varint()?))
    }

    /// How many things of `size` bytes at least follow.
    pub(super) fn count(&mut self, size: usize) -> Result<usize, Damage> {
        let count = usize::try_from(self.varint()?).map_err(|_| Damage::Count)?;
        if count
            .checked_mul(size)
            .is_none_or(|bytes| bytes > self.bytes.len())
        {
            return Err(Damage::Count);
        }
        Ok(count)
    }

    /// A column: its length in bytes, then itself.
    pub(super) fn list(&mut self) -> Result<Reader<'a>, Damage> {
        let length = self.count(1)?;
        Ok(Self::new(self.take(length)?))
    }

    pub(super) fn text(&mut self) -> Result<&'a str, Damage> {
        let length = self.count(1)?;
        std::str::from_utf8(self.take(length)?).map_err(|_| Damage::Text)
    }

    pub(super) fn end(&self) -> Result<(), Damage> {
        if self.bytes.is_empty() {
            Ok(())
        } else {
            Err(Damage::Rest)
        }
    }
}

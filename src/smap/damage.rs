//! What can be wrong with a packed map.

use std::fmt;

/// Why bytes are no packed map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Damage {
    /// They do not begin as one does.
    NotSmap,
    /// A version that this program does not know.
    Version,
    /// Changed or cut short on the way.
    Checksum,
    /// A list ends before it has what it promised.
    Short,
    /// More than the bytes can hold, or than memory should.
    Count,
    /// A position off the sphere, a grid too coarse or too fine.
    Range,
    /// A ring of an arc that there is not, or of arcs that don't meet.
    Ring,
    /// A name that is not UTF-8.
    Text,
    /// A property that is not one JSON value, or of a name that stands twice.
    Property,
    /// Names of properties that take many times the file's size, once each region has its own.
    Names,
    /// Bytes after the end.
    Rest,
}

impl Damage {
    /// What is wrong, for an error that names the file; what may be wrong with properties too.
    pub const fn message(self) -> &'static str {
        match self {
            Self::Property => "a packed map with a property that is no JSON value or stands twice",
            Self::Names => {
                "a packed map whose names of properties, in all regions, take over 32 times its size"
            }
            other => other.text(),
        }
    }

    /// The same for [`decode`](super::decode), which reads no properties: the viewer holds these texts.
    pub const fn text(self) -> &'static str {
        match self {
            Self::NotSmap => "no packed map",
            Self::Version => "a packed map of another version",
            Self::Checksum => "a packed map that is damaged: its checksum is another",
            Self::Short => "a packed map with a list that ends too early",
            Self::Count => "a packed map that promises more than it holds",
            Self::Range => "a packed map with a number out of range",
            Self::Ring => "a packed map with a ring that does not close",
            Self::Text => "a packed map with a text that is not UTF-8",
            Self::Rest | Self::Property | Self::Names => "a packed map with bytes after its end",
        }
    }
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message())
    }
}

impl std::error::Error for Damage {}

//! The files of a baked folder. Most names carry a hash of the content, so that a published file never
//! changes. Pages and snippets refer to files with the hash that browsers check.

use std::collections::btree_map::{BTreeMap, Entry};
use std::fmt::Write as _;

use base64::prelude::{Engine, BASE64_STANDARD};
use sha2::{Digest, Sha256, Sha384};

use crate::error::{Error, ErrorKind, Result};

/// Hexadecimal digits of a hash in a name: 64 bits, for the files of one host over many years.
const DIGITS: usize = 16;

/// A file of a baked folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its path in the folder, with `/`.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// Whether the name carries a hash of the bytes, so that it never changes.
    pub hashed: bool,
}

/// A file that others refer to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asset {
    /// Its path in the folder.
    pub name: String,
    /// For the attribute `integrity`.
    pub integrity: String,
    /// The same for lists in data and scripts, where each byte counts: by SHA-256.
    pub short_integrity: String,
}

/// The files so far, by name.
#[derive(Debug, Default)]
pub(super) struct Folder {
    files: BTreeMap<String, (Vec<u8>, bool)>,
    /// A name that two files would have.
    twice: Option<String>,
}

impl Folder {
    /// Adds a file whose name is `stem`, a hash and `extension`.
    pub(super) fn add(&mut self, stem: &str, extension: &str, bytes: impl Into<Vec<u8>>) -> Asset {
        let bytes = bytes.into();
        let asset = Asset {
            name: format!("{stem}-{}.{extension}", digest(&bytes)),
            integrity: integrity(&bytes),
            short_integrity: format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(&bytes))),
        };
        self.insert(asset.name.clone(), bytes, true);
        asset
    }

    /// Adds a file by the very `name`.
    pub(super) fn put(&mut self, name: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.insert(name.into(), bytes.into(), false);
    }

    fn insert(&mut self, name: String, bytes: Vec<u8>, hashed: bool) {
        match self.files.entry(name) {
            Entry::Vacant(free) => drop(free.insert((bytes, hashed))),
            Entry::Occupied(taken) if taken.get().0 == bytes => {}
            Entry::Occupied(taken) => self.twice = Some(taken.key().clone()),
        }
    }

    /// All files: those that others refer to before those that refer to them.
    ///
    /// # Errors
    /// Two that have one name and are not the same.
    pub(super) fn into_files(self) -> Result<Vec<File>> {
        if let Some(name) = self.twice {
            let found = "two different files would have this name";
            let remedy = "rename one of the documents or of their files";
            return Err(Error::new(ErrorKind::Value, name, found, remedy));
        }
        let mut files: Vec<File> = self
            .files
            .into_iter()
            .map(|(name, (bytes, hashed))| File {
                name,
                bytes,
                hashed,
            })
            .collect();
        files.sort_by_key(|file| !file.hashed);
        Ok(files)
    }
}

/// Subresource Integrity (W3C) of `bytes`.
pub(super) fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(bytes)))
}

/// Whether a name without its extension ends in a hash of the very `bytes`, as a bake of any time named them.
pub fn is_hashed(stem: &str, bytes: &[u8]) -> bool {
    let end = stem.rsplit_once('-').map_or("", |(_, end)| end);
    end.len() >= 10 && digest(bytes).starts_with(end)
}

fn digest(bytes: &[u8]) -> String {
    let mut digits = String::new();
    for byte in Sha256::digest(bytes).iter().take(DIGITS / 2) {
        // Writing to a string cannot fail.
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values of FIPS 180-4's example "abc": SHA-256 begins with ba7816bf8f01cfea.
    #[test]
    fn a_name_carries_64_bits_of_sha_256() {
        let asset = Folder::default().add("map", "svg", "abc");
        assert_eq!(asset.name, "map-ba7816bf8f01cfea.svg");
        assert!(is_hashed("map-ba7816bf8f01cfea", b"abc"));
        assert!(is_hashed("map-ba7816bf8f", b"abc"));
        assert!(!is_hashed("map-ba7816bf8f", b"another"));
        assert!(!is_hashed("map", b"abc"));
    }

    #[test]
    fn two_files_of_one_name_are_an_error() {
        let mut folder = Folder::default();
        folder.put("embed.html", "one");
        folder.put("embed.html", "one");
        folder.put("embed.html", "another");
        let error = folder.into_files().unwrap_err().to_string();
        assert!(
            error.starts_with("embed.html: two different files"),
            "{error}"
        );
    }

    /// The example of the W3C's Subresource Integrity, section 1.2.1 has the form; the value is
    /// that of `openssl dgst -sha384 -binary | openssl base64` for "abc".
    #[test]
    fn integrity_is_sha_384_in_base64() {
        assert_eq!(
            integrity(b"abc"),
            "sha384-ywB1P0WjXou1oD1pmsZQBycsMqsO3tFjGotgWkP/W+2AhgcroefMI1i67KE0yCWn"
        );
    }

    #[test]
    fn pages_come_after_what_they_refer_to() {
        let mut folder = Folder::default();
        folder.put("a.html", "x");
        folder.add("z", "js", "y");
        let names: Vec<bool> = folder
            .into_files()
            .unwrap()
            .iter()
            .map(|f| f.hashed)
            .collect();
        assert_eq!(names, [true, false]);
    }
}

//! The files of a baked folder. Most names carry a hash of the content, so that a published file never
//! changes. Pages and snippets refer to files with the hash that browsers check.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use base64::prelude::{Engine, BASE64_STANDARD};
use sha2::{Digest, Sha256, Sha384};

/// Hexadecimal digits of a hash in a name: 40 bits, for the files of one host.
const DIGITS: usize = 10;

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
        self.files.insert(asset.name.clone(), (bytes, true));
        asset
    }

    /// Adds a file by the very `name`.
    pub(super) fn put(&mut self, name: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.files.insert(name.into(), (bytes.into(), false));
    }

    /// All files: those that others refer to before those that refer to them.
    pub(super) fn into_files(self) -> Vec<File> {
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
        files
    }
}

/// Subresource Integrity (W3C) of `bytes`.
pub(super) fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(bytes)))
}

fn digest(bytes: &[u8]) -> String {
    let mut digits = String::new();
    for byte in Sha256::digest(bytes).iter().take(DIGITS / 2) {
        // Writing to a string cannot fail.
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

/// What of a file's name may stand in any address as it is: other characters become hyphens.
pub(super) fn slug(name: &str) -> String {
    name.chars()
        .map(|c| match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '_' | '.' => c,
            _ => '-',
        })
        .collect()
}

/// The name of a path without its folders: stem and extension.
pub(super) fn stem_and_extension(path: &str) -> (String, String) {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => (slug(stem), slug(extension)),
        _ => (slug(name), "txt".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values of FIPS 180-4's example "abc": SHA-256 begins with ba7816bf8f.
    #[test]
    fn a_name_carries_the_first_ten_digits_of_sha_256() {
        let asset = Folder::default().add("map", "svg", "abc");
        assert_eq!(asset.name, "map-ba7816bf8f.svg");
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
    fn names_need_no_escaping_in_an_address() {
        assert_eq!(
            stem_and_extension("data/Vote über #3.json"),
            ("Vote--ber--3".into(), "json".into())
        );
        assert_eq!(
            stem_and_extension("..\\.csv"),
            (".csv".into(), "txt".into())
        );
    }

    #[test]
    fn pages_come_after_what_they_refer_to() {
        let mut folder = Folder::default();
        folder.put("a.html", "x");
        folder.add("z", "js", "y");
        let names: Vec<bool> = folder.into_files().iter().map(|f| f.hashed).collect();
        assert_eq!(names, [true, false]);
    }
}

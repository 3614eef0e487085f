//! The folder of an index: which files in it are ours.

use std::fs;
use std::path::Path;

use crate::error::{Error, Result};

/// Where tantivy keeps the list of what an index holds; its presence makes a folder an index.
pub(super) const META: &str = "meta.json";

/// Where tantivy keeps the list of the files it made.
pub(super) const MANAGED: &str = ".managed.json";

/// Extensions of the files of a segment.
const SEGMENT_FILES: [&str; 8] = ["term", "idx", "pos", "fieldnorm", "fast", "store", "del", "temp"];

/// Bytes of the files in a folder; what cannot be read counts nothing.
pub(super) fn size(dir: &Path) -> u64 {
    let files = fs::read_dir(dir).into_iter().flatten().flatten();
    files.filter_map(|file| file.metadata().ok()).filter(fs::Metadata::is_file).map(|file| file.len()).sum()
}

/// The last part of a path, for messages.
pub(super) fn name(file: &Path) -> String {
    file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned()
}

/// Names of what is in a folder.
pub(super) fn names(dir: &Path) -> Result<Vec<String>> {
    let io = |source| Error::Io { action: "read", path: dir.to_owned(), source };
    let entries = fs::read_dir(dir).map_err(io)?;
    entries.map(|entry| Ok(entry.map_err(io)?.file_name().to_string_lossy().into_owned())).collect()
}

/// Whether a file may stand in the folder of an index.
pub(super) fn is_ours(name: &str) -> bool {
    name.starts_with('.') || name.eq_ignore_ascii_case("README.md") || name == META || is_segment_file(name)
}

/// Segment files are named by 32 hexadecimal digits and an extension of tantivy's.
pub(super) fn is_segment_file(name: &str) -> bool {
    let (segment, rest) = name.split_once('.').unwrap_or((name, ""));
    let extension = rest.rsplit('.').next().unwrap_or_default();
    segment.len() == 32 && segment.bytes().all(|b| b.is_ascii_hexdigit()) && SEGMENT_FILES.contains(&extension)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn photos_named_by_their_hash_are_not_ours() {
        let hash = "d41d8cd98f00b204e9800998ecf8427e";
        for name in [".managed.json", "README.md", "meta.json", &format!("{hash}.term"), &format!("{hash}.22.del")] {
            assert!(is_ours(name), "{name}");
        }
        for name in ["a.txt", hash, &format!("{hash}.jpg"), "a.term"] {
            assert!(!is_ours(name), "{name}");
        }
    }
}

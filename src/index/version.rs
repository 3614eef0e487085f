//! What an index must share with the program that opens it: the format of its fields and the analysis that made its keys.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::Xxh3;

use crate::analysis::{self, Analyzer};

/// Format of the index: its fields and what they hold. Bump when one is added, dropped or means something else. 1: izde 0.1 before its
/// release; 2: author and encoding are stored, `lang` is told by the words where the source does not name it, ids have a hash,
/// passages that are read by their letters are marked; 3: documents have a sketch that tells their copies, and
/// the list of segments has a checksum; 4: no coarse keys, sketches of other hashes.
pub const FORMAT_VERSION: u32 = 4;

static FINGERPRINT: LazyLock<u64> = LazyLock::new(|| {
    let mut hash = Xxh3::new();
    hash.update(&analysis::VERSION.to_le_bytes());
    for data in crate::kazakh::data() {
        hash.update(data);
    }
    let mut worker = Analyzer::new().worker();
    let mut tokens = worker.tokens(analysis::FINGERPRINT_SAMPLE);
    while let Some(token) = tokens.next() {
        for part in [token.exact, token.stem] {
            hash.update(part.as_bytes());
            hash.update(&[0]);
        }
        hash.update(&token.position.to_le_bytes());
    }
    hash.digest()
});

/// A number that changes with the analysis: with its data, its version, or the keys of a sample text.
#[must_use]
pub fn fingerprint() -> u64 {
    *FINGERPRINT
}

/// What every commit of an index carries, as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stamp {
    format: u32,
    analysis: String,
    /// The izde that wrote it; told to people, never compared.
    izde: String,
}

impl Stamp {
    /// The stamp of this program.
    pub(super) fn current() -> Self {
        let analysis = format!("{:016x}", fingerprint());
        Self { format: FORMAT_VERSION, analysis, izde: env!("CARGO_PKG_VERSION").to_owned() }
    }

    /// Whether an index of this stamp can be used by this program.
    pub(super) fn is_current(&self) -> bool {
        let current = Self::current();
        (self.format, &self.analysis) == (current.format, &current.analysis)
    }

    pub(super) fn to_json(&self) -> String {
        format!(r#"{{"format":{},"analysis":"{}","izde":"{}"}}"#, self.format, self.analysis, self.izde)
    }
}

impl std::fmt::Display for Stamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "format {}, analysis {} (izde {})", self.format, self.analysis, self.izde)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_survives_its_json() {
        let stamp = Stamp::current();
        assert_eq!(serde_json::from_str::<Stamp>(&stamp.to_json()).unwrap(), stamp);
        assert!(stamp.is_current());
        assert!(!Stamp { format: FORMAT_VERSION + 1, ..stamp }.is_current());
    }
}

//! The one error type of the engine. Every variant says what happened, where, and what to do about it.

use std::path::PathBuf;

use crate::span::Span;

/// What can go wrong while reading documents, indexing or searching.
///
/// The [`Display`](std::fmt::Display) text is a whole sentence for a person: what happened, where (file, line, byte), and what to do.
/// The cause, where there is one, is in [`source`](std::error::Error::source).
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder could not be opened, read or written.
    #[error("cannot {action} {}: {source}", path.display())]
    Io {
        /// What was tried: `read`, `open`, `create` …
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// A file is not UTF-8.
    #[error(
        "{place}: byte {byte} (0x{value:02X}) is not UTF-8, and no other encoding fits; name it with --encoding, or convert the file"
    )]
    NotUtf8 {
        /// The file, or `stdin`.
        place: String,
        /// Offset of the first bad byte from the beginning of the file, from 0.
        byte: u64,
        /// The first bad byte.
        value: u8,
    },
    /// A line of a JSON-lines file, or the front matter of a text, cannot be understood.
    #[error("{place}, line {line}: {reason}")]
    Malformed {
        /// The file, or `stdin`.
        place: String,
        /// Line in the file, from 1.
        line: u64,
        /// What is wrong with it and what would be right.
        reason: String,
    },
    /// A document without any text.
    #[error("{place}: there is no text in it, so there is nothing to index")]
    EmptyDocument {
        /// The file and, in JSON lines, the line.
        place: String,
    },
    /// A text file larger than izde reads.
    #[error("{place}: the file is larger than {} MiB; split it into several documents", limit >> 20)]
    TooLarge {
        /// The file, or `stdin`.
        place: String,
        /// The most that is read, in bytes.
        limit: u64,
    },
    /// A file, or a member of an archive, whose format izde does not read. Nothing is wrong with it: it is left alone.
    #[error("{place}: {reason}")]
    UnknownFormat {
        /// The file and, in an archive, the member.
        place: String,
        /// What it is instead, and what would be read.
        reason: String,
    },
    /// A file, a member of an archive or an item of a feed that is damaged, or larger than anything meant to be read.
    #[error("{place}: {reason}")]
    Unreadable {
        /// The file and the place in it.
        place: String,
        /// What is wrong with it, and what to do.
        reason: String,
    },
    /// A name that is no encoding's.
    #[error(
        "{name:?} is no encoding izde knows; write utf-8, utf-16, windows-1251, kz-1048, pt154, koi8-r or another name of the web's"
    )]
    UnknownEncoding {
        /// What was written.
        name: String,
    },
    /// Metadata given for documents that lack it (`source=BAQ.KZ`), of which izde can make nothing.
    #[error("{setting:?}: {reason}")]
    BadSetting {
        /// What was written.
        setting: String,
        /// What is wrong with it.
        reason: String,
    },
    /// Two different sources claim one document id.
    #[error(
        "{place}: its id {id:?} already belongs to {holder}; give it an id of its own, or index the folder above both"
    )]
    IdTaken {
        /// The source that came second and was left out.
        place: String,
        /// The id both claim.
        id: String,
        /// The source that keeps the id.
        holder: String,
    },
    /// A date that is not `2025`, `2025-11` or `2025-11-28`.
    #[error("{value:?} is no date; write 2025, 2025-11 or 2025-11-28")]
    BadDate {
        /// What was written.
        value: String,
    },
    /// Nothing that izde can read where it was told to look.
    #[error("{} holds no file izde can read ({}); put some there or name another place", path.display(), crate::corpus::format::READ)]
    EmptyCorpus {
        /// The file or folder.
        path: PathBuf,
    },
    /// There is no index in a folder.
    #[error("there is no index in {}; build one with: izde index --index {} PATH", dir.display(), shell(dir))]
    IndexMissing {
        /// The folder.
        dir: PathBuf,
    },
    /// A folder that is not empty and holds no index: izde does not write among somebody's files.
    #[error("{} holds other files and no izde index; name an empty or new folder with --index", dir.display())]
    NotAnIndex {
        /// The folder.
        dir: PathBuf,
    },
    /// The index was made by another version of izde.
    #[error("the index in {} was made with {found}, this izde uses {expected}; build it anew with: izde index --rebuild --index {} PATH", dir.display(), shell(dir))]
    IndexVersion {
        /// The folder of the index.
        dir: PathBuf,
        /// Format version and analysis fingerprint the index carries.
        found: String,
        /// Format version and analysis fingerprint of this build.
        expected: String,
    },
    /// The files of the index are damaged.
    #[error("the index in {} is damaged ({reason}); build it anew with: izde index --rebuild --index {} PATH", dir.display(), shell(dir))]
    IndexCorrupt {
        /// The folder of the index.
        dir: PathBuf,
        /// What does not fit.
        reason: String,
    },
    /// Another process is writing to the index.
    #[error("another izde is writing to the index in {}; wait until it has finished and try again", dir.display())]
    IndexLocked {
        /// The folder of the index.
        dir: PathBuf,
    },
    /// There is no room for what is to be written.
    #[error("there is no room left to write the index in {} ({source}); make room and try again: what it held before is still there", dir.display())]
    DiskFull {
        /// The folder of the index.
        dir: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// The index engine failed in a way that has no better name here.
    #[error("the index in {} could not be {action}: {source}", dir.display())]
    Engine {
        /// What was tried: `read`, `written` …
        action: &'static str,
        /// The folder of the index, or `memory`.
        dir: PathBuf,
        /// What the engine said.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A query without a word in it.
    #[error("{}", if query.trim().is_empty() { "the query is empty; type the words to look for" } else { "the query has no letters or digits; type the words to look for" })]
    EmptyQuery {
        /// The query as it was given.
        query: String,
    },
    /// A query that cannot be read, or asks for what cannot be answered.
    #[error("query, byte {}: {reason}", span.start)]
    BadQuery {
        /// The query as it was given.
        query: String,
        /// The place in it.
        span: Span,
        /// What is wrong there and what would be right.
        reason: String,
    },
    /// A query larger than izde answers.
    #[error("the query is {bytes} bytes long; izde takes at most {limit} bytes: search for a few words of it")]
    QueryTooLong {
        /// Its length in bytes.
        bytes: usize,
        /// The most that is taken, in bytes.
        limit: usize,
    },
    /// No document of that id in the index.
    #[error("there is no document {id:?} in the index; izde list shows the ids")]
    UnknownDocument {
        /// The id that was asked for.
        id: String,
    },
}

/// Results of the engine.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A path or name as it can be pasted into a shell: quoted when it holds anything but plain characters.
pub(crate) fn shell(path: impl AsRef<std::path::Path>) -> String {
    let text = path.as_ref().to_string_lossy();
    let plain = |c: char| c.is_alphanumeric() || "/._-+".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        text.into_owned()
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_in_messages_can_be_pasted() {
        let plain = Error::IndexMissing { dir: "my/index".into() }.to_string();
        assert!(plain.ends_with("izde index --index my/index PATH"), "{plain}");
        let spaced = Error::IndexMissing { dir: "менің індексім/it's".into() }.to_string();
        assert!(spaced.ends_with(r"--index 'менің індексім/it'\''s' PATH"), "{spaced}");
    }

    #[test]
    fn errors_cross_threads() {
        fn crosses<T: Send + Sync + 'static>() {}
        crosses::<Error>();
    }
}

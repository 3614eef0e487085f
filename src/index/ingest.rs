//! Feeding files to the index: reads what [`Sources`] found, adds it, and keeps count of what happened to each.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::BufRead;

pub use super::sources::Sources;
use super::upkeep::Ids;
use super::writer::{Outcome, Writer};
use crate::corpus::{Documents, Format, Reading};
use crate::error::{Error, Result};

/// What has been done so far, for whoever watches.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// Files done, and all there are.
    pub files: usize,
    /// See `files`.
    pub all_files: usize,
    /// Bytes of the files done, and of all.
    pub bytes: u64,
    /// See `bytes`.
    pub all_bytes: u64,
    /// Documents read.
    pub documents: usize,
    /// So many of them stand in a commit already, whatever happens now.
    pub committed: usize,
}

/// What became of everything that was to be indexed.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Report {
    /// Files read, wholly or in part.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
    /// Documents that are new.
    pub added: usize,
    /// Documents that took the place of an older one of their id.
    pub replaced: usize,
    /// Documents that were in the index as they are.
    pub unchanged: usize,
    /// Files that were not opened, because they are as they were when they were read last; their documents are unchanged.
    pub unopened: usize,
    /// Documents that are in their file no more and were taken out.
    pub removed: usize,
    /// What could not be read, and why; the rest was indexed.
    pub failures: Vec<Error>,
    /// Files left alone because izde does not read their format.
    pub skipped: Vec<Error>,
    /// How many files of each format were read; members of archives are not counted apart.
    pub kinds: BTreeMap<Format, usize>,
    /// What was assumed of the encoding of documents, file by file.
    pub assumed: Vec<Assumed>,
    /// What was done to which document, save the unchanged; of a [rehearsal](crate::Index::rehearsal) alone.
    pub changes: Vec<(Change, String)>,
    /// How far it got, when it was asked to [stop](super::Stop) before its end.
    pub stopped: Option<Progress>,
}

/// What happens to a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It is new.
    Added,
    /// It takes the place of an older one of its id.
    Replaced,
    /// It is in no file any more.
    Removed,
}

/// What was assumed of the encoding of a file's documents.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Assumed {
    /// The file, or `stdin`.
    pub place: String,
    /// What was assumed, as [`Document::encoding`](crate::Document::encoding) says it.
    pub encoding: String,
    /// Of so many documents.
    pub documents: usize,
}

impl Report {
    /// A report of one thing that went wrong.
    #[must_use]
    pub fn of(failure: Error) -> Self {
        Self { failures: vec![failure], ..Self::default() }
    }

    /// Documents that are in the index now: added, replaced or unchanged.
    #[must_use]
    pub const fn documents(&self) -> usize {
        self.added + self.replaced + self.unchanged
    }

    fn change(&mut self, change: Change, id: &str, writer: &Writer) {
        match change {
            Change::Added => self.added += 1,
            Change::Replaced => self.replaced += 1,
            Change::Removed => self.removed += 1,
        }
        if writer.is_rehearsal() {
            self.changes.push((change, id.to_owned()));
        }
    }
}

impl Sources {
    /// Reads every file and adds its documents, calling `progress` after each document and file. Commits in between when the writer's
    /// [`Pace`](super::Pace) says so, but not at the end.
    ///
    /// # Errors
    /// Only what stops the index itself ([`Error::Engine`]); what is wrong with a file or document is in the report.
    pub fn ingest(self, writer: &mut Writer, mut progress: impl FnMut(Progress)) -> Result<Report> {
        let mut state = Progress { all_files: self.files.len(), all_bytes: self.bytes(), ..Progress::default() };
        let mut report = self.report;
        for file in &self.files {
            if writer.is_stopped() {
                report.stopped = Some(state);
                break;
            }
            if let Some(documents) = writer.unchanged(file, &self.reading) {
                report.unopened += 1;
                report.unchanged += documents as usize;
                state.files += 1;
                state.bytes += file.bytes;
                state.documents += documents as usize;
                progress(state);
                continue;
            }
            let failures = report.failures.len();
            match Documents::open_as(file, &self.reading) {
                Ok(documents) => {
                    let path = file.path.to_string_lossy();
                    let format = documents.format();
                    let mut in_file = 0;
                    let ids = add(documents, writer, &mut report, Some(&path), &mut |step| {
                        in_file += state.takes(step);
                        // The text is a part of the file, so its bytes tell about how far the file is read.
                        progress(Progress { bytes: state.bytes + file.bytes.min(in_file), ..state });
                    })?;
                    let Some(ids) = ids else {
                        report.stopped = Some(state);
                        break;
                    };
                    writer.note(file, &self.reading, &ids, report.failures.len() == failures && format.is_some());
                    if let Some(format) = format {
                        *report.kinds.entry(format).or_default() += 1;
                        report.files += 1;
                    }
                    report.bytes += file.bytes;
                }
                Err(error) => report.failures.push(error),
            }
            state.files += 1;
            state.bytes += file.bytes;
            progress(state);
        }
        if self.prune && report.stopped.is_none() {
            for id in writer.prune(&self.roots)? {
                report.change(Change::Removed, &id, writer);
            }
        }
        Ok(report)
    }
}

/// Adds the JSON lines of a stream (`stdin`), calling `progress` after each document. Commits as [`Sources::ingest`] does.
///
/// # Errors
/// As [`Sources::ingest`].
pub fn ingest_json_lines(
    input: impl BufRead + Send + 'static,
    reading: &Reading,
    writer: &mut Writer,
    mut progress: impl FnMut(Progress),
) -> Result<Report> {
    let mut report = Report::default();
    let mut state = Progress::default();
    let documents = Documents::read_as(input, "stdin", Format::JsonLines, reading);
    let ids = add(documents, writer, &mut report, None, &mut |step| {
        state.bytes += state.takes(step);
        progress(state);
    })?;
    if ids.is_none() {
        report.stopped = Some(state);
    }
    report.bytes = state.bytes;
    Ok(report)
}

/// What has just been done.
#[derive(Debug, Clone, Copy)]
enum Step {
    /// A document with so many bytes of text was added.
    Added(u64),
    /// All that was added was committed.
    Committed,
}

impl Progress {
    /// Counts a step; the bytes it read.
    const fn takes(&mut self, step: Step) -> u64 {
        match step {
            Step::Added(bytes) => {
                self.documents += 1;
                bytes
            }
            Step::Committed => {
                self.committed = self.documents;
                0
            }
        }
    }
}

/// Adds documents as they come; their ids, unless it did not come to their end. Those that stood in the same file before and do not any more are taken out, if all
/// of it could be read.
fn add(
    documents: Documents,
    writer: &mut Writer,
    report: &mut Report,
    path: Option<&str>,
    progress: &mut dyn FnMut(Step),
) -> Result<Option<Ids>> {
    let failures = report.failures.len();
    let mut ids = Ids::default();
    let mut assumed: BTreeMap<String, usize> = BTreeMap::new();
    let mut stopped = false;
    for document in documents {
        // First, because what comes after a wish to stop may be cut off.
        if writer.is_stopped() {
            stopped = true;
            break;
        }
        let document = match document {
            Ok(document) => document,
            Err(unknown @ Error::UnknownFormat { .. }) => {
                report.skipped.push(unknown);
                continue;
            }
            Err(error) => {
                report.failures.push(error);
                continue;
            }
        };
        ids.insert(&document.id);
        let (id, bytes, encoding) = (document.id.clone(), document.text.len(), document.encoding.clone());
        match writer.put(Cow::Owned(document)) {
            Ok(Outcome::Added) => report.change(Change::Added, &id, writer),
            Ok(Outcome::Replaced) => report.change(Change::Replaced, &id, writer),
            Ok(Outcome::Unchanged) => report.unchanged += 1,
            Err(error @ (Error::EmptyDocument { .. } | Error::IdTaken { .. })) => report.failures.push(error),
            Err(error) => return Err(error),
        }
        progress(Step::Added(bytes as u64));
        if writer.is_due() {
            writer.checkpoint()?;
            progress(Step::Committed);
        }
        if let Some(encoding) = encoding {
            *assumed.entry(encoding).or_default() += 1;
        }
    }
    let place = path.unwrap_or("stdin");
    report.assumed.extend(assumed.into_iter().map(|(encoding, documents)| Assumed {
        place: place.to_owned(),
        encoding,
        documents,
    }));
    if let Some(path) = path
        && report.failures.len() == failures
        && !stopped
    {
        for id in writer.retain(path, &ids)? {
            report.change(Change::Removed, &id, writer);
        }
    }
    Ok((!stopped).then_some(ids))
}

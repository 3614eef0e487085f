//! What became of everything that was to be indexed, as JSON.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use serde::Serialize;

use super::json::{line, milliseconds};
use crate::index::ingest::{Change, Report};

#[derive(Serialize)]
struct JsonReport<'a> {
    index: String,
    documents: usize,
    new: usize,
    replaced: usize,
    unchanged: usize,
    removed: usize,
    files: usize,
    files_not_opened: usize,
    kinds: BTreeMap<&'static str, usize>,
    bytes: u64,
    took_ms: f64,
    assumed: Vec<JsonAssumed<'a>>,
    skipped: Vec<String>,
    failures: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stopped: Option<JsonStopped>,
    #[serde(skip_serializing_if = "Option::is_none")]
    changes: Option<Vec<JsonChange<'a>>>,
}

#[derive(Serialize)]
struct JsonAssumed<'a> {
    place: &'a str,
    encoding: &'a str,
    documents: usize,
}

#[derive(Serialize)]
struct JsonStopped {
    files: usize,
    all_files: usize,
    documents: usize,
}

#[derive(Serialize)]
struct JsonChange<'a> {
    change: &'static str,
    id: &'a str,
}

/// A report as one line of JSON; of a rehearsal with its changes, document by document.
#[must_use]
pub fn json(report: &Report, index: &Path, took: Duration, is_rehearsal: bool) -> String {
    let changes = report.changes.iter().map(|(change, id)| JsonChange { change: name(*change), id });
    line(&JsonReport {
        index: index.to_string_lossy().into_owned(),
        documents: report.documents(),
        new: report.added,
        replaced: report.replaced,
        unchanged: report.unchanged,
        removed: report.removed,
        files: report.files,
        files_not_opened: report.unopened,
        kinds: report.kinds.iter().map(|(format, files)| (format.name(), *files)).collect(),
        bytes: report.bytes,
        took_ms: milliseconds(took),
        assumed: report
            .assumed
            .iter()
            .map(|assumed| JsonAssumed {
                place: &assumed.place,
                encoding: &assumed.encoding,
                documents: assumed.documents,
            })
            .collect(),
        skipped: report.skipped.iter().map(ToString::to_string).collect(),
        failures: report.failures.iter().map(ToString::to_string).collect(),
        stopped: report.stopped.map(|far| JsonStopped {
            files: far.files,
            all_files: far.all_files,
            documents: far.documents,
        }),
        changes: is_rehearsal.then(|| changes.collect()),
    })
}

/// What happens to a document, in a word.
#[must_use]
pub const fn name(change: Change) -> &'static str {
    match change {
        Change::Added => "new",
        Change::Replaced => "replaced",
        Change::Removed => "removed",
    }
}

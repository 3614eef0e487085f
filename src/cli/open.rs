//! Opening the index a command works on.

use std::path::Path;

use anyhow::Context;

use super::args::IndexDir;
use super::progress::Bar;
use super::screen::Screen;
use crate::error::Error;
use crate::index::Index;
use crate::index::ingest::{Report, Sources};
use crate::output::terminal::count;

/// The index that commands use when none is named.
pub(super) const DEFAULT_INDEX: &str = "index";
/// The documents that the default index is made of.
pub(super) const DEFAULT_CORPUS: &str = "corpus";

/// More bytes than this are worth a second thread: below, it only makes a second segment.
const WORTH_THREADS: u64 = 4 << 20;

/// Opens an index to search. The default one is built from `corpus/` if it is not there yet.
pub(super) fn to_search(dir: &IndexDir, screen: &Screen) -> anyhow::Result<Index> {
    let Some(dir) = &dir.dir else {
        return match Index::open(DEFAULT_INDEX) {
            // Empty means that building it was interrupted.
            Ok(index) if index.is_empty()? && Path::new(DEFAULT_CORPUS).exists() => build_default(screen),
            Err(Error::IndexMissing { .. }) if Path::new(DEFAULT_CORPUS).exists() => build_default(screen),
            Err(missing @ Error::IndexMissing { .. }) => Err(missing)
                .context("no index was named with --index, and there is no folder corpus/ here to build one from"),
            other => Ok(other?),
        };
    };
    Ok(Index::open(dir)?)
}

fn build_default(screen: &Screen) -> anyhow::Result<Index> {
    screen.tell(&format!("no index yet: building {DEFAULT_INDEX}/ from {DEFAULT_CORPUS}/"));
    let sources = Sources::find(&[DEFAULT_CORPUS])?;
    let index = Index::open_or_create(DEFAULT_INDEX)?;
    let report = fill(&index, sources, false, screen)?;
    tell_failures(&report, screen);
    Ok(index)
}

/// Indexes files and commits, with a progress bar on a terminal.
pub(super) fn fill(index: &Index, sources: Sources, rebuild: bool, screen: &Screen) -> anyhow::Result<Report> {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get).min(4);
    let threads = if sources.bytes() > WORTH_THREADS { threads } else { 1 };
    let mut writer = index.writer_with_threads(threads)?;
    if rebuild {
        writer.clear()?;
    }
    let bar = Bar::new(screen);
    let report = sources.ingest(&mut writer, |progress| bar.show(progress))?;
    bar.finish();
    writer.commit()?;
    Ok(report)
}

/// Names on stderr what was assumed, and what was left out and why.
pub(super) fn tell_failures(report: &Report, screen: &Screen) {
    for assumed in &report.assumed {
        let documents = count(assumed.documents, "document");
        screen.tell(&format!("{}: {documents} read as {}", assumed.place, assumed.encoding));
    }
    for skipped in &report.skipped {
        screen.tell(&format!("skipped {skipped}"));
    }
    for failure in &report.failures {
        screen.tell(&format!("not indexed: {failure}"));
    }
}

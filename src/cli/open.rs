//! Opening the index a command works on.

use std::path::Path;

use anyhow::Context;

use super::args::IndexDir;
use super::interrupt;
use super::progress::Bar;
use super::screen::Screen;
use crate::error::Error;
use crate::index::ingest::{Progress, Report, Sources};
use crate::index::{Index, Pace, Writer};
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
    let pace = Pace { stop: interrupt::stop(), ..Pace::default() };
    let report = fill(&index, sources, false, pace, screen)?;
    tell_failures(&report, screen);
    Ok(index)
}

/// Indexes files and commits, with a progress bar on a terminal.
pub(super) fn fill(
    index: &Index,
    sources: Sources,
    rebuild: bool,
    pace: Pace,
    screen: &Screen,
) -> anyhow::Result<Report> {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get).min(4);
    let threads = if sources.bytes() > WORTH_THREADS { threads } else { 1 };
    let writer = index.writer_with_threads(threads)?;
    write(writer, rebuild, pace, screen, |writer, progress| sources.ingest(writer, progress))
}

/// Has documents read into a writer and commits them, with a progress bar on a terminal.
pub(super) fn write(
    mut writer: Writer,
    rebuild: bool,
    pace: Pace,
    screen: &Screen,
    ingest: impl FnOnce(&mut Writer, &mut dyn FnMut(Progress)) -> crate::Result<Report>,
) -> anyhow::Result<Report> {
    writer.set_pace(pace);
    if rebuild {
        writer.clear()?;
    }
    let bar = Bar::new(screen);
    let mut committed = 0;
    let report = ingest(&mut writer, &mut |progress| {
        bar.show(progress);
        if progress.committed > committed && !screen.err_is_terminal {
            committed = progress.committed;
            screen.tell(&format!("{} committed", count(committed, "document")));
        }
    })?;
    bar.finish();
    // One who gives up on building anew keeps what there was.
    if report.stopped.is_none() || !rebuild {
        writer.commit()?;
    }
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

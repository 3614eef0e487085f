//! Opening the index a command works on.

use std::path::Path;

use anyhow::{Context, anyhow};

use super::args::IndexDir;
use super::config::{CORPUS, INDEX, InForce, Origin};
use super::interrupt;
use super::progress::Bar;
use super::screen::Screen;
use crate::error::{Error, shell};
use crate::index::ingest::{Progress, Report, Sources};
use crate::index::{Index, Pace, Writer};
use crate::output::terminal::count;

/// More bytes than this are worth a second thread: below, it only makes a second segment.
const WORTH_THREADS: u64 = 4 << 20;

/// Opens an index to search. The one that is built in is built from `corpus/` if it is not there yet; that of a collection is not: what a file
/// in some folder says is no reason to read other folders and write to them.
pub(super) fn to_search(args: &IndexDir, screen: &Screen) -> anyhow::Result<Index> {
    let force = InForce::of(args)?;
    if force.index.origin != Origin::BuiltIn {
        return there(&force);
    }
    match Index::open(INDEX) {
        // Empty means that building it was interrupted.
        Ok(index) if index.is_empty()? && Path::new(CORPUS).exists() => build_default(screen),
        Err(Error::IndexMissing { .. }) if Path::new(CORPUS).exists() => build_default(screen),
        Err(missing @ Error::IndexMissing { .. }) => Err(missing)
            .context("no index was named with --index, and there is no folder corpus/ here to build one from"),
        other => Ok(other?),
    }
}

/// The index that is in force, if it is there.
pub(super) fn there(force: &InForce) -> anyhow::Result<Index> {
    Index::open(&force.index.value).map_err(|error| complaint(error, force))
}

/// An error of the index that is in force; of one of a collection, with the command that is right for it.
pub(super) fn complaint(error: Error, force: &InForce) -> anyhow::Error {
    let Some(collection) = &force.collection else { return error.into() };
    let name = shell(&collection.value);
    match error {
        Error::IndexMissing { dir } => {
            anyhow!("there is no index in {} yet; build it with: izde index --collection {name}", dir.display())
        }
        Error::IndexVersion { dir, found, expected } => anyhow!(
            "the index in {} was made with {found}, this izde uses {expected}; build it anew with: izde index --rebuild --collection {name}",
            dir.display()
        ),
        Error::IndexCorrupt { dir, reason } => anyhow!(
            "the index in {} is damaged ({reason}); build it anew with: izde index --rebuild --collection {name}",
            dir.display()
        ),
        other => other.into(),
    }
}

fn build_default(screen: &Screen) -> anyhow::Result<Index> {
    screen.tell(&format!("no index yet: building {INDEX}/ from {CORPUS}/"));
    let sources = Sources::find(&[CORPUS])?;
    let index = Index::open_or_create(INDEX)?;
    let pace = Pace { stop: interrupt::stop(), ..Pace::default() };
    let report = fill(&index, sources, false, pace, screen)?;
    tell_failures(&report, screen);
    Ok(index)
}

/// Indexes files and commits, and shows how far it is.
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

/// Has documents read into a writer and commits them, and shows how far it is.
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

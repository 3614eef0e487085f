//! `izde index --watch`: what changes in files and folders is indexed as it comes, a few paths at a time.
//!
//! [`heard`] gathers what the system says until it is quiet, [`roots`] knows what is followed and under which names. Each batch has a writer of its own, so
//! that others may write in between.

mod heard;
mod roots;

use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use jiff::ZonedDateTime;

use self::roots::Followed;
use super::exit::Exit;
use super::open::{tell_failures, write};
use super::screen::Screen;
use crate::corpus::Reading;
use crate::error::Error;
use crate::index::ingest::{Report, Sources};
use crate::index::{Index, Pace, Writer};
use crate::output::report;
use crate::output::sanitize::sanitized_line;

/// How long one who is in the way of a writer is left alone before the next try.
const RETRY: Duration = Duration::from_millis(200);

/// What changed.
#[derive(Debug, PartialEq, Eq)]
enum Changes {
    /// Something at these paths, written as what is followed was named.
    At(Vec<PathBuf>),
    /// Nobody knows what.
    Anywhere,
}

/// Follows files and folders from now on.
pub(super) struct Watch(Followed);

/// How what changed is indexed.
pub(super) struct Work<'a> {
    /// Folder of the index.
    pub(super) dir: &'a Path,
    pub(super) reading: &'a Reading,
    pub(super) prune: bool,
    pub(super) json: bool,
    pub(super) pace: Pace,
}

impl Watch {
    /// Listens to what happens at these paths, save in the folder of the index. What happens before [`follow`](Self::follow) is kept for it.
    pub(super) fn begin(paths: &[PathBuf], index: &Path) -> anyhow::Result<Self> {
        Ok(Self(Followed::begin(paths, index)?))
    }

    /// Indexes what changes until it is asked to stop.
    pub(super) fn follow(mut self, work: &Work, screen: &Screen) -> anyhow::Result<Exit> {
        let names: Vec<_> = self.0.names().map(|name| name.display().to_string()).collect();
        screen.tell(&format!("watching {}; Ctrl-C ends", names.join(", ")));
        while let Some(changes) = self.0.next(&work.pace.stop, screen) {
            let started = Instant::now();
            let Some(report) = self.index(&changes, work, screen)? else { break };
            tell_failures(&report, screen);
            let is_news = report.added + report.replaced + report.removed > 0;
            if work.json && (is_news || !report.failures.is_empty()) {
                screen.print(&(report::json(&report, work.dir, started.elapsed(), false) + "\n"))?;
            } else if !work.json && is_news {
                screen.print(&line(&report, &changes))?;
            }
            screen.flush()?;
        }
        screen.tell("stopped watching; the same command finds what has changed till then");
        Ok(Exit::Stopped)
    }

    /// `None` when it was asked to stop before it could write.
    fn index(&self, changes: &Changes, work: &Work, screen: &Screen) -> anyhow::Result<Option<Report>> {
        let names: Vec<_> = self.0.names().collect();
        let sources = match changes {
            Changes::At(paths) => Sources::changed(&names, paths),
            Changes::Anywhere => match Sources::find(&names) {
                Ok(sources) => sources,
                // Nothing there, for now.
                Err(error) => return Ok(Some(Report::of(error))),
            },
        };
        let sources = sources.apart_from(work.dir).reading(work.reading.clone()).prune(work.prune);
        if sources.is_empty() {
            return Ok(Some(sources.into_report()));
        }
        let Some(writer) = writer(work, screen)? else { return Ok(None) };
        let report =
            write(writer, false, work.pace.clone(), screen, |writer, progress| sources.ingest(writer, progress))?;
        Ok(Some(report))
    }
}

/// A writer, as soon as nobody else has one; `None` when it was asked to stop first.
fn writer(work: &Work, screen: &Screen) -> anyhow::Result<Option<Writer>> {
    let mut told = false;
    while !work.pace.stop.is_requested() {
        match Index::open(work.dir).and_then(|index| index.writer()) {
            Err(Error::IndexLocked { dir }) => {
                if !told {
                    screen.tell(&format!("another izde is writing to the index in {}; waiting for it", dir.display()));
                }
                told = true;
                thread::sleep(RETRY);
            }
            writer => return Ok(Some(writer?)),
        }
    }
    Ok(None)
}

/// What became of a batch: `14:03:07 1 new, 0 replaced, 0 removed: speeches/a.txt and 2 more`.
fn line(report: &Report, changes: &Changes) -> String {
    let place = match changes {
        Changes::Anywhere => "all looked through".to_owned(),
        Changes::At(paths) => {
            let first = paths.first().map(|path| sanitized_line(&path.to_string_lossy()));
            let more = if paths.len() > 1 { format!(" and {} more", paths.len() - 1) } else { String::new() };
            first.unwrap_or_default() + &more
        }
    };
    let now = ZonedDateTime::now().strftime("%H:%M:%S");
    format!("{now} {} new, {} replaced, {} removed: {place}\n", report.added, report.replaced, report.removed)
}

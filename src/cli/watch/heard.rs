//! What the system says of changes, gathered until it is quiet for a moment: a file that is being written is not read half.

use std::collections::BTreeSet;
use std::mem::take;
use std::path::PathBuf;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, Event, EventKind, ModifyKind};

/// How long it must be quiet.
const QUIET: Duration = Duration::from_millis(100);

/// Nothing waits longer than this, however busy it is.
const LONGEST: Duration = Duration::from_millis(500);

/// More paths than this at once, and all is looked through instead: they are not to fill the memory.
const MOST: usize = 100_000;

/// A gathering that one thread fills and another empties.
#[derive(Debug, Default)]
pub(super) struct Heard {
    news: Mutex<News>,
    came: Condvar,
}

/// What was heard since the last time.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct News {
    /// Where something changed, as the system calls it.
    pub(super) paths: BTreeSet<PathBuf>,
    /// Whether something else changed that it could not name.
    pub(super) is_incomplete: bool,
    /// What went wrong while listening.
    pub(super) complaints: Vec<String>,
    /// When the first and the last of it came.
    span: Option<(Instant, Instant)>,
}

impl Heard {
    /// Takes in what the system says.
    pub(super) fn take(&self, event: notify::Result<Event>) {
        if self.news().add(event, Instant::now()) {
            self.came.notify_all();
        }
    }

    /// All that was heard, once it is quiet, if that is so within a time.
    pub(super) fn next(&self, within: Duration) -> Option<News> {
        let end = Instant::now() + within;
        let mut news = self.news();
        loop {
            let now = Instant::now();
            let ready = news.ready();
            if ready.is_some_and(|ready| ready <= now) {
                return Some(take(&mut news));
            }
            let wake = ready.map_or(end, |ready| ready.min(end));
            if wake <= now {
                return None;
            }
            news = self.came.wait_timeout(news, wake - now).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn news(&self) -> MutexGuard<'_, News> {
        self.news.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl News {
    /// Whether an event matters.
    fn add(&mut self, event: notify::Result<Event>, now: Instant) -> bool {
        match event {
            Ok(event) if event.need_rescan() => self.is_incomplete = true,
            Ok(event) if matters(&event) => self.paths.extend(event.paths),
            Ok(_) => return false,
            Err(error) => self.complaints.push(complaint(&error)),
        }
        if self.paths.len() > MOST {
            self.paths.clear();
            self.is_incomplete = true;
        }
        self.span = Some((self.span.map_or(now, |(first, _)| first), now));
        true
    }

    /// When it is time for what was heard; `None` as long as it was nothing.
    fn ready(&self) -> Option<Instant> {
        self.span.map(|(first, last)| (last + QUIET).min(first + LONGEST))
    }
}

/// Whether what izde reads may be another after an event. Looking at files, as izde does itself, changes nothing.
fn matters(event: &Event) -> bool {
    match event.kind {
        EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write),
        // Some systems say that a folder changed when a file in it did, and say that of the file, too.
        EventKind::Modify(ModifyKind::Any | ModifyKind::Data(_) | ModifyKind::Metadata(_) | ModifyKind::Other) => {
            !event.paths.iter().all(|path| path.is_dir())
        }
        _ => true,
    }
}

/// What went wrong, and what to do.
pub(super) fn complaint(error: &notify::Error) -> String {
    let paths: Vec<_> = error.paths.iter().map(|path| path.display().to_string()).collect();
    match (&error.kind, paths.join(", ")) {
        (notify::ErrorKind::MaxFilesWatch, _) => {
            "the system lets nobody watch so many folders; raise its limit (on Linux: sysctl fs.inotify.max_user_watches)".to_owned()
        }
        (notify::ErrorKind::Io(cause), at) if !at.is_empty() => format!("cannot watch {at}: {cause}"),
        (notify::ErrorKind::Io(cause), _) => format!("cannot watch: {cause}"),
        (_, at) if at.is_empty() => format!("cannot watch: {error}"),
        (notify::ErrorKind::PathNotFound, at) => format!("cannot watch {at}: it is not there"),
        _ => format!("cannot watch: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use notify::event::{CreateKind, DataChange, Flag};

    use super::*;

    fn event(kind: EventKind, path: &str) -> notify::Result<Event> {
        Ok(Event::new(kind).add_path(path.into()))
    }

    const WRITTEN: EventKind = EventKind::Modify(ModifyKind::Data(DataChange::Any));

    #[test]
    fn it_is_time_when_it_is_quiet_or_was_busy_for_long() {
        let begin = Instant::now();
        let mut news = News::default();
        assert_eq!(news.ready(), None);
        for n in 0..4 {
            assert!(news.add(event(WRITTEN, "a.txt"), begin + QUIET * n / 2));
        }
        assert_eq!(news.ready(), Some(begin + QUIET * 3 / 2 + QUIET), "after the last event");
        for n in 4..100 {
            news.add(event(WRITTEN, "a.txt"), begin + QUIET * n / 2);
        }
        assert_eq!(news.ready(), Some(begin + LONGEST), "not for ever after");
        assert_eq!(news.paths.len(), 1);
    }

    #[test]
    fn looking_changes_nothing() {
        let mut news = News::default();
        let now = Instant::now();
        for kind in [AccessKind::Open(AccessMode::Any), AccessKind::Close(AccessMode::Read), AccessKind::Any] {
            assert!(!news.add(event(EventKind::Access(kind), "a.txt"), now));
        }
        let folder = std::env::temp_dir();
        assert!(!news.add(event(WRITTEN, &folder.to_string_lossy()), now), "a folder, said of it because of a file");
        assert_eq!(news, News::default());
        assert!(news.add(event(EventKind::Access(AccessKind::Close(AccessMode::Write)), "a.txt"), now));
        assert!(news.add(event(EventKind::Create(CreateKind::Folder), &folder.to_string_lossy()), now));
        assert_eq!(news.paths.len(), 2);
    }

    #[test]
    fn what_is_lost_or_too_much_is_looked_for_everywhere() {
        let now = Instant::now();
        let mut news = News::default();
        assert!(news.add(Ok(Event::new(EventKind::Other).set_flag(Flag::Rescan)), now));
        assert!(news.is_incomplete);
        let mut news = News::default();
        for n in 0..=MOST {
            news.add(event(WRITTEN, &format!("{n}.txt")), now);
        }
        assert!(news.is_incomplete && news.paths.is_empty());
    }

    #[test]
    fn it_is_taken_out_once() {
        let heard = Heard::default();
        assert_eq!(heard.next(Duration::ZERO), None);
        heard.take(event(WRITTEN, "a.txt"));
        let news = heard.next(LONGEST).unwrap();
        assert_eq!(news.paths.len(), 1);
        assert_eq!(heard.next(QUIET), None);
    }
}

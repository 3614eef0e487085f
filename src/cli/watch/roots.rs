//! The files and folders that are followed: listening to them, also when they go and come back, and what they are called.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use super::Changes;
use super::heard::{Heard, complaint};
use crate::cli::screen::Screen;
use crate::index::Stop;

/// How often one who waits looks whether he is to stop.
const GLANCE: Duration = Duration::from_millis(50);

/// How often it is checked that what is followed is there, and still the same: not every system says so.
const CHECK: Duration = Duration::from_secs(1);

/// A new folder is looked through once more after this time: files may have come before it was listened to.
const SECOND_LOOK: Duration = Duration::from_secs(1);

/// What is followed.
pub(super) struct Followed {
    roots: Vec<Root>,
    /// The folder of the index: what happens there is our own doing.
    index: PathBuf,
    heard: Arc<Heard>,
    /// Listens as long as it lives.
    watcher: RecommendedWatcher,
    checked: Instant,
    second_looks: Vec<(Instant, PathBuf)>,
}

/// A file or folder that was named.
#[derive(Debug)]
struct Root {
    /// As it was named.
    name: PathBuf,
    /// From the root of the file system.
    whole: PathBuf,
    /// The same without symbolic links: some systems call it so.
    real: Option<PathBuf>,
    /// What is listened to: a folder, or for a file the one it is in, since a file may be replaced by another one.
    folder: PathBuf,
    /// Which folder that was; `None` when there was none.
    identity: Option<Identity>,
}

/// Tells a folder from another one in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Identity(u64, u64);

impl Identity {
    fn of(folder: &Path) -> Option<Self> {
        let metadata = folder.metadata().ok().filter(std::fs::Metadata::is_dir)?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            Some(Self(metadata.dev(), metadata.ino()))
        }
        #[cfg(not(unix))]
        {
            let _ = metadata;
            Some(Self(0, 0))
        }
    }
}

impl Root {
    fn new(name: PathBuf) -> Self {
        let whole = std::path::absolute(&name).unwrap_or_else(|_| name.clone());
        let parent = || whole.parent().map(Path::to_owned).unwrap_or_default();
        let folder = if name.is_file() { parent() } else { whole.clone() };
        Self { real: name.canonicalize().ok(), identity: Identity::of(&folder), name, whole, folder }
    }

    fn is_whole_folder(&self) -> bool {
        self.folder == self.whole
    }

    /// A path of the system's as it is called below what was named, if it is there.
    fn called(&self, path: &Path) -> Option<PathBuf> {
        let mut from = [Some(&self.whole), self.real.as_ref()].into_iter().flatten();
        let below = from.find_map(|from| path.strip_prefix(from).ok())?;
        Some(if below.as_os_str().is_empty() { self.name.clone() } else { self.name.join(below) })
    }
}

impl Followed {
    pub(super) fn begin(paths: &[PathBuf], index: &Path) -> anyhow::Result<Self> {
        let index = std::path::absolute(index)?;
        let roots: Vec<_> = paths.iter().cloned().map(Root::new).collect();
        let heard = Arc::new(Heard::default());
        let watcher = listen(&roots, &heard).map_err(|error| anyhow::anyhow!(complaint(&error)))?;
        Ok(Self { roots, index, heard, watcher, checked: Instant::now(), second_looks: vec![] })
    }

    /// What is followed, as it was named.
    pub(super) fn names(&self) -> impl Iterator<Item = &Path> {
        self.roots.iter().map(|root| root.name.as_path())
    }

    /// Waits for changes; `None` when it is asked to stop.
    pub(super) fn next(&mut self, stop: &Stop, screen: &Screen) -> Option<Changes> {
        while !stop.is_requested() {
            if self.checked.elapsed() >= CHECK {
                self.checked = Instant::now();
                if self.check(screen) {
                    return Some(Changes::Anywhere);
                }
            }
            if let Some(paths) = self.due() {
                return Some(Changes::At(paths));
            }
            let Some(news) = self.heard.next(GLANCE) else { continue };
            for complaint in &news.complaints {
                screen.tell(complaint);
            }
            if news.is_incomplete {
                screen.tell("so much changed at once that some of it was lost: looking through all");
                return Some(Changes::Anywhere);
            }
            let others = news.paths.iter().filter(|path| !path.starts_with(&self.index));
            let mut paths: Vec<_> =
                others.flat_map(|path| self.roots.iter().filter_map(|root| root.called(path))).collect();
            paths.sort_unstable();
            paths.dedup();
            if !paths.is_empty() {
                let later = Instant::now() + SECOND_LOOK;
                self.second_looks.extend(paths.iter().filter(|path| path.is_dir()).map(|path| (later, path.clone())));
                return Some(Changes::At(paths));
            }
        }
        None
    }

    /// New folders for which it is time.
    fn due(&mut self) -> Option<Vec<PathBuf>> {
        let now = Instant::now();
        let due: Vec<_> = self.second_looks.extract_if(.., |(time, _)| *time <= now).map(|(_, path)| path).collect();
        (!due.is_empty()).then_some(due)
    }

    /// Whether something that is followed has come, or come back, or is another one now. What went is said.
    fn check(&mut self, screen: &Screen) -> bool {
        let (mut came, mut changed) = (false, false);
        for root in &mut self.roots {
            let identity = Identity::of(&root.folder);
            if identity == root.identity {
                continue;
            }
            changed = true;
            let name = root.name.display();
            match identity {
                None => screen.tell(&format!("{name} is not there any more; waiting for it to come back")),
                Some(_) => screen.tell(&format!("{name} has come: looking through it")),
            }
            came |= identity.is_some();
            *root = Root { identity, ..Root::new(root.name.clone()) };
        }
        if changed {
            // A listener that was begun anew hears nothing of folders that went.
            match listen(&self.roots, &self.heard) {
                Ok(watcher) => self.watcher = watcher,
                Err(error) => screen.tell(&complaint(&error)),
            }
        }
        came
    }
}

/// Begins to listen to all that is there.
fn listen(roots: &[Root], heard: &Arc<Heard>) -> notify::Result<RecommendedWatcher> {
    let heard = Arc::clone(heard);
    let mut watcher = notify::recommended_watcher(move |event| heard.take(event))?;
    let there = || roots.iter().filter(|root| root.identity.is_some());
    // Folders last: of one that is also that of a file, all is to be heard.
    for root in there().filter(|root| !root.is_whole_folder()) {
        watcher.watch(&root.folder, RecursiveMode::NonRecursive)?;
    }
    for root in there().filter(|root| root.is_whole_folder()) {
        watcher.watch(&root.whole, RecursiveMode::Recursive)?;
    }
    Ok(watcher)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_called_as_they_were_named() {
        let whole = |path: &str| std::path::absolute(path).unwrap();
        for (name, path, called) in [
            ("src", "src/cli/watch/mod.rs", Some("src/cli/watch/mod.rs")),
            ("src/", "src/lib.rs", Some("src/lib.rs")),
            (".", "src/lib.rs", Some("./src/lib.rs")),
            ("src", "src", Some("src")),
            ("src/lib.rs", "src/lib.rs", Some("src/lib.rs")),
            ("src/lib.rs", "src/main.rs", None),
            ("src", "source/lib.rs", None),
        ] {
            let root = Root::new(name.into());
            assert_eq!(root.called(&whole(path)), called.map(PathBuf::from), "{name} {path}");
        }
    }
}

//! Finding the files to read under a file or folder.

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use ignore::WalkBuilder;
use xxhash_rust::xxh3::xxh3_128;

use super::format::{Format, recognise};
use crate::error::{Error, Result};

/// Bytes of a file without a known extension that are looked at.
const HEAD: u64 = 4096;

/// A file that can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The file, as it can be opened: the path izde was given, and what was found under it.
    pub path: PathBuf,
    /// The path relative to what was named, with `/` between its parts; the file name when a file itself was named.
    pub id: String,
    /// How it is read, by its name; its content may say otherwise when it is opened.
    pub format: Format,
    /// Its size in bytes when it was found.
    pub bytes: u64,
    /// Another number whenever the file is another, or has been written to since: a hash of its size, times and place on the disk. `None` for one
    /// that was written so short a time ago that it may be written once more without a sign of it.
    pub version: Option<u128>,
}

/// What lies under a path.
#[derive(Debug, Default)]
pub struct Found {
    /// The files to read, ordered by [`id`](Source::id).
    pub sources: Vec<Source>,
    /// Files izde does not read ([`Error::UnknownFormat`]), in the same order.
    pub skipped: Vec<Error>,
    /// Files and folders that could not be looked at ([`Error::Io`]).
    pub unreadable: Vec<Error>,
}

/// Finds the files to read under `path`, a file or a folder, the same way every time.
///
/// Hidden files and folders are passed over, symbolic links are followed, and no ignore file is heeded: a newsroom's
/// folder is not a repository.
///
/// # Errors
/// [`Error::Io`] when `path` itself cannot be looked at, [`Error::UnknownFormat`] when it is a file of a format izde does
/// not read. Whatever goes wrong further down is reported in [`Found`], beside what was found.
pub fn find(path: &Path) -> Result<Found> {
    let metadata = path.metadata().map_err(|source| unreadable(path, source))?;
    if !metadata.is_dir() {
        // A pipe can be read only once, so its content is not looked at beforehand.
        let by_name = Format::of(path).filter(|_| !metadata.is_file());
        let format = by_name.map_or_else(|| if metadata.is_file() { format_of(path) } else { Err(pipe(path)) }, Ok)?;
        let id = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let (bytes, version) = (metadata.len(), version(&metadata));
        let source = Source { path: path.to_owned(), id, format, bytes, version };
        return Ok(Found { sources: vec![source], ..Found::default() });
    }

    Ok(walk(path, path))
}

/// Finds the files to read at a `path` below the folder `root`, as [`find`] finds them when it is given `root`: with the same ids, and nothing
/// of what is hidden. So an index is kept up with a folder without a walk over all of it.
///
/// Whatever goes wrong is reported in [`Found`].
#[must_use]
pub fn find_below(root: &Path, path: &Path) -> Found {
    let is_hidden = |part: std::path::Component<'_>| part.as_os_str().as_encoded_bytes().starts_with(b".");
    match path.strip_prefix(root) {
        Ok(below) if !below.components().any(is_hidden) => walk(path, root),
        _ => Found::default(),
    }
}

/// Walks over what is at `start`, which is `root` or below it.
fn walk(start: &Path, root: &Path) -> Found {
    let mut found = Found::default();
    let mut walk = WalkBuilder::new(start);
    walk.standard_filters(false).hidden(true).follow_links(true).sort_by_file_name(|a, b| a.cmp(b));
    if start != root {
        // The walk notices links back to where it began, but not to further up.
        let above = start.parent().and_then(|parent| parent.canonicalize().ok()).unwrap_or_default();
        let leads_up = move |path: &Path| path.canonicalize().is_ok_and(|to| above.starts_with(to));
        if start.is_symlink() && leads_up(start) {
            return found;
        }
        walk.filter_entry(move |entry| !(entry.path_is_symlink() && leads_up(entry.path())));
    }
    for entry in walk.build() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                found.unreadable.extend(walk_error(start, error));
                continue;
            }
        };
        // Neither folders, which the walk enters by itself, nor pipes and devices, which may never end.
        if !entry.file_type().is_some_and(|kind| kind.is_file()) {
            continue;
        }
        match format_of(entry.path()) {
            Err(unknown @ Error::UnknownFormat { .. }) => found.skipped.push(unknown),
            Err(error) => found.unreadable.push(error),
            Ok(format) => match entry.metadata() {
                Ok(metadata) => {
                    let id = relative(entry.path(), root);
                    let (path, bytes, version) = (entry.into_path(), metadata.len(), version(&metadata));
                    found.sources.push(Source { path, id, format, bytes, version });
                }
                Err(error) => found.unreadable.extend(walk_error(entry.path(), error)),
            },
        }
    }
    found.sources.sort_by(|a, b| a.id.cmp(&b.id));
    found
}

/// How fine the clock of a file system is; some count whole seconds, or two.
const FINE: Duration = Duration::from_millis(50);
const COARSE: Duration = Duration::from_secs(2);

/// See [`Source::version`].
fn version(metadata: &Metadata) -> Option<u128> {
    let modified = metadata.modified().ok()?;
    let since_epoch = modified.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    let clock = if since_epoch.subsec_nanos() == 0 { COARSE } else { FINE };
    // Times in the future are somebody's mistake, and no sign of anything.
    let is_settled = SystemTime::now().duration_since(modified).is_ok_and(|age| age > clock);
    is_settled.then(|| state(metadata))
}

/// Another number whenever a file is another, or has been written to since, as far as the clock of the file system tells.
pub(crate) fn state(metadata: &Metadata) -> u128 {
    let since_epoch = metadata.modified().ok().and_then(|at| at.duration_since(SystemTime::UNIX_EPOCH).ok());
    let mut state = since_epoch.map_or(0, |since| since.as_nanos()).to_le_bytes().to_vec();
    state.extend(metadata.len().to_le_bytes());
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        // The time of the last change of any kind, which programs that copy files cannot set.
        for number in [metadata.ctime() as u64, metadata.ctime_nsec() as u64, metadata.ino(), metadata.dev()] {
            state.extend(number.to_le_bytes());
        }
    }
    xxh3_128(&state)
}

fn pipe(path: &Path) -> Error {
    let reason = "it is no file; give JSON lines on standard input, as -".to_owned();
    Error::UnknownFormat { place: path.to_string_lossy().into_owned(), reason }
}

/// The format of a file: by its name, and only where that says nothing by its content, so that a large folder is walked fast.
fn format_of(path: &Path) -> Result<Format> {
    if let Some(format) = Format::of(path) {
        return Ok(format);
    }
    let mut head = Vec::new();
    let file = File::open(path).map_err(|source| unreadable(path, source))?;
    file.take(HEAD).read_to_end(&mut head).map_err(|source| unreadable(path, source))?;
    let place = || path.to_string_lossy().into_owned();
    recognise(path, &head).map_err(|reason| Error::UnknownFormat { place: place(), reason })
}

/// `path` as seen from `root`, with `/` between its parts.
fn relative(path: &Path, root: &Path) -> String {
    let parts = path.strip_prefix(root).unwrap_or(path).components();
    parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn unreadable(path: &Path, source: io::Error) -> Error {
    Error::Io { action: "read", path: path.to_owned(), source }
}

/// The walk's error as ours; `None` for a link back to a folder above it, whose files are found at their own place.
fn walk_error(near: &Path, error: ignore::Error) -> Option<Error> {
    let mut path = near.to_owned();
    let mut inner = &error;
    loop {
        inner = match inner {
            ignore::Error::Loop { .. } => return None,
            ignore::Error::WithPath { path: at, err } => {
                path.clone_from(at);
                err
            }
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => err,
            _ => break,
        };
    }
    let message = inner.to_string();
    let source = error.into_io_error().map_or_else(|| io::Error::other(message), without_path);
    Some(unreadable(&path, source))
}

/// What the operating system said, without the path the walk wraps around it: our error names it already.
fn without_path(error: io::Error) -> io::Error {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(&error);
    while let Some(inner) = cause {
        let code = inner.downcast_ref::<io::Error>().and_then(io::Error::raw_os_error);
        if let Some(code) = code {
            return io::Error::from_raw_os_error(code);
        }
        cause = inner.source();
    }
    error
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn ids(found: &Found) -> Vec<&str> {
        found.sources.iter().map(|source| source.id.as_str()).collect()
    }

    #[test]
    fn finds_readable_files_in_order() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        fs::create_dir_all(root.join("b/ішкі")).unwrap();
        fs::create_dir_all(root.join(".git")).unwrap();
        for name in ["z.TXT", "a.md", "b/ішкі/мәтін.jsonl", "b.txt", ".hidden.txt", ".git/x.txt", "b/photo.jpg", "плюс"]
        {
            fs::write(root.join(name), "мәтін").unwrap();
        }
        fs::write(root.join(".gitignore"), "*.md\n").unwrap();
        fs::write(root.join(".ignore"), "*.txt\n").unwrap();

        let found = find(root).unwrap();
        assert_eq!(ids(&found), ["a.md", "b.txt", "b/ішкі/мәтін.jsonl", "z.TXT", "плюс"]);
        assert_eq!(found.sources[0].format, Format::Markdown);
        assert_eq!(found.sources[3].format, Format::Text);
        assert_eq!(found.sources[3].path, root.join("z.TXT"));
        assert_eq!(found.sources[3].bytes, 10);
        assert_eq!(found.skipped.len(), 1, "{:?}", found.skipped);
        assert!(found.unreadable.is_empty(), "{:?}", found.unreadable);
    }

    #[test]
    fn a_file_may_be_named_itself() {
        let dir = tempfile::tempdir().unwrap();
        let named = dir.path().join(".сөз.txt");
        fs::write(&named, "мәтін").unwrap();
        assert_eq!(ids(&find(&named).unwrap()), [".сөз.txt"], "even a hidden one");
        let image = dir.path().join("a.jpg");
        fs::write(&image, "").unwrap();
        assert!(matches!(find(&image), Err(Error::UnknownFormat { place, .. }) if place == image.to_string_lossy()));
        assert!(matches!(find(&dir.path().join("жоқ")), Err(Error::Io { .. })));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_and_loops_do_no_harm() {
        use std::os::unix::fs::symlink;
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        fs::create_dir(root.join("a")).unwrap();
        fs::write(root.join("a/x.txt"), "мәтін").unwrap();
        symlink(root, root.join("a/loop")).unwrap();
        symlink(root.join("a/x.txt"), root.join("y.txt")).unwrap();
        symlink(root.join("nowhere"), root.join("broken.txt")).unwrap();
        let found = find(root).unwrap();
        assert_eq!(ids(&found), ["a/x.txt", "y.txt"]);
        assert_eq!(found.unreadable.len(), 1, "{:?}", found.unreadable);
        let message = found.unreadable[0].to_string();
        assert_eq!(message.matches("broken.txt").count(), 1, "{message}");

        // Begun further down, it goes no further up, and finds what the whole walk found there.
        assert_eq!(ids(&find_below(root, &root.join("a"))), ["a/x.txt"]);
        assert_eq!(ids(&find_below(root, &root.join("a/loop"))), [""; 0]);
        assert_eq!(ids(&find_below(root, &root.join("y.txt"))), ["y.txt"]);
    }

    #[test]
    fn a_part_is_found_as_the_whole_would_have_it() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join(".жасырын");
        fs::create_dir_all(root.join("b/.git")).unwrap();
        for name in ["a.txt", "b/c.txt", "b/.d.txt", "b/.git/x.txt", "b/photo.jpg"] {
            fs::write(root.join(name), "мәтін").unwrap();
        }
        let whole = find(&root).unwrap();
        for (at, wanted) in
            [("a.txt", &whole.sources[..1]), ("b", &whole.sources[1..]), ("b/c.txt", &whole.sources[1..])]
        {
            let part = find_below(&root, &root.join(at)).sources;
            let places = |sources: &[Source]| {
                sources.iter().map(|source| (source.path.clone(), source.id.clone())).collect::<Vec<_>>()
            };
            assert_eq!(places(&part), places(wanted), "{at}");
        }
        for hidden in ["b/.d.txt", "b/.git", "b/.git/x.txt", "../elsewhere.txt"] {
            assert_eq!(ids(&find_below(&root, &root.join(hidden))), [""; 0], "{hidden}");
        }
        assert_eq!(find_below(&root, &root.join("b/photo.jpg")).skipped.len(), 1);
        assert_eq!(find_below(&root, &root.join("жоқ.txt")).unreadable.len(), 1);
    }
}

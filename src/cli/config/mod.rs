//! What is in force where no option says otherwise, and where that comes from: collections named in `izde.toml` and in the user's own file.
//!
//! An option goes before the environment, that before the `izde.toml` of the folder or the nearest one above, that before the user's file, and
//! that before what is built in. These files name collections, folders and values to fill in; nothing in them is ever run.

mod file;
mod files;

use std::path::{Path, PathBuf};

pub(super) use self::file::Place;
use self::file::{Collection, File};
pub(super) use self::files::Files;
use super::args::IndexDir;
use crate::corpus::Encoding;

/// The index that commands use when none is named.
pub(super) const INDEX: &str = "index";
/// The documents that this index is made of.
pub(super) const CORPUS: &str = "corpus";

/// Chooses a collection, as `--collection` does.
const ENVIRONMENT: &str = "IZDE_COLLECTION";

/// A value, and who says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Setting<T> {
    pub(super) value: T,
    pub(super) origin: Origin,
}

/// Who says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Origin {
    /// An option of the command.
    Option(&'static str),
    /// A variable of the environment.
    Environment,
    /// A line of a file.
    File(Place),
    /// A collection that is the only one of its file.
    Only(Place),
    BuiltIn,
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Option(name) => f.write_str(name),
            Self::Environment => f.write_str(ENVIRONMENT),
            Self::File(place) => place.fmt(f),
            Self::Only(place) => write!(f, "{place}: the only one"),
            Self::BuiltIn => f.write_str("built in"),
        }
    }
}

/// What is in force for a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct InForce {
    pub(super) collection: Option<Setting<String>>,
    pub(super) index: Setting<PathBuf>,
    /// What is indexed when no path is named.
    pub(super) paths: Setting<Vec<PathBuf>>,
    pub(super) source: Option<Setting<String>>,
    pub(super) lang: Option<Setting<String>>,
    pub(super) encoding: Option<Setting<Encoding>>,
}

impl InForce {
    /// What is in force with these options.
    ///
    /// # Errors
    /// When a file cannot be read or understood, or when no or no known collection is chosen among several. An index that is named itself needs no
    /// file.
    pub(super) fn of(args: &IndexDir) -> anyhow::Result<Self> {
        match &args.dir {
            Some(dir) => Ok(Self::without_collection(dir.clone(), Origin::Option("--index"))),
            None => Self::among(args, &Files::read()?),
        }
    }

    /// What is in force with these options and files.
    pub(super) fn among(args: &IndexDir, files: &Files) -> anyhow::Result<Self> {
        if let Some(dir) = &args.dir {
            return Ok(Self::without_collection(dir.clone(), Origin::Option("--index")));
        }
        let Some(chosen) = chosen(args, files)? else {
            return Ok(Self::without_collection(INDEX.into(), Origin::BuiltIn));
        };
        let found = files.all().find_map(|file| Some((file, file.collections.get(chosen.value.as_str())?)));
        match found {
            Some((file, collection)) => Ok(Self::in_collection(chosen, file, collection)),
            None => Err(unknown(&chosen, files)),
        }
    }

    fn without_collection(index: PathBuf, origin: Origin) -> Self {
        Self {
            collection: None,
            index: Setting { value: index, origin },
            paths: Setting { value: vec![CORPUS.into()], origin: Origin::BuiltIn },
            source: None,
            lang: None,
            encoding: None,
        }
    }

    fn in_collection(chosen: Setting<String>, file: &File, collection: &Collection) -> Self {
        let at = |offset| Origin::File(file.place(offset));
        let text = |value: &Option<toml::Spanned<String>>| {
            value.as_ref().map(|value| Setting { value: value.get_ref().clone(), origin: at(value.span().start) })
        };
        // Documents carry the paths of their files: these are alike wherever izde is run.
        let paths = collection.paths.as_ref().map(|paths| Setting {
            value: paths.get_ref().iter().map(|path| file.below(path)).collect(),
            origin: at(paths.span().start),
        });
        Self {
            index: Setting {
                value: shown(&file.below(collection.index.get_ref())),
                origin: at(collection.index.span().start),
            },
            paths: paths.unwrap_or(Setting { value: vec![], origin: Origin::BuiltIn }),
            source: text(&collection.source),
            lang: text(&collection.lang),
            encoding: collection
                .encoding
                .as_ref()
                .and_then(|name| Some(Setting { value: name.get_ref().parse().ok()?, origin: at(name.span().start) })),
            collection: Some(chosen),
        }
    }
}

/// The collection that is chosen, if one is.
fn chosen(args: &IndexDir, files: &Files) -> anyhow::Result<Option<Setting<String>>> {
    if let Some(name) = &args.collection {
        return Ok(Some(Setting { value: name.clone(), origin: Origin::Option("--collection") }));
    }
    if let Some(name) = std::env::var_os(ENVIRONMENT).filter(|name| !name.is_empty()) {
        return Ok(Some(Setting { value: name.to_string_lossy().into_owned(), origin: Origin::Environment }));
    }
    for file in files.all() {
        if let Some(name) = &file.chosen {
            let origin = Origin::File(file.place(name.span().start));
            return Ok(Some(Setting { value: name.get_ref().clone(), origin }));
        }
        let mut names = file.collections.keys();
        match (names.next(), names.next()) {
            (Some(only), None) => {
                let origin = Origin::Only(file.place(only.span().start));
                return Ok(Some(Setting { value: only.get_ref().clone(), origin }));
            }
            (Some(first), Some(_)) => anyhow::bail!(
                "{} has several collections and none is chosen: name one with --collection, or above them with a line \
                 collection = \"{}\"; there are {}",
                shown(&file.path).display(),
                first.get_ref(),
                known(files)
            ),
            (None, _) => {}
        }
    }
    Ok(None)
}

fn unknown(chosen: &Setting<String>, files: &Files) -> anyhow::Error {
    let Setting { value, origin } = chosen;
    let known = known(files);
    if known.is_empty() {
        anyhow::anyhow!(
            "{origin}: no file names a collection {value:?}, nor any other; izde config --help shows how one is written"
        )
    } else {
        anyhow::anyhow!("{origin}: there is no collection {value:?}; there are {known}")
    }
}

/// The collections with their places.
fn known(files: &Files) -> String {
    let names = files.collections().into_iter().map(|(name, place)| format!("{name} ({place})"));
    names.collect::<Vec<_>>().join(", ")
}

/// A path as it is shown: short for what is in this folder.
pub(super) fn shown(path: &Path) -> PathBuf {
    let here = std::env::current_dir().ok();
    let below = here.and_then(|here| path.strip_prefix(here).map(Path::to_owned).ok());
    below.filter(|below| !below.as_os_str().is_empty()).unwrap_or_else(|| path.to_owned())
}

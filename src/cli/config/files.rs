//! Where the files are looked for.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use super::file::{File, Place};

/// The file of a folder, and of the folders below it.
const NEAR: &str = "izde.toml";

/// The user's file, in his folder for such files.
const USERS: [&str; 2] = ["izde", "config.toml"];

/// The files that hold here.
#[derive(Debug)]
pub(in crate::cli) struct Files {
    near: Option<File>,
    users: Option<File>,
    /// Where the user's is looked for, if there is a place for it.
    pub(in crate::cli) users_path: Option<PathBuf>,
}

impl Files {
    /// Reads the `izde.toml` of this folder or of the nearest one above that has one, and the user's file.
    pub(in crate::cli) fn read() -> anyhow::Result<Self> {
        let here = std::env::current_dir()?;
        let mut near = None;
        for folder in here.ancestors() {
            near = File::read(&folder.join(NEAR))?;
            if near.is_some() {
                break;
            }
        }
        let users_path = etcetera::choose_base_strategy().ok();
        let users_path =
            users_path.map(|strategy| USERS.iter().fold(strategy.config_dir(), |path, part| path.join(part)));
        let users = users_path.as_deref().map(File::read).transpose()?.flatten();
        Ok(Self { near, users, users_path })
    }

    /// The files that are there, the nearest first.
    pub(super) fn all(&self) -> impl Iterator<Item = &File> {
        self.near.iter().chain(&self.users)
    }

    /// Their paths.
    pub(in crate::cli) fn paths(&self) -> impl Iterator<Item = &Path> {
        self.all().map(|file| file.path.as_path())
    }

    /// All collections with their places; of two of one name, the nearest.
    pub(in crate::cli) fn collections(&self) -> BTreeMap<&str, Place> {
        let mut collections = BTreeMap::new();
        for file in self.users.iter().chain(&self.near) {
            let names = file.collections.keys();
            collections.extend(names.map(|name| (name.get_ref().as_str(), file.place(name.span().start))));
        }
        collections
    }
}
